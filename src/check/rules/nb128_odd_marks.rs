//! ## 检查什么
//!
//! 没有人特意要打的记号：直引号 `"`、`'`，代替破折号的 `--`，代替省略号的 `...`，汉字之间、标点旁边的空格，`二○二六年` 里的圆圈，`∙` 一类的间隔号，`⋯`、`⸺`、`☑`、`☐` 一类字库里没有的记号，全角数字，`1、`、`一.`、`（一）、`、`㈠` 一类的序号，以及 Markdown、HTML 的记号。还有 `｡`、`﹐` 一类的标点，汉字之间的 `.`、`-`、`—`，`－－`、`–`，「」、«»、＜＞，汉字之间的 `｜`、`_`、`^`，数里的中文标点（`6，200条`、`6、200条`、`3。5万`），网址里的全角冒号，数中间的空格（`3 12条`），一半是汉字的数（`三百零5条`），注号 `[1]`，夹在汉字、数字里的外文字母，单写的 { }，序号写了两个的，乱码。机关名称里的引号，没有 @ 的邮箱、不是 6 位的邮编、多一位少一位的手机号、中间有空格的网址，粘贴成一行行的表（“一季度 12”），小数的件数（12.5条），写错的电话、邮箱、网址，写错的数（32,60条、三百百条、0326条、30—20条）也算。
//!
//! ## 为什么
//!
//! 多是从网页、PDF 里粘贴或输入法带来的，照原样印出，不合公文的写法；小标题的序号写得不对，就认不出是小标题。
//!
//! ## 举例
//!
//! ```text
//! 这一段的直引号应写成“ ”
//! ```
//!
//! ## 怎么改
//!
//! 只有一种改法的，`nianbao check --fix` 能自动改；别的照提示改。

mod contacts;
mod figures;
mod foreign;
mod markup;

use super::nb119_placeholders::stands_for_number;
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::{cardinal, half_width, is_full_mark, is_hanzi, is_numeral, not_hanzi},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB128",
    name: "引号、空格、序号照公文的写法",
    severity: Severity::Warning,
    file: include_str!("nb128_odd_marks.rs"),
    check,
};

/// A mark that nobody means.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slip {
    at: Range<usize>,
    /// What it is, with what is right: `直引号应写成“ ”`.
    what: &'static str,
    /// What to write instead, where there is one answer.
    good: Option<String>,
}

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = agency(rule, subject).into_iter().collect();
    found.extend(rows(rule, subject));
    for line in &subject.lines {
        let mut slips = slips(&line.searched(), line.marks());
        while let Some(first) = slips.first().cloned() {
            let (alike, rest): (Vec<Slip>, Vec<Slip>) =
                slips.into_iter().partition(|slip| slip.what == first.what);
            slips = rest;
            found.push(tell(rule, subject, line, &alike));
        }
    }
    found
}

/// Rows of a table that was pasted into the text: 一季度 12 on a line of its own. The first of a part is told.
fn rows(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut heading = "";
    let rows = subject.lines.iter().filter(|line| {
        let is_first = line.heading != heading;
        let is_row = is_first && is_row(&line.text);
        if is_row {
            heading = line.heading;
        }
        // Other documents have names and numbers on lines of their own.
        is_row && !subject.report.agency.value.is_empty()
    });
    let told = rows.map(|line| {
        let finding = rule.finding("这一行像是粘贴的表里的一行，会连着印成文字");
        let finding = subject.at(finding, line.place(&(0..line.text.len())), "");
        finding.help("表里的数填在各张表下面；写成文字的，每个数写明是什么，句末加标点")
    });
    told.collect()
}

fn is_row(text: &str) -> bool {
    let mut fields = text.split_whitespace();
    // 表 1 is the name of a table.
    let is_name = |name: &str| name.chars().all(is_hanzi) && !matches!(name, "表" | "图" | "第");
    let is_named = fields.next().is_some_and(is_name);
    let mut count = 0;
    let are_numbers = fields
        .inspect(|_| count += 1)
        .all(|field| field.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || c == '.'));
    is_named && are_numbers && count > 0
}

