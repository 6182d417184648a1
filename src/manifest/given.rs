//! What was given, and where.

use super::keys::Given;
use super::values::Several;
use crate::diag::Place;

pub(super) fn value<T: Clone>(given: &Option<Given<T>>) -> Option<T> {
    given.as_ref().map(|given| given.value.clone())
}

/// A string that says something.
pub(super) fn text(given: &Option<Given<String>>) -> Option<String> {
    value(given).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

pub(super) fn several(given: &Option<Given<Several>>) -> Vec<String> {
    value(given).unwrap_or_default().0
}

/// A value that nobody wrote.
pub(super) fn by_default<T>(value: T) -> Given<T> {
    let source = crate::diag::Source::new("handpress's own defaults", "");
    Given { value, place: Place::new(&source, 0..0) }
}

/// The place of a word in a table: TOML gives the place of its head.
pub(super) fn below(table: &Place, word: &str) -> Place {
    let rest = table.source.text.get(table.range.start..).unwrap_or_default();
    match rest.find(word) {
        Some(at) => {
            let start = table.range.start + at;
            Place::new(&table.source, start..start + word.len())
        }
        None => table.clone(),
    }
}

/// The place of one string within the place of a list of them.
pub(super) fn within(list: &Place, one: &str) -> Place {
    match list.text().find(one) {
        Some(at) => {
            let start = list.range.start + at;
            Place::new(&list.source, start..start + one.len())
        }
        None => list.clone(),
    }
}
