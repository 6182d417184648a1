//! Puts an edition into its folder: first all of it beside its place, then
//! into its place, so that nobody ever sees half of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::edition::Edition;
use super::put::{Produced, put};
use crate::diag::Diagnostic;
use crate::geometry::Paper;
use crate::impose;
use crate::pdf;
use crate::typeset::Fonts;

impl Edition {
    /// Writes all files below `out/<slug>/`, and takes away what an earlier
    /// build has left there and this one did not make again.
    ///
    /// # Errors
    /// `E0107` if something cannot be written; then the earlier files stay.
    pub fn write(&self, out: &Path) -> Result<(), Diagnostic> {
        let folder = out.join(&self.slug);
        let all: Vec<&Produced> = self.files.iter().chain(&self.project).collect();
        put(&folder, &all)?;
        let kept: BTreeSet<PathBuf> = all.iter().map(|file| folder.join(&file.name)).collect();
        remove_stale(&folder, &self.slug, &kept);
        Ok(())
    }
}

/// Writes the faces below `out/fonts/`, once for all pamphlets.
///
/// # Errors
/// `E0107` if one cannot be written.
pub fn write_fonts(fonts: &Fonts, out: &Path) -> Result<(), Diagnostic> {
    let folder = out.join("fonts");
    let missing: Vec<Produced> = fonts
        .files()
        .filter(|(name, bytes)| {
            !fs::metadata(folder.join(name)).is_ok_and(|m| m.len() == bytes.len() as u64)
        })
        .map(|(name, bytes)| Produced { name: name.to_owned(), bytes: bytes.to_vec() })
        .collect();
    put(&folder, &missing.iter().collect::<Vec<_>>())
}

/// Writes the test sheets beside the pamphlets, for those who have only the
/// download: see [`crate::impose::test_sheet`].
///
/// # Errors
/// `E0107` if one cannot be written.
pub fn write_test_sheets(out: &Path) -> Result<(), Diagnostic> {
    let mut sheets = Vec::new();
    for paper in [Paper::A4, Paper::Letter] {
        let title = format!("Test sheet, {}", paper.title());
        let sheet = impose::test_sheet(paper.landscape());
        let bytes = pdf::draw(paper.landscape(), &sheet, &title)?;
        sheets.push(Produced { name: test_sheet(paper), bytes });
    }
    put(out, &sheets.iter().collect::<Vec<_>>())
}

/// The file of a paper's test sheet.
pub(super) fn test_sheet(paper: Paper) -> String {
    format!("test-{}.pdf", paper.name())
}

/// Files of an earlier build would be printed by mistake: only our own names
/// are taken away, and only where this build did not make them.
fn remove_stale(folder: &Path, slug: &str, kept: &BTreeSet<PathBuf>) {
    let stale_pdf = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_ours = |kind: &str| name.starts_with(&format!("{slug}-{kind}-"));
        (is_ours("booklet") || is_ours("instructions")) && name.ends_with(".pdf")
    };
    let files = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
    };
    let pdfs = files(folder).into_iter().filter(|path| stale_pdf(path));
    let pictures = files(&folder.join("typst").join("pictures"));
    for path in pdfs.chain(pictures).filter(|path| !kept.contains(path)) {
        // A file that cannot be removed does no harm to those just written.
        let _ = fs::remove_file(path);
    }
}
