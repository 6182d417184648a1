//! Booklets on one paper, or for one printer.

use super::instructions::{Told, instructions};
use super::outputs::{Output, Pile};
use super::printer::{piles, unprintable};
use super::prove::{Meant, prove};
use super::work::{Job, Made, Work};
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Paper;
use crate::impose::{self, Imposed, Job as Imposing, Lay, MOST_SHEETS_TO_FOLD, Scale, Scheme};
use crate::manifest::{KnownPrinter, Pamphlet};
use crate::pdf::{self, Imprint, Pages};
use crate::raster::Drawing;
use crate::sheet::{Face, Flip, PAGES_OF_SHEET};
use crate::typeset::{Galley, Printing};

/// What all booklets of a pamphlet are made from.
pub(super) struct Booklets<'a> {
    pub work: &'a Work<'a>,
    pub pages: Pages,
    pub meant: Meant,
    /// What is to be made; the rest is not.
    pub wanted: &'a [Output],
}

/// What is wanted of one job; none if something is wrong.
pub(super) fn lot(all: &Booklets<'_>, job: &Job<'_>, findings: &mut Findings) -> Option<Vec<Made>> {
    match job {
        Job::Paper(paper) => on_paper(all, *paper, findings),
        Job::Printer(known) => for_printer(all, known, findings),
    }
}

/// A booklet for each flip, and the instructions for all of them.
fn on_paper(all: &Booklets<'_>, paper: Paper, findings: &mut Findings) -> Option<Vec<Made>> {
    let Booklets { work, wanted, .. } = *all;
    let slug = &work.pamphlet.slug;
    let of_paper = |flip: &Flip| (Output::Booklet(paper, *flip), *flip);
    let all_flips: Vec<(Output, Flip)> = work.pamphlet.making.flips.iter().map(of_paper).collect();
    let instructed = wanted.contains(&Output::Instructions(paper));
    // Instructions name every booklet there is, whether it is made in this run or not.
    let printings =
        all_flips.iter().map(|(output, flip)| Printing::Duplex(output.file(slug), *flip)).collect();
    let mut flips: Vec<(Output, Flip)> =
        all_flips.iter().filter(|(output, _)| wanted.contains(output)).cloned().collect();
    if flips.is_empty() && instructed {
        flips.extend(all_flips.last().cloned());
    }
    let mut files = Vec::new();
    let mut last = None;
    for (output, flip) in flips {
        let (bytes, made) = booklet(all, paper, flip, findings)?;
        proved(all, &output, &bytes, &made).map_err(|error| findings.push(error)).ok()?;
        files.push(Made { output, bytes });
        last = Some(made);
    }
    if let Some(made) = last.filter(|_| instructed) {
        let sheets = files.last().map_or(&[][..], |file| file.bytes.as_slice());
        let name = paper.name();
        let told = Told { name, paper, printings, made: &made, sheets };
        let bytes = instructions(work, told, findings)?;
        files.push(Made { output: Output::Instructions(paper), bytes });
    }
    files.retain(|file| wanted.contains(&file.output));
    Some(files)
}

