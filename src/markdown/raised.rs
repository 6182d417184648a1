//! `m^2^`, `H~2~O` and `==words==`, as pandoc and others have them: what only looks like one
//! of these stays what it was.

use super::manuscript::{Inline, InlineKind, SpanKind, plain};
use crate::diag::Place;

/// What the words between two such marks are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `^2^`
    Above,
    /// `~2~`
    Below,
    /// `==words==`
    Highlight,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Above => "^",
            Self::Below => "~",
            Self::Highlight => "==",
        }
    }
}

/// The inlines that words between two marks become.
pub(super) fn marked(mark: Mark, body: Vec<Inline>, place: &Place) -> Vec<Inline> {
    let words = plain(&body);
    let is_one = words.contains(char::is_alphanumeric) && !words.contains(char::is_whitespace);
    // `2 ^ 3 ^ 4` and `about ~5 and ~6` are signs.
    let kind = match mark {
        Mark::Above if is_one => InlineKind::Span { kind: SpanKind::Superscript, body },
        Mark::Below if is_one && follows_word(place) => {
            InlineKind::Span { kind: SpanKind::Subscript, body }
        }
        // GitHub strikes out what stands between single tildes.
        Mark::Below if stands_alone(place) && !words.contains('~') => {
            InlineKind::Strikethrough(body)
        }
        Mark::Highlight if stands_alone(place) && words.contains(char::is_alphanumeric) => {
            InlineKind::Span { kind: SpanKind::Highlight, body }
        }
        _ => {
            let sign = |place: &Place| Inline {
                kind: InlineKind::Text(mark.sign().into()),
                place: place.clone(),
            };
            let mut all = vec![sign(place)];
            all.extend(body);
            all.push(sign(place));
            return all;
        }
    };
    vec![Inline { kind, place: place.clone() }]
}

/// Whether no word goes on before or behind it: `(a==b) and (c==d)` marks nothing.
fn stands_alone(place: &Place) -> bool {
    let before = place.source.text.get(..place.range.start).unwrap_or_default();
    let after = place.source.text.get(place.range.end..).unwrap_or_default();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !is_word(before.chars().next_back()) && !is_word(after.chars().next())
}

/// Whether a word, a number or a bracket stands right before it: `H~2~O`, `)~n~`.
fn follows_word(place: &Place) -> bool {
    let before = place.source.text.get(..place.range.start).unwrap_or_default();
    before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '*'))
}
