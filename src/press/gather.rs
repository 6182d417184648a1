//! Reads everything that a pamphlet consists of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{drawings, template, title};
use crate::diag::{Diagnostic, Findings, Place, Source, code, nearest};
use crate::ink::{self, Artwork};
use crate::language::Words;
use crate::manifest::{self, Found, Given, Pamphlet, Text, Written};
use crate::markdown::{self, Manuscript, Orthography, Picture, percent_decoded};
use crate::typeset::{self, Copy, Fonts, References};
use crate::workspace::{Entry, Form, MOST_BYTES, MOST_TEXT, VirtualPath, Workspace};

/// A workspace with what all its pamphlets share: defaults and faces.
pub struct Desk {
    /// The folder.
    pub workspace: Workspace,
    defaults: Written,
    fonts: Fonts,
}

/// A pamphlet, read and ready to be set.
pub(super) struct Gathered {
    pub pamphlet: Pamphlet,
    title: String,
    manuscript: Manuscript,
    pictures: BTreeMap<String, Artwork>,
    cover_image: Option<String>,
    words: Words,
    references: References,
    template: Vec<(String, Vec<u8>)>,
}

impl Desk {
    /// Reads `handpress.toml` and `fonts/`.
    pub fn open(workspace: Workspace, findings: &mut Findings) -> Self {
        let path = VirtualPath::root().join("handpress.toml").unwrap_or_default();
        let defaults = if workspace.has(&path) {
            match workspace.source(&path, MOST_TEXT) {
                Ok(source) => manifest::read_file(&source, findings),
                Err(error) => {
                    findings.push(error);
                    Written::default()
                }
            }
        } else {
            Written::default()
        };
        let own = own_fonts(&workspace, findings);
        let system = defaults.type_system_fonts.as_ref().is_some_and(|given| given.value);
        let fonts = Fonts::new(own, system, findings);
        Self { workspace, defaults, fonts }
    }

    /// The faces.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Reads the manifest of a pamphlet and nothing else.
    pub fn pamphlet(&self, entry: &Entry, findings: &mut Findings) -> Option<Pamphlet> {
        let path = entry.manifest();
        let source = self.workspace.source(&path, MOST_TEXT);
        let source = source.map_err(|error| findings.push(error)).ok()?;
        let (own, texts) = match entry.form {
            Form::Folder => {
                (manifest::read_file(&source, findings), self.texts_of(&entry.folder()))
            }
            Form::File => {
                let (own, start) = manifest::read_front_matter(&source, findings);
                (own, vec![Text { path, named: None, start }])
            }
        };
        let found = Found { slug: entry.slug.clone(), folder: entry.folder(), texts };
        let (front, start) = self.front_matter(&own, &found, findings);
        let written = own.or(front).or(self.defaults.clone());
        let template = manifest::template_name(&written);
        let mut below = template::defaults(&self.workspace, &template.value, findings);
        if written.type_size.is_some() {
            // The template's leading goes with the template's size.
            below.type_leading = None;
        }
        let mut pamphlet = manifest::resolve(written.or(below), template, found, findings);
        if let Some(text) = pamphlet.texts.first_mut() {
            text.start = text.start.max(start);
        }
        Some(pamphlet)
    }

    /// What the first text says in YAML, as other programs have it, and where its Markdown
    /// begins.
    fn front_matter(
        &self,
        own: &Written,
        found: &Found,
        findings: &mut Findings,
    ) -> (Written, usize) {
        let named = own.text.as_ref().and_then(|given| given.value.0.first());
        let path = match named {
            Some(name) => found.folder.join(name).ok(),
            None => found.texts.first().map(|text| text.path.clone()),
        };
        // What cannot be read is told where all is read.
        let source = path.and_then(|path| self.workspace.source(&path, MOST_TEXT).ok());
        let range = source.as_ref().and_then(|source| markdown::front_matter(&source.text));
        match (source, range) {
            (Some(source), Some(range)) => {
                let end = range.end;
                (manifest::read_yaml(&source, range, findings), end)
            }
            _ => (Written::default(), 0),
        }
    }

