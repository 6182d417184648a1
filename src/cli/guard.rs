//! Foreign PDFs are read by a second process: whatever a file does to it, this
//! one says so and goes on. The libraries that read PDFs have limits for depth
//! and for what they unpack, but none for time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use super::Outcome;
use super::report::fail;
use crate::diag::{Diagnostic, code};

/// Says to the second process that it is the second.
const MARK: &str = "HANDPRESS_GUARDED";
/// What it says if memory is short.
const SPARING: &str = "sparing";
/// Where it finds the password: a process's surroundings are its owner's alone, its
/// arguments are everybody's.
const PASSWORD: &str = "HANDPRESS_PASSWORD";
/// It is looked after at least so often: what it does when it is not, nobody sees.
const MOST_PAUSE: Duration = Duration::from_millis(4);
/// The time that any file has, and what a megabyte of it has beyond that.
const LEAST_TIME: Duration = Duration::from_secs(9);
const TIME_OF_A_MEGABYTE: Duration = Duration::from_secs(1);
/// The memory that any file has, in bytes: what it takes before it is stopped
/// stays below 1 GB.
const LEAST_MEMORY: u64 = 900 << 20;
/// What a large file has: so much for its largest page, and so much a byte.
const MEMORY_OF_A_PAGE: u64 = 300 << 20;
const MEMORY_OF_A_BYTE: u64 = 30;

/// Runs the same command line in a second process, within limits that go by
/// the size of the files. None if this is the second process.
pub(super) fn guarded(
    args: &[OsString],
    files: &[PathBuf],
    password: Option<&str>,
) -> Option<Outcome> {
    if is_second() {
        return None;
    }
    let size: u64 = files.iter().filter_map(|file| file.metadata().ok()).map(|it| it.len()).sum();
    let megabytes = u32::try_from(size >> 20).unwrap_or(u32::MAX);
    let limits = Limits {
        time: LEAST_TIME + TIME_OF_A_MEGABYTE.saturating_mul(megabytes),
        memory: LEAST_MEMORY.max(MEMORY_OF_A_PAGE + size.saturating_mul(MEMORY_OF_A_BYTE)),
    };
    // Without a second process it is done here, as well as it can be.
    let program = std::env::current_exe().ok()?;
    let start = |how: &str| {
        let mut second = Command::new(&program);
        second.args(args.get(1..)?).env(MARK, how).envs(password.map(|word| (PASSWORD, word)));
        second.spawn().ok()
    };
    let name = files.first().map_or(Path::new(""), PathBuf::as_path);
    let mut end = watched(start("whole")?, limits);
    // Standard input cannot be read twice.
    if matches!(end, Err(Over::Memory(_))) && !files.iter().any(|file| file == Path::new("-")) {
        end = watched(start(SPARING)?, limits);
    }
    Some(end.unwrap_or_else(|over| {
        fail(
            Diagnostic::error(code::OVER_LIMITS, format!("{}: {}", name.display(), over.words()))
                .hint(
                    "take it in parts (`--pages 1-100`), or give it what it takes: `--no-limits`",
                ),
        )
    }))
}

/// Whether this is the second process.
pub(super) fn is_second() -> bool {
    std::env::var_os(MARK).is_some()
}

/// The password that the first process has fetched; none in the first.
pub(super) fn password() -> Option<String> {
    is_second().then(|| std::env::var(PASSWORD).ok()).flatten()
}

/// Whether memory is short, and pages are drawn one at a time.
pub(super) fn is_sparing() -> bool {
    std::env::var_os(MARK).is_some_and(|how| how == SPARING)
}

/// How a process went over its limits.
enum Over {
    Time(Duration),
    Memory(u64),
    Broken,
    Unwatched(std::io::Error),
}

impl Over {
    fn words(&self) -> String {
        match self {
            Self::Time(time) => format!("it takes longer than {} s", time.as_secs()),
            Self::Memory(bytes) => format!("it takes more than {} MB of memory", bytes >> 20),
            Self::Broken => "it cannot be read: it is damaged in an unheard-of way".to_owned(),
            Self::Unwatched(error) => format!("it cannot be read within limits: {error}"),
        }
    }
}

#[derive(Clone, Copy)]
struct Limits {
    time: Duration,
    memory: u64,
}

/// Waits for the other process and stops it at its limits.
fn watched(mut child: Child, limits: Limits) -> Result<Outcome, Over> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    let over = loop {
        match child.try_wait() {
            Ok(Some(status)) => return outcome(status),
            Ok(None) => {}
            Err(error) => break Over::Unwatched(error),
        }
        if start.elapsed() > limits.time {
            break Over::Time(limits.time);
        }
        if memory(child.id()).is_some_and(|bytes| bytes > limits.memory) {
            break Over::Memory(limits.memory);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(MOST_PAUSE);
    };
    // It may be gone already; either way it is waited for.
    let _ = child.kill();
    let _ = child.wait();
    Err(over)
}

fn outcome(status: ExitStatus) -> Result<Outcome, Over> {
    match status.code() {
        Some(0) => Ok(Outcome::Good),
        Some(1) => Ok(Outcome::Author),
        Some(2) => Ok(Outcome::Machine),
        _ => Err(Over::Broken),
    }
}

/// The memory that a process has in use, in bytes, where the system tells.
fn memory(process: u32) -> Option<u64> {
    let sizes = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = sizes.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}
