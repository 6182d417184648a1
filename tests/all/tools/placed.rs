//! Three hundred pamphlets of all that has no room: long words, tables of one to twelve
//! columns, code of any width, titles of one to forty words, in every template and on pages
//! of several sizes. No word lies outside its page or over another, or the build says where.

use std::fmt::Write as _;

use super::{arg, tool};
use crate::scratch::Scratch;

const PAMPHLETS: u64 = 300;

/// Prints words outside of their pages and words over others, as MuPDF sees them.
const MISPLACED: &str = "
import sys, pymupdf
for path in sys.argv[1:]:
    for number, page in enumerate(pymupdf.open(path), 1):
        words, rect = [], page.rect
        for block in page.get_text('rawdict')['blocks']:
            for line in block.get('lines', []):
                for span in line['spans']:
                    word = None
                    for c in span['chars']:
                        if not c['c'].strip():
                            word = None
                            continue
                        x0, x1, y = c['bbox'][0], c['bbox'][2], c['origin'][1]
                        if x0 < -0.6 or x1 > rect.width + 0.6 or not -0.6 < y < rect.height + 0.6:
                            print(path, number, 'outside', c['c'], round(x0), round(y))
                        if word is None or abs(word[3] - y) > 0.1:
                            word = [x0, x1, y - 0.45 * span['size'], y, c['c']]
                            words.append(word)
                        word[0], word[1] = min(word[0], x0), max(word[1], x1)
                        word[4] += c['c']
        words.sort(key=lambda w: w[2])
        for at, a in enumerate(words):
            for b in words[at + 1:]:
                if b[2] > a[3]:
                    break
                low = min(a[3] - a[2], b[3] - b[2])
                across = min(a[1], b[1]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[2], b[2])
                if across > 0.6 * low and down > 0.5 * low and a[4] != b[4]:
                    print(path, number, 'over', a[4], b[4])
";

#[test]
#[ignore = "needs the tools of .ci/run"]
fn every_word_has_a_place_of_its_own() {
    let scratch = Scratch::empty();
    scratch.put("handpress.toml", "[print]\npapers = [\"a4\"]\n");
    for number in 0..PAMPHLETS {
        let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        scratch.put(&format!("pamphlets/p{number:03}/pamphlet.toml"), dice.manifest(number));
        scratch.put(&format!("pamphlets/p{number:03}/text.md"), dice.text());
    }
    let said = scratch.run(&["build"]);
    let mut made = Vec::new();
    for number in 0..PAMPHLETS {
        let pdf = scratch.path(&format!("out/p{number:03}/p{number:03}-read.pdf"));
        if pdf.exists() {
            made.push(pdf);
        } else {
            // What has no room in the smallest type is told at its place.
            let place = format!("pamphlets/p{number:03}/");
            let is_told = said.err.split("error[").any(|it| {
                (it.starts_with("E0409") || it.starts_with("E0410")) && it.contains(&place)
            });
            assert!(is_told, "{place}: {}", said.err);
        }
    }
    assert!(made.len() as u64 > PAMPHLETS * 3 / 4, "{} of {PAMPHLETS} were made", made.len());
    let python = std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut args = vec!["-c", MISPLACED];
    args.extend(made.iter().map(|pdf| arg(pdf)));
    assert_eq!(tool(&python, &args), "");
}

/// Code that is wider than the page goes on below: all its letters are there, in order, and
/// each turn has its mark.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn code_is_turned_with_a_mark() {
    let letters: String = (0..304).map(|at| char::from(b'a' + (at * 7 % 26) as u8)).collect();
    let text = format!("Words.\n\n```\n{letters}\nshort = 1\n```\n");
    let scratch = Scratch::with("title = \"Code\"\n", &text);
    scratch.build();
    let pdf = scratch.path("out/a/a-read.pdf");
    let printed = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(&pdf), "-"]);
    let turns = printed.matches('↩').count();
    assert!((3..9).contains(&turns), "{printed}");
    let joined: String = printed.chars().filter(|c| !c.is_whitespace() && *c != '↩').collect();
    assert!(joined.contains(&format!("{letters}short=1")), "{printed}");
    let python = std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into());
    assert_eq!(tool(&python, &["-c", MISPLACED, arg(&pdf)]), "");
}

