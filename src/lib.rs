//! handpress
pub mod diag;
pub mod fold;
pub mod geometry;
pub mod impose;
pub mod sheet;
pub mod manifest;
pub mod workspace;
pub mod markdown;
pub mod ink;
pub mod typeset;
pub mod pdf;
pub mod cli;
pub mod press;
pub mod raster;
