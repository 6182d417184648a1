//! Five hundred documents made at random of the whole vocabulary: the words of
//! the Markdown are the words of the PDF, in order, none lost, none twice.
//!
//! Every word is a number of its own behind a letter for what it is: `a` text,
//! `n` a note, `f` what floats, `h` a head (which stands above pages, too).

use std::fmt::Write as _;

use super::{arg, tool};
use crate::scratch::Scratch;

const DOCUMENTS: u64 = 500;

#[test]
#[ignore = "needs the tools of .ci/run"]
fn no_word_of_generated_documents_is_lost() {
    let scratch = Scratch::empty();
    scratch.put(
        "handpress.toml",
        "links = \"off\"\ncontents = false\n[print]\npapers = [\"a4\"]\n[cover]\ntitle-page = false\n",
    );
    let texts: Vec<Document> = (0..DOCUMENTS).map(Document::of).collect();
    for (number, document) in texts.iter().enumerate() {
        let template = ["classic", "agitator", "chapbook"][number % 3];
        let manifest = format!("title = \"T\"\ntemplate = \"{template}\"\n");
        scratch.put(&format!("pamphlets/d{number:03}/pamphlet.toml"), manifest);
        scratch.put(&format!("pamphlets/d{number:03}/text.md"), &document.text);
    }
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for (number, document) in texts.iter().enumerate() {
        let pdf = scratch.path(&format!("out/d{number:03}/d{number:03}-read.pdf"));
        let printed = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(&pdf), "-"]);
        // Some heads are set in capitals.
        let printed = printed.to_lowercase();
        for class in ['a', 'n', 'f', 'h'] {
            let mut found = words_of(&printed, class);
            let mut meant = words_of(&document.text, class);
            match class {
                // A head stands above pages again; a float where it finds room.
                'h' => {
                    found.sort_unstable();
                    found.dedup();
                    meant.sort_unstable();
                }
                'f' => {
                    found.sort_unstable();
                    meant.sort_unstable();
                }
                _ => {}
            }
            let at = found.iter().zip(&meant).position(|(found, meant)| found != meant);
            let at = at.unwrap_or(found.len().min(meant.len()));
            let near = |all: &[u32]| all[at.saturating_sub(2)..all.len().min(at + 4)].to_vec();
            assert!(
                found == meant,
                "{class} of document {number}: found {:?}, meant {:?} in\n{}\n{printed}",
                near(&found),
                near(&meant),
                document.text
            );
        }
    }
}

/// The numbers behind a letter, in order: `a12`.
fn words_of(text: &str, class: char) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| {
            // The mark of a note touches the word before it; marks are below 100.
            let digits = word.strip_prefix(class)?;
            digits.get(..5).filter(|d| d.len() == 5)?.parse().ok()
        })
        .collect()
}

struct Document {
    text: String,
    notes: String,
    state: u64,
    next: u32,
    next_note: u32,
}

impl Document {
    fn of(seed: u64) -> Self {
        let mut it = Self {
            text: String::new(),
            notes: String::new(),
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            next: 10_000,
            next_note: 1,
        };
        for _ in 0..4 + it.upto(22) {
            it.block();
        }
        let notes = std::mem::take(&mut it.notes);
        it.text.push_str(&notes);
        it
    }

    /// A number below `most` (xorshift64).
    fn upto(&mut self, most: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % most
    }

    fn word(&mut self, class: char) -> String {
        self.next += 1;
        format!("{class}{:05}", self.next)
    }

    fn words(&mut self, class: char, most: u64) -> String {
        let count = 1 + self.upto(most);
        (0..count).map(|_| self.word(class)).collect::<Vec<_>>().join(" ")
    }

    /// A run of words with everything that may stand in a line.
    fn run(&mut self, most: u64) -> String {
        let mut out = self.words('a', most);
        for _ in 0..self.upto(5) {
            let inner = self.words('a', 4);
            let piece = match self.upto(10) {
                0 => format!("*{inner}*"),
                1 => format!("**{inner}**"),
                2 => format!("~~{inner}~~"),
                3 => format!("`{inner}`"),
                4 => format!("[{inner}](https://example.org/x)"),
                5 => format!("[{inner}]{{.sc}}"),
                6 => format!("[{inner}]{{lang=de}}"),
                7 => format!("\"{inner}\""),
                8 => format!("[{inner}]{{.sup}}"),
                _ => {
                    let (mark, note) = (self.next_note, self.words('n', 12));
                    self.next_note += 1;
                    let _ = write!(self.notes, "\n\n[^{mark}]: {note}");
                    format!("{inner}[^{mark}]")
                }
            };
            let after = self.words('a', most);
            out = format!("{out} {piece} {after}");
        }
        out
    }

    fn block(&mut self) {
        let block = match self.upto(18) {
            0..=5 => {
                let most = 12 + self.upto(40);
                self.run(most)
            }
            6 => format!("## {}", self.words('h', 5)),
            7 => format!("### {}", self.words('h', 5)),
            8 => format!("> {}\n>\n> {}", self.run(20), self.run(8)),
            9 => (0..1 + self.upto(5)).map(|_| format!("- {}\n", self.run(6))).collect(),
            10 => (1..2 + self.upto(4)).map(|n| format!("{n}. {}\n\n", self.run(6))).collect(),
            11 => {
                let row =
                    |it: &mut Self| format!("| {} | {} |", it.words('a', 3), it.words('a', 2));
                let head = row(self);
                let rows: Vec<String> = (0..1 + self.upto(5)).map(|_| row(self)).collect();
                format!("{head}\n|---|--:|\n{}", rows.join("\n"))
            }
            12 => {
                let lines = 2 + self.upto(9);
                let verse: String = (0..lines)
                    .map(|n| {
                        format!("{}{}\n", " ".repeat((n % 3) as usize * 2), self.words('a', 7))
                    })
                    .collect();
                format!("::: verse {}\n{verse}\n{}\n:::", self.words('a', 2), self.words('a', 5))
            }
            13 => format!("::: box {}\n{}\n:::", self.words('a', 3), self.run(14)),
            14 => format!("> [!NOTE]\n> {}", self.run(10)),
            15 => {
                format!(
                    "::: dialogue\n**{}** {}\n\n**{}** {}\n:::",
                    self.words('a', 1),
                    self.run(6),
                    self.words('a', 1),
                    self.run(6)
                )
            }
            16 => {
                format!("::: epigraph\n{}\n\n--- {}\n:::", self.words('a', 12), self.words('a', 3))
            }
            _ => {
                let table =
                    format!("| {} |\n|---|\n| {} |", self.words('f', 2), self.words('f', 2));
                format!("::: table {}\n{table}\n\n{}\n:::", self.words('f', 3), self.words('f', 6))
            }
        };
        self.text.push_str(&block);
        self.text.push_str("\n\n");
    }
}
