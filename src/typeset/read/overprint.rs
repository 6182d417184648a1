//! Words that stand over one another, so that nobody can read them.

use typst::layout::{Abs, Point, Transform};
use typst::text::TextItem;

/// How high small letters are, in em: ascenders and descenders of lines that stand close
/// may meet.
const SMALL_LETTERS: f64 = 0.45;
/// So much of the lower of two runs has to be covered, in heights of its small letters, to
/// its side and from above: letters that are set close may touch.
const ACROSS: f64 = 0.5;
const DOWN: f64 = 0.4;

/// A run of letters on its page; all in points from the page's top left.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Run {
    /// The byte of `main.typ` that it comes from, if it does.
    pub byte: Option<usize>,
    /// What it says.
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// The top of its small letters.
    pub top: f64,
    /// The foot of them.
    pub bottom: f64,
}

impl Run {
    /// A run that is seen; none if it has no letters, or stands askew.
    pub(super) fn of(text: &TextItem, byte: Option<usize>, at: Transform) -> Option<Self> {
        let is_askew = |one: f64, other: f64| one.abs() > 1e-6 && other.abs() > 1e-6;
        if is_askew(at.sx.get(), at.ky.get()) || !text.text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let corner = |x: Abs, y: Abs| {
            let point = Point::new(x, y).transform(at);
            (point.x.to_pt(), point.y.to_pt())
        };
        let (one, other) =
            (corner(Abs::zero(), -text.size * SMALL_LETTERS), corner(text.width(), Abs::zero()));
        Some(Self {
            byte,
            text: text.text.trim().to_owned(),
            left: one.0.min(other.0),
            right: one.0.max(other.0),
            top: one.1.min(other.1),
            bottom: one.1.max(other.1),
        })
    }

    fn covers(&self, other: &Self) -> bool {
        let low = (self.bottom - self.top).min(other.bottom - other.top);
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.bottom.min(other.bottom) - self.top.max(other.top);
        // The same words once more, a trace aside, are a shadow, or meant to be bolder.
        let is_shadow = self.text == other.text && (self.left - other.left).abs() < low;
        across > ACROSS * low && down > DOWN * low && !is_shadow
    }
}

/// The runs of a page that stand over others, and these; all are put in order from the top.
pub(super) fn over(runs: &mut [Run]) -> Vec<usize> {
    runs.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut found = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let below = runs.iter().enumerate().skip(at + 1);
        for (next, other) in below.take_while(|(_, other)| other.top < run.bottom) {
            if run.covers(other) {
                found.extend([at, next]);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, left: f64, top: f64) -> Run {
        let right = left + 5.0 * text.len() as f64;
        Run { text: text.into(), left, right, top, bottom: top + 4.5, byte: None }
    }

    #[test]
    fn what_stands_over_other_words_is_found() {
        let words = [run("beside", 0.0, 0.0), run("this", 30.5, 0.0), run("below", 0.0, 11.0)];
        assert!(over(&mut words.clone()).is_empty());
        let mut over_next = words.to_vec();
        over_next.push(run("over", 25.0, 12.0));
        assert!(over(&mut over_next).is_empty());
        over_next.push(run("lapping", 20.0, 1.0));
        assert_eq!(over(&mut over_next), [0, 1, 2]);
        // A note's mark stands higher, close to its word.
        let marked =
            &mut [run("word", 0.0, 10.0), Run { top: 6.0, bottom: 9.0, ..run("1", 19.0, 0.0) }];
        assert!(over(marked).is_empty());
        assert!(over(&mut [run("bold", 0.0, 0.0), run("bold", 0.3, 0.0)]).is_empty());
        assert_eq!(over(&mut [run("bold", 0.0, 0.0), run("bold", 12.0, 0.0)]), [0, 1]);
    }
}
