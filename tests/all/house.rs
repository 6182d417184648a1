//! The house itself: no circle within a room, no file too long to be read, and
//! ARCHITECTURE.md names files that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file in src.
const MOST_LINES: usize = 350;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn no_file_is_too_long() {
    let files = files_below(&root().join("src"));
    assert!(files.len() > 150, "only {} files found", files.len());
    for file in files {
        let lines = fs::read_to_string(&file).expect("a source file").lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines", file.display());
    }
}

/// What a text names by `super::`, so many levels up: `super::a` and `super::{a, b::c}`.
fn named_above(text: &str, levels: usize) -> BTreeSet<String> {
    let path = "super::".repeat(levels);
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(&path) {
        let is_longer = text[..at].ends_with(|c: char| c == ':' || c == '_' || c.is_alphanumeric());
        let rest = &text[at + path.len()..];
        if is_longer || rest.starts_with("super::") {
            continue;
        }
        let word = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (1, 0);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => {
                    names.insert(word(&list[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
            if depth == 0 {
                names.insert(word(&list[start..at]));
                break;
            }
        }
    }
    names
}

/// What a text names of a room by its whole name: `crate::room::a`.
fn named_from_the_top(text: &str, room: &Path) -> BTreeSet<String> {
    let names = room.strip_prefix(root().join("src")).expect("a room").iter();
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    let path = format!("crate::{}::", names.join("::"));
    let word = |at: usize| -> String {
        text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    text.match_indices(&path).map(|(at, _)| word(at + path.len())).collect()
}

/// For each part of a room, a file or a folder, the parts that it names.
fn parts(room: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files_below(room) {
        let names: Vec<String> = file
            .strip_prefix(room)
            .expect("below its room")
            .with_extension("")
            .iter()
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let is_mod = names.last().is_some_and(|name| name == "mod");
        let part = &names[0];
        if names.len() == 1 && is_mod {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let levels = names.len() - usize::from(is_mod);
        let named = parts.entry(part.clone()).or_default();
        named.extend(named_above(&code, levels));
        named.extend(named_from_the_top(&code, room));
    }
    let known: BTreeSet<String> = parts.keys().cloned().collect();
    for (part, named) in &mut parts {
        named.retain(|name| known.contains(name) && name != part);
    }
    parts
}

/// A way from a part back to itself.
fn circle(parts: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn follow(
        parts: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        let here = way.last().cloned().unwrap_or_default();
        for next in parts.get(&here).into_iter().flatten() {
            if let Some(at) = way.iter().position(|part| part == next) {
                return Some(way[at..].to_vec());
            }
            if done.contains(next) {
                continue;
            }
            way.push(next.clone());
            if let Some(circle) = follow(parts, way, done) {
                return Some(circle);
            }
            way.pop();
        }
        done.insert(here);
        None
    }
    let mut done = BTreeSet::new();
    parts.keys().find_map(|part| follow(parts, &mut vec![part.clone()], &mut done))
}

#[test]
fn no_room_has_a_circle() {
    let mut arrows = 0;
    let mut rooms = vec![root().join("src")];
    while let Some(room) = rooms.pop() {
        let within = fs::read_dir(&room).expect("a room").map(|entry| entry.expect("an entry"));
        rooms.extend(within.map(|entry| entry.path()).filter(|path| path.is_dir()));
        if room == root().join("src") {
            continue;
        }
        let parts = parts(&room);
        arrows += parts.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(circle(&parts), None, "a circle in {}", room.display());
    }
    assert!(arrows > 200, "only {arrows} arrows found: the test reads nothing");
}

#[test]
fn a_circle_is_seen() {
    let arrow = |from: &str, to: &[&str]| {
        (from.to_owned(), to.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<String>>())
    };
    let round = BTreeMap::from([arrow("a", &["b"]), arrow("b", &["c"]), arrow("c", &["b"])]);
    assert_eq!(circle(&round), Some(vec!["b".to_owned(), "c".to_owned()]));
    let straight = BTreeMap::from([arrow("a", &["b", "c"]), arrow("b", &["c"]), arrow("c", &[])]);
    assert_eq!(circle(&straight), None);
    let text = "use super::one;\nuse super::super::two;\nuse super::{three, four::{five, six}};\n";
    let names = |levels| named_above(text, levels).into_iter().collect::<Vec<_>>();
    assert_eq!(names(1), ["four", "one", "three"]);
    assert_eq!(names(2), ["two"]);
}

#[test]
fn architecture_names_what_there_is() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut checked = 0;
    for name in text.split('`').skip(1).step_by(2) {
        let is_path = name.ends_with(".rs") || name.ends_with(".typ") || name.ends_with('/');
        if !is_path || name.contains([' ', '<', '*']) || name.starts_with("out/") {
            continue;
        }
        let places = ["", "src/", "templates/shared/", "tests/", "tests/all/"];
        let is_there = places.iter().any(|place| root().join(place).join(name).exists());
        checked += 1;
        // What a build writes is not in the repository.
        let is_written = ["main.typ", "fit.typ", "params.typ"].contains(&name);
        assert!(is_there || is_written, "ARCHITECTURE.md names `{name}`, which is not there");
    }
    assert!(checked > 20, "only {checked} names found");
}
