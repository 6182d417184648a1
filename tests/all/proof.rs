//! `preflight` against sheets that are spoilt on purpose, and against right
//! ones: it must tell them apart, every time.
//!
//! The pages are drawn here, each unlike the others and unlike itself in any
//! turn or mirror, and laid on the sheets by a writer of this test's own.

use handpress::geometry::{Length, Paper, Point, Rect, Size, Turn};
use handpress::impose::{self, Blanks, Job, Lay, Scheme, SectionSize};
use handpress::preflight::{self, Cause, Division, Kind, Page, Proof, Report};
use handpress::raster::Bitmap;
use handpress::sheet::{Axis, Edge, Flip, Plan, Side, Slot};

const DPI: f64 = 72.0;
/// The page, in millimetres.
const PAGE: (f64, f64) = (60.0, 84.0);

/// A small generator (Marsaglia's xorshift64), so that runs repeat.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("a side")
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

fn pixels(mm: f64) -> f64 {
    mm / 25.4 * DPI
}

/// A page of words of chance, ragged at the right, with a short last line.
fn page(dice: &mut Dice) -> Bitmap {
    let (width, height) = (pixels(PAGE.0).round() as usize, pixels(PAGE.1).round() as usize);
    let mut light = vec![u8::MAX; width * height];
    let lines = 4 + dice.roll(14);
    for line in 0..lines {
        let y = 14 + line * 11;
        let mut x = 12 + dice.roll(6);
        let end = if line + 1 == lines { width / 2 } else { width - 14 - dice.roll(12) };
        while x < end {
            let word = 4 + dice.roll(18);
            for dy in 0..4 {
                for at in x..(x + word).min(end) {
                    if let Some(pixel) = light.get_mut((y + dy) * width + at) {
                        *pixel = 60;
                    }
                }
            }
            x += word + 3;
        }
    }
    Bitmap::new(width, height, light)
}

/// A side with its pages laid on it; `more` is done to each slot's picture.
fn drawn(side: &Side, paper: Size, pages: &[Bitmap]) -> Bitmap {
    let count = |length: Length| pixels(length.to_mm());
    let (width, height) =
        (count(paper.width).round() as usize, count(paper.height).round() as usize);
    let mut light = vec![u8::MAX; width * height];
    for slot in &side.slots {
        let Some(page) = slot.page.and_then(|number| pages.get(number - 1)) else { continue };
        let (area, cell) = (slot.placement.page, slot.placement.cell);
        let turned = page.turned(slot.placement.turn);
        let (left, top) = (count(area.left()), count(area.top()));
        let across = turned.width() as f64 / count(area.size.width);
        let down = turned.height() as f64 / count(area.size.height);
        let rows = (top.floor() as usize)..(count(area.bottom()).ceil() as usize).min(height);
        for y in rows {
            let columns = (left.floor() as usize)..(count(area.right()).ceil() as usize).min(width);
            for x in columns {
                let inside = |value: f64, from: Length, to: Length| {
                    value + 0.5 >= count(from) && value + 0.5 <= count(to)
                };
                if !inside(x as f64, cell.left(), cell.right())
                    || !inside(y as f64, cell.top(), cell.bottom())
                {
                    continue;
                }
                let dark = sampled(
                    &turned,
                    (x as f64 + 0.5 - left) * across,
                    (y as f64 + 0.5 - top) * down,
                );
                let pixel = &mut light[y * width + x];
                *pixel = (*pixel).min(u8::MAX - dark);
            }
        }
    }
    Bitmap::new(width, height, light)
}

/// How dark a picture is between its pixels.
fn sampled(picture: &Bitmap, x: f64, y: f64) -> u8 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right, down) = (x - left, y - top);
    let at = |dx: f64, dy: f64| {
        let (x, y) = (left + dx, top + dy);
        if x < 0.0 || y < 0.0 { 0.0 } else { f64::from(picture.dark(x as usize, y as usize)) }
    };
    let upper = at(0.0, 0.0) * (1.0 - right) + at(1.0, 0.0) * right;
    let lower = at(0.0, 1.0) * (1.0 - right) + at(1.0, 1.0) * right;
    (upper * (1.0 - down) + lower * down).round() as u8
}