fn tell(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>, alike: &[Slip]) -> Diagnostic {
    let what = alike.first().map_or("", |slip| slip.what);
    let times = if alike.len() > 1 { format!("（{} 处）", alike.len()) } else { String::new() };
    let finding = rule.finding(format!(
        "这一段的{}{what}{times}",
        if what.starts_with(|c: char| c.is_ascii()) { " " } else { "" }
    ));
    let mut places = alike.iter().filter_map(|slip| line.place(&slip.at));
    let finding = subject.at(finding, places.next(), "");
    let finding = subject.related(finding, places, "");
    if alike.iter().all(|slip| slip.good.is_some()) {
        finding.help(line.help("请照公文的写法改"))
    } else {
        finding.help("请照公文的写法改")
    }
}

fn agency(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let agency = &subject.report.agency;
    let is_quoted = agency.value.starts_with(['“', '‘', '"', '\'', '「'])
        && agency.value.ends_with(['”', '’', '"', '\'', '」']);
    is_quoted.then(|| {
        let message = format!("机关“{}”的名称里有引号，会印出来", agency.value);
        let finding = subject.at(rule.finding(message), agency.at.clone(), "");
        finding.help("机关的名称不用放进引号，请删去")
    })
}

/// What to write where in a paragraph.
pub(in crate::check) fn edits(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let marks: Vec<(usize, char)> = not_hanzi(text).collect();
    let slips = slips(&Searched::new(text), &marks);
    slips.into_iter().filter_map(|slip| Some((slip.at, slip.good?)))
}

const BETWEEN: &str = "汉字之间有空格";

