//! What stands at the upper and lower edges of pages and is no part of the text: numbers of pages, heads and
//! feet.

use super::{line::PageLine, sheet::PaperSheet};
use std::collections::HashMap;

/// Parts of the height of a page: where numbers of pages stand, and where heads and feet do.
const NUMBERS: f64 = 0.13;
const HEADS: f64 = 0.085;
/// Lines at either edge that are looked at.
const LINES: usize = 3;

/// Takes the lines at the edges out of the pages.
pub(super) fn take(sheets: &mut [PaperSheet]) {
    let numbered = numbered(sheets);
    let repeated = repeated(sheets);
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let lines = std::mem::take(&mut sheet.lines);
        let (first, last) = (LINES.min(lines.len()), lines.len().saturating_sub(LINES));
        let (top, bottom) = (sheet.top(), sheet.bottom());
        for (place, line) in lines.into_iter().enumerate() {
            // What stands between tables is never at an edge.
            let is_outer = (place < first && line.y <= top) || (place >= last && line.y >= bottom);
            let text = line.text();
            let is_number = is_outer
                && sheet.is_within(&line, NUMBERS)
                && page_number(&text).is_some_and(|(number, is_marked)| {
                    is_marked || numbered == Some(number - place_of(index))
                });
            let is_head = is_outer
                && sheet.is_within(&line, HEADS)
                && (repeated.contains_key(&bare(&text)) || is_of_browser(&text));
            // A page's number is nothing that anybody would keep.
            if is_number {
                continue;
            }
            if line.is_aside() || is_head {
                sheet.asides.push(line);
            } else {
                sheet.lines.push(line);
            }
        }
    }
}

/// How the numbers at the edges count, if they go on from page to page: the number of the first page.
fn numbered(sheets: &[PaperSheet]) -> Option<i64> {
    let mut starts: HashMap<i64, usize> = HashMap::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let mut here: Vec<i64> = outer(sheet, NUMBERS)
            .filter_map(|line| page_number(&line.text()))
            .map(|(number, _)| number - place_of(index))
            .collect();
        here.sort_unstable();
        here.dedup();
        for start in here {
            *starts.entry(start).or_default() += 1;
        }
    }
    let (start, count) = starts.into_iter().max_by_key(|(start, count)| (*count, -start.abs()))?;
    // On one page alone nothing goes on.
    (count >= 2 && count * 2 >= sheets.len() || sheets.len() == 1 && start == 1).then_some(start)
}

fn place_of(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(i64::MAX)
}

fn outer(sheet: &PaperSheet, share: f64) -> impl Iterator<Item = &PageLine> {
    let last = sheet.lines.len().saturating_sub(LINES);
    sheet
        .lines
        .iter()
        .enumerate()
        .filter(move |(place, line)| {
            let is_top = *place < LINES && line.y <= sheet.top();
            let is_bottom = *place >= last && line.y >= sheet.bottom();
            (is_top || is_bottom) && sheet.is_within(line, share)
        })
        .map(|(_, line)| line)
}

/// Lines that stand at the edges of most pages.
fn repeated(sheets: &[PaperSheet]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for sheet in sheets {
        let mut here: Vec<String> = outer(sheet, HEADS).map(|line| bare(&line.text())).collect();
        here.sort_unstable();
        here.dedup();
        for text in here.into_iter().filter(|text| !text.is_empty()) {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= 2 && *count * 2 >= sheets.len());
    counts
}

/// A text without its digits, which count pages.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// Whether a line says that it is the number of a page: `— 3 —`, `第3页`, and not `3` alone.
pub(in crate::import) fn is_page_number(text: &str) -> bool {
    text.len() < 60 && page_number(text).is_some_and(|(_, is_marked)| is_marked)
}

/// The number of a page, and whether it says that it is one: `— 3 —`, `第3页`, `3/8`.
fn page_number(text: &str) -> Option<(i64, bool)> {
    let dense: String =
        crate::text::half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let inner = dense.trim_matches(['-', '—', '–', '－', '~', '·', '•', '一']);
    let is_dashed = inner.len() < dense.len();
    let number = |text: &str| {
        let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<i64>().ok()).flatten()
    };
    if let Some(number) = number(inner) {
        let is_both =
            dense.starts_with(['-', '—', '–', '－']) && dense.ends_with(['-', '—', '–', '－']);
        return Some((number, is_dashed && is_both));
    }
    if let Some((page, all)) = inner.split_once('/')
        && let (Some(page), Some(all)) = (number(page), number(all))
    {
        return (page <= all && page > 0).then_some((page, true));
    }
    let page = inner.strip_prefix('第').and_then(|rest| rest.split_once('页'))?;
    let rest = page.1.trim_matches(['/', '共', '页', ',', '，']);
    (rest.is_empty() || number(rest).is_some()).then(|| number(page.0)).flatten().map(|n| (n, true))
}

/// Whether a line is what a browser prints at the edges: an address, or the moment of printing.
fn is_of_browser(text: &str) -> bool {
    let has_moment = || {
        text.split([' ', '，', ',', '\u{202F}']).any(|word| {
            word.split_once(':').is_some_and(|(hour, minute)| {
                let is_number =
                    |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
                hour.len() <= 2 && is_number(hour) && minute.get(..2).is_some_and(is_number)
            })
        }) && text.contains('/')
    };
    text.contains("://") || has_moment()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known() {
        for (text, expected) in [
            ("— 3 —", Some((3, true))),
            ("-12-", Some((12, true))),
            ("第 2 页 共 8 页", Some((2, true))),
            ("第2页/共8页", Some((2, true))),
            ("3/8", Some((3, true))),
            ("7", Some((7, false))),
            ("12件", None),
            ("2023年1月17日", None),
            ("0 0 0", Some((0, false))),
        ] {
            assert_eq!(page_number(text), expected, "{text}");
        }
    }

    #[test]
    fn what_browsers_print_at_the_edges_is_known() {
        assert!(is_of_browser("11/29/26, 4:20 PM"));
        assert!(is_of_browser("https://www.example.cn/a.html"));
        assert!(!is_of_browser("比例为 3:1"));
        assert!(!is_of_browser("一、总体情况"));
    }
}
