//! What the prose says of the second table: documents made, decisions taken, fees.

use crate::{
    check::{
        cell,
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    report::{FormCell, FormTable},
    text::half_width,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Where one statement ends and the next begins; `、` joins things of one statement.
const ENDS: [char; 9] = ['，', '。', '；', '：', '（', '）', ',', ';', '\n'];
/// Words that deny what was done.
const NONE: [&str; 16] = [
    "未制发",
    "没有制发",
    "未制定",
    "没有制定",
    "未出台",
    "没有出台",
    "未印发",
    "未废止",
    "没有废止",
    "未作出",
    "没有作出",
    "未做出",
    "未实施",
    "未办理",
    "未收取",
    "没有收取",
];
/// A clause with one of these counts something else: what was published, compared or planned.
const OTHER: [&str; 25] = [
    "信息",
    "公开",
    "公示",
    "公布",
    "发布",
    "解读",
    "备案",
    "审查",
    "清理",
    "同比",
    "上年",
    "去年",
    "上一年",
    "增加",
    "减少",
    "增长",
    "下降",
    "累计",
    "其中",
    "分别",
    "事项",
    "案例",
    "以来",
    "委托",
    "修订",
];

/// What is told of, by the row and, of documents, the column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DecisionTopic {
    /// What stands in the row's name.
    row: &'static str,
    /// What stands in the column's name; empty where the row has one number that counts.
    column: &'static str,
}

const ROWS: [(&str, &str); 3] = [("许可", "行政许可"), ("处罚", "行政处罚"), ("强制", "行政强制")];
const COLUMNS: [(&[&str], &str); 3] =
    [(&["制发", "制定", "出台", "印发"], "制"), (&["废止"], "废止"), (&["现行有效"], "现行有效")];

/// A number that the prose gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub topic: DecisionTopic,
    pub amount: Decimal,
    pub at: Range<usize>,
}

/// What a paragraph says in numbers, and what it denies.
pub(super) fn claims(text: &str) -> Vec<Decision> {
    let mut claims = Vec::new();
    let mut counted = 0;
    for (at, digits) in prose::numbers(text) {
        let Some(read) = amount(text, &at, digits) else {
            continue;
        };
        if at.start < counted {
            continue;
        }
        let before = prose::before(text, at.start, prose::CLAUSE);
        let from = at.start - before.rsplit(ENDS).next().map_or(0, str::len);
        let clause = text.get(from.max(counted)..at.start).unwrap_or_default();
        counted = read.end;
        let sentence = prose::before(text, at.start, prose::SENTENCE);
        let sentence = sentence.rsplit('。').next().unwrap_or_default();
        let whole = text.get(from..at.start).unwrap_or_default();
        let topics = topics(clause, whole, sentence, read.is_money);
        // Of several things in one number nobody knows which is meant.
        if let [topic] = topics[..] {
            claims.push(Decision { topic, amount: read.amount, at: at.start..read.end });
        }
    }
    claims.extend(NONE.iter().flat_map(|word| denials(text, word)));
    claims
}

struct Read {
    amount: Decimal,
    is_money: bool,
    end: usize,
}

/// The number that begins here with its decimals, in 万元 if it is money; `None` when it counts neither
/// 件 nor money.
fn amount(text: &str, at: &Range<usize>, digits: &str) -> Option<Read> {
    let is_inner = text.get(..at.start)?.ends_with(['.', '．', ',']);
    let mut typed = half_width(digits).into_owned();
    let mut end = at.end;
    let tail = text.get(end..)?;
    if let Some(rest) = tail.strip_prefix(['.', '．']) {
        let length = rest.find(|c| !prose::is_digit(c)).unwrap_or(rest.len());
        typed.push('.');
        typed.push_str(&half_width(rest.get(..length)?));
        end += tail.len() - rest.len() + length;
    }
    if is_inner {
        return None;
    }
    let amount: Decimal = typed.parse().ok()?;
    let unit = text.get(end..)?.trim_start();
    let (amount, is_money) = if unit.starts_with("万元") {
        (amount, true)
    } else if unit.starts_with('元') {
        (amount.checked_div(Decimal::from(10_000))?, true)
    } else if unit.starts_with(['件', '宗', '起', '部']) {
        (amount, false)
    } else {
        return None;
    };
    Some(Read { amount, is_money, end })
}

/// What a number is about: by the words since the number before it, `clause`, in the statement so far,
/// `whole`: 作出行政许可12件、行政处罚5件.
fn topics(clause: &str, whole: &str, sentence: &str, is_money: bool) -> Vec<DecisionTopic> {
    let has = |word: &str| whole.contains(word);
    if OTHER.iter().any(|word| has(word)) {
        return Vec::new();
    }
    if is_money {
        let is_fee = has("事业性收费") && (has("收取") || has("征收") || has("金额"));
        return if is_fee { vec![FEES] } else { Vec::new() };
    }
    let is_done = ["作出", "做出", "办理", "办结", "实施", "决定"].iter().any(|word| has(word));
    let mut topics = decided(clause);
    topics.retain(|_| is_done);
    let in_clause = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let columns = COLUMNS.iter().filter(|(words, _)| in_clause(words));
    for (_, column) in columns {
        // 制发规范性文件2件，废止1件: the row may have been named before.
        topics.extend(documents(sentence).into_iter().map(|row| DecisionTopic { row, column }));
    }
    topics
}

