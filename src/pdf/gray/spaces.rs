//! Colour spaces: what they hold, and DeviceGray in their place.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

use super::refused;
use crate::diag::Diagnostic;

/// The ICC profiles of a file, and the streams that draw glyphs.
pub(super) struct Spaces {
    /// How many channels each profile's colours have.
    profiles: BTreeMap<ObjectId, usize>,
    /// The same of spaces that are objects of their own.
    shared: BTreeMap<ObjectId, usize>,
    /// Content streams of Type 3 fonts.
    pub char_procs: BTreeSet<ObjectId>,
    /// Forms whose light makes a mask.
    pub masks: BTreeSet<ObjectId>,
}

impl Spaces {
    pub(super) fn of(doc: &Document) -> Self {
        let mut spaces = Self {
            profiles: BTreeMap::new(),
            shared: BTreeMap::new(),
            char_procs: BTreeSet::new(),
            masks: BTreeSet::new(),
        };
        for (id, object) in &doc.objects {
            if let Object::Stream(stream) = object
                && let Ok(channels) = stream.dict.get(b"N").and_then(Object::as_i64)
                && !stream.dict.has(b"Type")
            {
                spaces.profiles.insert(*id, usize::try_from(channels).unwrap_or(0));
            }
            find_masks(object, &mut spaces.masks);
            let procs = object.as_dict().ok().and_then(|dict| dict.get(b"CharProcs").ok());
            if let Some(Object::Dictionary(procs)) = procs {
                spaces.char_procs.extend(procs.iter().filter_map(|(_, o)| o.as_reference().ok()));
            }
        }
        for (id, object) in &doc.objects {
            if let Some(channels) = spaces.channels(object) {
                spaces.shared.insert(*id, channels);
            }
        }
        spaces
    }

    /// How many channels a colour space has, if it is one that we know.
    pub(super) fn channels(&self, space: &Object) -> Option<usize> {
        match space {
            Object::Name(name) => match name.as_slice() {
                b"DeviceGray" => Some(1),
                b"DeviceRGB" => Some(3),
                b"DeviceCMYK" => Some(4),
                _ => None,
            },
            Object::Array(parts) => match parts.as_slice() {
                [Object::Name(kind), Object::Reference(id)] if kind == b"ICCBased" => {
                    self.profiles.get(id).copied()
                }
                _ => None,
            },
            Object::Reference(id) => self.shared.get(id).copied(),
            _ => None,
        }
    }
}

/// Puts DeviceGray in the place of every colour space within an object.
///
/// # Errors
/// `E0510` for a space that handpress does not know.
pub(super) fn to_gray(object: &mut Object) -> Result<(), Diagnostic> {
    match object {
        Object::Array(parts) => {
            if let [Object::Name(kind), ..] = parts.as_slice() {
                match kind.as_slice() {
                    b"ICCBased" | b"CalGray" | b"CalRGB" => {
                        *object = gray();
                        return Ok(());
                    }
                    b"Separation" | b"DeviceN" | b"Indexed" | b"Lab" => {
                        return Err(refused("a picture or a colour of an unusual kind"));
                    }
                    _ => {}
                }
            }
            parts.iter_mut().try_for_each(to_gray)
        }
        Object::Dictionary(dict) => dict.iter_mut().try_for_each(|(key, value)| entry(key, value)),
        Object::Stream(stream) => {
            stream.dict.iter_mut().try_for_each(|(key, value)| entry(key, value))
        }
        Object::Name(name) if is_device_colour(name) => {
            *object = gray();
            Ok(())
        }
        _ => Ok(()),
    }
}

fn entry(key: &[u8], value: &mut Object) -> Result<(), Diagnostic> {
    // A background behind a gradient would need its colour turned as well.
    if key == b"Background" && matches!(value, Object::Array(all) if all.len() > 1) {
        return Err(refused("the background of a gradient"));
    }
    to_gray(value)
}

/// Forms that a soft mask takes its light from.
fn find_masks(object: &Object, found: &mut BTreeSet<ObjectId>) {
    let Ok(dict) = object.as_dict() else { return };
    if dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Luminosity")
        && let Ok(form) = dict.get(b"G").and_then(Object::as_reference)
    {
        found.insert(form);
    }
    dict.iter().for_each(|(_, value)| find_masks(value, found));
}

fn is_device_colour(name: &[u8]) -> bool {
    name == b"DeviceRGB" || name == b"DeviceCMYK"
}

fn gray() -> Object {
    Object::Name(b"DeviceGray".to_vec())
}
