//! Heads left behind at the foot of a page, notes printed on another page than
//! their marks, notes not printed at all: faults that Typst's layout makes now
//! and then (typst#3582, #5314, #6437) and does not speak of.

use typst::World;
use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::typeset::layout::world::Desk;
use crate::typeset::write::parts::{Parts, block_at, note_at};

/// Something that is not where it belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::typeset) enum Stray {
    /// A heading without a line below it: the block's number.
    Head(usize),
    /// A note on another page than its mark: the note's number.
    Note(usize),
    /// A note that is nowhere: the note's number.
    Lost(usize),
}

/// What the layout did with the parts.
pub(in crate::typeset) struct Survey {
    pub strays: Vec<Stray>,
    /// The first and the last page of each block; none if it shows no words.
    pages: Vec<Option<(usize, usize)>>,
    /// The page of each note's mark.
    marks: Vec<Option<usize>>,
}

/// Looks where every part was printed.
pub(in crate::typeset) fn survey(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
) -> Survey {
    let mut sightings = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        sight(&laid_out.frame, page, desk, &mut sightings);
    }
    // The words of a heading stand in the contents and above pages as well.
    let heads: Vec<Option<usize>> =
        parts.blocks.iter().map(|part| head_page(document, part.head.as_deref()?)).collect();
    let mut pages = vec![None; parts.blocks.len()];
    let mut notes: Vec<Option<usize>> = vec![None; parts.notes.len()];
    let mut body: Vec<(usize, usize)> = Vec::new();
    for (byte, page) in sightings {
        if let Some(note) = note_at(&parts.notes, byte) {
            if let Some(first) = notes.get_mut(note) {
                *first = Some(first.map_or(page, |earlier| earlier.min(page)));
            }
        } else if let Some(block) = block_at(&parts.blocks, byte) {
            if heads.get(block).copied().flatten().is_some_and(|own| own != page) {
                continue;
            }
            body.push((byte, page));
            if let Some(span) = pages.get_mut(block) {
                let (first, last) = span.unwrap_or((page, page));
                *span = Some((page.min(first), page.max(last)));
            }
        }
    }
    body.sort_unstable();
    let marks: Vec<Option<usize>> = parts
        .notes
        .iter()
        .map(|note| {
            let before = body.partition_point(|(byte, _)| *byte < note.bytes.start);
            before.checked_sub(1).and_then(|at| body.get(at)).map(|(_, page)| *page)
        })
        .collect();
    let mut survey = Survey { strays: Vec::new(), pages, marks };
    survey.strays = survey.find(parts, &notes);
    survey
}

impl Survey {
    fn find(&self, parts: &Parts, notes: &[Option<usize>]) -> Vec<Stray> {
        let mut strays = Vec::new();
        let heads = parts.blocks.iter().enumerate().filter(|(_, part)| part.head.is_some());
        for (number, _) in heads {
            let below = self.pages.get(number + 1).copied().flatten();
            let here = self.pages.get(number).copied().flatten();
            if let (Some((_, head)), Some((first, _))) = (here, below)
                && first > head
            {
                strays.push(Stray::Head(number));
            }
        }
        for (number, page) in notes.iter().enumerate() {
            let mark = self.marks.get(number).copied().flatten();
            match (page, mark) {
                (None, _) => strays.push(Stray::Lost(number)),
                (Some(page), Some(mark)) if *page != mark => strays.push(Stray::Note(number)),
                _ => {}
            }
        }
        strays
    }

    /// The page, from 0, on which a block begins.
    pub(in crate::typeset) fn page_of_block(&self, number: usize) -> Option<usize> {
        Some(self.pages.get(number).copied().flatten()?.0)
    }

    /// The page, from 0, of a note's mark.
    pub(in crate::typeset) fn page_of_mark(&self, note: usize) -> Option<usize> {
        self.marks.get(note).copied().flatten()
    }

    /// The page, from 0, on which the text before a byte ends.
    pub(in crate::typeset) fn page_before(&self, byte: usize, parts: &Parts) -> Option<usize> {
        let number = parts.blocks.partition_point(|part| part.bytes.end <= byte);
        let before = self.pages.get(..number)?;
        before.iter().rev().flatten().next().map(|(_, last)| *last)
    }
}

/// The page, from 0, of the heading with that id: the template gives it the
/// label `h:id`.
fn head_page(document: &PagedDocument, id: &str) -> Option<usize> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(&format!("h:{id}")))?;
    let head = introspector.query_label(label).ok()?;
    introspector.page(head.location()?).map(|page| page.get() - 1)
}

/// Collects the bytes of `main.typ` that the words of a page come from.
fn sight(frame: &Frame, page: usize, desk: &Desk<'_>, sightings: &mut Vec<(usize, usize)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => sight(&group.frame, page, desk, sightings),
            FrameItem::Text(text) => {
                let mut last = None;
                for glyph in &text.glyphs {
                    let (span, offset) = glyph.span;
                    if last == Some(span) || span.id() != Some(desk.main()) {
                        continue;
                    }
                    last = Some(span);
                    if let Some(start) = desk.start_of(span) {
                        sightings.push((start + usize::from(offset), page));
                    }
                }
            }
            _ => {}
        }
    }
}
