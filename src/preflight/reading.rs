//! What a reader sees, place by place, against the pages that were meant.

use super::creep::{creep, depth, median};
use super::grid::{Ink, Outline};
use crate::fold::Window;
use crate::geometry::Turn;
use crate::sheet::{Edge, PageNo};

/// The pages that are meant.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub pages: &'a [&'a Ink],
    pub outlines: &'a [Outline],
    pub dpi: f64,
    /// Whether it is wanted what stands in the place of another.
    pub explain: bool,
}

/// Where pages lie in their cells.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// From the spine to the page's near edge, in millimetres, on the outermost
    /// leaf.
    pub from_spine: f64,
    /// From the head of the cell to the page's upper edge, in millimetres.
    pub from_head: f64,
}

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    /// In which copy, from 1.
    pub copy: usize,
    /// At which place in the order of reading, from 1.
    pub place: usize,
    /// Where it was printed: the sheet, from 1, and whether on its back.
    pub sheet: usize,
    /// See above.
    pub back: bool,
    /// The page that should be there; none for a blank.
    pub meant: Option<PageNo>,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What can be wrong with a place.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// Another page stands there, perhaps turned.
    Another(PageNo, Turn),
    /// The page stands there, but not upright.
    Turned(Turn),
    /// It is printed as in a mirror.
    Mirrored,
    /// It is blank.
    Missing,
    /// Something is printed where nothing should be: a page, if it is one.
    NotBlank(Option<PageNo>),
    /// It is larger or smaller than the others, by this factor.
    Scaled(f64),
    /// It stands so many millimetres further from the spine, and further down,
    /// than the others.
    Moved(f64, f64),
    /// So much of its ink, of 1, is not printed.
    Clipped(f64),
    /// It is none of the pages.
    Unknown,
}

/// What was read off one copy.
pub(super) struct Reading {
    pub blanks: Vec<usize>,
    pub scale: Option<f64>,
    pub place: Option<Place>,
    pub faults: Vec<Fault>,
}

/// Two pictures that differ by less are of the same page.
const SAME: f64 = 0.30;
/// Those that differ by less than this may be, once they lie well.
const PERHAPS: f64 = 0.9;
/// A page that is the same lies better by this much, nudged in the right way.
const HELPS: f64 = 0.03;
/// So many steps of a length are taken to lay a page well.
const MOST_NUDGES: usize = 4;
/// A page may lie so many millimetres off, and no more.
const NEAR: f64 = 0.2;
/// Or so many pixels, if that is more.
const PIXELS: f64 = 0.8;
/// So much may be nowhere: hairlines that one rendering shows and another not.
const VANISHED: f64 = 0.03;
/// A difference that is no worse by more than this is as good.
const NO_WORSE: f64 = 0.02;
/// Scales that differ by less are the same.
const SAME_SCALE: f64 = 0.004;
/// So much of its ink a page may lose by rounding.
const LOSS: f64 = 0.015;

/// So many pages are looked at closely to find out which one it is.
const CLOSELY: usize = 6;

/// What is known of one place after a first look.
struct Look {
    meant: Option<PageNo>,
    /// The scale and the origin at which the meant page lies there, if it does.
    found: Option<Found>,
}

#[derive(Clone, Copy)]
struct Found {
    scale: f64,
    x: f64,
    y: f64,
    /// How far off it is there.
    differs: f64,
}

pub(super) fn read(seen: &[Ink], windows: &[Window], expected: &Expected<'_>) -> Reading {
    let places = seen.len();
    let pages = expected.pages.len();
    // Blanks stand at the end, or before the back cover.
    let orders: [Vec<Option<PageNo>>; 2] = [
        (1..=places).map(|at| (at <= pages).then_some(at)).collect(),
        (1..=places)
            .map(|at| if at == places { Some(pages) } else { (at < pages).then_some(at) })
            .collect(),
    ];
    let [first, second] = orders;
    let first = read_as(&first, seen, windows, expected);
    if first.faults.is_empty() || pages >= places {
        return first;
    }
    let second = read_as(&second, seen, windows, expected);
    if second.faults.len() < first.faults.len() { second } else { first }
}