fn slips(searched: &Searched<'_>, marks: &[(usize, char)]) -> Vec<Slip> {
    let text = searched.text;
    let mut found: Vec<Slip> = heading(text).into_iter().collect();
    for (mark, pair) in
        [("\"", ["“", "”"]), ("'", ["‘", "’"]), ("＂", ["“", "”"]), ("＇", ["‘", "’"])]
    {
        found.extend(quotes(searched, mark, pair));
    }
    // In a title or a list of names a blank parts two of them.
    let is_prose = text.contains(['，', '。', '；', '：', '、']);
    let mut end = 0;
    for (at, c) in marks.iter().copied() {
        if at < end {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default().trim_start_matches(c);
        end = text.len() - rest.len();
        let run = (end - at) / c.len_utf8();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let is_list_of_names = !is_prose || stands_between_names(c, rest);
        if let Some((what, good)) = of_run(c, run, before, rest.chars().next())
            && (what != BETWEEN || !(is_list_of_names || stands_for_number(text, end)))
        {
            let is_list = what == BETWEEN && is_listed(text, at);
            let (what, good) = if is_list { (LISTED, None) } else { (what, Some(good)) };
            found.push(Slip { at: at..end, what, good });
        }
    }
    found.extend(foreign::slips(text, marks));
    found.extend(markup::slips(searched, marks));
    found.extend(markup::numbers(text, marks));
    found.extend(address(searched));
    found.extend(contacts::slips(searched));
    found.extend(figures::slips(searched));
    if text.starts_with('|') && text.ends_with('|') && text.len() > 2 {
        let what = "竖线画不出表格，会照原样印出";
        found.push(Slip { at: 0..1, what, good: None });
    }
    found.sort_by_key(|slip| (slip.at.start, slip.at.end));
    found.dedup_by(|later, slip| later.at.start < slip.at.end);
    found
}

/// Whether a blank, before the rest of a text, stands in a name of two characters: `责任人王　伟，`.
fn stands_between_names(blank: char, rest: &str) -> bool {
    blank == '\u{3000}' && !rest.chars().nth(1).is_some_and(is_hanzi)
}

const LISTED: &str = "名单、列举之间用了空格，应写成、";
/// Common surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁\
    任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤";

/// Whether the blanks of the statement around a place part the items of a list: 由张三 李四 王五负责, 有 机构职能 政策文件 财政预算.
fn is_listed(text: &str, at: usize) -> bool {
    let is_end = |c: char| is_full_mark(c) && c != '\u{3000}';
    let before = prose::before(text, at, prose::CLAUSE).rsplit(is_end).next().unwrap_or_default();
    let behind = prose::after(text, at).split(is_end).next().unwrap_or_default();
    let statement = format!("{before}{behind}");
    let items: Vec<&str> = statement.split(is_blank).filter(|item| !item.is_empty()).collect();
    let Some((_, [rest @ .., last])) = items.split_first() else { return false };
    let length = |item: &&str| item.chars().count();
    let are_names = rest.iter().all(|item| matches!(length(item), 2 | 3))
        && rest.iter().chain([last]).all(|item| item.starts_with(|c| SURNAMES.contains(c)));
    let first = rest.first().map_or(0, length);
    let are_alike =
        first > 2 && rest.iter().all(|item| length(item) == first) && length(last) >= first;
    !rest.is_empty() && (are_names || are_alike)
}

/// Blanks of every width.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// What a run of one character, between its neighbours, should be.
fn of_run(
    c: char,
    run: usize,
    before: Option<char>,
    after: Option<char>,
) -> Option<(&'static str, String)> {
    let is_chinese = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || is_full_mark(c));
    let hanzi = |c: Option<char>| c.is_some_and(is_hanzi);
    let beside = is_chinese(before) || is_chinese(after);
    match c {
        '-' | '－' if run > 1 && beside => Some(("破折号应写成——", "——".to_owned())),
        '.' | '。' if run > 2 && beside => Some(("省略号应写成……", "……".to_owned())),
        '.' if run == 1 && hanzi(before) && after.is_none() => {
            Some(("句号应写成。", "。".to_owned()))
        }
        '·' if run > 1 => Some(("省略号应写成……", "……".to_owned())),
        '…' if run != 2 && beside => Some(("省略号应写成……", "……".to_owned())),
        '~' if run == 1 && hanzi(before) && hanzi(after) => {
            Some(("波浪号应写成～", "～".to_owned()))
        }
        '∶' if !(hanzi(before) && hanzi(after)) => None,
        _ if is_blank(c) => of_blanks(run, before, after).map(|fault| (fault, String::new())),
        '○' | '◯' | 'O' | 'Ｏ' | '0' if run == 1 && is_in_year(before, after) => {
            Some(("年份里的圆圈应写成〇", "〇".to_owned()))
        }
        '○' | '◯' if run == 1 && before.is_some_and(|c| c.is_ascii_digit()) => {
            Some(("数字里的圆圈应写成 0", "0".to_owned()))
        }
        '∙' | '⋅' | '･' | '⸱' | '᛫' if run == 1 && hanzi(before) && hanzi(after) => {
            Some(("间隔号应写成·", "·".to_owned()))
        }
        // What Apple's input method and some sites type; no office face has them.
        '⋯' => Some(("省略号应写成……", "……".to_owned())),
        '⸺' => Some(("破折号应写成——", "——".to_owned())),
        '☑' | '✓' | '✔' => Some(("打勾应写成√", "√".repeat(run))),
        '☐' => Some(("方框应写成□", "□".repeat(run))),
        '．' if run == 1 && is_digit(before) && is_digit(after) => {
            Some(("小数点应用半角", ".".to_owned()))
        }
        '％' if before.is_some_and(|c| matches!(c, '０'..='９')) => {
            Some(("百分号应用半角", "%".repeat(run)))
        }
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            Some(("字母应用半角", half_width(&c.to_string()).repeat(run)))
        }
        '０'..='９' => {
            let half = half_width(&c.to_string()).repeat(run);
            Some(("数字应用半角", half))
        }
        _ => {
            same_marks(c).map(|good| ("标点应写成，。、；：“ ”《 》", good.to_string().repeat(run)))
        }
    }
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(crate::text::is_digit)
}

/// What is wrong with blanks that nobody types on purpose.
fn of_blanks(run: usize, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let is_chinese = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || is_full_mark(c));
    let hanzi = |c: Option<char>| c.is_some_and(is_hanzi);
    let mark = |c: Option<char>| c.is_some_and(|c| is_full_mark(c) && c != '\u{3000}');
    if hanzi(before) && hanzi(after) {
        return Some(BETWEEN);
    }
    // #（三） without its blank is no better.
    if (mark(before) && is_chinese(after)) || (mark(after) && before.is_some_and(|c| c != '#')) {
        return Some("标点旁边有空格");
    }
    let beside_number = (hanzi(before) && is_digit(after)) || (is_digit(before) && hanzi(after));
    (run > 1 && beside_number).then_some("数字旁边有几个空格")
}

