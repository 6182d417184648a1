//! On which pages the terms of the index stand, once the text is laid out: the index need
//! not ask for it at every mark, which takes most of the time and memory of a long one.

use std::collections::BTreeMap;

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::typeset::write::rules;

/// For every term, in the order in which they are written, where it stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::typeset) struct IndexPages(Vec<Vec<Reference>>);

/// What an index says of one place: pages from 1, from the first to the last on which the
/// term stands; how far down the first its mark is, in whole points, to be found by a link.
type Reference = (usize, usize, u32);

impl IndexPages {
    /// Reads them off a layout; `terms` has the numbers of the marks of each. None if there
    /// are no terms.
    pub(in crate::typeset) fn of(document: &PagedDocument, terms: &[Vec<usize>]) -> Option<Self> {
        if terms.is_empty() {
            return None;
        }
        let marks = marks(document);
        let of_term = |numbers: &Vec<usize>| {
            ranges(numbers.iter().filter_map(|number| marks.get(number).copied()))
        };
        Some(Self(terms.iter().map(of_term).collect()))
    }

    /// As Typst has it.
    pub(in crate::typeset) fn source(&self) -> String {
        let mut out = "(".to_owned();
        for references in &self.0 {
            out.push('"');
            for (from, to, down) in references {
                out.push_str(&format!("{from} {to} {down};"));
            }
            out.push_str("\", ");
        }
        out + ")"
    }
}

/// The page of each mark by its number, and how far down it stands.
fn marks(document: &PagedDocument) -> BTreeMap<usize, (usize, u32)> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(rules::INDEX_MARK));
    let found = label.map(|label| introspector.query(&Selector::Label(label)));
    let place = |it: &typst::foundations::Content| {
        let Value::Int(number) = it.to_packed::<MetadataElem>()?.value else { return None };
        let position = introspector.position(it.location()?)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "on a page")]
        let down = position.point.y.to_pt().clamp(0.0, 1e6) as u32;
        Some((usize::try_from(number).ok()?, (position.page.get(), down)))
    };
    found.iter().flatten().filter_map(place).collect()
}

/// Pages without repetitions; three and more in a row become one reference. Marks come in
/// the order of the text, but for those in notes behind it.
fn ranges(marks: impl Iterator<Item = (usize, u32)>) -> Vec<Reference> {
    let mut pages: Vec<(usize, u32)> = Vec::new();
    for (page, down) in marks {
        let is_next = pages.last().is_none_or(|(last, _)| page > *last);
        if is_next || pages.iter().all(|(known, _)| *known != page) {
            pages.push((page, down));
        }
    }
    let mut out = Vec::new();
    for row in pages.chunk_by(|(one, _), (other, _)| one + 1 == *other) {
        match row {
            [(from, down), _, .., (to, _)] => out.push((*from, *to, *down)),
            few => out.extend(few.iter().map(|(page, down)| (*page, *page, *down))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_a_row_are_one_reference() {
        let of = |pages: &[usize]| {
            let all = ranges(pages.iter().map(|page| (*page, 0)));
            all.iter().map(|(from, to, _)| format!("{from}-{to}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(&[3, 3, 4, 7, 8, 9, 9, 12]), "3-3 4-4 7-9 12-12");
        // A mark in a note behind the text comes late.
        assert_eq!(of(&[5, 40, 6, 5]), "5-5 40-40 6-6");
        assert_eq!(of(&[]), "");
    }
}
