//! Words and notes that are on no page, or that nobody can read there: they stop the build.

use crate::diag::{Diagnostic, Findings, Place, code};
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::printed::{Spot, letters, printed};
use crate::typeset::read::reading::Reading;
use crate::typeset::read::strays::Stray;
use crate::typeset::write::project::Project;

/// Reports what the layout or a template has lost.
pub(in crate::typeset) fn check(
    reading: &Reading,
    desk: &Desk<'_>,
    project: &Project,
    measures: &Measures,
    findings: &mut Findings,
) {
    let survey = &reading.survey;
    let mut lost: Vec<Place> = Vec::new();
    for (number, part) in project.parts.blocks.iter().enumerate() {
        if part.has_words && survey.page_of_block(number).is_none() {
            lost.extend(project.origins.find(part.bytes.start + 1).cloned());
        }
    }
    let printed = printed(&reading.document, desk, &project.parts, measures);
    let pieces = project.parts.words.iter().filter(|bytes| !printed.shows(bytes));
    let pieces = pieces.filter_map(|bytes| project.origins.find(bytes.start));
    let is_lost = |place: &&Place| !printed.rest.contains(&letters(place.text()));
    lost.extend(pieces.filter(is_lost).cloned());
    for place in merged(lost) {
        findings.push(
            Diagnostic::error(code::LOST_WORDS, "these words are on no page")
                .at(place)
                .hint("the template drops them: its function has to print what it is given"),
        );
    }
    report(&printed.outside, project, findings, |what| {
        Diagnostic::error(code::LOST_WORDS, format!("{what} outside of their page")).hint(
            "what stays in one piece is too high or too wide: make it smaller or divide it; a \
             table without `::: table` goes on overleaf",
        )
    });
    report(&printed.over, project, findings, |what| {
        Diagnostic::error(code::OVERPRINTED, format!("{what} over others"))
            .hint("there is no room for both: make them shorter, or the column wider")
    });
    for stray in &survey.strays {
        if let Stray::Lost(number) = stray {
            let part = project.parts.notes.get(*number);
            findings.push(
                Diagnostic::error(code::LOST_NOTE, "this note was not printed")
                    .at_maybe(
                        part.and_then(|part| project.origins.find(part.bytes.start + 1)).cloned(),
                    )
                    .hint("move the mark out of the note, table or heading that it stands in"),
            );
        }
    }
}

/// Reports words by where they come from; those of a template, such as titles, by what
/// they say.
fn report(
    spots: &[Spot],
    project: &Project,
    findings: &mut Findings,
    diagnostic: impl Fn(&str) -> Diagnostic,
) {
    let mut places = Vec::new();
    let mut others: Vec<&Spot> = Vec::new();
    for spot in spots {
        match spot.byte.and_then(|byte| project.origins.find(byte)) {
            Some(place) => places.push(place.clone()),
            None if others.iter().any(|other| other.text == spot.text) => {}
            None => others.push(spot),
        }
    }
    for place in merged(places) {
        findings.push(diagnostic("some of these words lie").at(place));
    }
    for spot in others {
        findings.push(diagnostic(&format!(
            "words of page {} (“{}”) lie",
            spot.page + 1,
            spot.text
        )));
    }
}

/// One place for words that follow one another on lines of a paragraph; what
/// lies within another place is left out.
fn merged(mut lost: Vec<Place>) -> Vec<Place> {
    lost.sort_by(|a, b| {
        let key = |place: &Place| (place.range.start, std::cmp::Reverse(place.range.end));
        a.source.name.cmp(&b.source.name).then(key(a).cmp(&key(b)))
    });
    let mut all: Vec<Place> = Vec::new();
    for place in lost {
        let Some(last) = all.last_mut().filter(|last| last.source.name == place.source.name) else {
            all.push(place);
            continue;
        };
        let between = last.range.end..place.range.start.max(last.range.end);
        let gap = place.source.text.get(between).unwrap_or_default();
        if place.range.start <= last.range.end
            || (gap.chars().all(|c| !c.is_alphanumeric()) && !gap.contains("\n\n"))
        {
            last.range.end = last.range.end.max(place.range.end);
        } else {
            all.push(place);
        }
    }
    all
}
