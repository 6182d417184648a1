//! Where the parts of the manuscript lie in `main.typ`.

use std::ops::Range;

/// The parts, each kind in the order of the text.
#[derive(Default, Debug)]
pub(super) struct Parts {
    /// The blocks of the text.
    pub blocks: Vec<Part>,
    /// Paragraphs, wherever they stand; their place is their number. One of a
    /// note comes after the one that the note belongs to.
    pub paragraphs: Vec<Part>,
    /// The bodies of the notes at the foot, in the order of their marks; one
    /// that is within another comes before it.
    pub notes: Vec<Part>,
    /// Pictures that float.
    pub figures: Vec<Part>,
    /// Where pictures are written that stand by themselves, floating or not.
    pub pictures: Vec<Range<usize>>,
    /// The bodies of the notes behind a chapter or the text.
    pub endnotes: Vec<Part>,
    /// The author's words, piece by piece: each has to be on a page.
    pub words: Vec<Range<usize>>,
}

/// A part of the manuscript.
#[derive(Debug)]
pub(super) struct Part {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its id, if it is a heading.
    pub head: Option<String>,
    /// Whether words of it must be on a page.
    pub has_words: bool,
    /// Whether it is set in one piece and stays with what comes next.
    pub holds: bool,
}

impl Part {
    /// A part of which nothing more is known.
    pub(super) fn of(bytes: Range<usize>) -> Self {
        Self { bytes, head: None, has_words: false, holds: false }
    }
}
