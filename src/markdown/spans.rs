//! `[words]{.class}`, `[@key]` and `<sup>`: what comrak leaves as text, put
//! together again from the inlines of one run.

use super::attributes::Attributes;
use super::manuscript::{Cited, Entry, Inline, InlineKind, SpanKind, plain};
use super::refused::raw_html;
use crate::diag::{Diagnostic, Findings, Place, code, nearest};
use crate::language::Language;

/// An inline, or something that may turn out to be a part of one.
pub(super) enum Piece {
    /// Finished.
    Inline(Inline),
    /// Text that the author escaped: never a bracket.
    Escaped(Inline),
    /// `<sup>` or `<sub>`.
    Open(SpanKind, Place),
    /// `</sup>` or `</sub>`.
    Close(SpanKind, Place),
}

/// Where a span may have begun: its place among what is put out so far.
enum Opening {
    Bracket(usize),
    Tag(SpanKind, usize, Place),
}

/// Puts spans together.
pub(super) fn resolve(pieces: Vec<Piece>, findings: &mut Findings) -> Vec<Inline> {
    let mut run = Run { out: Vec::new(), open: Vec::new(), findings };
    for piece in pieces {
        match piece {
            Piece::Inline(Inline { kind: InlineKind::Text(text), place }) => {
                run.text(&text, &place)
            }
            Piece::Inline(inline) | Piece::Escaped(inline) => run.out.push(inline),
            Piece::Open(kind, place) => {
                run.open.push(Opening::Tag(kind, run.out.len(), place));
            }
            Piece::Close(kind, place) => run.close_tag(&kind, place),
        }
    }
    for opening in run.open {
        if let Opening::Tag(_, _, place) = opening {
            run.findings.push(raw_html(place));
        }
    }
    joined(run.out)
}

struct Run<'f> {
    out: Vec<Inline>,
    open: Vec<Opening>,
    findings: &'f mut Findings,
}

impl Run<'_> {
    fn text(&mut self, text: &str, place: &Place) {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(['[', ']'])) {
            let at = from + at;
            self.words(text, from..at, place);
            let is_opening = text.get(at..).is_some_and(|rest| rest.starts_with('['));
            from = at + 1;
            if is_opening {
                self.open.push(Opening::Bracket(self.out.len()));
                self.words(text, at..from, place);
                continue;
            }
            let start = match self.open.last() {
                Some(Opening::Bracket(start)) => *start,
                _ => {
                    self.words(text, at..from, place);
                    continue;
                }
            };
            self.open.pop();
            let attributes = text.get(from..).and_then(Attributes::read);
            if let Some((attributes, length)) = attributes {
                from += length;
                self.span(start, attributes, part(place, text, 0..from));
            } else if let Some(cited) = self.cited(start) {
                let whole = self.whole(start, part(place, text, 0..from));
                self.out.truncate(start);
                self.out.push(Inline { kind: InlineKind::Citation(cited), place: whole });
            } else {
                self.words(text, at..from, place);
            }
        }
        self.words(text, from..text.len(), place);
    }

    fn words(&mut self, text: &str, range: std::ops::Range<usize>, place: &Place) {
        let words = text.get(range.clone()).unwrap_or_default();
        if !words.is_empty() {
            let place = part(place, text, range);
            self.out.push(Inline { kind: InlineKind::Text(words.to_owned()), place });
        }
    }

    /// From the opening bracket to the end of `last`.
    fn whole(&self, start: usize, last: Place) -> Place {
        let first = self.out.get(start).map(|inline| &inline.place);
        match first.filter(|first| first.range.start <= last.range.start) {
            Some(first) => Place::new(&last.source, first.range.start..last.range.end),
            None => last,
        }
    }

    fn span(&mut self, start: usize, mut attributes: Attributes, last: Place) {
        let place = self.whole(start, last);
        let mut body = self.out.split_off(start.min(self.out.len()));
        // The opening bracket.
        body.remove(0);
        let mut body = joined(body);
        let mut kinds = Vec::new();
        if let Some(tag) = attributes.take("lang") {
            match Language::parse(&tag) {
                Ok(language) => kinds.push(SpanKind::Language(language)),
                Err(why) => self
                    .findings
                    .push(Diagnostic::warning(code::UNKNOWN_CLASS, why).at(place.clone())),
            }
        }
        for (names, kind) in [
            (&["sc", "smallcaps"][..], SpanKind::SmallCaps),
            (&["sup"][..], SpanKind::Superscript),
            (&["sub"][..], SpanKind::Subscript),
        ] {
            if names.iter().any(|name| attributes.take_class(name)) {
                kinds.push(kind);
            }
        }
        if attributes.take_class("index") {
            let term = attributes.take("term").unwrap_or_else(|| plain(&body));
            let (sub, see) = (attributes.take("sub"), attributes.take("see"));
            kinds.push(SpanKind::Index(Entry { term, sub, see }));
        }
        warn_of_rest(&attributes, SPAN_CLASSES, &place, self.findings);
        for kind in kinds {
            body = vec![Inline { kind: InlineKind::Span { kind, body }, place: place.clone() }];
        }
        self.out.extend(body);
    }

    fn close_tag(&mut self, kind: &SpanKind, place: Place) {
        let opened = |opening: &Opening| matches!(opening, Opening::Tag(k, _, _) if k == kind);
        let Some(at) = self.open.iter().rposition(opened) else {
            self.findings.push(raw_html(place));
            return;
        };
        let opening = self.open.split_off(at).into_iter().next();
        let Some(Opening::Tag(kind, start, first)) = opening else { return };
        let body = joined(self.out.split_off(start.min(self.out.len())));
        let place = Place::new(&first.source, first.range.start..place.range.end);
        self.out.push(Inline { kind: InlineKind::Span { kind, body }, place });
    }

    /// The works in `[@key, p. 3; @other]`, if that is what the bracket holds.
    fn cited(&self, start: usize) -> Option<Vec<Cited>> {
        let body = self.out.get(start + 1..)?;
        if !matches!(&body.first()?.kind, InlineKind::Text(text) if text.starts_with('@')) {
            return None;
        }
        let all: Option<Vec<Cited>> = plain(body).split(';').map(cited).collect();
        all
    }
}

