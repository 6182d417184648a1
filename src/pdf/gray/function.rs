//! The functions of gradients, from colours to grays.

use lopdf::{Document, Object, ObjectId, Stream};

use super::luma::{self, WEIGHTS};
use super::refused;
use crate::diag::Diagnostic;
use crate::pdf::numbers::{number, real, value};

/// Stitched functions nest at most so deep.
const DEEPEST: usize = 8;

/// Makes the colours that a function gives gray.
///
/// # Errors
/// `E0510` for a kind of function that Typst does not write.
pub(super) fn to_gray(doc: &mut Document, id: ObjectId) -> Result<(), Diagnostic> {
    nested(doc, id, DEEPEST)
}

fn nested(doc: &mut Document, id: ObjectId, deeper: usize) -> Result<(), Diagnostic> {
    let parts = {
        let object = doc.get_object_mut(id).map_err(|_| refused("a gradient"))?;
        one(object)?
    };
    for part in parts {
        if deeper == 0 {
            return Err(refused("a gradient"));
        }
        nested(doc, part, deeper - 1)?;
    }
    Ok(())
}

/// Makes one function gray and tells which others it is stitched from.
fn one(object: &mut Object) -> Result<Vec<ObjectId>, Diagnostic> {
    let kind = |dict: &lopdf::Dictionary| dict.get(b"FunctionType").and_then(Object::as_i64).ok();
    match object {
        Object::Dictionary(dict) if kind(dict) == Some(2) => {
            for end in [&b"C0"[..], b"C1"] {
                if let Ok(Object::Array(colour)) = dict.get_mut(end) {
                    let channels: Vec<f64> = colour.iter().filter_map(value).collect();
                    let gray = luma::gray(&channels).ok_or_else(|| refused("a gradient"))?;
                    *colour = vec![real(gray)];
                }
            }
            dict.remove(b"Range");
            Ok(Vec::new())
        }
        Object::Dictionary(dict) if kind(dict) == Some(3) => {
            dict.remove(b"Range");
            let parts = dict.get_mut(b"Functions").and_then(Object::as_array_mut);
            let parts = parts.map_err(|_| refused("a gradient"))?;
            let mut others = Vec::new();
            for part in parts {
                match part {
                    Object::Reference(id) => others.push(*id),
                    direct => others.extend(one(direct)?),
                }
            }
            others.sort_unstable();
            others.dedup();
            Ok(others)
        }
        Object::Stream(stream) if kind(&stream.dict) == Some(4) => {
            calculator(stream)?;
            Ok(Vec::new())
        }
        _ => Err(refused("a gradient")),
    }
}

/// A calculator function leaves red, green and blue on its stack; three more
/// steps make them one.
fn calculator(stream: &mut Stream) -> Result<(), Diagnostic> {
    let channels = stream.dict.get(b"Range").and_then(Object::as_array).map_or(0, Vec::len) / 2;
    if channels == 1 {
        return Ok(());
    }
    let plain = stream.get_plain_content().map_err(|_| refused("a gradient"))?;
    let text = String::from_utf8(plain).map_err(|_| refused("a gradient"))?;
    let body = text.trim_end().strip_suffix('}').filter(|_| channels == 3);
    let body = body.ok_or_else(|| refused("a gradient"))?;
    let [r, g, b] = WEIGHTS.map(number);
    let gray = format!("{body} {b} mul exch {g} mul add exch {r} mul add }}");
    stream.dict.set("Range", vec![0.into(), 1.into()]);
    stream.set_plain_content(gray.into_bytes());
    stream.compress().map_err(|_| refused("a gradient"))
}
