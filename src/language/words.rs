//! The words that templates print, by language: built in, and changed by the
//! workspace's own `strings/<lang>.toml`.

use std::collections::BTreeMap;

/// The words of one language by their names.
pub type Words = BTreeMap<String, Value>;

/// A word with its placeholders, or several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// `"Translated by {who}"`
    One(String),
    /// `["January", …]`
    Several(Vec<String>),
}

/// The built-in words: language and TOML.
const BUILT_IN: &[(&str, &str)] = &[
    ("ar", include_str!("../../templates/strings/ar.toml")),
    ("ca", include_str!("../../templates/strings/ca.toml")),
    ("cs", include_str!("../../templates/strings/cs.toml")),
    ("da", include_str!("../../templates/strings/da.toml")),
    ("de", include_str!("../../templates/strings/de.toml")),
    ("el", include_str!("../../templates/strings/el.toml")),
    ("en", include_str!("../../templates/strings/en.toml")),
    ("eo", include_str!("../../templates/strings/eo.toml")),
    ("es", include_str!("../../templates/strings/es.toml")),
    ("fa", include_str!("../../templates/strings/fa.toml")),
    ("fi", include_str!("../../templates/strings/fi.toml")),
    ("fr", include_str!("../../templates/strings/fr.toml")),
    ("he", include_str!("../../templates/strings/he.toml")),
    ("hu", include_str!("../../templates/strings/hu.toml")),
    ("it", include_str!("../../templates/strings/it.toml")),
    ("ja", include_str!("../../templates/strings/ja.toml")),
    ("ko", include_str!("../../templates/strings/ko.toml")),
    ("nb", include_str!("../../templates/strings/nb.toml")),
    ("nl", include_str!("../../templates/strings/nl.toml")),
    ("pl", include_str!("../../templates/strings/pl.toml")),
    ("pt", include_str!("../../templates/strings/pt.toml")),
    ("ru", include_str!("../../templates/strings/ru.toml")),
    ("sv", include_str!("../../templates/strings/sv.toml")),
    ("tr", include_str!("../../templates/strings/tr.toml")),
    ("uk", include_str!("../../templates/strings/uk.toml")),
    ("zh", include_str!("../../templates/strings/zh.toml")),
];

/// The words of a language; where handpress does not know it, none.
pub fn built_in(code: &str) -> Option<Words> {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == code)?;
    let table: toml::Table = text.parse().ok()?;
    Some(table.iter().filter_map(|(name, value)| Some((name.clone(), Value::of(value)?))).collect())
}

impl Value {
    /// A string or an array of strings.
    pub fn of(value: &toml::Value) -> Option<Self> {
        match value {
            toml::Value::String(one) => Some(Self::One(one.clone())),
            toml::Value::Array(all) => {
                let all: Option<Vec<String>> =
                    all.iter().map(|one| one.as_str().map(str::to_owned)).collect();
                all.map(Self::Several)
            }
            _ => None,
        }
    }

    /// The placeholders: `{who}`.
    pub fn placeholders(&self) -> Vec<&str> {
        let Self::One(text) = self else { return Vec::new() };
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether this can stand where `other` does: one for one, twelve for
    /// twelve, with the same placeholders.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(_), Self::One(_)) => self.placeholders() == other.placeholders(),
            (Self::Several(a), Self::Several(b)) => a.len() == b.len(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let english = built_in("en").expect("English");
        assert!(BUILT_IN.len() >= 12, "{} languages", BUILT_IN.len());
        for (code, _) in BUILT_IN {
            let words = built_in(code).unwrap_or_default();
            for (name, value) in &english {
                let own = words.get(name);
                assert!(own.is_some_and(|own| own.is_like(value)), "{code}: {name}: {own:?}");
            }
            assert_eq!(words.len(), english.len(), "{code} has words that English lacks");
        }
    }
}
