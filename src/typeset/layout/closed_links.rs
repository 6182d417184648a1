//! No page leads into its reader's machine, whoever has written the link: the
//! text's own are looked at when it is read, but a bibliography has links too, and
//! so may a template.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document};
use typst_layout::PagedDocument;

use super::frames;
use crate::diag::{Diagnostic, Findings, code};
use crate::markdown::is_open_to_readers;

/// The document without such links; shares every page that has none.
pub(in crate::typeset) fn without(
    document: PagedDocument,
    findings: &mut Findings,
) -> PagedDocument {
    let mut urls = BTreeSet::new();
    document.pages().iter().for_each(|page| find(&page.frame, &mut urls));
    if urls.is_empty() {
        return document;
    }
    for url in &urls {
        let message = format!("`{url}` is no address that readers can open");
        findings.push(
            Diagnostic::warning(code::CLOSED_LINK, message)
                .label("a link in the bibliography or in the template; its words are printed")
                .hint("links lead to http:, https:, mailto: and tel:"),
        );
    }
    let pages = document.pages().iter().cloned().map(|mut page| {
        if frames::holds(&page.frame, &|item| closed(item).is_some()) {
            let kept = |item: &FrameItem| closed(item).is_none().then(|| item.clone());
            page.frame = frames::changed(&page.frame, &kept);
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

fn closed(item: &FrameItem) -> Option<&str> {
    match item {
        FrameItem::Link(Destination::Url(url), _) if !is_open_to_readers(url.as_str()) => {
            Some(url.as_str())
        }
        _ => None,
    }
}

fn find(frame: &Frame, all: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        if let FrameItem::Group(group) = item {
            find(&group.frame, all);
        }
        all.extend(closed(item).map(str::to_owned));
    }
}
