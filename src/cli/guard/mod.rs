//! What comes from strangers is read by a second process: whatever a file does to it, this
//! one says so and goes on. The libraries that read PDFs, and those that set texts and draw
//! pictures, have limits for depth and for what they unpack, but none for time.
//!
//! Memory is watched where the system tells of it, on Linux; time everywhere.

mod limits;
mod second;
#[cfg(feature = "pamphlets")]
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub(super) use second::{end_with_the_first, input, is_second, is_sparing, password};
#[cfg(feature = "pamphlets")]
pub(super) use watch::Watch;

use super::Outcome;
use super::report::fail;
use crate::diag::{Diagnostic, code};
use limits::{Limits, Over};
use second::{MARK, PASSWORD, SPARING};

/// It is looked after at least so often: what it does when it is not, nobody sees.
const MOST_PAUSE: Duration = Duration::from_millis(4);

/// What the second process works on.
pub(super) enum Foreign {
    /// Nothing that comes from strangers.
    Nothing,
    /// Finished files.
    Files(Vec<PathBuf>),
    /// Texts, pictures and templates: it watches itself, see [`Watch`].
    #[cfg(feature = "pamphlets")]
    Workspace,
}

impl Foreign {
    /// These files, if there are any.
    pub(super) fn files(files: Vec<PathBuf>) -> Self {
        if files.is_empty() { Self::Nothing } else { Self::Files(files) }
    }

    /// How many of them are standard input.
    pub(super) fn inputs(&self) -> usize {
        match self {
            Self::Files(files) => files.iter().filter(|file| *file == Path::new("-")).count(),
            _ => 0,
        }
    }
}

/// Runs the same command line in a second process. None if this is the second one, or there
/// need not be one, or cannot be one: then it is done here, as well as it can be.
pub(super) fn guarded(
    args: &[OsString],
    foreign: &Foreign,
    password: Option<&str>,
) -> Option<Outcome> {
    let files = match foreign {
        _ if is_second() => return None,
        Foreign::Nothing => return None,
        Foreign::Files(files) => files.as_slice(),
        #[cfg(feature = "pamphlets")]
        Foreign::Workspace => &[],
    };
    let size = files.iter().filter_map(|file| file.metadata().ok()).map(|it| it.len()).sum();
    let limits = (!files.is_empty()).then(|| Limits::of_files(size));
    let mut second = Second::start(args, password, "whole")?;
    let input =
        if foreign.inputs() > 0 { second::input().map(Arc::new) } else { Ok(Arc::default()) };
    let input = match input {
        Ok(input) => input,
        Err(error) => {
            second.end();
            let message = format!("cannot read standard input: {error}");
            return Some(fail(Diagnostic::error(code::UNREADABLE, message)));
        }
    };
    let mut end = second.watched(&input, limits);
    if let Err(Broken::Over(Over::Memory(_))) = end {
        end = Second::start(args, password, SPARING)?.watched(&input, limits);
    }
    Some(end.unwrap_or_else(|broken| {
        let name = files.first().map(|name| format!("{}: it", name.display()));
        let message = format!("{} {}", name.as_deref().unwrap_or("the build"), broken.words());
        let hint = match foreign {
            #[cfg(feature = "pamphlets")]
            Foreign::Workspace => "build one pamphlet at a time to see which; leave parts of it out until it can be made",
            _ => "take it in parts (`--pages 1-100`), or give it what it takes: `--no-limits`",
        };
        fail(Diagnostic::error(code::OVER_LIMITS, message).hint(hint))
    }))
}

/// Why a second process came to no end of its own.
enum Broken {
    Over(Over),
    Crashed,
    Unwatched(std::io::Error),
}

impl Broken {
    fn words(&self) -> String {
        match self {
            Self::Over(over) => over.words(),
            Self::Crashed => {
                "breaks what reads it: something in it is damaged, or nests too deep, \
                              in an unheard-of way"
                    .to_owned()
            }
            Self::Unwatched(error) => format!("cannot be read within limits: {error}"),
        }
    }
}

/// The second process.
struct Second(Child);

impl Second {
    fn start(args: &[OsString], password: Option<&str>, how: &str) -> Option<Self> {
        let mut second = Command::new(std::env::current_exe().ok()?);
        second.args(args.get(1..)?).env(MARK, how).envs(password.map(|word| (PASSWORD, word)));
        second.stdin(Stdio::piped()).spawn().ok().map(Self)
    }

    /// Gives it what it reads, waits for it and stops it at its limits.
    fn watched(mut self, input: &Arc<Vec<u8>>, limits: Option<Limits>) -> Result<Outcome, Broken> {
        // The pipe is open until this one ends, in whatever way.
        let _pipe = self.0.stdin.take().map(|pipe| fed(pipe, Arc::clone(input)));
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        let broken = loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return outcome(status),
                Ok(None) => {}
                Err(error) => break Broken::Unwatched(error),
            }
            let id = self.0.id();
            if let Some(over) = limits.and_then(|limits| limits.passed(id, start.elapsed())) {
                break Broken::Over(over);
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(MOST_PAUSE);
        };
        self.end();
        Err(broken)
    }

    fn end(&mut self) {
        // It may be gone already; either way it is waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Writes the length of the input and the input; what is given back is the open pipe.
fn fed(mut pipe: ChildStdin, input: Arc<Vec<u8>>) -> JoinHandle<ChildStdin> {
    std::thread::spawn(move || {
        // If it does not want to read all of it, that is its own affair.
        let _ = pipe.write_all(&(input.len() as u64).to_le_bytes());
        let _ = pipe.write_all(&input);
        pipe
    })
}

fn outcome(status: ExitStatus) -> Result<Outcome, Broken> {
    match status.code() {
        Some(0) => Ok(Outcome::Good),
        Some(1) => Ok(Outcome::Author),
        Some(2) => Ok(Outcome::Machine),
        _ => Err(Broken::Crashed),
    }
}
