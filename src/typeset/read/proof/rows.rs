//! The lines of blocks that are no paragraphs, and of notes.

use super::runs::Run;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::{Parts, Shape, block_at, note_at};

/// A line, whatever it is a line of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::typeset) struct Row {
    /// Its column, counted from 0 through all pages.
    pub stand: usize,
    /// Its lowest baseline, in points from the page's top.
    pub y: f64,
    /// The first of its bytes in `main.typ`.
    pub byte: usize,
}

/// The lines of every block that is no paragraph, and of every note.
#[derive(Clone, Debug, Default)]
pub(in crate::typeset) struct Rows {
    /// By the numbers of blocks.
    pub blocks: Vec<Vec<Row>>,
    /// By the numbers of notes.
    pub notes: Vec<Vec<Row>>,
}

pub(super) fn rows(runs: &[Run<'_>], parts: &Parts, measures: &Measures, first: usize) -> Rows {
    let mut rows = Rows {
        blocks: vec![Vec::new(); parts.blocks.len()],
        notes: vec![Vec::new(); parts.notes.len()],
    };
    for run in runs.iter().filter(|run| run.page >= first && run.text.is_some()) {
        let within = run.y >= measures.top && run.y <= measures.foot + 0.5;
        let Some(byte) = run.byte.filter(|_| within) else { continue };
        let row = Row { stand: measures.stand(run.page, run.x), y: run.y, byte };
        if let Some(note) = note_at(&parts.notes, byte) {
            rows.notes.get_mut(note).into_iter().for_each(|all| all.push(row));
        } else if let Some(block) = block_at(&parts.blocks, byte) {
            let is_prose = parts.blocks.get(block).is_some_and(|part| {
                matches!(part.shape, Shape::Prose | Shape::Opening | Shape::Speaker)
            });
            if !is_prose {
                rows.blocks.get_mut(block).into_iter().for_each(|all| all.push(row));
            }
        }
    }
    rows.blocks.iter_mut().for_each(|all| merge(all, measures.lead * 0.45));
    rows.notes.iter_mut().for_each(|all| merge(all, measures.lead * 0.36));
    rows
}

/// Pieces on nearly the same height are one line.
fn merge(rows: &mut Vec<Row>, near: f64) {
    rows.sort_by(|a, b| a.stand.cmp(&b.stand).then(a.y.total_cmp(&b.y)));
    rows.dedup_by(|next, row| {
        let same = next.stand == row.stand && next.y - row.y < near;
        if same {
            row.y = next.y;
            row.byte = row.byte.min(next.byte);
        }
        same
    });
}
