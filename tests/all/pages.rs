//! Pages are chosen for the whole text: what a reader sees of that.

use crate::proofread::{Mark, marks};
use crate::scratch::Scratch;

/// Numbers that look random: xorshift, by G. Marsaglia (2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % limit).expect("small")
    }
}

const WORDS: [&str; 40] = [
    "paper",
    "and",
    "ink",
    "are",
    "what",
    "a",
    "small",
    "press",
    "lives",
    "on",
    "when",
    "the",
    "rent",
    "has",
    "been",
    "paid",
    "since",
    "nobody",
    "buys",
    "its",
    "sheets",
    "for",
    "more",
    "than",
    "they",
    "cost",
    "to",
    "print",
    "folded",
    "compositor",
    "stapled",
    "signature",
    "of",
    "pamphlets",
    "in",
    "lantern",
    "morning",
    "which",
    "again",
    "quarter",
];

/// A text of so many paragraphs of twenty to a hundred and fifty words, a head every
/// twelve, a note in one of so many if any.
fn text(dice: &mut Dice, paragraphs: usize, notes: Option<u64>) -> String {
    let mut text = String::new();
    let mut defined = String::new();
    for number in 1..=paragraphs {
        if number % 12 == 0 {
            text.push_str("## Another chapter\n\n");
        }
        text.push_str("Then");
        for _ in 0..20 + dice.below(130) {
            text.push(' ');
            text.push_str(WORDS[dice.below(WORDS.len() as u64)]);
            if dice.below(11) == 0 {
                text.push(',');
            }
        }
        if notes.is_some_and(|often| dice.below(often) == 0) {
            text.push_str(&format!("[^{number}]"));
            let words: Vec<&str> = (0..4 + dice.below(30)).map(|at| WORDS[at]).collect();
            defined.push_str(&format!("[^{number}]: See {}.\n\n", words.join(" ")));
        }
        text.push_str(".\n\n");
    }
    text + &defined
}

/// Marks of what pages do: widows, orphans, strays, words over the turn, uneven openings.
fn of_pages(marks: &[Mark]) -> Vec<&Mark> {
    let codes = ["T101", "T102", "T110", "T111", "T120", "T121"];
    marks.iter().filter(|mark| codes.contains(&mark.code.as_str())).collect()
}

#[test]
fn openings_are_level_over_the_whole_text() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut uneven = 0;
    for (template, notes) in [("classic", None), ("chapbook", Some(3)), ("agitator", None)] {
        let manifest = format!("title = \"A\"\ntemplate = \"{template}\"\n");
        let scratch = Scratch::with(&manifest, &text(&mut dice, 110, notes));
        let found = marks(&scratch);
        let (level, others): (Vec<_>, Vec<_>) =
            of_pages(&found).into_iter().partition(|mark| mark.code == "T121");
        assert_eq!(others, Vec::<&Mark>::new(), "{template}");
        uneven += level.len();
    }
    // Of some forty openings.
    assert!(uneven <= 1, "{uneven} uneven openings");
}

/// A text of displays between paragraphs: poems with a title, a note and who they are by,
/// quotations, lists, code, tables.
fn displays(dice: &mut Dice, count: usize) -> String {
    let mut text = String::new();
    let sentence = |dice: &mut Dice, least: u64| {
        let words: Vec<&str> =
            (0..least + dice.below(70) as u64).map(|_| WORDS[dice.below(40)]).collect();
        format!("Then {}.\n\n", words.join(" "))
    };
    let mut notes = String::new();
    for number in 0..count {
        if number % 5 == 0 {
            text.push_str(&format!("## Chapter of the {number}\n\n"));
        }
        text.push_str(&sentence(dice, 30));
        let display = match number % 6 {
            0 => {
                notes.push_str(&format!("[^{number}]: See the ink.\n\n"));
                format!(
                    "::: verse The lantern {number}\n\nThe rent has been paid,\n  and nobody \
                     buys;\nthe paper is folded[^{number}]\n  and under it lies\nthe lantern.\n\n\
                     The morning again\nis a quarter to ten.\n\n-- The compositor\n\n:::\n\n"
                )
            }
            1 => format!("> {}", sentence(dice, 8)),
            2 => "- paper\n- ink\n- the press, which lives on what the rent has left\n\n".into(),
            3 => "| sheets | pages |\n|--:|--:|\n| 1 | 4 |\n| 2 | 8 |\n\n".into(),
            4 => "    fold, then\n    staple\n\n".into(),
            _ => "* * *\n\n".into(),
        };
        text.push_str(&display);
    }
    text + &sentence(dice, 40) + &notes
}

/// What is chosen is what comes: heights and spaces of displays are known, opened or not.
#[test]
fn displays_stand_as_far_apart_as_was_chosen() {
    let mut opened = 0;
    for template in ["classic", "chapbook", "agitator"] {
        let manifest = format!("title = \"A\"\ntemplate = \"{template}\"\n");
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let scratch = Scratch::with(&manifest, &displays(&mut dice, 60));
        let said = scratch.run(&["build", "--timings"]);
        let all = said.out.clone() + &said.err;
        assert!(all.contains("pages chosen at a price"), "{all}");
        assert!(!all.contains("corrected"), "{template}: {all}");
        let fit = String::from_utf8(scratch.read("out/a/typst/fit.typ")).expect("words");
        let of = fit.lines().find(|line| line.starts_with("#let opened")).expect("spaces");
        opened += of.matches(": ").count();
        // Half a line above and below: what is no display is on the grid.
        let found = marks(&scratch);
        assert!(!found.iter().any(|mark| mark.code == "T130"), "{template}: {found:?}");
    }
    assert!(opened > 20, "only {opened} spaces opened");
}
