//! Words that are divided where Typst divides none: those with an apostrophe, and those of
//! which the editor says how. What is copied from the page holds no hyphen that is not seen.

use super::{arg, tool};
use crate::scratch::Scratch;

const READ: &str = "out/a/a-read.pdf";

/// The words of a file, line by line.
fn printed(scratch: &Scratch, name: &str) -> String {
    let pdf = scratch.path(name);
    tool("pdftotext", &["-layout", "-enc", "UTF-8", arg(&pdf), "-"])
}

/// How many lines end within a word, which they do by one soft hyphen; there are no others.
fn divided(text: &str) -> usize {
    for (at, hyphen) in text.match_indices('\u{AD}') {
        let (before, after) = (&text[..at], &text[at + hyphen.len()..]);
        assert!(after.starts_with('\n'), "{:?}", after.chars().take(30).collect::<String>());
        assert!(before.ends_with(char::is_alphabetic), "{:?}", &before[before.len() - 20..]);
    }
    text.matches('\u{AD}').count()
}

/// Some prose of long French words, half of them with an apostrophe.
fn french(paragraphs: usize) -> String {
    const WORDS: [&str; 9] = [
        "l’administration",
        "des",
        "jusqu’aujourd’hui",
        "imprimeurs",
        "d’enregistrement",
        "qu’indépendamment",
        "et",
        "l'approvisionnement",
        "n’appartenaient",
    ];
    let paragraph = |number: usize| {
        let words = (0..40 + number % 17).map(|at| WORDS[(at * 7 + at * at % 5 + number) % 9]);
        words.collect::<Vec<_>>().join(" ") + ".\n\n"
    };
    (0..paragraphs).map(paragraph).collect()
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn words_with_an_apostrophe_are_divided_where_that_helps() {
    let manifest = "title = \"A\"\nlang = \"fr\"\ntemplate = \"chapbook\"\n";
    let scratch = Scratch::with(manifest, &french(30));
    scratch.build();
    let text = printed(&scratch, READ);
    divided(&text);
    let lines = text.lines().filter(|line| line.ends_with('\u{AD}'));
    let ends = lines.filter_map(|line| line.rsplit(' ').next());
    let ends: Vec<&str> = ends.filter(|word| word.contains('’')).collect();
    assert!(ends.len() > 12, "{ends:?}");
    // Not every one of them is: by themselves they stay whole.
    let draft = scratch.run(&["build", "--draft"]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    let text = printed(&scratch, "out/a/draft/a-draft-read.pdf");
    divided(&text);
    let first = |line: &str| line.rsplit(' ').next().unwrap_or_default().contains('’');
    let divided = text.lines().find(|line| line.ends_with('\u{AD}') && first(line));
    assert_eq!(divided, None);
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn words_that_the_editor_divides_can_be_found() {
    let manifest = "title = \"A\"\n[hyphenation]\nwords = [\"bro-ad-si-des\"]\n";
    let text = "of the broadsides and a broadside are Broadsides that ".repeat(60);
    let scratch = Scratch::with(manifest, &text);
    scratch.build();
    let text = printed(&scratch, READ);
    assert!(divided(&text) > 3, "{text}");
    assert!(text.contains(" broadsides and") && text.contains(" Broadsides that"), "{text}");
}
