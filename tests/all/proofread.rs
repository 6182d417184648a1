//! `handpress check`: each mark has a text that earns it and one, nearly the
//! same, that does not; and it points at the author's line.

use crate::scratch::Scratch;

/// A mark as `--json` prints it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    pub code: String,
    pub level: String,
    pub line: Option<usize>,
}

/// The marks of the pamphlet `a`.
pub fn marks(scratch: &Scratch) -> Vec<Mark> {
    let said = scratch.run(&["check", "a", "--json"]);
    assert!(said.err.is_empty(), "{}", said.err);
    let field = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("\"{name}\":"))?;
        Some(rest.split([',', '}']).next().unwrap_or_default().trim_matches('"').to_owned())
    };
    said.out
        .lines()
        .filter_map(|line| {
            Some(Mark {
                code: field(line, "code")?,
                level: field(line, "level")?,
                line: field(line, "line").and_then(|line| line.parse().ok()),
            })
        })
        .collect()
}

/// A narrow page without title page.
const NARROW: &str = "title = \"A\"\n[page]\nwidth = \"80mm\"\nheight = \"120mm\"\ninner = \"12mm\"\nouter = \"12mm\"\n[cover]\ntitle-page = false\n";

fn with(manifest: &str, text: &str) -> Scratch {
    Scratch::with(manifest, text)
}

fn has(marks: &[Mark], code: &str) -> bool {
    marks.iter().any(|mark| mark.code == code)
}

/// The first text is marked with the code at the line, the second is not.
fn tells(code: &str, line: usize, marked: &Scratch, clean: &Scratch) {
    let found = marks(marked);
    assert!(
        found.iter().any(|mark| mark.code == code && mark.line == Some(line)),
        "{code} at line {line}: {found:?}"
    );
    let found = marks(clean);
    assert!(!has(&found, code), "{code} in the clean text: {found:?}");
}

/// So many words of prose, all different enough to break well.
fn prose(count: usize) -> String {
    let words = [
        "paper", "and", "ink", "are", "what", "a", "small", "press", "lives", "on", "when", "the",
        "rent", "has", "been", "paid", "since", "nobody", "buys", "its", "sheets", "for", "more",
        "than", "they", "cost", "to", "print",
    ];
    let mut text = String::from("Whoever");
    for number in 0..count {
        text.push(' ');
        text.push_str(words[(number * 7 + number / 5) % words.len()]);
    }
    text + "."
}

fn paragraphs(count: usize, words: usize) -> String {
    (0..count).map(|number| prose(words + number % 5) + "\n\n").collect()
}

/// A template of its own over `classic`.
fn template(scratch: &Scratch, source: &str) {
    scratch.put("templates/own.typ", format!("#import \"classic.typ\": *\n{source}"));
    scratch.put("handpress.toml", "template = \"own\"\n");
}

#[test]
fn runts() {
    let text = |last: &str| format!("{}\n\n{}\\\n{last}\n", prose(60), prose(60));
    tells("T103", 4, &with(NARROW, &text("A.")), &with(NARROW, &text("A line of some words.")));
}

/// Long words that have to be divided, line after line.
fn long_words(count: usize) -> String {
    let words =
        ["internationalization", "characteristically", "misunderstanding", "representatives"];
    (0..count).map(|number| words[number % words.len()]).collect::<Vec<_>>().join(" ")
}

#[test]
fn ladders_and_loose_lines() {
    let narrow = NARROW.replace("80mm", "56mm");
    let text = format!("First.\n\n{}.\n", long_words(40));
    let off = format!("{narrow}[type]\nhyphenate = false\nalign = \"justify\"\n");
    // Nobody has to ask for lines so short to be ragged.
    let left = format!("{narrow}[type]\nhyphenate = false\n");
    let filled = format!("{narrow}[type]\nalign = \"justify\"\n");
    tells("T104", 3, &with(&filled, &text), &with(&off, &text));
    let text = "First.\n\n".to_owned()
        + &"Understanding a consideration of representation ".repeat(9)
        + "it.\n";
    tells("T105", 3, &with(&off, &text), &with(&left, &text));
}

#[test]
fn tight_lines() {
    let close = "#let para(number, indented: false, body) = if number == 1 { set text(spacing: 45%); par(body) } else { par(body) }";
    let text = format!("{}\n\n{}\n\n{}\n", prose(80), prose(80), prose(80));
    let filled = format!("{NARROW}[type]\nalign = \"justify\"\n");
    let scratch = with(&filled, &text);
    template(&scratch, close);
    tells("T106", 3, &scratch, &with(&filled, &text));
}

#[test]
fn rivers() {
    let same = "monk ".repeat(120);
    let text = |words: &str| format!("First.\n\n{words}\n");
    let manifest = format!("{NARROW}[check.levels]\nT107 = \"warning\"\n");
    tells("T107", 3, &with(&manifest, &text(&same)), &with(&manifest, &text(&prose(120))));
}

