//! How long handpress takes beside what it cannot do without: Typst's layout
//! and export, lopdf's load and save. Everything in one process, in turns, so
//! that the ratios mean something on any machine.
//!
//! `benches/compare` runs this and then other tools on the same files, which
//! it leaves in the folder named by its argument.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use handpress::diag::Findings;
use handpress::geometry::Paper;
use handpress::impose::{self, Job, Scheme};
use handpress::output::Folder;
use handpress::pdf::{self, Imprint};
use handpress::press::{self, Desk, Options};
use handpress::raster;
use handpress::workspace::Workspace;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration as TypstDuration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

const WORDS: usize = 8_400;
const PAGES: usize = 1_000;
const ROUNDS: usize = 15;
const REST: Duration = Duration::from_millis(20);
const IMPOSING: &str = "imposing";

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with('-'));
    let folder = args.next();
    let folder = folder.map_or_else(|| std::env::temp_dir().join("handpress-speed"), PathBuf::from);
    if args.next().as_deref() == Some(IMPOSING) {
        return imposing(&folder);
    }
    build(&folder);
    fs::write(folder.join("long.pdf"), long_pdf(PAGES)).expect("a file");
    // In a process of its own: whoever imposes has not set a thousand pages in
    // Typst before, and a heap full of its leavings makes both sides slower.
    let own = std::env::current_exe().expect("this program");
    let status = Command::new(own).arg(&folder).arg(IMPOSING).status();
    assert!(status.expect("this program runs").success());
    checking(&folder);
    very_long(&folder);
}

/// A whole build beside one layout and one export of the same project.
fn build(folder: &Path) {
    let workspace = folder.join("workspace");
    let pamphlet = workspace.join("pamphlets/speed");
    fs::create_dir_all(&pamphlet).expect("a folder");
    fs::write(pamphlet.join("text.md"), text(WORDS)).expect("a text");
    fs::write(pamphlet.join("pamphlet.toml"), "title = \"Speed\"\n").expect("a manifest");
    let whole = || {
        let mut findings = Findings::new();
        let workspace = Workspace::open(&workspace).expect("a workspace");
        let entry = workspace.pamphlets(&mut findings).remove(0);
        let desk = Desk::open(workspace, &mut findings);
        press::press(&desk, &entry, &Options::default(), &mut findings).expect("an edition")
    };
    let edition = whole();
    let out = folder.join("out");
    let output = Folder::open(&out, true).expect("a folder");
    edition.write(&output.lock(|| ()).expect("nobody else")).expect("files");
    let project = out.join("speed/typst");
    let once = || {
        let desk = Bench::open(&project);
        let document = typst::compile::<PagedDocument>(&desk).output.expect("pages");
        let bytes = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).expect("a PDF");
        typst::comemo::evict(0);
        bytes
    };
    let (whole, once) = in_turns(ROUNDS, || drop(whole()), || drop(once()));
    println!("{WORDS} words, {} pages:", edition.pages);
    println!("  handpress: read + A4 + Letter     {whole:>8.1?}");
    println!("  Typst: one layout and one export  {once:>8.1?}");
    println!("  ratio                             {:>8.2}", ratio(whole, once));
}

/// Imposing a long PDF beside loading and saving it.
fn imposing(folder: &Path) {
    let bytes = fs::read(folder.join("long.pdf")).expect("a file");
    let imposed = || {
        let pages = pdf::open(&bytes, None).expect("pages");
        let sizes: Vec<_> = pages.facts().iter().map(|page| page.size).collect();
        let job = Job::new(&Scheme::Saddle { copies: 1 }, &sizes, Paper::A4.landscape());
        let plan = impose::plan(&job).expect("a plan").plan;
        pdf::impose(pages, &plan, &Imprint::default()).expect("sheets")
    };
    let saved = || {
        let mut doc = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let mut saved = Vec::new();
        doc.save_to(&mut saved).expect("a PDF");
        saved
    };
    let (imposing, saving) = in_turns(4 * ROUNDS, || drop(imposed()), || drop(saved()));
    println!("{PAGES} pages:");
    println!("  handpress: impose                 {imposing:>8.1?}");
    println!("  lopdf: load and save              {saving:>8.1?}");
    println!("  ratio                             {:>8.2}", ratio(imposing, saving));
}

