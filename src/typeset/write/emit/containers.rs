//! Containers as calls.

use super::{Part, Writer};
use crate::diag::Place;
use crate::language::{Direction, Language};
use crate::markdown::{Block, BlockKind, Container, Inline, InlineKind, Picture, Role};
use crate::typeset::write::rules::SHORT_QUOTE;

impl Writer<'_> {
    pub(super) fn container(&mut self, container: &Container, place: &Place) {
        match &container.role {
            Role::Quote => {
                let keep = place.range.len() <= SHORT_QUOTE;
                self.text(&format!("#blockquote(keep: {keep}"));
                self.finish(container);
            }
            Role::Epigraph => self.whole("epigraph", container),
            Role::Pullquote => self.whole("pullquote", container),
            Role::Sidebar => self.whole("sidebar", container),
            Role::Letter => self.whole("letter", container),
            Role::Alert(kind) => {
                self.text(&format!("#alert(\"{kind}\""));
                self.finish(container);
            }
            Role::Center => self.call_blocks("centered", &container.blocks),
            Role::Right => self.call_blocks("at-right", &container.blocks),
            Role::Dialogue => self.dialogue(container),
            Role::Figures => self.figures(container),
            Role::Table => self.table_with_notes(container),
            Role::Language(language) => {
                self.text("#");
                self.in_language(language);
                self.block_content(&container.blocks);
                self.text(";");
            }
            Role::Leaf(_) | Role::Plain => {
                if !container.title.is_empty() {
                    let kind = BlockKind::Paragraph(container.title.clone());
                    self.blocks(&[Block { kind, place: place.clone() }]);
                }
                self.blocks(&container.blocks);
            }
        }
    }

    /// `in-language("de", …)`
    pub(super) fn in_language(&mut self, language: &Language) {
        self.text("in-language(");
        self.string(&language.code);
        if let Some(region) = &language.region {
            self.named("region", region);
        }
        if language.direction() == Direction::Rtl {
            self.text(", dir: rtl");
        }
        self.text(")");
    }

    /// `#name(title: […], by: […])[…];`
    fn whole(&mut self, name: &str, container: &Container) {
        self.text(&format!("#{name}("));
        self.finish(container);
    }

    /// The arguments of a call that is open, and its end.
    pub(super) fn finish(&mut self, container: &Container) {
        if self.out.ends_with('(') {
            self.text("title: ");
            if container.title.is_empty() {
                self.text("none");
            } else {
                self.content(&container.title);
            }
        } else {
            self.named_content("title", &container.title);
        }
        self.named_content("by", &container.by);
        self.text(")");
        self.block_content(&container.blocks);
        self.text(";");
    }

    /// `#dialogue(speech([Who], [what]), …);`: a paragraph that starts with
    /// strong words is somebody's speech.
    fn dialogue(&mut self, container: &Container) {
        self.text("#dialogue(");
        let count = container.blocks.len();
        for (at, block) in container.blocks.iter().enumerate() {
            self.text("\nspeech(");
            let speaker = match &block.kind {
                BlockKind::Paragraph(body) => match body.split_first() {
                    Some((Inline { kind: InlineKind::Strong(who), .. }, said)) => Some((who, said)),
                    _ => None,
                },
                _ => None,
            };
            let start = self.out.len();
            match speaker {
                Some((who, said)) => {
                    self.content(who);
                    self.text(", ");
                    self.content(said);
                }
                None => {
                    self.text("none, ");
                    self.block_content(std::slice::from_ref(block));
                }
            }
            self.origins.note(start..self.out.len(), &block.place);
            self.entry(start, super::blocks::holds(at, count));
            self.text("),");
        }
        self.text(");");
    }

    /// `#figures(one(…), …);` and what else there is.
    fn figures(&mut self, container: &Container) {
        let mut pictures: Vec<&Picture> = Vec::new();
        let mut others: Vec<&Block> = Vec::new();
        for block in &container.blocks {
            match &block.kind {
                BlockKind::Figure(picture) => pictures.push(picture),
                BlockKind::Paragraph(body) if body.iter().all(is_picture_or_space) => {
                    pictures.extend(body.iter().filter_map(|inline| match &inline.kind {
                        InlineKind::Image(picture) => Some(picture),
                        _ => None,
                    }));
                }
                _ => others.push(block),
            }
        }
        pictures.retain(|picture| self.orders.pictures.contains_key(&picture.url));
        if !pictures.is_empty() {
            let start = self.out.len();
            self.parts.figures.push(Part::of(start..start + 1));
            self.text("#figures(title: ");
            self.content(&container.title);
            for picture in pictures {
                self.text(",\n");
                self.picture_call("one", picture);
            }
            self.text(");\n");
            self.parts.pictures.push(start..self.out.len());
        }
        for block in others {
            self.blocks(std::slice::from_ref(block));
        }
    }

    /// `#table-with-notes(title: […], notes: […])[…];`
    fn table_with_notes(&mut self, container: &Container) {
        let is_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
        let end = container.blocks.iter().rposition(is_table).map_or(0, |at| at + 1);
        let (table, notes) = container.blocks.split_at(end);
        self.text("#table-with-notes(title: ");
        self.content(&container.title);
        if !notes.is_empty() {
            self.text(", notes: ");
            self.block_content(notes);
        }
        self.text(")");
        self.block_content(table);
        self.text(";");
    }
}

fn is_picture_or_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Image(_) | InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}
