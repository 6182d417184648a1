//! `[type]`, resolved.

use super::given::{by_default, value, within};
use super::keys::Given;
use super::pamphlet::{Faces, Page};
use super::settings::Alignment;
use super::values::{Several, WrittenLength};
use super::written::Written;
use crate::diag::{Diagnostic, Findings, code};
use crate::geometry::Length;

pub(super) fn faces(w: &Written, page: &Page, findings: &mut Findings) -> Faces {
    let size = type_length(&w.type_size, Length::pt(10.8), 4.0..=36.0, findings);
    let leading = type_length(&w.type_leading, size.scale(1.25), 4.0..=60.0, findings);
    if leading < size
        && let Some(given) = w.type_leading.as_ref().or(w.type_size.as_ref())
    {
        let message = format!(
            "lines of {:.1} pt type do not fit into {:.1} pt",
            size.to_pt(),
            leading.to_pt()
        );
        findings.push(Diagnostic::error(code::WRONG_VALUE, message).at(given.place.clone()).hint(
            "the leading goes from baseline to baseline: 1.2 to 1.4 times the size reads well",
        ));
    }
    let named = |given: &Option<Given<Several>>, default: &str| match given {
        Some(given) if !given.value.0.is_empty() => given
            .value
            .0
            .iter()
            .map(|name| Given { value: name.clone(), place: within(&given.place, name) })
            .collect(),
        _ => vec![by_default(default.to_owned())],
    };
    Faces {
        text: named(&w.type_text, "Alegreya"),
        sans: named(&w.type_sans, "Alegreya Sans"),
        mono: named(&w.type_mono, "Source Code Pro"),
        size,
        leading,
        hyphenate: value(&w.type_hyphenate).unwrap_or(true),
        align: value(&w.type_align).unwrap_or_else(|| usual_alignment(page.measure(size), size)),
        opening: value(&w.type_opening).unwrap_or_default(),
        system: value(&w.type_system_fonts).unwrap_or(false),
    }
}

fn type_length(
    given: &Option<Given<WrittenLength>>,
    default: Length,
    points: std::ops::RangeInclusive<f64>,
    findings: &mut Findings,
) -> Length {
    let Some(given) = given else { return default };
    if points.contains(&given.value.0.to_pt()) {
        return given.value.0;
    }
    let message = format!("type of {:.1} pt cannot be set", given.value.0.to_pt());
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message).at(given.place.clone()).label(format!(
            "between {} pt and {} pt",
            points.start(),
            points.end()
        )),
    );
    default
}

/// Lines of fewer ems are too short to be filled to both margins: 45 letters of 0.45 em,
/// as wide as those of a text face are in the mean. Below that either spaces are torn
/// open or every third line ends with a hyphen.
const NARROWEST_JUSTIFIED: f64 = 20.25;

/// How lines so wide are filled unless somebody wants them otherwise.
fn usual_alignment(measure: Length, size: Length) -> Alignment {
    if measure < size.scale(NARROWEST_JUSTIFIED) { Alignment::Left } else { Alignment::Justify }
}