/// A booklet for a printer that the editor has told of.
fn for_printer(
    all: &Booklets<'_>,
    known: &KnownPrinter,
    findings: &mut Findings,
) -> Option<Vec<Made>> {
    let Booklets { work, wanted, .. } = *all;
    let KnownPrinter { name, paper, flip, printer, place } = known;
    let whole = Output::Printer(name.clone());
    let pile = |pile| Output::Pile(name.clone(), pile);
    let (fronts, backs) = (pile(Pile::Fronts), pile(Pile::Backs));
    let told = Output::PrinterInstructions(name.clone());
    if ![&whole, &fronts, &backs, &told].into_iter().any(|output| wanted.contains(output)) {
        return Some(Vec::new());
    }
    let (bytes, made) = booklet(all, *paper, *flip, findings)?;
    // Proved before backs are moved: a printer moves them again.
    proved(all, &whole, &bytes, &made).map_err(|error| findings.push(error)).ok()?;
    let made = Imposed { plan: printer.adjusted(made.plan), ..made };
    let imprint = imprint(work.pamphlet, work.title, name);
    let bytes = pdf::impose(all.pages.clone(), &made.plan, &imprint);
    let bytes = bytes.map_err(|error| findings.push(error)).ok()?;
    if printer.white.is_some() {
        let drawing = Drawing::open(bytes.clone(), None);
        let drawing = drawing.map_err(|error| findings.push(error)).ok()?;
        let errors = unprintable(printer, &drawing, &made.plan);
        let is_well = errors.is_empty();
        findings.extend(errors.into_iter().map(|error| error.at(place.clone())));
        if !is_well {
            return None;
        }
    }
    let slug = &work.pamphlet.slug;
    let printing = match printer.by_hand {
        None => Printing::Duplex(whole.file(slug), *flip),
        Some(face) => Printing::ByHand {
            fronts: fronts.file(slug),
            backs: backs.file(slug),
            is_turned: face == Face::Up,
        },
    };
    let mut files = Vec::new();
    if wanted.contains(&told) {
        let booklet =
            Told { name, paper: *paper, printings: vec![printing], made: &made, sheets: &bytes };
        files.push(Made { output: told, bytes: instructions(work, booklet, findings)? });
    }
    if printer.by_hand.is_some() {
        let both = piles(printer, &all.pages, &made.plan, &imprint);
        let [front, back] = both.map_err(|error| findings.push(error)).ok()?;
        files.insert(0, Made { output: backs, bytes: back });
        files.insert(0, Made { output: fronts, bytes: front });
    } else {
        files.insert(0, Made { output: whole, bytes });
    }
    files.retain(|file| wanted.contains(&file.output));
    Some(files)
}

/// Proves sheets, unless nobody is to print them.
fn proved(
    all: &Booklets<'_>,
    output: &Output,
    bytes: &[u8],
    made: &Imposed,
) -> Result<(), Diagnostic> {
    if !all.work.is_proved {
        return Ok(());
    }
    prove(&output.file(&all.work.pamphlet.slug), bytes, made, &all.meant)
}

fn imprint(pamphlet: &Pamphlet, title: &str, what: &str) -> Imprint {
    Imprint {
        title: format!("{title} ({what})"),
        author: pamphlet.about.authors.join(", "),
        lang: Some(pamphlet.about.lang.tag()),
    }
}

fn booklet(
    all: &Booklets<'_>,
    paper: Paper,
    flip: Flip,
    findings: &mut Findings,
) -> Option<(Vec<u8>, Imposed)> {
    let Work { pamphlet, title, galley, .. } = *all.work;
    let sizes = vec![pamphlet.page.size; galley.pages];
    let scheme = Scheme::Saddle { copies: 1 };
    let job = Imposing {
        flip,
        edge: pamphlet.making.binding.into(),
        lay: lay(pamphlet),
        // The blanks are pages already: none are missing.
        ..Imposing::new(&scheme, &sizes, paper.landscape())
    };
    let imposed = impose::plan(&job).map_err(|error| findings.push(error)).ok()?;
    warn(&imposed, paper, galley, findings);
    let edge = flip.name().replace('-', " ");
    let imprint = imprint(pamphlet, title, &format!("{}, flip on {edge}", paper.title()));
    let bytes = pdf::impose(all.pages.clone(), &imposed.plan, &imprint);
    Some((bytes.map_err(|error| findings.push(error)).ok()?, imposed))
}

/// How pages lie in their half of the sheet: the spare paper is shared out as
/// the margins are, so that the text block stands as it does on the page.
fn lay(pamphlet: &Pamphlet) -> Lay {
    let page = &pamphlet.page;
    match pamphlet.making.trim {
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
        let volumes =
            impose::volumes(galley.pages, PAGES_OF_SHEET * MOST_SHEETS_TO_FOLD, &galley.heads);
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
