//! Raw HTML: its words are kept, its tags are not.

/// The text of a piece of HTML: without tags, comments, instructions and
/// declarations, its character references resolved.
pub(super) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let (kept, after) = skip(tag);
        text.push_str(kept);
        rest = after;
    }
    text.push_str(rest);
    let resolved = resolve(&text);
    resolved.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a piece of HTML is nothing but comments.
pub(super) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while rest.starts_with("<!--") {
        rest = rest.split_once("-->").map_or("", |(_, after)| after).trim_start();
    }
    rest.is_empty()
}

/// Whether a tag is `<br>` in any of its spellings.
pub(super) fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// The name of a tag in small letters: `sup` of `<sup>` and of `</sup>`.
pub(super) fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches('<').trim_start_matches('/');
    inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// What of a construct that starts with `<` is text, and what follows it.
fn skip(tag: &str) -> (&str, &str) {
    let until = |end: &str| {
        let at = tag.find(end).map_or(tag.len(), |at| at + end.len());
        ("", tag.get(at..).unwrap_or_default())
    };
    if let Some(data) = tag.strip_prefix("<![CDATA[") {
        return data.split_once("]]>").unwrap_or((data, ""));
    }
    if tag.starts_with("<!--") {
        return until("-->");
    }
    if tag.starts_with("<?") {
        return until("?>");
    }
    let names = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
    if !tag.chars().nth(1).is_some_and(names) {
        return tag.split_at(1);
    }
    // A > inside a quoted attribute does not end the tag.
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return ("", tag.get(at + 1..).unwrap_or_default()),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    ("", "")
}

/// Resolves the character references that raw HTML is likely to hold.
fn resolve(text: &str) -> String {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        resolved.push_str(before);
        let name = reference.get(1..).and_then(|r| r.split_once(';')).map_or("", |(name, _)| name);
        match character(name) {
            Some(c) => {
                resolved.push(c);
                rest = reference.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                resolved.push('&');
                rest = reference.get(1..).unwrap_or_default();
            }
        }
    }
    resolved.push_str(rest);
    resolved
}

fn character(name: &str) -> Option<char> {
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{A0}'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
        ("copy", '©'),
        ("shy", '\u{AD}'),
    ];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    named.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_words() {
        assert_eq!(
            text("<p class=\"a>b\">One &amp; <b>two</b> &#8212; 1 < 2</p>"),
            "One & two — 1 < 2"
        );
        assert_eq!(
            text("<!-- no --><?php no ?><!DOCTYPE html>yes<![CDATA[ and <yes>]]>"),
            "yes and <yes>"
        );
        assert_eq!(text("a <unclosed"), "a");
        assert_eq!(text("AT&T &unknown; &"), "AT&T &unknown; &");
    }

    #[test]
    fn knows_comments_and_breaks() {
        assert!(is_comment("<!-- a -->\n<!-- b -->"));
        assert!(!is_comment("<!-- a --> b"));
        assert!(is_line_break("<br />") && is_line_break("<BR>") && !is_line_break("<b>"));
    }
}
