//! `out/` belongs to whoever prints: what others put there stays, links are not
//! followed, and an edition comes as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::pictures::png;
use crate::scratch::Scratch;

const TEXT: &str = "## A head\n\nA line of words, and a picture.\n\n![A square](square.png)\n";

fn workspace() -> Scratch {
    let scratch = Scratch::with("title = \"A\"\n", TEXT);
    scratch.put("pamphlets/a/square.png", png(40, 40));
    scratch
}

/// All files of `out/`, without what handpress keeps for itself.
fn out(scratch: &Scratch) -> BTreeMap<String, Vec<u8>> {
    let mut files = scratch.files("out");
    files.retain(|name, _| !name.starts_with(".handpress/"));
    files
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    use std::os::unix::fs::symlink;
    for link in [
        "out",
        "out/a",
        "out/a/typst",
        "out/a/typst/pictures",
        "out/a/typst/templates/shared",
        "out/fonts",
        "out/.handpress",
        "out/.handpress/a",
        "out/.handpress/a/new",
        "out/.handpress/lock",
    ] {
        let scratch = workspace();
        for name in ["mine.txt", "main.typ", "a-read.pdf", "01-square.png", "new/x", "made"] {
            scratch.put(&format!("elsewhere/{name}"), "mine");
        }
        let before = scratch.files("elsewhere");
        let place = scratch.path(link);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        symlink(scratch.path("elsewhere"), &place).expect("a link");
        let said = scratch.run(&["build"]);
        assert_eq!(said.code, 2, "{link}: {}", said.err);
        assert!(said.err.contains("error[E0112]") && said.err.contains(link), "{}", said.err);
        assert!(scratch.files("elsewhere") == before, "{link} was followed");
        assert!(place.is_symlink(), "{link} was taken away");
    }
    for link in ["out/a/a-read.pdf", "out/a/typst/main.typ", "out/test-a4.pdf"] {
        let scratch = workspace();
        scratch.put("elsewhere.txt", "mine");
        fs::create_dir_all(scratch.path(link).parent().expect("a folder")).expect("a folder");
        symlink(scratch.path("elsewhere.txt"), scratch.path(link)).expect("a link");
        let said = scratch.run(&["build"]);
        assert!(said.code == 2 && said.err.contains("error[E0112]"), "{link}: {}", said.err);
        assert_eq!(scratch.read("elsewhere.txt"), b"mine");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_named_may_be_a_link_and_commands_write_through_none() {
    use std::os::unix::fs::symlink;
    let scratch = workspace();
    fs::create_dir_all(scratch.path("disk")).expect("a folder");
    symlink(scratch.path("disk"), scratch.path("proofs")).expect("a link");
    let said = scratch.run(&["build", "--out", "proofs"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(scratch.read("disk/a/a-read.pdf").starts_with(b"%PDF-"));
    scratch.put("mine.txt", "mine");
    symlink(scratch.path("mine.txt"), scratch.path("b.pdf")).expect("a link");
    let said = scratch.run(&["impose", "proofs/a/a-read.pdf", "-o", "b.pdf"]);
    assert!(said.code == 2 && said.err.contains("error[E0112]"), "{}", said.err);
    assert_eq!(scratch.read("mine.txt"), b"mine");
    symlink(scratch.path("disk"), scratch.path("pamphlets/b")).expect("a link");
    symlink(scratch.path("disk"), scratch.path("templates")).expect("a link");
    fs::remove_dir_all(scratch.path("disk")).expect("removed");
    fs::create_dir_all(scratch.path("disk")).expect("a folder");
    scratch.run(&["new", "b"]);
    scratch.run(&["template", "mine"]);
    assert!(scratch.files("disk").is_empty());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_one() {
    let scratch = workspace();
    scratch.build();
    let pipe = scratch.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    // As /dev/stdout is one.
    std::os::unix::fs::symlink(&pipe, scratch.path("link")).expect("a link");
    for name in ["pipe", "link"] {
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn();
        let said = scratch.run(&["impose", "out/a/a-read.pdf", "-o", name]);
        assert_eq!(said.code, 0, "{}", said.err);
        let read = reader.and_then(|it| it.wait_with_output()).expect("cat ends").stdout;
        assert!(read.starts_with(b"%PDF-"), "nothing came through the {name}");
    }
    assert!(!fs::metadata(&pipe).expect("a pipe").is_file() && scratch.path("link").is_symlink());
}

#[test]
fn what_others_put_there_stays() {
    let scratch = workspace();
    let mine = [
        "out/a/a-booklet-signed.pdf",
        "out/a/a-instructions-mine.pdf",
        "out/a/a-booklet-a3-short-edge.pdf",
        "out/a/typst/pictures/99-mine.png",
        "out/a/typst/notes.txt",
        "out/a/mine/a.txt",
        "out/fonts/Mine.ttf",
        "out/.a-read.pdf.mine.part",
        "out/mine.pdf",
    ];
    mine.iter().for_each(|name| scratch.put(name, "mine"));
    scratch.build();
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n[print]\npapers = [\"letter\"]\n");
    scratch.put("pamphlets/a/text.md", "No picture any more.\n");
    let said = scratch.build();
    assert!(said.err.is_empty(), "{}", said.err);
    mine.iter().for_each(|name| assert_eq!(scratch.read(name), b"mine", "{name}"));
    let files = out(&scratch);
    let ours = |name: &str| files.contains_key(name);
    assert!(!ours("a/a-booklet-a4-short-edge.pdf") && !ours("a/typst/pictures/01-square.png"));
    assert!(ours("a/a-booklet-letter-short-edge.pdf"));
}

#[test]
fn what_others_have_changed_gets_another_name() {
    let scratch = workspace();
    scratch.build();
    scratch.put("out/a/a-read.pdf", "signed");
    scratch.put("out/a/a-booklet-a4-short-edge.pdf", "signed too");
    scratch.put("out/a/typst/main.typ", "typed in");
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n[print]\npapers = [\"letter\"]\n");
    let said = scratch.build();
    assert_eq!(said.err.matches("warning[W0113]").count(), 3, "{}", said.err);
    assert!(said.err.contains("kept as a/a-read-kept.pdf"), "{}", said.err);
    assert_eq!(scratch.read("out/a/a-read-kept.pdf"), b"signed");
    assert_eq!(scratch.read("out/a/typst/main-kept.typ"), b"typed in");
    assert_eq!(scratch.read("out/a/a-booklet-a4-short-edge.pdf"), b"signed too");
    assert!(scratch.read("out/a/a-read.pdf").starts_with(b"%PDF-"));
    scratch.put("out/a/a-read.pdf", "signed again");
    scratch.build();
    assert_eq!(scratch.read("out/a/a-read-kept-2.pdf"), b"signed again");
    let said = scratch.build();
    assert!(said.err.is_empty(), "said once: {}", said.err);
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let scratch = workspace();
    scratch.build();
    let when = |name: &str| {
        fs::metadata(scratch.path(name)).and_then(|it| it.modified()).expect("a file's time")
    };
    let names = ["out/a/a-read.pdf", "out/fonts/Alegreya-Regular.ttf", "out/test-a4.pdf"];
    let before = names.map(when);
    scratch.build();
    assert_eq!(names.map(when), before);
    // A font is told by what is in it, not by how long it is.
    let mut font = scratch.read("out/fonts/Alegreya-Regular.ttf");
    let right = font.clone();
    *font.last_mut().expect("a byte") ^= 1;
    scratch.put("out/fonts/Alegreya-Regular.ttf", &font);
    scratch.build();
    assert!(scratch.read("out/fonts/Alegreya-Regular.ttf") == right);
    assert!(scratch.read("out/fonts/Alegreya-Regular-kept.ttf") == font);
}

#[test]
fn unfinished_files_of_earlier_runs_are_swept() {
    let scratch = workspace();
    for name in
        ["out/a/.a-read.pdf.123.part", "out/a/typst/.main.typ.9.part", "out/.test-a4.pdf.1.part"]
    {
        scratch.put(name, "half");
    }
    scratch.put("out/.handpress/a/new/typst/main.typ", "half");
    scratch.put("out/.handpress/a/old/a-read.pdf", "gone");
    scratch.put("out/.handpress/a/record.part", "half");
    scratch.build();
    let names: Vec<String> = scratch.files("out").into_keys().collect();
    assert!(names.iter().all(|name| !name.ends_with(".part")), "{names:?}");
    let own: Vec<&String> = names.iter().filter(|name| name.starts_with(".handpress/a/")).collect();
    assert_eq!(own, [".handpress/a/made"]);
    scratch.put(".b.pdf.77.part", "half");
    scratch.put(".b.pdf.mine.part", "mine");
    assert_eq!(scratch.run(&["impose", "out/a/a-read.pdf", "-o", "b.pdf"]).code, 0);
    assert!(!scratch.path(".b.pdf.77.part").exists() && scratch.path(".b.pdf.mine.part").exists());
}

#[test]
fn a_record_that_somebody_else_wrote_takes_nothing_away() {
    let scratch = workspace();
    scratch.put("mine.txt", "");
    // The hash of nothing, for a file outside and for one of somebody's inside.
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let record =
        format!("{nothing}  ../../mine.txt\n{nothing}  ../mine.txt\n{nothing}  /mine.txt\n");
    scratch.put("out/.handpress/a/made", &record);
    scratch.put("out/.handpress/a/moving", &record);
    scratch.put("out/mine.txt", "");
    scratch.build();
    assert!(scratch.path("mine.txt").exists() && scratch.path("out/mine.txt").exists());
}

#[cfg(unix)]
#[test]
fn a_forged_journal_leads_nowhere() {
    use std::os::unix::fs::symlink;
    // "new" as a build would have staged it, and its hash.
    let hash = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437";
    for side in ["old", "new"] {
        let scratch = workspace();
        scratch.put("out/a/typst/main.typ", "new");
        scratch.put("elsewhere/main.typ", "new");
        scratch.put("out/.handpress/a/new/typst/main.typ", "new");
        scratch.put("out/.handpress/a/moving", format!("{hash}  typst/main.typ\n"));
        scratch.put("out/.handpress/a/made", format!("{hash}  typst/main.typ\n"));
        let link = scratch.path(&format!("out/.handpress/a/{side}/typst"));
        let _ = fs::remove_dir_all(&link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("a folder");
        symlink(scratch.path("elsewhere"), &link).expect("a link");
        let said = scratch.run(&["build"]);
        assert!(said.code == 2 && said.err.contains("error[E0112]"), "{side}: {}", said.err);
        assert_eq!(scratch.read("elsewhere/main.typ"), b"new");
    }
    // What is no file has no hash that a record can name.
    let scratch = workspace();
    scratch.put("out/b/mine.txt", "mine");
    scratch.put("out/.handpress/+sheets/made", format!("{}  b\n", "0".repeat(64)));
    scratch.build();
    assert_eq!(scratch.read("out/b/mine.txt"), b"mine");
}

#[test]
fn several_builds_at_once_take_turns() {
    let alone = workspace();
    alone.build();
    let scratch = workspace();
    let run = || scratch.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let runs: Vec<_> = (0..6).map(|_| run().expect("handpress runs")).collect();
    for run in runs {
        let said = run.wait_with_output().expect("it ends");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    }
    assert!(scratch.files("out") == alone.files("out"));
}

#[test]
fn whenever_it_is_killed_an_edition_is_whole_or_the_next_run_makes_it_so() {
    let manifests = ["title = \"One\"\n", "title = \"Two\"\n[print]\npapers = [\"letter\"]\n"];
    let right = manifests.map(|manifest| {
        let scratch = workspace();
        scratch.put("pamphlets/a/pamphlet.toml", manifest);
        scratch.build();
        scratch
    });
    let scratch = workspace();
    for kill in 0..24_usize {
        let now = kill % 2;
        scratch.put("pamphlets/a/pamphlet.toml", manifests[now]);
        let mut run = scratch.command(&["build"]);
        let mut run = run.stdout(Stdio::null()).spawn().expect("handpress runs");
        // Most of it while files are written: a build takes some 300 ms.
        std::thread::sleep(Duration::from_millis(40 + 17 * kill as u64));
        let _ = run.kill();
        let _ = run.wait();
        // Its second process ends with it, as soon as it sees that.
        std::thread::sleep(Duration::from_millis(50));
        let files = out(&scratch);
        let pdfs: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("a/a-")).collect();
        let is_of = |edition: &Scratch| {
            pdfs.iter().all(|(name, bytes)| out(edition).get(*name) == Some(*bytes))
        };
        assert!(is_of(&right[0]) || is_of(&right[1]), "two editions after {kill} kills");
    }
    scratch.put("pamphlets/a/pamphlet.toml", manifests[1]);
    scratch.build();
    assert!(scratch.files("out") == right[1].files("out"));
}

#[test]
fn what_was_not_made_is_said_and_no_more() {
    let scratch = workspace();
    scratch.put("pamphlets/b/pamphlet.toml", "title = \"B\"\n");
    scratch.put("pamphlets/b/text.md", "![x](missing.png)\n");
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 1);
    let last = said.err.lines().last().unwrap_or_default();
    assert_eq!(last, "1 error; `b` was not made, and what an earlier build made of it stays");
    assert!(scratch.path("out/a/a-read.pdf").exists() && !scratch.path("out/b").exists());
}

#[test]
fn results_do_not_come_to_lie_among_what_they_are_made_of() {
    let scratch = workspace();
    scratch.put("fonts/.keep", "");
    let before = scratch.files("");
    for out in
        [".", "pamphlets", "fonts", "pamphlets/a", "./fonts/../.", "fonts/x", "pamphlets/n/m"]
    {
        let said = scratch.run(&["build", "--out", out]);
        assert!(said.code == 2 && said.err.contains("error[E0107]"), "{out}: {}", said.err);
    }
    assert!(scratch.files("") == before);
}
