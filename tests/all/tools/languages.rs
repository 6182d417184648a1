//! Texts in seven languages: quotation marks, spaces, hyphens, direction, note
//! marks, folios, as printers of each set them. No word of them is lost.

use std::path::Path;

use super::words::{lost, manuscript_of, marked_words, printed, text_of};
use super::{arg, tool};
use crate::scratch::Scratch;

/// The faces that Debian has for scripts that handpress has none for.
const FACES: &[(&str, &str, &str)] = &[
    ("ar", "Amiri", "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf"),
    ("he", "David CLM", "/usr/share/fonts/truetype/culmus/DavidCLM-Medium.otf"),
    ("ja", "IPAexMincho", "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf"),
];

fn source(lang: &str) -> String {
    let path = format!("tests/texts/{lang}.md");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("a text")
}

/// Builds the text of a language and gives its printed words.
fn built(lang: &str, more: &str) -> (Scratch, String) {
    let face = FACES.iter().find(|(known, ..)| *known == lang);
    let family = face.map_or(String::new(), |(_, family, _)| format!("\"{family}\", "));
    let manifest = format!(
        "title = \"A\"\nlang = \"{lang}\"\ndate = 2026-05-01\nlinks = \"off\"\n{more}\n\
         [type]\ntext = [{family}\"Alegreya\"]\n"
    );
    let scratch = Scratch::with(&manifest, &source(lang));
    if let Some((_, _, path)) = face {
        let name = path.rsplit('/').next().expect("a name");
        let bytes = std::fs::read(path).expect("a font: see .ci/run");
        scratch.put(&format!("fonts/{name}"), bytes);
    }
    let said = scratch.build();
    assert!(said.err.is_empty(), "{lang}: {}", said.err);
    let pdf = scratch.path("out/a/a-read.pdf");
    let text = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(&pdf), "-"]);
    (scratch, text)
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn no_word_of_a_language_is_lost() {
    for lang in ["de", "fr", "el", "ru"] {
        let (scratch, _) = built(lang, "");
        let printed = printed(&scratch.path("out/a/a-read.pdf"));
        let manuscript = manuscript_of(&source(lang), lang);
        let mut text = String::new();
        text_of(&manuscript.blocks, &mut text);
        assert_eq!(lost(&marked_words(&text), &printed), None, "{lang}");
    }
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn marks_and_spaces_of_each_language() {
    // Spaces are read off the project: poppler shows every space as a plain one.
    let main = |scratch: &Scratch| {
        let bytes = scratch.read("out/a/typst/main.typ");
        String::from_utf8(bytes).expect("UTF-8").replace('\\', "")
    };
    let (scratch, de) = built("de", "");
    assert!(de.contains('„') && de.contains('“') && de.contains('‚'), "{de}");
    assert!(de.contains("1. Mai 2026") && !de.contains('"'), "{de}");
    let typst = main(&scratch);
    assert!(typst.contains("z.\u{202F}B.") && typst.contains("S.\u{A0}12"), "{typst}");
    let (scratch, fr) = built("fr", "");
    assert!(fr.contains('«') && fr.contains('»') && !fr.contains('"'), "{fr}");
    assert!(fr.contains("1er mai 2026"), "{fr}");
    let typst = main(&scratch);
    let (_, typst) = typst.split_once("#head").expect("a head");
    for high in ['!', '?'] {
        let loose = typst.match_indices(high).find(|(at, _)| {
            let before = typst[..*at].chars().next_back();
            before.is_some_and(|c| c.is_alphanumeric() || c == ' ')
        });
        assert!(loose.is_none(), "{high} without its narrow space: {typst}");
    }
    let (_, el) = built("el", "");
    assert!(el.contains('«') && el.contains("1 Μαΐου 2026"), "{el}");
    let (_, ru) = built("ru", "");
    assert!(ru.contains('«') && ru.replace('\u{A0}', " ").contains("1 мая 2026 года"), "{ru}");
    for short in [" в\n", " к\n", " с\n", " и\n", " о\n"] {
        assert!(!ru.contains(short), "{short:?} ends a line: {ru}");
    }
    let (_, ja) = built("ja", "");
    assert!(ja.contains('「') && ja.contains("2026") && ja.contains("年"), "{ja}");
}

/// Thirty notes in order, each once; marks stand on the far side of Latin
/// words and numbers (typst#3108).
#[test]
#[ignore = "needs the tools of .ci/run"]
fn right_to_left() {
    // The number of the note at `Johannes Gutenberg` in either text.
    for (lang, number) in [("ar", "9"), ("he", "10")] {
        let (scratch, _) = built(lang, "");
        let main = String::from_utf8(scratch.read("out/a/typst/main.typ")).expect("UTF-8");
        assert_eq!(main.matches("#note(").count(), 30, "{lang}");
        let params = String::from_utf8(scratch.read("out/a/typst/params.typ")).expect("UTF-8");
        assert!(params.contains("\"binding\": \"right\""), "{lang}: {params}");
        // Arabic letters hang together and are never tracked.
        assert!(params.contains(&format!("\"joined\": {}", lang == "ar")), "{lang}: {params}");
        let pdf = scratch.path("out/a/a-read.pdf");
        let words = boxes(arg(&pdf));
        // The mark behind a Latin name is drawn on its left, since the line runs
        // that way.
        let marked: Vec<&Word> = words.iter().filter(|word| word.text == "Gutenberg").collect();
        let found = marked.iter().any(|name| {
            words.iter().any(|mark| {
                let raised = mark.top < name.top + 2.0 && mark.bottom < name.bottom;
                let beside = mark.page == name.page && (mark.bottom - name.bottom).abs() < 8.0;
                let left_of_first = words.iter().any(|first| {
                    first.text == "Johannes"
                        && first.page == name.page
                        && (first.bottom - name.bottom).abs() < 1.0
                        && mark.right <= first.left + 0.5
                        && first.left - mark.right < 3.0
                });
                mark.text == number && raised && beside && left_of_first
            })
        });
        assert!(found, "{lang}: no mark on the left of Johannes Gutenberg");
    }
}

/// Numbers of citations run as the line does (typst#5775), and a head keeps its
/// year at its end (typst#8500).
#[test]
#[ignore = "needs the tools of .ci/run"]
fn citations_and_heads_from_right_to_left() {
    let text = "كما قيل [@one; @two; @three] في الكتب القديمة.\n\n## رأس 1820\n\nنص آخر هنا.\n";
    let manifest = "title = \"A\"\nlang = \"ar\"\nbibliography = \"refs.bib\"\n\
        citation-style = \"ieee\"\n[type]\ntext = [\"Amiri\", \"Alegreya\"]\n";
    let scratch = Scratch::with(manifest, text);
    let book = |key: &str| {
        format!(
            "@book{{{key}, author={{Smith, J.}}, title={{A {key}}}, year={{1901}}, publisher={{P}}}}\n"
        )
    };
    scratch.put("pamphlets/a/refs.bib", ["one", "two", "three"].map(book).concat());
    let face = FACES.iter().find(|(lang, ..)| *lang == "ar").expect("a face").2;
    scratch.put("fonts/Amiri-Regular.ttf", std::fs::read(face).expect("a font: see .ci/run"));
    let said = scratch.build();
    assert!(said.err.is_empty(), "{}", said.err);
    let words = boxes(arg(&scratch.path("out/a/a-read.pdf")));
    let first = |wanted: &str| {
        let is = |word: &&Word| word.text.trim_matches(|c| "[],".contains(c)) == wanted;
        words.iter().find(is).unwrap_or_else(|| panic!("no {wanted} in {words:?}"))
    };
    // The works are Latin: the last has its stop behind it, on its right.
    let last = words.iter().rfind(|word| word.text.starts_with("1901")).expect("a year");
    assert!(last.text.ends_with('.'), "{last:?}");
    let name = words.iter().rfind(|word| word.text.contains("Smith")).expect("an author");
    assert!(last.left > name.right, "{last:?} {name:?}");
    let (one, two, three) = (first("1"), first("2"), first("3"));
    assert!((one.bottom - three.bottom).abs() < 1.0, "{one:?} {three:?}");
    assert!(one.left > two.left && two.left > three.left, "{one:?} {two:?} {three:?}");
    let year = first("1820");
    let head = words.iter().filter(|word| (word.bottom - year.bottom).abs() < 3.0);
    let others: Vec<&Word> = head.filter(|word| word.text != "1820").collect();
    assert!(!others.is_empty() && others.iter().all(|word| word.left > year.left), "{others:?}");
}

/// A Hebrew paragraph in an English text begins on the right.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn a_paragraph_from_right_to_left_among_others() {
    let text = "Words in English before it.\n\n::: {lang=he}\nשלום לכולם.\n:::\n\nAnd after it.\n";
    let manifest = "title = \"A\"\n[type]\ntext = [\"Alegreya\", \"David CLM\"]\n";
    let scratch = Scratch::with(manifest, text);
    let face = FACES.iter().find(|(lang, ..)| *lang == "he").expect("a face").2;
    scratch.put("fonts/DavidCLM-Medium.otf", std::fs::read(face).expect("a font: see .ci/run"));
    scratch.build();
    let words = boxes(arg(&scratch.path("out/a/a-read.pdf")));
    let first = |wanted: &str| {
        // Poppler gives letters as they stand on an English page: from left to right.
        let turned: String = wanted.chars().rev().collect();
        let is = |word: &&Word| word.text.contains(wanted) || word.text.contains(&turned);
        words.iter().find(is).unwrap_or_else(|| panic!("no {wanted} in {words:?}"))
    };
    let (english, hebrew, next) = (first("Words"), first("שלום"), first("לכולם"));
    assert!(hebrew.left > next.left, "{hebrew:?} {next:?}");
    // At the right edge of a page 148 mm wide, not at the left.
    assert!(hebrew.right > 300.0 && english.left < 100.0, "{hebrew:?} {english:?}");
}

/// A word as pdftotext finds it.
#[derive(Debug)]
struct Word {
    page: usize,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

fn boxes(pdf: &str) -> Vec<Word> {
    let html = tool("pdftotext", &["-bbox", "-enc", "UTF-8", pdf, "-"]);
    let mut page = 0;
    let mut words = Vec::new();
    for line in html.lines() {
        if line.contains("<page ") {
            page += 1;
        }
        let number = |name: &str| {
            let (_, rest) = line.split_once(&format!("{name}=\""))?;
            rest.split('"').next()?.parse::<f64>().ok()
        };
        let text = line.split_once('>').and_then(|(_, rest)| rest.split('<').next());
        let edges = ["xMin", "xMax", "yMin", "yMax"].map(number);
        if let ([Some(left), Some(right), Some(top), Some(bottom)], Some(text)) = (edges, text) {
            words.push(Word { page, left, right, top, bottom, text: text.to_owned() });
        }
    }
    words
}
