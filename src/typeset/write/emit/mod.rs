//! The manuscript as Typst source: nothing but calls into the template's
//! vocabulary, one function for each kind of block and inline.
//!
//! While it writes, it notes which bytes of Typst come from which bytes of
//! Markdown, so that whatever Typst says can be said at the author's own line.

mod blocks;
mod containers;
mod divisions;
mod inlines;
mod matter;
mod notes;
mod opening;
mod shapes;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::manifest::{NotesAt, OpeningStyle};
use crate::markdown::{Block, BlockKind, Inline, InlineKind, Manuscript, Series};
use crate::typeset::write::escape;
use crate::typeset::write::index::Index;
use crate::typeset::write::links::Addresses;
use crate::typeset::write::origins::Origins;
use crate::typeset::write::parts::{Part, Parts, Shape};

/// Typst source and where its parts come from.
pub(in crate::typeset) struct Emitted {
    /// The calls.
    pub source: String,
    /// From bytes of `source` to places in the author's files.
    pub origins: Origins,
    /// Where the blocks and the notes lie in `source`.
    pub parts: Parts,
}

/// What is to be written, and how.
pub(in crate::typeset) struct Orders<'a> {
    /// Comes first, as it is: imports.
    pub opening: &'a str,
    /// The text.
    pub manuscript: &'a Manuscript,
    /// Under which name each picture lies in the project.
    pub pictures: &'a BTreeMap<String, String>,
    /// Whether addresses that links hide are numbered.
    pub addresses: bool,
    /// Where the author's notes stand.
    pub notes: NotesAt,
    /// How the first paragraph of a chapter begins.
    pub chapter_opening: OpeningStyle,
    /// Whether heads of the first level are parts.
    pub has_parts: bool,
    /// Whether lines are filled, so that words have to be divided.
    pub fills_lines: bool,
    /// Whether a note on the text follows it.
    pub text_note: bool,
    /// Whether a bibliography follows it.
    pub bibliography: bool,
    /// The language of the text.
    pub lang: &'a str,
}

/// Writes a manuscript.
pub(in crate::typeset) fn emit(orders: &Orders<'_>) -> Emitted {
    let mut writer = Writer {
        out: orders.opening.to_owned(),
        origins: Origins::default(),
        orders,
        addresses: orders.addresses.then(Addresses::default),
        index: Index::default(),
        written_notes: BTreeSet::new(),
        waiting: Vec::new(),
        next_endnote: 1,
        parts: Parts::default(),
        top: top_level(orders.manuscript),
        opens_chapter: true,
        follows_opening: false,
        introduces: false,
        follows_prose: false,
        divides: false,
        in_head: false,
    };
    writer.front();
    writer.parts.front = writer.out.len();
    let blocks = &orders.manuscript.blocks;
    for (at, block) in blocks.iter().enumerate() {
        let before_head = blocks.get(at + 1).is_none_or(is_heading);
        // A head is break enough.
        if !(matches!(block.kind, BlockKind::ThematicBreak) && before_head) {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            writer.top_block(before, block, blocks.get(at + 1));
        }
    }
    writer.back();
    Emitted { source: writer.out, origins: writer.origins, parts: writer.parts }
}

/// Whether there are words in a block that have to be on a page: text that is
/// not code, which the layout does not trace.
fn holds_words(block: &Block) -> bool {
    let mut found = false;
    crate::markdown::read_inlines(std::slice::from_ref(block), &mut |inline| {
        if let InlineKind::Text(text) = &inline.kind {
            found |= text.chars().any(char::is_alphanumeric);
        }
    });
    found
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// The level of the highest heading; it becomes level 1.
fn top_level(manuscript: &Manuscript) -> u8 {
    let levels = manuscript.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    });
    levels.min().unwrap_or(1)
}

