//! ## 检查什么
//!
//! 一句话没有完就换了行（粘贴时每行断开的），段末、文末没有句号，或者停在逗号、顿号、破折号上；列举已经完了，段末还是分号、冒号的；下一段以标点开头的。通知、函、请示一类的文件也查。
//!
//! ## 为什么
//!
//! 一行就是一段：断开的半句会印成两段，各自缩进。
//!
//! ## 举例
//!
//! ```text
//! 这一段没有写完就换行了：“…公开前一律保密”
//! ```
//!
//! ## 怎么改
//!
//! 把下一行接上来；真是一段的，补上句号。小标题不用句号，不查。

use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::{is_hanzi, is_numeral},
};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "NB130",
    name: "一段话要写完",
    severity: Severity::Warning,
    file: include_str!("nb130_broken_paragraphs.rs"),
    check,
};

/// Characters of an end that are shown.
const SHOWN: usize = 10;
/// A heading or a name of a list is not longer.
const SHORT: usize = 24;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Other documents have names, lists of offices and attachments besides their text.
    let is_report = !subject.report.agency.value.is_empty();
    let items = if is_report { BTreeSet::new() } else { prose_items(subject) };
    for (i, line) in subject.lines.iter().enumerate() {
        if !is_report && !items.contains(line.heading) {
            continue;
        }
        let above = i.checked_sub(1).and_then(|above| subject.lines.get(above));
        let is_first = above.is_none_or(|above| above.heading != line.heading);
        if let Some(mark) =
            line.text.chars().next().filter(|c| "，。、；：".contains(*c) && is_first)
        {
            let finding = rule.finding(format!("这一段以“{mark}”开头"));
            let finding = subject.at(finding, line.place(&(0..mark.len_utf8())), "");
            found.push(finding.help("前面漏了字的请补上；多写的请删去"));
        }
        let next = subject.lines.get(i + 1).filter(|next| next.heading == line.heading);
        if !is_broken(&line.text, next.map(|next| next.text.as_str())) {
            continue;
        }
        let text = line.text.trim_end();
        let shown = text.char_indices().rev().nth(SHOWN).map_or(0, |(at, _)| at);
        // The whole of an expression, as it is typed.
        let shown = text.get(..shown).map_or(0, |head| head.trim_end_matches(prose::MASK).len());
        let tail = line.typed(&(shown..text.len()));
        let more = if shown > 0 { "…" } else { "" };
        found.push(tell(rule, subject, line, &format!("{more}{tail}"), &(shown..text.len())));
    }
    found
}

/// The items of a document that are text: one of their paragraphs is a sentence, and they are no list of whom it
/// is sent to.
fn prose_items<'a>(subject: &'a Subject<'_>) -> BTreeSet<&'a str> {
    const LISTS: [&str; 6] = ["主送", "抄送", "附件", "印发", "标题", "附注"];
    let is_sentence = |text: &str| text.ends_with('。') && text.chars().count() > SHORT;
    let is_prose = |line: &ProseLine<'_>| {
        !LISTS.iter().any(|list| line.heading.contains(list))
            && (line.heading.contains("正文") || is_sentence(&line.text))
    };
    subject.lines.iter().filter(|line| is_prose(line)).map(|line| line.heading).collect()
}

fn tell(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    shown: &str,
    at: &std::ops::Range<usize>,
) -> Diagnostic {
    let message = format!("这一段没有写完就换行了：“{shown}”");
    let finding = subject.at(rule.finding(message), line.place(at), "");
    finding.help("一行就是一段：请把下一行接上来，或者补上句号")
}

/// What a letter ends with; it is a sentence, however short.
const CLOSING: [&str; 12] = [
    "特此通知",
    "特此报告",
    "特此函告",
    "特此函达",
    "特此函复",
    "特此复函",
    "特此公告",
    "特此通告",
    "特此说明",
    "妥否，请批示",
    "当否，请批示",
    "请予支持为盼",
];

