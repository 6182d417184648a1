//! Runs of text and pictures on pages, where they stand, and what they come
//! from.

use typst::layout::{Frame, FrameItem, Transform};
use typst::text::TextItem;

use crate::typeset::layout::world::Desk;

/// A run of text, or a picture.
pub(super) struct Run<'d> {
    /// The page, from 0.
    pub page: usize,
    /// Where its baseline begins, in points from the page's top left.
    pub x: f64,
    /// See above.
    pub y: f64,
    /// How wide it is, in points.
    pub width: f64,
    /// The byte of `main.typ` that it comes from, if it does.
    pub byte: Option<usize>,
    /// The text; none for a picture.
    pub text: Option<&'d TextItem>,
}

/// Collects the runs of a page in the order in which they were laid out.
pub(super) fn collect<'d>(frame: &'d Frame, page: usize, desk: &Desk<'_>, all: &mut Vec<Run<'d>>) {
    walk(frame, Transform::identity(), page, desk, all);
}

fn walk<'d>(
    frame: &'d Frame,
    above: Transform,
    page: usize,
    desk: &Desk<'_>,
    all: &mut Vec<Run<'d>>,
) {
    for (at, item) in frame.items() {
        let here = above.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), page, desk, all);
            }
            FrameItem::Text(text) => all.push(Run {
                page,
                x: here.tx.to_pt(),
                y: here.ty.to_pt(),
                width: text.width().to_pt(),
                // The first may be a space that the template put there.
                byte: text.glyphs.iter().find_map(|glyph| {
                    let (span, offset) = glyph.span;
                    Some(desk.start_of(span)? + usize::from(offset))
                }),
                text: Some(text),
            }),
            FrameItem::Image(_, size, span) => all.push(Run {
                page,
                x: here.tx.to_pt(),
                y: here.ty.to_pt() + size.y.to_pt(),
                width: size.x.to_pt(),
                byte: desk.start_of(*span),
                text: None,
            }),
            _ => {}
        }
    }
}
