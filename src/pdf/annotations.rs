//! Annotations that print: stamps, highlights, filled-in form fields.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::numbers::{push_number, real, value};
use super::page_box::{Boxes, PageBox, deref, entry, rectangle};

/// Not shown at all (PDF 32000-1, table 165).
const HIDDEN: i64 = 1 << 1;
/// Printed with the page.
const PRINT: i64 = 1 << 2;

/// An annotation as it prints: a form, and where it goes.
pub(super) struct Stamp {
    form: ObjectId,
    /// From the form's space, its own matrix already used, to the page's.
    matrix: [f64; 6],
}

/// What the annotations of a page come to on paper.
#[derive(Default)]
pub(super) struct Annotations {
    /// What prints, in its order.
    pub stamps: Vec<Stamp>,
    /// How many are shown on screen and not meant for print.
    pub for_screen: usize,
    /// How many form fields have a value and nothing that shows it.
    pub without_look: usize,
}

/// Reads the annotations of a page.
pub(super) fn annotations(doc: &Document, page: &Dictionary) -> Annotations {
    let mut all = Annotations::default();
    let list = entry(doc, page, b"Annots");
    for object in list.and_then(|list| list.as_array().ok()).into_iter().flatten() {
        let Some(annotation) = deref(doc, object).and_then(|a| a.as_dict().ok()) else { continue };
        match look(doc, annotation) {
            Look::Printed(form) => all.stamps.extend(stamp(doc, annotation, form)),
            Look::OnScreen => all.for_screen += 1,
            Look::Missing => all.without_look += 1,
            Look::None => {}
        }
    }
    all
}

/// Makes a page's annotations what they are on paper, for those who render the
/// file as if for the screen. Gives whether anything had to be changed.
pub(super) fn settle(doc: &mut Document, page: ObjectId) -> bool {
    let Ok(list) = doc.get_dictionary(page).and_then(|page| page.get(b"Annots")) else {
        return false;
    };
    let Some(list) = deref(doc, list).and_then(|list| list.as_array().ok()) else { return false };
    let mut looks: Vec<(Dictionary, Stamp, PageBox)> = Vec::new();
    let mut has_looks = false;
    for object in list {
        let Some(annotation) = deref(doc, object).and_then(|a| a.as_dict().ok()) else { continue };
        has_looks |= annotation.has(b"AP");
        if let Look::Printed(form) = look(doc, annotation)
            && let Some(stamp) = stamp(doc, annotation, form)
            && let Some(place) = place(doc, annotation)
        {
            looks.push((annotation.clone(), stamp, place));
        }
    }
    // Without appearances there is nothing that a renderer could draw.
    if !has_looks {
        return false;
    }
    // hayro scales an appearance, but not how far it is moved: each is given one
    // that needs neither.
    let settled = looks.into_iter().map(|(mut annotation, stamp, place)| {
        let boxes = [place.left, place.bottom, place.right, place.top];
        let mut content = String::new();
        show(&stamp, "A", &mut content);
        let form = form(boxes, dictionary! { "A" => stamp.form }, content);
        annotation.set("AP", dictionary! { "N" => doc.add_object(form) });
        Object::Dictionary(annotation)
    });
    let settled: Vec<Object> = settled.collect();
    if let Ok(page) = doc.get_dictionary_mut(page) {
        page.set("Annots", settled);
    }
    true
}

enum Look {
    Printed(ObjectId),
    OnScreen,
    /// A field with a value that only a viewer could draw.
    Missing,
    None,
}

