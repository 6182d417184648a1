//! A work that is too thick to fold, in several.

/// A heading at which a volume could begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// Its page, from 1.
    pub page: usize,
    /// Its rank: 1 for parts and chapters, more for what is below them.
    pub level: usize,
    /// What it says.
    pub words: String,
    /// Whether nothing stands above it on its page.
    pub opens_page: bool,
}

/// A volume of a longer work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Volume {
    /// Its first page, from 1.
    pub first: usize,
    /// Its last page, which the next volume begins with once more if its heading
    /// stands within that page.
    pub last: usize,
    /// The heading that it begins with; none for the first, and where no
    /// heading is near enough.
    pub head: Option<String>,
}
