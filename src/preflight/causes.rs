//! Why sheets do not read right: the other handlings of the same paper are
//! tried, and the one that reads right is the likely cause.

use super::expected::Expected;
use super::reading;
use super::{Proof, sides};
use crate::fold::{self, Window};
use crate::sheet::{Axis, Edge, Finish, Flip, Hands, Moves};

/// What was probably meant instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The sheets are for a printer that turns the paper on this edge.
    OtherFlip(Flip),
    /// They are for a work that is bound on the other side.
    OtherBinding(Edge),
    /// Both of these.
    OtherFlipAndBinding(Flip, Edge),
    /// The sheets lie in reverse order.
    Reversed,
    /// What should be a front is a back.
    FrontsAndBacks,
    /// Inner leaves are moved away from the spine, not towards it.
    Outwards,
}

impl Cause {
    /// In plain words.
    pub fn words(self) -> String {
        let edge = |flip: Flip| match flip {
            Flip::ShortEdge => "short-edge",
            Flip::LongEdge => "long-edge",
        };
        let side = |edge: Edge| match edge {
            Edge::Left => "left",
            Edge::Right => "right",
            Edge::Top => "top",
        };
        match self {
            Self::OtherFlip(flip) => {
                format!("backs are upside down: this file is for {} duplex", edge(flip))
            }
            Self::OtherBinding(binding) => {
                format!("this file is for a work that is bound at the {}", side(binding))
            }
            Self::OtherFlipAndBinding(flip, binding) => format!(
                "this file is for {} duplex, and for a work that is bound at the {}",
                edge(flip),
                side(binding)
            ),
            Self::Reversed => "the sheets are in reverse order: the last comes first".to_owned(),
            Self::FrontsAndBacks => "fronts and backs are exchanged".to_owned(),
            Self::Outwards => {
                "creep goes the wrong way: inner pages are moved away from the spine".to_owned()
            }
        }
    }
}

/// The handling that leaves the fewest faults, if it leaves far fewer.
pub(super) fn cause(proof: &Proof<'_>, expected: &Expected<'_>, faults: usize) -> Option<Cause> {
    let sheets = proof.sides.len().div_ceil(2);
    let expected = &Expected { explain: false, ..*expected };
    let mut best: Option<(usize, Cause)> = None;
    for handling in handlings(proof.hands, proof.flip) {
        let copies = handling.windows(sheets);
        let left: usize = copies
            .iter()
            .map(|handled| {
                reading::read(&sides::seen(proof.sides, handled), handled, expected).faults.len()
            })
            .sum();
        if best.is_none_or(|(least, _)| left < least) {
            best = Some((left, handling.cause));
        }
    }
    best.filter(|(left, _)| *left * 4 <= faults).map(|(_, cause)| cause)
}

/// Another handling of the same paper, and what it would be the reason of.
pub(super) struct Handling {
    pub cause: Cause,
    hands: Hands,
    flip: Flip,
    order: Order,
}

impl Handling {
    /// What is read of so many sheets.
    pub(super) fn windows(&self, sheets: usize) -> Vec<Vec<Window>> {
        let mut copies = fold::windows(&self.hands, sheets, self.flip);
        for window in copies.iter_mut().flatten() {
            match self.order {
                Order::AsTheyAre => {}
                Order::Reversed => window.sheet = sheets.saturating_sub(window.sheet + 1),
                Order::Exchanged => window.back = !window.back,
            }
        }
        copies
    }
}

/// The other handlings that people take for this one.
pub(super) fn handlings(hands: &Hands, flip: Flip) -> Vec<Handling> {
    let other_flip = match flip {
        Flip::ShortEdge => Flip::LongEdge,
        Flip::LongEdge => Flip::ShortEdge,
    };
    let with =
        |cause, hands: &Hands, flip, order| Handling { cause, hands: hands.clone(), flip, order };
    let mut all = vec![with(Cause::OtherFlip(other_flip), hands, other_flip, Order::AsTheyAre)];
    if let Some((edge, other)) = other_binding(hands) {
        all.push(with(Cause::OtherBinding(edge), &other, flip, Order::AsTheyAre));
        let both = Cause::OtherFlipAndBinding(other_flip, edge);
        all.push(with(both, &other, other_flip, Order::AsTheyAre));
    }
    all.push(with(Cause::Reversed, hands, flip, Order::Reversed));
    all.push(with(Cause::FrontsAndBacks, hands, flip, Order::Exchanged));
    all
}

enum Order {
    AsTheyAre,
    Reversed,
    Exchanged,
}

/// The same work bound on its other side.
fn other_binding(hands: &Hands) -> Option<(Edge, Hands)> {
    let edge = match hands.finish {
        Finish::Bound(Edge::Left) => Edge::Right,
        Finish::Bound(Edge::Right) => Edge::Left,
        _ => return None,
    };
    let mut other = hands.clone();
    other.finish = Finish::Bound(edge);
    for fold in other.folds.iter_mut().filter(|fold| fold.axis == Axis::Upright) {
        fold.moves = match fold.moves {
            Moves::Before => Moves::After,
            Moves::After => Moves::Before,
        };
    }
    Some((edge, other))
}