struct Work {
    plan: Plan,
    pages: Vec<Bitmap>,
}

fn work(dice: &mut Dice, edge: Edge) -> Work {
    let schemes = [
        Scheme::Saddle { copies: 1 },
        Scheme::Sections(SectionSize::Pages(8)),
        Scheme::Perfect,
        Scheme::CutAndStack { columns: 2, rows: 1 },
        Scheme::Folded { creases: vec![Axis::Level, Axis::Upright], nested: 1, together: false },
    ];
    let scheme = &schemes[dice.roll(schemes.len())];
    let count = 3 + dice.roll(10);
    let pages: Vec<Bitmap> = (0..count).map(|_| page(dice)).collect();
    let size = Size::new(Length::mm(PAGE.0), Length::mm(PAGE.1));
    let sizes = vec![size; count];
    let job = Job {
        flip: dice.pick(&Flip::ALL),
        edge,
        blanks: dice.pick(&[Blanks::Last, Blanks::InsideBackCover]),
        lay: Lay::Untrimmed { inner: 0.4, top: 0.3 },
        creep: Length::mm(0.1) * i64::try_from(dice.roll(2)).expect("0 or 1"),
        ..Job::new(scheme, &sizes, scheme.paper(Paper::A5.portrait(), size, edge))
    };
    Work { plan: impose::plan(&job).expect("a plan").plan, pages }
}

/// The pages as a proof knows them.
fn read(pages: &[Bitmap]) -> Vec<Page> {
    pages.iter().map(|page| Page::of(page, DPI)).collect()
}

fn proved(work: &Work) -> Report {
    let plan = &work.plan;
    let sides = plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]);
    let sides: Vec<Bitmap> = sides.map(|side| drawn(side, plan.paper, &work.pages)).collect();
    let sides = Division::new(&plan.hands, plan.sheets.len(), plan.flip, DPI).sides(&sides);
    preflight::prove(&Proof {
        drawn: 1.0,
        sides: &sides,
        pages: &read(&work.pages),
        dpi: DPI,
        hands: &plan.hands,
        flip: plan.flip,
    })
}

#[test]
fn right_sheets_raise_no_alarm() {
    no_alarm(FEW);
}

#[test]
#[ignore = "takes a minute; .ci/run does it"]
fn two_thousand_right_works_raise_no_alarm() {
    no_alarm(MANY);
}

fn no_alarm(runs: usize) {
    let mut dice = Dice(0x5EED_0001);
    for number in 0..runs {
        let edge = dice.pick(&[Edge::Left, Edge::Right]);
        let work = work(&mut dice, edge);
        let report = proved(&work);
        assert!(report.is_right(), "{number}: {:?}\n{:?}", report.faults, work.plan.hands);
    }
}

/// So many right works, and as many spoilt ones.
const FEW: usize = 100;
const MANY: usize = 2_000;

/// The slots that show a page.
fn shown(plan: &mut Plan) -> Vec<&mut Slot> {
    let sides = plan.sheets.iter_mut().flat_map(|sheet| [&mut sheet.front, &mut sheet.back]);
    sides.flat_map(|side| &mut side.slots).filter(|slot| slot.page.is_some()).collect()
}

/// The ways in which [`spoil`] spoils a plan.
pub const KINDS: usize = 9;

/// What has been spoilt.
pub enum Spoilt {
    /// Where and what is printed.
    Plan,
    /// This page is to be printed as in a mirror.
    Mirrored(usize),
    /// Nothing that anyone could see.
    Unseen,
}

