//! The law of imposition: planned sheets, printed, cut, folded and nested by a
//! model that shares no code with the planner, read 1, 2, 3 ….

use handpress::fold::{self, Moment, Seen};
use handpress::geometry::{Length, Paper, Rect, Size, Turn};
use handpress::impose::{
    self, Blanks, Imposed, Job, Lay, Leaflet, Marks, Scale, Scheme, SectionSize, Sizes,
};
use handpress::sheet::{Axis, Binding, Edge, Figure, Flip, Moves, Plan, Way};

const PAGE: (f64, f64) = (139.7, 210.0);
const SADDLE: Scheme = Scheme::Saddle { copies: 1 };

fn job<'a>(scheme: &'a Scheme, pages: &'a [Size], paper: Paper, edge: Edge) -> Job<'a> {
    Job {
        edge,
        lay: Lay::Untrimmed { inner: 0.4, top: 0.3 },
        ..Job::new(
            scheme,
            pages,
            scheme.paper(paper.portrait(), pages.first().copied().unwrap_or_default(), edge),
        )
    }
}

fn plan(pages: usize, paper: Paper, flip: Flip, binding: Binding, blanks: Blanks) -> Plan {
    let sizes = vec![Size::new(Length::mm(PAGE.0), Length::mm(PAGE.1)); pages];
    let job = Job { flip, blanks, ..job(&SADDLE, &sizes, paper, binding.into()) };
    impose::plan(&job).expect("a plan").plan
}

/// What a reader of a booklet of so many pages should see, page by page.
fn promised(pages: usize, blanks: Blanks) -> Vec<Option<usize>> {
    promised_of(pages, pages.div_ceil(4) * 4, blanks)
}

/// The same of a work that has so many pages with its blanks.
fn promised_of(pages: usize, whole: usize, blanks: Blanks) -> Vec<Option<usize>> {
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
                    let seen = fold::read(&plan).remove(0);
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
                for Seen { from_fold, from_head, .. } in fold::read(&plan).remove(0) {
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
    let reads = |plan: &Plan, moves| {
        let mut plan = plan.clone();
        plan.hands.folds[0].moves = moves;
        let seen = fold::read(&plan).remove(0);
        let order: Vec<_> = seen.iter().map(|seen| seen.page).collect();
        order == promised(8, Blanks::Last) && seen.iter().all(|seen| seen.turn == Turn::None)
    };
    assert!(reads(&good, Moves::Before));
    assert!(!reads(&good, Moves::After), "bound on the other side");
    let mut other_flip = good.clone();
    other_flip.flip = Flip::LongEdge;
    assert!(!reads(&other_flip, Moves::Before), "flipped on the other edge");
    let mut swapped = good.clone();
    swapped.sheets.swap(0, 1);
    assert!(!reads(&swapped, Moves::Before), "sheets nested the wrong way");
    let mut turned = good.clone();
    turned.sheets[1].back = turned.sheets[1].back.clone().half_turned(turned.paper);
    assert!(!reads(&turned, Moves::Before), "a back turned");
    let mut exchanged = good.clone();
    let slots = &mut exchanged.sheets[0].front.slots;
    (slots[0].page, slots[1].page) = (slots[1].page, slots[0].page);
    assert!(!reads(&exchanged, Moves::Before), "two pages exchanged");
}

#[test]
fn large_pages_shrink_to_half_the_paper() {
    let a4 = Paper::A4.portrait();
    let pages = [a4; 4];
    let imposed = impose::plan(&job(&SADDLE, &pages, Paper::A4, Edge::Left)).expect("a plan");
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
        let pages = [size; 4];
        let job = Job {
            flip: Flip::LongEdge,
            lay: Lay::Trimmed { bleed: Length::MM * 3 },
            ..job(&SADDLE, &pages, paper, Edge::Left)
        };
        let imposed = impose::plan(&job).expect("a plan");
        let fold = job.paper.width / 2;
        for side in imposed.plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]) {
            let [left, right] = [side.slots[0].placement, side.slots[1].placement];
            let (left, right) =
                if left.page.left() < right.page.left() { (left, right) } else { (right, left) };
            assert_eq!((left.page.right(), right.page.left()), (fold, fold));
            assert_eq!((left.cell.right(), right.cell.left()), (fold, fold));
            assert_eq!(left.page.left() - left.cell.left(), Length::MM * 3);
            for mark in &side.marks {
                for end in mark.points() {
                    let point = Rect { origin: *end, size: Size::default() };
                    assert!(job.paper.at_origin().contains(point));
                    assert!(!left.cell.contains(point) && !right.cell.contains(point), "{end:?}");
                }
            }
        }
        assert!(!imposed.marks_left_out, "{paper:?}");
        assert_eq!(imposed.plan.sheets[0].front.marks.len(), 10);
    }
}

