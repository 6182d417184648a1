//! What a reader sees, place by place, against the pages that were meant.

use std::borrow::Cow;

use super::creep::{creep, depth, median};
use super::grid::{Ink, Outline};
use super::judge::{Found, amiss, look, page_of, strange, which};
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
pub(super) const SAME: f64 = 0.30;
/// A difference that is no worse by more than this is as good.
const NO_WORSE: f64 = 0.02;
/// Within so many millimetres a page is looked at twice before it has moved.
const NEARBY: f64 = 1.0;
/// So much of its ink a page may lose by rounding.
pub(super) const LOSS: f64 = 0.015;

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
    // The centre of a picture is moved a little by how its grays are drawn: a page
    // has not moved if it lies as well where others do.
    let lies_as_well = |at: usize, ink: &Ink, meant: Option<PageNo>, found: Found, kind: &Kind| {
        let Kind::Moved(right, down) = *kind else { return false };
        let Some(page) = page_of(meant, expected) else { return false };
        let right = if spine_of(at) == Some(Edge::Right) { -right } else { right };
        let there = ink.differs(page, found.scale, (found.x - right, found.y - down));
        right.abs().max(down.abs()) < NEARBY && there <= found.differs + NO_WORSE
    };
    let judge = |at: usize, ink: &Ink, look: &Look| match (look.meant, look.found) {
        (None, _) if ink.is_blank(expected.dpi) => None,
        (None, _) if !expected.explain => Some(Kind::NotBlank(None)),
        (None, _) => Some(Kind::NotBlank(which(ink, expected, scale).map(|(page, ..)| page))),
        (Some(_), Some(found)) => {
            let edges = typical(at, Some(found))?;
            let middle = in_the_middle(at).filter(|_| spine_of(at).is_some()).unwrap_or(edges);
            let lies = Place { from_spine: from_spine(at, found.x), from_head: found.y };
            let kind = amiss(look.meant, ink, found, scale, [edges, middle], lies, expected)?;
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
                kind,
            });
        }
    }
    Reading { blanks, scale, place, faults }
}
