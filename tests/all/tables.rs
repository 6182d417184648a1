//! Orders of pages that others have published, beside ours.

use handpress::geometry::{Length, Paper, Size, Turn};
use handpress::impose::{self, Job, Scheme, SectionSize};
use handpress::sheet::{Edge, Plan, Side};

fn plan(scheme: &Scheme, pages: usize) -> Plan {
    let sizes = vec![Size::new(Length::mm(60.0), Length::mm(84.0)); pages];
    let job = Job::new(scheme, &sizes, scheme.paper(Paper::A4.portrait(), sizes[0], Edge::Left));
    impose::plan(&job).expect("a plan").plan
}

/// The pages of a side, row by row; 0 for a blank.
fn cells(side: &Side) -> Vec<(usize, Turn)> {
    let mut slots: Vec<_> = side.slots.iter().collect();
    let place = |length: Length| (length.to_mm() / 10.0).round() as i64;
    slots.sort_by_key(|slot| {
        let cell = slot.placement.cell;
        (place(cell.top()), place(cell.left()))
    });
    slots.iter().map(|slot| (slot.page.unwrap_or(0), slot.placement.turn)).collect()
}

fn pages(side: &Side) -> Vec<usize> {
    cells(side).into_iter().map(|(page, _)| page).collect()
}

/// pdfcpu (`pkg/pdfcpu/booklet_test.go`, commit 105c0c28): sides one after
/// another, two pages each, of sheets that are turned on the long edge of an
/// upright sheet, so that what we print side by side lies head to foot there: our
/// back from right to left is its back from top to bottom.
#[test]
fn two_pages_a_side() {
    let saddle = Scheme::Saddle { copies: 1 };
    let sections = Scheme::Sections(SectionSize::Pages(12));
    let tables: [(&str, &Scheme, usize, &[usize]); 4] = [
        ("2up", &saddle, 16, &[16, 1, 15, 2, 14, 3, 13, 4, 12, 5, 11, 6, 10, 7, 9, 8]),
        ("2up with trailing blanks", &saddle, 10, &[0, 1, 0, 2, 10, 3, 9, 4, 8, 5, 7, 6]),
        ("signatures", &sections, 16, &[12, 1, 11, 2, 10, 3, 9, 4, 8, 5, 7, 6, 16, 13, 15, 14]),
        (
            "signatures with trailing blanks",
            &sections,
            18,
            &[12, 1, 11, 2, 10, 3, 9, 4, 8, 5, 7, 6, 0, 13, 0, 14, 18, 15, 17, 16],
        ),
    ];
    for (name, scheme, count, table) in tables {
        let mut ours = Vec::new();
        for sheet in &plan(scheme, count).sheets {
            ours.extend(pages(&sheet.front));
            ours.extend(pages(&sheet.back).into_iter().rev());
        }
        assert_eq!(ours, table, "{name}");
    }
}

/// Of several pages a side, one sheet: the same pages on the same side, in rows
/// of the same pages. pdfcpu's rows may lie in another order and the other way
/// up: its 4-up booklet is cut and nested half by half, each second half with its
/// foot to the cut; its advanced one is folded with the feet of the pages at the
/// fold, ours with their heads.
#[test]
fn one_sheet_of_several_pages_a_side() {
    let tables: [(&str, Scheme, [&[usize]; 2], usize); 3] = [
        ("booklet, 4 up", Scheme::CutStackFold { stacks: 2 }, [&[8, 1, 3, 6], &[2, 7, 5, 4]], 2),
        (
            "advanced, portrait, long edge",
            Scheme::Folded {
                creases: vec![handpress::sheet::Axis::Level, handpress::sheet::Axis::Upright],
                nested: 1,
                together: false,
            },
            [&[8, 1, 5, 4], &[2, 7, 3, 6]],
            2,
        ),
        (
            "perfect bound, 4 up",
            Scheme::CutAndStack { columns: 2, rows: 2 },
            [&[1, 3, 5, 7], &[4, 2, 8, 6]],
            2,
        ),
    ];
    let rows = |side: &[usize], wide: usize| {
        let mut rows: Vec<Vec<usize>> = side
            .chunks(wide)
            .map(|row| {
                let mut row = row.to_vec();
                row.sort_unstable();
                row
            })
            .collect();
        rows.sort_unstable();
        rows
    };
    for (name, scheme, table, wide) in tables {
        let plan = plan(&scheme, 8);
        assert_eq!(plan.sheets.len(), 1, "{name}");
        let sheet = &plan.sheets[0];
        for (side, theirs) in [&sheet.front, &sheet.back].into_iter().zip(table) {
            assert_eq!(rows(&pages(side), wide), rows(theirs, wide), "{name}");
        }
    }
}

/// PDF::Imposition (`t/sig-table-39-59.txt`, commit 3ef2580a): pages, padded
/// pages, pages of a signature, blanks, for signatures of 40 to 60 pages. Its
/// signatures are all alike, for which it adds blanks; ours are alike but for
/// the last, which may be shorter, and there are never more blanks than it takes
/// to fill a sheet. Up to 60 pages both make one signature.
#[test]
fn signatures_of_40_to_60_pages() {
    // Some of its 400 rows.
    const ROWS: &[[usize; 4]] = &[
        [1, 4, 4, 3],
        [39, 40, 40, 1],
        [57, 60, 60, 3],
        [60, 60, 60, 0],
        [61, 80, 40, 19],
        [62, 80, 40, 18],
        [83, 88, 44, 5],
        [100, 104, 52, 4],
        [119, 120, 60, 1],
        [121, 132, 44, 11],
        [150, 156, 52, 6],
        [187, 192, 48, 5],
        [200, 200, 40, 0],
        [241, 260, 52, 19],
        [300, 300, 60, 0],
        [333, 336, 56, 3],
        [400, 400, 40, 0],
    ];
    for [pages, padded, signature, blanks] in ROWS.iter().copied() {
        assert_eq!(padded, pages + blanks);
        let plan = plan(&Scheme::Sections(SectionSize::Between(40, 60)), pages);
        let whole = plan.sheets.len() * 4;
        assert!(whole - pages < 4 && whole <= padded, "{pages}: {whole} for {padded}");
        let sections = &plan.hands.sections;
        if padded <= 60 {
            assert_eq!(sections.len(), 1, "{pages}");
            assert_eq!(sections[0] * 4, signature, "{pages}");
        }
        let full = sections.len().saturating_sub(1);
        assert!(sections[..full].iter().all(|sheets| (10..=15).contains(sheets)), "{sections:?}");
    }
}
