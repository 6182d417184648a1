//! Arguments in, one printer of diagnostics out. The only room that names
//! clap.

mod build;
mod check;
mod fold_check;
mod impose;
mod list;
mod new;
mod report;
mod scheme;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diag::Diagnostic;
use crate::workspace::Workspace;

/// How a run ended, as the shell sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// Everything was made.
    Good,
    /// Something the author wrote has to be mended.
    Author,
    /// The command line is wrong, or the disk is.
    Machine,
}

/// Markdown in, booklets out: pages that read well, sheets that fold right.
#[derive(Parser)]
#[command(name = "handpress", version, propagate_version = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  handpress new my-pamphlet        Start a pamphlet in pamphlets/my-pamphlet/
  handpress build                  Make every pamphlet of this workspace
  handpress build my-pamphlet      Make one
  handpress check my-pamphlet      Read its pages: widows, runts, loose lines
  handpress impose in.pdf -o booklet.pdf --paper letter
                                   Make a booklet of any PDF

Exit codes: 0 all is well, 1 something in the texts has to be mended,
2 the command line or the disk is at fault.";

#[derive(Subcommand)]
enum Command {
    /// Start a new pamphlet
    New(new::NewArgs),
    /// Make pages and booklets of pamphlets
    Build(build::BuildArgs),
    /// Read the pages as a proofreader does
    Check(check::CheckArgs),
    /// Make a booklet of a PDF
    Impose(impose::ImposeArgs),
    /// List the pamphlets of the workspace
    List(list::ListArgs),
}

/// Where the pamphlets are.
#[derive(Args)]
struct WorkspaceArgs {
    /// The folder with `pamphlets/` in it [default: the nearest above]
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

impl WorkspaceArgs {
    fn open(&self) -> Result<Workspace, Diagnostic> {
        match &self.workspace {
            Some(folder) => Workspace::open(folder),
            None => Workspace::nearest(&std::env::current_dir().unwrap_or_default()),
        }
    }
}

/// Runs a command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors, and clap knows where they go.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let outcome = match cli.command {
        Command::New(args) => new::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Impose(args) => impose::run(&args),
        Command::List(args) => list::run(&args),
    };
    ExitCode::from(match outcome {
        Outcome::Good => 0,
        Outcome::Author => 1,
        Outcome::Machine => 2,
    })
}
