//! What strangers' texts and pictures may not do: tell of their owners, lead into
//! the reader's machine, or give orders to a terminal.

use std::io::Cursor;

use crate::scratch::{Said, Scratch};
use base64::Engine;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Document, Object, dictionary};

/// Whoever finds this word has found the owner.
const OWNER: &str = "Mallory-52.5163N";

fn picture(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(48, 32, |x, y| {
        Rgb([u8::try_from(x * 5).unwrap_or(0), u8::try_from(y * 7).unwrap_or(0), 90])
    });
    let mut bytes = Vec::new();
    let picture = DynamicImage::ImageRgb8(picture);
    picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture in memory");
    bytes
}

fn segment(marker: u8, words: &str) -> Vec<u8> {
    let length = u16::try_from(words.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker], length.as_slice(), words.as_bytes()].concat()
}

/// A photograph as cameras and telephones write it.
fn photograph() -> Vec<u8> {
    let mut bytes = picture(ImageFormat::Jpeg);
    let scan = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    bytes.splice(scan..scan, segment(0xFE, OWNER));
    for start in ["Exif\0\0", "http://ns.adobe.com/xap/1.0/\0", "MPF\0", "JFXX\0\u{10}"] {
        let marker = if start.starts_with("MPF") { 0xE2 } else { 0xE1 };
        bytes.splice(2..2, segment(marker, &format!("{start}{OWNER}")));
    }
    bytes.extend_from_slice(format!("\0\0\0\u{18}ftypmp42{OWNER}").as_bytes());
    bytes
}

fn png() -> Vec<u8> {
    let mut bytes = picture(ImageFormat::Png);
    for name in [b"tEXt", b"iTXt", b"eXIf", b"caBX"] {
        let words = format!("Author\0{OWNER}");
        let named = [name.as_slice(), words.as_bytes()].concat();
        let length = u32::try_from(words.len()).expect("short").to_be_bytes();
        let mut crc = flate2::Crc::new();
        crc.update(&named);
        bytes.splice(33..33, [&length, named.as_slice(), &crc.sum().to_be_bytes()].concat());
    }
    bytes.extend_from_slice(OWNER.as_bytes());
    bytes
}

fn gif() -> Vec<u8> {
    let mut bytes = picture(ImageFormat::Gif);
    let comment = [&[0x21, 0xFE, 16], OWNER.as_bytes(), &[0]].concat();
    let colours = 3 * (2 << (bytes[10] & 7)) * usize::from(bytes[10] >> 7);
    bytes.splice(13 + colours..13 + colours, comment);
    bytes
}

