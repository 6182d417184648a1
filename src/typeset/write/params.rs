//! `params.typ`: everything that the manifest says, as Typst values.

use crate::geometry::Length;
use crate::language::{Direction, Language, Value, Words};
use crate::manifest::{
    Alignment, BlankUse, Choice, Date, Digits, FrontFolios, Given, Links, OpeningStyle, Page,
    Pamphlet,
};
use crate::markdown::{Block, BlockKind};
use crate::typeset::Copy;
use crate::typeset::References;
use crate::typeset::write::escape;

/// Writes the module that the template reads its settings from.
pub(in crate::typeset) fn params(copy: &Copy<'_>, cover_image: Option<&str>) -> String {
    let Copy { pamphlet, title, manuscript, .. } = copy;
    let is_head = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    let heads = manuscript.blocks.iter().filter(is_head).count();
    let about = &pamphlet.about;
    let mut d = Dict::new();
    let prose = |text: &str| prose(text, pamphlet);
    let prose_maybe = |text: &Option<String>| text.as_deref().map(prose);
    d.text("title", &prose(title));
    d.text("short-title", &prose(about.short_title.as_deref().unwrap_or(title)));
    d.maybe("subtitle", prose_maybe(&about.subtitle).as_deref());
    d.list("authors", &about.authors);
    d.list("translators", &about.translators);
    d.list("editors", &about.editors);
    d.list("transcribers", &about.transcribers);
    d.raw("lang", &language(&about.lang));
    d.raw("dir", if about.dir == Direction::Rtl { "rtl" } else { "ltr" });
    d.raw("date", &about.date.map_or("none".into(), date));
    d.maybe("edition", prose_maybe(&about.edition).as_deref());
    d.maybe("publisher", about.publisher.as_deref());
    d.maybe("place", about.place.as_deref());
    d.maybe("rights", prose_maybe(&about.rights).as_deref());
    d.maybe("isbn", about.isbn.as_deref());
    d.maybe("price", about.price.as_deref());
    match &about.series {
        None => d.raw("series", "none"),
        Some(series) => {
            let mut inner = Dict::new();
            inner.text("name", &prose(&series.name));
            inner.maybe("number", series.number.as_deref());
            inner.list("titles", &series.titles.iter().map(|it| prose(it)).collect::<Vec<_>>());
            d.raw("series", &inner.finish());
        }
    }
    d.maybe("source", prose_maybe(&about.source).as_deref());
    let mut original = Dict::new();
    original.maybe("title", about.original.title.as_deref());
    original.raw("lang", &about.original.lang.as_ref().map_or("none".into(), language));
    original.raw("date", &about.original.date.map_or("none".into(), date));
    original.maybe("place", about.original.place.as_deref());
    original.maybe("publisher", about.original.publisher.as_deref());
    d.raw("original", &original.finish());
    d.maybe("description", prose_maybe(&about.description).as_deref());
    d.list("keywords", &about.keywords);
    d.raw("page", &page(pamphlet));
    d.raw("type", &faces(pamphlet));
    d.raw("cover", &cover(pamphlet, cover_image));
    d.raw("colours", &colours(pamphlet));
    make(pamphlet, heads, copy.references, &mut d);
    d.raw("opens-with-head", &manuscript.blocks.first().as_ref().is_some_and(is_head).to_string());
    d.raw("smart", &pamphlet.smart.to_string());
    d.raw("extra", &table(&pamphlet.extra));
    format!("// What the manifest says. Written by handpress.\n#let params = {}\n", d.finish())
}

/// What the manifest says in sentences, as a typesetter keys it.
fn prose(text: &str, pamphlet: &Pamphlet) -> String {
    if !pamphlet.smart {
        return text.to_owned();
    }
    crate::language::spaced(&crate::language::smart(text, None), &pamphlet.about.lang.code, None)
}

/// How the first paragraph of a chapter begins; scripts that join their
/// letters, or have no small ones, have neither initials nor small capitals.
pub(in crate::typeset) fn opening(pamphlet: &Pamphlet) -> OpeningStyle {
    if has_capitals(&pamphlet.about.lang) { pamphlet.faces.opening } else { OpeningStyle::Plain }
}

