//! A picture without metadata: no place, no camera, no thumbnail.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

/// A picture that can be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Artwork {
    /// The file's bytes, without metadata.
    pub bytes: Vec<u8>,
    /// The format of these bytes.
    pub format: Format,
    /// Width and height in pixels; none for drawings that have no pixels.
    pub pixels: Option<(u32, u32)>,
}

/// The formats of pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format; its first frame is printed.
    Gif,
    /// WebP.
    Webp,
    /// Scalable Vector Graphics.
    Svg,
}

impl Format {
    /// The usual end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }
}

/// The quality at which a turned photograph is written again.
const QUALITY: u8 = 95;

/// Reads a picture and takes out what does not belong to it. A photograph
/// that its camera marked as turned is turned for good.
///
/// # Errors
/// Says why it is no picture that handpress reads.
pub fn clean(bytes: Vec<u8>) -> Result<Artwork, String> {
    if looks_like_svg(&bytes) {
        return Ok(Artwork { bytes, format: Format::Svg, pixels: None });
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
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err("this picture has no pixels".into());
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are more than any press can use"));
    }
    if turned != image::metadata::Orientation::NoTransforms {
        let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
        picture.apply_orientation(turned);
        return rewrite(&picture, format);
    }
    drop(decoder);
    let bytes = match format {
        Format::Jpeg => jpeg_without_metadata(&bytes).ok_or("this JPEG is damaged")?,
        Format::Png => png_without_metadata(&bytes).ok_or("this PNG is damaged")?,
        // Neither is copied into a PDF as it is: their pixels are.
        _ => bytes,
    };
    Ok(Artwork { bytes, format, pixels: Some((width, height)) })
}

/// 100 million: A3 at 600 dots an inch.
const MOST_PIXELS: u64 = 100_000_000;

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default());
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with('<') && head.contains("<svg")
}

fn rewrite(picture: &DynamicImage, format: Format) -> Result<Artwork, String> {
    let pixels = Some((picture.width(), picture.height()));
    let mut bytes = Vec::new();
    let (written, format) = if format == Format::Jpeg {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        (picture.write_with_encoder(encoder), Format::Jpeg)
    } else {
        (picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png), Format::Png)
    };
    written.map_err(|error| error.to_string())?;
    Ok(Artwork { bytes, format, pixels })
}

/// The JPEG without its APP and COM segments, save JFIF (0), ICC profiles (2)
/// and Adobe's note on the colour transform (14).
fn jpeg_without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        if marker == 0xFF {
            at += 1;
            continue;
        }
        // From the start of the scan on, everything is picture.
        if marker == 0xDA {
            kept.extend_from_slice(bytes.get(at..)?);
            return Some(kept);
        }
        let length = usize::from(*bytes.get(at + 2)?) << 8 | usize::from(*bytes.get(at + 3)?);
        let segment = bytes.get(at..at + 2 + length)?;
        let is_icc = marker == 0xE2 && segment.get(4..15) == Some(b"ICC_PROFILE");
        let is_metadata = (0xE1..=0xEF).contains(&marker) && marker != 0xEE || marker == 0xFE;
        if is_icc || !is_metadata {
            kept.extend_from_slice(segment);
        }
        at += 2 + length;
    }
}

/// The PNG without textual chunks, times and EXIF.
fn png_without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while at < bytes.len() {
        let length = bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)?;
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        let chunk = bytes.get(at..end)?;
        let name = chunk.get(4..8)?;
        if ![b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"].iter().any(|meta| *meta == name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    Some(kept)
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
    fn what_is_no_picture_is_refused() {
        for wrong in [&b"hello"[..], b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"BM\0\0\0\0\0\0"] {
            assert!(clean(wrong.to_vec()).is_err(), "{wrong:?}");
        }
        let mut cut = jpeg();
        cut.truncate(30);
        assert!(clean(cut).is_err());
    }
}
