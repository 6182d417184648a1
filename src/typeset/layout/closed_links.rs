//! No page leads into its reader's machine, whoever has written the link: the
//! text's own are looked at when it is read, but a bibliography has links too, and
//! so may a template.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document};
use typst_layout::PagedDocument;

use crate::diag::{Diagnostic, Findings, code};
use crate::markdown::is_open_to_readers;

/// The document without such links; shares every page that has none.
pub(in crate::typeset) fn without(
    document: PagedDocument,
    findings: &mut Findings,
) -> PagedDocument {
    let mut closed = BTreeSet::new();
    document.pages().iter().for_each(|page| find(&page.frame, &mut closed));
    if closed.is_empty() {
        return document;
    }
    for url in &closed {
        let message = format!("`{url}` is no address that readers can open");
        findings.push(
            Diagnostic::warning(code::CLOSED_LINK, message)
                .label("a link in the bibliography or in the template; its words are printed")
                .hint("links lead to http:, https:, mailto: and tel:"),
        );
    }
    let pages = document.pages().iter().cloned().map(|mut page| {
        let mut here = BTreeSet::new();
        find(&page.frame, &mut here);
        if !here.is_empty() {
            page.frame = cleared(&page.frame);
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

fn cleared(frame: &Frame) -> Frame {
    let mut open = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        open.set_baseline(frame.baseline());
    }
    for (at, item) in frame.items().filter(|(_, item)| closed(item).is_none()) {
        open.push(
            *at,
            match item {
                FrameItem::Group(group) => {
                    let mut group = group.clone();
                    group.frame = cleared(&group.frame);
                    FrameItem::Group(group)
                }
                other => other.clone(),
            },
        );
    }
    open
}
