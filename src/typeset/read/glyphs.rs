//! Characters that no face has a glyph for.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;
use unicode_script::{Script, UnicodeScript};

use crate::diag::{Diagnostic, Findings, Place, code};
use crate::typeset::layout::fonts;
use crate::typeset::layout::world::Desk;
use crate::typeset::write::origins::Origins;

/// Reports the characters that were set as empty boxes, script by script, at the first
/// place where one stands.
pub(in crate::typeset) fn check(
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
    // One message a script: a page of it has a hundred letters.
    let mut scripts: BTreeMap<&'static str, Vec<Missing>> = BTreeMap::new();
    for (c, (place, times)) in missing {
        scripts.entry(script_of(c)).or_default().push((c, place, times));
    }
    for (script, letters) in scripts {
        findings.push(missing_of(script, &letters));
    }
}

/// A letter, the first place where it stands, and how often it does.
type Missing = (char, Option<Place>, usize);

/// The script of a letter; nothing for signs, which belong to none.
fn script_of(c: char) -> &'static str {
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => "",
        script => script.full_name(),
    }
}

/// So many letters are named.
const NAMED: usize = 8;

/// What a text lacks of a script, and where a face for it is to be had.
fn missing_of(script: &str, letters: &[Missing]) -> Diagnostic {
    let name = |(c, _, times): &Missing| {
        let often = if *times > 1 { format!(" ({times} times)") } else { String::new() };
        format!("{c} U+{:04X}{often}", u32::from(*c))
    };
    let mut named: Vec<String> = letters.iter().take(NAMED).map(name).collect();
    if letters.len() > NAMED {
        named.push(format!("and {} more", letters.len() - NAMED));
    }
    let what = match (script, letters.len()) {
        ("", _) => "a glyph for".to_owned(),
        (script, 1) => format!("the {script} letter"),
        (script, _) => format!("these letters of {script}:"),
    };
    let all: Vec<char> = letters.iter().map(|(c, ..)| *c).collect();
    let message = format!("no face has {what} {}", named.join(", "));
    let mut missing = Diagnostic::error(code::NO_GLYPH, message);
    let here = fonts::on_this_machine(&all);
    if let Some((family, path)) = &here {
        let them = if all.len() == 1 { "it" } else { "them" };
        missing = missing.hint(format!(
            "{family} on this machine has {them}: copy {} into `fonts/` and name the family behind \
             yours in [type]: `text = [\"…\", \"{family}\"]`",
            path.display()
        ));
    }
    if let Some(faces) = all.iter().find_map(|c| faces_for(*c)) {
        missing = missing.hint(format!(
            "faces for the script are {faces}; put one into `fonts/` and name its family in [type]"
        ));
    } else if here.is_none() {
        missing = missing.hint(
            "no face on this machine has it: put a font that does into `fonts/` and name its family \
             in [type], or write something else",
        );
    }
    let place = letters
        .iter()
        .filter_map(|(_, place, _)| place.as_ref())
        .min_by_key(|place| (place.source.name.clone(), place.range.start));
    match place {
        Some(place) => missing.at(place.clone()),
        None => missing.label("it stands in the manifest"),
    }
}

/// Open faces for the script of a character, by Unicode's blocks, for scripts
/// that the built-in faces lack.
pub(in crate::typeset) fn faces_for(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x0530..=0x058F => "Noto Serif Armenian",
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => "Frank Ruhl Libre or David Libre",
        0x0600..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => {
            "Amiri or Noto Naskh Arabic"
        }
        0x0900..=0x097F => "Noto Serif Devanagari",
        0x0980..=0x09FF => "Noto Serif Bengali",
        0x0A80..=0x0AFF => "Noto Serif Gujarati",
        0x0B80..=0x0BFF => "Noto Serif Tamil",
        0x0C00..=0x0C7F => "Noto Serif Telugu",
        0x0C80..=0x0CFF => "Noto Serif Kannada",
        0x0D00..=0x0D7F => "Noto Serif Malayalam",
        0x0E00..=0x0E7F => "Noto Serif Thai",
        0x10A0..=0x10FF | 0x2D00..=0x2D2F => "Noto Serif Georgian",
        0x1200..=0x139F => "Noto Serif Ethiopic",
        0x1780..=0x17FF => "Noto Serif Khmer",
        0x3040..=0x30FF => "IPAex Mincho or Noto Serif JP",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "Noto Serif KR",
        0x2E80..=0x303F | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF => {
            "Noto Serif SC, Noto Serif TC or, for Japanese, IPAex Mincho"
        }
        _ => return None,
    })
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
    let byte = desk.start_of(span)? + usize::from(offset);
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
