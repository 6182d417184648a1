//! A work that is too thick to fold, in volumes that each begin with a heading.

use crate::sheet::{Head, Volume};

/// Divides so many pages into the fewest volumes of at most `most` pages, about
/// equally thick; of equals those are taken whose headings rank highest and open
/// their pages. Where headings are too far from each other, volumes begin at any
/// page.
pub fn volumes(pages: usize, most: usize, heads: &[Head]) -> Vec<Volume> {
    let most = most.max(1);
    let fewest = pages.div_ceil(most).max(1);
    let mut starts: Vec<&Head> =
        heads.iter().filter(|head| (2..=pages).contains(&head.page)).collect();
    // Several on a page: the highest is what the page begins with.
    starts.sort_by_key(|head| (head.page, !head.opens_page, head.level));
    starts.dedup_by_key(|head| head.page);
    // One volume more than need be is better than one that begins anywhere.
    let found = (fewest..=fewest + 1).find_map(|count| divided(pages, most, count, &starts));
    let even = pages.div_ceil(fewest).next_multiple_of(4).min(most);
    let anywhere = || (1..fewest).map(|at| (at * even + 1, None)).collect();
    let firsts: Vec<(usize, Option<&Head>)> = match found {
        Some(heads) => heads.into_iter().map(|head| (head.page, Some(head))).collect(),
        None => anywhere(),
    };
    let mut all = vec![Volume { first: 1, last: pages, head: None }];
    for (first, head) in firsts {
        if let Some(before) = all.last_mut() {
            let shares = head.is_some_and(|head| !head.opens_page);
            before.last = if shares { first } else { first - 1 };
        }
        all.push(Volume { first, last: pages, head: head.map(|head| head.words.clone()) });
    }
    all
}

/// Volumes in words: `make 2 volumes: pages 1–44; pages 45–88, from “Ink”`.
pub fn in_words(volumes: &[Volume]) -> String {
    let each = volumes.iter().map(|volume| {
        let head = volume.head.as_ref().map(|head| format!(", from “{head}”")).unwrap_or_default();
        format!("pages {}–{}{head}", volume.first, volume.last)
    });
    format!("make {} volumes: {}", volumes.len(), each.collect::<Vec<_>>().join("; "))
}

/// How good a division is: the thickest volume in units of [`NEARLY`] pages, the
/// sum of the ranks of its headings, and the thickest volume in pages; less is
/// better.
type Worth = (usize, usize, usize);
/// The best way to a heading, and the heading before it on that way.
type Way = (Worth, Option<usize>);
/// Volumes that differ by fewer pages are equally thick.
const NEARLY: usize = 8;
/// A heading within its page is so many ranks lower.
const WITHIN: usize = 1;

/// The headings that all volumes but the first begin with.
fn divided<'h>(
    pages: usize,
    most: usize,
    count: usize,
    starts: &[&'h Head],
) -> Option<Vec<&'h Head>> {
    let long = |from: usize, to: usize, shares: bool| {
        let long = to.checked_sub(from)? + usize::from(shares);
        (1..=most).contains(&long).then_some(long)
    };
    let to = |head: &Head, from: usize| long(from, head.page, !head.opens_page);
    let first = starts.iter().map(|head| {
        let long = to(head, 1)?;
        Some(((long.div_ceil(NEARLY), 0, long), None))
    });
    // For each number of volumes before it, the best way to each heading.
    let mut best: Vec<Vec<Option<Way>>> = vec![first.collect()];
    let better = |before: &[Option<Way>], length: &dyn Fn(usize) -> Option<usize>| {
        let ways = starts.iter().zip(before).enumerate().filter_map(|(at, (head, known))| {
            let ((thickest, ranks, pages), _) = (*known)?;
            let long = length(head.page)?;
            let rank = head.level + if head.opens_page { 0 } else { WITHIN };
            let worth = (thickest.max(long.div_ceil(NEARLY)), ranks + rank, pages.max(long));
            Some((worth, Some(at)))
        });
        ways.min()
    };
    if count < 2 {
        return long(1, pages + 1, false).map(|_| Vec::new());
    }
    for _ in 2..count {
        let before = best.last()?;
        let next = starts.iter().map(|head| better(before, &|from| to(head, from))).collect();
        best.push(next);
    }
    let (_, mut at) = better(best.last()?, &|from| long(from, pages + 1, false))?;
    let mut heads = Vec::new();
    for row in best.iter().rev() {
        let head = at?;
        heads.push(*starts.get(head)?);
        at = row.get(head).copied().flatten().and_then(|(_, before)| before);
    }
    heads.reverse();
    Some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(all: &[(usize, usize)]) -> Vec<Head> {
        let head = |(page, level): &(usize, usize)| Head {
            page: *page,
            level: *level,
            words: format!("at {page}"),
            opens_page: page % 10 != 0,
        };
        all.iter().map(head).collect()
    }

    fn firsts(pages: usize, most: usize, all: &[(usize, usize)]) -> Vec<usize> {
        let volumes = volumes(pages, most, &heads(all));
        let mut next = 1;
        for volume in &volumes {
            let shares = volume.first > 1 && volume.first % 10 == 0;
            assert_eq!(volume.first + usize::from(shares), next);
            assert!(volume.last - volume.first < most, "{volume:?}");
            next = volume.last + 1;
        }
        assert_eq!(next, pages + 1);
        volumes.iter().map(|volume| volume.first).collect()
    }

    #[test]
    fn a_volume_begins_with_a_heading() {
        assert_eq!(firsts(80, 80, &[(40, 1)]), [1]);
        assert_eq!(firsts(100, 80, &[(9, 1), (47, 1), (60, 1), (93, 1)]), [1, 47]);
        // Equally thick: the higher rank.
        assert_eq!(firsts(99, 80, &[(48, 2), (53, 1)]), [1, 53]);
        assert_eq!(firsts(200, 80, &[(5, 1), (69, 1), (101, 2), (131, 1), (139, 1)]), [1, 69, 131]);
        // Within their pages, which are printed twice.
        assert_eq!(firsts(100, 80, &[(50, 1), (55, 1)]), [1, 55]);
        assert_eq!(firsts(100, 80, &[(50, 1)]), [1, 50]);
        assert_eq!(firsts(161, 80, &[(40, 1), (80, 1), (81, 1), (120, 1)]), [1, 81, 120]);
    }

    #[test]
    fn without_headings_near_enough_it_begins_anywhere() {
        assert_eq!(firsts(100, 80, &[]), [1, 53]);
        // Two would be enough, but three begin with headings.
        assert_eq!(firsts(150, 80, &[(51, 1), (101, 1)]), [1, 51, 101]);
        assert_eq!(firsts(150, 80, &[(11, 1)]), [1, 77]);
    }
}
