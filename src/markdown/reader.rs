//! A text that is being read.

use std::collections::BTreeMap;

use super::lines::Lines;

/// Turns nodes into blocks and inlines.
pub(super) struct Reader<'a> {
    pub lines: Lines<'a>,
    /// Lines of verse that keep an indent: their numbers from 0, and spaces.
    pub indents: BTreeMap<usize, usize>,
}
