//! All integration tests, in one binary: Typst links once.

mod arrows;
mod booklets;
mod broken;
mod folding;
mod pictures;
mod scratch;
mod unfold;
