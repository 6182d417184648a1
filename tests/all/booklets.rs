//! Booklets from end to end: Markdown in, sheets out, folded and read again.

use handpress::geometry::{Length, Paper, Size};
use handpress::impose::{self, Job, Lay, Scheme};
use handpress::pdf::{self, Imprint};
use handpress::raster::{self, Bitmap, Drawing};
use handpress::sheet::{Binding, Flip, Placement, Plan, Slot};

use crate::scratch::Scratch;
use crate::unfold::{self, Eyes, LIMIT, Promise};

/// Sees with hayro, in process.
pub const HAYRO: Eyes = Eyes { render: hayro, dpi: 150.0, reduce: 3 };

/// Renders with hayro, in process.
pub fn hayro(bytes: &[u8], dpi: f64) -> Vec<Bitmap> {
    raster::render(bytes, dpi).expect("a PDF")
}

/// Sees as the proof of a build does at first.
const QUICK: Eyes = Eyes { render: quick, dpi: 150.0, reduce: 3 };

fn quick(bytes: &[u8], dpi: f64) -> Vec<Bitmap> {
    let drawing = Drawing::open(bytes.to_vec(), None).expect("a PDF");
    drawing.each_quickly(dpi, |page| page).expect("pages")
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
    let read = scratch.read("out/a/a-read.pdf");
    mistakes(&read, HAYRO);
    mistakes(&read, QUICK);
}

/// What is drawn quickly looks as the renderer draws it, in every template and with words
/// that are cut off, light on dark, or beside what the quick way does not know.
#[test]
fn both_ways_to_draw_agree() {
    let mut quickly = 0;
    for template in ["classic", "chapbook", "agitator"] {
        let scratch = everything();
        let manifest = format!("title = \"Of Sheets\"\ntemplate = \"{template}\"\n");
        scratch.put("pamphlets/a/pamphlet.toml", manifest);
        scratch.build();
        for name in ["a-read.pdf", "a-booklet-a4-short-edge.pdf"] {
            let bytes = scratch.read(&format!("out/a/{name}"));
            // Most of it is cut off, and lies on a ground.
            let prelude = "0.2 g 60 200 220 150 re f 100 190 170 120 re W n ";
            // No line is narrower than a pixel.
            let hairline = "0.2 w 60 400 m 340 400 l S ";
            for before in ["", prelude, hairline] {
                quickly += agree(&preceded(&bytes, before));
            }
        }
    }
    assert!(quickly > 40, "only {quickly} pages were drawn quickly");
}

/// A file with something drawn before each of its pages.
fn preceded(bytes: &[u8], by: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    for page in pages.into_iter().filter(|_| !by.is_empty()) {
        let content = document.get_page_content(page);
        let content = [by.as_bytes(), content.as_slice()].concat();
        document.change_page_content(page, content).expect("another content");
    }
    let mut out = Vec::new();
    document.save_to(&mut out).expect("a file");
    out
}

/// How many pages were drawn quickly; all of them as the renderer draws them.
fn agree(bytes: &[u8]) -> usize {
    let dpi = 54.0;
    let pairs = hayro(bytes, dpi).into_iter().zip(quick(bytes, dpi));
    let mut quickly = 0;
    for (number, (slow, quick)) in pairs.enumerate() {
        quickly += usize::from(slow != quick);
        let sum = |picture: &Bitmap, x: usize, y: usize| {
            let pixels = [(0, 0), (1, 0), (0, 1), (1, 1)];
            let dark = pixels.map(|(dx, dy)| f64::from(picture.dark(x + dx, y + dy)));
            dark.into_iter().sum::<f64>()
        };
        let blocks = (0..slow.height())
            .step_by(2)
            .flat_map(|y| (0..slow.width()).step_by(2).map(move |x| (x, y)));
        let far: f64 = blocks.map(|(x, y)| (sum(&slow, x, y) - sum(&quick, x, y)).abs()).sum();
        let ink = slow.ink().max(100) as f64;
        let more = (quick.ink() as f64 - slow.ink() as f64) / ink;
        assert!(far / ink < 0.12, "page {}: {far:.0} of {ink:.0} lie elsewhere", number + 1);
        // Strokes of a letter that overlap are a trace darker.
        assert!(more.abs() < 0.03, "page {}: {:.2} % more ink", number + 1, more * 100.0);
    }
    quickly
}

/// A way of spoiling one page of a plan.
type Spoil = fn(&mut Plan, usize);

pub fn mistakes(read: &[u8], eyes: Eyes) {
    let pages = pdf::open(read, None).expect("the pages").count();
    let promise = promise(Paper::A4, Flip::ShortEdge, Binding::Left);
    let sizes = vec![promise.page; pages];
    let job = Job {
        flip: promise.flip,
        edge: promise.binding.into(),
        lay: Lay::Untrimmed { inner: promise.inner, top: promise.top },
        ..Job::new(&Scheme::Saddle { copies: 1 }, &sizes, promise.paper.landscape())
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