/// Every kind of mark stands on the paper and outside what is cut out, on both
/// sides; a fold is no place to cut; and the rule is 100 mm long.
#[test]
fn marks_stand_outside_the_trim() {
    let size = Size::new(Length::mm(118.0), Length::mm(170.0));
    let all =
        Marks { crop: true, fold: true, slug: true, rule: true, collation: true, stitch: true };
    for scheme in [
        SADDLE,
        Scheme::Sections(SectionSize::Pages(8)),
        Scheme::CutAndStack { columns: 2, rows: 1 },
        Scheme::Leaflet(Leaflet::Half),
    ] {
        for flip in Flip::ALL {
            let pages = [size; 4];
            let lay = Lay::Trimmed { bleed: Length::MM * 3 };
            let marked = |marks: Marks| {
                let job = Job { flip, lay, marks, ..job(&scheme, &pages, Paper::A4, Edge::Left) };
                impose::plan(&job).expect("a plan")
            };
            let imposed = marked(all);
            assert!(!imposed.marks_left_out, "{scheme:?}");
            let paper = imposed.plan.paper;
            let is_cut = matches!(scheme, Scheme::CutAndStack { .. });
            for side in imposed.plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]) {
                let trim = side.trim.expect("a trim");
                let printed = side.slots.iter().map(|slot| slot.placement.cell);
                let printed = printed.reduce(Rect::union).expect("pages");
                assert!(printed.contains(trim));
                for point in side.marks.iter().flat_map(Figure::points) {
                    assert!(paper.at_origin().holds(*point), "{scheme:?} {point:?}");
                    assert!(!printed.holds(*point), "{scheme:?} {point:?} in {printed:?}");
                }
                // At the middle, where one folds, all lines are broken.
                let middle = paper.width / 2;
                for mark in &side.marks {
                    let Figure::Line { points, dashed, .. } = mark else { continue };
                    let at_fold = points.len() == 2
                        && points.iter().all(|p| (p.x - middle).abs() < Length::mm(0.1));
                    assert_eq!(*dashed, at_fold && !is_cut, "{scheme:?} {mark:?}");
                }
            }
            let front = &imposed.plan.sheets[0].front;
            let long = |mark: &&Figure| {
                let points = mark.points();
                points.len() == 2 && (points[1].x - points[0].x).abs() == Length::MM * 100
            };
            assert_eq!(front.marks.iter().filter(long).count(), 1, "{scheme:?}: a rule");
            // Four triangles at the quarters of the height, where there is a fold.
            let trim = front.trim.expect("a trim");
            let quarters = [1, 3].map(|at| trim.top() + trim.size.height * at / 4);
            let tip = |mark: &&Figure| match mark {
                Figure::Area { corners, .. } => {
                    corners.len() == 3 && quarters.contains(&corners[0].y)
                }
                Figure::Line { .. } => false,
            };
            let tips = front.marks.iter().filter(tip).count();
            assert_eq!(tips, if is_cut { 0 } else { 4 }, "{scheme:?}");
            assert!(marked(Marks::default()).plan.sheets[0].front.marks.is_empty());
        }
    }
}

#[test]
fn silly_numbers_are_refused() {
    let refused = |pages: &[Size]| {
        impose::plan(&job(&SADDLE, pages, Paper::A4, Edge::Left)).map_err(|error| error.code).err()
    };
    let page = Size::new(Length::mm(100.0), Length::mm(150.0));
    assert_eq!(refused(&[]), Some("E0501"));
    assert_eq!(refused(&vec![page; 40_000]), Some("E0502"));
    assert_eq!(refused(&[Size::default()]), Some("E0503"));
}

/// Every scheme that makes leaves, with names for what goes wrong.
fn schemes() -> Vec<(String, Scheme, usize)> {
    let mut all: Vec<(String, Scheme, usize)> = Vec::new();
    let mut add = |scheme: Scheme, copies: usize| all.push((format!("{scheme:?}"), scheme, copies));
    for copies in [1, 2, 4] {
        add(Scheme::Saddle { copies }, copies);
    }
    for stacks in [2, 4] {
        add(Scheme::CutStackFold { stacks }, 1);
    }
    for size in [SectionSize::Pages(4), SectionSize::Pages(16), SectionSize::Between(40, 80)] {
        add(Scheme::Sections(size), 1);
    }
    add(Scheme::Perfect, 1);
    for (columns, rows) in [(1, 1), (2, 1), (2, 2), (3, 4)] {
        add(Scheme::CutAndStack { columns, rows }, 1);
        add(Scheme::Repeat { columns, rows }, columns * rows);
    }
    all
}

