//! The last touch before setting: dashes, apostrophes and spaces as printers
//! of the language set them, and words divided where the editor says.

use std::collections::BTreeMap;

use super::manuscript::{Block, BlockKind, Inline, InlineKind, Manuscript, Role, SpanKind};
use super::walk;
use crate::language::{Language, smart, spaced};

/// How words are to be spelled on the page.
#[derive(Clone, Debug)]
pub struct Orthography {
    /// The language of the text.
    pub lang: Language,
    /// Whether dashes, apostrophes and spaces are made typographic.
    pub smart: bool,
    /// Words, in small letters, with soft hyphens where they may be divided.
    pub divisions: BTreeMap<String, String>,
}

/// Spells every word of a manuscript as it is printed.
pub fn polish(manuscript: &mut Manuscript, orthography: &Orthography) {
    let own = orthography.lang.code.clone();
    blocks(&mut manuscript.blocks, &own, orthography);
    for page in &mut manuscript.pages {
        blocks(std::slice::from_mut(&mut page.block), &own, orthography);
    }
    for note in &mut manuscript.notes {
        blocks(&mut note.blocks, &own, orthography);
    }
}

fn blocks(all: &mut [Block], lang: &str, orthography: &Orthography) {
    for block in all {
        let inner = match &block.kind {
            BlockKind::Container(container) => match &container.role {
                Role::Language(language) => language.code.clone(),
                _ => lang.to_owned(),
            },
            _ => lang.to_owned(),
        };
        walk::each_run(block, &mut |run| polish_run(run, &inner, orthography, &mut None));
        if let BlockKind::Figure(picture) = &mut block.kind {
            for words in [&mut picture.caption, &mut picture.credit].into_iter().flatten() {
                *words = polished(words, &inner, orthography, None);
            }
        }
        for inside in walk::inner_mut(block) {
            blocks(inside, &inner, orthography);
        }
    }
}

/// Polishes a run; `before` is the character before it, then the last of it.
fn polish_run(
    run: &mut Vec<Inline>,
    lang: &str,
    orthography: &Orthography,
    before: &mut Option<char>,
) {
    for inline in run.iter_mut() {
        let inner = match &inline.kind {
            InlineKind::Span { kind: SpanKind::Language(language), .. } => language.code.clone(),
            _ => lang.to_owned(),
        };
        match &mut inline.kind {
            InlineKind::Text(words) => {
                *words = polished(words, lang, orthography, *before);
                *before = words.chars().last().or(*before);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => *before = Some(' '),
            InlineKind::Code(code) => *before = code.chars().last(),
            InlineKind::Note(_) => {}
            InlineKind::Citation(all) => {
                for locator in all.iter_mut().filter_map(|cited| cited.locator.as_mut()) {
                    *locator = polished(locator, lang, orthography, None);
                }
            }
            other => {
                if let Some(body) = other.body_mut() {
                    polish_run(body, &inner, orthography, before);
                }
            }
        }
    }
    if !orthography.divisions.is_empty() && lang == orthography.lang.code {
        divide(run, &orthography.divisions);
    }
}

fn polished(words: &str, lang: &str, orthography: &Orthography, before: Option<char>) -> String {
    if !orthography.smart {
        return words.to_owned();
    }
    spaced(&smart(words, before), lang, before)
}

/// Takes out of texts the words whose divisions the editor has named.
fn divide(run: &mut Vec<Inline>, divisions: &BTreeMap<String, String>) {
    let mut out = Vec::with_capacity(run.len());
    for inline in run.drain(..) {
        let InlineKind::Text(text) = &inline.kind else {
            out.push(inline);
            continue;
        };
        let mut plain = String::new();
        for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
            let Some(division) = divisions.get(&bare.to_lowercase()) else {
                plain.push_str(word);
                continue;
            };
            if !plain.is_empty() {
                let kind = InlineKind::Text(std::mem::take(&mut plain));
                out.push(Inline { kind, place: inline.place.clone() });
            }
            let kind = InlineKind::Hyphenated(cased(division, bare));
            out.push(Inline { kind, place: inline.place.clone() });
            plain.push_str(word.get(bare.len()..).unwrap_or_default());
        }
        if !plain.is_empty() {
            out.push(Inline { kind: InlineKind::Text(plain), place: inline.place });
        }
    }
    *run = out;
}

/// The letters of `word` with the soft hyphens of `division`.
fn cased(division: &str, word: &str) -> String {
    let mut letters = word.chars();
    division.chars().filter_map(|c| if c == '\u{AD}' { Some(c) } else { letters.next() }).collect()
}
