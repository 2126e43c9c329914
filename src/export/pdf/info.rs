//! What the file says about itself: the information dictionary (ISO 32000-1 §14.3.3).

use crate::document::Meta;
use lopdf::{Dictionary, Object, text_string};

/// Name and version of the program, for `Creator` and `Producer`.
pub(super) const PROGRAM: &str = concat!("年报 nianbao ", env!("CARGO_PKG_VERSION"));

/// The dictionary; both dates are the document's own.
pub(super) fn dictionary(meta: &Meta) -> Dictionary {
    let mut info = Dictionary::new();
    let texts = [
        ("Title", meta.title.as_str()),
        ("Author", meta.author.as_str()),
        ("Subject", meta.subject.as_str()),
        ("Creator", PROGRAM),
        ("Producer", PROGRAM),
    ];
    for (key, text) in texts {
        if !text.is_empty() {
            info.set(key, text_string(text));
        }
    }
    if let Some(date) = date(meta.created) {
        info.set("CreationDate", Object::string_literal(date.as_str()));
        info.set("ModDate", Object::string_literal(date.as_str()));
    }
    info
}

/// `D:20230117000000Z` (ISO 32000-1 §7.9.4), or nothing when the year has not four digits.
pub(super) fn date(seconds: i64) -> Option<String> {
    let [year, month, day, hour, minute, second] = moment(seconds)?;
    Some(format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

/// The same moment as XMP writes it, `2023-01-17T00:00:00Z`.
pub(super) fn xmp_date(seconds: i64) -> Option<String> {
    let [year, month, day, hour, minute, second] = moment(seconds)?;
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

fn moment(seconds: i64) -> Option<[i64; 6]> {
    let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days)?;
    Some([year, month, day, time / 3600, time / 60 % 60, time % 60])
}

/// The calendar day that is so many days after 1970-01-01, in the proleptic Gregorian calendar.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    // Counted from 0000-03-01, so that the leap day is the last of its year.
    let days = days.checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (0..=9999).contains(&year).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_written_in_universal_time() {
        assert_eq!(date(0).as_deref(), Some("D:19700101000000Z"));
        assert_eq!(date(1_673_913_600).as_deref(), Some("D:20230117000000Z"));
        assert_eq!(date(1_709_251_199).as_deref(), Some("D:20240229235959Z"));
        assert_eq!(date(-1).as_deref(), Some("D:19691231235959Z"));
        assert_eq!(date(i64::MAX), None);
        assert_eq!(date(i64::MIN), None);
    }
}