/// All sequences of one to three folds whose last is the spine.
fn folds(edge: Edge) -> Vec<Scheme> {
    let spine = if edge == Edge::Top { Axis::Level } else { Axis::Upright };
    let mut before: Vec<Vec<Axis>> = vec![Vec::new()];
    for _ in 0..2 {
        let longer = before.iter().flat_map(|known| {
            [Axis::Upright, Axis::Level].map(|axis| [known.as_slice(), &[axis]].concat())
        });
        let longer: Vec<_> = longer.collect();
        before.extend(longer);
    }
    let creases = before.into_iter().map(|known| [known.as_slice(), &[spine]].concat());
    creases
        .flat_map(|creases| {
            [(1, false), (3, false), (3, true)].map(|(nested, together)| Scheme::Folded {
                creases: creases.clone(),
                nested,
                together,
            })
        })
        .collect()
}

/// Whatever the scheme: each page once, in order, upright, blanks where they
/// were promised, and the two pages of a leaf back to back; in every copy.
fn reads_right(name: &str, imposed: &Imposed, pages: usize, copies: usize, blanks: Blanks) {
    let read = fold::read(&imposed.plan);
    assert_eq!(read.len(), copies, "{name}: copies");
    for seen in read {
        let order: Vec<_> = seen.iter().map(|seen| seen.page).collect();
        assert_eq!(order, promised_of(pages, order.len(), blanks), "{name}, {pages} pages");
        assert!(order.len() < pages + 2 * imposed.plan.hands.leaves(), "{name}: too many blanks");
        assert!(seen.iter().all(|seen| seen.turn == Turn::None), "{name}, {pages}: upright");
    }
}

#[test]
fn every_scheme_reads_in_order() {
    for edge in [Edge::Left, Edge::Right, Edge::Top] {
        let folded = folds(edge).into_iter().map(|scheme| (format!("{scheme:?}"), scheme, 1));
        for (name, scheme, copies) in schemes().into_iter().chain(folded) {
            for pages in 1..=512 {
                for (flip, blanks) in
                    [(Flip::ShortEdge, Blanks::Last), (Flip::LongEdge, Blanks::InsideBackCover)]
                {
                    // Pages that are no square, so that a quarter turn shows.
                    let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); pages];
                    let job = Job { flip, blanks, ..job(&scheme, &sizes, Paper::A3, edge) };
                    let imposed = impose::plan(&job).expect("a plan");
                    let name = format!("{name} {edge:?} {flip:?}");
                    reads_right(&name, &imposed, pages, copies, blanks);
                }
            }
        }
    }
}

/// What the pictures of the folding show is what is read.
#[test]
fn films_end_with_what_is_read() {
    for edge in [Edge::Left, Edge::Right, Edge::Top] {
        for (name, scheme, _) in schemes() {
            let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); 21];
            let plan = impose::plan(&job(&scheme, &sizes, Paper::A3, edge)).expect("a plan").plan;
            let film = fold::film(&plan.hands, plan.sheets.len(), plan.flip);
            let read: Vec<_> = film.iter().filter(|still| still.moment == Moment::Read).collect();
            let windows = fold::windows(&plan.hands, plan.sheets.len(), plan.flip);
            let mut rest = windows[0].iter();
            for still in &read {
                for patch in &still.patches {
                    assert!(rest.any(|window| *window == patch.window), "{name} {edge:?}: order");
                }
                // The two pages of an opening meet in the spine.
                if let [verso, recto] = still.patches.as_slice() {
                    let meet = match edge {
                        Edge::Left => verso.place.right() == recto.place.left(),
                        Edge::Right => recto.place.right() == verso.place.left(),
                        Edge::Top => verso.place.bottom() == recto.place.top(),
                    };
                    assert!(meet, "{name} {edge:?}: {verso:?} {recto:?}");
                }
            }
            let (first, last) = (&read[0].patches[0], &read[read.len() - 1].patches[0]);
            assert_eq!(first.window, windows[0][0], "{name}: the cover");
            assert_eq!(Some(&last.window), windows[0].last(), "{name}: the back");
            let folded: Vec<_> =
                film.iter().filter(|still| still.moment == Moment::Folded).collect();
            assert_eq!(folded.len(), plan.hands.folds.len(), "{name}: folds");
            if let Some(last) = folded.last() {
                assert_eq!(last.patches.len(), 1, "{name}: not folded down to a page");
            }
        }
    }
}

