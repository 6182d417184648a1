//! `impose` and `check` on a PDF from elsewhere, by the command. These tests need
//! no Typst: they hold for `--no-default-features --features sheets` as well.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A PDF of so many pages, each with bars of its own lengths, written by hand.
fn pages(count: usize) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {count} /MediaBox [0 0 200 280] /Kids [{}] >>",
            (0..count).map(|n| format!("{} 0 R ", 3 + 2 * n)).collect::<String>()
        ),
    ];
    for page in 0..count {
        let mut content = String::new();
        for bar in 0..12 {
            let length = 20 + (page * 37 + bar * bar * 11) % 130;
            let _ = writeln!(content, "25 {} {length} 9 re f", 240 - bar * 18);
        }
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 4 + 2 * page));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(
        file,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("handpress-sheets-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("pages.pdf"), pages(13)).expect("a file");
    folder
}

fn run(folder: &PathBuf, args: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handpress"));
    command.args(args.split(' ')).current_dir(folder).output().expect("handpress runs")
}

#[test]
fn sheets_of_every_scheme_are_made_and_proved() {
    let folder = folder("schemes");
    for scheme in [
        "saddle",
        "saddle --up 2",
        "sections --section 8",
        "perfect",
        "cut-and-stack --grid 2x2",
        "repeat --grid 2x1",
        "quarto",
        "octavo",
        "folds --folds vv",
        "accordion --panels 7",
        "roll --panels 7",
    ] {
        for flip in ["short-edge", "long-edge"] {
            let options = format!("--scheme {scheme} --flip {flip}");
            let made = run(&folder, &format!("impose pages.pdf -o out.pdf {options}"));
            assert!(made.status.success(), "{options}: {}", String::from_utf8_lossy(&made.stderr));
            let said = run(&folder, &format!("check out.pdf --against pages.pdf {options}"));
            let out = String::from_utf8_lossy(&said.stdout).into_owned();
            assert!(said.status.success() && out.contains("folds right"), "{options}: {out}");
            let other = if flip == "short-edge" { "long-edge" } else { "short-edge" };
            let options = format!("--scheme {scheme} --flip {other}");
            let said = run(&folder, &format!("check out.pdf --against pages.pdf {options}"));
            let out = String::from_utf8_lossy(&said.stdout).into_owned();
            assert_eq!(said.status.code(), Some(1), "{options}: {out}");
        }
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn the_wrong_flip_is_named() {
    let folder = folder("flip");
    assert!(run(&folder, "impose pages.pdf -o out.pdf --flip long-edge").status.success());
    let said = run(&folder, "check out.pdf --against pages.pdf --flip short-edge");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.contains("backs are upside down: this file is for long-edge duplex"), "{out}");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn plans_are_shown() {
    let folder = folder("plan");
    let said = run(&folder, "impose pages.pdf --scheme quarto --plan");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.contains("|   5^ |   4^ |   |   7^ |   2^ |"), "{out}");
    assert!(out.contains("|   8  |   1  |   |   6  |   3  |"), "{out}");
    let said = run(&folder, "impose pages.pdf --scheme quarto --plan json");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(out.starts_with("{\"paper\":") && out.contains("{\"page\":5,\"turn\":180,"), "{out}");
    assert!(out.contains("\"sections\":[1,1]") && out.contains("\"trim\":null"), "{out}");
    // 200 × 280 pt, meeting at the fold of an A4 sheet, 3 mm of bleed outside.
    let said = run(&folder, "impose pages.pdf --trim --plan json");
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    let trim = "\"trim\":{\"x\":77.944,\"y\":55.611,\"width\":141.111,\"height\":98.778}";
    let bleed = "\"bleed\":{\"x\":74.944,\"y\":52.611,\"width\":73.556,\"height\":104.778}";
    assert!(out.contains(trim) && out.contains(bleed), "{out}");
    let _ = fs::remove_dir_all(folder);
}

/// A PDF of these objects, the first its catalogue.
fn file(objects: &[&str]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// Runs, wants the exit code, and gives what was said.
fn said(folder: &PathBuf, args: &str, code: i32) -> String {
    let output = run(folder, args);
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args}: {said}");
    said
}

/// Sheets of these pages fold right against the same pages, and not against all.
#[test]
fn pages_are_chosen() {
    let folder = folder("chosen");
    fs::write(folder.join("more.pdf"), pages(5)).expect("a file");
    for list in ["3-9", "12-1", "1,1,blank,4-", "5-8,blank,blank,2"] {
        said(&folder, &format!("impose pages.pdf -o out.pdf --pages {list}"), 0);
        said(&folder, &format!("check out.pdf --against pages.pdf --pages {list}"), 0);
        said(&folder, "check out.pdf --against pages.pdf", 1);
    }
    let two = "--pages b1,a2-13,blank,b3";
    said(&folder, &format!("impose pages.pdf more.pdf -o out.pdf {two}"), 0);
    said(&folder, &format!("check out.pdf --against pages.pdf --against more.pdf {two}"), 0);
    said(&folder, "impose pages.pdf more.pdf -o out.pdf", 0);
    said(&folder, "check out.pdf --against pages.pdf --against more.pdf", 0);
    for (list, word) in [("14", "there is no page 14"), ("c1", "names no pages"), ("1,", "empty")] {
        let said = said(&folder, &format!("impose pages.pdf more.pdf -o no.pdf --pages {list}"), 1);
        assert!(said.contains("error[E0515]") && said.contains(word), "{said}");
    }
    assert!(!folder.join("no.pdf").exists());
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn files_come_through_pipes() {
    let folder = folder("pipes");
    let mut command = Command::new(env!("CARGO_BIN_EXE_handpress"));
    let input = fs::File::open(folder.join("pages.pdf")).expect("a file");
    let piped = command.args(["impose", "-", "-o", "-"]).stdin(input).output().expect("it runs");
    assert!(piped.status.success(), "{}", String::from_utf8_lossy(&piped.stderr));
    fs::write(folder.join("piped.pdf"), &piped.stdout).expect("a file");
    said(&folder, "check piped.pdf --against pages.pdf", 0);
    let _ = fs::remove_dir_all(folder);
}

/// What is stamped on a page is printed with it, unless it is for the screen.
#[test]
fn annotations_print() {
    let folder = folder("annotations");
    let page = |flags: u32, state: &str| {
        let annotation = format!(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[<</Type/Annot/Subtype/Stamp\
             /Rect[40 60 160 180]/F {flags}/AP<</N {state}>>/AS/On>>]>>"
        );
        file(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 280]/Resources<<>>>>",
            &annotation,
            &stream("", "20 240 90 20 re 20 9 9 9 re f"),
            &stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[0 1 -1 0 0 0]",
                "0 0 9 4 re 2 4 3 5 re f",
            ),
        ])
    };
    // With the same marks drawn on the page itself, turned by the matrix.
    let drawn = file(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 280]/Resources<<>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        &stream(
            "",
            "20 240 90 20 re 20 9 9 9 re f q 13.33333 0 0 13.33333 160 60 cm 0 1 -1 0 0 0 cm 0 0 9 4 re 2 4 3 5 re f Q",
        ),
    ]);
    let bare = file(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 280]/Resources<<>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        &stream("", "20 240 90 20 re 20 9 9 9 re f"),
    ]);
    fs::write(folder.join("drawn.pdf"), drawn).expect("a file");
    fs::write(folder.join("bare.pdf"), bare).expect("a file");
    for (flags, state, like, unlike) in [
        (4, "5 0 R", "drawn.pdf", "bare.pdf"),
        (4, "<</On 5 0 R/Off 4 0 R>>", "drawn.pdf", "bare.pdf"),
        (0, "5 0 R", "bare.pdf", "drawn.pdf"),
        (2, "5 0 R", "bare.pdf", "drawn.pdf"),
    ] {
        fs::write(folder.join("stamped.pdf"), page(flags, state)).expect("a file");
        let told = said(&folder, "impose stamped.pdf -o out.pdf", 0);
        assert_eq!(told.contains("warning[W0512]"), flags == 0, "{told}");
        said(&folder, &format!("check out.pdf --against {like}"), 0);
        said(&folder, &format!("check out.pdf --against {unlike}"), 1);
        said(&folder, "check out.pdf --against stamped.pdf", 0);
    }
    let _ = fs::remove_dir_all(folder);
}

