//! Inlines as calls.

use super::Writer;
use crate::markdown::{Inline, InlineKind, SpanKind, plain};
use crate::typeset::write::escape;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.out.len();
            self.inline(inline);
            self.origins.note(start..self.out.len(), &inline.place);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(words) if self.divides => self.say_with_divisions(words),
            InlineKind::Text(words) => self.say(words),
            InlineKind::SoftBreak => self.text(" "),
            InlineKind::HardBreak => self.text("#line-break();"),
            InlineKind::Emphasis(body) => self.call_inlines("emphasis", body),
            InlineKind::Strong(body) => self.call_inlines("strongly", body),
            InlineKind::Strikethrough(body) => self.call_inlines("struck", body),
            InlineKind::Code(text) => {
                self.text("#code(");
                self.string(text);
                self.text(");");
            }
            InlineKind::Link { url, body } => self.link(url, body),
            InlineKind::Image(picture) => self.picture("inline-picture", picture),
            InlineKind::Note(note) => {
                let in_head = std::mem::take(&mut self.in_head);
                self.text(if in_head { "#beside-words[" } else { "" });
                self.without_divisions(|writer| writer.note(*note));
                self.text(if in_head { "];" } else { "" });
                self.in_head = in_head;
            }
            InlineKind::Span { kind, body } => self.span(kind, body),
            InlineKind::Citation(all) => {
                self.text("#cited(");
                for cited in all {
                    self.text("(");
                    self.string(&cited.key);
                    self.text(", ");
                    match &cited.locator {
                        None => self.text("none"),
                        Some(locator) => {
                            self.text("[");
                            escape::markup(locator, &mut self.out);
                            self.text("]");
                        }
                    }
                    self.text("), ");
                }
                self.text(");");
            }
            InlineKind::PageOf(id) => {
                self.text("#page-of(");
                self.string(id);
                self.text(");");
            }
            InlineKind::Hyphenated(word) => {
                self.text("#divided[");
                self.say(word);
                self.text("];");
            }
        }
    }

    /// Words that have to be on a page.
    pub(super) fn say(&mut self, words: &str) {
        let start = self.out.len();
        escape::markup(words, &mut self.out);
        self.note_words(words, start);
    }

    /// Notes where words were written that have to be on a page.
    pub(super) fn note_words(&mut self, words: &str, start: usize) {
        if words.chars().any(char::is_alphanumeric) {
            self.parts.words.push(start..self.out.len());
        }
    }

    fn span(&mut self, kind: &SpanKind, body: &[Inline]) {
        match kind {
            SpanKind::SmallCaps => self.call_inlines("small-caps", body),
            SpanKind::Superscript => self.call_inlines("superscript", body),
            SpanKind::Subscript => self.call_inlines("subscript", body),
            SpanKind::Highlight => self.call_inlines("highlighted", body),
            SpanKind::Language(language) => {
                self.text("#");
                self.in_language(language);
                self.without_divisions(|writer| writer.content(body));
                self.text(";");
            }
            SpanKind::Index(entry) => {
                let number = self.index.add(entry);
                self.text(&format!("#indexed({number})"));
                self.content(body);
                self.text(";");
            }
        }
    }

    fn link(&mut self, url: &str, body: &[Inline]) {
        if url.is_empty() {
            return self.inlines(body);
        }
        if let Some(id) = url.strip_prefix('#') {
            self.text("#goto(");
            self.string(id);
            self.text(")");
        } else {
            let number = self.addresses.as_mut().and_then(|addresses| addresses.number(url, body));
            self.text("#weblink(");
            self.string(url);
            if let Some(number) = number {
                self.text(&format!(", number: {number}"));
            }
            self.text(")");
        }
        self.content(body);
        self.text(";");
    }

    pub(super) fn inlines_without_notes(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Note(_) => {}
                // Nor has it what tells its address.
                InlineKind::Link { body, .. } => self.inlines_without_notes(body),
                InlineKind::Emphasis(body) if body.iter().any(holds_mark) => {
                    self.text("#emphasis[");
                    self.inlines_without_notes(body);
                    self.text("];");
                }
                // A term in a heading is in the index once.
                InlineKind::Span { kind: SpanKind::Index(_), body } => {
                    self.inlines_without_notes(body);
                }
                other if other.body().iter().any(holds_mark) => {
                    self.inlines_without_notes(other.body());
                }
                _ => self.inlines(std::slice::from_ref(inline)),
            }
        }
    }
}

/// Lines longer than this are prose with a line break in it.
const LONGEST_LINE_OF_VERSE: usize = 64;

/// Whether a paragraph is lines of verse, or an address: every one of its
/// lines is ended by the author, and none is long.
pub(super) fn is_stanza(body: &[Inline]) -> bool {
    let short = |line: &[Inline]| {
        let soft = line.iter().any(|inline| matches!(inline.kind, InlineKind::SoftBreak));
        !soft && plain(line).chars().count() <= LONGEST_LINE_OF_VERSE
    };
    body.iter().any(|inline| matches!(inline.kind, InlineKind::HardBreak))
        && lines_of(body).all(short)
}

/// The lines of a paragraph, as its author ended them.
pub(super) fn lines_of(body: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    body.split(|inline| matches!(inline.kind, InlineKind::HardBreak))
}

/// Whether there is something in a heading that its entry in the contents must
/// not repeat: a note, a mark for the index, or one that tells an address.
pub(super) fn holds_mark(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Link { .. } => true,
        other => holds_note(inline) || other.body().iter().any(holds_mark),
    }
}

/// Whether there is a note, or a mark for the index.
pub(super) fn holds_note(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Note(_) | InlineKind::Span { kind: SpanKind::Index(_), .. } => true,
        other => other.body().iter().any(holds_note),
    }
}
