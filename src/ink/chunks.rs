//! PNG and WebP without anything that is not picture: both are rows of chunks.

use std::io::{Read, Write};

use flate2::{Compression, Crc, read::ZlibDecoder, write::ZlibEncoder};

use super::profile;

/// Chunks of a PNG by which it is drawn (W3C PNG, third edition, 11).
const PNG: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs",
    b"IDAT", b"IEND",
];
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The same PNG from nothing but what it is drawn with. Its colour profile becomes
/// anonymous; one that is none is left out. None if it is damaged.
pub(super) fn bare_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut bare = SIGNATURE.to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let chunk = rest.get(..length.checked_add(12)?)?;
        rest = rest.get(chunk.len()..)?;
        let name = chunk.get(4..8)?;
        let data = chunk.get(8..8 + length)?;
        if PNG.iter().any(|known| known.as_slice() == name) {
            bare.extend_from_slice(chunk);
        } else if name == b"iCCP"
            && let Some(profile) = unpacked(data).and_then(|it| profile::anonymous(&it))
        {
            push(&mut bare, b"iCCP", &packed(&profile)?);
        }
        if name == b"IEND" {
            return Some(bare);
        }
    }
}

/// A profile within a PNG: a name, how it is packed, and it.
fn unpacked(data: &[u8]) -> Option<Vec<u8>> {
    let name = data.iter().position(|byte| *byte == 0)?;
    let mut profile = Vec::new();
    let most = u64::try_from(profile::MOST_BYTES).ok()? + 1;
    ZlibDecoder::new(data.get(name + 2..)?).take(most).read_to_end(&mut profile).ok()?;
    Some(profile)
}

fn packed(profile: &[u8]) -> Option<Vec<u8>> {
    let mut packer = ZlibEncoder::new(b"ICC\0\0".to_vec(), Compression::best());
    packer.write_all(profile).ok()?;
    packer.finish().ok()
}

fn push(to: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    to.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(data);
    to.extend_from_slice(name);
    to.extend_from_slice(data);
    to.extend(crc.sum().to_be_bytes());
}

/// What a WebP says of itself: it has a profile, it covers in part.
const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
const IS_ANIMATED: u8 = 0x02;

/// The same WebP from nothing but what it is drawn with (RFC 9649). None if it
/// moves or is damaged.
pub(super) fn bare_webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let mut rest = bytes.get(8..size.checked_add(8)?)?.strip_prefix(b"WEBP")?;
    let (mut flags, mut pixels) = (None, Vec::new());
    let (mut icc, mut alpha) = (None, None);
    while rest.len() >= 8 {
        let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        let data = rest.get(8..length.checked_add(8)?)?;
        match rest.get(..4)? {
            b"VP8X" if flags.is_none() => flags = Some(data.get(..10)?),
            b"ICCP" => icc = profile::anonymous(data),
            b"ALPH" => alpha = Some(data),
            name @ (b"VP8 " | b"VP8L") if pixels.is_empty() => push_le(&mut pixels, name, data),
            _ => {}
        }
        rest = rest.get(8 + length.next_multiple_of(2)..).unwrap_or_default();
    }
    let mut body = b"WEBP".to_vec();
    if let Some([first, _, _, _, size @ ..]) = flags {
        if first & IS_ANIMATED != 0 {
            return None;
        }
        let profile = if icc.is_some() { HAS_PROFILE } else { 0 };
        let head = [&[first & HAS_ALPHA | profile, 0, 0, 0], size].concat();
        push_le(&mut body, b"VP8X", &head);
        if let Some(icc) = &icc {
            push_le(&mut body, b"ICCP", icc);
        }
        if let Some(alpha) = alpha {
            push_le(&mut body, b"ALPH", alpha);
        }
    }
    if pixels.is_empty() {
        return None;
    }
    body.extend_from_slice(&pixels);
    let length = u32::try_from(body.len()).ok()?.to_le_bytes();
    Some([b"RIFF", length.as_slice(), &body].concat())
}

fn push_le(to: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    to.extend_from_slice(name);
    to.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend_from_slice(data);
    if !data.len().is_multiple_of(2) {
        to.push(0);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

    fn picture(format: ImageFormat) -> Vec<u8> {
        let picture = RgbaImage::from_fn(9, 5, |x, y| {
            Rgba([u8::try_from(x * 20).unwrap_or(0), u8::try_from(y * 40).unwrap_or(0), 7, 200])
        });
        let mut bytes = Vec::new();
        let picture = DynamicImage::ImageRgba8(picture);
        picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture in memory");
        bytes
    }

    #[test]
    fn a_png_is_left_with_what_it_is_drawn_with() {
        let plain = picture(ImageFormat::Png);
        assert_eq!(bare_png(&plain).as_ref(), Some(&plain));
        let mut planted = plain.clone();
        for name in
            [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX", b"prVt", b"dSIG", b"iCCP"]
        {
            let mut chunk = Vec::new();
            push(&mut chunk, name, b"SECRET\0\0SECRET");
            planted.splice(33..33, chunk);
        }
        planted.extend_from_slice(b"SECRET");
        assert_eq!(bare_png(&planted), Some(plain.clone()));
        assert_eq!(bare_png(&plain[..plain.len() - 12]), None);
        assert_eq!(bare_png(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"), None);
    }

    #[test]
    fn a_profile_that_grows_without_end_is_left_out() {
        let zeros = packed(&vec![0; 64 << 20]).expect("packed");
        let mut planted = picture(ImageFormat::Png);
        let mut chunk = Vec::new();
        push(&mut chunk, b"iCCP", &zeros);
        planted.splice(33..33, chunk);
        assert_eq!(bare_png(&planted), Some(picture(ImageFormat::Png)));
    }

    #[test]
    fn a_webp_is_left_with_what_it_is_drawn_with() {
        let plain = picture(ImageFormat::WebP);
        assert_eq!(bare_webp(&plain).as_ref(), Some(&plain));
        // The same in the long form, with what cameras add to it.
        let mut body = b"WEBP".to_vec();
        push_le(&mut body, b"VP8X", &[0x3C, 9, 9, 9, 8, 0, 0, 4, 0, 0]);
        push_le(&mut body, b"ICCP", b"SECRET");
        body.extend_from_slice(&plain[12..]);
        push_le(&mut body, b"EXIF", b"SECRET!");
        push_le(&mut body, b"XMP ", b"SECRET");
        push_le(&mut body, b"own ", b"SECRET");
        let length = u32::try_from(body.len()).expect("short").to_le_bytes();
        let mut planted = [b"RIFF", length.as_slice(), &body].concat();
        planted.extend_from_slice(b"SECRET");
        let bare = bare_webp(&planted).expect("a WebP");
        assert!(!String::from_utf8_lossy(&bare).contains("SECRET"));
        assert_eq!(bare[20..30], [0x10, 0, 0, 0, 8, 0, 0, 4, 0, 0]);
        let same = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").into_rgba8();
        assert_eq!(same(&bare), same(&plain));
    }
}
