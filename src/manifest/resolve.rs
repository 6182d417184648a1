//! What was written, with every default filled in.

use std::collections::BTreeMap;

use super::keys::Given;
use super::pamphlet::{
    About, Colours, Costs, Cover, Faces, Make, Original, Page, Pamphlet, Print, Text,
};
use super::settings::{Ignore, Level, WrittenPrinter};
use super::values::{Several, WrittenLength};
use super::written::Written;
use crate::diag::{Diagnostic, Findings, Place, code};
use crate::geometry::{Length, Paper, Size};
use crate::language::{Direction, Language};
use crate::sheet::{Binding, Flip};
use crate::workspace::{VirtualPath, is_slug};

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

/// Pages are at least this wide and high.
const SMALLEST_PAGE: Length = Length::mm_const(40);
/// Pages are at most this wide and high.
const LARGEST_PAGE: Length = Length::mm_const(600);
/// The text area is at least this wide and high.
const SMALLEST_TEXT: Length = Length::mm_const(30);

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
    let page = page(&w, findings);
    let print = Print {
        papers: value(&w.print_papers).map_or_else(|| vec![Paper::A4, Paper::Letter], |p| p.0),
        flips: value(&w.print_flip).map_or_else(|| vec![Flip::ShortEdge], |f| f.0),
        binding: value(&w.print_binding).map_or_else(
            || match dir {
                Direction::Ltr => Binding::Left,
                Direction::Rtl => Binding::Right,
            },
            Binding::from,
        ),
        trim: value(&w.print_trim).unwrap_or(false).then(|| bleed(&w, findings)),
    };
    let cover = Cover {
        alt: text(&w.cover_alt),
        back: text(&w.cover_back),
        title_page: value(&w.cover_title_page).unwrap_or_default(),
        image: w.cover_image.clone(),
    };
    let faces = faces(&w, findings);
    Pamphlet {
        slug: found.slug,
        texts,
        page,
        faces,
        cover,
        print,
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
        costs: costs(&w, findings),
        printers: printers(&w, findings),
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
    for code in given.value.keys().filter(|code| !code::ALL.contains(&code.as_str())) {
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

/// The place of a word in a table: TOML gives the place of its head.
fn below(table: &Place, word: &str) -> Place {
    let rest = table.source.text.get(table.range.start..).unwrap_or_default();
    match rest.find(word) {
        Some(at) => {
            let start = table.range.start + at;
            Place::new(&table.source, start..start + word.len())
        }
        None => table.clone(),
    }
}

/// The place of one string within the place of a list of them.
fn within(list: &Place, one: &str) -> Place {
    match list.text().find(one) {
        Some(at) => {
            let start = list.range.start + at;
            Place::new(&list.source, start..start + one.len())
        }
        None => list.clone(),
    }
}

fn page(w: &Written, findings: &mut Findings) -> Page {
    let trimmed = value(&w.print_trim).unwrap_or(false);
    // Untrimmed, a page is exactly half of Letter in width and of A4 in
    // height, so it prints unscaled on both; trimmed, it leaves both room for
    // bleed and crop marks.
    let (width, height) = if trimmed { (129.0, 188.0) } else { (139.7, 210.0) };
    let side = |given: &Option<Given<WrittenLength>>, default: f64, findings: &mut Findings| {
        let Some(given) = given else { return Length::mm(default) };
        let length = given.value.0;
        if (SMALLEST_PAGE..=LARGEST_PAGE).contains(&length) {
            return length;
        }
        let message = format!("a page of {length} cannot be printed");
        findings.push(
            Diagnostic::error(code::NO_ROOM, message)
                .at(given.place.clone())
                .label(format!("between {SMALLEST_PAGE} and {LARGEST_PAGE}")),
        );
        Length::mm(default)
    };
    let size =
        Size::new(side(&w.page_width, width, findings), side(&w.page_height, height, findings));
    let margin = |given: &Option<Given<WrittenLength>>, of: Length, share: f64| {
        given.as_ref().map_or_else(|| of.scale(share), |given| given.value.0)
    };
    let page = Page {
        size,
        inner: margin(&w.page_inner, size.width, 0.115),
        outer: margin(&w.page_outer, size.width, 0.130),
        top: margin(&w.page_top, size.height, 0.095),
        bottom: margin(&w.page_bottom, size.height, 0.105),
        columns: columns(w, findings),
    };
    let places = [&w.page_inner, &w.page_outer, &w.page_top, &w.page_bottom];
    let place =
        places.into_iter().flatten().next().or(w.page_width.as_ref()).or(w.page_height.as_ref());
    let place = place.map(|given| given.place.clone());
    check_room(&page, place, findings);
    page
}

/// The most columns of text.
const MOST_COLUMNS: usize = 3;

fn columns(w: &Written, findings: &mut Findings) -> usize {
    let Some(given) = &w.page_columns else { return 1 };
    if (1..=MOST_COLUMNS).contains(&given.value) {
        return given.value;
    }
    let message = format!("a page of {} columns cannot be set", given.value);
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message)
            .at(given.place.clone())
            .label(format!("1 to {MOST_COLUMNS}")),
    );
    1
}

