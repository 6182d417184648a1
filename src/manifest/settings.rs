//! The kinds of settings that decide how a pamphlet is made, as serde reads them.

use serde::Deserialize;
use serde::de::{self, Deserializer};

use super::values::{Flips, Papers, WrittenLength};
use crate::geometry::{Length, Point};

/// Where the author's notes stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotesAt {
    /// At the foot of the page.
    #[default]
    Foot,
    /// Behind their chapter.
    Chapter,
    /// Behind the text.
    End,
}

/// How the first paragraph of a chapter begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpeningStyle {
    /// Like any other.
    #[default]
    Plain,
    /// With its first words in small capitals.
    SmallCaps,
    /// With an initial of two lines.
    Initial,
}

/// How lines are filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alignment {
    /// To both margins.
    #[default]
    Justify,
    /// Ragged, with few hyphens.
    Left,
}

/// What stands on the blank pages inside the back cover.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlankUse {
    /// Nothing.
    #[default]
    None,
    /// Lines to write on.
    Notes,
    /// The other titles of the series.
    Series,
    /// A strip of pictures that shows how to print, fold and staple the copy.
    PrintMe,
}

/// The digits of folios and note marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// 0 to 9.
    #[default]
    Latin,
    /// Those of the language.
    Local,
}

/// The folios of the pages before the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrontFolios {
    /// Counted with all others and not printed.
    #[default]
    None,
    /// Small roman figures; the text begins with 1.
    Roman,
}

/// Copy-fitting as it was written: `"off"`, or a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenFit(pub Option<CopyFit>);

/// What copy-fitting should reach, and how far it may go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyFit {
    /// Pages in multiples of this: 4, 8 or 16.
    pub multiple: usize,
    /// At most so many pages, instead.
    pub pages: Option<usize>,
    /// The most that leading may change.
    pub leading: Option<Length>,
    /// The most that the size of the type may change.
    pub size: Option<Length>,
    /// The most that each margin may change.
    pub margins: Option<Length>,
    /// The most that letters may be set closer, in thousandths of an em; up to 10.
    pub letters: Option<i32>,
}

impl<'de> Deserialize<'de> for WrittenFit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Table {
            multiple: Option<usize>,
            pages: Option<usize>,
            leading: Option<WrittenLength>,
            size: Option<WrittenLength>,
            margins: Option<WrittenLength>,
            letters: Option<f64>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Word(String),
            Table(toml::Table),
        }
        let table = match Written::deserialize(deserializer)? {
            Written::Word(word) if word == "off" => return Ok(Self(None)),
            Written::Word(_) => return Err(de::Error::custom("expected \"off\" or a table [fit]")),
            Written::Table(table) => Table::deserialize(table).map_err(de::Error::custom)?,
        };
        let multiple = table.multiple.unwrap_or(4);
        if ![4, 8, 16].contains(&multiple) {
            return Err(de::Error::custom("`multiple` is 4, 8 or 16"));
        }
        let letters = table.letters.map(|em| (em.abs() * 1000.0).round());
        if letters.is_some_and(|letters| letters > 10.0) {
            return Err(de::Error::custom("`letters` is at most 0.01 (of an em)"));
        }
        let length = |given: Option<WrittenLength>| given.map(|given| given.0.abs());
        Ok(Self(Some(CopyFit {
            multiple,
            pages: table.pages,
            leading: length(table.leading),
            size: length(table.size),
            margins: length(table.margins),
            letters: letters.map(|letters| letters as i32),
        })))
    }
}

/// A correction that was made to a text.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emendation {
    /// Where: `p. 12, line 3`.
    pub place: String,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
}

/// How serious a proofreader's mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It fails the check.
    Error,
    /// It is reported.
    Warning,
    /// It is counted, and shown with all others.
    Note,
    /// It is not looked for.
    Off,
}

/// A mark that the editor has seen and lets stand.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// The mark's code: `T105`.
    pub code: String,
    /// `text.md:41`, or a few words of the paragraph; everywhere if left out.
    pub at: Option<String>,
    /// Why it may stand.
    pub reason: String,
}

/// `[printers.NAME]`: a printer that booklets are made for.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenPrinter {
    /// The paper in its tray.
    pub paper: Option<Papers>,
    /// The edge on which it turns the paper over.
    pub flip: Option<Flips>,
    /// What it leaves white at the edges.
    pub white: Option<WrittenLength>,
    /// How far to the right and down the back lies beside the front.
    pub back_shift: Option<WrittenShift>,
    /// If it prints on one side only: how sheets lie in its tray.
    pub by_hand: Option<WrittenFace>,
}

/// Two lengths: `"0.5mm,-0.2mm"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrittenShift(pub Point);

impl<'de> Deserialize<'de> for WrittenShift {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Point::parse(&text).map(Self).map_err(de::Error::custom)
    }
}

/// How printed sheets lie in a tray.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenFace {
    /// With their print in sight.
    Up,
    /// With their print hidden.
    Down,
}

/// A colour: `"#b3261e"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colour(pub String);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(Self(text));
        }
        Err(de::Error::custom("a colour is written as in \"#b3261e\": red, green, blue"))
    }
}
