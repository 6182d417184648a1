//! `[page]`, resolved.

use super::given::value;
use super::keys::Given;
use super::pamphlet::Page;
use super::values::WrittenLength;
use super::written::Written;
use crate::diag::{Diagnostic, Findings, Place, code};
use crate::geometry::{Length, Size};

/// Pages are at least this wide and high.
const SMALLEST_PAGE: Length = Length::mm_const(40);
/// Pages are at most this wide and high.
const LARGEST_PAGE: Length = Length::mm_const(600);
/// The text area is at least this wide and high.
const SMALLEST_TEXT: Length = Length::mm_const(30);
/// The most columns of text.
const MOST_COLUMNS: usize = 3;

pub(super) fn page(w: &Written, findings: &mut Findings) -> Page {
    let trimmed = value(&w.print_trim).unwrap_or(false);
    // Untrimmed, a page is exactly half of Letter in width and of A4 in
    // height, so it prints unscaled on both; trimmed, it leaves both room for
    // bleed and crop marks.
    let (width, height) = if trimmed { (129.0, 188.0) } else { (139.7, 210.0) };
    let side = |given: &Option<Given<WrittenLength>>, default: f64, findings: &mut Findings| {
        let Some(given) = given else { return Length::mm(default) };
        let length = given.value.0;
        if (SMALLEST_PAGE..=LARGEST_PAGE).contains(&length) {
            return length;
        }
        let message = format!("a page of {length} cannot be printed");
        findings.push(
            Diagnostic::error(code::NO_ROOM, message)
                .at(given.place.clone())
                .label(format!("between {SMALLEST_PAGE} and {LARGEST_PAGE}")),
        );
        Length::mm(default)
    };
    let size =
        Size::new(side(&w.page_width, width, findings), side(&w.page_height, height, findings));
    let margin = |given: &Option<Given<WrittenLength>>, of: Length, share: f64| {
        given.as_ref().map_or_else(|| of.scale(share), |given| given.value.0)
    };
    let page = Page {
        size,
        inner: margin(&w.page_inner, size.width, 0.115),
        outer: margin(&w.page_outer, size.width, 0.130),
        top: margin(&w.page_top, size.height, 0.095),
        bottom: margin(&w.page_bottom, size.height, 0.105),
        columns: columns(w, findings),
    };
    let places = [&w.page_inner, &w.page_outer, &w.page_top, &w.page_bottom];
    let place =
        places.into_iter().flatten().next().or(w.page_width.as_ref()).or(w.page_height.as_ref());
    let place = place.map(|given| given.place.clone());
    check_room(&page, place, findings);
    page
}

fn columns(w: &Written, findings: &mut Findings) -> usize {
    let Some(given) = &w.page_columns else { return 1 };
    if (1..=MOST_COLUMNS).contains(&given.value) {
        return given.value;
    }
    let message = format!("a page of {} columns cannot be set", given.value);
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message)
            .at(given.place.clone())
            .label(format!("1 to {MOST_COLUMNS}")),
    );
    1
}

fn check_room(page: &Page, place: Option<Place>, findings: &mut Findings) {
    let across = page.size.width - page.inner - page.outer;
    let down = page.size.height - page.top - page.bottom;
    let margins = [page.inner, page.outer, page.top, page.bottom];
    let message = if margins.iter().any(|margin| *margin < Length::ZERO) {
        "a margin cannot be less than nothing".to_owned()
    } else if across.scale(1.0 / page.columns as f64) < SMALLEST_TEXT || down < SMALLEST_TEXT {
        format!(
            "a page of {} × {} is too small for its margins: they leave {across} × {down} for text",
            page.size.width, page.size.height
        )
    } else {
        return;
    };
    let hint = format!("leave at least {SMALLEST_TEXT} each way");
    findings.push(Diagnostic::error(code::NO_ROOM, message).at_maybe(place).hint(hint));
}
