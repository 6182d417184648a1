//! Paragraphs in many settings below each other, so that one small layout shows them all.

use std::ops::Range;

use crate::typeset::write::parts::{Part, Parts};

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
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct Piece {
    pub number: usize,
    pub settings: usize,
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
    let rest = source.strip_prefix("#para(")?;
    let start = source.len() - rest.len();
    let end = start + rest.find([',', ')'])?;
    Some(start..end)
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
            for _ in 0..piece.settings {
                if !piece.is_indented {
                    gallery.source.push_str(NO_PARAGRAPH);
                }
                let start = gallery.source.len();
                gallery.source.push_str(source.get(..own.start)?);
                gallery.source.push_str(&number.to_string());
                let shift = gallery.source.len().wrapping_sub(part.bytes.start + own.end);
                gallery.source.push_str(source.get(own.end..)?);
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
