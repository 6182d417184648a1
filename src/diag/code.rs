//! Every code, in one place. A code never changes its meaning.
//!
//! E is an error, W a warning. 01 files and the workspace, 02 the manifest,
//! 03 Markdown and pictures, 04 typesetting, 05 sheets and PDF. T is what a
//! proofreader marks on the pages. Beside each stands how bad it is, unless the manifest
//! says otherwise of a mark, and in whose hands it lies to mend it.

use super::Severity::{self, Error, Note, Warning};

/// In whose hands it lies to mend something, which the command's exit code tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    /// Of those who write texts, manifests and templates, or send a file: exit code 1.
    Author,
    /// Of whoever runs the command or keeps the machine: exit code 2.
    Machine,
}
use Whose::{Author, Machine};

/// What is known of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// The code: `E0101`.
    pub code: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Who can mend it.
    pub whose: Whose,
}

/// What is known of a code; none of one that there is not.
pub fn row(code: &str) -> Option<&'static Row> {
    ALL.iter().find(|row| row.code == code)
}

macro_rules! codes {
    ($(#[doc = $meaning:literal] $name:ident = $code:literal, $severity:ident, $whose:ident;)*) => {
        $(#[doc = $meaning] pub const $name: &str = $code;)*

        /// Every code there is.
        pub const ALL: &[Row] = &[$(Row {
            code: $code,
            meaning: $meaning.trim_ascii(),
            severity: $severity,
            whose: $whose,
        }),*];
    };
}

codes! {
    /// A file cannot be read.
    UNREADABLE = "E0101", Error, Author;
    /// A file that was named is not there.
    MISSING_FILE = "E0102", Error, Author;
    /// A path leads out of the workspace.
    OUTSIDE = "E0103", Error, Author;
    /// A text file is not UTF-8.
    NOT_UTF8 = "E0104", Error, Author;
    /// There is no workspace here.
    NO_WORKSPACE = "E0105", Error, Machine;
    /// There is no pamphlet of that name.
    NO_PAMPHLET = "E0106", Error, Machine;
    /// A result cannot be written.
    UNWRITABLE = "E0107", Error, Machine;
    /// There is something already where a new pamphlet should go.
    EXISTS = "E0108", Error, Machine;
    /// A slug cannot be used as a file name.
    BAD_SLUG = "E0109", Error, Machine;
    /// A file is larger than handpress reads.
    TOO_LARGE = "E0110", Error, Author;
    /// Two pamphlets have the same slug.
    SAME_SLUG = "E0111", Error, Author;
    /// Something would have to be written through a link.
    LINK = "E0112", Error, Machine;
    /// Nothing that is made of a pamphlet has that name.
    NO_OUTPUT = "E0114", Error, Machine;
    /// A file of a word processor, or another that is no text.
    FOREIGN_FILE = "E0115", Error, Author;
    /// A file that somebody else has changed or put there was kept.
    KEPT = "W0113", Warning, Author;

    /// The TOML cannot be read.
    TOML = "E0201", Error, Author;
    /// A key that means nothing.
    UNKNOWN_KEY = "E0202", Error, Author;
    /// A value of the wrong kind.
    WRONG_VALUE = "E0203", Error, Author;
    /// A key is given under two of its names.
    TWICE = "E0205", Error, Author;
    /// No such day.
    WRONG_DATE = "E0206", Error, Author;
    /// No such language.
    UNKNOWN_LANGUAGE = "E0207", Error, Author;
    /// The margins leave no room for text.
    NO_ROOM = "E0208", Error, Author;
    /// The workspace asks for another version of handpress.
    WRONG_VERSION = "E0209", Error, Author;
    /// There is no face of that family.
    NO_FACE = "E0210", Error, Author;
    /// There is no such template.
    NO_TEMPLATE = "E0211", Error, Author;
    /// A font file cannot be read.
    BAD_FONT = "E0212", Error, Author;
    /// Front matter that is not handpress's.
    FOREIGN_FRONT_MATTER = "W0213", Warning, Author;
    /// A pamphlet without a title.
    NO_TITLE = "W0215", Warning, Author;

    /// There is no text.
    EMPTY_TEXT = "E0301", Error, Author;
    /// Quotes, lists or emphasis nest too deep.
    TOO_DEEP = "E0302", Error, Author;
    /// A picture is in no format that handpress reads.
    BAD_PICTURE = "E0303", Error, Author;
    /// Notes refer to each other in a circle.
    CIRCULAR_NOTES = "E0304", Error, Author;
    /// A note is referred to but never written.
    MISSING_NOTE = "W0305", Warning, Author;
    /// A note is written but never referred to.
    UNUSED_NOTE = "W0306", Warning, Author;
    /// Raw HTML; its text is kept.
    RAW_HTML = "W0307", Warning, Author;
    /// A link to a heading that is not there.
    DEAD_ANCHOR = "W0308", Warning, Author;
    /// A link without an address.
    EMPTY_LINK = "W0309", Warning, Author;
    /// Two headings with the same id.
    SAME_ID = "W0310", Warning, Author;
    /// A picture from the network is not fetched.
    REMOTE_PICTURE = "W0312", Warning, Author;
    /// A character that cannot be printed was left out.
    CONTROL_CHARACTER = "W0315", Warning, Author;
    /// A note is written twice.
    SAME_NOTE = "W0317", Warning, Author;
    /// A paragraph, a heading, a table or the like that is too long to be set.
    TOO_LONG_A_PARAGRAPH = "E0318", Error, Author;
    /// A class or a key in braces that means nothing.
    UNKNOWN_CLASS = "W0319", Warning, Author;
    /// A `:::` container of an unknown name.
    UNKNOWN_CONTAINER = "W0320", Warning, Author;
    /// A work is cited that is not in the bibliography.
    UNKNOWN_WORK = "E0321", Error, Author;
    /// A container holds what it has no use for.
    ODD_CONTAINER = "E0322", Error, Author;
    /// A `:::` container that nothing closes.
    OPEN_CONTAINER = "E0323", Error, Author;
    /// A picture within a line of text has a caption, which cannot be printed.
    CAPTION_IN_LINE = "W0324", Warning, Author;
    /// A link that leads into the reader's own machine, or that runs a program.
    CLOSED_LINK = "W0325", Warning, Author;
    /// A mark of another program, or one that nothing closes, is printed as it stands.
    FOREIGN_MARK = "W0326", Warning, Author;
    /// Prose that is code, since its lines are indented.
    INDENTED_PROSE = "W0327", Warning, Author;
    /// Words of a drawing that only browsers show.
    LOST_IN_PICTURE = "W0328", Warning, Author;
    /// A language file holds a word that no template prints, or lacks a placeholder.
    WRONG_STRING = "E0216", Error, Author;
    /// No words for templates are known in a language.
    NO_STRINGS = "W0217", Warning, Author;
    /// A function of a template that nothing calls, with a name like another's.
    USELESS_FUNCTION = "W0219", Warning, Author;
    /// A word in `[hyphenation]` that says nothing of its division.
    WRONG_DIVISION = "E0218", Error, Author;

    /// No face has a glyph for a character.
    NO_GLYPH = "E0401", Error, Author;
    /// Typst refused the project.
    TYPST = "E0402", Error, Author;
    /// Typst warned about the project.
    TYPST_WARNING = "W0403", Warning, Author;
    /// More pages than a build makes.
    TOO_LONG = "E0404", Error, Author;
    /// A note that was not printed.
    LOST_NOTE = "E0408", Error, Author;
    /// Words that are on no page.
    LOST_WORDS = "E0409", Error, Author;
    /// Words that stand over others.
    OVERPRINTED = "E0410", Error, Author;

    /// Nothing to impose.
    NO_PAGES = "E0501", Error, Author;
    /// More pages than a booklet holds.
    TOO_MANY_PAGES = "E0502", Error, Author;
    /// A page or a paper without an area.
    NO_AREA = "E0503", Error, Author;
    /// A PDF cannot be read.
    BAD_PDF = "E0504", Error, Author;
    /// A PDF is encrypted.
    ENCRYPTED = "E0505", Error, Author;
    /// A scheme with numbers that no sheet can have.
    NO_SCHEME = "E0513", Error, Author;
    /// Sheets that do not fold into what was meant.
    FOLDS_WRONG = "E0514", Error, Author;
    /// A list of pages that cannot be read, or a page that is not there.
    NO_SUCH_PAGES = "E0515", Error, Author;
    /// Pages of another size, where that was to be refused.
    SIZES_REFUSED = "E0517", Error, Author;
    /// A damaged page that would be printed otherwise than viewers show it.
    BROKEN_PAGE = "E0518", Error, Author;
    /// A file took too much time or memory, or broke what reads it.
    OVER_LIMITS = "E0519", Error, Author;
    /// Ink where the printer cannot print.
    UNPRINTABLE = "E0520", Error, Author;
    /// Sheets without folios, and without pages to be compared with.
    NO_FOLIOS = "E0522", Error, Author;
    /// Pages had to be made smaller.
    SHRUNK = "W0506", Warning, Author;
    /// Too many sheets to fold.
    THICK = "W0507", Warning, Author;
    /// Crop marks had no room.
    NO_MARKS = "W0508", Warning, Author;
    /// Pages of different sizes.
    MIXED_SIZES = "W0509", Warning, Author;
    /// Colour is left in a print file.
    COLOUR = "E0510", Error, Author;
    /// Something that lives outside the page was not carried over.
    LEFT_BEHIND = "W0512", Warning, Author;
    /// Creep eats the inner margin.
    CREEP = "W0521", Warning, Author;
    /// A damaged PDF was mended.
    MENDED = "W0516", Warning, Author;

    /// The last line of a paragraph begins a page.
    WIDOW = "T101", Warning, Author;
    /// The first line of a paragraph ends a page.
    ORPHAN = "T102", Warning, Author;
    /// A last line shorter than an indent.
    RUNT = "T103", Warning, Author;
    /// Three hyphens in a row.
    LADDER = "T104", Warning, Author;
    /// Word spaces much too wide.
    LOOSE = "T105", Warning, Author;
    /// Word spaces much too narrow.
    TIGHT = "T106", Warning, Author;
    /// Word spaces below each other, line after line.
    RIVER = "T107", Note, Author;
    /// A line longer than the measure.
    OVERFULL = "T108", Error, Author;
    /// A table, or code, wider than the page's text.
    WIDE_TABLE = "T109", Error, Author;
    /// A heading with no text below it on its page.
    STRANDED_HEAD = "T110", Warning, Author;
    /// A note printed on another page than its mark.
    STRAY_NOTE = "T111", Warning, Author;
    /// A face other than those asked for.
    SUBSTITUTED = "T114", Warning, Author;
    /// A line off the grid.
    OFF_GRID = "T115", Note, Author;
    /// A last page of a few lines.
    EMPTY_PAGE = "T116", Warning, Author;
    /// Blank pages inside the back cover.
    BLANK_PAGES = "T117", Note, Author;
    /// A picture pages away from the text around it.
    FAR_PICTURE = "T118", Warning, Author;
    /// Two letters of a word at the start of a line.
    SHORT_DIVISION = "T119", Warning, Author;
    /// A word divided over the turn of a page.
    TURNED_WORD = "T120", Warning, Author;
    /// Facing pages that end on different lines.
    UNEVEN = "T121", Warning, Author;
    /// A page that ends early since what follows is not divided.
    CUT_PAGE = "T122", Note, Author;
    /// Copy-fitting did not reach its pages.
    NOT_FITTED = "T130", Warning, Author;
    /// What copy-fitting changed.
    FITTED = "T131", Warning, Author;
    /// An ignore that nothing needs.
    IDLE_IGNORE = "T190", Warning, Author;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, Error, Row, Warning};

    #[test]
    fn no_code_is_used_twice() {
        let numbers: BTreeSet<&str> = ALL.iter().map(|row| &row.code[1..]).collect();
        assert_eq!(numbers.len(), ALL.len());
    }

    #[test]
    fn letters_say_how_bad_it_is() {
        let fits = |row: &&Row| match &row.code[..1] {
            "E" => row.severity == Error,
            "W" => row.severity == Warning,
            _ => row.code.starts_with('T'),
        };
        assert_eq!(ALL.iter().find(|row| !fits(row)), None);
        assert!(ALL.iter().all(|row| row.meaning.ends_with('.') && !row.meaning.starts_with(' ')));
    }
}
