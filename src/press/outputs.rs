//! The kinds of files that a pamphlet can have. One more is one line in each
//! function here, and the file that makes it.

use super::options::Options;
use crate::diag::{Diagnostic, Findings, code, nearest};
use crate::geometry::Paper;
use crate::manifest::Making;
use crate::sheet::Flip;

/// A kind of file that a pamphlet can have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Output {
    /// The pages, to be read on a screen.
    Read,
    /// Sheets for any printer that turns the paper over.
    Booklet(Paper, Flip),
    /// What is to be done with them.
    Instructions(Paper),
    /// Sheets for a printer that the manifest tells of, by its name.
    Printer(String),
    /// One side of them, for a printer that prints on one side only.
    Pile(String, Pile),
    /// What is to be done with them.
    PrinterInstructions(String),
}

/// The sides of sheets that are printed one after the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Pile {
    /// Printed first.
    Fronts,
    /// Printed on the backs of those.
    Backs,
}

impl Output {
    /// What tells it from the pamphlet's other files: `booklet-a4-short-edge`.
    /// `--only` takes it, and file names hold it.
    pub fn name(&self) -> String {
        match self {
            Self::Read => "read".to_owned(),
            Self::Booklet(paper, flip) => format!("booklet-{}-{}", paper.name(), flip.name()),
            Self::Instructions(paper) => format!("instructions-{}", paper.name()),
            Self::Printer(name) => format!("booklet-{name}"),
            Self::Pile(name, Pile::Fronts) => format!("booklet-{name}-fronts"),
            Self::Pile(name, Pile::Backs) => format!("booklet-{name}-backs"),
            Self::PrinterInstructions(name) => format!("instructions-{name}"),
        }
    }

    /// Its file: `a-pamphlet-booklet-a4-short-edge.pdf`.
    pub fn file(&self, slug: &str) -> String {
        format!("{slug}-{}.pdf", self.name())
    }

    /// Everything that can be made of a pamphlet, in the order in which it is listed.
    pub fn all(making: &Making) -> Vec<Self> {
        let mut all = vec![Self::Read];
        for paper in &making.papers {
            all.extend(making.flips.iter().map(|flip| Self::Booklet(*paper, *flip)));
            all.push(Self::Instructions(*paper));
        }
        for known in &making.printers {
            let name = || known.name.clone();
            match known.printer.by_hand {
                None => all.push(Self::Printer(name())),
                Some(_) => all.extend([Pile::Fronts, Pile::Backs].map(|it| Self::Pile(name(), it))),
            }
            all.push(Self::PrinterInstructions(name()));
        }
        all
    }

    /// What is to be made of a pamphlet. Reports names that it has nothing of.
    pub(super) fn wanted(making: &Making, options: &Options, findings: &mut Findings) -> Vec<Self> {
        let all = Self::all(making);
        if options.only.is_empty() {
            return if options.is_draft { vec![Self::Read] } else { all };
        }
        let names: Vec<String> = all.iter().map(Self::name).collect();
        let is_meant = |name: &str, word: &str| {
            name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        for word in &options.only {
            if !names.iter().any(|name| is_meant(name, word)) {
                findings.push(unknown(word, &names));
            }
        }
        let wanted = all.into_iter().zip(&names);
        let wanted =
            wanted.filter(|(_, name)| options.only.iter().any(|word| is_meant(name, word)));
        wanted.map(|(output, _)| output).collect()
    }
}

/// The file of a paper's test sheet.
pub(super) fn test_sheet(paper: Paper) -> String {
    format!("test-{}.pdf", paper.name())
}

fn unknown(word: &str, names: &[String]) -> Diagnostic {
    let error =
        Diagnostic::error(code::NO_OUTPUT, format!("nothing that is made is called `{word}`"));
    let error = match nearest(word, names.iter().map(String::as_str)) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error,
    };
    error.hint(format!("there are {}", names.join(", ")))
}
