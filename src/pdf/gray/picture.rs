//! Pictures that came in colour: those within drawings, for all others were
//! made gray before.

use lopdf::{Object, Stream};

use super::spaces::Spaces;
use super::{luma, refused};
use crate::diag::Diagnostic;
use crate::ink;

/// Makes an image gray.
///
/// # Errors
/// `E0510` for a picture of an unusual kind.
pub(super) fn to_gray(stream: &mut Stream, spaces: &Spaces) -> Result<(), Diagnostic> {
    let unusual = || refused("a picture of an unusual kind");
    let is_mask = stream.dict.get(b"ImageMask").is_ok_and(|mask| mask.as_bool().unwrap_or(false));
    let Ok(space) = stream.dict.get(b"ColorSpace") else {
        return if is_mask { Ok(()) } else { Err(unusual()) };
    };
    let channels = spaces.channels(space).ok_or_else(unusual)?;
    if channels == 1 {
        return Ok(());
    }
    let filters = stream.filters().unwrap_or_default();
    if filters == [b"DCTDecode"] {
        let gray = ink::gray_jpeg(&stream.content).ok_or_else(unusual)?;
        stream.set_content(gray);
    } else {
        let bits = stream.dict.get(b"BitsPerComponent").and_then(Object::as_i64).unwrap_or(0);
        let pixels = stream.get_plain_content().map_err(|_| unusual())?;
        if bits != 8 || pixels.len() % channels != 0 {
            return Err(unusual());
        }
        let gray: Option<Vec<u8>> = pixels.chunks_exact(channels).map(gray_pixel).collect();
        stream.dict.remove(b"DecodeParms");
        stream.set_plain_content(gray.ok_or_else(unusual)?);
        stream.compress().map_err(|_| unusual())?;
    }
    stream.dict.set("ColorSpace", Object::Name(b"DeviceGray".to_vec()));
    Ok(())
}

fn gray_pixel(channels: &[u8]) -> Option<u8> {
    let parts: Vec<f64> = channels.iter().map(|c| f64::from(*c) / 255.0).collect();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    luma::gray(&parts).map(|gray| (gray * 255.0).round() as u8)
}
