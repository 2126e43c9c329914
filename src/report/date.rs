//! A calendar day as people type it.

use super::{Date, number::half_width};
use std::fmt;

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// Not year, month and day.
    Shape,
    /// The calendar has no such day: `2023-02-29`.
    Calendar,
}

impl Date {
    /// Reads `2023-01-17`, `2023年1月17日`, `2023.1.17` or `2023/1/17`, full-width digits too.
    ///
    /// # Errors
    /// [`NoDate`] says whether the shape or the calendar is at fault.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        let text = half_width(text);
        let text = text.trim();
        let parts: Vec<&str> = if let Some(body) = text.strip_suffix(['日', '号']) {
            body.split(['年', '月']).collect()
        } else {
            text.split(['-', '.', '/']).collect()
        };
        let [year, month, day] = parts[..] else {
            return Err(NoDate::Shape);
        };
        let whole = |part: &str, most: usize| {
            let part = part.trim();
            let digits = part.bytes().all(|b| b.is_ascii_digit());
            let fits = (1..=most).contains(&part.len());
            (digits && fits).then(|| part.parse::<u16>().ok()).flatten()
        };
        let year = whole(year, 4).filter(|&y| y >= 1000).ok_or(NoDate::Shape)?;
        let month = whole(month, 2).ok_or(NoDate::Shape)?;
        let day = whole(day, 2).ok_or(NoDate::Shape)?;
        if day == 0 || day > days_of(year, month) {
            return Err(NoDate::Calendar);
        }
        Ok(Self { year: i32::from(year), month: month as u8, day: day as u8 })
    }
}

/// Days of a month; 0 for a month there is not.
const fn days_of(year: u16, month: u16) -> u16 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

/// `2023年1月17日`: Arabic digits, nothing padded (GB/T 9704-2012 §7.3.5.4).
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_day_is_the_same_day() {
        let day = Date { year: 2023, month: 1, day: 17 };
        for text in [
            "2023-01-17",
            "2023年1月17日",
            "2023年01月17日",
            "2023.1.17",
            "2023/1/17",
            "２０２３年１月１７日",
            " 2023年 1 月 17 日 ",
        ] {
            assert_eq!(Date::parse(text), Ok(day), "{text}");
        }
        assert_eq!(day.to_string(), "2023年1月17日");
    }

    #[test]
    fn leap_days_follow_the_calendar() {
        assert!(Date::parse("2024-02-29").is_ok());
        assert!(Date::parse("2000-02-29").is_ok());
        for text in
            ["2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-1-0"]
        {
            assert_eq!(Date::parse(text), Err(NoDate::Calendar), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_days() {
        for text in [
            "",
            "2023",
            "2023年1月",
            "二〇二三年一月十七日",
            "23-1-17",
            "2023-1-17-1",
            "20230117",
            "2023-+1-17",
        ] {
            assert_eq!(Date::parse(text), Err(NoDate::Shape), "{text}");
        }
    }
}
