//! Files of other programs that are given as texts.

/// What a file is, if it is no text, and the command that makes Markdown of it.
pub(super) struct Format {
    /// "a document of Word".
    pub name: &'static str,
    /// The program that reads it, and what to tell it before and after the file's name.
    pub reader: (&'static str, &'static str),
}

const PANDOC: (&str, &str) = ("pandoc", "-t gfm --extract-media pictures");

/// Tells a file by its first bytes, and archives by the names within them, or by their own.
pub(super) fn told(bytes: &[u8], extension: &str) -> Option<Format> {
    let holds = |name: &[u8]| bytes.windows(name.len()).take(1 << 20).any(|it| it == name);
    let of = |name, reader| Some(Format { name, reader });
    let is = |name: &str| extension.eq_ignore_ascii_case(name);
    match bytes {
        [b'P', b'K', 3, 4, ..] if holds(b"word/") || is("docx") => of("a document of Word", PANDOC),
        [b'P', b'K', 3, 4, ..] if holds(b"opendocument.text") || is("odt") => {
            of("a document of LibreOffice", PANDOC)
        }
        [b'P', b'K', 3, 4, ..] if holds(b"epub+zip") || is("epub") => of("an EPUB", PANDOC),
        [b'P', b'K', 3, 4, ..] => of("an archive", ("unzip", "")),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            of("a document of an older Word", ("soffice", "--convert-to docx"))
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => of("a document in RTF", PANDOC),
        [b'%', b'P', b'D', b'F', b'-', ..] => of("a PDF", ("pdftotext", "-raw")),
        _ => None,
    }
}

impl Format {
    /// The command for a file of that name.
    pub(super) fn command(&self, file: &str) -> String {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        match self.reader {
            (program @ "pandoc", options) => format!("{program} {file} {options} -o {stem}.md"),
            (program @ "pdftotext", options) => format!("{program} {options} {file} {stem}.md"),
            (program, options) => format!("{program} {options} {file}").replace("  ", " "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn files_of_others_are_named() {
        let named = |bytes: &[u8]| {
            let told = told(bytes, "x")?;
            Some((told.name, told.command("minutes.x")))
        };
        let pandoc = "pandoc minutes.x -t gfm --extract-media pictures -o minutes.md".to_owned();
        let word = named(b"PK\x03\x04....word/document.xml");
        assert_eq!(word, Some(("a document of Word", pandoc.clone())));
        let odt = named(b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text");
        assert_eq!(odt, Some(("a document of LibreOffice", pandoc.clone())));
        assert_eq!(named(b"{\\rtf1\\ansi"), Some(("a document in RTF", pandoc)));
        let pdf = ("a PDF", "pdftotext -raw minutes.x minutes.md".to_owned());
        assert_eq!(named(b"%PDF-1.4"), Some(pdf));
        assert_eq!(named(b"PK\x03\x04"), Some(("an archive", "unzip minutes.x".to_owned())));
        assert_eq!(named(b"# A head"), None);
    }
}
