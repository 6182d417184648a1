//! How much was read.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How much of a workspace was read so far, in bytes: what may be spent on it goes by that.
#[derive(Debug, Default)]
pub struct Reads {
    text: AtomicU64,
    other: AtomicU64,
}

impl Reads {
    /// Of manifests, Markdown and other texts.
    pub fn text(&self) -> u64 {
        self.text.load(Relaxed)
    }

    /// Of pictures and faces.
    pub fn other(&self) -> u64 {
        self.other.load(Relaxed)
    }

    pub(super) fn add_text(&self, bytes: &[u8]) {
        self.text.fetch_add(bytes.len() as u64, Relaxed);
    }

    pub(super) fn add_other(&self, bytes: &[u8]) {
        self.other.fetch_add(bytes.len() as u64, Relaxed);
    }
}
