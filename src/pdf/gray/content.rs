//! Colour operators in content streams.

use lopdf::content::{Content, Operation};
use lopdf::{Object, Stream};

use super::{luma, refused};
use crate::diag::{Diagnostic, code};
use crate::pdf::numbers::{real, value};

/// Makes a content stream gray. One that has no colour stays as it is, byte
/// for byte.
///
/// # Errors
/// `E0510` for an operator that cannot be turned, `E0504` if the stream cannot
/// be read.
pub(super) fn to_gray(stream: &mut Stream) -> Result<(), Diagnostic> {
    let plain = stream.get_plain_content().map_err(|error| unreadable(&error))?;
    if !may_be_coloured(&plain) {
        return Ok(());
    }
    let mut content = Content::decode(&plain).map_err(|error| unreadable(&error))?;
    content.operations.iter_mut().try_for_each(operation)?;
    let written = content.encode().map_err(|error| unreadable(&error))?;
    stream.set_plain_content(written);
    stream.compress().map_err(|error| unreadable(&error))
}

/// Whether some word of the stream could be an operator of colour: a quick
/// look, that may take a word within a string for one.
fn may_be_coloured(plain: &[u8]) -> bool {
    let mut numbers = 0;
    for word in plain.split(|byte| byte.is_ascii_whitespace() || b"/[]<>()".contains(byte)) {
        match word {
            b"" => {}
            b"rg" | b"RG" | b"k" | b"K" | b"BI" => return true,
            b"sc" | b"SC" | b"scn" | b"SCN" if numbers > 1 => return true,
            word if word.iter().all(|b| b.is_ascii_digit() || b"+-.".contains(b)) => numbers += 1,
            _ => numbers = 0,
        }
    }
    false
}

fn operation(operation: &mut Operation) -> Result<(), Diagnostic> {
    let gray_operator = match operation.operator.as_str() {
        "rg" | "k" => "g",
        "RG" | "K" => "G",
        // The space is DeviceGray by now; only the numbers are still colour.
        "sc" | "scn" => "sc",
        "SC" | "SCN" => "SC",
        "cs" | "CS" => {
            let device = [&b"DeviceRGB"[..], b"DeviceCMYK"];
            for operand in &mut operation.operands {
                if operand.as_name().is_ok_and(|name| device.contains(&name)) {
                    *operand = Object::Name(b"DeviceGray".to_vec());
                }
            }
            return Ok(());
        }
        "BI" => return Err(refused("a picture within the text of a page")),
        _ => return Ok(()),
    };
    let channels: Vec<f64> = operation.operands.iter().filter_map(value).collect();
    if channels.len() < operation.operands.len() {
        // A pattern by its name; with numbers before it, it is a stencil to be
        // filled with a colour, which Typst never makes.
        return if channels.is_empty() { Ok(()) } else { Err(refused("a stencil")) };
    }
    let gray = luma::gray(&channels).ok_or_else(|| refused("a colour of an unusual kind"))?;
    operation.operator = gray_operator.to_owned();
    operation.operands = vec![real(gray)];
    Ok(())
}

fn unreadable(error: &lopdf::Error) -> Diagnostic {
    Diagnostic::error(code::BAD_PDF, "a page cannot be read again").label(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Dictionary;

    fn grayed(content: &str) -> String {
        let mut stream = Stream::new(Dictionary::new(), content.as_bytes().to_vec());
        to_gray(&mut stream).expect("gray");
        String::from_utf8(stream.get_plain_content().expect("content")).expect("ASCII")
    }

    #[test]
    fn colours_become_gray() {
        assert_eq!(grayed("1 0 0 rg 0 0 0 1 K"), "0.2126 g\n0 G");
        assert_eq!(grayed("/c0 cs 0 1 0 scn"), "/c0 cs\n0.7152 sc");
        assert_eq!(grayed("/DeviceRGB cs 1 1 1 scn f"), "/DeviceGray cs\n1 sc\nf");
    }

    #[test]
    fn what_is_gray_stays_as_it_is() {
        for same in ["/c1 cs 0 scn  0 0 m", "/Pattern cs /p0 scn", "1 0 0 1 5 5 cm /P1 Do"] {
            assert_eq!(grayed(same), same);
        }
    }
}
