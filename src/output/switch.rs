//! From one edition to the next.
//!
//! Below `.handpress/<key>/` lie `made` (what the last build put into place),
//! `new/` (what comes), `old/` (what goes) and, while files change places,
//! `moving`: the record to be. First all files that go leave, then those that come
//! take their places, so that files of two editions never stand side by side,
//! wherever it is stopped. Whoever comes next carries it to its end. The step that
//! counts is one: `moving` becomes `made`.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::file::sync_folder;
use super::path::{below, refuse_links};
use super::put::{Kept, Set};
use super::record::{Record, hash_of};
use super::unwritable;
use crate::diag::Diagnostic;

pub(super) const NEW: &str = "new";
const OLD: &str = "old";
const MADE: &str = "made";
const MOVING: &str = "moving";
const PART: &str = "record.part";
/// A record is no longer than this many bytes.
const MOST_RECORD: u64 = 16 << 20;

/// What the last build has put into place.
pub(super) fn record(own: &Path) -> Record {
    read(&own.join(MADE)).unwrap_or_default()
}

/// Where handpress keeps what belongs to a set.
///
/// # Errors
/// `E0112` if something there is a link: what it leads to is not ours.
pub(super) fn own(root: &Path, set: &Set) -> Result<PathBuf, Diagnostic> {
    for name in [NEW, OLD, MADE, MOVING, PART] {
        refuse_links(root, &set.own_name(name))?;
    }
    Ok(set.own(root))
}

/// Notes what is in place where nothing has to be moved.
pub(super) fn write_record(own: &Path, new: &Record) -> Result<(), Diagnostic> {
    begin(own, new)?;
    commit(own)
}

/// From here on the next edition will be put into place, by this run or by the
/// next.
pub(super) fn begin(own: &Path, new: &Record) -> Result<(), Diagnostic> {
    let failed = |path: &Path, error: &io::Error| unwritable(path, error);
    fs::create_dir_all(own).map_err(|error| failed(own, &error))?;
    let part = own.join(PART);
    remove(&part)?;
    let written = OpenOptions::new().write(true).create_new(true).open(&part).and_then(|mut it| {
        it.write_all(new.text().as_bytes())?;
        it.sync_all()
    });
    written.map_err(|error| failed(&part, &error))?;
    let moving = own.join(MOVING);
    fs::rename(&part, &moving).map_err(|error| failed(&moving, &error))?;
    sync_folder(own);
    Ok(())
}

fn commit(own: &Path) -> Result<(), Diagnostic> {
    let made = own.join(MADE);
    fs::rename(own.join(MOVING), &made).map_err(|error| unwritable(&made, &error))?;
    sync_folder(own);
    // Nothing depends on it: the next run would do it.
    let _ = clear(own);
    Ok(())
}

/// Carries to its end, or takes back, what a stopped run had begun.
pub(super) fn mend(root: &Path, set: &Set) -> Result<(), Diagnostic> {
    let own = own(root, set)?;
    let Some(new) = read(&own.join(MOVING)) else { return clear(&own) };
    let old = record(&own);
    if is_whole(root, set, &new) {
        return switch(root, set, &old, &new).map(drop);
    }
    // What was to come is not all there: what was there comes back.
    for name in old.0.keys() {
        let (Some(from), Some(to)) = (below(&own.join(OLD), name), below(root, &set.name(name)))
        else {
            continue;
        };
        refuse_links(root, &set.name(name))?;
        if from.is_file() && !to.exists() {
            fs::rename(&from, &to).map_err(|error| unwritable(&to, &error))?;
        }
    }
    remove(&own.join(MOVING))?;
    clear(&own)
}

/// Whether every file of an edition is in its place or waits for it.
fn is_whole(root: &Path, set: &Set, new: &Record) -> bool {
    let stage = set.own(root).join(NEW);
    new.0.iter().all(|(name, hash)| {
        let is_it = |path: Option<PathBuf>| {
            path.and_then(|path| hash_of(&path).ok().flatten()).as_ref() == Some(hash)
        };
        is_it(below(&stage, name)) || is_it(below(root, &set.name(name)))
    })
}

