//! Finished files, measured by tools that we did not write: poppler, qpdf,
//! Ghostscript, the stock Typst compiler. `.ci/run` installs them and runs
//! these tests with `--include-ignored`.

mod columns;
mod commonmark;
mod divisions;
mod files;
mod generated;
mod grid;
mod index;
mod languages;
mod placed;
mod poppler;
mod stock_typst;
mod words;

use std::path::Path;
use std::process::Command;

use crate::scratch::Scratch;

/// Runs a tool that has to succeed, and gives what it printed.
pub fn tool(name: &str, args: &[&str]) -> String {
    String::from_utf8_lossy(&tool_bytes(name, args)).into_owned()
}

pub fn tool_bytes(name: &str, args: &[&str]) -> Vec<u8> {
    let output = Command::new(name).args(args).output();
    let output =
        output.unwrap_or_else(|error| panic!("{name} does not run ({error}): see .ci/run"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {args:?}: {said}");
    output.stdout
}

/// The path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The pamphlets of this repository, built into a folder of their own.
pub fn repository() -> (Scratch, Vec<String>) {
    let scratch = Scratch::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let out = scratch.path("out");
    let output = scratch
        .command(&["build", "--workspace", root, "--out", arg(&out)])
        .output()
        .expect("handpress runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let slugs = std::fs::read_dir(&out).expect("out").flatten();
    let mut slugs: Vec<String> =
        slugs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    slugs.retain(|slug| slug != "fonts" && !slug.starts_with('.') && !slug.ends_with(".pdf"));
    slugs.sort();
    assert!(slugs.len() >= 3, "{slugs:?}");
    (scratch, slugs)
}
