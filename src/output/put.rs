//! Puts a set of files into its folder: all of it, or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::file::parts_of;
use super::lock::Locked;
use super::path::{below, refuse_links};
use super::record::{Hash, Record, hash, hash_of};
use super::set::{NEW, Set};
use super::{Produced, swap, unwritable};
use crate::diag::Diagnostic;

impl Locked<'_> {
    /// Puts the files of a set into place, and takes those away that the set had
    /// before and has no more. Files that are there already stay as they are.
    /// What somebody else has put there or changed stays as well: a file in the
    /// place of one of these gets another name.
    ///
    /// Says what was kept so.
    ///
    /// # Errors
    /// `E0107` if something cannot be written, `E0112` if there is a link on the
    /// way; then all is as it was before.
    pub fn put(&self, set: &Set, files: &[Produced<'_>]) -> Result<Vec<Diagnostic>, Diagnostic> {
        let root = self.root();
        let own = swap::own(root, set)?;
        let names = files.iter().map(|file| (file, hash(file.bytes)));
        let new = Record(names.map(|(file, hash)| (file.name.clone(), hash)).collect());
        if new.0.len() < files.len() {
            let error = io::Error::other("two of its files have the same name");
            return Err(unwritable(&set.place(root), &error));
        }
        let old = swap::record(&own);
        let to_write = self.to_write(set, files, &new)?;
        sweep(set, root, &new);
        let is_stale = |(name, _): (&String, &Hash)| !new.0.contains_key(name);
        if to_write.is_empty() && old == new {
            return Ok(Vec::new());
        }
        if to_write.is_empty() && !old.0.iter().any(is_stale) {
            swap::write_record(&own, &new)?;
            return Ok(Vec::new());
        }
        self.stage(set, &to_write)?;
        swap::begin(&own, &new)?;
        let kept = swap::switch(root, set, &old, &new)?;
        Ok(kept.into_iter().map(|kept| kept.words(root)).collect())
    }

    /// The files that are not in their places yet.
    fn to_write<'a>(
        &self,
        set: &Set,
        files: &'a [Produced<'a>],
        new: &Record,
    ) -> Result<Vec<&'a Produced<'a>>, Diagnostic> {
        let root = self.root();
        let mut to_write = Vec::new();
        for file in files {
            let name = set.name(&file.name);
            let Some(place) = below(root, &name) else {
                let error = io::Error::other("no file can have that name");
                return Err(unwritable(&root.join(&file.name), &error));
            };
            refuse_links(root, &name)?;
            if place.is_dir() {
                let error = io::Error::other("a folder of that name is in the way");
                return Err(unwritable(&place, &error));
            }
            // What cannot be read is not what is to be there.
            let there = hash_of(&place).ok().flatten();
            if there.as_ref() != new.0.get(&file.name) {
                to_write.push(file);
            }
        }
        Ok(to_write)
    }

    /// Writes files where nobody sees them yet.
    fn stage(&self, set: &Set, files: &[&Produced<'_>]) -> Result<(), Diagnostic> {
        let root = self.root();
        let stage = set.own(root).join(NEW);
        swap::clear(&set.own(root))?;
        let mut folders = BTreeSet::from([stage.clone(), set.place(root)]);
        for file in files {
            let parent = |base: &Path| below(base, &file.name)?.parent().map(Path::to_owned);
            folders.extend(parent(&stage));
            folders.extend(parent(&set.place(root)));
        }
        let written = folders.iter().try_for_each(|folder| {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
        });
        let written = written.and_then(|()| write_all(&stage, files));
        if written.is_err() {
            let _ = swap::clear(&set.own(root));
        }
        written
    }
}

/// Writes files below a folder, each on the disk before this returns.
fn write_all(stage: &Path, files: &[&Produced<'_>]) -> Result<(), Diagnostic> {
    let mut written = Vec::new();
    for file in files {
        let Some(place) = below(stage, &file.name) else { continue };
        let write = File::create_new(&place).and_then(|mut it| {
            it.write_all(file.bytes)?;
            Ok(it)
        });
        written.push((write.map_err(|error| unwritable(&place, &error))?, place));
    }
    // All of them first, then each to the disk: the system does that in one go.
    written
        .iter()
        .try_for_each(|(file, place)| file.sync_all().map_err(|error| unwritable(place, &error)))
}

/// Takes away unfinished files that an earlier handpress has left.
fn sweep(set: &Set, root: &Path, new: &Record) {
    let mut folders: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    for name in new.0.keys() {
        let Some(place) = below(root, &set.name(name)) else { continue };
        if let (Some(folder), Some(name)) = (place.parent(), place.file_name()) {
            let names = folders.entry(folder.to_owned()).or_default();
            names.insert(name.to_string_lossy().into_owned());
        }
    }
    for (folder, names) in folders {
        for part in parts_of(&folder, |name| names.contains(name)) {
            if part.symlink_metadata().is_ok_and(|found| found.is_file()) {
                let _ = fs::remove_file(part);
            }
        }
    }
}