struct Writer<'a> {
    out: String,
    origins: Origins,
    orders: &'a Orders<'a>,
    addresses: Option<Addresses>,
    index: Index,
    written_notes: BTreeSet<usize>,
    /// Endnotes that have a mark but no text yet: note and number.
    waiting: Vec<(usize, usize)>,
    next_endnote: usize,
    parts: Parts,
    top: u8,
    /// Whether the next paragraph is the first of a chapter.
    opens_chapter: bool,
    /// Whether the paragraph before was one.
    follows_opening: bool,
    /// Whether the paragraph at hand stays with what comes next.
    introduces: bool,
    /// Whether it follows another.
    follows_prose: bool,
    /// Whether a head is written: its notes are no part of its words.
    in_head: bool,
    /// Whether words with an apostrophe are shown where they may be divided.
    divides: bool,
}

impl Writer<'_> {
    /// A block of the text itself.
    fn top_block(&mut self, before: Option<&Block>, block: &Block, after: Option<&Block>) {
        let mut head = None;
        if let BlockKind::Heading { id, level, .. } = &block.kind {
            head = Some(id.clone());
            let level = self.level(*level);
            if self.orders.notes == NotesAt::Chapter && level <= self.chapter_level() {
                self.note_list();
            }
        }
        let opens_chapter = self.opens_chapter;
        if shapes::is_told(block) {
            let number = self.parts.blocks.len();
            self.text(&format!("#free(\"b{number}\");"));
        }
        let start = self.out.len();
        self.divides = self.orders.fills_lines && matches!(block.kind, BlockKind::Paragraph(_));
        self.block_among(before, block, after);
        self.divides = false;
        let written = self.out.get(start..).unwrap_or_default();
        let shape = match shapes::of(block, written, opens_chapter) {
            Shape::Head(level) if self.orders.has_parts && self.level(level) == 1 => Shape::Part,
            Shape::Head(level) => Shape::Head(self.level(level)),
            shape => shape,
        };
        if let BlockKind::Heading { level, .. } = &block.kind {
            self.opens_chapter = self.level(*level) <= self.chapter_level();
        }
        let has_words = holds_words(block);
        self.parts.blocks.push(Part { head, has_words, shape, ..Part::of(start..self.out.len()) });
    }

    /// The level of a head on the page: the highest that there is becomes 1.
    fn level(&self, written: u8) -> u8 {
        written.saturating_sub(self.top) + 1
    }

    /// The level of chapters.
    fn chapter_level(&self) -> u8 {
        if self.orders.has_parts { 2 } else { 1 }
    }

    fn text(&mut self, code: &str) {
        self.out.push_str(code);
    }

    fn string(&mut self, words: &str) {
        escape::string(words, &mut self.out);
    }

    /// `, name: "…"`
    fn named(&mut self, name: &str, words: &str) {
        self.text(&format!(", {name}: "));
        self.string(words);
    }

    /// `, name: […]`, if there is something.
    fn named_content(&mut self, name: &str, body: &[Inline]) {
        if !body.is_empty() {
            self.text(&format!(", {name}: "));
            self.content(body);
        }
    }

    /// `#name[…];`
    fn call_inlines(&mut self, name: &str, body: &[Inline]) {
        self.text(&format!("#{name}"));
        self.content(body);
        self.text(";");
    }

    fn call_blocks(&mut self, name: &str, blocks: &[Block]) {
        self.text(&format!("#{name}"));
        self.block_content(blocks);
        self.text(";");
    }

    fn content(&mut self, body: &[Inline]) {
        self.text("[");
        self.inlines(body);
        self.text("]");
    }

    /// Blocks as an argument; a single paragraph needs no call of its own.
    fn block_content(&mut self, blocks: &[Block]) {
        if let [Block { kind: BlockKind::Paragraph(body), .. }] = blocks {
            return self.content(body);
        }
        self.text("[\n");
        self.blocks(blocks);
        self.text("]");
    }

    fn series_of(&self, note: usize) -> Series {
        self.orders.manuscript.notes.get(note).map_or(Series::Author, |note| note.series)
    }
}
