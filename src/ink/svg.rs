//! A drawing without anything that is not drawn: no comments, no data about its
//! maker, nothing that a drawing program keeps for itself.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_url::DataUrl;
use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::artwork::{Artwork, Format};
use super::style;
use super::svg_names::{is_attribute, is_element, is_property};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Elements nest at most so deep, and are at most so many; what draws them would
/// not come to an end.
const DEEPEST: usize = 200;
const MOST_NODES: u32 = 1_000_000;

/// Cleans a picture within a drawing.
pub(super) type Clean<'a> = &'a dyn Fn(Vec<u8>) -> Result<Artwork, String>;

/// The drawing, written anew, the pictures within it cleaned.
///
/// # Errors
/// Says why it is no drawing that can be printed.
pub(super) fn bare_svg(bytes: &[u8], clean: Clean<'_>) -> Result<Artwork, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "this drawing is not UTF-8")?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{FEFF}'), options)
        .map_err(|error| format!("this drawing is damaged: {error}"))?;
    let root = document.root_element();
    if !is_drawn(root) || root.tag_name().name() != "svg" {
        return Err("this is no SVG".to_owned());
    }
    let mut writer = Writer {
        out: String::new(),
        wanted: Wanted::of(&document),
        clean,
        words: String::new(),
        unsaid: Vec::new(),
    };
    writer.write(root)?;
    let Writer { out, words, unsaid, .. } = writer;
    Ok(Artwork { bytes: out.into_bytes(), format: Format::Svg, pixels: None, words, unsaid })
}

/// Names that something else in the drawing refers to.
struct Wanted {
    ids: BTreeSet<String>,
    /// Those of them that elements are made of.
    hrefs: BTreeSet<String>,
    /// Classes matter where there are style sheets.
    classes: bool,
}

impl Wanted {
    fn of(document: &Document<'_>) -> Self {
        let mut wanted = Self { ids: BTreeSet::new(), hrefs: BTreeSet::new(), classes: false };
        for node in document.descendants().filter(|node| is_drawn(*node)) {
            let all = node.attributes();
            for attribute in all.filter(|it| matches!(it.namespace(), None | Some(SVG | XLINK))) {
                wanted.refer(attribute.value());
                if attribute.name() == "href" {
                    wanted.hrefs.extend(attribute.value().strip_prefix('#').map(str::to_owned));
                }
            }
            if node.has_tag_name("style") || node.has_tag_name((SVG, "style")) {
                wanted.classes = true;
                wanted.refer(node.text().unwrap_or_default());
            }
        }
        wanted
    }

    fn refer(&mut self, value: &str) {
        for part in value.split('#').skip(1) {
            let end = part.find([')', '"', '\'', ' ', ';', ',', '{', '>', '.', ':', '[', '\n']);
            self.ids.insert(part.get(..end.unwrap_or(part.len())).unwrap_or_default().to_owned());
            // An id may hold a full stop.
            self.ids.insert(part.trim_end_matches([')', '"', '\'']).to_owned());
        }
    }
}

struct Writer<'a> {
    out: String,
    wanted: Wanted,
    clean: Clean<'a>,
    /// The letters that are drawn.
    words: String,
    /// Words that browsers draw and nothing here does.
    unsaid: Vec<String>,
}

/// Elements whose words browsers and drawing programs show.
const SAID_ELSEWHERE: [&str; 3] = ["foreignObject", "flowRoot", "textArea"];

