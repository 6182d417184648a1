//! What a printer does that sheets are made for.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::source::drawing;
use crate::diag::{Diagnostic, code};
use crate::geometry::{Length, Point};
use crate::pdf::{self, Imprint, Pages};
use crate::preflight;
use crate::sheet::{Plan, Side};

#[derive(Args)]
pub(super) struct PrinterArgs {
    /// What the printer leaves white at the edges of the paper: ink nearer to
    /// them is an error
    #[arg(long, value_name = "LENGTH", value_parser = white)]
    white: Option<Length>,
    /// How far to the right and down the printer lays the back beside the front,
    /// as the test sheet tells; it is moved by as much the other way
    #[arg(
        long,
        value_name = "RIGHT,DOWN",
        default_value = "0mm,0mm",
        value_parser = shift,
        allow_hyphen_values = true
    )]
    back_shift: Point,
    /// For a printer that prints on one side: fronts and backs in two files; and
    /// whether printed sheets come out face up or down
    #[arg(long, value_enum, value_name = "FACE")]
    by_hand: Option<Face>,
}

/// How printed sheets lie in the tray.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Face {
    /// The last on top, its print in sight: the pile is turned over
    Up,
    /// The last on top, its print hidden: the pile is put back as it lies
    Down,
}

/// So finely sheets are looked at for what is too near to an edge.
const DPI: f64 = 100.0;

impl PrinterArgs {
    /// The plan, with backs moved as this printer wants them.
    pub(super) fn adjusted(&self, plan: Plan) -> Plan {
        let Point { x, y } = self.back_shift;
        plan.with_backs_moved(Point { x: -x, y: -y })
    }

    /// Whether fronts and backs are files of their own.
    pub(super) fn is_by_hand(&self) -> bool {
        self.by_hand.is_some()
    }

    /// Fronts, and backs in the order in which they are printed: a pile that is
    /// turned over begins with the first sheet again, one that is put back as it
    /// lies with the last.
    ///
    /// # Errors
    /// As `pdf::impose`.
    pub(super) fn piles(
        &self,
        pages: &Pages,
        plan: &Plan,
        imprint: &Imprint,
    ) -> Result<[Vec<u8>; 2], Diagnostic> {
        let fronts: Vec<&Side> = plan.sheets.iter().map(|sheet| &sheet.front).collect();
        let mut backs: Vec<&Side> = plan.sheets.iter().map(|sheet| &sheet.back).collect();
        if self.by_hand == Some(Face::Down) {
            backs.reverse();
        }
        let file = |sides: &[&Side], name: &str| {
            let title = format!("{} ({name})", imprint.title);
            let imprint = Imprint { title, ..imprint.clone() };
            pdf::impose_sides(pages.clone(), plan, sides, None, &imprint)
        };
        Ok([file(&fronts, "fronts")?, file(&backs, "backs")?])
    }

    /// Looks whether anything stands where the printer cannot print.
    ///
    /// # Errors
    /// `E0520` for each side with ink too near to an edge.
    pub(super) fn check(&self, sheets: &[u8], plan: &Plan) -> Result<(), Vec<Diagnostic>> {
        let Some(white) = self.white else { return Ok(()) };
        let drawing = drawing(sheets.to_vec(), None).map_err(|error| vec![error])?;
        let found = preflight::too_near(&drawing.render(DPI), DPI, white);
        let errors: Vec<Diagnostic> =
            found.into_iter().map(|near| too_near(near, plan, white)).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn too_near(near: preflight::TooNear, plan: &Plan, white: Length) -> Diagnostic {
    let sheet = plan.sheets.get(near.side / 2);
    let side =
        sheet.map(|sheet| if near.side.is_multiple_of(2) { &sheet.front } else { &sheet.back });
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
        .label(format!(
            "sheet {}, {}",
            near.side / 2 + 1,
            if near.side.is_multiple_of(2) { "front" } else { "back" }
        ))
        .hint("use wider margins, a larger paper, or smaller pages (`--sizes fit`)")
}

/// `booklet.pdf` as `booklet-fronts.pdf`.
pub(super) fn named(output: &Path, what: &str) -> PathBuf {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{what}.pdf"))
}

fn white(text: &str) -> Result<Length, String> {
    let length = Length::parse(text).map_err(|error| error.to_string())?;
    if (Length::ZERO..=Length::MM * 30).contains(&length) {
        Ok(length)
    } else {
        Err("printers leave up to 30 mm white".to_owned())
    }
}

fn shift(text: &str) -> Result<Point, String> {
    let (right, down) = text.split_once(',').ok_or("write two lengths, as in 0.5mm,-0.2mm")?;
    let length = |text: &str| {
        let text = text.trim();
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
        let length = Length::parse(text).map_err(|error| error.to_string())?;
        if length > Length::MM * 20 {
            return Err("no printer lays the back 20 mm beside the front".to_owned());
        }
        Ok(length * sign)
    };
    Ok(Point { x: length(right)?, y: length(down)? })
}
