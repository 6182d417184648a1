//! Broken input of every kind: a clear message at the right line, exit 1, and
//! what an earlier build made is still there.

use std::collections::BTreeMap;

use crate::scratch::Scratch;

const MANIFEST: &str = "title = \"A\"\nlang = \"en\"\n";
const TEXT: &str = "Words of a first edition.\n";

/// A workspace that was built once, and then spoilt.
struct Spoilt {
    scratch: Scratch,
    earlier: BTreeMap<String, Vec<u8>>,
}

impl Spoilt {
    fn new() -> Self {
        let scratch = Scratch::with(MANIFEST, TEXT);
        scratch.build();
        let earlier = scratch.files("out");
        assert!(earlier.len() > 5, "the first build made nothing");
        Self { scratch, earlier }
    }

    fn manifest(self, toml: impl AsRef<[u8]>) -> Self {
        self.file("pamphlets/a/pamphlet.toml", toml)
    }

    fn text(self, markdown: impl AsRef<[u8]>) -> Self {
        self.file("pamphlets/a/text.md", markdown)
    }

    fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.scratch.put(name, bytes);
        self
    }

    /// The build fails with this code at this place, and harms nothing.
    fn fails(&self, code: &str, place: &str) -> String {
        let said = self.scratch.run(&["build"]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.err.contains(&format!("error[{code}]")), "no {code} in:\n{}", said.err);
        assert!(said.err.contains(place), "not at {place}:\n{}", said.err);
        assert!(said.err.contains("help:") || said.err.contains("^"), "no help in:\n{}", said.err);
        assert_eq!(self.scratch.files("out"), self.earlier, "earlier files were touched");
        said.err
    }
}

#[test]
fn a_text_that_is_not_there() {
    let spoilt = Spoilt::new().manifest("title = \"A\"\ntext = [\"text.md\", \"two.md\"]\n");
    spoilt.fails("E0102", "pamphlets/a/pamphlet.toml:2:21");
}

#[test]
fn an_unknown_key_with_a_suggestion() {
    let err = Spoilt::new().manifest("titel = \"A\"\n").fails("E0202", "pamphlet.toml:1:1");
    assert!(err.contains("did you mean `title`?"), "{err}");
    Spoilt::new().manifest("[page]\nwidht = \"10cm\"\n").fails("E0202", "pamphlet.toml:2:1");
}

#[test]
fn a_date_that_never_was() {
    Spoilt::new().manifest("date = \"2023-02-29\"\n").fails("E0206", "pamphlet.toml:1:8");
    Spoilt::new().manifest("title = \"A\"\ndate = 2023-02-31\n").fails("E0206", "pamphlet.toml:2:");
}

#[test]
fn notes_in_a_circle() {
    let text = "One.[^a]\n\n[^a]: A, see.[^b]\n\n[^b]: B, see.[^a]\n";
    Spoilt::new().text(text).fails("E0304", "pamphlets/a/text.md:5:14");
    Spoilt::new().text("One.[^a]\n\n[^a]: Me.[^a]\n").fails("E0304", "text.md:3:10");
}

#[test]
fn a_picture_that_is_none() {
    let spoilt = Spoilt::new().text("Words.\n\n![x](x.png)\n").file("pamphlets/a/x.png", "hello");
    spoilt.fails("E0303", "pamphlets/a/text.md:3:1");
    let spoilt = Spoilt::new().text("Words ![x](x.svg).\n").file("pamphlets/a/x.svg", "<svg><g>");
    spoilt.fails("E0303", "pamphlets/a/text.md:1:7");
}

#[test]
fn a_picture_that_is_cut_short() {
    let whole = crate::pictures::png(64, 64);
    let cut = &whole[..whole.len() / 2];
    let spoilt = Spoilt::new().text("Words.\n\n![x](x.png)\n").file("pamphlets/a/x.png", cut);
    spoilt.fails("E0303", "pamphlets/a/text.md:3:1");
}

#[test]
fn a_picture_that_is_not_there() {
    let spoilt = Spoilt::new()
        .text("Words.\n\n![x](pictre.png)\n")
        .file("pamphlets/a/picture.png", crate::pictures::png(2, 2));
    let err = spoilt.fails("E0102", "pamphlets/a/text.md:3:1");
    assert!(err.contains("did you mean `picture.png`?"), "{err}");
}