    /// Reads a whole pamphlet.
    pub(super) fn gather(&self, entry: &Entry, findings: &mut Findings) -> Option<Gathered> {
        let pamphlet = self.pamphlet(entry, findings)?;
        let faces = &pamphlet.faces;
        for families in [&faces.text, &faces.sans, &faces.mono] {
            self.fonts.check(families, findings);
        }
        let mut manuscript = self.manuscript(&pamphlet, findings);
        let mut pictures = BTreeMap::new();
        markdown::each_picture(&mut manuscript, &mut |picture| {
            self.fetch(picture, &mut pictures, findings);
        });
        let cover_image = self.cover_image(&pamphlet, &mut pictures, findings);
        let template = template::files(&self.workspace, &pamphlet.template, findings);
        let words = template::words(&self.workspace, &pamphlet.about.lang, findings);
        let references = self.references(&pamphlet, findings);
        let title = title::settle(&pamphlet, &mut manuscript, findings);
        if manuscript.blocks.is_empty() && !findings.has_errors() {
            let empty =
                Diagnostic::error(code::EMPTY_TEXT, format!("`{}` has no text", entry.slug));
            let hint = match pamphlet.texts.first() {
                Some(text) => format!("write some Markdown into `{}`", text.path),
                None => format!("write some Markdown into `{}/text.md`", entry.folder()),
            };
            findings.push(empty.hint(hint));
        }
        let gathered = Gathered {
            pamphlet,
            title,
            manuscript,
            pictures,
            cover_image,
            words,
            references,
            template,
        };
        (!findings.has_errors()).then_some(gathered)
    }

    /// `text.md`, or all the Markdown in the folder.
    fn texts_of(&self, folder: &VirtualPath) -> Vec<Text> {
        let mut files = self.workspace.files_in(folder);
        files.retain(|path| {
            path.extension() == "md" && !path.name().eq_ignore_ascii_case("readme.md")
        });
        if let Some(text) = files.iter().find(|path| path.name() == "text.md").cloned() {
            files = vec![text];
        }
        files.into_iter().map(|path| Text { path, named: None, start: 0 }).collect()
    }

    fn manuscript(&self, pamphlet: &Pamphlet, findings: &mut Findings) -> Manuscript {
        let mut manuscript = Manuscript::default();
        let mut left = MOST_TEXT;
        for text in &pamphlet.texts {
            let source = match self.workspace.source(&text.path, left) {
                Ok(source) => source,
                Err(error) => {
                    findings.push(error.at_maybe(text.named.clone()));
                    continue;
                }
            };
            left = left.saturating_sub(source.text.len() as u64);
            markdown::parse(&source, text.start, &mut manuscript, findings);
        }
        markdown::finish(&mut manuscript, findings);
        let divisions = pamphlet.divisions.iter().map(|word| {
            let word = word.to_lowercase();
            (word.replace(['-', '\u{AD}'], ""), word.replace('-', "\u{AD}"))
        });
        let orthography = Orthography {
            lang: pamphlet.about.lang.clone(),
            smart: pamphlet.smart,
            divisions: divisions.collect(),
        };
        markdown::polish(&mut manuscript, &orthography);
        manuscript
    }

    /// Reads a picture and makes its address its path in the workspace; an
    /// address without a picture becomes empty.
    fn fetch(
        &self,
        picture: &mut Picture,
        pictures: &mut BTreeMap<String, Artwork>,
        findings: &mut Findings,
    ) {
        let written = percent_decoded(&picture.url);
        let remote =
            ["http:", "https:", "data:", "//"].iter().any(|start| written.starts_with(start));
        if remote || written.is_empty() {
            let what = if remote { "is not on this machine" } else { "has no address" };
            findings.push(
                Diagnostic::warning(code::REMOTE_PICTURE, format!("this picture {what}"))
                    .at(picture.place.clone())
                    .label("its words are printed instead")
                    .hint("handpress uses no network: put the file beside the text"),
            );
            picture.url.clear();
            return;
        }
        match self.artwork(&picture.place, &written, pictures) {
            Ok(path) => {
                if let Some(artwork) = pictures.get(&path) {
                    drawings::tell(&path, artwork, &self.fonts, &picture.place, findings);
                }
                picture.url = path;
            }
            Err(error) => {
                findings.push(error);
                picture.url.clear();
            }
        }
    }

