//! Runs of text and pictures on pages, where they stand, and what they come
//! from.

use std::collections::HashMap;

use typst::World;
use typst::WorldExt;
use typst::layout::{Frame, FrameItem, Transform};
use typst::syntax::Span;
use typst::text::TextItem;

use super::super::world::Desk;

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
pub(super) fn collect<'d>(
    frame: &'d Frame,
    page: usize,
    desk: &Desk<'_>,
    starts: &mut HashMap<Span, Option<usize>>,
    all: &mut Vec<Run<'d>>,
) {
    walk(frame, Transform::identity(), page, desk, starts, all);
}

fn walk<'d>(
    frame: &'d Frame,
    above: Transform,
    page: usize,
    desk: &Desk<'_>,
    starts: &mut HashMap<Span, Option<usize>>,
    all: &mut Vec<Run<'d>>,
) {
    for (at, item) in frame.items() {
        let here = above.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), page, desk, starts, all);
            }
            FrameItem::Text(text) => all.push(Run {
                page,
                x: here.tx.to_pt(),
                y: here.ty.to_pt(),
                width: text.width().to_pt(),
                // The first may be a space that the template put there.
                byte: text.glyphs.iter().find_map(|glyph| {
                    let (span, offset) = glyph.span;
                    Some(start_of(span, desk, starts)? + usize::from(offset))
                }),
                text: Some(text),
            }),
            FrameItem::Image(_, size, span) => all.push(Run {
                page,
                x: here.tx.to_pt(),
                y: here.ty.to_pt() + size.y.to_pt(),
                width: size.x.to_pt(),
                byte: start_of(*span, desk, starts),
                text: None,
            }),
            _ => {}
        }
    }
}

fn start_of(
    span: Span,
    desk: &Desk<'_>,
    starts: &mut HashMap<Span, Option<usize>>,
) -> Option<usize> {
    if span.id() != Some(desk.main()) {
        return None;
    }
    *starts.entry(span).or_insert_with(|| desk.range(span).map(|range| range.start))
}
