//! Shades of gray as a PNG.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// A PNG of so many pixels, 0 for black to 255 for white, row by row.
///
/// # Errors
/// What the encoder says, if there are not width times height pixels.
pub fn gray_png(width: usize, height: usize, light: &[u8]) -> Result<Vec<u8>, String> {
    let size = |length: usize| u32::try_from(length).map_err(|_| "too large".to_owned());
    if light.len() != width * height {
        return Err("pixels are missing".to_owned());
    }
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(light, size(width)?, size(height)?, ExtendedColorType::L8)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}
