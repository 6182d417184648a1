//! handpress turns Markdown and TOML into pamphlets that fold right.
//!
//! ```text
//! folder ──open──▶ Workspace                                             I/O in
//!                    ├─ manifest::resolve ─▶ Pamphlet ──┐
//!                    └─ markdown::parse ───▶ Manuscript ┴─ typeset ─▶ Galley (laid-out pages)
//!                                                                       │ export, once per medium
//!     page sizes + scheme + paper ── impose ─▶ Plan                     ▼
//!                                       └──────── pdf::impose(pages, Plan) ─▶ sheets
//!                                                                       │ raster
//!                    fold (what hands do) ── preflight ── what a reader sees of them
//! Edition { files } ──output──▶ out/                                     I/O out
//! ```
//!
//! Between open and write everything is pure: the same bytes in give the same
//! bytes out. There is no clock, no network, and no font but those of the
//! workspace and of the binary. ARCHITECTURE.md says what each room does and
//! which may use which.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::todo,
    clippy::dbg_macro
)]

pub mod cli;
pub mod diag;
pub mod fold;
pub mod geometry;
pub mod impose;
pub mod ink;
#[cfg(feature = "pamphlets")]
pub mod language;
#[cfg(feature = "pamphlets")]
pub mod manifest;
#[cfg(feature = "pamphlets")]
pub mod markdown;
pub mod output;
#[cfg(feature = "pamphlets")]
pub mod paginate;
pub mod pdf;
pub mod preflight;
pub mod press;
pub mod raster;
pub mod sheet;
#[cfg(feature = "pamphlets")]
pub mod typeset;
#[cfg(feature = "pamphlets")]
pub mod workspace;
