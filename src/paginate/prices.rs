//! The table of prices. A hundred is a fault that a proofreader marks.
//!
//! Their order is that of book designers who were asked (electricbookworks/electric-book,
//! issue 12): a widow is worse than a short page, a short page worse than a paragraph
//! set a trace wider, and facing pages may run short together but not one alone.

/// A page cannot end here.
pub const NEVER: u32 = u32::MAX;

/// The last line of a paragraph begins a page: the worst that a page can do.
pub const WIDOW: u32 = 2_600;
/// The first line of a paragraph ends one.
pub const ORPHAN: u32 = 2_000;
/// The same below a head: its chapter would begin with one line.
pub const OPEN_ORPHAN: u32 = 2_400;
/// A head, or what announces something, is torn from what follows.
pub(super) const TORN: u32 = 5_600;
/// The name of somebody who speaks, or another head in all but name, ends a page: there
/// may be a head above it, which would be left alone with it.
pub const STRANDED: u32 = 5_000;
/// Two lines below a head end a page: not wrong, but low.
pub const HEAD_LOW: u32 = 100;
/// A page ends between what announces a list or quotation and the first of it.
pub const TURNED_LEAD: u32 = 250;
/// One entry of a list is left alone before or behind the turn.
pub const LIST_SPLIT: u32 = 560;
/// A page ends within an entry of a list.
pub const ENTRY_SPLIT: u32 = 20;
/// A page ends between rows of a table: it is read as one.
pub const TABLE_SPLIT: u32 = 600;
/// What a mark of a proofreader weighs, for each of its weight.
const MARK: u32 = 25;
/// A head, a name or a note that stands on another page than what it belongs to.
const STRAY: u32 = 2_600;
/// Three hyphens in a row, beside what the mark of them weighs.
const LADDER: u32 = 700;
/// A hyphen at the end of a line.
const HYPHEN: u32 = 5;
/// Letters of a paragraph set closer or wider, though nobody sees it.
const TUNED: u32 = 8;
/// For each line, word spaces half as wide again as they should be (or a quarter
/// narrower): it grows by the square.
const SPACING: f64 = 12.0;
/// Spaces wider than this are seen, and cost so much for their whole width again.
const SEEN: f64 = 0.33;
const GLARING: f64 = 320.0;

/// A word divided where one turns the leaf.
pub(super) const TURNED_WORD: u32 = 160;
/// A word divided from a left-hand to a right-hand page.
pub(super) const CROSSED_WORD: u32 = 45;
/// A note that goes on at the foot of the next page. What Typst does with several notes
/// of which the last has no room cannot be told beforehand.
pub(super) const DIVIDED_NOTE: u32 = 1_400;
/// For each line that facing pages differ at their foot.
pub(super) const UNEVEN: u32 = 1000;
/// A last page of fewer lines looks forgotten.
pub(super) const FEW_LINES: i32 = 5;
/// What it costs.
pub(super) const FORGOTTEN: u32 = 260;
/// A page more.
pub(super) const PAGE: u32 = 12;
/// A page with nothing on it, so that the next text begins on the right.
pub(super) const BLANK: u32 = 40;
/// A sheet more: it is paid for with every copy.
pub const SHEET: u32 = 3_000;
/// What has no room on a page of its own.
pub(super) const OVERFULL: u32 = 9_000;
/// Lines that a page may be told to stay short; what is not divided may leave more.
pub(super) const MOST_SHORT: i32 = 7;

/// A line more above a head: wider than the others, and right where it is.
pub(super) const ABOVE: u32 = 14;
/// Half a line more above and below a quotation, a list or a table.
pub(super) const AROUND: u32 = 18;

/// Once, if another display ends the page and cannot be opened as those above it are.
pub(super) const UNLIKE: u32 = 25;
/// A line above a head that begins a page: chapters may begin lower.
pub(super) const SUNK: u32 = 40;
/// So many lines at the most.
pub(super) const MOST_SUNK: i32 = 2;

/// Lines left free at the foot of a page, or between its text and its notes.
pub(super) fn white(lines: i32) -> u32 {
    match lines {
        ..=0 => 0,
        1 => 30,
        2 => 95,
        3 => 280,
        _ => 280 + 220 * (lines.unsigned_abs() - 3),
    }
}

/// What a line costs whose word spaces are so many times as wide as they should be. Up to
/// a third nobody sees it; from there on a reader does, line by line, and a white line at
/// the foot of a page is better than two such lines.
pub fn spaces(times: f64) -> f64 {
    let by = times - 1.0;
    let seen = (by - SEEN).max(0.0) * GLARING;
    if by > 0.0 { (by / 0.5).powi(2) * SPACING + seen } else { (by / 0.25).powi(2) * SPACING }
}

/// A setting of a paragraph, by what a proofreader's marks of it weigh, what its
/// [`spaces`] cost, and for each line whether it ends with a hyphen.
pub fn of_marks(
    weight: u32,
    spacing: f64,
    hyphens: impl IntoIterator<Item = bool>,
    tuned: bool,
) -> u32 {
    let (mut price, mut in_a_row) = (weight.saturating_mul(MARK), 0);
    for is_hyphenated in hyphens {
        in_a_row = if is_hyphenated { in_a_row + 1 } else { 0 };
        let ladder = if in_a_row == 3 { LADDER } else { 0 };
        price = price.saturating_add(ladder + if is_hyphenated { HYPHEN } else { 0 });
    }
    let spacing = spacing.clamp(0.0, 1e6) as u32;
    price.saturating_add(spacing + if tuned { TUNED } else { 0 })
}

/// A finished layout, as it is seen: what a proofreader's marks of it weigh, by how many
/// lines facing pages differ, what stands on the wrong page, and its sheets.
pub fn of_layout(weight: u32, uneven: usize, strays: usize, sheets: usize) -> u64 {
    let of = |count: usize, price: u32| {
        u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(price.into())
    };
    u64::from(weight) * u64::from(MARK) + of(uneven, UNEVEN) + of(strays, STRAY) + of(sheets, SHEET)
}
