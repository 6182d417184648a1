//! Words of drawings: those that are not printed are told.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Findings, Place, code};
use crate::ink::Artwork;
use crate::typeset::Fonts;

/// Tells of words of a drawing that are not printed.
pub(super) fn tell(
    path: &str,
    art: &Artwork,
    fonts: &Fonts,
    place: &Place,
    findings: &mut Findings,
) {
    for words in &art.unsaid {
        let message = format!("`{path}` has words that are not printed: “{words}”");
        findings.push(
                Diagnostic::warning(code::LOST_IN_PICTURE, message)
                    .at(place.clone())
                    .label("in a `foreignObject`, which only browsers show")
                    .hint("write labels as text, not as HTML: in mermaid with `htmlLabels: false`, in draw.io without “formatted text”"),
            );
    }
    let lost: BTreeSet<char> = art.words.chars().filter(|c| !fonts.can_draw(*c)).collect();
    if !lost.is_empty() {
        let named: Vec<String> =
            lost.iter().take(8).map(|c| format!("{c} U+{:04X}", u32::from(*c))).collect();
        let message = format!("no face has these letters of `{path}`: {}", named.join(", "));
        findings.push(
            Diagnostic::error(code::NO_GLYPH, message)
                .at(place.clone())
                .hint("put a face that has them into `fonts/`, or draw them as paths"),
        );
    }
}
