//! A plan for whoever folds and binds.

use std::fmt::Write as _;

use crate::geometry::{Length, Rect, Turn};
use crate::sheet::{Axis, Edge, Finish, Flip, Hands, Moves, Parts, Plan, Side, Way};

/// The sheets of a plan, both sides of each as they are printed: a page lying
/// on its head is `^`, on its right side `>`, on its left `<`.
pub fn drawing(plan: &Plan) -> String {
    let mut out = String::new();
    let mm = |length: Length| (length.to_mm() * 10.0).round() / 10.0;
    let _ = writeln!(
        out,
        "{} sheets of {} × {} mm, {}\n",
        plan.sheets.len(),
        mm(plan.paper.width),
        mm(plan.paper.height),
        match plan.flip {
            Flip::ShortEdge => "flip on the short edge",
            Flip::LongEdge => "flip on the long edge",
        },
    );
    for (number, sheet) in plan.sheets.iter().enumerate() {
        let front = grid(&sheet.front);
        let back = grid(&sheet.back);
        let _ = writeln!(out, "sheet {}", number + 1);
        let width = front.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        for (at, left) in front.iter().enumerate() {
            let right = back.get(at).map(String::as_str).unwrap_or_default();
            let _ = writeln!(out, "  {left:width$}   {right}");
        }
    }
    let _ = writeln!(out, "\nfront on the left, back on the right; ^ stands on its head\n");
    for (number, step) in steps(&plan.hands).iter().enumerate() {
        let _ = writeln!(out, "{}. {step}", number + 1);
    }
    out
}

/// A side as lines of cells.
fn grid(side: &Side) -> Vec<String> {
    let mut slots: Vec<_> = side.slots.iter().collect();
    slots.sort_by_key(|slot| {
        let Rect { origin, .. } = slot.placement.cell;
        (origin.y, origin.x)
    });
    let mut rows: Vec<(Length, Vec<String>)> = Vec::new();
    for slot in slots {
        let mark = match slot.placement.turn {
            Turn::None => ' ',
            Turn::Quarter => '>',
            Turn::Half => '^',
            Turn::ThreeQuarter => '<',
        };
        let page = slot.page.map_or("·".to_owned(), |page| page.to_string());
        let mark = if slot.page.is_none() { ' ' } else { mark };
        let cell = format!("{page:>4}{mark} ");
        // Cells of a row begin within a few millimetres of each other.
        let y = slot.placement.page.top();
        let near = slot.placement.page.size.height / 2;
        match rows.last_mut().filter(|(row, _)| (*row - y).abs() < near) {
            Some((_, cells)) => cells.push(cell),
            None => rows.push((y, vec![cell])),
        }
    }
    let count = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    if count == 0 {
        return vec!["(not printed)".to_owned()];
    }
    let rule = format!("+{}", "------+".repeat(count));
    let mut lines = vec![rule.clone()];
    for (_, cells) in rows {
        lines.push(format!("|{}|", cells.join("|")));
        lines.push(rule.clone());
    }
    lines
}

/// What hands do, one thing after another, in words.
pub fn steps(hands: &Hands) -> Vec<String> {
    let mut steps = vec!["Print on both sides, at 100 %; first sheet on top.".to_owned()];
    if hands.finish == Finish::Zine {
        return vec![
            "Print on one side, at 100 %.".to_owned(),
            "Fold in half along the long middle, the print outside, and in four across.".to_owned(),
            "Slit the long fold between the second and the fourth column.".to_owned(),
            "Push both ends together until the slit opens to a cross; fold round the cover."
                .to_owned(),
        ];
    }
    if !hands.cuts.is_empty() {
        let upright = hands.cuts.iter().filter(|cut| cut.axis == Axis::Upright).count();
        let level = hands.cuts.len() - upright;
        steps.push(format!("Cut the pile: {upright} times upright, {level} times across."));
        steps.push(match hands.parts {
            Parts::Stacked => {
                "Put the stacks on one another: the first row from left to right, then the next."
                    .to_owned()
            }
            Parts::Copies => "Each stack is a copy.".to_owned(),
        });
    }
    if hands.back_up {
        steps.push("Turn the sheet over, the cover downwards.".to_owned());
    }
    let most = hands.sections.iter().copied().max().unwrap_or(1);
    if hands.together && most > 1 {
        steps.push(format!("Fold {most} sheets as one pile, the first on top."));
    }
    for fold in &hands.folds {
        let crease = match fold.axis {
            Axis::Upright => "upright",
            Axis::Level => "across",
        };
        let part = match (fold.axis, fold.moves) {
            (Axis::Upright, Moves::Before) => "the left part",
            (Axis::Upright, Moves::After) => "the right part",
            (Axis::Level, Moves::Before) => "the upper part",
            (Axis::Level, Moves::After) => "the lower part",
        };
        let way = match fold.way {
            Way::Over => "over",
            Way::Under => "behind",
        };
        steps.push(format!("Fold {part} {way} the other, crease {crease}."));
    }
    if let Finish::Bound(edge) = hands.finish {
        let edge = match edge {
            Edge::Left => "left",
            Edge::Right => "right",
            Edge::Top => "top",
        };
        let nested = hands.sections.first().copied().unwrap_or(1);
        let sections = hands.sections.len();
        if nested > 1 && sections == 1 {
            if !hands.together {
                steps.push("Lay each into the middle of the one before it.".to_owned());
            }
            // In the quarters of the height, or of the width if bound at the top.
            let spine: Length = match edge {
                "top" => hands.columns.iter().copied().sum(),
                _ => hands.rows.iter().copied().sum(),
            };
            let quarter = if hands.cuts.is_empty() {
                format!(", {:.0} mm from its ends", (spine / 4).to_mm())
            } else {
                String::new()
            };
            steps.push(format!("Staple twice through the fold{quarter}."));
        } else if nested > 1 {
            let last = hands.sections.last().copied().unwrap_or(nested);
            let last = if last == nested { String::new() } else { format!(", {last} in the last") };
            let gather = if hands.together { "There are" } else { "Nest them in" };
            steps.push(format!("{gather} {sections} sections: {nested} in each{last}."));
            steps.push(format!("Put the sections behind one another and bind at the {edge}."));
        } else {
            steps.push(format!("Keep them in order and bind at the {edge}."));
        }
    }
    steps
}
