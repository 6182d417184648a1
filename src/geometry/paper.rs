//! The papers people have in the office.

use super::{Length, Size};

/// A sheet size that is bought by the ream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Paper {
    /// ISO 216 A4, 210 × 297 mm.
    A4,
    /// ANSI A, 8½ × 11 in.
    Letter,
    /// ISO 216 A3, 297 × 420 mm.
    A3,
    /// ISO 216 A5, 148 × 210 mm.
    A5,
    /// US Legal, 8½ × 14 in.
    Legal,
    /// ANSI B, 11 × 17 in.
    Tabloid,
}

impl Paper {
    /// Every paper known by name.
    pub const ALL: [Self; 6] =
        [Self::A4, Self::Letter, Self::A3, Self::A5, Self::Legal, Self::Tabloid];

    /// The name used in manifests, on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
            Self::A3 => "a3",
            Self::A5 => "a5",
            Self::Legal => "legal",
            Self::Tabloid => "tabloid",
        }
    }

    /// The name as people say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "Letter",
            Self::A3 => "A3",
            Self::A5 => "A5",
            Self::Legal => "Legal",
            Self::Tabloid => "Tabloid",
        }
    }

    /// The paper of that name, in any case of letters.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name().eq_ignore_ascii_case(name))
    }

    /// Its size, long side upright.
    pub fn portrait(self) -> Size {
        let mm = |w: i64, h: i64| Size::new(Length::MM * w, Length::MM * h);
        let half_inches = |w: i64, h: i64| Size::new(Length::IN * w / 2, Length::IN * h / 2);
        match self {
            Self::A4 => mm(210, 297),
            Self::A3 => mm(297, 420),
            Self::A5 => mm(148, 210),
            Self::Letter => half_inches(17, 22),
            Self::Legal => half_inches(17, 28),
            Self::Tabloid => half_inches(22, 34),
        }
    }

    /// Its size, long side across, as two-up sheets are fed.
    pub fn landscape(self) -> Size {
        self.portrait().landscape()
    }
}
