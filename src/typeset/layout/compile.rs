//! One layout of a project by Typst.

use std::time::Instant;

use typst_layout::PagedDocument;

use crate::diag::Findings;
use crate::typeset::Project;
use crate::typeset::layout::faults;
use crate::typeset::layout::timing::Layout;
use crate::typeset::layout::world::Desk;

/// What the last layout has not asked for is forgotten: it takes most of the memory, and
/// to lay it out again, if it comes again, takes less time than memory takes otherwise.
const OLDEST: usize = 1;

/// Lays a project out. Reports what Typst says; gives nothing if that is an error.
pub(in crate::typeset) fn compile(
    desk: &mut Desk<'_>,
    name: &'static str,
    project: &Project,
    findings: &mut Findings,
) -> Option<PagedDocument> {
    let start = Instant::now();
    let result = typst::compile::<PagedDocument>(&*desk);
    typst::comemo::evict(OLDEST);
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
