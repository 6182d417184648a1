//! The measures of a page, as one who reads it has to know them beforehand.

use typst::foundations::{Label, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::geometry::Length;
use crate::language::Direction;
use crate::typeset::write::rules;

/// The indent of a template that does not tell its own, in em.
const USUAL_INDENT: f64 = 1.3;

/// What a proofreader has to know beforehand.
#[derive(Clone, Copy, Debug)]
pub(in crate::typeset) struct Measures {
    /// From baseline to baseline, in points.
    pub lead: f64,
    /// The size of the text, in points.
    pub size: f64,
    /// The top of the type area, from the page's top, in points.
    pub top: f64,
    /// Its foot, from the same top.
    pub foot: f64,
    /// The width of a column of text, in points.
    pub measure: f64,
    /// How many columns there are.
    pub columns: usize,
    /// Between them, in points.
    pub gap: f64,
    /// Whether the first of them is the right one.
    pub from_right: bool,
    /// Whether lines are filled to both margins.
    pub justified: bool,
    /// How far the template indents paragraphs, in em of their type; it is asked of the first
    /// layout.
    pub indent: f64,
    /// The left margin of a right-hand page, in points; that of a left-hand
    /// page is the other one.
    pub left_of_recto: f64,
    /// The margin at the other side.
    pub left_of_verso: f64,
}

impl Measures {
    pub(in crate::typeset) fn of(pamphlet: &crate::manifest::Pamphlet) -> Self {
        let (page, faces) = (&pamphlet.page, &pamphlet.faces);
        let pt = Length::to_pt;
        let binds_left = pamphlet.making.binding == crate::sheet::Binding::Left;
        Self {
            lead: pt(faces.leading),
            size: pt(faces.size),
            top: pt(page.top),
            foot: pt(page.size.height - page.bottom),
            measure: pt(page.measure(faces.size)),
            columns: page.columns,
            from_right: pamphlet.about.dir == Direction::Rtl,
            gap: pt(crate::manifest::Page::column_gap(faces.size)),
            justified: faces.align == crate::manifest::Alignment::Justify,
            indent: USUAL_INDENT,
            left_of_recto: pt(if binds_left { page.inner } else { page.outer }),
            left_of_verso: pt(if binds_left { page.outer } else { page.inner }),
        }
    }

    /// The same, with the indent that the template has.
    pub(in crate::typeset) fn indented(self, document: &PagedDocument) -> Self {
        let label = Label::new(PicoStr::intern(rules::TEXT_START));
        let start = label.and_then(|label| document.introspector().query_label(label).ok());
        match start.and_then(|it| it.to_packed::<MetadataElem>()).map(|it| &it.value) {
            Some(Value::Length(indent)) => {
                Self { indent: indent.em.get() + indent.abs.to_pt() / self.size, ..self }
            }
            _ => self,
        }
    }

    /// Where the type area begins on a page, from 0: even ones are recto.
    pub(in crate::typeset) fn left(&self, page: usize) -> f64 {
        if page.is_multiple_of(2) { self.left_of_recto } else { self.left_of_verso }
    }

    /// The column, from 0 at the left, in which something stands.
    pub(in crate::typeset) fn column_from_left(&self, page: usize, x: f64) -> usize {
        let column = (x - self.left(page) + self.gap / 2.0) / (self.measure + self.gap);
        (column.max(0.0) as usize).min(self.columns.saturating_sub(1))
    }

    /// The same in the order in which columns are read.
    pub(in crate::typeset) fn column(&self, page: usize, x: f64) -> usize {
        let column = self.column_from_left(page, x);
        if self.from_right { self.columns.saturating_sub(1 + column) } else { column }
    }

    /// The same, counted through all pages, each from 0: where a page has one column, the
    /// page.
    pub(in crate::typeset) fn stand(&self, page: usize, x: f64) -> usize {
        page * self.columns.max(1) + self.column(page, x)
    }

    /// The page, from 0, on which something stands.
    pub(in crate::typeset) fn page(&self, stand: usize) -> usize {
        stand / self.columns.max(1)
    }
}
