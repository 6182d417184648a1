//! Which pages of which files are meant: `1-12,c1`.

use crate::diag::{Diagnostic, code};
use crate::sheet::Choice;

/// All pages of files with so many pages each, in order.
pub fn every(counts: &[usize]) -> Vec<Choice> {
    let pages = |(file, count): (usize, &usize)| {
        (0..*count).map(move |page| Choice::Page { file, page }).collect::<Vec<_>>()
    };
    counts.iter().enumerate().flat_map(pages).collect()
}

/// Reads a list of pages, in the order in which they are to stand: `3` is a
/// page, `1-12` a range (`12-1` backwards, `5-` to the end), `blank` an empty
/// page. A letter before it names the file: `a` (or nothing) the first, `b` the
/// second; alone it is the whole file.
///
/// # Errors
/// `E0515` for what is no such list, or a page that is not there; `E0502` for
/// more than [`super::MOST_PAGES`].
pub fn choose(list: &str, counts: &[usize]) -> Result<Vec<Choice>, Diagnostic> {
    let mut chosen = Vec::new();
    for item in list.split(',').map(str::trim) {
        if item == "blank" {
            chosen.push(Choice::Blank);
            continue;
        }
        let (file, range) = file_of(item, counts.len()).ok_or_else(|| unreadable(item, counts))?;
        let count = counts.get(file).copied().unwrap_or(0);
        let (first, last) = ends(range, count).ok_or_else(|| unreadable(item, counts))?;
        for number in [first, last] {
            if !(1..=count).contains(&number) {
                return Err(not_there(number, file, count));
            }
        }
        if chosen.len() + first.abs_diff(last) >= super::MOST_PAGES {
            return Err(Diagnostic::error(
                code::TOO_MANY_PAGES,
                format!("`{list}` is more than {} pages", super::MOST_PAGES),
            ));
        }
        let page = |number: usize| Choice::Page { file, page: number - 1 };
        if first <= last {
            chosen.extend((first..=last).map(page));
        } else {
            chosen.extend((last..=first).rev().map(page));
        }
    }
    Ok(chosen)
}

/// The file that a letter names, and the rest.
fn file_of(item: &str, files: usize) -> Option<(usize, &str)> {
    let letter = item.bytes().next()?;
    if !letter.is_ascii_alphabetic() {
        return Some((0, item));
    }
    let file = usize::from(letter.to_ascii_lowercase() - b'a');
    (file < files).then(|| (file, item.get(1..).unwrap_or_default()))
}

/// The first and the last page of a range.
fn ends(range: &str, count: usize) -> Option<(usize, usize)> {
    if range.is_empty() {
        return Some((1, count));
    }
    let Some((first, last)) = range.split_once('-') else {
        let only = range.parse().ok()?;
        return Some((only, only));
    };
    let last = if last.is_empty() { count } else { last.trim().parse().ok()? };
    Some((first.trim().parse().ok()?, last))
}

fn unreadable(item: &str, counts: &[usize]) -> Diagnostic {
    let message = if item.is_empty() {
        "the list of pages has an empty place".to_owned()
    } else {
        format!("`{item}` names no pages")
    };
    let letters = match counts.len() {
        0 | 1 => String::new(),
        files => {
            let last = u8::try_from(files - 1).map_or('z', |at| char::from(b'a' + at.min(25)));
            format!("; `a` to `{last}` before it name the file")
        }
    };
    Diagnostic::error(code::NO_SUCH_PAGES, message)
        .hint(format!("write `3`, `1-12`, `12-1`, `5-` or `blank`, with commas between{letters}"))
}

fn not_there(number: usize, file: usize, count: usize) -> Diagnostic {
    let s = if count == 1 { "" } else { "s" };
    let of = if file == 0 {
        "the file".to_owned()
    } else {
        format!("file `{}`", u8::try_from(file).map_or('?', |at| char::from(b'a' + at)))
    };
    Diagnostic::error(code::NO_SUCH_PAGES, format!("there is no page {number}"))
        .label(format!("{of} has {count} page{s}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(list: &str, counts: &[usize]) -> String {
        match choose(list, counts) {
            Ok(all) => all
                .iter()
                .map(|choice| match choice {
                    Choice::Blank => " .".to_owned(),
                    Choice::Page { file, page } => format!(" {file}:{page}"),
                })
                .collect(),
            Err(error) => format!("{}: {}", error.code, error.message),
        }
    }

    #[test]
    fn lists_of_pages() {
        assert_eq!(short("1-3,c1", &[4, 2, 1]), " 0:0 0:1 0:2 2:0");
        assert_eq!(short("3-1, blank,b", &[4, 2]), " 0:2 0:1 0:0 . 1:0 1:1");
        assert_eq!(short("3-", &[4]), " 0:2 0:3");
        assert_eq!(short("b", &[4]), "E0515: `b` names no pages");
        assert_eq!(short("5", &[4]), "E0515: there is no page 5");
        assert_eq!(short("0", &[4]), "E0515: there is no page 0");
        assert_eq!(short("1,,2", &[4]), "E0515: the list of pages has an empty place");
        assert_eq!(
            short("1-99999999999999999999", &[4]),
            "E0515: `1-99999999999999999999` names no pages"
        );
        assert_eq!(short("é1", &[4]), "E0515: `é1` names no pages");
        assert!(short("1-9000,1-9000", &[9000]).starts_with("E0502"));
        assert_eq!(every(&[1, 2]).len(), 3);
    }
}
