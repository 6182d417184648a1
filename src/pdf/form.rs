//! Pages as forms: a page's own content stream is used as it is, still
//! compressed; only its dictionary changes.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::annotations::{annotations, stamped};
use super::numbers::real;
use super::open::Page;
use super::page_box::{deref, entry, inherited};
use crate::diag::{Diagnostic, code};

/// The forms made so far, by the content streams they are made of: pages may
/// share streams, with other resources or other boxes each.
#[derive(Default)]
pub(super) struct Forms {
    made: HashMap<Vec<ObjectId>, Vec<ObjectId>>,
    of_pages: HashMap<ObjectId, ObjectId>,
}

impl Forms {
    /// The form that shows a page, in the page's own space.
    ///
    /// # Errors
    /// `E0504` if the page's content cannot be decoded.
    pub(super) fn of(&mut self, doc: &mut Document, page: &Page) -> Result<ObjectId, Diagnostic> {
        if let Some(made) = self.of_pages.get(&page.id) {
            return Ok(*made);
        }
        let dict = doc.get_dictionary(page.id).ok();
        let stamps = dict.map(|dict| annotations(doc, dict).stamps).unwrap_or_default();
        let bare = self.bare(doc, page)?;
        let id = if stamps.is_empty() { bare } else { stamped(doc, bare, &page.boxes, &stamps) };
        self.of_pages.insert(page.id, id);
        Ok(id)
    }

    /// The form that shows what the page itself prints.
    fn bare(&mut self, doc: &mut Document, page: &Page) -> Result<ObjectId, Diagnostic> {
        let contents = doc.get_page_contents(page.id);
        let form = Form::of(doc, page);
        let same = |made: &&ObjectId| {
            let stream = doc.get_object(**made).and_then(Object::as_stream);
            stream.is_ok_and(|stream| form.is(&stream.dict))
        };
        if let Some(made) = self.made.get(&contents).and_then(|all| all.iter().find(same)) {
            return Ok(*made);
        }
        let id = match contents.as_slice() {
            [one] if is_free(doc, *one) => {
                let stream = doc.get_object_mut(*one).and_then(Object::as_stream_mut);
                form.put_on(&mut stream.map_err(|error| undecodable(&error))?.dict);
                *one
            }
            several => {
                let mut stream = joined(doc, several)?;
                form.put_on(&mut stream.dict);
                doc.add_object(stream)
            }
        };
        self.made.entry(contents).or_default().push(id);
        Ok(id)
    }
}

/// What makes a content stream a form.
struct Form {
    bbox: Object,
    resources: Object,
    group: Option<Object>,
}

impl Form {
    /// Takes it out of a page, which is not needed again.
    fn of(doc: &mut Document, page: &Page) -> Self {
        let bleed = page.boxes.bleed;
        let mut dict = match doc.objects.remove(&page.id) {
            Some(Object::Dictionary(dict)) => dict,
            _ => Dictionary::new(),
        };
        Self {
            bbox: [bleed.left, bleed.bottom, bleed.right, bleed.top].map(real).to_vec().into(),
            // A reference stays a reference, so that shared resources stay shared.
            resources: resources(doc, &mut dict),
            group: dict.remove(b"Group").filter(|group| deref(doc, group).is_some()),
        }
    }

    /// Whether a stream is the form that this would make of it.
    fn is(&self, stream: &Dictionary) -> bool {
        let has = |key: &[u8], value: &Object| stream.get(key).is_ok_and(|own| own == value);
        has(b"BBox", &self.bbox) && has(b"Resources", &self.resources)
    }

    fn put_on(self, stream: &mut Dictionary) {
        stream.set("Type", "XObject");
        stream.set("Subtype", "Form");
        stream.set("BBox", self.bbox);
        stream.set("Resources", self.resources);
        if let Some(group) = self.group {
            stream.set("Group", group);
        }
    }
}

/// Whether a content stream is there and is no form already.
fn is_free(doc: &Document, id: ObjectId) -> bool {
    let stream = doc.get_object(id).and_then(Object::as_stream);
    stream.is_ok_and(|stream| !stream.dict.has(b"Subtype"))
}

/// The page's resources: its own or inherited, as a reference if it is one.
/// What its own lack is looked for in those of the nodes above it, as viewers do.
fn resources(doc: &Document, page: &mut Dictionary) -> Object {
    let own = page.remove(b"Resources").filter(|own| deref(doc, own).is_some());
    let above = entry(doc, page, b"Parent").and_then(|node| node.as_dict().ok());
    let lent = above.and_then(|node| inherited(doc, node, b"Resources"));
    let Some(own) = own else {
        return lent.cloned().unwrap_or_else(|| Dictionary::new().into());
    };
    let lent = lent.and_then(|lent| lent.as_dict().ok());
    match (deref(doc, &own).and_then(|own| own.as_dict().ok()), lent) {
        (Some(whole), Some(lent)) => completed(doc, whole, lent).map_or(own, Object::from),
        _ => own,
    }
}

/// Resources with what they lack and the others have. None if that is nothing.
fn completed(doc: &Document, own: &Dictionary, lent: &Dictionary) -> Option<Dictionary> {
    let kinds =
        lent.iter().filter_map(|(kind, all)| Some((kind, deref(doc, all)?.as_dict().ok()?)));
    let mut whole = own.clone();
    let mut lacks = false;
    for (kind, all) in kinds {
        let known = own.get(kind).ok().and_then(|own| deref(doc, own)?.as_dict().ok());
        let mut known = known.cloned().unwrap_or_default();
        for (name, resource) in all {
            if !known.has(name) {
                known.set(name.clone(), resource.clone());
                lacks = true;
            }
        }
        whole.set(kind.clone(), known);
    }
    lacks.then_some(whole)
}

/// Several content streams as one: they may be cut anywhere between tokens.
fn joined(doc: &Document, contents: &[ObjectId]) -> Result<Stream, Diagnostic> {
    if let [one] = contents
        && let Ok(stream) = doc.get_object(*one).and_then(Object::as_stream)
    {
        return Ok(stream.clone());
    }
    let mut bytes = Vec::new();
    for id in contents {
        // What is no stream at all is skipped, as every viewer does; one that
        // cannot be decoded would lose words in silence.
        let Ok(stream) = doc.get_object(*id).and_then(Object::as_stream) else { continue };
        let part = stream.get_plain_content_with_limit(MOST_CONTENT);
        bytes.extend(part.map_err(|error| undecodable(&error))?);
        bytes.push(b'\n');
        if bytes.len() > MOST_CONTENT {
            return Err(Diagnostic::error(
                code::BAD_PDF,
                "a page of this PDF is too large to read",
            ));
        }
    }
    let mut stream = Stream::new(Dictionary::new(), bytes);
    stream.compress().map_err(|error| undecodable(&error))?;
    Ok(stream)
}

/// Content of one page, unpacked: 256 MiB.
const MOST_CONTENT: usize = 256 << 20;

fn undecodable(error: &lopdf::Error) -> Diagnostic {
    Diagnostic::error(code::BAD_PDF, "a page of this PDF cannot be decoded")
        .label(error.to_string())
}
