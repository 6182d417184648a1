//! The addresses that links hide, numbered for print.

use std::collections::BTreeMap;

use crate::markdown::{Inline, plain};

/// Numbers each address once, in the order of the text.
#[derive(Default, Debug)]
pub(in crate::typeset) struct Addresses {
    numbers: BTreeMap<String, usize>,
    listed: Vec<String>,
}

impl Addresses {
    /// The number of an address, unless the link's own words show it.
    pub(in crate::typeset) fn number(&mut self, url: &str, body: &[Inline]) -> Option<usize> {
        let shown = plain(body);
        if shown.is_empty() || bare(&shown) == bare(url) {
            return None;
        }
        let next = self.listed.len() + 1;
        let number = *self.numbers.entry(url.to_owned()).or_insert(next);
        if number == next {
            self.listed.push(url.to_owned());
        }
        Some(number)
    }

    /// The addresses in the order of their numbers.
    pub(in crate::typeset) fn listed(&self) -> &[String] {
        &self.listed
    }
}

/// An address as people write it: without scheme, `www.` and last slash.
fn bare(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let url = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme))
        .unwrap_or(&url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Source};
    use crate::markdown::InlineKind;

    #[test]
    fn shown_addresses_need_no_number() {
        let source = Source::new("a.md", "");
        let text = |words: &str| {
            vec![Inline { kind: InlineKind::Text(words.into()), place: Place::new(&source, 0..0) }]
        };
        let mut addresses = Addresses::default();
        assert_eq!(addresses.number("https://www.example.org/", &text("example.org")), None);
        assert_eq!(addresses.number("https://a.example/x", &text("here")), Some(1));
        assert_eq!(addresses.number("https://b.example/", &text("there")), Some(2));
        assert_eq!(addresses.number("https://a.example/x", &text("again")), Some(1));
        assert_eq!(addresses.listed(), ["https://a.example/x", "https://b.example/"]);
    }
}
