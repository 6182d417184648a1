//! The manuscript as Typst source: nothing but calls into the template's
//! vocabulary, one function for each kind of block and inline.
//!
//! While it writes, it notes which bytes of Typst come from which bytes of
//! Markdown, so that whatever Typst says can be said at the author's own line.

use std::collections::{BTreeMap, BTreeSet};

use super::escape;
use super::links::Addresses;
use super::origins::Origins;
use super::strays::{Part, Parts};
use crate::markdown::{
    Align, Block, BlockKind, Inline, InlineKind, List, Manuscript, Picture, Table, plain,
};

/// Typst source and where its parts come from.
pub(super) struct Emitted {
    /// The calls.
    pub source: String,
    /// From bytes of `source` to places in the author's files.
    pub origins: Origins,
    /// Where the blocks and the notes lie in `source`.
    pub parts: Parts,
}

/// Writes a manuscript. `opening` comes first, as it is; `pictures` tells
/// under which name each picture lies in the project.
pub(super) fn emit(
    manuscript: &Manuscript,
    opening: &str,
    pictures: &BTreeMap<String, String>,
    addresses: Option<Addresses>,
) -> Emitted {
    let mut writer = Writer {
        out: opening.to_owned(),
        origins: Origins::default(),
        manuscript,
        pictures,
        addresses,
        printed_notes: BTreeSet::new(),
        parts: Parts::default(),
        top: top_level(manuscript),
    };
    for block in &manuscript.blocks {
        let start = writer.out.len();
        writer.blocks(std::slice::from_ref(block));
        let head = match &block.kind {
            BlockKind::Heading { id, .. } => Some(id.clone()),
            _ => None,
        };
        writer.parts.blocks.push(Part { bytes: start..writer.out.len(), head });
    }
    writer.address_list();
    Emitted { source: writer.out, origins: writer.origins, parts: writer.parts }
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
    manuscript: &'a Manuscript,
    pictures: &'a BTreeMap<String, String>,
    addresses: Option<Addresses>,
    printed_notes: BTreeSet<usize>,
    parts: Parts,
    top: u8,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let start = self.out.len();
            self.block(block);
            self.out.push('\n');
            self.origins.note(start..self.out.len(), &block.place);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, id, body } => {
                let level = level.saturating_sub(self.top) + 1;
                self.out.push_str(&format!("#head({level}, "));
                escape::string(id, &mut self.out);
                if body.iter().any(holds_note) {
                    self.out.push_str(", short: [");
                    self.inlines_without_notes(body);
                    self.out.push(']');
                }
                self.out.push(')');
                self.content(body);
                self.out.push(';');
            }
            BlockKind::Paragraph(body) if is_stanza(body) => {
                let notes = body.iter().any(holds_note);
                self.out.push_str(if notes { "#stanza(notes: true, " } else { "#stanza(" });
                for line in lines_of(body) {
                    self.content(line);
                    self.out.push(',');
                }
                self.out.push_str(");");
            }
            BlockKind::Paragraph(body) => self.call_inlines("para", body),
            BlockKind::Quote(blocks) => {
                let is_short = block.place.range.len() <= SHORT_QUOTE;
                self.call_blocks(
                    if is_short { "blockquote(keep: true)" } else { "blockquote" },
                    blocks,
                );
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Descriptions(all) => {
                self.out.push_str("#descriptions(");
                for description in all {
                    self.out.push_str("\nentry(");
                    self.content(&description.term);
                    for details in &description.details {
                        self.out.push_str(", ");
                        self.block_content(details);
                    }
                    self.out.push_str("),");
                }
                self.out.push_str(");");
            }
            BlockKind::Code { lang, text } => {
                self.out.push_str("#verbatim(");
                escape::string(text.strip_suffix('\n').unwrap_or(text), &mut self.out);
                if !lang.is_empty() {
                    self.out.push_str(", lang: ");
                    escape::string(lang, &mut self.out);
                }
                self.out.push_str(");");
            }
            BlockKind::ThematicBreak => self.out.push_str("#scene-break();"),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(picture) => self.picture("figure-picture", picture),
        }
    }

    fn list(&mut self, list: &List) {
        let is_checklist = list.items.iter().any(|item| item.done.is_some());
        let name = match list.start {
            _ if is_checklist => "checklist",
            Some(_) => "numbered",
            None => "bullets",
        };
        self.out.push_str(&format!("#{name}(tight: {}", list.tight));
        if let (Some(start), false) = (list.start, is_checklist) {
            self.out.push_str(&format!(", start: {start}"));
        }
        for item in &list.items {
            self.out.push_str(",\n");
            if is_checklist {
                let done = item.done.map_or("none".to_owned(), |done| done.to_string());
                self.out.push_str(&format!("task({done}, "));
            }
            self.block_content(&item.blocks);
            if is_checklist {
                self.out.push(')');
            }
        }
        self.out.push_str(");");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("#tabular(columns: (");
        for align in &table.columns {
            self.out.push_str(match align {
                Align::Start => "\"start\",",
                Align::Left => "\"left\",",
                Align::Center => "\"center\",",
                Align::Right => "\"right\",",
            });
        }
        self.out.push_str("), head: (");
        for cell in &table.head {
            self.content(cell);
            self.out.push(',');
        }
        self.out.push(')');
        for row in &table.rows {
            self.out.push_str(",\n");
            for (at, cell) in row.iter().enumerate() {
                self.out.push_str(if at == 0 { "" } else { ", " });
                self.content(cell);
            }
        }
        self.out.push_str(");");
    }

    fn picture(&mut self, name: &str, picture: &Picture) {
        let Some(file) = self.pictures.get(&picture.url).cloned() else {
            // A picture that could not be had was reported; its words stay.
            self.out.push_str("#no-picture[");
            escape::markup(&picture.alt, &mut self.out);
            self.out.push_str("];");
            return;
        };
        self.origins.note_file(&file, &picture.place);
        self.out.push_str(&format!("#{name}("));
        escape::string(&file, &mut self.out);
        self.out.push_str(", alt: ");
        escape::string(&picture.alt, &mut self.out);
        if let Some(caption) = &picture.caption {
            self.out.push_str(", caption: [");
            escape::markup(caption, &mut self.out);
            self.out.push(']');
        }
        self.out.push_str(");");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.out.len();
            self.inline(inline);
            self.origins.note(start..self.out.len(), &inline.place);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(words) => escape::markup(words, &mut self.out),
            InlineKind::SoftBreak => self.out.push(' '),
            InlineKind::HardBreak => self.out.push_str("#line-break();"),
            InlineKind::Emphasis(body) => self.call_inlines("emphasis", body),
            InlineKind::Strong(body) => self.call_inlines("strongly", body),
            InlineKind::Strikethrough(body) => self.call_inlines("struck", body),
            InlineKind::Code(text) => {
                self.out.push_str("#code(");
                escape::string(text, &mut self.out);
                self.out.push_str(");");
            }
            InlineKind::Link { url, body } => self.link(url, body),
            InlineKind::Image(picture) => self.picture("inline-picture", picture),
            InlineKind::Note(note) => self.note(*note),
        }
    }

    fn link(&mut self, url: &str, body: &[Inline]) {
        if url.is_empty() {
            return self.inlines(body);
        }
        if let Some(id) = url.strip_prefix('#') {
            self.out.push_str("#goto(");
            escape::string(id, &mut self.out);
            self.out.push(')');
        } else {
            let number = self.addresses.as_mut().and_then(|addresses| addresses.number(url, body));
            self.out.push_str("#weblink(");
            escape::string(url, &mut self.out);
            if let Some(number) = number {
                self.out.push_str(&format!(", number: {number}"));
            }
            self.out.push(')');
        }
        self.content(body);
        self.out.push(';');
    }

    fn note(&mut self, index: usize) {
        let Some(note) = self.manuscript.notes.get(index) else { return };
        if !self.printed_notes.insert(index) {
            self.out.push_str(&format!("#note-again(\"note-{index}\");"));
            return;
        }
        let start = self.out.len();
        self.out.push_str(&format!("#note(\"note-{index}\")["));
        // The first paragraph stands beside the note's figure.
        match note.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(body), place }, rest)) if !is_stanza(body) => {
                let words = self.out.len();
                self.inlines(body);
                self.origins.note(words..self.out.len(), place);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(rest);
            }
            _ => self.blocks(&note.blocks),
        }
        self.out.push_str("];");
        self.parts.notes.push(Part { bytes: start..self.out.len(), head: None });
    }

    fn address_list(&mut self) {
        let Some(addresses) = self.addresses.take() else { return };
        let listed = addresses.listed();
        if listed.is_empty() {
            return;
        }
        self.out.push_str("#address-list(");
        for url in listed {
            self.out.push('\n');
            escape::string(url, &mut self.out);
            self.out.push(',');
        }
        self.out.push_str(");\n");
    }

    /// `#name[…];`
    fn call_inlines(&mut self, name: &str, body: &[Inline]) {
        self.out.push_str(&format!("#{name}"));
        self.content(body);
        self.out.push(';');
    }

    fn call_blocks(&mut self, name: &str, blocks: &[Block]) {
        self.out.push_str(&format!("#{name}"));
        self.block_content(blocks);
        self.out.push(';');
    }

    fn content(&mut self, body: &[Inline]) {
        self.out.push('[');
        self.inlines(body);
        self.out.push(']');
    }

    /// Blocks as an argument; a single paragraph needs no call of its own.
    fn block_content(&mut self, blocks: &[Block]) {
        if let [Block { kind: BlockKind::Paragraph(body), .. }] = blocks {
            return self.content(body);
        }
        self.out.push_str("[\n");
        self.blocks(blocks);
        self.out.push(']');
    }

    fn inlines_without_notes(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Note(_) => {}
                InlineKind::Emphasis(body) if body.iter().any(holds_note) => {
                    self.out.push_str("#emphasis[");
                    self.inlines_without_notes(body);
                    self.out.push_str("];");
                }
                InlineKind::Strong(body)
                | InlineKind::Strikethrough(body)
                | InlineKind::Link { body, .. }
                    if body.iter().any(holds_note) =>
                {
                    self.inlines_without_notes(body);
                }
                _ => self.inlines(std::slice::from_ref(inline)),
            }
        }
    }
}

/// A quotation of no more bytes is set in one piece: about eight lines.
const SHORT_QUOTE: usize = 480;

/// Lines longer than this are prose with a line break in it.
const LONGEST_LINE_OF_VERSE: usize = 64;

/// Whether a paragraph is lines of verse, or an address: every one of its
/// lines is ended by the author, and none is long.
fn is_stanza(body: &[Inline]) -> bool {
    let short = |line: &[Inline]| {
        let soft = line.iter().any(|inline| matches!(inline.kind, InlineKind::SoftBreak));
        !soft && plain(line).chars().count() <= LONGEST_LINE_OF_VERSE
    };
    body.iter().any(|inline| matches!(inline.kind, InlineKind::HardBreak))
        && lines_of(body).all(short)
}

/// The lines of a paragraph, as its author ended them.
fn lines_of(body: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    body.split(|inline| matches!(inline.kind, InlineKind::HardBreak))
}

fn holds_note(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Note(_) => true,
        InlineKind::Emphasis(body)
        | InlineKind::Strong(body)
        | InlineKind::Strikethrough(body)
        | InlineKind::Link { body, .. } => body.iter().any(holds_note),
        _ => false,
    }
}
