//! The files of an edition: pages to read, sheets to print.

use super::booklet::{Booklets, lot};
use super::in_parallel::each;
use super::outputs::Output;
use super::prove::Meant;
use super::work::{Job, Made, Work};
use crate::diag::Findings;
use crate::pdf::{self, Pages};
use crate::typeset::Exported;

impl Work<'_> {
    /// Makes what is wanted, in its order. Reports what stops it.
    pub(super) fn make(
        &self,
        wanted: &[Output],
        exported: Exported,
        findings: &mut Findings,
    ) -> Option<Vec<Made>> {
        let Exported { read, print } = exported;
        let mut made = Vec::new();
        if let Some(print) = print {
            let pages = black(&print).map_err(|error| findings.push(error)).ok()?;
            drop(print);
            let meant = Meant::of(&read).map_err(|error| findings.push(error)).ok()?;
            let booklets = Booklets { work: self, pages, meant, wanted };
            let making = &self.pamphlet.making;
            let papers = making.papers.iter().map(|paper| Job::Paper(*paper));
            let printers = making.printers.iter().map(Job::Printer);
            let jobs: Vec<Job<'_>> = papers.chain(printers).collect();
            let done = each(&jobs, |job| {
                let mut own = Findings::new();
                (lot(&booklets, job, &mut own), own)
            });
            for (files, own) in done {
                findings.extend(own);
                made.push(files);
            }
        }
        let sheets: Option<Vec<Vec<Made>>> = made.into_iter().collect();
        let mut files: Vec<Made> = sheets?.into_iter().flatten().collect();
        if wanted.contains(&Output::Read) {
            files.insert(0, Made { output: Output::Read, bytes: read });
        }
        Some(files)
    }
}

/// The pages to be imposed, in black ink.
fn black(print: &[u8]) -> Result<Pages, crate::diag::Diagnostic> {
    let mut pages = pdf::open_own(print)?;
    pdf::black_ink(&mut pages)?;
    Ok(pages)
}
