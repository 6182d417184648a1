//! What a build makes: all of it, some of it, or a draft.

use crate::scratch::Scratch;

const PRINTERS: &str = "title = \"A\"\n[print]\nflip = [\"short-edge\", \"long-edge\"]\n\
    [printers.attic]\nby-hand = \"up\"\n[printers.office]\npaper = \"a4\"\nback-shift = \"1mm,0mm\"\n";

fn pamphlet() -> Scratch {
    Scratch::with(PRINTERS, &"Words that fill a page or two, and then some. ".repeat(300))
}

/// The PDFs below `out/a`.
fn made(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    let files = scratch.files("out/a").into_iter();
    files.filter(|(name, _)| name.ends_with(".pdf")).collect()
}

#[test]
fn what_is_asked_for_is_what_a_whole_build_makes() {
    let scratch = pamphlet();
    scratch.build();
    let whole = made(&scratch);
    assert_eq!(whole.len(), 1 + 2 * 3 + 3 + 2);
    for (only, names) in [
        ("read", &["a-read.pdf"][..]),
        ("booklet-a4", &["a-booklet-a4-long-edge.pdf", "a-booklet-a4-short-edge.pdf"]),
        ("booklet-letter-long-edge", &["a-booklet-letter-long-edge.pdf"]),
        ("instructions-a4", &["a-instructions-a4.pdf"]),
        ("booklet-attic", &["a-booklet-attic-backs.pdf", "a-booklet-attic-fronts.pdf"]),
        ("booklet-attic-backs,read", &["a-booklet-attic-backs.pdf", "a-read.pdf"]),
        (
            "instructions-office,booklet-office",
            &["a-booklet-office.pdf", "a-instructions-office.pdf"],
        ),
    ] {
        let said = scratch.run(&["build", "--only", only]);
        assert_eq!(said.code, 0, "{only}: {}", said.err);
        let some = made(&scratch);
        assert_eq!(some.iter().map(|(name, _)| name).collect::<Vec<_>>(), names, "{only}");
        for file in some {
            assert!(whole.contains(&file), "{} is another file", file.0);
        }
    }
}

