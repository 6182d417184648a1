//! Copy-fitting over two hundred texts of many lengths: it reaches its pages or
//! says by how many lines it misses, keeps within its bounds, and costs no fault.

use std::collections::BTreeMap;

use crate::scratch::Scratch;

const TEXTS: usize = 200;

/// Prose of so many words, in paragraphs, with a head now and then.
fn text(seed: usize) -> String {
    let words = [
        "paper",
        "and",
        "ink",
        "are",
        "what",
        "small",
        "presses",
        "live",
        "on",
        "when",
        "their",
        "rent",
        "has",
        "been",
        "paid",
        "since",
        "nobody",
        "buys",
        "sheets",
        "for",
        "more",
        "than",
        "they",
        "cost",
        "imposition",
        "compositor",
        "of",
        "the",
        "a",
        "it",
    ];
    let mut state = (seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut upto = |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most) as usize
    };
    let mut text = String::new();
    let length = 250 + seed * 23;
    let mut count = 0;
    while count < length {
        if upto(9) == 0 {
            text.push_str("## A head of some words\n\n");
        }
        text.push_str("Here");
        for _ in 0..30 + upto(110) {
            text.push(' ');
            text.push_str(words[upto(words.len() as u64)]);
            count += 1;
        }
        text.push_str(".\n\n");
    }
    text
}

const FIT: &str =
    "[fit]\nleading = \"0.3pt\"\nsize = \"0.2pt\"\nmargins = \"1mm\"\nletters = 0.004\n";

fn workspace(fit: &str) -> Scratch {
    let scratch = Scratch::empty();
    scratch.put("handpress.toml", "contents = false\n[print]\npapers = [\"a4\"]\n");
    for seed in 0..TEXTS {
        scratch.put(&format!("pamphlets/t{seed:03}/text.md"), text(seed));
        scratch
            .put(&format!("pamphlets/t{seed:03}/pamphlet.toml"), format!("title = \"T\"\n{fit}"));
    }
    scratch
}

/// Pages without blanks, by pamphlet.
fn pages(out: &str) -> BTreeMap<String, usize> {
    out.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let slug = words.next().filter(|slug| slug.starts_with('t') && slug.len() == 4)?;
            let all: usize = words.next()?.parse().ok()?;
            let blanks: usize = words.next()?.parse().ok()?;
            Some((slug.to_owned(), all - blanks))
        })
        .collect()
}

/// Marks that a reader would see, by pamphlet.
fn marks(scratch: &Scratch) -> BTreeMap<String, usize> {
    let seen =
        ["T101", "T102", "T103", "T104", "T105", "T119", "T120", "T121", "T110", "T111", "T116"];
    let mut counted = BTreeMap::new();
    let said = scratch.run(&["check", "--json"]);
    for line in said.out.lines() {
        // What is said of the run as a whole is no mark.
        let slug = line.split("\"pamphlet\":\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(slug) = slug else { continue };
        let count = counted.entry(slug.to_owned()).or_insert(0);
        if seen.iter().any(|code| line.contains(&format!("\"code\":\"{code}\""))) {
            *count += 1;
        }
    }
    counted
}

#[test]
#[ignore = "takes a minute or two"]
fn two_hundred_texts() {
    let (plain, fitted) = (workspace("fit = \"off\"\n"), workspace(FIT));
    let said = plain.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let before = pages(&said.out);
    let said = fitted.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let after = pages(&said.out);
    assert_eq!((before.len(), after.len()), (TEXTS, TEXTS));
    // Of one kind eight are shown, and how many more there are.
    let count = |code: &str| -> usize {
        let more = format!("warning[{code}]: ");
        let more = said.err.lines().filter_map(|line| {
            line.strip_prefix(&more)?.strip_suffix(" more of these")?.parse::<usize>().ok()
        });
        let more: usize = more.sum();
        said.err.matches(&format!("[{code}]: ")).count() + more - usize::from(more > 0)
    };
    let (reached, missed) = (count("T131"), count("T130"));
    let told = |line: &&str| line.starts_with("warning[T130]: ") && !line.ends_with("of these");
    for line in said.err.lines().filter(told) {
        assert!(line.contains(" over ") || line.contains("cost more"), "{line}");
    }
    let mut fewer = 0;
    for (slug, was) in &before {
        let is = after[slug];
        assert!(is <= *was, "{slug}: {was} → {is}");
        if is < *was {
            fewer += 1;
            assert!(is <= was - was % 4, "{slug}: {was} → {is} reaches no multiple of four");
        }
        let params =
            String::from_utf8(fitted.read(&format!("out/{slug}/typst/params.typ"))).expect("UTF-8");
        let number = |name: &str| -> f64 {
            let (_, rest) = params.split_once(&format!("\"{name}\": ")).expect("a length");
            rest.split("pt").next().and_then(|n| n.parse().ok()).expect("a number")
        };
        assert!((10.6 - 0.001..=10.8 + 0.001).contains(&number("size")), "{slug}");
        assert!((13.2 - 0.001..=13.5 + 0.001).contains(&number("leading")), "{slug}");
        let least = 72.0 / 25.4 * (139.7 * 0.115 - 1.0);
        assert!(number("inner") >= least - 0.01, "{slug}");
    }
    assert_eq!(fewer, reached, "what was fitted was said");
    // Setting anew can take a page off a text that filled its sheets; such a text
    // is one page short of a multiple and was never over one.
    let over =
        |most: usize| before.values().filter(move |n| **n > 4 && (1..=most).contains(&(*n % 4)));
    let told = missed + reached;
    assert!((over(2).count()..=over(3).count()).contains(&told), "{told} texts are told of");
    assert!(reached > 10, "only {reached} texts were fitted");
    let (without, with) = (marks(&plain), marks(&fitted));
    for (slug, is) in &with {
        assert!(*is <= without[slug], "{slug}: {} marks → {is}", without[slug]);
    }
    // The same answer every time.
    let again = fitted.run(&["build", "t007", "t050", "t120", "--out", "again"]);
    assert_eq!(again.code, 0);
    for slug in ["t007", "t050", "t120"] {
        let name = format!("{slug}/{slug}-read.pdf");
        assert!(
            fitted.read(&format!("out/{name}")) == fitted.read(&format!("again/{name}")),
            "{slug}"
        );
    }
}
