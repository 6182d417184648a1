//! What a reader sees, place by place, against the pages that were meant.

use std::borrow::Cow;

use super::creep::{creep, depth, median};
use super::expected::Expected;
use super::fault::{Fault, Kind};
use super::grid::Ink;
use super::in_parallel::each;
use super::judge::{Found, amiss, look, page_of, strange, which};
use super::place::{Cell, Place};
use super::tolerance::{LOSS, SAME};
use crate::fold::Window;
use crate::sheet::PageNo;

/// What was read off one copy.
pub(super) struct Reading {
    pub blanks: Vec<usize>,
    /// How many millimetres further from the spine each leaf lies than the one
    /// around it.
    pub outwards: f64,
    pub scale: Option<f64>,
    pub place: Option<Place>,
    pub faults: Vec<Fault>,
}

/// A difference that is no worse by more than this is as good.
const NO_WORSE: f64 = 0.02;
/// Within so many millimetres a page is looked at twice before it has moved.
const NEARBY: f64 = 1.0;
/// What is known of one place after a first look.
struct Look {
    meant: Option<PageNo>,
    /// The scale and the origin at which the meant page lies there, if it does.
    found: Option<Found>,
}

pub(super) fn read(seen: &[Cow<'_, Ink>], windows: &[Window], expected: &Expected<'_>) -> Reading {
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
    seen: &[Cow<'_, Ink>],
    windows: &[Window],
    expected: &Expected<'_>,
) -> Reading {
    let pairs: Vec<_> = order.iter().zip(seen).collect();
    let mut looks: Vec<Look> =
        each(&pairs, |(meant, ink)| Look { meant: **meant, found: look(**meant, ink, expected) });
    let scale = median(looks.iter().filter_map(|look| look.found).map(|found| found.scale));
    // A scale that was measured on a small page is a guess: if the page lies as
    // well at the scale of the others, it has that.
    let pairs: Vec<_> = looks.iter().zip(seen).collect();
    let at_scale = each(&pairs, |(look, ink)| {
        let (scale, page) = (scale?, page_of(look.meant, expected)?);
        let (x, y) = ink.origin_of(page, scale);
        let found = look.found?;
        if (found.scale, found.x, found.y) == (scale, x, y) {
            return None;
        }
        let differs = ink.differs(page, scale, (x, y));
        let is_as_well = differs < SAME / 3.0 || differs <= found.differs + NO_WORSE;
        is_as_well.then_some(Found { scale, x, y, differs })
    });
    for (look, found) in looks.iter_mut().zip(at_scale) {
        look.found = look.found.and(found).or(look.found);
    }
    // Pages that are bound at the left and at the right mirror each other.
    let cell = |at: usize| {
        let page = looks.get(at).and_then(|look| page_of(look.meant, expected));
        let by = scale.unwrap_or(1.0);
        Cell {
            size: seen.get(at).map_or((0.0, 0.0), |ink| ink.size),
            page: page.map_or((0.0, 0.0), |page| (page.size.0 * by, page.size.1 * by)),
            spine: windows.get(at).and_then(|window| window.spine),
        }
    };
    let lies = |at: usize, found: Found| cell(at).place((found.x, found.y));
    let measured: Vec<(usize, Place)> = looks
        .iter()
        .enumerate()
        .filter_map(|(at, look)| look.found.map(|found| (at, lies(at, found))))
        .collect();
    let from_spine: Vec<(usize, f64)> =
        measured.iter().map(|(at, p)| (*at, p.from_spine)).collect();
    let slope = creep(&from_spine, order.len());
    // Nothing is mended by moving inner leaves outwards, where they go by
    // themselves.
    let creep = slope.min(0.0);
    let deeper = |at: usize| creep * depth(at, order.len());
    let outermost = measured.iter().map(|(at, place)| place.from_spine - deeper(*at));
    let place = median(outermost)
        .zip(median(measured.iter().map(|(_, place)| place.from_head)))
        .map(|(from_spine, from_head)| Place { from_spine, from_head });
    // Pages of another size may lie in the middle of where others lie.
    let halves = |at: usize| cell(at).half();
    let middle = median(measured.iter().map(|(at, p)| p.from_spine - deeper(*at) + halves(*at).0))
        .zip(median(measured.iter().map(|(at, p)| p.from_head + halves(*at).1)));
    let in_the_middle = |at: usize| {
        let ((away, along), (half_away, half_along)) = (middle?, halves(at));
        let from_spine = away - half_away + deeper(at);
        Some(Place { from_spine, from_head: along - half_along })
    };
    // Where nothing is bound, cells may be of different widths: pages lie as far from
    // the left as others, or from the middle, or from the right, whichever most do.
    let off_left = |_: usize, place: Place| place.from_spine;
    let off_middle = |at: usize, place: Place| (place.from_spine - cell(at).beyond(place)) / 2.0;
    let off_right = |at: usize, place: Place| -cell(at).beyond(place);
    let ways: [&dyn Fn(usize, Place) -> f64; 3] = [&off_middle, &off_left, &off_right];
    let spread = |way: &dyn Fn(usize, Place) -> f64| {
        let typical = median(measured.iter().map(|(at, place)| way(*at, *place)))?;
        let spread = measured.iter().map(|(at, place)| (way(*at, *place) - typical).abs());
        Some((spread.sum::<f64>(), typical))
    };
    let spreads = ways.iter().filter_map(|way| Some((spread(way)?, way)));
    let common = spreads.min_by(|(one, _), (other, _)| one.0.total_cmp(&other.0));
    let unbound = |at: usize, lies: Place, typical: Place| {
        let off = common.map_or(0.0, |((_, typical), way)| way(at, lies) - typical);
        Place { from_spine: lies.from_spine - off, ..typical }
    };
    // Where the page of a place should lie, as far from the spine as others.
    let typical = |at: usize, found: Option<Found>| {
        let lies = found.map(|found| lies(at, found));
        let place = place.or(lies)?;
        match (cell(at).spine, lies) {
            (None, Some(lies)) => Some(unbound(at, lies, place)),
            (None, None) => None,
            _ => Some(Place { from_spine: place.from_spine + deeper(at), ..place }),
        }
    };
    // The centre of a picture is moved a little by how its grays are drawn: a page
    // has not moved if it lies as well where others do.
    let lies_as_well = |at: usize, ink: &Ink, meant: Option<PageNo>, found: Found, kind: &Kind| {
        let Kind::Moved(away, along) = *kind else { return false };
        let Some(page) = page_of(meant, expected) else { return false };
        let Place { from_spine, from_head } = lies(at, found);
        let meant = Place { from_spine: from_spine - away, from_head: from_head - along };
        let there = ink.differs(page, found.scale, cell(at).corner(meant));
        away.abs().max(along.abs()) < NEARBY && there <= found.differs + NO_WORSE
    };
    let judge = |at: usize, ink: &Ink, look: &Look| match (look.meant, look.found) {
        (None, _) if ink.is_blank(expected.dpi) => None,
        (None, _) if !expected.explain => Some(Kind::NotBlank(None)),
        (None, _) => Some(Kind::NotBlank(which(ink, expected, scale).map(|(page, ..)| page))),
        (Some(_), Some(found)) => {
            let edges = typical(at, Some(found))?;
            let is_bound = cell(at).spine.is_some();
            let middle = in_the_middle(at).filter(|_| is_bound).unwrap_or(edges);
            let places = [edges, middle];
            let kind = amiss(look.meant, ink, found, scale, places, lies(at, found), expected)?;
            (!lies_as_well(at, ink, look.meant, found, &kind)).then_some(kind)
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
            let (x, y) = cell(at).corner(place);
            let rim = ink.within((x, y, x + width, y + height));
            // Hairlines are drawn now lighter, now darker, and take the centre
            // with them; where others lie, the page lies well all the same.
            if look.found.is_none()
                && rim.differs(page, scale, (x, y)) < SAME
                && rim.sum > page.without_rim().sum * scale * scale * (1.0 - LOSS)
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
                spine: window.spine,
                kind,
            });
        }
    }
    Reading { blanks, scale, place, outwards: slope.max(0.0), faults }
}
