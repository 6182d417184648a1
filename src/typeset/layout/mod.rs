//! What lays a project out, and writes its pages as PDF.

pub(super) mod closed_links;
pub(super) mod compile;
pub(super) mod export;
pub(super) mod faults;
pub(super) mod fonts;
mod frames;
pub(super) mod gray;
pub(super) mod soft_hyphens;
pub(super) mod timing;
pub(super) mod world;