/// The command, folding a booklet of 32 pages, beside rendering its sheets and
/// its pages as often as the check has to.
fn checking(folder: &Path) {
    let (pages, sheets) = (folder.join("short.pdf"), folder.join("sheets.pdf"));
    fs::write(&pages, long_pdf(32)).expect("a file");
    let (pages, sheets) = (pages.to_string_lossy(), sheets.to_string_lossy());
    run(&["impose", &pages, "-o", &sheets]);
    let bytes = [&pages, &sheets].map(|file| fs::read(file.as_ref()).expect("a file"));
    let (checked, rendered) = in_turns(
        ROUNDS,
        || run(&["check", &sheets, "--against", &pages]),
        || {
            for bytes in &bytes {
                drop(raster::render(bytes, 150.0).expect("pictures"));
            }
        },
    );
    println!("a booklet of 32 pages:");
    println!("  handpress: check                  {checked:>8.1?}");
    println!("  hayro: draws pages and sheets     {rendered:>8.1?}");
    println!("  ratio                             {:>8.2}", ratio(checked, rendered));
}

/// Ten thousand pages: the memory that the command takes.
fn very_long(folder: &Path) {
    let (long, out) = (folder.join("long.pdf"), folder.join("very-long.pdf"));
    let mut args = vec!["impose".to_owned()];
    args.extend(std::iter::repeat_n(long.to_string_lossy().into_owned(), 10));
    args.extend(["-o".to_owned(), out.to_string_lossy().into_owned(), "--no-limits".to_owned()]);
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_handpress"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("handpress runs");
    let mut most = 0;
    while child.try_wait().expect("handpress").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    println!("10,000 pages (ten files of 1,000):");
    println!("  handpress: impose                 {:>8.1?}, {} MB", start.elapsed(), most >> 10);
}

fn run(args: &[&str]) {
    let command = env!("CARGO_BIN_EXE_handpress");
    let output = Command::new(command).args(args).output().expect("handpress runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The medians of two things done in turns, with a rest after each: what one
/// leaves to be done behind it is not to slow the other down.
fn in_turns(rounds: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        one();
        ones.push(start.elapsed());
        std::thread::sleep(REST);
        let start = Instant::now();
        other();
        others.push(start.elapsed());
        std::thread::sleep(REST);
    }
    ones.sort();
    others.sort();
    (ones[rounds / 2], others[rounds / 2])
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// So many words of the pamphlets of this repository, paragraphs kept whole.
fn text(words: usize) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("pamphlets");
    let mut names: Vec<PathBuf> = ["a-short-history-of-the-pamphlet", "printing-a-booklet"]
        .iter()
        .flat_map(|slug| fs::read_dir(root.join(slug)).expect("a pamphlet"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    names.sort();
    let mut text = String::new();
    let mut count = 0;
    for name in names {
        let markdown = fs::read_to_string(name).expect("Markdown");
        for paragraph in markdown.split("\n\n") {
            let is_picture = paragraph.starts_with("![");
            let is_note = paragraph.starts_with("[^");
            if is_note || (count < words && !is_picture) {
                count += paragraph.split_whitespace().count();
                text.push_str(paragraph);
                text.push_str("\n\n");
            }
        }
    }
    text
}

/// So many different pages of text.
fn long_pdf(pages: usize) -> Vec<u8> {
    let markdown = text(WORDS);
    let words: Vec<&str> = markdown.split_whitespace().collect();
    let mut source = String::from("#set page(\"a5\")\n#set text(lang: \"en\")\n");
    for page in 0..pages {
        let start = page * 7 % (words.len() - 250);
        let words = words[start..start + 250].join(" ");
        source.push_str(&format!("#\"Page {page}. {}\"\n#pagebreak(weak: true)\n", quoted(&words)));
    }
    let desk = Bench::of(HashMap::from([("main.typ".to_owned(), source.into_bytes())]));
    let document = typst::compile::<PagedDocument>(&desk).output.expect("pages");
    assert_eq!(document.pages().len(), pages);
    let bytes = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).expect("a PDF");
    typst::comemo::evict(0);
    bytes
}

fn quoted(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A Typst project in memory, with the fonts of this repository.
struct Bench {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: HashMap<FileId, Bytes>,
}

impl Bench {
    fn open(folder: &Path) -> Self {
        let mut files = HashMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(folder).expect("below it").display().to_string();
                    files.insert(name, fs::read(&path).expect("a file"));
                }
            }
        }
        Self::of(files)
    }

    fn of(files: HashMap<String, Vec<u8>>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let paths = fs::read_dir(root).expect("fonts").flatten().map(|entry| entry.path());
        let mut paths: Vec<_> = paths
            .filter(|path| path.extension().is_some_and(|extension| extension == "ttf"))
            .collect();
        paths.sort();
        let fonts: Vec<Font> = paths
            .iter()
            .flat_map(|path| Font::iter(Bytes::new(fs::read(path).expect("a font"))))
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files: files.into_iter().map(|(name, bytes)| (id(&name), Bytes::new(bytes))).collect(),
        }
    }
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for Bench {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        id("main.typ")
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.file(id)?.to_vec()).expect("UTF-8");
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.files.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<TypstDuration>) -> Option<Datetime> {
        None
    }
}
