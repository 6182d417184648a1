//! Raw HTML: its words are kept, its tags are not.

use super::references::resolve;

/// The text of a piece of HTML: without tags, comments, instructions and
/// declarations, its character references resolved.
pub(super) fn text(html: &str) -> String {
    let lines = paragraphs(html).into_iter().flatten();
    lines.collect::<Vec<_>>().join(" ")
}

/// The text of a piece of HTML, line by line, where its tags end paragraphs and lines.
pub(super) fn paragraphs(html: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![vec![String::new()]];
    let mut rest = html;
    let say = |words: &str, paragraphs: &mut Vec<Vec<String>>| {
        if let Some(line) = paragraphs.last_mut().and_then(|lines| lines.last_mut()) {
            line.push_str(words);
        }
    };
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        say(before, &mut paragraphs);
        let (kept, after) = skip(tag);
        say(kept, &mut paragraphs);
        let name = name(tag);
        match name.as_str() {
            "br" => paragraphs.last_mut().into_iter().for_each(|lines| lines.push(String::new())),
            // Cells of a row.
            "td" | "th" => say(" ", &mut paragraphs),
            name if ENDS_PARAGRAPH.contains(&name) => paragraphs.push(vec![String::new()]),
            _ => {}
        }
        rest = after;
    }
    say(rest, &mut paragraphs);
    for lines in &mut paragraphs {
        for line in lines.iter_mut() {
            *line = resolve(line).split_whitespace().collect::<Vec<_>>().join(" ");
        }
        lines.retain(|line| !line.is_empty());
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// What stands in such tags is a paragraph, or several.
const ENDS_PARAGRAPH: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

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
    fn tags_part_words_lines_and_paragraphs() {
        let lines = |html: &str| {
            let all = paragraphs(html).into_iter().map(|lines| lines.join("/"));
            all.collect::<Vec<_>>().join("|")
        };
        assert_eq!(lines("<p>red<br>next</p><p>one</p><P class=x>two"), "red/next|one|two");
        assert_eq!(
            lines("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>e"),
            "a b|c d|e"
        );
        assert_eq!(lines("<ul><li>one<li>two</ul><b>th</b>ree"), "one|two|three");
        assert_eq!(lines("<div></div><br>"), "");
    }

    #[test]
    fn knows_comments_and_breaks() {
        assert!(is_comment("<!-- a -->\n<!-- b -->"));
        assert!(!is_comment("<!-- a --> b"));
        assert!(is_line_break("<br />") && is_line_break("<BR>") && !is_line_break("<b>"));
    }
}
