//! Marks for whoever cuts, folds and gathers: outside what is cut out, or not at
//! all.

use crate::geometry::{Length, Point, Rect, Size};
use crate::sheet::{Figure, figures};

/// Which marks are wanted around pages that are cut to size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Where to cut.
    pub crop: bool,
    /// Where to fold: broken lines.
    pub fold: bool,
    /// Section, sheet and side: `2-3a` is the front of the third sheet of the
    /// second section.
    pub slug: bool,
    /// A hundred millimetres, to see whether the printer scales.
    pub rule: bool,
    /// A bar at the head of each section's outermost fold, each a step further
    /// than the one before, so that a section out of place shows in the pile.
    pub collation: bool,
    /// Where staples or stitches go through the fold: triangles beside the outside
    /// of each section's first sheet, at the quarters of its height.
    pub stitch: bool,
}

impl Marks {
    /// Where to cut and to fold.
    pub const USUAL: Self =
        Self { crop: true, fold: true, slug: false, rule: false, collation: false, stitch: false };
    /// Their names, for messages.
    pub const NAMES: [&str; 6] = ["crop", "fold", "slug", "rule", "collation", "stitch"];

    /// Reads a list such as `crop,fold,slug`; `none` is none.
    ///
    /// # Errors
    /// The name that is none of [`Self::NAMES`].
    pub fn parse(list: &str) -> Result<Self, String> {
        let mut marks = Self::default();
        for name in list.split(',').map(str::trim) {
            match name {
                "none" => {}
                "crop" => marks.crop = true,
                "fold" => marks.fold = true,
                "slug" => marks.slug = true,
                "rule" => marks.rule = true,
                "collation" => marks.collation = true,
                "stitch" => marks.stitch = true,
                other => return Err(other.to_owned()),
            }
        }
        Ok(marks)
    }
}

/// The side of a sheet that marks are set around.
pub(super) struct Frame<'a> {
    /// The pages on it.
    pub pages: &'a [Rect],
    /// How far they print over the cut.
    pub bleed: Length,
    /// The sheet.
    pub paper: Size,
    /// Where it is folded: upright lines by their x, level ones by their y.
    pub folds: (Vec<Length>, Vec<Length>),
    /// Its section, from 1, and its sheet in that, from 1.
    pub number: (usize, usize),
    /// Whether it is the back.
    pub back: bool,
}

/// The gap between the bleed and a mark.
const GAP: Length = Length::pt_const(1);
/// The length of a crop mark: short, since office printers leave the outer
/// 4 mm of the paper white.
const REACH: Length = Length::mm_const(3);
/// As thin as printers can.
const HAIR: Length = Length::pt_const(1);
/// What office printers leave white.
const WHITE: Length = Length::mm_const(4);
/// The figures of a slug and of a rule.
const HIGH: Length = Length::mm_const(2);

