//! How blocks behave where pages end.

use super::inlines::{is_stanza, lines_of};
use crate::markdown::{Block, BlockKind, Extent, Inline, InlineKind, Role};
use crate::typeset::write::parts::Shape;
use crate::typeset::write::rules::{LONGEST_STANZA, SHORT_QUOTE};

/// Whether a block is told by a call before it that its page is left some lines short;
/// paragraphs and heads have that in theirs.
pub(super) fn is_told(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } => false,
        BlockKind::Paragraph(body) => is_stanza(body),
        _ => true,
    }
}

/// Whether a block stays in one piece, wherever it stands.
pub(super) fn is_whole(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(body) if is_stanza(body) => lines_of(body).count() <= LONGEST_STANZA,
        _ => of(block, "", false) == Shape::Whole,
    }
}

/// What a block is, given the Typst that was written for it.
pub(super) fn of(block: &Block, written: &str, opens_chapter: bool) -> Shape {
    match &block.kind {
        BlockKind::Heading { level, .. } => Shape::Head(*level),
        BlockKind::Paragraph(body) if is_stanza(body) => Shape::Verse,
        BlockKind::Paragraph(body) if is_strong(body) => Shape::Speaker,
        BlockKind::Paragraph(_) if opens_chapter && written.starts_with("#opening(") => {
            Shape::Opening
        }
        BlockKind::Paragraph(_) => Shape::Prose,
        BlockKind::Quote(_) if block.place.range.len() <= SHORT_QUOTE => Shape::Whole,
        BlockKind::Quote(_) => Shape::Quote,
        BlockKind::Lines(lines) if lines.is_verse => Shape::Verse,
        BlockKind::Lines(_) => Shape::Whole,
        // What is pinned to a wall is not cut in two, if it is short.
        BlockKind::List(list) if list.items.iter().any(|item| item.done.is_some()) => Shape::Code,
        BlockKind::List(_) | BlockKind::Descriptions(_) => Shape::List,
        BlockKind::Code { .. } => Shape::Code,
        BlockKind::Table(_) => Shape::Table,
        BlockKind::ThematicBreak => Shape::Break,
        BlockKind::Figure(picture) => match picture.extent {
            Extent::Natural => Shape::Float,
            Extent::Wide => Shape::WideFloat,
            Extent::Page | Extent::Bleed => Shape::FullPage,
        },
        BlockKind::Container(it) => match &it.role {
            Role::Quote if block.place.range.len() <= SHORT_QUOTE => Shape::Whole,
            Role::Quote | Role::Letter => Shape::Quote,
            Role::Epigraph | Role::Pullquote => Shape::Whole,
            Role::Sidebar | Role::Alert(_) => Shape::Box,
            Role::Center | Role::Right => Shape::Code,
            Role::Dialogue => Shape::List,
            Role::Figures => Shape::WideFloat,
            Role::Table => Shape::FloatingTable,
            Role::Language(_) | Role::Leaf(_) | Role::Plain => Shape::Mixed,
        },
    }
}

/// Whether there is nothing but strong words.
fn is_strong(body: &[Inline]) -> bool {
    let is_blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.chars().all(|c| !c.is_alphanumeric()),
        InlineKind::SoftBreak => true,
        _ => false,
    };
    let is_strong = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_));
    body.iter().any(is_strong) && body.iter().all(|it| is_strong(it) || is_blank(it))
}
