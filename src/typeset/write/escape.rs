//! Words and strings as Typst source, so that no text can be read as code.

/// Adds words to Typst markup: every ASCII punctuation character is escaped,
/// save the quotation marks, which Typst sets as the language wants them.
/// White space folds into single spaces, as in the Markdown it came from.
pub(in crate::typeset) fn markup(words: &str, out: &mut String) {
    let mut space = false;
    for c in words.chars() {
        if is_space(c) {
            space = true;
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        if c.is_ascii_punctuation() && c != '"' && c != '\'' {
            out.push('\\');
        }
        out.push(c);
    }
    if space {
        out.push(' ');
    }
}

/// Adds a string literal of Typst's code mode.
pub(in crate::typeset) fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// What Typst's markup takes for white space or a new line; a no-break space
/// and its kin are characters.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_code() {
        let mut out = String::new();
        markup("#eval(\"1\") \n *a* $x$ -- 1. =h `r` <l> @r http://x \\u{41} // c", &mut out);
        let bare = out.replace("\\\\", "");
        for c in "#($*=`<@/{}_-.".chars() {
            let escaped = format!("\\{c}");
            assert_eq!(bare.matches(c).count(), bare.matches(&escaped).count(), "{c} in {out}");
        }
    }

    #[test]
    fn strings_end_where_they_end() {
        let mut out = String::new();
        string("a\"\\\n\u{1}é", &mut out);
        assert_eq!(out, "\"a\\\"\\\\\\n\\u{1}é\"");
    }
}
