//! A plan for other programs.

use serde::Serialize;

use super::show::steps;
use crate::geometry::{Length, Rect};
use crate::sheet::{self, Slot};

/// A plan; lengths in millimetres from the upper left corner of the sheet.
#[derive(Serialize)]
struct Plan<'a> {
    paper: Extent,
    flip: &'a str,
    /// How many folded sheets each section nests.
    sections: &'a [usize],
    sheets: Vec<Sheet>,
    /// What hands do, in words.
    steps: Vec<String>,
    /// Of this description: keys may come, none goes or changes its meaning.
    version: u32,
}

#[derive(Serialize)]
struct Extent {
    width: f64,
    height: f64,
}

#[derive(Serialize)]
struct Sheet {
    front: Side,
    back: Side,
}

#[derive(Serialize)]
struct Side {
    slots: Vec<Place>,
    /// What is cut out of the sheet.
    trim: Option<Area>,
}

#[derive(Serialize)]
struct Place {
    /// None for a blank one.
    page: Option<usize>,
    /// Degrees, clockwise.
    turn: u16,
    /// Of the page.
    #[serde(flatten)]
    area: Area,
    /// As far as it may print.
    bleed: Area,
}

#[derive(Serialize)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// A plan as one JSON object: `paper`, `flip`, `sections`, `sheets` (each with
/// `front` and `back`, their `slots` and `trim`), `steps`, `version`.
pub fn json(plan: &sheet::Plan) -> String {
    let sheets = plan.sheets.iter();
    let sheets = sheets.map(|sheet| Sheet { front: side(&sheet.front), back: side(&sheet.back) });
    let plan = Plan {
        paper: Extent { width: mm(plan.paper.width), height: mm(plan.paper.height) },
        flip: plan.flip.name(),
        sections: &plan.hands.sections,
        sheets: sheets.collect(),
        steps: steps(&plan.hands),
        version: 1,
    };
    // Nothing here has keys that are no strings, which alone cannot be written.
    serde_json::to_string(&plan).unwrap_or_default()
}

fn side(side: &sheet::Side) -> Side {
    let place = |slot: &Slot| Place {
        page: slot.page,
        turn: u16::from(slot.placement.turn.quarters()) * 90,
        area: area(slot.placement.page),
        bleed: area(slot.placement.cell),
    };
    Side { slots: side.slots.iter().map(place).collect(), trim: side.trim.map(area) }
}

fn area(Rect { origin, size }: Rect) -> Area {
    Area { x: mm(origin.x), y: mm(origin.y), width: mm(size.width), height: mm(size.height) }
}

/// Millimetres, to a thousandth.
fn mm(length: Length) -> f64 {
    (length.to_mm() * 1000.0).round() / 1000.0
}
