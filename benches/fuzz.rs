//! Spoils PDFs at random and gives them to `impose` or `check`:
//!
//! ```text
//! cargo bench --no-default-features --features sheets --bench fuzz -- impose 60
//! ```
//!
//! for an hour. The seeds are made here. A second process does the work, so that
//! this one sees whatever becomes of it; a case that breaks it, or takes longer
//! than ten seconds, is kept in `target/fuzz/` and named at the end. Libraries
//! that panic are told by the command as a file that cannot be read (E0519): such
//! cases are counted, kept once for each place, and tried with the command.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use handpress::geometry::{Length, Paper, Size};
use handpress::impose::{self, Job, Scheme};
use handpress::pdf::{self, Imprint};
use handpress::preflight::{self, Division, Page, Proof};
use handpress::raster::Drawing;
use handpress::sheet::{Edge, Flip};

/// No case may take longer.
const LONGEST: Duration = Duration::from_secs(10);
/// A second process does so many cases.
const CASES: u64 = 20_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let word = |at: usize| args.get(at).map_or("", String::as_str);
    let number = |at: usize| word(at).parse::<u64>().unwrap_or(0);
    match word(0) {
        "child" => child(word(1), number(2), Path::new(word(3)), number(4)),
        "impose" | "check" => parent(word(0), number(1).max(1)),
        // As one of several benches it does nothing.
        _ => ExitCode::SUCCESS,
    }
}

fn parent(what: &str, minutes: u64) -> ExitCode {
    let folder = PathBuf::from("target/fuzz").join(what);
    fs::create_dir_all(&folder).expect("a folder");
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let (mut seed, mut cases, mut broke, mut failed) = (1, 0, 0, 0);
    while Instant::now() < end {
        let left = (end - Instant::now()).as_secs().max(1);
        let current = folder.join("current.pdf");
        // As old as this process, not as the last one's last case.
        fs::write(&current, b"").expect("a file");
        let (seed_text, left_text) = (seed.to_string(), left.to_string());
        let path = folder.to_string_lossy().into_owned();
        let mut child = Command::new(std::env::current_exe().expect("itself"))
            .args(["child", what, &seed_text, &path, &left_text])
            .spawn()
            .expect("a second process");
        let status = loop {
            if let Some(status) = child.try_wait().expect("the second process") {
                break Some(status);
            }
            let begun = fs::metadata(&current).and_then(|it| it.modified()).ok();
            if begun.and_then(|at| at.elapsed().ok()).is_some_and(|time| time > LONGEST * 2) {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        cases += fs::read_to_string(folder.join("count"))
            .ok()
            .and_then(|it| it.parse().ok())
            .unwrap_or(0);
        if !status.is_some_and(|status| status.success()) {
            let kept = folder.join(format!("broken-{seed}.pdf"));
            let _ = fs::copy(&current, &kept);
            let how = status.map_or("hangs".to_owned(), |status| status.to_string());
            let told = told(&kept);
            println!("{}: {how}; the command: {told}", kept.display());
            broke += 1;
            if told.starts_with("FAILS") {
                failed += 1;
            }
        }
        seed += 1;
    }
    // What made a library panic is told by the command as well.
    for entry in fs::read_dir(&folder).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("panic-") || name.starts_with("slow-") {
            let told = told(&entry.path());
            println!("{name}: the command: {told}");
            failed += usize::from(told.starts_with("FAILS"));
        }
    }
    println!(
        "{what}: {cases} cases in {minutes} minutes; {broke} broke the process that read them, \
         and the command failed on {failed}"
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How the command takes a file, as pages and as sheets: it has to end by itself,
/// with sheets or with a reason.
fn told(file: &Path) -> String {
    let command = env!("CARGO_BIN_EXE_handpress");
    let name = file.to_string_lossy();
    let out = file.with_extension("out");
    let out = out.to_string_lossy();
    let mut all = Vec::new();
    for args in [vec!["impose", &name, "-o", &out], vec!["check", &name, "--against", &name]] {
        let start = Instant::now();
        let done = Command::new(command).args(args).output().expect("handpress runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let code = said.split("error[").nth(1).and_then(|rest| rest.get(..5)).unwrap_or("");
        let is_well = matches!(done.status.code(), Some(0..=2)) && start.elapsed() < LONGEST * 2;
        if !is_well {
            return format!("FAILS: {} after {:?}", done.status, start.elapsed());
        }
        all.push(if code.is_empty() { "well".to_owned() } else { code.to_owned() });
    }
    all.join(", ")
}

/// Where a library panicked, and how often.
static PANICS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());
static LAST: Mutex<String> = Mutex::new(String::new());

fn child(what: &str, seed: u64, folder: &Path, seconds: u64) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let at = info.location().map_or(String::new(), |at| {
            // The package and the file, without the folders of this machine.
            let parts: Vec<&str> = at.file().rsplit('/').take(3).collect();
            let file: Vec<&str> = parts.into_iter().rev().collect();
            format!("{}:{}", file.join("/"), at.line())
        });
        *LAST.lock().expect("no panic here") = at;
    }));
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let seeds = seeds();
    let (current, end) =
        (folder.join("current.pdf"), Instant::now() + Duration::from_secs(seconds));
    let mut done = 0;
    while done < CASES && Instant::now() < end {
        let case = spoilt(&mut dice, &seeds);
        fs::write(&current, &case).expect("the case");
        let start = Instant::now();
        let run = || if what == "impose" { imposed(&case) } else { checked(&case) };
        if catch_unwind(AssertUnwindSafe(run)).is_err() {
            let at = LAST.lock().expect("no panic here").clone();
            let mut panics = PANICS.lock().expect("no panic here");
            let times = panics.entry(at.clone()).or_default();
            *times += 1;
            if *times == 1 {
                let name: String =
                    at.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
                let _ = fs::write(folder.join(format!("panic-{name}.pdf")), &case);
            }
        }
        if start.elapsed() > LONGEST {
            let _ = fs::write(folder.join(format!("slow-{seed}-{done}.pdf")), &case);
        }
        done += 1;
    }
    let _ = fs::write(folder.join("count"), done.to_string());
    for (at, times) in PANICS.lock().expect("no panic here").iter() {
        println!("panics at {at}: {times}");
    }
    ExitCode::SUCCESS
}

