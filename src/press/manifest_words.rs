//! Words of titles, names and back covers that came out wrong: where the manifest has them.

use std::sync::Arc;

use crate::diag::{Diagnostic, Findings, Place, Source, code};

/// So many words are looked for at once.
const MOST_WORDS: usize = 4;
/// A shorter word alone may stand anywhere.
const SHORT: usize = 4;

/// The findings, those of words that no text has with the place at which the manifest has them.
pub(super) fn placed(findings: Findings, manifest: &Arc<Source>) -> Findings {
    let mut placed = Findings::new();
    placed.extend(findings.into_iter().map(|finding| {
        let is_of_words = [code::LOST_WORDS, code::OVERPRINTED].contains(&finding.code);
        let place = if is_of_words && finding.place.is_none() {
            words_of(&finding).and_then(|words| place_of(words, manifest))
        } else {
            None
        };
        match place {
            Some(place) => finding.at(place).hint("this is in the manifest: make it shorter"),
            None => finding,
        }
    }));
    placed
}

/// What a message quotes.
fn words_of(finding: &Diagnostic) -> Option<&str> {
    let (_, words) = finding.message.split_once('“')?;
    Some(words.rsplit_once('”')?.0)
}

/// Where the first of some words stand, in whatever letters.
fn place_of(words: &str, manifest: &Arc<Source>) -> Option<Place> {
    // As long as it was, so that places remain.
    let text = manifest.text.to_ascii_lowercase();
    let words = words.to_ascii_lowercase();
    let words: Vec<&str> = words.split([' ', '\u{A0}']).filter(|word| !word.is_empty()).collect();
    (1..=words.len().min(MOST_WORDS)).rev().find_map(|count| {
        let said = words.get(..count)?.join(" ");
        let at = text.find(&said).filter(|_| said.chars().count() >= SHORT)?;
        Some(Place::new(manifest, at..at + said.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_whatever_letters() {
        let manifest = Source::new("pamphlet.toml", "title = \"On the Duty of Those\"\n");
        let error = |words: &str| {
            let message = format!("words of page 1 (“{words}”) lie outside of their page");
            let mut findings = Findings::new();
            findings.push(Diagnostic::error(code::LOST_WORDS, message));
            let placed = placed(findings, &manifest).into_iter().next()?;
            placed.place.map(|place| place.text().to_owned())
        };
        assert_eq!(error("DUTY OF\u{A0}THOSE").as_deref(), Some("Duty of Those"));
        assert_eq!(error("the duty we know").as_deref(), Some("the Duty"));
        assert_eq!(error("7"), None);
        assert_eq!(error("other words"), None);
    }
}
