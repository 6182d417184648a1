//! Tables, with the widest of what stays in one piece in each of their columns: a template
//! that knows it need not set a table to see that it has no room.

use super::Writer;
use crate::language::{divisions, is_apostrophe};
use crate::markdown::{Align, Table, plain};
use crate::typeset::write::parts::{Part, Shape};

/// Words of more letters are divided, if they have to be: of none, of few, of most. The same
/// as `fittings` in `templates/shared/blocks.typ`.
const DIVIDED: [usize; 3] = [usize::MAX, 12, 6];
/// A table of no more letters to a row has room on any page.
const NARROW: usize = 16;
/// What is no word, such as an address, is divided behind these.
const JOINTS: [char; 5] = ['@', '.', '/', '_', '-'];

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.text("#tabular(columns: (");
        for align in &table.columns {
            self.text(match align {
                Align::Start => "\"start\",",
                Align::Left => "\"left\",",
                Align::Center => "\"center\",",
                Align::Right => "\"right\",",
            });
        }
        self.text("), ");
        let pieces = pieces(table, self.orders.lang);
        if !pieces.is_empty() {
            self.text("pieces: (");
            for column in pieces {
                self.text("(");
                for piece in &column {
                    self.string(piece);
                    self.text(",");
                }
                self.text("),");
            }
            self.text("), ");
        }
        self.text("head: (");
        for cell in &table.head {
            self.content(cell);
            self.text(",");
        }
        self.text(")");
        for row in &table.rows {
            self.text(",\n");
            let start = self.out.len();
            for (at, cell) in row.iter().enumerate() {
                self.text(if at == 0 { "" } else { ", " });
                self.content(cell);
            }
            let row = Part { shape: Shape::Table, ..Part::of(start..self.out.len()) };
            self.parts.entries.push(row);
        }
        self.text(");");
    }
}

/// For each column, and each of [`DIVIDED`], the widest piece. None where the table is narrow.
fn pieces(table: &Table, lang: &str) -> Vec<[String; 3]> {
    let rows = std::iter::once(&table.head).chain(&table.rows);
    let mut columns = vec![(0, <[String; 3]>::default()); table.columns.len()];
    for row in rows {
        for (cell, (most, widest)) in row.iter().zip(&mut columns) {
            let words = plain(cell);
            *most = words.chars().count().max(*most);
            for (letters, widest) in DIVIDED.into_iter().zip(widest.iter_mut()) {
                for piece in words.split_whitespace().flat_map(|word| of_word(word, letters, lang))
                {
                    if width(&piece) > width(widest) {
                        *widest = piece;
                    }
                }
            }
        }
    }
    let all: usize = columns.iter().map(|(most, _)| most).sum();
    if all <= NARROW {
        return Vec::new();
    }
    columns.into_iter().map(|(_, widest)| widest).collect()
}

/// What of a word stays in one piece.
fn of_word(word: &str, letters: usize, lang: &str) -> Vec<String> {
    let count = word.chars().count();
    if count <= letters {
        return word.split_inclusive('-').map(str::to_owned).collect();
    }
    if word.chars().any(|c| JOINTS.contains(&c) && c != '-') {
        let pieces = word.split_inclusive(JOINTS);
        return pieces.map(|piece| piece.chars().take(letters + 1).collect()).collect();
    }
    // Typst divides no word with an apostrophe by itself.
    if word.trim_matches(is_apostrophe).contains(is_apostrophe) {
        return vec![word.to_owned()];
    }
    let mut all = Vec::new();
    for part in word.split_inclusive('-') {
        let (mut from, ends) = (0, divisions(part, lang));
        for end in ends.into_iter().chain([part.len()]) {
            let piece = part.get(from..end).unwrap_or_default();
            let sign = if end < part.len() { "-" } else { "" };
            all.push(format!("{piece}{sign}"));
            from = end;
        }
    }
    all
}

/// About how wide letters are, in twentieths of an em: enough to know the widest of some.
fn width(piece: &str) -> usize {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!'
        | 'I' => 6,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 16,
        _ if c.is_uppercase() => 13,
        _ if c.is_ascii() || c.is_lowercase() => 10,
        // Letters of the East are squares.
        _ => 18,
    };
    piece.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_as_the_text_is() {
        let of = |word, letters| of_word(word, letters, "en").join("|");
        assert_eq!(of("representation", usize::MAX), "representation");
        assert_eq!(of("representation", 12), "rep-|re-|sen-|ta-|tion");
        assert_eq!(of("printing", 12), "printing");
        assert_eq!(of("printing", 6), "print-|ing");
        assert_eq!(of("twelve-page", usize::MAX), "twelve-|page");
        assert_eq!(of("pamphleteer’s", 6), "pamphleteer’s");
        assert_eq!(of("a.b@oldmillstreet.org", 6), "a.|b@|oldmill|org");
        assert!(width("Wages") > width("filled"));
    }
}
