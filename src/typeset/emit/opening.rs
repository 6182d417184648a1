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
        self.string(&initial.to_string());
        self.text(", ");
        self.string(word);
        let start = self.out.len();
        self.text(",[");
        let mut left = WORDS;
        self.words(rest, &mut left);
        self.origins.note(start..self.out.len(), &first.place);
        for inline in others {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let start = self.out.len();
                    self.words(text, &mut left);
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
