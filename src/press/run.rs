//! The pipeline: gather, set, make and prove.

use super::Edition;
use super::gather::Desk;
use super::manifest_words;
use super::options::Options;
use super::outputs::Output;
use super::timings::Timings;
use super::work::Work;
use crate::diag::{Findings, code};
use crate::typeset::{self, Effort, Mark};
use crate::workspace::{Entry, MOST_TEXT};

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
    let set = timings.of("set", || typeset::typeset(&copy, effort, findings));
    if findings.has_errors()
        && let Ok(manifest) = desk.workspace.source(&entry.manifest(), MOST_TEXT)
    {
        *findings = manifest_words::placed(std::mem::take(findings), &manifest);
    }
    let mut galley = set?;
    for layout in &galley.layouts {
        timings.part(layout.name, layout.took);
    }
    findings
        .extend(galley.marks.iter().filter(|mark| is_told(mark)).map(|it| it.diagnostic.clone()));
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

/// Whether a mark is more than a blemish: a whole script in a face that nobody asked for, or what
/// reaches well into the margin, where a printer or a knife may take it.
fn is_told(mark: &Mark) -> bool {
    match mark.diagnostic.code {
        code::SUBSTITUTED => true,
        // They weigh so much, and a unit more for each point.
        code::OVERFULL => mark.weight > 40 + INTO_THE_MARGIN,
        code::WIDE_TABLE => mark.weight > 30 + INTO_THE_MARGIN,
        _ => false,
    }
}

/// In points.
const INTO_THE_MARGIN: u32 = 6;