/// Trimmed, cropped, turned, scaled pages are printed as they are shown.
#[test]
fn boxes_of_every_kind() {
    let folder = folder("boxes");
    for boxes in [
        "/MediaBox[0 0 300 400]/CropBox[40 60 240 340]",
        "/MediaBox[300 400 0 0]/TrimBox[240 340 40 60]/BleedBox[30 50 250 350]",
        "/MediaBox[-50 -50 350 450]/CropBox[0 0 300 400]/TrimBox[40 60 240 340]",
        "/MediaBox[0 0 300 400]/CropBox[40 60 240 340]/Rotate 90",
        "/MediaBox[0 0 300 400]/TrimBox[40 60 240 340]/Rotate 180",
        "/MediaBox[0 0 300 400]/TrimBox[40 60 240 340]/Rotate -90",
        "/MediaBox[0 0 300 400]/CropBox[40 60 240 340]/UserUnit 0.5",
        "/MediaBox[0 0 300 400]/UserUnit 2",
    ] {
        let page = format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{boxes}>>");
        let boxed = file(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<<>>>>",
            &page,
            &stream(
                "",
                "60 300 140 20 re 60 260 90 20 re 60 100 30 60 re f 0 0 30 400 re 260 0 9 400 re f",
            ),
        ]);
        fs::write(folder.join("boxed.pdf"), boxed).expect("a file");
        said(&folder, "impose boxed.pdf -o out.pdf", 0);
        let told = said(&folder, "check out.pdf --against boxed.pdf", 0);
        // A page that is printed at another scale is right for `check`, which tells it.
        let fits = !boxes.contains("UserUnit 2");
        assert!(!fits || told.contains("printed at 100.0 %"), "{boxes}: {told}");
        said(&folder, "check out.pdf --against pages.pdf", 1);
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn locked_files_open_with_their_password() {
    use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
    let folder = folder("locked");
    for (word, user) in [("", ""), ("word", "word")] {
        let mut doc = Document::load_mem(&pages(13)).expect("pages");
        let id = Object::string_literal("0123456789abcdef");
        doc.trailer.set("ID", vec![id.clone(), id]);
        let version = EncryptionVersion::V2 {
            document: &doc,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).expect("a state");
        doc.encrypt(&state).expect("encrypted");
        doc.save(folder.join("locked.pdf")).expect("a file");
        if word.is_empty() {
            said(&folder, "impose locked.pdf -o out.pdf", 0);
            said(&folder, "check out.pdf --against locked.pdf", 0);
        } else {
            let told = said(&folder, "impose locked.pdf -o no.pdf", 1);
            assert!(told.contains("error[E0505]") && told.contains("--password"), "{told}");
            let told = said(&folder, "impose locked.pdf -o no.pdf --password wrong", 1);
            assert!(told.contains("another password"), "{told}");
            said(&folder, "impose locked.pdf -o out.pdf --password word", 0);
            said(&folder, "check out.pdf --against locked.pdf --password word", 0);
            fs::write(folder.join("word"), "word\r\nand more\n").expect("a file");
            said(&folder, "impose locked.pdf -o out.pdf --password-file word", 0);
            said(&folder, "check out.pdf --against locked.pdf --password-file word", 0);
            fs::write(folder.join("word"), "wrong\n").expect("a file");
            let told = said(&folder, "impose locked.pdf -o no.pdf --password-file word", 1);
            assert!(told.contains("another password"), "{told}");
            let told = said(&folder, "impose locked.pdf -o no.pdf --password-file gone", 1);
            assert!(told.contains("error[E0101]") && told.contains("gone"), "{told}");
            // Nobody has to be asked where nobody can be.
            said(&folder, "impose locked.pdf -o no.pdf --password word --ask-password", 2);
        }
        said(&folder, "check out.pdf --against pages.pdf", 0);
    }
    assert!(!folder.join("no.pdf").exists());
    let _ = fs::remove_dir_all(folder);
}

/// A page whose content cannot be found is not printed blank in silence.
#[test]
fn damaged_files_are_mended_or_refused() {
    let folder = folder("damaged");
    let whole = pages(13);
    // The table of objects points nowhere: it is made anew.
    let text = String::from_utf8(whole.clone()).expect("ASCII");
    let moved = text.replace("startxref\n", "startxref\n9");
    fs::write(folder.join("moved.pdf"), moved).expect("a file");
    let told = said(&folder, "impose moved.pdf -o out.pdf", 0);
    assert!(told.contains("warning[W0516]"), "{told}");
    said(&folder, "check out.pdf --against pages.pdf", 0);
    // A stream without a length is none, for one reader, and one for another.
    let at = text.find("<< /Length ").expect("a stream");
    let end = at + text[at..].find(">>").expect("its end");
    let cut = format!("{}<<{}{}", &text[..at], " ".repeat(end - at - 2), &text[end..]);
    fs::write(folder.join("cut.pdf"), cut).expect("a file");
    let told = said(&folder, "impose cut.pdf -o no.pdf", 1);
    assert!(told.contains("error[E0518]") && told.contains("nothing is printed there"), "{told}");
    fs::write(folder.join("none.pdf"), "hello").expect("a file");
    assert!(said(&folder, "impose none.pdf -o no.pdf", 1).contains("error[E0504]"));
    assert!(!folder.join("no.pdf").exists());
    let _ = fs::remove_dir_all(folder);
}

/// On whichever edge a printer turns the paper: of the two arrows on the back
/// the one beside that edge lies as the arrow on the front does.
#[test]
fn the_test_sheet_tells_the_edge() {
    use handpress::geometry::{Length, Paper, Rect, Turn};
    let folder = folder("calibrate");
    for paper in [Paper::A4, Paper::Letter] {
        let told = said(&folder, &format!("calibrate --paper {} -o test.pdf", paper.name()), 0);
        assert!(told.contains("short-edge") && told.contains("100 mm"), "{told}");
        let bytes = fs::read(folder.join("test.pdf")).expect("the test sheet");
        let dpi = 72.0;
        let sides = handpress::raster::render(&bytes, dpi).expect("pictures");
        let [front, back] = sides.as_slice() else { panic!("{} sides", sides.len()) };
        let size = paper.landscape();
        let mm = |mm: f64| Length::mm(mm);
        // Around the left quarter's middle: the arrow, which is 60 mm high.
        let (x, y) = (size.width / 4, size.height / 2);
        let arrow = Rect::new(x - mm(17.0), y - mm(31.0), mm(34.0), mm(62.0));
        // Where the bold edges of the little sheets are.
        let upright = Rect::new(x + mm(33.0), y - mm(8.0), mm(2.0), mm(16.0));
        let level = Rect::new(x + mm(38.0), y - mm(11.0), mm(20.0), mm(2.0));
        let whole = |part: Rect| {
            let points = part.size.width.to_pt() * part.size.height.to_pt();
            points * 255.0
        };
        for (turned, short) in [(Turn::None, true), (Turn::Half, false)] {
            // Turned like the page of a book, after a printer turned it on that edge.
            let seen = back.turned(turned);
            let (one, other) = (front.cut(arrow, dpi), seen.cut(arrow, dpi));
            let far = one.difference(&other);
            assert!(far < one.ink() / 8, "{paper:?} {turned:?}: {far} of {}", one.ink());
            let upside_down = one.difference(&other.turned(Turn::Half));
            assert!(upside_down > one.ink() / 4, "the arrow is the same on its head");
            let dark = |part: Rect| seen.cut(part, dpi).ink() as f64 / whole(part) > 0.7;
            assert_eq!((dark(upright), dark(level)), (short, !short), "{paper:?} {turned:?}");
        }
    }
    let _ = fs::remove_dir_all(folder);
}

/// Two piles, printed one after the other on a printer for one side, make the
/// sheets that a duplex printer makes.
#[test]
fn fronts_and_backs_by_hand() {
    use handpress::raster;
    let folder = folder("by-hand");
    let drawn = |name: &str| {
        raster::render(&fs::read(folder.join(name)).expect("a file"), 36.0).expect("pictures")
    };
    said(&folder, "impose pages.pdf -o out.pdf", 0);
    let both = drawn("out.pdf");
    for face in ["up", "down"] {
        said(&folder, &format!("impose pages.pdf -o hand.pdf --by-hand {face}"), 0);
        let (fronts, backs) = (drawn("hand-fronts.pdf"), drawn("hand-backs.pdf"));
        // Face down, the last sheet lies on top and is printed first.
        let mut pile: Vec<_> = (0..fronts.len()).collect();
        if face == "down" {
            pile.reverse();
        }
        for (print, sheet) in pile.into_iter().enumerate() {
            assert_eq!(fronts[sheet], both[2 * sheet], "{face}: front of sheet {sheet}");
            assert_eq!(backs[print], both[2 * sheet + 1], "{face}: back of sheet {sheet}");
        }
    }
    assert!(!folder.join("hand.pdf").exists());
    said(&folder, "impose pages.pdf -o - --by-hand up", 2);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn printers_have_white_margins_and_lay_backs_askew() {
    let folder = folder("printer");
    // Bars begin 25 points from the left of pages that are 200 points wide, in
    // places of 421: far from every edge but those of the pages' own.
    said(&folder, "impose pages.pdf -o out.pdf --white 5mm", 0);
    let told = said(&folder, "impose pages.pdf -o no.pdf --sizes fit --white 30mm", 1);
    assert!(told.contains("error[E0520]") && told.contains("page 1 is printed"), "{told}");
    assert!(told.contains("sheet 1, front") && !folder.join("no.pdf").exists(), "{told}");
    // The printer lays the back 1.5 mm to the right: it is moved to the left, and
    // so is seen to be off by a check that knows nothing of the printer.
    said(&folder, "impose pages.pdf -o out.pdf --back-shift 1.5mm,-0.5mm", 0);
    let told = said(&folder, "check out.pdf --against pages.pdf", 1);
    assert!(told.contains("back"), "{told}");
    said(&folder, "impose pages.pdf -o out.pdf --back-shift 25mm,0mm", 2);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn runs_are_reckoned_up() {
    let folder = folder("estimate");
    let prices = "--sheet 0.01 --side 0.02 --card 0.1";
    let told = said(&folder, &format!("estimate pages.pdf --copies 500 {prices}"), 0);
    // 13 pages on 4 sheets, or 12 on 3; 8 printed sides a copy.
    for row in [
        "pages                       13            12            13",
        "sheets                   2,000         1,500         1,500",
        "printed sides            4,000         3,000         4,000",
        "cost                    100.00         75.00        145.00",
    ] {
        assert!(told.contains(row), "{told}");
    }
    let told = said(&folder, "estimate pages.pdf --copies 9 --scheme repeat --grid 2x2", 0);
    assert!(told.contains("sheets a copy                7"), "{told}");
    said(&folder, "estimate pages.pdf --copies 0", 1);
    // Of four pages the second is red: one side of two.
    let page = |content: usize| {
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]/Contents {content} 0 R>>")
    };
    let pages: Vec<String> = [8, 7, 8, 8].map(page).into();
    let (red, black) =
        (stream("", "0.8 0.1 0.1 rg 20 20 100 100 re f"), stream("", "0.2 g 20 20 100 100 re f"));
    let mut all = vec![
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 4/Kids[3 0 R 4 0 R 5 0 R 6 0 R]>>",
    ];
    all.extend(pages.iter().map(String::as_str));
    all.extend([red.as_str(), black.as_str()]);
    fs::write(folder.join("red.pdf"), file(&all)).expect("a file");
    let told = said(&folder, "estimate red.pdf --copies 10 --side 0.02 --colour 0.3", 0);
    for row in [
        "printed sides               20",
        "in colour                   10",
        "cost                      3.20",
    ] {
        assert!(told.contains(row), "{row}: {told}");
    }
    let _ = fs::remove_dir_all(folder);
}

/// Paper of 160 g/m² is 0.2 mm thick: of 24 leaves the innermost is moved by 2.2
/// mm, which a page that fills its place has not got.
#[test]
fn creep_that_eats_the_margin_is_told() {
    let folder = folder("creep");
    fs::write(folder.join("long.pdf"), pages(48)).expect("a file");
    let fits = "impose long.pdf -o out.pdf --sizes fit --paper a5";
    let told = said(&folder, &format!("{fits} --creep 160g"), 0);
    assert!(told.contains("warning[W0521]") && told.contains("2.2 mm over the fold"), "{told}");
    let told = said(&folder, &format!("{fits} --creep 160g --creep-from-centre"), 0);
    assert!(!told.contains("W0521"), "{told}");
    // With room between page and fold nothing is cut off.
    let told = said(&folder, "impose long.pdf -o out.pdf --creep 0.2mm", 0);
    assert!(!told.contains("W0521"), "{told}");
    said(&folder, "check out.pdf --against long.pdf", 0);
    said(&folder, "impose long.pdf -o out.pdf --creep 9000g", 2);
    let _ = fs::remove_dir_all(folder);
}

/// Pages with a folio at the foot, save the first and the last.
fn with_folios(count: usize) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Count {count}/MediaBox[0 0 200 280]/Kids[{}]\
             /Resources<</Font<</F 3 0 R>>>>>>",
            (0..count).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect::<String>()
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for page in 1..=count {
        // A year stands by itself, and is no folio.
        let last = if page == 1 { "1606".to_owned() } else { format!("- {page} -") };
        let last = if page == count { String::new() } else { last };
        let content = format!(
            "BT /F 11 Tf 30 240 Td (Words of a page, chapter 3) Tj 0 -30 Td (and of its second line) Tj ET \
             BT /F 9 Tf 90 20 Td ({last}) Tj ET"
        );
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 3 + 2 * page));
        objects.push(stream("", &content));
    }
    file(&objects.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn sheets_are_read_by_their_folios() {
    let folder = folder("folios");
    fs::write(folder.join("numbered.pdf"), with_folios(16)).expect("a file");
    for (scheme, flip) in [
        ("saddle", "short-edge"),
        ("saddle", "long-edge"),
        ("saddle --up 2", "short-edge"),
        ("quarto", "long-edge"),
        ("octavo", "short-edge"),
        ("cut-and-stack --grid 2x2", "short-edge"),
    ] {
        let options = format!("--scheme {scheme} --flip {flip}");
        said(&folder, &format!("impose numbered.pdf -o out.pdf {options}"), 0);
        let told = said(&folder, &format!("check out.pdf {options}"), 0);
        assert!(told.contains("reads in order: 16 pages, 14 of them"), "{options}: {told}");
        let other = if flip == "short-edge" { "long-edge" } else { "short-edge" };
        let told = said(&folder, &format!("check out.pdf --scheme {scheme} --flip {other}"), 1);
        assert!(told.contains(&format!("this file is for {flip} duplex")), "{options}: {told}");
    }
    said(&folder, "impose numbered.pdf -o out.pdf --binding right", 0);
    let told = said(&folder, "check out.pdf", 1);
    assert!(told.contains("bound at the right"), "{told}");
    // Two pages exchanged.
    let list = "1-5,9,7,8,6,10-16";
    said(&folder, &format!("impose numbered.pdf -o out.pdf --pages {list}"), 0);
    let told = said(&folder, "check out.pdf", 1);
    assert!(told.contains("where page 6 should be: page 9 stands there, upright"), "{told}");
    // Sheets of pages without folios, or with a few, are not read.
    said(&folder, "impose pages.pdf -o out.pdf", 0);
    assert!(said(&folder, "check out.pdf", 1).contains("error[E0522]"));
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn patterns_that_paint_themselves_are_refused() {
    let folder = folder("circle");
    let pattern = |resources: &str, painted: &str| {
        stream(
            &format!(
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9\
                 /Resources<<{resources}>>"
            ),
            &format!("/Pattern cs /{painted} scn 1 1 5 5 re f"),
        )
    };
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]/Contents 4 0 R\
                /Resources<</Pattern<</P 5 0 R/Q 6 0 R>>>>>>";
    let content = stream("", "/Pattern cs /P scn 20 20 90 90 re f 20 150 120 9 re f");
    let file = |patterns: [String; 2]| {
        let [one, other] = patterns.each_ref().map(String::as_str);
        let all = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page];
        file(&[&all[..], &[&content, one, other]].concat())
    };
    let check = |bytes: Vec<u8>, code: i32| {
        fs::write(folder.join("tiled.pdf"), bytes).expect("a file");
        said(&folder, "impose tiled.pdf -o out.pdf", 0);
        said(&folder, "check out.pdf --against tiled.pdf", code)
    };
    // One within the other has an end.
    let told = check(file([pattern("/Pattern<</Q 6 0 R>>", "Q"), pattern("", "None")]), 0);
    assert!(told.contains("folds right"), "{told}");
    // Itself; itself by way of another; and by a name that only the page knows.
    for patterns in [
        [pattern("/Pattern<</P 5 0 R>>", "P"), pattern("", "None")],
        [pattern("/Pattern<</Q 6 0 R>>", "Q"), pattern("/Pattern<</P 5 0 R>>", "P")],
        [pattern("", "P"), pattern("", "None")],
    ] {
        let told = check(file(patterns), 1);
        assert!(told.contains("error[E0504]") && told.contains("cannot be drawn"), "{told}");
    }
    let _ = fs::remove_dir_all(folder);
}

