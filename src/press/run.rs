//! The pipeline: gather, set, make and prove.

use super::Edition;
use super::gather::Desk;
use super::options::Options;
use super::outputs::Output;
use super::timings::Timings;
use super::work::Work;
use crate::diag::{Findings, code};
use crate::typeset::{self, Effort};
use crate::workspace::Entry;

/// Makes what is wanted of one pamphlet; none if something stops the build.
pub fn press(
    desk: &Desk,
    entry: &Entry,
    options: &Options,
    findings: &mut Findings,
) -> Option<Edition> {
    let mut timings = Timings::default();
    let gathered = timings.of("read", || desk.gather(entry, findings))?;
    let wanted = Output::wanted(&gathered.pamphlet.making, options, findings);
    if findings.has_errors() {
        return None;
    }
    let copy = gathered.copy(desk);
    let effort = if options.is_draft { Effort::Draft } else { Effort::Whole };
    let mut galley = timings.of("set", || typeset::typeset(&copy, effort, findings))?;
    for layout in &galley.layouts {
        timings.part(layout.name, layout.took);
    }
    // A whole script in a face that nobody asked for is more than a blemish, and so is what
    // reaches into the margin, where a printer or a knife may take it.
    let told = [code::SUBSTITUTED, code::OVERFULL, code::WIDE_TABLE];
    let told = galley.marks.iter().filter(|mark| told.contains(&mark.diagnostic.code));
    findings.extend(told.map(|mark| mark.diagnostic.clone()));
    if findings.has_errors() {
        return None;
    }
    let is_printed = wanted.iter().any(|output| *output != Output::Read);
    let exported = timings.of("write pages", || typeset::export(&mut galley, is_printed));
    let exported = exported.map_err(|error| findings.push(error)).ok()?;
    let work = Work {
        pamphlet: &gathered.pamphlet,
        title: copy.title,
        galley: &galley,
        fonts: desk.fonts(),
        is_proved: !options.is_draft,
    };
    let files =
        timings.of("make sheets and prove them", || work.make(&wanted, exported, findings))?;
    let edition = Edition::new(&gathered.pamphlet, copy.title, &galley, files, options, timings);
    typeset::forget();
    (!findings.has_errors()).then_some(edition)
}
