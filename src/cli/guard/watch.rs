//! What a build may spend: it watches itself, pamphlet by pamphlet, and gives up with a
//! message.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::limits::{Limits, Over, worked};
use crate::cli::report::fail_as;
use crate::diag::{Diagnostic, code};
use crate::workspace::Reads;

/// It looks so often.
const PAUSE: Duration = Duration::from_millis(5);

/// Watches over the process in which it was started.
pub(in crate::cli) struct Watch {
    work: Arc<Mutex<Work>>,
    reads: Arc<Reads>,
}

/// What is being made.
struct Work {
    slug: String,
    begun: Instant,
    /// What the process had worked before it.
    worked: Duration,
    /// What had been read before it.
    text: u64,
    other: u64,
}

impl Watch {
    /// Starts to watch, unless everything may be spent.
    pub fn start(reads: Arc<Reads>, has_limits: bool, is_json: bool) -> Self {
        let work = Work::on(String::new(), &Reads::default());
        let watch = Self { work: Arc::new(Mutex::new(work)), reads };
        if has_limits {
            let (work, reads) = (Arc::clone(&watch.work), Arc::clone(&watch.reads));
            std::thread::spawn(move || {
                loop {
                    std::thread::sleep(PAUSE);
                    let work = work.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(over) = work.over(&reads) {
                        fail_as(work.told(&over), is_json);
                        // What is half made is of no use to anybody, and is swept by the
                        // next run.
                        std::process::exit(1);
                    }
                }
            });
        }
        watch
    }

    /// Another pamphlet begins.
    pub fn begins(&self, slug: &str) {
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        *work = Work::on(slug.to_owned(), &self.reads);
    }
}

impl Work {
    fn on(slug: String, reads: &Reads) -> Self {
        let worked = worked(std::process::id()).unwrap_or_default();
        let (text, other) = (reads.text(), reads.other());
        Self { slug, begun: Instant::now(), worked, text, other }
    }

    /// The time that was worked on it: to wait for another build, or for a machine with much
    /// else to do, is no fault of a text. Where the system does not tell, the time it took.
    fn spent(&self) -> Duration {
        let worked = worked(std::process::id()).map(|now| now.saturating_sub(self.worked));
        worked.unwrap_or_else(|| self.begun.elapsed())
    }

    fn over(&self, reads: &Reads) -> Option<Over> {
        let text = reads.text().saturating_sub(self.text);
        let other = reads.other().saturating_sub(self.other);
        let limits = Limits::of_pamphlet(text, other);
        // Faces are read once for all.
        let memory = Limits::of_pamphlet(text, reads.other()).memory;
        Limits { memory, ..limits }.passed(std::process::id(), self.spent())
    }

    fn told(&self, over: &Over) -> Diagnostic {
        let what = if self.slug.is_empty() { "the workspace" } else { &self.slug };
        let message = format!("`{what}` {}", over.words());
        Diagnostic::error(code::OVER_LIMITS, message)
            .label("far more than a text and pictures of this size take; what was made before it is written, what comes after it is not")
            .hint("look for what grows as it is drawn or set: a drawing from elsewhere, a huge table, a loop in a template; leave parts out until it can be made")
            .hint("`--no-limits` gives it what it takes")
    }
}
