//! The commands as people type them.

use crate::booklets::everything;
use crate::scratch::Scratch;

#[test]
fn new_starts_something_that_builds() {
    let scratch = Scratch::empty();
    let said = scratch.run(&["new", "on-folding", "--title", "On \"Folding\""]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("pamphlets/on-folding/text.md"), "{}", said.out);
    let built = scratch.build();
    assert!(built.out.contains("on-folding"), "{}", built.out);
    let listed = scratch.run(&["list"]);
    assert!(listed.out.contains("On \"Folding\""), "{}", listed.out);
    let again = scratch.run(&["new", "on-folding"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("error[E0108]"), "{}", again.err);
    for slug in ["On Folding", "../x", "-x", ""] {
        assert_eq!(scratch.run(&["new", slug]).code, 2, "{slug}");
    }
}

#[test]
fn build_says_what_it_made() {
    let scratch = everything();
    let said = scratch.build();
    let lines: Vec<&str> = said.out.lines().collect();
    let row: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!((row[0], row[4]), ("a", "a/a-read.pdf"), "{}", said.out);
    let (pages, sheets): (usize, usize) = (row[1].parse().unwrap(), row[3].parse().unwrap());
    assert_eq!(pages, sheets * 4, "{}", said.out);
    let names: Vec<String> = scratch.files("out").into_keys().collect();
    for name in [
        "a/a-read.pdf",
        "a/a-booklet-a4-short-edge.pdf",
        "a/a-booklet-letter-short-edge.pdf",
        "a/a-booklet-a4-long-edge.pdf",
        "a/a-booklet-letter-long-edge.pdf",
        "a/typst/main.typ",
        "a/typst/params.typ",
        "fonts/Alegreya-Regular.ttf",
    ] {
        assert!(names.iter().any(|made| made == name), "no {name} in {names:?}");
    }
    assert!(names.iter().all(|name| !name.ends_with(".part")), "{names:?}");
}

#[test]
fn booklets_of_an_earlier_build_do_not_stay() {
    let scratch = everything();
    scratch.build();
    scratch.put("out/a/my-own-notes.pdf", "mine");
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n[print]\npapers = [\"letter\"]\n");
    scratch.build();
    let names: Vec<String> = scratch.files("out/a").into_keys().collect();
    assert!(!names.contains(&"a-booklet-a4-short-edge.pdf".to_owned()), "{names:?}");
    assert!(names.contains(&"my-own-notes.pdf".to_owned()), "{names:?}");
}

#[test]
fn a_single_file_is_a_pamphlet() {
    let scratch = Scratch::empty();
    let text = "+++\nauthor = \"B. Author\"\nlang = \"de\"\n+++\n# Vom Falten\n\nEin Bogen.\n";
    scratch.put("pamphlets/vom-falten.md", text);
    scratch.put("handpress.toml", "publisher = \"Der Verlag\"\nauthors = [\"Nobody\"]\n");
    let said = scratch.build();
    assert!(said.err.is_empty(), "{}", said.err);
    let params = scratch.read("out/vom-falten/typst/params.typ");
    let params = String::from_utf8(params).expect("UTF-8");
    for expected in ["Vom Falten", "B. Author", "Der Verlag", "\"code\": \"de\""] {
        assert!(params.contains(expected), "no {expected} in {params}");
    }
    assert!(!params.contains("Nobody"), "a pamphlet's own keys go before the workspace's");
}

#[test]
fn a_mistake_in_front_matter_is_found_at_its_line() {
    let scratch = Scratch::empty();
    scratch.put("pamphlets/b.md", "+++\ntitle = \"B\"\nlang = \"xx\"\n+++\nWords.\n");
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("pamphlets/b.md:3:8"), "{}", said.err);
}

#[test]
fn every_text_of_a_folder_is_set_in_the_order_of_its_name() {
    let scratch = Scratch::empty();
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n");
    scratch.put("pamphlets/a/02-two.md", "Second words.[^n]\n\n[^n]: Note two.\n");
    scratch.put("pamphlets/a/01-one.md", "First words.[^n]\n\n[^n]: Note one.\n");
    scratch.put("pamphlets/a/README.md", "Not for print.\n");
    scratch.build();
    let main = String::from_utf8(scratch.read("out/a/typst/main.typ")).expect("UTF-8");
    let at = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words} in {main}"));
    assert!(at("First words") < at("Note one"));
    assert!(at("Note one") < at("Second words"));
    assert!(at("Second words") < at("Note two"));
    assert!(!main.contains("Not for print"));
}

#[test]
fn impose_takes_any_pdf() {
    let scratch = everything();
    scratch.build();
    let args = ["impose", "out/a/a-read.pdf", "-o", "b.pdf", "--paper", "letter", "--back-cover"];
    let said = scratch.run(&args);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("sheets of Letter, flip on the short edge"), "{}", said.out);
    assert!(scratch.read("b.pdf").starts_with(b"%PDF-"));
    scratch.put("broken.pdf", "%PDF-1.7\nnothing");
    let said = scratch.run(&["impose", "broken.pdf", "-o", "b.pdf"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("error[E0504]: broken.pdf"), "{}", said.err);
    assert!(scratch.read("b.pdf").starts_with(b"%PDF-"), "the earlier file is gone");
    assert_eq!(scratch.run(&["impose", "b.pdf", "-o", "c.pdf", "--paper", "a99"]).code, 2);
}

#[test]
fn help_has_examples() {
    for command in
        [&["--help"][..], &["build", "--help"], &["impose", "--help"], &["new", "--help"]]
    {
        let said = Scratch::empty().run(command);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("Example"), "{command:?}: {}", said.out);
    }
    assert_eq!(Scratch::empty().run(&["bild"]).code, 2);
}
