//! Everything in black ink: DeviceGray, nothing that a copier counts as
//! colour.
//!
//! For handpress's own pages only, whose colours come in few forms: ICC
//! profiles and device spaces, shadings by functions, 8-bit pictures. What
//! comes in any other form is refused rather than printed in colour.

mod content;
mod function;
mod luma;
mod picture;
mod spaces;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::open::{Pages, open_own};
use crate::diag::{Diagnostic, code};
use spaces::Spaces;

/// Turns every colour of the pages into a gray of black ink.
///
/// # Errors
/// `E0510` for a colour that cannot be turned.
pub fn black_ink(pages: &mut Pages) -> Result<(), Diagnostic> {
    let doc = &mut pages.doc;
    let spaces = Spaces::of(doc);
    for id in functions_of_shadings(doc, &spaces)? {
        function::to_gray(doc, id)?;
    }
    let streams: Vec<ObjectId> = doc
        .objects
        .iter()
        .filter(|(_, object)| matches!(object, Object::Stream(_)))
        .map(|(id, _)| *id)
        .collect();
    let contents: BTreeSet<ObjectId> =
        pages.pages.iter().flat_map(|page| doc.get_page_contents(page.id)).collect();
    for id in streams {
        let Ok(stream) = doc.get_object_mut(id).and_then(Object::as_stream_mut) else { continue };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let (is_image, is_form) = (subtype == b"Image", subtype == b"Form");
        // A group blends in the space of what lies below it, which is the
        // printer's own; a mask's group has to name one.
        if is_form
            && !spaces.masks.contains(&id)
            && let Ok(Object::Dictionary(group)) = stream.dict.get_mut(b"Group")
        {
            group.remove(b"CS");
        }
        let is_tiling = stream.dict.get(b"PatternType").is_ok_and(|o| o.as_i64().ok() == Some(1));
        if is_image {
            picture::to_gray(stream, &spaces)?;
        } else if is_form || is_tiling || contents.contains(&id) || spaces.char_procs.contains(&id)
        {
            content::to_gray(stream)?;
        }
    }
    doc.objects.values_mut().try_for_each(spaces::to_gray)
}

/// A file that handpress wrote a moment ago, in black and gray.
///
/// # Errors
/// `E0510` as [`black_ink`], `E0504` if it cannot be read or written.
pub fn in_black(bytes: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut pages = open_own(bytes)?;
    black_ink(&mut pages)?;
    let mut bytes = Vec::new();
    pages.doc.save_to(&mut bytes).map_err(|error| {
        Diagnostic::error(code::BAD_PDF, "this file cannot be written").label(error.to_string())
    })?;
    Ok(bytes)
}

/// The functions by which shadings make their colours.
fn functions_of_shadings(doc: &Document, spaces: &Spaces) -> Result<Vec<ObjectId>, Diagnostic> {
    let mut functions = Vec::new();
    let mut shadings: Vec<&Dictionary> = Vec::new();
    for object in doc.objects.values() {
        find_shadings(object, &mut shadings);
    }
    for shading in shadings {
        let channels = shading.get(b"ColorSpace").ok().and_then(|space| spaces.channels(space));
        if channels == Some(1) {
            continue;
        }
        match shading.get(b"Function") {
            Ok(Object::Reference(id)) if channels.is_some() => functions.push(*id),
            _ => return Err(refused("a gradient")),
        }
    }
    functions.sort_unstable();
    functions.dedup();
    Ok(functions)
}

fn find_shadings<'a>(object: &'a Object, found: &mut Vec<&'a Dictionary>) {
    let dict = match object {
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &stream.dict,
        Object::Array(all) => return all.iter().for_each(|one| find_shadings(one, found)),
        _ => return,
    };
    if dict.has(b"ShadingType") {
        found.push(dict);
    }
    dict.iter().for_each(|(_, value)| find_shadings(value, found));
}

/// What cannot be made gray.
fn refused(what: &str) -> Diagnostic {
    Diagnostic::error(code::COLOUR, format!("{what} cannot be printed in black ink"))
        .hint("make it gray where it is drawn: in the picture, or in the template")
}
