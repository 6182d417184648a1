//! Pages of several files as the pages of one.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::open::{Page, Pages};
use super::page_box::{Boxes, LETTER, PageBox, entry};
use crate::diag::{Diagnostic, code};
use crate::geometry::Turn;
use crate::sheet::Choice;

/// The chosen pages, in their order; blank ones are as large as the first.
///
/// # Errors
/// `E0504` if the files together have more objects than a PDF can number.
pub fn collate(files: Vec<Pages>, choices: &[Choice]) -> Result<Pages, Diagnostic> {
    let mut files = files.into_iter();
    let Some(Pages { mut doc, pages, mut is_mended, mut is_sound }) = files.next() else {
        return Err(Diagnostic::error(code::NO_PAGES, "there is no file"));
    };
    let mut of_files = vec![pages];
    let mut layers: Vec<Dictionary> = layers(&doc).into_iter().collect();
    for other in files {
        is_mended |= other.is_mended;
        is_sound &= other.is_sound;
        let offset = doc.max_id;
        let Some(most) = offset.checked_add(other.doc.max_id) else {
            return Err(Diagnostic::error(code::BAD_PDF, "these files are too large together"));
        };
        let mut added = other.doc;
        for object in added.objects.values_mut().chain(added.trailer.iter_mut().map(|(_, o)| o)) {
            shift(object, offset);
        }
        let moved = |id: ObjectId| (id.0.saturating_add(offset), id.1);
        added.objects = std::mem::take(&mut added.objects)
            .into_iter()
            .map(|(id, object)| (moved(id), object))
            .collect();
        layers.extend(self::layers(&added));
        doc.objects.append(&mut added.objects);
        doc.max_id = most;
        let pages = other.pages.into_iter().map(|page| Page { id: moved(page.id), ..page });
        of_files.push(pages.collect());
    }
    if of_files.len() > 1 && !layers.is_empty() {
        let merged = merged(&doc, &layers);
        if let Ok(catalog) = doc.catalog_mut() {
            catalog.set("OCProperties", merged);
        }
    }
    let page = |file: usize, page: usize| of_files.get(file).and_then(|pages| pages.get(page));
    let first = choices.iter().find_map(|choice| match choice {
        Choice::Page { file, page: number } => page(*file, *number),
        Choice::Blank => None,
    });
    let mut blank: Option<Page> = None;
    let pages = choices.iter().filter_map(|choice| match choice {
        Choice::Page { file, page: number } => page(*file, *number).cloned(),
        Choice::Blank => Some(blank.get_or_insert_with(|| empty(&mut doc, first)).clone()),
    });
    let pages = pages.collect();
    Ok(Pages { doc, pages, is_mended, is_sound })
}

/// A page with nothing on it, of the size of another.
fn empty(doc: &mut Document, like: Option<&Page>) -> Page {
    let boxes = match like {
        Some(page) => Boxes { bleed: page.boxes.trim, ..page.boxes },
        None => Boxes { trim: LETTER, bleed: LETTER, turn: Turn::None, unit: 1.0 },
    };
    let PageBox { left, bottom, right, top } = boxes.trim;
    let media = [left, bottom, right, top].map(super::numbers::real).to_vec();
    let id = doc.add_object(dictionary! { "Type" => "Page", "MediaBox" => media });
    Page { id, boxes }
}

/// Moves every reference on by so many numbers.
fn shift(object: &mut Object, by: u32) {
    match object {
        Object::Reference(id) => id.0 = id.0.saturating_add(by),
        Object::Array(all) => all.iter_mut().for_each(|one| shift(one, by)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, one)| shift(one, by)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, one)| shift(one, by)),
        _ => {}
    }
}

/// What a file says of its layers.
fn layers(doc: &Document) -> Option<Dictionary> {
    let found = entry(doc, doc.catalog().ok()?, b"OCProperties")?;
    found.as_dict().ok().cloned()
}

/// The layers of all files: all of them on that were on, the rest off.
fn merged(doc: &Document, layers: &[Dictionary]) -> Dictionary {
    let (mut all, mut off) = (Vec::new(), Vec::new());
    for of_file in layers {
        let groups = list(doc, of_file, b"OCGs");
        let usual = entry(doc, of_file, b"D").and_then(|usual| usual.as_dict().ok());
        let base = usual.and_then(|usual| usual.get(b"BaseState").ok()?.as_name().ok());
        let named = |name: &[u8]| usual.map(|usual| list(doc, usual, name)).unwrap_or_default();
        if base == Some(b"OFF") {
            let on: HashSet<ObjectId> =
                named(b"ON").iter().filter_map(|group| group.as_reference().ok()).collect();
            let is_off = |group: &&Object| group.as_reference().is_ok_and(|id| !on.contains(&id));
            off.extend(groups.iter().filter(is_off).cloned());
        } else {
            off.extend(named(b"OFF"));
        }
        all.extend(groups);
    }
    dictionary! { "OCGs" => all, "D" => dictionary! { "OFF" => off } }
}

fn list(doc: &Document, of: &Dictionary, name: &[u8]) -> Vec<Object> {
    let found = entry(doc, of, name);
    found.and_then(|list| list.as_array().ok()).cloned().unwrap_or_default()
}
