//! The index: terms, and where each was marked.

use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::Locale;

use crate::markdown::Entry;
use crate::typeset::write::escape;

/// Terms as they were marked, in the order of the text.
#[derive(Default, Debug)]
pub(in crate::typeset) struct Index {
    terms: BTreeMap<String, Term>,
    marks: usize,
}

#[derive(Default, Debug)]
struct Term {
    marks: Vec<usize>,
    see: Vec<String>,
    subs: BTreeMap<String, Term>,
}

impl Index {
    /// Adds a mark and gives its number.
    pub(in crate::typeset) fn add(&mut self, entry: &Entry) -> usize {
        let number = self.marks;
        self.marks += 1;
        let mut term = self.terms.entry(entry.term.clone()).or_default();
        if let Some(sub) = &entry.sub {
            term = term.subs.entry(sub.clone()).or_default();
        }
        match &entry.see {
            Some(see) if !term.see.contains(see) => term.see.push(see.clone()),
            Some(_) => {}
            None => term.marks.push(number),
        }
        number
    }

    /// Writes `#index-list((…));`, sorted as the language sorts (CLDR's
    /// collation), if there are terms. Gives the marks of each, in that order.
    pub(in crate::typeset) fn write(self, lang: &str, out: &mut String) -> Vec<Vec<usize>> {
        let mut marks = Vec::new();
        if !self.terms.is_empty() {
            // One argument: Typst takes many of them one by one, in time that grows by the
            // square.
            out.push_str("#index-list((");
            write_terms(self.terms, lang, out, &mut marks);
            out.push_str("));\n");
        }
        marks
    }
}

fn write_terms(
    terms: BTreeMap<String, Term>,
    lang: &str,
    out: &mut String,
    marks: &mut Vec<Vec<usize>>,
) {
    let mut terms: Vec<(String, Term)> = terms.into_iter().collect();
    let preferences: CollatorPreferences =
        lang.parse::<Locale>().map(|locale| (&locale).into()).unwrap_or_default();
    if let Ok(collator) = Collator::try_new(preferences, CollatorOptions::default()) {
        terms.sort_by(|(one, _), (other, _)| collator.compare(one, other));
    }
    for (name, term) in terms {
        out.push_str("\nterm([");
        escape::markup(&name, out);
        out.push_str("], (");
        term.marks.iter().for_each(|mark| out.push_str(&format!("{mark}, ")));
        out.push(')');
        marks.push(term.marks);
        if !term.see.is_empty() {
            out.push_str(", see: (");
            for see in &term.see {
                out.push('[');
                escape::markup(see, out);
                out.push_str("], ");
            }
            out.push(')');
        }
        if !term.subs.is_empty() {
            out.push_str(", ");
            write_terms(term.subs, lang, out, marks);
        }
        out.push_str("),");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lang: &str, terms: &[&str]) -> String {
        let mut index = Index::default();
        for term in terms {
            index.add(&Entry { term: (*term).to_owned(), ..Entry::default() });
        }
        let mut out = String::new();
        index.write(lang, &mut out);
        out
    }

    #[test]
    fn sorts_as_the_language_does() {
        let order = |lang| {
            let text = written(lang, &["zebra", "ärlig", "apa", "Öl", "Orden"]);
            let words = text.split('[').skip(1).filter_map(|r| r.split(']').next());
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order("de"), "apa ärlig Öl Orden zebra");
        assert_eq!(order("sv"), "apa Orden zebra ärlig Öl");
    }

    #[test]
    fn one_term_many_marks() {
        let text = written("en", &["paper", "ink", "paper"]);
        assert!(text.contains("term([paper], (0, 2, ))"), "{text}");
    }
}
