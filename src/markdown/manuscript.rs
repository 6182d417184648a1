//! The text of a pamphlet as blocks and inlines, each with its place in the
//! author's file.

use crate::diag::Place;

/// All of a pamphlet's text.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// The notes; [`InlineKind::Note`] refers to them by index.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// The author's name for it, as in `[^name]`.
    pub name: String,
    /// Its text: one paragraph or several blocks.
    pub blocks: Vec<Block>,
    /// Where it is written.
    pub place: Place,
}

/// A block and where it is written.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is written.
    pub place: Place,
}

/// The kinds of blocks, by their CommonMark names.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its name for links, unlike all others.
        id: String,
        /// Its words.
        body: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A block quotation.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// Terms, each with its descriptions.
    Descriptions(Vec<Description>),
    /// Code or other text that keeps its lines.
    Code {
        /// The first word after the fence; may be empty.
        lang: String,
        /// The text with its line ends.
        text: String,
    },
    /// A break between scenes.
    ThematicBreak,
    /// A table.
    Table(Table),
    /// A picture that stands by itself.
    Figure(Picture),
}

/// A bullet or ordered list.
#[derive(Clone, Debug)]
pub struct List {
    /// The first number of an ordered list.
    pub start: Option<usize>,
    /// Whether its items stand without space between them.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// For a task, whether it is done.
    pub done: Option<bool>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A term and what it means.
#[derive(Clone, Debug)]
pub struct Description {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means; one block list for each description.
    pub details: Vec<Vec<Block>>,
}

/// A table; its rows all have as many cells as `columns` has entries.
#[derive(Clone, Debug)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Align>,
    /// The head row.
    pub head: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// As the text runs.
    Start,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The address as the author wrote it.
    pub url: String,
    /// Words for those who cannot see it.
    pub alt: String,
    /// Words below it.
    pub caption: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// An inline and where it is written.
#[derive(Clone, Debug)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it is written.
    pub place: Place,
}

/// The kinds of inlines, by their CommonMark names.
#[derive(Clone, Debug)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// The end of a line in the source.
    SoftBreak,
    /// The end of a line on the page.
    HardBreak,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link to an address, or to `#id` of a heading.
    Link {
        /// The address.
        url: String,
        /// Its words.
        body: Vec<Inline>,
    },
    /// A picture in the line.
    Image(Picture),
    /// The mark of a note: an index into [`Manuscript::notes`].
    Note(usize),
}

/// The words of inlines, without notes, as for a bookmark.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    collect(inlines, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => words.push_str(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => words.push(' '),
            InlineKind::Emphasis(body)
            | InlineKind::Strong(body)
            | InlineKind::Strikethrough(body)
            | InlineKind::Link { body, .. } => collect(body, words),
            InlineKind::Image(picture) => words.push_str(&picture.alt),
            InlineKind::Note(_) => {}
        }
    }
}
