//! A pamphlet as a Typst project, the same in memory and on disk.

use std::collections::BTreeMap;

use typst::foundations::Bytes;

use crate::manifest::{Alignment, Choice, Links};
use crate::typeset::Copy;
use crate::typeset::References;
use crate::typeset::write::emit::{self, Emitted, Orders};
use crate::typeset::write::origins::Origins;
use crate::typeset::write::params;
use crate::typeset::write::parts::Parts;
use crate::typeset::write::rules;

/// What Typst begins with.
pub(in crate::typeset) const MAIN: &str = "main.typ";

/// The files of a Typst project, and where the parts of `main.typ` come from.
pub struct Project {
    files: BTreeMap<String, Bytes>,
    pub(in crate::typeset) origins: Origins,
    pub(in crate::typeset) parts: Parts,
}

impl Project {
    /// The file of what is found out by laying it out.
    pub(in crate::typeset) const FIT: &str = "fit.typ";

    /// Writes a pamphlet as a project, with what [`FIT`](Self::FIT) says at first.
    pub(in crate::typeset) fn of(copy: &Copy<'_>, fit: String) -> Self {
        let mut files = BTreeMap::new();
        for (name, bytes) in copy.template {
            files.insert(format!("templates/{name}"), Bytes::new(bytes.clone()));
        }
        let names = picture_names(copy);
        for (path, artwork) in copy.pictures {
            if let Some(name) = names.get(path) {
                let name = name.trim_start_matches('/').to_owned();
                files.insert(name, Bytes::new(artwork.bytes.clone()));
            }
        }
        let References { bibliography, style } = copy.references;
        for (name, bytes) in [bibliography, style].into_iter().flatten() {
            files.insert(name.clone(), Bytes::new(bytes.clone()));
        }
        let cover = copy.cover_image.and_then(|path| names.get(path));
        let params = params::params(copy, cover.map(String::as_str));
        files.insert("params.typ".into(), Bytes::from_string(params));
        files.insert("words.typ".into(), Bytes::from_string(params::words(copy.words)));
        files.insert(rules::FILE.into(), Bytes::from_string(rules::source()));
        files.insert(Self::FIT.into(), Bytes::from_string(fit));
        let Emitted { source, origins, parts } = main(copy, &names);
        files.insert(MAIN.into(), Bytes::from_string(source));
        Self { files, origins, parts }
    }

    /// Every file by its name from the project's root.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// The text, as it is in the project.
    pub(in crate::typeset) fn main(&self) -> &str {
        let bytes = self.files.get(MAIN).map(Bytes::as_slice).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Replaces a file.
    pub(in crate::typeset) fn put(&mut self, name: &str, text: String) {
        self.files.insert(name.to_owned(), Bytes::from_string(text));
    }
}

fn main(copy: &Copy<'_>, names: &BTreeMap<String, String>) -> Emitted {
    let opening = format!(
        "// {slug}: written by handpress {version}; the next build sets your changes aside.\n\
         // Set it with stock Typst, in this folder:\n\
         //   typst compile --font-path ../../fonts --ignore-system-fonts main.typ\n\
         #import \"/templates/{template}.typ\": *\n",
        slug = copy.pamphlet.slug,
        version = env!("CARGO_PKG_VERSION"),
        template = copy.pamphlet.template.value,
    );
    let make = &copy.pamphlet.make;
    let orders = Orders {
        opening: &opening,
        manuscript: copy.manuscript,
        pictures: names,
        addresses: make.links != Links::Off,
        notes: make.notes,
        chapter_opening: params::opening(copy.pamphlet),
        has_parts: make.parts,
        fills_lines: copy.pamphlet.faces.hyphenate
            && copy.pamphlet.faces.align == Alignment::Justify,
        text_note: match make.text_note {
            Choice::Yes => true,
            Choice::No => false,
            Choice::Auto => !make.emendations.is_empty(),
        },
        bibliography: copy.references.bibliography.is_some(),
        lang: &copy.pamphlet.about.lang.code,
    };
    emit::emit(&orders)
}

/// The name of each picture in the project: its number and its own name, so
/// that two `figure.png` do not meet.
fn picture_names(copy: &Copy<'_>) -> BTreeMap<String, String> {
    let named = copy.pictures.iter().enumerate().map(|(at, (path, artwork))| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
        let stem: String = stem.chars().map(plain).take(40).collect();
        (path.clone(), format!("/pictures/{:02}-{stem}.{}", at + 1, artwork.format.extension()))
    });
    named.collect()
}
