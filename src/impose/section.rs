//! Sections: how many folded pieces each nests, and where a piece comes to lie.

use super::scheme::Nest;

/// How many pieces each section nests.
pub(super) fn sections(nest: &Nest, pieces: usize) -> Vec<usize> {
    let size = match nest {
        Nest::All => pieces,
        Nest::Pieces(size) => *size,
        // The last section as full as can be; of equals the thickest.
        Nest::Between(least, most) => {
            let missing = |size: usize| pieces.next_multiple_of(size) - pieces;
            (*least..=*most).rev().min_by_key(|size| missing(*size)).unwrap_or(*most)
        }
    };
    let size = size.max(1);
    let full = pieces / size;
    let rest = pieces % size;
    std::iter::repeat_n(size, full).chain((rest > 0).then_some(rest)).collect()
}

/// Where a sheet, or a piece of one, comes to lie.
#[derive(Clone, Copy)]
pub(super) struct Section {
    /// The first leaf of its section.
    pub first: usize,
    /// How many pieces its section has.
    pub size: usize,
    /// Which of them it is.
    pub within: usize,
}

impl Section {
    pub(super) fn of(number: usize, piece: usize, sections: &[usize]) -> Option<Self> {
        let (mut first, mut within) = (0, number);
        for size in sections {
            if within < *size {
                return Some(Self { first, size: *size, within });
            }
            within -= size;
            first += size * piece;
        }
        None
    }

    /// Which leaf of the whole work a leaf of the folded piece is, or of the folded
    /// pile, and how deep it lies in its section, from the outside.
    pub(super) fn leaf(self, leaf: usize, piece: usize, together: bool) -> (usize, usize) {
        let all = self.size * piece;
        let half = piece / 2;
        let place = if together || self.size == 1 {
            leaf
        } else if leaf < half {
            self.within * half + leaf
        } else {
            all - self.within * half - (piece - leaf)
        };
        (self.first + place, place.min(all.saturating_sub(place + 1)))
    }
}
