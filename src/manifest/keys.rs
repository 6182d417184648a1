//! Takes keys out of a TOML table one by one, so that every mistake in a
//! manifest is reported in one run, each at its own place.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::diag::{Diagnostic, Findings, Place, Source, code, nearest};

/// What one key says has at most so many bytes: no cover holds more, and to see that takes
/// long.
const LONGEST: usize = 16_000;

/// A value and the place where it was written.
#[derive(Clone, PartialEq, Debug)]
pub struct Given<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// Names of which any may be used for a key; the first is ours.
pub(super) type Names = &'static [&'static str];

/// The keys of one table that nobody has taken yet.
pub(super) struct Keys<'a> {
    file: File<'a>,
    /// The table's own name, with a dot at its end: `page.`; empty at the top.
    prefix: String,
    left: Vec<Key<'a>>,
    known: Vec<&'static str>,
}

/// A text that is, or holds, a manifest.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub source: &'a Arc<Source>,
    /// Where the TOML starts in the source.
    pub offset: usize,
}

struct Key<'a> {
    name: String,
    place: Place,
    value: Spanned<DeValue<'a>>,
}

/// Whether two places have something in common.
fn laps(one: &Place, other: &Place) -> bool {
    Arc::ptr_eq(&one.source, &other.source)
        && one.range.start < other.range.end
        && other.range.start < one.range.end
}

impl File<'_> {
    pub(super) fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::new(self.source, range.start + self.offset..range.end + self.offset)
    }
}

impl<'a> Keys<'a> {
    /// The keys of a table.
    pub(super) fn of(table: DeTable<'a>, prefix: &str, file: File<'a>) -> Self {
        let keys = table.into_iter().map(|(key, value)| Key {
            place: file.place(key.span()),
            name: key.into_inner().into_owned(),
            value,
        });
        Self { file, prefix: prefix.to_owned(), left: keys.collect(), known: Vec::new() }
    }

    /// Takes the value of a key, if it was given and is right.
    pub(super) fn take<T: DeserializeOwned>(
        &mut self,
        names: Names,
        findings: &mut Findings,
    ) -> Option<Given<T>> {
        let value = self.take_value(names, findings)?;
        let place = self.file.place(value.span());
        let length = place.text().len();
        if length > LONGEST {
            let message = format!("{length} bytes are too much to say here");
            let start = place.range.start;
            let first = place.text().chars().next().map_or(0, char::len_utf8);
            findings.push(
                Diagnostic::error(code::WRONG_VALUE, message)
                    .at(Place::new(&place.source, start..start + first))
                    .hint(format!("up to {LONGEST} can be: what is longer belongs into the text")),
            );
            return None;
        }
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(Given { value, place }),
            // What is no TOML is told already.
            Err(_)
                if findings
                    .iter()
                    .any(|it| it.place.as_ref().is_some_and(|it| laps(it, &place))) =>
            {
                None
            }
            Err(error) => {
                let place = error.span().map_or(place, |span| self.file.place(span));
                let name = self.name(names);
                let code = match error.message() {
                    message if message.starts_with("no such day") => code::WRONG_DATE,
                    message if message.starts_with("no such language") => code::UNKNOWN_LANGUAGE,
                    _ => code::WRONG_VALUE,
                };
                let message = format!("`{name}` cannot be this");
                let what = error.message().lines().next().unwrap_or_default().to_owned();
                findings.push(Diagnostic::error(code, message).at(place).label(what));
                None
            }
        }
    }

    /// Takes a table of its own out of this one.
    pub(super) fn table(&mut self, name: &'static str, findings: &mut Findings) -> Option<Self> {
        let value = self.take_value(&[name], findings)?;
        let place = self.file.place(value.span());
        let prefix = format!("{}{name}.", self.prefix);
        if let DeValue::Table(table) = value.into_inner() {
            return Some(Self::of(table, &prefix, self.file));
        }
        let message = format!("`{}{name}` is a table", self.prefix);
        let hint = format!("write `[{}{name}]` on a line and the keys below it", self.prefix);
        findings.push(Diagnostic::error(code::WRONG_VALUE, message).at(place).hint(hint));
        None
    }

    /// Reports every key that nobody took.
    pub(super) fn finish(self, findings: &mut Findings) {
        for key in self.left {
            let message = format!("there is no key `{}{}`", self.prefix, key.name);
            let unknown = Diagnostic::error(code::UNKNOWN_KEY, message).at(key.place);
            let mut names = self.known.clone();
            names.sort_unstable();
            findings.push(match nearest(&key.name, names.iter().copied()) {
                Some(meant) => unknown.label(format!("did you mean `{meant}`?")),
                None => unknown
                    .label("unknown key")
                    .hint(format!("the keys here are {}", names.join(", ")))
                    .hint("keys of your own go into `[extra]`"),
            });
        }
    }

    fn take_value(
        &mut self,
        names: &[&'static str],
        findings: &mut Findings,
    ) -> Option<Spanned<DeValue<'a>>> {
        self.known.extend(names.first());
        let mut taken: Option<Key> = None;
        for name in names {
            let Some(at) = self.left.iter().position(|key| key.name == *name) else { continue };
            let key = self.left.swap_remove(at);
            if let Some(first) = &taken {
                let message =
                    format!("`{}` and `{}` are two names for one key", first.name, key.name);
                findings.push(
                    Diagnostic::error(code::TWICE, message)
                        .at(key.place)
                        .hint(format!("keep `{}`", first.name)),
                );
            } else {
                taken = Some(key);
            }
        }
        taken.map(|key| key.value)
    }

    fn name(&self, names: Names) -> String {
        format!("{}{}", self.prefix, names.first().copied().unwrap_or_default())
    }
}
