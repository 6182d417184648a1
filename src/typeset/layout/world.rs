//! What Typst may see: the files of one project and the faces. No disk, no
//! clock, no network.

use std::collections::HashMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, LinkedNode, RootedPath, Source, Span, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::typeset::layout::fonts::Fonts;
use crate::typeset::layout::timing::Layout;
use crate::typeset::write::project::{MAIN, Project};

/// A project as Typst sees it.
#[derive(Clone)]
pub(in crate::typeset) struct Desk<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    /// Where the parts of `main.typ` begin: it stays as it is, and to look for one
    /// in its source takes as long as there are parts before it.
    starts: Arc<HashMap<Span, usize>>,
    /// How many layouts of a long text what is not asked for is kept.
    pub(in crate::typeset) keeps: usize,
    /// The layouts that were made of it.
    pub(in crate::typeset) layouts: Vec<Layout>,
}

impl<'a> Desk<'a> {
    /// Lays out the files of a project.
    pub(in crate::typeset) fn new(project: &Project, fonts: &'a Fonts) -> Self {
        let mut desk = Self::with(project, fonts, |_| true);
        if let Some(main) = desk.sources.get(&desk.main) {
            desk.starts = Arc::new(starts(main));
        }
        desk
    }

    /// Lays out its files but for `main.typ`, in whose place stands this.
    pub(in crate::typeset) fn aside(project: &Project, fonts: &'a Fonts, main: &str) -> Self {
        let mut desk = Self::with(project, fonts, |name| name != MAIN);
        let main = Source::new(desk.main, main.to_owned());
        desk.starts = Arc::new(starts(&main));
        desk.sources.insert(desk.main, main);
        desk
    }

    /// The faces.
    pub(in crate::typeset) fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    fn with(project: &Project, fonts: &'a Fonts, takes: impl Fn(&str) -> bool) -> Self {
        let mut desk = Self {
            library: LazyHash::new(Library::default()),
            fonts,
            main: id(MAIN),
            sources: HashMap::new(),
            files: HashMap::new(),
            starts: Arc::default(),
            keeps: 1,
            layouts: Vec::new(),
        };
        for (name, bytes) in project.files().filter(|(name, _)| takes(name)) {
            let id = id(name);
            match std::str::from_utf8(bytes.as_slice()) {
                Ok(text) if name.ends_with(".typ") => {
                    desk.sources.insert(id, Source::new(id, text.to_owned()));
                }
                _ => {
                    desk.files.insert(id, bytes.clone());
                }
            }
        }
        desk
    }

    /// The byte of `main.typ` at which a part of it begins; none for parts of other
    /// files.
    pub(in crate::typeset) fn start_of(&self, span: Span) -> Option<usize> {
        self.starts.get(&span).copied()
    }

    /// Changes a file; what does not depend on it stays laid out.
    pub(in crate::typeset) fn replace(&mut self, name: &str, text: &str) {
        let id = id(name);
        self.sources.entry(id).or_insert_with(|| Source::new(id, String::new())).replace(text);
    }
}

/// Where the parts of a source begin. Every part lies within one that begins no
/// later, and none nests deeper than the text did.
fn starts(source: &Source) -> HashMap<Span, usize> {
    let mut starts = HashMap::new();
    let mut waiting = vec![LinkedNode::new(source.root())];
    while let Some(node) = waiting.pop() {
        starts.insert(node.span(), node.offset());
        waiting.extend(node.children());
    }
    starts
}

/// The name by which Typst knows a file. Every pamphlet uses the same names:
/// Typst never forgets one, and has room for 65,535.
pub(in crate::typeset) fn id(name: &str) -> FileId {
    // The names are our own: without `..`, without backslashes.
    let path = VirtualPath::new(name).unwrap_or_else(|_| root());
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

fn root() -> VirtualPath {
    #[allow(clippy::expect_used, reason = "a literal without any segment to go wrong")]
    VirtualPath::new("/").expect("the root is a path")
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let source = || self.sources.get(&id).map(|source| Bytes::from_string(source.clone()));
        self.files.get(&id).cloned().or_else(source).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
