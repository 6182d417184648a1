//! A single file, at a place that somebody has named.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::path::is_link;
use super::unwritable;
use crate::diag::Diagnostic;

/// Writes one file: beside its place first. A pipe or a device is written to as
/// it is, also through a link such as `/dev/stdout`.
///
/// # Errors
/// `E0107` if it cannot be written, `E0112` if the place is a link; then what was
/// there stays.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| unwritable(path, &error);
    let is_stream = path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir());
    match path.symlink_metadata() {
        Ok(found) if found.is_symlink() && !is_stream => {
            return Err(is_link(path).hint("standard output is `-o -`"));
        }
        Ok(found) if found.is_dir() => {
            return Err(failed(io::Error::other("a folder of that name is in the way")));
        }
        Ok(_) if is_stream => {
            let stream = OpenOptions::new().write(true).open(path);
            return stream.and_then(|mut stream| stream.write_all(bytes)).map_err(failed);
        }
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    sweep(folder, path);
    let beside = beside(path);
    let write = || {
        let mut part = fresh(&beside)?;
        part.write_all(bytes)?;
        part.sync_all()?;
        fs::rename(&beside, path)
    };
    // Another run may have swept it away in the moment before it was locked.
    let result = write().or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => write(),
        _ => Err(error),
    });
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    } else {
        sync_folder(folder);
    }
    result.map_err(failed)
}

/// A new file that is locked as long as its writer lives, so that others can
/// tell it from one that was left behind.
fn fresh(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    let file = create().or_else(|error| match error.kind() {
        // Left by a process of the same number, long ago.
        io::ErrorKind::AlreadyExists => fs::remove_file(path).and_then(|()| create()),
        _ => Err(error),
    })?;
    // Where files cannot be locked, nothing is swept either.
    let _ = file.try_lock();
    Ok(file)
}

/// The name under which a file is written before it takes its place.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// Takes away what stopped processes have left of this file.
fn sweep(folder: &Path, place: &Path) {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    for path in parts_of(folder, |other| other == name) {
        let is_left = || {
            let file = File::open(&path).ok()?;
            match file.try_lock() {
                Ok(()) => Some(()),
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
            }
        };
        let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
        if is_file && is_left().is_some() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Unfinished files in a folder, `.name.123.part`, of the names that are wanted.
pub(super) fn parts_of(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let is_part = |file: &str| {
        let name = file.strip_prefix('.').and_then(|file| file.strip_suffix(".part"));
        name.and_then(|name| name.rsplit_once('.')).is_some_and(|(name, number)| {
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number && is_wanted(name)
        })
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let found = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_part));
    found.map(|entry| entry.path()).collect()
}

/// Makes sure that names in a folder outlast a power cut, where the system can.
pub(super) fn sync_folder(folder: &Path) {
    // Windows opens no folders; it writes names down by itself.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
