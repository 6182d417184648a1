//! One layout, two files: for the screen, and for print.

use typst::foundations::Smart;
use typst::layout::{Abs, Sides};
use typst::model::Document;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::diag::{Diagnostic, code};
use crate::typeset::Galley;
use crate::typeset::layout::gray;

/// The pages as PDF.
pub struct Exported {
    /// In reading order, tagged, with bookmarks, in colour; as large as the
    /// trimmed page.
    pub read: Vec<u8>,
    /// With bleed and gray pictures, to be imposed; none if nothing is to be printed.
    pub print: Option<Vec<u8>>,
}

/// Writes the files, each on a thread of its own. The laid-out pages are gone then:
/// they take most of the memory.
///
/// # Errors
/// `E0402` if Typst cannot write them, or they were written before.
pub fn export(galley: &mut Galley, is_printed: bool) -> Result<Exported, Diagnostic> {
    let Some(document) = galley.document.take() else {
        return Err(Diagnostic::error(code::TYPST, "these pages have been written already"));
    };
    let (read, print) = std::thread::scope(|scope| {
        let read = scope.spawn(|| pdf(&for_screen(&document), &galley.ident, true));
        let print = is_printed.then(|| {
            let gray = PagedDocument::new(gray::pages(&document), document.info().clone());
            pdf(&gray, &galley.ident, false)
        });
        (read.join(), print.transpose())
    });
    drop(document);
    crate::typeset::forget();
    let read = read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(Exported { read, print: print? })
}

/// The same pages without bleed.
fn for_screen(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut page| {
        page.bleed = Sides::splat(Abs::zero());
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// Writes laid-out pages, with tags if they are to be read.
pub(in crate::typeset) fn pdf(
    document: &PagedDocument,
    ident: &str,
    tagged: bool,
) -> Result<Vec<u8>, Diagnostic> {
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("handpress ", env!("CARGO_PKG_VERSION")).to_owned())),
        tagged,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| {
        let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        Diagnostic::error(code::TYPST, format!("Typst cannot write the PDF: {}", said.join("; ")))
    })
}
