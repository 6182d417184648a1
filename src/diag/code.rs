//! Every code, in one place. A code never changes its meaning.
//!
//! E is an error, W a warning. 01 files and the workspace, 02 the manifest,
//! 03 Markdown and pictures, 04 typesetting, 05 sheets and PDF. T is what a
//! proofreader marks on the pages.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*

        /// Every code there is.
        pub const ALL: &[&str] = &[$($code),*];
    };
}

codes! {
    /// A file cannot be read.
    UNREADABLE = "E0101";
    /// A file that was named is not there.
    MISSING_FILE = "E0102";
    /// A path leads out of the workspace.
    OUTSIDE = "E0103";
    /// A text file is not UTF-8.
    NOT_UTF8 = "E0104";
    /// There is no workspace here.
    NO_WORKSPACE = "E0105";
    /// There is no pamphlet of that name.
    NO_PAMPHLET = "E0106";
    /// A result cannot be written.
    UNWRITABLE = "E0107";
    /// There is something already where a new pamphlet should go.
    EXISTS = "E0108";
    /// A slug cannot be used as a file name.
    BAD_SLUG = "E0109";
    /// A file is larger than handpress reads.
    TOO_LARGE = "E0110";
    /// Two pamphlets have the same slug.
    SAME_SLUG = "E0111";
    /// Something would have to be written through a link.
    LINK = "E0112";
    /// Nothing that is made of a pamphlet has that name.
    NO_OUTPUT = "E0114";
    /// A file that somebody else has changed or put there was kept.
    KEPT = "W0113";

    /// The TOML cannot be read.
    TOML = "E0201";
    /// A key that means nothing.
    UNKNOWN_KEY = "E0202";
    /// A value of the wrong kind.
    WRONG_VALUE = "E0203";
    /// A key is given under two of its names.
    TWICE = "E0205";
    /// No such day.
    WRONG_DATE = "E0206";
    /// No such language.
    UNKNOWN_LANGUAGE = "E0207";
    /// The margins leave no room for text.
    NO_ROOM = "E0208";
    /// The workspace asks for another version of handpress.
    WRONG_VERSION = "E0209";
    /// There is no face of that family.
    NO_FACE = "E0210";
    /// There is no such template.
    NO_TEMPLATE = "E0211";
    /// A font file cannot be read.
    BAD_FONT = "E0212";
    /// Front matter that is not handpress's.
    FOREIGN_FRONT_MATTER = "W0213";
    /// A pamphlet without a title.
    NO_TITLE = "W0215";

    /// There is no text.
    EMPTY_TEXT = "E0301";
    /// Quotes, lists or emphasis nest too deep.
    TOO_DEEP = "E0302";
    /// A picture is in no format that handpress reads.
    BAD_PICTURE = "E0303";
    /// Notes refer to each other in a circle.
    CIRCULAR_NOTES = "E0304";
    /// A note is referred to but never written.
    MISSING_NOTE = "W0305";
    /// A note is written but never referred to.
    UNUSED_NOTE = "W0306";
    /// Raw HTML; its text is kept.
    RAW_HTML = "W0307";
    /// A link to a heading that is not there.
    DEAD_ANCHOR = "W0308";
    /// A link without an address.
    EMPTY_LINK = "W0309";
    /// Two headings with the same id.
    SAME_ID = "W0310";
    /// A picture from the network is not fetched.
    REMOTE_PICTURE = "W0312";
    /// A character that cannot be printed was left out.
    CONTROL_CHARACTER = "W0315";
    /// A note is written twice.
    SAME_NOTE = "W0317";
    /// A paragraph or a word longer than any page.
    TOO_LONG_A_PARAGRAPH = "E0318";
    /// A class or a key in braces that means nothing.
    UNKNOWN_CLASS = "W0319";
    /// A `:::` container of an unknown name.
    UNKNOWN_CONTAINER = "W0320";
    /// A work is cited that is not in the bibliography.
    UNKNOWN_WORK = "E0321";
    /// A container holds what it has no use for.
    ODD_CONTAINER = "E0322";
    /// A `:::` container that nothing closes.
    OPEN_CONTAINER = "E0323";
    /// A picture within a line of text has a caption, which cannot be printed.
    CAPTION_IN_LINE = "W0324";
    /// A link that leads into the reader's own machine, or that runs a program.
    CLOSED_LINK = "W0325";
    /// A language file holds a word that no template prints, or lacks a placeholder.
    WRONG_STRING = "E0216";
    /// No words for templates are known in a language.
    NO_STRINGS = "W0217";
    /// A function of a template that nothing calls, with a name like another's.
    USELESS_FUNCTION = "W0219";
    /// A word in `[hyphenation]` that says nothing of its division.
    WRONG_DIVISION = "E0218";

    /// No face has a glyph for a character.
    NO_GLYPH = "E0401";
    /// Typst refused the project.
    TYPST = "E0402";
    /// Typst warned about the project.
    TYPST_WARNING = "W0403";
    /// More pages than a build makes.
    TOO_LONG = "E0404";
    /// A note that was not printed.
    LOST_NOTE = "E0408";
    /// Words that are on no page.
    LOST_WORDS = "E0409";

    /// Nothing to impose.
    NO_PAGES = "E0501";
    /// More pages than a booklet holds.
    TOO_MANY_PAGES = "E0502";
    /// A page or a paper without an area.
    NO_AREA = "E0503";
    /// A PDF cannot be read.
    BAD_PDF = "E0504";
    /// A PDF is encrypted.
    ENCRYPTED = "E0505";
    /// A scheme with numbers that no sheet can have.
    NO_SCHEME = "E0513";
    /// Sheets that do not fold into what was meant.
    FOLDS_WRONG = "E0514";
    /// A list of pages that cannot be read, or a page that is not there.
    NO_SUCH_PAGES = "E0515";
    /// Pages of another size, where that was to be refused.
    SIZES_REFUSED = "E0517";
    /// A damaged page that would be printed otherwise than viewers show it.
    BROKEN_PAGE = "E0518";
    /// A file took too much time or memory, or broke what reads it.
    OVER_LIMITS = "E0519";
    /// Ink where the printer cannot print.
    UNPRINTABLE = "E0520";
    /// Sheets without folios, and without pages to be compared with.
    NO_FOLIOS = "E0522";
    /// Pages had to be made smaller.
    SHRUNK = "W0506";
    /// Too many sheets to fold.
    THICK = "W0507";
    /// Crop marks had no room.
    NO_MARKS = "W0508";
    /// Pages of different sizes.
    MIXED_SIZES = "W0509";
    /// Colour is left in a print file.
    COLOUR = "E0510";
    /// Something that lives outside the page was not carried over.
    LEFT_BEHIND = "W0512";
    /// Creep eats the inner margin.
    CREEP = "W0521";
    /// A damaged PDF was mended.
    MENDED = "W0516";

    /// The last line of a paragraph begins a page.
    WIDOW = "T101";
    /// The first line of a paragraph ends a page.
    ORPHAN = "T102";
    /// A last line shorter than an indent.
    RUNT = "T103";
    /// Three hyphens in a row.
    LADDER = "T104";
    /// Word spaces much too wide.
    LOOSE = "T105";
    /// Word spaces much too narrow.
    TIGHT = "T106";
    /// Word spaces below each other, line after line.
    RIVER = "T107";
    /// A line longer than the measure.
    OVERFULL = "T108";
    /// A table, or code, wider than the page's text.
    WIDE_TABLE = "T109";
    /// A heading with no text below it on its page.
    STRANDED_HEAD = "T110";
    /// A note printed on another page than its mark.
    STRAY_NOTE = "T111";
    /// A face other than those asked for.
    SUBSTITUTED = "T114";
    /// A line off the grid.
    OFF_GRID = "T115";
    /// A last page of a few lines.
    EMPTY_PAGE = "T116";
    /// Blank pages inside the back cover.
    BLANK_PAGES = "T117";
    /// A picture pages away from the text around it.
    FAR_PICTURE = "T118";
    /// Two letters of a word at the start of a line.
    SHORT_DIVISION = "T119";
    /// A word divided over the turn of a page.
    TURNED_WORD = "T120";
    /// Facing pages that end on different lines.
    UNEVEN = "T121";
    /// A page that ends early since what follows is not divided.
    CUT_PAGE = "T122";
    /// Copy-fitting did not reach its pages.
    NOT_FITTED = "T130";
    /// What copy-fitting changed.
    FITTED = "T131";
    /// An ignore that nothing needs.
    IDLE_IGNORE = "T190";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_code_is_used_twice() {
        let numbers: BTreeSet<&str> = super::ALL.iter().map(|code| &code[1..]).collect();
        assert_eq!(numbers.len(), super::ALL.len());
    }
}
