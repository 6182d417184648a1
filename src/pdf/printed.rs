//! A PDF as it prints, for those who draw it as if for the screen.

use lopdf::ObjectId;

use super::annotations::settle;
use super::numbers::real;
use super::open;
use super::page_box::{PageBox, mended};
use crate::diag::Diagnostic;

/// The same file with no annotation but those that print, each in the state it
/// is in, with boxes that every program reads alike, and without encryption. None if the file can be drawn as it is.
///
/// # Errors
/// As [`open`].
pub fn as_printed(bytes: &[u8], password: Option<&str>) -> Result<Option<Vec<u8>>, Diagnostic> {
    let mut pages = open::open(bytes, password)?;
    let ids: Vec<ObjectId> = pages.pages.iter().map(|page| page.id).collect();
    let mut is_changed = false;
    for id in ids {
        is_changed |= settle(&mut pages.doc, id);
        let boxes = pages.doc.get_dictionary(id).ok().and_then(|page| mended(&pages.doc, page));
        if let (Some([media, crop]), Ok(page)) = (boxes, pages.doc.get_dictionary_mut(id)) {
            let corners = |of: PageBox| [of.left, of.bottom, of.right, of.top].map(real).to_vec();
            page.set("MediaBox", corners(media));
            page.set("CropBox", corners(crop));
            is_changed = true;
        }
    }
    if !is_changed {
        return Ok(None);
    }
    let mut changed = Vec::new();
    pages.doc.save_to(&mut changed).map_err(open::unwritten)?;
    Ok(Some(changed))
}
