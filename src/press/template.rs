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
    ("shared/instructions.typ", include_str!("../../templates/shared/instructions.typ")),
    ("shared/matter.typ", include_str!("../../templates/shared/matter.typ")),
    ("shared/notes.typ", include_str!("../../templates/shared/notes.typ")),
    ("shared/pages.typ", include_str!("../../templates/shared/pages.typ")),
    ("shared/print-me.typ", include_str!("../../templates/shared/print-me.typ")),
    ("shared/words.typ", include_str!("../../templates/shared/words.typ")),
];

/// The names of the built-in templates.
pub fn built_in_templates() -> Vec<&'static str> {
    let names = TEMPLATES.iter().filter_map(|(name, _)| name.strip_suffix(".typ"));
    names.filter(|name| !name.contains('/')).collect()
}

/// A built-in template: its text, and what it asks for if that is not the usual.
pub fn built_in_template(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let file = |end: &str| {
        let found = TEMPLATES.iter().find(|(file, _)| file.strip_suffix(end) == Some(name));
        found.map(|(_, text)| *text)
    };
    Some((file(".typ").filter(|_| !name.contains('/'))?, file(".toml")))
}

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
                    if name == format!("{}.typ", wanted.value) {
                        misspelt(&source, findings);
                    }
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
/// `templates/<name>.toml`, or if there is none, that of the template that it
/// is made of.
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
    let built_in =
        |name: &str| TEMPLATES.iter().find(|(known, _)| known.strip_suffix(".toml") == Some(name));
    let base = || base_of(workspace, name);
    match built_in(name).or_else(|| base().and_then(|base| built_in(&base))) {
        Some((file, text)) => {
            let source = crate::diag::Source::new(format!("templates/{file}"), *text);
            manifest::read_file(&source, findings)
        }
        None => Written::default(),
    }
}

/// The template that one of the workspace's takes everything of:
/// `#import "chapbook.typ": *`.
fn base_of(workspace: &Workspace, name: &str) -> Option<String> {
    let path = VirtualPath::root().join(&format!("templates/{name}.typ")).ok()?;
    let source = workspace.has(&path).then(|| workspace.source(&path, MOST_TEXT).ok()).flatten()?;
    source.text.lines().find_map(|line| {
        let file = line.trim().strip_prefix("#import \"")?.split_once(".typ\"")?;
        (file.1.trim_start().starts_with(':') && file.1.contains('*') && !file.0.contains('/'))
            .then(|| file.0.to_owned())
    })
}

/// Warns of functions that nothing calls and whose names are nearly those of
/// the vocabulary.
fn misspelt(source: &std::sync::Arc<crate::diag::Source>, findings: &mut Findings) {
    let defined = |text: &str| -> Vec<String> {
        let names = text.lines().filter_map(|line| line.strip_prefix("#let "));
        let names = names.map(|rest| {
            let is_name = |c: &char| c.is_alphanumeric() || *c == '-' || *c == '_';
            rest.chars().take_while(is_name).collect()
        });
        names.collect()
    };
    let vocabulary: Vec<String> = TEMPLATES
        .iter()
        .filter(|(name, _)| name.ends_with(".typ"))
        .flat_map(|(_, text)| defined(text))
        .collect();
    for name in defined(&source.text) {
        let is_known = vocabulary.contains(&name);
        if is_known || source.text.matches(name.as_str()).count() > 1 {
            continue;
        }
        let Some(meant) = nearest(&name, vocabulary.iter().map(String::as_str)) else { continue };
        let at = source.text.find(&format!("#let {name}")).unwrap_or(0) + "#let ".len();
        findings.push(
            Diagnostic::warning(code::USELESS_FUNCTION, format!("nothing calls `{name}`"))
                .at(Place::new(source, at..at + name.len()))
                .label(format!("did you mean `{meant}`?")),
        );
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
