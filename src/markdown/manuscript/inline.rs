//! What stands within a line.

use super::Picture;
use crate::diag::Place;
use crate::language::Language;

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
    /// `[words]{.class}`
    Span {
        /// What they are.
        kind: SpanKind,
        /// The words.
        body: Vec<Inline>,
    },
    /// `[@key, p. 3; @other]`
    Citation(Vec<Cited>),
    /// `[](#id)`: the number of the page where a heading stands.
    PageOf(String),
    /// A word that is divided only where it has soft hyphens.
    Hyphenated(String),
}

/// What the words of a span are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpanKind {
    /// Small capitals.
    SmallCaps,
    /// Above the line.
    Superscript,
    /// Below the line.
    Subscript,
    /// Marked as if with a pen.
    Highlight,
    /// In another language.
    Language(Language),
    /// In the index.
    Index(Entry),
}

/// An entry of the index.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Entry {
    /// The word under which it stands; the span's own if empty.
    pub term: String,
    /// The word below that.
    pub sub: Option<String>,
    /// The word to look under instead.
    pub see: Option<String>,
}

/// A work that is cited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cited {
    /// Its key in the bibliography.
    pub key: String,
    /// The place in it: `p. 3`.
    pub locator: Option<String>,
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
            InlineKind::Image(picture) => words.push_str(&picture.alt),
            InlineKind::Hyphenated(word) => words.extend(word.chars().filter(|c| *c != '\u{AD}')),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Link { .. }
            | InlineKind::Span { .. } => collect(inline.kind.body(), words),
            // Nobody says their words.
            InlineKind::Note(_) | InlineKind::Citation(_) | InlineKind::PageOf(_) => {}
        }
    }
}
