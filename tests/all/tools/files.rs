//! What the files say of themselves: ink, fonts, syntax, metadata.

use super::{arg, repository, tool};
use crate::booklets::everything;
use crate::scratch::Scratch;

/// Every PDF below a folder.
fn pdfs(scratch: &Scratch) -> Vec<String> {
    let files = scratch.files("out").into_keys();
    let pdfs: Vec<String> = files.filter(|name| name.ends_with(".pdf")).collect();
    assert!(pdfs.len() >= 3, "{pdfs:?}");
    pdfs
}

fn built(scratch: Scratch) -> Scratch {
    scratch.build();
    scratch
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn booklets_are_black_ink_only() {
    let (mut booklets, mut inked) = (0, 0);
    for scratch in [repository().0, built(everything()), colours()] {
        for name in pdfs(&scratch).iter().filter(|name| !name.ends_with("-read.pdf")) {
            booklets += 1;
            let path = scratch.path(&format!("out/{name}"));
            let coverage = tool("gs", &["-q", "-o", "-", "-sDEVICE=inkcov", arg(&path)]);
            for line in coverage.lines().filter(|line| line.contains("CMYK")) {
                let inks: Vec<f64> = line.split_whitespace().flat_map(str::parse).collect();
                assert_eq!(inks[..3], [0.0, 0.0, 0.0], "{name}: {line}");
                inked += usize::from(inks[3] > 0.0);
            }
        }
    }
    assert!(booklets >= 12 && inked > 40, "{booklets} booklets, {inked} sides with ink");
}

/// Everything that brings colour: pictures, drawings, transparency.
fn colours() -> Scratch {
    let scratch = Scratch::with(
        "title = \"Colours\"\n[cover]\nimage = \"drawing.svg\"\nalt = \"x\"\n",
        "A [link](https://example.org) and `code`.\n\n![x](drawing.svg)\n\n```rust\nfn main() {}\n```\n",
    );
    scratch.put("pamphlets/a/drawing.svg", DRAWING);
    scratch
        .run(&["build"])
        .err
        .is_empty()
        .then_some(())
        .expect("a drawing in colours needs no warning");
    scratch
}

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">
<defs>
<linearGradient id="g"><stop offset="0" stop-color="#f00"/>
<stop offset="0.4" stop-color="#ff0"/><stop offset="1" stop-color="#00f" stop-opacity="0.5"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#0f0"/><stop offset="1" stop-color="#f0f"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="3" fill="orange"/></pattern>
<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
<mask id="m"><rect width="100" height="60" fill="url(#g)"/></mask>
</defs>
<style>.a { fill: teal }</style>
<rect class="a" width="30" height="30"/><rect x="30" width="30" height="30" fill="url(#g)"/>
<rect x="60" width="30" height="30" fill="url(#r)"/><rect y="30" width="30" height="30" fill="url(#p)"/>
<circle cx="50" cy="45" r="10" fill="red" filter="url(#f)"/>
<g opacity="0.5"><rect x="80" y="40" width="10" height="10" fill="blue"/><circle cx="80" cy="40" r="5" fill="red"/></g>
<rect x="60" y="35" width="20" height="20" fill="purple" mask="url(#m)"/>
<path d="M5 5 L95 55" stroke="#0a0" stroke-width="2"/>
</svg>"##;

#[test]
#[ignore = "needs the tools of .ci/run"]
fn files_are_sound_and_carry_their_fonts() {
    for scratch in [repository().0, built(everything()), colours()] {
        for name in pdfs(&scratch) {
            let path = scratch.path(&format!("out/{name}"));
            let checked = tool("qpdf", &["--check", arg(&path)]);
            assert!(checked.contains("No syntax or stream encoding errors"), "{name}: {checked}");
            let fonts = tool("pdffonts", &[arg(&path)]);
            let mut count = 0;
            for line in fonts.lines().skip(2) {
                count += 1;
                let columns: Vec<&str> = line.split_whitespace().collect();
                // … emb sub uni object id: counted from the end.
                let at = columns.len() - 5;
                assert_eq!(columns[at..at + 2], ["yes", "yes"], "{name}: {line}");
            }
            // The test sheets are drawn in lines.
            assert!(count > 0 || name.starts_with("test-"), "{name} has no fonts");
        }
    }
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn read_files_say_what_they_are() {
    let (scratch, slugs) = repository();
    for slug in &slugs {
        let path = scratch.path(&format!("out/{slug}/{slug}-read.pdf"));
        let info = tool("pdfinfo", &[arg(&path)]);
        let field = |name: &str| {
            let line = info.lines().find(|line| line.starts_with(name));
            line.map_or("", |line| line[name.len()..].trim()).to_owned()
        };
        assert!(!field("Title:").is_empty() && !field("Author:").is_empty(), "{slug}: {info}");
        assert_eq!(field("Tagged:"), "yes", "{slug}");
        assert_eq!(field("Page size:"), "396 x 595.276 pts", "{slug}");
        let qdf = tool("qpdf", &["--qdf", "--object-streams=disable", arg(&path), "-"]);
        assert!(qdf.contains("/Lang (en-GB)") || qdf.contains("/Lang (en"), "{slug}: no language");
        assert!(qdf.contains("/Outlines"), "{slug}: no bookmarks");
        assert!(qdf.contains("/StructTreeRoot"), "{slug}: no tags");
    }
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn booklets_tell_the_driver_what_to_do() {
    let scratch = everything();
    scratch.build();
    for (edge, duplex) in [("short-edge", "Short"), ("long-edge", "Long")] {
        for paper in ["a4", "letter"] {
            let path = scratch.path(&format!("out/a/a-booklet-{paper}-{edge}.pdf"));
            let qdf = tool("qpdf", &["--qdf", "--object-streams=disable", arg(&path), "-"]);
            assert!(qdf.contains("/PrintScaling /None"), "{paper} {edge}");
            assert!(qdf.contains(&format!("/Duplex /DuplexFlip{duplex}Edge")), "{paper} {edge}");
        }
    }
}

/// No output says where, by whom and on which machine it was made, not even
/// within its packed streams.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn files_keep_quiet_about_their_maker() {
    let scratch = everything();
    scratch.put("pamphlets/a/photo.jpg", photo_with_a_secret());
    let text = scratch.read("pamphlets/a/text.md");
    scratch.put("pamphlets/a/text.md", [text.as_slice(), b"\n![A photo](photo.jpg)\n"].concat());
    scratch.build();
    let folder = scratch.path("");
    let folder = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let host = tool("uname", &["-n"]);
    let home = std::env::var("HOME").unwrap_or_default();
    let mut secrets = vec![folder, "SECRET-PLACE".to_owned()];
    secrets.extend([host.trim().to_owned(), home].into_iter().filter(|secret| secret.len() > 4));
    for name in scratch.files("out").keys() {
        let path = scratch.path(&format!("out/{name}"));
        let mut bytes = std::fs::read(&path).expect("a file");
        if name.ends_with(".pdf") {
            let args = ["--qdf", "--object-streams=disable", arg(&path), "-"];
            bytes.extend(super::tool_bytes("qpdf", &args));
        }
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{name} says `{secret}`");
        }
    }
}

/// A JPEG whose EXIF says where it was taken.
fn photo_with_a_secret() -> Vec<u8> {
    let scratch = Scratch::empty();
    scratch
        .put("photo.pgm", b"P5 64 48 255\n".iter().copied().chain(pixels()).collect::<Vec<u8>>());
    let path = scratch.path("photo.pgm");
    let mut jpeg = super::tool_bytes("cjpeg", &["-quality", "90", arg(&path)]);
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0SECRET-PLACE";
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    jpeg.splice(2..2, [&[0xFF, 0xE1], length.as_slice(), exif].concat());
    jpeg
}

fn pixels() -> impl Iterator<Item = u8> {
    (0..64 * 48_u32).map(|at| u8::try_from(at * 7 % 256).unwrap_or(0))
}
