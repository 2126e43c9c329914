//! `docProps/`: what the file says about itself.

use super::xml::{Element, el};
use crate::document::Meta;

/// `docProps/core.xml` (ECMA-376-2 §11).
pub(super) fn core(meta: &Meta) -> Element {
    let stamp = timestamp(meta.created);
    let time = |name| el(name).attr("xsi:type", "dcterms:W3CDTF").text(&stamp);
    let lang = if meta.lang.is_empty() { "zh-CN" } else { &meta.lang };
    el("cp:coreProperties")
        .attr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(el("dc:title").text(&meta.title))
        .child(el("dc:subject").text(&meta.subject))
        .child(el("dc:creator").text(&meta.author))
        .child(el("cp:lastModifiedBy").text(&meta.author))
        .child(time("dcterms:created"))
        .child(time("dcterms:modified"))
        .child(el("dc:language").text(lang))
}

/// `docProps/app.xml`.
pub(super) fn app(meta: &Meta) -> Element {
    el("Properties")
        .attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(el("Application").text(env!("CARGO_PKG_NAME")))
        .child(el("Company").text(&meta.author))
}

/// Seconds since 1970 as `2023-01-17T00:00:00Z`, within the years 0 to 9999.
fn timestamp(seconds: i64) -> String {
    let seconds = seconds.clamp(-62_167_219_200, 253_402_300_799);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days since 1970-01-01 to year, month, day of the Gregorian calendar. Years are counted from
/// March, so that the leap day is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468; // from 0000-03-01
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        assert_eq!(timestamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp(1_673_913_600), "2023-01-17T00:00:00Z");
        assert_eq!(timestamp(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(timestamp(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(timestamp(i64::MAX), "9999-12-31T23:59:59Z");
        assert_eq!(timestamp(i64::MIN), "0000-01-01T00:00:00Z");
    }
}
