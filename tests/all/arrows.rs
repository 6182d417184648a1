//! The arrows between the rooms: who may use whom. ARCHITECTURE.md says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ARROWS: &[(&str, &[&str])] = &[
    ("geometry", &[]),
    ("diag", &[]),
    ("sheet", &["geometry"]),
    ("workspace", &["diag"]),
    ("language", &["diag"]),
    ("manifest", &["workspace", "language", "geometry", "sheet", "diag"]),
    ("markdown", &["language", "diag"]),
    ("ink", &["geometry", "diag"]),
    ("paginate", &[]),
    (
        "typeset",
        &[
            "paginate",
            "workspace",
            "manifest",
            "markdown",
            "language",
            "ink",
            "sheet",
            "geometry",
            "diag",
        ],
    ),
    ("impose", &["sheet", "geometry", "diag"]),
    ("fold", &["sheet", "geometry", "diag"]),
    ("pdf", &["sheet", "ink", "geometry", "diag"]),
    ("output", &["diag"]),
    ("raster", &["geometry", "diag"]),
    ("preflight", &["sheet", "fold", "raster", "geometry", "diag"]),
    (
        "press",
        &[
            "workspace",
            "language",
            "manifest",
            "markdown",
            "typeset",
            "ink",
            "sheet",
            "impose",
            "fold",
            "pdf",
            "raster",
            "preflight",
            "output",
            "geometry",
            "diag",
        ],
    ),
    (
        "cli",
        &[
            "press",
            "output",
            "workspace",
            "ink",
            "impose",
            "pdf",
            "raster",
            "preflight",
            "sheet",
            "geometry",
            "diag",
        ],
    ),
];

/// Packages that only one room may name.
const OWNERS: &[(&str, &str)] = &[
    ("typst", "typeset"),
    ("typst_pdf", "typeset"),
    ("typst_layout", "typeset"),
    ("typst_kit", "typeset"),
    ("lopdf", "pdf"),
    ("hayro", "raster"),
    ("image", "ink"),
    ("clap", "cli"),
    ("comrak", "markdown"),
    ("icu_collator", "typeset"),
    ("annotate_snippets", "diag"),
    ("sha2", "output"),
    ("roxmltree", "ink"),
    ("base64", "ink"),
    ("data_url", "ink"),
    ("flate2", "ink"),
    ("biblatex", "typeset"),
    ("hayagriva", "typeset"),
    ("rpassword", "cli"),
];

#[test]
fn rooms_use_only_what_they_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let known: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let mut checked = 0;
    for (room, allowed) in ARROWS {
        for file in files_of(&src, room) {
            let text = fs::read_to_string(&file).expect("a source file");
            for used in rooms_named(&text) {
                checked += 1;
                assert!(known.contains(used.as_str()), "{}: crate::{used}?", file.display());
                assert!(
                    used == *room || allowed.contains(&used.as_str()),
                    "{} uses `{used}`, which `{room}` may not",
                    file.display()
                );
            }
            for (package, owner) in OWNERS {
                let names =
                    [format!("use {package}::"), format!(" {package}::"), format!("({package}::")];
                let named = names.iter().any(|name| text.contains(name.as_str()));
                assert!(
                    !named || room == owner,
                    "{} names `{package}`, which belongs to `{owner}`",
                    file.display()
                );
            }
        }
    }
    assert!(checked > 100, "only {checked} uses found: the test reads nothing");
}

#[test]
fn every_room_has_arrows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        let room = name.trim_end_matches(".rs");
        let is_known = ARROWS.iter().any(|(known, _)| *known == room);
        assert!(is_known || room == "lib" || room == "main", "{room} has no arrows");
    }
}

fn files_of(src: &Path, room: &str) -> Vec<PathBuf> {
    let file = src.join(format!("{room}.rs"));
    if file.is_file() {
        return vec![file];
    }
    let mut files = Vec::new();
    let mut folders = vec![src.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a room's folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}

/// Every `name` in `crate::name`, with `crate::{a, b}` taken apart.
fn rooms_named(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !word.is_empty() {
            names.push(word);
        } else {
            assert!(!rest.starts_with('{'), "write one `use crate::room::…` a line");
        }
    }
    names
}
