//! What is too long to be set: told at its place, before it takes a build's time.

use crate::diag::{Diagnostic, Findings, Place, code};

/// A paragraph has at most so many bytes: about fifteen pages. Typst breaks a
/// paragraph into lines as a whole, which takes ever longer.
const LONGEST_PARAGRAPH: usize = 40_000;
/// A word has at most so many bytes.
const LONGEST_WORD: usize = 2_000;
/// A heading: it is kept in one piece, and repeated above pages.
const LONGEST_HEADING: usize = 4_000;
/// A line of code: it is turned where the page ends, letter by letter.
const LONGEST_CODE_LINE: usize = 100_000;
/// Lines of code: as many as the longest pamphlet could hold.
const MOST_CODE_LINES: usize = 150_000;
/// Cells of a table, each of which takes about 40 kB while it is set.
const MOST_CELLS: usize = 20_000;
/// Columns of a table: letters of 6 pt, one in each, fill the widest page.
const MOST_COLUMNS: usize = 100;
/// Blocks that follow one another: as many lines as the longest pamphlet could hold.
const MOST_BLOCKS: usize = 80_000;

/// Whether a paragraph, and each of its words, can be set.
pub(super) fn is_paragraph(place: &Place, findings: &mut Findings) -> bool {
    let text = place.text();
    let word = text.split(char::is_whitespace).find(|word| word.len() > LONGEST_WORD);
    let what = if text.len() > LONGEST_PARAGRAPH {
        format!("a paragraph of {} bytes cannot be set", text.len())
    } else if let Some(word) = word {
        format!("a word of {} bytes cannot be set", word.len())
    } else {
        return true;
    };
    let hint = "divide it with an empty line, or take out what is not text";
    refused(place, what, hint, findings)
}

/// Whether a heading can be one.
pub(super) fn is_heading(place: &Place, findings: &mut Findings) -> bool {
    if !is_paragraph(place, findings) {
        return false;
    }
    let length = place.text().len();
    let what = || format!("a heading of {length} bytes cannot be set");
    let hint = "is it a paragraph that begins with `#`, or has `---` below it?";
    length <= LONGEST_HEADING || refused(place, what(), hint, findings)
}

/// Whether code can be set.
pub(super) fn is_code(place: &Place, text: &str, findings: &mut Findings) -> bool {
    let lines = text.lines().count();
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    let what = if longest > LONGEST_CODE_LINE {
        format!("a line of code of {longest} bytes cannot be set")
    } else if lines > MOST_CODE_LINES {
        format!("{lines} lines of code are more than a pamphlet can hold")
    } else {
        return true;
    };
    refused(place, what, "leave out what nobody reads on paper", findings)
}

/// Whether a table of so many rows and columns can be set.
pub(super) fn is_table(
    place: &Place,
    (rows, columns): (usize, usize),
    findings: &mut Findings,
) -> bool {
    if columns <= MOST_COLUMNS && rows.saturating_mul(columns) <= MOST_CELLS {
        return true;
    }
    let what = format!("a table of {rows} rows and {columns} columns cannot be set");
    let hint = format!(
        "up to {MOST_CELLS} cells, in up to {MOST_COLUMNS} columns, can be: make several of it"
    );
    refused(place, what, &hint, findings)
}

/// Whether so many blocks can follow one another.
pub(super) fn are_blocks(count: usize, place: &Place, findings: &mut Findings) -> bool {
    let what = || format!("{count} blocks in a row are more than a pamphlet can hold");
    count <= MOST_BLOCKS || refused(place, what(), "make several pamphlets of it", findings)
}

fn refused(place: &Place, what: String, hint: &str, findings: &mut Findings) -> bool {
    // Its first letter tells where; all of it is no excerpt.
    let start = place.range.start;
    let first = place.text().chars().next().map_or(0, char::len_utf8);
    findings.push(
        Diagnostic::error(code::TOO_LONG_A_PARAGRAPH, what)
            .at(Place::new(&place.source, start..start + first))
            .hint(hint),
    );
    false
}
