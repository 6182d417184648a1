//! The faces a build may use: the workspace's own, then the built-in ones.

use std::path::PathBuf;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontVariant};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

use crate::diag::{Diagnostic, Findings, code, nearest};
use crate::manifest::Given;

/// Faces, and the font files they came from.
pub struct Fonts {
    store: FontStore,
    files: Vec<(String, Bytes)>,
}

/// The built-in font files: name and bytes.
const BUILT_IN: &[(&str, &[u8])] = &[
    ("Alegreya-Regular.ttf", include_bytes!("../../../fonts/Alegreya-Regular.ttf")),
    ("Alegreya-Italic.ttf", include_bytes!("../../../fonts/Alegreya-Italic.ttf")),
    ("Alegreya-Bold.ttf", include_bytes!("../../../fonts/Alegreya-Bold.ttf")),
    ("Alegreya-BoldItalic.ttf", include_bytes!("../../../fonts/Alegreya-BoldItalic.ttf")),
    ("AlegreyaSans-Regular.ttf", include_bytes!("../../../fonts/AlegreyaSans-Regular.ttf")),
    ("AlegreyaSans-Italic.ttf", include_bytes!("../../../fonts/AlegreyaSans-Italic.ttf")),
    ("AlegreyaSans-Bold.ttf", include_bytes!("../../../fonts/AlegreyaSans-Bold.ttf")),
    ("AlegreyaSans-Black.ttf", include_bytes!("../../../fonts/AlegreyaSans-Black.ttf")),
    ("AlegreyaSans-BoldItalic.ttf", include_bytes!("../../../fonts/AlegreyaSans-BoldItalic.ttf")),
    ("Literata-Regular.ttf", include_bytes!("../../../fonts/Literata-Regular.ttf")),
    ("Literata-Italic.ttf", include_bytes!("../../../fonts/Literata-Italic.ttf")),
    ("Literata-Bold.ttf", include_bytes!("../../../fonts/Literata-Bold.ttf")),
    ("Literata-BoldItalic.ttf", include_bytes!("../../../fonts/Literata-BoldItalic.ttf")),
    (
        "SofiaSansExtraCondensed-Bold.ttf",
        include_bytes!("../../../fonts/SofiaSansExtraCondensed-Bold.ttf"),
    ),
    (
        "SofiaSansExtraCondensed-Black.ttf",
        include_bytes!("../../../fonts/SofiaSansExtraCondensed-Black.ttf"),
    ),
    ("SourceCodePro-Regular.ttf", include_bytes!("../../../fonts/SourceCodePro-Regular.ttf")),
    ("DejaVuSans.ttf", include_bytes!("../../../fonts/DejaVuSans.ttf")),
    ("NotoEmoji-Regular.ttf", include_bytes!("../../../fonts/NotoEmoji-Regular.ttf")),
];

/// A face of this machine that has all these letters, and its file: upright and of usual weight
/// if there is one, with serifs if there is one.
pub(in crate::typeset) fn on_this_machine(letters: &[char]) -> Option<(String, PathBuf)> {
    let has = |info: &FontInfo| letters.iter().all(|c| info.coverage.contains(u32::from(*c)));
    let all = typst_kit::fonts::system().filter(|(_, info)| has(info));
    let best = all.min_by_key(|(path, info)| {
        let is_usual = info.variant == FontVariant::default();
        (!is_usual, !info.family.contains("Serif"), info.family.clone(), path.path.clone())
    });
    best.map(|(path, info)| (info.family.to_string(), path.path))
}

impl Fonts {
    /// The faces of the workspace's font files, given by name and bytes, and
    /// of the built-in ones; with `system`, also those of the machine. A
    /// family of the workspace hides the built-in family of the same name.
    pub fn new(own: Vec<(String, Vec<u8>)>, system: bool, findings: &mut Findings) -> Self {
        let mut fonts = Self { store: FontStore::new(), files: Vec::new() };
        let mut own_book = FontBook::new();
        for (name, bytes) in own {
            let bytes = Bytes::new(bytes);
            let faces: Vec<Font> = Font::iter(bytes.clone()).collect();
            if faces.is_empty() {
                let message = format!("`fonts/{name}` is no font");
                findings.push(
                    Diagnostic::error(code::BAD_FONT, message)
                        .hint("fonts are .otf, .ttf or .ttc files; take it out or replace it"),
                );
                continue;
            }
            faces.iter().for_each(|face| own_book.push(face.info().clone()));
            fonts.add(name, bytes, faces);
        }
        for (name, bytes) in BUILT_IN {
            let bytes = Bytes::new(*bytes);
            let faces: Vec<Font> = Font::iter(bytes.clone()).collect();
            if faces.iter().any(|face| own_book.contains_family(&face.info().family.to_lowercase()))
            {
                continue;
            }
            fonts.add((*name).to_owned(), bytes, faces);
        }
        if system {
            fonts.store.extend(typst_kit::fonts::system());
        }
        fonts
    }

    /// The names and bytes of the font files, for whoever sets the project
    /// again; without those of the machine.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Whether any face has a glyph for it, or it needs none.
    pub fn can_draw(&self, c: char) -> bool {
        let book = self.book();
        let has = |at: usize| book.info(at).is_some_and(|it| it.coverage.contains(u32::from(c)));
        let mut all = book.families().flat_map(|(_, faces)| faces);
        c.is_whitespace() || c.is_control() || all.any(has)
    }

    /// Reports wanted families that are not there.
    pub fn check(&self, wanted: &[Given<String>], findings: &mut Findings) {
        for family in wanted {
            if self.book().contains_family(&family.value.to_lowercase()) {
                continue;
            }
            let known: Vec<&str> = self.book().families().map(|(name, _)| name).collect();
            let missing = format!("there is no face of the family `{}`", family.value);
            let missing = Diagnostic::error(code::NO_FACE, missing).at(family.place.clone());
            findings.push(match nearest(&family.value, known.iter().copied()) {
                Some(meant) => missing.label(format!("did you mean `{meant}`?")),
                None => missing
                    .hint(format!("there are {}", known.join(", ")))
                    .hint("put its .otf or .ttf files into `fonts/`, or set `system-fonts = true` in [type] of `handpress.toml`"),
            });
        }
    }

    pub(in crate::typeset) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    pub(in crate::typeset) fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    fn add(&mut self, name: String, bytes: Bytes, faces: Vec<Font>) {
        for face in faces {
            let info = face.info().clone();
            self.store.push((face, info));
        }
        self.files.push((name, bytes));
    }
}
