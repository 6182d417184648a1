//! A picture without anything that tells of its owner: of every format, only what
//! it is drawn with is kept.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};

use super::artwork::{Artwork, Format};
use super::chunks::{bare_png, bare_webp};
use super::jpeg::bare_jpeg;
use super::profile;
use super::svg::bare_svg;

/// The quality at which a turned photograph is written again.
const QUALITY: u8 = 95;

/// Drawings may hold pictures that hold pictures, so many times.
const DEEPEST: usize = 2;

/// Reads a picture and keeps what it is drawn with. A photograph that its camera
/// marked as turned is turned for good; what moves becomes its first picture.
///
/// # Errors
/// Says why it is no picture that handpress reads.
pub fn clean(bytes: Vec<u8>) -> Result<Artwork, String> {
    clean_within(bytes, 0)
}

/// The same for a picture within so many others.
pub(super) fn clean_within(bytes: Vec<u8>, depth: usize) -> Result<Artwork, String> {
    if depth > DEEPEST {
        return Err("pictures in pictures in pictures are not read".into());
    }
    if looks_like_svg(&bytes) {
        return bare_svg(&bytes, &|inner| clean_within(inner, depth + 1));
    }
    let format = match image::guess_format(&bytes) {
        Ok(ImageFormat::Png) => Format::Png,
        Ok(ImageFormat::Jpeg) => Format::Jpeg,
        Ok(ImageFormat::Gif) => Format::Gif,
        Ok(ImageFormat::WebP) => Format::Webp,
        Ok(other) => return Err(format!("pictures in {other:?} are not read")),
        Err(_) if bytes.starts_with(b"%PDF") => return Err("this is a PDF".into()),
        Err(_) => return Err("this is no picture".into()),
    };
    let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format();
    let mut decoder = reader
        .map_err(|error| error.to_string())?
        .into_decoder()
        .map_err(|error| error.to_string())?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err("this picture has no pixels".into());
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than any press can use"));
    }
    let bare = match format {
        _ if turned != Orientation::NoTransforms => None,
        Format::Jpeg => Some(bare_jpeg(&bytes).ok_or("this JPEG is damaged")?),
        Format::Png => Some(bare_png(&bytes).ok_or("this PNG is damaged")?),
        Format::Webp => bare_webp(&bytes),
        _ => None,
    };
    if let Some(bytes) = bare {
        return Ok(Artwork::of(bytes, format, (width, height)));
    }
    let colours = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(turned);
    rewrite(&picture, colours, format)
}

/// 100 million: A3 at 600 dots an inch.
const MOST_PIXELS: u64 = 100_000_000;

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default());
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with('<') && head.contains("<svg")
}

/// Writes pixels anew: photographs as JPEG, all else as PNG.
fn rewrite(
    picture: &DynamicImage,
    colours: Option<Vec<u8>>,
    format: Format,
) -> Result<Artwork, String> {
    let pixels = (picture.width(), picture.height());
    // Inks have become light by now, and their profile fits no longer.
    let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
    let colours = colours.and_then(|colours| profile::anonymous(&colours));
    let colours = colours.filter(|colours| profile::space(colours) == Some(space));
    let mut bytes = Vec::new();
    let (written, format) = if format == Format::Jpeg {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        // One that cannot be told is left out.
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        (picture.write_with_encoder(encoder), Format::Jpeg)
    } else {
        let mut encoder = PngEncoder::new(&mut bytes);
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        (picture.write_with_encoder(encoder), Format::Png)
    };
    written.map_err(|error| error.to_string())?;
    let bytes = match format {
        // The encoder gives profiles a name of its own.
        Format::Png => bare_png(&bytes).ok_or("this picture cannot be written")?,
        _ => bytes,
    };
    Ok(Artwork::of(bytes, format, pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg() -> Vec<u8> {
        let picture = DynamicImage::ImageRgb8(image::RgbImage::from_fn(16, 8, |x, y| {
            image::Rgb([u8::try_from(x * 16).unwrap_or(0), u8::try_from(y * 32).unwrap_or(0), 90])
        }));
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
        picture.write_with_encoder(encoder).expect("a JPEG in memory");
        bytes
    }

    /// A JPEG with an EXIF segment of one tag: orientation.
    fn with_exif(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.push(orientation);
        exif.extend_from_slice(b"\0\0\0\0\0\0SECRET-PLACE");
        let mut bytes = jpeg();
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let segment = [&[0xFF, 0xE1], length.as_slice(), &exif].concat();
        bytes.splice(2..2, segment);
        bytes
    }

    #[test]
    fn takes_the_metadata_out_and_nothing_else() {
        let cleaned = clean(with_exif(1)).expect("a picture");
        assert_eq!(cleaned.bytes, jpeg());
        assert_eq!(cleaned.pixels, Some((16, 8)));
    }

    #[test]
    fn turns_what_the_camera_marked_as_turned() {
        let cleaned = clean(with_exif(6)).expect("a picture");
        assert_eq!(cleaned.pixels, Some((8, 16)));
        let text = String::from_utf8_lossy(&cleaned.bytes).into_owned();
        assert!(!text.contains("SECRET") && !text.contains("Exif"));
    }

    #[test]
    fn what_moves_becomes_its_first_picture() {
        let mut gif = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        gif.extend_from_slice(b"\x21\xfe\x06SECRET\0\x21\xff\x0bXMP DataXMP\x06SECRET\0");
        gif.extend_from_slice(b"\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0\x3bSECRET");
        let cleaned = clean(gif).expect("a picture");
        assert_eq!((cleaned.format, cleaned.pixels), (Format::Png, Some((2, 1))));
        assert!(!String::from_utf8_lossy(&cleaned.bytes).contains("SECRET"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for wrong in [&b"hello"[..], b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"BM\0\0\0\0\0\0"] {
            assert!(clean(wrong.to_vec()).is_err(), "{wrong:?}");
        }
        let mut cut = jpeg();
        cut.truncate(30);
        assert!(clean(cut).is_err());
    }
}
