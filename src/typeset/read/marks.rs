//! What a proofreader marks on the pages, at the author's own lines.

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::utils::PicoStr;

use crate::diag::{Diagnostic, Place, code};
use crate::typeset::layout::world::Desk;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::proof::{self, Subject};
use crate::typeset::read::reading::Reading;
use crate::typeset::read::strays::Stray;
use crate::typeset::write::project::Project;
use crate::typeset::write::rules;

/// A mark: what it says, how much it weighs, and on which page it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// What it says.
    pub diagnostic: Diagnostic,
    /// The worst first.
    pub weight: u32,
    /// The page, from 1.
    pub page: usize,
}

/// All marks, the worst first.
pub(in crate::typeset) fn marks(
    reading: &Reading,
    desk: &Desk<'_>,
    project: &Project,
    measures: &Measures,
    blanks: usize,
) -> Vec<Mark> {
    let mut subjects = proof::faults(&reading.proof, measures);
    subjects.extend(strays(reading, project));
    subjects.extend(proof::wide(&reading.document, desk, &project.parts, measures));
    subjects.extend(proof::substituted(&reading.document, desk));
    subjects.extend(far_pictures(reading, project));
    if blanks > 0 {
        subjects.push(Subject {
            code: code::BLANK_PAGES,
            byte: None,
            words: String::new(),
            page: reading.document.pages().len().saturating_sub(1 + blanks),
            weight: 0,
            message: format!(
                "{blanks} blank page{} inside the back cover",
                if blanks == 1 { "" } else { "s" }
            ),
        });
    }
    let mut marks: Vec<Mark> = subjects
        .into_iter()
        .map(|subject| {
            let page = subject.page + 1;
            let place = subject.byte.and_then(|byte| place(byte, &subject.words, project));
            let message = format!("{} (page {page})", subject.message);
            let diagnostic = Diagnostic::warning(subject.code, message).at_maybe(place);
            let diagnostic = match hint(subject.code) {
                Some(hint) => diagnostic.hint(hint),
                None => diagnostic,
            };
            Mark { diagnostic, weight: subject.weight, page }
        })
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.weight), mark.page));
    marks
}

/// The author's place of a byte: the very words, if they can be found there.
fn place(byte: usize, words: &str, project: &Project) -> Option<Place> {
    let place = project.origins.find(byte)?;
    let mut start: String = words.chars().take(24).collect();
    while !start.is_empty() {
        if let Some(at) = place.text().find(start.trim_end()) {
            let from = place.range.start + at;
            let line = place.text().get(at..).and_then(|rest| rest.lines().next());
            let most = line.map_or(0, str::len).min(words.len());
            return Some(Place::new(&place.source, from..from + most));
        }
        let shorter = start.chars().count() * 2 / 3;
        if shorter < 4 {
            break;
        }
        start = start.chars().take(shorter).collect();
    }
    Some(place.clone())
}

fn hint(code: &str) -> Option<&'static str> {
    Some(match code {
        code::RUNT | code::LADDER | code::LOOSE | code::TIGHT | code::RIVER => {
            "change a word of the paragraph, or let `[hyphenation]` divide one otherwise"
        }
        code::SHORT_DIVISION | code::TURNED_WORD => {
            "name the word's divisions in `[hyphenation] words`"
        }
        code::OVERFULL => "divide the long word in `[hyphenation] words`, or make the line shorter",
        code::WIDE_TABLE => "shorten its words, leave a column out, or turn it",
        code::WIDOW | code::ORPHAN | code::UNEVEN => {
            "a few words more or less in a paragraph before it would help"
        }
        code::STRAY_NOTE => "move the mark to another sentence, or shorten the note",
        code::EMPTY_PAGE => "a few words less before it would save the page",
        code::FAR_PICTURE => "move the picture up or down in the text",
        code::SUBSTITUTED => "name a face that has them in `[type]`, or take this as it is",
        code::BLANK_PAGES => "`[blanks] use` can fill them",
        _ => return None,
    })
}

fn strays(reading: &Reading, project: &Project) -> Vec<Subject> {
    let parts = &project.parts;
    let subject =
        |code, part: Option<&crate::typeset::write::parts::Part>, weight, message: &str| Subject {
            code,
            byte: part.map(|part| part.bytes.start + 1),
            words: String::new(),
            page: 0,
            weight,
            message: message.to_owned(),
        };
    let found = reading.survey.strays.iter().filter_map(|stray| match stray {
        Stray::Head(number) => {
            let message = "this heading ends a page; its text is on the next";
            let mut it = subject(code::STRANDED_HEAD, parts.blocks.get(*number), 20, message);
            it.page = reading.survey.page_of_block(*number)?;
            Some(it)
        }
        Stray::Note(number) => {
            let message = "this note is printed on another page than its mark";
            let mut it = subject(code::STRAY_NOTE, parts.notes.get(*number), 18, message);
            it.page = reading.survey.page_of_mark(*number)?;
            Some(it)
        }
        Stray::Lost(_) => None,
    });
    found.collect()
}

/// Pictures that float more than a page away from where they are written.
fn far_pictures(reading: &Reading, project: &Project) -> Vec<Subject> {
    let introspector = reading.document.introspector();
    // The template marks the picture itself; the figure stands where it is
    // written, wherever it floats.
    let Some(label) = Label::new(PicoStr::intern(rules::PICTURE)) else { return Vec::new() };
    let all = introspector.query(&Selector::Label(label));
    let figures = &project.parts.figures;
    if all.len() != figures.len() {
        return Vec::new();
    }
    let far = all.iter().zip(figures).filter_map(|(figure, part)| {
        let page = introspector.page(figure.location()?)?.get().checked_sub(1)?;
        let before = reading.survey.page_before(part.bytes.start, &project.parts)?;
        (page > before + 1).then(|| Subject {
            code: code::FAR_PICTURE,
            byte: Some(part.bytes.start + 1),
            words: String::new(),
            page,
            weight: 3,
            message: format!("this picture stands {} pages behind its text", page - before),
        })
    });
    far.collect()
}
