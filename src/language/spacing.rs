//! Spaces that hold together what belongs together, as printers of each
//! language set them: French before high points, short words of Slavic
//! languages with the word they lean on, abbreviations, numbers and units.
//!
//! Sources: Lexique des règles typographiques en usage à l’Imprimerie
//! nationale (2002); DIN 5008 and Duden K 1–3, K 102; Polish PN-83/P-55366;
//! Czech ČSN 01 6910; A. E. Milchin, Справочная книга (2014).

/// A space that does not break and stretches with the others.
const NO_BREAK: char = '\u{A0}';
/// The same, narrow and of a fixed width.
const NARROW: char = '\u{202F}';

/// The words with the spaces that `code`, an ISO 639 code, asks for. `before`
/// is the character that precedes them on the page.
pub fn spaced(words: &str, code: &str, before: Option<char>) -> String {
    let rules = Rules::of(code);
    let opened = if rules.high_points { high_points(words, before) } else { words.to_owned() };
    // First, so that the letters of an abbreviation are not taken for initials.
    let short = abbreviations(&opened, rules.abbreviations);
    ties(&short, &rules)
}

struct Rules {
    /// French spaces before `; : ! ?` and inside « ».
    high_points: bool,
    /// Words of one letter stay with the next word.
    short_words: bool,
    /// Words before a number or a name that stay with it.
    leading: &'static [&'static str],
    /// Abbreviations of several parts, written with plain spaces.
    abbreviations: &'static [&'static str],
}

impl Rules {
    fn of(code: &str) -> Self {
        let (high_points, short_words, leading, abbreviations): (_, _, &[_], &[_]) = match code {
            "fr" => (true, false, FRENCH, &["c. à d.", "av. J.-C.", "apr. J.-C."]),
            "de" => (false, false, GERMAN, GERMAN_ABBREVIATIONS),
            "pl" => (false, true, POLISH, &["m. in.", "n. e.", "p. n. e."]),
            "cs" | "sk" => {
                (false, true, &["č.", "s.", "str.", "§"], &["t. j.", "n. l.", "př. n. l."])
            }
            "ru" | "uk" | "be" | "bg" => (false, true, CYRILLIC, CYRILLIC_ABBREVIATIONS),
            "el" => (false, false, &["σ.", "σελ.", "αρ."], &["π. χ.", "π. Χ.", "μ. Χ."]),
            "es" | "pt" | "it" | "ca" => (false, false, ROMANCE, &["a. C.", "d. C."]),
            "nl" | "sv" | "da" | "nb" | "nn" => (
                false,
                false,
                &["nr.", "s.", "p.", "blz.", "§", "dr.", "kap."],
                &["d. w. z.", "f. eks."],
            ),
            _ => (false, false, ENGLISH, &[]),
        };
        Self { high_points, short_words, leading, abbreviations }
    }
}

const ENGLISH: &[&str] = &[
    "p.", "pp.", "no.", "nos.", "vol.", "ch.", "fig.", "figs.", "art.", "ed.", "mr.", "mrs.",
    "ms.", "dr.", "st.", "st", "prof.", "§", "§§", "c.", "ca.",
];
/// The months of English, in their order.
pub const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: &[&str] = &[
    "p.", "pp.", "n°", "nos", "art.", "chap.", "fig.", "t.", "vol.", "m.", "mm.", "mme", "mlle",
    "dr", "§",
];
const GERMAN: &[&str] =
    &["s.", "nr.", "bd.", "kap.", "abb.", "art.", "abs.", "§", "§§", "dr.", "prof.", "ca."];
const GERMAN_ABBREVIATIONS: &[&str] = &[
    "z. B.", "d. h.", "u. a.", "o. ä.", "u. ä.", "z. T.", "s. o.", "s. u.", "i. d. R.", "v. a.",
    "u. U.", "d. i.", "i. A.", "o. J.", "o. O.", "v. Chr.", "n. Chr.", "a. a. O.", "m. E.",
];
const POLISH: &[&str] = &["s.", "str.", "nr", "t.", "rozdz.", "art.", "ryc.", "dr"];
const ROMANCE: &[&str] = &[
    "p.", "pág.", "págs.", "pp.", "n.º", "n.", "núm.", "vol.", "cap.", "art.", "fig.", "sr.",
    "sra.", "dr.",
];
const CYRILLIC: &[&str] =
    &["с.", "стр.", "№", "т.", "гл.", "рис.", "ст.", "§", "г.", "д-р", "номер"];
