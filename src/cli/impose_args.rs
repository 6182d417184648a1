//! What `handpress impose` is asked for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::printer::PrinterArgs;
use super::scheme::SchemeArgs;
use super::source::PagesArgs;
use crate::geometry::{Length, Paper};
use crate::impose::{Marks, Sizes};
use crate::sheet::{Edge, Flip};

#[derive(Args)]
#[command(after_help = "Examples:
  handpress impose pages.pdf -o booklet.pdf --paper a4
  handpress impose pages.pdf -o booklet.pdf --paper letter --flip long-edge
  handpress impose pages.pdf -o booklet.pdf --paper a4 --back-cover
  handpress impose pages.pdf -o sheets.pdf --scheme sections --section 16
  handpress impose pages.pdf -o sheets.pdf --scheme octavo
  handpress impose cards.pdf -o sheets.pdf --scheme cut-and-stack --grid 2x5
  handpress impose text.pdf cover.pdf -o booklet.pdf --pages b1,a,blank,b2
  handpress impose pages.pdf --plan        Show the sheets, write nothing")]
pub(super) struct ImposeArgs {
    /// The PDF, one page after the other; or several, or `-` for standard input
    #[arg(value_name = "IN.pdf", required = true)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub pages: PagesArgs,
    /// The sheets to write; `-` for standard output
    #[arg(short, long, value_name = "OUT.pdf", required_unless_present = "plan")]
    pub output: Option<PathBuf>,
    /// What viewers call the sheets [default: their paper and flip]
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    #[command(flatten)]
    pub scheme: SchemeArgs,
    /// The paper it is printed on
    #[arg(long, default_value = "a4", value_parser = paper)]
    pub paper: Paper,
    /// The edge on which the printer turns the paper over
    #[arg(long, value_enum, default_value_t = FlipArg::ShortEdge)]
    pub flip: FlipArg,
    /// The edge at which the pages are bound
    #[arg(long, value_enum, default_value_t = EdgeArg::Left)]
    pub binding: EdgeArg,
    /// What becomes of pages of different sizes
    #[arg(long, value_enum, default_value_t = SizesArg::Alike)]
    pub sizes: SizesArg,
    /// Keep the last page outside, with the blank pages before it
    #[arg(long)]
    pub back_cover: bool,
    /// The thickness of the paper, for which inner leaves are moved towards the
    /// fold: `0.1mm`, or its grammage: `80g`
    #[arg(long, value_name = "LENGTH", default_value = "0mm", value_parser = caliper)]
    pub creep: Length,
    /// Let the innermost leaf stay where it is, and move the outer ones
    #[arg(long)]
    pub creep_from_centre: bool,
    /// Pages are cut to size: they meet at the fold, with marks around them, and
    /// print so far over the cut
    #[arg(long, value_name = "BLEED", num_args = 0..=1, default_missing_value = "3mm",
          value_parser = bleed)]
    pub trim: Option<Length>,
    /// The marks around pages that are cut to size: crop, fold, slug, rule,
    /// collation, stitch, or none
    #[arg(long, value_name = "LIST", default_value = "crop,fold", value_parser = marks)]
    pub marks: Marks,
    #[command(flatten)]
    pub printer: PrinterArgs,
    /// Show which page lies where: as a drawing, or for other programs
    #[arg(long, value_enum, value_name = "AS", num_args = 0..=1, default_missing_value = "text")]
    pub plan: Option<PlanArg>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FlipArg {
    ShortEdge,
    LongEdge,
}

impl From<FlipArg> for Flip {
    fn from(flip: FlipArg) -> Self {
        match flip {
            FlipArg::ShortEdge => Self::ShortEdge,
            FlipArg::LongEdge => Self::LongEdge,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum EdgeArg {
    Left,
    Right,
    Top,
}

impl From<EdgeArg> for Edge {
    fn from(edge: EdgeArg) -> Self {
        match edge {
            EdgeArg::Left => Self::Left,
            EdgeArg::Right => Self::Right,
            EdgeArg::Top => Self::Top,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum SizesArg {
    /// All to the same scale, so that the largest fits
    Alike,
    /// Each as large as its place
    Fit,
    /// Those that are too large made smaller
    Shrink,
    /// As they are, in the middle; what is too large is cut off
    Centre,
    /// An error
    Refuse,
}

impl From<SizesArg> for Sizes {
    fn from(sizes: SizesArg) -> Self {
        match sizes {
            SizesArg::Alike => Self::Alike,
            SizesArg::Fit => Self::Fit,
            SizesArg::Shrink => Self::Shrink,
            SizesArg::Centre => Self::Centre,
            SizesArg::Refuse => Self::Refuse,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PlanArg {
    Text,
    Json,
}

impl ImposeArgs {
    /// The files that are read within limits.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        if self.pages.has_limits() { self.inputs.clone() } else { Vec::new() }
    }
}

pub(super) fn paper(name: &str) -> Result<Paper, String> {
    Paper::from_name(name).ok_or_else(|| {
        let known = Paper::ALL.map(Paper::name).join(", ");
        format!("there are {known}")
    })
}

fn marks(list: &str) -> Result<Marks, String> {
    let known = Marks::NAMES.join(", ");
    Marks::parse(list).map_err(|name| format!("there is no mark `{name}`: there are {known}"))
}

fn bleed(text: &str) -> Result<Length, String> {
    let length = Length::parse(text).map_err(|error| error.to_string())?;
    if (Length::ZERO..=Length::MM * 20).contains(&length) {
        Ok(length)
    } else {
        Err("pictures run over the cut by up to 20 mm".to_owned())
    }
}

/// A thickness, or the grammage of a paper: uncoated paper takes about 1.25 cm³
/// a gram, so that 80 g/m² are 0.1 mm.
fn caliper(text: &str) -> Result<Length, String> {
    let grammage = text.trim_end_matches("/m2").trim_end_matches("/m²").trim_end_matches("sm");
    let grams = grammage.strip_suffix('g').and_then(|grams| grams.trim().parse::<f64>().ok());
    let length = match grams {
        Some(grams) if (20.0..=600.0).contains(&grams) => Length::mm(grams * 0.001_25),
        Some(_) => return Err("paper weighs 20 to 600 g/m²".to_owned()),
        None => Length::parse(text).map_err(|error| error.to_string())?,
    };
    if (Length::ZERO..=Length::MM * 2).contains(&length) {
        Ok(length)
    } else {
        Err("paper is up to 2 mm thick".to_owned())
    }
}