#[test]
fn pictures_outside_the_workspace() {
    Spoilt::new().text("![x](../../../x.png)\n").fails("E0103", "text.md:1:1");
    Spoilt::new().text("Words.\n\n![x](/etc/passwd)\n").fails("E0103", "text.md:3:1");
    Spoilt::new().text("![x](C:%5Cx.png)\n").fails("E0103", "text.md:1:1");
    let manifest = "title = \"A\"\n[cover]\nimage = \"../../../x.png\"\n";
    Spoilt::new().manifest(manifest).fails("E0103", "pamphlet.toml:3:9");
    Spoilt::new().manifest("text = \"../../../x.md\"\n").fails("E0103", "pamphlet.toml:1:9");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace() {
    let outside = Scratch::empty();
    outside.put("secret.png", crate::pictures::png(2, 2));
    let spoilt = Spoilt::new().text("Words.\n\n![x](x.png)\n");
    let link = spoilt.scratch.path("pamphlets/a/x.png");
    std::os::unix::fs::symlink(outside.path("secret.png"), link).expect("a link");
    spoilt.fails("E0103", "pamphlets/a/text.md:3:1");
}

#[test]
fn quotes_without_end() {
    let text = format!("Words.\n\n{}deep\n", "> ".repeat(200));
    Spoilt::new().text(text).fails("E0302", "pamphlets/a/text.md:3:");
    let text = format!("{0}deep{0}\n", "*".repeat(60));
    Spoilt::new().text(text).fails("E0302", "pamphlets/a/text.md:1:");
}

#[test]
fn texts_in_other_encodings_are_named() {
    let texts: [(&[u8], &str); 4] = [
        (b"\x93It\x92s late,\x94 she said \x96 and left.\n", "WINDOWS-1252"),
        (b"\xd2It\xd5s late,\xd3 she said \xd0 and left.\n", "MACINTOSH"),
        (b"\xcf\xe5\xf7\xe0\xf2\xfc \xe8 \xe1\xf3\xec\xe0\xe3\xe0.\n", "WINDOWS-1251"),
        (b"\xff\xfeA\0 \0p\0r\0e\0s\0s\0.\0", "UTF-16"),
    ];
    for (text, name) in texts {
        let err = Spoilt::new().text(text).fails("E0104", "pamphlets/a/text.md:1:1");
        assert!(err.contains(&format!("iconv -f {name} -t UTF-8")), "{name}: {err}");
    }
}

#[test]
fn files_of_other_programs_are_named() {
    let zip = b"PK\x03\x04\x14\0\0\0\0\0word/document.xml";
    let files: [(&[u8], &str); 3] = [
        (zip, "a document of Word"),
        (b"{\\rtf1\\ansi Words.}", "a document in RTF"),
        (b"%PDF-1.7\n", "a PDF"),
    ];
    for (bytes, name) in files {
        let err = Spoilt::new().text(bytes).fails("E0115", "pamphlets/a/text.md");
        assert!(err.contains(name), "{name}: {err}");
    }
}

#[test]
fn dates_say_what_was_meant() {
    let date = |toml: &str, place: &str| {
        Spoilt::new().manifest(format!("title = \"A\"\ndate = {toml}\n")).fails("E0206", place)
    };
    let err = date("31.12.2026", "pamphlet.toml:2:8");
    assert!(err.contains("2026-12-31") && err.matches("error[").count() == 1, "{err}");
    assert!(date("\"31/12/2026\"", "pamphlet.toml:2:8").contains("2026-12-31"));
    assert!(date("\"2026-02-31\"", "pamphlet.toml:2:8").contains("February 2026 has 28 days"));
    let tag = Spoilt::new().manifest("title = \"A\"\nlang = \"en-UK\"\n");
    assert!(tag.fails("E0207", "pamphlet.toml:2:8").contains("en-GB"));
}

#[test]
fn words_over_one_another() {
    // Nothing divides them, and ten of them have no room in the smallest type.
    let cells = ["123456789012345678901234"; 10].join(" | ");
    let table =
        format!("Words.\n\n| {} |\n|{}\n| {cells} |\n", ["a"; 10].join(" | "), "---|".repeat(10));
    Spoilt::new().text(table).fails("E0410", "pamphlets/a/text.md:5:");
    // A template may do it, too.
    let over = "#import \"classic.typ\": *\n#let blockquote(keep: false, title: none, by: none, body) = {\n  \
        place(body); [Other words stand here.]\n}\n";
    let spoilt = Spoilt::new().file("templates/over.typ", over);
    let spoilt = spoilt.manifest("title = \"A\"\ntemplate = \"over\"\n");
    spoilt
        .text("Words.\n\n> Quoted words, quite a few.\n")
        .fails("E0410", "pamphlets/a/text.md:3:");
}

#[test]
fn a_text_that_is_not_utf8() {
    Spoilt::new().text(b"Caf\n\nCaf\xe9 au lait\n").fails("E0104", "pamphlets/a/text.md:3:4");
    Spoilt::new()
        .file("pamphlets/a/pamphlet.toml", b"title = \"\xe9\"")
        .fails("E0104", "toml:1:10");
}

#[test]
fn a_language_that_nobody_speaks() {
    let err = Spoilt::new().manifest("lang = \"german\"\n").fails("E0207", "pamphlet.toml:1:8");
    assert!(err.contains("did you mean \"de\"?"), "{err}");
}

#[test]
fn a_character_without_a_glyph() {
    let err =
        Spoilt::new().text("Words.\n\nAnd 漢 too, 漢.\n").fails("E0401", "pamphlets/a/text.md:3:5");
    assert!(err.contains("U+6F22") && err.contains("2 times"), "{err}");
    // The faces that a script wants are named.
    for (word, face) in
        [("漢", "Noto Serif SC"), ("हिन्दी", "Devanagari"), ("한글", "Noto Serif KR")]
    {
        let err = Spoilt::new().text(format!("And {word}.\n")).fails("E0401", "text.md:1:5");
        assert!(err.contains(face), "{word}: {err}");
    }
    let spoilt = Spoilt::new().manifest("title = \"漢\"\n");
    spoilt.fails("E0401", "it stands in the manifest");
}

#[test]
fn no_text_at_all() {
    Spoilt::new().text("\n\n<!-- nothing -->\n").fails("E0301", "pamphlets/a/text.md");
}

#[test]
fn more_text_than_a_pamphlet_holds() {
    Spoilt::new().text("word ".repeat(1_000_000)).fails("E0110", "larger than 4 MiB");
}

/// Typst breaks a paragraph as a whole; without a limit these would take hours.
#[test]
fn paragraphs_and_words_without_end() {
    let hostile = ["x ".repeat(400_000), "[".repeat(100_000), "a".repeat(3_000)];
    for text in hostile {
        Spoilt::new().text(format!("Words.\n\n{text}\n")).fails("E0318", "text.md:3:1");
    }
    let chain: String = (0..50).map(|n| format!("[^n{n}]: See.[^n{}]\n\n", n + 1)).collect();
    Spoilt::new().text(format!("One.[^n0]\n\n{chain}[^n50]: End.\n")).fails("E0302", "text.md:");
}

#[test]
fn a_page_too_small_for_its_margins() {
    let toml = "title = \"A\"\n[page]\nwidth = \"100mm\"\ninner = \"50mm\"\nouter = \"40mm\"\n";
    Spoilt::new().manifest(toml).fails("E0208", "pamphlet.toml:4:9");
    Spoilt::new().manifest("[page]\nwidth = \"3m\"\n").fails("E0203", "pamphlet.toml:2:9");
    Spoilt::new().manifest("[page]\nwidth = \"9000mm\"\n").fails("E0208", "pamphlet.toml:2:9");
    Spoilt::new().manifest("[page]\ncolumns = 4\n").fails("E0203", "pamphlet.toml:2:11");
    let narrow = "[page]\ncolumns = 3\ninner = \"40mm\"\n";
    Spoilt::new().manifest(narrow).fails("E0208", "pamphlet.toml:3:9");
}

#[test]
fn toml_that_is_none() {
    Spoilt::new().manifest("title = \n").fails("E0201", "pamphlet.toml:1:");
    Spoilt::new().manifest("title = \"A\"\nauthors = 7\n").fails("E0203", "pamphlet.toml:2:11");
    let both = "title = \"A\"\nauthor = \"B\"\nauthors = [\"C\"]\n";
    Spoilt::new().manifest(both).fails("E0205", "pamphlet.toml:2:1");
}

#[test]
fn names_that_nothing_has() {
    Spoilt::new().manifest("template = \"clasic\"\n").fails("E0211", "pamphlet.toml:1:12");
    let err =
        Spoilt::new().manifest("[type]\ntext = \"Alegria\"\n").fails("E0210", "pamphlet.toml:2:9");
    assert!(err.contains("did you mean `Alegreya`?"), "{err}");
    Spoilt::new()
        .manifest("[print]\npapers = [\"a4\", \"a77\"]\n")
        .fails("E0203", "pamphlet.toml:2:");
}

#[test]
fn a_workspace_for_a_later_handpress() {
    Spoilt::new()
        .file("handpress.toml", "requires = \">=99\"\n")
        .fails("E0209", "handpress.toml:1:12");
}

#[test]
fn a_font_that_is_none() {
    Spoilt::new().file("fonts/broken.ttf", "no font").fails("E0212", "fonts/broken.ttf");
}

#[test]
fn all_that_is_wrong_is_said_in_one_run() {
    let spoilt = Spoilt::new()
        .manifest("titel = \"A\"\ndate = \"May\"\nlang = \"xx\"\n[page]\nwidth = 3\n")
        .text("![x](no.png)\n\nOne.[^a]\n\n[^a]: Me.[^a]\n");
    let err = spoilt.fails("E0202", "pamphlet.toml:1:1");
    for code in ["E0206", "E0207", "E0203", "E0102", "E0304"] {
        assert!(err.contains(code), "no {code} in:\n{err}");
    }
}

#[test]
fn a_place_that_cannot_be_written() {
    let scratch = Scratch::with(MANIFEST, TEXT);
    scratch.put("out/a", "a file where a folder should go");
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("error[E0107]"), "{}", said.err);
}

