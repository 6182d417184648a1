//! The few numbers that change between two passes over the same text. They
//! have a tiny file of their own, so that everything else stays laid out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::manifest::Choice;
use crate::sheet::{filled, sheets_of};
use crate::typeset::decide::tuning::Tuning;
use crate::typeset::read::index_pages::IndexPages;
use crate::typeset::read::reading::Sketch;
use crate::typeset::read::whole::Whole;
use crate::typeset::write::escape;

/// What the second pass knows and the first does not.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::typeset) struct Fit {
    /// Whether a title page and an imprint page follow the cover; without
    /// them the imprint stands inside the cover.
    pub title_page: bool,
    /// How many blank pages stand inside the back cover.
    pub blanks: usize,
    /// Letters of the whole text set closer or wider, in thousandths of an em.
    pub letters: i32,
    /// Paragraphs that are set otherwise, by number.
    pub tuning: BTreeMap<usize, Tuning>,
    /// Places within words with an apostrophe, by number, at which they may be divided.
    pub divided: BTreeSet<usize>,
    /// For paragraphs by number, heads by `h:` and id, other blocks by `b` and number:
    /// the page on which they begin, or before them, is left so many lines short.
    pub short: BTreeMap<String, u32>,
    /// For the same: what stands free above them where that is more than usual, in
    /// thousandths of a line.
    pub opened: BTreeMap<String, i32>,
    /// Heads that begin a page lower than its first line.
    pub sunk: BTreeMap<String, Sunk>,
    /// What heads and folios go by.
    pub whole: Whole,
    /// On which pages the terms of the index stand; none if it asks for it.
    pub index: Option<Arc<IndexPages>>,
}

/// A head that begins its page lower.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::typeset) struct Sunk {
    /// By so many lines.
    pub lines: i32,
    /// What stands free below it, in thousandths of a line.
    pub below: i32,
}

/// A text of more sheets can afford its title page.
const FEW_SHEETS: usize = 5;

impl Fit {
    /// What the first pass assumes.
    pub(in crate::typeset) fn first(title_page: Choice) -> Self {
        Self { title_page: title_page != Choice::No, ..Self::default() }
    }

    /// The file's text.
    pub(in crate::typeset) fn source(&self) -> String {
        format!(
            "// What handpress found out by laying the text out.\n\
             // A title page and an imprint page, or the imprint inside the cover.\n\
             #let title-page = {}\n\
             // Blank pages inside the back cover, up to a multiple of four.\n\
             #let blanks = {}\n\
             // Letters of the whole text closer or wider, in em.\n\
             #let letters = {:?}\n\
             // Paragraphs that are set otherwise: letters closer or wider, in em, and what a\n\
             // hyphen and a short last line cost.\n\
             #let tuning = ({})\n\
             // Where words with an apostrophe may be divided, by number.
             #let divided-at = ({})
             // Paragraphs, heads and other blocks whose page is left so many lines short.\n\
             #let short = ({})\n\
             // The same with wider spaces above them, in lines.\n\
             #let opened = ({})\n\
             // Heads that begin a page so many lines lower, and the lines below them.\n\
             #let sunk = ({})\n\
             // What heads and folios go by: `none` leaves them out, `auto` asks for it.\n\
             #let whole = {}\n\
             // For every term of the index, first page, last page and points from the top;\n\
             // `none` asks for it.\n\
             #let index = {}\n",
            self.title_page,
            self.blanks,
            f64::from(self.letters) / 1000.0,
            dictionary(&self.tuning, |tuning| tuning.source()),
            dictionary(&self.divided.iter().map(|it| (it, true)).collect(), bool::to_string),
            dictionary(&self.short, u32::to_string),
            dictionary(&self.opened, |free| format!("{:?}", f64::from(*free) / 1000.0)),
            dictionary(&self.sunk, |it| format!(
                "({}, {:?})",
                it.lines,
                f64::from(it.below) / 1000.0
            )),
            self.whole.source(),
            self.index.as_ref().map_or("none".into(), |index| index.source()),
        )
    }

    /// Whether it is worth trying without the title page: a short text that
    /// would need one sheet less. Leaving it out saves two pages.
    pub(in crate::typeset) fn could_save_a_sheet(&self, choice: Choice, pages: usize) -> bool {
        let sheets = sheets_of(pages);
        self.title_page
            && choice == Choice::Auto
            && sheets <= FEW_SHEETS
            && sheets_of(pages.saturating_sub(2)) < sheets
    }

    /// What the last layout behind this one goes by: heads, blanks and index are as its
    /// pages are.
    pub(in crate::typeset) fn after(&self, seen: &Sketch) -> Self {
        Self { whole: seen.whole.clone(), index: seen.index.clone(), ..self.filled(seen.pages) }
    }

    /// The same with the blanks that fill up the last sheet.
    pub(in crate::typeset) fn filled(&self, pages: usize) -> Self {
        Self { blanks: filled(pages) - pages, ..self.clone() }
    }
}

/// `"12": 0.008, …`, or `:` where there is nothing.
fn dictionary<K: ToString, T>(of: &BTreeMap<K, T>, value: impl Fn(&T) -> String) -> String {
    if of.is_empty() {
        return ":".into();
    }
    let mut out = String::new();
    for (key, it) in of {
        escape::string(&key.to_string(), &mut out);
        out.push_str(&format!(": {}, ", value(it)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_save_a_sheet() {
        let full = Fit::first(Choice::Auto);
        let saves = |pages| full.could_save_a_sheet(Choice::Auto, pages);
        assert!(saves(5) && saves(6) && saves(10) && saves(18));
        assert!(!saves(4) && !saves(7) && !saves(8) && !saves(22));
        assert!(!full.could_save_a_sheet(Choice::Yes, 5));
        assert_eq!(full.filled(6).blanks, 2);
        assert_eq!(full.filled(8).blanks, 0);
    }
}
