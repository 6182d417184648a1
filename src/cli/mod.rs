//! Arguments in, one printer of diagnostics out. The only room that names
//! clap.

/// Writes a line to standard output, without anything that a terminal obeys; if
/// nobody reads it, that is no fault.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::cli::report::write(std::io::stdout(), &format!("{}\n", format_args!($($words)*)))
    };
}

/// The same to standard error.
macro_rules! tell {
    ($($words:tt)*) => {
        $crate::cli::report::write(std::io::stderr(), &format!("{}\n", format_args!($($words)*)))
    };
}

#[cfg(feature = "pamphlets")]
mod build;
mod calibrate;
#[cfg(feature = "pamphlets")]
mod check;
mod estimate;
mod fold_check;
mod guard;
mod impose;
mod impose_args;
mod json;
#[cfg(feature = "pamphlets")]
mod list;
#[cfg(feature = "pamphlets")]
mod new;
mod printer;
mod prove;
mod report;
mod scheme;
mod source;
#[cfg(feature = "pamphlets")]
mod template;

use std::ffi::OsString;
#[cfg(feature = "pamphlets")]
use std::path::PathBuf;
use std::process::ExitCode;

#[cfg(feature = "pamphlets")]
use clap::Args;
use clap::{Parser, Subcommand};

use crate::diag::{self, Diagnostic};
#[cfg(feature = "pamphlets")]
use crate::workspace::Workspace;
use guard::Foreign;

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

#[cfg(not(feature = "pamphlets"))]
const EXAMPLES: &str = "Examples:
  handpress impose in.pdf -o booklet.pdf --paper letter
                                   Make a booklet of any PDF
  handpress check booklet.pdf --against in.pdf
                                   Fold the finished sheets and read them

Exit codes: 0 all is well, 1 the sheets are wrong,
2 the command line or the disk is at fault.";

#[cfg(feature = "pamphlets")]
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
    #[cfg(feature = "pamphlets")]
    New(new::NewArgs),
    /// Make pages and booklets of pamphlets
    #[cfg(feature = "pamphlets")]
    Build(build::BuildArgs),
    /// Read pages as a proofreader does, or fold finished sheets
    #[cfg(feature = "pamphlets")]
    Check(check::CheckArgs),
    /// Fold finished sheets and read them
    #[cfg(not(feature = "pamphlets"))]
    Check(fold_check::FileArgs),
    /// Make a booklet of a PDF
    Impose(impose_args::ImposeArgs),
    /// Start a template of your own
    #[cfg(feature = "pamphlets")]
    Template(template::TemplateArgs),
    /// Reckon up the paper and the price of a run
    Estimate(estimate::EstimateArgs),
    /// Make a sheet that shows what a printer does
    Calibrate(calibrate::CalibrateArgs),
    /// List the pamphlets of the workspace
    #[cfg(feature = "pamphlets")]
    List(list::ListArgs),
}

/// Where the pamphlets are.
#[cfg(feature = "pamphlets")]
#[derive(Args)]
struct WorkspaceArgs {
    /// The folder with `pamphlets/` in it [default: the nearest above]
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

#[cfg(feature = "pamphlets")]
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
    let args: Vec<OsString> = args.into_iter().collect();
    let mut cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors, and clap knows where they go; an
            // error may repeat what somebody else has called a file.
            if error.use_stderr() {
                report::write(std::io::stderr(), &error.render().to_string());
            } else {
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let foreign = foreign(&cli.command);
    if foreign.inputs() > 1 {
        let twice = Diagnostic::error(diag::code::UNREADABLE, "standard input is named twice");
        report::fail(twice.hint("it can be read once: name the other file"));
        return ExitCode::from(2);
    }
    if guard::is_second() {
        if foreign.inputs() == 0 {
            guard::end_with_the_first();
        }
        // What makes a library panic is said in words, by this process or the first.
        std::panic::set_hook(Box::new(|_| {}));
    }
    let outcome = match password(&mut cli.command) {
        Ok(password) => {
            let guarded = guard::guarded(&args, &foreign, password.as_deref());
            guarded.unwrap_or_else(|| done(cli.command))
        }
        Err(error) => report::fail(error),
    };
    ExitCode::from(match outcome {
        Outcome::Good => 0,
        Outcome::Author => 1,
        Outcome::Machine => 2,
    })
}

/// What a command reads that comes from strangers.
fn foreign(command: &Command) -> Foreign {
    match command {
        Command::Impose(args) => Foreign::files(args.files()),
        #[cfg(not(feature = "pamphlets"))]
        Command::Check(args) => Foreign::files(args.foreign()),
        #[cfg(not(feature = "pamphlets"))]
        Command::Estimate(args) => Foreign::files(args.files()),
        #[cfg(feature = "pamphlets")]
        Command::Check(args) => args.foreign(),
        #[cfg(feature = "pamphlets")]
        Command::Estimate(args) => args.foreign(),
        #[cfg(feature = "pamphlets")]
        Command::Build(args) => args.foreign(),
        #[cfg(feature = "pamphlets")]
        Command::List(_) => Foreign::Workspace,
        _ => Foreign::Nothing,
    }
}

/// The password of foreign files, fetched from where it is.
fn password(command: &mut Command) -> Result<Option<String>, Diagnostic> {
    let pages = match command {
        Command::Impose(args) => &mut args.pages,
        Command::Check(args) => args.pages(),
        Command::Estimate(args) => &mut args.pages,
        _ => return Ok(None),
    };
    pages.fetch_password()?;
    Ok(pages.password().map(str::to_owned))
}

fn done(command: Command) -> Outcome {
    match command {
        #[cfg(feature = "pamphlets")]
        Command::New(args) => new::run(&args),
        #[cfg(feature = "pamphlets")]
        Command::Build(args) => build::run(&args),
        #[cfg(feature = "pamphlets")]
        Command::Check(args) => check::run(&args),
        #[cfg(not(feature = "pamphlets"))]
        Command::Check(args) => fold_check::run_files(&args),
        Command::Impose(args) => impose::run(&args),
        Command::Calibrate(args) => calibrate::run(&args),
        Command::Estimate(args) => estimate::run(&args),
        #[cfg(feature = "pamphlets")]
        Command::List(args) => list::run(&args),
        #[cfg(feature = "pamphlets")]
        Command::Template(args) => template::run(&args),
    }
}
