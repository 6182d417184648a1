//! comrak's lines and columns to bytes of the author's file.

use std::sync::Arc;

use comrak::nodes::{LineColumn, Sourcepos};

use crate::diag::{Place, Source};

/// Where the lines of a source start.
pub(super) struct Lines<'a> {
    source: &'a Arc<Source>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines from byte `start` on; comrak was given the text from there.
    pub(super) fn of(source: &'a Arc<Source>, start: usize) -> Self {
        let bytes = source.text.as_bytes();
        let mut starts = vec![start];
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            let lone_return = *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if *byte == b'\n' || lone_return {
                starts.push(at + 1);
            }
        }
        Self { source, starts }
    }

    /// The place of a node.
    pub(super) fn place(&self, pos: Sourcepos) -> Place {
        let start = self.byte(pos.start);
        // comrak names the last byte, not the one after it.
        let end = self.byte(pos.end) + 1;
        Place::new(self.source, start..end.max(start))
    }

    /// The number, from 0, of the line that holds a byte.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn byte(&self, at: LineColumn) -> usize {
        let line = self.starts.get(at.line.saturating_sub(1)).or(self.starts.last());
        line.copied().unwrap_or_default() + at.column.saturating_sub(1)
    }
}
