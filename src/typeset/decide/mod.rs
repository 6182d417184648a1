//! What decides how paragraphs are set and where pages end.

pub(super) mod copyfit;
pub(super) mod fit;
pub(super) mod flow;
pub(super) mod in_parallel;
pub(super) mod pages;
pub(super) mod realise;
pub(super) mod rough;
pub(super) mod settings;
pub(super) mod trials;
pub(super) mod tuning;
