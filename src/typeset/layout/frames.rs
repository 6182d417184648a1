//! Frames, made anew with some of their items changed.

use typst::layout::{Frame, FrameItem};

/// A frame with other items in the place of its own, those of groups within it too; where
/// `change` gives none, nothing stands.
pub(super) fn changed(frame: &Frame, change: &impl Fn(&FrameItem) -> Option<FrameItem>) -> Frame {
    let mut made = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        made.set_baseline(frame.baseline());
    }
    for (at, item) in frame.items() {
        let item = match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = changed(&group.frame, change);
                Some(FrameItem::Group(group))
            }
            other => change(other),
        };
        if let Some(item) = item {
            made.push(*at, item);
        }
    }
    made
}

/// Whether there is such an item in a frame, or in a group within it.
pub(super) fn holds(frame: &Frame, wanted: &impl Fn(&FrameItem) -> bool) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds(&group.frame, wanted),
        other => wanted(other),
    })
}
