//! Soft hyphens say where a word may be divided. Where it is not, they have no place on the
//! page: nobody would find the word, and what is copied from the page would hold them.

use typst::layout::{Em, FrameItem};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::frames;

const SOFT_HYPHEN: char = '\u{AD}';

/// The document without soft hyphens but those that are seen; shares every page that has none.
pub(in crate::typeset) fn without(document: PagedDocument) -> PagedDocument {
    let has = |item: &FrameItem| matches!(item, FrameItem::Text(text) if has_unseen(text));
    if !document.pages().iter().any(|page| frames::holds(&page.frame, &has)) {
        return document;
    }
    let pages = document.pages().iter().cloned().map(|mut page| {
        if frames::holds(&page.frame, &has) {
            page.frame = frames::changed(&page.frame, &|item| match item {
                FrameItem::Text(text) if has_unseen(text) => cleared(text).map(FrameItem::Text),
                other => Some(other.clone()),
            });
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// Whether some of a run stands for a soft hyphen and is not drawn. The hyphen at the end
/// of a line is a run of its own.
fn has_unseen(text: &TextItem) -> bool {
    let is_seen = text.glyphs.iter().any(|glyph| glyph.x_advance != Em::zero());
    text.text.contains(SOFT_HYPHEN) && !(is_seen && text.text.chars().eq([SOFT_HYPHEN]))
}

/// The same run without them, if anything is left of it.
fn cleared(text: &TextItem) -> Option<TextItem> {
    let mut cleared = text.clone();
    let bytes_before = |at: u16| {
        let before = text.text.get(..usize::from(at)).unwrap_or_default();
        let hyphens = before.matches(SOFT_HYPHEN).count() * SOFT_HYPHEN.len_utf8();
        at - u16::try_from(hyphens).unwrap_or(0)
    };
    cleared.text = text.text.chars().filter(|c| *c != SOFT_HYPHEN).collect();
    for glyph in &mut cleared.glyphs {
        glyph.range = bytes_before(glyph.range.start)..bytes_before(glyph.range.end);
    }
    cleared.glyphs.retain(|glyph| !glyph.range.is_empty() || glyph.x_advance != Em::zero());
    (!cleared.text.is_empty()).then_some(cleared)
}
