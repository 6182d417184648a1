//! `:::` fences and GitHub alerts to containers.

use comrak::Node;
use comrak::nodes::AlertType;

use super::attributes::Attributes;
use super::fences::COLON;
use super::manuscript::{
    Block, BlockKind, Container, Inline, InlineKind, Leaf, Line, Lines, Role, plain,
};
use super::notes::Notes;
use super::reader::Reader;
use super::spans::warn_of_rest;
use crate::diag::{Diagnostic, Findings, Place, code, nearest};
use crate::language::Language;

/// The names of containers.
const NAMES: &[&str] = &[
    "verse",
    "address",
    "epigraph",
    "pullquote",
    "box",
    "letter",
    "dialogue",
    "figures",
    "table",
    "center",
    "right",
    "dedication",
    "about",
    "colophon",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
];

/// The words of a title, and its notes.
fn title(words: &str, place: &Place, notes: &mut Notes<'_>) -> Vec<Inline> {
    let inline = |kind| Inline { kind, place: place.clone() };
    let (mut title, mut rest, mut said) = (Vec::new(), words, String::new());
    while let Some((before, after)) = rest.split_once("[^") {
        said.push_str(before);
        let known = after.split_once(']').and_then(|(name, rest)| Some((notes.refer(name)?, rest)));
        match known {
            Some((note, behind)) => {
                title.extend((!said.is_empty()).then(|| inline(InlineKind::Text(said.clone()))));
                title.push(inline(InlineKind::Note(note)));
                said.clear();
                rest = behind;
            }
            None => {
                said.push_str("[^");
                rest = after;
            }
        }
    }
    said.push_str(rest);
    title.extend((!said.is_empty()).then(|| inline(InlineKind::Text(said))));
    title
}

/// What the opening line of a container says.
struct Opening {
    name: String,
    title: String,
    attributes: Attributes,
}

impl Reader<'_> {
    /// A `:::` container.
    pub(super) fn directive(
        &self,
        node: Node<'_>,
        info: &str,
        place: &Place,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> BlockKind {
        let mut opening = opening(info);
        let first_line = first_line(place);
        let title = title(&opening.title, &first_line, notes);
        let own_page = opening.attributes.take_class("page");
        let lang = opening.attributes.take("lang");
        let is_verse = opening.name == "verse";
        let kind = if is_verse || opening.name == "address" {
            BlockKind::Lines(self.lines_in(node, is_verse, title, notes, findings))
        } else {
            let role = role(&opening.name, own_page).unwrap_or_else(|| {
                if !opening.name.is_empty() {
                    findings.push(unknown(&opening.name, &first_line));
                }
                Role::Plain
            });
            let mut blocks = self.blocks(node, depth + 1, notes, findings);
            let may_be_signed = matches!(role, Role::Epigraph | Role::Pullquote | Role::Leaf(_));
            let by = if may_be_signed { take_attribution(&mut blocks) } else { Vec::new() };
            BlockKind::Container(Container { role, title, blocks, by })
        };
        warn_of_rest(&opening.attributes, &["page", "lang"], &first_line, findings);
        match lang.map(|tag| Language::parse(&tag)) {
            None => kind,
            Some(Err(why)) => {
                findings.push(Diagnostic::warning(code::UNKNOWN_CLASS, why).at(first_line));
                kind
            }
            Some(Ok(language)) => BlockKind::Container(Container {
                role: Role::Language(language),
                title: Vec::new(),
                blocks: vec![Block { kind, place: place.clone() }],
                by: Vec::new(),
            }),
        }
    }

    /// A block quotation; its last paragraph may say whose words it holds.
    pub(super) fn quote(
        &self,
        node: Node<'_>,
        depth: usize,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> BlockKind {
        let mut blocks = self.blocks(node, depth + 1, notes, findings);
        let by = take_attribution(&mut blocks);
        if by.is_empty() {
            return BlockKind::Quote(blocks);
        }
        BlockKind::Container(Container { role: Role::Quote, title: Vec::new(), blocks, by })
    }

    /// Lines as they were typed: every line of every paragraph.
    fn lines_in(
        &self,
        node: Node<'_>,
        is_verse: bool,
        title: Vec<Inline>,
        notes: &mut Notes<'_>,
        findings: &mut Findings,
    ) -> Lines {
        let mut stanzas = Vec::new();
        for block in self.blocks(node, 0, notes, findings) {
            match block.kind {
                BlockKind::Paragraph(body) => stanzas.push(self.lines_of(body)),
                BlockKind::ThematicBreak => {}
                _ => findings.push(
                    Diagnostic::error(code::ODD_CONTAINER, "this is no line of verse")
                        .at(block.place)
                        .hint("put a `\\` before a `#`, `-` or number that starts a line"),
                ),
            }
        }
        let mut by = Vec::new();
        if let [.., _, last] = stanzas.as_mut_slice()
            && let [line] = last.as_mut_slice()
            && starts_with_dash(&line.body)
        {
            by = std::mem::take(&mut line.body);
            stanzas.pop();
        }
        Lines { is_verse, title, stanzas, by }
    }

    fn lines_of(&self, body: Vec<Inline>) -> Vec<Line> {
        let mut lines = vec![Line { indent: 0, body: Vec::new() }];
        for inline in body {
            if matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak) {
                lines.push(Line { indent: 0, body: Vec::new() });
            } else if let Some(line) = lines.last_mut() {
                if line.body.is_empty() {
                    line.indent = self.indent_at(inline.place.range.start);
                }
                line.body.push(inline);
            }
        }
        lines.retain(|line| !line.body.is_empty());
        lines
    }
}

