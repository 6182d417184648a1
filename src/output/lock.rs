//! One writer at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::path::{is_link, refuse_links};
use super::set::{OWN, Set};
use super::{swap, unwritable};
use crate::diag::Diagnostic;

/// A folder that editions are put into: `out/`.
pub struct Folder {
    root: PathBuf,
}

/// The same, with nobody else writing.
pub struct Locked<'a> {
    folder: &'a Folder,
    /// Held as long as this lives.
    _lock: Option<File>,
}

impl Folder {
    /// The folder at `root`, which need not be there yet. It may be a link only
    /// if it `is_named`: if whoever runs handpress has written that very name.
    ///
    /// # Errors
    /// `E0112` if it is a link and was not named; `E0107` if it is no folder.
    pub fn open(root: &Path, is_named: bool) -> Result<Self, Diagnostic> {
        if !is_named && root.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            return Err(is_link(root));
        }
        if root.exists() && !root.is_dir() {
            let error = io::Error::other("a file of that name is in the way of a folder");
            return Err(unwritable(root, &error));
        }
        refuse_links(root, &format!("{OWN}/lock"))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Where it lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Waits for others to be done, and finishes what a stopped run had begun.
    /// `waiting` is called if there is somebody to wait for.
    ///
    /// # Errors
    /// `E0107` and `E0112` if the folder cannot be written to.
    pub fn lock(&self, waiting: impl FnOnce()) -> Result<Locked<'_>, Diagnostic> {
        let own = self.root.join(OWN);
        fs::create_dir_all(&own).map_err(|error| unwritable(&own, &error))?;
        refuse_links(&self.root, &format!("{OWN}/lock"))?;
        let path = own.join("lock");
        if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
            let error = io::Error::other("something that is no file is in its way");
            return Err(unwritable(&path, &error));
        }
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let lock = lock.map_err(|error| unwritable(&path, &error))?;
        let lock = match lock.try_lock() {
            Ok(()) => Some(lock),
            Err(TryLockError::WouldBlock) => {
                waiting();
                lock.lock().map_err(|error| unwritable(&path, &error))?;
                Some(lock)
            }
            // Some file systems have no locks; then people have to take care.
            Err(TryLockError::Error(_)) => None,
        };
        let locked = Locked { folder: self, _lock: lock };
        locked.mend()?;
        Ok(locked)
    }

    /// Finishes what a stopped run had begun, if there was one.
    ///
    /// # Errors
    /// As [`lock`](Self::lock).
    pub fn mend(&self, waiting: impl FnOnce()) -> Result<(), Diagnostic> {
        if self.root.join(OWN).is_dir() { self.lock(waiting).map(drop) } else { Ok(()) }
    }
}

impl Locked<'_> {
    /// The folder.
    pub(super) fn root(&self) -> &Path {
        &self.folder.root
    }

    /// Puts to an end what a stopped run had begun.
    fn mend(&self) -> Result<(), Diagnostic> {
        let own = self.root().join(OWN);
        let entries = fs::read_dir(&own).map_err(|error| unwritable(&own, &error))?;
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| own.join(name).is_dir()).collect();
        names.sort();
        names.iter().try_for_each(|name| match Set::of_key(name) {
            Some(set) => swap::mend(self.root(), &set),
            None => Ok(()),
        })
    }
}
