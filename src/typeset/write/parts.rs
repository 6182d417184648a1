//! Where the parts of the manuscript lie in `main.typ`.

use std::ops::Range;

/// The parts, each kind in the order of the text.
#[derive(Default, Debug)]
pub(in crate::typeset) struct Parts {
    /// Where what stands before the text ends.
    pub front: usize,
    /// The blocks of the text.
    pub blocks: Vec<Part>,
    /// Paragraphs, wherever they stand; their place is their number. One of a
    /// note comes after the one that the note belongs to.
    pub paragraphs: Vec<Part>,
    /// Entries of lists, stanzas and other blocks that stay whole, wherever they stand;
    /// outer ones after those within. Some hold on to the next.
    pub entries: Vec<Part>,
    /// The bodies of the notes at the foot, in the order of their marks; one
    /// that is within another comes before it.
    pub notes: Vec<Part>,
    /// Pictures that float.
    pub figures: Vec<Part>,
    /// Where code is written that stands by itself: its words cannot be traced.
    pub code: Vec<usize>,
    /// Where pictures are written that stand by themselves, floating or not.
    pub pictures: Vec<Range<usize>>,
    /// The bodies of the notes behind a chapter or the text.
    pub endnotes: Vec<Part>,
    /// The terms of the index in the order in which they are written, each with the numbers
    /// of its marks.
    pub terms: Vec<Vec<usize>>,
    /// Places within words with an apostrophe at which they may be divided: what comes next.
    pub divisions: Vec<usize>,
    /// The author's words, piece by piece: each has to be on a page.
    pub words: Vec<Range<usize>>,
}

impl Parts {
    /// Whether a paragraph is one of the text itself, and not within something else.
    pub(in crate::typeset) fn is_text(&self, paragraph: usize) -> bool {
        let start = self.paragraphs.get(paragraph).map(|part| part.bytes.start);
        let block = start.and_then(|start| block_at(&self.blocks, start));
        let block = block.and_then(|block| self.blocks.get(block));
        block.is_some_and(|block| Some(block.bytes.start) == start)
    }
}

impl Shape {
    /// Whether it stands out of the flow of the text.
    pub(in crate::typeset) fn floats(self) -> bool {
        matches!(self, Self::Float | Self::WideFloat | Self::FloatingTable | Self::FullPage)
    }

    /// Whether it stands over all columns of its page.
    pub(in crate::typeset) fn spans(self) -> bool {
        matches!(self, Self::Part | Self::WideFloat | Self::FullPage)
    }
}

/// A part of the manuscript.
#[derive(Debug)]
pub(in crate::typeset) struct Part {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its id, if it is a heading.
    pub head: Option<String>,
    /// Whether words of it must be on a page.
    pub has_words: bool,
    /// Whether it is set in one piece and stays with what comes next.
    pub holds: bool,
    /// How it behaves where pages end, if it is a block of the text.
    pub shape: Shape,
}

/// What a block is where pages end. `templates/shared/blocks.typ` sets them so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(in crate::typeset) enum Shape {
    /// A paragraph, divided between its lines.
    Prose,
    /// The first of a chapter, whose first lines may stand beside an initial.
    Opening,
    /// A paragraph of nothing but strong words: a head in all but name.
    Speaker,
    /// A heading; it stays with what comes next.
    Head(u8),
    /// The head of a part, which begins a page.
    Part,
    /// A quotation, a letter: divided between lines.
    Quote,
    /// Lines of verse: divided between stanzas.
    Verse,
    /// A list: divided between lines.
    List,
    /// A box: divided if it is long.
    Box,
    /// Code, or what is pinned to a wall: divided if it takes half a page.
    Code,
    /// A table: the same, and its head comes again.
    Table,
    /// A break of the text; it stays with what comes next.
    Break,
    /// What is never divided.
    Whole,
    /// A picture that goes to the head or foot of its page.
    Float,
    /// The same over all columns.
    WideFloat,
    /// A table that floats as they do.
    FloatingTable,
    /// A picture that takes a page.
    FullPage,
    /// The lists behind the text.
    Back,
    /// What is none of these, or several of them.
    #[default]
    Mixed,
}

impl Part {
    /// A part of which nothing more is known.
    pub(in crate::typeset) fn of(bytes: Range<usize>) -> Self {
        Self { bytes, head: None, has_words: false, holds: false, shape: Shape::default() }
    }
}

/// The innermost note around a byte: notes are in the order of their ends.
pub(in crate::typeset) fn note_at(notes: &[Part], byte: usize) -> Option<usize> {
    let from = notes.partition_point(|part| part.bytes.end <= byte);
    let after = notes.get(from..).unwrap_or_default();
    after.iter().take(NESTED_NOTES).position(|part| part.bytes.contains(&byte)).map(|at| from + at)
}

/// Notes within notes within notes go no deeper.
const NESTED_NOTES: usize = 8;

/// The block around a byte.
pub(in crate::typeset) fn block_at(blocks: &[Part], byte: usize) -> Option<usize> {
    let at = blocks.partition_point(|part| part.bytes.end <= byte);
    blocks.get(at).filter(|part| part.bytes.contains(&byte)).map(|_| at)
}
