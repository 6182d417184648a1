//! Words with an apostrophe, with the places at which they may be divided.

use super::Writer;
use crate::language::{divisions, is_apostrophe};
use crate::typeset::write::escape;
use crate::typeset::write::gallery::MAY_DIVIDE;

impl Writer<'_> {
    /// Words that have to be on a page, those with an apostrophe as `l’auto#may-divide(3);ri…`.
    pub(super) fn say_with_divisions(&mut self, words: &str) {
        let start = self.out.len();
        let mut said = 0;
        for (at, word) in with_apostrophe(words) {
            for within in divisions(word, self.orders.lang) {
                escape::markup(words.get(said..at + within).unwrap_or_default(), &mut self.out);
                let number = self.parts.divisions.len();
                self.out.push_str(&may_divide(number));
                self.parts.divisions.push(self.out.len());
                said = at + within;
            }
        }
        escape::markup(words.get(said..).unwrap_or_default(), &mut self.out);
        self.note_words(words, start);
    }

    /// Writes what is not shown in many settings.
    pub(super) fn without_divisions(&mut self, write: impl FnOnce(&mut Self)) {
        let divides = std::mem::take(&mut self.divides);
        write(self);
        self.divides = divides;
    }
}

/// The call that says where a word may be divided.
fn may_divide(number: usize) -> String {
    format!("{MAY_DIVIDE}{number});")
}

/// The words with an apostrophe between letters, and where they begin.
fn with_apostrophe(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_end = |c: char| !(c.is_alphabetic() || is_apostrophe(c));
    let mut at = 0;
    let all = words.split_inclusive(is_end).map(move |word| {
        at += word.len();
        (at - word.len(), word.trim_end_matches(is_end))
    });
    let bare = all.map(|(at, word)| {
        let trimmed = word.trim_start_matches(is_apostrophe);
        (at + word.len() - trimmed.len(), trimmed.trim_end_matches(is_apostrophe))
    });
    bare.filter(|(_, word)| word.contains(is_apostrophe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_an_apostrophe_are_found_where_they_stand() {
        let found = |words| with_apostrophe(words).collect::<Vec<_>>();
        assert_eq!(found("Il dit: « l’écrivain »."), [(11, "l’écrivain")]);
        assert_eq!(found("’tis the printers’ ‘own’"), []);
        assert_eq!(found("a’b,c'd"), [(0, "a’b"), (6, "c'd")]);
    }
}
