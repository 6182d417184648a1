//! The files of an edition: pages to read, sheets to print.

use super::printer::{Face, Printer};
use super::put::Produced;
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Length, Paper};
use crate::impose::{self, Blanks, Imposed, Job, Lay, Marks, Scale, Scheme, Sizes};
use crate::manifest::{Given, Pamphlet, WrittenFace, WrittenPrinter};
use crate::pdf::{self, Imprint, Pages};
use crate::preflight::{self, Cause, Fault, Kind, Page, Proof};
use crate::raster::Drawing;
use crate::sheet::{Flip, Plan};
use crate::typeset::{Exported, Galley};

/// More sheets than these do not fold flat, and office staplers give up.
const MOST_SHEETS_TO_FOLD: usize = 20;

/// Makes the read file and a booklet for each paper and each flip.
pub(super) fn make(
    pamphlet: &Pamphlet,
    title: &str,
    galley: &Galley,
    exported: Exported,
    findings: &mut Findings,
) -> Option<Vec<Produced>> {
    let slug = &pamphlet.slug;
    let mut files = vec![Produced { name: format!("{slug}-read.pdf"), bytes: exported.read }];
    let pages = pdf::open_own(&exported.print).and_then(|mut pages| {
        pdf::black_ink(&mut pages)?;
        Ok(pages)
    });
    let pages = pages.map_err(|error| findings.push(error)).ok()?;
    let read = files.first().map_or(&[][..], |read| read.bytes.as_slice());
    let read = Drawing::open(read.to_vec(), None).map_err(|error| findings.push(error)).ok()?;
    let mut meant = Meant { read, drawn: Vec::new() };
    for paper in &pamphlet.print.papers {
        for flip in &pamphlet.print.flips {
            let (bytes, made) = booklet(pamphlet, title, galley, &pages, *paper, *flip, findings)?;
            let name = format!("{slug}-booklet-{}-{}.pdf", paper.name(), flip.name());
            if let Err(error) = prove(&name, &bytes, &made, &mut meant) {
                findings.push(error);
                return None;
            }
            files.push(Produced { name, bytes });
        }
    }
    for (name, written) in &pamphlet.printers {
        let work = Work { pamphlet, title, galley, pages: &pages };
        files.extend(for_printer(&work, name, written, &mut meant, findings)?);
    }
    Some(files)
}

/// A pamphlet that is laid out.
struct Work<'a> {
    pamphlet: &'a Pamphlet,
    title: &'a str,
    galley: &'a Galley,
    pages: &'a Pages,
}

/// A booklet for a printer that the editor has told of.
fn for_printer(
    work: &Work<'_>,
    name: &str,
    written: &Given<WrittenPrinter>,
    meant: &mut Meant,
    findings: &mut Findings,
) -> Option<Vec<Produced>> {
    let Work { pamphlet, title, galley, pages } = *work;
    let told = &written.value;
    let print = &pamphlet.print;
    let paper = told.paper.as_ref().map_or(print.papers.as_slice(), |papers| &papers.0);
    let flip = told.flip.as_ref().map_or(print.flips.as_slice(), |flips| &flips.0);
    let (paper, flip) = (*paper.first()?, *flip.first()?);
    let printer = Printer {
        white: told.white.map(|white| white.0),
        back_shift: told.back_shift.map(|shift| shift.0).unwrap_or_default(),
        by_hand: told.by_hand.map(|face| match face {
            WrittenFace::Up => Face::Up,
            WrittenFace::Down => Face::Down,
        }),
    };
    let printer = match printer.checked() {
        Ok(printer) => printer,
        Err(what) => {
            findings.push(Diagnostic::error(code::WRONG_VALUE, what).at(written.place.clone()));
            return None;
        }
    };
    let file = format!("{}-booklet-{name}.pdf", pamphlet.slug);
    let (bytes, made) = booklet(pamphlet, title, galley, pages, paper, flip, findings)?;
    // Proved before backs are moved: a printer moves them again.
    let proved = prove(&file, &bytes, &made, meant);
    proved.map_err(|error| findings.push(error)).ok()?;
    let made = Imposed { plan: printer.adjusted(made.plan), ..made };
    let imprint = imprint(pamphlet, title, name);
    let bytes = pdf::impose(pages.clone(), &made.plan, &imprint);
    let bytes = bytes.map_err(|error| findings.push(error)).ok()?;
    if printer.white.is_some() {
        let drawing = Drawing::open(bytes.clone(), None);
        let drawing = drawing.map_err(|error| findings.push(error)).ok()?;
        let errors = printer.unprintable(&drawing, &made.plan);
        let is_well = errors.is_empty();
        errors.into_iter().for_each(|error| {
            findings.push(error.at(written.place.clone()));
        });
        if !is_well {
            return None;
        }
    }
    if printer.by_hand.is_none() {
        return Some(vec![Produced { name: file, bytes }]);
    }
    let piles = printer.piles(pages, &made.plan, &imprint);
    let [fronts, backs] = piles.map_err(|error| findings.push(error)).ok()?;
    let pile = |what: &str, bytes| {
        let name = format!("{}-booklet-{name}-{what}.pdf", pamphlet.slug);
        Produced { name, bytes }
    };
    Some(vec![pile("fronts", fronts), pile("backs", backs)])
}

