//! The files whose pages are meant: which, and in which order.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diag::{Diagnostic, code};
use crate::impose;
use crate::pdf::{self, Pages};
use crate::raster::{Bitmap, Drawing};
use crate::sheet::Choice;

/// A file larger than this is not read from standard input.
const MOST_BYTES: u64 = 4 << 30;

#[derive(Args)]
pub(super) struct PagesArgs {
    /// Which pages, in this order: `3`, `1-12`, `12-1`, `5-`, `blank`; of
    /// several files `a1-12,b,c1` [default: all]
    #[arg(long, value_name = "LIST")]
    pages: Option<String>,
    /// The password of an encrypted file
    #[arg(long, value_name = "WORD")]
    password: Option<String>,
}

impl PagesArgs {
    pub(super) fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    fn chosen(&self, counts: &[usize]) -> Result<Vec<Choice>, Diagnostic> {
        match &self.pages {
            Some(list) => impose::choose(list, counts),
            None => Ok(impose::every(counts)),
        }
    }

    /// The chosen pages of these files, to be imposed.
    pub(super) fn open(&self, files: &[Source]) -> Result<Pages, Diagnostic> {
        let open = |file: &Source| {
            let pages = pdf::open(&file.bytes, self.password());
            pages.map_err(|error| about(error, &file.name))
        };
        let files = files.iter().map(open).collect::<Result<Vec<_>, _>>()?;
        if self.pages.is_none() && files.len() == 1 {
            return files.into_iter().next().ok_or_else(none);
        }
        let counts: Vec<usize> = files.iter().map(Pages::count).collect();
        pdf::collate(files, &self.chosen(&counts)?)
    }

    /// These files as they print, to be compared with sheets.
    pub(super) fn drawings(&self, files: Vec<Source>) -> Result<Vec<Drawing>, Diagnostic> {
        let drawing = |Source { name, bytes }: Source| {
            // What cannot be read as a file for print is drawn as it is.
            let drawing = match pdf::as_printed(&bytes, self.password()) {
                Ok(Some(bytes)) => Drawing::open(bytes, None),
                _ => Drawing::open(bytes, self.password()),
            };
            drawing.map_err(|error| about(error, &name))
        };
        files.into_iter().map(drawing).collect()
    }

    /// The chosen pages.
    pub(super) fn draw(&self, files: &[Drawing], dpi: f64) -> Result<Vec<Bitmap>, Diagnostic> {
        let files: Vec<Vec<Bitmap>> = files.iter().map(|file| file.render(dpi)).collect();
        if self.pages.is_none() {
            return Ok(files.into_iter().flatten().collect());
        }
        let counts: Vec<usize> = files.iter().map(Vec::len).collect();
        let first = files.iter().flatten().next();
        let (width, height) = first.map_or((1, 1), |page| (page.width(), page.height()));
        let page = |choice: Choice| match choice {
            Choice::Page { file, page } => {
                files.get(file).and_then(|pages| pages.get(page)).cloned()
            }
            Choice::Blank => Some(Bitmap::new(width, height, Vec::new())),
        };
        Ok(self.chosen(&counts)?.into_iter().filter_map(page).collect())
    }
}

/// A file that was read.
pub(super) struct Source {
    pub name: PathBuf,
    pub bytes: Vec<u8>,
}

/// Reads files.
///
/// # Errors
/// `E0102` and its like, for the first that cannot be read.
pub(super) fn read_all(files: &[PathBuf]) -> Result<Vec<Source>, Diagnostic> {
    files.iter().map(|name| Ok(Source { name: name.clone(), bytes: read(name)? })).collect()
}

/// Reads a file, or standard input for `-`.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    bytes.map_err(|error| {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => code::MISSING_FILE,
            _ => code::UNREADABLE,
        };
        Diagnostic::error(code, format!("cannot read {}: {error}", file.display()))
    })
}

/// Says of which file an error speaks.
pub(super) fn about(error: Diagnostic, file: &Path) -> Diagnostic {
    let message = format!("{}: {}", file.display(), error.message);
    Diagnostic { message, ..error }
}

fn none() -> Diagnostic {
    Diagnostic::error(code::MISSING_FILE, "no file was named")
}
