//! `impose` and `check` on a PDF from elsewhere, by the command. These tests need
//! no Typst: they hold for `--no-default-features --features sheets` as well.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A PDF of so many pages, each with bars of its own lengths, written by hand.
fn pages(count: usize) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {count} /MediaBox [0 0 200 280] /Kids [{}] >>",
            (0..count).map(|n| format!("{} 0 R ", 3 + 2 * n)).collect::<String>()
        ),
    ];
    for page in 0..count {
        let mut content = String::new();
        for bar in 0..12 {
            let length = 20 + (page * 37 + bar * bar * 11) % 130;
            let _ = writeln!(content, "25 {} {length} 9 re f", 240 - bar * 18);
        }
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 4 + 2 * page));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(
        file,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("handpress-sheets-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("pages.pdf"), pages(13)).expect("a file");
    folder
}

fn run(folder: &PathBuf, args: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handpress"));
    command.args(args.split(' ')).current_dir(folder).output().expect("handpress runs")
}

#[test]
fn sheets_of_every_scheme_are_made_and_proved() {
    let folder = folder("schemes");
    for scheme in [
        "saddle",
        "saddle --copies 2",
        "sections --section 8",
        "perfect",
        "cut-and-stack --grid 2x2",
        "repeat --grid 2x1",
        "quarto",
        "octavo",
        "folds --folds vv",
        "accordion --panels 7",
        "roll --panels 7",
    ] {
        for flip in ["short-edge", "long-edge"] {
            let options = format!("--scheme {scheme} --flip {flip}");
            let made = run(&folder, &format!("impose pages.pdf -o out.pdf {options}"));
            assert!(made.status.success(), "{options}: {}", String::from_utf8_lossy(&made.stderr));
            let said = run(&folder, &format!("check out.pdf --against pages.pdf {options}"));
            let out = String::from_utf8_lossy(&said.stdout).into_owned();
            assert!(said.status.success() && out.contains("folds right"), "{options}: {out}");
            let other = if flip == "short-edge" { "long-edge" } else { "short-edge" };
            let options = format!("--scheme {scheme} --flip {other}");
            let said = run(&folder, &format!("check out.pdf --against pages.pdf {options}"));
            let out = String::from_utf8_lossy(&said.stdout).into_owned();
            assert_eq!(said.status.code(), Some(1), "{options}: {out}");
        }
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn the_wrong_flip_is_named() {
    let folder = folder("flip");
    assert!(run(&folder, "impose pages.pdf -o out.pdf --flip long-edge").status.success());
    let said = run(&folder, "check out.pdf --against pages.pdf --flip short-edge");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.contains("backs are upside down: this file is for long-edge duplex"), "{out}");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn plans_are_shown() {
    let folder = folder("plan");
    let said = run(&folder, "impose pages.pdf --scheme quarto --plan");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.contains("|   5^ |   4^ |   |   7^ |   2^ |"), "{out}");
    assert!(out.contains("|   8  |   1  |   |   6  |   3  |"), "{out}");
    let said = run(&folder, "impose pages.pdf --scheme quarto --plan json");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.starts_with("{\"paper\":") && out.contains("{\"page\":5,\"turn\":180,"), "{out}");
    let _ = fs::remove_dir_all(folder);
}
