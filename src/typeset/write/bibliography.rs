//! A bibliography with nothing but what may be printed of it: managers of
//! references write into it where the papers lie on somebody's disk, and what was
//! thought of them.

use std::ops::Range;
use std::sync::Arc;

use biblatex::{Field, Pair, RawBibliography, RawChunk, Spanned};
use hayagriva::io::{from_yaml_str, to_yaml_str};

use crate::diag::{Diagnostic, Findings, Place, Source, code};
use crate::markdown::is_open_to_readers;

/// Fields of biblatex by which works are named and found, and BibTeX's names for
/// them.
const FIELDS: &str = "addendum address afterword archiveprefix author authortype bookauthor \
    bookpagination bookauthortype booksubtitle booktitle booktitleaddon chapter commentator \
    crossref date day doi edition editor editora editoratype editorb editorbtype editorc \
    editorctype editortype eid entrysubtype eprint eprintclass eprinttype eventdate eventtitle \
    eventtitleaddon foreword holder howpublished hyphenation institution introduction isan isbn \
    ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle \
    journaltitle journaltitleaddon label langid language location mainsubtitle maintitle \
    maintitleaddon month nameaddon note number options organization origdate origlanguage \
    origlocation origpublisher origtitle pages pagetotal pagination part pmid primaryclass \
    publisher pubstate reprinttitle school series shortauthor shorteditor shorthand shortjournal \
    shortseries shorttitle subtitle title titleaddon translator type url urldate urlday urlmonth \
    urlyear venue version volume volumes xdata xref year";

/// The bibliography as it goes into the project, every line where it was. One that
/// cannot be read stays as it is: Typst says what is wrong with it.
pub fn printable(source: &Arc<Source>, findings: &mut Findings) -> Vec<u8> {
    if source.name.to_lowercase().ends_with(".bib") {
        return match RawBibliography::parse(&source.text) {
            Ok(works) => blanked(source, &works, findings),
            Err(_) => source.text.clone().into_bytes(),
        };
    }
    let text = from_yaml_str(&source.text).ok().and_then(|works| {
        let text = to_yaml_str(&works).ok()?;
        (from_yaml_str(&text).ok()? == works).then_some(text)
    });
    text.unwrap_or_else(|| source.text.clone()).into_bytes()
}

/// A style of citations (CSL) as it goes into the project, every line where it was:
/// without comments, which are for those who write it. Who has written it and under
/// which licence is a part of it.
pub fn printable_style(source: &Source) -> Vec<u8> {
    let mut out = String::with_capacity(source.text.len());
    let mut rest = source.text.as_str();
    while let Some((before, after)) = rest.split_once("<!--") {
        let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    (out + rest).into_bytes()
}

/// The same text with blanks for what is not kept.
fn blanked(source: &Arc<Source>, works: &RawBibliography<'_>, findings: &mut Findings) -> Vec<u8> {
    let text = source.text.as_bytes();
    let mut kept: Vec<Range<usize>> = Vec::new();
    for Spanned { v: work, span } in &works.entries {
        let comma = mark_after(text, work.key.span.end);
        kept.extend([span.start..work.key.span.end, comma..comma + 1]);
        for field in &work.fields {
            if is_kept(source, field, findings) {
                let comma = mark_after(text, field.value.span.end);
                kept.extend([field.key.span.start..field.value.span.end, comma..comma + 1]);
            }
        }
        let end = mark_after(text, span.end);
        kept.push(end..end + 1);
    }
    for abbreviation in &works.abbreviations {
        let before = text.get(..abbreviation.key.span.start).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'@').unwrap_or(before.len());
        let end = mark_after(text, abbreviation.value.span.end);
        kept.push(start..end + 1);
        if text.get(end) == Some(&b',') {
            let end = mark_after(text, end + 1);
            kept.extend((text.get(end) == Some(&b'}')).then_some(end..end + 1));
        }
    }
    let blank = |byte: &u8| if matches!(byte, b'\n' | b'\r') { *byte } else { b' ' };
    let mut out: Vec<u8> = text.iter().map(blank).collect();
    for range in kept {
        if let (Some(to), Some(from)) = (out.get_mut(range.clone()), text.get(range)) {
            to.copy_from_slice(from);
        }
    }
    out
}

