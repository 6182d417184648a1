//! How high the blocks and the notes of the text stand on their pages, with all that
//! belongs to them: grounds, insets, pictures.

use std::collections::HashMap;

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use super::parts::{Parts, block_at, note_at};
use super::proof::Measures;
use super::world::Desk;

/// A block, or what of it is on one page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Extent {
    /// The page, from 0.
    pub page: usize,
    /// From the page's top, in points.
    pub top: f64,
    /// See above.
    pub bottom: f64,
}

/// What stands on the pages of the text.
#[derive(Default)]
pub(super) struct Extents {
    /// What every block takes up, page by page.
    pub blocks: Vec<Vec<Extent>>,
    /// The notes in the order of their marks: the byte of `main.typ` before the mark,
    /// and how high the note is, in points.
    pub notes: Vec<(usize, f64)>,
    /// How high the notes of every page are together, in points.
    pub feet: Vec<f64>,
}

/// Reads what stands on the pages of the text, which begins on page `first`.
pub(super) fn extents(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
    first: usize,
) -> Extents {
    let mut reader = Reader { desk, parts, measures, pictures: 0, code: 0, byte: 0, notes: Notes::default() };
    let mut blocks = vec![Vec::new(); parts.blocks.len()];
    let mut feet = vec![0.0; document.pages().len()];
    for (page, laid_out) in document.pages().iter().enumerate().skip(first) {
        let mut seen = reader.frame(&laid_out.frame, Point::zero());
        // Heads above pages have the words of the text, but not its place.
        seen.retain(|it| it.bottom > measures.top + 0.1 && it.top < measures.foot - 0.1);
        for Seen { block, top, bottom } in seen {
            let Some(of_block) = blocks.get_mut(block) else { continue };
            match of_block.last_mut() {
                Some(Extent { page: same, top: highest, bottom: lowest }) if *same == page => {
                    *highest = top.min(*highest);
                    *lowest = bottom.max(*lowest);
                }
                _ => of_block.push(Extent { page, top, bottom }),
            }
        }
        let foot = std::mem::take(&mut reader.notes.foot);
        feet.get_mut(page).into_iter().for_each(|height| *height = foot);
    }
    let mut notes: Vec<(usize, f64)> = reader.notes.all.into_values().collect();
    notes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    Extents { blocks, notes, feet }
}

/// A piece of a block within a frame.
#[derive(Clone, Copy)]
struct Seen {
    block: usize,
    top: f64,
    bottom: f64,
}

/// Notes, as far as they were met.
#[derive(Default)]
struct Notes {
    /// By what they are known: the byte before the mark, and how high they are.
    all: HashMap<Location, (usize, f64)>,
    /// The byte of the mark whose note is looked at.
    within: Option<usize>,
    /// How high all notes of the page at hand are.
    foot: f64,
}

struct Reader<'r> {
    desk: &'r Desk<'r>,
    parts: &'r Parts,
    measures: &'r Measures,
    /// How many floating pictures were met.
    pictures: usize,
    /// How many pieces of code were met.
    code: usize,
    /// The last byte of the text that was met.
    byte: usize,
    notes: Notes,
}

impl Reader<'_> {
    /// What stands within a frame; a frame around one block alone counts as a whole.
    fn frame(&mut self, frame: &Frame, at: Point) -> Vec<Seen> {
        let mut all: Vec<Seen> = Vec::new();
        for (place, item) in frame.items() {
            let here = at + *place;
            match item {
                FrameItem::Group(group) => {
                    let moved = here + Point::new(group.transform.tx, group.transform.ty);
                    let mark = group.parent.map(|parent| parent.location);
                    match mark.filter(|mark| self.notes.all.contains_key(mark)) {
                        Some(mark) => self.note(&group.frame, moved, mark),
                        None => {
                            let mut within = self.frame(&group.frame, moved);
                            if let Some(whole) = self.whole(&within, here, &group.frame) {
                                within = vec![whole];
                            }
                            all.extend(within);
                        }
                    }
                }
                FrameItem::Text(text) => {
                    let byte = text.glyphs.iter().find_map(|glyph| {
                        let (span, offset) = glyph.span;
                        Some(self.desk.start_of(span)? + usize::from(offset))
                    });
                    let last = text.glyphs.iter().rev().find_map(|glyph| {
                        let (span, offset) = glyph.span;
                        Some(self.desk.start_of(span)? + usize::from(offset))
                    });
                    let byte = byte.filter(|byte| note_at(&self.parts.notes, *byte).is_none());
                    let Some(byte) = byte.filter(|_| self.notes.within.is_none()) else { continue };
                    let y = here.y.to_pt();
                    if y > self.measures.top {
                        self.byte = last.unwrap_or(byte).max(byte);
                    }
                    if let Some(block) = block_at(&self.parts.blocks, byte) {
                        let lead = self.measures.lead;
                        let (top, bottom) = (y - 0.76 * lead, y + 0.24 * lead);
                        all.push(Seen { block, top, bottom });
                    }
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(note) = content.to_packed::<FootnoteElem>()
                        && let Some(mark) = note.location()
                        && !note.is_ref()
                    {
                        let byte = self.notes.within.unwrap_or(self.byte);
                        self.notes.all.entry(mark).or_insert((byte, 0.0));
                    }
                    all.extend(self.marked(content, here));
                }
                _ => {}
            }
        }
        all
    }

    /// A note at the foot, or what of it is on this page.
    fn note(&mut self, frame: &Frame, at: Point, mark: Location) {
        let height = frame.height().to_pt();
        let Some((byte, known)) = self.notes.all.get_mut(&mark) else { return };
        *known += height;
        self.notes.foot += height;
        let before = self.notes.within.replace(*byte);
        self.frame(frame, at);
        self.notes.within = before;
    }

    /// A picture that floats, or code, where their templates mark them: their own words,
    /// if they have any, cannot be traced.
    fn marked(&mut self, content: &Content, at: Point) -> Option<Seen> {
        let label = content.label()?.resolve();
        let byte = match label.as_str() {
            "picture" => {
                self.pictures += 1;
                self.parts.figures.get(self.pictures - 1)?.bytes.start
            }
            "verbatim" => {
                self.code += 1;
                *self.parts.code.get(self.code - 1)?
            }
            _ => return None,
        };
        let block = block_at(&self.parts.blocks, byte)?;
        let y = at.y.to_pt();
        Some(Seen { block, top: y, bottom: y })
    }

    /// The frame as a piece of the only block in it, unless it is the page's own.
    fn whole(&self, within: &[Seen], at: Point, frame: &Frame) -> Option<Seen> {
        let block = within.first()?.block;
        let (top, height) = (at.y.to_pt(), frame.height().to_pt());
        let is_pages = height > self.measures.foot - self.measures.top - self.measures.lead;
        let floats = self.parts.blocks.get(block)?.shape.floats();
        let alone = within.iter().all(|it| it.block == block);
        (alone && (floats || !is_pages)).then_some(Seen { block, top, bottom: top + height })
    }
}
