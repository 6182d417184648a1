//! Writes the sheets of a plan. Decides nothing.

use std::thread;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::drawing::operators;
use super::form::Forms;
use super::numbers::{fingerprint, push_number, real};
use super::open::{Page, Pages};
use super::private::{clean_pictures, forget_makers};
use super::prune::prune;
use super::strings::text;
use crate::diag::{Diagnostic, code};
use crate::geometry::{Rect, Size, Turn};
use crate::sheet::{Flip, Plan, Side, Slot};

/// What a print file says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imprint {
    /// The document's title; for people who have the file open.
    pub title: String,
    /// The authors, in one line.
    pub author: String,
    /// The language tag.
    pub lang: Option<String>,
}

/// Writes the sheets of `plan` with the pages it names: front, back, front ….
///
/// # Errors
/// `E0504` if the plan names a page that is not there or that cannot be read.
pub fn impose(pages: Pages, plan: &Plan, imprint: &Imprint) -> Result<Vec<u8>, Diagnostic> {
    let sides: Vec<&Side> =
        plan.sheets.iter().flat_map(|sheet| [&sheet.front, &sheet.back]).collect();
    impose_sides(pages, plan, &sides, Some(plan.flip), imprint)
}

/// Writes some sides of a plan, in this order; without a flip, to be printed on
/// one side of the paper.
///
/// # Errors
/// As [`impose`].
pub fn impose_sides(
    pages: Pages,
    plan: &Plan,
    sides: &[&Side],
    flip: Option<Flip>,
    imprint: &Imprint,
) -> Result<Vec<u8>, Diagnostic> {
    let Pages { mut doc, pages, .. } = pages;
    let id = identity(&doc, plan, sides.first().copied(), imprint);
    let mut forms = Forms::default();
    let tree = doc.new_object_id();
    let mut kids = Vec::new();
    for side in sides {
        kids.push(write_side(&mut doc, &pages, side, plan.paper, tree, &mut forms)?.into());
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let tree_node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    doc.objects.insert(tree, tree_node.into());
    finish(&mut doc, tree, flip, imprint, id);
    let mut bytes = Vec::with_capacity(length(&doc));
    doc.save_to(&mut bytes).map_err(|error| {
        Diagnostic::error(code::BAD_PDF, "the sheets cannot be written").label(error.to_string())
    })?;
    let_go(doc);
    Ok(bytes)
}

/// Frees a document on another core: with a long one that takes a sixth of the
/// time of imposing it, and nobody waits for it.
fn let_go(doc: Document) {
    // Without a thread to spare it is freed here.
    drop(thread::Builder::new().spawn(move || drop(doc)));
}

/// About as many bytes as a file takes, rather more.
fn length(doc: &Document) -> usize {
    let of_streams: usize =
        doc.objects.values().filter_map(|it| it.as_stream().ok()).map(|it| it.content.len()).sum();
    of_streams + 512 * doc.objects.len()
}

fn write_side(
    doc: &mut Document,
    pages: &[Page],
    side: &Side,
    paper: Size,
    parent: ObjectId,
    forms: &mut Forms,
) -> Result<ObjectId, Diagnostic> {
    let mut content = String::new();
    let mut forms_here = Dictionary::new();
    for slot in &side.slots {
        let Some(number) = slot.page else { continue };
        let Some(page) = number.checked_sub(1).and_then(|at| pages.get(at)) else {
            let message = format!("the plan wants page {number}, but there are {}", pages.len());
            return Err(Diagnostic::error(code::BAD_PDF, message));
        };
        let form = forms.of(doc, page)?;
        let name = format!("P{number}");
        show(slot, page, paper, &name, &mut content);
        forms_here.set(name, form);
    }
    for figure in &side.marks {
        operators(figure, paper, &mut content);
    }
    let mut resources = Dictionary::new();
    if !forms_here.is_empty() {
        resources.set("XObject", forms_here);
    }
    let contents = doc.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let media = vec![0.into(), 0.into(), real(paper.width.to_pt()), real(paper.height.to_pt())];
    let mut page = dictionary! {
        "Type" => "Page",
        "Parent" => parent,
        "MediaBox" => media,
        "Resources" => resources,
        "Contents" => contents,
    };
    // What is cut out of the sheet, and how far it prints over the cut.
    if let Some(trim) = &side.trim {
        let rectangle = |[left, bottom, width, height]: [f64; 4]| {
            [left, bottom, left + width, bottom + height].map(real).to_vec()
        };
        let cells = side.slots.iter().map(|slot| slot.placement.cell);
        let bleed = cells.reduce(Rect::union).unwrap_or(*trim);
        page.set("BleedBox", rectangle(upwards(bleed, paper)));
        page.set("TrimBox", rectangle(upwards(*trim, paper)));
    }
    Ok(doc.add_object(page))
}

/// Adds the operators that show a page in its slot.
fn show(slot: &Slot, page: &Page, paper: Size, name: &str, content: &mut String) {
    let cell = upwards(slot.placement.cell, paper);
    let matrix = matrix(page, upwards(slot.placement.page, paper), slot.placement.turn);
    let mut operator = |numbers: &[f64], operator: &str| {
        for number in numbers {
            push_number(*number, content);
            content.push(' ');
        }
        content.push_str(operator);
    };
    operator(&[], "q ");
    operator(&cell, "re W n ");
    operator(&matrix, "cm /");
    content.push_str(name);
    content.push_str(" Do Q\n");
}

/// Left, bottom, width and height in points, y upwards: the one place where
/// the plan's y is turned over.
fn upwards(rect: Rect, paper: Size) -> [f64; 4] {
    [
        rect.left().to_pt(),
        (paper.height - rect.bottom()).to_pt(),
        rect.size.width.to_pt(),
        rect.size.height.to_pt(),
    ]
}

/// The transformation from the page's own space to its place on the side
/// (PDF 32000-1, 8.3.3), as its six numbers.
fn matrix(page: &Page, [x, y, width, _]: [f64; 4], turn: Turn) -> [f64; 6] {
    let trim = page.boxes.trim;
    let turn = page.boxes.turn + turn;
    let across = match turn {
        Turn::None | Turn::Half => trim.width(),
        Turn::Quarter | Turn::ThreeQuarter => trim.height(),
    };
    let s = width / across;
    match turn {
        Turn::None => [s, 0.0, 0.0, s, x - s * trim.left, y - s * trim.bottom],
        Turn::Quarter => [0.0, -s, s, 0.0, x - s * trim.bottom, y + s * trim.right],
        Turn::Half => [-s, 0.0, 0.0, -s, x + s * trim.right, y + s * trim.top],
        Turn::ThreeQuarter => [0.0, s, -s, 0.0, x + s * trim.top, y - s * trim.left],
    }
}

/// A new catalogue, new information, and nothing left of the old tree.
fn finish(doc: &mut Document, tree: ObjectId, flip: Option<Flip>, imprint: &Imprint, id: [u8; 16]) {
    let layers = doc.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok().cloned());
    let duplex = match flip {
        Some(Flip::ShortEdge) => "DuplexFlipShortEdge",
        Some(Flip::LongEdge) => "DuplexFlipLongEdge",
        None => "Simplex",
    };
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "ViewerPreferences" => dictionary! {
            "PrintScaling" => "None",
            "Duplex" => duplex,
            "PickTrayByPDFSize" => true,
            "DisplayDocTitle" => true,
        },
    };
    if let Some(layers) = layers {
        catalog.set("OCProperties", layers);
    }
    if let Some(lang) = &imprint.lang {
        catalog.set("Lang", text(lang));
    }
    let mut info = Dictionary::new();
    info.set("Title", text(&imprint.title));
    if !imprint.author.is_empty() {
        info.set("Author", text(&imprint.author));
    }
    info.set("Creator", text(concat!("handpress ", env!("CARGO_PKG_VERSION"))));
    let root = doc.add_object(catalog);
    let info = doc.add_object(info);
    let id = Object::String(id.to_vec(), lopdf::StringFormat::Hexadecimal);
    doc.trailer = dictionary! {
        "Root" => root,
        "Info" => info,
        "ID" => vec![id.clone(), id],
    };
    forget_makers(doc);
    prune(doc);
    clean_pictures(doc);
}

/// An identity of the file's own: the pages', and how they are imposed.
fn identity(doc: &Document, plan: &Plan, first: Option<&Side>, imprint: &Imprint) -> [u8; 16] {
    let of_pages = format!("{:?}", doc.trailer.get(b"ID"));
    let last = plan.sheets.last();
    let of_plan = format!("{:?} {:?} {} {last:?}", plan.paper, plan.flip, plan.sheets.len());
    // Fronts and backs of a plan are files of their own.
    let of_sides = format!("{first:?}");
    let parts =
        [of_pages.as_bytes(), of_plan.as_bytes(), of_sides.as_bytes(), imprint.title.as_bytes()];
    fingerprint(parts)
}