#[test]
fn lines_and_tables_that_are_too_wide() {
    let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
    let text = format!("First.\n\nThe word {word} is long.\n");
    let off = format!("{NARROW}[type]\nhyphenate = false\n");
    let divided = "Rindfleisch-etikettierungs-überwachungs-aufgaben-übertragungs-gesetz";
    let on = format!("{off}[hyphenation]\nwords = [\"{divided}\"]\n");
    tells("T108", 3, &with(&off, &text), &with(&on, &text));
    let table = |cell: &str| format!("First.\n\n| a | b |\n|---|---|\n| {cell} | b |\n");
    // It has no room in the smallest type either.
    let wide = "9".repeat(70);
    tells("T109", 5, &with(NARROW, &table(&wide)), &with(NARROW, &table("short")));
}

#[test]
fn faces_and_grid() {
    tells("T114", 3, &with(NARROW, "One.\n\nԲարեւ and more.\n"), &with(NARROW, "One.\n\nWords.\n"));
    let text = format!("{}\n\n* * *\n\n{}\n", prose(40), prose(40));
    let scratch = with(NARROW, &text);
    template(&scratch, "#let scene-break() = block(height: 20pt, above: 0pt, below: 0pt)");
    tells("T115", 5, &scratch, &with(NARROW, &text));
}

#[test]
fn divisions() {
    let narrow = NARROW.replace("80mm", "56mm");
    let text = "First.\n\n".to_owned() + &"The Beschaffungsverordnungen of ".repeat(14) + "it.\n";
    let manifest = |word: &str| narrow.clone() + &format!("[hyphenation]\nwords = [\"{word}\"]\n");
    tells(
        "T119",
        3,
        &with(&manifest("Beschaffungsverordnung-en"), &text),
        &with(&manifest("Beschaffungs-verordnungen"), &text),
    );
}

#[test]
fn words_over_the_turn_of_a_page() {
    let narrow = NARROW.replace("80mm", "56mm");
    let text = format!("First.\n\n{}.\n", long_words(400));
    let off = format!("{narrow}[type]\nhyphenate = false\n");
    tells("T120", 3, &with(&narrow, &text), &with(&off, &text));
}

#[test]
fn a_head_at_the_foot() {
    // Heads that do not hold on to what follows them, on pages that are always filled.
    let loose = "#let free(key) = none\n\
        #let head(level, id, short: auto, listed: true, body) = [#heading(level: level, supplement: body, body)#label(\"h:\" + id)]\n\
        #let pamphlet(dedication: none, motto: none, body) = {\n\
        show heading: it => block(above: 0pt, below: 0pt, sticky: false, height: lead, it.body)\n\
        book(body, cover: [c], title: [t], contents: [], back: [b], opening: [])\n}";
    let at = |lines: usize| {
        let verse: String = (0..lines).map(|n| format!("Line {n}\n")).collect();
        let text = format!("Words.\n\n::: verse\n{verse}:::\n\n## Head\n\n{}\n", prose(90));
        (text.lines().position(|l| l == "## Head").expect("a head") + 1, text)
    };
    let marked = (10..40).find(|lines| {
        let (line, text) = at(*lines);
        let scratch = with(NARROW, &text);
        template(&scratch, loose);
        let found = marks(&scratch);
        found.iter().any(|m| m.code == "T110" && m.line == Some(line))
    });
    let lines = marked.expect("some number of lines that leaves the head alone");
    assert!(!has(&marks(&with(NARROW, &at(lines).1)), "T110"), "with sticky heads");
}

#[test]
fn notes_away_from_their_marks() {
    let away = "#let kept = state(\"kept\", [])\n\
        #let note(name, series: \"author\", body) = { super[1]; kept.update(it => it + body) }\n\
        #let inner = pamphlet\n\
        #let pamphlet(dedication: none, motto: none, body) = inner({ body; pagebreak(); context kept.final() })";
    let text = format!("{}\n\nWords.[^1]\n\n[^1]: The note.\n", prose(40));
    let scratch = with(NARROW, &text);
    template(&scratch, away);
    tells("T111", 3, &scratch, &with(NARROW, &text));
}

/// A page of twenty lines, in which lines that the author ended are not too
/// long: cover, imprint, and the text from page 3 on.
const TWENTY: &str = "title = \"A\"\n[page]\nwidth = \"400pt\"\nheight = \"320pt\"\n\
    top = \"30pt\"\nbottom = \"50pt\"\ninner = \"30pt\"\nouter = \"30pt\"\n\
    [type]\nsize = \"8pt\"\nleading = \"12pt\"\n[cover]\ntitle-page = false\n";
/// No title on the first page; paragraphs that stay as they are, whatever
/// handpress finds out about them.
const LEFT_ALONE: &str = "#let para(number, indented: false, body) = par(body)\n";
/// And that Typst divides wherever a page is full.
const DIVIDED: &str = "#let para(number, indented: false, body) = {\n\
    set text(costs: (widow: 0%, orphan: 0%))\npar(body)\n}\n";

