//! One sheet, without a word, that shows what a printer does: on which edge it
//! turns the paper, whether it scales, what it leaves white, and how far the back
//! lies beside the front.

use crate::geometry::{Length, Point, Size};
use crate::sheet::{Figure, figures};

const HAIR: Length = Length::pt_const(1);
/// Frames stand so many millimetres from the edge.
const FRAMES: [i64; 6] = [2, 3, 4, 5, 6, 8];
const MM: Length = Length::MM;

/// The front and the back of the sheet, for paper that lies across.
///
/// On the front an arrow points up. On the back there are two: the one with a
/// sheet that is bold at its short edge points up, turned like the page of a book,
/// if the printer turns paper on the short edge; the other one if it turns it on
/// the long edge.
pub fn test_sheet(paper: Size) -> [Vec<Figure>; 2] {
    let mut front = frames(paper);
    front.extend(rulers(paper));
    let (middle, third) = (paper.height / 2, paper.width / 4);
    front.extend(arrow(Point { x: third, y: middle }, MM * 60));
    front.extend(figures("1", Point { x: third + MM * 26, y: middle - MM * 15 }, MM * 30, MM * 3));
    front.extend(targets(paper));
    let mut back = targets(paper);
    let short = Point { x: third, y: middle };
    back.extend(arrow(short, MM * 60));
    back.extend(turning(Point { x: short.x + MM * 34, y: short.y }, true));
    back.extend(figures("2", Point { x: short.x - MM * 44, y: middle - MM * 15 }, MM * 30, MM * 3));
    // The other one stands on its head.
    let long = Point { x: paper.width - third, y: middle };
    let other = arrow(long, MM * 60)
        .into_iter()
        .chain(turning(Point { x: long.x + MM * 34, y: long.y }, false))
        .chain(figures("2", Point { x: long.x - MM * 44, y: middle - MM * 15 }, MM * 30, MM * 3));
    back.extend(
        other.map(|figure| figure.placed(|p| Point { x: long.x * 2 - p.x, y: middle * 2 - p.y })),
    );
    [front, back]
}

/// Frames close to the edges: the first that is whole tells what is left white.
fn frames(paper: Size) -> Vec<Figure> {
    let mut all = Vec::new();
    for (number, mm) in FRAMES.into_iter().enumerate() {
        let (near, number) = (MM * mm, i64::try_from(number).unwrap_or(0));
        let corners = [
            Point { x: near, y: near },
            Point { x: paper.width - near, y: near },
            Point { x: paper.width - near, y: paper.height - near },
            Point { x: near, y: paper.height - near },
            Point { x: near, y: near },
        ];
        all.push(Figure::line(corners, HAIR / 3));
        // Its number, with a stroke that leads to each of its sides.
        let step = MM * 6 * (number + 1);
        let (x, y) = (paper.width / 2 + MM * 14 + step, paper.height / 2 + MM * 14 + step);
        let ends = [
            (Point { x, y: near }, Point { x, y: MM * 12 }),
            (Point { x, y: paper.height - near }, Point { x, y: paper.height - MM * 12 }),
            (Point { x: near, y }, Point { x: MM * 12, y }),
            (Point { x: paper.width - near, y }, Point { x: paper.width - MM * 12, y }),
        ];
        for (edge, end) in ends {
            all.push(Figure::line([edge, end], HAIR / 3));
        }
        let text = mm.to_string();
        let places = [
            Point { x: x - MM, y: MM * 13 },
            Point { x: x - MM, y: paper.height - MM * 16 },
            Point { x: MM * 13, y: y - MM * 3 / 2 },
            Point { x: paper.width - MM * 15, y: y - MM * 3 / 2 },
        ];
        for place in places {
            all.extend(figures(&text, place, MM * 3, HAIR / 2));
        }
    }
    all
}

