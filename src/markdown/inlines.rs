//! comrak's inline nodes to our inlines.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::attributes::Attributes;
use super::fences::{COLON, INDENT};
use super::manuscript::{Extent, Inline, InlineKind, Picture, SpanKind, plain};
use super::notes::Notes;
use super::raised::{Mark, marked};
use super::reader::Reader;
use super::refused::{raw_html, too_deep};
use super::spans::{Piece, resolve, warn_of_rest};
use super::{DEEPEST_INLINE, html};
use crate::diag::{Diagnostic, Findings, Place, code};

impl Reader<'_> {
    /// The inlines below a node.
    pub(super) fn inlines(
        &self,
        parent: Node<'_>,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Vec<Inline> {
        let mut pieces = Vec::new();
        for node in parent.children() {
            let place = self.lines.place(node.data().sourcepos);
            if depth > DEEPEST_INLINE {
                findings.push(too_deep(place, DEEPEST_INLINE));
                break;
            }
            self.piece(node, place, depth, notes, findings, &mut pieces);
        }
        resolve(pieces, findings)
    }

    fn piece(
        &self,
        node: Node<'_>,
        place: Place,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
        pieces: &mut Vec<Piece>,
    ) {
        let data = node.data();
        let kind = match &data.value {
            NodeValue::Text(text) => InlineKind::Text(self.words(text, &place, findings)),
            NodeValue::SoftBreak => InlineKind::SoftBreak,
            NodeValue::LineBreak => InlineKind::HardBreak,
            NodeValue::Code(code) => InlineKind::Code(code.literal.clone()),
            NodeValue::Emph => InlineKind::Emphasis(self.inlines(node, depth + 1, notes, findings)),
            NodeValue::Strong => InlineKind::Strong(self.inlines(node, depth + 1, notes, findings)),
            NodeValue::Strikethrough => {
                InlineKind::Strikethrough(self.inlines(node, depth + 1, notes, findings))
            }
            NodeValue::Superscript | NodeValue::Subscript | NodeValue::Highlight => {
                let mark = match &data.value {
                    NodeValue::Superscript => Mark::Above,
                    NodeValue::Subscript => Mark::Below,
                    _ => Mark::Highlight,
                };
                let body = self.inlines(node, depth + 1, notes, findings);
                pieces.extend(marked(mark, body, &place).into_iter().map(Piece::Inline));
                return;
            }
            NodeValue::Link(link) => {
                let url = link.url.trim().to_owned();
                let body = self.inlines(node, depth + 1, notes, findings);
                let attributes = Attributes::of(data.attrs.as_deref());
                warn_of_rest(&attributes, &[], &place, findings);
                if let Some(id) = url.strip_prefix('#').filter(|_| body.is_empty()) {
                    let kind = InlineKind::PageOf(id.to_owned());
                    pieces.push(Piece::Inline(Inline { kind, place }));
                    return;
                }
                if url.is_empty() {
                    findings.push(
                        Diagnostic::warning(code::EMPTY_LINK, "this link has no address")
                            .at(place)
                            .label("printed as plain words"),
                    );
                    pieces.extend(body.into_iter().map(Piece::Inline));
                    return;
                }
                InlineKind::Link { url, body }
            }
            NodeValue::Image(link) => {
                let words = self.inlines(node, depth + 1, notes, findings);
                // What tells what a picture shows is not printed, nor are notes in it.
                for inline in &words {
                    if let InlineKind::Note(note) = inline.kind {
                        notes.forget(note);
                    }
                }
                let alt = plain(&words);
                let attributes = Attributes::of(data.attrs.as_deref());
                InlineKind::Image(picture(
                    alt,
                    &link.title,
                    &link.url,
                    attributes,
                    &place,
                    findings,
                ))
            }
            NodeValue::Escaped => {
                let body = self.inlines(node, depth + 1, notes, findings);
                pieces.extend(body.into_iter().map(Piece::Escaped));
                return;
            }
            NodeValue::FootnoteReference(reference) => match notes.refer(&reference.name) {
                Some(note) => InlineKind::Note(note),
                None => return,
            },
            NodeValue::HtmlInline(tag) => {
                let span = match html::name(tag).as_str() {
                    "sup" => Some(SpanKind::Superscript),
                    "sub" => Some(SpanKind::Subscript),
                    _ => None,
                };
                if html::is_line_break(tag) {
                    InlineKind::HardBreak
                } else if let Some(kind) = span {
                    pieces.push(if tag.starts_with("</") {
                        Piece::Close(kind, place)
                    } else {
                        Piece::Open(kind, place)
                    });
                    return;
                } else {
                    if !html::is_comment(tag) {
                        findings.push(raw_html(place.clone()));
                    }
                    let words = html::text(tag);
                    if words.is_empty() {
                        return;
                    }
                    InlineKind::Text(words)
                }
            }
            // No other inline is switched on; its words are kept all the same.
            _ => {
                let body = self.inlines(node, depth + 1, notes, findings);
                pieces.extend(body.into_iter().map(Piece::Inline));
                return;
            }
        };
        pieces.push(Piece::Inline(Inline { kind, place }));
    }

    /// The words of a text node, without what no page can show.
    fn words(&self, text: &str, place: &Place, findings: &mut Findings) -> String {
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\t' => {
                    words.push(' ')
                }
                '\u{FEFF}' => {}
                INDENT if !place.text().contains(INDENT) => {}
                COLON if !place.text().contains(COLON) => words.push(':'),
                c if c.is_control() => findings.push(
                    Diagnostic::warning(
                        code::CONTROL_CHARACTER,
                        format!("the control character U+{:04X} was left out", u32::from(c)),
                    )
                    .at(place.clone()),
                ),
                c => words.push(c),
            }
        }
        warn_of_missing_note(&words, place, findings);
        words
    }
}

