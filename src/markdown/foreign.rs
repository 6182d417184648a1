//! Marks of other programs, and marks that nothing closes: their words are printed as they
//! were typed, and that is said.

use std::ops::Range;

use super::manuscript::{Block, BlockKind, InlineKind, Manuscript, plain};
use super::walk;
use crate::diag::{Diagnostic, Findings, Place, code};

/// Says where such marks stand.
pub(super) fn settle(manuscript: &Manuscript, findings: &mut Findings) {
    let notes = manuscript.notes.iter().map(|note| note.blocks.as_slice());
    let pages = manuscript.pages.iter().map(|page| std::slice::from_ref(&page.block));
    for blocks in std::iter::once(manuscript.blocks.as_slice()).chain(pages).chain(notes) {
        walk::read_inlines(blocks, &mut |inline| {
            if let InlineKind::Text(words) = &inline.kind {
                marks(words, &inline.place, findings);
            }
        });
        walk::read_lists(blocks, &mut |blocks| {
            open_quotes(blocks, findings);
            blocks.iter().for_each(|block| indented_prose(block, findings));
        });
    }
}

/// What a mark is, and what the author may have meant.
struct Meaning {
    is: &'static str,
    hint: &'static str,
}

const COMMAND: Meaning = Meaning {
    is: "a command of LaTeX",
    hint: "pages end where they end best: take it out; to print it, write it as `code`",
};
const CONTENTS: Meaning = Meaning {
    is: "a list of contents of another program",
    hint: "take it out; `contents = true` in the manifest makes one",
};
const FORUM: Meaning = Meaning {
    is: "a mark of a forum",
    hint: "heads are `# …`, emphasis is `*…*`, links are `[words](address)`",
};
const INSERTED: Meaning = Meaning {
    is: "an order for another program, which would put something here",
    hint: "put in what it stands for, or take it out",
};
const FORMULA: Meaning = Meaning {
    is: "a formula, which is not set",
    hint: "write it with `x^2^`, `x~1~` and letters, or as a picture; a dollar is `\\$`",
};
const OPEN_NOTE: Meaning = Meaning {
    is: "the beginning of a note that nothing ends",
    hint: "put `]` where the note ends",
};
const OPEN_LINK: Meaning = Meaning {
    is: "a link or a picture that is not finished",
    hint: "links are `[words](address)`, pictures `![words](file \"caption\")`; a bracket is `\\[`",
};
const OPEN_EMPHASIS: Meaning = Meaning {
    is: "the beginning of an emphasis that nothing ends",
    hint: "put another where it ends; to print it, write `\\*`",
};

/// Commands that people bring with them.
const COMMANDS: [&str; 14] = [
    "pagebreak",
    "newpage",
    "clearpage",
    "linebreak",
    "newline",
    "noindent",
    "vspace",
    "emph",
    "textit",
    "textbf",
    "footnote",
    "section",
    "chapter",
    "tableofcontents",
];

fn marks(words: &str, whole: &Place, findings: &mut Findings) {
    for (range, meaning) in found(words) {
        let before = words.get(..range.start).unwrap_or_default();
        let mark = words.get(range).unwrap_or_default();
        // What the author has escaped is meant.
        let Some(at) = unescaped(whole, mark, before.matches(mark).count()) else { continue };
        let start = whole.range.start + at;
        let place = Place::new(&whole.source, start..start + mark.len());
        let message = format!("`{mark}` is printed as it stands");
        findings.push(
            Diagnostic::warning(code::FOREIGN_MARK, message)
                .at(place)
                .label(meaning.is)
                .hint(meaning.hint),
        );
    }
}

/// Where a mark stands in a place, as many others like it before it; none if a backslash
/// stands before it.
fn unescaped(whole: &Place, mark: &str, others: usize) -> Option<usize> {
    let (at, _) = whole.text().match_indices(mark).nth(others)?;
    let before = whole.source.text.get(..whole.range.start + at);
    (!before?.ends_with('\\')).then_some(at)
}

