//! Which bytes of generated Typst come from which place in the author's files.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Place;

/// A table of ranges, inner ones noted before those around them.
#[derive(Default, Debug)]
pub(in crate::typeset) struct Origins {
    entries: Vec<(Range<usize>, Place)>,
    files: BTreeMap<String, Place>,
}

impl Origins {
    /// Notes that these bytes come from `place`.
    pub(in crate::typeset) fn note(&mut self, bytes: Range<usize>, place: &Place) {
        if !bytes.is_empty() {
            self.entries.push((bytes, place.clone()));
        }
    }

    /// Notes that a file of the project is used at `place`.
    pub(in crate::typeset) fn note_file(&mut self, name: &str, place: &Place) {
        self.files.entry(name.to_owned()).or_insert_with(|| place.clone());
    }

    /// Where a file of the project is first used.
    pub(in crate::typeset) fn find_file(&self, name: &str) -> Option<&Place> {
        self.files.get(name)
    }

    /// The smallest noted range around a byte.
    pub(in crate::typeset) fn find(&self, byte: usize) -> Option<&Place> {
        // Ranges are noted when they end, so ends are in order, and the first
        // range that ends after the byte and starts before it is the innermost.
        let from = self.entries.partition_point(|(bytes, _)| bytes.end <= byte);
        let after = self.entries.get(from..).unwrap_or_default();
        after.iter().find(|(bytes, _)| bytes.start <= byte).map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Source;

    #[test]
    fn the_innermost_wins() {
        let source = Source::new("a.md", "0123456789");
        let place = |range| Place::new(&source, range);
        let mut origins = Origins::default();
        origins.note(5..8, &place(1..2));
        origins.note(2..9, &place(1..3));
        origins.note(10..12, &place(4..5));
        origins.note(0..20, &place(0..9));
        assert_eq!(origins.find(6), Some(&place(1..2)));
        assert_eq!(origins.find(8), Some(&place(1..3)));
        assert_eq!(origins.find(11), Some(&place(4..5)));
        assert_eq!(origins.find(9), Some(&place(0..9)));
        assert_eq!(origins.find(20), None);
    }
}
