//! The text of a pamphlet as blocks and inlines, each with its place in the
//! author's file.

mod inline;

pub use inline::{Cited, Entry, Inline, InlineKind, SpanKind, plain};

use crate::diag::Place;
use crate::language::Language;

/// All of a pamphlet's text.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// The notes; [`InlineKind::Note`] refers to them by index.
    pub notes: Vec<Note>,
    /// What stands on pages of its own, in front of the text or behind it.
    pub pages: Vec<Standing>,
}

/// Blocks that stand on a page of their own.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Which page.
    pub role: Leaf,
    /// What stands there.
    pub block: Block,
}

/// The pages that an author writes besides the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Leaf {
    /// To whom it is dedicated.
    Dedication,
    /// A motto in front of the text.
    Epigraph,
    /// About the author.
    About,
    /// How and by whom it was made.
    Colophon,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// The author's name for it, as in `[^name]`.
    pub name: String,
    /// Whose series it belongs to.
    pub series: Series,
    /// Its text: one paragraph or several blocks.
    pub blocks: Vec<Block>,
    /// Where it is written.
    pub place: Place,
}

/// The two series of notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Series {
    /// The author's: 1, 2, 3.
    Author,
    /// The translator's or editor's, `[^*name]`: asterisks.
    Translator,
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
        /// Whether it stands in the contents and above pages.
        listed: bool,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A block quotation.
    Quote(Vec<Block>),
    /// Verse or an address: lines as they were typed.
    Lines(Lines),
    /// Blocks that `:::` fences hold together.
    Container(Container),
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

/// Lines in groups, each with its indent.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Whether they are verse; else an address.
    pub is_verse: bool,
    /// Its title.
    pub title: Vec<Inline>,
    /// Stanzas, or the parts of an address.
    pub stanzas: Vec<Vec<Line>>,
    /// Whose it is, as typed, with its dash.
    pub by: Vec<Inline>,
}

/// A line as it was typed.
#[derive(Clone, Debug)]
pub struct Line {
    /// So many spaces stood before it.
    pub indent: usize,
    /// Its words.
    pub body: Vec<Inline>,
}

/// Blocks that belong together.
#[derive(Clone, Debug)]
pub struct Container {
    /// What they are.
    pub role: Role,
    /// The rest of the opening line.
    pub title: Vec<Inline>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Whose words they are, as typed, with its dash.
    pub by: Vec<Inline>,
}

/// What a container is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// A quotation whose last paragraph says whose it is.
    Quote,
    /// A motto.
    Epigraph,
    /// A sentence of the text once more, large.
    Pullquote,
    /// A box beside the text.
    Sidebar,
    /// A letter.
    Letter,
    /// Speakers and what they say.
    Dialogue,
    /// A GitHub alert: `note`, `tip`, `important`, `warning` or `caution`.
    Alert(&'static str),
    /// Pictures side by side.
    Figures,
    /// A table with its notes.
    Table,
    /// Set in the middle.
    Center,
    /// Set at the end of the line.
    Right,
    /// In another language.
    Language(Language),
    /// On a page of its own.
    Leaf(Leaf),
    /// Nothing in particular.
    Plain,
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
    /// Whose picture it is.
    pub credit: Option<String>,
    /// How much of the page it takes.
    pub extent: Extent,
    /// Its width in hundredths of the line, if the author says.
    pub width: Option<u8>,
    /// Where it is written.
    pub place: Place,
}

/// How much of the page a picture takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Extent {
    /// As large as it is, within the type area.
    #[default]
    Natural,
    /// As wide as the line.
    Wide,
    /// A page of its own, within the margins.
    Page,
    /// A page of its own, over all edges.
    Bleed,
}
