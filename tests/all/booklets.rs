//! Booklets from end to end: Markdown in, sheets out, folded and read again.

use handpress::geometry::{Length, Paper, Size};
use handpress::impose::{self, Blanks, Job, Lay, Marks, Scheme, Sizes};
use handpress::pdf::{self, Imprint};
use handpress::raster::{self, Bitmap};
use handpress::sheet::{Binding, Flip, Placement, Plan, Slot};

use crate::scratch::Scratch;
use crate::unfold::{self, Eyes, LIMIT, Promise};

/// Sees with hayro, in process.
pub const HAYRO: Eyes = Eyes { render: hayro, dpi: 150.0, reduce: 3 };

/// Renders with hayro, in process.
pub fn hayro(bytes: &[u8], dpi: f64) -> Vec<Bitmap> {
    raster::render(bytes, dpi).expect("a PDF")
}

pub fn page() -> Size {
    Size::new(Length::mm(139.7), Length::mm(210.0))
}

/// What `build` promises of pages with the default margins.
pub fn promise(paper: Paper, flip: Flip, binding: Binding) -> Promise {
    let (inner, outer, top, bottom) = (0.115, 0.130, 0.095, 0.105);
    Promise {
        paper,
        flip,
        binding,
        page: page(),
        inner: inner / (inner + outer),
        top: top / (top + bottom),
    }
}

/// A pamphlet of everything: heads, notes, a list, a table, a picture.
pub fn everything() -> Scratch {
    let mut text = String::new();
    for section in 1..=6 {
        text.push_str(&format!("## Section {section}\n\n"));
        for paragraph in 1..=5 {
            text.push_str(&format!(
                "Paragraph {paragraph} of section {section} says that sheets are folded in \
                 their middle, nested, stapled twice through the fold, and read from the \
                 first page to the last.[^{section}{paragraph}] It goes on for as long as a \
                 paragraph of an essay does, so that its lines fill the measure and the \
                 pages fill up, and no two of them look the same.\n\n\
                 [^{section}{paragraph}]: Note {paragraph} to section {section}.\n\n"
            ));
        }
        text.push_str("- one thing\n- another thing\n\n| a | b |\n|---|--:|\n| left | 12 |\n\n");
    }
    text.push_str("![A gradient](figure.png \"What the figure shows.\")\n");
    let scratch = Scratch::with(
        "title = \"Of Sheets and Folds\"\nauthors = [\"A. Binder\"]\nlang = \"en\"\n\
         publisher = \"The Press\"\n[print]\nflip = [\"short-edge\", \"long-edge\"]\n",
        &text,
    );
    scratch.put("pamphlets/a/figure.png", crate::pictures::png(300, 200));
    scratch
}

#[test]
fn what_is_built_folds_into_what_is_read() {
    let scratch = everything();
    scratch.build();
    check_all(&scratch, "a", Binding::Left, HAYRO);
}

#[test]
fn right_bound_booklets_fold_the_other_way() {
    let scratch = Scratch::with(
        "title = \"A\"\n[print]\nbinding = \"right\"\nflip = [\"long-edge\", \"short-edge\"]\n",
        &"Words that are read from the other side.\n\n".repeat(40),
    );
    scratch.build();
    check_all(&scratch, "a", Binding::Right, HAYRO);
}

/// Compares every booklet in `out` with its pages.
pub fn check_all(scratch: &Scratch, slug: &str, binding: Binding, eyes: Eyes) {
    let read = scratch.read(&format!("out/{slug}/{slug}-read.pdf"));
    for paper in [Paper::A4, Paper::Letter] {
        for flip in Flip::ALL {
            let name = format!("out/{slug}/{slug}-booklet-{}-{}.pdf", paper.name(), flip.name());
            let booklet = scratch.read(&name);
            let found = unfold::differences(&read, &booklet, promise(paper, flip, binding), eyes);
            assert!(found.iter().all(|far| *far < LIMIT), "{name}: {found:.2?}");
        }
    }
}

/// Every kind of mistake shows, on a full page and on the sparse title page.
#[test]
fn every_mistake_shows() {
    let scratch = everything();
    scratch.build();
    mistakes(&scratch.read("out/a/a-read.pdf"), HAYRO);
}

/// A way of spoiling one page of a plan.
type Spoil = fn(&mut Plan, usize);

pub fn mistakes(read: &[u8], eyes: Eyes) {
    let pages = pdf::open(read, None).expect("the pages").count();
    let promise = promise(Paper::A4, Flip::ShortEdge, Binding::Left);
    let sizes = vec![promise.page; pages];
    let job = Job {
        scheme: &Scheme::Saddle { copies: 1 },
        pages: &sizes,
        paper: promise.paper.landscape(),
        flip: promise.flip,
        edge: promise.binding.into(),
        blanks: Blanks::Last,
        lay: Lay::Untrimmed { inner: promise.inner, top: promise.top },
        creep: Length::ZERO,
        creep_from_centre: false,
        marks: Marks::USUAL,
        sizes: Sizes::Alike,
    };
    let right = impose::plan(&job).expect("a plan").plan;
    let far = |plan: &Plan| {
        let opened = pdf::open(read, None).expect("the pages");
        let booklet = pdf::impose(opened, plan, &Imprint::default()).expect("sheets");
        unfold::differences(read, &booklet, promise, eyes)
    };
    let found = far(&right);
    assert!(found.iter().all(|far| *far < LIMIT), "a right one: {found:.2?}");
    let kinds: [(&str, Spoil); 5] = [
        ("swapped with another", |plan, page| {
            let other = if page == 1 { 3 } else { 1 };
            each_slot(plan, &mut |slot| {
                slot.page = match slot.page {
                    Some(this) if this == page => Some(other),
                    Some(this) if this == other => Some(page),
                    same => same,
                }
            });
        }),
        ("on a turned side", |plan, page| {
            let paper = plan.paper;
            for sheet in &mut plan.sheets {
                for side in [&mut sheet.front, &mut sheet.back] {
                    if side.slots.iter().any(|slot| slot.page == Some(page)) {
                        *side = side.clone().half_turned(paper);
                    }
                }
            }
        }),
        ("at 97 %", |plan, page| {
            spoil(plan, page, |p| {
                let less = p.page.size.width.scale(0.015);
                let lower = p.page.size.height.scale(0.015);
                p.page.size.width = p.page.size.width - less * 2;
                p.page.size.height = p.page.size.height - lower * 2;
                p.page.origin.x += less;
                p.page.origin.y += lower;
            });
        }),
        ("2 mm to the right", |plan, page| {
            spoil(plan, page, |p| p.page.origin.x += Length::MM * 2);
        }),
        ("2 mm lower", |plan, page| {
            spoil(plan, page, |p| p.page.origin.y += Length::MM * 2);
        }),
    ];
    // The cover is the sparsest page; 7 is full.
    for page in [1, 7] {
        for (kind, spoil) in kinds {
            let mut wrong = right.clone();
            spoil(&mut wrong, page);
            let found = far(&wrong);
            assert!(found[page - 1] > LIMIT, "page {page} {kind}: {:.2}", found[page - 1]);
        }
    }
}

fn each_slot(plan: &mut Plan, visit: &mut dyn FnMut(&mut Slot)) {
    for sheet in &mut plan.sheets {
        sheet.front.slots.iter_mut().chain(&mut sheet.back.slots).for_each(&mut *visit);
    }
}

fn spoil(plan: &mut Plan, page: usize, how: fn(&mut Placement)) {
    each_slot(plan, &mut |slot| {
        if slot.page == Some(page) {
            how(&mut slot.placement);
        }
    });
}
