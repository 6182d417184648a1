//! Characters that no face has a glyph for.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

use super::origins::Origins;
use super::world::Desk;
use crate::diag::{Diagnostic, Findings, Place, code};
use typst::{World, WorldExt};

/// Reports every character that was set as an empty box, once each, at the
/// first place where it stands.
pub(super) fn check(
    document: &PagedDocument,
    desk: &Desk<'_>,
    origins: &Origins,
    findings: &mut Findings,
) {
    let mut missing: BTreeMap<char, (Option<Place>, usize)> = BTreeMap::new();
    for page in document.pages() {
        each_text(&page.frame, &mut |text| {
            for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                let written = text.text.get(glyph.range()).unwrap_or_default();
                for c in written.chars().filter(|c| !is_invisible(*c)) {
                    let place = || place_of(glyph, c, desk, origins);
                    missing.entry(c).or_insert_with(|| (place(), 0)).1 += 1;
                }
            }
        });
    }
    for (c, (place, times)) in missing {
        let often = if times > 1 { format!(" ({times} times)") } else { String::new() };
        let message = format!("no face has a glyph for {c} U+{:04X}{often}", u32::from(c));
        let missing = Diagnostic::error(code::NO_GLYPH, message).hint(
            "put a font that has it into `fonts/` and name its family in [type], or write something else",
        );
        findings.push(match place {
            Some(place) => missing.at(place),
            None => missing.label("it stands in the manifest"),
        });
    }
}

/// Visits every run of text on a page.
fn each_text(frame: &Frame, visit: &mut dyn FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => each_text(&group.frame, visit),
            FrameItem::Text(text) => visit(text),
            _ => {}
        }
    }
}

fn place_of(glyph: &Glyph, c: char, desk: &Desk<'_>, origins: &Origins) -> Option<Place> {
    let (span, offset) = glyph.span;
    if span.id() != Some(desk.main()) {
        return None;
    }
    let byte = desk.range(span)?.start + usize::from(offset);
    let place = origins.find(byte)?;
    // Within the words, point at the character itself.
    Some(match place.text().find(c) {
        Some(at) => {
            let start = place.range.start + at;
            Place::new(&place.source, start..start + c.len_utf8())
        }
        None => place.clone(),
    })
}

/// Characters that need no glyph: they only tell others how to behave.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}'
    ) || c.is_whitespace() && c != '\u{202F}'
}
