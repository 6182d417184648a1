//! A page's boxes: inherited, reversed, offset, scaled and turned.

use lopdf::{Dictionary, Document, Object};

use super::numbers::value;
use crate::geometry::{Length, Size, Turn};

/// A rectangle in a page's own space, in points, y upwards.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct PageBox {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl PageBox {
    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.top - self.bottom
    }

    pub(super) fn intersection(self, other: Self) -> Option<Self> {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (both.width() > 0.0 && both.height() > 0.0).then_some(both)
    }
}

/// US Letter, what readers assume for a page that says nothing.
pub(super) const LETTER: PageBox = PageBox { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };

/// What the boxes of a page come to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Boxes {
    /// The area that the booklet's page shows.
    pub trim: PageBox,
    /// The area in which the page may print: the trim and its bleed.
    pub bleed: PageBox,
    /// How the page is turned when shown.
    pub turn: Turn,
    /// Points for a unit of the page's space.
    pub unit: f64,
}

impl Boxes {
    /// The page's size as shown.
    pub(super) fn size(self) -> Size {
        let size = Size::new(
            Length::pt(self.trim.width() * self.unit),
            Length::pt(self.trim.height() * self.unit),
        );
        size.turned(self.turn)
    }
}

/// The media and the crop box of a page whose own are empty or outside each other,
/// which every program reads otherwise: what is printed of it. None if they are well.
pub(super) fn mended(doc: &Document, page: &Dictionary) -> Option<[PageBox; 2]> {
    let media = rectangle(doc, inherited(doc, page, b"MediaBox"));
    let written = inherited(doc, page, b"CropBox");
    let whole = media.unwrap_or(LETTER);
    let crop = rectangle(doc, written).and_then(|crop| crop.intersection(whole));
    let is_well = media.is_some() && (written.is_none() || crop.is_some());
    (!is_well).then_some([whole, crop.unwrap_or(whole)])
}

/// Reads the boxes of a page. None if it has no area.
pub(super) fn boxes(doc: &Document, page: &Dictionary) -> Option<Boxes> {
    let media = rectangle(doc, inherited(doc, page, b"MediaBox")).unwrap_or(LETTER);
    let crop = rectangle(doc, inherited(doc, page, b"CropBox"));
    let crop = crop.and_then(|crop| crop.intersection(media)).unwrap_or(media);
    let own = |name: &[u8]| {
        rectangle(doc, entry(doc, page, name)).and_then(|found| found.intersection(media))
    };
    // What a reader is not shown is no page.
    let given_trim = own(b"TrimBox").and_then(|trim| trim.intersection(crop));
    let trim = given_trim.unwrap_or(crop);
    // What lies outside a trim that was given is marks, unless it is bleed.
    let bleed = own(b"BleedBox").unwrap_or(given_trim.unwrap_or(crop));
    let turn = inherited(doc, page, b"Rotate").and_then(value).unwrap_or(0.0);
    let unit = entry(doc, page, b"UserUnit").and_then(value);
    let unit = unit.filter(|unit| *unit > 0.0 && *unit < 1000.0).unwrap_or(1.0);
    let sane = |length: f64| (0.1..1e6).contains(&(length * unit));
    #[allow(clippy::cast_possible_truncation, reason = "saturates; only quarters count")]
    let quarters = (turn / 90.0).round() as i64;
    (sane(trim.width()) && sane(trim.height())).then_some(Boxes {
        trim,
        bleed,
        turn: Turn::from_quarters(quarters),
        unit,
    })
}

/// An attribute that a page may take from the nodes above it.
pub(super) fn inherited<'a>(
    doc: &'a Document,
    page: &'a Dictionary,
    name: &[u8],
) -> Option<&'a Object> {
    let mut node = page;
    // A page tree is flat; a deep one is a circle.
    for _ in 0..64 {
        if let Some(found) = entry(doc, node, name) {
            return Some(found);
        }
        node = entry(doc, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// What a dictionary has under a name, through references.
pub(super) fn entry<'a>(
    doc: &'a Document,
    dict: &'a Dictionary,
    name: &[u8],
) -> Option<&'a Object> {
    // A page lacks most of what it may have, and to look through its few names
    // takes a quarter of the time of lopdf's hash and error.
    let found = if dict.len() <= FEW {
        dict.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    } else {
        dict.get(name).ok()
    };
    deref(doc, found?)
}

/// Names that are looked through one by one.
const FEW: usize = 16;

/// What an object is, through references; None for a dangling one.
pub(super) fn deref<'a>(doc: &'a Document, object: &'a Object) -> Option<&'a Object> {
    doc.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
}

/// A rectangle whose corners may be given in any order. None without an area.
pub(super) fn rectangle(doc: &Document, object: Option<&Object>) -> Option<PageBox> {
    let array = object?.as_array().ok()?;
    let mut corners = array.iter().map(|object| deref(doc, object).and_then(value));
    let mut next = || corners.next().flatten();
    let (x0, y0, x1, y1) = (next()?, next()?, next()?, next()?);
    let found =
        PageBox { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) };
    (found.width() > 0.0 && found.height() > 0.0).then_some(found)
}