fn imprint(pamphlet: &Pamphlet, title: &str, what: &str) -> Imprint {
    Imprint {
        title: format!("{title} ({what})"),
        author: pamphlet.about.authors.join(", "),
        lang: Some(pamphlet.about.lang.tag()),
    }
}

/// How finely sheets are drawn for the proof that every build makes: enough to
/// tell pages apart, and their turns.
const PROOF_DPI: f64 = 54.0;
/// At that fineness a page has moved if it has by so many millimetres.
const MOVED: f64 = 1.0;
/// And something is cut off if so much of its ink is.
const CUT_OFF: f64 = 0.2;

/// If anything seems wrong it is looked at again this finely: fine lines fade
/// at a low resolution, and a booklet must not be refused for that.
const CLOSE_DPI: f64 = 150.0;

/// Pages to compare sheets with, drawn at the scales that sheets have.
struct Meant {
    read: Drawing,
    /// At the proof's fineness.
    drawn: Vec<(f64, Vec<Page>)>,
}

impl Meant {
    /// As large as they are printed, at so many dots an inch of the sheet.
    fn draw(&self, scale: f64, dpi: f64) -> Vec<Page> {
        self.read.each(dpi * scale, |picture| Page::of(&picture, dpi))
    }

    fn at(&mut self, scale: f64) -> &[Page] {
        let known = self.drawn.iter().position(|(known, _)| (known - scale).abs() < 0.001);
        let at = known.unwrap_or_else(|| {
            self.drawn.push((scale, self.draw(scale, PROOF_DPI)));
            self.drawn.len() - 1
        });
        self.drawn.get(at).map_or(&[], |(_, drawn)| drawn.as_slice())
    }
}

/// Folds the finished sheets and reads them. None that is wrong leaves the house.
fn prove(name: &str, bytes: &[u8], made: &Imposed, meant: &mut Meant) -> Result<(), Diagnostic> {
    // A template may set pages of a size of its own.
    let slots = made.plan.sheets.iter().flat_map(|sheet| &sheet.front.slots);
    let printed = slots.map(|slot| slot.placement.page.size.width).next();
    let scale = printed.zip(meant.read.size()).map_or(1.0, |(width, own)| width.ratio(own.width));
    let sides = Drawing::open(bytes.to_vec(), None)?;
    if wrong(&sides, &made.plan, meant.at(scale), scale, PROOF_DPI).is_none() {
        return Ok(());
    }
    let pages = meant.draw(scale, CLOSE_DPI);
    let Some((first, cause)) = wrong(&sides, &made.plan, &pages, scale, CLOSE_DPI) else {
        return Ok(());
    };
    let error = Diagnostic::error(code::FOLDS_WRONG, format!("`{name}` does not fold right"))
        .label(first.words())
        .hint("this is a fault of handpress: please report it with the pamphlet");
    Err(match cause {
        Some(cause) => error.hint(cause.words()),
        None => error,
    })
}

