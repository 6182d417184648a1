//! How long each stage took. Nothing that is made depends on it.

use std::time::{Duration, Instant};

/// How long each stage took, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Timings {
    /// Stages by name; parts of the one before begin with two spaces.
    pub stages: Vec<(String, Duration)>,
}

impl Timings {
    /// Does something and notes how long it took.
    pub(super) fn of<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.stages.push((stage.to_owned(), start.elapsed()));
        done
    }

    /// Notes a part of the last stage.
    pub(super) fn part(&mut self, name: &str, took: Duration) {
        self.stages.push((format!("  {name}"), took));
    }
}