/// Whether a circle stands for a nought: behind a numeral, before another or 年.
fn is_in_year(before: Option<char>, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| is_numeral(c) && !matches!(c, '十' | '百'));
    let circle = |c: Option<char>| c.is_some_and(|c| matches!(c, '○' | '◯' | 'O' | 'Ｏ'));
    digit(before) && (digit(after) || circle(after) || after == Some('年'))
}

/// The mark that one of another block stands for.
fn same_marks(c: char) -> Option<char> {
    Some(match c {
        '｡' | '﹒' | '︒' => '。',
        '､' | '﹑' | '︑' => '、',
        '﹐' | '︐' => '，',
        '﹔' | '︔' => '；',
        '﹕' | '︰' | '︓' | '∶' => '：',
        '﹖' | '︖' => '？',
        '﹗' | '︕' => '！',
        '﹙' | '︵' => '（',
        '﹚' | '︶' => '）',
        '「' | '〝' | '﹁' => '“',
        '」' | '〞' | '〟' | '﹂' => '”',
        '『' | '﹃' => '‘',
        '』' | '﹄' => '’',
        '«' | '︽' => '《',
        '»' | '︾' => '》',
        _ => return None,
    })
}

/// A full-width colon in an address: `http：//`.
fn address(searched: &Searched<'_>) -> Option<Slip> {
    let mark = "：//";
    let at = searched.places(mark).find(|at| {
        let before = searched.text.get(..*at).unwrap_or_default();
        before.ends_with("http") || before.ends_with("https")
    })?;
    let what = "网址里的冒号应用半角";
    Some(Slip { at: at..at + '：'.len_utf8(), what, good: Some(":".to_owned()) })
}

/// Straight quotes around Chinese, in turn.
fn quotes(searched: &Searched<'_>, mark: &str, pair: [&str; 2]) -> Vec<Slip> {
    let (what, text) = ("直引号应写成“ ”", searched.text);
    if searched.has_any(&pair) {
        return mixed_quotes(searched, mark, pair, what);
    }
    let at: Vec<usize> = searched.places(mark).collect();
    let is_chinese =
        |from: usize, to: usize| text.get(from..to).is_some_and(|s| s.contains(is_hanzi));
    if at.len() % 2 == 1 {
        // 15" and don't are none.
        let around = |at: usize| {
            let before = text.get(..at).and_then(|s| s.chars().next_back());
            let after = text.get(at + mark.len()..).and_then(|s| s.chars().next());
            before.is_some_and(is_hanzi) && after.is_some_and(is_hanzi)
        };
        let odd = at.into_iter().filter(|at| around(*at));
        return odd.map(|at| Slip { at: at..at + mark.len(), what, good: None }).collect();
    }
    let (pairs, _) = at.as_chunks::<2>();
    let pairs = pairs.iter().filter(|[open, close]| is_chinese(open + mark.len(), *close));
    let slip =
        |at: usize, good: &str| Slip { at: at..at + mark.len(), what, good: Some(good.to_owned()) };
    pairs.flat_map(|[open, close]| [slip(*open, pair[0]), slip(*close, pair[1])]).collect()
}

/// “公开"与"透明”: straight ones among the others, each what it has to be behind those before it; where that cannot be
/// told, none is mended.
fn mixed_quotes(
    searched: &Searched<'_>,
    mark: &str,
    [open, close]: [&str; 2],
    what: &'static str,
) -> Vec<Slip> {
    let marks = [mark, open, close].into_iter();
    let mut all: Vec<(usize, &str)> =
        marks.flat_map(|mark| searched.places(mark).map(move |at| (at, mark))).collect();
    all.sort_unstable();
    // “"四公开"”: marks in marks, of which the inner ones are ‘ ’.
    let is_nested = all
        .windows(2)
        .any(|pair| matches!(pair, [(at, typed), (next, _)] if at + typed.len() == *next));
    let (mut is_open, mut is_told) = (false, !is_nested);
    let mut found = Vec::new();
    for (at, typed) in all {
        let good = if is_open { close } else { open };
        is_told &= typed == mark || typed == good;
        is_open = good == open;
        if typed == mark {
            found.push(Slip { at: at..at + mark.len(), what, good: Some(good.to_owned()) });
        }
    }
    if !is_told || is_open {
        let around = |at: usize| {
            let before = searched.text.get(..at).and_then(|s| s.chars().next_back());
            before.is_some_and(is_hanzi)
        };
        found.retain(|slip| around(slip.at.start));
        for slip in &mut found {
            slip.good = None;
        }
    }
    found
}

