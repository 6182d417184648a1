//! Texts as they come off the web: odd, and printed all the same.

use crate::scratch::Scratch;

/// Builds a text and gives what was said; all has to be well.
fn builds(text: impl AsRef<[u8]>) -> (Scratch, String) {
    let scratch = Scratch::with("title = \"A\"\n", "");
    scratch.put("pamphlets/a/text.md", text);
    let said = scratch.build();
    (scratch, said.err)
}

fn main_typ(scratch: &Scratch) -> String {
    String::from_utf8(scratch.read("out/a/typst/main.typ")).expect("UTF-8")
}

/// What a manifest leaves open is taken from YAML, once.
#[test]
fn front_matter_of_other_programs() {
    let scratch = Scratch::with(
        "subtitle = \"Its own\"\n",
        "---\ntitle: \"A Title: in YAML\"\nsubtitle: Not this\nauthor: [Ann Lark, Bo Reed]\ndate: 2024-05-06\n\
         tags: one, two\nlayout: post\nrelated: [x]\n---\n\nWords.\n",
    );
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("`layout`, `related` of this front matter are not used"),
        "{}",
        said.err
    );
    assert_eq!(said.err.matches("W0213").count(), 1, "{}", said.err);
    let params = String::from_utf8(scratch.read("out/a/typst/params.typ")).expect("UTF-8");
    for said in ["A Title: in YAML", "Its own", "Ann Lark", "Bo Reed", "2024"] {
        assert!(params.contains(said), "{said}: {params}");
    }
    assert!(!params.contains("Not this"), "{params}");
    let main = main_typ(&scratch);
    assert!(!main.contains("layout") && main.contains("Words"), "{main}");
}

/// Titles of containers have notes; captions have none, and say so.
#[test]
fn notes_in_titles_and_captions() {
    let text = "::: box A title[^t]\nWords.\n:::\n\n::: figures Two of them[^f]\n![](a.png \"left\")\n\
        ![](a.png \"right[^c]\")\n:::\n\nWords.\n\n[^t]: Of a title.\n[^f]: Of figures.\n[^c]: Of a caption.\n";
    let scratch = Scratch::with("title = \"A\"\n", text);
    scratch.put("pamphlets/a/a.png", crate::pictures::png(20, 20));
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("`[^c]` is printed as it stands"), "{}", said.err);
    assert!(said.err.contains("nothing refers to the note `c`"), "{}", said.err);
    assert_eq!(said.err.matches("W0306").count(), 1, "{}", said.err);
    let main = main_typ(&scratch);
    for note in ["Of a title", "Of figures"] {
        assert_eq!(main.matches(note).count(), 1, "{note}: {main}");
    }
}

/// What only browsers show of a drawing is told, and letters of it that no face has.
#[test]
fn words_of_drawings() {
    let scratch = Scratch::with("title = \"A\"\n", "Words.\n\n![A plan](plan.svg)\n");
    let svg = |words: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>{words}</svg>")
    };
    let foreign = svg("<text y='20'>Plain</text><foreignObject><p>Label of it</p></foreignObject>");
    scratch.put("pamphlets/a/plan.svg", foreign);
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("warning[W0328]") && said.err.contains("“Label of it”"),
        "{}",
        said.err
    );
    assert!(said.err.contains("pamphlets/a/text.md:3:1"), "{}", said.err);
    scratch.put("pamphlets/a/plan.svg", svg("<text y='20'>\u{A98F}</text>"));
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("error[E0401]") && said.err.contains("U+A98F"), "{}", said.err);
}

#[test]
fn what_is_odd_is_a_warning() {
    let odd = [
        ("Words [to nowhere](#nowhere).\n", "W0308"),
        ("Words [empty]().\n", "W0309"),
        ("---\ntitle: Foreign\nlayout: post\n---\n\nWords.\n", "W0213"),
        ("Words <b>bold</b> and more.\n", "W0307"),
        ("<div>\nWords in HTML.\n</div>\n", "W0307"),
        ("Words.[^gone]\n", "W0305"),
        ("Words.\n\n[^unused]: Never referred to.\n", "W0306"),
        ("Words ![far away](https://example.org/x.png).\n", "W0312"),
        ("# One {#same}\n\nWords.\n\n# Two {#same}\n\nWords.\n", "W0310"),
        ("Words \u{1} and \u{7f} more.\n", "W0315"),
        ("Words and שלום too.\n", "T114"),
        ("Words.\n\n\\newpage\n\nAnd words.\n", "W0326"),
        ("Words, [toc], and {{< figure src=\"a.png\" >}}.\n", "W0326"),
        ("A note^[that nothing ends.\n", "W0326"),
        ("She said \"nothing and left.\n\nThen he left.\n", "W0326"),
        (&format!("    {}\n", "The words of a text as copied. ".repeat(5)), "W0327"),
    ];
    for (text, code) in odd {
        let (_, err) = builds(text);
        assert!(err.contains(&format!("warning[{code}]")), "{text:?}: {err}");
    }
}

