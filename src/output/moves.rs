//! What has to be moved from one edition to the next: decided first, then done.

use std::fs;
use std::path::{Path, PathBuf};

use super::path::below;
use super::record::{Record, hash_of};
use super::set::{NEW, OLD, Set};
use super::unwritable;
use crate::diag::{Diagnostic, code};

/// A file that changes its place.
#[derive(Debug)]
pub(super) struct Move {
    from: PathBuf,
    to: PathBuf,
}

impl Move {
    pub(super) fn make(&self) -> Result<(), Diagnostic> {
        let parent = self.to.parent().map_or(Ok(()), fs::create_dir_all);
        let moved = parent.and_then(|()| fs::rename(&self.from, &self.to));
        moved.map_err(|error| unwritable(&self.to, &error))
    }

    fn take_back(&self) -> bool {
        fs::rename(&self.to, &self.from).is_ok()
    }
}

/// Moves all back, the last first, as far as that goes, and tells whether it went well.
pub(super) fn taken_back(done: &[&Move]) -> bool {
    let mut is_well = true;
    for it in done.iter().rev() {
        is_well &= it.take_back();
    }
    is_well
}

/// What has to be moved, in this order: first what goes, then what comes. And what
/// there is of other people's.
pub(super) fn moves(
    root: &Path,
    set: &Set,
    old: &Record,
    new: &Record,
) -> Result<(Vec<Move>, Vec<Kept>), Diagnostic> {
    let own = set.own(root);
    let (mut go, mut come, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    let names = old.0.keys().chain(new.0.keys().filter(|name| !old.0.contains_key(*name)));
    for name in names {
        let (Some(place), Some(stage), Some(away)) = (
            below(root, &set.name(name)),
            below(&own.join(NEW), name),
            below(&own.join(OLD), name),
        ) else {
            continue;
        };
        set.refuse_links(root, name)?;
        let there = hash_of(&place).map_err(|error| unwritable(&place, &error))?;
        let comes = new.0.contains_key(name) && stage.exists();
        if there.is_some() && there.as_ref() == new.0.get(name) {
            continue;
        }
        if there.is_some() && there.as_ref() == old.0.get(name) {
            go.push(Move { from: place.clone(), to: away });
        } else if there.is_some() && comes {
            let aside = aside(&place);
            go.push(Move { from: place.clone(), to: aside.clone() });
            kept.push(Kept::Aside(place.clone(), aside));
        } else if there.is_some() {
            kept.push(Kept::Stale(place.clone()));
        }
        if comes {
            come.push(Move { from: stage, to: place });
        }
    }
    go.append(&mut come);
    Ok((go, kept))
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

/// A file of somebody else's that was met.
pub(super) enum Kept {
    /// It stood in the place of a new one, and has another name now.
    Aside(PathBuf, PathBuf),
    /// It stands where an earlier build had put one that is no longer made.
    Stale(PathBuf),
}

impl Kept {
    pub(super) fn words(self, root: &Path) -> Diagnostic {
        let name = |path: &Path| {
            let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
            name.replace('\\', "/")
        };
        match self {
            Self::Aside(from, to) => Diagnostic::warning(
                code::KEPT,
                format!("{} was not as handpress had left it", name(&from)),
            )
            .label(format!("it is kept as {}", name(&to)))
            .hint("keep your own files under names of your own"),
            Self::Stale(path) => Diagnostic::warning(
                code::KEPT,
                format!("{} is no longer made, and was changed by somebody else", name(&path)),
            )
            .label("it is kept")
            .hint("take it away, so that nobody prints it by mistake"),
        }
    }
}
