//! Words in a PDF.

use lopdf::Object;

/// A text string (PDF 32000-1, 7.9.2.2): ASCII as it is, all else UTF-16.
pub(super) fn text(words: &str) -> Object {
    lopdf::text_string(words)
}