/// A hundred millimetres, across and down.
fn rulers(paper: Size) -> Vec<Figure> {
    let start = Point { x: paper.width / 2 + MM * 20, y: paper.height / 2 + MM * 24 };
    let mut all = vec![
        Figure::line([start, Point { x: start.x + MM * 100, ..start }], HAIR / 2),
        Figure::line([Point { x: start.x, y: start.y - MM * 100 }, start], HAIR / 2),
    ];
    for mm in 0..=100 {
        let long = match mm % 10 {
            0 => MM * 5,
            5 => MM * 3,
            _ => MM * 3 / 2,
        };
        let (x, y) = (start.x + MM * mm, start.y - MM * mm);
        all.push(Figure::line([Point { x, y: start.y }, Point { x, y: start.y + long }], HAIR / 3));
        all.push(Figure::line([Point { x: start.x, y }, Point { x: start.x - long, y }], HAIR / 3));
        if mm % 50 == 0 && mm > 0 {
            let text = mm.to_string();
            let wide = MM * 3 * i64::try_from(text.len()).unwrap_or(1);
            let below = Point { x: x - wide / 2, y: start.y + MM * 6 };
            all.extend(figures(&text, below, MM * 3, HAIR / 2));
            let beside = Point { x: start.x - MM * 7 - wide, y: y - MM * 3 / 2 };
            all.extend(figures(&text, beside, MM * 3, HAIR / 2));
        }
    }
    all
}

/// A thick arrow that points up, its middle here, so high.
fn arrow(at: Point, height: Length) -> Vec<Figure> {
    let (half, head, stem) = (height / 2, height / 4, height / 14);
    let point = |x: Length, y: Length| Point { x: at.x + x, y: at.y + y };
    vec![Figure::black([
        point(Length::ZERO, -half),
        point(head, -half + head * 3 / 2),
        point(stem, -half + head * 3 / 2),
        point(stem, half),
        point(-stem, half),
        point(-stem, -half + head * 3 / 2),
        point(-head, -half + head * 3 / 2),
    ])]
}

/// A sheet that lies across, bold at the edge on which it is turned.
fn turning(at: Point, short: bool) -> Vec<Figure> {
    let (width, height) = (MM * 28, MM * 20);
    let corner = |right: bool, down: bool| Point {
        x: if right { at.x + width } else { at.x },
        y: if down { at.y + height / 2 } else { at.y - height / 2 },
    };
    let outline = [
        corner(false, false),
        corner(true, false),
        corner(true, true),
        corner(false, true),
        corner(false, false),
    ];
    let hinge = if short {
        [corner(false, false), corner(false, true)]
    } else {
        [corner(false, false), corner(true, false)]
    };
    // From the far edge over to the other side.
    let (from, over, tip) = if short {
        (
            Point { x: at.x + width * 3 / 4, y: at.y },
            Point { x: at.x + width / 4, y: at.y },
            [(MM * 3, -(MM * 2)), (MM * 3, MM * 2)],
        )
    } else {
        (
            Point { x: at.x + width / 2, y: at.y + height / 3 },
            Point { x: at.x + width / 2, y: at.y - height / 6 },
            [(-(MM * 2), MM * 3), (MM * 2, MM * 3)],
        )
    };
    let mut all = vec![
        Figure::line(outline, HAIR),
        Figure::line(hinge, MM * 2),
        Figure::line([from, over], HAIR),
    ];
    for (x, y) in tip {
        all.push(Figure::line([over, Point { x: over.x + x, y: over.y + y }], HAIR));
    }
    all
}

/// Crosses with a scale of millimetres, at the same places on both sides: held
/// against the light, they tell how far the back lies from the front.
fn targets(paper: Size) -> Vec<Figure> {
    let mut all = Vec::new();
    let (x, y) = (paper.width / 2, paper.height / 2);
    for at in [
        Point { x, y },
        Point { x: MM * 24, y: MM * 24 },
        Point { x: paper.width - MM * 24, y: MM * 24 },
        Point { x: MM * 24, y: paper.height - MM * 24 },
        Point { x: paper.width - MM * 24, y: paper.height - MM * 24 },
    ] {
        let point = |right: Length, down: Length| Point { x: at.x + right, y: at.y + down };
        let far = MM * 5;
        all.push(Figure::line([point(-far, Length::ZERO), point(far, Length::ZERO)], HAIR / 3));
        all.push(Figure::line([point(Length::ZERO, -far), point(Length::ZERO, far)], HAIR / 3));
        for mm in (-5..=5).filter(|mm| *mm != 0) {
            let long = MM * 3 / 4;
            all.push(Figure::line([point(MM * mm, -long), point(MM * mm, long)], HAIR / 4));
            all.push(Figure::line([point(-long, MM * mm), point(long, MM * mm)], HAIR / 4));
        }
    }
    all
}
