//! What stands under 附加: any text is checked as such; what the red head and the imprint print is checked
//! for what it says.

use super::{
    check_texts,
    rules::{DOCUMENT_NUMBERS, DOUBLED_WORDS, ONE_UNIT, YEARS},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    report::{Date, Report, Spanned, UnitName},
    text::half_width,
};

/// Digits of a copy number (GB/T 9704—2012 7.2.1).
const COPY_DIGITS: usize = 6;

/// Checks the texts under 附加.
pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let texts = &report.extra_texts;
    if texts.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> =
        check_texts(&report.source, texts.clone()).into_iter().collect();
    for (key, text) in texts {
        let told = match key.as_str() {
            "印发日期" => printed_on(report, text),
            "份号" => copy_number(text),
            "红头" | "印发机关" => issuer(report, key, text),
            "发文字号" => year_of_number(report, text),
            _ => None,
        };
        found.extend(told.into_iter().chain(doubled(key, text)).map(|finding| {
            let at = text.at.clone().unwrap_or(0..0);
            finding.at(&report.source, at, "")
        }));
    }
    found
}

/// A day that there is, and not before the report was signed.
fn printed_on(report: &Report, text: &Spanned<String>) -> Option<Diagnostic> {
    let typed = text.value.trim().trim_end_matches("印发");
    let Ok(date) = Date::parse(typed) else {
        let error = Diagnostic::error(Code::Date, format!("“{}”不是日期", text.value.trim()));
        return Some(error.help("例：2027年1月17日，或 2027-01-17"));
    };
    let signed = report.signature.as_ref()?.date.value;
    if date >= signed {
        return None;
    }
    let finding = YEARS.finding(format!("印发日期是 {date}，在成文日期 {signed} 以前"));
    Some(finding.help("印发日期是送印的日期，不早于成文日期；请核对年份"))
}

fn copy_number(text: &Spanned<String>) -> Option<Diagnostic> {
    let digits = half_width(text.value.trim());
    let is_right = digits.len() == COPY_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let message = format!("份号应是 6 位数字，填的是 {}", text.value.trim());
    let finding = DOCUMENT_NUMBERS.finding(message);
    (!is_right).then(|| finding.help("例如 \"000001\"，用引号括起来"))
}

/// The office that issues it is of the unit that reports, as far as a township is named.
fn issuer(report: &Report, key: &str, text: &Spanned<String>) -> Option<Diagnostic> {
    let typed = text.value.split_whitespace().collect::<String>();
    let named = ["街道", "镇", "乡"].iter().find_map(|kind| {
        let end = typed.find(kind)? + kind.len();
        typed.get(..end)
    })?;
    let agency = UnitName::of(&report.agency.value, "");
    let named = UnitName::of(named, "");
    if !agency.is_township() || agency.own == named.own || agency.own.starts_with(named.own) {
        return None;
    }
    let short = report.short_name.as_ref().is_some_and(|short| short.value == named.own);
    let message = format!("{key}是“{}”，机关是“{}”", text.value.trim(), report.agency.value);
    let help = "抄别的单位的文件，只改了一处？请改成本单位的";
    (!short).then(|| ONE_UNIT.finding(message).help(help))
}

/// The number of the year in which the report was signed.
fn year_of_number(report: &Report, text: &Spanned<String>) -> Option<Diagnostic> {
    let typed = half_width(&text.value);
    let open = typed.find(['〔', '[', '(', '【'])?;
    let mark = typed.get(open..)?.chars().next()?.len_utf8();
    let year: i32 = typed.get(open + mark..open + mark + 4)?.parse().ok()?;
    let signed = report.signature.as_ref()?.date.value.year;
    if year == signed || year == report.year.value {
        return None;
    }
    let finding = YEARS.finding(format!("发文字号里是 {year} 年，成文日期在 {signed} 年"));
    Some(finding.help("发文字号用发文那一年的年份"))
}

/// The template prints 印发 behind the date alone.
fn doubled(key: &str, text: &Spanned<String>) -> Option<Diagnostic> {
    let is_doubled = key == "印发机关" && text.value.trim().ends_with("印发");
    let finding = || DOUBLED_WORDS.finding("“印发机关”的内容以“印发”结尾，日期后面还有一个");
    is_doubled.then(|| finding().help("请只写机关，“印发”由模板印在日期后面"))
}
