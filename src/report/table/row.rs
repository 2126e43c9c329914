//! A row of numbers as people type and paste it: commas of any width, tabs, blanks; and what in it
//! may have been meant otherwise.
//!
//! What can be read in two ways is never guessed at: `[1，120, 0]` is an error, for the comma may part
//! two numbers or the thousands of one.

use super::block::next_place;
use crate::{
    text::is_hanzi,
    yaml::{Kind, Node},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number of a row as it was typed, and where; empty where nothing was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowPiece {
    pub text: String,
    pub at: Range<usize>,
}

/// Marks that part numbers and nothing else.
const COMMAS: [char; 5] = [',', '，', '、', ';', '；'];

/// The numbers of a text that is a whole row: `3, 0`, `3，0`, `【3、0】`, or cells pasted with tabs
/// between them; `None` when it is one thing.
pub(super) fn of_text(text: &str, at: &Range<usize>, source: &str) -> Option<Vec<RowPiece>> {
    let bare = text.trim_matches(['[', ']', '【', '】', '［', '］', '(', ')', '（', '）']);
    let parts: Vec<&str> = if bare.contains('\t') {
        bare.split('\t').collect()
    } else if bare.contains(COMMAS) {
        // A mark behind the last number parts it from nothing.
        bare.trim_end().trim_end_matches(COMMAS).split(COMMAS).collect()
    } else {
        bare.split_whitespace().collect()
    };
    (parts.len() > 1).then(|| placed(&parts, at, source))
}

/// The numbers of a row that was pasted with its own name before them: `一、本年新收政府信息公开申请数量 4 1`. Another
/// row's name stays, and is told.
pub(super) fn without_name<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    let mut is_own = false;
    while let Some((cell, behind)) = rest.split_once('\t') {
        if !cell.contains(is_hanzi) && !cell.trim().is_empty() {
            break;
        }
        is_own |= cell.contains(name);
        rest = behind;
    }
    if is_own { rest } else { text }
}

/// How the items of a list read as numbers: as they stand, and with full-width marks in them taken for
/// commas too. The second is empty when it is the same.
pub(super) fn of_list(items: &[Node], source: &str) -> [Vec<RowPiece>; 2] {
    let text = |item: &Node| match &item.kind {
        Kind::Text(text) => Some(text.clone()),
        Kind::Nothing => Some(String::new()),
        Kind::List(_) | Kind::Map(_) => None,
    };
    let mut plain = Vec::new();
    let mut parted = Vec::new();
    for item in items {
        let Some(text) = text(item) else {
            return [Vec::new(), Vec::new()];
        };
        let parts: Vec<&str> = match &items {
            // Nothing else parts them: blanks and tabs do.
            [_] if text.contains(COMMAS) => text.split(COMMAS).collect(),
            [_] if text.split_whitespace().count() > 1 => text.split_whitespace().collect(),
            _ => text.split(['，', '、', '\t']).collect(),
        };
        parted.extend(placed(&parts, &item.at, source));
        plain.push(RowPiece { text, at: item.at.clone() });
    }
    if parted.len() == plain.len() { [plain, Vec::new()] } else { [plain, parted] }
}

/// Each part at its place in the source: they stand there in their order.
fn placed(parts: &[&str], at: &Range<usize>, source: &str) -> Vec<RowPiece> {
    let mut from = at.start;
    let parts = parts.iter().enumerate().map(|(index, part)| {
        let text = part.trim();
        let at = next_place(text, index > 0, &mut from, at, source);
        RowPiece { text: text.to_owned(), at }
    });
    parts.collect()
}

/// The place of three digits that look like the end of a number whose thousands were parted by a
/// comma: `[0, 0, 1,001]`.
pub(super) fn torn(pieces: &[RowPiece]) -> Option<&RowPiece> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    pieces.windows(2).find_map(|pair| match pair {
        [head, tail] => {
            let is_torn = tail.text.len() == 3
                && tail.text.starts_with('0')
                && is_digits(&tail.text)
                && is_digits(&head.text)
                && head.text.bytes().any(|b| b != b'0');
            is_torn.then_some(tail)
        }
        _ => None,
    })
}

/// Numbers of a row of the third table: 结果维持, 结果纠正, 其他结果, 尚未审结.
const REVIEW: usize = 4;

/// A row that was written as a list.
pub(super) struct Seen {
    pub name: String,
    pub at: Range<usize>,
    /// Whether the total was written too.
    pub is_whole: bool,
    /// Its numbers; `None` where one is none.
    pub numbers: Option<Vec<Decimal>>,
}

impl Seen {
    fn is_zero(&self) -> bool {
        self.numbers.as_ref().is_some_and(|all| all.iter().all(Decimal::is_zero))
    }

    fn last(&self) -> Option<Decimal> {
        self.numbers.as_ref()?.last().copied()
    }

    /// How many numbers other than 0 come before the last, when that is their sum.
    fn addends_of_last(&self) -> Option<usize> {
        let (last, others) = self.numbers.as_ref()?.split_last()?;
        let sum = others.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
        let count = others.iter().filter(|n| !n.is_zero()).count();
        (sum == *last && !last.is_zero()).then_some(count)
    }
}

