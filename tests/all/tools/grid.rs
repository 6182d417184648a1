//! The grid and the feet of facing pages, measured on finished PDFs by PyMuPDF,
//! which knows where every baseline is.

use std::collections::BTreeMap;

use super::{arg, repository, tool};
use crate::scratch::Scratch;

const LINES: &str = "
import sys, pymupdf
for number, page in enumerate(pymupdf.open(sys.argv[1]), 1):
    for block in page.get_text('rawdict')['blocks']:
        for line in block.get('lines', []):
            for span in line['spans']:
                if any(c['c'].strip() for c in span['chars']):
                    print(number, *(round(it, 3) for it in (*span['origin'], span['size'])))
";

/// The default page: its type area's top and foot, its leading and size.
const TOP: f64 = 56.55;
const FOOT: f64 = 532.8;
const LEAD: f64 = 13.5;
const SIZE: f64 = 10.8;

/// A run of type on a page: where it begins, and its size.
pub(super) struct Run {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// Every run of type in the type area of the default page.
pub(super) fn runs(pdf: &str) -> Vec<Run> {
    let python = std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into());
    let out = tool(&python, &["-c", LINES, pdf]);
    let run = |line: &str| {
        let mut words = line.split(' ');
        let page = words.next()?.parse().ok()?;
        let mut number = || words.next()?.parse::<f64>().ok();
        Some(Run { page, x: number()?, y: number()?, size: number()? })
    };
    out.lines().filter_map(run).filter(|run| (TOP..FOOT + 1.0).contains(&run.y)).collect()
}

/// Pages that `check` says are cut by what follows them.
fn excused(scratch: &Scratch, slug: &str) -> Vec<usize> {
    let said = scratch.run(&["check", slug, "--json"]);
    let marks = said.out.lines().filter(|line| line.contains("\"T122\""));
    marks
        .filter_map(|line| line.split("\"page\":").nth(1)?.split(',').next()?.parse().ok())
        .collect()
}

fn check(scratch: &Scratch, slug: &str, least_full: usize) {
    let all = runs(arg(&scratch.path(&format!("out/{slug}/{slug}-read.pdf"))));
    let all: Vec<_> = all.iter().map(|run| (run.page, run.y, run.size)).collect();
    let body: Vec<_> = all.iter().filter(|(_, _, size)| (size - SIZE).abs() < 0.05).collect();
    // The text begins where pages are full of it: behind cover, title, contents.
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    body.iter().for_each(|(page, ..)| *count.entry(*page).or_default() += 1);
    let first = *count.iter().find(|(page, count)| **page > 3 && **count > 12).expect("text").0;
    // The last of a multiple of four is the back cover.
    let cover = all.iter().map(|(page, ..)| page.next_multiple_of(4)).max().expect("pages");
    let last = *count.iter().rfind(|(page, n)| **n > 2 && **page < cover).expect("text").0;
    let offset = |y: f64| (y - TOP).rem_euclid(LEAD);
    let text = body.iter().filter(|(page, ..)| (first..=last).contains(page));
    let offsets: Vec<f64> = text.map(|(_, y, _)| offset(*y)).collect();
    let common = {
        let mut sorted = offsets.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    };
    let on = offsets.iter().filter(|o| (**o - common).abs() < 0.1).count();
    assert!(on * 100 > offsets.len() * 95, "{slug}: {on} of {} lines on the grid", offsets.len());
    let lowest = |page: usize| {
        all.iter().filter(|(p, ..)| *p == page).map(|(_, y, _)| *y).fold(0.0, f64::max)
    };
    let excused = excused(scratch, slug);
    let mut full = 0;
    for left in (2..last).step_by(2).filter(|left| *left >= first && left + 1 < last) {
        if excused.contains(&left) || excused.contains(&(left + 1)) {
            continue;
        }
        full += 1;
        let (one, other) = (lowest(left), lowest(left + 1));
        assert!((one - other).abs() < 0.1, "{slug}: pages {left} and {}: {one} {other}", left + 1);
    }
    assert!(full >= least_full, "{slug}: only {full} openings of full pages");
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn lines_stand_on_the_grid_and_pages_end_level() {
    let (scratch, _) = repository();
    check(&scratch, "a-short-history-of-the-pamphlet", 3);
}

/// All of the repository's prose, and once more: some 8,400 words.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn a_long_text_stands_on_the_grid() {
    let scratch = Scratch::with("title = \"Long\"\nlinks = \"off\"\n", &long_text());
    scratch.build();
    check(&scratch, "a", 5);
}

/// The same in two columns, side by side.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn columns_stand_on_one_grid() {
    let manifest = "title = \"Long\"\nlinks = \"off\"\n[page]\ncolumns = 2\n\
        [type]\nalign = \"justify\"\n";
    let scratch = Scratch::with(manifest, &long_text());
    scratch.build();
    check(&scratch, "a", 5);
    let bbox = tool(
        "pdftotext",
        &["-bbox", "-f", "6", "-l", "6", arg(&scratch.path("out/a/a-read.pdf")), "-"],
    );
    let starts = |from: f64| {
        let at = format!("xMin=\"{from:.0}.");
        bbox.lines().filter(|line| line.contains(&at)).count()
    };
    // Page 6: margins of 51.5 and 45.5 pt, and 16.2 pt between the columns.
    assert!(starts(51.0) > 20 && starts(209.0) > 20, "{bbox}");
}

pub(super) fn long_text() -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pamphlets");
    let folder = root.join("a-short-history-of-the-pamphlet");
    let mut prose = String::new();
    for name in ["01-the-word-and-the-sheet.md", "02-the-secret-press.md", "03-the-folded-sheet.md"]
    {
        let text = std::fs::read_to_string(folder.join(name)).expect("Markdown");
        for block in text.split("\n\n") {
            if block.starts_with(char::is_uppercase) && !block.contains("[^") && block.len() > 200 {
                prose.push_str(block);
                prose.push_str("\n\n");
            }
        }
    }
    let words = prose.split_whitespace().count();
    prose.repeat(8_400 / words + 1)
}
