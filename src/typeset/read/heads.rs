//! Where headings stand.

use typst::foundations::{NativeElement, StyleChain};
use typst::introspection::Introspector;
use typst::model::HeadingElem;

use crate::sheet::Head;
use crate::typeset::read::measures::Measures;
use crate::typeset::read::reading::Reading;

/// The author's headings that contents list, in order.
pub(in crate::typeset) fn heads(reading: &Reading, measures: &Measures) -> Vec<Head> {
    let introspector = reading.document.introspector();
    let found = introspector.query(&HeadingElem::ELEM.select());
    let heads = found.iter().filter_map(|content| {
        let head = content.to_packed::<HeadingElem>()?;
        // Those of notes and lists are the template's own.
        let is_own = content.label()?.resolve().starts_with("h:");
        let is_listed = is_own && head.outlined.get(StyleChain::default());
        let position = introspector.position(content.location()?)?;
        let (page, y) = (position.page.get(), position.point.y.to_pt());
        let words = head.body.plain_text().to_string();
        let level = head.resolve_level(StyleChain::default()).get();
        let opens_page = opens_page(reading, measures, page - 1, y);
        (is_listed && !words.is_empty()).then_some(Head { page, level, words, opens_page })
    });
    heads.collect()
}

/// Whether no text of its page stands above a heading, which may be sunk to the
/// middle of the page.
fn opens_page(reading: &Reading, measures: &Measures, page: usize, y: f64) -> bool {
    let text = reading.proof.paragraphs.iter().filter(|paragraph| !paragraph.in_note);
    let mut lines = text.flat_map(|paragraph| &paragraph.lines);
    let is_high = y < (measures.top + measures.foot) / 2.0;
    is_high && !lines.any(|line| line.page == page && line.y < y + measures.lead / 2.0)
}
