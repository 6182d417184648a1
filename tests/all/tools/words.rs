//! Text survives: the words of the Markdown are the words of the PDF, in
//! order, none lost.

use std::collections::BTreeMap;
use std::path::Path;

use handpress::diag::{Findings, Source};
use handpress::language::Language;
use handpress::markdown::{
    self, Block, BlockKind, Inline, InlineKind, Manuscript, Orthography, Role,
};

use super::{arg, repository, tool};

/// Between two words of the text may stand at most so many others: the notes
/// and the head of a page.
const FAR: usize = 700;

/// Words with nothing but letters and digits, so that hyphens, dashes and
/// quotation marks cannot hide a loss.
fn words(text: &str) -> Vec<String> {
    without_narrow(text)
        .split(|c: char| c.is_whitespace() || "—–…/-‑·".contains(c))
        .map(|word| {
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Poppler does not see the narrow spaces within abbreviations and before high
/// points.
fn without_narrow(text: &str) -> String {
    text.replace('\u{202F}', "")
}

/// The words of a printed file, with words put together again that were
/// divided at the end of a line.
pub(super) fn printed(path: &Path) -> Vec<String> {
    let text = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(path), "-"]);
    words(&text)
}

/// The words of blocks, each note's where its text stands: nowhere.
pub(super) fn text_of(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { body, .. } | BlockKind::Paragraph(body) => inlines_of(body, out),
            BlockKind::Quote(inner) => text_of(inner, out),
            BlockKind::Lines(lines) => {
                let stanzas = lines.stanzas.iter().flatten().map(|line| &line.body);
                for line in [&lines.title].into_iter().chain(stanzas).chain([&lines.by]) {
                    inlines_of(line, out);
                    out.push(' ');
                }
            }
            // Floats: looked for by themselves.
            BlockKind::Container(it) if matches!(it.role, Role::Table | Role::Figures) => {}
            BlockKind::Container(it) => {
                inlines_of(&it.title, out);
                out.push(' ');
                text_of(&it.blocks, out);
                inlines_of(&it.by, out);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| text_of(&item.blocks, out)),
            BlockKind::Descriptions(all) => {
                for description in all {
                    inlines_of(&description.term, out);
                    out.push(' ');
                    description.details.iter().for_each(|blocks| text_of(blocks, out));
                }
            }
            BlockKind::Code { text, .. } => out.push_str(text),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    inlines_of(cell, out);
                    out.push(' ');
                }
            }
            // Floats: looked for by themselves.
            BlockKind::Figure(_) | BlockKind::ThematicBreak => {}
        }
        out.push(' ');
    }
}

fn inlines_of(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Emphasis(body)
            | InlineKind::Strong(body)
            | InlineKind::Strikethrough(body) => inlines_of(body, out),
            InlineKind::Link { body, .. } => {
                inlines_of(body, out);
                out.push('\u{1}');
            }
            InlineKind::Image(_) => {}
            InlineKind::Span { body, .. } => inlines_of(body, out),
            InlineKind::Hyphenated(word) => out.extend(word.chars().filter(|c| *c != '\u{AD}')),
            // Made by the bibliography and the layout.
            InlineKind::Citation(_) | InlineKind::PageOf(_) => {}
            // The mark's figure touches the word before it.
            InlineKind::Note(_) => out.push('\u{1}'),
        }
    }
}

/// Finds `wanted` within `printed`, in order; says what is lost.
pub(super) fn lost(wanted: &[String], printed: &[String]) -> Option<String> {
    let mut at = 0;
    for number in 0..wanted.len() {
        let rest = &wanted[number..];
        // The next word on the line; or, past the notes and the head of a page,
        // the place from which the words after it go on.
        let found = (0..=JUMPS).find_map(|jumps| go_on(rest, printed, at, AHEAD, jumps));
        match found.or_else(|| places(&wanted[number], printed, at).next()) {
            Some(end) => at = end,
            None => {
                let from = number.saturating_sub(8);
                let reach = printed.len().min(at + 12);
                return Some(format!(
                    "`{}` after `{}`; printed there: `{}`",
                    wanted[number],
                    wanted[from..number].join(" "),
                    printed[at.saturating_sub(8)..reach].join(" ")
                ));
            }
        }
    }
    None
}

