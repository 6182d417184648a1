//! Notes: at the foot, behind their chapter, or behind the text.

use super::inlines::is_stanza;
use super::{Part, Writer};
use crate::manifest::NotesAt;
use crate::markdown::{Block, BlockKind, Series};

impl Writer<'_> {
    /// The mark of a note, and its text where it stands at the foot.
    pub(super) fn note(&mut self, index: usize) {
        if self.orders.manuscript.notes.get(index).is_none() {
            return;
        }
        let series = self.series_of(index);
        let at_foot = self.orders.notes == NotesAt::Foot || series == Series::Translator;
        let is_again = !self.written_notes.insert(index);
        if !at_foot {
            let number = match self.waiting.iter().find(|(note, _)| *note == index) {
                Some((_, number)) => *number,
                None => {
                    let number = self.next_endnote;
                    self.next_endnote += 1;
                    self.waiting.push((index, number));
                    number
                }
            };
            self.text(&format!("#endnote-mark({number}, \"note-{index}\", again: {is_again});"));
            return;
        }
        if is_again {
            self.text(&format!("#note-again(\"note-{index}\");"));
            return;
        }
        let start = self.out.len();
        let series = if series == Series::Translator { ", series: \"translator\"" } else { "" };
        self.text(&format!("#note(\"note-{index}\"{series})["));
        self.note_body(index);
        self.text("];");
        self.parts.notes.push(Part::of(start..self.out.len()));
    }

    /// The texts of the notes that wait for them.
    pub(super) fn note_list(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let by_chapter = self.orders.notes == NotesAt::Chapter;
        self.text(&format!("#note-list(by-chapter: {by_chapter}"));
        let mut at = 0;
        // A note may have notes of its own, which wait behind it.
        while let Some((index, number)) = self.waiting.get(at).copied() {
            self.text(&format!(",\n({number}, \"note-{index}\", ["));
            let start = self.out.len();
            self.note_body(index);
            self.parts.endnotes.push(Part::of(start..self.out.len()));
            self.text("])");
            at += 1;
        }
        self.text(");\n");
        self.waiting.clear();
        if by_chapter {
            self.next_endnote = 1;
            // The same note may be wanted again in a later chapter.
            let notes = &self.orders.manuscript.notes;
            let series = |note: &usize| notes.get(*note).map(|note| note.series);
            self.written_notes.retain(|note| series(note) == Some(Series::Translator));
        }
    }

    fn note_body(&mut self, index: usize) {
        let Some(note) = self.orders.manuscript.notes.get(index) else { return };
        // The first paragraph stands beside the note's figure.
        match note.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(body), place }, rest)) if !is_stanza(body) => {
                let words = self.out.len();
                self.inlines(body);
                self.origins.note(words..self.out.len(), place);
                if !rest.is_empty() {
                    self.text("\n");
                }
                self.blocks(rest);
            }
            _ => self.blocks(&note.blocks),
        }
    }
}