const CYRILLIC_ABBREVIATIONS: &[&str] =
    &["т. е.", "т. д.", "т. п.", "т. к.", "н. э.", "т. о.", "и т. д.", "и т. п.", "до н. э."];

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "mm", "cm", "m", "km", "g", "kg", "t", "l", "pt", "ft", "lb", "dpi", "€",
    "$", "£", "h", "min", "s", "мм", "см", "м", "км", "г", "кг", "руб.",
];

/// `mot ?` and `mot?` alike become `mot ?` with a narrow space; guillemets
/// keep their words.
fn high_points(words: &str, before: Option<char>) -> String {
    let letters: Vec<char> = words.chars().collect();
    let mut out = String::with_capacity(words.len() + 8);
    let mut last = before;
    for (at, c) in letters.iter().copied().enumerate() {
        let next = letters.get(at + 1).copied();
        let ends = next.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric() && c != '/');
        let high = match c {
            ';' | '!' | '?' => Some(NARROW),
            ':' | '»' if ends => Some(NO_BREAK),
            _ => None,
        };
        if let Some(space) = high {
            let bare = out.trim_end_matches([' ', NO_BREAK, NARROW]).len();
            let had_space = bare < out.len();
            let owner =
                if bare > 0 { out.get(..bare).and_then(|o| o.chars().last()) } else { before };
            let owns = owner.is_some_and(|c| c.is_alphanumeric() || "»)]”’\"'…".contains(c));
            let in_a_row = !had_space && last.is_some_and(|c| ";!?:".contains(c));
            if owns && !in_a_row && (had_space || ends) {
                out.truncate(bare);
                out.push(space);
            }
        }
        out.push(c);
        last = Some(c);
        if c == '«' && next.is_some_and(|c| !c.is_whitespace()) {
            out.push(NO_BREAK);
        }
    }
    out.replace("« ", "«\u{A0}")
}