/// Whether a language is written with capitals and small letters.
fn has_capitals(lang: &Language) -> bool {
    let without = [
        "am", "ar", "bn", "dv", "fa", "gu", "he", "hi", "ja", "ka", "km", "kn", "ko", "lo", "ml",
        "mr", "my", "ne", "pa", "ps", "sa", "sd", "si", "ta", "te", "th", "ti", "ug", "ur", "yi",
        "zh", "yue", "ckb", "arz",
    ];
    match lang.script.as_deref() {
        Some(script) => matches!(script, "Latn" | "Cyrl" | "Grek" | "Armn"),
        None => !without.contains(&lang.code.as_str()),
    }
}

/// Whether the letters of a language's script hang together, so that nothing
/// may be set between them.
fn joins_letters(lang: &Language) -> bool {
    let joined = [
        "ar", "arz", "as", "bn", "ckb", "fa", "gu", "hi", "ks", "mai", "mr", "ne", "pa", "ps",
        "sa", "sd", "syc", "syr", "ug", "ur",
    ];
    match lang.script.as_deref() {
        Some(script) => matches!(script, "Arab" | "Syrc" | "Deva" | "Beng" | "Guru" | "Mong"),
        None => joined.contains(&lang.code.as_str()),
    }
}

/// The words that the template prints, as a module.
pub(in crate::typeset) fn words(words: &Words) -> String {
    let mut d = Dict::new();
    for (name, value) in words {
        match value {
            Value::One(text) => d.text(name, text),
            Value::Several(all) => d.list(name, all),
        }
    }
    format!("// The words of the language. Written by handpress.\n#let words = {}\n", d.finish())
}

/// Whether there are Hebrew or Arabic letters in a bibliography. One without
/// is set from left to right, lest the stop of `Oxford, 1972.` go to its front.
fn is_from_right_to_left(works: &[u8]) -> bool {
    let right = |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}');
    String::from_utf8_lossy(works).chars().any(right)
}

fn make(pamphlet: &Pamphlet, heads: usize, references: &References, d: &mut Dict) {
    let make = &pamphlet.make;
    d.text(
        "links",
        match make.links {
            Links::List => "list",
            Links::Notes => "notes",
            Links::Off => "off",
        },
    );
    let contents = match make.contents {
        Choice::Yes => true,
        Choice::No => false,
        Choice::Auto => heads >= ENOUGH_HEADS,
    };
    d.raw("contents", &(contents && heads > 0).to_string());
    d.text(
        "opening",
        match opening(pamphlet) {
            OpeningStyle::Plain => "plain",
            OpeningStyle::SmallCaps => "small-caps",
            OpeningStyle::Initial => "initial",
        },
    );
    d.raw("leaders", &make.leaders.to_string());
    d.raw("parts", &make.parts.to_string());
    d.raw("half-title", &make.half_title.to_string());
    d.raw("roman-front", &(make.front_folios == FrontFolios::Roman).to_string());
    d.raw("local-digits", &(make.digits == Digits::Local).to_string());
    d.raw("joined", &joins_letters(&pamphlet.about.lang).to_string());
    d.raw("capitals", &has_capitals(&pamphlet.about.lang).to_string());
    d.text(
        "blanks",
        match make.blanks {
            BlankUse::None => "none",
            BlankUse::Notes => "notes",
            BlankUse::Series => "series",
            BlankUse::PrintMe => "print-me",
        },
    );
    let emendations = make.emendations.iter().map(|emendation| {
        let mut inner = Dict::new();
        inner.text("place", &prose(&emendation.place, pamphlet));
        inner.text("was", &emendation.was);
        inner.text("now", &emendation.now);
        inner.finish() + ","
    });
    d.raw("emendations", &format!("({})", emendations.collect::<String>()));
    let works = references.bibliography.as_ref().map(|(_, bytes)| bytes.as_slice());
    d.raw("works-dir", if works.is_some_and(is_from_right_to_left) { "rtl" } else { "ltr" });
    d.maybe("bibliography", references.bibliography.as_ref().map(|(name, _)| name.as_str()));
    let style = references.style.as_ref().map(|(name, _)| format!("/{name}"));
    let named = || make.citation_style.as_ref().map(|given| given.value.clone());
    d.text("citation-style", &style.or_else(named).unwrap_or_else(|| "chicago-author-date".into()));
}

fn colours(pamphlet: &Pamphlet) -> String {
    let mut d = Dict::new();
    d.raw("accent", &format!("rgb({})", quoted(&pamphlet.colours.accent)));
    d.raw("tint", &format!("rgb({})", quoted(&pamphlet.colours.tint)));
    d.finish()
}