/// Whether a field may be printed. An address that no reader may open is left out
/// with a warning.
fn is_kept(source: &Arc<Source>, field: &Pair<'_>, findings: &mut Findings) -> bool {
    let name = field.key.v.to_ascii_lowercase();
    if name == "url"
        && let Some(url) = verbatim(&field.value.v)
        && !is_open_to_readers(url)
    {
        findings.push(
            Diagnostic::warning(code::CLOSED_LINK, "this is no address that readers can open")
                .at(Place::new(source, field.value.span.clone()))
                .label("left out")
                .hint("links lead to http:, https:, mailto: and tel:"),
        );
        return false;
    }
    FIELDS.split(' ').any(|known| known == name)
}

/// The words of a field that is in one piece.
fn verbatim<'a>(field: &Field<'a>) -> Option<&'a str> {
    match field.as_slice() {
        [Spanned { v: RawChunk::Normal(words), .. }] => Some(words.trim()),
        _ => None,
    }
}

/// Where the next mark is, after space and comments.
fn mark_after(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        match byte {
            b'%' => {
                let rest = text.get(at..).unwrap_or_default();
                at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_managers_of_references_add_is_blanked() {
        let bib = "SECRET\n@comment{jabref-meta: fileDirectory:/home/SECRET;}\n\
            @string{press = {A Press}, home = {Here}}\n\
            @book{one, % SECRET\n  title = {One, {T}wo}, file = {:/home/SECRET.pdf:PDF},\n\
              publisher = press # \" and Son\", % SECRET\n  annotation = \"SECRET\"\n}\n\
            @misc{two, bdsk-file-1 = {SECRET}, owner = {SECRET}, year = 1903\n}SECRET\n\
            @online{three, title = {Dreißig}, url = {file:///home/SECRET}, date = {2020}}\n";
        let source = Source::new("refs.bib", bib);
        let mut findings = Findings::new();
        let text = String::from_utf8(printable(&source, &mut findings)).expect("UTF-8");
        assert!(!text.contains("SECRET"), "{text}");
        assert_eq!(text.len(), bib.len());
        assert_eq!(text.lines().count(), bib.lines().count());
        let said: Vec<String> =
            findings.iter().map(|d| format!("{} {:?}", d.code, d.place)).collect();
        assert_eq!(said, ["W0325 Some(refs.bib:11:41)"]);
        let works = biblatex::Bibliography::parse(&text).expect("a bibliography");
        let fields: Vec<Vec<&str>> =
            works.iter().map(|work| work.fields.keys().map(String::as_str).collect()).collect();
        assert_eq!(fields, [vec!["publisher", "title"], vec!["year"], vec!["date", "title"]]);
        let (now, before) = (works.get("one"), biblatex::Bibliography::parse(bib).expect("works"));
        for field in ["title", "publisher"] {
            let of = |work: &biblatex::Entry| format!("{:?}", work.get(field).map(|it| it.len()));
            assert_eq!(now.map(of), before.get("one").map(of));
        }
        assert!(text.contains("publisher = press # \" and Son\""), "{text}");
    }

    #[test]
    fn styles_lose_their_comments() {
        let source = Source::new("own.csl", "<a><!-- SECRET\n SECRET --><b/>\n<!--x--></a><!-- y");
        assert_eq!(printable_style(&source), b"<a>\n<b/>\n</a>");
    }

    #[test]
    fn hayagrivas_own_form_keeps_what_it_knows() {
        let yaml =
            "# SECRET\none:\n  type: Book\n  title: One\n  file: /home/SECRET\n  date: 1903\n";
        let source = Source::new("refs.yml", yaml);
        let text = printable(&source, &mut Findings::new());
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(!text.contains("SECRET") && text.contains("1903"), "{text}");
        let broken = Source::new("refs.yml", "one: [");
        assert_eq!(printable(&broken, &mut Findings::new()), b"one: [");
    }
}
