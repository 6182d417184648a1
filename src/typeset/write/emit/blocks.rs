//! Blocks as calls.

use super::inlines::{holds_mark, holds_note, is_stanza, lines_of};
use super::{Part, Writer, shapes};
use crate::markdown::{
    Block, BlockKind, Extent, Inline, InlineKind, Line, Lines, List, Picture, Role, plain,
};
use crate::typeset::write::parts::Shape;
use crate::typeset::write::rules::{LONGEST_STANZA, SHORT_QUOTE};

/// A longer paragraph is divided, whatever it introduces.
const SHORT_INTRODUCTION: usize = 400;

/// Whether a paragraph says what comes next, so that a page between the two
/// would leave it hanging: `These are the rules:`.
fn introduces(block: &Block, after: Option<&Block>) -> bool {
    let BlockKind::Paragraph(body) = &block.kind else { return false };
    let words = plain(body);
    // In a block of its own a note may part from its mark.
    words.trim_end().ends_with(':')
        && words.len() <= SHORT_INTRODUCTION
        && !has_note(body)
        && after.is_some_and(|next| {
            let kinds = &next.kind;
            matches!(
                kinds,
                BlockKind::List(_)
                    | BlockKind::Lines(_)
                    | BlockKind::Quote(_)
                    | BlockKind::Descriptions(_)
                    | BlockKind::Code { .. }
                    | BlockKind::Container(_)
            )
        })
}

fn has_note(body: &[Inline]) -> bool {
    body.iter().any(|it| matches!(it.kind, InlineKind::Note(_)) || has_note(it.kind.body()))
}

/// Whether a paragraph that follows this is indented.
fn is_prose(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(body) if !is_stanza(body))
}