#[test]
fn pages_of_other_sizes() {
    let (small, large) = (Size::new(Length::mm(50.0), Length::mm(70.0)), Paper::A4.portrait());
    let sizes = [small, large, small, small];
    let with = |sizes_are| {
        let job = Job { sizes: sizes_are, ..job(&SADDLE, &sizes, Paper::A4, Edge::Left) };
        impose::plan(&job)
    };
    let printed = |sizes_are| {
        let plan = with(sizes_are).expect("a plan").plan;
        let sides = plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]);
        let mut slots: Vec<_> = sides.flat_map(|side| side.slots.clone()).collect();
        slots.sort_by_key(|slot| slot.page);
        let width = |at: usize| slots[at].placement.page.size.width.to_mm();
        (width(0).floor(), width(1).floor())
    };
    // Half of A4 is as wide as A5.
    assert_eq!(printed(Sizes::Alike), (35.0, 148.0));
    assert_eq!(printed(Sizes::Fit), (148.0, 148.0));
    assert_eq!(printed(Sizes::Shrink), (50.0, 148.0));
    assert_eq!(printed(Sizes::Centre), (50.0, 210.0));
    assert_eq!(with(Sizes::Refuse).expect_err("refused").code, "E0517");
    let sizes = [large; 4];
    let job = Job { sizes: Sizes::Refuse, ..job(&SADDLE, &sizes, Paper::A4, Edge::Left) };
    assert_eq!(impose::plan(&job).expect_err("too large").code, "E0517");
}

/// Wherever a page is printed it lies as far from the spine as the others, and
/// as far from the head.
#[test]
fn every_scheme_keeps_its_margins() {
    for edge in [Edge::Left, Edge::Right] {
        let folded = folds(edge).into_iter().map(|scheme| (format!("{scheme:?}"), scheme, 1));
        for (name, scheme, _) in schemes().into_iter().chain(folded) {
            let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); 48];
            let imposed = impose::plan(&job(&scheme, &sizes, Paper::A4, edge)).expect("a plan");
            let cell = Size::new(imposed.plan.hands.columns[0], imposed.plan.hands.rows[0]);
            for seen in fold::read(&imposed.plan).concat() {
                let near =
                    |length: Length, other: Length| (length - other).abs() < Length::mm(0.01);
                let size = match imposed.scale {
                    Scale::Actual => sizes[0],
                    Scale::Shrunk(by) => {
                        Size::new(sizes[0].width.scale(by), sizes[0].height.scale(by))
                    }
                };
                let (inner, top) = (cell.width - size.width, cell.height - size.height);
                assert!(near(seen.from_fold, inner.scale(0.4)), "{name} {edge:?}: {seen:?}");
                assert!(near(seen.from_head, top.scale(0.3)), "{name} {edge:?}: {seen:?}");
            }
        }
    }
}

#[test]
fn leaflets_and_the_zine_open_in_order() {
    let all = [
        (Scheme::Leaflet(Leaflet::Half), 4),
        (Scheme::Leaflet(Leaflet::Letter), 6),
        (Scheme::Leaflet(Leaflet::Z), 6),
        (Scheme::Leaflet(Leaflet::Gate), 8),
        (Scheme::Leaflet(Leaflet::Roll(4)), 8),
        (Scheme::Leaflet(Leaflet::Roll(6)), 12),
        (Scheme::Leaflet(Leaflet::Accordion(5)), 10),
        (Scheme::Leaflet(Leaflet::Accordion(8)), 16),
        (Scheme::Zine, 8),
    ];
    for (scheme, most) in all {
        for pages in 1..=most {
            for flip in Flip::ALL {
                for blanks in [Blanks::Last, Blanks::InsideBackCover] {
                    let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); pages];
                    let job = Job { flip, blanks, ..job(&scheme, &sizes, Paper::A4, Edge::Left) };
                    let imposed = impose::plan(&job).expect("a plan");
                    let seen = fold::read(&imposed.plan).remove(0);
                    let order: Vec<_> = seen.iter().map(|seen| seen.page).collect();
                    let case = format!("{scheme:?}, {pages} pages, {flip:?}");
                    assert_eq!(order, promised_of(pages, most, blanks), "{case}");
                    assert!(seen.iter().all(|seen| seen.turn == Turn::None), "{case}: upright");
                }
            }
        }
        let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); most + 1];
        let error =
            impose::plan(&job(&scheme, &sizes, Paper::A4, Edge::Left)).expect_err("too many");
        assert_eq!(error.code, "E0502");
    }
}

