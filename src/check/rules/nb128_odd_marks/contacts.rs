//! Addresses, postcodes and numbers that nobody can be reached by.

use super::Slip;
use crate::check::prose::{self, Searched};

pub(super) fn slips(searched: &Searched<'_>) -> Vec<Slip> {
    let mut found = mails(searched);
    found.extend(numbers(searched));
    found.extend(landlines(searched));
    found.extend(pages(searched));
    found.extend(misspelt(searched));
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

/// 电子邮箱：name163.com, name@163, name@163，com
fn mails(searched: &Searched<'_>) -> Vec<Slip> {
    let labels = ["邮箱", "电子邮件", "E-mail", "e-mail", "Email", "email"];
    let written = labels.into_iter().flat_map(|label| behind(searched, label));
    let wrong = written.filter_map(|(at, value)| {
        let end = value.find(|c: char| !c.is_ascii_graphic() && c != '＠').unwrap_or(value.len());
        let address = value.get(..end)?;
        let behind = value.get(end..)?;
        let what = match address.split_once(['@', '＠']) {
            None if address.len() > 4 && address.contains('.') => "电子邮箱里没有 @",
            Some((_, host)) if host.contains(['@', '＠']) => "电子邮箱里有两个 @",
            Some(_)
                if ["，com", "，cn", "。com", "。cn"]
                    .iter()
                    .any(|tail| behind.starts_with(tail)) =>
            {
                "电子邮箱里有中文标点"
            }
            Some((_, host)) if !host.is_empty() && !host.contains('.') => "电子邮箱没有写完",
            Some((_, host)) if host.rsplit('.').next() == Some("con") => "电子邮箱的末尾应是 .com",
            _ => return None,
        };
        Some(Slip { at: at..at + end, what, good: None })
    });
    wrong.collect()
}

/// 邮编：05480, 手机：138012345678
fn numbers(searched: &Searched<'_>) -> Vec<Slip> {
    let labels = [("邮编", true), ("邮政编码", true), ("电话", false), ("手机", false)];
    let written = labels.into_iter().flat_map(|(label, is_post)| {
        let is_mobile = label == "手机";
        behind(searched, label).into_iter().map(move |(at, value)| (at, value, is_post, is_mobile))
    });
    let wrong = written.filter_map(|(at, value, is_post, is_of_mobile)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || crate::text::is_spelt(c);
        let typed = value.get(..value.find(|c| !is_part(c)).unwrap_or(value.len()))?;
        let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = value.get(..digits)?;
        let is_mobile =
            number.starts_with('1') && !number.starts_with("10") && !number.starts_with("12");
        let what = if is_post {
            "邮政编码应是 6 位数字"
        } else {
            "手机号码应是 11 位数字"
        };
        if is_post {
            // 邮编O54500, 邮编〇五四五〇〇
            let is_code = typed.chars().count() == 6 || digits > 0;
            let is_wrong = is_code && (digits != 6 || typed.len() != 6);
            return is_wrong.then(|| Slip { at: at..at + typed.len(), what, good: None });
        }
        let grouped = value.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(value.len());
        let count = value.get(..grouped)?.chars().filter(char::is_ascii_digit).count();
        let is_wrong = (is_mobile && matches!(digits, 9 | 10 | 12 | 13))
            // 手机：138-0000-123
            || (is_of_mobile && is_mobile && count != 11 && matches!(count, 9..=13));
        if is_of_mobile && digits == 11 && !number.starts_with(['0', '1']) {
            let what = "手机号码应是 1 开头的 11 位数字";
            return Some(Slip { at: at..at + digits, what, good: None });
        }
        is_wrong.then(|| Slip {
            at: at..at + if is_of_mobile { grouped } else { digits },
            what,
            good: None,
        })
    });
    wrong.collect()
}