fn webp() -> Vec<u8> {
    let plain = picture(ImageFormat::WebP);
    let chunk = |name: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("short").to_le_bytes();
        [name, &length, data].concat()
    };
    let head = chunk(b"VP8X", &[0x08, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    let exif = chunk(b"EXIF", OWNER.as_bytes());
    let body = [b"WEBP", head.as_slice(), &plain[12..], &exif].concat();
    chunk(b"RIFF", &body)
}

fn svg() -> Vec<u8> {
    let photograph = base64::engine::general_purpose::STANDARD.encode(photograph());
    format!(
        "<?xml version='1.0'?><!-- {OWNER} --><svg xmlns='http://www.w3.org/2000/svg' \
         xmlns:inkscape='urn:inkscape' inkscape:export-filename='/home/{OWNER}/x.png' \
         xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 60 40'>\
         <metadata>{OWNER}</metadata><title>{OWNER}</title>\
         <rect id='{OWNER}' width='50' height='30' fill='#345'/>\
         <image width='20' height='20' xlink:href='data:image/jpeg;base64,{photograph}'/></svg>"
    )
    .into_bytes()
}

const BIB: &str = "@comment{jabref-meta: /home/Mallory-52.5163N}\n@book{one, title = {One}, \
    author = {Ono, A.}, date = {1903}, file = {:/home/Mallory-52.5163N/one.pdf:PDF}}\n";

/// Whether the owner is anywhere in a file, packed or in UTF-16.
fn tells(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = OWNER.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let has = |bytes: &[u8]| {
        [OWNER.as_bytes(), &wide].iter().any(|it| bytes.windows(it.len()).any(|at| at == *it))
    };
    let unpacked = |bytes: &[u8]| {
        let doc = Document::load_mem(bytes).expect("a PDF");
        let streams = doc.objects.values().filter_map(|it| it.as_stream().ok());
        let told = streams.into_iter().any(|it| it.decompressed_content().is_ok_and(|it| has(&it)));
        told || doc.objects.values().any(|it| has(format!("{it:?}").as_bytes()))
    };
    has(bytes) || bytes.starts_with(b"%PDF-") && unpacked(bytes)
}

#[test]
fn no_picture_and_no_bibliography_tells_of_its_owner() {
    let scratch = Scratch::with(
        "title = \"A\"\nbibliography = \"refs.bib\"\n[cover]\nimage = \"cover.jpg\"\nalt = \"x\"\n",
        "Words.[@one]\n\n![a](a.jpg)\n\n![b](b.png)\n\n![c](c.gif)\n\n![d](d.webp)\n\n![e](e.svg)\n",
    );
    let files = [
        ("a.jpg", photograph()),
        ("b.png", png()),
        ("c.gif", gif()),
        ("d.webp", webp()),
        ("e.svg", svg()),
    ];
    for (name, bytes) in files.iter().chain([&("cover.jpg", photograph())]) {
        assert!(tells(bytes) || *name == "e.svg", "nothing is planted in {name}");
        scratch.put(&format!("pamphlets/a/{name}"), bytes);
    }
    scratch.put("pamphlets/a/refs.bib", BIB);
    scratch.build();
    let made = scratch.files("out");
    assert!(made.keys().any(|name| name.ends_with("05-d.webp")), "{:?}", made.keys());
    for (name, bytes) in made {
        assert!(!tells(&bytes), "{name} tells");
        if name.contains("/pictures/") && !name.ends_with(".svg") {
            let drawn = image::load_from_memory(&bytes).expect("a picture");
            assert_eq!((drawn.width(), drawn.height()), (48, 32), "{name}");
        }
    }
}

/// A page with a photograph, and what programs write into a PDF.
fn foreign() -> Vec<u8> {
    let mut doc = Document::with_version("1.7");
    let stream = |dict, content| Object::Stream(lopdf::Stream::new(dict, content));
    let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = doc.add_object(stream(xmp, OWNER.as_bytes().to_vec()));
    let private = || {
        let of_program = dictionary! {
            "LastModified" => Object::string_literal(OWNER),
            "Private" => Object::string_literal(OWNER),
        };
        dictionary! { "Illustrator" => of_program }
    };
    let image = |filter: Object, content| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 48, "Height" => 32,
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => filter,
            "Metadata" => xmp, "PieceInfo" => private(), "Name" => Object::string_literal(OWNER),
        };
        stream(dict, content)
    };
    let plain = doc.add_object(image("DCTDecode".into(), photograph()));
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, &photograph()).expect("packed");
    let filters = vec!["FlateDecode".into(), "DCTDecode".into()];
    let packed = doc.add_object(image(filters.into(), packer.finish().expect("packed")));
    let drawn = b"q 90 0 0 60 10 100 cm /Metadata Do Q q 90 0 0 60 10 20 cm /AF Do Q".to_vec();
    let content = doc.add_object(stream(dictionary! {}, drawn));
    let tree = doc.new_object_id();
    let marked = dictionary! { "M" => dictionary! { "Metadata" => xmp } };
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "Metadata" => xmp,
        "MediaBox" => vec![0.into(), 0.into(), 110.into(), 170.into()],
        "PieceInfo" => private(), "LastModified" => Object::string_literal(OWNER),
        "Resources" => dictionary! {
            // A resource may have any name.
            "XObject" => dictionary! { "Metadata" => plain, "AF" => packed },
            "Properties" => marked,
        },
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    doc.objects.insert(tree, kids.into());
    let root = dictionary! { "Type" => "Catalog", "Pages" => tree, "Metadata" => xmp };
    let root = doc.add_object(root);
    let info = doc.add_object(dictionary! { "Author" => Object::string_literal(OWNER) });
    doc.trailer.set("Root", root);
    doc.trailer.set("Info", info);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn sheets_of_a_foreign_pdf_tell_nothing_of_its_owner_and_show_its_pictures() {
    let scratch = Scratch::empty();
    let name = format!("{OWNER}.pdf");
    scratch.put(&name, foreign());
    assert!(tells(&foreign()));
    let run = |args: &[&str]| {
        let said = scratch.run(args);
        assert_eq!(said.code, 0, "{}", said.err);
    };
    run(&["impose", &name, "-o", "sheets.pdf"]);
    run(&["impose", &name, "-o", "titled.pdf", "--title", "Ours"]);
    assert!(!tells(&scratch.read("sheets.pdf")) && !tells(&scratch.read("titled.pdf")));
    run(&["check", "sheets.pdf", "--against", &name]);
    let sheets = Document::load_mem(&scratch.read("sheets.pdf")).expect("a PDF");
    let is_picture = |it: &&Object| {
        it.as_stream().is_ok_and(|it| it.dict.get(b"Subtype").is_ok_and(|it| *it == "Image".into()))
    };
    let pictures: Vec<&Object> = sheets.objects.values().filter(is_picture).collect();
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        let picture = picture.as_stream().expect("a stream");
        assert_eq!(picture.filters().expect("a filter"), [b"DCTDecode"]);
        assert!(image::load_from_memory(&picture.content).is_ok());
    }
    let title = |name: &str| {
        let doc = Document::load_mem(&scratch.read(name)).expect("a PDF");
        let info = doc.trailer.get(b"Info").and_then(Object::as_reference).expect("a reference");
        let title = doc.get_dictionary(info).and_then(|info| info.get(b"Title")).expect("a title");
        String::from_utf8_lossy(title.as_str().expect("words")).into_owned()
    };
    assert_eq!(title("titled.pdf"), "Ours");
    assert_eq!(title("sheets.pdf"), "Sheets of A4, flip on the short edge");
}

