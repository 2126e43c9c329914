//! Which pages are wanted: `1-3,5`.

use crate::diagnostic::{Code, Diagnostic, Result};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// Pages by their numbers, which count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageChoice(Vec<RangeInclusive<usize>>);

/// What is wrong with a choice of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPageChoice;

impl fmt::Display for NoPageChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("页码写成 1-3、5 或 1-3,5，从 1 数起；2- 是第 2 页到末页")
    }
}

impl std::error::Error for NoPageChoice {}

/// Full-width digits and marks are what an input method for Chinese gives.
impl FromStr for PageChoice {
    type Err = NoPageChoice;

    fn from_str(text: &str) -> std::result::Result<Self, NoPageChoice> {
        let plain: String = text.chars().map(half_width).collect();
        let ranges: Option<Vec<_>> = plain.split(',').map(range).collect();
        ranges.map(Self).ok_or(NoPageChoice)
    }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '，' | '、' => ',',
        '－' | '—' | '–' | '~' | '～' => '-',
        c => c,
    }
}

fn range(text: &str) -> Option<RangeInclusive<usize>> {
    let number = |text: &str| text.trim().parse().ok().filter(|page| *page > 0);
    let (first, last) = match text.split_once('-') {
        Some((first, "")) => (number(first)?, usize::MAX),
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(text)?, number(text)?),
    };
    (first <= last).then_some(first..=last)
}

impl PageChoice {
    /// The indices, from 0, of the pages of so many that are wanted, each once and in order.
    ///
    /// # Errors
    /// `NB395`: not one of the pages exists.
    pub(super) fn of(&self, count: usize) -> Result<Vec<usize>> {
        let is_wanted = |page: usize| self.0.iter().any(|range| range.contains(&(page + 1)));
        let wanted: Vec<usize> = (0..count).filter(|page| is_wanted(*page)).collect();
        if wanted.is_empty() && count > 0 {
            let message = format!("要的页没有，这一份只有 {count} 页");
            let help = "请核对 --pages 的页码；页数少的，别的文件照样输出";
            return Err(Diagnostic::error(Code::NoSuchPage, message).help(help).into());
        }
        Ok(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_chosen_by_number_and_by_range() {
        let of = |text: &str, count| text.parse::<PageChoice>().unwrap().of(count).unwrap();
        assert_eq!(of("1-3", 8), [0, 1, 2]);
        assert_eq!(of("1-3", 2), [0, 1]);
        assert_eq!(of("5,2-3,3", 8), [1, 2, 4]);
        assert_eq!(of("7-", 8), [6, 7]);
        assert_eq!(of("１－２，５", 8), [0, 1, 4]);
        let none = "9".parse::<PageChoice>().unwrap().of(8).unwrap_err();
        assert_eq!(none[0].code, Code::NoSuchPage);
        for wrong in
            ["", "0", "0-3", "3-1", "a", "1--2", "-3", "1,", "1-2-3", "99999999999999999999"]
        {
            assert_eq!(wrong.parse::<PageChoice>(), Err(NoPageChoice), "{wrong}");
        }
    }
}