/// Spoils a plan in one of several ways, at a place of chance.
pub fn spoil(plan: &mut Plan, kind: usize, dice: &mut Dice) -> Spoilt {
    let paper = plan.paper;
    let far = Length::mm(0.5 + dice.roll(40) as f64 / 10.0);
    let away = dice.pick(&[far, -far]);
    if kind == 8 {
        // A back turned over the other edge.
        let at = dice.roll(plan.sheets.len());
        let back = std::mem::take(&mut plan.sheets[at].back).half_turned(paper);
        let is_blank = back.slots.iter().all(|slot| slot.page.is_none());
        plan.sheets[at].back = back;
        return if is_blank { Spoilt::Unseen } else { Spoilt::Plan };
    }
    let mut slots = shown(plan);
    let count = slots.len();
    let at = dice.roll(count);
    let other = (at + 1 + dice.roll(count - 1)) % count;
    match kind {
        0 => {
            let page = slots[at].page;
            slots[at].page = slots[other].page;
            slots[other].page = page;
            if slots[at].page == page {
                return Spoilt::Unseen;
            }
        }
        1 => slots[at].placement.turn = slots[at].placement.turn + Turn::Half,
        2 => slots[at].page = None,
        3 => {
            let page = &mut slots[at].placement.page;
            let by = dice.pick(&[0.9, 0.95, 0.98]);
            page.size = Size::new(page.size.width.scale(by), page.size.height.scale(by));
        }
        4 => {
            let by = match dice.roll(2) {
                0 => Point { x: away, y: Length::ZERO },
                _ => Point { x: Length::ZERO, y: away },
            };
            let page = slots[at].placement.page;
            slots[at].placement.page = page.moved(by);
        }
        5 => {
            // A margin clipped: a band of the page is not printed.
            let Rect { origin, size } = slots[at].placement.page;
            // Wide enough to reach the words, whichever margin it is.
            let band = Length::mm(14.0 + dice.roll(6) as f64);
            slots[at].placement.cell = match dice.roll(2) {
                0 => Rect::new(origin.x, origin.y, size.width, Length::MM * 12),
                _ => Rect::new(origin.x + band, origin.y, size.width - band, size.height),
            };
        }
        6 => return slots[at].page.map_or(Spoilt::Unseen, Spoilt::Mirrored),
        _ => {
            if slots[at].page == slots[other].page {
                return Spoilt::Unseen;
            }
            slots[at].page = slots[other].page;
        }
    }
    Spoilt::Plan
}

#[test]
fn mutations_are_caught() {
    all_caught(FEW);
}

#[test]
#[ignore = "takes a minute; .ci/run does it"]
fn two_thousand_mutations_are_caught() {
    all_caught(MANY);
}

fn all_caught(runs: usize) {
    let mut dice = Dice(0x5EED_0002);
    for number in 0..runs {
        let edge = dice.pick(&[Edge::Left, Edge::Right]);
        let mut work = work(&mut dice, edge);
        let kind = dice.roll(KINDS);
        let report = match spoil(&mut work.plan, kind, &mut dice) {
            Spoilt::Unseen => continue,
            Spoilt::Plan => proved(&work),
            Spoilt::Mirrored(page) => {
                // The sheets have another picture than the pages.
                let plan = &work.plan;
                let mut printed = work.pages.clone();
                let picture = &printed[page - 1];
                let (width, height) = (picture.width(), picture.height());
                let light = (0..height)
                    .flat_map(|y| (0..width).map(move |x| (width - 1 - x, y)))
                    .map(|(x, y)| u8::MAX - picture.dark(x, y))
                    .collect();
                printed[page - 1] = Bitmap::new(width, height, light);
                let sides = plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]);
                let sides: Vec<Bitmap> =
                    sides.map(|side| drawn(side, plan.paper, &printed)).collect();
                let sides =
                    Division::new(&plan.hands, plan.sheets.len(), plan.flip, DPI).sides(&sides);
                preflight::prove(&Proof {
                    drawn: 1.0,
                    sides: &sides,
                    pages: &read(&work.pages),
                    dpi: DPI,
                    hands: &plan.hands,
                    flip: plan.flip,
                })
            }
        };
        assert!(!report.is_right(), "{number}: mutation {kind} not seen");
    }
}