/// The marks of a side, and whether some of them had no room on the paper.
pub(super) fn marks(wanted: Marks, frame: &Frame<'_>) -> (Vec<Figure>, bool) {
    let sorted = |mut all: Vec<Length>| {
        all.sort_unstable();
        all.dedup();
        all
    };
    let pages = frame.pages;
    let xs = sorted(pages.iter().flat_map(|page| [page.left(), page.right()]).collect());
    let ys = sorted(pages.iter().flat_map(|page| [page.top(), page.bottom()]).collect());
    let ends = |all: &[Length]| Some((*all.first()?, *all.last()?));
    let (Some((left, right)), Some((top, bottom))) = (ends(&xs), ends(&ys)) else {
        return (Vec::new(), false);
    };
    let (gap, reach) = (frame.bleed + GAP, frame.bleed + GAP + REACH);
    let line = |from: Point, to: Point, dashed: bool| Figure::Line {
        points: vec![from, to],
        width: HAIR / 4,
        dashed,
    };
    let mut all = Vec::new();
    // A line along which is folded is none along which is cut.
    let (upright, level) = &frame.folds;
    let near = |one: Length, other: Length| (one - other).abs() < Length::MM / 10;
    let is_fold = |folds: &[Length], at: Length| folds.iter().any(|fold| near(*fold, at));
    let lines = |edges: &[Length], folds: &[Length]| {
        let cuts = edges.iter().filter(|at| !is_fold(folds, **at)).map(|at| (*at, false));
        let cuts = cuts.filter(|_| wanted.crop);
        let folds = folds.iter().filter(|_| wanted.fold).map(|at| (*at, true));
        cuts.chain(folds).collect::<Vec<_>>()
    };
    for (x, dashed) in lines(&xs, upright) {
        for (near, far) in [(top - gap, top - reach), (bottom + gap, bottom + reach)] {
            all.push(line(Point { x, y: near }, Point { x, y: far }, dashed));
        }
    }
    for (y, dashed) in lines(&ys, level) {
        for (near, far) in [(left - gap, left - reach), (right + gap, right + reach)] {
            all.push(line(Point { x: near, y }, Point { x: far, y }, dashed));
        }
    }
    let whole = frame.paper.at_origin();
    let drawn = all.len();
    all.retain(|figure| figure.points().iter().all(|point| whole.holds(*point)));
    let mut missing = all.len() < drawn;
    // Free places, above and below the pages, between the marks.
    let mut stops: Vec<Length> = xs.iter().chain(upright).copied().collect();
    stops.extend([WHITE, frame.paper.width - WHITE]);
    let stops = sorted(stops);
    let bands = [(bottom + gap, frame.paper.height - WHITE), (WHITE, top - gap)];
    let mut free: Vec<Rect> = bands
        .iter()
        .filter(|(from, to)| from < to)
        .flat_map(|(from, to)| {
            stops.windows(2).filter_map(move |pair| {
                let (start, end) = (*pair.first()? + GAP * 3, *pair.get(1)? - GAP * 3);
                (start < end).then(|| Rect::new(start, *from, end - start, *to - *from))
            })
        })
        .collect();
    if wanted.rule && !frame.back {
        match take(&mut free, Size::new(Length::MM * 104, Length::MM * 3 + HIGH)) {
            Some(at) => all.extend(rule(at)),
            None => missing = true,
        }
    }
    if wanted.slug {
        let (section, sheet) = frame.number;
        let slug = format!("{section}-{sheet}{}", if frame.back { 'b' } else { 'a' });
        let wide = HIGH * i64::try_from(slug.len()).unwrap_or(1);
        match take(&mut free, Size::new(wide, HIGH)) {
            Some(at) => all.extend(figures(&slug, at, HIGH, HAIR / 3)),
            None => missing = true,
        }
    }
    // On the outside of a section's first sheet.
    if wanted.collation
        && !frame.back
        && frame.number.1 == 1
        && let Some(fold) = upright.get(upright.len() / 2)
    {
        let step = i64::try_from((frame.number.0 - 1) % STEPS).unwrap_or(0);
        let x = *fold + STEP * step - STEP * i64::try_from(STEPS / 2).unwrap_or(0);
        let bar = Rect::new(x, top - reach, STEP, REACH);
        if whole.contains(bar) {
            all.push(Figure::black([
                Point { x: bar.left(), y: bar.top() },
                Point { x: bar.right(), y: bar.top() },
                Point { x: bar.right(), y: bar.bottom() },
                Point { x: bar.left(), y: bar.bottom() },
            ]));
        } else {
            missing = true;
        }
    }
    // Staples go in from outside, where the only fold is.
    if wanted.stitch && !frame.back && frame.number.1 == 1 {
        let place = match (upright.as_slice(), level.as_slice()) {
            ([_], []) => Some([(left - gap, -REACH), (right + gap, REACH)].map(Spot::Beside)),
            ([], [_]) => Some([(top - gap, -REACH), (bottom + gap, REACH)].map(Spot::Above)),
            _ => None,
        };
        let ends = if upright.is_empty() { (left, right) } else { (top, bottom) };
        let quarter = (ends.1 - ends.0) / 4;
        for spot in place.into_iter().flatten() {
            for at in [ends.0 + quarter, ends.1 - quarter] {
                let corners = spot.triangle(at);
                if corners.iter().all(|corner| whole.holds(*corner)) {
                    all.push(Figure::black(corners));
                } else {
                    missing = true;
                }
            }
        }
    }
    (all, missing)
}

/// Where a stitch mark stands: its tip, and how far it goes away from there.
#[derive(Clone, Copy)]
enum Spot {
    /// Beside the pages: an x.
    Beside((Length, Length)),
    /// Above or below them: a y.
    Above((Length, Length)),
}

impl Spot {
    /// A triangle whose tip is at so much along the edge.
    fn triangle(self, at: Length) -> [Point; 3] {
        let half = REACH / 2;
        match self {
            Self::Beside((x, reach)) => [(x, at), (x + reach, at - half), (x + reach, at + half)]
                .map(|(x, y)| Point { x, y }),
            Self::Above((y, reach)) => [(at, y), (at - half, y + reach), (at + half, y + reach)]
                .map(|(x, y)| Point { x, y }),
        }
    }
}

/// Collation bars go so many steps, and begin anew.
const STEPS: usize = 8;
const STEP: Length = Length::mm_const(4);

/// The upper left corner of a free place of that size, which is then taken.
fn take(free: &mut Vec<Rect>, size: Size) -> Option<Point> {
    let fits = |place: &Rect| place.size.width >= size.width && place.size.height >= size.height;
    let at = free.iter().position(fits)?;
    let place = free.remove(at);
    let over = (place.size.width - size.width) / 2;
    Some(Point { x: place.left() + over, y: place.top() })
}

/// A hundred millimetres from the left end on.
fn rule(at: Point) -> Vec<Figure> {
    let start = Point { x: at.x + Length::MM * 2, ..at };
    let end = Point { x: start.x + Length::MM * 100, ..start };
    let mut all = vec![Figure::line([start, end], HAIR / 4)];
    for tens in 0..=10 {
        let x = start.x + Length::MM * 10 * tens;
        let long = if tens % 5 == 0 { Length::MM * 3 } else { Length::MM * 3 / 2 };
        all.push(Figure::line([Point { x, ..start }, Point { x, y: start.y + long }], HAIR / 4));
    }
    let text = Point { x: end.x - HIGH * 3, y: start.y + Length::MM * 3 };
    all.extend(figures("100", text, HIGH, HAIR / 3));
    all
}
