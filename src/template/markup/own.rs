//! Numbers and marks that the program sets itself: typed too, they would be printed twice.

use crate::{
    document::Inline,
    text::{half_width, is_numeral},
};

/// Lets `keep` take something off the start of a text.
pub(super) fn start(inlines: &mut [Inline], keep: impl Fn(&str) -> &str) {
    if let Some(Inline::Text(run)) = inlines.first_mut() {
        run.text = keep(run.text.trim_start()).to_owned();
    }
}

/// Lets `keep` take something off the end of a text.
pub(super) fn end(inlines: &mut [Inline], keep: impl Fn(&str) -> &str) {
    if let Some(Inline::Text(run)) = inlines.last_mut() {
        run.text = keep(run.text.trim_end()).to_owned();
    }
}

/// Writes every run of a text anew.
pub(super) fn rewrite(inlines: &mut [Inline], write: impl Fn(&str) -> String) {
    for inline in inlines {
        if let Inline::Text(run) = inline {
            run.text = write(&run.text);
        }
    }
}

/// A text without the marks that end it; one of marks alone stays.
pub(super) fn unended(text: &str) -> &str {
    let is_end = |c: char| {
        matches!(c, '。' | '；' | '，' | '、' | '：' | '︰' | '﹕' | ';' | ',' | ':' | '.' | ' ')
    };
    let kept = text.trim_end_matches(is_end);
    if kept.is_empty() { text } else { kept }
}

/// A text without a label in front that the program sets: `抄送：`, `抄送机关:`.
pub(super) fn unlabelled<'a>(text: &'a str, label: &str) -> &'a str {
    let Some(rest) = text.trim_start().strip_prefix(label) else {
        return text;
    };
    let rest = rest.strip_prefix("机关").unwrap_or(rest).trim_start();
    rest.strip_prefix(['：', ':']).map_or(text, str::trim_start)
}

/// The name of an attachment without `附件1：` and a number of its own.
pub(super) fn unnumbered_attachment(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("附件") else {
        return unnumbered(text);
    };
    let number = rest.trim_start();
    let name = number.trim_start_matches(|c: char| half_width_digit(c) || is_numeral(c));
    let digits = number.get(..number.len() - name.len()).unwrap_or_default().chars().count();
    let mark = name.trim_start().strip_prefix(['：', ':', '.', '．', '、']);
    match mark {
        Some(name) if digits <= 2 => kept(unnumbered(name.trim_start()), text),
        // 附件2026年… is a name, 附件2 名单 and 附件2名单 are not.
        None if matches!(digits, 1 | 2) => kept(name.trim_start(), text),
        _ => text,
    }
}

/// A text without a number in front: `1.`, `1、`, `（1）`, `（一）`, `一、`, `①`.
pub(super) fn unnumbered(text: &str) -> &str {
    number(text).map_or(text, |rest| kept(rest.trim_start(), text))
}

/// What is left, unless that is nothing.
fn kept<'a>(rest: &'a str, text: &'a str) -> &'a str {
    if rest.is_empty() { text } else { rest }
}

/// What follows a number in front of a text.
fn number(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(|c| matches!(c, '①'..='⑳' | '⑴'..='⒛' | '㈠'..='㈩'))
    {
        return Some(rest.trim_start_matches(['、', '.', '．', ' ']));
    }
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let (number, rest) = inner.split_once(['）', ')'])?;
        let rest = rest.trim_start_matches(['、', '.', '．']);
        return (is_short(number, half_width_digit) || is_short(number, is_numeral))
            .then_some(rest);
    }
    let (number, rest) = text.split_once(['、', '.', '．'])?;
    let next = rest.chars().next()?;
    if is_short(number, half_width_digit) {
        // 1.5万元, 10.1假期 and 1、2月份 are no numbers of items.
        return (!half_width_digit(next)).then_some(rest);
    }
    // 一、二季度 counts; 一览表 does not.
    let is_name = !is_numeral(next) || rest.starts_with("一览");
    (is_short(number, is_numeral) && is_name).then_some(rest)
}

fn is_short(text: &str, is: impl Fn(char) -> bool) -> bool {
    (1..=2).contains(&text.trim().chars().count()) && text.trim().chars().all(is)
}

fn half_width_digit(c: char) -> bool {
    half_width(c.encode_utf8(&mut [0; 4])).bytes().all(|b| b.is_ascii_digit())
}

