//! Schemes as they are named on the command line.

use clap::{Args, ValueEnum};

use crate::diag::{Diagnostic, code};
use crate::impose::{Leaflet, Scheme, SectionSize};
use crate::sheet::Axis;

#[derive(Args)]
pub(super) struct SchemeArgs {
    /// How sheets become pages
    #[arg(long, value_enum, default_value_t = Name::Saddle)]
    scheme: Name,
    /// Copies side by side on a sheet, for `saddle`: 1, 2 or 4
    #[arg(long, value_name = "N", default_value_t = 1)]
    up: usize,
    /// Stacks that sheets are cut into, for `cut-stack-fold`: 2 or 4
    #[arg(long, value_name = "N", default_value_t = 2)]
    stacks: usize,
    /// Pages in a section, for `sections`: a number, or `40-80` to have the
    /// last one as full as can be
    #[arg(long, value_name = "PAGES", default_value = "16", value_parser = section)]
    section: SectionSize,
    /// Columns and rows of pages on a sheet, for `cut-and-stack` and `repeat`
    #[arg(long, value_name = "CxR", default_value = "2x2", value_parser = grid)]
    grid: (usize, usize),
    /// Creases one after another, for `folds`: `v` from head to foot, `h` from
    /// side to side, as in `vhv`
    #[arg(long, value_name = "CREASES", default_value = "hv", value_parser = creases)]
    folds: Creases,
    /// Folded sheets nested in a section, for `quarto`, `octavo` and `folds`
    #[arg(long, value_name = "N", default_value_t = 1)]
    nested: usize,
    /// Fold the sheets of a section together, as one pile, instead of one by one
    #[arg(long)]
    together: bool,
    /// Panels of a side, for `roll` and `accordion`
    #[arg(long, value_name = "N", default_value_t = 4)]
    panels: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum Name {
    /// Folded once, one in the other, stapled in the fold
    Saddle,
    /// Cut apart, the stacks put on one another, folded once, stapled
    CutStackFold,
    /// Nested in sections that are sewn or glued
    Sections,
    /// Folded sheets one behind the other, glued
    Perfect,
    /// Cut apart, the stacks put on one another
    CutAndStack,
    /// The same in every cell: cards, tickets
    Repeat,
    /// Two folds: eight pages a sheet
    Quarto,
    /// Three folds: sixteen pages a sheet
    Octavo,
    /// Any folds: see --folds
    Folds,
    /// Eight pages on one side of a sheet with a slit
    Zine,
    /// A leaflet folded once
    Half,
    /// Three panels, one tucked in
    Letter,
    /// Three panels to and fro
    Z,
    /// Four panels that meet in the middle
    Gate,
    /// Panels rolled up
    Roll,
    /// Panels to and fro
    Accordion,
}

#[derive(Clone, Debug)]
struct Creases(Vec<Axis>);

impl SchemeArgs {
    /// The scheme that was asked for.
    ///
    /// # Errors
    /// `E0513` for numbers that no sheet can have.
    pub(super) fn scheme(&self) -> Result<Scheme, Diagnostic> {
        let (columns, rows) = self.grid;
        let folded = |creases: Vec<Axis>| Scheme::Folded {
            creases,
            nested: self.nested,
            together: self.together,
        };
        let panels = self.panels;
        if !(3..=16).contains(&panels) {
            return Err(Diagnostic::error(code::NO_SCHEME, "a leaflet has 3 to 16 panels"));
        }
        Ok(match self.scheme {
            Name::Saddle => Scheme::Saddle { copies: self.up },
            Name::CutStackFold => Scheme::CutStackFold { stacks: self.stacks },
            Name::Sections => Scheme::Sections(self.section),
            Name::Perfect => Scheme::Perfect,
            Name::CutAndStack => Scheme::CutAndStack { columns, rows },
            Name::Repeat => Scheme::Repeat { columns, rows },
            Name::Quarto => folded(vec![Axis::Level, Axis::Upright]),
            Name::Octavo => folded(vec![Axis::Upright, Axis::Level, Axis::Upright]),
            Name::Folds => folded(self.folds.0.clone()),
            Name::Zine => Scheme::Zine,
            Name::Half => Scheme::Leaflet(Leaflet::Half),
            Name::Letter => Scheme::Leaflet(Leaflet::Letter),
            Name::Z => Scheme::Leaflet(Leaflet::Z),
            Name::Gate => Scheme::Leaflet(Leaflet::Gate),
            Name::Roll => Scheme::Leaflet(Leaflet::Roll(panels)),
            Name::Accordion => Scheme::Leaflet(Leaflet::Accordion(panels)),
        })
    }
}

fn section(text: &str) -> Result<SectionSize, String> {
    let number =
        |text: &str| text.trim().parse::<usize>().map_err(|_| "write 16 or 40-80".to_owned());
    match text.split_once('-') {
        Some((least, most)) => Ok(SectionSize::Between(number(least)?, number(most)?)),
        None => Ok(SectionSize::Pages(number(text)?)),
    }
}

fn grid(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once(['x', '×']);
    let number = |text: &str| text.trim().parse::<usize>().ok();
    parts
        .and_then(|(columns, rows)| Some((number(columns)?, number(rows)?)))
        .ok_or_else(|| "write columns and rows as in 2x4".to_owned())
}

fn creases(text: &str) -> Result<Creases, String> {
    let axis = |c: char| match c {
        'v' => Ok(Axis::Upright),
        'h' => Ok(Axis::Level),
        other => Err(format!("`{other}` is no fold: write v and h")),
    };
    text.chars().map(axis).collect::<Result<_, _>>().map(Creases)
}
