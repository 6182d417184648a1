//! How far the pages of inner leaves were moved towards the spine, read off the
//! places where they lie.

/// How deep a leaf lies in the pile, from its outside.
pub(super) fn depth(at: usize, places: usize) -> f64 {
    let (leaf, leaves) = (at / 2, places / 2);
    leaf.min(leaves.saturating_sub(leaf + 1)) as f64
}

/// How much further from the spine each leaf lies than the one around it: less
/// than nothing where creep was reckoned with. The median of the slopes between
/// all places (Theil and Sen), so that a few pages that were moved do not count.
pub(super) fn creep(measured: &[(usize, f64)], places: usize) -> f64 {
    if measured.len() < FEW_PLACES {
        return 0.0;
    }
    let few = measured.len().div_ceil(MOST_PAIRED);
    let some: Vec<(f64, f64)> =
        measured.iter().step_by(few).map(|(at, x)| (depth(*at, places), *x)).collect();
    let slopes = some.iter().enumerate().flat_map(|(at, (one, x))| {
        let later = some.get(at + 1..).unwrap_or_default();
        later
            .iter()
            .filter(move |(other, _)| other != one)
            .map(move |(other, y)| (y - x) / (other - one))
    });
    let slope = median(slopes).unwrap_or(0.0).clamp(-THICKEST, THICKEST);
    // Only if it explains most of what is seen: else it is noise.
    let spread = |slope: f64| {
        let rest: Vec<f64> = some.iter().map(|(depth, x)| x - slope * depth).collect();
        let middle = median(rest.iter().copied()).unwrap_or(0.0);
        median(rest.iter().map(|x| (x - middle).abs())).unwrap_or(0.0)
    };
    if spread(slope) * 2.0 < spread(0.0) { slope } else { 0.0 }
}

/// From fewer places no creep is read.
const FEW_PLACES: usize = 6;
/// So many places are paired with each other.
const MOST_PAIRED: usize = 200;
/// No paper is thicker, in millimetres.
const THICKEST: f64 = 0.4;

pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
