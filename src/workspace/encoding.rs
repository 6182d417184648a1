//! What a text that is not UTF-8 was saved as: told by how it would read.

use encoding_rs::{Encoding, KOI8_R, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// A text as it reads in the encoding that it was most likely saved in.
pub(super) struct Told {
    /// The encoding, as `iconv` and editors call it.
    pub name: &'static str,
    /// The text.
    pub text: String,
}

/// Tells the encoding; none if it reads well in none.
pub(super) fn told(bytes: &[u8]) -> Option<Told> {
    let of = |name, encoding: &'static Encoding| {
        let (text, ..) = encoding.decode(bytes);
        Told { name, text: text.into_owned() }
    };
    if let Some(encoding) = wide(bytes) {
        return Some(of("UTF-16", encoding));
    }
    let known = [
        ("WINDOWS-1252", WINDOWS_1252),
        ("MACINTOSH", MACINTOSH),
        ("WINDOWS-1251", WINDOWS_1251),
        ("KOI8-R", KOI8_R),
    ];
    let all = known.map(|(name, encoding)| of(name, encoding));
    // Of two that read as well the first.
    let best = all.into_iter().rev().max_by_key(|told| sense(&told.text))?;
    (sense(&best.text) > 0).then_some(best)
}

/// UTF-16 begins with its mark, or every other byte of Latin letters is nought.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let noughts = |from: usize| {
        let some = bytes.iter().skip(from).step_by(2).take(200);
        let count = some.clone().count();
        count > 4 && some.filter(|byte| **byte == 0).count() * 2 > count
    };
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ if noughts(1) => Some(UTF_16LE),
        _ if noughts(0) => Some(UTF_16BE),
        _ => None,
    }
}

/// How much of what is not ASCII stands where it would in a text.
fn sense(text: &str) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|it| letters.get(it)).copied();
    let mut sense = 0;
    for (here, letter) in letters.iter().enumerate().filter(|(_, it)| !it.is_ascii()) {
        let (before, after) = (at(here.checked_sub(1)), at(Some(here + 1)));
        sense += stands(before, *letter, after);
    }
    sense
}

fn stands(before: Option<char>, letter: char, after: Option<char>) -> i64 {
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphabetic);
    let is_free = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
    let is_script = |it: Option<char>| it.is_none_or(|it| !it.is_ascii_alphabetic());
    let is_cyrillic = |it: char| ('\u{400}'..='\u{4FF}').contains(&it);
    match letter {
        '“' | '‘' | '„' | '«' | '¿' | '¡' if is_free(before) && !is_free(after) => 2,
        '’' if is_letter(before) => 2,
        '”' | '»' if !is_free(before) || !is_letter(after) => 2,
        '–' | '—' | '…' | '•' | '·' | '\u{A0}' | '£' | '§' | '€' | '°' | '№' => 1,
        _ if is_cyrillic(letter) => match before {
            // Other letters do not stand beside them, nor do capitals follow small ones.
            Some(before) if before.is_ascii_alphabetic() => -2,
            Some(before) if before.is_lowercase() && letter.is_uppercase() => -2,
            _ if is_script(after) => 1,
            _ => -2,
        },
        // Two letters with accents seldom stand side by side.
        _ if letter.is_alphabetic() => {
            let beside = [before, after].into_iter().flatten();
            let accents = beside.filter(|it| !it.is_ascii() && it.is_alphabetic()).count();
            let capital = is_letter(before) && before.is_some_and(char::is_lowercase);
            match accents {
                0 if !(capital && letter.is_uppercase()) => 1,
                1 => 0,
                _ => -1,
            }
        }
        _ => -2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, encoding: &'static Encoding) -> Option<&'static str> {
        let (bytes, ..) = encoding.encode(text);
        assert!(std::str::from_utf8(&bytes).is_err(), "{text}");
        let told = told(&bytes)?;
        assert_eq!(told.text, text);
        Some(told.name)
    }

    #[test]
    fn texts_are_told_by_what_they_say() {
        let texts = [
            "“It’s a fine day,” she said – and it was…",
            "Émile était à l’école; où ça? Là-bas, près du château.",
            "Die Bürger müssen größere Öfen für die Küche kaufen, und zwar „sofort“.",
            "Señor, ¿qué pasó? ¡Nada! Él se fue mañana.",
            "No more than one caf\u{e9}.",
        ];
        for text in texts {
            assert_eq!(name(text, WINDOWS_1252), Some("WINDOWS-1252"), "{text}");
            assert_eq!(name(text, MACINTOSH), Some("MACINTOSH"), "{text}");
        }
        for text in ["Печать — дело рук самих рабочих.", "В 1863 году он напечатал «Колокол»."]
        {
            assert_eq!(name(text, WINDOWS_1251), Some("WINDOWS-1251"), "{text}");
        }
        assert_eq!(name("Печать дело рук самих рабочих.", KOI8_R), Some("KOI8-R"));
    }

    #[test]
    fn wide_letters_are_told_with_and_without_their_mark() {
        let of = |bytes: Vec<u8>| told(&bytes).map(|told| told.name);
        let text = "A pamphlet of “sixteen” pages";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(of([&[0xFF, 0xFE][..], &little].concat()), Some("UTF-16"));
        assert_eq!(of(little), Some("UTF-16"));
        assert_eq!(of([&[0xFE, 0xFF][..], &big].concat()), Some("UTF-16"));
        assert_eq!(of(big), Some("UTF-16"));
    }
}
