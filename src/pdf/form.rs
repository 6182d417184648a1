//! Pages as forms: a page's own content stream is used as it is, still
//! compressed; only its dictionary changes.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::numbers::real;
use super::open::Page;
use super::page_box::{deref, inherited};
use crate::diag::{Diagnostic, code};

/// The forms made so far, by what they are made of: pages may share streams.
#[derive(Default)]
pub(super) struct Forms {
    made: HashMap<Made, ObjectId>,
    taken: HashMap<ObjectId, ()>,
}

#[derive(PartialEq, Eq, Hash)]
struct Made {
    contents: Vec<ObjectId>,
    resources: String,
    bbox: String,
}

impl Forms {
    /// The form that shows a page, in the page's own space.
    ///
    /// # Errors
    /// `E0504` if the page's content cannot be decoded.
    pub(super) fn of(&mut self, doc: &mut Document, page: &Page) -> Result<ObjectId, Diagnostic> {
        let dict = doc.get_dictionary(page.id).cloned().unwrap_or_default();
        let bleed = page.boxes.bleed;
        let bbox: Vec<Object> =
            [bleed.left, bleed.bottom, bleed.right, bleed.top].into_iter().map(real).collect();
        // A reference stays a reference, so that shared resources stay shared.
        let resources = resources(doc, &dict);
        let contents = doc.get_page_contents(page.id);
        let key = Made {
            contents: contents.clone(),
            resources: format!("{resources:?}"),
            bbox: format!("{bbox:?}"),
        };
        if !contents.is_empty()
            && let Some(id) = self.made.get(&key)
        {
            return Ok(*id);
        }
        let mut form = Dictionary::new();
        form.set("Type", "XObject");
        form.set("Subtype", "Form");
        form.set("BBox", bbox);
        form.set("Resources", resources);
        if let Some(group) = dict.get(b"Group").ok().filter(|group| deref(doc, group).is_some()) {
            form.set("Group", group.clone());
        }
        let id = match contents.as_slice() {
            [one] if self.taken.insert(*one, ()).is_none() => {
                let stream = doc.get_object_mut(*one).and_then(Object::as_stream_mut);
                let stream = stream.map_err(|error| undecodable(&error))?;
                stream.dict.extend(&form);
                *one
            }
            several => {
                let mut stream = joined(doc, several)?;
                stream.dict.extend(&form);
                doc.add_object(stream)
            }
        };
        self.made.insert(key, id);
        Ok(id)
    }
}

/// The page's resources: its own or inherited, as a reference if it is one.
fn resources(doc: &Document, page: &Dictionary) -> Object {
    match page.get(b"Resources") {
        Ok(own) if deref(doc, own).is_some() => own.clone(),
        _ => {
            inherited(doc, page, b"Resources").cloned().unwrap_or_else(|| Dictionary::new().into())
        }
    }
}

/// Several content streams as one: they may be cut anywhere between tokens.
fn joined(doc: &Document, contents: &[ObjectId]) -> Result<Stream, Diagnostic> {
    if let [one] = contents {
        let stream = doc.get_object(*one).and_then(Object::as_stream);
        return stream.cloned().map_err(|error| undecodable(&error));
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
