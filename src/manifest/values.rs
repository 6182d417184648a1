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
