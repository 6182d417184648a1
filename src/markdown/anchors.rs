//! Names for headings, and links to them.

use std::collections::BTreeSet;

use super::manuscript::{BlockKind, InlineKind, Manuscript, plain};
use super::walk;
use crate::diag::{Diagnostic, Findings, code, nearest};

/// Gives every heading an id unlike all others, and turns links to headings
/// that are not there into plain words, with a warning.
pub(super) fn settle(manuscript: &mut Manuscript, findings: &mut Findings) {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    walk::each_block(manuscript, &mut |block| {
        let place = block.place.clone();
        let BlockKind::Heading { id, .. } = &mut block.kind else { return };
        if !id.is_empty() && !ids.insert(id.clone()) {
            findings.push(
                Diagnostic::warning(code::SAME_ID, format!("there are two headings `#{id}`"))
                    .at(place)
                    .label("links lead to the first"),
            );
            id.clear();
        }
    });
    walk::each_block(manuscript, &mut |block| {
        let BlockKind::Heading { id, body, .. } = &mut block.kind else { return };
        if id.is_empty() {
            *id = fresh(&slug(&plain(body)), &mut ids);
        }
    });
    walk::each_block(manuscript, &mut |block| {
        walk::each_inline(block, &mut |inline| {
            let place = inline.place.clone();
            let (written, is_page) = match &inline.kind {
                InlineKind::Link { url, .. } if url.starts_with('#') => (url.clone(), false),
                InlineKind::PageOf(id) => (id.clone(), true),
                _ => return,
            };
            let wanted = percent_decoded(written.trim_start_matches('#'));
            let known = ids.contains(&wanted);
            match &mut inline.kind {
                InlineKind::Link { url, .. } if known => *url = format!("#{wanted}"),
                InlineKind::Link { url, .. } => url.clear(),
                InlineKind::PageOf(id) if known => id.clone_from(&wanted),
                // A question mark, so that the gap shows.
                other => *other = InlineKind::Text("?".into()),
            }
            if known {
                return;
            }
            let dead =
                Diagnostic::warning(code::DEAD_ANCHOR, format!("there is no heading `#{wanted}`"))
                    .at(place)
                    .label(if is_page { "printed as ?" } else { "printed as plain words" });
            findings.push(match nearest(&wanted, ids.iter().map(String::as_str)) {
                Some(meant) => dead.hint(format!("did you mean `#{meant}`?")),
                None => dead.hint("name a heading with `{#name}` at its end"),
            });
        });
    });
}

/// The id that GitHub and pandoc would give a heading of these words, nearly.
fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn fresh(wanted: &str, ids: &mut BTreeSet<String>) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let mut id = wanted.to_owned();
    let mut number = 0;
    while !ids.insert(id.clone()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
}

/// `%C3%A9` as é; what is no good stays as it is.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        rest = match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                let (high, low) = (hex(*high).unwrap_or(0), hex(*low).unwrap_or(0));
                bytes.push(high << 4 | low);
                after
            }
            _ => {
                bytes.push(*first);
                tail
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_headings_like_github() {
        assert_eq!(slug("What is to be done? (1902)"), "what-is-to-be-done-1902");
        assert_eq!(slug("L’été"), "lété");
        let mut ids = BTreeSet::new();
        let given = [fresh("a", &mut ids), fresh("a", &mut ids), fresh("", &mut ids)];
        assert_eq!(given, ["a", "a-1", "section"]);
    }

    #[test]
    fn percents() {
        assert_eq!(percent_decoded("%C3%A9t%c3%a9"), "été");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%FF"), "%FF");
    }
}