const FEES: DecisionTopic = DecisionTopic { row: "事业性收费", column: "" };

fn decided(clause: &str) -> Vec<DecisionTopic> {
    let named = ROWS.iter().filter(|(word, _)| clause.contains(word));
    named.map(|(_, row)| DecisionTopic { row, column: "" }).collect()
}

/// The kinds of documents that a text names.
fn documents(text: &str) -> Vec<&'static str> {
    let rules = ["规章和", "规章、", "规章及", "规章或", "政府规章", "部门规章"];
    let mut rows = Vec::new();
    if rules.iter().any(|word| text.contains(word)) || text.ends_with("规章") {
        rows.push("规章");
    }
    if text.contains("规范性文件") {
        rows.push("规范性文件");
    }
    rows
}

/// `未作出行政许可、行政处罚决定`: of everything that the clause names there is none.
fn denials(text: &str, word: &str) -> Vec<Decision> {
    let mut claims = Vec::new();
    for (start, _) in text.match_indices(word) {
        let rest = prose::after(text, start);
        let clause = rest.split(ENDS).next().unwrap_or_default();
        let is_other = ["信息", "公开", "公示", "备案", "事项", "逾期"].iter();
        if clause.contains(prose::is_digit) || is_other.into_iter().any(|w| clause.contains(w)) {
            continue;
        }
        let mut topics = decided(clause);
        if word.ends_with("收取") {
            topics = if clause.contains("事业性收费") { vec![FEES] } else { Vec::new() };
        }
        let column = COLUMNS.iter().find(|(words, _)| words.iter().any(|w| word.contains(w)));
        if let Some((_, column)) = column {
            topics =
                documents(clause).into_iter().map(|row| DecisionTopic { row, column }).collect();
        }
        let at = start..start + word.len();
        let none = |topic| Decision { topic, amount: Decimal::ZERO, at: at.clone() };
        claims.extend(topics.into_iter().map(none));
    }
    claims
}

/// The cell that a topic is about: of a row with several numbers the one that counts decisions.
fn cell_of(topic: DecisionTopic, table: &FormTable) -> Option<&FormCell> {
    table.data().find(|cell| {
        let Some((row, rest)) = cell.path.split_first() else {
            return false;
        };
        let is_row = match topic.row {
            "规章" => row == "规章",
            other => row.contains(other),
        };
        let column = rest.first().map_or("", String::as_str);
        let is_column = match topic.column {
            "" if rest.is_empty() => true,
            "" => column.contains("决定"),
            "制" => column.contains("制发") || column.contains("制作"),
            word => column.contains(word),
        };
        is_row && is_column
    })
}

/// Tells where the table says otherwise.
pub(super) fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    claim: &Decision,
) -> Option<Diagnostic> {
    let (table, cells, form) = (subject.tables())
        .find_map(|(table, cells)| Some((table, cells, cell_of(claim.topic, table)?)))?;
    let amount = cell::amount(cells, &form.key)?;
    if amount == claim.amount {
        return None;
    }
    let name = cell::name(subject.report, table, &form.key);
    let is_fee = claim.topic == FEES;
    let unit = if is_fee { "万元" } else { "件" };
    let what = if is_fee { "行政事业性收费" } else { claim.topic.row };
    let done = match claim.topic.column {
        "" => "",
        "制" => "制发",
        word => word,
    };
    let said = if claim.amount.is_zero() {
        format!("没有{done}{what}")
    } else {
        format!("{done}{what} {} {unit}", claim.amount.normalize())
    };
    let message = format!("正文说{said}，{name}是 {amount}");
    let finding = subject.at(rule.finding(message), line.place(&claim.at), "和表不一致");
    let places = cell::origins(table, cells, &form.key);
    Some(subject.related(finding, places, "表里的数").help("请核对是正文错还是表错"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let claims = claims(text);
        let each = claims
            .iter()
            .map(|c| format!("{}{}={}", c.topic.column, c.topic.row, c.amount.normalize()));
        each.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_said_of_documents_decisions_and_fees_is_understood() {
        for (text, meant) in [
            ("作出行政许可12件、行政处罚５件。", "行政许可=12 行政处罚=5"),
            ("办理行政许可决定12件，实施行政强制 3 起", "行政许可=12 行政强制=3"),
            (
                "制发行政规范性文件2件，废止1件，现行有效30件",
                "制规范性文件=2 废止规范性文件=1 现行有效规范性文件=30",
            ),
            ("收取行政事业性收费3.5万元", "事业性收费=3.5"),
            ("收取行政事业性收费35000元", "事业性收费=3.5"),
            (
                "未制发规章和行政规范性文件，未作出行政许可、行政处罚、行政强制决定，未收取行政事业性收费",
                "制规章=0 制规范性文件=0 行政许可=0 行政处罚=0 行政强制=0 事业性收费=0",
            ),
            ("没有出台规范性文件", "制规范性文件=0"),
        ] {
            assert_eq!(said(text), meant, "{text}");
        }
        for text in [
            "公开行政许可信息12件",
            "公示行政处罚案件信息3件",
            "梳理行政许可事项120件",
            "行政许可同比增加3件",
            "未收取信息处理费",
            "作出行政许可、行政处罚12件",
            "公开规范性文件2件",
            "2026年，我乡制定制度3件",
            "累计制发规范性文件9件",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