/// Whether a paragraph ends in the middle of a sentence.
fn is_broken(text: &str, next: Option<&str>) -> bool {
    let text = text.trim_end();
    // The next line begins with what no paragraph begins with.
    if next.is_some_and(|next| {
        next.starts_with(['，', '。', '、', '；', '：', '？', '！', '）', '》', '”'])
    }) {
        return true;
    }
    if text.ends_with(['，', '、', '—']) {
        return true;
    }
    // A list goes on behind these, unless the next heading of the kind follows, or nothing.
    if text.ends_with(['；', '：']) {
        let style = heading_style(text);
        let is_over = |next: &str| {
            let next = heading_style(next);
            let is_end = if text.ends_with('；') {
                style != next || text.contains('。')
            } else {
                style == next
            };
            next != 0 && is_end
        };
        // What stands behind a colon may be a table.
        let is_last = text.ends_with('；');
        return !is_contact(text) && next.map_or(is_last, is_over);
    }
    if !text.ends_with(|c: char| is_hanzi(c) || c.is_ascii_digit()) {
        return false;
    }
    let is_sentence = text.contains(['。', '；']);
    let length = text.chars().count();
    let Some(next) = next else {
        let is_long = text.contains('，') && length > SHORT && !is_item(text);
        let is_close = CLOSING.iter().any(|words| text.ends_with(words));
        return (is_sentence || is_long || is_close) && !is_contact(text);
    };
    let goes_on = next.starts_with(|c: char| is_hanzi(c) || c.is_ascii_digit()) && !is_item(next);
    if is_sentence {
        return !is_contact(text);
    }
    // A heading of its own is short, or numbered.
    let is_clause = text.contains('，') && !is_item(text);
    let is_whole_next = next.ends_with(['。', '；', '！', '？', '”', '）']);
    goes_on && is_whole_next && !is_item(text) && !is_contact(text) && (is_clause || length > SHORT)
}

/// 1 for a paragraph that begins with `一、`, 2 for `（一）`, 0 for others.
fn heading_style(text: &str) -> u8 {
    let (level, rest) = match text.strip_prefix('（') {
        Some(rest) => (2, rest),
        None => (1, text),
    };
    let body = rest.trim_start_matches(is_numeral);
    let is_mark =
        body.len() < rest.len() && body.starts_with(if level == 2 { '）' } else { '、' });
    if is_mark { level } else { 0 }
}

/// Whether a paragraph begins with a number of its own.
fn is_item(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(', '第']);
    let body = rest.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
    let is_number = body.len() < rest.len();
    (is_number && body.starts_with(['、', '.', '．', '）', ')', '是', '，', '：']))
        || text.starts_with(|c: char| matches!(c, '①'..='⓿' | '㈠'..='㈩'))
}

/// 网址：…, 电话：…: no sentences.
fn is_contact(text: &str) -> bool {
    ["电话", "网址", "邮箱", "邮编", "地址", "传真", "联系人"]
        .iter()
        .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_broken;

    #[test]
    fn a_sentence_that_is_cut_is_known() {
        for (text, next) in [
            ("（三）政府信息管理。公开前一律保密", Some("审查。")),
            ("（一）主动公开", Some("。2025年，我镇公开信息。")),
            ("处理费，第二段", Some("完了。第三段。")),
            ("公开前一律保密审查，", None),
            ("公开前一律保密审查、", Some("严格把关。")),
            ("（三）管理。公开前一律保密审查；", Some("（四）平台建设。")),
            ("逐级审查；", Some("（四）平台建设。")),
            ("（三）管理。公开前一律保密审查：", Some("（四）平台建设。")),
            ("公开前一律保密审查——", Some("（四）平台建设。")),
            ("一是逐级审查；", None),
            ("（三）政府信息管理。公开前一律保密审查", Some("（四）平台建设。")),
            ("特此通知", None),
            ("县政务公开办对各单位报送的年度报告逐份核对，不符合要求的退回重报", None),
            (
                "我镇认真贯彻落实中华人民共和国政府信息公开条例的各项规定要求",
                Some("公开信息312条。"),
            ),
        ] {
            assert!(is_broken(text, next), "{text}");
        }
        for (text, next) in [
            ("（一）主要问题", Some("公开不主动。")),
            ("（一）加强领导，健全机制", Some("公开不主动。")),
            ("存在的主要问题", Some("一是公开不主动。")),
            ("1.公开不主动", Some("2.更新慢")),
            ("存在的问题：", Some("公开不主动；")),
            ("一是逐级审查；", Some("二是统一发布。")),
            ("（一）逐级审查；", Some("（二）统一发布。")),
            ("一、主要问题：", Some("（一）公开不主动。")),
            ("公开信息312条。", Some("下一步。")),
            ("有疑问的，请联系。电话：0877-1234567", None),
            ("本报告共六部分（见附表）", None),
            ("（二）加强领导，健全机制，落实责任，强化监督，严格考核，及时通报", None),
            ("附件所列的各项", None),
        ] {
            assert!(!is_broken(text, next), "{text}");
        }
    }
}
