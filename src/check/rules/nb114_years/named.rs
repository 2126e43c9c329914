//! `去年（2023年）`: a year that its name contradicts.

use crate::check::prose::Searched;
use std::ops::Range;

/// Names of years in whose brackets another stands; what is written in January may call the year reported on 去年,
/// and the next one 今年.
pub(super) fn misnamed(searched: &Searched<'_>, year: i32) -> Vec<(Range<usize>, String)> {
    let (last, next) = (year.saturating_sub(1), year.saturating_add(1));
    let names = [
        ("去年", [last, year]),
        ("上年", [last, year]),
        ("上年度", [last, year]),
        ("上一年", [last, year]),
        ("今年", [year, next]),
    ];
    let text = searched.text;
    let found = names.iter().flat_map(|(name, years)| {
        searched.places(name).filter_map(move |at| {
            let inner = text.get(at + name.len()..)?.strip_prefix('（')?;
            let (typed, rest) = inner.split_once('年')?;
            let rest = rest.strip_prefix('度').unwrap_or(rest);
            let written: i32 = typed.parse().ok().filter(|_| typed.len() == 4)?;
            let end = text.len() - rest.strip_prefix('）')?.len();
            let message = format!("“{name}”写的是 {written} 年，报告的年度是 {year} 年");
            (!years.contains(&written)).then_some((at..end, message))
        })
    });
    if year > 0 { found.collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_year_is_the_one_before() {
        for (text, count) in [
            ("去年（2023年）公开信息300条", 1),
            ("上年度（2022年度）收到3件，今年（2024年）收到4件", 2),
            ("去年（2024年）、上年（2024年）、今年（2025年）", 0),
            ("今年（2026年）将改造专栏，去年（2025年）", 0),
            ("去年（2023年9月）、去年（较2023年）", 0),
        ] {
            assert_eq!(misnamed(&Searched::new(text), 2025).len(), count, "{text}");
        }
    }
}
