//! How a paragraph may be set otherwise than it is by itself.

/// What is done for one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(in crate::typeset) struct Tuning {
    /// How much wider its letters stand, in thousandths of an em.
    pub letters: i32,
    /// Whether its words are divided more readily, rather than spaces widened.
    pub divides: bool,
}

impl Tuning {
    /// Whether there is nothing to do.
    pub(in crate::typeset) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// As `fit.typ` says it.
    pub(in crate::typeset) fn source(self) -> String {
        format!("(letters: {:?}, divides: {})", f64::from(self.letters) / 1000.0, self.divides)
    }
}
