//! Every example of the CommonMark specification, and of GitHub's with tables,
//! tasks and struck words, is set without failing, and its words are the words
//! of comrak's HTML with its tags taken out.

use std::fmt::Write as _;
use std::fs;

use super::{arg, tool};
use crate::pictures::png;
use crate::scratch::Scratch;

/// A template that prints the words and nothing of its own: no title, no
/// bullets, no numbers, no folios.
const BARE: &str = r##"
#import "classic.typ": *
#let bullets(tight: true, ..items) = items.pos().map(it => block(it)).join()
#let numbered(tight: true, start: 1, ..items) = bullets(..items)
// A picture's title is an attribute in HTML, and a caption here: it is printed,
// since no word may be lost, and taken out again when words are compared.
#let figure-picture(path, alt: "", caption: none) = {
  image(path, alt: alt)
  if caption != none [QQ#caption;QQ]
}
#let scene-break() = block(line(length: 10%))
#let pamphlet(body) = {
  set page(width: 900pt, height: 900pt, margin: 20pt)
  set text(font: ("Alegreya", "DejaVu Sans", "Noto Sans Malayalam", "Noto Sans Kannada"), hyphenate: false)
  set smartquote(enabled: false)
  show raw: set text(font: ("Source Code Pro", "DejaVu Sans"))
  body
}
"##;

/// A word at the end of every example, since some are empty by themselves.
const END: &str = "omega";

#[test]
#[ignore = "needs the tools of .ci/run"]
fn every_example_of_commonmark_is_set() {
    every_example_is_set("HANDPRESS_COMMONMARK_SPEC", 650);
}

#[test]
#[ignore = "needs the tools of .ci/run"]
fn every_example_of_github_is_set() {
    every_example_is_set("HANDPRESS_GFM_SPEC", 670);
}

fn every_example_is_set(spec: &str, at_least: usize) {
    let examples = examples(spec);
    assert!(examples.len() >= at_least, "{} examples", examples.len());
    let scratch = Scratch::empty();
    scratch.put("templates/bare.typ", BARE);
    scratch.put(
        "handpress.toml",
        "template = \"bare\"\nlinks = \"off\"\nsmart-punctuation = false\n[print]\npapers = [\"a4\"]\n",
    );
    for face in ["NotoSansMalayalam-Regular.ttf", "NotoSansKannada-Regular.ttf"] {
        let path = format!("/usr/share/fonts/truetype/noto/{face}");
        scratch.put(&format!("fonts/{face}"), fs::read(path).expect("a Noto font: see .ci/run"));
    }
    for (number, markdown) in examples.iter().enumerate() {
        let folder = format!("pamphlets/ex-{number:03}");
        scratch.put(&format!("{folder}/pamphlet.toml"), "title = \"Example\"\n");
        scratch.put(&format!("{folder}/text.md"), markdown);
        for picture in ["foo", "moon.jpg", "uri3", "train.jpg", "url", "url2"] {
            if markdown.contains("![") {
                scratch.put(&format!("{folder}/{picture}"), png(8, 8));
            }
        }
    }
    let said = scratch.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let mut wrong = String::new();
    for (number, markdown) in examples.iter().enumerate() {
        let pdf = scratch.path(&format!("out/ex-{number:03}/ex-{number:03}-read.pdf"));
        let printed = tool("pdftotext", &["-raw", "-enc", "UTF-8", arg(&pdf), "-"]);
        let printed = letters(&without_captions(&printed));
        let meant = letters(&without_tags(&html(markdown)));
        if printed != meant {
            let _ =
                writeln!(wrong, "{number}: {markdown:?}\n  meant   {meant}\n  printed {printed}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The examples of the specification, each with a last word of ours, and with
/// pictures that lie beside the text instead of at a server's root.
fn examples(spec: &str) -> Vec<String> {
    let path = std::env::var(spec).expect("the path of spec.txt: see .ci/run");
    let spec = fs::read_to_string(path).expect("spec.txt");
    let start = format!("{} example", "`".repeat(32));
    spec.split(&start)
        .skip(1)
        .map(|part| {
            // GitHub's name the extension that they need.
            let part = part.split_once('\n').map_or("", |(_, example)| example);
            let markdown = if part.starts_with(".\n") { "" } else { part };
            let markdown = markdown.split_once("\n.\n").map_or("", |(markdown, _)| markdown);
            let markdown = markdown.replace('→', "\t");
            let markdown = markdown.replace("/path/to/train.jpg", "train.jpg");
            let markdown = markdown.replace("](/url", "](url").replace(": /url", ": url");
            format!("{markdown}\n\n{END}\n")
        })
        .collect()
}

fn html(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.render.r#unsafe = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    comrak::markdown_to_html(markdown, &options)
}

/// The text between the tags, as a browser would show it.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let until = |end: &str| tag.split_once(end).map_or("", |(_, after)| after);
        rest = if let Some(data) = tag.strip_prefix("![CDATA[") {
            let (data, after) = data.split_once("]]>").unwrap_or((data, ""));
            text.push_str(data);
            after
        } else if tag.starts_with("!--") {
            until("-->")
        } else if tag.starts_with('?') {
            until("?>")
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
            text.push(' ');
            after_tag(tag)
        } else {
            text.push('<');
            tag
        };
    }
    text.push_str(rest);
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(text, |text, (name, c)| text.replace(name, c))
}

/// What follows a tag; a > within quotes does not end it.
fn after_tag(tag: &str) -> &str {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match quote {
            None if c == '>' => return &tag[at + 1..],
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
    }
    ""
}

/// Everything but white space.
/// What is left when captions are taken out.
fn without_captions(printed: &str) -> String {
    printed.split("QQ").step_by(2).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect()
}
