//! The files of an edition: pages to read, sheets to print.

use super::instructions::{Booklet, instructions};
use super::printer::{Face, Printer};
use super::prove::{Meant, prove};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::{Length, Paper};
use crate::impose::{
    self, Blanks, Imposed, Job, Lay, MOST_SHEETS_TO_FOLD, Marks, Scale, Scheme, Sizes,
};
use crate::manifest::{Given, Pamphlet, WrittenFace, WrittenPrinter};
use crate::output::Produced;
use crate::pdf::{self, Imprint, Pages};
use crate::raster::Drawing;
use crate::sheet::Flip;
use crate::typeset::{Exported, Fonts, Galley, Printing};

/// Makes the read file and a booklet for each paper and each flip.
pub(super) fn make(
    pamphlet: &Pamphlet,
    title: &str,
    galley: &Galley,
    exported: Exported,
    fonts: &Fonts,
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
    let mut meant = Meant::of(read).map_err(|error| findings.push(error)).ok()?;
    let work = Work { pamphlet, title, galley, pages: &pages, fonts };
    for paper in &pamphlet.print.papers {
        let mut printings = Vec::new();
        let mut last = None;
        for flip in &pamphlet.print.flips {
            let (bytes, made) = booklet(&work, *paper, *flip, findings)?;
            let name = format!("{slug}-booklet-{}-{}.pdf", paper.name(), flip.name());
            if let Err(error) = prove(&name, &bytes, &made, &mut meant) {
                findings.push(error);
                return None;
            }
            printings.push(Printing::Duplex(name.clone(), *flip));
            files.push(Produced { name, bytes });
            last = Some(made);
        }
        let sheets = files.last().map_or(&[][..], |file| file.bytes.as_slice());
        if let Some(made) = &last {
            let booklet = Booklet { name: paper.name(), paper: *paper, printings, made, sheets };
            files.push(instructions(&work, booklet, findings)?);
        }
    }
    for (name, written) in &pamphlet.printers {
        files.extend(for_printer(&work, name, written, &mut meant, findings)?);
    }
    Some(files)
}

/// A pamphlet that is laid out.
pub(super) struct Work<'a> {
    pub pamphlet: &'a Pamphlet,
    pub title: &'a str,
    pub galley: &'a Galley,
    pub pages: &'a Pages,
    pub fonts: &'a Fonts,
}

/// A booklet for a printer that the editor has told of.
fn for_printer(
    work: &Work<'_>,
    name: &str,
    written: &Given<WrittenPrinter>,
    meant: &mut Meant,
    findings: &mut Findings,
) -> Option<Vec<Produced>> {
    let Work { pamphlet, title, pages, .. } = *work;
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
    let (bytes, made) = booklet(work, paper, flip, findings)?;
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
    let told = |printing, sheets: &[u8], findings: &mut Findings| {
        let booklet = Booklet { name, paper, printings: vec![printing], made: &made, sheets };
        instructions(work, booklet, findings)
    };
    let Some(face) = printer.by_hand else {
        let instructions = told(Printing::Duplex(file.clone(), flip), &bytes, findings)?;
        return Some(vec![Produced { name: file, bytes }, instructions]);
    };
    let piles = printer.piles(pages, &made.plan, &imprint);
    let [fronts, backs] = piles.map_err(|error| findings.push(error)).ok()?;
    let pile = |what: &str| format!("{}-booklet-{name}-{what}.pdf", pamphlet.slug);
    let (front, back) = (pile("fronts"), pile("backs"));
    let printing = Printing::ByHand {
        fronts: front.clone(),
        backs: back.clone(),
        is_turned: face == Face::Up,
    };
    let instructions = told(printing, &bytes, findings)?;
    let pile = |name, bytes| Produced { name, bytes };
    Some(vec![pile(front, fronts), pile(back, backs), instructions])
}

fn imprint(pamphlet: &Pamphlet, title: &str, what: &str) -> Imprint {
    Imprint {
        title: format!("{title} ({what})"),
        author: pamphlet.about.authors.join(", "),
        lang: Some(pamphlet.about.lang.tag()),
    }
}

fn booklet(
    work: &Work<'_>,
    paper: Paper,
    flip: Flip,
    findings: &mut Findings,
) -> Option<(Vec<u8>, Imposed)> {
    let Work { pamphlet, title, galley, pages, .. } = *work;
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
    warn(&imposed, paper, galley, findings);
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

fn warn(imposed: &Imposed, paper: Paper, galley: &Galley, findings: &mut Findings) {
    let sheets = imposed.plan.sheets.len();
    if sheets > MOST_SHEETS_TO_FOLD {
        let message = format!("{sheets} sheets are too many to fold and staple as one");
        let volumes = impose::volumes(galley.pages, 4 * MOST_SHEETS_TO_FOLD, &galley.heads);
        let hint = format!("up to {MOST_SHEETS_TO_FOLD} fold well: {}", impose::in_words(&volumes));
        findings.push(Diagnostic::warning(code::THICK, message).hint(hint));
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