/// What `handpress impose` does with a file.
fn imposed(bytes: &[u8]) {
    // What is written can be read.
    if let Some(sheets) = saddle(bytes) {
        assert!(pdf::open(&sheets, None).is_ok(), "sheets that cannot be read");
    }
}

/// A booklet of a file, if it can be made.
fn saddle(bytes: &[u8]) -> Option<Vec<u8>> {
    let pages = pdf::open(bytes, None).ok()?;
    let sizes: Vec<Size> = pages.facts().iter().map(|page| page.size).collect();
    let scheme = Scheme::Saddle { copies: 1 };
    let job = Job::new(&scheme, &sizes, Paper::A4.landscape());
    let made = impose::plan(&job).ok()?;
    pdf::impose(pages, &made.plan, &Imprint::default()).ok()
}

/// What `handpress check` does with a file that may be sheets or pages.
fn checked(bytes: &[u8]) {
    let bytes = match pdf::as_printed(bytes, None) {
        Ok(Some(printed)) => printed,
        _ => bytes.to_vec(),
    };
    let Ok(drawing) = Drawing::open(bytes, None) else { return };
    // The command has a budget of pixels; here pages are small, or not drawn.
    if drawing.areas().iter().sum::<f64>() > 4_000.0 {
        return;
    }
    let dpi = 30.0;
    let Ok(sides) = drawing.on_cores(1).render(dpi) else { return };
    let Some(first) = sides.first() else { return };
    let pages: Vec<Page> = sides.iter().map(|side| Page::of(side, dpi)).collect();
    let length = |pixels: usize| Length::IN.scale(pixels as f64 / dpi);
    let paper = Size::new(length(first.width()), length(first.height()));
    let scheme = Scheme::Saddle { copies: 1 };
    let Ok(hands) = impose::hands(&scheme, paper, sides.len().div_ceil(2), Edge::Left) else {
        return;
    };
    let flip = Flip::ShortEdge;
    let sides = Division::new(&hands, sides.len().div_ceil(2), flip, dpi).sides(&sides);
    preflight::prove(&Proof { sides: &sides, pages: &pages, dpi, drawn: 1.0, hands: &hands, flip });
}