/// A picture with what its attributes say.
fn picture(
    alt: String,
    title: &str,
    url: &str,
    mut attributes: Attributes,
    place: &Place,
    findings: &mut Findings,
) -> Picture {
    let extent = [("wide", Extent::Wide), ("page", Extent::Page), ("bleed", Extent::Bleed)];
    let extent = extent.into_iter().find(|(name, _)| attributes.take_class(name));
    let percent = |width: String| {
        let number = width.strip_suffix('%')?.trim().parse::<u8>().ok();
        number.filter(|number| (1..=100).contains(number))
    };
    let mut wrong_width = None;
    let width = attributes.take("width").and_then(|width| {
        let read = percent(width.clone());
        wrong_width = read.is_none().then_some(width);
        read
    });
    if let Some(width) = wrong_width {
        let message = format!("a picture cannot be `{width}` wide");
        findings.push(
            Diagnostic::warning(code::UNKNOWN_CLASS, message)
                .at(place.clone())
                .hint("write a part of the line's width: `width=60%`"),
        );
    }
    let credit = attributes.take("credit");
    warn_of_rest(&attributes, PICTURE_CLASSES, place, findings);
    let caption = Some(title.trim().to_owned()).filter(|caption| !caption.is_empty());
    Picture {
        url: url.trim().to_owned(),
        alt,
        caption,
        credit,
        extent: extent.map(|(_, extent)| extent).unwrap_or_default(),
        width,
        place: place.clone(),
    }
}

/// What a picture may have.
const PICTURE_CLASSES: &[&str] = &["wide", "page", "bleed", "width", "credit"];

/// `[^name]` stays in the text when there is no such note.
fn warn_of_missing_note(words: &str, place: &Place, findings: &mut Findings) {
    let mut rest = words;
    while let Some((_, after)) = rest.split_once("[^") {
        rest = after;
        let Some((name, _)) = after.split_once(']') else { return };
        if name.is_empty() || name.len() > 100 || name.contains(char::is_whitespace) {
            continue;
        }
        let written = format!("[^{name}]");
        let at = place.text().find(&written).map_or_else(
            || place.clone(),
            |at| {
                let start = place.range.start + at;
                Place::new(&place.source, start..start + written.len())
            },
        );
        findings.push(
            Diagnostic::warning(code::MISSING_NOTE, format!("there is no note `{name}`"))
                .at(at)
                .label("printed as it stands here")
                .hint(format!("write it on a line of its own: `[^{name}]: …`")),
        );
    }
}
