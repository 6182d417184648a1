//! Reads a PDF whose pages are to be imposed.

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::page_box::{self, Boxes, PageBox};
use crate::diag::{Diagnostic, code};
use crate::geometry::Size;

/// A PDF and its pages.
#[derive(Clone)]
pub struct Pages {
    pub(super) doc: Document,
    pub(super) pages: Vec<Page>,
}

#[derive(Clone)]
pub(super) struct Page {
    pub id: ObjectId,
    pub boxes: Boxes,
}

/// What the planner and the user may want to know of a page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PageFacts {
    /// Its size as shown, after turning.
    pub size: Size,
    /// How many annotations print something that sheets do not carry over.
    pub annotations: usize,
}

/// Opens a PDF. `own` says that handpress wrote it a moment ago: then nothing
/// about it is forgiven, and its pages print as far as their bleed goes.
///
/// # Errors
/// `E0504` if it is no PDF, is damaged, or a page has no area; `E0505` if it
/// is encrypted with a password.
pub fn open(bytes: &[u8], own: bool) -> Result<Pages, Diagnostic> {
    let options = LoadOptions { strict: own, ..LoadOptions::default() };
    let doc =
        Document::load_mem_with_options(bytes, options).map_err(|error| unreadable(&error))?;
    if doc.is_encrypted() && doc.encryption_state.is_none() {
        return Err(Diagnostic::error(code::ENCRYPTED, "this PDF needs a password")
            .hint("save a copy without one: `qpdf --decrypt --password=… in.pdf out.pdf`"));
    }
    let mut pages = Vec::new();
    for (number, id) in doc.get_pages() {
        let boxes = doc.get_dictionary(id).ok().and_then(|page| page_box::boxes(&doc, page));
        let Some(mut boxes) = boxes else {
            let message = format!("page {number} of this PDF has no area");
            return Err(Diagnostic::error(code::BAD_PDF, message));
        };
        if own {
            boxes.bleed = media(&doc, id).unwrap_or(boxes.bleed);
        }
        pages.push(Page { id, boxes });
    }
    Ok(Pages { doc, pages })
}

impl Pages {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The facts of every page, in order.
    pub fn facts(&self) -> Vec<PageFacts> {
        let facts = self.pages.iter().map(|page| PageFacts {
            size: page.boxes.size(),
            annotations: self.annotations(page.id),
        });
        facts.collect()
    }

    fn annotations(&self, page: ObjectId) -> usize {
        let Ok(page) = self.doc.get_dictionary(page) else { return 0 };
        let list = page.get(b"Annots").ok().and_then(|object| page_box::deref(&self.doc, object));
        let list = list.and_then(|object| object.as_array().ok());
        let shows = |object: &&Object| {
            let annotation = page_box::deref(&self.doc, object).and_then(|a| a.as_dict().ok());
            let kind = annotation.and_then(|a| a.get(b"Subtype").ok()?.as_name().ok());
            annotation.is_some_and(|a| a.has(b"AP")) && !matches!(kind, Some(b"Link" | b"Popup"))
        };
        list.map_or(0, |list| list.iter().filter(shows).count())
    }
}

fn media(doc: &Document, id: ObjectId) -> Option<PageBox> {
    let page = doc.get_dictionary(id).ok()?;
    let mut bare = page.clone();
    ["TrimBox", "CropBox", "BleedBox"].iter().for_each(|name| {
        bare.remove(name.as_bytes());
    });
    page_box::boxes(doc, &bare).map(|boxes| boxes.bleed)
}

fn unreadable(error: &lopdf::Error) -> Diagnostic {
    let encrypted = matches!(error, lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword);
    if encrypted {
        return Diagnostic::error(code::ENCRYPTED, "this PDF needs a password")
            .label(error.to_string())
            .hint("save a copy without one: `qpdf --decrypt --password=… in.pdf out.pdf`");
    }
    Diagnostic::error(code::BAD_PDF, "this cannot be read as a PDF")
        .label(error.to_string())
        .hint("open it in a viewer and print it to a new PDF, or try `qpdf in.pdf out.pdf`")
}