/// So many words are looked ahead, and so many times the text may be broken off
/// among them: by the head of a page, its notes, a figure.
const AHEAD: usize = 4;
const JUMPS: usize = 2;

/// A common word stands often between two pages; so many of its places are tried.
const OCCURRENCES: usize = 24;

/// Where the first of some words ends, if those after it go on from there.
fn go_on(
    wanted: &[String],
    printed: &[String],
    at: usize,
    ahead: usize,
    jumps: usize,
) -> Option<usize> {
    let Some(word) = wanted.first() else { return Some(at) };
    let goes_on = |end: &usize, jumps: usize| {
        ahead == 0 || go_on(&wanted[1..], printed, *end, ahead - 1, jumps).is_some()
    };
    let next = matches(word, printed, at).filter(|end| goes_on(end, jumps));
    next.or_else(|| {
        let left = jumps.checked_sub(1)?;
        places(word, printed, at).take(OCCURRENCES).find(|end| goes_on(end, left))
    })
}

/// Where a word ends that is printed further on, but not far.
fn places<'p>(word: &'p str, printed: &'p [String], at: usize) -> impl Iterator<Item = usize> + 'p {
    let reach = printed.len().min(at + FAR);
    (at..reach).filter_map(move |start| matches(word, printed, start))
}

/// Whether a word is printed at `start`: whole, with a note's figure after it,
/// or divided, its rest perhaps on the next page. Gives where to go on.
fn matches(word: &str, printed: &[String], start: usize) -> Option<usize> {
    let first = printed.get(start)?;
    let marked = word.contains('\u{1}');
    let bare: String = word.chars().filter(|c| *c != '\u{1}').collect();
    let plain: String = first.chars().collect();
    if plain == bare || (marked && strip_marks(&plain, &bare) == bare) {
        return Some(start + 1);
    }
    if !plain.is_empty() && bare.len() > plain.len() && bare.starts_with(&plain) {
        let rest = &bare[plain.len()..];
        let far = printed.len().min(start + 1 + FAR);
        let is_rest =
            |piece: &String| piece == rest || (marked && strip_marks(piece, rest) == rest);
        let next = (start + 1..far).find(|next| is_rest(&printed[*next]));
        return next.map(|next| next + 1);
    }
    None
}

