//! The law of imposition: planned sheets, printed, folded and nested by a
//! model that shares no code with the planner, read 1, 2, 3 ….

use handpress::fold::{self, Seen};
use handpress::geometry::{Length, Paper, Rect, Size, Turn};
use handpress::impose::{self, Blanks, Job, Lay, Scale};
use handpress::sheet::{Binding, Flip, Plan};

const PAGE: (f64, f64) = (139.7, 210.0);

fn plan(pages: usize, paper: Paper, flip: Flip, binding: Binding, blanks: Blanks) -> Plan {
    let sizes = vec![Size::new(Length::mm(PAGE.0), Length::mm(PAGE.1)); pages];
    let job = Job {
        pages: &sizes,
        paper: paper.landscape(),
        flip,
        binding,
        blanks,
        lay: Lay::Untrimmed { inner: 0.4, top: 0.3 },
    };
    impose::saddle_stitch(&job).expect("a plan").plan
}

/// What a reader of a booklet of so many pages should see, page by page.
fn promised(pages: usize, blanks: Blanks) -> Vec<Option<usize>> {
    let whole = pages.div_ceil(4) * 4;
    (1..=whole)
        .map(|at| match blanks {
            Blanks::InsideBackCover if pages > 1 && at == whole => Some(pages),
            Blanks::InsideBackCover if pages > 1 => (at < pages).then_some(at),
            _ => (at <= pages).then_some(at),
        })
        .collect()
}

#[test]
fn every_page_count_to_400_reads_in_order() {
    for pages in 1..=400 {
        for flip in Flip::ALL {
            for binding in [Binding::Left, Binding::Right] {
                for blanks in [Blanks::Last, Blanks::InsideBackCover] {
                    let plan = plan(pages, Paper::A4, flip, binding, blanks);
                    let seen = fold::read(&plan, binding);
                    let order: Vec<_> = seen.iter().map(|seen| seen.page).collect();
                    let case = format!("{pages} pages, {flip:?}, {binding:?}, {blanks:?}");
                    assert_eq!(order, promised(pages, blanks), "{case}");
                    assert!(seen.iter().all(|seen| seen.turn == Turn::None), "{case}: upright");
                }
            }
        }
    }
}

/// A page lies at the same distance from the fold and from the head wherever
/// it is printed: 40 % of the spare width at the fold, 30 % of the spare
/// height at the head.
#[test]
fn pages_lie_where_the_margins_want_them() {
    for (paper, width, height) in [(Paper::A4, 148.5, 210.0), (Paper::Letter, 139.7, 215.9)] {
        for flip in Flip::ALL {
            for binding in [Binding::Left, Binding::Right] {
                let plan = plan(13, paper, flip, binding, Blanks::Last);
                for Seen { from_fold, from_head, .. } in fold::read(&plan, binding) {
                    let near = |length: Length, mm: f64| (length.to_mm() - mm).abs() < 0.001;
                    assert!(near(from_fold, (width - PAGE.0) * 0.4), "{paper:?} {from_fold}");
                    assert!(near(from_head, (height - PAGE.1) * 0.3), "{paper:?} {from_head}");
                }
            }
        }
    }
}

/// The reading must fail where the sheets are wrong; else it proves nothing.
#[test]
fn wrong_sheets_do_not_read() {
    let good = plan(8, Paper::A4, Flip::ShortEdge, Binding::Left, Blanks::Last);
    let reads = |plan: &Plan, binding| {
        let seen = fold::read(plan, binding);
        let order: Vec<_> = seen.iter().map(|seen| seen.page).collect();
        order == promised(8, Blanks::Last) && seen.iter().all(|seen| seen.turn == Turn::None)
    };
    assert!(reads(&good, Binding::Left));
    assert!(!reads(&good, Binding::Right), "bound on the other side");
    let mut other_flip = good.clone();
    other_flip.flip = Flip::LongEdge;
    assert!(!reads(&other_flip, Binding::Left), "flipped on the other edge");
    let mut swapped = good.clone();
    swapped.sheets.swap(0, 1);
    assert!(!reads(&swapped, Binding::Left), "sheets nested the wrong way");
    let mut turned = good.clone();
    turned.sheets[1].back = turned.sheets[1].back.clone().half_turned(turned.paper);
    assert!(!reads(&turned, Binding::Left), "a back turned");
    let mut exchanged = good.clone();
    let slots = &mut exchanged.sheets[0].front.slots;
    (slots[0].page, slots[1].page) = (slots[1].page, slots[0].page);
    assert!(!reads(&exchanged, Binding::Left), "two pages exchanged");
}