#[test]
fn what_is_everyday_is_nothing() {
    for text in [
        "Mail me @home, #hashtag, a < b > c, x_y_z, $5, 100%, C:\\dir, \"quotes\" & 'more'.\n",
        "Words.\r\nWindows words.\r\n\r\n* a\r\n* b\r\n",
        "Tabs\tand\u{a0}odd\u{2003}spaces\u{200b}and\u{202f}more\u{2011}hyphens\u{ad}.\n",
        "\u{feff}A byte order mark.\n",
        "#eval(\"1\") #include \"x\" $x$ @ref \\<label> = no head\n+ no enum\n/ term: no\n",
        "A line\\\nbreak and `#code` and ``` x ``` // no comment /* none */\n",
        "![](x.png)\n\nWords.\n",
        "~~~~\n#set page(height: 1pt)\n~~~~\n\nWords.\n",
        "| a |\n|---|\n| b[^1] |\n\n[^1]: In a table.\n",
        "## Head[^1]\n\nWords.[^1]\n\n[^1]: Twice.\n\n    In two paragraphs.\n",
        "Words.^[An inline note with *emphasis*.]\n",
        "\"One paragraph.\n\n\"And the next of what she said.\" A 5\" board, [i]n brackets, \\[toc].\n",
    ] {
        let scratch = Scratch::with("title = \"A\"\n", text);
        scratch.put("pamphlets/a/x.png", crate::pictures::png(4, 4));
        let said = scratch.build();
        assert!(said.err.is_empty(), "{text:?}: {}", said.err);
    }
}

#[test]
fn no_typst_gets_through() {
    let (scratch, _) = builds("Words #panic(\"no\") and [*x*](#eval) `#panic()` ![#panic()](none)\n\n```typ\n#panic()\n```\n".replace("![#panic()](none)", ""));
    let main = main_typ(&scratch);
    assert!(main.contains("\\#panic\\(\"no\"\\)"), "{main}");
    assert!(main.contains("#code(\"#panic()\")"), "{main}");
}

#[test]
fn addresses_of_links_are_printed_once() {
    let text = "See [here](https://example.org/a), [there](https://example.org/b), \
                [here again](https://example.org/a), https://example.org/c and <d@example.org>.\n";
    let (scratch, _) = builds(text);
    let main = main_typ(&scratch);
    assert!(main.contains("#weblink(\"https://example.org/a\", number: 1)[here]"), "{main}");
    assert!(main.contains("#weblink(\"https://example.org/b\", number: 2)[there]"), "{main}");
    assert!(main.contains("#weblink(\"https://example.org/a\", number: 1)[here again]"), "{main}");
    assert!(main.contains("#weblink(\"https://example.org/c\")["), "{main}");
    assert_eq!(main.matches("\"https://example.org/a\",\n").count(), 1, "{main}");
}

#[test]
fn short_pamphlets_save_a_sheet() {
    let pages = |manifest: &str| {
        let scratch = Scratch::with(manifest, "A single page of words.\n");
        let said = scratch.build();
        let row = said.out.lines().nth(1).expect("a row").to_owned();
        row.split_whitespace().nth(1).and_then(|n| n.parse::<usize>().ok()).expect("pages")
    };
    // Cover, imprint inside it, one page of text, back cover.
    assert_eq!(pages("title = \"A\"\n"), 4);
    assert_eq!(pages("title = \"A\"\n[cover]\ntitle-page = true\n"), 8);
    assert_eq!(pages("title = \"A\"\n[cover]\ntitle-page = false\n"), 4);
}

