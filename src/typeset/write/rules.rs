//! What templates and those who read their pages have to agree on. The numbers are written
//! into every project as `rules.typ`; the names are those of labels in
//! `templates/shared/`.

/// A baseline stands so far below the top of its line, in lines.
pub(in crate::typeset) const ASCENT: f64 = 0.76;
/// A line of a note, in lines of the text.
pub(in crate::typeset) const NOTE_LINE: f64 = 0.79;
/// What stands between the text and its notes, in lines of the text.
pub(in crate::typeset) const SEPARATOR: i32 = 1;
/// A break of the text, in lines of it.
pub(in crate::typeset) const BREAK: f64 = 2.0;
/// Stanzas of no more lines stay in one piece.
pub(in crate::typeset) const LONGEST_STANZA: usize = 14;
/// Tables of no more rows, the head counted, stay in one piece.
pub(in crate::typeset) const LONGEST_TABLE: usize = 8;

/// A quotation of no more bytes is set in one piece, as its call says: about eight lines.
pub(in crate::typeset) const SHORT_QUOTE: usize = 480;

/// A picture that floats.
pub(in crate::typeset) const PICTURE: &str = "picture";
/// Code that stands by itself.
pub(in crate::typeset) const VERBATIM: &str = "verbatim";
/// A mark for the index; its value is its number.
pub(in crate::typeset) const INDEX_MARK: &str = "index-mark";
/// Where the text begins; its value is how far paragraphs are indented.
pub(in crate::typeset) const TEXT_START: &str = "text-start";
/// A page without a running head.
pub(in crate::typeset) const NO_HEAD: &str = "no-head";
/// A page on which a part begins.
pub(in crate::typeset) const PART_PAGE: &str = "part-page";
/// What says at the end who made it.
pub(in crate::typeset) const COLOPHON: &str = "colophon";

/// The file's name in the project.
pub(in crate::typeset) const FILE: &str = "rules.typ";

/// The file's text.
pub(in crate::typeset) fn source() -> String {
    format!(
        "// What the pages and those who read them agree on; handpress has the same numbers.\n\
         // A baseline below the top of its line, a line of a note, and what stands above\n\
         // notes, all in lines of the text.\n\
         #let ascent-of-line = {ASCENT}\n\
         #let line-of-notes = {NOTE_LINE}\n\
         #let above-notes = {SEPARATOR}\n\
         // A break of the text, in the same.\n\
         #let height-of-break = {BREAK}\n\
         // The most lines of a stanza, and rows of a table with its head, that stay in\n\
         // one piece.\n\
         #let longest-stanza = {LONGEST_STANZA}\n\
         #let longest-table = {LONGEST_TABLE}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: [&str; 5] = [
        include_str!("../../../templates/shared/pages.typ"),
        include_str!("../../../templates/shared/blocks.typ"),
        include_str!("../../../templates/shared/figures.typ"),
        include_str!("../../../templates/shared/matter.typ"),
        include_str!("../../../templates/shared/notes.typ"),
    ];

    #[test]
    fn templates_set_every_label_that_is_looked_for() {
        for label in [PICTURE, VERBATIM, TEXT_START, NO_HEAD, PART_PAGE, COLOPHON] {
            let label = format!("<{label}>");
            // Where it is asked for does not count.
            let sets = |line: &str| line.contains(&label) && !line.contains("query(");
            assert!(SHARED.iter().any(|file| file.lines().any(sets)), "{label}");
        }
    }

    #[test]
    fn templates_have_no_numbers_of_their_own() {
        let grid = include_str!("../../../templates/shared/grid.typ");
        for name in source().lines().filter_map(|line| line.strip_prefix("#let ")) {
            let name = name.split(' ').next().unwrap_or_default();
            assert!(SHARED.iter().chain([&grid]).any(|file| file.contains(name)), "{name}");
        }
        for file in SHARED.iter().chain([&grid]) {
            assert!(!file.contains("0.76") && !file.contains("0.79"));
        }
    }
}