/// 电话：0319-812345, 031-98123456
fn landlines(searched: &Searched<'_>) -> Vec<Slip> {
    let written = ["电话", "传真"].into_iter().flat_map(|label| behind(searched, label));
    let wrong = written.filter_map(|(at, value)| {
        let (area, rest) = value.split_once('-')?;
        let local = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_area = area.starts_with('0') && area.chars().all(|c| c.is_ascii_digit());
        // 010 and 02x are of three digits, all others of four.
        let is_short = area == "010" || (area.len() == 3 && area.starts_with("02"));
        let is_long = area.len() == 4 && !area.starts_with("01") && !area.starts_with("02");
        let what = if !is_short && !is_long {
            "电话的区号不对"
        } else if !matches!(local, 3 | 5 | 7 | 8) {
            "电话号码应是 7 位或 8 位"
        } else {
            return None;
        };
        let is_number = is_area && matches!(area.len(), 3..=5) && local >= 4;
        is_number.then(|| Slip { at: at..at + area.len() + 1 + local, what, good: None })
    });
    wrong.collect()
}

/// Heads and tails of addresses as they are mistyped.
fn misspelt(searched: &Searched<'_>) -> Vec<Slip> {
    const WORDS: [(&str, &str); 12] = [
        ("http//", "网址里少了冒号"),
        ("https//", "网址里少了冒号"),
        ("http:/w", "网址里少了一个 /"),
        ("https:/w", "网址里少了一个 /"),
        ("htttp", "网址的开头应是 http"),
        ("www，", "网址里有中文标点"),
        ("gov,cn", "网址里有逗号"),
        ("gov，cn", "网址里有中文标点"),
        (".cn.cn", "网址里 .cn 写了两遍"),
        (".com.com", "网址里 .com 写了两遍"),
        ("file:///", "网址是自己电脑里的文件，别人打不开"),
        ("C:\\", "网址是自己电脑里的文件，别人打不开"),
    ];
    let text = searched.text;
    let words = WORDS.into_iter().flat_map(|(word, what)| {
        searched.places(word).map(move |at| Slip { at: at..at + word.len(), what, good: None })
    });
    let sites = behind(searched, "网址").into_iter().filter_map(|(at, value)| {
        let end = value.find(|c: char| !c.is_ascii_graphic()).unwrap_or(value.len());
        let address = value.get(..end)?;
        let what = if address.starts_with("ww.") || address.starts_with("wwww.") {
            "网址的开头应是 www"
        } else if address.contains('@') && !address.contains('/') {
            "网址写成了邮箱"
        } else {
            return None;
        };
        Some(Slip { at: at..at + end, what, good: None })
    });
    // 青石路路18号, 18号号 behind 地址.
    let doubled = behind(searched, "地址").into_iter().filter_map(|(at, value)| {
        let place = value.get(..value.find(['，', '。', '；', '）']).unwrap_or(value.len()))?;
        let word = ["路路", "号号", "街街", "室室", "楼楼"]
            .into_iter()
            .find(|word| place.contains(word))?;
        let start = at + place.find(word)?;
        let is_number =
            text.get(start + word.len()..)?.chars().next().is_none_or(|c| !c.is_alphabetic());
        let is_end = is_number || word == "号号";
        is_end.then(|| Slip {
            at: start..start + word.len(),
            what: "地址里有字写了两遍",
            good: None,
        })
    });
    words.chain(sites).chain(doubled).collect()
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
            ("邮编O54500，邮编：〇五四五〇〇", 2),
            ("邮箱：qh@163，电子邮箱：qh@@163.com，邮箱：qh@163，com", 3),
            ("邮箱：qh@163.con", 1),
            (
                "电话：0319-812345，电话：0319-81234567890，传真：031-98123456，传真：0319-812345X",
                4,
            ),
            ("电话：010-12345678，电话：023-7654321，电话：0319-12345，电话：0319-8123456-801", 0),
            ("电话：0319-8123456、8123457，电话：400-123-4567，电话：12345-6", 0),
            ("手机号码：23800001234，手机：138-0000-123", 2),
            ("手机：138-0000-1234，手机：0319-8123456", 0),
            ("网址：http//www.qy.gov.cn。网址：http:/www.qy.gov.cn", 2),
            ("网址：www.qy.gov,cn。网址：www，qy.gov.cn，www.qy.gov.cn.cn", 3),
            ("网址：htttp://www.a.cn，网址：ww.qy.gov.cn，网址：qsz@163.com", 3),
            ("网址：file:///D:/年报.docx，网址：C:\\年报", 2),
            ("网址：http://www.qy.gov.cn/a@b.html，www.qy.gov.cn，网站", 0),
            ("地址：青石镇青石路路18号，地址：青石路18号号", 2),
            ("地址：青石镇青石路18号，公路路面，地址：公路路政大队", 0),
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
