//! Why sheets do not read right: the other handlings of the same paper are
//! tried, and the one that reads right is the likely cause.

use super::reading::{self, Expected};
use super::{Proof, Scene};
use crate::fold;
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
        }
    }
}

/// The handling that leaves the fewest faults, if it leaves far fewer.
pub(super) fn cause(
    proof: &Proof<'_>,
    scene: &Scene,
    expected: &Expected<'_>,
    faults: usize,
) -> Option<Cause> {
    let sheets = proof.sides.len().div_ceil(2);
    let expected = &Expected { explain: false, ..*expected };
    let other_flip = match proof.flip {
        Flip::ShortEdge => Flip::LongEdge,
        Flip::LongEdge => Flip::ShortEdge,
    };
    let mut tries: Vec<(Cause, Hands, Flip, Order)> =
        vec![(Cause::OtherFlip(other_flip), proof.hands.clone(), other_flip, Order::AsTheyAre)];
    if let Some((edge, hands)) = other_binding(proof.hands) {
        tries.push((Cause::OtherBinding(edge), hands.clone(), proof.flip, Order::AsTheyAre));
        let both = Cause::OtherFlipAndBinding(other_flip, edge);
        tries.push((both, hands, other_flip, Order::AsTheyAre));
    }
    tries.push((Cause::Reversed, proof.hands.clone(), proof.flip, Order::Reversed));
    tries.push((Cause::FrontsAndBacks, proof.hands.clone(), proof.flip, Order::Exchanged));
    let mut best: Option<(usize, Cause)> = None;
    for (cause, hands, flip, order) in tries {
        let copies = fold::windows(&hands, sheets, flip);
        let left: usize = copies
            .iter()
            .map(|windows| {
                let mut handled = windows.clone();
                for window in &mut handled {
                    match order {
                        Order::AsTheyAre => {}
                        Order::Reversed => window.sheet = sheets.saturating_sub(window.sheet + 1),
                        Order::Exchanged => window.back = !window.back,
                    }
                }
                reading::read(&scene.seen(&handled), &handled, expected).faults.len()
            })
            .sum();
        if best.is_none_or(|(least, _)| left < least) {
            best = Some((left, cause));
        }
    }
    best.filter(|(left, _)| *left * 4 <= faults).map(|(_, cause)| cause)
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
