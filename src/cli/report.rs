//! Prints findings.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

use super::{Outcome, json};
use crate::diag::code::{self, Whose};
use crate::diag::{Diagnostic, Findings, Severity, harmless, render};

/// Of one kind of warning so many are shown; a text off the web can have
/// hundreds.
const SHOWN_OF_A_KIND: usize = 8;

/// Prints all findings to standard error and says how the run ended.
pub(super) fn report(findings: &Findings) -> Outcome {
    let coloured = is_coloured(&std::io::stderr());
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in findings.iter() {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_KIND || diagnostic.severity == Severity::Error {
            write_rendered(std::io::stderr(), diagnostic, coloured);
        }
    }
    let more = |(code, count): (&str, usize)| {
        let is_error = code::row(code).is_some_and(|row| row.severity == Severity::Error);
        if !is_error && count > SHOWN_OF_A_KIND {
            tell!("warning[{code}]: {} more of these\n", count - SHOWN_OF_A_KIND);
        }
    };
    shown.into_iter().for_each(more);
    outcome(findings)
}

/// The same in JSON, if that is wanted.
pub(super) fn report_as(findings: &Findings, is_json: bool) -> Outcome {
    if !is_json {
        return report(findings);
    }
    json::tell_all(findings);
    outcome(findings)
}

/// Writes words that may be a stranger's. If nobody reads them, that is no fault.
pub(super) fn write(mut to: impl Write, words: &str) {
    let _ = to.write_all(harmless(words).as_bytes());
}

/// Writes a finding, and an empty line after it.
pub(super) fn write_rendered(mut to: impl Write, diagnostic: &Diagnostic, coloured: bool) {
    let _ = writeln!(to, "{}\n", render(diagnostic, coloured));
}

/// Whether what is written there may be coloured: see no-color.org.
pub(super) fn is_coloured(to: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let is_dumb = set("TERM").is_some_and(|term| term == "dumb");
    to.is_terminal() && set("NO_COLOR").is_none() && !is_dumb
}

/// Prints one error.
pub(super) fn fail(error: Diagnostic) -> Outcome {
    fail_as(error, false)
}

/// The same in JSON, if that is wanted.
pub(super) fn fail_as(error: Diagnostic, is_json: bool) -> Outcome {
    let mut findings = Findings::new();
    findings.push(error);
    report_as(&findings, is_json)
}

fn outcome(findings: &Findings) -> Outcome {
    let errors = || findings.iter().filter(|d| d.severity == Severity::Error);
    let is_of_machine =
        |d: &Diagnostic| code::row(d.code).is_some_and(|row| row.whose == Whose::Machine);
    if errors().next().is_none() {
        Outcome::Good
    } else if errors().all(is_of_machine) {
        Outcome::Machine
    } else {
        Outcome::Author
    }
}
