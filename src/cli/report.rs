//! Prints findings.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

use super::{Outcome, json};
use crate::diag::{Diagnostic, Findings, Severity, code, harmless, render};

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
        if !code.starts_with('E') && count > SHOWN_OF_A_KIND {
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
    // What is wrong with the machine or the call, not with what was written.
    let of_machine = [
        code::UNWRITABLE,
        code::LINK,
        code::NO_WORKSPACE,
        code::NO_PAMPHLET,
        code::NO_OUTPUT,
        code::BAD_SLUG,
        code::EXISTS,
    ];
    if errors().next().is_none() {
        Outcome::Good
    } else if errors().all(|d| of_machine.contains(&d.code)) {
        Outcome::Machine
    } else {
        Outcome::Author
    }
}
