//! Reads a PDF whose pages are to be imposed.

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::annotations::annotations;
use super::page_box::{self, Boxes, PageBox};
use crate::diag::{Diagnostic, code};
use crate::geometry::Size;

/// A PDF and its pages.
#[derive(Clone)]
pub struct Pages {
    pub(super) doc: Document,
    pub(super) pages: Vec<Page>,
    /// Whether the file's table of objects was damaged and has been made anew.
    pub is_mended: bool,
    /// Whether the file is written as it should be. If it is not, something may
    /// be read otherwise than viewers do.
    pub is_sound: bool,
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
    /// How many annotations are shown on screen and not meant for print.
    pub for_screen: usize,
    /// How many form fields have a value, and nothing that shows it.
    pub without_look: usize,
}

/// Opens a PDF that handpress wrote a moment ago: nothing about it is forgiven,
/// and its pages print as far as their bleed goes.
///
/// # Errors
/// `E0504` if it is no PDF, is damaged, or a page has no area.
pub fn open_own(bytes: &[u8]) -> Result<Pages, Diagnostic> {
    let doc = load(bytes, LoadOptions { strict: true, ..LoadOptions::default() })?;
    let mut pages = pages(doc, true)?;
    for page in &mut pages.pages {
        page.boxes.bleed = media(&pages.doc, page.id).unwrap_or(page.boxes.bleed);
    }
    Ok(pages)
}

/// Opens anyone's PDF; a damaged one is mended as far as can be. Without a
/// password, one that is encrypted with an empty password opens too.
///
/// # Errors
/// `E0504` if it is no PDF, is damaged, or a page has no area; `E0505` if it
/// is encrypted with another password.
pub fn open(bytes: &[u8], password: Option<&str>) -> Result<Pages, Diagnostic> {
    let password = password.map(str::to_owned);
    let strict = LoadOptions { strict: true, password, ..LoadOptions::default() };
    match load(bytes, strict.clone()).and_then(|doc| pages(doc, true)) {
        Ok(pages) => Ok(pages),
        Err(error) if error.code == code::ENCRYPTED => Err(error),
        Err(_) => pages(load(bytes, LoadOptions { strict: false, ..strict })?, false),
    }
}

fn load(bytes: &[u8], options: LoadOptions) -> Result<Document, Diagnostic> {
    let tried = options.password.is_some();
    let mut doc = Document::load_mem_with_options(bytes, options)
        .map_err(|error| unreadable(&error, tried))?;
    // A hostile file numbers three objects up to four thousand million.
    if usize::try_from(doc.max_id).unwrap_or(usize::MAX) > 16 * doc.objects.len() + 100_000 {
        doc.renumber_objects();
    }
    if doc.is_encrypted() && doc.encryption_state.is_none() {
        return Err(locked(tried));
    }
    Ok(doc)
}

fn pages(doc: Document, is_sound: bool) -> Result<Pages, Diagnostic> {
    let mut pages = Vec::new();
    for (before, id) in doc.page_iter().enumerate() {
        let boxes = doc.get_dictionary(id).ok().and_then(|page| page_box::boxes(&doc, page));
        let Some(boxes) = boxes else {
            let message = format!("page {} of this PDF has no area", before + 1);
            return Err(Diagnostic::error(code::BAD_PDF, message));
        };
        pages.push(Page { id, boxes });
    }
    let is_mended = doc.xref_recovery.is_some();
    // What was decrypted wrongly looks like any other bytes.
    let is_sound =
        is_sound && !doc.was_encrypted() && pages.iter().all(|page| has_content(&doc, page.id));
    Ok(Pages { doc, pages, is_mended, is_sound })
}

impl Pages {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The facts of every page, in order.
    pub fn facts(&self) -> Vec<PageFacts> {
        let facts = self.pages.iter().map(|page| {
            let dict = self.doc.get_dictionary(page.id).ok();
            let annotations = dict.map(|dict| annotations(&self.doc, dict)).unwrap_or_default();
            PageFacts {
                size: page.boxes.size(),
                for_screen: annotations.for_screen,
                without_look: annotations.without_look,
            }
        });
        facts.collect()
    }
}

/// Whether what a page names as its content is there, and is not empty; a page
/// may name nothing.
fn has_content(doc: &Document, page: ObjectId) -> bool {
    let page = doc.get_dictionary(page);
    let Ok(named) = page.and_then(|page| page.get(b"Contents")) else { return true };
    let is_stream = |object: &Object| {
        page_box::deref(doc, object)
            .and_then(|content| content.as_stream().ok())
            .is_some_and(|it| !it.content.is_empty())
    };
    match page_box::deref(doc, named) {
        Some(Object::Array(all)) => all.iter().all(is_stream),
        _ => is_stream(named),
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

fn unreadable(error: &lopdf::Error, tried: bool) -> Diagnostic {
    let encrypted = matches!(error, lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword);
    if encrypted {
        return locked(tried).label(error.to_string());
    }
    Diagnostic::error(code::BAD_PDF, "this cannot be read as a PDF")
        .label(error.to_string())
        .hint("open it in a viewer and print it to a new PDF, or try `qpdf in.pdf out.pdf`")
}

fn locked(tried: bool) -> Diagnostic {
    if tried {
        Diagnostic::error(code::ENCRYPTED, "this PDF has another password")
    } else {
        Diagnostic::error(code::ENCRYPTED, "this PDF needs a password")
            .hint("give it: `--password WORD`")
    }
}

/// What is said where a file cannot be put together.
pub(super) fn unwritten(error: std::io::Error) -> Diagnostic {
    Diagnostic::error(code::BAD_PDF, "the file cannot be put together").label(error.to_string())
}
