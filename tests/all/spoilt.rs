//! Finished PDFs of every scheme, right ones and spoilt ones: `check` has to tell
//! them apart. The pages are written here; the sheets are those that handpress
//! writes, after a plan that something is wrong with.

use std::fmt::Write as _;

use handpress::geometry::{Length, Paper, Size};
use handpress::impose::{self, Blanks, Job, Lay, Leaflet, Scheme, SectionSize};
use handpress::pdf::{self, Imprint};
use handpress::preflight::{self, Division, Page, Proof, Report};
use handpress::raster::{self, Bitmap};
use handpress::sheet::{Axis, Edge, Flip, Plan};

use crate::proof::{Dice, KINDS, Spoilt, spoil};

const DPI: f64 = 72.0;
/// A page, in points.
const PAGE: (f64, f64) = (170.0, 238.0);

/// Words of chance, ragged at the right: left, bottom, width and height.
fn page(dice: &mut Dice) -> Vec<[usize; 4]> {
    let lines = 4 + dice.roll(14);
    let mut words = Vec::new();
    for line in 0..lines {
        let y = 218 - line * 11;
        let mut x = 12 + dice.roll(6);
        let end = if line + 1 == lines { 85 } else { 156 - dice.roll(12) };
        while x < end {
            let word = (4 + dice.roll(18)).min(end - x);
            words.push([x, y, word, 4]);
            x += word + 3;
        }
    }
    words
}

/// A PDF of such pages, one of them perhaps as in a mirror.
fn written(pages: &[Vec<[usize; 4]>], mirrored: Option<usize>) -> Vec<u8> {
    let (width, height) = PAGE;
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 3 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /MediaBox [0 0 {width} {height}] /Kids [{kids}] >>",
            pages.len()
        ),
    ];
    for (at, words) in pages.iter().enumerate() {
        let is_mirrored = mirrored == Some(at + 1);
        let mut content =
            if is_mirrored { format!("-1 0 0 1 {width} 0 cm\n") } else { String::new() };
        for [x, y, w, h] in words {
            let _ = writeln!(content, "{x} {y} {w} {h} re f");
        }
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 4 + 2 * at));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// Every scheme, and a paper on which its cells hold a page.
fn schemes() -> Vec<(Scheme, Paper)> {
    let folded = |creases: &[Axis], nested| Scheme::Folded {
        creases: creases.to_vec(),
        nested,
        together: nested > 2,
    };
    let (level, upright) = (Axis::Level, Axis::Upright);
    vec![
        (Scheme::Saddle { copies: 1 }, Paper::A5),
        (Scheme::Saddle { copies: 2 }, Paper::A4),
        (Scheme::Saddle { copies: 4 }, Paper::A3),
        (Scheme::CutStackFold { stacks: 2 }, Paper::A4),
        (Scheme::CutStackFold { stacks: 4 }, Paper::A3),
        (Scheme::Sections(SectionSize::Pages(8)), Paper::A5),
        (Scheme::Sections(SectionSize::Between(8, 16)), Paper::A5),
        (Scheme::Perfect, Paper::A5),
        (Scheme::CutAndStack { columns: 2, rows: 2 }, Paper::A4),
        (Scheme::Repeat { columns: 2, rows: 1 }, Paper::A5),
        (folded(&[level, upright], 1), Paper::A4),
        (folded(&[upright, level, upright], 2), Paper::A3),
        (folded(&[level, upright], 3), Paper::A4),
        (folded(&[upright, upright], 1), Paper::A3),
        (Scheme::Zine, Paper::A3),
        (Scheme::Leaflet(Leaflet::Half), Paper::A5),
        (Scheme::Leaflet(Leaflet::Letter), Paper::A4),
        (Scheme::Leaflet(Leaflet::Z), Paper::A4),
        (Scheme::Leaflet(Leaflet::Gate), Paper::A3),
        (Scheme::Leaflet(Leaflet::Roll(4)), Paper::A3),
        (Scheme::Leaflet(Leaflet::Accordion(5)), Paper::A3),
    ]
}

struct Work {
    plan: Plan,
    pages: Vec<Vec<[usize; 4]>>,
}

