//! Dashes, ellipses and apostrophes as a typesetter keys them. Quotation
//! marks are left to Typst, which knows each language's own.

/// The words as a typesetter keys them; `before` is the character that precedes
/// them on the page. Two hyphens become an en dash, three an em dash, three dots an ellipsis;
/// an apostrophe within a word or before a decade is told from a quotation
/// mark.
pub fn smart(text: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = before;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(c).len();
        let (put, taken) = match c {
            '-' if run == 2 => ("–", 2),
            '-' if run == 3 => ("—", 3),
            '.' if run == 3 => ("…", 3),
            // Longer runs are rules or fill-in lines that the author drew.
            '-' | '.' if run > 3 => (rest.get(..run).unwrap_or_default(), run),
            '\'' if run == 1 && is_apostrophe(before, rest) => ("’", 1),
            _ => (rest.get(..c.len_utf8()).unwrap_or_default(), c.len_utf8()),
        };
        out.push_str(put);
        rest = rest.get(taken..).unwrap_or_default();
        before = Some(c);
    }
    out
}

/// Whether the `'` that `rest` starts with is an apostrophe.
fn is_apostrophe(before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().nth(1);
    let within =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let starts_word = before.is_none_or(|c| !c.is_alphanumeric());
    within || (starts_word && (is_decade(rest) || is_clipped(rest)))
}

/// `'68`, `'90s`: two digits and no third.
fn is_decade(rest: &str) -> bool {
    let digits = rest.chars().skip(1).take_while(char::is_ascii_digit).count();
    digits == 2 && rest.chars().nth(3) != Some('\'')
}

/// `'tis`, `'em`, `'twas`: words that have lost their head.
fn is_clipped(rest: &str) -> bool {
    let word: String = rest.chars().skip(1).take_while(|c| c.is_alphabetic()).collect();
    let clipped =
        ["tis", "twas", "twere", "twill", "twould", "em", "til", "cause", "bout", "round"];
    clipped.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    fn smart(text: &str) -> String {
        super::smart(text, None)
    }

    #[test]
    fn as_a_typesetter_keys_them() {
        assert_eq!(smart("1914--18 --- yes..."), "1914–18 — yes…");
        assert_eq!(smart("well-kept ---- .... 'quoted'"), "well-kept ---- .... 'quoted'");
        assert_eq!(
            smart("don't, l'été, the '68ers, 'tis, '90s"),
            "don’t, l’été, the ’68ers, ’tis, ’90s"
        );
        assert_eq!(smart("the workers' paper, '12'"), "the workers' paper, '12'");
        assert_eq!(super::smart("'s", Some('t')), "’s");
    }
}
