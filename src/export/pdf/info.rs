//! What the file says about itself: the information dictionary (ISO 32000-1 §14.3.3).

use crate::{
    date::{Date, Moment},
    document::Meta,
};
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
    let Moment { date: Date { year, month, day }, hour, minute, second } =
        Moment::after_epoch(seconds)?;
    Some(format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_written_in_universal_time() {
        assert_eq!(date(1_673_913_600).as_deref(), Some("D:20230117000000Z"));
        assert_eq!(date(i64::MAX), None);
    }
}