/// A small generator (Marsaglia's xorshift64), so that runs repeat.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap_or(0)
    }
}

/// Words that PDFs are made of, and numbers that nobody thought of.
const WORDS: &[&str] = &[
    "/Kids",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/TrimBox",
    "/Rotate",
    "/UserUnit",
    "/Contents",
    "/Resources",
    "/Length",
    "/Filter",
    "/FlateDecode",
    "/LZWDecode",
    "/ASCII85Decode",
    "/RunLengthDecode",
    "/DCTDecode",
    "/CCITTFaxDecode",
    "/JBIG2Decode",
    "/JPXDecode",
    "/DecodeParms",
    "/Predictor",
    "/Columns",
    "/Annots",
    "/AP",
    "/N",
    "/AS",
    "/F",
    "/Rect",
    "/BBox",
    "/Matrix",
    "/XObject",
    "/Form",
    "/Image",
    "/Width",
    "/Height",
    "/ColorSpace",
    "/BitsPerComponent",
    "/Pattern",
    "/PatternType",
    "/XStep",
    "/YStep",
    "/Shading",
    "/ShadingType",
    "/Function",
    "/FunctionType",
    "/Domain",
    "/Range",
    "/Size",
    "/Group",
    "/S",
    "/Transparency",
    "/SMask",
    "/Encrypt",
    "/OCProperties",
    "/Prev",
    "/XRefStm",
    "/ObjStm",
    "/First",
    "/Index",
    "/W",
    "/Type",
    "obj",
    "endobj",
    "stream",
    "endstream",
    "xref",
    "trailer",
    "startxref",
    "R",
    "<<",
    ">>",
    "[",
    "]",
    "null",
    "true",
    "(",
    ")",
    "q",
    "Q",
    "cm",
    "Do",
    "BT",
    "ET",
    "Tj",
    "TJ",
    "Tf",
    "re",
    "W",
    "n",
    "f",
    "S",
    "sh",
    "gs",
    "BI",
    "ID",
    "EI",
    "d0",
    "d1",
    "0",
    "-1",
    "1",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "4294967296",
    "99999999999999999999",
    "1e9",
    "0.0000001",
    "1 0 R",
    "2 0 R",
    "3 0 R",
    "4 0 R",
    "5 0 R",
];