#[test]
fn the_vocabulary_reaches_the_template() {
    let text = "[bbc]{.sc} x[2]{.sup} H<sub>2</sub>O [Wort]{lang=de} [term]{.index} \\[no]{.sc} [](#h)\n\n\
        # Head {#h}\n\n::: verse A title: with colon\nOne\n    two\n\n--- Me\n:::\n\n\
        ::: box T\nIn it.\n:::\n\n> Quoted.\n>\n> --- Somebody\n\nA note.[^1] Another.[^*a]\n\n\
        [^1]: Mine.\n\n[^*a]: The translator's.\n";
    let (scratch, err) = builds(text);
    assert!(err.is_empty(), "{err}");
    let main = main_typ(&scratch);
    for call in [
        "#small-caps[bbc]",
        "#superscript[2]",
        "#subscript[2]",
        "#in-language(\"de\")[Wort]",
        "#indexed(0)[term]",
        "\\[no\\]\\{\\.sc\\}",
        "#page-of(\"h\")",
        "title: [A title\\: with colon]",
        "((0, [One]), (4, [two]), )",
        "by: [— Me]",
        "#sidebar(title: [T])[In it\\.]",
        "by: [— Somebody]",
        "series: \"translator\"",
        "#index-list(",
    ] {
        assert!(main.contains(call), "{call} in {main}");
    }
}

#[test]
fn introductions_stay_with_what_they_introduce() {
    let holds = [
        (
            "First.\n\nThese are the rules:\n\n- one\n- two\n",
            "#para(1, indented: true, holds: true)[",
        ),
        ("These are the rules:\n\n> A quotation.\n", "#para(0, holds: true)["),
        ("These are the rules:\n\nWords.\n", "#para(0)[These"),
        ("These are the rules.\n\n- one\n", "#para(0)[These"),
        ("These are the rules:[^1]\n\n- one\n\n[^1]: A note.\n", "#para(0)[These"),
        // In a box as in the text.
        ("::: box T\nRules:\n\n- one\n:::\n", "#para(0, holds: true)[Rules"),
    ];
    for (text, call) in holds {
        let (scratch, err) = builds(text);
        assert!(err.is_empty(), "{err}");
        let main = main_typ(&scratch);
        assert!(main.contains(call), "{call} in {main}");
    }
}

#[test]
fn initials_are_cut_out_of_emphasis_and_spans() {
    let rest = "is a poem about bad poets, and was written by a good one, who had been hurt by \
        them and never forgot it in the whole of a long and busy life full of quarrels.";
    let openings = [
        ("*The Dunciad*", "#opening(0, \"T\", [#emphasis[he];],[#emphasis[Dunciad];"),
        ("[Printers]{.index}", "#opening(0, \"P\", [#indexed(0)[rinters];],["),
        // In the index once, though it is cut in two.
        ("[Old printers]{.index}", "#opening(0, \"O\", [#indexed(0)[ld];],[printers"),
        ("[*Une page*]{lang=fr}", "#opening(0, \"U\", [#in-language(\"fr\")[#emphasis[ne];];],["),
        // Not one text: a plain paragraph.
        ("*The **old** page*", "#para(0)[#emphasis[The #strongly[old]; page];"),
        ("`Code`", "#para(0)[#code("),
    ];
    for (start, call) in openings {
        let text = format!("# Head\n\n{start} {rest}\n");
        let scratch = Scratch::with("title = \"A\"\ntemplate = \"chapbook\"\n", &text);
        scratch.build();
        let main = main_typ(&scratch);
        assert!(main.contains(call), "{call} in {main}");
    }
}

#[test]
fn what_means_nothing_is_told_and_printed() {
    for (text, code, shown) in [
        ("Some [words]{.smal} here.\n", "W0319", "words"),
        ("::: verze Title\nWords.\n:::\n", "W0320", "Title"),
        ("Some [words]{lang=xx} here.\n", "W0319", "words"),
        ("Words.\n\n![x](x.png){.wyde}\n", "W0319", "figure-picture"),
        ("# Head {.wrong}\n\nWords.\n", "W0319", "Head"),
        ("Gone: [](#nowhere).\n", "W0308", "Gone"),
        ("See ![x](x.png \"From afar\") here.\n", "W0324", "here"),
    ] {
        let scratch = Scratch::with("title = \"A\"\n", text);
        scratch.put("pamphlets/a/x.png", crate::pictures::png(4, 4));
        let said = scratch.build();
        assert!(said.err.contains(&format!("warning[{code}]")), "{text:?}: {}", said.err);
        assert!(main_typ(&scratch).contains(shown), "{text:?}");
    }
}