/// The first grave fault, and what would explain it.
fn wrong(
    sides: &Drawing,
    plan: &Plan,
    pages: &[Page],
    drawn: f64,
    dpi: f64,
) -> Option<(Fault, Option<Cause>)> {
    let sides = sides.render(dpi);
    let (hands, flip) = (&plan.hands, plan.flip);
    let report = preflight::prove(&Proof { sides: &sides, pages, dpi, drawn, hands, flip });
    let grave = |fault: &Fault| match fault.kind {
        Kind::Moved(right, down) => right.abs().max(down.abs()) > MOVED,
        Kind::Clipped(lost) => lost > CUT_OFF,
        _ => true,
    };
    let cause = report.cause;
    report.faults.into_iter().find(grave).map(|fault| (fault, cause))
}

fn booklet(
    pamphlet: &Pamphlet,
    title: &str,
    galley: &Galley,
    pages: &Pages,
    paper: Paper,
    flip: Flip,
    findings: &mut Findings,
) -> Option<(Vec<u8>, Imposed)> {
    let sizes = vec![pamphlet.page.size; galley.pages];
    let scheme = Scheme::Saddle { copies: 1 };
    let job = Job {
        scheme: &scheme,
        pages: &sizes,
        paper: paper.landscape(),
        flip,
        edge: pamphlet.print.binding.into(),
        // The blanks are pages already.
        blanks: Blanks::Last,
        lay: lay(pamphlet),
        creep: Length::ZERO,
        creep_from_centre: false,
        marks: Marks::USUAL,
        sizes: Sizes::Alike,
    };
    let imposed = impose::plan(&job).map_err(|error| findings.push(error)).ok()?;
    warn(&imposed, paper, findings);
    let edge = flip.name().replace('-', " ");
    let imprint = imprint(pamphlet, title, &format!("{}, flip on {edge}", paper.title()));
    let bytes = pdf::impose(pages.clone(), &imposed.plan, &imprint);
    Some((bytes.map_err(|error| findings.push(error)).ok()?, imposed))
}

/// How pages lie in their half of the sheet: the spare paper is shared out as
/// the margins are, so that the text block stands as it does on the page.
fn lay(pamphlet: &Pamphlet) -> Lay {
    let page = &pamphlet.page;
    match pamphlet.print.trim {
        Some(bleed) => Lay::Trimmed { bleed },
        None => Lay::Untrimmed {
            inner: page.inner.ratio(page.inner + page.outer),
            top: page.top.ratio(page.top + page.bottom),
        },
    }
}

fn warn(imposed: &Imposed, paper: Paper, findings: &mut Findings) {
    let sheets = imposed.plan.sheets.len();
    if sheets > MOST_SHEETS_TO_FOLD {
        let message = format!("{sheets} sheets are too many to fold and staple as one");
        findings.push(Diagnostic::warning(code::THICK, message).hint(format!(
            "up to {MOST_SHEETS_TO_FOLD} fold well; make volumes, or set smaller type"
        )));
    }
    if let Scale::Shrunk(by) = imposed.scale {
        let message =
            format!("on {} the pages are made smaller, to {:.0} %", paper.title(), by * 100.0);
        findings.push(
            Diagnostic::warning(code::SHRUNK, message)
                .hint("a page of 139.7 × 210 mm prints as it is on both A4 and Letter"),
        );
    }
    if imposed.marks_left_out {
        let message = format!("on {} some crop marks have no room", paper.title());
        findings.push(
            Diagnostic::warning(code::NO_MARKS, message)
                .hint("a page of 129 × 188 mm leaves room for them on both A4 and Letter"),
        );
    }
}
