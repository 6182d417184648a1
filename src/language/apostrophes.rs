//! Where a word with an apostrophe may be divided: `l’auto-ri-sa-tion`.

use hypher::Lang;

/// The bytes at which a word may be divided, after the patterns of a language by its code
/// of two letters; none if it has no patterns.
///
/// The patterns know no apostrophe: what stands before one and behind it is divided as a word
/// of its own, and counts towards the letters that have to stay together.
pub fn divisions(word: &str, lang: &str) -> Vec<usize> {
    let code = lang.as_bytes().try_into().ok();
    let Some(lang) = code.and_then(Lang::from_iso) else { return Vec::new() };
    let (least_before, least_after) = lang.bounds();
    let parts: Vec<&str> = word.split(is_apostrophe).collect();
    let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
    let mut all = Vec::new();
    let (mut start, mut before) = (0, 0);
    for part in parts {
        let own = part.chars().count();
        let after = letters - before - own;
        // One letter alone is left on no side of the apostrophe.
        let first = least_before.saturating_sub(before).max(LEAST);
        let last = least_after.saturating_sub(after).max(LEAST);
        let mut at = start;
        for syllable in hypher::hyphenate_bounded(part, lang, first, last) {
            at += syllable.len();
            if at < start + part.len() {
                all.push(at);
            }
        }
        before += own;
        start += part.len();
        start += word.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    all
}

/// Letters that stay together at least.
const LEAST: usize = 2;

/// Whether a character stands for letters that were left out.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, lang: &str) -> String {
        let mut out = word.to_owned();
        for at in divisions(word, lang).into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn what_stands_on_either_side_is_a_word() {
        assert_eq!(divided("l’autorisation", "fr"), "l’au-to-ri-sa-tion");
        assert_eq!(divided("quelqu’administration", "fr"), "quel-qu’ad-mi-nis-tra-tion");
        assert_eq!(divided("dell'informazione", "it"), "dell'in-for-ma-zio-ne");
        // The letter behind it counts: three go over.
        assert_eq!(divided("printer’s", "en"), "print-er’s");
        assert_eq!(divided("printer", "en"), "printer");
        assert_eq!(divided("pamphleteers’", "en"), "pam-phle-teers’");
    }

    #[test]
    fn short_words_and_unknown_languages_stay_whole() {
        assert_eq!(divided("l’eau", "fr"), "l’eau");
        assert_eq!(divided("don’t", "en"), "don’t");
        assert_eq!(divided("’", "en"), "’");
        assert_eq!(divided("l’autorisation", "ar"), "l’autorisation");
        assert_eq!(divided("l’autorisation", ""), "l’autorisation");
    }
}