#[test]
fn words_are_raised_lowered_and_marked() {
    let (scratch, err) = builds(
        "The tank holds 3 m^3^ of H~2~O and (a+b)^n^ of *x*~i~; ==mark this== ~not this~.\n\n\
         Some ~40 of ~60, 2 ^ 3 ^ 4, if (a==b) or (c==d), ^_^ and ^_^, x~a b~y.\n",
    );
    assert_eq!(err, "");
    let main = main_typ(&scratch);
    for shown in [
        "m#superscript[3];",
        "H#subscript[2];O",
        "\\)#superscript[n];",
        "#emphasis[x];#subscript[i];",
        "#highlighted[mark this];",
        "#struck[not this];",
        // And what only looks so.
        "Some \\~40 of \\~60\\, 2 \\^ 3 \\^ 4\\, if \\(a\\=\\=b\\) or \\(c\\=\\=d\\)\\, \\^\\_\\^ and \\^\\_\\^\\, x\\~a b\\~y",
    ] {
        assert!(main.contains(shown), "{shown} in {main}");
    }
}

#[test]
fn divisions_and_strings_of_the_editor() {
    let manifest = "title = \"A\"\ncontents = true\n[hyphenation]\nwords = [\"pam-phlet\"]\n";
    let scratch = Scratch::with(manifest, "# One\n\nA Pamphlet, and pamphlets.\n");
    scratch.put("strings/en.toml", "contents = \"What is in it\"\n");
    scratch.build();
    assert!(main_typ(&scratch).contains("#divided[Pam\u{AD}phlet]"));
    let words = String::from_utf8(scratch.read("out/a/typst/words.typ")).expect("UTF-8");
    // The others stay as they are.
    assert!(words.contains("What is in it") && words.contains("Works Cited"), "{words}");
}

/// The examples of docs/templates.md are templates.
#[test]
fn example_templates_work() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/examples");
    for name in ["barred", "broadside"] {
        let scratch = Scratch::with(
            &format!("title = \"A\"\ntemplate = \"{name}\"\n"),
            "Words.\n\n> Quoted.\n",
        );
        for file in std::fs::read_dir(&root).expect("examples").flatten() {
            let to = format!("templates/{}", file.file_name().to_string_lossy());
            scratch.put(&to, std::fs::read(file.path()).expect("a file"));
        }
        let said = scratch.build();
        assert!(said.err.is_empty(), "{name}: {}", said.err);
    }
}

#[test]
fn templates_are_started_from_those_that_there_are() {
    let scratch = Scratch::with("title = \"A\"\ntemplate = \"mine\"\n", "Words.\n\n> Quoted.\n");
    let size = || {
        let params = String::from_utf8(scratch.read("out/a/typst/params.typ")).expect("UTF-8");
        params.lines().filter(|line| line.contains("size")).map(str::to_owned).collect::<String>()
    };
    // Over chapbook: its own type, though there is no mine.toml.
    assert_eq!(scratch.run(&["template", "mine", "--over", "chapbook"]).code, 0);
    assert!(scratch.build().err.is_empty());
    let over = size();
    assert!(over.contains("9.6pt"), "{over}");
    // Once more is refused, and so is a name that is taken.
    let again = scratch.run(&["template", "mine"]);
    assert!(again.code == 2 && again.err.contains("there is already"), "{}", again.err);
    assert_eq!(scratch.run(&["template", "classic"]).code, 2);
    std::fs::remove_file(scratch.path("templates/mine.typ")).expect("the template");
    assert_eq!(scratch.run(&["template", "mine", "--from", "chapbook"]).code, 0);
    assert!(scratch.build().err.is_empty());
    assert_eq!(size(), over);
    // A function whose name is wrong is no function of the vocabulary.
    scratch.put("templates/mine.typ", "#import \"classic.typ\": *\n#let blockqoute(body) = body\n");
    let said = scratch.build();
    assert!(
        said.err.contains("warning[W0219]") && said.err.contains("`blockquote`?"),
        "{}",
        said.err
    );
    // What goes wrong in a function is told with its own line.
    let wrong = "#import \"classic.typ\": *\n#let emphasis(body) = text(fill: nocolour, body)\n";
    scratch.put("templates/mine.typ", wrong);
    scratch.put("pamphlets/a/text.md", "Words *with* weight.\n");
    let said = scratch.run(&["build"]);
    assert!(said.err.contains("`templates/mine.typ`, line 2"), "{}", said.err);
    assert!(said.err.contains("text.md:1:7"), "{}", said.err);
}

