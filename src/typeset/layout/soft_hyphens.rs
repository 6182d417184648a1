//! Soft hyphens say where a word may be divided, spaces of no width where an address may.
//! Where that is not so, they have no place on the page: nobody would find the word, and what is
//! copied from the page would hold them.

use typst::layout::{Em, FrameItem};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::frames;

const SOFT_HYPHEN: char = '\u{AD}';
const NO_SPACE: char = '\u{200B}';

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

/// Whether some of a run stands for what is not drawn. The hyphen at the end of a line is a
/// run of its own.
fn has_unseen(text: &TextItem) -> bool {
    let is_drawn = text.glyphs.iter().any(|glyph| glyph.x_advance != Em::zero());
    text.text.chars().any(|c| is_unseen(c, text))
        && !(is_drawn && text.text.chars().eq([SOFT_HYPHEN]))
}

/// Scripts without spaces have spaces of no width between words: those are the author's.
fn is_unseen(c: char, of: &TextItem) -> bool {
    let is_address = || of.text.chars().all(|c| c.is_ascii() || c == NO_SPACE);
    c == SOFT_HYPHEN || (c == NO_SPACE && is_address())
}

/// The same run without them, if anything is left of it.
fn cleared(text: &TextItem) -> Option<TextItem> {
    let mut cleared = text.clone();
    let bytes_before = |at: u16| {
        let before = text.text.get(..usize::from(at)).unwrap_or_default();
        let unseen = before.chars().filter(|c| is_unseen(*c, text));
        at - u16::try_from(unseen.map(char::len_utf8).sum::<usize>()).unwrap_or(0)
    };
    cleared.text = text.text.chars().filter(|c| !is_unseen(*c, text)).collect();
    for glyph in &mut cleared.glyphs {
        glyph.range = bytes_before(glyph.range.start)..bytes_before(glyph.range.end);
    }
    cleared.glyphs.retain(|glyph| !glyph.range.is_empty() || glyph.x_advance != Em::zero());
    (!cleared.text.is_empty()).then_some(cleared)
}
