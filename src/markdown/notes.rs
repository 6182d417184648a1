//! Footnotes: found wherever they are written, checked for circles.

use std::collections::BTreeMap;

use comrak::Node;
use comrak::nodes::NodeValue;

use super::DEEPEST_NOTE;
use super::manuscript::{Inline, InlineKind, Manuscript, Note, Series};
use super::reader::Reader;
use super::refused::too_deep;
use super::walk::read_inlines;
use crate::diag::{Diagnostic, Findings, code};

/// The notes of one file.
pub(super) struct Notes<'a> {
    /// The index that the file's first note gets in the manuscript.
    first: usize,
    written: Vec<Written<'a>>,
    by_name: BTreeMap<String, usize>,
}

struct Written<'a> {
    name: String,
    node: Node<'a>,
    /// How many marks it has.
    marks: usize,
}

impl<'a> Notes<'a> {
    /// Finds every note below `root`.
    pub(super) fn of(
        root: Node<'a>,
        reader: &Reader<'_>,
        first: usize,
        findings: &mut Findings,
    ) -> Self {
        let mut notes = Self { first, written: Vec::new(), by_name: BTreeMap::new() };
        for node in root.descendants() {
            let NodeValue::FootnoteDefinition(definition) = &node.data().value else { continue };
            let name = definition.name.clone();
            if notes.by_name.contains_key(&key(&name)) {
                findings.push(
                    Diagnostic::warning(code::SAME_NOTE, format!("there are two notes `{name}`"))
                        .at(reader.lines.place(node.data().sourcepos))
                        .label("this one is not printed")
                        .hint("give one of them another name"),
                );
                continue;
            }
            notes.by_name.insert(key(&name), notes.written.len());
            notes.written.push(Written { name, node, marks: 0 });
        }
        notes
    }

    /// The manuscript's index of the note of that name, which is now used.
    pub(super) fn refer(&mut self, name: &str) -> Option<usize> {
        let at = *self.by_name.get(&key(name))?;
        self.written.get_mut(at)?.marks += 1;
        Some(self.first + at)
    }

    /// Takes back a mark that is not printed, by the manuscript's index of its note.
    pub(super) fn forget(&mut self, note: usize) {
        let written = note.checked_sub(self.first).and_then(|at| self.written.get_mut(at));
        written.into_iter().for_each(|it| it.marks = it.marks.saturating_sub(1));
    }

    /// Adds the notes to the manuscript and warns of those nobody refers to.
    pub(super) fn finish(
        mut self,
        reader: &Reader<'_>,
        into: &mut Vec<Note>,
        findings: &mut Findings,
    ) {
        let mut read = Vec::new();
        for at in 0..self.written.len() {
            let Some(Written { name, node, .. }) = self.written.get(at) else { break };
            let (name, node) = (name.clone(), *node);
            let place = reader.lines.place(node.data().sourcepos);
            let blocks = reader.blocks(node, 1, &mut self, findings);
            let series = if name.starts_with('*') { Series::Translator } else { Series::Author };
            read.push(Note { name, series, blocks, place });
        }
        for (note, written) in read.iter().zip(&self.written) {
            if written.marks == 0 {
                findings.push(
                    Diagnostic::warning(
                        code::UNUSED_NOTE,
                        format!("nothing refers to the note `{}`", note.name),
                    )
                    .at(note.place.clone())
                    .label("not printed")
                    .hint(format!("put `[^{}]` where its mark belongs", note.name)),
                );
            }
        }
        into.extend(read);
    }
}

/// Names are compared as CommonMark compares link labels: without regard to
/// case and white space.
fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reports notes that refer to themselves, directly or through others.
pub(super) fn check_circles(manuscript: &Manuscript, findings: &mut Findings) {
    let mut refers: Vec<Vec<(usize, &Inline)>> = Vec::new();
    for note in &manuscript.notes {
        let mut marks = Vec::new();
        read_inlines(&note.blocks, &mut |inline| {
            if let InlineKind::Note(to) = inline.kind {
                marks.push((to, inline));
            }
        });
        refers.push(marks);
    }
    // 0: not seen, 1: on the way down, 2: done.
    let mut seen = vec![0_u8; refers.len()];
    let mut depths = vec![0_usize; refers.len()];
    for start in 0..refers.len() {
        // A stack of (note, next mark to follow) instead of recursion: a chain
        // of notes can be as long as the text.
        let mut stack = vec![(start, 0_usize)];
        while let Some((note, next)) = stack.pop() {
            let state = seen.get(note).copied().unwrap_or(2);
            if state == 2 {
                continue;
            }
            set(&mut seen, note, 1);
            match refers.get(note).and_then(|marks| marks.get(next)) {
                None => {
                    set(&mut seen, note, 2);
                    check_depth(manuscript, note, &refers, &mut depths, findings);
                }
                Some((to, inline)) => {
                    stack.push((note, next + 1));
                    if seen.get(*to) == Some(&1) {
                        findings.push(circle(manuscript, *to, inline));
                    } else {
                        stack.push((*to, 0));
                    }
                }
            }
        }
    }
}

/// How deep the notes below a note go, once those are known.
fn check_depth(
    manuscript: &Manuscript,
    note: usize,
    refers: &[Vec<(usize, &Inline)>],
    depths: &mut [usize],
    findings: &mut Findings,
) {
    let below = refers.get(note).into_iter().flatten().filter_map(|(to, _)| depths.get(*to));
    let depth = below.max().copied().unwrap_or(0) + 1;
    if let Some(known) = depths.get_mut(note) {
        *known = depth;
    }
    if depth == DEEPEST_NOTE + 1
        && let Some(note) = manuscript.notes.get(note)
    {
        findings.push(too_deep(note.place.clone(), DEEPEST_NOTE));
    }
}

fn set(seen: &mut [u8], at: usize, state: u8) {
    if let Some(slot) = seen.get_mut(at) {
        *slot = state;
    }
}

fn circle(manuscript: &Manuscript, to: usize, inline: &Inline) -> Diagnostic {
    let name = manuscript.notes.get(to).map_or("", |note| note.name.as_str());
    Diagnostic::error(code::CIRCULAR_NOTES, format!("the note `{name}` refers back to itself"))
        .at(inline.place.clone())
        .label("the circle closes here")
        .hint("take this mark out")
}
