//! The first paragraph of a chapter, taken apart for an initial or for small
//! capitals.

use super::Writer;
use crate::manifest::OpeningStyle;
use crate::markdown::{Inline, InlineKind, SpanKind, plain};
use crate::typeset::write::escape;

/// A shorter paragraph has no room for an initial.
const SHORTEST: usize = 140;
/// So many words may stand beside an initial.
const WORDS: usize = 40;

impl Writer<'_> {
    /// Writes `#opening(number, "T", "he", …);`, if the paragraph allows it:
    /// the first letter, the rest of the first word, and the words after it.
    pub(super) fn opening_paragraph(&mut self, number: usize, body: &[Inline]) -> bool {
        if self.orders.chapter_opening == OpeningStyle::Plain {
            return false;
        }
        let [first, others @ ..] = body else { return false };
        let Some(text) = first_words(first) else { return false };
        let mut letters = text.chars();
        let Some(initial) = letters.next().filter(|c| c.is_alphabetic()) else { return false };
        if plain(body).chars().count() < SHORTEST {
            return false;
        }
        let (word, rest) = letters.as_str().split_once(' ').unwrap_or((letters.as_str(), ""));
        self.text(&format!("#opening({number}, "));
        self.string(&initial.to_string());
        self.text(", ");
        let mut left = WORDS;
        let start = self.out.len();
        if matches!(first.kind, InlineKind::Text(_)) {
            self.string(word);
            self.text(",[");
            self.words(rest, &mut left);
        } else {
            // The words after the initial keep what is said of them: italics,
            // a language, a place in the index.
            let tail = letters.as_str();
            let (word, rest) = tail.split_at(word.len());
            self.content(&[with_words(first, word)]);
            self.text(",[");
            let words = rest.trim_start();
            if !words.is_empty() {
                self.inlines(&[without_mark(with_words(first, words))]);
            }
        }
        self.origins.note(start..self.out.len(), &first.place);
        for inline in others {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let start = self.out.len();
                    self.words(text, &mut left);
                    if text.chars().any(char::is_alphanumeric) {
                        self.parts.words.push(start..self.out.len());
                    }
                    self.origins.note(start..self.out.len(), &inline.place);
                }
                InlineKind::SoftBreak => self.words(" ", &mut left),
                _ => self.inlines(std::slice::from_ref(inline)),
            }
        }
        self.text("]);");
        true
    }

    /// Words as arguments of their own, as long as some are left; then as they
    /// are.
    fn words(&mut self, text: &str, left: &mut usize) {
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end_matches(' ');
            escape::markup(bare, &mut self.out);
            if bare.len() == word.len() {
                continue;
            }
            if *left == 0 {
                self.text(" ");
            } else if !self.out.ends_with(",[") {
                *left -= 1;
                self.text("],[");
            }
        }
    }
}

/// The words of a text, or of a text that is all there is in emphasis or a span.
fn first_words(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Text(text) => Some(text),
        InlineKind::Emphasis(body) | InlineKind::Strong(body) | InlineKind::Span { body, .. } => {
            match body.as_slice() {
                [only] => first_words(only),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The same emphasis or span around other words.
fn with_words(inline: &Inline, words: &str) -> Inline {
    let inner = |body: &[Inline]| body.iter().map(|only| with_words(only, words)).collect();
    let kind = match &inline.kind {
        InlineKind::Emphasis(body) => InlineKind::Emphasis(inner(body)),
        InlineKind::Strong(body) => InlineKind::Strong(inner(body)),
        InlineKind::Span { kind, body } => {
            InlineKind::Span { kind: kind.clone(), body: inner(body) }
        }
        _ => InlineKind::Text(words.to_owned()),
    };
    Inline { kind, place: inline.place.clone() }
}

/// Words that are in the index once, with the first of them.
fn without_mark(inline: Inline) -> Inline {
    match inline.kind {
        InlineKind::Span { kind: SpanKind::Index(_), mut body } if body.len() == 1 => body
            .pop()
            .map_or(Inline { kind: InlineKind::SoftBreak, place: inline.place }, without_mark),
        kind => Inline { kind, place: inline.place },
    }
}
