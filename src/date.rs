//! Days and moments: as people type them, as files write them.

use crate::text::half_width;
use std::fmt;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}

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

    /// The beginning of the day, UTC, in seconds since 1970-01-01T00:00:00Z.
    pub fn midnight(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9).rem_euclid(12);
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let day = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let days = year * 365 + year / 4 - year / 100 + day;
        (era * DAYS_OF_ERA + days - EPOCH) * 86_400
    }

    /// The day so many days after 1970-01-01; `None` unless its year is one of 0 to 9999.
    pub(crate) fn after_epoch(days: i64) -> Option<Self> {
        let days = days.checked_add(EPOCH)?;
        let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let year = i32::try_from(year).ok().filter(|year| (0..=9999).contains(year))?;
        Some(Self { year, month: month as u8, day: day as u8 })
    }
}

/// Days of 400 Gregorian years.
const DAYS_OF_ERA: i64 = 146_097;
/// 1970-01-01, counted from 0000-03-01: with March first the leap day is the last of its year.
const EPOCH: i64 = 719_468;

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

/// A second of a day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Hour, 0–23.
    pub hour: u8,
    /// Minute, 0–59.
    pub minute: u8,
    /// Second, 0–59.
    pub second: u8,
}

impl Moment {
    /// The moment so many seconds after 1970-01-01T00:00:00Z; `None` unless its year has at most
    /// four digits, as every file format wants it.
    pub fn after_epoch(seconds: i64) -> Option<Self> {
        let date = Date::after_epoch(seconds.div_euclid(86_400))?;
        let time = seconds.rem_euclid(86_400);
        let [hour, minute, second] = [time / 3600, time / 60 % 60, time % 60].map(|n| n as u8);
        Some(Self { date, hour, minute, second })
    }
}

/// `2023-01-17T00:00:00Z`, as W3CDTF and XMP have it.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date: Date { year, month, day }, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_moments_and_back() {
        for (seconds, moment) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_673_913_600, "2023-01-17T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"),
        ] {
            let read = Moment::after_epoch(seconds).unwrap();
            assert_eq!(read.to_string(), moment);
            assert_eq!(read.date.midnight(), seconds.div_euclid(86_400) * 86_400);
        }
        for seconds in [253_402_300_800, -62_167_219_201, i64::MAX, i64::MIN] {
            assert_eq!(Moment::after_epoch(seconds), None);
        }
    }

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