/// A word without the figures of its notes, or the letter of its link's note.
fn strip_marks(word: &str, bare: &str) -> String {
    let rest = word.strip_prefix(bare).unwrap_or(word);
    let is_mark = rest.len() == 1 || rest.chars().all(|c| c.is_ascii_digit());
    if is_mark { bare.to_owned() } else { word.to_owned() }
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn no_word_of_the_repository_is_lost() {
    let (scratch, slugs) = repository();
    for slug in &slugs {
        let printed = printed(&scratch.path(&format!("out/{slug}/{slug}-read.pdf")));
        let manuscript = manuscript(slug);
        let mut text = String::new();
        text_of(&manuscript.blocks, &mut text);
        let wanted = marked_words(&text);
        assert!(wanted.len() > 1000, "{slug}: {} words", wanted.len());
        assert_eq!(lost(&wanted, &printed), None, "{slug}");
        for note in &manuscript.notes {
            let mut text = String::new();
            text_of(&note.blocks, &mut text);
            assert!(
                is_printed(&text, &printed),
                "{slug}: the note `{}` is lost: {text}",
                note.name
            );
        }
        let pages = manuscript.pages.iter().map(|page| &page.block);
        for block in manuscript.blocks.iter().chain(pages) {
            let BlockKind::Container(it) = &block.kind else { continue };
            for run in [&it.title, &it.by] {
                let mut text = String::new();
                inlines_of(run, &mut text);
                assert!(is_printed(&text, &printed), "{slug}: lost: {text}");
            }
            for block in &it.blocks {
                let mut text = String::new();
                text_of(std::slice::from_ref(block), &mut text);
                assert!(is_printed(&text, &printed), "{slug}: lost: {text}");
            }
        }
    }
}

/// Whether words stand somewhere in a printed file, in their order.
fn is_printed(text: &str, printed: &[String]) -> bool {
    let wanted = marked_words(text);
    let stretch = |start: usize| {
        let end = printed.len().min(start + wanted.len() + FAR);
        lost(&wanted, &printed[start..end])
    };
    let Some(first) = wanted.first() else { return true };
    let starts = (0..printed.len()).filter(|at| matches(first, printed, *at).is_some());
    starts.into_iter().any(|start| stretch(start).is_none())
}

pub(super) fn marked_words(text: &str) -> Vec<String> {
    without_narrow(text)
        .split(|c: char| c.is_whitespace() || "—–…/-‑·".contains(c))
        .map(|word| {
            let kept = word.chars().filter(|c| c.is_alphanumeric() || *c == '\u{1}');
            kept.flat_map(char::to_lowercase).collect::<String>()
        })
        .filter(|word| word.chars().any(|c| c != '\u{1}'))
        .collect()
}

/// The manuscript of a pamphlet of this repository, read again.
fn manuscript(slug: &str) -> Manuscript {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pamphlets").join(slug);
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("a pamphlet's folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .collect();
    names.sort();
    let texts: Vec<String> =
        names.iter().map(|name| std::fs::read_to_string(name).expect("Markdown")).collect();
    manuscript_of_all(&texts, "en")
}

/// The manuscript of a text.
pub(super) fn manuscript_of(text: &str, lang: &str) -> Manuscript {
    manuscript_of_all(&[text.to_owned()], lang)
}

fn manuscript_of_all(texts: &[String], lang: &str) -> Manuscript {
    let mut manuscript = Manuscript::default();
    let mut findings = Findings::new();
    for text in texts {
        let text = text.clone();
        markdown::parse(&Source::new("text", text), 0, &mut manuscript, &mut findings);
    }
    markdown::finish(&mut manuscript, &mut findings);
    let lang = Language::parse(lang).expect("a language");
    let orthography = Orthography { lang, smart: true, divisions: BTreeMap::new() };
    markdown::polish(&mut manuscript, &orthography);
    manuscript
}

/// Addresses at the foot are lettered, and the author's notes keep their figures.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn links_as_notes_do_not_mix_with_the_authors() {
    let text = "One.[^1] [Two](https://example.org/a). Three.[^2]\n\n[^1]: N1.\n\n[^2]: N2.\n";
    let printed = |links: &str| {
        let manifest = format!("title = \"A\"\nlinks = \"{links}\"\n");
        let scratch = crate::scratch::Scratch::with(&manifest, text);
        scratch.build();
        let text = tool("pdftotext", &["-raw", arg(&scratch.path("out/a/a-read.pdf")), "-"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let notes = printed("notes");
    assert!(notes.contains("1 N1. a https://example.org/a 2 N2."), "{notes}");
    assert!(!printed("off").contains("example.org"));
    assert!(printed("list").contains("[1] https://example.org/a"));
}

/// The test itself must see a loss.
#[test]
fn a_lost_word_shows() {
    let list = |text: &str| words(text);
    let all = list("one two three four five six");
    assert_eq!(lost(&all, &all), None);
    assert!(lost(&all, &list("one two three five six")).is_some());
    assert!(lost(&all, &list("one three two four five six")).is_some());
    assert_eq!(lost(&list("hyphenated words"), &list("hyphen- ated words")), None);
    assert_eq!(lost(&["word\u{1}".to_owned()], &list("word12")), None);
    assert!(lost(&list("word"), &list("word12")).is_some());
}
