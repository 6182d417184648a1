//! Words of strangers on a terminal: titles, labels, names of files. Whoever
//! writes them must not be able to move its cursor, set its title or turn the
//! order of a line about.

use std::borrow::Cow;

/// The words without anything that a terminal obeys: control characters are
/// shown as their pictures (U+2400), marks of direction (UAX #9) and other
/// characters that cannot be seen as U+FFFD. Lines and tabs stay.
pub fn harmless(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_harmless) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(|c| if is_harmless(c) { c } else { picture(c) }).collect())
}

/// The same as a single line.
pub fn harmless_line(words: &str) -> Cow<'_, str> {
    match harmless(words) {
        words if !words.contains(['\n', '\t']) => words,
        words => Cow::Owned(words.replace(['\n', '\t'], " ")),
    }
}

/// Whether a character only stands for itself, or is the end of a line or a tab.
pub fn is_harmless(c: char) -> bool {
    let is_hidden = matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    );
    matches!(c, '\n' | '\t') || !c.is_control() && !is_hidden
}

fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{FFFD}'),
        0x7F => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_terminal_obeys() {
        let hostile = "a\u{1b}[31m\u{9b}2J\u{7}\u{202e}gpj.\u{2066}\r\u{7f}\u{85}";
        let shown = harmless(hostile);
        assert_eq!(shown, "a␛[31m\u{FFFD}2J␇\u{FFFD}gpj.\u{FFFD}␍␡\u{FFFD}");
        assert_eq!(harmless_line("one\ntwo\tthree"), "one two three");
        // What languages need stays: joiners, letters from right to left.
        let words = "Grüße, شما\u{200C}ها, עברית, क्\u{200D}ष";
        assert_eq!(harmless(words), words);
    }
}