/// With fewer heads of the first level a table of contents says nothing.
const ENOUGH_HEADS: usize = 5;

fn page(pamphlet: &Pamphlet) -> String {
    let page = &pamphlet.page;
    let mut d = Dict::new();
    d.length("width", page.size.width);
    d.length("height", page.size.height);
    d.length("inner", page.inner);
    d.length("outer", page.outer);
    d.length("top", page.top);
    d.length("bottom", page.bottom);
    d.raw("columns", &page.columns.to_string());
    d.length("column-gap", Page::column_gap(pamphlet.faces.size));
    d.length("bleed", crate::typeset::bleed(pamphlet));
    d.text(
        "binding",
        match pamphlet.making.binding {
            crate::sheet::Binding::Left => "left",
            crate::sheet::Binding::Right => "right",
        },
    );
    d.raw("trim", &pamphlet.making.trim.is_some().to_string());
    d.finish()
}

fn faces(pamphlet: &Pamphlet) -> String {
    let faces = &pamphlet.faces;
    let names = |given: &[Given<String>]| given.iter().map(|g| g.value.clone()).collect::<Vec<_>>();
    let mut d = Dict::new();
    d.list("text", &names(&faces.text));
    d.list("sans", &names(&faces.sans));
    d.list("mono", &names(&faces.mono));
    d.length("size", faces.size);
    d.length("leading", faces.leading);
    d.raw("hyphenate", &faces.hyphenate.to_string());
    d.raw("justify", &(faces.align == Alignment::Justify).to_string());
    d.finish()
}

fn cover(pamphlet: &Pamphlet, image: Option<&str>) -> String {
    let mut d = Dict::new();
    d.maybe("image", image);
    d.text("alt", pamphlet.cover.alt.as_deref().unwrap_or_default());
    d.maybe("back", pamphlet.cover.back.as_deref().map(|it| prose(it, pamphlet)).as_deref());
    d.finish()
}

fn language(language: &Language) -> String {
    let mut d = Dict::new();
    d.text("code", &language.code);
    d.maybe("script", language.script.as_deref().map(str::to_lowercase).as_deref());
    d.maybe("region", language.region.as_deref());
    d.finish()
}

fn date(date: Date) -> String {
    let part = |part: Option<u8>| part.map_or("none".into(), |part| part.to_string());
    format!("(year: {}, month: {}, day: {})", date.year, part(date.month), part(date.day))
}

fn table(table: &toml::Table) -> String {
    let mut d = Dict::new();
    for (key, value) in table {
        d.raw(key, &value_of(value));
    }
    d.finish()
}

fn value_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => quoted(text),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) if number.is_finite() => format!("{number:?}"),
        toml::Value::Float(_) => "none".into(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Datetime(datetime) => quoted(&datetime.to_string()),
        toml::Value::Array(all) => {
            let all: Vec<_> = all.iter().map(|one| value_of(one) + ",").collect();
            format!("({})", all.concat())
        }
        toml::Value::Table(inner) => table(inner),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    escape::string(text, &mut out);
    out
}

/// A Typst dictionary as it is being written.
pub(in crate::typeset) struct Dict(String);

impl Dict {
    pub(in crate::typeset) fn new() -> Self {
        // A colon makes an empty one a dictionary.
        Self("(:".into())
    }

    pub(in crate::typeset) fn raw(&mut self, key: &str, value: &str) {
        if self.0 == "(:" {
            self.0 = "(".into();
        }
        self.0.push_str(&format!("{}: {value}, ", quoted(key)));
    }

    pub(in crate::typeset) fn text(&mut self, key: &str, value: &str) {
        self.raw(key, &quoted(value));
    }

    pub(in crate::typeset) fn maybe(&mut self, key: &str, value: Option<&str>) {
        self.raw(key, &value.map_or("none".into(), quoted));
    }

    pub(in crate::typeset) fn list(&mut self, key: &str, values: &[String]) {
        let all: Vec<_> = values.iter().map(|value| quoted(value) + ",").collect();
        self.raw(key, &format!("({})", all.concat()));
    }

    pub(in crate::typeset) fn length(&mut self, key: &str, length: Length) {
        self.raw(key, &format!("{:?}pt", length.to_pt()));
    }

    pub(in crate::typeset) fn finish(mut self) -> String {
        self.0.push(')');
        self.0
    }
}
