//! What is written: the author's words and the manifest as a Typst project, and which
//! bytes of it come from which bytes of theirs.

pub(super) mod bibliography;
pub(super) mod emit;
pub(super) mod escape;
pub(super) mod gallery;
pub(super) mod index;
pub(super) mod links;
pub(super) mod origins;
pub(super) mod params;
pub(super) mod parts;
pub(super) mod project;
pub(super) mod rules;
