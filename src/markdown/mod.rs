//! Markdown to a [`Manuscript`]. Never fails: whatever was written is text,
//! and what is odd about it is a warning. Only what cannot be typeset at all
//! (notes in a circle, quotes without end) is an error.

mod anchors;
mod attributes;
mod blocks;
mod captions;
mod containers;
mod fences;
mod foreign;
mod front;
mod html;
mod inlines;
mod lengths;
mod lines;
mod links;
mod manuscript;
mod notes;
mod polish;
mod raised;
mod reader;
mod references;
mod refused;
mod spans;
mod walk;

use std::sync::Arc;

use comrak::{Arena, Options};

pub use anchors::percent_decoded;
pub use front::front_matter;
pub use links::is_open_to_readers;
pub use manuscript::{
    Align, Block, BlockKind, Cited, Container, Description, Entry, Extent, Inline, InlineKind,
    Item, Leaf, Line, Lines, List, Manuscript, Note, Picture, Role, Series, SpanKind, Standing,
    Table, plain,
};
pub use polish::{Orthography, polish};
pub use walk::{each_picture, read_inlines};

use crate::diag::{Diagnostic, Findings, Place, Source, code};

/// Blocks nest at most so deep; Typst's layout gives up not far beyond.
const DEEPEST: usize = 16;
/// Notes nest at most so deep: a note to a note to a note.
const DEEPEST_NOTE: usize = 3;
/// Inlines nest at most so deep.
const DEEPEST_INLINE: usize = 24;

/// Reads the Markdown of `source` from byte `start` on and adds it to the
/// manuscript, spelled as it was typed.
pub fn parse(
    source: &Arc<Source>,
    start: usize,
    manuscript: &mut Manuscript,
    findings: &mut Findings,
) {
    let start = front::skip_foreign(source, start, findings);
    let arena = Arena::new();
    let text = source.text.get(start..).unwrap_or_default();
    let fences::Fenced { text, indents, open } = fences::fenced(text);
    let root = comrak::parse_document(&arena, &text, &options());
    for range in open {
        let place = Place::new(source, start + range.start..start + range.end);
        findings.push(
            Diagnostic::error(code::OPEN_CONTAINER, "nothing closes this container")
                .at(place)
                .hint("put `:::` on a line of its own where it ends"),
        );
    }
    let reader = reader::Reader { lines: lines::Lines::of(source, start), indents };
    let mut notes = notes::Notes::of(root, &reader, manuscript.notes.len(), findings);
    let blocks = reader.blocks(root, 0, &mut notes, findings);
    for block in blocks {
        match &block.kind {
            BlockKind::Container(Container { role: Role::Leaf(role), .. }) => {
                manuscript.pages.push(Standing { role: *role, block });
            }
            _ => manuscript.blocks.push(block),
        }
    }
    notes.finish(&reader, &mut manuscript.notes, findings);
}

/// Gives every heading an id of its own and checks where links lead. To be
/// called once, when all files have been read.
pub fn finish(manuscript: &mut Manuscript, findings: &mut Findings) {
    anchors::settle(manuscript, findings);
    links::settle(manuscript, findings);
    captions::settle(manuscript, findings);
    foreign::settle(manuscript, findings);
    notes::check_circles(manuscript, findings);
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.highlight = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.header_attributes = true;
    extension.link_attributes = true;
    extension.block_directive = true;
    extension.alerts = true;
    options.parse.escaped_char_spans = true;
    options.parse.leave_footnote_definitions = true;
    options
}
