//! Addresses, postcodes and numbers that nobody can be reached by.

use super::Slip;
use crate::check::prose::{self, Searched};

pub(super) fn slips(searched: &Searched<'_>) -> Vec<Slip> {
    let mut found = mails(searched);
    found.extend(numbers(searched));
    found.extend(pages(searched));
    found
}

/// What is written behind a label and its colon, with where it begins.
fn behind<'t>(searched: &Searched<'t>, label: &str) -> Vec<(usize, &'t str)> {
    let text = searched.text;
    let written = searched.places(label).filter_map(|at| {
        let rest = text.get(at + label.len()..)?;
        let value = rest.trim_start_matches("地址").trim_start_matches("号码");
        let value = value.strip_prefix(['：', ':']).unwrap_or(value).trim_start();
        Some((text.len() - value.len(), value))
    });
    written.collect()
}

/// 电子邮箱：name163.com
fn mails(searched: &Searched<'_>) -> Vec<Slip> {
    let labels = ["邮箱", "电子邮件", "E-mail", "e-mail", "Email", "email"];
    let written = labels.into_iter().flat_map(|label| behind(searched, label));
    let wrong = written.filter_map(|(at, value)| {
        let end = value.find(|c: char| !c.is_ascii_graphic() && c != '＠').unwrap_or(value.len());
        let address = value.get(..end)?;
        let is_address = address.len() > 4 && address.contains('.');
        let what = "电子邮箱里没有 @";
        (is_address && !address.contains(['@', '＠'])).then(|| Slip {
            at: at..at + end,
            what,
            good: None,
        })
    });
    wrong.collect()
}

/// 邮编：05480, 手机：138012345678
fn numbers(searched: &Searched<'_>) -> Vec<Slip> {
    let labels = [("邮编", true), ("邮政编码", true), ("电话", false), ("手机", false)];
    let written = labels.into_iter().flat_map(|(label, is_post)| {
        behind(searched, label).into_iter().map(move |(at, value)| (at, value, is_post))
    });
    let wrong = written.filter_map(|(at, value, is_post)| {
        let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = value.get(..digits)?;
        let is_mobile =
            number.starts_with('1') && !number.starts_with("10") && !number.starts_with("12");
        let what = if is_post {
            "邮政编码应是 6 位数字"
        } else {
            "手机号码应是 11 位数字"
        };
        let is_wrong = if is_post {
            digits > 0 && digits != 6
        } else {
            is_mobile && matches!(digits, 9 | 10 | 12 | 13)
        };
        is_wrong.then(|| Slip { at: at..at + digits, what, good: None })
    });
    wrong.collect()
}

/// `http://www. qh.gov.cn`
fn pages(searched: &Searched<'_>) -> Vec<Slip> {
    let text = searched.text;
    let heads = ["http://", "https://", "www."].into_iter().flat_map(|head| searched.places(head));
    let mut found: Vec<Slip> = heads
        .filter_map(|start| {
            let rest = prose::after(text, start);
            let end = rest.find(|c: char| !c.is_ascii_graphic())?;
            let tail = rest.get(end..)?.strip_prefix(' ')?;
            let is_torn = rest.get(..end)?.ends_with(['.', '/'])
                && tail.starts_with(|c: char| c.is_ascii_alphanumeric())
                || tail.starts_with(['.', '/']);
            let what = "网址中间有空格";
            is_torn.then(|| Slip { at: start + end..start + end + 1, what, good: None })
        })
        .collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_nobody_is_told() {
        for (text, count) in [
            ("电子邮箱：qh163.com，邮箱：qh2025#163.com", 2),
            ("邮箱：qh@163.com，邮箱地址：qh＠163.com，设意见邮箱2个", 0),
            ("邮编：05480；邮政编码：0548000", 2),
            ("邮编：054800", 0),
            ("手机：138012345678，电话：1380123456", 2),
            ("电话：0319-8123456，手机：13801234567，电话：12345，电话12345678910", 0),
            ("网址：http://www. qh.gov.cn。", 1),
            ("网址：http://www.qh.gov.cn ，www.a.cn 网站", 0),
        ] {
            let found = slips(&Searched::new(text));
            assert_eq!(found.len(), count, "{text} {found:?}");
        }
    }
}
