//! What a build has put into a folder, so that the next one knows its own files
//! from other people's: a line a file, as `sha256sum` writes them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::path::below;

/// SHA-256 of a file's bytes (FIPS 180-4).
pub(super) type Hash = [u8; 32];

/// Stands for what is there and is no file.
const NO_FILE: Hash = [0; 32];

/// Files that a build has made, by their names below their folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Record(pub BTreeMap<String, Hash>);

impl Record {
    /// Reads a record. Lines that are none, or that name something outside of
    /// the folder, are nobody's.
    pub(super) fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| {
            let (hash, name) = line.split_once("  ")?;
            below(Path::new(""), name)?;
            // No file has the hash of what is no file; only a forger writes it.
            let hash = from_hex(hash).filter(|hash| *hash != NO_FILE)?;
            Some((name.to_owned(), hash))
        });
        Self(lines.collect())
    }

    /// The record as text.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(name, hash)| format!("{}  {name}\n", hex(hash))).collect()
    }
}

/// The hash of these bytes.
pub(super) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The hash of a file; none if there is no file. What is there and is no file
/// has a hash that nothing else has.
///
/// # Errors
/// What the system says if it cannot be read.
pub(super) fn hash_of(path: &Path) -> io::Result<Option<Hash>> {
    match path.symlink_metadata() {
        Ok(found) if !found.is_file() => return Ok(Some(NO_FILE)),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut some = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut some)?;
        if count == 0 {
            return Ok(Some(digest.finalize().into()));
        }
        digest.update(some.get(..count).unwrap_or_default());
    }
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Hash> {
    let pairs = text.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    pairs.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_was_written_and_nothing_leads_out() {
        let record = Record([("a.pdf".to_owned(), hash(b"abc"))].into());
        let text = record.text();
        assert_eq!(
            text,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.pdf\n"
        );
        assert_eq!(Record::parse(&text), record);
        let hostile = text.replace("a.pdf", "../../a.pdf") + &text.replace("  a.pdf", "  /a.pdf");
        assert_eq!(
            Record::parse(&(hostile + &"0".repeat(64) + "  folder\nnonsense\nzz  b.pdf\n")),
            Record::default()
        );
    }
}
