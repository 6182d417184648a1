//! Words and notes that are on no page: they stop the build.

use std::ops::Range;

use typst::World;
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

use crate::diag::{Diagnostic, Findings, Place, code};
use crate::typeset::layout::world::Desk;
use crate::typeset::read::reading::Reading;
use crate::typeset::read::strays::Stray;
use crate::typeset::write::project::Project;

/// Reports what the layout or a template has lost.
pub(in crate::typeset) fn check(
    reading: &Reading,
    desk: &Desk<'_>,
    project: &Project,
    findings: &mut Findings,
) {
    let survey = &reading.survey;
    let mut lost: Vec<Place> = Vec::new();
    for (number, part) in project.parts.blocks.iter().enumerate() {
        if part.has_words && survey.page_of_block(number).is_none() {
            lost.extend(project.origins.find(part.bytes.start + 1).cloned());
        }
    }
    let printed = printed(&reading.document, desk);
    let pieces = project.parts.words.iter().filter(|bytes| !printed.shows(bytes));
    let pieces = pieces.filter_map(|bytes| project.origins.find(bytes.start));
    let is_lost = |place: &&Place| !printed.rest.contains(&letters(place.text()));
    lost.extend(pieces.filter(is_lost).cloned());
    for place in merged(lost) {
        findings.push(
            Diagnostic::error(code::LOST_WORDS, "these words are on no page")
                .at(place)
                .hint("the template drops them: its function has to print what it is given"),
        );
    }
    let outside = printed.outside.iter().filter_map(|byte| project.origins.find(*byte));
    for place in merged(outside.cloned().collect()) {
        findings.push(
            Diagnostic::error(code::LOST_WORDS, "some of these words lie outside of their page")
                .at(place)
                .hint(
                    "what stays in one piece is too high or too wide: make it smaller or divide \
                     it; a table without `::: table` goes on overleaf",
                ),
        );
    }
    for stray in &survey.strays {
        if let Stray::Lost(number) = stray {
            let part = project.parts.notes.get(*number);
            findings.push(
                Diagnostic::error(code::LOST_NOTE, "this note was not printed")
                    .at_maybe(
                        part.and_then(|part| project.origins.find(part.bytes.start + 1)).cloned(),
                    )
                    .hint("move the mark out of the note, table or heading that it stands in"),
            );
        }
    }
}

/// One place for words that follow one another on lines of a paragraph; what
/// lies within another place is left out.
fn merged(mut lost: Vec<Place>) -> Vec<Place> {
    lost.sort_by(|a, b| {
        let key = |place: &Place| (place.range.start, std::cmp::Reverse(place.range.end));
        a.source.name.cmp(&b.source.name).then(key(a).cmp(&key(b)))
    });
    let mut all: Vec<Place> = Vec::new();
    for place in lost {
        let Some(last) = all.last_mut().filter(|last| last.source.name == place.source.name) else {
            all.push(place);
            continue;
        };
        let between = last.range.end..place.range.start.max(last.range.end);
        let gap = place.source.text.get(between).unwrap_or_default();
        if place.range.start <= last.range.end
            || (gap.chars().all(|c| !c.is_alphanumeric()) && !gap.contains("\n\n"))
        {
            last.range.end = last.range.end.max(place.range.end);
        } else {
            all.push(place);
        }
    }
    all
}

/// What is on the pages.
#[derive(Default)]
struct Printed {
    /// The bytes of `main.typ` that characters come from, in order.
    bytes: Vec<usize>,
    /// The letters of what comes from elsewhere, such as words that a template
    /// has taken apart.
    rest: String,
    /// The bytes of `main.typ` whose characters begin outside of their page.
    outside: Vec<usize>,
}

impl Printed {
    /// Whether anything between two bytes of `main.typ` is there.
    fn shows(&self, bytes: &Range<usize>) -> bool {
        let next = self.bytes.partition_point(|byte| *byte < bytes.start);
        self.bytes.get(next).is_some_and(|byte| bytes.contains(byte))
    }
}

fn printed(document: &PagedDocument, desk: &Desk<'_>) -> Printed {
    let mut printed = Printed::default();
    for page in document.pages() {
        let page =
            Within { frame: &page.frame, at: Transform::identity(), page: page.frame.size() };
        collect(page, desk, &mut printed);
    }
    printed.bytes.sort_unstable();
    printed.outside.sort_unstable();
    printed
}

/// A frame somewhere on a page.
#[derive(Clone, Copy)]
struct Within<'f> {
    frame: &'f Frame,
    at: Transform,
    page: Size,
}

impl Within<'_> {
    /// Whether a point of the frame lies on the page.
    fn shows(&self, point: Point) -> bool {
        let on = point.transform(self.at);
        let (x, y) = (on.x.to_pt(), on.y.to_pt());
        x >= 0.0 && y >= 0.0 && x <= self.page.x.to_pt() && y <= self.page.y.to_pt()
    }
}

fn collect(within: Within<'_>, desk: &Desk<'_>, printed: &mut Printed) {
    for (place, item) in within.frame.items() {
        match item {
            FrameItem::Group(group) => {
                let moved = Transform::translate(place.x, place.y).pre_concat(group.transform);
                let at = within.at.pre_concat(moved);
                collect(Within { frame: &group.frame, at, ..within }, desk, printed);
            }
            FrameItem::Text(text) => {
                let mut is_traced = false;
                let mut pen = *place;
                for glyph in &text.glyphs {
                    let here = pen;
                    pen.x += glyph.x_advance.at(text.size);
                    let (span, offset) = glyph.span;
                    if span.id() != Some(desk.main()) {
                        continue;
                    }
                    is_traced = true;
                    let start = desk.start_of(span);
                    let byte = start.map(|start| start + usize::from(offset));
                    printed.bytes.extend(byte);
                    // Nobody misses a space.
                    let is_seen =
                        !text.text.get(glyph.range()).unwrap_or_default().trim().is_empty();
                    if is_seen && !within.shows(here) {
                        printed.outside.extend(byte);
                    }
                }
                if !is_traced {
                    printed.rest.push_str(&letters(&text.text));
                }
            }
            _ => {}
        }
    }
}

/// What is left of words when case, spaces and punctuation do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