/// Whether an entry of descriptions or of a dialogue stays with the next, so that none
/// stands alone: `holds` in `templates/shared/blocks.typ`.
pub(super) fn holds(at: usize, count: usize) -> bool {
    at == 0 || at + 2 == count
}

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            self.block_among(before, block, blocks.get(at + 1));
        }
    }

    /// A block between the two that stand beside it.
    pub(super) fn block_among(
        &mut self,
        before: Option<&Block>,
        block: &Block,
        after: Option<&Block>,
    ) {
        self.introduces = introduces(block, after);
        self.follows_prose = before.is_some_and(is_prose);
        let start = self.out.len();
        self.block(block);
        self.out.push('\n');
        self.origins.note(start..self.out.len(), &block.place);
        if shapes::is_whole(block) {
            self.whole_from(start);
        }
    }

    fn block(&mut self, block: &Block) {
        let opens_chapter = std::mem::take(&mut self.opens_chapter);
        // A motto stands before the paragraph that opens the chapter.
        if matches!(&block.kind, BlockKind::Container(it) if it.role == Role::Epigraph) {
            self.opens_chapter = opens_chapter;
        }
        if !matches!(block.kind, BlockKind::Paragraph(_)) {
            self.follows_opening = false;
        }
        match &block.kind {
            BlockKind::Heading { level, id, body, listed } => {
                let level = self.level(*level);
                self.text(&format!("#head({level}, "));
                self.string(id);
                if body.iter().any(holds_mark) {
                    self.text(", short: [");
                    // For the contents, which not every pamphlet has.
                    let words = self.parts.words.len();
                    self.inlines_without_notes(body);
                    self.parts.words.truncate(words);
                    self.text("]");
                }
                self.text(if *listed { ")" } else { ", listed: false)" });
                self.in_head = true;
                self.content(body);
                self.in_head = false;
                self.text(";");
            }
            BlockKind::Paragraph(body) if is_stanza(body) => {
                let notes = body.iter().any(holds_note);
                self.text(if notes { "#stanza(notes: true, " } else { "#stanza(" });
                for line in lines_of(body) {
                    self.content(line);
                    self.text(",");
                }
                self.text(");");
            }
            BlockKind::Paragraph(body) => {
                let number = self.parts.paragraphs.len();
                let start = self.out.len();
                // Its place in the list is taken now: paragraphs of its notes
                // come after it.
                self.parts.paragraphs.push(Part::of(start..start));
                let follows = std::mem::take(&mut self.follows_opening);
                if opens_chapter && self.opening_paragraph(number, body) {
                    self.follows_opening = true;
                } else {
                    let holds = std::mem::take(&mut self.introduces);
                    if let Some(part) = self.parts.paragraphs.get_mut(number) {
                        part.holds = holds;
                    }
                    let indented = follows || (holds && self.follows_prose);
                    let indented = if indented { ", indented: true" } else { "" };
                    let holds = if holds { ", holds: true" } else { "" };
                    self.text(&format!("#para({number}{indented}{holds})"));
                    self.content(body);
                    self.text(";");
                }
                let end = self.out.len();
                if let Some(part) = self.parts.paragraphs.get_mut(number) {
                    part.bytes = start..end;
                }
            }
            BlockKind::Quote(blocks) => {
                let is_short = block.place.range.len() <= SHORT_QUOTE;
                let name = if is_short { "blockquote(keep: true)" } else { "blockquote" };
                self.call_blocks(name, blocks);
            }
            BlockKind::Lines(lines) => self.lines(lines),
            BlockKind::Container(container) => self.container(container, &block.place),
            BlockKind::List(list) => self.list(list),
            BlockKind::Descriptions(all) => {
                self.text("#descriptions(");
                for (at, description) in all.iter().enumerate() {
                    self.text("\nentry(");
                    let start = self.out.len();
                    self.content(&description.term);
                    for details in &description.details {
                        self.text(", ");
                        self.block_content(details);
                    }
                    self.entry(start, holds(at, all.len()));
                    self.text("),");
                }
                self.text(");");
            }
            BlockKind::Code { lang, text } => {
                self.parts.code.push(self.out.len());
                self.text("#verbatim(");
                self.string(text.strip_suffix('\n').unwrap_or(text));
                if !lang.is_empty() {
                    self.named("lang", lang);
                }
                self.text(");");
            }
            BlockKind::ThematicBreak => self.text("#scene-break();"),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(picture) => {
                let start = self.out.len();
                self.picture("figure-picture", picture);
                self.parts.pictures.push(start..self.out.len());
                let floats = matches!(picture.extent, Extent::Natural | Extent::Wide);
                if floats && self.orders.pictures.contains_key(&picture.url) {
                    self.parts.figures.push(Part::of(start..self.out.len()));
                }
            }
        }
    }

    fn lines(&mut self, lines: &Lines) {
        let all = lines.stanzas.iter().flatten();
        let notes = all.clone().any(|line| line.body.iter().any(holds_note));
        self.text(if lines.is_verse { "#verse(" } else { "#address(" });
        self.text(&format!("notes: {notes}"));
        self.named_content("title", &lines.title);
        self.named_content("by", &lines.by);
        for stanza in &lines.stanzas {
            self.text(",\n(");
            let start = self.out.len();
            for Line { indent, body } in stanza {
                self.text(&format!("({indent}, "));
                self.content(body);
                self.text("), ");
            }
            if lines.is_verse && stanza.len() <= LONGEST_STANZA {
                self.whole_from(start);
            }
            self.text(")");
        }
        self.text(");");
    }

    fn list(&mut self, list: &List) {
        let is_checklist = list.items.iter().any(|item| item.done.is_some());
        let name = match list.start {
            _ if is_checklist => "checklist",
            Some(_) => "numbered",
            None => "bullets",
        };
        self.text(&format!("#{name}(tight: {}", list.tight));
        if let (Some(start), false) = (list.start, is_checklist) {
            self.text(&format!(", start: {start}"));
        }
        for item in &list.items {
            self.text(",\n");
            if is_checklist {
                let done = item.done.map_or("none".to_owned(), |done| done.to_string());
                self.text(&format!("task({done}, "));
            }
            let start = self.out.len();
            self.block_content(&item.blocks);
            self.entry(start, false);
            if is_checklist {
                self.text(")");
            }
        }
        self.text(");");
    }

    /// Notes what stays in one piece.
    fn whole_from(&mut self, start: usize) {
        self.parts.entries.push(Part { shape: Shape::Whole, ..Part::of(start..self.out.len()) });
    }

    /// Notes an entry of a list.
    pub(super) fn entry(&mut self, start: usize, holds: bool) {
        self.parts.entries.push(Part { holds, ..Part::of(start..self.out.len()) });
    }

    /// `#name("/pictures/…", …);`
    pub(super) fn picture(&mut self, name: &str, picture: &Picture) {
        if self.orders.pictures.contains_key(&picture.url) {
            self.text("#");
            self.picture_call(name, picture);
            self.text(";");
        } else {
            // A picture that could not be had was reported; its words stay.
            self.text("#no-picture[");
            self.say(&picture.alt);
            self.text("];");
        }
    }

    /// `name("/pictures/…", …)`
    pub(super) fn picture_call(&mut self, name: &str, picture: &Picture) {
        let Some(file) = self.orders.pictures.get(&picture.url).cloned() else { return };
        self.origins.note_file(&file, &picture.place);
        self.text(&format!("{name}("));
        self.string(&file);
        self.named("alt", &picture.alt);
        for (name, words) in [("caption", &picture.caption), ("credit", &picture.credit)] {
            if let Some(words) = words {
                self.text(&format!(", {name}: ["));
                self.say(words);
                self.text("]");
            }
        }
        match picture.extent {
            Extent::Natural => {}
            Extent::Wide => self.text(", extent: \"wide\""),
            Extent::Page => self.text(", extent: \"page\""),
            Extent::Bleed => self.text(", extent: \"bleed\""),
        }
        if let Some(width) = picture.width {
            self.text(&format!(", width: {width}%"));
        }
        self.text(")");
    }
}
