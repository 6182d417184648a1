//! The same proof as in `booklets`, with poppler's eyes.

use handpress::raster::Bitmap;
use handpress::sheet::Binding;

use super::{arg, repository, tool_bytes};
use crate::booklets::{check_all, everything, mistakes};
use crate::scratch::Scratch;
use crate::unfold::Eyes;

/// Sees with poppler, which sets a glyph on whole pixels, rounding down even
/// where the page stands on its head, and so has to draw much finer.
const POPPLER: Eyes = Eyes { render: poppler, dpi: 600.0, reduce: 12 };

/// Renders with pdftoppm.
fn poppler(bytes: &[u8], dpi: f64) -> Vec<Bitmap> {
    let scratch = Scratch::empty();
    scratch.put("in.pdf", bytes);
    let (input, output) = (scratch.path("in.pdf"), scratch.path("page"));
    let dpi = dpi.to_string();
    tool_bytes("pdftoppm", &["-r", &dpi, "-gray", arg(&input), arg(&output)]);
    scratch.files("").into_iter().filter(|(name, _)| name.ends_with(".pgm")).map(pgm).collect()
}

/// A PGM as pdftoppm writes it: `P5`, width, height, 255, pixels.
fn pgm((name, bytes): (String, Vec<u8>)) -> Bitmap {
    let mut at = 0;
    let mut word = || {
        let start = at;
        while !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        at += 1;
        String::from_utf8_lossy(&bytes[start..at - 1]).into_owned()
    };
    assert_eq!(word(), "P5", "{name}");
    let (width, height, most) = (word(), word(), word());
    assert_eq!(most, "255", "{name}");
    let size = |text: String| text.parse().expect("a number");
    Bitmap::new(size(width), size(height), bytes[at..].to_vec())
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn what_is_built_folds_into_what_is_read() {
    let scratch = everything();
    scratch.build();
    check_all(&scratch, "a", Binding::Left, POPPLER);
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn every_mistake_shows() {
    let scratch = everything();
    scratch.build();
    mistakes(&scratch.read("out/a/a-read.pdf"), POPPLER);
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn the_repository_folds() {
    use crate::booklets::promise;
    use crate::unfold::{LIMIT, differences};
    use handpress::geometry::Paper;
    use handpress::sheet::Flip;
    let (scratch, slugs) = repository();
    for slug in &slugs {
        let read = scratch.read(&format!("out/{slug}/{slug}-read.pdf"));
        for paper in [Paper::A4, Paper::Letter] {
            let name = format!("out/{slug}/{slug}-booklet-{}-short-edge.pdf", paper.name());
            let promise = promise(paper, Flip::ShortEdge, Binding::Left);
            let found = differences(&read, &scratch.read(&name), promise, POPPLER);
            assert!(found.iter().all(|far| *far < LIMIT), "{name}: {found:.2?}");
        }
    }
}