/// Names in a list, with one mark between two of them.
pub(super) fn one_mark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let doubles = matches!(c, '，' | ',') && out.ends_with(['，', '、', '；', '。', ',', ';']);
        if doubles {
            out.pop();
        }
        out.push(if doubles { '，' } else { c });
    }
    out
}

/// How many bytes at the start and at the end of a note are brackets, whole or half, and what ends the
/// sentence behind them: the program sets the brackets.
pub(super) fn brackets(text: &str) -> (usize, usize) {
    let trimmed = text.trim();
    let lead = text.len() - text.trim_start().len();
    let opens = |c: char| matches!(c, '（' | '(');
    let closes = |c: char| matches!(c, '）' | ')');
    let stopped = trimmed.trim_end_matches(['。', '.', '；', ';']);
    let first = trimmed.chars().next().filter(|c| opens(*c)).map_or(0, char::len_utf8);
    let last = stopped.chars().next_back().filter(|c| closes(*c)).map_or(0, char::len_utf8);
    // Where the bracket at the start is closed, if it is.
    let mut depth = 0_i32;
    let pair = stopped.char_indices().find(|(_, c)| {
        depth += i32::from(opens(*c)) - i32::from(closes(*c));
        first > 0 && depth == 0
    });
    let balance: i32 = stopped.chars().map(|c| i32::from(opens(c)) - i32::from(closes(c))).sum();
    let tail = text.len() - lead - stopped.len();
    let encloses = pair.is_some_and(|(at, c)| at + c.len_utf8() == stopped.len());
    if encloses && first > 0 && last > 0 {
        (lead + first, tail + last)
    } else if first > 0 && balance > 0 {
        (lead + first, 0)
    } else if last > 0 && balance < 0 {
        (0, tail + last)
    } else {
        (0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_has_one_number_and_no_mark_at_its_end() {
        for (typed, printed) in [
            ("1.年度报告格式", "年度报告格式"),
            ("（2）时间安排表；", "时间安排表"),
            ("三、联系人", "联系人"),
            ("二、一览表", "一览表"),
            ("附件4.名单", "名单"),
            ("附件：名单", "名单"),
            ("附件１：名单。", "名单"),
            ("附件2 名单", "名单"),
            ("附件3名单", "名单"),
            ("附件：1.名单", "名单"),
            ("附件一：名单，", "名单"),
            ("①名单", "名单"),
            ("⑴名单", "名单"),
            ("1、名单", "名单"),
            ("(一) 名单", "名单"),
            ("１．名单", "名单"),
        ] {
            assert_eq!(unended(unnumbered_attachment(typed)), printed, "{typed}");
        }
    }

    #[test]
    fn a_name_that_begins_with_a_number_stays() {
        for name in [
            "附件材料清单",
            "附件2026年度目录",
            "3.15活动方案",
            "1.5万元以上的项目",
            "1、2月份报表",
            "一、二季度统计表",
            "（试行）办法",
            "12345热线办理情况",
            "2026.1.1起施行的目录",
            "。",
        ] {
            assert_eq!(unended(unnumbered_attachment(name)), name, "{name}");
        }
    }

    #[test]
    fn a_note_stands_in_one_pair_of_brackets() {
        for (typed, inner) in [
            ("此件公开发布", "此件公开发布"),
            ("此件公开发布）", "此件公开发布"),
            ("（此件公开发布", "此件公开发布"),
            ("（此件公开发布）", "此件公开发布"),
            ("(此件公开发布)", "此件公开发布"),
            ("（此件公开发布）。", "此件公开发布"),
            ("（联系人：王某（办公室））", "联系人：王某（办公室）"),
            ("联系人：王某（办公室）", "联系人：王某（办公室）"),
            ("（甲）乙（丙）", "（甲）乙（丙）"),
        ] {
            let (start, end) = brackets(typed);
            assert_eq!(&typed[start..typed.len() - end], inner, "{typed}");
        }
    }

    #[test]
    fn between_two_names_stands_one_mark() {
        for (typed, printed) in [
            ("甲、，乙", "甲，乙"),
            ("甲，，乙", "甲，乙"),
            ("甲。，乙；，丙", "甲，乙，丙"),
            ("甲、乙，丙", "甲、乙，丙"),
        ] {
            assert_eq!(one_mark(typed), printed);
        }
    }
}