impl Work {
    fn of(dice: &mut Dice) -> Self {
        let all = schemes();
        let (scheme, paper) = &all[dice.roll(all.len())];
        let most = match scheme {
            Scheme::Zine | Scheme::Leaflet(Leaflet::Gate | Leaflet::Roll(_)) => 8,
            Scheme::Leaflet(Leaflet::Accordion(_)) => 10,
            Scheme::Leaflet(Leaflet::Half) => 4,
            Scheme::Leaflet(_) => 6,
            _ => 16,
        };
        let count = 3 + dice.roll(most - 2);
        let pages: Vec<Vec<[usize; 4]>> = (0..count).map(|_| page(dice)).collect();
        let size = Size::new(Length::pt(PAGE.0), Length::pt(PAGE.1));
        let sizes = vec![size; count];
        let edge = dice.pick(&[Edge::Left, Edge::Right, Edge::Top]);
        let is_trimmed = dice.roll(3) == 0;
        let job = Job {
            flip: dice.pick(&Flip::ALL),
            edge,
            blanks: dice.pick(&[Blanks::Last, Blanks::InsideBackCover]),
            lay: if is_trimmed {
                Lay::Trimmed { bleed: Length::MM * 2 }
            } else {
                Lay::Untrimmed { inner: 0.4, top: 0.3 }
            },
            creep: Length::mm(0.1) * i64::try_from(dice.roll(2)).expect("0 or 1"),
            creep_from_centre: dice.roll(2) == 0,
            ..Job::new(scheme, &sizes, scheme.paper(paper.portrait(), size, edge))
        };
        // Some folds cannot be bound at the top.
        let plan = impose::plan(&job).or_else(|_| {
            let paper = scheme.paper(paper.portrait(), size, Edge::Left);
            impose::plan(&Job { edge: Edge::Left, paper, ..job })
        });
        Self { plan: plan.expect("a plan").plan, pages }
    }

    /// Writes the sheets, folds them and reads them.
    fn proved(&self, mirrored: Option<usize>) -> Report {
        let drawn = |bytes: Vec<u8>| {
            let drawing = raster::Drawing::open(bytes, None).expect("a PDF");
            drawing.without_marks().render(DPI).expect("pictures")
        };
        let printed = pdf::open(&written(&self.pages, mirrored), None).expect("pages");
        let sheets = pdf::impose(printed, &self.plan, &Imprint::default()).expect("sheets");
        let sides: Vec<Bitmap> = drawn(sheets);
        let pages = drawn(written(&self.pages, None));
        let pages: Vec<Page> = pages.iter().map(|page| Page::of(page, DPI)).collect();
        let sides = Division::new(&self.plan.hands, self.plan.sheets.len(), self.plan.flip, DPI)
            .sides(&sides);
        preflight::prove(&Proof {
            drawn: 1.0,
            sides: &sides,
            pages: &pages,
            dpi: DPI,
            hands: &self.plan.hands,
            flip: self.plan.flip,
        })
    }
}

const FEW: usize = 100;
const MANY: usize = 2_000;

#[test]
fn right_files_raise_no_alarm() {
    no_alarm(FEW);
}

#[test]
#[ignore = "takes a minute; .ci/run does it"]
fn two_thousand_right_files_raise_no_alarm() {
    no_alarm(MANY);
}

#[test]
fn spoilt_files_are_caught() {
    all_caught(FEW);
}

#[test]
#[ignore = "takes a minute; .ci/run does it"]
fn two_thousand_spoilt_files_are_caught() {
    all_caught(MANY);
}

fn no_alarm(runs: usize) {
    let mut dice = Dice(0x5EED_0004);
    let mut alarms = Vec::new();
    for number in 0..runs {
        let work = Work::of(&mut dice);
        let report = work.proved(None);
        if !report.is_right() {
            alarms.push(format!("{number}: {:?}\n{:?}", report.faults, work.plan.hands));
        }
    }
    assert!(alarms.is_empty(), "{} of {runs}\n{}", alarms.len(), alarms.join("\n"));
}

fn all_caught(runs: usize) {
    let mut dice = Dice(0x5EED_0005);
    let mut missed = Vec::new();
    for number in 0..runs {
        let mut work = Work::of(&mut dice);
        let kind = dice.roll(KINDS);
        let report = match spoil(&mut work.plan, kind, &mut dice) {
            Spoilt::Unseen => continue,
            Spoilt::Plan => work.proved(None),
            Spoilt::Mirrored(page) => work.proved(Some(page)),
        };
        if report.is_right() {
            missed.push(format!("{number}: mutation {kind}\n{:?}", work.plan.hands));
        }
    }
    assert!(missed.is_empty(), "{} of {runs}\n{}", missed.len(), missed.join("\n"));
}
