//! One layout of a project by Typst.

use std::time::Instant;

use typst_layout::PagedDocument;

use crate::diag::Findings;
use crate::typeset::Project;
use crate::typeset::layout::faults;
use crate::typeset::layout::timing::Layout;
use crate::typeset::layout::world::Desk;

/// How many layouts what is not asked for is kept: paragraphs that are seen closer and
/// wider come back as they were in the fourth.
const KEPT: usize = 3;
/// A text of more pages takes too much memory for that; see [`Desk::keeps`].
const MANY_PAGES: usize = 100;

/// Lays a project out. Reports what Typst says; gives nothing if that is an error.
pub(in crate::typeset) fn compile(
    desk: &mut Desk<'_>,
    name: &'static str,
    project: &Project,
    findings: &mut Findings,
) -> Option<PagedDocument> {
    let document = lay_out(desk, name, project, findings);
    let pages = document.as_ref().map_or(0, |document| document.pages().len());
    typst::comemo::evict(if pages > MANY_PAGES { desk.keeps } else { KEPT });
    document
}

/// The same; what else was laid out is kept as long as if this were not.
pub(in crate::typeset) fn lay_out(
    desk: &mut Desk<'_>,
    name: &'static str,
    project: &Project,
    findings: &mut Findings,
) -> Option<PagedDocument> {
    let start = Instant::now();
    let result = typst::compile::<PagedDocument>(&*desk);
    desk.layouts.push(Layout { name, took: start.elapsed() });
    findings.extend(result.warnings.iter().map(|w| faults::fault(w, desk, &project.origins)));
    match result.output {
        Ok(document) => Some(document),
        Err(errors) => {
            findings.extend(errors.iter().map(|e| faults::fault(e, desk, &project.origins)));
            None
        }
    }
}
