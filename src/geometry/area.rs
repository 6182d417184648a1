//! Points, sizes and rectangles. y grows downwards from the top left.

use super::{Length, Turn};

/// A place on a side, from its top left corner; y grows downwards.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: Length,
    /// Downwards.
    pub y: Length,
}

impl Point {
    /// Reads two lengths, to the right and down: `0.5mm,-0.2mm`.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (right, down) = text.split_once(',').ok_or("write two lengths, as in 0.5mm,-0.2mm")?;
        let length = |text: &str| {
            let text = text.trim();
            match text.strip_prefix('-') {
                Some(text) => Length::parse(text).map(|length| -length),
                None => Length::parse(text),
            }
        };
        Ok(Self { x: length(right)?, y: length(down)? })
    }
}

/// A width and a height.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Size {
    /// From left to right.
    pub width: Length,
    /// From top to bottom.
    pub height: Length,
}

/// An upright rectangle on a side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// Its extent; never negative in a plan.
    pub size: Size,
}

impl Size {
    /// A size of so much by so much.
    pub fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }

    /// The same paper, long side across.
    pub fn landscape(self) -> Self {
        if self.height > self.width { self.turned(Turn::Quarter) } else { self }
    }

    /// What the size becomes when the thing is turned.
    pub fn turned(self, turn: Turn) -> Self {
        match turn {
            Turn::None | Turn::Half => self,
            Turn::Quarter | Turn::ThreeQuarter => Self::new(self.height, self.width),
        }
    }

    /// The rectangle of this size at the top left.
    pub fn at_origin(self) -> Rect {
        Rect { origin: Point::default(), size: self }
    }
}

impl Rect {
    /// A rectangle by its left, top, width and height.
    pub fn new(left: Length, top: Length, width: Length, height: Length) -> Self {
        Self { origin: Point { x: left, y: top }, size: Size { width, height } }
    }

    /// x of the left edge.
    pub fn left(self) -> Length {
        self.origin.x
    }

    /// y of the top edge.
    pub fn top(self) -> Length {
        self.origin.y
    }

    /// x of the right edge.
    pub fn right(self) -> Length {
        self.origin.x + self.size.width
    }

    /// y of the bottom edge.
    pub fn bottom(self) -> Length {
        self.origin.y + self.size.height
    }

    /// The rectangle grown by `by` on each of its four sides.
    pub fn grown(self, by: Length) -> Self {
        Self::new(
            self.left() - by,
            self.top() - by,
            self.size.width + by * 2,
            self.size.height + by * 2,
        )
    }

    /// What both rectangles cover; empty (no width or no height) if nothing.
    pub fn intersection(self, other: Self) -> Self {
        let left = self.left().max(other.left());
        let top = self.top().max(other.top());
        let right = self.right().min(other.right()).max(left);
        let bottom = self.bottom().min(other.bottom()).max(top);
        Self::new(left, top, right - left, bottom - top)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.left() <= other.left()
            && self.top() <= other.top()
            && self.right() >= other.right()
            && self.bottom() >= other.bottom()
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Self) -> Self {
        let (left, top) = (self.left().min(other.left()), self.top().min(other.top()));
        let right = self.right().max(other.right());
        let bottom = self.bottom().max(other.bottom());
        Self::new(left, top, right - left, bottom - top)
    }

    /// Whether a point lies in it.
    pub fn holds(self, at: Point) -> bool {
        self.contains(Self { origin: at, size: Size::default() })
    }

    /// Where this rectangle of an area lies once the whole area, of size
    /// `area`, has been turned.
    pub fn turned(self, area: Size, turn: Turn) -> Self {
        let Size { width, height } = self.size;
        match turn {
            Turn::None => self,
            Turn::Quarter => Self::new(area.height - self.bottom(), self.left(), height, width),
            Turn::Half => self.half_turned(area),
            Turn::ThreeQuarter => Self::new(self.top(), area.width - self.right(), height, width),
        }
    }

    /// The same rectangle, moved.
    pub fn moved(self, by: Point) -> Self {
        let origin = Point { x: self.left() + by.x, y: self.top() + by.y };
        Self { origin, size: self.size }
    }

    /// Where this rectangle of a side lies once the whole side, of size
    /// `side`, has been given half a turn.
    pub fn half_turned(self, side: Size) -> Self {
        Self::new(
            side.width - self.right(),
            side.height - self.bottom(),
            self.size.width,
            self.size.height,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(left: i64, top: i64, width: i64, height: i64) -> Rect {
        let mm = Length::MM;
        Rect::new(mm * left, mm * top, mm * width, mm * height)
    }

    #[test]
    fn two_half_turns_are_none() {
        let side = Size::new(Length::mm(297.0), Length::mm(210.0));
        let rect = mm(3, 5, 100, 70);
        assert_eq!(rect.half_turned(side), mm(194, 135, 100, 70));
        assert_eq!(rect.half_turned(side).half_turned(side), rect);
    }

    #[test]
    fn four_quarter_turns_are_none() {
        let side = Size::new(Length::mm(300.0), Length::mm(200.0));
        let rect = mm(10, 20, 30, 40);
        assert_eq!(rect.turned(side, Turn::Quarter), mm(140, 10, 40, 30));
        assert_eq!(rect.turned(side, Turn::ThreeQuarter), mm(20, 260, 40, 30));
        let back =
            rect.turned(side, Turn::Quarter).turned(side.turned(Turn::Quarter), Turn::ThreeQuarter);
        assert_eq!(back, rect);
    }

    #[test]
    fn nothing_in_common_is_empty() {
        let nothing = mm(0, 0, 10, 10).intersection(mm(20, 0, 10, 10));
        assert_eq!(nothing.size.width, Length::ZERO);
        assert_eq!(mm(0, 0, 10, 10).intersection(mm(5, 5, 10, 10)), mm(5, 5, 5, 5));
    }

    #[test]
    fn growing_keeps_the_middle() {
        assert_eq!(mm(5, 5, 10, 10).grown(Length::MM * 2), mm(3, 3, 14, 14));
        assert!(mm(3, 3, 14, 14).contains(mm(5, 5, 10, 10)));
        assert!(!mm(5, 5, 10, 10).contains(mm(3, 3, 14, 14)));
    }
}
