//! The title: what the manifest says, or what the text says first.

use crate::diag::{Diagnostic, Findings, code};
use crate::manifest::Pamphlet;
use crate::markdown::{BlockKind, Manuscript, plain};

/// The title of a pamphlet. A heading of the first level that opens the text
/// and is the title is not printed a second time.
pub(super) fn settle(
    pamphlet: &Pamphlet,
    manuscript: &mut Manuscript,
    findings: &mut Findings,
) -> String {
    let opening = manuscript.blocks.first().and_then(|block| match &block.kind {
        BlockKind::Heading { level: 1, body, .. } => Some(plain(body)),
        _ => None,
    });
    let is_only_one = !manuscript
        .blocks
        .iter()
        .skip(1)
        .any(|block| matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    let title = match (&pamphlet.about.title, &opening) {
        (Some(title), _) => title.clone(),
        (None, Some(words)) if is_only_one => words.clone(),
        _ => {
            let words = pamphlet.slug.replace(['-', '_'], " ");
            let message = format!("`{}` has no title; printed as “{words}”", pamphlet.slug);
            findings.push(
                Diagnostic::warning(code::NO_TITLE, message)
                    .hint("write `title = \"…\"` into the manifest"),
            );
            words
        }
    };
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    if opening.is_some_and(|words| same(&words, &title)) {
        manuscript.blocks.remove(0);
    }
    title
}