fn look(doc: &Document, annotation: &Dictionary) -> Look {
    let get = |name: &[u8]| entry(doc, annotation, name);
    let kind = get(b"Subtype").and_then(|kind| kind.as_name().ok());
    let flags = get(b"F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
    if flags & HIDDEN != 0 || kind == Some(b"Popup") {
        return Look::None;
    }
    let is_printed = flags & PRINT != 0;
    match appearance(doc, annotation) {
        Some(form) if is_printed => Look::Printed(form),
        Some(_) if kind == Some(b"Link") => Look::None,
        Some(_) => Look::OnScreen,
        None if kind == Some(b"Widget") && is_printed && has_words(get(b"V")) => Look::Missing,
        None => Look::None,
    }
}

fn has_words(value: Option<&Object>) -> bool {
    value.and_then(|value| value.as_str().ok()).is_some_and(|words| !words.is_empty())
}

/// The stream of the normal appearance, in the state that the annotation is in.
fn appearance(doc: &Document, annotation: &Dictionary) -> Option<ObjectId> {
    let looks = entry(doc, annotation, b"AP")?.as_dict().ok()?;
    let (id, normal) = doc.dereference(looks.get(b"N").ok()?).ok()?;
    if normal.as_stream().is_ok() {
        return id;
    }
    let state = entry(doc, annotation, b"AS")?.as_name().ok()?;
    let (id, of_state) = doc.dereference(normal.as_dict().ok()?.get(state).ok()?).ok()?;
    of_state.as_stream().ok().and(id)
}

/// Where an appearance goes: its box, as its matrix turns it, is laid over the
/// annotation's rectangle (PDF 32000-1, algorithm 8.1).
fn stamp(doc: &Document, annotation: &Dictionary, form: ObjectId) -> Option<Stamp> {
    let place = place(doc, annotation)?;
    let dict = &doc.get_object(form).ok()?.as_stream().ok()?.dict;
    let bbox = rectangle(doc, entry(doc, dict, b"BBox"))?;
    let [a, b, c, d, e, f] = own_matrix(doc, dict);
    let corners = [
        (bbox.left, bbox.bottom),
        (bbox.right, bbox.bottom),
        (bbox.left, bbox.top),
        (bbox.right, bbox.top),
    ]
    .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let least = |pick: fn((f64, f64)) -> f64| corners.map(pick).into_iter().reduce(f64::min);
    let most = |pick: fn((f64, f64)) -> f64| corners.map(pick).into_iter().reduce(f64::max);
    let (left, right) = (least(|corner| corner.0)?, most(|corner| corner.0)?);
    let (bottom, top) = (least(|corner| corner.1)?, most(|corner| corner.1)?);
    let (sx, sy) = (place.width() / (right - left), place.height() / (top - bottom));
    let matrix = [sx, 0.0, 0.0, sy, place.left - sx * left, place.bottom - sy * bottom];
    matrix.iter().all(|number| number.is_finite()).then_some(Stamp { form, matrix })
}

/// The rectangle of an annotation.
fn place(doc: &Document, annotation: &Dictionary) -> Option<PageBox> {
    rectangle(doc, entry(doc, annotation, b"Rect"))
}

fn own_matrix(doc: &Document, dict: &Dictionary) -> [f64; 6] {
    let numbers = entry(doc, dict, b"Matrix").and_then(|numbers| numbers.as_array().ok());
    let numbers: Option<Vec<f64>> =
        numbers.and_then(|all| all.iter().map(|one| value(deref(doc, one)?)).collect());
    numbers
        .and_then(|numbers| <[f64; 6]>::try_from(numbers).ok())
        .unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
}

/// A form that shows the page's form and its annotations upon it.
pub(super) fn stamped(
    doc: &mut Document,
    page: ObjectId,
    boxes: &Boxes,
    stamps: &[Stamp],
) -> ObjectId {
    let PageBox { left, bottom, right, top } = boxes.bleed;
    let mut forms = dictionary! { "P" => page };
    let mut content = "/P Do\n".to_owned();
    for (at, stamp) in stamps.iter().enumerate() {
        let name = format!("A{at}");
        show(stamp, &name, &mut content);
        // Some makers leave out what a form says of itself.
        if let Ok(form) = doc.get_object_mut(stamp.form).and_then(Object::as_stream_mut)
            && !form.dict.has(b"Subtype")
        {
            form.dict.set("Subtype", "Form");
        }
        forms.set(name, stamp.form);
    }
    doc.add_object(form([left, bottom, right, top], forms, content))
}

/// Adds the operators that show a stamp by its name.
fn show(stamp: &Stamp, name: &str, content: &mut String) {
    content.push_str("q ");
    for number in stamp.matrix {
        push_number(number, content);
        content.push(' ');
    }
    content.push_str(&format!("cm /{name} Do Q\n"));
}

/// A form that shows other forms.
fn form(bbox: [f64; 4], forms: Dictionary, content: String) -> Stream {
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bbox.map(real).to_vec(),
        "Resources" => dictionary! { "XObject" => forms },
    };
    Stream::new(dict, content.into_bytes())
}
