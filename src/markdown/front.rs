//! Front matter that other tools left in a text.

use std::sync::Arc;

use crate::diag::{Diagnostic, Findings, Place, Source, code};

/// The lines of YAML at the head of a text, with those that enclose them.
pub fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    yaml(text.get(bom..).unwrap_or_default()).map(|length| bom..bom + length)
}

/// The byte at which the text starts, behind YAML that says nothing of the pamphlet: that of
/// another text than the first.
pub(super) fn skip_foreign(source: &Arc<Source>, start: usize, findings: &mut Findings) -> usize {
    let text = source.text.get(start..).unwrap_or_default();
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let start = start + bom;
    let text = text.get(bom..).unwrap_or_default();
    let Some(length) = yaml(text) else { return start };
    findings.push(
        Diagnostic::warning(code::FOREIGN_FRONT_MATTER, "this front matter is not read")
            .at(Place::new(source, start..start + 3))
            .hint("only that of the first text says what the pamphlet is; the rest goes into `pamphlet.toml`"),
    );
    start + length
}

/// The length of a YAML header, if the text starts with one. A text may also
/// start with a thematic break, so every line has to look like YAML.
fn yaml(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let mut length = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut keys = 0;
    for line in lines {
        length += line.len();
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return (keys > 0).then_some(length);
        }
        let indented = bare.is_empty() || bare.starts_with([' ', '\t', '#', '-', ']', '}']);
        let key = bare.split_once(':').is_some_and(|(key, _)| {
            let good = |c: char| c.is_alphanumeric() || "-_ .\"'".contains(c);
            !key.is_empty() && key.len() <= 60 && key.chars().all(good)
        });
        if key {
            keys += 1;
        } else if !indented {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::yaml;

    #[test]
    fn tells_yaml_from_a_thematic_break() {
        assert_eq!(yaml("---\ntitle: A\ntags:\n  - b\n---\nText"), Some(29));
        assert_eq!(yaml("---\r\ntitle: A\r\n---\r\nText"), Some(20));
        assert_eq!(yaml("---\n\nText with words.\n\n---\n"), None);
        assert_eq!(yaml("---\n\n---\n"), None);
        assert_eq!(yaml("Text"), None);
    }
}
