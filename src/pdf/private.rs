//! What a file says of those who made it stays with them: the data of drawing
//! programs, the place where a photograph was taken, the days on which it was
//! changed. None of it prints.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::ink;

/// What a picture is drawn with (PDF 32000-1, table 89).
const IMAGE: &[&[u8]] = &[
    b"Type",
    b"Subtype",
    b"Width",
    b"Height",
    b"ColorSpace",
    b"BitsPerComponent",
    b"Intent",
    b"ImageMask",
    b"Mask",
    b"Decode",
    b"Interpolate",
    b"SMask",
    b"SMaskInData",
    b"Matte",
    b"OC",
    b"Filter",
    b"DecodeParms",
    b"Length",
];
/// What a form is drawn with (table 95).
const FORM: &[&[u8]] = &[
    b"Type",
    b"Subtype",
    b"FormType",
    b"BBox",
    b"Matrix",
    b"Resources",
    b"Group",
    b"OC",
    b"Filter",
    b"DecodeParms",
    b"Length",
];
/// What matters of a layer (table 98), and of its use (table 102).
const LAYER: &[&[u8]] = &[b"Type", b"Name", b"Intent", b"Usage"];
const USAGE: &[&[u8]] = &[b"Language", b"Export", b"Zoom", b"Print", b"View", b"PageElement"];
/// Takes it out of a document's objects. What they referred to is not theirs
/// any more.
pub(super) fn forget_makers(doc: &mut Document) {
    let data = Data::of(doc);
    for object in doc.objects.values_mut() {
        if let Object::Stream(Stream { dict, .. }) = object {
            match dict.get(b"Subtype").and_then(Object::as_name) {
                Ok(b"Image") => keep(dict, |key, _| IMAGE.contains(&key)),
                Ok(b"Form") => keep(dict, |key, _| FORM.contains(&key)),
                _ => {}
            }
        }
        data.forget(object);
    }
}

/// Objects that hold data and nothing that prints.
struct Data(HashSet<ObjectId>);

impl Data {
    fn of(doc: &Document) -> Self {
        let is_data = |object: &Object| match object {
            Object::Stream(stream) => stream.dict.has_type(b"Metadata"),
            Object::Dictionary(dict) => {
                dict.has_type(b"Filespec") || dict.has(b"EF") || is_piece(dict)
            }
            _ => false,
        };
        let found = doc.objects.iter().filter(|(_, object)| is_data(object));
        Self(found.map(|(id, _)| *id).collect())
    }

    fn forget(&self, object: &mut Object) {
        let dict = match object {
            Object::Array(all) => return all.iter_mut().for_each(|one| self.forget(one)),
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &mut stream.dict,
            _ => return,
        };
        if dict.has_type(b"OCG") {
            keep(dict, |key, _| LAYER.contains(&key));
        }
        keep(dict, |key, value| !self.is_private(key, value));
        if let Ok(Object::Dictionary(usage)) = dict.get_mut(b"Usage") {
            keep(usage, |key, _| USAGE.contains(&key));
        }
        dict.iter_mut().for_each(|(_, value)| self.forget(value));
    }

    /// Whether an entry that any dictionary may have is data. A font or a picture
    /// may have any name, also one of these: so its value has to be of their kind.
    fn is_private(&self, key: &[u8], value: &Object) -> bool {
        let is_data = |value: &Object| value.as_reference().is_ok_and(|id| self.0.contains(&id));
        match key {
            b"Metadata" => is_data(value),
            b"AF" => match value {
                Object::Array(all) => all.iter().all(is_data),
                value => is_data(value),
            },
            b"PieceInfo" => is_data(value) || value.as_dict().is_ok_and(is_piece),
            b"OPI" => value.as_dict().is_ok_and(|opi| opi.has(b"1.3") || opi.has(b"2.0")),
            b"LastModified" => matches!(value, Object::String(..)),
            b"StructParent" | b"StructParents" => matches!(value, Object::Integer(_)),
            _ => false,
        }
    }
}

/// Whether a dictionary is what a program keeps for itself in a page or a form
/// (14.5): an entry a program, each with the day of its last change.
fn is_piece(dict: &Dictionary) -> bool {
    let of_program = |value: &Object| {
        value.as_dict().is_ok_and(|of| of.has(b"LastModified") || of.has(b"Private"))
    };
    !dict.is_empty() && dict.iter().all(|(_, value)| of_program(value))
}

fn keep(dict: &mut Dictionary, is_kept: impl Fn(&[u8], &Object) -> bool) {
    if dict.iter().any(|(key, value)| !is_kept(key, value)) {
        let all = std::mem::take(dict);
        for (key, value) in all.into_iter().filter(|(key, value)| is_kept(key, value)) {
            dict.set(key, value);
        }
    }
}

/// Takes out of pictures what cameras and programs have written into them.
pub(super) fn clean_pictures(doc: &mut Document) {
    for object in doc.objects.values_mut() {
        if let Object::Stream(stream) = object
            && let Some(bare) = bare(stream)
        {
            let last = stream.filters().ok().and_then(|all| all.last().map(|it| it.to_vec()));
            stream.dict.set("Filter", Object::Name(last.unwrap_or_default()));
            if let Some(parameters) = of_last(&stream.dict) {
                stream.dict.set("DecodeParms", parameters);
            } else {
                stream.dict.remove(b"DecodeParms");
            }
            stream.set_content(bare);
        }
    }
}

/// A photograph without what is not picture; none if it is no photograph, or is
/// bare already.
fn bare(stream: &Stream) -> Option<Vec<u8>> {
    if stream.dict.get(b"Subtype").ok()?.as_name().ok()? != b"Image" {
        return None;
    }
    let filters = stream.filters().ok()?;
    let (last, before) = filters.split_last()?;
    let clean = match *last {
        b"DCTDecode" => ink::bare_jpeg,
        b"JPXDecode" => ink::bare_jpx,
        _ => return None,
    };
    if before.is_empty() {
        return clean(&stream.content).filter(|bare| *bare != stream.content);
    }
    let mut packed = Dictionary::new();
    let names = before.iter().map(|name| Object::Name(name.to_vec()));
    packed.set("Filter", names.collect::<Vec<_>>());
    let packed = Stream::new(packed, stream.content.clone());
    clean(&packed.decompressed_content().ok()?)
}

/// The parameters of the last filter.
fn of_last(dict: &Dictionary) -> Option<Object> {
    match dict.get(b"DecodeParms").ok()? {
        Object::Array(all) => all.last().filter(|last| !matches!(last, Object::Null)).cloned(),
        one => Some(one.clone()),
    }
}
