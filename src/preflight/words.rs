//! Faults in plain words.

use super::{Fault, Kind};
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
            Kind::Moved(right, down) => format!(
                "it lies {:.1} mm {} the spine and {:.1} mm {} than the others",
                right.abs(),
                if *right < 0.0 { "nearer to" } else { "further from" },
                down.abs(),
                if *down < 0.0 { "higher" } else { "lower" },
            ),
            Kind::Clipped(lost) => format!("{:.0} % of it is not printed", (lost * 100.0).max(1.0)),
            Kind::Unknown => "something else is printed there".to_owned(),
        };
        format!("place {}{copy} ({at}), where {meant} should be: {what}", fault.place)
    }
}
