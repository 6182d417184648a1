//! Sheets as a printer wants them, and what of them it cannot print.

use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Point};
use crate::pdf::{self, Imprint, Pages};
use crate::preflight::{self, TooNear};
use crate::raster::Drawing;
use crate::sheet::{Face, Plan, Printer, Side};

/// So finely sheets are looked at for what is too near to an edge.
const DPI: f64 = 100.0;
/// Fronts, and backs in the order in which they are printed: a pile that is
/// turned over begins with the first sheet again, one that is put back as it
/// lies with the last.
///
/// # Errors
/// As [`pdf::impose`].
pub fn piles(
    printer: &Printer,
    pages: &Pages,
    plan: &Plan,
    imprint: &Imprint,
) -> Result<[Vec<u8>; 2], Diagnostic> {
    let fronts: Vec<&Side> = plan.sheets.iter().map(|sheet| &sheet.front).collect();
    let mut backs: Vec<&Side> = plan.sheets.iter().map(|sheet| &sheet.back).collect();
    if printer.by_hand == Some(Face::Down) {
        backs.reverse();
    }
    let file = |sides: &[&Side], name: &str| {
        let title = format!("{} ({name})", imprint.title);
        let imprint = Imprint { title, ..imprint.clone() };
        pdf::impose_sides(pages.clone(), plan, sides, None, &imprint)
    };
    Ok([file(&fronts, "fronts")?, file(&backs, "backs")?])
}

/// What of these sheets stands where the printer cannot print: `E0520` for
/// each side; `E0504` if they cannot be drawn.
pub fn unprintable(printer: &Printer, sheets: &Drawing, plan: &Plan) -> Vec<Diagnostic> {
    let Some(white) = printer.white else { return Vec::new() };
    let sides = match sheets.render(DPI) {
        Ok(sides) => sides,
        Err(error) => return vec![error],
    };
    let found = preflight::too_near(&sides, DPI, white);
    found.into_iter().map(|near| error(near, plan, white)).collect()
}

fn error(near: TooNear, plan: &Plan, white: Length) -> Diagnostic {
    let is_front = near.side.is_multiple_of(2);
    let sheet = plan.sheets.get(near.side / 2);
    let side = sheet.map(|sheet| if is_front { &sheet.front } else { &sheet.back });
    let at = Point { x: Length::mm(near.at.0), y: Length::mm(near.at.1) };
    let slot = side.and_then(|side| side.slots.iter().find(|slot| slot.placement.cell.holds(at)));
    let what = match slot.and_then(|slot| slot.page) {
        Some(page) => format!("page {page}"),
        None => "something".to_owned(),
    };
    let message = format!(
        "{what} is printed {:.1} mm from the edge of the paper, where the printer leaves {:.1} mm white",
        near.distance.to_mm(),
        white.to_mm()
    );
    Diagnostic::error(code::UNPRINTABLE, message)
        .label(format!("sheet {}, {}", near.side / 2 + 1, if is_front { "front" } else { "back" }))
        .hint("use wider margins, a larger paper, or smaller pages")
}
