//! TOML as it was written becomes a [`Pamphlet`] as it was meant.

mod date;
mod faces;
mod front_matter;
mod given;
mod keys;
mod making;
mod page;
mod pamphlet;
mod resolve;
mod settings;
mod values;
mod written;

use std::sync::Arc;

use toml::de::DeTable;

pub use date::Date;
pub use front_matter::read_yaml;
pub use keys::Given;
pub use making::{Costs, KnownPrinter, Making};
pub use pamphlet::{About, Colours, Cover, Faces, Make, Original, Page, Pamphlet, Text};
pub use resolve::{Found, resolve, template_name};
pub use settings::{
    Alignment, BlankUse, CopyFit, Digits, Emendation, FrontFolios, Ignore, Level, NotesAt,
    OpeningStyle,
};
pub use values::{Choice, Links, Series};
pub use written::Written;

use crate::diag::{Diagnostic, Findings, Source, code};

/// Reads a whole TOML file.
pub fn read_file(source: &Arc<Source>, findings: &mut Findings) -> Written {
    read(source, 0, &source.text, findings)
}

/// Reads the TOML between `+++` lines at the head of a Markdown file, and says
/// at which byte the Markdown starts.
pub fn read_front_matter(source: &Arc<Source>, findings: &mut Findings) -> (Written, usize) {
    let text = source.text.as_str();
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let Some(start) = fence(text, bom) else { return (Written::default(), bom) };
    let mut at = start;
    while at < text.len() {
        if let Some(after) = fence(text, at) {
            let toml = text.get(start..at).unwrap_or_default();
            return (read(source, start, toml, findings), after);
        }
        at = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| at + n + 1);
    }
    let open = Diagnostic::error(code::TOML, "the front matter has no end")
        .at(crate::diag::Place::new(source, bom..start))
        .hint("close it with a line `+++`");
    findings.push(open);
    (Written::default(), bom)
}

/// The byte after a line `+++` that starts at `at`.
fn fence(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = rest.split_inclusive('\n').next()?;
    (line.trim_end() == "+++").then_some(at + line.len())
}

/// A date as it is written in letters, `31.12.2026`, and no value of TOML.
fn bare_date(toml: &str, at: usize, file: keys::File<'_>) -> Option<Diagnostic> {
    let start = toml.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
    let line = toml.get(start..)?.lines().next()?;
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_date = value.len() > 5 && value.chars().all(|c| c.is_ascii_digit() || "./-".contains(c));
    let from = start + line.len() - value.len();
    if !is_date {
        return None;
    }
    let wrong = Diagnostic::error(code::WRONG_DATE, format!("no such day as `{value}`"));
    let hint = match Date::meant(value) {
        Some(meant) => format!("write {key} = \"{meant}\""),
        None => format!("write {key} = \"2024-05-31\": the year, the month, the day"),
    };
    Some(wrong.at(file.place(from..from + value.len())).hint(hint))
}

fn read(source: &Arc<Source>, offset: usize, toml: &str, findings: &mut Findings) -> Written {
    let file = keys::File { source, offset };
    let (table, errors) = DeTable::parse_recoverable(toml);
    for error in errors {
        let message = error.message();
        if let Some(wrong) = error.span().and_then(|span| bare_date(toml, span.start, file)) {
            findings.push(wrong);
            continue;
        }
        // The TOML reader finds 31 February before we do.
        let day =
            message.contains("datetime") || message.contains(" day") || message.contains("month");
        let (code, what) =
            if day { (code::WRONG_DATE, "no such day") } else { (code::TOML, "this is not TOML") };
        let wrong = Diagnostic::error(code, what).label(message.lines().next().unwrap_or_default());
        findings.push(wrong.at_maybe(error.span().map(|span| file.place(span))));
    }
    Written::read(table.into_inner(), file, findings)
}