fn check_room(page: &Page, place: Option<Place>, findings: &mut Findings) {
    let across = page.size.width - page.inner - page.outer;
    let down = page.size.height - page.top - page.bottom;
    let margins = [page.inner, page.outer, page.top, page.bottom];
    let message = if margins.iter().any(|margin| *margin < Length::ZERO) {
        "a margin cannot be less than nothing".to_owned()
    } else if across.scale(1.0 / page.columns as f64) < SMALLEST_TEXT || down < SMALLEST_TEXT {
        format!(
            "a page of {} × {} is too small for its margins: they leave {across} × {down} for text",
            page.size.width, page.size.height
        )
    } else {
        return;
    };
    let hint = format!("leave at least {SMALLEST_TEXT} each way");
    findings.push(Diagnostic::error(code::NO_ROOM, message).at_maybe(place).hint(hint));
}

/// Printers, each by a name that can stand in a file's.
fn printers(w: &Written, findings: &mut Findings) -> BTreeMap<String, Given<WrittenPrinter>> {
    let Some(given) = &w.printers else { return BTreeMap::new() };
    let mut printers = BTreeMap::new();
    for (name, printer) in &given.value {
        let place = below(&given.place, name);
        if is_slug(name) {
            printers.insert(name.clone(), Given { value: printer.clone(), place });
        } else {
            let message = format!("`{name}` cannot name a printer");
            findings.push(
                Diagnostic::error(code::WRONG_VALUE, message)
                    .at(place)
                    .hint("use small letters a–z, digits, `-` and `_`: it stands in file names"),
            );
        }
    }
    printers
}

fn costs(w: &Written, findings: &mut Findings) -> Costs {
    let mut price = |given: &Option<Given<f64>>| {
        let Some(given) = given else { return 0.0 };
        if (0.0..1e6).contains(&given.value) {
            return given.value;
        }
        findings.push(
            Diagnostic::error(code::WRONG_VALUE, "this is no price")
                .at(given.place.clone())
                .label("a number such as 0.02"),
        );
        0.0
    };
    Costs {
        sheet: price(&w.costs_sheet),
        side: price(&w.costs_side),
        colour: price(&w.costs_colour),
        toner: price(&w.costs_toner),
        card: price(&w.costs_card),
        staple: price(&w.costs_staple),
    }
}

fn bleed(w: &Written, findings: &mut Findings) -> Length {
    let Some(given) = &w.print_bleed else { return Length::MM * 3 };
    let most = Length::MM * 10;
    if (Length::ZERO..=most).contains(&given.value.0) {
        return given.value.0;
    }
    let message = format!("a bleed of {} is of no use", given.value.0);
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message)
            .at(given.place.clone())
            .label(format!("between 0 mm and {most}; 3 mm is usual")),
    );
    Length::MM * 3
}

fn faces(w: &Written, findings: &mut Findings) -> Faces {
    let size = type_length(&w.type_size, Length::pt(10.8), 4.0..=36.0, findings);
    let leading = type_length(&w.type_leading, size.scale(1.25), 4.0..=60.0, findings);
    if leading < size
        && let Some(given) = w.type_leading.as_ref().or(w.type_size.as_ref())
    {
        let message = format!(
            "lines of {:.1} pt type do not fit into {:.1} pt",
            size.to_pt(),
            leading.to_pt()
        );
        findings.push(Diagnostic::error(code::WRONG_VALUE, message).at(given.place.clone()).hint(
            "the leading goes from baseline to baseline: 1.2 to 1.4 times the size reads well",
        ));
    }
    let named = |given: &Option<Given<Several>>, default: &str| match given {
        Some(given) if !given.value.0.is_empty() => given
            .value
            .0
            .iter()
            .map(|name| Given { value: name.clone(), place: within(&given.place, name) })
            .collect(),
        _ => vec![by_default(default.to_owned())],
    };
    Faces {
        text: named(&w.type_text, "Alegreya"),
        sans: named(&w.type_sans, "Alegreya Sans"),
        mono: named(&w.type_mono, "Source Code Pro"),
        size,
        leading,
        hyphenate: value(&w.type_hyphenate).unwrap_or(true),
        align: value(&w.type_align).unwrap_or_default(),
        opening: value(&w.type_opening).unwrap_or_default(),
        system: value(&w.type_system_fonts).unwrap_or(false),
    }
}

fn type_length(
    given: &Option<Given<WrittenLength>>,
    default: Length,
    points: std::ops::RangeInclusive<f64>,
    findings: &mut Findings,
) -> Length {
    let Some(given) = given else { return default };
    if points.contains(&given.value.0.to_pt()) {
        return given.value.0;
    }
    let message = format!("type of {:.1} pt cannot be set", given.value.0.to_pt());
    findings.push(
        Diagnostic::error(code::WRONG_VALUE, message).at(given.place.clone()).label(format!(
            "between {} pt and {} pt",
            points.start(),
            points.end()
        )),
    );
    default
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

fn value<T: Clone>(given: &Option<Given<T>>) -> Option<T> {
    given.as_ref().map(|given| given.value.clone())
}

/// A string that says something.
fn text(given: &Option<Given<String>>) -> Option<String> {
    value(given).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn several(given: &Option<Given<Several>>) -> Vec<String> {
    value(given).unwrap_or_default().0
}

/// A value that nobody wrote.
fn by_default<T>(value: T) -> Given<T> {
    let source = crate::diag::Source::new("handpress's own defaults", "");
    Given { value, place: Place::new(&source, 0..0) }
}
