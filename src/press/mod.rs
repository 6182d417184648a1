//! The pipeline, from a workspace to an edition of every pamphlet asked for.
//!
//! Everything between [`gather`](self) and [`write`](Edition::write) is pure:
//! the same bytes in give the same bytes out.

mod printer;

#[cfg(feature = "pamphlets")]
mod booklet;
#[cfg(feature = "pamphlets")]
mod check;
#[cfg(feature = "pamphlets")]
mod drawings;
#[cfg(feature = "pamphlets")]
mod edition;
#[cfg(feature = "pamphlets")]
mod gather;
#[cfg(feature = "pamphlets")]
mod in_parallel;
#[cfg(feature = "pamphlets")]
mod instructions;
#[cfg(feature = "pamphlets")]
mod make;
#[cfg(feature = "pamphlets")]
mod manifest_words;
#[cfg(feature = "pamphlets")]
mod options;
#[cfg(feature = "pamphlets")]
mod outputs;
#[cfg(feature = "pamphlets")]
mod prove;
#[cfg(feature = "pamphlets")]
mod run;
#[cfg(feature = "pamphlets")]
mod template;
#[cfg(feature = "pamphlets")]
mod timings;
#[cfg(feature = "pamphlets")]
mod title;
#[cfg(feature = "pamphlets")]
mod work;
#[cfg(feature = "pamphlets")]
mod write;

pub use printer::{piles, unprintable};

#[cfg(feature = "pamphlets")]
pub use crate::typeset::Mark;
#[cfg(feature = "pamphlets")]
pub use check::{Checked, check};
#[cfg(feature = "pamphlets")]
pub use edition::Edition;
#[cfg(feature = "pamphlets")]
pub use gather::Desk;
#[cfg(feature = "pamphlets")]
pub use instructions::prices;
#[cfg(feature = "pamphlets")]
pub use options::Options;
#[cfg(feature = "pamphlets")]
pub use outputs::{Output, Pile};
#[cfg(feature = "pamphlets")]
pub use run::press;
#[cfg(feature = "pamphlets")]
pub use template::{built_in_template, built_in_templates};
#[cfg(feature = "pamphlets")]
pub use timings::Timings;
#[cfg(feature = "pamphlets")]
pub use work::Made;
#[cfg(feature = "pamphlets")]
pub use write::{write_fonts, write_test_sheets};
