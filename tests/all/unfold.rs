//! A finished booklet against its pages: the sheets are printed, folded and
//! read by `fold`, and every page that a reader sees is compared with the page
//! that was meant.

use handpress::fold;
use handpress::geometry::{Length, Paper, Rect, Size};
use handpress::raster::Bitmap;
use handpress::sheet::{Axis, Binding, Finish, Flip, Fold, Hands, Moves, Parts, Way};

/// A renderer, and how finely it has to draw.
#[derive(Clone, Copy)]
pub struct Eyes {
    /// Renders all pages of a PDF at so many dots an inch.
    pub render: fn(&[u8], f64) -> Vec<Bitmap>,
    /// About so many dots an inch.
    pub dpi: f64,
    /// Pictures are compared at such a part of the resolution at which they
    /// are rendered, so that a hair's breadth of a pixel counts for little.
    pub reduce: usize,
}

/// How a booklet was promised to be made.
#[derive(Clone, Copy)]
pub struct Promise {
    pub paper: Paper,
    pub flip: Flip,
    pub binding: Binding,
    pub page: Size,
    /// The share of the spare width at the fold, of the spare height at the head.
    pub inner: f64,
    pub top: f64,
}

/// Above this a page is not the page that was meant.
pub const LIMIT: f64 = 0.25;

/// For each page of the booklet, how far it is from the page that was meant:
/// the sum of differences divided by the page's own ink. For a page that is
/// meant to be blank, 0 if it is blank and infinity if it is not.
pub fn differences(read: &[u8], booklet: &[u8], promise: Promise, eyes: Eyes) -> Vec<f64> {
    let paper = promise.paper.landscape();
    let half = Size::new(paper.width / 2, paper.height);
    let inner = (half.width - promise.page.width).scale(promise.inner);
    let top = (half.height - promise.page.height).scale(promise.top);
    let left_page = half.width - inner - promise.page.width;
    let dpi = resolution(&[half.width, half.height, half.width + inner, left_page, top], eyes.dpi);
    let pages = (eyes.render)(read, dpi);
    let sides = (eyes.render)(booklet, dpi);
    assert_eq!(sides.len() % 2, 0, "a sheet has two sides");
    let hands = folded_once(paper, sides.len() / 2, promise.binding);
    let windows = fold::windows(&hands, sides.len() / 2, promise.flip).remove(0);
    assert!(windows.len() >= pages.len(), "{} pages on {} sides", pages.len(), sides.len());
    let compare = |(at, window): (usize, &fold::Window)| {
        let side = &sides[window.sheet * 2 + usize::from(window.back)];
        let seen = side.cut(window.part, dpi).turned(window.turn);
        // The first page lies at the right of the fold, if bound on the left.
        let fold_is_left = (at % 2 == 0) == (promise.binding == Binding::Left);
        let left = if fold_is_left { inner } else { half.width - inner - promise.page.width };
        let area = Rect::new(left, top, promise.page.width, promise.page.height);
        let blank = Bitmap::new(1, 1, vec![u8::MAX]);
        let meant = pages.get(at).unwrap_or(&blank);
        if meant.ink() == 0 {
            return if seen.ink() == 0 { 0.0 } else { f64::INFINITY };
        }
        let (seen, meant) = (seen.cut(area, dpi).reduced(eyes.reduce), meant.reduced(eyes.reduce));
        seen.difference(&meant) as f64 / meant.ink() as f64
    };
    windows.iter().enumerate().map(compare).collect()
}

/// A pile of sheets folded in its middle, the spine at the binding's side.
pub fn folded_once(paper: Size, sheets: usize, binding: Binding) -> Hands {
    let moves = if binding == Binding::Left { Moves::Before } else { Moves::After };
    Hands {
        together: false,
        columns: vec![paper.width / 2; 2],
        rows: vec![paper.height],
        cuts: Vec::new(),
        parts: Parts::Stacked,
        back_up: false,
        folds: vec![Fold { axis: Axis::Upright, at: 1, moves, way: Way::Under }],
        sections: vec![sheets],
        finish: Finish::Bound(binding.into()),
    }
}

/// The resolution near `wanted` at which all these places fall on whole pixels,
/// as nearly as can be: otherwise two renderings of the same page differ by
/// where the grid lies.
fn resolution(places: &[Length], wanted: f64) -> f64 {
    let off = |dpi: f64| {
        let pixels = places.iter().map(|place| place.ratio(Length::IN) * dpi);
        pixels.map(|pixel| (pixel - pixel.round()).abs()).fold(0.0, f64::max)
    };
    let candidates = (0..8000).map(|step| wanted - 20.0 + f64::from(step) * 0.005);
    candidates.min_by(|a, b| off(*a).total_cmp(&off(*b))).unwrap_or(wanted)
}
