//! The files whose pages are meant: which, and in which order.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::guard;
use crate::diag::{Diagnostic, code};
use crate::impose;
use crate::pdf::{self, Pages};
use crate::preflight::{Page, Tolerance};
use crate::raster::Drawing;
use crate::sheet::Choice;

/// No password is longer: PDF 2.0 takes 127 bytes.
const MOST_OF_A_PASSWORD: u64 = 1 << 12;

#[derive(Args)]
pub(super) struct PagesArgs {
    /// Which pages, in this order: `3`, `1-12`, `12-1`, `5-`, `blank`; of
    /// several files `a1-12,b,c1` [default: all]
    #[arg(long, value_name = "LIST")]
    pages: Option<String>,
    /// The password of an encrypted file; others may see it in the list of processes
    #[arg(long, value_name = "WORD")]
    password: Option<String>,
    /// A file whose first line is the password
    #[arg(long, value_name = "FILE", conflicts_with = "password")]
    password_file: Option<PathBuf>,
    /// Ask for the password
    #[arg(long, conflicts_with_all = ["password", "password_file"])]
    ask_password: bool,
    /// Take as much time and memory as it takes to read the files
    #[arg(long)]
    no_limits: bool,
}

impl PagesArgs {
    pub(super) fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// Fetches the password from where it is, once: a pipe gives it no second
    /// time, and the second process asks nobody.
    ///
    /// # Errors
    /// `E0101` if it is not to be had.
    pub(super) fn fetch_password(&mut self) -> Result<(), Diagnostic> {
        let unreadable = |message: String| Diagnostic::error(code::UNREADABLE, message);
        if let Some(word) = guard::password() {
            self.password = Some(word);
        } else if let Some(file) = &self.password_file {
            let mut words = String::new();
            std::fs::File::open(file)
                .and_then(|it| it.take(MOST_OF_A_PASSWORD).read_to_string(&mut words))
                .map_err(|error| unreadable(format!("cannot read {}: {error}", file.display())))?;
            self.password = Some(words.lines().next().unwrap_or_default().to_owned());
        } else if self.ask_password {
            let word = rpassword::prompt_password("Password: ");
            let word = word.map_err(|error| unreadable(format!("nobody can be asked: {error}")));
            self.password = Some(word?);
        }
        Ok(())
    }

    /// Whether files are read within limits.
    pub(super) fn has_limits(&self) -> bool {
        !self.no_limits
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
        let draw = |Source { name, bytes }: Source| {
            // What cannot be read as a file for print is drawn as it is.
            let drawing = match pdf::as_printed(&bytes, self.password()) {
                Ok(Some(bytes)) => drawing(bytes, None),
                _ => drawing(bytes, self.password()),
            };
            drawing.map(Drawing::to_trim).map_err(|error| about(error, &name))
        };
        files.into_iter().map(draw).collect()
    }

    /// The chosen pages, as they are if printed at a scale.
    pub(super) fn draw(
        &self,
        files: &[Drawing],
        tolerance: &Tolerance,
        scale: f64,
    ) -> Result<Vec<Page>, Diagnostic> {
        let draw = |file: &Drawing| tolerance.pages(file, scale);
        let files: Vec<Vec<Page>> = files.iter().map(draw).collect::<Result<_, _>>()?;
        if self.pages.is_none() {
            return Ok(files.into_iter().flatten().collect());
        }
        let counts: Vec<usize> = files.iter().map(Vec::len).collect();
        let first = files.iter().flatten().next();
        let page = |choice: Choice| match choice {
            Choice::Page { file, page } => {
                files.get(file).and_then(|pages| pages.get(page)).cloned()
            }
            Choice::Blank => first.map(Page::blank),
        };
        Ok(self.chosen(&counts)?.into_iter().filter_map(page).collect())
    }
}

/// A PDF to be drawn, sparingly if memory is short.
pub(super) fn drawing(bytes: Vec<u8>, password: Option<&str>) -> Result<Drawing, Diagnostic> {
    let drawing = Drawing::open(bytes, password)?;
    Ok(if guard::is_sparing() { drawing.on_cores(1) } else { drawing })
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
    let bytes = if file == Path::new("-") { guard::input() } else { std::fs::read(file) };
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