#[test]
fn large_pages_shrink_to_half_the_paper() {
    let a4 = Paper::A4.portrait();
    let job = Job {
        pages: &[a4; 4],
        paper: Paper::A4.landscape(),
        flip: Flip::ShortEdge,
        binding: Binding::Left,
        blanks: Blanks::Last,
        lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
    };
    let imposed = impose::saddle_stitch(&job).expect("a plan");
    let Scale::Shrunk(by) = imposed.scale else { panic!("A4 does not fit on half of A4") };
    assert!((by - 0.7070).abs() < 0.001, "{by}");
    let half = Rect::new(Length::mm(148.5), Length::ZERO, Length::mm(148.5), Length::mm(210.0));
    let slot = imposed.plan.sheets[0].front.slots[1];
    assert!(half.contains(slot.placement.page), "{:?}", slot.placement.page);
}

/// Trimmed pages meet at the fold; their marks stay on the paper, outside what
/// is cut out, and the bleed does not cross the fold.
#[test]
fn trimmed_pages_have_marks_outside_the_trim() {
    let size = Size::new(Length::mm(129.0), Length::mm(188.0));
    for paper in [Paper::A4, Paper::Letter] {
        let job = Job {
            pages: &[size; 4],
            paper: paper.landscape(),
            flip: Flip::LongEdge,
            binding: Binding::Left,
            blanks: Blanks::Last,
            lay: Lay::Trimmed { bleed: Length::MM * 3 },
        };
        let imposed = impose::saddle_stitch(&job).expect("a plan");
        let fold = job.paper.width / 2;
        for side in imposed.plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]) {
            let [left, right] = [side.slots[0].placement, side.slots[1].placement];
            let (left, right) =
                if left.page.left() < right.page.left() { (left, right) } else { (right, left) };
            assert_eq!((left.page.right(), right.page.left()), (fold, fold));
            assert_eq!((left.cell.right(), right.cell.left()), (fold, fold));
            assert_eq!(left.page.left() - left.cell.left(), Length::MM * 3);
            for mark in &side.marks {
                for end in [mark.from, mark.to] {
                    let point = Rect { origin: end, size: Size::default() };
                    assert!(job.paper.at_origin().contains(point));
                    assert!(!left.cell.contains(point) && !right.cell.contains(point), "{end:?}");
                }
            }
        }
        assert!(!imposed.marks_left_out, "{paper:?}");
        assert_eq!(imposed.plan.sheets[0].front.marks.len(), 10);
    }
}

#[test]
fn silly_numbers_are_refused() {
    let job = |pages: &[Size]| {
        impose::saddle_stitch(&Job {
            pages,
            paper: Paper::A4.landscape(),
            flip: Flip::ShortEdge,
            binding: Binding::Left,
            blanks: Blanks::Last,
            lay: Lay::Untrimmed { inner: 0.5, top: 0.5 },
        })
        .map_err(|error| error.code)
    };
    let page = Size::new(Length::mm(100.0), Length::mm(150.0));
    assert_eq!(job(&[]).err(), Some("E0501"));
    assert_eq!(job(&vec![page; 40_000]).err(), Some("E0502"));
    assert_eq!(job(&[Size::default()]).err(), Some("E0503"));
}