const TWO_NUMBERS: &str = "序号写了两个";

/// Whether a text begins with （一）.
fn is_numbered(text: &str) -> bool {
    let inner = text.strip_prefix('（').and_then(|inner| inner.split_once('）'));
    inner.is_some_and(|(number, _)| !number.is_empty() && number.chars().all(is_numeral))
}

/// The number of a heading in another shape than `一、`, `（一）`, `1.`, `（1）`.
fn heading(text: &str) -> Option<Slip> {
    let slip = |at: Range<usize>, good: String| {
        Some(Slip {
            at, what: "序号应写成一、（一）1.（1）的样子", good: Some(good)
        })
    };
    let first = text.chars().next()?;
    let width = first.len_utf8();
    let number = |first: char, of: char| i64::from(u32::from(first) - u32::from(of) + 1);
    match first {
        '㈠'..='㈩' => return slip(0..width, format!("（{}）", cardinal(number(first, '㈠')))),
        '⑴'..='⒇' => return slip(0..width, format!("（{}）", number(first, '⑴'))),
        '⒈'..='⒛' => return slip(0..width, format!("{}.", number(first, '⒈'))),
        _ => {}
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let is_chinese = |c: char| is_numeral(c) && c != '零';
    let inner = text.strip_prefix(['（', '(']);
    let body = inner.unwrap_or(text);
    let spelt = body.len() - body.trim_start_matches(is_chinese).len();
    let digits = body.len() - body.trim_start_matches(is_digit).len();
    let length = spelt.max(digits);
    if length == 0 || digits > 2 {
        return None;
    }
    let rest = body.get(length..)?;
    let at = text.len() - rest.len();
    if inner.is_some() {
        let tail = rest.strip_prefix(['）', ')'])?;
        let at = text.len() - tail.len();
        if is_numbered(tail) {
            return Some(Slip { at: 0..text.len() - tail.len(), what: TWO_NUMBERS, good: None });
        }
        let mark = tail.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | '：' | ':'))?;
        return slip(at..at + mark.len_utf8(), String::new());
    }
    if rest.strip_prefix('、').is_some_and(is_numbered) {
        return Some(Slip { at: 0..at, what: TWO_NUMBERS, good: None });
    }
    let mark = rest.chars().next()?;
    let next = rest.get(mark.len_utf8()..)?.chars().next()?;
    if spelt > 0 {
        return match mark {
            '.' | '．' => slip(at..at + mark.len_utf8(), "、".to_owned()),
            ' ' if rest.trim_start().starts_with('、') => {
                slip(at..at + rest.len() - rest.trim_start().len(), String::new())
            }
            _ => None,
        };
    }
    // 1、2月 are two numbers.
    let is_item = mark == '、' && is_hanzi(next) && !is_numeral(next);
    if is_item { slip(at..at + mark.len_utf8(), ".".to_owned()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Searched, Slip, not_hanzi};

    fn slips(text: &str) -> Vec<Slip> {
        super::slips(&Searched::new(text), &not_hanzi(text).collect::<Vec<_>>())
    }

    fn mended(text: &str) -> String {
        let mut mended = text.to_owned();
        for slip in slips(text).into_iter().rev() {
            if let Some(good) = slip.good {
                mended.replace_range(slip.at, &good);
            }
        }
        mended
    }

    #[test]
    fn odd_marks_become_what_they_stand_for() {
        for (text, good) in [
            ("落实\"两不愁三保障\"和'放管服'", "落实“两不愁三保障”和‘放管服’"),
            ("平台--政府网站", "平台——政府网站"),
            ("建成...六个。。。等", "建成……六个……等"),
            ("我乡 通过 领导  小组。", "我乡通过领导小组。"),
            ("由张三 李四 王五负责。", "由张三 李四 王五负责。"),
            ("栏目有 机构职能 政策文件 财政预算。", "栏目有 机构职能 政策文件 财政预算。"),
            ("“公开\"与透明\"。", "“公开\"与透明\"。"),
            ("“公开\"与\"透明”。", "“公开”与“透明”。"),
            ("《条例》 ，2025 年 ，网址", "《条例》，2025 年，网址"),
            ("二○二六年、二O二○年、二0二六年", "二〇二六年、二〇二〇年、二〇二六年"),
            ("审核1○件", "审核10件"),
            ("阿∙卜", "阿·卜"),
            ("省略号⋯⋯，⋯，破折号⸺。", "省略号……，……，破折号——。"),
            ("☑主动公开，☐依申请公开，✓、✔", "√主动公开，□依申请公开，√、√"),
            ("２０２６年公开１２８条", "2026年公开128条"),
            ("1、公开", "1.公开"),
            ("一．总体", "一、总体"),
            ("一.总体", "一、总体"),
            ("一 、总体", "一、总体"),
            ("（一）、总体", "（一）总体"),
            ("(一)、总体", "(一)总体"),
            ("㈠总体", "（一）总体"),
            ("⒉总体", "2.总体"),
            ("⑶总体", "（3）总体"),
            ("（四）：总体", "（四）总体"),
            ("一律审查｡严格﹐把关､审查﹔再审∶好", "一律审查。严格，把关、审查；再审：好"),
            ("一律审查.", "一律审查。"),
            ("平台－－网站，公开…一律，公开···一律", "平台——网站，公开……一律，公开……一律"),
            ("「一律」『审查』〝严格〞«办法»＂把关＂", "“一律”‘审查’“严格”《办法》“把关”"),
            ("一律　审查，\u{A0}严格\u{2003}把关。", "一律审查，严格把关。"),
            ("ＡＢＣ三类", "ABC三类"),
            ("占４５．１％，45.1％", "占45.1%，45.1％"),
            ("网址http：//www.a.cn，公开12  条", "网址http://www.a.cn，公开12条"),
            ("二О二五年，2О25年，1O件，l5件", "二〇二五年，2025年，10件，15件"),
            ("АВС三类", "ABC三类"),
        ] {
            assert_eq!(mended(text), good, "{text}");
        }
    }

    #[test]
    fn what_is_meant_stays() {
        for text in [
            "Use \"A\" and don't",
            "15\"屏",
            "2026 年 1 月",
            "1、2月份公开3件",
            "1.5倍",
            "一、总体",
            "（一）总体",
            "王　伟",
            "中共某县委办公室 某县人民政府办公室关于某事的通知",
            "网址 https://a.cn/b--c...d",
            "十年、一百0三",
            "COO、5-6月、A-B",
            "一一对应",
            "（2026）、",
            "100、200件",
            "3∶1，2.5倍，5～6月，一·二",
            "联系人：王　伟，电话1234",
            "Москва、α波、H2O、COVID",
            "阿·卜，“安平·发布”",
            "A*B",
            "县-镇-村三级、申请—受理—答复",
            "第1，200件，2025，100、200件",
        ] {
            assert_eq!(slips(text), [], "{text}");
        }
    }

    #[test]
    fn markup_is_told_and_left() {
        for text in [
            "**重点**",
            "![图](a.png)",
            "| 月份 | 件数 |",
            "｛｛年度｝｝",
            "三\"公",
            "- 公开",
            "-公开",
            "# 公开",
            "登记、# 逐件审核",
            "# （三）公开",
            "#（三）公开",
            "公开12.5条",
            "公开1.234条",
            "收费3.5万万元",
            "#公开",
            "> 公开",
            "·公开",
            "—公开",
            "* 公开",
            "公开。 # 说明",
            "公开<br>审查",
            "<p>公开</p>",
            "公开&nbsp;审查",
            "公开\\n审查",
            "`公开`",
            "~~公开~~",
            "*公开*",
            "{年度}",
            "{ { 年度 } }",
            "${年度}",
            "审查.严格",
            "审查－严格",
            "审查–严格",
            "审查-严格",
            "审查—严格",
            "＜指南＞",
            "审查｜严格",
            "审查_严格",
            "审查^严格",
            "公开6，200条",
            "公开3。5万条",
            "公开6、200条",
            "<<办法>>",
            "<严格>把关",
            "[严格]把关",
            "审查´严格´",
            "锟斤拷",
            "（三）（三）公开",
            "三、（三）公开",
        ] {
            assert!(!slips(text).is_empty(), "{text}");
            assert_eq!(mended(text), text);
        }
    }
}