#[test]
fn a_pamphlet_that_is_not_there() {
    let said = Spoilt::new().scratch.run(&["build", "b"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("error[E0106]"), "{}", said.err);
    let nowhere = Scratch::empty().run(&["build"]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
    assert!(nowhere.err.contains("error[E0105]"), "{}", nowhere.err);
}

#[test]
fn containers_that_nothing_closes() {
    let text = |text: &str| Spoilt::new().text(text);
    text("Words.\n\n::: verse\nOne\n\n# Two\n").fails("E0323", "text.md:3:1");
    text("::: box\nWords.\n").fails("E0323", "text.md:1:1");
    text("::: verse\nOne\n\n# Two\n:::\n").fails("E0322", "text.md:4:1");
}

#[test]
fn words_that_a_template_drops() {
    let own = "#import \"classic.typ\": *\n#let blockquote(..all) = [x]\n";
    Spoilt::new()
        .manifest("title = \"A\"\ntemplate = \"own\"\n")
        .text("Words.\n\n> Quoted.\n")
        .file("templates/own.typ", own)
        .fails("E0409", "text.md:3:");
    // Of words that are there in part, the part that is not.
    let text = "Some *strong* words.\n\n> Quoted words\n> of a friend.\n>\n> — A. Friend\n\n\
        1. One\n2. Two\n\n![Alt](a.png \"Seen from afar\")\n";
    for (own, place) in [
        ("#let emphasis(body) = []", "text.md:1:"),
        ("#let blockquote(body, ..all) = block(body)", "text.md:6:"),
        ("#let blockquote(body, by: none, ..all) = block(by)", "text.md:3:"),
        ("#let numbered(..items) = items.pos().first()", "text.md:9:"),
        ("#let figure-picture(path, ..all) = block(image(path))", "text.md:11:"),
    ] {
        Spoilt::new()
            .manifest("title = \"A\"\ntemplate = \"own\"\n")
            .text(text)
            .file("pamphlets/a/a.png", crate::pictures::png(9, 9))
            .file("templates/own.typ", format!("#import \"classic.typ\": *\n{own}\n"))
            .fails("E0409", place);
    }
}

#[test]
fn settings_that_cannot_be() {
    for (toml, code, place) in [
        ("fit = \"on\"\n", "E0203", "toml:1:7"),
        ("[fit]\nmultiple = 5\n", "E0203", "toml:1:"),
        ("[fit]\nletters = 0.5\n", "E0203", "toml:1:"),
        ("notes = \"side\"\n", "E0203", "toml:1:9"),
        ("[colours]\naccent = \"red\"\n", "E0203", "toml:2:10"),
        ("[check.levels]\nT999 = \"off\"\n", "E0202", "toml:2:1"),
        ("bibliography = \"none.bib\"\n", "E0102", "toml:1:"),
    ] {
        Spoilt::new().manifest(toml).fails(code, place);
    }
    let strings = "by = \"by {whom}\"\n";
    Spoilt::new().file("strings/en.toml", strings).fails("E0216", "strings/en.toml:1:1");
}

/// What stays in one piece and is higher than its page would be cut off at its foot.
#[test]
fn words_outside_of_a_page_stop_the_build() {
    let rows = |first: &str, count: usize| {
        format!("| {first} | b |\n|---|---|\n{}", "| left | right |\n".repeat(count))
    };
    let floating = format!("One.\n\n::: table\n{}:::\n\nLast.\n", rows("a", 60));
    Spoilt::new().text(&floating).fails("E0409", "text.md:");
    let tall_head = rows(&"word ".repeat(500), 12);
    Spoilt::new().text(&tall_head).fails("E0409", "text.md:1:");
    // The same rows where nothing holds them together go on overleaf.
    let scratch = Scratch::with(MANIFEST, &rows("a", 60));
    scratch.build();
}