#[test]
fn what_nobody_knows_is_not_made() {
    let scratch = pamphlet();
    scratch.build();
    let before = scratch.files("out");
    let said = scratch.run(&["build", "--only", "booklet-a,raed,read"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(said.err.matches("error[E0114]").count(), 2, "{}", said.err);
    assert!(said.err.contains("did you mean `read`?"), "{}", said.err);
    assert!(said.err.contains("booklet-attic-fronts"), "{}", said.err);
    assert!(scratch.files("out") == before);
}

#[test]
fn a_draft_leaves_the_edition_alone() {
    let scratch = pamphlet();
    scratch.build();
    let before = scratch.files("out");
    scratch.put("pamphlets/a/text.md", "Other words.\n");
    let said = scratch.run(&["build", "--draft"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let after = scratch.files("out");
    let new: Vec<&String> =
        after.keys().filter(|name| !before.contains_key(*name) && !name.starts_with('.')).collect();
    assert_eq!(new, ["a/draft/a-draft-read.pdf"]);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
    // The next draft takes the place of this one, a build leaves it.
    scratch.run(&["build", "--draft", "--only", "booklet-a4-short-edge"]);
    scratch.build();
    let drafts = scratch.files("out/a/draft");
    assert_eq!(drafts.keys().collect::<Vec<_>>(), ["a-draft-booklet-a4-short-edge.pdf"]);
}

#[test]
fn a_draft_loses_no_words_either() {
    let text = "A word[^1] that no face has: \u{10ffff}.\n\n[^1]: A note.\n";
    let scratch = Scratch::with("title = \"A\"\n", text);
    let said = scratch.run(&["build", "--draft"]);
    assert!(said.code == 1 && said.err.contains("text.md:1:"), "{}", said.err);
    assert!(!scratch.path("out/a").exists());
}

#[test]
fn nothing_to_make_and_two_of_a_name_are_errors() {
    for (manifest, wanted) in [
        ("[printers.office]\npaper = []\n", "office"),
        ("[printers.office]\nflip = []\n", "office"),
        ("[printers.a4]\n", "a4"),
        ("[printers.letter-long-edge]\n", "letter-long-edge"),
        ("[printers.attic-fronts]\n", "attic-fronts"),
        ("[print]\npapers = []\n", "papers"),
        ("[print]\nflip = []\n", "flip"),
    ] {
        let scratch = Scratch::with(&format!("title = \"A\"\n{manifest}"), "Words.\n");
        let said = scratch.run(&["build"]);
        assert_eq!(said.code, 1, "{manifest}: {}", said.err);
        assert!(said.err.contains("error[E0203]"), "{manifest}: {}", said.err);
        assert!(said.err.contains("pamphlet.toml:"), "{manifest}: {}", said.err);
        assert!(said.err.contains(wanted), "{manifest}: {}", said.err);
    }
}

#[test]
fn stages_are_timed_when_that_is_asked_for() {
    let scratch = pamphlet();
    let said = scratch.run(&["build", "--timings"]);
    assert!(said.err.contains("as it is") && said.err.contains(" ms"), "{}", said.err);
    assert!(!scratch.run(&["build"]).err.contains(" ms"));
}

#[test]
fn programs_are_told_the_same_as_people() {
    let scratch = pamphlet();
    scratch.put("pamphlets/b/pamphlet.toml", "titel = \"B \u{202e}\"\n");
    scratch.put("pamphlets/b/text.md", "Words.\n");
    let lines = |args: &[&str]| -> Vec<serde_json::Value> {
        let said = scratch.run(args);
        assert!(said.err.is_empty(), "{}", said.err);
        let each = said.out.lines();
        each.map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
    };
    let built = lines(&["build", "--json"]);
    let [edition, error @ ..] = built.as_slice() else { panic!("{built:?}") };
    assert_eq!(edition["kind"], "edition");
    assert_eq!(edition["files"].as_array().map(Vec::len), Some(12));
    for file in edition["files"].as_array().into_iter().flatten() {
        let path = format!("out/{}", file["path"].as_str().expect("a path"));
        assert_eq!(file["bytes"].as_u64(), Some(scratch.read(&path).len() as u64), "{path}");
    }
    let [error, ..] = error else { panic!("{built:?}") };
    assert_eq!((&error["kind"], &error["code"]), (&"diagnostic".into(), &"E0202".into()));
    assert_eq!(error["file"], "pamphlets/b/pamphlet.toml");
    assert_eq!((error["line"].as_u64(), error["column"].as_u64()), (Some(1), Some(1)));
    scratch.put("pamphlets/b/pamphlet.toml", "title = \"B \u{202e}\"\n");
    let listed = lines(&["list", "--json"]);
    assert_eq!(listed[1]["title"], "B \u{202e}");
    let reckoned = lines(&["estimate", "a", "--copies", "7", "--sheet", "0.5", "--json"]);
    let way = &reckoned[0]["ways"][0];
    let sheets = edition["sheets"].as_u64().expect("sheets");
    assert_eq!(way["sheets"].as_u64(), Some(7 * sheets));
    assert_eq!(way["cost"].as_f64(), Some(3.5 * sheets as f64));
    let booklet = "out/a/a-booklet-a4-short-edge.pdf";
    let folded = lines(&["check", booklet, "--json"]);
    assert_eq!((&folded[0]["kind"], &folded[0]["right"]), (&"folded".into(), &true.into()));
    let wrong = lines(&["check", booklet, "--flip", "long-edge", "--json"]);
    assert_eq!(wrong[0]["right"], false);
    let refused = lines(&["impose", "gone.pdf", "--plan", "json"]);
    assert_eq!(refused[0]["level"], "error");
}

#[test]
fn a_booklet_finds_its_pages_whatever_the_pamphlet_is_called() {
    let scratch = Scratch::empty();
    scratch.put("pamphlets/a-booklet-on/pamphlet.toml", "title = \"A\"\n");
    scratch.put("pamphlets/a-booklet-on/text.md", "Words.\n");
    scratch.build();
    let said = scratch.run(&[
        "check",
        "--json",
        "out/a-booklet-on/a-booklet-on-booklet-a4-short-edge.pdf",
    ]);
    assert!(said.out.contains("\"kind\":\"folded\""), "{}", said.out);
}
