//! The only reader of files: a folder, its pamphlets, templates and fonts.
//!
//! Nothing outside the root is readable, not by `..`, not by an absolute path,
//! not through a symbolic link.

mod encoding;
mod find;
mod format;
mod path;
mod reads;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use find::{Entry, Form};
pub use path::{PathFault, VirtualPath, is_slug};
pub use reads::Reads;

use crate::diag::{Diagnostic, Findings, Place, Source, code};

/// The most bytes of Markdown in one pamphlet: 4 MiB, a book of 1,500 pages.
pub const MOST_TEXT: u64 = 4 << 20;
/// The most bytes of any other file: 64 MiB.
pub const MOST_BYTES: u64 = 64 << 20;

/// A folder that holds `pamphlets/` and perhaps `handpress.toml`, `templates/`
/// and `fonts/`.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    reads: Arc<Reads>,
}

impl Workspace {
    /// Opens `folder` itself as a workspace.
    ///
    /// # Errors
    /// `E0105` if there is no such folder.
    pub fn open(folder: &Path) -> Result<Self, Diagnostic> {
        let root = folder.canonicalize().ok().filter(|root| root.is_dir());
        root.map(|root| Self { root, reads: Arc::default() }).ok_or_else(|| {
            let message = format!("there is no folder {}", folder.display());
            Diagnostic::error(code::NO_WORKSPACE, message)
        })
    }

    /// Opens the nearest folder, from `start` upwards, that has
    /// `handpress.toml` or `pamphlets/`.
    ///
    /// # Errors
    /// `E0105` if there is none.
    pub fn nearest(start: &Path) -> Result<Self, Diagnostic> {
        let start = start.canonicalize().unwrap_or_else(|_| start.to_owned());
        start
            .ancestors()
            .find(|dir| dir.join("handpress.toml").is_file() || dir.join("pamphlets").is_dir())
            .map(|root| Self { root: root.to_owned(), reads: Arc::default() })
            .ok_or_else(|| {
                Diagnostic::error(code::NO_WORKSPACE, "there is no workspace here")
                    .hint("a workspace is a folder with `pamphlets/` in it or in a folder above")
                    .hint("`handpress new my-pamphlet` makes one here")
            })
    }

    /// Where the workspace lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How much of it was read.
    pub fn reads(&self) -> &Arc<Reads> {
        &self.reads
    }

    /// The pamphlets, sorted by slug.
    pub fn pamphlets(&self, findings: &mut Findings) -> Vec<Entry> {
        find::pamphlets(&self.root, findings)
    }

    /// Whether there is a file of that name.
    pub fn has(&self, path: &VirtualPath) -> bool {
        path.under(&self.root).is_file()
    }

    /// The names of the files in a folder, sorted; none if there is no folder.
    pub fn files_in(&self, folder: &VirtualPath) -> Vec<VirtualPath> {
        let entries = fs::read_dir(folder.under(&self.root)).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries
            .filter(|entry| entry.path().is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter_map(|name| folder.join(&name).ok())
            .collect();
        names.sort();
        names
    }

    /// The bytes of a file, at most `most` of them.
    ///
    /// # Errors
    /// `E0101` to `E0103` and `E0110`, without a place: the caller knows who
    /// asked for the file.
    pub fn read(&self, path: &VirtualPath, most: u64) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.bytes(path, most)?;
        self.reads.add_other(&bytes);
        Ok(bytes)
    }

    fn bytes(&self, path: &VirtualPath, most: u64) -> Result<Vec<u8>, Diagnostic> {
        let full = path.under(&self.root);
        let real = full.canonicalize().map_err(|error| unreadable(path, &error))?;
        if !real.starts_with(&self.root) {
            let message = format!("`{path}` is a link that leads out of the workspace");
            return Err(Diagnostic::error(code::OUTSIDE, message)
                .hint("put a copy of the file into the workspace"));
        }
        // A pipe would be waited for, and a device has no end.
        if !real.is_file() {
            let message = format!("`{path}` is no file");
            return Err(Diagnostic::error(code::UNREADABLE, message)
                .label("a folder, a pipe or a device")
                .hint("put a file of that name there"));
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(&real).and_then(|f| f.take(most + 1).read_to_end(&mut bytes));
        read.map_err(|error| unreadable(path, &error))?;
        if bytes.len() as u64 > most {
            let message = format!("`{path}` is larger than {} MiB", most >> 20);
            return Err(Diagnostic::error(code::TOO_LARGE, message)
                .hint("make several pamphlets of it, or a smaller file"));
        }
        Ok(bytes)
    }

    /// A text file.
    ///
    /// # Errors
    /// Those of [`read`](Self::read), `E0104` at the first byte that is not
    /// UTF-8, and `E0115` if it is a file of another program.
    pub fn source(&self, path: &VirtualPath, most: u64) -> Result<Arc<Source>, Diagnostic> {
        let bytes = self.bytes(path, most)?;
        self.reads.add_text(&bytes);
        if let Some(format) = format::told(&bytes, &path.extension()) {
            let message = format!("`{path}` is {}, and no Markdown", format.name);
            let hint = format!("`{}` makes a text of it", format.command(&path.to_string()));
            return Err(Diagnostic::error(code::FOREIGN_FILE, message).hint(hint));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(path.to_string(), text)),
            Err(error) => Err(not_utf8(path, &error)),
        }
    }
}

fn unreadable(path: &VirtualPath, error: &io::Error) -> Diagnostic {
    if error.kind() == io::ErrorKind::NotFound {
        Diagnostic::error(code::MISSING_FILE, format!("there is no file `{path}`"))
    } else {
        Diagnostic::error(code::UNREADABLE, format!("cannot read `{path}`: {error}"))
    }
}

fn not_utf8(path: &VirtualPath, error: &std::string::FromUtf8Error) -> Diagnostic {
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let known = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    if let Some(told) = encoding::told(bytes) {
        // The first letter that is otherwise in UTF-8, in the words that it stands among.
        let start = told.text.char_indices().find(|(_, letter)| !letter.is_ascii());
        let (start, letter) = start.unwrap_or_default();
        let source = Source::new(path.to_string(), told.text);
        let message = format!("`{path}` is not UTF-8: it reads like {}", told.name);
        let hint = format!(
            "save it as UTF-8 in your editor, or: `iconv -f {} -t UTF-8 {path} > new.md`",
            told.name
        );
        return Diagnostic::error(code::NOT_UTF8, message)
            .at(Place::new(&source, start..start + letter.len_utf8()))
            .hint(hint);
    }
    let line = known.matches('\n').count() + 1;
    let column = known.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let message =
        format!("`{path}` is not UTF-8: byte 0x{byte:02X} at line {line}, column {column}");
    // What can be read of the file, so that the excerpt ends where the text does.
    let source = Source::new(path.to_string(), format!("{known}\u{FFFD}"));
    Diagnostic::error(code::NOT_UTF8, message)
        .at(Place::new(&source, valid..valid + 3))
        .hint("save the file as UTF-8 in the program that made it")
}