/// A GitHub alert.
pub(super) fn alert(kind: AlertType, title: Vec<Inline>, blocks: Vec<Block>) -> BlockKind {
    let role = Role::Alert(match kind {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    });
    BlockKind::Container(Container { role, title, blocks, by: Vec::new() })
}

fn opening(info: &str) -> Opening {
    let info = info.replace(COLON, ":");
    let (words, attributes) = match info.find('{') {
        Some(at) => {
            let (words, braces) = info.split_at(at);
            match Attributes::read(braces) {
                Some((attributes, length)) if length == braces.trim_end().len() => {
                    (words.to_owned(), attributes)
                }
                _ => (info.clone(), Attributes::default()),
            }
        }
        None => (info.clone(), Attributes::default()),
    };
    let words = words.trim();
    let (name, title) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let mut attributes = attributes;
    let mut name = name.to_owned();
    // `::: {.verse}`, as pandoc writes it.
    if name.is_empty() && !attributes.classes.is_empty() {
        name = attributes.classes.remove(0);
    }
    Opening { name, title: title.trim().to_owned(), attributes }
}

fn role(name: &str, own_page: bool) -> Option<Role> {
    Some(match name {
        "epigraph" if own_page => Role::Leaf(Leaf::Epigraph),
        "epigraph" => Role::Epigraph,
        "pullquote" => Role::Pullquote,
        "box" => Role::Sidebar,
        "letter" => Role::Letter,
        "dialogue" => Role::Dialogue,
        "figures" => Role::Figures,
        "table" => Role::Table,
        "center" => Role::Center,
        "right" => Role::Right,
        "dedication" => Role::Leaf(Leaf::Dedication),
        "about" => Role::Leaf(Leaf::About),
        "colophon" => Role::Leaf(Leaf::Colophon),
        "note" => Role::Alert("note"),
        "tip" => Role::Alert("tip"),
        "important" => Role::Alert("important"),
        "warning" => Role::Alert("warning"),
        "caution" => Role::Alert("caution"),
        _ => return None,
    })
}

fn unknown(name: &str, place: &Place) -> Diagnostic {
    let message = format!("there is no container `{name}`");
    let warning = Diagnostic::warning(code::UNKNOWN_CONTAINER, message).at(place.clone());
    match nearest(name, NAMES.iter().copied()) {
        Some(meant) => warning.label(format!("did you mean `{meant}`?")),
        None => warning
            .label("what it holds is printed as plain text")
            .hint(format!("there are {}", NAMES.join(", "))),
    }
}

/// Takes the last paragraph out if it says whose words the others are: it is
/// short and starts with a dash, and what comes before does not.
fn take_attribution(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let [earlier @ .., last] = blocks.as_slice() else { return Vec::new() };
    let BlockKind::Paragraph(body) = &last.kind else { return Vec::new() };
    let spoken = earlier
        .iter()
        .any(|block| matches!(&block.kind, BlockKind::Paragraph(body) if starts_with_dash(body)));
    let short = plain(body).chars().count() <= LONGEST_ATTRIBUTION;
    if earlier.is_empty() || spoken || !short || !starts_with_dash(body) {
        return Vec::new();
    }
    match blocks.pop().map(|block| block.kind) {
        Some(BlockKind::Paragraph(body)) => body,
        _ => Vec::new(),
    }
}

/// An attribution is no longer than this: two lines.
const LONGEST_ATTRIBUTION: usize = 160;

fn starts_with_dash(body: &[Inline]) -> bool {
    let words = plain(body);
    ["—", "–", "―", "--"].iter().any(|dash| words.starts_with(dash))
}

fn first_line(place: &Place) -> Place {
    let length = place.text().find('\n').unwrap_or(place.text().len());
    Place::new(&place.source, place.range.start..place.range.start + length)
}