/// Rows without their total beside rows that have it, whose last number may be the total with one of
/// the others missing: it is at least as large as their sum.
pub(super) fn uneven(rows: &[Seen]) -> Vec<&Seen> {
    if !rows.iter().any(|row| row.is_whole) {
        return Vec::new();
    }
    let may_be_total = |row: &Seen| {
        let Some((last, others)) = row.numbers.as_ref().and_then(|all| all.split_last()) else {
            return false;
        };
        let sum = others.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n));
        sum.is_some_and(|sum| sum > Decimal::ZERO && *last >= sum)
    };
    rows.iter().filter(|row| !row.is_whole && may_be_total(row)).collect()
}

/// Rows without their total whose last number is the sum of the others: it may be the total, and one
/// of the others missing. A small one is so by chance, unless all rows are so; but of the third table, where
/// the last is 尚未审结, each is told.
pub(super) fn ends_in_sum(rows: &[Seen]) -> Vec<&Seen> {
    let short: Vec<&Seen> = rows.iter().filter(|r| !r.is_whole && !r.is_zero()).collect();
    let are_all = short.iter().all(|row| row.addends_of_last().is_some());
    let is_told = |row: &Seen| {
        let addends = row.addends_of_last().unwrap_or(0);
        let is_large = row.last().is_some_and(|last| last >= Decimal::TEN);
        let is_review = row.numbers.as_ref().is_some_and(|all| all.len() == REVIEW);
        (addends > 1 && (is_large || are_all))
            || (addends > 0 && (is_review || are_all && short.len() > 1))
    };
    short.iter().copied().filter(|row| is_told(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pieces: &[RowPiece]) -> Vec<&str> {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_row_is_read_however_its_numbers_are_parted() {
        for text in [
            "3，0，1",
            "3、0、1",
            "3, 0, 1",
            "3\t0\t1",
            "3 0 1",
            "【3，0，1】",
            "[3;0；1]",
            "3, 0, 1,",
        ] {
            let pieces = of_text(text, &(0..text.len()), text).unwrap();
            assert_eq!(texts(&pieces), ["3", "0", "1"], "{text}");
            assert!(pieces.iter().all(|p| text[p.at.clone()] == p.text), "{text}");
        }
        for text in ["3", "", "若干", "[3]"] {
            assert_eq!(of_text(text, &(0..text.len()), text), None, "{text}");
        }
        assert_eq!(texts(&of_text("3\t\t1", &(0..4), "3\t\t1").unwrap()), ["3", "", "1"]);
    }

    #[test]
    fn the_name_of_a_pasted_row_is_none_of_its_numbers() {
        for (text, numbers) in [
            ("一、本年新收政府信息公开申请数量\t4\t1", "4\t1"),
            ("三、结果\t（一）本年新收\t4\t\t1", "4\t\t1"),
            ("二、上年结转政府信息公开申请数量\t4\t1", "二、上年结转政府信息公开申请数量\t4\t1"),
            ("4\t1", "4\t1"),
            ("本年新收 4 1", "本年新收 4 1"),
        ] {
            assert_eq!(without_name(text, "本年新收"), numbers, "{text}");
        }
    }

    #[test]
    fn a_total_that_may_stand_in_the_place_of_a_lost_number_is_seen() {
        let row = |numbers: &[i64], is_whole| Seen {
            name: String::new(),
            at: 0..0,
            is_whole,
            numbers: Some(numbers.iter().map(|n| Decimal::from(*n)).collect()),
        };
        let told = |rows: &[Seen]| (uneven(rows).len(), ends_in_sum(rows).len());
        assert_eq!(told(&[row(&[10, 1, 0, 11], false)]), (0, 1));
        assert_eq!(told(&[row(&[10, 1, 0, 11], false), row(&[0, 1, 0, 0], false)]), (0, 1));
        assert_eq!(told(&[row(&[3, 0, 3], false), row(&[3, 0, 3], false)]), (0, 2));
        assert_eq!(told(&[row(&[1, 1, 2], false), row(&[0, 0, 0], false)]), (0, 1));
        assert_eq!(told(&[row(&[3, 1, 4], false), row(&[1, 0, 0], false)]), (0, 0));
        assert_eq!(told(&[row(&[3, 0, 3], false)]), (0, 0));
        assert_eq!(told(&[row(&[1, 0, 0, 1], false), row(&[0, 1, 0, 0], false)]), (0, 1));
        assert_eq!(told(&[row(&[0, 0, 0, 1], false)]), (0, 0));
        assert_eq!(told(&[row(&[1, 0, 2], false), row(&[1, 0, 0, 1], true)]).0, 1);
        assert_eq!(told(&[row(&[2, 0, 1], false), row(&[1, 0, 0, 1], true)]).0, 0);
        assert_eq!(told(&[row(&[0, 0, 0], false), row(&[1, 0, 0, 1], true)]).0, 0);
    }

    #[test]
    fn a_number_torn_at_its_thousands_is_seen() {
        let pieces = |texts: &[&str]| -> Vec<RowPiece> {
            texts.iter().map(|t| RowPiece { text: (*t).to_owned(), at: 0..0 }).collect()
        };
        for (row, is_torn) in [
            (&["0", "1", "001"][..], true),
            (&["12", "050", "0"], true),
            (&["0", "000"], false),
            (&["1", "120"], false),
            (&["1", "01"], false),
        ] {
            assert_eq!(torn(&pieces(row)).is_some(), is_torn, "{row:?}");
        }
    }
}
