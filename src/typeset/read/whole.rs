//! What heads and folios need to know of the whole: where the text begins, to which
//! chapter a page belongs, which pages have neither. Once the text is laid out this
//! is known, and the pages need not ask for it, which takes pages times heads.

use std::collections::BTreeSet;
use std::fmt::Write;

use typst::foundations::{Label, NativeElement, Selector, StyleChain};
use typst::introspection::{Introspector, Location};
use typst::model::HeadingElem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::typeset::read::measures::Measures;
use crate::typeset::write::rules;

/// What the pages know of the whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::typeset) enum Whole {
    /// Nothing yet: heads and folios are left out.
    #[default]
    Unknown,
    /// They ask for it.
    Asked,
    /// They have it from the layout before.
    Known(Known),
}

/// Pages are counted from 1, heads of chapters from 0.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::typeset) struct Known {
    /// On which the text begins.
    start: usize,
    /// At whose head a chapter opens.
    opens: BTreeSet<usize>,
    /// The chapter of every page up to the last on which one begins; the first of
    /// several, or the one that goes on.
    chapters: Vec<Option<usize>>,
    /// The chapter of all pages behind.
    last: Option<usize>,
    /// Without a head.
    no_head: BTreeSet<usize>,
    /// On which a part begins.
    parts: BTreeSet<usize>,
    /// With nothing but a colophon.
    colophon: BTreeSet<usize>,
}

impl Whole {
    /// Reads it off a layout. `level` is that of the heads of chapters.
    pub(in crate::typeset) fn of(
        document: &PagedDocument,
        measures: &Measures,
        level: usize,
    ) -> Self {
        let introspector = document.introspector();
        let place = |at: Option<Location>| {
            let position = introspector.position(at?)?;
            Some((position.page.get(), position.point.y.to_pt()))
        };
        let labelled = |name: &str| -> Vec<(usize, f64)> {
            let label = Label::new(PicoStr::intern(name));
            let found = label.map(|label| introspector.query(&Selector::Label(label)));
            found.into_iter().flatten().filter_map(|it| place(it.location())).collect()
        };
        let pages = |name: &str| labelled(name).into_iter().map(|(page, _)| page).collect();
        let mut known = Known {
            start: labelled(rules::TEXT_START).first().map_or(1, |(page, _)| *page),
            no_head: pages(rules::NO_HEAD),
            parts: pages(rules::PART_PAGE),
            ..Known::default()
        };
        let is_high = |y: f64, lines: f64| y < measures.top + lines * measures.lead;
        let colophons = labelled(rules::COLOPHON).into_iter().filter(|(_, y)| is_high(*y, 4.0));
        known.colophon = colophons.map(|(page, _)| page).collect();
        let found = introspector.query(&HeadingElem::ELEM.select());
        let heads = found.iter().filter_map(|content| {
            let head = content.to_packed::<HeadingElem>()?;
            (head.resolve_level(StyleChain::default()).get() == level).then_some(head)
        });
        let mut current = None;
        for (number, head) in heads.enumerate() {
            let Some((page, y)) = place(head.location()) else { continue };
            if is_high(y, 1.0) {
                known.opens.insert(page);
            }
            if head.outlined.get(StyleChain::default()) {
                // Pages before it go on with the last; the first of a page counts.
                if known.chapters.len() <= page {
                    known.chapters.resize(page, current);
                    known.chapters.push(Some(number));
                }
                current = Some(number);
            }
        }
        known.last = current;
        Self::Known(known)
    }

    /// As Typst has it.
    pub(in crate::typeset) fn source(&self) -> String {
        let known = match self {
            Self::Unknown => return "none".to_owned(),
            Self::Asked => return "auto".to_owned(),
            Self::Known(known) => known,
        };
        let number = |number: &Option<usize>| match number {
            Some(number) => number.to_string(),
            None => "none".to_owned(),
        };
        let chapters: String =
            known.chapters.iter().map(|chapter| number(chapter) + ", ").collect();
        format!(
            "(\n  start: {},\n  opens: {},\n  chapters: ({chapters}),\n  last-chapter: {},\n  \
             no-head: {},\n  parts: {},\n  colophon: {},\n)",
            known.start,
            set(&known.opens),
            number(&known.last),
            set(&known.no_head),
            set(&known.parts),
            set(&known.colophon),
        )
    }
}

fn set(pages: &BTreeSet<usize>) -> String {
    if pages.is_empty() {
        return "(:)".to_owned();
    }
    let mut out = "(".to_owned();
    for page in pages {
        // Writing to a string cannot fail.
        let _ = write!(out, "\"{page}\": true, ");
    }
    out + ")"
}
