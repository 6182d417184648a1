//! Character references of HTML: `&oacute;`, `&#8212;`.

use entities::ENTITIES;

/// The same text with the characters themselves; what is no reference stays.
pub(super) fn resolve(text: &str) -> String {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        resolved.push_str(before);
        let name = reference.get(1..).and_then(|r| r.split_once(';')).map_or("", |(name, _)| name);
        match characters(name) {
            Some(characters) => {
                resolved.push_str(&characters);
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

/// No name is longer: `CounterClockwiseContourIntegral`.
const LONGEST_NAME: usize = 31;

fn characters(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > LONGEST_NAME {
        return None;
    }
    let Some(number) = name.strip_prefix('#') else {
        let is_it = |known: &&str| known.get(1..known.len() - 1) == Some(name);
        let known = ENTITIES.iter().filter(|it| it.entity.ends_with(';'));
        return known
            .map(|it| (it.entity, it.characters))
            .find(|(it, _)| is_it(it))
            .map(|(_, characters)| characters.to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let code = usize::try_from(code)
        .ok()
        .and_then(|code| WINDOWS.get(code.checked_sub(0x80)?))
        .map_or(code, |c| u32::from(*c));
    char::from_u32(code).filter(|c| *c != '\0').map(String::from)
}

/// What the numbers from 128 to 159 stand for, by the HTML standard ("numeric character
/// reference end state"): Windows-1252 was meant.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_characters() {
        assert_eq!(resolve("situaci&oacute;n &mdash; &Zcaron;&#382;"), "situación — Žž");
        assert_eq!(resolve("don&#146;t &#x93;so&#x94; &#8212;"), "don’t “so” —");
        assert_eq!(
            resolve("AT&T; &unknown; & &; &#xZZ; &#0; R&D"),
            "AT&T; &unknown; & &; &#xZZ; &#0; R&D"
        );
    }
}
