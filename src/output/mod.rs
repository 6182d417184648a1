//! The only writer of files: `out/` with its editions, and single files that
//! were named on the command line.
//!
//! It writes only where handpress owns. Links are not followed; what a person or
//! another program has put into `out/` stays; whatever happens on the way, a file
//! is whole or not there, and files of two editions never stand beside each other.

mod file;
mod lock;
mod moves;
mod path;
mod put;
mod record;
mod set;
mod swap;

pub use file::write_file;
pub use lock::{Folder, Locked};
pub use path::{below, refuse_links};
pub use set::Set;

use std::io;
use std::path::Path;

use crate::diag::{Diagnostic, code};

/// A file that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Produced<'a> {
    /// Its name in its folder, with forward slashes: `typst/main.typ`.
    pub name: String,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Something could not be written; `E0107`.
fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let error = Diagnostic::error(
        code::UNWRITABLE,
        format!("cannot write {}: {}", path.display(), in_words(error)),
    );
    error.hint("what was there before is still there")
}

/// What the system says, without its number.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        _ => error.to_string(),
    }
}
