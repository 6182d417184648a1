//! The sheet that tells how a booklet is made, and what a run takes.

use handpress::raster::Drawing;

use crate::scratch::Scratch;

/// The pages of a file of `out/a`, each as the letters on it, without spaces.
fn pages(scratch: &Scratch, name: &str) -> Vec<String> {
    let drawing = Drawing::open(scratch.read(&format!("out/a/{name}")), None).expect("a PDF");
    let words = |page: Vec<handpress::raster::Letter>| {
        let letters = page.into_iter().map(|letter| letter.text);
        letters.collect::<String>().split_whitespace().collect::<String>()
    };
    drawing.letters().expect("letters").into_iter().map(words).collect()
}

fn pages_of_text(count: usize) -> String {
    (1..=count).map(|at| format!("# Head {at}\n\nWords of {at}.\n\n---\n\n")).collect()
}

#[test]
fn a_booklet_comes_with_its_instructions() {
    let scratch = Scratch::with("title = \"A\"\nlang = \"en\"\n", &"Words and more. ".repeat(2000));
    let said = scratch.build();
    let pages = |name: &str| pages(&scratch, name);
    let sheets = said.out.lines().find(|line| line.starts_with("a ")).expect("a row");
    let sheets: usize =
        sheets.split_whitespace().nth(3).and_then(|n| n.parse().ok()).expect("sheets");
    assert!(sheets > 2, "{}", said.out);
    for paper in ["a4", "letter"] {
        let told = pages(&format!("a-instructions-{paper}.pdf"));
        let [told] = told.as_slice() else { panic!("{} pages", told.len()) };
        let runs: String =
            [1, 10, 50, 100, 500].map(|copies| (copies * sheets).to_string()).concat();
        let of_paper = format!("a-booklet-{paper}-short-edge.pdf");
        for wanted in ["100%", "fliponshortedge", &of_paper, &format!("test-{paper}.pdf"), &runs] {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        assert!(!told.contains("Cost") && !told.contains("volumes"), "{told}");
    }
}

#[test]
fn instructions_say_what_the_manifest_says() {
    let manifest = "title = \"A\"\nlang = \"de\"\n[page]\nwidth = \"129mm\"\nheight = \"188mm\"\n\
        [print]\npapers = \"a4\"\ntrim = true\n[costs]\nsheet = 0.5\nside = 0.25\n\
        [printers.attic]\nby-hand = \"down\"\n[printers.office]\nflip = \"long-edge\"\n";
    let scratch = Scratch::with(manifest, &"Words. ".repeat(300));
    scratch.build();
    let one = |name: &str| pages(&scratch, name).concat();
    let a4 = one("a-instructions-a4.pdf");
    // A sheet costs a half, its two sides as much again: 1 each.
    let sheets = a4.split("BlätterA4").nth(1).and_then(|rest| rest.chars().next());
    let sheets = sheets.and_then(|c| c.to_digit(10)).expect("a number of sheets");
    assert!(a4.contains(&format!("Kosten{sheets},00{},00", sheets * 10)), "{a4}");
    assert!(a4.contains("Schnittmarken") && a4.contains("kurzerKante"), "{a4}");
    let attic = one("a-instructions-attic.pdf");
    assert!(
        attic.contains("a-booklet-attic-fronts.pdf") && attic.contains("wieerliegt"),
        "{attic}"
    );
    assert!(one("a-instructions-office.pdf").contains("langerKante"));
    // What is not made again goes.
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n[print]\npapers = \"letter\"\n");
    scratch.build();
    let names: Vec<String> = scratch.files("out/a").into_keys().collect();
    let told: Vec<&String> = names.iter().filter(|name| name.contains("instructions-")).collect();
    assert_eq!(told, ["a-instructions-letter.pdf"]);
}

#[test]
fn what_is_too_thick_becomes_volumes_that_begin_with_a_head() {
    let text: String = (1..=9)
        .map(|at| format!("# Head {at}\n\n{}\n\n", "Some words of it. ".repeat(1500)))
        .collect();
    let scratch = Scratch::with("title = \"A\"\nlang = \"en\"\n[print]\npapers = \"a4\"\n", &text);
    let said = scratch.build();
    let told = pages(&scratch, "a-instructions-a4.pdf").concat();
    assert!(said.err.contains("W0507") && said.err.contains("make 2 volumes"), "{}", said.err);
    assert!(told.contains("Volume1:Pages1–") && told.contains("Volume2:Pages"), "{told}");
    // The head that is named begins the page that is named.
    let (_, rest) = said.err.split_once("; pages ").expect("a second volume");
    let (first, rest) = rest.split_once('–').expect("its first page");
    let (_, head) = rest.split_once('“').expect("its head");
    let head = head.split('”').next().unwrap_or_default().replace(' ', "");
    let page: usize = first.parse().expect("a page");
    let read = pages(&scratch, "a-read.pdf");
    assert!(read[page - 1].contains(&head), "{head} on {page}: {}", read[page - 1]);
    // It stands within its page, which both volumes have.
    assert!(said.err.contains(&format!("pages 1–{page};")), "{}", said.err);
    assert!(told.contains(&head), "{told}");
    let estimate = scratch.run(&["estimate", "a", "--copies", "3"]);
    assert!(estimate.out.contains("make 2 volumes"), "{}", estimate.out);
}

#[test]
fn trimmed_booklets_may_have_blank_pages() {
    // Marks around a blank page are nothing printed on it.
    let manifest =
        "title = \"A\"\n[page]\nwidth = \"129mm\"\nheight = \"188mm\"\n[print]\ntrim = true\n";
    let scratch = Scratch::with(manifest, &pages_of_text(3));
    scratch.build();
    let blank = pages(&scratch, "a-read.pdf").iter().any(String::is_empty);
    assert!(blank, "the text has no blank page");
    let said = scratch.run(&["check", "out/a/a-booklet-a4-short-edge.pdf"]);
    assert_eq!(said.code, 0, "{}", said.out);
}
