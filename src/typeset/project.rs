//! A pamphlet as a Typst project, the same in memory and on disk.

use std::collections::BTreeMap;

use typst::foundations::Bytes;

use super::emit::{self, Emitted};
use super::links::Addresses;
use super::origins::Origins;
use super::strays::Parts;
use super::{Copy, fit::Fit, params};
use crate::manifest::Links;

/// The files of a Typst project, and where the parts of `main.typ` come from.
pub struct Project {
    files: BTreeMap<String, Bytes>,
    pub(super) origins: Origins,
    pub(super) parts: Parts,
}

impl Project {
    /// Writes a pamphlet as a project.
    pub(super) fn of(copy: &Copy<'_>, fit: &Fit) -> Self {
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
        let cover = copy.cover_image.and_then(|path| names.get(path));
        let params =
            params::params(copy.pamphlet, copy.title, cover.map(String::as_str), copy.manuscript);
        files.insert("params.typ".into(), Bytes::from_string(params));
        files.insert(Fit::FILE.into(), Bytes::from_string(fit.source()));
        let Emitted { source, origins, parts } = main(copy, &names);
        files.insert("main.typ".into(), Bytes::from_string(source));
        Self { files, origins, parts }
    }

    /// Every file by its name from the project's root.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// Replaces a file.
    pub(super) fn put(&mut self, name: &str, text: String) {
        self.files.insert(name.to_owned(), Bytes::from_string(text));
    }
}

fn main(copy: &Copy<'_>, names: &BTreeMap<String, String>) -> Emitted {
    let opening = format!(
        "// {slug}: written by handpress {version}; your changes here would be lost.\n\
         // Set it with stock Typst, in this folder:\n\
         //   typst compile --font-path ../../fonts --ignore-system-fonts main.typ\n\
         #import \"/templates/{template}.typ\": *\n\
         #show: pamphlet\n\n",
        slug = copy.pamphlet.slug,
        version = env!("CARGO_PKG_VERSION"),
        template = copy.pamphlet.template.value,
    );
    let addresses = (copy.pamphlet.links != Links::Off).then(Addresses::default);
    emit::emit(copy.manuscript, &opening, names, addresses)
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