fn read_as(
    order: &[Option<PageNo>],
    seen: &[Ink],
    windows: &[Window],
    expected: &Expected<'_>,
) -> Reading {
    let mut looks: Vec<Look> = order
        .iter()
        .zip(seen)
        .map(|(meant, ink)| Look { meant: *meant, found: look(*meant, ink, expected) })
        .collect();
    let scale = median(looks.iter().filter_map(|look| look.found).map(|found| found.scale));
    // A scale that was measured on a small page is a guess: if the page lies as
    // well at the scale of the others, it has that.
    for (look, ink) in looks.iter_mut().zip(seen) {
        if let (Some(found), Some(scale), Some(page)) =
            (look.found.as_mut(), scale, page_of(look.meant, expected))
        {
            let (x, y) = ink.origin_of(page, scale);
            let differs = ink.differs(page, scale, (x, y));
            if differs < SAME / 3.0 || differs <= found.differs + NO_WORSE {
                *found = Found { scale, x, y, differs };
            }
        }
    }
    // Pages that are bound at the left and at the right mirror each other.
    let from_spine = |at: usize, x: f64| {
        let width = seen.get(at).map_or(0.0, |ink| ink.size.0);
        let page = looks.get(at).and_then(|look| page_of(look.meant, expected));
        let page = page.map_or(0.0, |page| page.size.0 * scale.unwrap_or(1.0));
        match windows.get(at).and_then(|window| window.spine) {
            Some(Edge::Right) => width - x - page,
            _ => x,
        }
    };
    let spine_of = |at: usize| windows.get(at).and_then(|window| window.spine);
    let measured: Vec<(usize, f64, f64)> = looks
        .iter()
        .enumerate()
        .filter_map(|(at, look)| look.found.map(|f| (at, from_spine(at, f.x), f.y)))
        .collect();
    let creep = creep(&measured, order.len());
    let outermost = measured.iter().map(|(at, x, _)| x - creep * depth(*at, order.len()));
    let place = median(outermost)
        .zip(median(measured.iter().map(|(_, _, y)| *y)))
        .map(|(from_spine, from_head)| Place { from_spine, from_head });
    // Pages of another size may lie in the middle of where others lie.
    let half = |at: usize| {
        let page = looks.get(at).and_then(|look| page_of(look.meant, expected));
        let by = scale.unwrap_or(1.0) / 2.0;
        page.map_or((0.0, 0.0), |page| (page.size.0 * by, page.size.1 * by))
    };
    let middle =
        median(measured.iter().map(|(at, x, _)| x - creep * depth(*at, order.len()) + half(*at).0))
            .zip(median(measured.iter().map(|(at, _, y)| y + half(*at).1)));
    let in_the_middle = |at: usize| {
        let ((x, y), (across, down)) = (middle?, half(at));
        let from_spine = x - across + creep * depth(at, order.len());
        Some(Place { from_spine, from_head: y - down })
    };
    // Where the page of a place should lie, as far from the spine as others.
    let typical = |at: usize, found: Option<Found>| {
        let place = match (place, found) {
            (Some(place), _) => place,
            (None, Some(found)) => {
                Place { from_spine: from_spine(at, found.x), from_head: found.y }
            }
            (None, None) => return None,
        };
        match (spine_of(at), found) {
            // Nothing is bound: cells may be of different widths.
            (None, Some(found)) => Some(Place { from_spine: from_spine(at, found.x), ..place }),
            (None, None) => None,
            _ => {
                let deeper = creep * depth(at, order.len());
                Some(Place { from_spine: place.from_spine + deeper, ..place })
            }
        }
    };
    let judge = |at: usize, ink: &Ink, look: &Look| match (look.meant, look.found) {
        (None, _) if ink.is_blank(expected.dpi) => None,
        (None, _) if !expected.explain => Some(Kind::NotBlank(None)),
        (None, _) => Some(Kind::NotBlank(which(ink, expected, scale).map(|(page, ..)| page))),
        (Some(_), Some(found)) => {
            let edges = typical(at, Some(found))?;
            let middle = in_the_middle(at).filter(|_| spine_of(at).is_some()).unwrap_or(edges);
            let lies = Place { from_spine: from_spine(at, found.x), from_head: found.y };
            amiss(look.meant, ink, found, scale, [edges, middle], lies, expected)
        }
        (Some(meant), None) => strange(meant, ink, expected, scale),
    };
    // Crop marks and bleed lie outside the page: what is amiss with them may be
    // well without them.
    let is_well_within = |at: usize, ink: &Ink, look: &Look| {
        let known = || {
            let (scale, place) = (scale?, typical(at, look.found)?);
            let page = page_of(look.meant, expected)?;
            let (width, height) = (page.size.0 * scale, page.size.1 * scale);
            let x = match spine_of(at) {
                Some(Edge::Right) => ink.size.0 - place.from_spine - width,
                _ => place.from_spine,
            };
            let y = place.from_head;
            let rim = ink.within((x, y, x + width, y + height));
            // Hairlines are drawn now lighter, now darker, and take the centre
            // with them; where others lie, the page lies well all the same.
            if look.found.is_none()
                && rim.differs(page, scale, (x, y)) < SAME
                && rim.sum > page.sum * scale * scale * (1.0 - LOSS)
            {
                return Some(true);
            }
            let look = Look { meant: look.meant, found: self::look(look.meant, &rim, expected) };
            look.found?;
            Some(judge(at, &rim, &look).is_none())
        };
        known().unwrap_or(false)
    };
    let mut faults = Vec::new();
    let mut blanks = Vec::new();
    for (at, (look, ink)) in looks.iter().zip(seen).enumerate() {
        let kind = judge(at, ink, look).filter(|_| !is_well_within(at, ink, look));
        if look.meant.is_none() && kind.is_none() {
            blanks.push(at + 1);
        }
        if let (Some(kind), Some(window)) = (kind, windows.get(at)) {
            faults.push(Fault {
                copy: 1,
                place: at + 1,
                sheet: window.sheet + 1,
                back: window.back,
                meant: look.meant,
                kind,
            });
        }
    }
    Reading { blanks, scale, place, faults }
}

