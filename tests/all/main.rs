//! All integration tests, in one binary: Typst links once.

mod arrows;
mod booklets;
mod broken;
mod drivers;
mod folding;
mod pictures;
mod sameness;
mod scratch;
mod tools;
mod unfold;