/// Puts what waits into place, after what goes has left. Tells what it found of
/// other people's.
///
/// # Errors
/// `E0107` and `E0112`; then all is as it was before.
pub(super) fn switch(
    root: &Path,
    set: &Set,
    old: &Record,
    new: &Record,
) -> Result<Vec<Kept>, Diagnostic> {
    let mut moved = Moved::default();
    let own = set.own(root);
    let exchanged = exchange(root, set, old, new, &mut moved).and_then(|kept| {
        sync_folder(&set.place(root));
        commit(&own).map(|()| kept)
    });
    match exchanged {
        Ok(kept) => {
            leave_no_empty_folders(root, set, old, new);
            Ok(kept)
        }
        Err(error) if moved.take_back() => {
            remove(&own.join(MOVING))?;
            clear(&own)?;
            Err(error)
        }
        Err(error) => {
            // What was said of it is no longer true.
            let mut error = error;
            error.hints.clear();
            Err(error.hint("some files are not in their places; the next build will mend that"))
        }
    }
}

fn exchange(
    root: &Path,
    set: &Set,
    old: &Record,
    new: &Record,
    moved: &mut Moved,
) -> Result<Vec<Kept>, Diagnostic> {
    let own = set.own(root);
    let mut kept = Vec::new();
    let names = old.0.keys().chain(new.0.keys().filter(|name| !old.0.contains_key(*name)));
    for name in names {
        let (Some(place), Some(stage), Some(away)) = (
            below(root, &set.name(name)),
            below(&own.join(NEW), name),
            below(&own.join(OLD), name),
        ) else {
            continue;
        };
        refuse_links(root, &set.name(name))?;
        let there = hash_of(&place).map_err(|error| unwritable(&place, &error))?;
        let Some(there) = there else { continue };
        if new.0.get(name) == Some(&there) {
            continue;
        }
        if old.0.get(name) == Some(&there) {
            moved.rename(&place, &away)?;
        } else if stage.exists() {
            let aside = aside(&place);
            moved.rename(&place, &aside)?;
            kept.push(Kept::Aside(place, aside));
        } else {
            kept.push(Kept::Stale(place));
        }
    }
    for name in new.0.keys() {
        let (Some(stage), Some(place)) =
            (below(&own.join(NEW), name), below(root, &set.name(name)))
        else {
            continue;
        };
        if stage.exists() {
            moved.rename(&stage, &place)?;
        }
    }
    Ok(kept)
}

/// A free name beside a file: `a-read-kept.pdf`, `a-read-kept-2.pdf` ….
fn aside(place: &Path) -> PathBuf {
    let stem = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let end = place.extension().map(|end| format!(".{}", end.to_string_lossy()));
    let end = end.unwrap_or_default();
    let name = |number: usize| match number {
        1 => format!("{stem}-kept{end}"),
        number => format!("{stem}-kept-{number}{end}"),
    };
    let names = (1..).map(|number| place.with_file_name(name(number)));
    names.into_iter().find(|path| path.symlink_metadata().is_err()).unwrap_or_default()
}

/// What was moved, so that it can be moved back.
#[derive(Default)]
struct Moved(Vec<(PathBuf, PathBuf)>);

impl Moved {
    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Diagnostic> {
        let parent = to.parent().map_or(Ok(()), fs::create_dir_all);
        parent.and_then(|()| fs::rename(from, to)).map_err(|error| unwritable(to, &error))?;
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Moves all back, the last first, and tells whether that went well.
    fn take_back(self) -> bool {
        self.0.into_iter().rev().fold(true, |well, (from, to)| fs::rename(to, from).is_ok() && well)
    }
}

/// Takes away folders that only files of the last edition had been in.
fn leave_no_empty_folders(root: &Path, set: &Set, old: &Record, new: &Record) {
    for name in old.0.keys().filter(|name| !new.0.contains_key(*name)) {
        let mut name = name.as_str();
        while let Some((folder, _)) = name.rsplit_once('/') {
            let is_gone =
                below(root, &set.name(folder)).is_some_and(|folder| fs::remove_dir(folder).is_ok());
            if !is_gone {
                break;
            }
            name = folder;
        }
    }
}

/// Takes away what waits and what went.
pub(super) fn clear(own: &Path) -> Result<(), Diagnostic> {
    for name in [NEW, OLD, PART] {
        remove(&own.join(name))?;
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Diagnostic> {
    let removed = match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    removed.map_err(|error| unwritable(path, &error))
}

fn read(path: &Path) -> Option<Record> {
    let found = path.symlink_metadata().ok()?;
    if !found.is_file() || found.len() > MOST_RECORD {
        return None;
    }
    fs::read_to_string(path).ok().map(|text| Record::parse(&text))
}
