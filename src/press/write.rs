//! Puts editions, faces and test sheets into the output folder.

use super::edition::Edition;
use super::outputs::test_sheet;
use crate::diag::Diagnostic;
use crate::geometry::Paper;
use crate::impose;
use crate::output::{Locked, Produced, Set};
use crate::pdf;
use crate::typeset::Fonts;

impl Edition {
    /// Puts all files into `out/<slug>/`, in the place of those that an earlier
    /// build has put there. Says what it found of other people's.
    ///
    /// # Errors
    /// `E0107` if something cannot be written, `E0112` if there is a link on the
    /// way; then the earlier files stay.
    pub fn write(&self, out: &Locked<'_>) -> Result<Vec<Diagnostic>, Diagnostic> {
        let files = self.files.iter().map(|made| (self.file(&made.output), &made.bytes));
        let project = self.project.iter().map(|(name, bytes)| (name.clone(), bytes));
        let all = files.chain(project).map(|(name, bytes)| Produced { name, bytes });
        out.put(&self.set(), &all.collect::<Vec<_>>())
    }
}

/// Puts the faces into `out/fonts/`, once for all pamphlets.
///
/// # Errors
/// As [`Edition::write`].
pub fn write_fonts(fonts: &Fonts, out: &Locked<'_>) -> Result<Vec<Diagnostic>, Diagnostic> {
    let faces = fonts.files();
    let faces = faces.map(|(name, bytes)| Produced { name: name.to_owned(), bytes });
    out.put(&Set::faces(), &faces.collect::<Vec<_>>())
}

/// Puts the test sheets beside the pamphlets, for those who have only the
/// download: see [`crate::impose::test_sheet`].
///
/// # Errors
/// As [`Edition::write`].
pub fn write_test_sheets(out: &Locked<'_>) -> Result<Vec<Diagnostic>, Diagnostic> {
    let mut sheets = Vec::new();
    for paper in [Paper::A4, Paper::Letter] {
        let title = format!("Test sheet, {}", paper.title());
        let sheet = impose::test_sheet(paper.landscape());
        let bytes = pdf::draw(paper.landscape(), &sheet, &title)?;
        sheets.push((test_sheet(paper), bytes));
    }
    let sheets = sheets.iter().map(|(name, bytes)| Produced { name: name.clone(), bytes });
    out.put(&Set::test_sheets(), &sheets.collect::<Vec<_>>())
}
