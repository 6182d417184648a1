//! All integration tests, in one binary: Typst links once.

mod arrows;
mod folding;
