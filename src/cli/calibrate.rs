//! `handpress calibrate`

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::impose_args::paper;
use super::report::fail;
use crate::diag::{Diagnostic, code};
use crate::geometry::Paper;
use crate::impose;
use crate::output::write_file;
use crate::pdf;

#[derive(Args)]
#[command(after_help = "Example:
  handpress calibrate --paper letter -o test.pdf")]
pub(super) struct CalibrateArgs {
    /// The test sheet to write [default: test-a4.pdf or the like]
    #[arg(short, long, value_name = "OUT.pdf")]
    output: Option<PathBuf>,
    /// The paper it is printed on
    #[arg(long, default_value = "a4", value_parser = paper)]
    paper: Paper,
}

pub(super) fn run(args: &CalibrateArgs) -> Outcome {
    let output =
        args.output.clone().unwrap_or_else(|| format!("test-{}.pdf", args.paper.name()).into());
    let sheet = impose::test_sheet(args.paper.landscape());
    let title = format!("Test sheet, {}", args.paper.title());
    let written = pdf::draw(args.paper.landscape(), &sheet, &title).and_then(|bytes| {
        // What nobody has named is not written over.
        let other = || std::fs::read(&output).map_or(true, |there| there != bytes);
        if args.output.is_none() && output.exists() && other() {
            let message = format!("there is already another {}", output.display());
            return Err(Diagnostic::error(code::EXISTS, message).hint("name a file: `-o test.pdf`"));
        }
        write_file(&output, &bytes)
    });
    if let Err(error) = written {
        return fail(error);
    }
    say!("{}", output.display());
    say!("{WHAT_TO_DO}");
    Outcome::Good
}

const WHAT_TO_DO: &str = "
Print it on both sides, as booklets are printed: at 100 %, not fitted to the page.
1. Turn it like the page of a book. On the back one of two arrows points up:
   the one beside a sheet that is bold at its short side: print …-short-edge.pdf;
   the one beside a sheet that is bold at its long side: print …-long-edge.pdf,
   or choose the other edge in the print dialog.
2. Lay a ruler on the scales: 100 are 100 mm, or the printer scales.
3. The outermost frame that is whole has the number of millimetres that the
   printer leaves white: nothing that matters may stand nearer to the edge.
4. Hold it against the light: the scales on the crosses tell how many
   millimetres the back lies beside the front. Up to 1 mm nobody sees.";
