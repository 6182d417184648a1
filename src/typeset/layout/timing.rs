//! What is told of a layout.

use std::time::Duration;

/// A layout that was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// What for.
    pub name: &'static str,
    /// How long it took. Nothing that is made depends on it.
    pub took: Duration,
}
