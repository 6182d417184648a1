//! What decides how paragraphs are set and where pages end.

pub(super) mod both;
pub(super) mod copyfit;
pub(super) mod draft;
pub(super) mod fit;
pub(super) mod flow;
pub(super) mod pages;
pub(super) mod realise;
pub(super) mod trials;
pub(super) mod tuning;
