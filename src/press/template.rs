//! The template's files, its defaults, and the words that it prints: the
//! workspace's own go before the built-in ones.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Findings, Place, code, nearest};
use crate::language::{self, Language, Value, Words};
use crate::manifest::{self, Given, Written};
use crate::workspace::{MOST_TEXT, VirtualPath, Workspace};

/// The built-in templates: names from `templates/` on, and text.
const TEMPLATES: &[(&str, &str)] = &[
    ("agitator.toml", include_str!("../../templates/agitator.toml")),
    ("agitator.typ", include_str!("../../templates/agitator.typ")),
    ("chapbook.toml", include_str!("../../templates/chapbook.toml")),
    ("chapbook.typ", include_str!("../../templates/chapbook.typ")),
    ("classic.typ", include_str!("../../templates/classic.typ")),
    ("shared/blocks.typ", include_str!("../../templates/shared/blocks.typ")),
    ("shared/figures.typ", include_str!("../../templates/shared/figures.typ")),
    ("shared/grid.typ", include_str!("../../templates/shared/grid.typ")),
    ("shared/inlines.typ", include_str!("../../templates/shared/inlines.typ")),
    ("shared/matter.typ", include_str!("../../templates/shared/matter.typ")),
    ("shared/pages.typ", include_str!("../../templates/shared/pages.typ")),
    ("shared/print-me.typ", include_str!("../../templates/shared/print-me.typ")),
    ("shared/words.typ", include_str!("../../templates/shared/words.typ")),
];

/// Every file of every template.
pub(super) fn files(
    workspace: &Workspace,
    wanted: &Given<String>,
    findings: &mut Findings,
) -> Vec<(String, Vec<u8>)> {
    let mut files: BTreeMap<String, Vec<u8>> = TEMPLATES
        .iter()
        .filter(|(name, _)| name.ends_with(".typ"))
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    for folder in ["templates", "templates/shared"] {
        let Ok(folder) = VirtualPath::root().join(folder) else { continue };
        for path in workspace.files_in(&folder) {
            if path.extension() != "typ" {
                continue;
            }
            match workspace.source(&path, MOST_TEXT) {
                Ok(source) => {
                    let name = path.to_string().trim_start_matches("templates/").to_owned();
                    files.insert(name, source.text.clone().into_bytes());
                }
                Err(error) => findings.push(error),
            }
        }
    }
    if !files.contains_key(&format!("{}.typ", wanted.value)) {
        let known: Vec<&str> = files
            .keys()
            .filter(|name| !name.contains('/'))
            .filter_map(|name| name.strip_suffix(".typ"))
            .collect();
        let message = format!("there is no template `{}`", wanted.value);
        let missing = Diagnostic::error(code::NO_TEMPLATE, message).at(wanted.place.clone());
        findings.push(match nearest(&wanted.value, known.iter().copied()) {
            Some(meant) => missing.label(format!("did you mean `{meant}`?")),
            None => missing.hint(format!("there are {}", known.join(", "))),
        });
    }
    files.into_iter().collect()
}

/// What a template asks for unless the manifest says otherwise:
/// `templates/<name>.toml`.
pub(super) fn defaults(workspace: &Workspace, name: &str, findings: &mut Findings) -> Written {
    let file = format!("{name}.toml");
    let own = VirtualPath::root().join(&format!("templates/{file}")).unwrap_or_default();
    if workspace.has(&own) {
        return match workspace.source(&own, MOST_TEXT) {
            Ok(source) => manifest::read_file(&source, findings),
            Err(error) => {
                findings.push(error);
                Written::default()
            }
        };
    }
    match TEMPLATES.iter().find(|(known, _)| *known == file) {
        Some((_, text)) => {
            let source = crate::diag::Source::new(format!("templates/{file}"), *text);
            manifest::read_file(&source, findings)
        }
        None => Written::default(),
    }
}

/// The words of a language: English below, the language's own above, those of
/// the workspace's `strings/<lang>.toml` on top.
pub(super) fn words(workspace: &Workspace, lang: &Language, findings: &mut Findings) -> Words {
    let english = language::built_in("en").unwrap_or_default();
    let mut words = english.clone();
    match language::built_in(&lang.code) {
        Some(own) => words.extend(own),
        None => {
            let hint = format!("write them into `strings/{}.toml`", lang.code);
            let path = VirtualPath::root().join(&format!("strings/{}.toml", lang.code));
            if !path.is_ok_and(|path| workspace.has(&path)) {
                let message =
                    format!("no words are known for `{}`: English ones are printed", lang.tag());
                findings.push(Diagnostic::warning(code::NO_STRINGS, message).hint(hint));
            }
        }
    }
    let path = VirtualPath::root().join(&format!("strings/{}.toml", lang.code));
    let Some(path) = path.ok().filter(|path| workspace.has(path)) else { return words };
    let source = match workspace.source(&path, MOST_TEXT) {
        Ok(source) => source,
        Err(error) => {
            findings.push(error);
            return words;
        }
    };
    let table: toml::Table = match source.text.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let place = error.span().map(|span| Place::new(&source, span));
            let wrong = Diagnostic::error(code::TOML, "this is not TOML").at_maybe(place);
            findings.push(wrong.label(error.message().lines().next().unwrap_or_default()));
            return words;
        }
    };
    for (name, value) in &table {
        let at = source.text.lines().scan(0, |start, line| {
            let here = *start;
            *start += line.len() + 1;
            Some((here, line))
        });
        let at = at.into_iter().find(|(_, line)| line.trim_start().starts_with(name.as_str()));
        let place = at.map(|(start, line)| Place::new(&source, start..start + line.len()));
        let Some(model) = english.get(name) else {
            let message = format!("no template prints `{name}`");
            let wrong = Diagnostic::error(code::WRONG_STRING, message).at_maybe(place);
            findings.push(match nearest(name, english.keys().map(String::as_str)) {
                Some(meant) => wrong.label(format!("did you mean `{meant}`?")),
                None => wrong,
            });
            continue;
        };
        match Value::of(value).filter(|value| value.is_like(model)) {
            Some(value) => {
                words.insert(name.clone(), value);
            }
            None => findings.push(
                Diagnostic::error(code::WRONG_STRING, format!("`{name}` cannot be this"))
                    .at_maybe(place)
                    .label(match model {
                        Value::One(text) => format!("in English: \"{text}\""),
                        Value::Several(all) => format!("{} strings in [ ]", all.len()),
                    }),
            ),
        }
    }
    words
}
