//! What Typst says, said at the author's own line.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span};
use typst::{World, WorldExt};

use crate::diag::{Diagnostic, Place, code};
use crate::typeset::layout::world::Desk;
use crate::typeset::write::origins::Origins;

/// A message of Typst's as ours.
pub(in crate::typeset) fn fault(
    from: &SourceDiagnostic,
    desk: &Desk<'_>,
    origins: &Origins,
) -> Diagnostic {
    let diagnostic = match from.severity {
        Severity::Error if is_about_a_picture(&from.message) => {
            let message = format!("this picture cannot be printed: {}", from.message);
            Diagnostic::error(code::BAD_PICTURE, message)
                .hint("open it in a picture editor and save it again")
        }
        Severity::Error => Diagnostic::error(code::TYPST, format!("Typst: {}", from.message)),
        Severity::Warning => {
            Diagnostic::warning(code::TYPST_WARNING, format!("Typst: {}", from.message))
        }
    };
    // The message's own place, or the call that led there.
    let own = place(from.span, desk, origins);
    let traced = || from.trace.iter().find_map(|point| place_of(point.span, desk, origins));
    let found = own.or_else(traced);
    let in_template = template_place(from.span, desk);
    let diagnostic = diagnostic.at_maybe(found);
    let diagnostic = match in_template {
        Some(at) => diagnostic.hint(format!("it arose in {at}")),
        None => diagnostic,
    };
    from.hints.iter().fold(diagnostic, |diagnostic, hint| diagnostic.hint(hint.v.as_str()))
}

/// Typst decodes pictures while it lays pages out, so it is the one that finds
/// those cut short.
fn is_about_a_picture(message: &str) -> bool {
    ["failed to decode image", "failed to parse SVG", "failed to load image"]
        .iter()
        .any(|start| message.starts_with(start))
}

/// The place that a span of `main.typ` comes from.
pub(in crate::typeset) fn place_of(
    span: Span,
    desk: &Desk<'_>,
    origins: &Origins,
) -> Option<Place> {
    place(span.into(), desk, origins)
}

fn place(span: DiagSpan, desk: &Desk<'_>, origins: &Origins) -> Option<Place> {
    let id = span.id()?;
    if id != desk.main() {
        return origins.find_file(id.vpath().get_with_slash()).cloned();
    }
    origins.find(desk.range(span)?.start).cloned()
}

/// The file and line of a template, for its author.
fn template_place(span: DiagSpan, desk: &Desk<'_>) -> Option<String> {
    let id = span.id().filter(|id| *id != desk.main())?;
    let range = desk.range(span)?;
    let source = desk.source(id).ok()?;
    let line = source.lines().byte_to_line(range.start)? + 1;
    Some(format!("`{}`, line {line}", id.vpath().get_without_slash()))
}
