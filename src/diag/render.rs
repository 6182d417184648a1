//! The one printer of diagnostics.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::terminal::{harmless, harmless_line};
use super::{Diagnostic, Place, Severity};

/// Most characters of one excerpt line; web texts have lines of many thousand.
const EXCERPT: usize = 160;

/// A diagnostic as people read it, with an excerpt of the author's file, and
/// with colours if `coloured`. Nothing in it is obeyed by a terminal but these
/// colours.
pub fn render(diagnostic: &Diagnostic, coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = harmless_line(&diagnostic.message);
    let label = diagnostic.label.as_deref().map(harmless_line);
    let hints: Vec<_> = diagnostic.hints.iter().map(|hint| harmless_line(hint)).collect();
    let mut group = Group::with_title(level.primary_title(&*message).id(diagnostic.code));
    let excerpt = diagnostic.place.as_ref().map(Excerpt::of);
    if let Some(excerpt) = &excerpt {
        let label = label.as_deref();
        group = if excerpt.text.is_empty() {
            group.element(Origin::path(excerpt.name.as_str()))
        } else {
            let annotation = AnnotationKind::Primary.span(excerpt.start..excerpt.end).label(label);
            let snippet = Snippet::source(excerpt.text.as_str())
                .line_start(excerpt.line)
                .annotation(annotation);
            if excerpt.is_cut {
                group.element(Origin::path(excerpt.name.as_str())).element(snippet)
            } else {
                group.element(snippet.path(excerpt.name.as_str()))
            }
        };
    } else if let Some(label) = &label {
        group = group.element(Level::NOTE.message(&**label));
    }
    for hint in &hints {
        group = group.element(Level::HELP.message(&**hint));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.render(&[group]).to_string();
    // Between a place of ours and an excerpt, `:::` would announce another file.
    let lines =
        text.lines().filter(|line| !line.trim().trim_end_matches("\u{1b}[0m").ends_with(":::"));
    lines.collect::<Vec<_>>().join("\n")
}

/// One line of a file, cut short around the place.
struct Excerpt {
    name: String,
    /// Whether the line was cut; then its column is in the name.
    is_cut: bool,
    line: usize,
    text: String,
    start: usize,
    end: usize,
}

impl Excerpt {
    fn of(place: &Place) -> Self {
        let all = &place.source.text;
        let (line, column) = place.source.line_column(place.range.start);
        let start = all.get(..place.range.start).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
        let whole = all.get(start..).unwrap_or_default();
        let whole = whole.split(['\n', '\r']).next().unwrap_or_default();
        let within = place.range.start - start;
        let until = (place.range.end - start).clamp(within, whole.len().max(within));
        let (text, start, end) = if whole.len() <= EXCERPT {
            (whole.to_owned(), within, until)
        } else {
            cut(whole, within, until)
        };
        // The excerpt is cut, so the column is said in the name as well.
        let cut = text != whole;
        let name = harmless_line(&place.source.name);
        let name = if cut { format!("{name}:{line}:{column}") } else { name.into_owned() };
        // Characters that are shown as others may be longer or shorter.
        let shown = |until: usize| harmless(text.get(..until).unwrap_or(&text)).len();
        Self {
            name,
            is_cut: cut,
            line,
            start: shown(start),
            end: shown(end),
            text: harmless(&text).into_owned(),
        }
    }
}

/// The part of a long line around `start..end`, with … where it was cut.
fn cut(line: &str, start: usize, end: usize) -> (String, usize, usize) {
    let from = floor(line, start.saturating_sub(EXCERPT / 2));
    let to = floor(line, (from + EXCERPT).min(line.len()));
    let mut text = String::new();
    if from > 0 {
        text.push('…');
    }
    let shift = text.len();
    text.push_str(line.get(from..to).unwrap_or_default());
    if to < line.len() {
        text.push('…');
    }
    (text, start - from + shift, end.min(to) - from + shift)
}

fn floor(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Source;

    #[test]
    fn shows_the_authors_line() {
        let source = Source::new("pamphlets/a/text.md", "one\ntwo three four\nfive\n");
        let shown = render(
            &Diagnostic::error("E0999", "there is no `three`")
                .at(Place::new(&source, 8..13))
                .label("expected `3`")
                .hint("count again"),
            false,
        );
        let expected = "\
error[E0999]: there is no `three`
 --> pamphlets/a/text.md:2:5
  |
2 | two three four
  |     ^^^^^ expected `3`
  |
  = help: count again";
        assert_eq!(shown, expected);
    }

    #[test]
    fn an_excerpt_obeys_nobody() {
        let source = Source::new("a\u{1b}c.md", "one \u{1b}]0;x\u{7} two\u{202e} three\n");
        let at = source.text.find("three").unwrap_or_default();
        let diagnostic = Diagnostic::error("E1", "a \u{9b}1m\nerror[E2]: title")
            .at(Place::new(&source, at..at + 5))
            .label("\u{1b}[1A")
            .hint("\u{2067}");
        let expected = "\
error[E1]: a \u{FFFD}1m error[E2]: title
 --> a␛c.md:1:17
  |
1 | one ␛]0;x␇ two\u{FFFD} three
  |                 ^^^^^ ␛[1A
  |
  = help: \u{FFFD}";
        assert_eq!(render(&diagnostic, false), expected);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = "é".repeat(500) + "HERE" + &"x".repeat(500);
        let source = Source::new("a.md", text);
        let at = source.text.find("HERE").unwrap_or_default();
        let shown =
            render(&Diagnostic::error("E1", "m").at(Place::new(&source, at..at + 4)), false);
        assert!(shown.contains("HERE") && shown.contains("^^^^") && shown.contains("a.md:1:501"));
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }
}