#[test]
fn prices_stand_in_the_manifest() {
    let manifest = "title = \"A\"\n[costs]\nsheet = 0.01\nside = 0.02\n";
    let scratch = Scratch::with(manifest, "Words.\n");
    let said = scratch.run(&["estimate", "a", "--copies", "100"]);
    assert_eq!(said.code, 0, "{}", said.err);
    // Four pages: one sheet and two sides a copy.
    assert!(said.out.contains("cost                      5.00"), "{}", said.out);
    let black = said.out.lines().find_map(|line| line.strip_prefix("black"));
    let black = black.and_then(|row| row.split('%').next()?.trim().parse::<f64>().ok());
    assert!(black.is_some_and(|part| (0.0..1.0).contains(&part)), "{}", said.out);
    // A tenth of a side's toner would be ten times what a hundredth is.
    let cost = |more: &[&str]| {
        let said = scratch.run(&[&["estimate", "a", "--copies", "100"][..], more].concat());
        let cost = said.out.lines().find_map(|line| line.strip_prefix("cost"));
        let cost = cost.and_then(|row| row.split_whitespace().next()?.parse::<f64>().ok());
        cost.unwrap_or_else(|| panic!("{}", said.out))
    };
    let (dear, cheap) = (cost(&["--toner", "100"]) - 5.0, cost(&["--toner", "10"]) - 5.0);
    assert!(cheap > 0.2 && (dear / cheap - 10.0).abs() < 0.1, "{dear} {cheap}");
    // Pamphlets are printed in black.
    assert!((cost(&["--colour", "9"]) - 5.0).abs() < 0.01);
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\n[costs]\nsheet = -1.0\n");
    let said = scratch.run(&["build"]);
    assert!(said.err.contains("error[E0203]") && said.err.contains("toml:3:9"), "{}", said.err);
}

#[test]
fn printers_have_booklets_of_their_own() {
    let scratch = Scratch::with("title = \"A\"\nlang = \"en\"\n", "Words.\n");
    let names = || -> Vec<String> {
        let files = scratch.files("out/a").into_keys();
        files.filter(|name| name.contains("booklet")).collect()
    };
    let told = "[printers.office]\npaper = \"a4\"\nflip = \"long-edge\"\nwhite = \"4mm\"\n\
                back-shift = \"1mm,-0.5mm\"\n[printers.attic]\nby-hand = \"down\"\n";
    scratch.put("handpress.toml", told);
    scratch.build();
    let made = [
        "a-booklet-a4-short-edge.pdf",
        "a-booklet-attic-backs.pdf",
        "a-booklet-attic-fronts.pdf",
        "a-booklet-letter-short-edge.pdf",
        "a-booklet-office.pdf",
    ];
    assert_eq!(names(), made);
    // The backs lie as far to the left and down as the printer lays them to the
    // right and up.
    let check = |file: &str, more: &[&str]| {
        let (file, read) = (format!("out/a/{file}"), "out/a/a-read.pdf");
        scratch.run(&[&["check", &file, "--against", read][..], more].concat())
    };
    assert_eq!(check("a-booklet-office.pdf", &["--flip", "short-edge"]).code, 1);
    let said = check("a-booklet-office.pdf", &["--flip", "long-edge"]);
    assert!(said.out.contains("1.0 mm") || said.out.contains("folds right"), "{}", said.out);
    // Printers that cannot be.
    for (told, place) in [
        ("[printers.\"My Office\"]\n", "toml:1:"),
        ("[printers.office]\nback-shift = \"30mm,0mm\"\n", "toml:1:"),
        ("[printers.office]\nwhite = \"70mm\"\n", "toml:1:"),
        ("[printers.office]\nwihte = \"4mm\"\n", "toml:2:1"),
    ] {
        scratch.put("handpress.toml", told);
        let said = scratch.run(&["build"]);
        assert!(said.code == 1 && said.err.contains("E0203"), "{told}: {}", said.err);
        assert!(said.err.contains(place), "{told}: {}", said.err);
    }
    // Nothing stands within 4 mm of an edge, but something within 30.
    scratch.put("handpress.toml", "[printers.office]\nwhite = \"30mm\"\n");
    let said = scratch.run(&["build"]);
    assert!(
        said.err.contains("error[E0520]") && said.err.contains("page 3 is printed"),
        "{}",
        said.err
    );
    assert_eq!(names(), made, "earlier files were touched");
}
