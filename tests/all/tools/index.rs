//! The index says the pages on which its terms stand.

use std::collections::BTreeMap;

use super::{arg, tool};
use crate::scratch::Scratch;

/// Terms of four kinds: on one page, on two, on three in a row, in a note.
const TERMS: [&str; 6] = ["Quoin", "Frisket", "Tympan", "Bodkin", "Galley", "Forme"];

/// Paragraphs of many lengths, so that pages are chosen; in every third a term.
fn text() -> String {
    let mut text = String::from("# Tools\n\n");
    for number in 0..60 {
        let words = ["the", "press", "was", "cold", "and", "nobody", "had", "oiled", "it"];
        let prose: Vec<&str> = words.iter().copied().cycle().take(30 + number * 37 % 90).collect();
        let term = TERMS[(number / 9) % TERMS.len()];
        let mark = match number % 3 {
            0 => format!(" [{term}]{{.index}}"),
            1 if number % 4 == 0 => format!("[^{number}]\n\n[^{number}]: See [{term}]{{.index}}."),
            _ => String::new(),
        };
        text.push_str(&format!("When {}{mark}\n\n", prose.join(" ")));
    }
    text
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn the_index_says_the_pages_of_its_terms() {
    for front in ["", "front-folios = \"roman\"\ncontents = true"] {
        let manifest = format!("title = \"Tools\"\n{front}\n");
        let scratch = Scratch::with(&manifest, &text());
        scratch.build();
        let printed = tool("pdftotext", &["-layout", arg(&scratch.path("out/a/a-read.pdf")), "-"]);
        let (before, index) = printed.rsplit_once("Index\n").expect("an index");
        let pages: Vec<&str> = before.split('\u{c}').collect();
        // A folio is the last number of its page, or the first.
        let folio = |page: &str| {
            let mut numbers = page.split_whitespace().filter_map(|it| it.parse::<usize>().ok());
            numbers.next_back()
        };
        let offset =
            (0..pages.len()).find_map(|at| Some(at + 1 - folio(pages[at])?)).expect("a folio");
        let mut stands: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, page) in pages.iter().enumerate() {
            for term in TERMS.into_iter().filter(|term| page.contains(term)) {
                stands.entry(term).or_default().push(at + 1 - offset);
            }
        }
        for (term, stood) in stands {
            let said = index.split(term).nth(1).expect(term);
            let said = said.trim_start_matches([',', '\u{a0}', ' ']);
            let end = said.find(|c: char| c.is_alphabetic()).unwrap_or(said.len());
            assert_eq!(numbers(&said[..end]), stood, "{term} in {index}");
        }
    }
}

/// `4, 7–9` as 4, 7, 8, 9.
fn numbers(said: &str) -> Vec<usize> {
    let mut all = Vec::new();
    for part in said.split([',', ' ', '\n']).filter(|part| !part.is_empty()) {
        let ends: Vec<usize> = part.split('–').filter_map(|it| it.parse().ok()).collect();
        if let (Some(from), Some(to)) = (ends.first(), ends.last()) {
            all.extend(*from..=*to);
        }
    }
    all
}
