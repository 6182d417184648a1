//! What time and memory may be spent, by the size of what is read.

use std::time::Duration;

/// What a process may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub time: Duration,
    /// In bytes.
    pub memory: u64,
}

/// A megabyte.
const MB: u64 = 1 << 20;

impl Limits {
    /// For files of so many bytes, to be imposed or folded.
    pub fn of_files(size: u64) -> Self {
        Self {
            time: Duration::from_secs(9) + per_megabyte(1_000, size),
            // Below 1 GB when it is stopped; what a large file has goes by its largest page
            // and by its bytes.
            memory: (900 * MB).max(300 * MB + size.saturating_mul(30)),
        }
    }

    /// For a pamphlet of so many bytes of text, and so many of pictures and faces. A megabyte
    /// of plain text takes 10 s and 1.5 GB on two cores, one of notes 30 s and 2.5 GB.
    #[cfg(feature = "pamphlets")]
    pub fn of_pamphlet(text: u64, other: u64) -> Self {
        let memory = text.saturating_mul(4_000).saturating_add(other.saturating_mul(30));
        Self {
            time: Duration::from_secs(8) + per_megabyte(150_000, text) + per_megabyte(1_000, other),
            memory: (1_200 * MB).saturating_add(memory),
        }
    }
}

fn per_megabyte(milliseconds: u64, bytes: u64) -> Duration {
    Duration::from_millis(bytes.saturating_mul(milliseconds) / MB)
}

/// How a process went over its limits.
pub(super) enum Over {
    Time(Duration),
    Memory(u64),
}

impl Over {
    /// What it did, as the end of a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Time(time) => format!("takes longer than {} s", time.as_secs()),
            Self::Memory(bytes) => format!("takes more than {} MB of memory", bytes / MB),
        }
    }
}

impl Limits {
    /// Whether a process that has run so long has gone over its limits.
    pub fn passed(&self, process: u32, run: Duration) -> Option<Over> {
        if run > self.time {
            return Some(Over::Time(self.time));
        }
        let is_over = memory(process).is_some_and(|bytes| bytes > self.memory);
        is_over.then_some(Over::Memory(self.memory))
    }
}

/// The time that a process has worked, all threads together, where the system tells: on
/// Linux, in hundredths of a second (`man 5 proc_pid_stat`, fields 14 and 15).
#[cfg(feature = "pamphlets")]
pub(super) fn worked(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name may hold anything; what follows its bracket begins with field 3.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    let hundredths = times.next()?.ok()?.checked_add(times.next()?.ok()?)?;
    Some(Duration::from_millis(hundredths.saturating_mul(10)))
}

/// The memory that a process has in use, in bytes, where the system tells: on Linux.
fn memory(process: u32) -> Option<u64> {
    let sizes = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = sizes.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[cfg(all(test, feature = "pamphlets"))]
mod tests {
    use super::*;

    #[test]
    fn limits_go_by_what_is_read() {
        let small = Limits::of_pamphlet(10_000, 0);
        assert!(small.time < Duration::from_secs(10) && small.memory < 1_400 * MB);
        let notes = Limits::of_pamphlet(1_300_000, 0);
        assert!(notes.time > Duration::from_secs(150) && notes.memory > 5_000 * MB);
        let pictures = Limits::of_pamphlet(10_000, 64 << 20);
        assert!(pictures.time > Duration::from_secs(70) && pictures.memory > 2_500 * MB);
        assert!(matches!(small.passed(0, Duration::from_secs(11)), Some(Over::Time(_))));
        assert!(small.passed(0, Duration::from_secs(1)).is_none());
    }
}