impl Writer<'_> {
    /// Writes a tree, without using the stack for its depth.
    fn write(&mut self, root: Node<'_, '_>) -> Result<(), String> {
        let mut open: Vec<Node<'_, '_>> = Vec::new();
        let mut next = Some(root);
        loop {
            let Some(node) = next else {
                let Some(done) = open.pop() else { return Ok(()) };
                self.out.push_str(&format!("</{}>", done.tag_name().name()));
                next = if open.is_empty() { None } else { done.next_sibling() };
                continue;
            };
            if is_drawn(node) {
                if open.len() >= DEEPEST {
                    return Err(format!("its groups nest deeper than {DEEPEST}"));
                }
                self.start(node, open.is_empty())?;
                open.push(node);
                next = node.first_child();
            } else {
                match node.node_type() {
                    NodeType::Text => self.text(node, open.last().copied()),
                    NodeType::Element => self.leave_out(node)?,
                    _ => {}
                }
                next = node.next_sibling();
            }
        }
    }

    fn start(&mut self, node: Node<'_, '_>, is_root: bool) -> Result<(), String> {
        self.out.push_str(&format!("<{}", node.tag_name().name()));
        if is_root {
            self.out.push_str(&format!(" xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\""));
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let kept = match (attribute.namespace(), name) {
                (Some(XML), "space") => Some(("xml:space", value.to_owned())),
                (None | Some(SVG), "id") => {
                    self.wanted.ids.contains(value).then(|| ("id", value.to_owned()))
                }
                (None | Some(SVG), "class") => {
                    self.wanted.classes.then(|| ("class", value.to_owned()))
                }
                (None | Some(SVG), "style") => {
                    Some(("style", style::declarations(value))).filter(|(_, it)| !it.is_empty())
                }
                (None | Some(SVG), name)
                    if (is_attribute(name) || is_property(name)) && style::is_own(value) =>
                {
                    Some((name, value.to_owned()))
                }
                _ => None,
            };
            if let Some((name, value)) = kept {
                self.attribute(name, &value);
            }
        }
        // SVG 2's own goes before that of SVG 1.1.
        let href = ["", SVG, XLINK].iter().find_map(|space| {
            let mut all = node.attributes();
            all.find(|it| it.name() == "href" && it.namespace().unwrap_or_default() == *space)
        });
        if let Some(href) = href
            && let Some(value) = self.href(node, href.value())?
        {
            self.attribute("xlink:href", &value);
        }
        self.out.push('>');
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// Leaves an element out that is not drawn, unless a part of it is drawn
    /// elsewhere.
    fn leave_out(&mut self, node: Node<'_, '_>) -> Result<(), String> {
        // Of a `switch` what comes next is drawn instead.
        let has_other = node.parent().is_some_and(|it| it.tag_name().name() == "switch")
            && node.next_siblings().skip(1).any(|other| is_drawn(other));
        if SAID_ELSEWHERE.contains(&node.tag_name().name()) && !has_other {
            let all =
                node.descendants().filter_map(|it| if it.is_text() { it.text() } else { None });
            let words = all.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
            self.unsaid.extend(Some(words).filter(|words| !words.is_empty()));
        }
        let is_wanted = |node: Node<'_, '_>| {
            node.attribute("id").is_some_and(|id| self.wanted.hrefs.contains(id))
        };
        if node.descendants().any(is_wanted) {
            let name = node.tag_name().name();
            return Err(format!("it draws a part of its `{name}`, which is not kept"));
        }
        Ok(())
    }

    /// What an element refers to: a part of the drawing, or a picture within it.
    fn href(&self, node: Node<'_, '_>, value: &str) -> Result<Option<String>, String> {
        let value = value.trim();
        if value.is_empty() || value.starts_with('#') {
            return Ok(Some(value.to_owned()).filter(|value| !value.is_empty()));
        }
        if node.tag_name().name() == "a" {
            return Ok(None);
        }
        let Ok(url) = DataUrl::process(value) else {
            return Err("it shows another file, which would not be printed: embed it".to_owned());
        };
        let (bytes, _) = url.decode_to_vec().map_err(|_| "a picture in it is damaged")?;
        let Artwork { bytes, format, .. } = (self.clean)(bytes)
            .map_err(|why| format!("a picture in it cannot be printed: {why}"))?;
        Ok(Some(format!("data:{};base64,{}", format.media_type(), STANDARD.encode(bytes))))
    }

    fn text(&mut self, node: Node<'_, '_>, parent: Option<Node<'_, '_>>) {
        let words = node.text().unwrap_or_default();
        match parent.map(|parent| parent.tag_name().name()) {
            Some("style") => escape(&style::sheet(words), &mut self.out),
            Some("text" | "tspan" | "textPath" | "tref" | "a") => {
                escape(words, &mut self.out);
                self.words.push_str(words);
            }
            _ => {}
        }
    }
}

