//! Pages: where their lines end, and why.

use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::lines::in_note;
use super::runs::Run;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::Parts;
use crate::typeset::write::rules;

/// A page of a layout.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct Leaf {
    /// Whether it belongs to the text: not to covers, contents, blanks.
    pub in_text: bool,
    /// For each of its columns the lowest baseline in the type area, in points from the
    /// page's top; none where nothing stands.
    pub feet: Vec<Option<f64>>,
    /// Whether there are notes at its foot.
    pub has_notes: bool,
    /// Why it ends where it ends.
    pub ending: Ending,
}

impl Leaf {
    /// The lowest baseline of all its columns.
    pub(in crate::typeset) fn lowest(&self) -> Option<f64> {
        self.feet.iter().flatten().copied().reduce(f64::max)
    }

    /// The lowest baseline of the column that ends first.
    pub(in crate::typeset) fn highest(&self) -> Option<f64> {
        self.feet.iter().flatten().copied().reduce(f64::min)
    }
}

/// Why a page ends where it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::typeset) enum Ending {
    /// Its text goes on overleaf, or the next paragraph follows there.
    Full,
    /// A head, a picture or something else that is not divided comes next.
    Cut,
    /// The text ends here.
    Last,
}

/// The page, from 0, on which the text begins.
pub(super) fn text_start(document: &PagedDocument) -> usize {
    let label = Label::new(PicoStr::intern(rules::TEXT_START));
    let introspector = document.introspector();
    let found = label.and_then(|label| introspector.query_label(label).ok());
    let page = found.and_then(|it| it.location()).and_then(|at| introspector.page(at));
    page.map_or(0, |page| page.get().saturating_sub(1))
}

pub(super) fn leaves(
    document: &PagedDocument,
    runs: &[Run<'_>],
    parts: &Parts,
    measures: &Measures,
    first: usize,
) -> Vec<Leaf> {
    let count = document.pages().len();
    let blank = Leaf {
        in_text: false,
        feet: vec![None; measures.columns.max(1)],
        has_notes: false,
        ending: Ending::Cut,
    };
    let mut leaves = vec![blank; count];
    // The text's own bytes: in blocks, not in front matter.
    let text = parts.blocks.first().map_or(0, |part| part.bytes.start);
    // What stands first and last in the flow of each page, by its byte.
    let mut flow: Vec<Option<(usize, usize, f64)>> = vec![None; count];
    let mut tops: Vec<Option<usize>> = vec![None; count];
    let mut last_page = 0;
    for run in runs {
        let Some(leaf) = leaves.get_mut(run.page) else { continue };
        let within = run.y >= measures.top && run.y <= measures.foot + 0.5;
        let Some(byte) = run.byte.filter(|byte| *byte >= text && within) else { continue };
        if run.page < first {
            continue;
        }
        leaf.in_text = true;
        last_page = last_page.max(run.page);
        let column = measures.column(run.page, run.x);
        if let Some(foot) = leaf.feet.get_mut(column).filter(|_| run.text.is_some()) {
            *foot = Some(foot.map_or(run.y, |lowest| lowest.max(run.y)));
        }
        if in_note(parts, byte).is_some() {
            leaf.has_notes = true;
            continue;
        }
        if let Some(slot) = flow.get_mut(run.page) {
            let later = slot
                .is_none_or(|(_, last, y)| column > last || (column == last && run.y >= y - 0.1));
            if later {
                *slot = Some((byte, column, run.y));
            }
        }
        if let Some(top) = tops.get_mut(run.page) {
            top.get_or_insert(byte);
        }
    }
    for page in 0..count {
        let next = tops.get(page + 1).copied().flatten();
        let here = flow.get(page).copied().flatten();
        let ending = if page >= last_page {
            Ending::Last
        } else {
            match (here, next) {
                (Some((byte, _, _)), Some(next)) => {
                    let paragraph = |byte| {
                        let number = super::lines::paragraph_at(&parts.paragraphs, byte)?;
                        parts.paragraphs.get(number)
                    };
                    let prose = |byte| paragraph(byte).is_some();
                    let flows = |byte| paragraph(byte).is_some_and(|part| !part.holds);
                    if prose(byte) && flows(next) { Ending::Full } else { Ending::Cut }
                }
                _ => Ending::Cut,
            }
        };
        if let Some(leaf) = leaves.get_mut(page) {
            leaf.ending = ending;
        }
    }
    leaves
}
