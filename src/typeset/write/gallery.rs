//! Paragraphs in many settings below each other, so that one small layout shows them all.

use std::ops::Range;

use crate::typeset::write::parts::{Part, Parts};

/// The call that says where a word may be divided.
pub(in crate::typeset) const MAY_DIVIDE: &str = "#may-divide(";
/// Calls that speak of other parts of the text, which are not there.
const ELSEWHERE: [&str; 6] = ["#note", "#endnote", "#cited", "#page-of", "#goto", "#weblink"];
/// What stands before a paragraph that is not to be indented.
const NO_PARAGRAPH: &str = "#block(above: 0pt, below: 0pt, height: 0pt);\n";

/// A source in the place of `main.typ`, with the same opening.
#[derive(Debug)]
pub(in crate::typeset) struct Gallery {
    pub source: String,
    /// Where each paragraph lies in it, one for each setting.
    pub parts: Parts,
    /// How far its bytes are from those in `main.typ`, modulo the range of numbers.
    shifts: Vec<usize>,
}

/// A paragraph to be shown so many times.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Piece {
    pub number: usize,
    /// For every setting, whether words with an apostrophe may be divided.
    pub settings: Vec<bool>,
    /// Whether its first line is indented.
    pub is_indented: bool,
}

/// Whether a paragraph says nothing of other parts of the text, and stands by itself.
pub(in crate::typeset) fn can_be_shown(main: &str, part: &Part) -> bool {
    let source = main.get(part.bytes.clone()).unwrap_or_default();
    call(source).is_some() && !part.holds && !ELSEWHERE.iter().any(|call| source.contains(call))
}

/// Where the number of a paragraph stands in its call.
fn call(source: &str) -> Option<Range<usize>> {
    let rest = source.strip_prefix("#para(").or_else(|| source.strip_prefix("#opening("))?;
    let start = source.len() - rest.len();
    let end = start + rest.find([',', ')'])?;
    Some(start..end)
}

/// Whether there are words in a paragraph that may be divided where Typst does not.
pub(in crate::typeset) fn has_divisions(main: &str, part: &Part) -> bool {
    main.get(part.bytes.clone()).is_some_and(|source| source.contains(MAY_DIVIDE))
}

/// The same source with soft hyphens where words may be divided, or without: as many bytes.
fn with_divisions(source: &str, divides: bool) -> String {
    let soft_hyphen = if divides { "\u{AD}" } else { "" };
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, call)) = rest.split_once(MAY_DIVIDE) {
        let Some((number, after)) = call.split_once(";") else { break };
        out.push_str(before);
        out.push_str(soft_hyphen);
        // A comment in the place of the call.
        let bytes = MAY_DIVIDE.len() + number.len() + 1 - soft_hyphen.len();
        out.push_str(&format!("/*{}*/", " ".repeat(bytes - 4)));
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Gallery {
    /// The paragraphs, in that order: each setting has a number of its own, from `first` on.
    pub(in crate::typeset) fn of(
        main: &str,
        parts: &Parts,
        pieces: &[Piece],
        first: usize,
    ) -> Option<Self> {
        let front = main.get(..parts.front)?;
        let mut gallery =
            Self { source: front.to_owned(), parts: Parts::default(), shifts: Vec::new() };
        // What follows a paragraph is indented.
        gallery.source.push_str("#par[.];\n");
        let mut number = first;
        for piece in pieces {
            let part = parts.paragraphs.get(piece.number)?;
            let source = main.get(part.bytes.clone())?;
            let own = call(source)?;
            for divides in &piece.settings {
                if !piece.is_indented {
                    gallery.source.push_str(NO_PARAGRAPH);
                }
                let start = gallery.source.len();
                gallery.source.push_str(source.get(..own.start)?);
                gallery.source.push_str(&number.to_string());
                let shift = gallery.source.len().wrapping_sub(part.bytes.start + own.end);
                gallery.source.push_str(&with_divisions(source.get(own.end..)?, *divides));
                gallery.source.push('\n');
                gallery.parts.paragraphs.push(Part::of(start..gallery.source.len()));
                gallery.shifts.push(shift);
                number += 1;
            }
            if !piece.is_indented {
                gallery.source.push_str("#par[.];\n");
            }
        }
        Some(gallery)
    }

    /// The byte of `main.typ` that stands at this one of a setting.
    pub(in crate::typeset) fn in_main(&self, setting: usize, byte: usize) -> usize {
        byte.wrapping_sub(self.shifts.get(setting).copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "front\n#para(0)[One #note(\"a\")[b];];\n#para(17, indented: true)[Two a’ab#may-divide(7);bcd.];\n";

    fn parts() -> Parts {
        let second = MAIN.find("#para(17").expect("the second");
        let paragraphs = vec![Part::of(6..second), Part::of(second..MAIN.len())];
        Parts { front: 6, paragraphs, ..Parts::default() }
    }

    #[test]
    fn every_byte_of_a_setting_is_one_of_the_text() {
        for is_indented in [true, false] {
            let piece = Piece { number: 1, settings: vec![false, true, false], is_indented };
            let gallery = Gallery::of(MAIN, &parts(), &[piece], 98).expect("a gallery");
            for (setting, part) in gallery.parts.paragraphs.iter().enumerate() {
                let shown = gallery.source.get(part.bytes.clone()).expect("its bytes");
                let number = 98 + setting;
                let hyphen = if setting == 1 { "\u{AD}/*         */" } else { "/*           */" };
                let whole = format!("#para({number}, indented: true)[Two a’ab{hyphen}bcd.];");
                assert_eq!(shown.trim_end(), whole);
                for word in ["Two", "bcd."] {
                    let byte = part.bytes.start + shown.find(word).expect("its word");
                    let in_main = gallery.in_main(setting, byte);
                    assert_eq!(MAIN.get(in_main..in_main + word.len()), Some(word));
                }
            }
        }
    }

    #[test]
    fn what_speaks_of_other_parts_is_not_shown() {
        let parts = parts();
        let shown = parts.paragraphs.iter().map(|part| can_be_shown(MAIN, part));
        assert_eq!(shown.collect::<Vec<_>>(), [false, true]);
    }
}
