//! The sheet that tells whoever prints a booklet how it is made: one page in the
//! booklet's own language.

use crate::diag::Findings;
use crate::geometry::{Length, Paper, Size};
use crate::sheet::{Flip, Volume};
use crate::typeset::Fonts;
use crate::typeset::Galley;
use crate::typeset::layout::compile::compile;
use crate::typeset::layout::export::pdf;
use crate::typeset::layout::world::Desk;
use crate::typeset::read::glyphs;
use crate::typeset::write::params::Dict;

/// What is to be told.
#[derive(Clone, Debug)]
pub struct Instructions {
    /// What tells them from those for other booklets of the pamphlet.
    pub name: String,
    /// The paper that is bought for it, and that the instructions are printed on.
    pub paper: Paper,
    /// How it is printed: one of these.
    pub printings: Vec<Printing>,
    /// Sheets of a copy.
    pub sheets: usize,
    /// A page of it as it is printed.
    pub page: Size,
    /// How far from the head and the foot of a sheet staples are set; none if
    /// there is nothing to staple.
    pub staples: Option<Length>,
    /// What is cut.
    pub trimming: Trimming,
    /// More sheets than these should be several volumes.
    pub most_sheets: usize,
    /// Such volumes, if it has more.
    pub volumes: Vec<Volume>,
    /// Copies, the sheets that they take and what they cost.
    pub runs: Vec<(usize, usize, Option<f64>)>,
    /// The file of the test sheet.
    pub test_sheet: Option<String>,
}

/// A way to print a booklet.
#[derive(Clone, Debug)]
pub enum Printing {
    /// On both sides by the printer, which turns the paper over this edge.
    Duplex(String, Flip),
    /// Fronts first, then backs.
    ByHand {
        /// The file of the fronts.
        fronts: String,
        /// That of the backs.
        backs: String,
        /// Whether the pile is turned over between them.
        is_turned: bool,
    },
}

/// What is cut when a booklet is folded.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Trimming {
    /// Nothing.
    None,
    /// If one likes: the fore edge, where inner pages stand out so far.
    ForeEdge(Length),
    /// Fore edge, head and foot, along marks.
    Marks,
}

/// The name of its data in the project.
const DATA: &str = "job.typ";
/// What Typst lays out.
const MAIN: &str = "#import \"/templates/shared/instructions.typ\": instructions\n#instructions\n";

/// Sets the instructions for a laid-out booklet: its words, its faces. As PDF in
/// the colours that Typst writes.
///
/// Reports what Typst finds; gives nothing if they cannot be set.
pub fn instructions(
    galley: &Galley,
    fonts: &Fonts,
    what: &Instructions,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let mut desk = Desk::aside(&galley.project, fonts, MAIN);
    desk.replace(DATA, &data(galley, what));
    let document = compile(&mut desk, "instructions", &galley.project, findings)?;
    glyphs::check(&document, &desk, &galley.project.origins, findings);
    let ident = format!("{}-instructions-{}", galley.ident, what.name);
    pdf(&document, &ident, true).map_err(|error| findings.push(error)).ok()
}

fn data(galley: &Galley, what: &Instructions) -> String {
    let mut d = Dict::new();
    d.text("paper", what.paper.title());
    let (paper, sheet) = (what.paper.portrait(), what.paper.landscape());
    d.length("width", paper.width);
    d.length("height", paper.height);
    d.length("sheet-width", sheet.width);
    d.length("sheet-height", sheet.height);
    d.raw("pages", &galley.pages.to_string());
    d.raw("sheets", &what.sheets.to_string());
    d.length("page-width", what.page.width);
    d.length("page-height", what.page.height);
    d.raw("printings", &all(what.printings.iter().map(printing)));
    match what.staples {
        Some(from) => d.length("staples", from),
        None => d.raw("staples", "none"),
    }
    match what.trimming {
        Trimming::None => d.raw("trimming", "none"),
        Trimming::ForeEdge(by) => d.length("trimming", by),
        Trimming::Marks => d.text("trimming", "marks"),
    }
    d.raw("most-sheets", &what.most_sheets.to_string());
    d.raw(
        "volumes",
        &all(what.volumes.iter().map(|volume| {
            let mut inner = Dict::new();
            inner.raw("first", &volume.first.to_string());
            inner.raw("last", &volume.last.to_string());
            inner.maybe("head", volume.head.as_deref());
            inner.finish()
        })),
    );
    d.raw(
        "runs",
        &all(what.runs.iter().map(|(copies, sheets, cost)| {
            let cost = cost.map_or("none".to_owned(), |cost| format!("\"{cost:.2}\""));
            format!("({copies}, {sheets}, {cost})")
        })),
    );
    d.maybe("test-sheet", what.test_sheet.as_deref());
    format!("#let job = {}\n", d.finish())
}

fn printing(printing: &Printing) -> String {
    let mut d = Dict::new();
    match printing {
        Printing::Duplex(file, flip) => {
            d.text("flip", flip.name());
            d.text("file", file);
        }
        Printing::ByHand { fronts, backs, is_turned } => {
            d.raw("flip", "none");
            d.text("fronts", fronts);
            d.text("backs", backs);
            d.raw("turned", &is_turned.to_string());
        }
    }
    d.finish()
}

/// A Typst array.
fn all(each: impl Iterator<Item = String>) -> String {
    let each: Vec<String> = each.map(|one| one + ",").collect();
    format!("({})", each.concat())
}
