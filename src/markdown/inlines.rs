//! comrak's inline nodes to our inlines.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::blocks::{Reader, raw_html, too_deep};
use super::manuscript::{Inline, InlineKind, Picture, plain};
use super::notes::Notes;
use super::{DEEPEST_INLINE, html, smart};
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
        let mut inlines = Vec::new();
        for node in parent.children() {
            let place = self.lines.place(node.data().sourcepos);
            if depth > DEEPEST_INLINE {
                findings.push(too_deep(place, DEEPEST_INLINE));
                break;
            }
            self.inline(node, place, depth, notes, findings, &mut inlines);
        }
        inlines
    }

    fn inline(
        &self,
        node: Node<'_>,
        place: Place,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
        inlines: &mut Vec<Inline>,
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
            NodeValue::Link(link) => {
                let url = link.url.trim().to_owned();
                let body = self.inlines(node, depth + 1, notes, findings);
                if url.is_empty() {
                    findings.push(
                        Diagnostic::warning(code::EMPTY_LINK, "this link has no address")
                            .at(place)
                            .label("printed as plain words"),
                    );
                    inlines.extend(body);
                    return;
                }
                InlineKind::Link { url, body }
            }
            NodeValue::Image(link) => {
                let alt = plain(&self.inlines(node, depth + 1, notes, findings));
                let caption = Some(link.title.trim().to_owned()).filter(|c| !c.is_empty());
                let url = link.url.trim().to_owned();
                InlineKind::Image(Picture { url, alt, caption, place: place.clone() })
            }
            NodeValue::FootnoteReference(reference) => match notes.refer(&reference.name) {
                Some(note) => InlineKind::Note(note),
                None => return,
            },
            NodeValue::HtmlInline(tag) => {
                if html::is_line_break(tag) {
                    InlineKind::HardBreak
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
                inlines.extend(self.inlines(node, depth + 1, notes, findings));
                return;
            }
        };
        inlines.push(Inline { kind, place });
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
        if self.smart { smart::smart(&words) } else { words }
    }
}

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
