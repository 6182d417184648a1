//! Visits every block and inline of a manuscript to change it.

use super::manuscript::{Block, BlockKind, Inline, InlineKind, Manuscript, Picture};

/// Visits every block, outer ones first, those of notes last.
pub(super) fn each_block(manuscript: &mut Manuscript, visit: &mut dyn FnMut(&mut Block)) {
    blocks(&mut manuscript.blocks, visit);
    for note in &mut manuscript.notes {
        blocks(&mut note.blocks, visit);
    }
}

/// Visits every inline of one block, not of the blocks within it.
pub(super) fn each_inline(block: &mut Block, visit: &mut dyn FnMut(&mut Inline)) {
    match &mut block.kind {
        BlockKind::Heading { body, .. } | BlockKind::Paragraph(body) => inlines(body, visit),
        BlockKind::Descriptions(all) => {
            all.iter_mut().for_each(|description| inlines(&mut description.term, visit));
        }
        BlockKind::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.for_each(|cell| inlines(cell, visit));
        }
        _ => {}
    }
}

fn blocks(all: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in all {
        visit(block);
        match &mut block.kind {
            BlockKind::Quote(inner) => blocks(inner, visit),
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| blocks(&mut item.blocks, visit));
            }
            BlockKind::Descriptions(all) => {
                let details = all.iter_mut().flat_map(|description| &mut description.details);
                details.for_each(|inner| blocks(inner, visit));
            }
            _ => {}
        }
    }
}

fn inlines(all: &mut [Inline], visit: &mut dyn FnMut(&mut Inline)) {
    for inline in all {
        visit(inline);
        match &mut inline.kind {
            InlineKind::Emphasis(body)
            | InlineKind::Strong(body)
            | InlineKind::Strikethrough(body)
            | InlineKind::Link { body, .. } => inlines(body, visit),
            _ => {}
        }
    }
}

/// Visits every picture, in the text and in notes.
pub fn each_picture(manuscript: &mut Manuscript, visit: &mut dyn FnMut(&mut Picture)) {
    each_block(manuscript, &mut |block| {
        if let BlockKind::Figure(picture) = &mut block.kind {
            visit(picture);
        }
        each_inline(block, &mut |inline| {
            if let InlineKind::Image(picture) = &mut inline.kind {
                visit(picture);
            }
        });
    });
}