/// A seed with something wrong.
fn spoilt(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let pick = dice.roll(seeds.len());
    let mut case = seeds.get(pick).cloned().unwrap_or_default();
    for _ in 0..1 + dice.roll(6) {
        let at = dice.roll(case.len());
        let until = (at + 1 + dice.roll(64)).min(case.len());
        match dice.roll(9) {
            0 => {
                if let Some(byte) = case.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
            1 => drop(case.drain(at..until)),
            2 => {
                let piece: Vec<u8> = case.get(at..until).unwrap_or_default().to_vec();
                let to = dice.roll(case.len());
                case.splice(to..to, piece);
            }
            3 | 4 => {
                let word = WORDS.get(dice.roll(WORDS.len())).copied().unwrap_or_default();
                let word = format!(" {word} ");
                let to = if dice.roll(2) == 0 { at } else { (at + word.len()).min(case.len()) };
                case.splice(at..to, word.bytes());
            }
            5 | 6 => {
                // A number becomes another.
                let digits = |byte: &u8| byte.is_ascii_digit();
                let Some(start) = case.iter().skip(at).position(digits).map(|far| at + far) else {
                    continue;
                };
                let end = case.iter().skip(start).position(|byte| !digits(byte));
                let end = end.map_or(case.len(), |far| start + far);
                let number = match dice.roll(6) {
                    0 => "0".to_owned(),
                    1 => "-1".to_owned(),
                    2 => "4294967295".to_owned(),
                    3 => format!("{}", dice.roll(100_000)),
                    _ => format!("{}", dice.roll(24)),
                };
                case.splice(start..end, number.bytes());
            }
            7 => {
                let other = dice.roll(seeds.len());
                let other = seeds.get(other).map(Vec::as_slice).unwrap_or_default();
                let from = dice.roll(other.len());
                let piece = other.get(from..(from + 128).min(other.len())).unwrap_or_default();
                case.splice(at..at, piece.iter().copied());
            }
            _ => {
                if dice.roll(8) == 0 {
                    case.truncate(at);
                }
            }
        }
    }
    case
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut starts = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        starts.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for start in starts {
        out.extend(format!("{start:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(
        format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    out
}

fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// Pages with everything that a page may have, each file a few hundred bytes.
fn seeds() -> Vec<Vec<u8>> {
    let text = "BT /F1 12 Tf 20 40 Td (Two words) Tj ET";
    let page = |more: &str, content: &str, others: &[String]| {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2/MediaBox[0 0 200 100]>>".to_owned(),
            format!(
                "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>/Pattern<</P 6 0 R>>/Shading<</H 6 0 R>>/ExtGState<</G 6 0 R>>>>{more}>>"
            ),
            stream("", content),
            "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>".to_owned(),
        ];
        objects.extend(others.iter().cloned());
        file(&objects)
    };
    let form =
        stream("/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Matrix[1 0 0 1 5 5]", "0 0 9 9 re f");
    let gray =
        "/Type/XObject/Subtype/Image/Width 4/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8";
    let image = stream(&format!("{gray}/Filter/ASCIIHexDecode"), "00FF00FF7F7F0000>");
    let tiles = stream(
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 5/YStep 5/Resources<<>>",
        "0 0 2 2 re f",
    );
    let axial = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 200 0]/Function<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>/Extend[true true]>>".to_owned();
    let faint = "<</Type/ExtGState/ca 0.5/BM/Multiply/SMask<</S/Luminosity/G 7 0 R>>>>".to_owned();
    let group = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency/CS/DeviceGray/I true>>",
        "0.5 g 0 0 99 99 re f",
    );
    let stamp = "/Annots[<</Type/Annot/Subtype/Stamp/Rect[10 10 60 60]/F 4/AP<</N 6 0 R>>>> <</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/F 4/AS/On/AP<</N<</On 6 0 R/Off 6 0 R>>>>>>]";
    let type3 = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0.1 0 0 0.1 0 0]/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[10]>>".to_owned();
    let mut all = vec![
        page("", text, &[]),
        page("/Rotate 90/CropBox[10 10 150 90]/UserUnit 2", text, &[]),
        page("/TrimBox[190 90 10 10]/BleedBox[0 0 200 100]", text, &[]),
        page("", "q 1 0 0 1 9 9 cm /X Do Q", std::slice::from_ref(&form)),
        page("", "q 40 0 0 20 9 9 cm /X Do Q", &[image]),
        page("", "/Pattern cs /P scn 0 0 99 99 re f", &[tiles]),
        page("", "/H sh", &[axial]),
        page("", "/G gs 0 0 99 99 re f", &[faint, group]),
        page(stamp, text, &[form]),
        page(
            "",
            "BT /F1 12 Tf (ab) Tj ET q 20 0 0 20 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q",
            &[],
        ),
        page("", "BT /F1 9 Tf 9 9 Td (aaa) Tj ET", &[type3, stream("", "10 0 d0 0 0 9 9 re f")]),
    ];
    // As other programs write it: compressed, objects in streams.
    let sheets = all.first().and_then(|bytes| saddle(bytes));
    all.extend(sheets);
    all
}