/// What a page's own resources lack is looked for above it; a box without an area
/// is none.
#[test]
fn pages_are_read_as_viewers_read_them() {
    let folder = folder("lenient");
    let page = |more: &str, content: usize| {
        format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R{more}>>")
    };
    let bars = |x: usize| format!("{x} 200 90 30 re {x} 60 40 90 re f");
    let pages = [
        page("/Resources<</Font<<>>>>", 7),
        page("/CropBox[0 0 0 0]", 8),
        page("/MediaBox[20 20 20 20]", 9),
    ];
    let (lent, cropped, empty) = (
        stream("", "q 1 0 0 1 10 0 cm /Lent Do Q 20 20 150 9 re f"),
        stream("", &bars(60)),
        stream("", &bars(90)),
    );
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 200 280]", &bars(20));
    let all = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 3/MediaBox[0 0 200 280]/Kids[3 0 R 4 0 R 5 0 R]\
         /Resources<</XObject<</Lent 6 0 R>>>>>>",
        &pages[0],
        &pages[1],
        &pages[2],
        &form,
        &lent,
        &cropped,
        &empty,
    ];
    fs::write(folder.join("lenient.pdf"), file(&all)).expect("a file");
    said(&folder, "impose lenient.pdf -o out.pdf", 0);
    let told = said(&folder, "check out.pdf --against lenient.pdf", 0);
    assert!(told.contains("folds right: 4 pages") && told.contains("blank: 4"), "{told}");
    let _ = fs::remove_dir_all(folder);
}