fn page_of<'a>(page: Option<PageNo>, expected: &Expected<'a>) -> Option<&'a Ink> {
    page.and_then(|number| number.checked_sub(1)).and_then(|at| expected.pages.get(at).copied())
}

/// Whether the meant page is what is seen, upright, wherever it lies.
fn look(meant: Option<PageNo>, ink: &Ink, expected: &Expected<'_>) -> Option<Found> {
    let page = page_of(meant, expected)?;
    if page.is_blank(expected.dpi) && ink.is_blank(expected.dpi) {
        return None;
    }
    fit(page, ink).filter(|(differs, _)| *differs < SAME).map(|(_, found)| found)
}

/// How a page lies in what is seen, and how far off it is.
fn fit(page: &Ink, ink: &Ink) -> Option<(f64, Found)> {
    let (p, i) = (page.bounds()?, ink.bounds()?);
    let by = |from: f64, to: f64, own_from: f64, own_to: f64| {
        let own = own_to - own_from;
        (own > 20.0).then(|| (to - from) / own)
    };
    let ratios = [by(i.0, i.2, p.0, p.2), by(i.1, i.3, p.1, p.3)];
    let measured = ratios.into_iter().flatten().fold(None, |most: Option<f64>, ratio| {
        Some(most.map_or(ratio, |most| (most + ratio) / 2.0))
    });
    // As large as it is, as large as the cell allows, or as measured.
    let whole = (ink.size.0 / page.size.0).min(ink.size.1 / page.size.1);
    let scales = [Some(1.0), Some(whole), measured];
    let mut best: Option<(f64, Found)> = None;
    for scale in scales.into_iter().flatten().filter(|scale| (0.05..20.0).contains(scale)) {
        if best.is_some_and(|(least, _)| least < SAME / 2.0) {
            break;
        }
        let (x, y) = ink.origin_of(page, scale);
        let differs = ink.differs(page, scale, (x, y));
        if best.is_none_or(|(least, _)| differs < least - 0.01) {
            best = Some((differs, Found { scale, x, y, differs }));
        }
    }
    let (differs, found) = best?;
    if (SAME..PERHAPS).contains(&differs) {
        let found = nudged(page, ink, found);
        return Some((found.differs, found));
    }
    Some((differs, found))
}

/// Lays a page where it lies best. Hairlines are drawn now on one pixel, now on
/// the next, and take the centre of the ink with them.
fn nudged(page: &Ink, ink: &Ink, mut found: Found) -> Found {
    for (round, step) in [0.3, 0.15, 0.07].into_iter().enumerate() {
        // Along the axes, for as long as it gets better.
        for _ in 0..MOST_NUDGES {
            let before = found.differs;
            let ways = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)];
            let tried = ways.map(|(right, down)| {
                let (x, y) = (found.x + right, found.y + down);
                Found { x, y, differs: ink.differs(page, found.scale, (x, y)), ..found }
            });
            let best = tried.into_iter().min_by(|a, b| a.differs.total_cmp(&b.differs));
            match best.filter(|best| best.differs < found.differs) {
                Some(best) => found = best,
                None => break,
            }
            // Where it is another page, a hair's breadth makes no difference.
            if round == 0 && before - found.differs < HELPS {
                return found;
            }
        }
    }
    found
}

/// What is wrong with a page that was found, if anything is.
fn amiss(
    meant: Option<PageNo>,
    ink: &Ink,
    found: Found,
    scale: Option<f64>,
    typical: [Place; 2],
    lies: Place,
    expected: &Expected<'_>,
) -> Option<Kind> {
    let scale = scale.unwrap_or(found.scale);
    if (found.scale / scale - 1.0).abs() > SAME_SCALE {
        return Some(Kind::Scaled(found.scale / scale));
    }
    let page = page_of(meant, expected)?;
    let lost = 1.0 - ink.sum / (page.sum * scale * scale);
    if lost > LOSS {
        let vanished = ink.vanished(page, scale, (found.x, found.y));
        if vanished > VANISHED || is_narrower(page, ink, found) {
            return Some(Kind::Clipped(lost));
        }
    }
    let pixel = 25.4 / expected.dpi;
    let far = |pick: fn(Place) -> f64| {
        let [edges, middle] = typical.map(|place| pick(lies) - pick(place));
        // Pages are drawn in whole pixels, which moves the middle of those of
        // another size.
        let is_other = (middle - edges).abs() > pixel / 4.0;
        let slack = if is_other { pixel } else { 0.0 };
        let middle = (middle.abs() - slack).max(0.0).copysign(middle);
        if middle.abs() < edges.abs() { middle } else { edges }
    };
    let (right, down) = (far(|place| place.from_spine), far(|place| place.from_head));
    let near = NEAR.max(PIXELS * pixel);
    (right.abs() > near || down.abs() > near).then_some(Kind::Moved(right, down))
}

