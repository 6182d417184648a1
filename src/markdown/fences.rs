//! What of `:::` fences has to be settled before comrak reads the text: lines
//! of verse keep their indents, and a title may hold a colon.
//!
//! Bytes are exchanged one for one, so that every place stays where it is.

use std::collections::BTreeMap;
use std::ops::Range;

/// Stands for a space or a tab before a line of verse.
pub(super) const INDENT: char = '\u{1F}';
/// Stands for a colon in the title of a container.
pub(super) const COLON: char = '\u{1E}';

/// The names of containers that keep their lines.
const OF_LINES: [&str; 2] = ["verse", "address"];

/// A text that is ready for comrak.
pub(super) struct Fenced {
    /// As many bytes as before.
    pub text: String,
    /// For each line, from 0, that keeps an indent: how many spaces.
    pub indents: BTreeMap<usize, usize>,
    /// The opening lines of containers that nothing closes, by their bytes.
    pub open: Vec<Range<usize>>,
}

/// Makes a text ready.
pub(super) fn fenced(text: &str) -> Fenced {
    let mut out = String::with_capacity(text.len());
    let mut indents = BTreeMap::new();
    let mut open: Vec<Fence> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut next = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = next;
        next += line.len();
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let before = line.len() - bare.len();
        if let Some((sign, length)) = code {
            let run = run_of(bare, sign);
            if run >= length && bare.get(run..).is_some_and(|rest| rest.trim().is_empty()) {
                code = None;
            }
            out.push_str(line);
            continue;
        }
        let keeps_lines = open.last().is_some_and(|fence| fence.keeps_lines);
        let tildes = run_of(bare, '~');
        let ticks = run_of(bare, '`');
        if !keeps_lines && (tildes >= 3 || ticks >= 3) {
            code = Some(if tildes >= 3 { ('~', tildes) } else { ('`', ticks) });
            out.push_str(line);
            continue;
        }
        let colons = run_of(bare, ':');
        if colons < 3 {
            match open.last() {
                Some(fence) if fence.keeps_lines => {
                    indent(line, fence.before, number, &mut out, &mut indents);
                }
                _ => out.push_str(line),
            }
            continue;
        }
        let info = bare.get(colons..).unwrap_or_default();
        if info.trim().is_empty() {
            if let Some(at) = open.iter().rposition(|fence| fence.colons <= colons) {
                open.truncate(at);
            }
            out.push_str(line);
        } else {
            let name = info.split([' ', '\t', '{']).find(|word| !word.is_empty());
            let name = name.map(str::trim).unwrap_or_default();
            let own = start + before..start + line.trim_end().len();
            open.push(Fence { colons, before, keeps_lines: OF_LINES.contains(&name), own });
            out.push_str(line.get(..before + colons).unwrap_or_default());
            out.extend(info.chars().map(|c| if c == ':' { COLON } else { c }));
        }
    }
    let open = open.into_iter().map(|fence| fence.own).collect();
    Fenced { text: out, indents, open }
}

struct Fence {
    colons: usize,
    before: usize,
    keeps_lines: bool,
    own: Range<usize>,
}

fn run_of(text: &str, sign: char) -> usize {
    text.chars().take_while(|c| *c == sign).count()
}

/// A line of verse: what is left of its indent behind the fence's own.
fn indent(
    line: &str,
    fence: usize,
    number: usize,
    out: &mut String,
    indents: &mut BTreeMap<usize, usize>,
) {
    let own = line.bytes().take(fence).take_while(|b| b" \t>".contains(b)).count();
    let (kept, rest) = line.split_at(own);
    let words = rest.trim_start_matches([' ', '\t']);
    let spaces = rest.get(..rest.len() - words.len()).unwrap_or_default();
    out.push_str(kept);
    if words.trim().is_empty() {
        out.push_str(rest);
        return;
    }
    let wide: usize = spaces.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    if wide > 0 {
        indents.insert(number, wide);
    }
    out.extend(spaces.chars().map(|_| INDENT));
    out.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn keeps_indents_of_verse_only() {
        let text = "    code\n\n::: verse\nOne\n    two\n\n        three\n:::\n\n    code\n";
        let ready = fenced(text);
        assert_eq!(ready.text.len(), text.len());
        assert_eq!(ready.indents.into_iter().collect::<Vec<_>>(), [(4, 4), (6, 8)]);
        assert!(ready.text.starts_with("    code") && ready.text.ends_with("    code\n"));
    }

    #[test]
    fn colons_in_titles() {
        assert_eq!(fenced("::: box A: b\n:::\n").text, "::: box A\u{1e} b\n:::\n");
        let code = "```\n::: box A: b\n```\n";
        assert_eq!(fenced(code).text, code);
    }

    #[test]
    fn what_nothing_closes() {
        let open = |text: &str| fenced(text).open;
        assert_eq!(open("a\n\n::: verse\nb\n").first(), Some(&(3..12)));
        assert!(open(":::: box\n::: verse\nb\n:::\n::::\n").is_empty());
    }
}