/// The addresses that a PDF's links lead to.
fn addresses(pdf: &[u8]) -> Vec<String> {
    let doc = Document::load_mem(pdf).expect("a PDF");
    let uri = |object: &Object| {
        let action = object.as_dict().ok()?;
        let action = action.get(b"A").and_then(Object::as_dict).unwrap_or(action);
        Some(String::from_utf8_lossy(action.get(b"URI").ok()?.as_str().ok()?).into_owned())
    };
    let mut all: Vec<String> = doc.objects.values().filter_map(uri).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn links_lead_to_the_web_and_nowhere_else() {
    let closed = [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "smb://server/share",
        "\\\\\\\\server\\\\share",
        "//server/share",
        "other.md",
    ];
    let mut text = "# Head {#head}\n\n".to_owned();
    closed.iter().for_each(|url| text.push_str(&format!("A [word]({url}) of it.\n\n")));
    text.push_str("<javascript:alert(2)> and [@one], [web](https://a.example/x), <b@a.example>, ");
    text.push_str("[call](tel:+4930123), [here](#head).[^n]\n\n[^n]: [see](file:///x)\n");
    let scratch = Scratch::with("title = \"A\"\nbibliography = \"refs.bib\"\n", &text);
    let bib = "@online{one, title = {One}, url = {javascript:alert(3)}, date = {2020}}\n";
    scratch.put("pamphlets/a/refs.bib", bib);
    let said = scratch.build();
    assert_eq!(said.err.matches("warning[W0325]").count(), 8 + 1, "{}", said.err);
    assert!(said.err.contains("warning[W0325]: 5 more of these"), "{}", said.err);
    assert!(said.err.contains("pamphlets/a/text.md:3:3"), "{}", said.err);
    let read = scratch.read("out/a/a-read.pdf");
    let expected = ["https://a.example/x", "mailto:b@a.example", "tel:+4930123"];
    assert_eq!(addresses(&read), expected);
    // A template is no author, and is held to the same.
    scratch.put(
        "templates/own.typ",
        "#import \"classic.typ\": *\n#let weblink(url, number: none, body) = link(\"file:///x\", body)\n",
    );
    scratch.put("pamphlets/a/pamphlet.toml", "title = \"A\"\ntemplate = \"own\"\n");
    scratch.put("pamphlets/a/text.md", "A [word](https://a.example) of it.\n");
    let said = scratch.build();
    assert!(said.err.contains("W0325") && said.err.contains("template"), "{}", said.err);
    // Its list of addresses is another function.
    assert_eq!(addresses(&scratch.read("out/a/a-read.pdf")), ["https://a.example"]);
}

#[test]
fn a_terminal_obeys_no_stranger() {
    let hostile = "\\u001b]0;x\\u0007\\u009b2J\\u202e";
    let manifest = format!("title = \"A {hostile}\"\nauthors = [\"B {hostile}\"]\nlang = \"en\"\n");
    let scratch =
        Scratch::with(&manifest, "[x]( \u{202e}y) \u{1b}[31m and [z](a\u{9b}b) {.x\u{1b}y}\n");
    scratch.put("pamphlets/b/pamphlet.toml", format!("lang = \"{hostile}\"\n\"k{hostile}\" = 1\n"));
    scratch.put("pamphlets/b/text.md", "Words.\n");
    scratch.put("evil\u{1b}[2Jname.pdf", "no PDF");
    let is_safe = |said: &Said| {
        for words in [&said.out, &said.err] {
            let orders =
                |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
            assert_eq!(words.chars().find(orders), None, "{words:?}");
        }
        !said.out.is_empty() || !said.err.is_empty()
    };
    for args in [
        &["list"][..],
        &["build"],
        &["check"],
        &["check", "--json"],
        &["build", "a\u{1b}[2J"],
        &["impose", "evil\u{1b}[2Jname.pdf", "-o", "x.pdf"],
        &["impose", "gone\u{1b}[2J.pdf", "-o", "x.pdf"],
        &["check", "evil\u{1b}[2Jname.pdf", "--against", "evil\u{1b}[2Jname.pdf"],
        &["estimate", "evil\u{1b}[2Jname.pdf"],
        &["\u{1b}[2J"],
        &["build", "--\u{1b}[2J"],
        &["impose", "a.pdf", "-o", "x.pdf", "--paper", "\u{1b}[2J\u{202e}"],
    ] {
        assert!(is_safe(&scratch.run(args)), "{args:?} said nothing");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    use std::process::Stdio;
    let scratch = Scratch::with("titel = \"A\"\n", "Words.\n");
    for args in [&["build"][..], &["list"], &["bild"], &["impose", "x.pdf", "-o", "y.pdf"]] {
        let mut command = scratch.command(args);
        let mut run =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(run.stdout.take());
        drop(run.stderr.take());
        let code = run.wait().expect("it ends").code();
        assert!(matches!(code, Some(1 | 2)), "{args:?}: {code:?}");
    }
}