/// Paragraphs of so many lines each. Gives also the Markdown line of a line of
/// them, by the number of the paragraph and of the line, from 0.
fn of_lines(counts: &[usize]) -> (String, impl Fn(usize, usize) -> usize + use<>) {
    let line = "a line of words that the author has ended just here and nowhere else";
    let paragraph = |count: &usize| vec![line; *count].join("\\\n");
    let text = counts.iter().map(paragraph).collect::<Vec<_>>().join("\n\n") + "\n";
    let counts = counts.to_vec();
    let at = move |paragraph: usize, line: usize| {
        1 + line + counts.iter().take(paragraph).map(|count| count + 1).sum::<usize>()
    };
    (text, at)
}

fn of_twenty(text: &str, own: &str) -> Scratch {
    let scratch = with(TWENTY, text);
    let pages = "#let pamphlet(dedication: none, motto: none, body) = \
        book(body, cover: [c], title: [t], contents: [], back: [b], opening: [])\n";
    template(&scratch, &format!("{own}{pages}"));
    scratch
}

#[test]
fn widows_and_orphans() {
    // Six paragraphs and two lines of the seventh fill the page.
    let (text, at) = of_lines(&[3; 10]);
    let held = of_twenty(&text, LEFT_ALONE);
    tells("T101", at(6, 2), &of_twenty(&text, DIVIDED), &held);
    // With a line more, one line of it is left behind.
    let (text, at) = of_lines(&[4, 3, 3, 3, 3, 3, 3, 3, 3]);
    let held = of_twenty(&text, LEFT_ALONE);
    tells("T102", at(6, 0), &of_twenty(&text, DIVIDED), &held);
}

#[test]
fn last_pages() {
    let (text, at) = of_lines(&[3, 3, 3, 3, 3, 5, 3]);
    let (more, _) = of_lines(&[3, 3, 3, 3, 3, 5, 5]);
    tells("T116", at(6, 2), &of_twenty(&text, LEFT_ALONE), &of_twenty(&more, LEFT_ALONE));
}

#[test]
fn blanks() {
    // Cover, imprint, a page of text and the back cover are a sheet.
    let (full, _) = of_lines(&[5; 4]);
    let (more, _) = of_lines(&[5; 5]);
    assert!(!has(&marks(&of_twenty(&full, LEFT_ALONE)), "T117"));
    let found = marks(&of_twenty(&more, LEFT_ALONE));
    let blanks = found.iter().find(|mark| mark.code == "T117").expect("blanks");
    assert_eq!(blanks.line, None);
}

#[test]
fn pictures_far_away() {
    let many = |count: usize| {
        let pictures = "![p](p.png){width=90%}\n\n".repeat(count);
        let scratch = with(NARROW, &format!("Words.\n\n{pictures}{}", paragraphs(3, 90)));
        scratch.put("pamphlets/a/p.png", crate::pictures::png(300, 380));
        scratch
    };
    tells("T118", 13, &many(6), &many(1));
}

#[test]
fn facing_pages() {
    // Page 3 holds six paragraphs of three lines, and so does page 5; a shorter
    // one lets page 4 be full.
    let uneven = [vec![3; 12], vec![2], vec![3; 8]].concat();
    let even = vec![3; 21];
    let ((text, at), (level, _)) = (of_lines(&uneven), of_lines(&even));
    tells("T121", at(18, 2), &of_twenty(&text, LEFT_ALONE), &of_twenty(&level, LEFT_ALONE));
    assert!(!has(&marks(&of_twenty(&text, LEFT_ALONE)), "T122"));
}

#[test]
fn pages_that_are_cut() {
    // Page 4 is full. Behind page 5 comes a head, for which two lines are no room.
    let counts = [vec![3; 12], vec![2], vec![3; 6]].concat();
    let (text, at) = of_lines(&counts);
    let (after, _) = of_lines(&[3; 8]);
    let cut = format!("{text}\n## Head\n\n{after}");
    let uncut = format!("{text}\n{after}");
    let (cut, uncut) = (of_twenty(&cut, LEFT_ALONE), of_twenty(&uncut, LEFT_ALONE));
    tells("T122", at(18, 2), &cut, &uncut);
    assert!(!has(&marks(&cut), "T121"));
}

#[test]
fn levels_and_ignores() {
    let text = format!("{}\n\n{}\\\nA.\n", prose(60), prose(60));
    let level = |level: &str| {
        let manifest = format!("{NARROW}[check.levels]\nT103 = \"{level}\"\n");
        let scratch = with(&manifest, &text);
        let code = scratch.run(&["check", "a"]).code;
        (marks(&scratch).into_iter().find(|mark| mark.code == "T103").map(|mark| mark.level), code)
    };
    assert_eq!(level("error"), (Some("error".into()), 1));
    assert_eq!(level("note"), (Some("note".into()), 0));
    assert_eq!(level("off"), (None, 0));
    let ignore = |at: &str| {
        let table =
            format!("[[check.ignore]]\ncode = \"T103\"\nat = \"{at}\"\nreason = \"a joke\"\n");
        marks(&with(&format!("{NARROW}{table}"), &text))
    };
    for place in ["text.md:4", "A."] {
        let found = ignore(place);
        assert!(!has(&found, "T103") && !has(&found, "T190"), "{place}: {found:?}");
    }
    let idle = ignore("text.md:1");
    assert!(has(&idle, "T103") && has(&idle, "T190"), "{idle:?}");
}
