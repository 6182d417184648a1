//! What is printed, and where: letters by the bytes that they come from, words outside of
//! their page, words over others.

use std::ops::Range;

use typst::World;
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::overprint::{Run, over};
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::Parts;
use crate::typeset::write::rules;

/// What is on the pages.
#[derive(Default)]
pub(super) struct Printed {
    /// The bytes of `main.typ` that characters come from, in order.
    bytes: Vec<usize>,
    /// The letters of what comes from elsewhere, such as words that a template
    /// has taken apart.
    pub rest: String,
    /// Words some of whose letters lie outside of their page.
    pub outside: Vec<Spot>,
    /// Words that stand over others, and these.
    pub over: Vec<Spot>,
}

/// Words on a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Spot {
    /// The byte of `main.typ` that they come from, if they do.
    pub byte: Option<usize>,
    /// The page, from 0.
    pub page: usize,
    /// What they say.
    pub text: String,
}

impl Printed {
    /// Whether anything between two bytes of `main.typ` is there.
    pub(super) fn shows(&self, bytes: &Range<usize>) -> bool {
        let next = self.bytes.partition_point(|byte| *byte < bytes.start);
        self.bytes.get(next).is_some_and(|byte| bytes.contains(byte))
    }
}

/// Reads all pages.
pub(super) fn printed(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Printed {
    let mut reader = Reader {
        desk,
        parts,
        top: measures.top,
        code: 0,
        within_code: None,
        page: 0,
        runs: Vec::new(),
        printed: Printed::default(),
    };
    for (number, page) in document.pages().iter().enumerate() {
        reader.page = number;
        reader.runs.clear();
        reader.frame(&page.frame, Transform::identity(), page.frame.size());
        let lapping = over(&mut reader.runs);
        let spot = |run: &Run| Spot { byte: run.byte, page: number, text: run.text.clone() };
        reader
            .printed
            .over
            .extend(lapping.into_iter().filter_map(|at| reader.runs.get(at)).map(spot));
    }
    let mut printed = reader.printed;
    printed.bytes.sort_unstable();
    printed.outside.sort();
    printed.over.sort();
    printed
}

struct Reader<'r> {
    desk: &'r Desk<'r>,
    parts: &'r Parts,
    /// Where the type area begins, in points from a page's top.
    top: f64,
    /// How many pieces of code were met.
    code: usize,
    /// The byte of the last of them, if nothing of the text has followed it.
    within_code: Option<usize>,
    /// The page at hand, and its runs.
    page: usize,
    runs: Vec<Run>,
    printed: Printed,
}

impl Reader<'_> {
    fn frame(&mut self, frame: &Frame, at: Transform, page: Size) {
        for (place, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform), page);
                }
                FrameItem::Text(text) => self.text(text, here, page),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    let is_code = |label: typst::foundations::Label| {
                        label.resolve().as_str() == rules::VERBATIM
                    };
                    if content.label().is_some_and(is_code) {
                        // Its words cannot be traced.
                        self.within_code = self.parts.code.get(self.code).copied();
                        self.code += 1;
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, here: Transform, page: Size) {
        let mut first = None;
        let mut pen = Point::zero();
        let mut is_outside = false;
        for glyph in &text.glyphs {
            let from = pen;
            pen.x += glyph.x_advance.at(text.size);
            let (span, offset) = glyph.span;
            if span.id() == Some(self.desk.main())
                && let Some(start) = self.desk.start_of(span)
            {
                let byte = start + usize::from(offset);
                self.printed.bytes.push(byte);
                first = first.or(Some(byte));
            }
            // Nobody misses a space.
            let is_seen = !text.text.get(glyph.range()).unwrap_or_default().trim().is_empty();
            is_outside |=
                is_seen && !(shows(page, from.transform(here)) && shows(page, pen.transform(here)));
        }
        if first.is_some() {
            self.within_code = None;
        } else {
            self.printed.rest.push_str(&letters(&text.text));
        }
        // Heads above pages are no code.
        let byte = first.or(self.within_code.filter(|_| here.ty.to_pt() > self.top));
        if is_outside {
            let said = text.text.trim().to_owned();
            self.printed.outside.push(Spot { byte, page: self.page, text: said });
        }
        self.runs.extend(Run::of(text, byte, here));
    }
}

/// Letters may reach so far beyond their page, in points, before they count as cut.
const HAIR: f64 = 0.5;

/// Whether a point lies on a page.
fn shows(page: Size, point: Point) -> bool {
    let within = |at: f64, most: f64| at >= -HAIR && at <= most + HAIR;
    within(point.x.to_pt(), page.x.to_pt()) && within(point.y.to_pt(), page.y.to_pt())
}

/// What is left of words when case, spaces and punctuation do not count.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