/// The marks in words, in order.
fn found(words: &str) -> Vec<(Range<usize>, &'static Meaning)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|rest| rest.find(MARKS)).map(|at| from + at) {
        let (before, rest) = words.split_at(at);
        let (length, meaning) = match mark(before, rest) {
            Some((length, meaning)) => (length, Some(meaning)),
            None => (rest.chars().next().map_or(1, char::len_utf8), None),
        };
        all.extend(meaning.map(|meaning| (at..at + length, meaning)));
        from = at + length;
    }
    all
}

/// Every mark begins with one of these.
const MARKS: [char; 8] = ['\\', '[', '{', '$', '^', '!', ']', '*'];

/// The mark that begins here, how long it is, and what it is.
fn mark(before: &str, rest: &str) -> Option<(usize, &'static Meaning)> {
    let is_free = !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    let enclosed = |open: &str, close: &str| {
        rest.strip_prefix(open)?.find(close).map(|at| open.len() + at + close.len())
    };
    let small = |length: usize| rest.get(..length).unwrap_or_default().to_ascii_lowercase();
    match rest.chars().next()? {
        '\\' if is_free => {
            let name: String = rest.chars().skip(1).take_while(char::is_ascii_alphabetic).collect();
            COMMANDS.contains(&name.as_str()).then_some((1 + name.len(), &COMMAND))
        }
        '[' if is_free || rest.starts_with("[/") => {
            let contents = ["[toc]", "[[toc]]", "[[_toc_]]"];
            if let Some(mark) = contents.iter().find(|mark| small(mark.len()) == **mark) {
                return Some((mark.len(), &CONTENTS));
            }
            let end = rest.find(']')? + 1;
            let inner = rest.get(1..end - 1)?;
            let name = inner.trim_start_matches('/').split('=').next()?.to_ascii_lowercase();
            let is_head = name.len() == 2 && name.starts_with('h');
            let is_head = is_head && name.ends_with(|c: char| ('1'..='6').contains(&c));
            let closes = inner.starts_with('/') && FORUM_MARKS.contains(&name.as_str());
            (is_head || closes).then_some((end, &FORUM))
        }
        '{' if rest.starts_with("{%") => Some((enclosed("{%", "%}")?, &INSERTED)),
        '{' if rest.starts_with("{{") => Some((enclosed("{{", "}}")?, &INSERTED)),
        '{' if rest.starts_with("{:") => Some((enclosed("{:", "}")?, &INSERTED)),
        '$' if is_free => {
            if let Some(length) = enclosed("$$", "$$") {
                return Some((length, &FORMULA));
            }
            let length = enclosed("$", "$")?;
            let inner = rest.get(1..length - 1)?;
            let is_formula = inner.contains(['\\', '^', '_', '{', '=']);
            (is_formula && inner.trim() == inner && !inner.is_empty()).then_some((length, &FORMULA))
        }
        '^' if rest.starts_with("^[") => Some((2, &OPEN_NOTE)),
        '!' if is_free && rest.starts_with("![") => Some((2, &OPEN_LINK)),
        ']' if rest.starts_with("](") => Some((2, &OPEN_LINK)),
        '*' if is_free => {
            let stars = rest.chars().take_while(|c| *c == '*').count();
            let after = rest.get(stars..)?.chars().next()?;
            (stars < 4 && after.is_alphanumeric()).then_some((stars, &OPEN_EMPHASIS))
        }
        _ => None,
    }
}

/// What stands in brackets in a forum, and is ended there.
const FORUM_MARKS: [&str; 14] = [
    "b", "i", "u", "s", "url", "img", "quote", "center", "size", "color", "list", "spoiler",
    "code", "left",
];

