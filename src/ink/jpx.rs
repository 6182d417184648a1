//! A JPEG 2000 without anything that is not picture (ITU-T T.800).

/// Boxes by which it is drawn: signature, type, head, codestream.
const BOXES: &[&[u8; 4]] = &[b"jP  ", b"ftyp", b"jp2h", b"jp2c"];
const START: &[u8] = &[0xFF, 0x4F];
const COMMENT: u8 = 0x64;
const TILE: u8 = 0x90;

/// The same picture without boxes of metadata and without comments. None if it is
/// damaged.
pub fn bare_jpx(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(START) {
        return codestream(bytes);
    }
    let mut rest = bytes;
    let mut bare = Vec::new();
    while !rest.is_empty() {
        let short = u64::from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?));
        let name = rest.get(4..8)?;
        // 0: until the end; 1: the length is in the eight bytes behind the name.
        let (head, length) = match short {
            0 => (8, rest.len()),
            1 => {
                let long = u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?);
                (16, usize::try_from(long).ok()?)
            }
            short => (8, usize::try_from(short).ok()?),
        };
        let data = rest.get(head..length)?;
        rest = rest.get(length..)?;
        if !BOXES.iter().any(|known| known.as_slice() == name) {
            continue;
        }
        let data = if name == b"jp2c" { codestream(data)? } else { data.to_vec() };
        bare.extend(u32::try_from(data.len() + 8).ok()?.to_be_bytes());
        bare.extend_from_slice(name);
        bare.extend_from_slice(&data);
    }
    (!bare.is_empty()).then_some(bare)
}

/// A codestream without the comments in its head.
fn codestream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(START)?;
    let mut bare = START.to_vec();
    loop {
        let [0xFF, marker, high, low, ..] = *rest else { return None };
        if marker == TILE {
            bare.extend_from_slice(rest);
            return Some(bare);
        }
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(..length)?;
        rest = rest.get(length..)?;
        if marker != COMMENT {
            bare.extend_from_slice(segment);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_box(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len() + 8).expect("short").to_be_bytes();
        [length.as_slice(), name, data].concat()
    }

    #[test]
    fn boxes_and_comments_go() {
        let stream = b"\xff\x4f\xff\x51\0\x04ab\xff\x64\0\x08\0\x01KEY!\xff\x90\0\x02tiles";
        let bare = b"\xff\x4f\xff\x51\0\x04ab\xff\x90\0\x02tiles";
        assert_eq!(bare_jpx(stream).as_deref(), Some(&bare[..]));
        let file = [
            of_box(b"jP  ", b"\r\n\x87\n"),
            of_box(b"uuid", b"KEY!"),
            of_box(b"xml ", b"KEY!"),
            of_box(b"jp2c", stream),
            of_box(b"uinf", b"KEY!"),
        ];
        let expected = [of_box(b"jP  ", b"\r\n\x87\n"), of_box(b"jp2c", bare)].concat();
        assert_eq!(bare_jpx(&file.concat()), Some(expected));
        for wrong in [&b""[..], b"\xff\x4f\xff", b"\0\0\0\x40jp2c"] {
            assert_eq!(bare_jpx(wrong), None);
        }
    }
}
