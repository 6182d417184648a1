//! Printers that do as they like: the driver scales, the paper is another, the
//! edges stay white. The booklet still has to be whole and to fold in its
//! middle.

use handpress::geometry::{Paper, Size};
use handpress::raster::Bitmap;

use crate::booklets::{everything, hayro};

const DPI: f64 = 100.0;
/// No office printer prints nearer to the edge.
const WHITE_EDGE_MM: f64 = 6.0;

/// Where the ink of a picture is: left, top, right, bottom, in millimetres from
/// the middle of the side.
fn ink_from_middle(side: &Bitmap) -> Option<[f64; 4]> {
    let rows = (0..side.height()).flat_map(|y| (0..side.width()).map(move |x| (x, y)));
    let dark = rows.filter(|(x, y)| side.dark(*x, *y) > 40);
    let bounds = dark.fold(None, |bounds: Option<[usize; 4]>, (x, y)| {
        let [l, t, r, b] = bounds.unwrap_or([x, y, x, y]);
        Some([l.min(x), t.min(y), r.max(x), b.max(y)])
    });
    let mm = |pixels: f64| pixels / DPI * 25.4;
    let (width, height) = (side.width() as f64, side.height() as f64);
    bounds.map(|[l, t, r, b]| {
        [
            mm(l as f64 - width / 2.0),
            mm(t as f64 - height / 2.0),
            mm((r + 1) as f64 - width / 2.0),
            mm((b + 1) as f64 - height / 2.0),
        ]
    })
}

/// Whether all the ink of a side is printed on `paper`, scaled about the middle.
fn is_whole(ink: [f64; 4], scale: f64, paper: Size) -> bool {
    let right = paper.width.to_mm() / 2.0 - WHITE_EDGE_MM;
    let bottom = paper.height.to_mm() / 2.0 - WHITE_EDGE_MM;
    let [l, t, r, b] = ink.map(|mm| mm * scale);
    -l <= right && r <= right && -t <= bottom && b <= bottom
}

#[test]
fn booklets_stay_whole_whatever_the_driver_does() {
    let scratch = everything();
    scratch.build();
    let mut sides_with_ink = 0;
    for paper in [Paper::A4, Paper::Letter] {
        let other = if paper == Paper::A4 { Paper::Letter } else { Paper::A4 };
        for flip in ["short-edge", "long-edge"] {
            let name = format!("out/a/a-booklet-{}-{flip}.pdf", paper.name());
            for (number, side) in hayro(&scratch.read(&name), DPI).iter().enumerate() {
                let Some(ink) = ink_from_middle(side) else { continue };
                sides_with_ink += 1;
                let here = format!("{name}, side {}: {ink:.1?}", number + 1);
                assert!(is_whole(ink, 1.0, paper.landscape()), "as it is: {here}");
                assert!(is_whole(ink, 0.92, paper.landscape()), "at 92 %: {here}");
                assert!(is_whole(ink, 1.0, other.landscape()), "on {other:?}: {here}");
                assert!(is_whole(ink, 0.92, other.landscape()), "both: {here}");
                // Scaling about the middle of the sheet leaves the fold where
                // it is, so nothing may lie in the fold.
                let middle = side.width() / 2;
                let gutter = (4.0 / 25.4 * DPI) as usize;
                let in_fold = (0..side.height())
                    .any(|y| (middle - gutter..middle + gutter).any(|x| side.dark(x, y) > 40));
                assert!(!in_fold, "ink in the fold: {here}");
            }
        }
    }
    assert!(sides_with_ink > 20, "only {sides_with_ink} sides had ink");
}
