//! Saddle stitch: sheets folded once, one inside the other, stapled in the fold.
//!
//! Of a booklet of n pages (a multiple of four) the outermost sheet carries
//! pages n and 1 on its front and 2 and n−1 behind them; each sheet further in
//! takes the next two from both ends.

use super::place::{self, Half};
use super::{Imposed, Job, Lay, gather};
use crate::sheet::{Binding, Flip, PageNo, Plan, Sheet, Side, Slot};

/// Plans the sheets of a job whose numbers are known to be sane.
pub(super) fn plan(job: &Job<'_>) -> Imposed {
    let gathered = gather(job.pages.len(), job.blanks);
    let largest = place::largest(job.pages);
    let scale = place::scale(largest, job.paper);
    let size_of = |page: Option<PageNo>| {
        let size = page.and_then(|number| job.pages.get(number - 1)).copied().unwrap_or(largest);
        place::scaled(size, scale)
    };
    let mut marks_left_out = false;
    let mut side = |left: Option<PageNo>, right: Option<PageNo>| {
        let (left, right) = match job.binding {
            Binding::Left => (left, right),
            Binding::Right => (right, left),
        };
        let place = |page, half| place::place(size_of(page), job.paper, job.lay, half);
        let (on_left, on_right) = (place(left, Half::Left), place(right, Half::Right));
        let marks = match job.lay {
            Lay::Untrimmed { .. } => Vec::new(),
            Lay::Trimmed { bleed } => {
                let (marks, missing) = place::marks(on_left.page, on_right.page, bleed, job.paper);
                marks_left_out |= missing;
                marks
            }
        };
        let slots = vec![
            Slot { page: left, placement: on_left },
            Slot { page: right, placement: on_right },
        ];
        Side { slots, marks }
    };
    let mut sheets = Vec::with_capacity(gathered.len() / 4);
    let mut rest = gathered.as_slice();
    while let [first, second, inner @ .., before_last, last] = rest {
        let front = side(*last, *first);
        let back = side(*second, *before_last);
        let back = match job.flip {
            Flip::ShortEdge => back,
            // Turned over its long edge, a landscape sheet shows its back head down.
            Flip::LongEdge => back.half_turned(job.paper),
        };
        sheets.push(Sheet { front, back });
        rest = inner;
    }
    Imposed { plan: Plan { paper: job.paper, flip: job.flip, sheets }, scale, marks_left_out }
}
