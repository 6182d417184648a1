//! Pictures in black ink only.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType};

/// A picture without colour.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gray {
    /// A JPEG with one channel: for what came as a JPEG.
    Jpeg(Vec<u8>),
    /// One byte a pixel, row by row: the light.
    Light {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// `width × height` bytes.
        data: Vec<u8>,
    },
    /// Two bytes a pixel: the light and how much it covers.
    LightAndCover {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// `2 × width × height` bytes.
        data: Vec<u8>,
    },
}

/// The quality of gray photographs: no loss that a laser printer could show.
const QUALITY: u8 = 92;

/// The picture by its luminance (ITU-R BT.709, as `image` weighs it).
/// `photograph` says that it may be compressed with loss.
pub fn gray(picture: &DynamicImage, photograph: bool) -> Gray {
    let (width, height) = (picture.width(), picture.height());
    if picture.color().has_alpha() {
        let cover = picture.to_luma_alpha8();
        if cover.pixels().any(|pixel| pixel.0[1] != u8::MAX) {
            return Gray::LightAndCover { width, height, data: cover.into_raw() };
        }
    }
    let data = picture.to_luma8().into_raw();
    if photograph {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        if encoder.encode(&data, width, height, ExtendedColorType::L8).is_ok() {
            return Gray::Jpeg(bytes);
        }
    }
    Gray::Light { width, height, data }
}

/// A JPEG with one channel in place of three or four; None if it is none.
pub fn gray_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg).ok()?;
    match gray(&picture, true) {
        Gray::Jpeg(bytes) => Some(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_is_kept_where_there_is_any() {
        let mut picture = image::RgbaImage::from_pixel(2, 1, image::Rgba([255, 0, 0, 255]));
        let opaque = DynamicImage::ImageRgba8(picture.clone());
        assert!(matches!(gray(&opaque, false), Gray::Light { width: 2, height: 1, .. }));
        picture.put_pixel(1, 0, image::Rgba([255, 255, 255, 10]));
        let sheer = DynamicImage::ImageRgba8(picture);
        match gray(&sheer, false) {
            Gray::LightAndCover { data, .. } => assert_eq!(data, [54, 255, 255, 10]),
            other => panic!("{other:?}"),
        }
    }
}
