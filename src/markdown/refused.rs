//! What is not printed, wherever it stands.

use crate::diag::{Diagnostic, Place, code};

pub(super) fn too_deep(place: Place, deepest: usize) -> Diagnostic {
    Diagnostic::error(code::TOO_DEEP, format!("this nests more than {deepest} levels deep"))
        .at(place)
        .hint("a page has no room for so many indents; take some levels out")
}

pub(super) fn raw_html(place: Place) -> Diagnostic {
    Diagnostic::warning(code::RAW_HTML, "raw HTML is not printed; only its words are")
        .at(place)
        .hint("say it in Markdown, or take it out")
}