/// Whether the ink of a page ends earlier on one side than it should.
fn is_narrower(page: &Ink, ink: &Ink, found: Found) -> bool {
    let (Some(p), Some(i)) = (page.bounds(), ink.bounds()) else { return false };
    let (x, y, by) = (found.x, found.y, found.scale);
    let gaps = [i.0 - (x + p.0 * by), i.1 - (y + p.1 * by), x + p.2 * by - i.2, y + p.3 * by - i.3];
    gaps.into_iter().any(|gap| gap > NARROWER)
}

/// By so many millimetres ink may end earlier: an edge that has faded.
const NARROWER: f64 = 1.0;

/// What stands in the place of a page that was not found there.
fn strange(meant: PageNo, ink: &Ink, expected: &Expected<'_>, scale: Option<f64>) -> Option<Kind> {
    let page = page_of(Some(meant), expected)?;
    let (meant_is_blank, is_blank) = (page.is_blank(expected.dpi), ink.is_blank(expected.dpi));
    if meant_is_blank && is_blank {
        return None;
    }
    if is_blank {
        return Some(Kind::Missing);
    }
    if !expected.explain {
        return Some(Kind::Unknown);
    }
    if meant_is_blank {
        return Some(Kind::NotBlank(which(ink, expected, scale).map(|(page, ..)| page)));
    }
    // Its own page first: it may be clipped, turned or mirrored.
    if let Some(scale) = scale {
        let lost = 1.0 - ink.sum / (page.sum * scale * scale);
        if lost > LOSS && clipped(page, ink, scale) {
            return Some(Kind::Clipped(lost));
        }
    }
    Some(match which(ink, expected, scale) {
        Some((page, turn, _)) if page == meant && turn != Turn::None => Kind::Turned(turn),
        Some((page, turn, _)) if page != meant => Kind::Another(page, turn),
        _ if fit(&page.mirrored(), ink).is_some_and(|(differs, _)| differs < SAME) => {
            Kind::Mirrored
        }
        _ => Kind::Unknown,
    })
}

/// Whether what is left of a page lies as the page does.
fn clipped(page: &Ink, ink: &Ink, scale: f64) -> bool {
    let (Some(p), Some(i)) = (page.bounds(), ink.bounds()) else { return false };
    // One of its edges is where it was: lay the page against each.
    let lefts = [i.0 - p.0 * scale, i.2 - p.2 * scale];
    let tops = [i.1 - p.1 * scale, i.3 - p.3 * scale];
    let lost = 1.0 - ink.sum / (page.sum * scale * scale);
    lefts
        .iter()
        .any(|x| tops.iter().any(|y| ink.differs(page, scale, (*x, *y)) < lost + SAME / 2.0))
}

/// Which page is seen, and how it is turned.
fn which(ink: &Ink, expected: &Expected<'_>, scale: Option<f64>) -> Option<(PageNo, Turn, f64)> {
    // Those of the most alike outlines are looked at closely.
    let mut alike: Vec<(f32, usize, Turn)> = Vec::new();
    for turn in Turn::ALL {
        // Turned back, it would stand upright.
        let outline = ink.turned(turn.back()).outline(1.0 / scale.unwrap_or(1.0));
        let shown = expected.pages.iter().zip(expected.outlines).enumerate();
        for (at, (_, other)) in shown.filter(|(_, (page, _))| !page.is_blank(expected.dpi)) {
            alike.push((outline.differs(other), at, turn));
        }
    }
    alike.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut best: Option<(PageNo, Turn, f64)> = None;
    for (_, at, turn) in alike.into_iter().take(CLOSELY) {
        let Some(page) = expected.pages.get(at) else { continue };
        let upright = ink.turned(turn.back());
        let differs = match scale {
            Some(scale) => upright.differs_anywhere(page, scale),
            None => fit(page, &upright).map_or(f64::INFINITY, |(differs, _)| differs),
        };
        if differs < SAME && best.is_none_or(|(_, _, least)| differs < least) {
            best = Some((at + 1, turn, differs));
        }
    }
    best
}
