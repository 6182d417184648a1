//! Faults in plain words.

use super::{Fault, Kind};
use crate::fold::Spine;
use crate::geometry::Turn;

fn turned(turn: Turn) -> &'static str {
    match turn {
        Turn::None => "upright",
        Turn::Quarter => "on its right side",
        Turn::Half => "upside down",
        Turn::ThreeQuarter => "on its left side",
    }
}

impl Fault {
    /// What is wrong, where, and with which page, in plain words.
    pub fn words(&self) -> String {
        let fault = self;
        let meant = fault.meant.map_or("a blank page".to_owned(), |page| format!("page {page}"));
        let side = if fault.back { "back" } else { "front" };
        let at = format!("sheet {}, {side}", fault.sheet);
        let copy = if fault.copy > 1 { format!(" of copy {}", fault.copy) } else { String::new() };
        let what = match &fault.kind {
            Kind::Another(page, turn) => format!("page {page} stands there, {}", turned(*turn)),
            Kind::Turned(turn) => format!("it stands {}", turned(*turn)),
            Kind::Mirrored => "it is printed as in a mirror".to_owned(),
            Kind::Missing => "nothing is printed there".to_owned(),
            Kind::NotBlank(Some(page)) => format!("page {page} is printed there"),
            Kind::NotBlank(None) => "something is printed there".to_owned(),
            Kind::Scaled(by) => format!("it is printed at {:.1} % of the others", by * 100.0),
            Kind::Moved(away, along) => {
                let way = |by: f64, less: &str, more: &str| {
                    format!("{:.1} mm {}", by.abs(), if by < 0.0 { less } else { more })
                };
                let spine = |by| way(by, "nearer to the spine", "further from the spine");
                let (first, second) = match fault.spine {
                    None => (way(*away, "further left", "further right"), ("higher", "lower")),
                    Some(Spine::Left | Spine::Right) => (spine(*away), ("higher", "lower")),
                    Some(Spine::Head | Spine::Foot) => {
                        (spine(*away), ("further left", "further right"))
                    }
                };
                format!("it lies {first} and {} than the others", way(*along, second.0, second.1))
            }
            Kind::Clipped(lost) => format!("{:.0} % of it is not printed", (lost * 100.0).max(1.0)),
            Kind::Unknown => "something else is printed there".to_owned(),
        };
        format!("place {}{copy} ({at}), where {meant} should be: {what}", fault.place)
    }
}