/// The panel that is tucked in is narrower than the ones around it, and all
/// together are the paper.
#[test]
fn tucked_panels_are_narrower() {
    let sizes = vec![Size::new(Length::mm(90.0), Length::mm(200.0)); 6];
    for (leaflet, tucked) in [(Leaflet::Letter, 1), (Leaflet::Roll(4), 2), (Leaflet::Z, 0)] {
        let scheme = Scheme::Leaflet(leaflet);
        let imposed = impose::plan(&job(&scheme, &sizes, Paper::A4, Edge::Left)).expect("a plan");
        let columns = imposed.plan.hands.columns;
        assert_eq!(columns.iter().copied().sum::<Length>(), Paper::A4.landscape().width);
        let widest = *columns.last().expect("a panel");
        let narrower = columns.iter().filter(|width| widest - **width > Length::MM).count();
        assert_eq!(narrower, tucked, "{leaflet:?}: {columns:?}");
        assert!(columns.is_sorted(), "{columns:?}");
    }
}

/// Each leaf moves by the paper's thickness for every leaf outside it, towards
/// the fold; counted from the centre, away from it.
#[test]
fn inner_leaves_creep() {
    let sizes = vec![Size::new(Length::mm(100.0), Length::mm(200.0)); 16];
    let base = job(&SADDLE, &sizes, Paper::A4, Edge::Left);
    let plain = fold::read(&impose::plan(&base).expect("a plan").plan).remove(0);
    let creep = Length::mm(0.1);
    for (creep_from_centre, steps) in [(false, [0, 1, 2, 3]), (true, [-3, -2, -1, 0])] {
        let imposed = impose::plan(&Job { creep, creep_from_centre, ..base }).expect("a plan");
        assert_eq!(imposed.creep, creep * 3);
        let moved = fold::read(&imposed.plan).remove(0);
        for (at, (before, after)) in plain.iter().zip(&moved).enumerate() {
            let leaf = at / 2;
            let depth = leaf.min(7 - leaf);
            assert_eq!(before.from_fold - after.from_fold, creep * steps[depth], "page {}", at + 1);
        }
    }
}

/// What is folded the other way must not read.
#[test]
fn wrong_folds_do_not_read() {
    let scheme = Scheme::Folded {
        creases: vec![Axis::Upright, Axis::Level, Axis::Upright],
        nested: 1,
        together: false,
    };
    let sizes = vec![Size::new(Length::mm(30.0), Length::mm(42.0)); 16];
    let good = impose::plan(&job(&scheme, &sizes, Paper::A4, Edge::Left)).expect("a plan").plan;
    let reads = |plan: &Plan| {
        let seen = fold::read(plan).remove(0);
        seen.iter()
            .enumerate()
            .all(|(at, seen)| seen.page == Some(at + 1) && seen.turn == Turn::None)
    };
    assert!(reads(&good));
    for at in 0..3 {
        let mut wrong = good.clone();
        wrong.hands.folds[at].way = Way::Over;
        assert!(!reads(&wrong), "fold {at} over instead of under");
        let mut wrong = good.clone();
        wrong.hands.folds[at].moves = Moves::After;
        assert!(!reads(&wrong), "fold {at} from the other side");
    }
    let mut wrong = good.clone();
    wrong.hands.folds.swap(1, 2);
    assert!(!reads(&wrong), "folds in another order");
}

#[test]
fn schemes_that_cannot_be_are_refused() {
    let sizes = [Size::new(Length::mm(30.0), Length::mm(42.0))];
    for scheme in [
        Scheme::Saddle { copies: 3 },
        Scheme::CutAndStack { columns: 0, rows: 1 },
        Scheme::Repeat { columns: 17, rows: 1 },
        Scheme::Sections(SectionSize::Between(80, 40)),
        Scheme::Folded { creases: Vec::new(), nested: 1, together: false },
        Scheme::Folded { creases: vec![Axis::Level], nested: 1, together: false },
        Scheme::Folded { creases: vec![Axis::Upright; 7], nested: 1, together: false },
        Scheme::Folded { creases: vec![Axis::Upright], nested: 0, together: false },
        Scheme::Leaflet(Leaflet::Roll(1)),
        Scheme::Leaflet(Leaflet::Accordion(40)),
    ] {
        let error =
            impose::plan(&job(&scheme, &sizes, Paper::A4, Edge::Left)).expect_err("no plan");
        assert_eq!(error.code, "E0513", "{scheme:?}");
    }
}
