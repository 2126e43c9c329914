//! Where what is seen in a text and what YAML reads differ: lines that it joins, a list that is none,
//! a text that ends at a `#`.

use crate::text::{is_digit, is_numeral, plain};
use std::ops::Range;

/// Why lines are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// `｜` where `|` was meant.
    WrongMark,
    /// Lines that end or begin as paragraphs do, without `|`.
    Paragraphs,
}

/// Marks that look like `|`.
const BARS: [char; 4] = ['｜', '│', '丨', '∣'];
/// Marks that stand before items, the hyphen first.
const DASHES: [char; 9] = ['-', '－', '—', '–', '−', '·', '•', '●', '◆'];

/// Where a text that is not a literal block joins what its writer saw as paragraphs: a line that ends a
/// sentence, or one that begins with the number of a heading. Lines broken in mid-sentence are meant to
/// be joined.
pub(super) fn joined(source: &str, at: &Range<usize>) -> Option<(Range<usize>, Joined)> {
    let written = source.get(at.clone())?;
    if let Some(bar) = written.chars().next().filter(|c| BARS.contains(&plain(*c).unwrap_or(*c))) {
        return Some((at.start..at.start + bar.len_utf8(), Joined::WrongMark));
    }
    if is_block(source, at) || !written.contains('\n') {
        return None;
    }
    let mut start = at.start;
    let mut is_end = false;
    for (i, line) in written.split_inclusive('\n').enumerate() {
        let text = line.trim();
        let begin = start + line.len() - line.trim_start().len();
        if i > 0 && !text.is_empty() && (is_end || is_numbered(text)) {
            return Some((begin..begin + text.len(), Joined::Paragraphs));
        }
        // An empty line parts paragraphs in every style.
        let closed = text.trim_end_matches(['”', '’', '）', ')', '》', '"']);
        is_end = ends_sentence(closed);
        start += line.len();
    }
    None
}

/// Whether a line ends as sentences do, or with the half-width mark that somebody typed for it: what is
/// mended later must not be what joins.
fn ends_sentence(line: &str) -> bool {
    let Some(last) = line.chars().next_back() else { return false };
    let before = line.strip_suffix(last).and_then(|line| line.chars().next_back());
    match plain(last).unwrap_or(last) {
        '。' | '！' | '？' | '；' | '：' | '…' | '｡' | '．' | '!' | '?' | ';' => true,
        '.' | ':' => before.is_some_and(|c| !c.is_ascii()),
        _ => false,
    }
}

/// The lines of a text that is written on several without `|`: YAML makes one of them. `None` for one line, a block and
/// a text between quotes.
pub(super) fn lines(source: &str, at: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let written = source.get(at.clone())?;
    let is_marked = written.starts_with(['"', '\'', '>']) || written.starts_with(BARS);
    if is_marked || is_block(source, at) || !written.contains('\n') {
        return None;
    }
    let mut start = at.start;
    let mut found = Vec::new();
    for line in written.split_inclusive('\n') {
        let begin = start + line.len() - line.trim_start().len();
        found.push(begin..begin + line.trim().len());
        start += line.len();
    }
    found.retain(|line| !line.is_empty());
    (found.len() > 1).then_some(found)
}

/// Whether a line goes on in the next one: a list that is broken behind its mark, a name in Latin letters.
pub(super) fn goes_on(line: &str) -> bool {
    line.ends_with(|c: char| c.is_ascii() || matches!(c, '、' | '，' | '—' | '（' | '《' | '“'))
}

/// Only the range of a literal block begins at the start of a line.
fn is_block(source: &str, at: &Range<usize>) -> bool {
    source.get(..at.start).is_some_and(|before| before.ends_with('\n'))
}

/// Whether a line begins with a number as headings and items have it: `一、`, `（一）`, `1.`, `①`.
fn is_numbered(line: &str) -> bool {
    let is_number = |c: char| {
        let c = plain(c).unwrap_or(c);
        is_digit(c) || is_numeral(c)
    };
    if line.starts_with(|c| matches!(c, '①'..='⑳' | '㈠'..='㈩')) {
        return true;
    }
    let inner = line.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(line).trim_start_matches(is_number);
    let is_counted = rest.len() < inner.unwrap_or(line).len();
    let marks: &[char] =
        if inner.is_some() { &['）', ')'] } else { &['、', '.', '．', '）', ')'] };
    // 1.5 is a number.
    let goes_on = rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    is_counted && rest.starts_with(marks) && !goes_on
}

/// Whether a text was meant as a list: every line begins with a dash, of whatever kind, or each of
/// several with a number.
pub(super) fn is_list(source: &str, at: &Range<usize>) -> bool {
    let written = source.get(at.clone()).unwrap_or_default();
    let lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_dashed = |line: &&str| line.starts_with(DASHES) && !line.starts_with("——");
    let is_each = lines.iter().all(|line| is_dashed(line) || is_numbered(line));
    !lines.is_empty() && is_each && (lines.len() > 1 || lines.iter().all(is_dashed))
}

/// The rest of the line behind a plain text, from a `#` on that has no blank behind it.
pub(super) fn cut_off(source: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let written = source.get(at.clone())?;
    if written.starts_with(['"', '\'']) || is_block(source, at) {
        return None;
    }
    // Only behind a `#` is the line looked through to its end: a list on one line may have any number of texts.
    let rest = source.get(at.end..)?;
    let comment = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let blanks = rest.len() - comment.len();
    let is_cut = blanks > 0 || written.ends_with(' ');
    let body = comment.strip_prefix('#')?;
    let comment = comment.lines().next()?;
    let is_text = body.chars().next().is_some_and(|c| !c.is_whitespace() && c != '#');
    let start = at.end + blanks;
    (is_cut && is_text).then(|| start..start + comment.trim_end().len())
}

