//! The author's files and places in them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// A text file as the author knows it.
#[derive(PartialEq, Eq)]
pub struct Source {
    /// Its name from the workspace's root, with forward slashes.
    pub name: String,
    /// All of its text, as it was read.
    pub text: String,
}

impl Source {
    /// A source to be shared by the places in it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }

    /// The line and the column of a byte, both from 1; columns count
    /// characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..self.floor(byte)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// The nearest character boundary at or before `byte`.
    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.name, self.text.len())
    }
}

/// A stretch of a source.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes; always on character boundaries within the text.
    pub range: Range<usize>,
}

impl Place {
    /// The stretch of `source`, clamped to its text and its characters.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let start = source.floor(range.start);
        let end = source.floor(range.end).max(start);
        Self { source: Arc::clone(source), range: start..end }
    }

    /// The words there.
    pub fn text(&self) -> &str {
        self.source.text.get(self.range.clone()).unwrap_or_default()
    }
}

/// By the file's name and the bytes; the whole text would take long.
impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.name.hash(state);
        self.range.hash(state);
    }
}

/// `file.md:line:column`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.source.line_column(self.range.start);
        write!(f, "{}:{line}:{column}", self.source.name)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.md", "één\ntwee – drie\n");
        let at = source.text.find("drie").unwrap_or_default();
        assert_eq!(Place::new(&source, at..at + 4).to_string(), "a.md:2:8");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(999), (3, 1));
    }

    #[test]
    fn places_stay_on_characters() {
        let source = Source::new("a.md", "é");
        assert_eq!(Place::new(&source, 1..9).range, 0..2);
    }
}