fn is_drawn(node: Node<'_, '_>) -> bool {
    let name = node.tag_name();
    node.is_element() && matches!(name.namespace(), None | Some(SVG)) && is_element(name.name())
}

/// Adds words so that XML has them back as they are.
fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(svg: &str) -> String {
        let artwork = bare_svg(svg.as_bytes(), &crate::ink::clean).expect("a drawing");
        String::from_utf8(artwork.bytes).expect("UTF-8")
    }

    #[test]
    fn words_that_only_browsers_show_are_told() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><text>Drawn <tspan>words</tspan></text>\
            <foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Lost <b>words</b></p></foreignObject>\
            <switch><foreignObject><p>Not lost</p></foreignObject><text>, kept</text></switch></svg>";
        let artwork = bare_svg(svg.as_bytes(), &crate::ink::clean).expect("a drawing");
        assert_eq!(artwork.words, "Drawn words, kept");
        assert_eq!(artwork.unsaid, ["Lost words"]);
    }

    #[test]
    fn what_is_drawn_stays_and_all_else_goes() {
        let svg = r##"<?xml version="1.0"?>
<!DOCTYPE svg [ <!ENTITY ns "http://www.w3.org/2000/svg"> <!ENTITY who "SECRET"> ]>
<!-- SECRET --><?SECRET pi?>
<svg xmlns="&ns;" xmlns:inkscape="urn:i" xmlns:xlink="http://www.w3.org/1999/xlink"
  inkscape:export-filename="/home/SECRET" viewBox="0 0 9 9" data-owner="SECRET" onload="SECRET()">
  <title>SECRET</title><desc>SECRET</desc><metadata><rdf xmlns="urn:r">SECRET</rdf></metadata>
  <script>SECRET</script><foo xmlns="urn:f">SECRET</foo>SECRET
  <style>/* SECRET */ .a { fill: red; -x: SECRET } @import "SECRET";</style>
  <g id="SECRET" class="a" style="fill:blue;-inkscape-x:SECRET"><path d="M0 0"/></g>
  <linearGradient id="b"/><rect fill="url(#b)" width="9" filter="url(SECRET.svg#x)"/>
  <a href="https://SECRET.example"><text xml:space="preserve"> x &amp; <tspan>y</tspan> </text></a>
</svg>"##;
        let bare = bare(svg);
        assert!(!bare.contains("SECRET"), "{bare}");
        for kept in [
            "viewBox=\"0 0 9 9\"",
            "<style>.a{fill:red}</style>",
            "<g class=\"a\" style=\"fill:blue\"><path d=\"M0 0\"></path></g>",
            "<linearGradient id=\"b\"></linearGradient><rect fill=\"url(#b)\" width=\"9\"></rect>",
            "<text xml:space=\"preserve\"> x &amp; <tspan>y</tspan> </text>",
        ] {
            assert!(bare.contains(kept), "no {kept} in {bare}");
        }
        assert_eq!(self::bare(&bare), bare, "clean already");
    }

    #[test]
    fn what_cannot_be_printed_is_told() {
        let told = |inside: &str| {
            let svg = format!("<svg xmlns=\"{SVG}\">{inside}</svg>");
            bare_svg(svg.as_bytes(), &crate::ink::clean).expect_err("a fault")
        };
        assert!(told("<image href='/home/x.png'/>").contains("another file"));
        assert!(told("<use href='other.svg#a'/>").contains("another file"));
        assert!(told("<image href='data:image/png;base64,AAAA'/>").contains("a picture in it"));
        let deep = "<g>".repeat(1000) + &"</g>".repeat(1000);
        assert!(told(&deep).contains("nest"));
        assert!(told("<g>").contains("damaged"));
        assert!(
            bare_svg(b"<svg", &crate::ink::clean).is_err()
                && bare_svg(b"<html><svg/></html>", &crate::ink::clean).is_err()
        );
    }
}