/// What is wrong is called by its name.
#[test]
fn faults_and_causes_have_names() {
    let mut dice = Dice(0x5EED_0003);
    let pages: Vec<Bitmap> = (0..12).map(|_| page(&mut dice)).collect();
    let sizes = vec![Size::new(Length::mm(PAGE.0), Length::mm(PAGE.1)); 12];
    let scheme = Scheme::Saddle { copies: 1 };
    let job = Job {
        lay: Lay::Untrimmed { inner: 0.4, top: 0.3 },
        ..Job::new(&scheme, &sizes, Paper::A5.landscape())
    };
    let right = Work { plan: impose::plan(&job).expect("a plan").plan, pages };
    let spoilt = |spoil: &dyn Fn(&mut Plan)| {
        let mut work = Work { plan: right.plan.clone(), pages: right.pages.clone() };
        spoil(&mut work.plan);
        proved(&work)
    };
    assert!(spoilt(&|_| {}).is_right());
    let other_flip = spoilt(&|plan| plan.flip = Flip::LongEdge);
    assert_eq!(other_flip.cause, Some(Cause::OtherFlip(Flip::ShortEdge)));
    let reversed = spoilt(&|plan| plan.sheets.reverse());
    assert_eq!(reversed.cause, Some(Cause::Reversed));
    let exchanged = spoilt(&|plan| {
        for sheet in &mut plan.sheets {
            std::mem::swap(&mut sheet.front, &mut sheet.back);
        }
    });
    assert_eq!(exchanged.cause, Some(Cause::FrontsAndBacks));
    let bound_right = {
        let plan = impose::plan(&Job { edge: Edge::Right, ..job }).expect("a plan").plan;
        spoilt(&|other| other.sheets.clone_from(&plan.sheets))
    };
    assert_eq!(bound_right.cause, Some(Cause::OtherBinding(Edge::Right)));
    let outwards = {
        let plan = impose::plan(&Job { creep: -Length::mm(0.4), ..job }).expect("a plan").plan;
        spoilt(&|other| other.sheets.clone_from(&plan.sheets))
    };
    assert_eq!(outwards.cause, Some(Cause::Outwards));
    let inwards = {
        let plan = impose::plan(&Job { creep: Length::mm(0.4), ..job }).expect("a plan").plan;
        spoilt(&|other| other.sheets.clone_from(&plan.sheets))
    };
    assert!(inwards.is_right(), "{:?}", inwards.faults);
    let kind = |report: Report| {
        assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
        let fault = report.faults[0].clone();
        // The first slot is the left half of the outer sheet's front.
        assert_eq!((fault.place, fault.sheet, fault.back, fault.meant), (12, 1, false, Some(12)));
        fault.kind
    };
    let first =
        |plan: &mut Plan, spoil: &dyn Fn(&mut Slot)| spoil(&mut plan.sheets[0].front.slots[0]);
    let turned = kind(spoilt(&|plan| first(plan, &|slot| slot.placement.turn = Turn::Half)));
    assert_eq!(turned, Kind::Turned(Turn::Half));
    let another = kind(spoilt(&|plan| first(plan, &|slot| slot.page = Some(5))));
    assert_eq!(another, Kind::Another(5, Turn::None));
    assert_eq!(kind(spoilt(&|plan| first(plan, &|slot| slot.page = None))), Kind::Missing);
    let moved = kind(spoilt(&|plan| {
        first(plan, &|slot| {
            let by = Point { x: -Length::MM, y: Length::MM * 2 };
            slot.placement.page = slot.placement.page.moved(by);
        });
    }));
    // The spine is on the right of this page: to the left is away from it.
    let Kind::Moved(right, down) = moved else { panic!("{moved:?}") };
    assert!((right - 1.0).abs() < 0.1 && (down - 2.0).abs() < 0.1, "{right} {down}");
    let smaller = kind(spoilt(&|plan| {
        first(plan, &|slot| {
            let page = &mut slot.placement.page;
            page.size = Size::new(page.size.width.scale(0.95), page.size.height.scale(0.95));
        });
    }));
    let Kind::Scaled(by) = smaller else { panic!("{smaller:?}") };
    assert!((by - 0.95).abs() < 0.01, "{by}");
}
