//! The kinds of values that a manifest holds, as serde reads them.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer};

use crate::geometry::{Length, Paper};
use crate::sheet::{Binding, Flip};

/// One string or several: `"A. Author"` or `["A. Author", "B. Author"]`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Several(pub Vec<String>);

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = one_or_many::<String, D>(deserializer, "a string, or strings in [ ]")?;
        let named = all.into_iter().filter(|one| !one.trim().is_empty());
        Ok(Self(named.collect()))
    }
}

/// A length with its unit: `"139.7mm"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrittenLength(pub Length);

impl<'de> Deserialize<'de> for WrittenLength {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Other(de::IgnoredAny),
        }
        match Written::deserialize(deserializer)? {
            Written::Text(text) => Length::parse(&text).map(Self).map_err(de::Error::custom),
            Written::Other(_) => {
                Err(de::Error::custom("a length is written with its unit, as in \"18mm\""))
            }
        }
    }
}

/// A yes, a no, or "as it suits".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Choice {
    /// handpress decides by the text at hand.
    #[default]
    Auto,
    /// Always.
    Yes,
    /// Never.
    No,
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Plain(bool),
            Word(String),
            Other(de::IgnoredAny),
        }
        match Written::deserialize(deserializer)? {
            Written::Plain(true) => Ok(Self::Yes),
            Written::Plain(false) => Ok(Self::No),
            Written::Word(word) if word == "auto" => Ok(Self::Auto),
            _ => Err(de::Error::custom("expected true, false or \"auto\"")),
        }
    }
}

/// What becomes of the addresses that links hide.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Links {
    /// Numbered in the text, and listed at the end.
    #[default]
    List,
    /// At the foot of the page, in a series of their own.
    Notes,
    /// Not printed.
    Off,
}

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

/// The series that a pamphlet belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The pamphlet's number in it, as it is printed.
    pub number: Option<String>,
    /// Its other titles, for a list at the end.
    pub titles: Vec<String>,
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Name(String),
            Table {
                name: String,
                number: Option<Number>,
                #[serde(default)]
                titles: Vec<String>,
            },
            Other(de::IgnoredAny),
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Number {
            Whole(i64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Name(name) => Ok(Self { name, number: None, titles: Vec::new() }),
            Written::Table { name, number, titles } => Ok(Self {
                name,
                titles,
                number: number.map(|number| match number {
                    Number::Whole(whole) => whole.to_string(),
                    Number::Text(text) => text,
                }),
            }),
            Written::Other(_) => {
                Err(de::Error::custom("expected \"Name\" or { name = \"Name\", number = 7 }"))
            }
        }
    }
}

/// One paper or several, by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Papers(pub Vec<Paper>);

impl<'de> Deserialize<'de> for Papers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let known = Paper::ALL.map(Paper::name).join(", ");
        let names =
            one_or_many::<String, D>(deserializer, "the name of a paper, or several in [ ]")?;
        names
            .iter()
            .map(|name| {
                let paper = Paper::from_name(name);
                paper.ok_or_else(|| {
                    de::Error::custom(format!("no paper `{name}`; there are {known}"))
                })
            })
            .collect::<Result<Vec<_>, _>>()
            .map(|papers| Self(once_each(papers)))
    }
}

/// One way of flipping or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flips(pub Vec<Flip>);

impl<'de> Deserialize<'de> for Flips {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = one_or_many::<String, D>(
            deserializer,
            "\"short-edge\" or \"long-edge\", or both in [ ]",
        )?;
        names
            .iter()
            .map(|name| {
                let flip = Flip::ALL.into_iter().find(|flip| flip.name() == name);
                flip.ok_or_else(|| de::Error::custom("expected \"short-edge\" or \"long-edge\""))
            })
            .collect::<Result<Vec<_>, _>>()
            .map(|flips| Self(once_each(flips)))
    }
}

/// The bound edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenBinding {
    /// Bound on the left.
    Left,
    /// Bound on the right.
    Right,
}

impl From<WrittenBinding> for Binding {
    fn from(written: WrittenBinding) -> Self {
        match written {
            WrittenBinding::Left => Self::Left,
            WrittenBinding::Right => Self::Right,
        }
    }
}

fn one_or_many<'de, T, D>(deserializer: D, expected: &'static str) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Visitor<T>(&'static str, std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            T::deserialize(de::value::StrDeserializer::new(text)).map(|one| vec![one])
        }
        fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(one) = seq.next_element()? {
                all.push(one);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_any(Visitor(expected, std::marker::PhantomData))
}

/// The values without repetitions, in their order.
fn once_each<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::new();
    for value in values {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    once
}
