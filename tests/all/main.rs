//! All integration tests, in one binary: Typst links once.

mod arrows;
mod booklets;
mod broken;
mod commands;
mod copyfit;
mod drivers;
mod everyday;
mod folding;
mod guard;
mod house;
mod instructions;
mod output;
mod outputs;
mod pages;
mod pictures;
mod proof;
mod proofread;
mod sameness;
mod scratch;
mod spoilt;
mod strangers;
mod tables;
mod tools;
mod unfold;
