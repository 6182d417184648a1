//! Links are not followed: what lies behind one is not ours.

use std::io;
use std::path::{Path, PathBuf};

use super::unwritable;
use crate::diag::{Diagnostic, code};

/// Refuses a way to a file that leads through a link: every folder below `root`
/// and the file itself, as far as they are there. `root` itself may be one.
///
/// # Errors
/// `E0112` if one is a link, `E0107` if it cannot be seen what it is, or if a
/// file stands where a folder has to be.
pub fn refuse_links(root: &Path, name: &str) -> Result<(), Diagnostic> {
    let mut path = root.to_owned();
    let mut parts = name.split('/').filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        match path.symlink_metadata() {
            Ok(found) if found.is_symlink() => return Err(is_link(&path)),
            Ok(found) if parts.peek().is_some() && !found.is_dir() => {
                let error = io::Error::other("a file of that name is in the way of a folder");
                return Err(unwritable(&path, &error));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unwritable(&path, &error)),
        }
    }
    Ok(())
}

/// What is said of a link.
pub(super) fn is_link(path: &Path) -> Diagnostic {
    let message = format!("{} is a link, and handpress writes through none", path.display());
    Diagnostic::error(code::LINK, message)
        .label("nothing was written, and what it leads to is untouched")
        .hint("take the link away, or name the place that it leads to (`--out`, `-o`)")
}

/// The place of a name with forward slashes below a folder; none if it would
/// lead out of it. Names come from records too, which anybody may have written.
pub fn below(root: &Path, name: &str) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in name.split('/') {
        let is_plain = !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(['\\', ':', '\0', '\n', '\r']);
        if !is_plain {
            return None;
        }
        path.push(part);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_their_folder() {
        let root = Path::new("out");
        assert_eq!(below(root, "typst/main.typ"), Some(root.join("typst").join("main.typ")));
        for wrong in ["", "/etc/passwd", "../x", "a/../../x", "a//b", ".", "C:/x", "a\\b", "a\n"] {
            assert_eq!(below(root, wrong), None, "{wrong:?}");
        }
    }
}
