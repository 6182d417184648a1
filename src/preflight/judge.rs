//! A page and what is seen where it should be: whether it is that page, how it
//! lies, and what is wrong with it.

use super::expected::Expected;
use super::fault::Kind;
use super::grid::Ink;
use super::place::Place;
use super::tolerance::{LOSS, NARROWER, NEAR, PIXELS, SAME, SAME_SCALE, VANISHED};

use crate::geometry::Turn;
use crate::sheet::PageNo;

#[derive(Clone, Copy)]
pub(super) struct Found {
    pub scale: f64,
    pub x: f64,
    pub y: f64,
    /// How far off it is there.
    pub differs: f64,
}

/// Those that differ by less than this may be, once they lie well.
const PERHAPS: f64 = 0.9;
/// A page that is the same lies better by this much, nudged in the right way.
const HELPS: f64 = 0.03;
/// So many steps of a length are taken to lay a page well.
const MOST_NUDGES: usize = 4;
/// So many pages are looked at closely to find out which one it is.
const CLOSELY: usize = 6;

pub(super) fn page_of<'a>(page: Option<PageNo>, expected: &Expected<'a>) -> Option<&'a Ink> {
    page.and_then(|number| number.checked_sub(1)).and_then(|at| expected.pages.get(at).copied())
}

/// Whether the meant page is what is seen, upright, wherever it lies.
pub(super) fn look(meant: Option<PageNo>, ink: &Ink, expected: &Expected<'_>) -> Option<Found> {
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
pub(super) fn amiss(
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
        // Nobody misses a hairline at the very edge of a page, which is cut now on
        // this side of a pixel, now on the other.
        let page = page.without_rim();
        let vanished = ink.vanished(&page, scale, (found.x, found.y));
        if vanished > VANISHED || is_narrower(&page, ink, found) {
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

/// What stands in the place of a page that was not found there.
pub(super) fn strange(
    meant: PageNo,
    ink: &Ink,
    expected: &Expected<'_>,
    scale: Option<f64>,
) -> Option<Kind> {
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
pub(super) fn which(
    ink: &Ink,
    expected: &Expected<'_>,
    scale: Option<f64>,
) -> Option<(PageNo, Turn, f64)> {
    // Those of the most alike outlines are looked at closely.
    let mut alike: Vec<(f32, usize, Turn)> = Vec::new();
    for turn in Turn::ALL {
        // Turned back, it would stand upright.
        let outline = ink.turned(turn.back()).outline(1.0 / scale.unwrap_or(1.0));
        let shown = expected.pages.iter().zip(expected.outlines()).enumerate();
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
