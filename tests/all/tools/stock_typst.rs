//! The project in `out/<slug>/typst` is a Typst project like any other: the
//! stock compiler makes the same pages of it.

use super::{arg, repository, tool, tool_bytes};
use crate::booklets::everything;

/// The Python that has the package `typst`.
fn python() -> String {
    std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into())
}

const COMPILE: &str = "
import sys, typst
main, out, fonts = sys.argv[1:]
typst.compile(main, output=out, font_paths=[fonts], ignore_system_fonts=True)
";

#[test]
#[ignore = "needs the tools of .ci/run"]
fn stock_typst_makes_the_same_pages() {
    let (scratch, slugs) = repository();
    for slug in &slugs {
        let main = scratch.path(&format!("out/{slug}/typst/main.typ"));
        let stock = scratch.path(&format!("{slug}-stock.pdf"));
        let fonts = scratch.path("out/fonts");
        tool(&python(), &["-c", COMPILE, arg(&main), arg(&stock), arg(&fonts)]);
        let read = scratch.path(&format!("out/{slug}/{slug}-read.pdf"));
        assert_eq!(facts(arg(&stock)), facts(arg(&read)), "{slug}");
        let text = |path: &str| tool("pdftotext", &["-raw", path, "-"]);
        assert!(text(arg(&stock)) == text(arg(&read)), "{slug}: other words");
        // Stock Typst shows the bleed as well; the page within it has the same
        // pixels where the bleed is a whole number of them. All its numbers
        // differ by the bleed, so that now and then a glyph rounds otherwise.
        let dpi = (35.0 * 72.0 / bleed(arg(&stock))).to_string();
        let pictures = |path: &str| tool_bytes("pdftoppm", &["-r", &dpi, "-gray", path]);
        let (one, other) = (pictures(arg(&cropped(&scratch, slug))), pictures(arg(&read)));
        assert_eq!(one.len(), other.len(), "{slug}: pictures of another size");
        let differ = one.iter().zip(&other).filter(|(a, b)| a.abs_diff(**b) > 8).count();
        let inked = other.iter().filter(|light| **light < 128).count();
        assert!(differ * 2_000 < inked, "{slug}: {differ} of {inked} pixels differ");
    }
}

/// Heads and folios that go by what handpress has found out are those that the pages
/// find out by themselves, also if a template lets what they say move the text.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn what_heads_go_by_is_what_they_would_ask_for() {
    let own = "#import \"classic.typ\": *\n\
        #let emphasis(body) = emph(body) + context {\n\
          let facts = page-facts()\n\
          if facts != none and facts.chapter != none [ (#facts.chapter, #facts.folio)]\n\
        }\n";
    let mut asks = 0;
    for template in ["classic", "agitator", "chapbook", "own"] {
        let scratch = everything();
        let manifest = "parts = true\nfront-folios = \"roman\"\ncontents = true\n";
        let manifest = format!("title = \"A\"\ntemplate = \"{template}\"\n{manifest}");
        scratch.put("pamphlets/a/pamphlet.toml", manifest);
        scratch.put("templates/own.typ", own);
        let paragraph = "Some *words* of a long paragraph that fills pages. ".repeat(30);
        let chapters = (0..9).map(|number| {
            let part = if number % 3 == 0 { format!("# Part {number}\n\n") } else { String::new() };
            let head = format!(
                "## Chapter {number}\n\nA [term]{{.index}}.\n\n{paragraph}\n\n### Below\n\n"
            );
            part + &head + &paragraph + "\n\n## Chapter again\n\n" + &paragraph + "\n\n"
        });
        scratch.put("pamphlets/a/text.md", chapters.collect::<String>());
        scratch.build();
        let (main, fonts) = (scratch.path("out/a/typst/main.typ"), scratch.path("out/fonts"));
        let stock = scratch.path("stock.pdf");
        let words = || {
            tool(&python(), &["-c", COMPILE, arg(&main), arg(&stock), arg(&fonts)]);
            tool("pdftotext", &["-raw", arg(&stock), "-"])
        };
        let known = words();
        let heads = known.matches("Chapter again").count();
        assert!(template != "classic" || heads > 18, "no running heads: {heads}");
        let fit = String::from_utf8(scratch.read("out/a/typst/fit.typ")).expect("UTF-8");
        let (before, whole) = fit.split_once("#let whole =").expect("what heads go by");
        let whole = whole.split("\n//").next().expect("what follows");
        asks += usize::from(whole.trim() == "auto");
        let asking = format!("{before}#let whole = auto\n#let index = none\n");
        scratch.put("out/a/typst/fit.typ", asking);
        assert!(words() == known, "{template}: pages find out something else");
    }
    assert_eq!(asks, 1, "only the template whose heads move the text has to ask");
}

/// The stock file cut to its trim, by a tool that knows nothing of either.
fn cropped(scratch: &crate::scratch::Scratch, slug: &str) -> std::path::PathBuf {
    let stock = scratch.path(&format!("{slug}-stock.pdf"));
    let out = scratch.path(&format!("{slug}-cropped.pdf"));
    let script = "
import sys, pikepdf
pdf = pikepdf.open(sys.argv[1])
for page in pdf.pages:
    page.MediaBox = page.TrimBox
pdf.save(sys.argv[2])
";
    tool(&python(), &["-c", script, arg(&stock), arg(&out)]);
    out
}

/// How many pages, and which faces.
fn facts(path: &str) -> (String, Vec<String>) {
    let info = tool("pdfinfo", &[path]);
    let pages = info.lines().find(|line| line.starts_with("Pages:")).unwrap_or_default().to_owned();
    let fonts = tool("pdffonts", &[path]);
    // Without the tag that tells subsets apart.
    let name = |line: &str| {
        line.split_whitespace().next().and_then(|n| n.split_once('+')).map(|n| n.1.to_owned())
    };
    let mut faces: Vec<String> = fonts.lines().skip(2).filter_map(name).collect();
    faces.sort();
    faces.dedup();
    (pages, faces)
}

/// How far the media box reaches over the trim box, in points.
fn bleed(path: &str) -> f64 {
    let script = "
import sys, pikepdf
with pikepdf.open(sys.argv[1]) as pdf:
    print(float(pdf.pages[0].TrimBox[0]))
";
    tool(&python(), &["-c", script, path]).trim().parse().expect("a number")
}