fn cited(written: &str) -> Option<Cited> {
    let written = written.trim().strip_prefix('@')?;
    let (key, locator) = written.split_once(',').unwrap_or((written, ""));
    let good = |c: char| c.is_alphanumeric() || "-_:./+".contains(c);
    let key = key.trim();
    (!key.is_empty() && key.chars().all(good)).then(|| Cited {
        key: key.to_owned(),
        locator: Some(locator.trim().to_owned()).filter(|locator| !locator.is_empty()),
    })
}

/// The classes that a span may have.
pub(super) const SPAN_CLASSES: &[&str] = &["sc", "smallcaps", "sup", "sub", "index"];

/// Warns of what nobody took.
pub(super) fn warn_of_rest(
    attributes: &Attributes,
    known: &[&str],
    place: &Place,
    findings: &mut Findings,
) {
    let classes = attributes.classes.iter().map(|name| (format!(".{name}"), name));
    let keys = attributes.pairs.iter().map(|(name, _)| (format!("{name}="), name));
    for (shown, name) in classes.chain(keys) {
        let message = format!("`{shown}` means nothing here");
        let warning = Diagnostic::warning(code::UNKNOWN_CLASS, message)
            .at(place.clone())
            .label("its words are printed as they are");
        findings.push(match nearest(name, known.iter().copied()) {
            Some(meant) => warning.hint(format!("did you mean `{meant}`?")),
            None if known.is_empty() => warning,
            None => warning.hint(format!("there are {}", known.join(", "))),
        });
    }
}

/// The place of a part of a text; the whole where the text is not what stands
/// in the source, letter by letter.
fn part(place: &Place, text: &str, range: std::ops::Range<usize>) -> Place {
    if place.text() != text {
        return place.clone();
    }
    let start = place.range.start;
    Place::new(&place.source, start + range.start..start + range.end)
}

/// Puts neighbouring texts together.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        if let (Some(last), InlineKind::Text(text)) = (out.last_mut(), &inline.kind)
            && let InlineKind::Text(words) = &mut last.kind
        {
            words.push_str(text);
            let end = inline.place.range.end.max(last.place.range.end);
            last.place = Place::new(&last.place.source, last.place.range.start..end);
            continue;
        }
        out.push(inline);
    }
    out
}
