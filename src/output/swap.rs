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
use super::moves::{Kept, moves, taken_back};
use super::path::{below, refuse_links};
use super::record::{Record, hash_of};
use super::set::{NEW, OLD, Set};
use super::unwritable;
use crate::diag::Diagnostic;

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
    mend_in(root, set, &own).map_err(|mut error| {
        error.hints.clear();
        error.hint("an earlier build was stopped; its files will be in their places once this is")
    })
}

fn mend_in(root: &Path, set: &Set, own: &Path) -> Result<(), Diagnostic> {
    let Some(new) = read(&own.join(MOVING)) else { return clear(own) };
    let old = record(own);
    // A journal may be a forger's, and so may be the folders it speaks of.
    old.0.keys().chain(new.0.keys()).try_for_each(|name| set.refuse_links(root, name))?;
    if is_whole(root, set, &new) {
        return switch(root, set, &old, &new).map(drop);
    }
    // What was to come is not all there: it leaves, and what was there comes back.
    for (name, hash) in &new.0 {
        let Some(place) = below(root, &set.name(name)) else { continue };
        let there = hash_of(&place).map_err(|error| unwritable(&place, &error))?;
        if there.as_ref() == Some(hash) && old.0.get(name) != Some(hash) {
            remove(&place)?;
        }
    }
    for name in old.0.keys() {
        let (Some(from), Some(to)) = (below(&own.join(OLD), name), below(root, &set.name(name)))
        else {
            continue;
        };
        if from.is_file() && !to.exists() {
            fs::rename(&from, &to).map_err(|error| unwritable(&to, &error))?;
        }
    }
    remove(&own.join(MOVING))?;
    clear(own)
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
    let own = set.own(root);
    let (moves, kept) = match moves(root, set, old, new) {
        Ok(planned) => planned,
        Err(error) => {
            remove(&own.join(MOVING))?;
            clear(&own)?;
            return Err(error);
        }
    };
    let mut done = Vec::new();
    let moved = moves.iter().try_for_each(|it| it.make().map(|()| done.push(it)));
    let moved = moved.and_then(|()| {
        sync_folder(&set.place(root));
        commit(&own)
    });
    match moved {
        Ok(()) => {
            leave_no_empty_folders(root, set, old, new);
            Ok(kept)
        }
        Err(error) if taken_back(&done) => {
            remove(&own.join(MOVING))?;
            clear(&own)?;
            Err(error)
        }
        Err(mut error) => {
            // What was said of it is no longer true.
            error.hints.clear();
            Err(error.hint("some files are not in their places; the next build will mend that"))
        }
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

#[cfg(test)]
mod tests {
    use super::super::record::hash;
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("handpress-switch-{}-{name}", std::process::id());
            let root = std::env::temp_dir().join(name);
            let _ = fs::remove_dir_all(&root);
            fs::create_dir_all(root.join("a/typst")).expect("a folder");
            Self(root)
        }

        fn write(&self, name: &str, words: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, words).expect("a file");
        }

        fn read(&self, name: &str) -> Option<String> {
            fs::read_to_string(self.0.join("a").join(name)).ok()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const NAMES: [&str; 5] = ["a-a4.pdf", "a-letter.pdf", "a-read.pdf", "stale.pdf", "typst/m.typ"];

    fn record_of(files: &[(&str, &str)]) -> Record {
        Record(files.iter().map(|(name, words)| ((*name).into(), hash(words.as_bytes()))).collect())
    }

    /// An edition in place, and the next one waiting for its place.
    fn half_way(folder: &Folder) -> (Set, Record, Record) {
        let set = Set::edition("a");
        let old: Vec<(&str, &str)> = NAMES.iter().map(|name| (*name, "old")).collect();
        let new: Vec<(&str, &str)> =
            NAMES.iter().filter(|name| **name != "stale.pdf").map(|name| (*name, "new")).collect();
        let own = set.own(&folder.0);
        fs::create_dir_all(&own).expect("a folder");
        fs::write(own.join(MADE), record_of(&old).text()).expect("a record");
        old.iter().for_each(|(name, words)| folder.write(&format!("a/{name}"), words));
        for (name, words) in &new {
            folder.write(&format!("{OWN}/a/{NEW}/{name}", OWN = super::super::set::OWN), words);
        }
        begin(&own, &record_of(&new)).expect("a journal");
        (set, record_of(&old), record_of(&new))
    }

    #[test]
    fn wherever_it_is_stopped_no_two_editions_stand_each() {
        for stop in 0..=9 {
            let folder = Folder::new(&format!("stop-{stop}"));
            let (set, old, new) = half_way(&folder);
            folder.write("a/a-signed.pdf", "mine");
            let (moves, kept) = moves(&folder.0, &set, &old, &new).expect("a plan");
            assert_eq!((moves.len(), kept.len()), (9, 0));
            moves.iter().take(stop).for_each(|it| it.make().expect("moved"));
            let there: Vec<String> = NAMES.iter().filter_map(|name| folder.read(name)).collect();
            let of = |edition: &str| there.iter().filter(|words| *words == edition).count();
            assert!(of("old") == 0 || of("new") == 0, "after {stop} moves: {there:?}");
            mend(&folder.0, &set).expect("mended");
            for name in NAMES {
                let expected = Some("new").filter(|_| name != "stale.pdf");
                assert_eq!(folder.read(name).as_deref(), expected, "{name} after {stop}");
            }
            assert_eq!(folder.read("a-signed.pdf").as_deref(), Some("mine"));
            let own = set.own(&folder.0);
            assert_eq!(record(&own), new);
            assert_eq!(fs::read_dir(&own).expect("a folder").count(), 1, "only the record stays");
        }
    }

    #[test]
    fn if_a_part_of_what_comes_is_lost_what_was_there_comes_back() {
        for stop in 0..=9 {
            let folder = Folder::new(&format!("lost-{stop}"));
            let (set, old, new) = half_way(&folder);
            let (moves, _) = moves(&folder.0, &set, &old, &new).expect("a plan");
            moves.iter().take(stop).for_each(|it| it.make().expect("moved"));
            let own = set.own(&folder.0);
            if fs::remove_file(own.join(NEW).join("typst/m.typ")).is_err() {
                continue;
            }
            mend(&folder.0, &set).expect("mended");
            for name in NAMES {
                let there = folder.read(name);
                assert_eq!(there.as_deref(), Some("old"), "{name} after {stop}");
            }
            assert_eq!(record(&own), old);
        }
    }

    #[test]
    fn what_cannot_be_carried_out_is_taken_back() {
        let folder = Folder::new("back");
        let (set, old, new) = half_way(&folder);
        // A folder where the last of what comes has to go.
        fs::remove_file(folder.0.join("a/typst/m.typ")).expect("removed");
        fs::create_dir_all(folder.0.join("a/typst/m.typ/x")).expect("a folder");
        let own = set.own(&folder.0);
        fs::create_dir_all(own.join(OLD).join("stale.pdf/in/the/way")).expect("a folder");
        assert!(switch(&folder.0, &set, &old, &new).is_err());
        for name in &NAMES[..4] {
            assert_eq!(folder.read(name).as_deref(), Some("old"), "{name}");
        }
        assert_eq!(record(&own), old);
        assert!(!own.join(MOVING).exists() && !own.join(NEW).exists());
    }
}
