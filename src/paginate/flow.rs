//! What is to be brought onto pages.

use std::collections::{BTreeMap, BTreeSet};

/// The height of a line of the grid: all heights are thousandths of one.
pub const LINE: i32 = 1000;

/// A text, from the first page that is its own to the last.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Its paragraphs and other blocks, in order.
    pub items: Vec<Item>,
    /// How high a page's text and notes may be together.
    pub room: i32,
    /// What stands above the text on its first page.
    pub opening: i32,
    /// Whether that is over all columns, and not the first alone.
    pub opening_spans: bool,
    /// How many columns a page has: none is one.
    pub columns: usize,
    /// The number of its first page, from 1: odd pages are rectos.
    pub first_page: usize,
    /// What stands between text and notes.
    pub separator: i32,
    /// A line of a note: notes are divided between lines.
    pub note_line: i32,
    /// Pages of the pamphlet that are not the text's: covers, title, contents.
    pub other_pages: usize,
    /// The number of the last page that there may be, if that is so.
    pub last_page: Option<usize>,
    /// Pages, by where they begin and where the next one does, that cannot be had:
    /// what lays out has made something else of them.
    pub barred: BTreeSet<(Place, Place)>,
    /// Pages, by where they begin, that hold so much less than was thought.
    pub tight: BTreeMap<Place, i32>,
}

/// A paragraph, or another block.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// The ways in which it can be set: one at least, the first is as it is.
    pub settings: Vec<Setting>,
    /// Where it may begin.
    pub opens: Opens,
    /// Whether the page on which it begins, or before it, can be told to stay some
    /// lines short.
    pub anchors: bool,
    /// What is said again, and how high that is, where it goes on on another page: the
    /// head of a table.
    pub repeats: i32,
    /// Whether it stands at the head or foot of its page, out of the flow of the
    /// text: then it has one row, and goes over to the next page if it has no room.
    pub floats: bool,
    /// Whether nothing that floats may wait beyond it: a chapter keeps its pictures.
    pub flushes: bool,
    /// How the space around it may be opened.
    pub air: Air,
}

impl Item {
    /// How high it is as it is.
    pub(super) fn height(&self) -> i32 {
        let rows = self.settings.first().map_or(&[][..], |setting| setting.rows.as_slice());
        rows.iter().map(|row| row.gap + row.height).sum()
    }
}

/// Where an item may begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Opens {
    /// Behind the one before it.
    #[default]
    Anywhere,
    /// On a page of its own.
    Page,
    /// On a right-hand page.
    Recto,
}

/// How the space around an item may be opened, where there is text above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Air {
    /// Not at all.
    #[default]
    None,
    /// By a line above it: a head.
    Above,
    /// By half a line above it and half a line below, if something follows on its page: a
    /// quotation, a list, a table. All of a page share what it needs.
    Around,
}

/// A way to set an item.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Its lines, or what else in it is not divided.
    pub rows: Vec<Row>,
    /// How badly it is set.
    pub price: u32,
}

/// What is not divided: mostly a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// What stands free above it, unless it begins a page.
    pub gap: i32,
    /// How high it is.
    pub height: i32,
    /// How high its notes are together, without what divides them from the text.
    pub notes: i32,
    /// How much of them has to have room on its page: the rest may go on overleaf.
    pub least_notes: i32,
    /// What it costs to end a page behind it; [`super::NEVER`] if that cannot be.
    pub after: u32,
    /// Whether it ends within a word.
    pub is_hyphenated: bool,
}

/// The row of a setting of an item, each counted from 0: where a page begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// The item.
    pub item: usize,
    /// Its row.
    pub row: usize,
    /// The way in which the item is set.
    pub setting: usize,
}

impl Flow {
    /// The same with no choice: every item as it is, every page as full as it gets. What
    /// has that price is what a program makes that fills one page after the other.
    pub fn by_itself(&self) -> Self {
        let mut flow = self.clone();
        for item in &mut flow.items {
            item.settings.truncate(1);
            item.anchors = false;
            item.air = Air::None;
        }
        flow
    }

    /// How high text and notes may be together on the page that begins there.
    pub(super) fn room_from(&self, start: Place) -> i32 {
        self.room - self.tight.get(&start).copied().unwrap_or_default()
    }

    /// How many columns the last of what floats take behind the text: none, if none wait.
    pub(super) fn columns_behind(&self, waiting: usize) -> usize {
        let floats = self.items.iter().rev().filter(|item| item.floats).take(waiting);
        let heights: Vec<i32> = floats.map(Item::height).collect();
        let (mut columns, mut rest) = (0, 0);
        for height in heights.into_iter().rev() {
            if columns == 0 || height > rest {
                (columns, rest) = (columns + 1, self.room);
            }
            rest -= height;
        }
        columns
    }

    /// The rows of an item set in a way; none if there is no such item.
    pub(super) fn rows(&self, item: usize, setting: usize) -> &[Row] {
        let item = self.items.get(item);
        item.and_then(|item| item.settings.get(setting)).map_or(&[], |it| it.rows.as_slice())
    }
}
