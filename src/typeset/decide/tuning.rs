//! How a paragraph may be set otherwise than it is by itself.

/// What is done for one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(in crate::typeset) struct Tuning {
    /// How much wider its letters stand, in thousandths of an em.
    pub letters: i32,
    /// Whether its words are divided more readily, or less.
    pub hyphens: Hyphens,
    /// Whether words with an apostrophe may be divided: Typst does not by itself.
    pub divides_all: bool,
    /// Whether its last line may be one word: Typst would rather widen spaces.
    pub ends_short: bool,
}

impl Tuning {
    /// Whether there is nothing to do.
    pub(in crate::typeset) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// As `fit.typ` says it.
    pub(in crate::typeset) fn source(self) -> String {
        let cost = match self.hyphens {
            Hyphens::Usual => 100,
            Hyphens::More => 25,
            Hyphens::Less => 400,
        };
        let runt = if self.ends_short { 0 } else { 100 };
        let letters = f64::from(self.letters) / 1000.0;
        format!("(letters: {letters:?}, hyphens: {cost}%, runt: {runt}%)")
    }
}

/// How readily words are divided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(in crate::typeset) enum Hyphens {
    /// As Typst does it.
    #[default]
    Usual,
    /// Rather than that spaces are widened.
    More,
    /// Rather wider spaces than three hyphens below each other.
    Less,
}
