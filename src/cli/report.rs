//! Prints findings.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use super::Outcome;
use crate::diag::{Diagnostic, Findings, Severity, code, render};

/// Of one kind of warning so many are shown; a text off the web can have
/// hundreds.
const SHOWN_OF_A_KIND: usize = 8;

/// Prints all findings to standard error and says how the run ended.
pub(super) fn report(findings: &Findings) -> Outcome {
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in findings.iter() {
        let count = shown.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_KIND || diagnostic.severity == Severity::Error {
            eprintln!("{}\n", render(diagnostic, coloured));
        }
    }
    let more = |(code, count): (&str, usize)| {
        if !code.starts_with('E') && count > SHOWN_OF_A_KIND {
            eprintln!("warning[{code}]: {} more of these\n", count - SHOWN_OF_A_KIND);
        }
    };
    shown.into_iter().for_each(more);
    outcome(findings)
}

/// Prints one error.
pub(super) fn fail(error: Diagnostic) -> Outcome {
    let mut findings = Findings::new();
    findings.push(error);
    report(&findings)
}

fn outcome(findings: &Findings) -> Outcome {
    let errors = || findings.iter().filter(|d| d.severity == Severity::Error);
    // What is wrong with the machine or the call, not with what was written.
    let of_machine =
        [code::UNWRITABLE, code::NO_WORKSPACE, code::NO_PAMPHLET, code::BAD_SLUG, code::EXISTS];
    if errors().next().is_none() {
        Outcome::Good
    } else if errors().all(|d| of_machine.contains(&d.code)) {
        Outcome::Machine
    } else {
        Outcome::Author
    }
}
