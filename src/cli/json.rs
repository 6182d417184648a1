//! What commands say to other programs: one JSON object a line, by its `kind`.
//! docs/json.md tells what each holds. A kind may come to hold more; what is there
//! keeps its name and its meaning as long as [`VERSION`] stays the same.

use serde::Serialize;

use crate::diag::{Diagnostic, Findings, Severity, is_harmless};

/// Of all these objects.
const VERSION: u32 = 1;

/// A line.
#[derive(Serialize)]
struct Line<'a> {
    version: u32,
    #[serde(flatten)]
    said: &'a Said<'a>,
}

/// What can be said.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Said<'a> {
    /// An error, a warning or a note.
    Diagnostic(Finding<'a>),
    /// A proofreader's mark.
    #[cfg(feature = "pamphlets")]
    Mark {
        pamphlet: &'a str,
        page: usize,
        #[serde(flatten)]
        finding: Finding<'a>,
    },
    /// How evenly a pamphlet is set.
    #[cfg(feature = "pamphlets")]
    Figures {
        pamphlet: &'a str,
        pages: usize,
        marks: usize,
        ignored: usize,
        lines: usize,
        space_variation: f64,
        loose: f64,
        hyphens: f64,
        on_grid: f64,
        openings: usize,
        level: usize,
    },
    /// What was made of a pamphlet.
    #[cfg(feature = "pamphlets")]
    Edition {
        pamphlet: &'a str,
        title: &'a str,
        pages: usize,
        blanks: usize,
        sheets: usize,
        draft: bool,
        folder: String,
        files: Vec<File>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        timings: Vec<Stage<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        prices: Option<Priced>,
    },
    /// A pamphlet that there is.
    #[cfg(feature = "pamphlets")]
    Pamphlet { pamphlet: &'a str, title: Option<&'a str>, authors: &'a [String], lang: String },
    /// What a run takes, in several ways.
    Estimate { what: &'a str, copies: usize, ways: Vec<Way<'a>> },
    /// Sheets that were folded and compared with their pages.
    Folded {
        file: &'a str,
        right: bool,
        places: usize,
        copies: usize,
        blanks: &'a [usize],
        scale: Option<f64>,
        cause: Option<String>,
        faults: Vec<String>,
    },
    /// Sheets that were folded and read by their folios.
    Folios {
        file: &'a str,
        right: bool,
        places: usize,
        with_folio: usize,
        silent: &'a [usize],
        cause: Option<String>,
        faults: Vec<String>,
    },
}

/// A diagnostic and its place.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    code: &'a str,
    level: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
    #[serde(flatten)]
    place: Option<At<'a>>,
}

/// Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// A file of an edition.
#[cfg(feature = "pamphlets")]
#[derive(Serialize)]
pub(super) struct File {
    pub output: String,
    pub path: String,
    pub bytes: usize,
}

/// How long a stage took.
#[cfg(feature = "pamphlets")]
#[derive(Serialize)]
pub(super) struct Stage<'a> {
    pub stage: &'a str,
    pub milliseconds: f64,
}

/// What pages cost by the table of prices.
#[cfg(feature = "pamphlets")]
#[derive(Serialize)]
pub(super) struct Priced {
    pub by_themselves: u64,
    pub chosen: u64,
}

/// A way to print a run.
#[derive(Serialize)]
pub(super) struct Way<'a> {
    pub name: &'a str,
    pub paper: &'a str,
    pub pages: usize,
    pub scale: f64,
    pub sheets_of_copy: usize,
    pub sheets: usize,
    pub cards: usize,
    pub staples: usize,
    pub sides: usize,
    pub coloured: usize,
    /// Of the paper, 0 to 1; none if nobody looked.
    pub black: Option<f64>,
    /// None if a price is not known.
    pub cost: Option<f64>,
}

impl<'a> Finding<'a> {
    /// What is said of it.
    pub(super) fn of(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref().map(|place| {
            let (line, column) = place.source.line_column(place.range.start);
            At { file: &place.source.name, line, column }
        });
        Self {
            code: diagnostic.code,
            level: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            message: &diagnostic.message,
            label: diagnostic.label.as_deref(),
            hints: &diagnostic.hints,
            place,
        }
    }
}

/// Says something.
pub(super) fn tell(said: &Said<'_>) {
    // Nothing here has keys that are no strings, which alone cannot be written.
    let line = serde_json::to_string(&Line { version: VERSION, said }).unwrap_or_default();
    say!("{}", escaped(&line));
}

/// Says all that was found.
pub(super) fn tell_all(findings: &Findings) {
    findings.iter().for_each(|finding| tell(&Said::Diagnostic(Finding::of(finding))));
}

/// To so many decimals.
pub(super) fn rounded(number: f64, decimals: i32) -> f64 {
    let by = 10_f64.powi(decimals);
    (number * by).round() / by
}

/// JSON with everything escaped that a terminal obeys: such characters stand in
/// strings only (RFC 8259, section 7).
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_harmless(c) {
            out.push(c);
        } else {
            let units = c.encode_utf16(&mut [0; 2]).to_vec();
            out.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}
