//! Files come to their places whole: all beside them first, then all into them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, code};

/// A file that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Produced {
    /// Its name in the pamphlet's folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes one file: beside its place first.
///
/// # Errors
/// `E0107` if it cannot be written; then what was there stays.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(Path::new(""));
    put(folder, &[&Produced { name, bytes: bytes.to_vec() }])
}

pub(super) fn put(folder: &Path, files: &[&Produced]) -> Result<(), Diagnostic> {
    let mut waiting: Vec<(PathBuf, PathBuf)> = Vec::new();
    let result = (|| {
        for file in files {
            let place = folder.join(&file.name);
            let beside = beside(&place);
            let parent = place.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(|error| unwritable(parent, &error))?;
            if place.is_dir() {
                let error = io::Error::other("a folder of that name is in the way");
                return Err(unwritable(&place, &error));
            }
            waiting.push((beside.clone(), place));
            fs::write(&beside, &file.bytes).map_err(|error| unwritable(&beside, &error))?;
        }
        for (beside, place) in &waiting {
            fs::rename(beside, place).map_err(|error| unwritable(place, &error))?;
        }
        Ok(())
    })();
    if result.is_err() {
        for (beside, _) in &waiting {
            let _ = fs::remove_file(beside);
        }
    }
    result
}

/// The name under which a file is written before it takes its place.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(code::UNWRITABLE, format!("cannot write {}: {error}", path.display()))
        .hint("what was there before is still there")
}
