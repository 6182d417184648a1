//! Pictures within a line of text have no room for a caption, and captions none for notes.

use std::collections::BTreeSet;

use super::manuscript::{BlockKind, Container, InlineKind, Manuscript, Picture, Role};
use super::walk::{each_block, each_inline, each_picture};
use crate::diag::{Diagnostic, Findings, code};

/// Takes captions from pictures that stand within a line, and says so.
pub(super) fn settle(manuscript: &mut Manuscript, findings: &mut Findings) {
    // Side by side, pictures stand in a paragraph, but not in a line.
    let mut side_by_side = BTreeSet::new();
    each_block(manuscript, &mut |block| {
        let BlockKind::Container(Container { role: Role::Figures, blocks, .. }) = &mut block.kind
        else {
            return;
        };
        for block in blocks {
            let place = &block.place;
            side_by_side.insert((place.source.name.clone(), place.range.start));
        }
    });
    each_picture(manuscript, &mut |picture| notes_in_captions(picture, findings));
    each_block(manuscript, &mut |block| {
        let place = &block.place;
        if side_by_side.contains(&(place.source.name.clone(), place.range.start)) {
            return;
        }
        each_inline(block, &mut |inline| {
            let InlineKind::Image(picture) = &mut inline.kind else { return };
            if picture.caption.take().is_some() | picture.credit.take().is_some() {
                findings.push(
                    Diagnostic::warning(
                        code::CAPTION_IN_LINE,
                        "a picture within a line has no caption",
                    )
                    .at(picture.place.clone())
                    .label("its caption is not printed")
                    .hint("give the picture a paragraph of its own, or take the caption out"),
                );
            }
        });
    });
}

/// A caption is words alone: the mark of a note in it would be printed as it was typed.
fn notes_in_captions(picture: &Picture, findings: &mut Findings) {
    for words in [&picture.caption, &picture.credit].into_iter().flatten() {
        let marks = ["[^", "^["].into_iter().filter_map(|mark| words.find(mark));
        let Some(at) = marks.min() else { continue };
        let rest = words.get(at..).unwrap_or_default();
        let mark = rest.split_inclusive(']').next().unwrap_or(rest);
        findings.push(
            Diagnostic::warning(code::FOREIGN_MARK, format!("`{mark}` is printed as it stands"))
                .at(picture.place.clone())
                .label("a caption holds no notes")
                .hint("say it in the caption itself, or put the mark into the text beside the picture"),
        );
    }
}
