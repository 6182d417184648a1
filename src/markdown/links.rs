//! Which addresses a link may lead to.

use super::manuscript::{InlineKind, Manuscript};
use super::walk;
use crate::diag::{Diagnostic, Findings, code, is_harmless};

/// Whether a viewer may be told to open this: a page of the web, a letter, a
/// telephone number. What else there is (`javascript:`, `file:`, `smb:`,
/// `\\server\share`, a path) runs programs or leads into the reader's machine.
pub fn is_open_to_readers(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let is_shown = url.chars().all(|c| is_harmless(c) && !matches!(c, '\n' | '\t'));
    let leads_somewhere = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//");
            host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\', '?', '#']))
        }
        "mailto" | "tel" => !rest.is_empty() && !rest.starts_with(['/', '\\']),
        _ => false,
    };
    is_shown && leads_somewhere
}

/// Turns links that lead elsewhere into their words, with a warning.
pub(super) fn settle(manuscript: &mut Manuscript, findings: &mut Findings) {
    walk::each_block(manuscript, &mut |block| {
        walk::each_inline(block, &mut |inline| {
            let InlineKind::Link { url, .. } = &mut inline.kind else { return };
            if url.is_empty() || url.starts_with('#') || is_open_to_readers(url) {
                return;
            }
            let message = format!("`{}` is no address that readers can open", shortened(url));
            let hint = match url.strip_prefix("www.") {
                Some(_) => format!("write it out: `https://{url}`"),
                None => "links lead to http:, https:, mailto: and tel:, or to a heading: `#name`"
                    .to_owned(),
            };
            findings.push(
                Diagnostic::warning(code::CLOSED_LINK, message)
                    .at(inline.place.clone())
                    .label("printed as plain words")
                    .hint(hint),
            );
            url.clear();
        });
    });
}

/// So much of an address is shown.
const SHOWN: usize = 60;

fn shortened(url: &str) -> String {
    let mut words: String = url.chars().take(SHOWN).collect();
    if words.len() < url.len() {
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::is_open_to_readers;

    #[test]
    fn only_what_a_stranger_may_open() {
        for good in [
            "https://example.org",
            "HTTP://example.org/a b?c#d",
            "mailto:a@example.org",
            "tel:+49-30-1234",
            "https://пример.example/ä",
        ] {
            assert!(is_open_to_readers(good), "{good}");
        }
        for wrong in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "smb://server/share",
            "\\\\server\\share",
            "//server/share",
            "https:\\\\server\\share",
            "https:///x",
            "http:x",
            "https://",
            "mailto:",
            "mailto://server/share",
            "other.md",
            "/etc/passwd",
            "ms-msdt:/id",
            "https://good.example/\u{202e}moc",
            "https\u{0}://a.example",
        ] {
            assert!(!is_open_to_readers(wrong), "{wrong:?}");
        }
    }
}
