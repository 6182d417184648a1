//! Visits every block and inline of a manuscript, to read or to change it.

use super::manuscript::{Block, BlockKind, Inline, InlineKind, Manuscript, Picture};

/// The runs of inlines and the lists of blocks directly within a block. The
/// arms are the same for reading and for changing.
macro_rules! parts {
    ($name:ident, $iter:ident, [$($mutable:tt)?]) => {
        fn $name(
            block: & $($mutable)? BlockKind,
        ) -> (Vec<& $($mutable)? Vec<Inline>>, Vec<& $($mutable)? Vec<Block>>) {
            match block {
                BlockKind::Heading { body, .. } | BlockKind::Paragraph(body) => {
                    (vec![body], Vec::new())
                }
                BlockKind::Quote(inner) => (Vec::new(), vec![inner]),
                BlockKind::Lines(lines) => {
                    let mut bodies = vec![& $($mutable)? lines.title];
                    let all = lines.stanzas.$iter().flatten();
                    bodies.extend(all.map(|line| & $($mutable)? line.body));
                    bodies.push(& $($mutable)? lines.by);
                    (bodies, Vec::new())
                }
                BlockKind::Container(it) => (
                    vec![& $($mutable)? it.title, & $($mutable)? it.by],
                    vec![& $($mutable)? it.blocks],
                ),
                BlockKind::List(list) => {
                    let items = list.items.$iter().map(|item| & $($mutable)? item.blocks);
                    (Vec::new(), items.collect())
                }
                BlockKind::Descriptions(all) => {
                    let (mut bodies, mut inner) = (Vec::new(), Vec::new());
                    for description in all.$iter() {
                        bodies.push(& $($mutable)? description.term);
                        inner.extend(description.details.$iter());
                    }
                    (bodies, inner)
                }
                BlockKind::Table(table) => {
                    let cells = table.head.$iter().chain(table.rows.$iter().flatten());
                    (cells.collect(), Vec::new())
                }
                BlockKind::Code { .. } | BlockKind::ThematicBreak | BlockKind::Figure(_) => {
                    (Vec::new(), Vec::new())
                }
            }
        }
    };
}

parts!(parts, iter, []);
parts!(parts_mut, iter_mut, [mut]);

/// Visits every block to change it: outer ones first, those of notes last.
pub(super) fn each_block(manuscript: &mut Manuscript, visit: &mut dyn FnMut(&mut Block)) {
    blocks_mut(&mut manuscript.blocks, visit);
    for page in &mut manuscript.pages {
        blocks_mut(std::slice::from_mut(&mut page.block), visit);
    }
    for note in &mut manuscript.notes {
        blocks_mut(&mut note.blocks, visit);
    }
}

fn blocks_mut(all: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in all {
        visit(block);
        for inner in parts_mut(&mut block.kind).1 {
            blocks_mut(inner, visit);
        }
    }
}

/// Visits the runs of inlines of one block, not of the blocks within it.
pub(super) fn each_run(block: &mut Block, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    parts_mut(&mut block.kind).0.into_iter().for_each(visit);
}

/// The lists of blocks directly within a block.
pub(super) fn inner_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    parts_mut(&mut block.kind).1
}

/// Visits every inline of one block, not of the blocks within it.
pub(super) fn each_inline(block: &mut Block, visit: &mut dyn FnMut(&mut Inline)) {
    each_run(block, &mut |run| inlines_mut(run, visit));
}

fn inlines_mut(all: &mut [Inline], visit: &mut dyn FnMut(&mut Inline)) {
    for inline in all {
        visit(inline);
        if let Some(body) = inline.kind.body_mut() {
            inlines_mut(body, visit);
        }
    }
}

/// Visits every inline below some blocks, to read it.
pub fn read_inlines<'m>(blocks: &'m [Block], visit: &mut dyn FnMut(&'m Inline)) {
    for block in blocks {
        let (bodies, inner) = parts(&block.kind);
        bodies.into_iter().for_each(|body| read(body, visit));
        inner.into_iter().for_each(|blocks| read_inlines(blocks, visit));
    }
}

/// Visits every list of blocks, those within others too, to read it.
pub(super) fn read_lists<'m>(blocks: &'m [Block], visit: &mut dyn FnMut(&'m [Block])) {
    visit(blocks);
    for block in blocks {
        parts(&block.kind).1.into_iter().for_each(|inner| read_lists(inner, visit));
    }
}

fn read<'m>(all: &'m [Inline], visit: &mut dyn FnMut(&'m Inline)) {
    for inline in all {
        visit(inline);
        read(inline.kind.body(), visit);
    }
}

/// The inlines within an inline, for reading and for changing alike; a new kind has to say
/// here whether it has any.
macro_rules! within {
    ($kind:expr) => {
        match $kind {
            Self::Emphasis(body)
            | Self::Strong(body)
            | Self::Strikethrough(body)
            | Self::Span { body, .. }
            | Self::Link { body, .. } => Some(body),
            Self::Text(_)
            | Self::SoftBreak
            | Self::HardBreak
            | Self::Code(_)
            | Self::Image(_)
            | Self::Note(_)
            | Self::Citation(_)
            | Self::PageOf(_)
            | Self::Hyphenated(_) => None,
        }
    };
}

impl InlineKind {
    /// The inlines within this one.
    pub fn body(&self) -> &[Inline] {
        within!(self).map_or(&[], Vec::as_slice)
    }

    /// The inlines within this one, to change them.
    pub fn body_mut(&mut self) -> Option<&mut Vec<Inline>> {
        within!(self)
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
