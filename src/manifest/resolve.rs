//! What was written, with every default filled in.

use std::collections::BTreeMap;

use super::given::{below, by_default, several, text, value, within};
use super::keys::Given;
use super::pamphlet::{About, Colours, Cover, Make, Original, Pamphlet, Text};
use super::settings::{Ignore, Level};
use super::values::Several;
use super::written::Written;
use super::{faces, making, page};
use crate::diag::{Diagnostic, Findings, code};
use crate::language::{Direction, Language};
use crate::workspace::VirtualPath;

/// What was found on disk about a pamphlet.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name.
    pub slug: String,
    /// Where paths in its manifest start from.
    pub folder: VirtualPath,
    /// The Markdown that is there, used if the manifest names none.
    pub texts: Vec<Text>,
}

/// The pamphlet that was meant: the workspace's defaults below the pamphlet's
/// own manifest. Reports what cannot be.
///
/// What the template asks for comes last: `[type]`, `[page]` and `[colours]` of
/// the TOML file beside it.
pub fn resolve(
    w: Written,
    template: Given<String>,
    found: Found,
    findings: &mut Findings,
) -> Pamphlet {
    check_version(w.requires.as_ref(), findings);
    let texts = texts(w.text.as_ref(), &found, findings);
    let lang = value(&w.lang).unwrap_or_else(|| Language {
        code: "en".into(),
        script: None,
        region: None,
    });
    let dir = value(&w.dir).unwrap_or_else(|| lang.direction());
    let page = page::page(&w, findings);
    let making = making::making(&w, dir, findings);
    let cover = Cover {
        alt: text(&w.cover_alt),
        back: text(&w.cover_back),
        title_page: value(&w.cover_title_page).unwrap_or_default(),
        image: w.cover_image.clone(),
    };
    let faces = faces::faces(&w, &page, findings);
    Pamphlet {
        slug: found.slug,
        texts,
        page,
        faces,
        cover,
        making,
        template,
        make: make(&w),
        colours: Colours {
            accent: value(&w.colour_accent).map_or_else(|| "#000000".into(), |colour| colour.0),
            tint: value(&w.colour_tint).map_or_else(|| "#eeeeee".into(), |colour| colour.0),
        },
        fit: value(&w.fit).and_then(|fit| fit.0),
        levels: levels(&w, findings),
        ignores: ignores(&w),
        divisions: several(&w.hyphenation_words),
        smart: value(&w.smart).unwrap_or(true),
        costs: making::costs(&w, findings),
        extra: value(&w.extra).unwrap_or_default(),
        about: about(w, lang, dir),
    }
}

/// The name of the template that a manifest asks for.
pub fn template_name(w: &Written) -> Given<String> {
    w.template.clone().unwrap_or_else(|| by_default("classic".to_owned()))
}

/// Levels by codes that there are.
fn levels(w: &Written, findings: &mut Findings) -> BTreeMap<String, Level> {
    let Some(given) = &w.check_levels else { return BTreeMap::new() };
    for code in given.value.keys().filter(|code| code::row(code).is_none()) {
        let message = format!("there is no code `{code}`");
        findings.push(
            Diagnostic::error(code::UNKNOWN_KEY, message)
                .at(below(&given.place, code))
                .hint("`handpress check` prints the code of every mark: T101, T102, …"),
        );
    }
    given.value.clone()
}

/// Each at its own place, as near as its words tell.
fn ignores(w: &Written) -> Vec<Given<Ignore>> {
    let Some(given) = &w.check_ignore else { return Vec::new() };
    let each = given.value.iter().map(|ignore| {
        let words = ignore.at.as_deref().unwrap_or(&ignore.code);
        Given { value: ignore.clone(), place: below(&given.place, words) }
    });
    each.collect()
}

fn make(w: &Written) -> Make {
    Make {
        links: value(&w.links).unwrap_or_default(),
        contents: value(&w.contents).unwrap_or_default(),
        leaders: value(&w.leaders).unwrap_or(false),
        parts: value(&w.parts).unwrap_or(false),
        half_title: value(&w.half_title).unwrap_or(false),
        front_folios: value(&w.front_folios).unwrap_or_default(),
        notes: value(&w.notes).unwrap_or_default(),
        text_note: value(&w.text_note).unwrap_or_default(),
        emendations: value(&w.emendations).unwrap_or_default(),
        bibliography: w.bibliography.clone(),
        citation_style: w.citation_style.clone(),
        blanks: value(&w.blanks_use).unwrap_or_default(),
        digits: value(&w.digits).unwrap_or_default(),
    }
}

fn about(w: Written, lang: Language, dir: Direction) -> About {
    About {
        title: text(&w.title),
        short_title: text(&w.short_title),
        subtitle: text(&w.subtitle),
        authors: several(&w.authors),
        translators: several(&w.translators),
        editors: several(&w.editors),
        transcribers: several(&w.transcriber),
        lang,
        dir,
        date: value(&w.date),
        edition: text(&w.edition),
        publisher: text(&w.publisher),
        place: text(&w.place),
        rights: text(&w.rights),
        isbn: text(&w.isbn),
        price: text(&w.price),
        series: value(&w.series),
        source: text(&w.source),
        original: Original {
            title: text(&w.original_title),
            lang: value(&w.original_lang),
            date: value(&w.original_date),
            place: text(&w.original_place),
            publisher: text(&w.original_publisher),
        },
        description: text(&w.description),
        keywords: several(&w.keywords),
    }
}

fn texts(named: Option<&Given<Several>>, found: &Found, findings: &mut Findings) -> Vec<Text> {
    let Some(named) = named else { return found.texts.clone() };
    let mut texts = Vec::new();
    for name in &named.value.0 {
        match found.folder.join(name) {
            Ok(path) => {
                texts.push(Text { path, named: Some(within(&named.place, name)), start: 0 })
            }
            Err(fault) => findings.push(
                Diagnostic::error(code::OUTSIDE, format!("`{name}` {}", fault.sentence()))
                    .at(within(&named.place, name)),
            ),
        }
    }
    texts
}

fn check_version(requires: Option<&Given<String>>, findings: &mut Findings) {
    let Some(given) = requires else { return };
    let here = env!("CARGO_PKG_VERSION");
    let wrong = match semver::VersionReq::parse(&given.value) {
        Err(error) => Diagnostic::error(code::WRONG_VALUE, "`requires` is no range of versions")
            .label(error.to_string())
            .hint(format!("write requires = \">={here}\"")),
        Ok(range) if semver::Version::parse(here).is_ok_and(|version| !range.matches(&version)) => {
            Diagnostic::error(
                code::WRONG_VERSION,
                format!("this workspace needs handpress {}", given.value),
            )
            .label(format!("this is handpress {here}"))
            .hint("install a version that fits, or change `requires`")
        }
        Ok(_) => return,
    };
    findings.push(wrong.at(given.place.clone()));
}
