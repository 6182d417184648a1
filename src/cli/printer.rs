//! A printer as it is told on the command line.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::geometry::{Length, Point};
use crate::sheet::{Face, Printer};

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
    by_hand: Option<FaceArg>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FaceArg {
    /// The last on top, its print in sight: the pile is turned over
    Up,
    /// The last on top, its print hidden: the pile is put back as it lies
    Down,
}

impl PrinterArgs {
    /// The printer.
    pub(super) fn printer(&self) -> Printer {
        let by_hand = self.by_hand.map(|face| match face {
            FaceArg::Up => Face::Up,
            FaceArg::Down => Face::Down,
        });
        Printer { white: self.white, back_shift: self.back_shift, by_hand }
    }
}

/// `booklet.pdf` as `booklet-fronts.pdf`.
pub(super) fn named(output: &Path, what: &str) -> PathBuf {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{what}.pdf"))
}

fn white(text: &str) -> Result<Length, String> {
    let white = Length::parse(text)?;
    Printer { white: Some(white), ..Printer::default() }.checked().map(|_| white)
}

fn shift(text: &str) -> Result<Point, String> {
    let back_shift = Point::parse(text)?;
    Printer { back_shift, ..Printer::default() }.checked().map(|_| back_shift)
}
