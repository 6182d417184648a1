//! Columns of an opening end level, measured on finished PDFs by PyMuPDF.

use std::collections::BTreeMap;

use super::grid::long_text;
use super::{arg, tool};
use crate::scratch::Scratch;

/// Page, left end and baseline of every run of type.
const RUNS: &str = "
import sys, pymupdf
for number, page in enumerate(pymupdf.open(sys.argv[1]), 1):
    for block in page.get_text('rawdict')['blocks']:
        for line in block.get('lines', []):
            for span in line['spans']:
                if any(c['c'].strip() for c in span['chars']):
                    print(number, round(span['origin'][0], 3), round(span['origin'][1], 3))
";

/// The type area of the default page: its top and its foot; and how wide the page is.
const TOP: f64 = 56.55;
const FOOT: f64 = 532.8;
const WIDTH: f64 = 396.4;

/// For each page, the lowest baseline of each of its columns, of which there are two.
fn feet(pdf: &str) -> BTreeMap<usize, BTreeMap<usize, f64>> {
    let python = std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut feet: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for line in tool(&python, &["-c", RUNS, pdf]).lines() {
        let numbers: Vec<f64> = line.split(' ').map(|it| it.parse().expect("a number")).collect();
        let (page, x, y) = (numbers[0] as usize, numbers[1], numbers[2]);
        if !(TOP..FOOT + 1.0).contains(&y) {
            continue;
        }
        let column = usize::from(x > WIDTH / 2.0);
        let foot = feet.entry(page).or_default().entry(column).or_default();
        *foot = foot.max(y);
    }
    feet
}

/// Prose with a head, a note or a list now and then.
fn text() -> String {
    let mut text = String::new();
    for (number, block) in long_text().split("\n\n").enumerate() {
        match number % 11 {
            4 => text.push_str(&format!("## A head, the {number}th\n\n{block}")),
            7 => text.push_str(&format!("{block}[^{number}]\n\n[^{number}]: A note that takes more than one line of its column, all told.")),
            9 => text.push_str(&format!("{block}\n\n- One thing.\n- Another thing, which is longer than its line.\n- A third.")),
            _ => text.push_str(block),
        }
        text.push_str("\n\n");
    }
    text
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn columns_of_an_opening_end_level() {
    let manifest = "title = \"Long\"\nlinks = \"off\"\n[page]\ncolumns = 2\n[type]\nsize = \"9pt\"\nleading = \"11.5pt\"\n";
    let scratch = Scratch::with(manifest, &text());
    scratch.build();
    let feet = feet(arg(&scratch.path("out/a/a-read.pdf")));
    let full: Vec<usize> = feet.iter().filter(|(_, it)| it.len() == 2).map(|(n, _)| *n).collect();
    let (first, last) = (full[0], full[full.len() - 1]);
    let mut openings = 0;
    for left in (first..last).filter(|page| page.is_multiple_of(2) && page + 1 < last) {
        let both: Vec<f64> =
            [left, left + 1].iter().flat_map(|it| feet[it].values()).copied().collect();
        let (high, low) = (
            both.iter().copied().fold(f64::MAX, f64::min),
            both.iter().copied().fold(0.0, f64::max),
        );
        assert!(low - high < 1.5, "pages {left} and {}: {both:?}", left + 1);
        openings += 1;
    }
    assert!(openings > 4, "of {last} pages only {openings} openings");
}
