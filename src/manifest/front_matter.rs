//! Front matter in YAML, as Jekyll, Hugo, Quarto and pandoc have it: what a manifest does not
//! say is taken from there.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::date::Date;
use super::keys::Given;
use super::values::Several;
use super::written::Written;
use crate::diag::{Diagnostic, Findings, Place, Source, code};
use crate::language::Language;

/// Names of keys in all those programs, and the names of people, as parts of one.
const NAMES: [&str; 5] = ["name", "literal", "given", "family", "affix"];

/// Reads the lines between `---` and `---`, which are at `range` in the source.
pub fn read_yaml(source: &Arc<Source>, range: Range<usize>, findings: &mut Findings) -> Written {
    let yaml = source.text.get(range.clone()).unwrap_or_default();
    let mapping = match serde_yaml::from_str::<Mapping>(inner(yaml)) {
        Ok(mapping) => mapping,
        Err(error) => {
            let place = Place::new(source, range.start..range.start + 3);
            findings.push(
                Diagnostic::warning(code::FOREIGN_FRONT_MATTER, "this front matter is not YAML")
                    .at(place)
                    .label(error.to_string())
                    .hint("nothing of it is used"),
            );
            return Written::default();
        }
    };
    let mut reader = Reader { source, range, written: Written::default(), left: Vec::new() };
    for (key, value) in &mapping {
        reader.take(key.as_str().unwrap_or_default(), value);
    }
    reader.finish(findings)
}

/// The lines without those that enclose them.
fn inner(yaml: &str) -> &str {
    let (_, rest) = yaml.split_once('\n').unwrap_or_default();
    let rest = rest.trim_end();
    rest.strip_suffix("---").or(rest.strip_suffix("...")).unwrap_or(rest)
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    range: Range<usize>,
    written: Written,
    /// Keys that nothing was made of.
    left: Vec<String>,
}

impl Reader<'_> {
    fn take(&mut self, key: &str, value: &Value) {
        let place = self.place(key);
        let text = |value| Some(Given { value, place: place.clone() });
        let names = people(value);
        let several = || Some(Given { value: Several(names.clone()), place: place.clone() });
        let said = said(value);
        let is_taken = match (key, said) {
            ("title", Some(it)) => put(&mut self.written.title, text(it)),
            ("subtitle", Some(it)) => put(&mut self.written.subtitle, text(it)),
            ("author" | "authors" | "creator", _) => put(&mut self.written.authors, several()),
            ("translator" | "translators", _) => put(&mut self.written.translators, several()),
            ("editor" | "editors", _) => put(&mut self.written.editors, several()),
            ("keywords" | "tags" | "subject", it) => {
                // A row of words in one string.
                let apart = it
                    .filter(|_| names.len() == 1)
                    .map(|it| it.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>());
                let value = Several(apart.unwrap_or_else(|| names.clone()));
                put(&mut self.written.keywords, Some(Given { value, place: place.clone() }))
            }
            ("description" | "abstract" | "summary", Some(it)) => {
                put(&mut self.written.description, text(it))
            }
            ("publisher", Some(it)) => put(&mut self.written.publisher, text(it)),
            ("rights" | "license" | "licence" | "copyright", Some(it)) => {
                put(&mut self.written.rights, text(it))
            }
            ("lang" | "language" | "locale", Some(it)) => {
                let value = Language::parse(&it.replace('_', "-"));
                put(&mut self.written.lang, value.ok().map(|value| Given { value, place }))
            }
            ("date" | "published" | "issued", Some(it)) => {
                // Of a time only the day is printed.
                let day = it.split(['T', ' ']).next().unwrap_or_default();
                let value = Date::parse(day).ok().or_else(|| Date::meant(day));
                put(&mut self.written.date, value.map(|value| Given { value, place }))
            }
            _ => false,
        };
        if !is_taken {
            self.left.push(key.to_owned());
        }
    }

    /// Where a key stands.
    fn place(&self, key: &str) -> Place {
        let text = self.source.text.get(self.range.clone()).unwrap_or_default();
        let mut at = self.range.start;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_start_matches(['"', '\'']);
            if !key.is_empty() && bare.starts_with(key) {
                return Place::new(self.source, at..at + line.trim_end().len());
            }
            at += line.len();
        }
        Place::new(self.source, self.range.start..self.range.start + 3)
    }

    fn finish(self, findings: &mut Findings) -> Written {
        let Some(first) = self.left.first() else { return self.written };
        let names: Vec<String> = self.left.iter().map(|key| format!("`{key}`")).collect();
        let are = if names.len() == 1 { "is" } else { "are" };
        let message = format!("{} of this front matter {are} not used", names.join(", "));
        findings.push(
            Diagnostic::warning(code::FOREIGN_FRONT_MATTER, message)
                .at(self.place(first))
                .hint("what the pamphlet needs of it goes into `pamphlet.toml`"),
        );
        self.written
    }
}

