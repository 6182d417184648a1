//! The first paragraph of a chapter, taken apart for an initial or for small
//! capitals.

use super::super::escape;
use super::Writer;
use crate::manifest::OpeningStyle;
use crate::markdown::{Inline, InlineKind, plain};

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
        let InlineKind::Text(text) = &first.kind else { return false };
        let mut letters = text.chars();
        let Some(initial) = letters.next().filter(|c| c.is_alphabetic()) else { return false };
        if plain(body).chars().count() < SHORTEST {
            return false;
        }
        let (word, rest) = letters.as_str().split_once(' ').unwrap_or((letters.as_str(), ""));
        self.text(&format!("#opening({number}, "));
        let start = self.out.len();
        self.string(&initial.to_string());
        self.text(", ");
        self.string(word);
        let mut left = rest;
        for _ in 0..WORDS {
            let Some((word, after)) = left.split_once(' ') else { break };
            self.text(",[");
            escape::markup(word, &mut self.out);
            self.text("]");
            left = after;
        }
        self.text(",[");
        escape::markup(left, &mut self.out);
        self.origins.note(start..self.out.len(), &first.place);
        self.inlines(others);
        self.text("]);");
        true
    }
}