/// A line that begins with `#` below a block, further in than its key and not as far as its text: it was typed as
/// one more paragraph, and YAML takes it for a comment.
pub(super) fn left_behind(source: &str, at: &Range<usize>) -> Option<Range<usize>> {
    if !is_block(source, at) {
        return None;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let key = source.get(..at.start)?.lines().next_back().map(indent)?;
    let text = source.get(at.clone())?.lines().find(|line| !line.trim().is_empty()).map(indent)?;
    let mut start = at.end;
    for line in source.get(at.end..)?.split_inclusive('\n') {
        let body = line.trim();
        if body.starts_with('#') && indent(line) > key && indent(line) < text {
            let from = start + indent(line);
            return Some(from..from + body.len());
        }
        if !body.is_empty() {
            return None;
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_would_be_joined_are_seen_and_broken_lines_are_not() {
        for (text, place) in [
            ("一是好。\n  二是好。", "二是好。"),
            ("（一）主动公开\n  （二）依申请", "（二）依申请"),
            ("如下：\n  1.公开", "1.公开"),
            ("他说“好。”\n  我乡", "我乡"),
            ("甲；\n  乙", "乙"),
            ("甲;\n  乙", "乙"),
            ("甲.\n  乙", "乙"),
            ("好!\n  乙", "乙"),
            ("总说\n  ①其一", "①其一"),
            ("｜\n  甲", "｜"),
            ("│甲", "│"),
        ] {
            let found = joined(text, &(0..text.len())).map(|(at, _)| &text[at]);
            assert_eq!(found, Some(place), "{text}");
        }
        for text in [
            "我乡\n  公开",
            "见www.\n  a.cn",
            "甲，\n  乙。",
            "公开1\n  2件",
            "增长\n  1.5倍",
            "一段。",
        ] {
            assert_eq!(joined(text, &(0..text.len())), None, "{text}");
        }
        let block = "甲: |\n  一。\n  二。\n";
        assert_eq!(joined(block, &(7..block.len())), None);
    }

    #[test]
    fn lines_without_a_bar_are_told_apart() {
        let of = |text: &str| {
            let found = lines(text, &(0..text.len()))?;
            Some(found.into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of("甲局\n  乙局"), Some(vec!["甲局".to_owned(), "乙局".to_owned()]));
        assert_eq!(of("甲局  \n\n  乙局\r\n  丙局").map(|lines| lines.len()), Some(3));
        for text in ["甲局", "甲局\n", "\"甲局\n  乙局\"", "｜\n  甲局", "> \n  甲局"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        let block = "甲: |\n  一\n  二\n";
        assert_eq!(lines(block, &(7..block.len())), None);
        assert!(goes_on("甲局、") && goes_on("http://a.cn/") && !goes_on("甲局"));
    }

    #[test]
    fn lists_with_other_dashes_or_numbers_are_seen() {
        for text in [
            "-年度\n-安排",
            "－ 年度\n－ 安排",
            "— 甲\n— 乙",
            "· 甲",
            "1.甲\n2.乙",
            "-甲",
            "（1）甲\n（2）乙",
        ] {
            assert!(is_list(text, &(0..text.len())), "{text}");
        }
        for text in ["年度报告", "1.甲", "——甲", "甲\n-乙", "2026年报告\n乙"] {
            assert!(!is_list(text, &(0..text.len())), "{text}");
        }
    }

    #[test]
    fn a_paragraph_behind_a_hash_that_stands_too_far_out_is_seen() {
        for (text, cut) in [
            ("甲: |\n  一。\n #没有其他事项。\n乙: 1\n", Some("#没有其他事项。")),
            ("甲: |\n  一。\n\n # 没有。", Some("# 没有。")),
            ("甲: |\n    一。\n    二。\n  #三。\n", Some("#三。")),
            ("甲: |\n  一。\n# 说明\n乙: 1\n", None),
            ("甲: |\n  一。\n  #二。\n", None),
            ("甲: |\n  一。\n乙: 1\n #说明\n", None),
        ] {
            let node = text.find('\n').map_or(0, |end| end + 1);
            let rest = &text[node..];
            let indent = rest.len() - rest.trim_start().len();
            let deep =
                |line: &&str| line.trim().is_empty() || line.starts_with(&" ".repeat(indent));
            let length: usize = rest.split_inclusive('\n').take_while(deep).map(str::len).sum();
            let at = node..node + rest[..length].trim_end().len();
            assert_eq!(left_behind(text, &at).map(|at| &text[at]), cut, "{text}");
        }
    }

    #[test]
    fn a_text_that_a_hash_cuts_off_is_seen_and_a_comment_is_not() {
        for (line, cut) in [
            ("标题: 柳河镇 #1 报告", Some("#1 报告")),
            ("标题: 柳河镇  #3公路\n", Some("#3公路")),
            ("标题: 柳河镇 # 说明", None),
            ("标题: 柳河镇#1", None),
            ("标题: \"柳河镇\" #1", None),
            ("标题: 柳河镇 ## 说明", None),
        ] {
            let end = line.find(" #").unwrap_or(line.len()).min(line.trim_end().len());
            let at = "标题: ".len()..line[..end].trim_end().len();
            assert_eq!(cut_off(line, &at).map(|at| &line[at]), cut, "{line}");
        }
    }
}
