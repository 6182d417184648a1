//! Reads a pamphlet's pages and sorts what is marked by what the editor wants
//! to hear of.

use super::gather::Desk;
use crate::diag::{Diagnostic, Findings, Severity, code};
use crate::manifest::{Given, Ignore, Level, Pamphlet};
use crate::typeset::{self, Effort, Figures, Mark};
use crate::workspace::Entry;

/// What a proofreader says of a pamphlet.
pub struct Checked {
    /// The pamphlet's name in file names.
    pub slug: String,
    /// Pages, covers and blanks included.
    pub pages: usize,
    /// How evenly its text is set.
    pub figures: Figures,
    /// The marks, the worst first, each as serious as the manifest says.
    pub marks: Vec<Mark>,
    /// How many marks the manifest lets stand.
    pub ignored: usize,
}

/// Reads a pamphlet; none if it cannot be laid out.
pub fn check(desk: &Desk, entry: &Entry, findings: &mut Findings) -> Option<Checked> {
    let gathered = desk.gather(entry, findings)?;
    let galley = typeset::typeset(&gathered.copy(desk), Effort::Whole, findings)?;
    let pamphlet = &gathered.pamphlet;
    let mut used = vec![false; pamphlet.ignores.len()];
    let mut ignored = 0;
    let mut marks = Vec::new();
    for mark in galley.marks {
        let by = pamphlet.ignores.iter().position(|ignore| applies(&ignore.value, &mark));
        if let Some(by) = by {
            if let Some(used) = used.get_mut(by) {
                *used = true;
            }
            ignored += 1;
        } else if let Some(mark) = at_its_level(mark, pamphlet) {
            marks.push(mark);
        }
    }
    let idle = pamphlet.ignores.iter().zip(used).filter(|(_, used)| !used);
    marks.extend(idle.map(|(ignore, _)| idle_ignore(ignore)));
    // Errors first, then warnings; within each the worst first.
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.diagnostic.severity));
    typeset::forget();
    Some(Checked {
        slug: pamphlet.slug.clone(),
        pages: galley.pages,
        figures: galley.figures,
        marks,
        ignored,
    })
}

/// Whether the editor lets a mark stand.
fn applies(ignore: &Ignore, mark: &Mark) -> bool {
    if ignore.code != mark.diagnostic.code {
        return false;
    }
    let Some(at) = &ignore.at else { return true };
    let Some(place) = &mark.diagnostic.place else { return false };
    let line =
        at.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<usize>().ok()?)));
    match line {
        Some((file, line)) => {
            let own: usize = place.source.line_column(place.range.start).0;
            own == line
                && (place.source.name == file || place.source.name.ends_with(&format!("/{file}")))
        }
        None => paragraph_of(place).contains(at.as_str()),
    }
}

/// The source's paragraph around a place.
fn paragraph_of(place: &crate::diag::Place) -> &str {
    let text = place.source.text.as_str();
    let start = text.get(..place.range.start).and_then(|t| t.rfind("\n\n")).map_or(0, |n| n + 2);
    let end = text.get(place.range.start..).and_then(|t| t.find("\n\n"));
    let end = end.map_or(text.len(), |n| place.range.start + n);
    text.get(start..end).unwrap_or_default()
}

fn at_its_level(mut mark: Mark, pamphlet: &Pamphlet) -> Option<Mark> {
    let by_default = || code::row(mark.diagnostic.code).map(|row| row.severity);
    mark.diagnostic.severity = match pamphlet.levels.get(mark.diagnostic.code) {
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        Some(Level::Note) => Severity::Note,
        Some(Level::Off) => return None,
        None => by_default().unwrap_or(Severity::Warning),
    };
    Some(mark)
}

fn idle_ignore(ignore: &Given<Ignore>) -> Mark {
    let message = format!("nothing needs this ignore of {} any more", ignore.value.code);
    let diagnostic = Diagnostic::warning(code::IDLE_IGNORE, message)
        .at(ignore.place.clone())
        .hint("take it out, or correct its place");
    Mark { diagnostic, weight: 1, page: 0 }
}
