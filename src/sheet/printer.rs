//! What a printer does that sheets are made for.

use super::Plan;
use crate::geometry::{Length, Point};

/// A printer, as its test sheet shows it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Printer {
    /// What it leaves white at the edges of the paper, if that is known.
    pub white: Option<Length>,
    /// How far to the right and down it lays the back beside the front.
    pub back_shift: Point,
    /// If it prints on one side only: how printed sheets lie in its tray.
    pub by_hand: Option<Face>,
}

/// How printed sheets lie in a tray, the last one on top.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// With their print in sight: the pile is turned over to print the backs.
    Up,
    /// With their print hidden: the pile is put back as it lies.
    Down,
}

/// No printer lays the back further beside the front, and none leaves more white.
const MOST_SHIFT: Length = Length::mm_const(20);
const MOST_WHITE: Length = Length::mm_const(30);

impl Printer {
    /// The same, if it can be.
    ///
    /// # Errors
    /// What no printer does.
    pub fn checked(self) -> Result<Self, String> {
        if self.white.is_some_and(|white| !(Length::ZERO..=MOST_WHITE).contains(&white)) {
            return Err(format!("printers leave up to {MOST_WHITE} white"));
        }
        let Point { x, y } = self.back_shift;
        if x.abs().max(y.abs()) > MOST_SHIFT {
            return Err(format!("no printer lays the back {MOST_SHIFT} beside the front"));
        }
        Ok(self)
    }

    /// The plan, with backs moved as this printer wants them.
    pub fn adjusted(&self, plan: Plan) -> Plan {
        let Point { x, y } = self.back_shift;
        plan.with_backs_moved(Point { x: -x, y: -y })
    }
}
