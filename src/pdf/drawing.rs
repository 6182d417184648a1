//! Sheets with nothing on them but figures.

use lopdf::{Document, Object, Stream, dictionary};

use super::numbers::{fingerprint, push_number, real};
use super::open::unwritten;
use super::strings::text;
use crate::diag::Diagnostic;
use crate::geometry::Size;
use crate::sheet::Figure;

/// Writes a PDF with one page for each of these sides.
///
/// # Errors
/// `E0504` if it cannot be put together.
pub fn draw(paper: Size, sides: &[Vec<Figure>], title: &str) -> Result<Vec<u8>, Diagnostic> {
    let mut doc = Document::with_version("1.7");
    let tree = doc.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    let mut all = String::new();
    for side in sides {
        let mut content = String::new();
        for figure in side {
            operators(figure, paper, &mut content);
        }
        all.push_str(&content);
        let mut stream = Stream::new(dictionary! {}, content.into_bytes());
        // Left as it is if that fails.
        let _ = stream.compress();
        let contents = doc.add_object(stream);
        let media = vec![0.into(), 0.into(), real(paper.width.to_pt()), real(paper.height.to_pt())];
        let page = dictionary! {
            "Type" => "Page",
            "Parent" => tree,
            "MediaBox" => media,
            "Resources" => dictionary! {},
            "Contents" => contents,
        };
        kids.push(doc.add_object(page).into());
    }
    let count = i64::try_from(kids.len()).unwrap_or(0);
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    doc.objects.insert(tree, node.into());
    let catalog = doc.add_object(dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "ViewerPreferences" => dictionary! { "PrintScaling" => "None", "DisplayDocTitle" => true },
    });
    let info = doc.add_object(dictionary! {
        "Title" => text(title),
        "Creator" => text(concat!("handpress ", env!("CARGO_PKG_VERSION"))),
    });
    let id = fingerprint([title.as_bytes(), all.as_bytes()]);
    let id = Object::String(id.to_vec(), lopdf::StringFormat::Hexadecimal);
    doc.trailer.set("Root", catalog);
    doc.trailer.set("Info", info);
    doc.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).map_err(unwritten)?;
    Ok(bytes)
}

/// Adds the operators that draw a figure.
pub(super) fn operators(figure: &Figure, paper: Size, content: &mut String) {
    match figure {
        Figure::Line { width, dashed, .. } => {
            content.push_str("q 0 G ");
            push_number(width.to_pt(), content);
            content.push_str(if *dashed { " w [3 2] 0 d " } else { " w " });
        }
        Figure::Area { light, .. } => {
            content.push_str("q ");
            push_number(f64::from(*light) / 255.0, content);
            content.push_str(" g ");
        }
    }
    for (number, at) in figure.points().iter().enumerate() {
        push_number(at.x.to_pt(), content);
        content.push(' ');
        push_number((paper.height - at.y).to_pt(), content);
        content.push_str(if number == 0 { " m " } else { " l " });
    }
    content.push_str(match figure {
        Figure::Line { .. } => "S Q\n",
        Figure::Area { .. } => "h f Q\n",
    });
}
