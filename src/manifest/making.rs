//! How copies are made: papers, flips, binding, trimming, printers, prices.

use super::given::below;
use super::keys::Given;
use super::settings::{WrittenFace, WrittenPrinter};
use super::values::{Flips, Papers};
use super::written::Written;
use crate::diag::{Diagnostic, Findings, Place, code};
use crate::geometry::{Length, Paper, Point};
use crate::language::Direction;
use crate::sheet::{Binding, Face, Flip, Printer};
use crate::workspace::is_slug;

/// How copies are made, asked by everything that makes a part of them.
#[derive(Clone, Debug)]
pub struct Making {
    /// A booklet is made for each; at least one.
    pub papers: Vec<Paper>,
    /// A booklet is made for each; at least one.
    pub flips: Vec<Flip>,
    /// The bound edge.
    pub binding: Binding,
    /// If copies are trimmed: how far pictures run over the cut.
    pub trim: Option<Length>,
    /// Printers that booklets are made for besides.
    pub printers: Vec<KnownPrinter>,
}

/// `[printers.NAME]`, resolved.
#[derive(Clone, Debug)]
pub struct KnownPrinter {
    /// Its name, as it stands in file names.
    pub name: String,
    /// The paper in its tray.
    pub paper: Paper,
    /// The edge on which it turns the paper over.
    pub flip: Flip,
    /// What it does.
    pub printer: Printer,
    /// Where it is told of.
    pub place: Place,
}

/// What things cost, in the editor's currency: nothing if nobody said.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Costs {
    /// A sheet of paper.
    pub sheet: f64,
    /// A printed side.
    pub side: f64,
    /// A printed side with colour on it.
    pub colour: f64,
    /// Toner for a side that is black all over.
    pub toner: f64,
    /// A sheet of card for the cover.
    pub card: f64,
    /// A staple.
    pub staple: f64,
}

/// What a manifest says of making. Reports what cannot be.
pub(super) fn making(w: &Written, dir: Direction, findings: &mut Findings) -> Making {
    let papers = w.print_papers.as_ref().map(|given| (given.value.0.clone(), &given.place));
    let papers = some_of(papers, "paper", vec![Paper::A4, Paper::Letter], findings);
    let flips = w.print_flip.as_ref().map(|given| (given.value.0.clone(), &given.place));
    let flips = some_of(flips, "way to flip", vec![Flip::ShortEdge], findings);
    let by_direction = match dir {
        Direction::Ltr => Binding::Left,
        Direction::Rtl => Binding::Right,
    };
    let is_trimmed = w.print_trim.as_ref().is_some_and(|given| given.value);
    Making {
        printers: printers(w, &papers, &flips, findings),
        papers,
        flips,
        binding: w.print_binding.as_ref().map_or(by_direction, |given| given.value.into()),
        trim: is_trimmed.then(|| bleed(w, findings)),
    }
}

/// What was given, at least one.
fn some_of<T>(
    given: Option<(Vec<T>, &Place)>,
    what: &str,
    default: Vec<T>,
    findings: &mut Findings,
) -> Vec<T> {
    match given {
        Some((all, _)) if !all.is_empty() => all,
        Some((_, place)) => {
            findings.push(none_named(what, place));
            default
        }
        None => default,
    }
}

fn none_named(what: &str, place: &Place) -> Diagnostic {
    Diagnostic::error(code::WRONG_VALUE, format!("no {what} is named, so nothing would be made"))
        .at(place.clone())
        .hint("name one, or leave the key out")
}

/// Printers, each by a name that can stand in a file's and is no other booklet's.
fn printers(
    w: &Written,
    papers: &[Paper],
    flips: &[Flip],
    findings: &mut Findings,
) -> Vec<KnownPrinter> {
    let Some(given) = &w.printers else { return Vec::new() };
    let mut known = Vec::new();
    for (name, written) in &given.value {
        let place = below(&given.place, name);
        match printer(name, written, (papers, flips), place.clone()) {
            Ok(printer) => known.push(printer),
            Err(error) => findings.push(error.at(place)),
        }
    }
    known
}

fn printer(
    name: &str,
    written: &WrittenPrinter,
    (papers, flips): (&[Paper], &[Flip]),
    place: Place,
) -> Result<KnownPrinter, Diagnostic> {
    if !is_slug(name) {
        let message = format!("`{name}` cannot name a printer");
        return Err(Diagnostic::error(code::WRONG_VALUE, message)
            .hint("use small letters a–z, digits, `-` and `_`: it stands in file names"));
    }
    // `a4` and `a4-long-edge` are the names of booklets for everybody.
    let paper = Paper::ALL.into_iter().find(|paper| {
        name.strip_prefix(paper.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    if let Some(paper) = paper {
        let message = format!("a printer `{name}` would be taken for the paper {}", paper.title());
        return Err(Diagnostic::error(code::WRONG_VALUE, message)
            .hint(format!("give it a name of its own, as in `[printers.office-{name}]`")));
    }
    // Fronts and backs of one printer are no booklets of another.
    if let Some(pile) = ["-fronts", "-backs"].into_iter().find(|pile| name.ends_with(pile)) {
        let message = format!("a printer's name cannot end with `{pile}`");
        return Err(Diagnostic::error(code::WRONG_VALUE, message)
            .hint("files of printers that print on one side end so: give it another name"));
    }
    let no = |what: &str| none_named(&format!("{what} of printer `{name}`"), &place);
    let paper = match &written.paper {
        Some(Papers(own)) => *own.first().ok_or_else(|| no("paper"))?,
        None => papers.first().copied().unwrap_or(Paper::A4),
    };
    let flip = match &written.flip {
        Some(Flips(own)) => *own.first().ok_or_else(|| no("way to flip"))?,
        None => flips.first().copied().unwrap_or(Flip::ShortEdge),
    };
    let printer = Printer {
        white: written.white.map(|white| white.0),
        back_shift: written.back_shift.map_or(Point::default(), |shift| shift.0),
        by_hand: written.by_hand.map(|face| match face {
            WrittenFace::Up => Face::Up,
            WrittenFace::Down => Face::Down,
        }),
    };
    let printer = printer.checked().map_err(|what| Diagnostic::error(code::WRONG_VALUE, what))?;
    Ok(KnownPrinter { name: name.to_owned(), paper, flip, printer, place })
}

/// What a manifest says of prices. Reports what is none.
pub(super) fn costs(w: &Written, findings: &mut Findings) -> Costs {
    let mut price = |given: &Option<Given<f64>>| {
        let Some(given) = given else { return 0.0 };
        if (0.0..1e6).contains(&given.value) {
            return given.value;
        }
        findings.push(
            Diagnostic::error(code::WRONG_VALUE, "this is no price")
                .at(given.place.clone())
                .label("a number such as 0.02"),
        );
        0.0
    };
    Costs {
        sheet: price(&w.costs_sheet),
        side: price(&w.costs_side),
        colour: price(&w.costs_colour),
        toner: price(&w.costs_toner),
        card: price(&w.costs_card),
        staple: price(&w.costs_staple),
    }
}

fn bleed(w: &Written, findings: &mut Findings) -> Length {
    let Some(given) = &w.print_bleed else { return Length::MM * 3 };
    let most = Length::MM * 10;
    if (Length::ZERO..=most).contains(&given.value.0) {
        return given.value.0;
    }
    let message = format!("a bleed of {} is of no use", given.value.0);
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message)
            .at(given.place.clone())
            .label(format!("between 0 mm and {most}; 3 mm is usual")),
    );
    Length::MM * 3
}