    /// The bibliography and the style of citations.
    fn references(&self, pamphlet: &Pamphlet, findings: &mut Findings) -> References {
        let mut read = |given: &Given<String>| {
            let path = folder_of(&given.place.source).join(&given.value);
            let path = path.map_err(|fault| {
                let message = format!("`{}` {}", given.value, fault.sentence());
                Diagnostic::error(code::OUTSIDE, message)
            });
            let source = path.and_then(|path| self.workspace.source(&path, MOST_TEXT));
            source
                .map_err(|error| {
                    // What is wrong within it has a place of its own.
                    let place = error.place.clone().unwrap_or_else(|| given.place.clone());
                    findings.push(error.at(place));
                })
                .ok()
        };
        let make = &pamphlet.make;
        let bibliography = make.bibliography.as_ref().and_then(|given| {
            let extension = given.value.rsplit('.').next().unwrap_or_default().to_lowercase();
            Some((format!("bibliography.{extension}"), read(given)?))
        });
        let style = make.citation_style.as_ref();
        let style = style.filter(|given| given.value.ends_with(".csl"));
        let style = style.and_then(|given| Some(("style.csl".to_owned(), read(given)?)));
        let style = style.map(|(name, source)| (name, typeset::printable_style(&source)));
        let bibliography =
            bibliography.map(|(name, source)| (name, typeset::printable(&source, findings)));
        References { bibliography, style }
    }

    fn cover_image(
        &self,
        pamphlet: &Pamphlet,
        pictures: &mut BTreeMap<String, Artwork>,
        findings: &mut Findings,
    ) -> Option<String> {
        let Given { value, place } = pamphlet.cover.image.as_ref()?;
        let path = self.artwork(place, value, pictures);
        path.map_err(|error| findings.push(error)).ok()
    }

    /// Reads the picture that is named at `place`, and tells its path.
    fn artwork(
        &self,
        place: &Place,
        written: &str,
        pictures: &mut BTreeMap<String, Artwork>,
    ) -> Result<String, Diagnostic> {
        let folder = folder_of(&place.source);
        let path = folder.join(written).map_err(|fault| {
            let message = format!("`{written}` {}", fault.sentence());
            Diagnostic::error(code::OUTSIDE, message)
                .at(place.clone())
                .hint("put a copy of the picture beside the text")
        })?;
        let name = path.to_string();
        if pictures.contains_key(&name) {
            return Ok(name);
        }
        let bytes = self.workspace.read(&path, MOST_BYTES).map_err(|error| {
            let near = self.workspace.files_in(&path.folder());
            let near: Vec<&str> = near.iter().map(VirtualPath::name).collect();
            let error = error.at(place.clone());
            match nearest(path.name(), near) {
                Some(meant) if error.code == code::MISSING_FILE => {
                    error.hint(format!("did you mean `{meant}`?"))
                }
                _ => error,
            }
        })?;
        let artwork = ink::clean(bytes).map_err(|why| {
            Diagnostic::error(code::BAD_PICTURE, format!("`{path}` cannot be printed: {why}"))
                .at(place.clone())
                .hint("pictures are PNG, JPEG, GIF, WebP or SVG files")
        })?;
        pictures.insert(name.clone(), artwork);
        Ok(name)
    }
}

impl Gathered {
    /// What is to be set.
    pub(super) fn copy<'a>(&'a self, desk: &'a Desk) -> Copy<'a> {
        Copy {
            pamphlet: &self.pamphlet,
            title: &self.title,
            manuscript: &self.manuscript,
            pictures: &self.pictures,
            cover_image: self.cover_image.as_deref(),
            template: &self.template,
            words: &self.words,
            references: &self.references,
            fonts: &desk.fonts,
        }
    }
}

/// The folder that paths in a source start from.
fn folder_of(source: &Arc<Source>) -> VirtualPath {
    VirtualPath::root().join(&source.name).map(|path| path.folder()).unwrap_or_default()
}

fn own_fonts(workspace: &Workspace, findings: &mut Findings) -> Vec<(String, Vec<u8>)> {
    let Ok(folder) = VirtualPath::root().join("fonts") else { return Vec::new() };
    let mut own = Vec::new();
    for path in workspace.files_in(&folder) {
        if !["otf", "ttf", "ttc", "otc"].contains(&path.extension().as_str()) {
            continue;
        }
        match workspace.read(&path, MOST_BYTES) {
            Ok(bytes) => own.push((path.name().to_owned(), bytes)),
            Err(error) => findings.push(error),
        }
    }
    own
}
