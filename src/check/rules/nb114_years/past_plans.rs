//! `计划于2025年6月完成整改` in the report of 2025: what is to come cannot be in the year that is over.

use super::years;
use crate::check::prose::{self, Searched};
use std::ops::Range;

/// Words of a plan, right before its year.
const PLANNED: [&str; 11] = [
    "将在",
    "将于",
    "计划于",
    "计划在",
    "力争在",
    "力争到",
    "力争于",
    "争取在",
    "争取到",
    "拟于",
    "拟在",
];
/// A sentence with one of these tells what was planned then.
const DONE: [&str; 10] =
    ["已", "完成了", "如期", "原", "提出", "曾", "年初", "上年", "去年", "提前"];

/// The years that plans are for, where these are over, in a part about what is to become better.
pub(super) fn past(searched: &Searched<'_>, year: i32) -> Vec<(Range<usize>, i32)> {
    let text = searched.text;
    if !searched.has_any(&PLANNED) {
        return Vec::new();
    }
    let is_past = |(at, written): &(Range<usize>, i32)| {
        let before = prose::before(text, at.start, prose::SENTENCE);
        let sentence = before.rsplit('。').next().unwrap_or_default();
        let rest = prose::after(text, at.end).split('。').next().unwrap_or_default();
        *written <= year
            && PLANNED.iter().any(|word| before.ends_with(word))
            && !DONE.iter().any(|word| sentence.contains(word) || rest.contains(word))
    };
    years(text).into_iter().filter(is_past).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_is_in_no_year_that_is_over() {
        for (text, count) in [
            ("今后，将在2025年底前完成整改。", 1),
            ("计划于2025年6月完成整改，力争到2025年6月底前完成公开栏改造。", 2),
            ("拟于2024年建成专栏。", 1),
            ("将在2026年6月底前完成整改，计划于2026年建成。", 0),
            ("原计划于2025年6月完成的整改，已于5月完成。", 0),
            ("年初提出力争到2025年底前全覆盖。", 0),
            ("2025年，我镇将政务公开纳入考核。", 0),
        ] {
            assert_eq!(past(&Searched::new(text), 2025).len(), count, "{text}");
        }
    }
}
