//! Colour profiles without what they tell of their makers (ICC.1:2010).

/// Tags by which colours are reckoned: nothing else of a profile is kept.
const COLOURS: &[&[u8; 4]] = &[
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad",
    b"lumi", b"cicp", b"gamt", b"A2B0", b"A2B1", b"A2B2", b"A2B3", b"B2A0", b"B2A1", b"B2A2",
    b"B2A3", b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3",
];
const HEADER: usize = 128;
/// No profile has more tags than that: there are some forty kinds.
const MOST_TAGS: usize = 100;
/// No profile is larger: those of presses have 2 to 3 MB.
pub(super) const MOST_BYTES: usize = 8 << 20;

/// The profile with a head that says only what has to be known, its colours, and
/// a description that is everybody's. None if it is no profile.
pub(super) fn anonymous(profile: &[u8]) -> Option<Vec<u8>> {
    let head = profile.get(..HEADER)?;
    let is_profile = head.get(36..40)? == b"acsp" && profile.len() <= MOST_BYTES;
    let count = number(profile, HEADER).filter(|count| *count <= MOST_TAGS)?;
    if !is_profile {
        return None;
    }
    let is_new = *head.get(8)? >= 4;
    let mut tags: Vec<(&[u8], Tag)> = vec![
        (b"desc", Tag::Own(if is_new { words_now() } else { words_before() })),
        (b"cprt", Tag::Own(if is_new { words_now() } else { b"text\0\0\0\0none\0".to_vec() })),
    ];
    for at in (0..count).map(|tag| HEADER + 4 + tag * 12) {
        let name = profile.get(at..at + 4)?;
        let (start, length) = (number(profile, at + 4)?, number(profile, at + 8)?);
        let is_known = tags.iter().any(|(known, _)| *known == name);
        if COLOURS.iter().any(|colour| colour.as_slice() == name) && !is_known {
            tags.push((name, Tag::Of(profile.get(start..start.checked_add(length)?)?, start)));
        }
    }
    let mut data = Vec::new();
    let mut table = Vec::new();
    let mut placed: Vec<(usize, usize, usize)> = Vec::new();
    let first = HEADER + 4 + tags.len() * 12;
    for (name, tag) in &tags {
        let (bytes, shared) = match tag {
            Tag::Own(bytes) => (bytes.as_slice(), None),
            Tag::Of(bytes, start) => (*bytes, Some(*start)),
        };
        // Red, green and blue often have one curve together.
        let known = placed
            .iter()
            .find(|(start, length, _)| shared == Some(*start) && bytes.len() == *length);
        let at = match known {
            Some((_, _, at)) => *at,
            None => {
                let at = first + data.len();
                data.extend_from_slice(bytes);
                data.resize(data.len().next_multiple_of(4), 0);
                placed.extend(shared.map(|start| (start, bytes.len(), at)));
                at
            }
        };
        table.extend_from_slice(name);
        table.extend(u32::try_from(at).ok()?.to_be_bytes());
        table.extend(u32::try_from(bytes.len()).ok()?.to_be_bytes());
    }
    let mut whole = u32::try_from(first + data.len()).ok()?.to_be_bytes().to_vec();
    whole.extend([0; 4]);
    whole.extend_from_slice(head.get(8..24)?);
    // Made on the first day of 2000, for no platform, device or maker.
    whole.extend([0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    whole.extend_from_slice(b"acsp");
    whole.extend([0; 24]);
    whole.extend_from_slice(head.get(64..80)?);
    whole.resize(HEADER, 0);
    whole.extend(u32::try_from(tags.len()).ok()?.to_be_bytes());
    Some([whole, table, data].concat())
}

/// The colours that a profile is for: `RGB `, `GRAY`, `CMYK`.
#[cfg(feature = "pamphlets")]
pub(super) fn space(profile: &[u8]) -> Option<&[u8]> {
    profile.get(16..20)
}

enum Tag<'a> {
    Own(Vec<u8>),
    /// Bytes of the profile, and where they lie in it.
    Of(&'a [u8], usize),
}

/// Words as version 2 has them (`textDescriptionType`).
fn words_before() -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0\0\0\0\x05none\0".to_vec();
    // No Unicode, no Macintosh: 4 + 4 bytes, 2 + 1 + 67.
    tag.extend([0; 78]);
    tag
}

/// Words as version 4 has them (`multiLocalizedUnicodeType`).
fn words_now() -> Vec<u8> {
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x08\0\0\0\x1c".to_vec();
    tag.extend("none".encode_utf16().flat_map(u16::to_be_bytes));
    tag
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of one curve for three colours, with words about its owner.
    fn profile(version: u8) -> Vec<u8> {
        let mut profile = vec![0; HEADER];
        profile[8] = version;
        profile[16..20].copy_from_slice(b"RGB ");
        profile[36..40].copy_from_slice(b"acsp");
        profile[48..56].copy_from_slice(b"OWNERCAM");
        let tags: [(&[u8; 4], u32, u32); 4] =
            [(b"rTRC", 180, 12), (b"gTRC", 180, 12), (b"desc", 192, 16), (b"dmnd", 192, 16)];
        profile.extend(4_u32.to_be_bytes());
        for (name, at, length) in tags {
            profile.extend_from_slice(name);
            profile.extend(at.to_be_bytes());
            profile.extend(length.to_be_bytes());
        }
        profile.extend_from_slice(b"curv\0\0\0\0\0\0\0\0OWNER OF CAMERA!");
        profile
    }

    #[test]
    fn colours_stay_and_owners_go() {
        for version in [2, 4] {
            let cleaned = anonymous(&profile(version)).expect("a profile");
            assert!(!String::from_utf8_lossy(&cleaned).contains("OWNER"));
            assert_eq!(number(&cleaned, 0), Some(cleaned.len()));
            assert_eq!(number(&cleaned, HEADER), Some(4), "desc, cprt and two curves");
            let (red, green) = (HEADER + 4 + 24, HEADER + 4 + 36);
            assert_eq!(&cleaned[red..red + 4], b"rTRC");
            assert_eq!(cleaned[red + 4..red + 12], cleaned[green + 4..green + 12], "shared");
            let at = number(&cleaned, red + 4).expect("a place");
            assert_eq!(&cleaned[at..at + 12], b"curv\0\0\0\0\0\0\0\0");
            assert_eq!(anonymous(&cleaned), Some(cleaned.clone()), "clean already");
        }
        for wrong in [&b"hello"[..], &[0; 200], &profile(2)[..190]] {
            assert_eq!(anonymous(wrong), None);
        }
    }
}
