//! Style sheets of drawings, without what is said beside them.

use super::svg_names::is_property;

/// A style sheet with its rules for properties that are drawn; without comments
/// and without rules that fetch something (`@import`, `@font-face`).
pub(super) fn sheet(css: &str) -> String {
    let css = without_comments(css);
    let mut rest = css.as_str();
    let mut out = String::new();
    while let Some((head, after)) = rest.split_once(['{', ';']) {
        let has_body = rest.as_bytes().get(head.len()) == Some(&b'{');
        let is_at_rule = head.trim_start().starts_with('@');
        if !has_body {
            // `@import …;`, or a stray semicolon.
            rest = after;
            continue;
        }
        let end = if is_at_rule { nested_end(after) } else { end_of(after, '}') };
        let body = after.get(..end).unwrap_or(after);
        rest = after.get(end + 1..).unwrap_or_default();
        let declared = declarations(body);
        if !is_at_rule && !declared.is_empty() {
            out.push_str(&format!("{}{{{declared}}}", head.trim()));
        }
    }
    out
}

/// Declarations of properties that are drawn: `fill:red;stroke:blue`.
pub(super) fn declarations(css: &str) -> String {
    let css = without_comments(css);
    let mut rest = css.as_str();
    let mut kept = Vec::new();
    while !rest.is_empty() {
        let end = end_of(rest, ';');
        let one = rest.get(..end).unwrap_or(rest);
        rest = rest.get(end + 1..).unwrap_or_default();
        let Some((name, value)) = one.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        if is_property(&name) && is_own(value) {
            kept.push(format!("{name}:{}", value.trim()));
        }
    }
    kept.join(";")
}

/// Whether a value names nothing outside of its drawing: every `url(…)` is one of
/// a part of it, `url(#name)`.
pub(super) fn is_own(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.match_indices("url(").all(|(at, start)| {
        let inside = lower.get(at + start.len()..).unwrap_or_default();
        inside.trim_start_matches([' ', '\'', '"', '\t', '\n']).starts_with('#')
    })
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// Where a mark stands that is in no string and in no parentheses.
fn end_of(css: &str, mark: char) -> usize {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, c) in css.char_indices() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            (c, None) if c == mark && depth == 0 => return at,
            _ => {}
        }
    }
    css.len()
}

/// Where a rule with rules in it ends.
fn nested_end(css: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in css.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_stays() {
        assert_eq!(declarations("fill:red; stroke : url(#a) ;"), "fill:red;stroke:url(#a)");
        assert_eq!(declarations("font-family:'a;b';fill:none"), "font-family:'a;b';fill:none");
        assert_eq!(
            declarations("-inkscape-font-specification:'/home/x'; fill: url(file:///x) /* y */"),
            ""
        );
        assert_eq!(
            sheet(
                "/* by X */ @import url('/home/x.css'); @font-face { src: url(/home/x) }\
                   @media print { .a { fill: red } } .b, #c > g { fill: blue; owner: x }"
            ),
            ".b, #c > g{fill:blue}"
        );
    }
}