/// Plain spaces that must not break become no-break spaces.
fn ties(words: &str, rules: &Rules) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(' ') {
        let (word, after) = rest.split_at(at);
        out.push_str(word);
        let after = after.get(1..).unwrap_or_default();
        let next = after.split(' ').next().unwrap_or_default();
        // What a word starts with may belong to the sentence: a bracket, a dash.
        let own = out.rsplit([' ', NO_BREAK]).next().unwrap_or_default();
        out.push(if tied(own, next, rules) { NO_BREAK } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn tied(word: &str, next: &str, rules: &Rules) -> bool {
    let bare = word.trim_start_matches(|c: char| "([„“\"'«‚‘".contains(c));
    let digit = |word: &str| word.chars().next().is_some_and(|c| c.is_numeric());
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if next.is_empty() {
        return false;
    }
    // A dash between spaces stays with the words before it.
    if (next == "–" || next == "—") && !word.is_empty() {
        return true;
    }
    // No line begins with three points: they stand for what would follow these words.
    let points = next.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '…' && c != '.');
    if (points == "…" || points == "...") && word.contains(char::is_alphanumeric) {
        return true;
    }
    let letters = bare.chars().count();
    if rules.short_words && letters == 1 && bare.chars().all(char::is_alphabetic) {
        return true;
    }
    let lower = bare.to_lowercase();
    if rules.leading.contains(&lower.as_str()) {
        // `Dr.` and its like lean on names, the others on numbers.
        let name = [
            "mr.", "mrs.", "ms.", "dr.", "dr", "st.", "st", "prof.", "m.", "mm.", "mme", "mlle",
            "sr.", "sra.", "д-р",
        ];
        return digit(next) || (name.contains(&lower.as_str()) && capital(next)) || is_roman(next);
    }
    // `J. S. Bach`: an initial stays with what follows it.
    let initial = letters == 2 && capital(bare) && bare.ends_with('.');
    if initial && capital(next) {
        return true;
    }
    let unit = next.trim_end_matches([',', '.', ';', ':', ')', '!', '?']);
    // `George III`, `22 May`; a single `I` may be whoever speaks.
    let numbered = capital(bare) && bare.chars().all(char::is_alphabetic) && is_roman(next);
    if numbered && unit.chars().count() > 1 {
        return true;
    }
    let is_day = digit(bare) && letters <= 2 && bare.chars().all(|c| c.is_ascii_digit());
    if is_day && MONTHS.contains(&unit) {
        return true;
    }
    let number = digit(bare) && bare.chars().last().is_some_and(char::is_numeric);
    number && (UNITS.contains(&unit) || UNITS.contains(&next))
}

fn is_roman(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
    !bare.is_empty() && bare.chars().all(|c| "IVXLCDM".contains(c))
}

/// `z.B.` and `z. B.` become `z. B.` with narrow spaces.
fn abbreviations(words: &str, known: &[&str]) -> String {
    let mut out = words.to_owned();
    let mut known = known.to_vec();
    known.sort_by_key(|whole| std::cmp::Reverse(whole.len()));
    for whole in known {
        let narrow = whole.replace(' ', &NARROW.to_string());
        for written in [whole.to_owned(), whole.replace(' ', ""), whole.replace(' ', "\u{A0}")] {
            out = replace_word(&out, &written, &narrow);
        }
    }
    out
}

/// Replaces `from` where it does not start within a word.
fn replace_word(words: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(from) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let within = out.chars().last().is_some_and(char::is_alphanumeric);
        out.push_str(if within { from } else { to });
        rest = found.get(from.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::spaced;

    /// The words with `~` for a no-break and `_` for a narrow space.
    fn shown(words: &str, code: &str) -> String {
        spaced(words, code, None).replace('\u{A0}', "~").replace('\u{202F}', "_")
    }

    #[test]
    fn french() {
        assert_eq!(
            shown("Quoi ? Non! Ainsi : « oui »; voilà.", "fr"),
            "Quoi_? Non_! Ainsi~: «~oui~»_; voilà."
        );
        assert_eq!(
            shown("Quoi?! à 10:30, http://a.fr/b?c", "fr"),
            "Quoi_?! à 10:30, http://a.fr/b?c"
        );
        assert_eq!(shown("p. 12, n° 5, M. Dupont", "fr"), "p.~12, n°~5, M.~Dupont");
        assert_eq!(spaced("!", "fr", Some('e')), "\u{202F}!");
        assert_eq!(spaced("!", "fr", None), "!");
    }

    #[test]
    fn points_stay_with_the_words_before_them() {
        assert_eq!(shown("small Prices … and more", "en"), "small Prices~… and more");
        assert_eq!(shown("Und so weiter …, sagte sie", "de"), "Und so weiter~…, sagte sie");
        assert_eq!(shown("… and …then", "en"), "… and …then");
        assert_eq!(shown("so … … …", "en"), "so~… … …");
    }

    #[test]
    fn names_keep_their_numbers_and_days_their_months() {
        assert_eq!(shown("George III, then I met St Paul", "en"), "George~III, then I met St~Paul");
        assert_eq!(shown("Then I left on 22 May 1787", "en"), "Then I left on 22~May 1787");
        assert_eq!(shown("1915 May Day, 5 Mayors", "en"), "1915 May Day, 5 Mayors");
        assert_eq!(shown("Ludwig XIV. und I. B.", "de"), "Ludwig~XIV. und I.~B.");
    }

    #[test]
    fn german() {
        assert_eq!(
            shown("z.B. S. 12, z. B. Nr. 5, d. h. 80 g", "de"),
            "z._B. S.~12, z._B. Nr.~5, d._h. 80~g"
        );
        assert_eq!(
            shown("Es gibt 12 Bogen. S war der Name.", "de"),
            "Es gibt 12 Bogen. S war der Name."
        );
    }

    #[test]
    fn slavic() {
        assert_eq!(shown("w domu i z nim", "pl"), "w~domu i~z~nim");
        assert_eq!(shown("в доме — и т. д., № 5", "ru"), "в~доме~— и_т._д., №~5");
    }

    #[test]
    fn english() {
        assert_eq!(
            shown("See p. 12 – or J. S. Mill, 80 g. In 12 in fact", "en"),
            "See p.~12~– or J.~S.~Mill, 80~g. In 12 in fact"
        );
        assert_eq!(shown("no. He said", "en"), "no. He said");
    }
}