/// Notes and addresses of heads are at the foot, and in nothing that is made of heads.
#[test]
#[ignore = "needs the tools of .ci/run"]
fn bookmarks_are_words_of_heads() {
    let text = "# First head[^a]\n\nWords.\n\n# Second, [linked](https://example.org/x)\n\nWords.\n\n\
        # Third ^[An inline note.]\n\nWords.\n\n[^a]: The note of a head.\n";
    let scratch = Scratch::with("title = \"Heads\"\ncontents = true\n", text);
    scratch.build();
    let pdf = scratch.path("out/a/a-read.pdf");
    let python = std::env::var("HANDPRESS_PYTHON").unwrap_or_else(|_| "python3".into());
    let toc =
        "import sys, pymupdf\nfor _, words, _ in pymupdf.open(sys.argv[1]).get_toc(): print(words)";
    let bookmarks = tool(&python, &["-c", toc, arg(&pdf)]);
    let bookmarks: Vec<&str> = bookmarks.lines().map(str::trim).collect();
    assert_eq!(bookmarks[..3], ["First head", "Second, linked", "Third"], "{bookmarks:?}");
    let printed = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(&pdf), "-"]);
    for note in ["The note of a head.", "An inline note."] {
        assert_eq!(printed.matches(note).count(), 1, "{note}: {printed}");
    }
    let contents: Vec<&str> =
        printed.lines().filter(|line| line.starts_with("Second, linked")).collect();
    assert!(contents.iter().any(|line| !line.contains('[')), "{contents:?}");
}

/// Numbers that look random: xorshift, by G. Marsaglia (2003).
struct Dice(u64);

const SYLLABLES: [&str; 16] = [
    "press", "ma", "ter", "un", "ver", "sheet", "li", "gen", "for", "print", "ka", "stro", "in",
    "fold", "re", "tion",
];

impl Dice {
    fn upto(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.upto(times) == 0
    }

    /// A word of a few syllables, now and then of many.
    fn word(&mut self) -> String {
        let most = if self.one_in(12) { 9 } else { 3 };
        let count = 1 + self.upto(most);
        (0..count).map(|_| SYLLABLES[self.upto(16) as usize]).collect()
    }

    fn words(&mut self, most: u64) -> String {
        let count = 1 + self.upto(most);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn manifest(&mut self, number: u64) -> String {
        let template = ["classic", "agitator", "chapbook"][number as usize % 3];
        let title = self.words(40);
        let mut out = format!("title = \"{title}\"\ntemplate = \"{template}\"\nlang = \"en\"\n");
        if self.one_in(2) {
            let _ = writeln!(out, "subtitle = \"{}\"", self.words(20));
        }
        if self.one_in(2) {
            let names: Vec<String> =
                (0..1 + self.upto(4)).map(|_| format!("\"{}\"", self.words(4))).collect();
            let _ = writeln!(out, "authors = [{}]", names.join(", "));
        }
        if self.one_in(3) {
            let _ = writeln!(out, "publisher = \"{}\"", self.words(8));
        }
        let (width, height) =
            [(139.7, 215.9), (148.0, 210.0), (105.0, 148.0)][self.upto(3) as usize];
        let _ = writeln!(out, "[page]\nwidth = \"{width}mm\"\nheight = \"{height}mm\"");
        if width < 120.0 {
            out.push_str("inner = \"13mm\"\nouter = \"11mm\"\ntop = \"13mm\"\nbottom = \"15mm\"\n");
            out.push_str("[type]\nsize = \"8.5pt\"\nleading = \"11pt\"\n");
        }
        if self.one_in(2) {
            let _ = writeln!(out, "[cover]\nback = \"{}\"", self.words(140));
        }
        out
    }

    fn text(&mut self) -> String {
        let mut out = format!("# {}\n\n", self.words(9));
        for _ in 0..3 + self.upto(8) {
            match self.upto(7) {
                0 | 1 => self.table(&mut out),
                2 | 3 => self.code(&mut out),
                4 => out.push_str(&format!("## {}\n\n", self.words(12))),
                5 => out.push_str(&format!("- {}\n- {}\n\n", self.words(30), self.words(3))),
                _ => {}
            }
            let _ = write!(out, "{}. `{}` {}.\n\n", self.words(70), self.words(3), self.words(40));
        }
        out
    }

    fn table(&mut self, out: &mut String) {
        let columns = 1 + self.upto(12) as usize;
        for row in 0..2 + self.upto(6) {
            for _ in 0..columns {
                let most = if self.one_in(4) { 12 } else { 2 };
                let _ = write!(out, "| {} ", self.words(most));
            }
            out.push_str("|\n");
            if row == 0 {
                out.push_str(&"|---".repeat(columns));
                out.push_str("|\n");
            }
        }
        out.push('\n');
    }

    fn code(&mut self, out: &mut String) {
        out.push_str("```\n");
        for _ in 0..1 + self.upto(6) {
            let spaced = self.words(1 + 30);
            let line = if self.one_in(2) { spaced.replace(' ', "") } else { spaced };
            let _ = writeln!(out, "{}{line}", " ".repeat(self.upto(12) as usize));
        }
        out.push_str("```\n\n");
    }
}
