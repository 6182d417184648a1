//! The options of a build.

/// What a build is to make, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Quick, to be looked at and not to be printed: pages end where they happen
    /// to, and no sheet is folded for a proof.
    pub is_draft: bool,
    /// Names of outputs, or what several begin with (`booklet-a4`). All if there
    /// are none; of a draft, the pages to read.
    pub only: Vec<String>,
}