/// Paragraphs that open a quotation which no mark closes, and which the next does not go on
/// with.
fn open_quotes(blocks: &[Block], findings: &mut Findings) {
    let words = |block: &Block| match &block.kind {
        BlockKind::Paragraph(body) => Some(plain(body)),
        _ => None,
    };
    let mut goes_on = false;
    for (at, block) in blocks.iter().enumerate() {
        let Some(own) = words(block) else {
            goes_on = false;
            continue;
        };
        let is_open = quotes(&own) % 2 == 1;
        let next = blocks.get(at + 1).and_then(words).unwrap_or_default();
        let is_said = !goes_on && is_open && !next.trim_start().starts_with(['"', '“']);
        let source = block.place.text();
        let is_said = is_said && !source.contains("\\\"");
        if let Some(at) = source.rfind('"').filter(|_| is_said) {
            let start = block.place.range.start + at;
            findings.push(
                Diagnostic::warning(code::FOREIGN_MARK, "a quotation that nothing closes")
                    .at(Place::new(&block.place.source, start..start + 1))
                    .label("the marks of this paragraph are an odd number")
                    .hint("put another `\"` where it ends, or begins"),
            );
        }
        goes_on = is_open && next.trim_start().starts_with(['"', '“']);
    }
}

/// How many straight quotation marks there are; those of inches, which stand behind a number
/// where no quotation is open, do not count.
fn quotes(words: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in words.chars() {
        let is_inches = before.is_numeric() && count % 2 == 0;
        count += usize::from(c == '"' && !is_inches);
        before = c;
    }
    count
}

/// A text copied off a page whose paragraphs are indented is code, to Markdown.
fn indented_prose(block: &Block, findings: &mut Findings) {
    let BlockKind::Code { text, .. } = &block.kind else { return };
    let is_indented = !block.place.text().trim_start().starts_with(['`', '~']);
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).count();
    let is_prose = letters * 20 >= text.chars().count() * 18;
    if is_indented && is_prose && words >= LEAST_WORDS {
        findings.push(
            Diagnostic::warning(code::INDENTED_PROSE, "this reads like prose and is set as code")
                .at(block.place.clone())
                .label("lines with four spaces before them are code")
                .hint("take the spaces out; what is code stands between lines of ```"),
        );
    }
}

/// What has fewer words may be a poem, or an address, that is meant to be typed.
const LEAST_WORDS: usize = 25;

#[cfg(test)]
mod tests {
    use super::*;

    fn marks_in(source: &str) -> Vec<&str> {
        found(source).into_iter().filter_map(|(range, _)| source.get(range)).collect()
    }

    #[test]
    fn marks_of_others_are_known() {
        assert_eq!(marks_in("\\newpage and \\emph{so}"), ["\\newpage", "\\emph"]);
        assert_eq!(
            marks_in("[TOC] [[toc]] [h1]A[/h1] [b]c[/b]"),
            ["[TOC]", "[[toc]]", "[h1]", "[/h1]", "[/b]"]
        );
        assert_eq!(
            marks_in("{% include a %} {{< b >}} {{ c }}"),
            ["{% include a %}", "{{< b >}}", "{{ c }}"]
        );
        assert_eq!(marks_in("$x^2$ $$y$$"), ["$x^2$", "$$y$$"]);
        assert_eq!(marks_in("a^[b ![c](d"), ["^[", "![", "]("]);
        assert_eq!(marks_in("*a and **b"), ["*", "**"]);
    }

    #[test]
    fn quotations_are_counted_without_inches() {
        assert_eq!(quotes("\"No. 5\" is 5\" wide, he said: \"wide"), 3);
    }

    #[test]
    fn what_only_looks_so_is_left_alone() {
        for text in [
            "C:\\dir \\\\server, \\[toc] \\*a \\$x^2$",
            "[i]n the beginning [a] [sic]",
            "$5 and $6, 2*3*4, 5 * 6, a* b*",
            "f(x)[0] {a} {b, c}",
        ] {
            assert_eq!(marks_in(text), Vec::<&str>::new(), "{text}");
        }
    }
}
