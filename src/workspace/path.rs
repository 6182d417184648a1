//! Paths within the workspace, the same on every system.

use std::fmt;
use std::path::{Path, PathBuf};

/// A path from the workspace's root: names joined by `/`, never `..`, never
/// absolute.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct VirtualPath(Vec<String>);

/// Why a written path cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PathFault {
    /// It starts at the root of a disk.
    Absolute,
    /// It climbs above the workspace's root.
    Above,
    /// It holds a character that no path may hold.
    Character,
    /// It names nothing.
    Empty,
}

impl PathFault {
    /// The fault as the end of a sentence that starts with the path.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Absolute => "is an absolute path; handpress reads only inside the workspace",
            Self::Above => "leads out of the workspace",
            Self::Character => "holds a character that no file name may have",
            Self::Empty => "names no file",
        }
    }
}

impl VirtualPath {
    /// The workspace's root itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path of `written` as seen from this folder.
    ///
    /// # Errors
    /// If it is absolute, climbs above the root, holds a NUL, a backslash or a
    /// colon, or names nothing.
    pub fn join(&self, written: &str) -> Result<Self, PathFault> {
        let drive = written.as_bytes().get(1) == Some(&b':');
        if written.starts_with(['/', '\\']) || drive {
            return Err(PathFault::Absolute);
        }
        if written.contains(['\0', '\\', ':']) {
            return Err(PathFault::Character);
        }
        let mut names = self.0.clone();
        for name in written.split('/') {
            match name {
                "" | "." => {}
                ".." => {
                    names.pop().ok_or(PathFault::Above)?;
                }
                name => names.push(name.to_owned()),
            }
        }
        if names.is_empty() { Err(PathFault::Empty) } else { Ok(Self(names)) }
    }

    /// The folder that this path lies in.
    pub fn folder(&self) -> Self {
        Self(self.0.split_last().map(|(_, rest)| rest.to_vec()).unwrap_or_default())
    }

    /// The last name; empty for the root.
    pub fn name(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// What follows the last dot of the name, in small letters.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, ext)| ext.to_lowercase()).unwrap_or_default()
    }

    /// The path on disk, below `root`.
    pub fn under(&self, root: &Path) -> PathBuf {
        self.0.iter().fold(root.to_owned(), |path, name| path.join(name))
    }
}

impl fmt::Display for VirtualPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

/// Whether a word can name a pamphlet on every file system and in every URL:
/// small ASCII letters, digits, `-` and `_`, 1 to 80 of them.
pub fn is_slug(word: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    (1..=80).contains(&word.len()) && word.chars().all(good) && !word.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(folder: &str, written: &str) -> Result<String, PathFault> {
        VirtualPath::root().join(folder)?.join(written).map(|path| path.to_string())
    }

    #[test]
    fn climbs_only_within_the_root() {
        assert_eq!(from("pamphlets/a", "b.png"), Ok("pamphlets/a/b.png".into()));
        assert_eq!(from("pamphlets/a", "./../b//c.png"), Ok("pamphlets/b/c.png".into()));
        assert_eq!(from("pamphlets/a", "../../x.png"), Ok("x.png".into()));
        assert_eq!(from("pamphlets/a", "../../../x.png"), Err(PathFault::Above));
        assert_eq!(from("pamphlets/a", "/etc/passwd"), Err(PathFault::Absolute));
        assert_eq!(from("pamphlets/a", "C:/x.png"), Err(PathFault::Absolute));
        assert_eq!(from("pamphlets/a", "a\\b.png"), Err(PathFault::Character));
        assert_eq!(VirtualPath::root().join("."), Err(PathFault::Empty));
    }

    #[test]
    fn slugs_are_plain() {
        assert!(is_slug("what-is-to-be-done_2"));
        for wrong in ["", "-a", "A", "a b", "a/b", "ä", "..", "a.b"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
