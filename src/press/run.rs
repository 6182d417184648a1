//! From a gathered pamphlet to its edition.

use super::gather::Desk;
use super::{Edition, sheets};
use crate::diag::{Findings, code};
use crate::typeset;
use crate::workspace::Entry;

/// Makes everything of one pamphlet that can be made; none if something stops
/// the build.
pub fn press(desk: &Desk, entry: &Entry, findings: &mut Findings) -> Option<Edition> {
    let gathered = desk.gather(entry, findings)?;
    let copy = gathered.copy(desk);
    let mut galley = typeset::typeset(&copy, findings)?;
    // A whole script in a face that nobody asked for is more than a blemish.
    let lent = galley.marks.iter().filter(|mark| mark.diagnostic.code == code::SUBSTITUTED);
    findings.extend(lent.map(|mark| mark.diagnostic.clone()));
    if findings.has_errors() {
        return None;
    }
    let exported = typeset::export(&mut galley).map_err(|error| findings.push(error)).ok()?;
    let files =
        sheets::make(&gathered.pamphlet, copy.title, &galley, exported, desk.fonts(), findings)?;
    let edition = Edition::new(&gathered.pamphlet, copy.title, &galley, files);
    typeset::forget();
    (!findings.has_errors()).then_some(edition)
}
