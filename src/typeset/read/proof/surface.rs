//! What shows at a glance: words beyond the margin, letters of a strange face.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::faults::Subject;
use super::lines::paragraph_at;
use super::runs::{self, Run};
use crate::diag::code;
use crate::typeset::layout::world::Desk;
use crate::typeset::read::glyphs::faces_for;
use crate::typeset::read::measures::Measures;
use crate::typeset::write::parts::Parts;

/// Faces that handpress falls back on where the others lack a letter.
const LAST_RESORT: &str = "DejaVu Sans";

/// Tables, code and other blocks that reach beyond the type area.
pub(in crate::typeset) fn wide(
    document: &PagedDocument,
    desk: &Desk<'_>,
    parts: &Parts,
    measures: &Measures,
) -> Vec<Subject> {
    // One mark a block: the run that reaches furthest.
    let mut worst: BTreeMap<usize, Subject> = BTreeMap::new();
    for run in runs_of(document, desk) {
        let (Some(text), Some(byte)) = (run.text, run.byte) else { continue };
        if paragraph_at(&parts.paragraphs, byte).is_some() {
            continue;
        }
        let block = parts.blocks.partition_point(|part| part.bytes.end <= byte);
        let within = parts.blocks.get(block).is_some_and(|part| part.bytes.contains(&byte));
        // Heads and pictures may stand over all columns.
        let of_head = parts.blocks.get(block).is_some_and(|part| part.head.is_some());
        let spans = of_head || parts.pictures.iter().any(|bytes| bytes.contains(&byte));
        let step = measures.measure + measures.gap;
        let (from, over) = if spans {
            (0, measures.columns)
        } else {
            (measures.column_from_left(run.page, run.x), 1)
        };
        let left = measures.left(run.page) + step * from as f64;
        let width = step * over as f64 - measures.gap;
        let over = (run.x + run.width - left - width).max(left - run.x);
        if over < super::faults::hanging(&text.text, text.size.to_pt()) || !within {
            continue;
        }
        let weight = 30 + over.min(60.0) as u32;
        if worst.get(&block).is_none_or(|known| known.weight < weight) {
            worst.insert(
                block,
                Subject {
                    code: code::WIDE_TABLE,
                    byte: Some(byte),
                    words: text.text.to_string(),
                    page: run.page,
                    weight,
                    message: format!("this reaches {over:.0} pt beyond the margin"),
                },
            );
        }
    }
    worst.into_values().collect()
}

/// Letters that no wanted face has, and the face that lent them.
pub(in crate::typeset) fn substituted(document: &PagedDocument, desk: &Desk<'_>) -> Vec<Subject> {
    let mut lent: BTreeMap<String, Subject> = BTreeMap::new();
    for run in runs_of(document, desk) {
        let (Some(text), Some(byte)) = (run.text, run.byte) else { continue };
        let family = text.font.info().family.as_str().to_owned();
        if family != LAST_RESORT {
            continue;
        }
        let Some(letter) = text.text.chars().find(|c| c.is_alphabetic()) else { continue };
        lent.entry(family.clone()).or_insert_with(|| Subject {
            code: code::SUBSTITUTED,
            byte: Some(byte),
            words: text.text.to_string(),
            page: run.page,
            weight: 9,
            message: match faces_for(letter) {
                Some(faces) => format!(
                    "letters such as {letter} are lent by {family}: {faces} would suit them"
                ),
                None => format!("letters such as {letter} are lent by {family}"),
            },
        });
    }
    lent.into_values().collect()
}

fn runs_of<'d>(document: &'d PagedDocument, desk: &Desk<'_>) -> Vec<Run<'d>> {
    let mut all = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        runs::collect(&laid_out.frame, page, desk, &mut all);
    }
    all
}
