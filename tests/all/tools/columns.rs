//! Columns of an opening end level, measured on finished PDFs by PyMuPDF.

use std::collections::BTreeMap;

use super::arg;
use super::grid::{long_text, runs};
use crate::scratch::Scratch;

/// How wide the default page is.
const WIDTH: f64 = 396.4;

/// For each page, the lowest baseline of each of its columns, of which there are two.
fn feet(pdf: &str) -> BTreeMap<usize, BTreeMap<usize, f64>> {
    let mut feet: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for run in runs(pdf) {
        let column = usize::from(run.x > WIDTH / 2.0);
        let foot = feet.entry(run.page).or_default().entry(column).or_default();
        *foot = foot.max(run.y);
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