/// Fills what is still empty; false if there is nothing to fill it with.
fn put<T>(field: &mut Option<Given<T>>, value: Option<Given<T>>) -> bool {
    let is_taken = value.is_some();
    if field.is_none() {
        *field = value;
    }
    is_taken
}

/// A value that is said in a line.
fn said(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Names, or words: one, or several in a list, each a string or made of parts.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(all) => all.iter().flat_map(people).collect(),
        Value::Mapping(parts) => {
            let part = |name: &&str| {
                let part = parts.get(Value::String((*name).to_owned()))?;
                said(part).or_else(|| people(part).into_iter().next())
            };
            let found: Vec<String> = NAMES.iter().filter_map(part).collect();
            if found.is_empty() { Vec::new() } else { vec![found.join(" ")] }
        }
        other => said(other).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> (Written, Vec<String>) {
        let source = Source::new("text.md", format!("---\n{yaml}---\nText.\n"));
        let end = source.text.len() - "Text.\n".len();
        let mut findings = Findings::new();
        let written = read_yaml(&source, 0..end, &mut findings);
        let said = findings.iter().map(|it| it.message.clone());
        (written, said.collect())
    }

    fn value<T: Clone>(given: &Option<Given<T>>) -> Option<T> {
        given.as_ref().map(|given| given.value.clone())
    }

    #[test]
    fn what_blogs_and_books_say_is_taken() {
        let (written, said) = read(
            "title: \"A Title: of two parts\"\nauthor:\n  - name: Ann Lark\n  - Bo\n  - name:\n      \
             given: Cy\n      family: Dove\ndate: 2024-05-06T10:00:00Z\ntags: [one, two]\nlang: es_ES\n\
             description: >\n  In two\n  lines.\nlayout: post\nrelated: [a]\n",
        );
        assert_eq!(value(&written.title).as_deref(), Some("A Title: of two parts"));
        let names = value(&written.authors).map(|it| it.0);
        assert_eq!(names, Some(vec!["Ann Lark".into(), "Bo".into(), "Cy Dove".into()]));
        assert_eq!(value(&written.date).map(|it| it.to_string()).as_deref(), Some("2024-05-06"));
        assert_eq!(value(&written.keywords).map(|it| it.0.len()), Some(2));
        assert_eq!(value(&written.lang).and_then(|it| it.region).as_deref(), Some("ES"));
        assert_eq!(value(&written.description).as_deref(), Some("In two lines."));
        assert_eq!(said, ["`layout`, `related` of this front matter are not used"]);
    }

    #[test]
    fn dates_and_words_in_other_dress() {
        let (written, said) = read("date: 31.12.2026\nkeywords: one, two, three\ntitle: 1848\n");
        assert_eq!(value(&written.date).map(|it| it.to_string()).as_deref(), Some("2026-12-31"));
        assert_eq!(value(&written.keywords).map(|it| it.0.len()), Some(3));
        assert_eq!(value(&written.title).as_deref(), Some("1848"));
        assert_eq!(said, [""; 0]);
        assert_eq!(read("date: today\n").1, ["`date` of this front matter is not used"]);
    }

    #[test]
    fn what_is_no_yaml_is_told() {
        let (written, said) = read("title: [a\nother: }\n");
        assert!(written.title.is_none());
        assert_eq!(said, ["this front matter is not YAML"]);
    }
}
