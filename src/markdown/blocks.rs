//! comrak's block nodes to our blocks.

use comrak::Node;
use comrak::nodes::{ListType, NodeValue, TableAlignment};

use super::attributes::Attributes;
use super::manuscript::{
    Align, Block, BlockKind, Container, Description, Inline, InlineKind, Item, List, Picture, Role,
    Table,
};
use super::notes::Notes;
use super::reader::Reader;
use super::refused::{raw_html, too_deep};
use super::spans::warn_of_rest;
use super::{DEEPEST, containers, html, lengths};
use crate::diag::{Findings, Place};

impl Reader<'_> {
    /// The blocks below a node that nests `depth` deep.
    pub(super) fn blocks(
        &self,
        parent: Node<'_>,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        let place = self.lines.place(parent.data().sourcepos);
        if !lengths::are_blocks(parent.children().count(), &place, findings) {
            return blocks;
        }
        for node in parent.children() {
            let place = self.lines.place(node.data().sourcepos);
            if depth > DEEPEST {
                findings.push(too_deep(place, DEEPEST));
                break;
            }
            if let Some(kind) = self.block(node, &place, depth, notes, findings) {
                blocks.push(Block { kind, place });
            }
        }
        blocks
    }

    /// So many spaces stood before the line of verse that holds a byte.
    pub(super) fn indent_at(&self, byte: usize) -> usize {
        self.indents.get(&self.lines.line_of(byte)).copied().unwrap_or(0)
    }

    fn block(
        &self,
        node: Node<'_>,
        place: &Place,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Option<BlockKind> {
        let data = node.data();
        Some(match &data.value {
            NodeValue::Paragraph => {
                if !lengths::is_paragraph(place, findings) {
                    return None;
                }
                let body = self.inlines(node, 0, notes, findings);
                match lone_picture(&body) {
                    Some(picture) => BlockKind::Figure(picture),
                    None => BlockKind::Paragraph(body),
                }
            }
            NodeValue::Heading(_) if !lengths::is_heading(place, findings) => {
                return None;
            }
            NodeValue::Heading(heading) => {
                let mut attributes = Attributes::of(data.attrs.as_deref());
                let listed = !attributes.take_class("unlisted");
                let id = attributes.id.take().unwrap_or_default();
                warn_of_rest(&attributes, &["unlisted"], place, findings);
                BlockKind::Heading {
                    level: heading.level,
                    id,
                    body: self.inlines(node, 0, notes, findings),
                    listed,
                }
            }
            NodeValue::BlockQuote => self.quote(node, depth, notes, findings),
            NodeValue::BlockDirective(directive) => {
                self.directive(node, &directive.info, place, depth, notes, findings)
            }
            NodeValue::Alert(alert) => {
                let title = alert.title.iter().map(|title| Inline {
                    kind: InlineKind::Text(title.clone()),
                    place: place.clone(),
                });
                let title = title.collect();
                let blocks = self.blocks(node, depth + 1, notes, findings);
                containers::alert(alert.alert_type, title, blocks)
            }
            NodeValue::List(list) => BlockKind::List(List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                tight: list.tight,
                items: self.items(node, depth, notes, findings),
            }),
            NodeValue::DescriptionList => {
                BlockKind::Descriptions(self.descriptions(node, depth, notes, findings))
            }
            NodeValue::CodeBlock(code) if !lengths::is_code(place, &code.literal, findings) => {
                return None;
            }
            NodeValue::CodeBlock(code) => BlockKind::Code {
                lang: code.info.split_whitespace().next().unwrap_or_default().to_owned(),
                text: code.literal.clone(),
            },
            NodeValue::ThematicBreak => BlockKind::ThematicBreak,
            NodeValue::Table(table) => {
                let size = (node.children().count(), table.alignments.len());
                let cells = node.children().flat_map(|row| row.children());
                let mut cells = cells.map(|cell| self.lines.place(cell.data().sourcepos));
                if !lengths::is_table(place, size, findings)
                    || !cells.all(|cell| lengths::is_paragraph(&cell, findings))
                {
                    return None;
                }
                let columns = table.alignments.iter().map(|align| match align {
                    TableAlignment::None => Align::Start,
                    TableAlignment::Left => Align::Left,
                    TableAlignment::Center => Align::Center,
                    TableAlignment::Right => Align::Right,
                });
                self.table(node, columns.collect(), notes, findings)
            }
            NodeValue::HtmlBlock(block) => {
                if html::is_comment(&block.literal) {
                    return None;
                }
                findings.push(raw_html(place.clone()));
                return html_words(&block.literal, place);
            }
            // Notes are read on their own; nothing else is a block here.
            _ => return None,
        })
    }

    fn items(
        &self,
        list: Node<'_>,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Vec<Item> {
        list.children()
            .map(|node| {
                let done = match &node.data().value {
                    NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
                    _ => None,
                };
                Item { done, blocks: self.blocks(node, depth + 1, notes, findings) }
            })
            .collect()
    }

    fn descriptions(
        &self,
        list: Node<'_>,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Vec<Description> {
        let mut all = Vec::new();
        for item in list.children() {
            let mut description = Description { term: Vec::new(), details: Vec::new() };
            for part in item.children() {
                let is_term = matches!(part.data().value, NodeValue::DescriptionTerm);
                if is_term {
                    for paragraph in part.children() {
                        description.term.extend(self.inlines(paragraph, 0, notes, findings));
                    }
                } else {
                    description.details.push(self.blocks(part, depth + 1, notes, findings));
                }
            }
            all.push(description);
        }
        all
    }

    fn table(
        &self,
        table: Node<'_>,
        columns: Vec<Align>,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> BlockKind {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        for row in table.children() {
            let mut cells: Vec<Vec<Inline>> =
                row.children().map(|cell| self.inlines(cell, 0, notes, findings)).collect();
            cells.resize(columns.len(), Vec::new());
            if matches!(row.data().value, NodeValue::TableRow(true)) {
                head = cells;
            } else {
                rows.push(cells);
            }
        }
        BlockKind::Table(Table { columns, head, rows })
    }
}

/// The picture of a paragraph that holds nothing else.
fn lone_picture(body: &[Inline]) -> Option<Picture> {
    match body {
        [Inline { kind: InlineKind::Image(picture), .. }] => Some(picture.clone()),
        _ => None,
    }
}

/// The words of HTML as paragraphs; none if there are no words.
fn html_words(html: &str, place: &Place) -> Option<BlockKind> {
    let inline = |kind| Inline { kind, place: place.clone() };
    let mut all = html::paragraphs(html).into_iter().map(|lines| {
        let lines = lines.into_iter().map(|line| vec![inline(InlineKind::Text(line))]);
        let lines: Vec<Vec<Inline>> = lines.collect();
        BlockKind::Paragraph(lines.join(&inline(InlineKind::HardBreak)))
    });
    let first = all.next()?;
    let blocks: Vec<Block> = std::iter::once(first)
        .chain(all)
        .map(|kind| Block { kind, place: place.clone() })
        .collect();
    match <[Block; 1]>::try_from(blocks) {
        Ok([only]) => Some(only.kind),
        Err(blocks) => Some(BlockKind::Container(Container {
            role: Role::Plain,
            title: Vec::new(),
            blocks,
            by: Vec::new(),
        })),
    }
}
