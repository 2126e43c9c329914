//! `2026年1月15日（星期三）`: the day of the week that the calendar has.

use super::Wrong;
use crate::{check::dates::WrittenDate, report::Date};

const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// Days whose weekday is another; one without a year may be of the year reported on or of the next.
pub(super) fn wrong(text: &str, dates: &[WrittenDate], year: i32) -> Vec<Wrong> {
    let wrong = dates.iter().filter_map(|date| {
        let (said, length) = weekday(text.get(date.at.end..)?)?;
        let years = match date.year {
            Some(year) => vec![i64::from(year)],
            None if year > 0 => vec![i64::from(year), i64::from(year) + 1],
            None => return None,
        };
        let days: Option<Vec<usize>> = years.iter().map(|year| of_day(*year, date)).collect();
        let days = days?;
        let right = DAYS.get(*days.first()?)?;
        let at = date.at.start..date.at.end + length;
        let day = text.get(date.at.clone())?;
        let of_year = if date.year.is_none() { format!("{year} 年的") } else { String::new() };
        let message = format!("{of_year}“{day}”是星期{right}，这里写的是星期{}", DAYS.get(said)?);
        (!days.contains(&said)).then_some((at, message, "请核对是哪一天、星期几"))
    });
    wrong.collect()
}

/// The day of the week, Monday being 0.
fn of_day(year: i64, date: &WrittenDate) -> Option<usize> {
    let day = Date::parse(&format!("{year}-{}-{}", date.month, date.day?)).ok()?;
    // The first day of 1970 was a Thursday.
    usize::try_from((day.midnight().div_euclid(86_400) + 3).rem_euclid(7)).ok()
}

/// `（星期三）`, `周三`, which a text begins with, and its length as far as the name goes.
fn weekday(text: &str) -> Option<(usize, usize)> {
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    let name = ["星期", "礼拜", "周"].iter().find_map(|word| bare.strip_prefix(word))?;
    let name = name.strip_prefix('天').map(|rest| (6, rest)).or_else(|| {
        DAYS.iter().enumerate().find_map(|(day, word)| Some((day, name.strip_prefix(word)?)))
    });
    let (day, rest) = name?;
    // 3月1日周一至周五 tells of several days.
    let is_one = !rest.starts_with(['至', '到', '—', '-', '、', '～']);
    is_one.then_some((day, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::dates::dates;

    #[test]
    fn the_day_of_the_week_is_that_of_the_calendar() {
        for (text, told) in [
            ("2026年1月15日（星期三）召开", Some("“2026年1月15日”是星期四，这里写的是星期三")),
            ("2025年5月12日（周二）召开", Some("是星期一")),
            ("2025年10月1日星期二", Some("是星期三")),
            ("2025年3月2日（星期六）", Some("是星期日")),
            ("5月15日（星期六）开展活动", Some("2025 年的“5月15日”是星期四")),
            ("二〇二七年一月二十日（星期五）", Some("是星期三")),
            ("2026年1月15日（星期四），2025年3月2日（星期天）", None),
            ("5月15日（星期五）、5月15日（星期四）", None),
            ("2025年5月12日（周一至周五）", None),
            ("2025年5月12日周二村调研", Some("是星期一")),
            ("5月15日（周边村），2025年13月1日（星期一）", None),
        ] {
            let found = wrong(text, &dates(text), 2025);
            assert_eq!(found.is_empty(), told.is_none(), "{text} {found:?}");
            assert!(found.iter().all(|(_, said, _)| said.contains(told.unwrap())), "{found:?}");
        }
        let text = "5月15日（星期六）";
        assert!(wrong(text, &dates(text), 0).is_empty());
    }
}
