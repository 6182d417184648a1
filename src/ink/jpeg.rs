//! A JPEG without anything that is not picture (ITU-T T.81).

use super::profile;

/// What a marker begins.
const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const JFIF: u8 = 0xE0;
const PROFILE: u8 = 0xE2;
const ADOBE: u8 = 0xEE;
/// The name of a profile's segments, and how many bytes of it go into each.
const PROFILE_NAME: &[u8] = b"ICC_PROFILE\0";
const PROFILE_PART: usize = 65_519;

/// The same picture from nothing but what it is made of: frames, tables, scans, the
/// density of its pixels, its colours. What cameras and programs write beside it, in
/// segments of their own or behind its end, is left out. None if it is damaged.
pub fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, START])?;
    let mut bare = vec![0xFF, START];
    let mut icc = Vec::new();
    let mut frame = None;
    loop {
        let marker;
        (marker, rest) = next_marker(rest)?;
        match marker {
            END => break,
            // Marks without anything behind them have no business here.
            0x01 | 0xD0..=0xD7 => continue,
            START => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(rest.get(..2)?.try_into().ok()?));
        let data = rest.get(2..length)?;
        rest = rest.get(length..)?;
        match marker {
            JFIF => {
                // Version and density; no room for a thumbnail.
                if let Some(density) = data.strip_prefix(b"JFIF\0").and_then(|it| it.get(..7)) {
                    push(&mut bare, JFIF, &[b"JFIF\0", density, &[0, 0]].concat());
                }
            }
            PROFILE => {
                if let Some(part) = data.strip_prefix(PROFILE_NAME).and_then(|it| it.get(2..)) {
                    icc.extend_from_slice(part);
                }
            }
            ADOBE => {
                if let Some(colours) = data.get(..12).filter(|it| it.starts_with(b"Adobe")) {
                    push(&mut bare, ADOBE, colours);
                }
            }
            // Frames; those of other numbers are tables.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let exact = 6 + 3 * usize::from(*data.get(5)?);
                frame.get_or_insert(bare.len());
                push(&mut bare, marker, data.get(..exact)?);
            }
            SCAN => {
                let exact = 4 + 2 * usize::from(*data.first()?);
                push(&mut bare, SCAN, data.get(..exact)?);
                let (scan, after) = rest.split_at(length_of_scan(rest));
                bare.extend_from_slice(scan);
                rest = after;
                if rest.is_empty() {
                    // Some programs leave the end out.
                    break;
                }
            }
            // Tables of all kinds, lines, restarts, how frames build on each other.
            0xC4 | 0xCC | 0xDB..=0xDF => push(&mut bare, marker, data),
            _ => {}
        }
    }
    bare.extend([0xFF, END]);
    if let Some(profile) = profile::anonymous(&icc) {
        let parts: Vec<&[u8]> = profile.chunks(PROFILE_PART).collect();
        let count = u8::try_from(parts.len()).ok()?;
        let mut segments = Vec::new();
        for (number, part) in (1..=count).zip(parts) {
            push(&mut segments, PROFILE, &[PROFILE_NAME, &[number, count], part].concat());
        }
        bare.splice(frame?..frame?, segments);
    }
    frame.map(|_| bare)
}

/// The next marker and what is behind it; what stands before it is no picture.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let is_marker = |pair: &[u8]| pair.first() == Some(&0xFF) && !matches!(pair, [_, 0 | 0xFF]);
    let at = bytes.windows(2).position(is_marker)?;
    Some((*bytes.get(at + 1)?, bytes.get(at + 2..)?))
}

/// Compressed picture goes on until a marker that is no restart: there 0xFF is
/// followed by a zero.
fn length_of_scan(bytes: &[u8]) -> usize {
    let ends =
        |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

fn push(to: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
    to.extend([0xFF, marker]);
    to.extend(length.to_be_bytes());
    to.extend_from_slice(data);
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, Rgb, RgbImage};

    fn jpeg() -> Vec<u8> {
        let picture = RgbImage::from_fn(16, 8, |x, y| {
            Rgb([u8::try_from(x * 16).unwrap_or(0), u8::try_from(y * 32).unwrap_or(0), 90])
        });
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
        DynamicImage::ImageRgb8(picture).write_with_encoder(encoder).expect("a JPEG in memory");
        bytes
    }

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let mut segment = Vec::new();
        push(&mut segment, marker, data);
        segment
    }

    #[test]
    fn nothing_is_left_but_picture() {
        let plain = jpeg();
        assert_eq!(bare_jpeg(&plain).as_ref(), Some(&plain));
        let mut planted = plain.clone();
        planted.extend_from_slice(b"\xFF\xD8SECRET motion photo\xFF\xD9 and more SECRET");
        let scan = planted.windows(2).position(|pair| pair == [0xFF, SCAN]).expect("a scan");
        planted.splice(scan..scan, segment(0xFE, b"SECRET comment"));
        planted.splice(scan..scan, b"SECRET between".iter().copied());
        for (marker, data) in [
            (0xE1, &b"Exif\0\0SECRET"[..]),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
            (0xED, b"Photoshop 3.0\0SECRET"),
            (0xE0, b"JFXX\0\x10SECRET thumbnail"),
            (0xE2, b"MPF\0SECRET"),
            (0xEE, b"SECRET which is not Adobe's"),
            (0xF7, b"SECRET"),
        ] {
            planted.splice(2..2, segment(marker, data));
        }
        assert_eq!(bare_jpeg(&planted), Some(plain));
    }

    #[test]
    fn a_thumbnail_in_jfif_goes_and_its_density_stays() {
        let mut planted = jpeg();
        let own = planted.windows(5).position(|it| it == b"JFIF\0").expect("JFIF") - 4;
        let length = 2 + usize::from(u16::from_be_bytes([planted[own + 2], planted[own + 3]]));
        let jfif = segment(0xE0, b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\x01\x01SECRET");
        planted.splice(own..own + length, jfif);
        let bare = bare_jpeg(&planted).expect("a JPEG");
        let kept = b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0";
        assert!(bare.windows(kept.len()).any(|it| it == kept));
        assert!(!String::from_utf8_lossy(&bare).contains("SECRET"));
    }

    #[test]
    fn comments_between_scans_go() {
        // A second scan after the first, as progressive ones have it.
        let mut planted = jpeg();
        let scan = planted.windows(2).position(|pair| pair == [0xFF, SCAN]).expect("a scan");
        let scans = planted[scan..planted.len() - 2].to_vec();
        let end = planted.len() - 2;
        let between = [segment(0xFE, b"SECRET"), scans.clone(), segment(0xE1, b"SECRET")].concat();
        planted.splice(end..end, between);
        let bare = bare_jpeg(&planted).expect("a JPEG");
        assert!(!String::from_utf8_lossy(&bare).contains("SECRET"));
        assert_eq!(bare.len(), jpeg().len() + scans.len());
    }

    #[test]
    fn what_is_damaged_is_told_from_what_has_no_end() {
        let mut open = jpeg();
        open.truncate(open.len() - 2);
        assert_eq!(bare_jpeg(&open), Some(jpeg()));
        for wrong in [&b""[..], b"\xFF\xD8", b"\xFF\xD8\xFF\xD9", &jpeg()[..30]] {
            assert_eq!(bare_jpeg(wrong), None, "{wrong:?}");
        }
    }
}
