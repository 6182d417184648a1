//! A pamphlet with every default filled in.

use std::collections::BTreeMap;

use super::date::Date;
use super::keys::Given;
use super::making::{Costs, Making};
use super::settings::{
    Alignment, BlankUse, CopyFit, Digits, Emendation, FrontFolios, Ignore, Level, NotesAt,
    OpeningStyle,
};
use super::values::{Choice, Links, Series};
use crate::geometry::{Length, Size};
use crate::language::{Direction, Language};
use crate::workspace::VirtualPath;

/// Everything that a manifest says about a pamphlet. After
/// [`resolve`](super::resolve) no stage guesses a default.
#[derive(Clone, Debug)]
pub struct Pamphlet {
    /// The name in file names and on the command line.
    pub slug: String,
    /// What it is and who made it.
    pub about: About,
    /// The Markdown files in their order; the place of each where it is named.
    pub texts: Vec<Text>,
    /// The size and margins of a page.
    pub page: Page,
    /// Faces, size and leading.
    pub faces: Faces,
    /// The cover.
    pub cover: Cover,
    /// Papers, binding, trimming, printers.
    pub making: Making,
    /// The template's name.
    pub template: Given<String>,
    /// What stands where: notes, lists, pages of their own.
    pub make: Make,
    /// The colours of the read file; print turns them to gray.
    pub colours: Colours,
    /// What copy-fitting should reach, if anything.
    pub fit: Option<CopyFit>,
    /// How serious marks are, by their codes.
    pub levels: BTreeMap<String, Level>,
    /// Marks that may stand.
    pub ignores: Vec<Given<Ignore>>,
    /// Words with hyphens where they may be divided: `hand-press`.
    pub divisions: Vec<String>,
    /// Whether quotation marks, dashes and spaces are made typographic.
    pub smart: bool,
    /// What a run costs.
    pub costs: Costs,
    /// `[extra]`: the editor's own keys, handed to the template.
    pub extra: toml::Table,
}

/// How the pamphlet is put together.
#[derive(Clone, Debug)]
pub struct Make {
    /// What becomes of the addresses that links hide.
    pub links: Links,
    /// Whether there is a table of contents.
    pub contents: Choice,
    /// Whether dots lead from its heads to their pages.
    pub leaders: bool,
    /// Whether heads of the first level open parts.
    pub parts: bool,
    /// Whether the title alone stands on a page before the title page.
    pub half_title: bool,
    /// The folios before the text.
    pub front_folios: FrontFolios,
    /// Where the author's notes stand.
    pub notes: NotesAt,
    /// Whether a note on the text follows it.
    pub text_note: Choice,
    /// What was corrected.
    pub emendations: Vec<Emendation>,
    /// A `.bib` or hayagriva file.
    pub bibliography: Option<Given<String>>,
    /// A style that Typst knows, or the name of a `.csl` file.
    pub citation_style: Option<Given<String>>,
    /// What stands on blank pages.
    pub blanks: BlankUse,
    /// The digits of folios and note marks.
    pub digits: Digits,
}

/// Two colours, as `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colours {
    /// For heads, rules and ornaments.
    pub accent: String,
    /// Behind boxes.
    pub tint: String,
}

/// Title, people, dates, rights: what the colophon and the PDF's metadata say.
#[derive(Clone, Debug)]
pub struct About {
    /// None if it is to be taken from the first heading.
    pub title: Option<String>,
    /// For running heads.
    pub short_title: Option<String>,
    /// Below the title.
    pub subtitle: Option<String>,
    /// In the order of the title page; may be nobody.
    pub authors: Vec<String>,
    /// Who put it into this language.
    pub translators: Vec<String>,
    /// Who prepared this edition.
    pub editors: Vec<String>,
    /// Who typed it.
    pub transcribers: Vec<String>,
    /// The language of the text.
    pub lang: Language,
    /// The way the text runs.
    pub dir: Direction,
    /// Of this edition.
    pub date: Option<Date>,
    /// `Second, corrected edition`.
    pub edition: Option<String>,
    /// Who publishes.
    pub publisher: Option<String>,
    /// The publisher's place.
    pub place: Option<String>,
    /// Copyright or licence.
    pub rights: Option<String>,
    /// International Standard Book Number, as printed.
    pub isbn: Option<String>,
    /// As printed.
    pub price: Option<String>,
    /// The series and the number in it.
    pub series: Option<Series>,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// The first edition, or the text that was translated.
    pub original: Original,
    /// A few sentences.
    pub description: Option<String>,
    /// For catalogues.
    pub keywords: Vec<String>,
}

/// The work in its first form.
#[derive(Clone, Debug, Default)]
pub struct Original {
    /// Its title.
    pub title: Option<String>,
    /// Its language.
    pub lang: Option<Language>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Where it appeared.
    pub place: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
}

/// A Markdown file of a pamphlet.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file.
    pub path: VirtualPath,
    /// Where the manifest names it, if it does.
    pub named: Option<crate::diag::Place>,
    /// The byte at which its Markdown starts: after front matter.
    pub start: usize,
}

/// The size of a page and its four margins, each above zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// The trimmed size.
    pub size: Size,
    /// At the fold.
    pub inner: Length,
    /// At the fore-edge.
    pub outer: Length,
    /// At the head.
    pub top: Length,
    /// At the foot.
    pub bottom: Length,
    /// How many columns the text has: 1 to 3.
    pub columns: usize,
}

impl Page {
    /// Between columns, for type of this size: an em and a half.
    pub fn column_gap(size: Length) -> Length {
        size.scale(1.5)
    }

    /// The width of a column of text in type of this size.
    pub fn measure(&self, size: Length) -> Length {
        let gaps = Self::column_gap(size) * (self.columns as i64 - 1);
        (self.size.width - self.inner - self.outer - gaps).scale(1.0 / self.columns as f64)
    }
}

/// The faces by family name, most wanted first, and their size.
#[derive(Clone, Debug)]
pub struct Faces {
    /// For the text.
    pub text: Vec<Given<String>>,
    /// For heads, where the template wants them so.
    pub sans: Vec<Given<String>>,
    /// For code.
    pub mono: Vec<Given<String>>,
    /// The size of the text.
    pub size: Length,
    /// From baseline to baseline.
    pub leading: Length,
    /// Whether words are divided at line ends.
    pub hyphenate: bool,
    /// How lines are filled.
    pub align: Alignment,
    /// How the first paragraph of a chapter begins.
    pub opening: OpeningStyle,
    /// Whether faces installed on the machine may be used.
    pub system: bool,
}

/// The cover.
#[derive(Clone, Debug)]
pub struct Cover {
    /// A picture for the front.
    pub image: Option<Given<String>>,
    /// What the picture shows.
    pub alt: Option<String>,
    /// A few words for the back.
    pub back: Option<String>,
    /// Whether a title page follows the cover.
    pub title_page: Choice,
}
