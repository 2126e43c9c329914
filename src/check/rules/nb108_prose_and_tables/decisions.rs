//! What the prose says of the second table: documents made, decisions taken, fees.

use super::{
    expression,
    quantity::Amount,
    said::{ENDS, SaidNumber},
    words::{is_joined, is_plain},
};
use crate::{
    check::{
        cell,
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::{Cells, Subject},
    },
    diagnostic::Diagnostic,
    report::{FormCell, FormTable, Report},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Words that deny what was done.
const NONE: [&str; 19] = [
    "未收缴",
    "未征收",
    "不收取",
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
const OTHER: [&str; 33] = [
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
    "案例",
    "以来",
    "委托",
    "修订",
    "以前年度",
    "往年",
    "历年",
    "拟",
    "年制发的",
    "年废止的",
    "已废止的",
    "收录",
    "文件库",
];
/// What makes a decision one of some: 未作出重大行政处罚决定.
const NARROWER: [&str; 12] = [
    "不予",
    "重大",
    "较大",
    "重要",
    "一般程序",
    "简易程序",
    "听证",
    "从重",
    "撤销",
    "变更",
    "限制",
    "涉企",
];
/// What is done with decisions that were taken before, or beside them.
const NOT_DECIDED: [&str; 11] =
    ["申请", "延续", "变更", "注销", "撤销", "补办", "补发", "换证", "年检", "听证", "案卷"];
/// Verbs of decisions.
const DONE: [&str; 7] = ["作出", "做出", "办理", "办结", "实施", "决定", "准予"];

/// What is told of, by the row and, of documents, the column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DecisionTopic {
    /// What stands in the row's name.
    pub row: &'static str,
    /// What stands in the column's name; empty where the row has one number that counts, and `任` for
    /// any of those of documents.
    pub column: &'static str,
}

const ROWS: [(&str, &str); 3] = [("许可", "行政许可"), ("处罚", "行政处罚"), ("强制", "行政强制")];
const COLUMNS: [(&[&str], &str); 3] = [
    (&["制发", "制定", "出台", "印发", "新增规范性文件", "新增行政规范性文件"], "制"),
    (&["废止", "宣布失效", "失效"], "废止"),
    (&["现行有效", "继续有效", "保留", "现存"], "现行有效"),
];
/// Words of a review of documents, which may be of others' documents too.
const REVIEWED: &str = "清理";
/// Documents are counted, and nothing says which of them.
pub(super) const ANY: &str = "任";
pub(super) const FEES: DecisionTopic = DecisionTopic { row: "事业性收费", column: "" };

/// A number that the prose gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decision {
    /// More than one where the number is of all together.
    pub topics: Vec<DecisionTopic>,
    pub amount: Amount,
    pub at: Range<usize>,
}

/// What a paragraph says in numbers, and what it denies.
pub(super) fn claims(text: &Searched<'_>, said: &[SaidNumber<'_>]) -> Vec<Decision> {
    let mut claims = Vec::new();
    for said in said {
        let topics = topics(said);
        let is_sum = ["共", "合计", "总计"].iter().any(|word| said.has(word));
        // Of several things in one number nobody knows which is meant, but where it is their sum.
        if topics.len() == 1
            || (topics.len() > 1 && is_sum && topics.iter().all(|t| t.column.is_empty()))
        {
            let quantity = &said.quantity;
            let at = quantity.at.clone();
            claims.push(Decision { topics, amount: quantity.amount.clone(), at });
        }
    }
    claims.extend(respectively(text, said));
    claims.extend(NONE.iter().flat_map(|word| denials(text, word)));
    claims
}

/// 行政许可、行政处罚分别为35件、18件: as many things as numbers.
fn respectively(text: &Searched<'_>, said: &[SaidNumber<'_>]) -> Vec<Decision> {
    const WORD: &str = "分别";
    let mut claims = Vec::new();
    for at in text.places(WORD) {
        let before = prose::before(text.text, at, prose::CLAUSE);
        let clause = before.rsplit(ENDS).next().unwrap_or_default();
        let topics = columns_listed(clause).or_else(|| rows_listed(clause)).unwrap_or_default();
        let mut numbers = Vec::new();
        let start = at + WORD.len();
        let mut end = start;
        for said in said.iter().filter(|said| said.quantity.at.start >= start && said.is_count()) {
            let between = text.text.get(end..said.quantity.at.start).unwrap_or_default();
            if !["", "为", "是", "有", "达", "、", "和", "，", "及"].contains(&between) {
                break;
            }
            numbers.push(said);
            end = said.quantity.end;
        }
        if topics.len() < 2 || topics.len() != numbers.len() {
            continue;
        }
        for (topic, said) in topics.into_iter().zip(numbers) {
            let (amount, at) = (said.quantity.amount.clone(), said.quantity.at.clone());
            claims.push(Decision { topics: vec![topic], amount, at });
        }
    }
    claims
}

/// 行政许可、行政处罚: the decisions that a clause names, if it says nothing else.
fn rows_listed(clause: &str) -> Option<Vec<DecisionTopic>> {
    let mut rows: Vec<(usize, &'static str)> =
        (ROWS.iter()).filter_map(|(word, row)| Some((clause.find(word)?, *row))).collect();
    rows.sort_unstable();
    let rest = without_others(clause).replace(['、', '和', '及', '与'], "").replace("决定", "");
    let topics = rows.into_iter().map(|(_, row)| DecisionTopic { row, column: "" });
    is_plain(&rest).then(|| topics.collect())
}

/// 规范性文件本年制发、废止、现行有效数: the columns of documents.
fn columns_listed(clause: &str) -> Option<Vec<DecisionTopic>> {
    let (head, list) = clause.split_once("规范性文件")?;
    let list = super::words::after_words(list, &["本年", "的"]);
    let list = list.trim_end_matches("量").trim_end_matches("数").trim_end_matches("件");
    let topic = |name: &str| {
        let (_, column) = COLUMNS.iter().find(|(words, _)| words.contains(&name))?;
        Some(DecisionTopic { row: "规范性文件", column })
    };
    let topics: Option<Vec<_>> = list.split(['、', '和', '及', '与']).map(topic).collect();
    topics.filter(|_| is_plain(head.trim_end_matches("行政")))
}

/// 规范性文件共4件，其中新制发2件.
fn part_of_documents(said: &SaidNumber<'_>) -> Option<DecisionTopic> {
    let part = said.clause.strip_prefix("其中")?;
    let times = ["本年度", "本年", "今年", "年内", "当年", "新"];
    let verb = super::words::after_words(part, &times).trim_end_matches('了');
    let (_, column) = COLUMNS.iter().find(|(words, _)| words.contains(&verb))?;
    let is_other = OTHER.iter().any(|word| *word != "其中" && said.is_among(&[word]));
    let rows = documents(said.sentence);
    let row = rows.first().copied().filter(|_| rows.len() == 1 && !is_other && said.is_count())?;
    Some(DecisionTopic { row, column })
}

/// What a number is about.
fn topics(said: &SaidNumber<'_>) -> Vec<DecisionTopic> {
    // 清理废止3个 were repealed; 清理规范性文件12件 were looked through.
    let is_repealed = ["清理废止", "清理继续有效", "清理后继续有效"]
        .iter()
        .any(|word| said.clause.ends_with(word));
    let topic = part_of_documents(said).or_else(|| in_force(said)).or_else(|| valid(said));
    if let Some(topic) = topic {
        return vec![topic];
    }
    if OTHER.iter().any(|word| said.is_with(&[word]) && !(is_repealed && *word == REVIEWED)) {
        return Vec::new();
    }
    if is_other_count_of_documents(said) {
        return Vec::new();
    }
    if !said.is_count() {
        return fees(said);
    }
    let mut topics = if said.noun.is_empty() { decided(said) } else { of_noun(said) };
    let columns = COLUMNS.iter().filter(|(words, _)| words.iter().any(|word| said.has(word)));
    let is_usual = said.is_usual()
        || said.quantity.unit == '部'
        || (said.quantity.unit == '个' && said.clause.ends_with("废止"))
        || (said.quantity.is_spelt && ends_with_column(said.clause));
    let mut documents_of = |column: &'static str, rows: Vec<&'static str>| {
        topics.extend(rows.into_iter().map(|row| DecisionTopic { row, column }));
    };
    let mut has_column = false;
    for (_, column) in columns {
        has_column = true;
        // 制发规范性文件2件，废止1件: the row may have been named before.
        let is_before = said.noun.contains("文件");
        if is_usual || is_before || joined(said.clause, "文件") || joined(said.clause, "规章") {
            documents_of(column, documents(&format!("{}{}", said.sentence, said.noun)));
        }
    }
    if !has_column {
        let column = COLUMNS.iter().find(|(words, _)| said.is_with(words));
        documents_of(column.map_or(ANY, |(_, column)| column), bare_documents(said));
    }
    topics
}

/// 另废止壹件: the verb stands right before the number.
fn ends_with_column(clause: &str) -> bool {
    COLUMNS.iter().any(|(words, _)| words.iter().any(|word| clause.ends_with(word)))
}

/// 清理12件，保留7件 may be of the county's documents; 废止1件、宣布失效1件 are of one number.
fn is_other_count_of_documents(said: &SaidNumber<'_>) -> bool {
    let is_kept = said.has("保留") && (said.is_among(&[REVIEWED]) || said.has("事项"));
    let is_void = said.has("失效") && (said.is_among(&["废止"]) || said.tail().contains("废止"));
    is_kept || is_void
}

/// 8份现行有效的行政规范性文件: what stands behind the number is named with its column.
fn in_force(said: &SaidNumber<'_>) -> Option<DecisionTopic> {
    let rest = said.rest.strip_prefix("现行有效")?.trim_start_matches('的');
    let rest = rest.trim_start_matches("行政");
    let is_it = rest.starts_with("规范性文件") && is_plain(said.clause);
    is_it.then_some(DecisionTopic { row: "规范性文件", column: "现行有效" })
}

/// 规范性文件制发3件、有效16件, 有效的规范性文件共计16件.
fn valid(said: &SaidNumber<'_>) -> Option<DecisionTopic> {
    let (before, between) = said.parted("有效")?;
    let names = ["的", "行政", "规范性文件"];
    let is_next = is_joined(super::words::after_words(between, &names));
    let before = super::words::after_words(before, &["、", "截至年末", "，"]);
    let before = before.strip_suffix("规范性文件").unwrap_or(before);
    let is_other = OTHER.iter().any(|word| said.is_with(&[word]));
    let is_it = is_next
        && is_plain(before.strip_suffix("行政").unwrap_or(before))
        && !is_other
        && matches!(said.quantity.unit, '件' | '份' | '部' | '个')
        && documents(said.sentence) == ["规范性文件"];
    is_it.then_some(DecisionTopic { row: "规范性文件", column: "现行有效" })
}

/// 作出53件行政许可、18件行政处罚: what stands behind the number.
fn of_noun(said: &SaidNumber<'_>) -> Vec<DecisionTopic> {
    let row = ROWS.iter().find(|(word, _)| said.noun.contains(word));
    let bare: String = without_others(said.whole.text);
    let bare =
        bare.trim_matches(|c: char| c.is_ascii_digit() || "件起宗例个、和及与的".contains(c));
    let is_done = DONE.iter().any(|word| bare.ends_with(word)) || is_plain(bare);
    let topic = row.filter(|_| is_done).map(|(_, row)| DecisionTopic { row, column: "" });
    // 4件规范性文件, and nothing else is said of them.
    let is_column = COLUMNS.iter().any(|(words, _)| said.is_with(words));
    let is_document = said.noun.ends_with("规范性文件") && is_plain(bare) && !is_column;
    let document = DecisionTopic { row: "规范性文件", column: ANY };
    topic.or_else(|| is_document.then_some(document)).into_iter().collect()
}

/// Whether the number stands right behind the last of a word.
fn joined(clause: &str, word: &str) -> bool {
    let at = clause.rfind(word);
    at.and_then(|at| clause.get(at + word.len()..)).is_some_and(is_joined)
}

/// 收取行政事业性收费3.5万元; 收费3.5万元.
fn fees(said: &SaidNumber<'_>) -> Vec<DecisionTopic> {
    // 信息处理费：收费0元
    if said.is_among(&["信息处理费"]) && !said.is_among(&["事业性收费", "事业收费"]) {
        return Vec::new();
    }
    let is_told = said.whole.has("事业性收费") && said.is_with(&["收取", "征收", "收缴", "金额"]);
    let names = ["行政事业性收费", "行政事业收费", "事业性收费", "行政性收费"];
    let name = names.into_iter().find(|name| said.has(name)).unwrap_or("收费");
    let parts = said.parted(name);
    let is_bare = parts.is_some_and(|(before, between)| is_joined(between) && is_plain(before));
    if is_told || is_bare { vec![FEES] } else { Vec::new() }
}

/// The kinds of decisions that a number counts: 作出行政许可12件, 行政处罚案件共计81件.
fn decided(said: &SaidNumber<'_>) -> Vec<DecisionTopic> {
    let topic = |row| DecisionTopic { row, column: "" };
    // 办理许可延续5件 is no licence.
    let is_it = |word: &str| {
        let is_other = |behind: &str| NOT_DECIDED.iter().any(|other| behind.starts_with(other));
        // 不予许可2件、准予许可141件
        let is_part = |before: &str| before.ends_with("准予") && said.is_among(&["不予"]);
        said.parted(word).is_some_and(|(before, behind)| !is_other(behind) && !is_part(before))
    };
    // 行政强制措施4件、行政强制执行2件 are the two kinds of one number.
    let is_kind = |word: &str| {
        word == "强制" && ["强制措施", "强制执行"].iter().all(|kind| said.paragraph.has(kind))
    };
    let is_one = |word: &str| is_it(word) && !is_kind(word);
    let named: Vec<_> = ROWS.iter().filter(|(word, _)| is_one(word)).collect();
    // 梳理行政许可事项 is no decision, 办理行政许可事项 is.
    let is_handled = said.is_with(&["办理", "办结"]);
    if said.whole.has("事项") && !is_handled {
        return Vec::new();
    }
    if said.is_usual() && said.is_with(&DONE) {
        return named.into_iter().map(|(_, row)| topic(row)).collect();
    }
    let is_unit =
        matches!(said.quantity.unit, '件' | '宗' | '起' | '例' | '次' | '个' | '份' | '笔');
    let is_bare = |word: &str| {
        let word = if said.has(&format!("行政{word}")) {
            format!("行政{word}")
        } else {
            word.to_owned()
        };
        said.parted(&word).is_some_and(|(before, between)| {
            is_joined(between.trim_start_matches("事项")) && is_plain(&without_others(before))
        })
    };
    let is_any = is_unit && named.iter().any(|(word, _)| is_bare(word));
    named.into_iter().filter(|_| is_any).map(|(_, row)| topic(row)).collect()
}

/// 行政许可、 before 行政处罚: the others of a list.
fn without_others(before: &str) -> String {
    ROWS.iter().fold(before.to_owned(), |text, (word, row)| text.replace(row, "").replace(word, ""))
}

/// 规范性文件3件, and nothing else is said of them.
fn bare_documents(said: &SaidNumber<'_>) -> Vec<&'static str> {
    let is_unit = matches!(said.quantity.unit, '件' | '部' | '份' | '个');
    let of = |name: &str| {
        let names = [format!("行政{name}"), name.to_owned()];
        names.iter().any(|name| {
            let parts = said.parted(name);
            parts.is_some_and(|(before, between)| is_joined(between) && is_plain(before))
        })
    };
    let rows = ["规范性文件", "规章"];
    rows.into_iter().filter(|row| is_unit && of(row)).collect()
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
fn denials(text: &Searched<'_>, word: &str) -> Vec<Decision> {
    let mut claims = Vec::new();
    for start in text.places(word) {
        let rest = prose::after(text.text, start);
        let clause = rest.split(ENDS).next().unwrap_or_default();
        let is_other =
            ["信息", "公开", "公示", "备案", "事项", "逾期", "以外", "之外", "违规"].iter();
        if clause.contains(prose::is_digit) || is_other.into_iter().any(|w| clause.contains(w)) {
            continue;
        }
        let is_narrower = |row: &str| {
            clause
                .split_once(row)
                .is_some_and(|(head, _)| NARROWER.iter().any(|w| head.contains(w)))
        };
        let named = ROWS.iter().filter(|(word, _)| clause.contains(word) && !is_narrower(word));
        let mut topics: Vec<_> = named.map(|(_, row)| DecisionTopic { row, column: "" }).collect();
        if word.ends_with(['取', '缴', '收']) {
            // 对小微企业不收取 is of some.
            let before = prose::before(text.text, start, prose::CLAUSE);
            let is_of_all =
                word.starts_with('未') || before.rsplit(ENDS).next().is_some_and(is_plain);
            let is_fee = ["事业性收费", "行政事业性费用"].iter().any(|name| clause.contains(name));
            topics = if is_fee && is_of_all { vec![FEES] } else { Vec::new() };
        }
        let column = COLUMNS.iter().find(|(words, _)| words.iter().any(|w| word.contains(w)));
        if let Some((_, column)) = column {
            topics =
                documents(clause).into_iter().map(|row| DecisionTopic { row, column }).collect();
        }
        let at = start..start + word.len();
        let none = |topic| Decision { topics: vec![topic], amount: Amount::NONE, at: at.clone() };
        claims.extend(topics.into_iter().map(none));
    }
    claims
}

/// The cells that a topic is about: of a row with several numbers the one that counts decisions, of
/// documents of which nothing more is said each of theirs.
fn cells_of(topic: DecisionTopic, table: &FormTable) -> Vec<&FormCell> {
    let is_one = |cell: &&FormCell| {
        let Some((row, rest)) = cell.path.split_first() else {
            return false;
        };
        let is_row = match topic.row {
            "规章" => row == "规章",
            other => row.contains(other),
        };
        let column = rest.first().map_or("", String::as_str);
        let is_column = match topic.column {
            ANY => true,
            "" if rest.is_empty() => true,
            "" => column.contains("决定"),
            "制" => column.contains("制发") || column.contains("制作"),
            word => column.contains(word),
        };
        is_row && is_column
    };
    table.data().filter(is_one).collect()
}

/// What a report holds of a topic.
pub(super) fn amount_in(report: &Report, topic: DecisionTopic) -> Option<Decimal> {
    let mut tables = report.form.tables.iter();
    let (table, forms) = tables.find_map(|table| {
        let forms = cells_of(topic, table);
        (!forms.is_empty()).then_some((table, forms))
    })?;
    let cells = report.tables.get(&table.key)?;
    let mut amounts = forms.iter().map(|form| cell::amount(cells, &form.key));
    amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?))
}

/// Tells where the table says otherwise.
pub(super) fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    claim: &Decision,
) -> Option<Diagnostic> {
    let first = *claim.topics.first()?;
    let (table, cells) =
        (subject.tables()).find(|(table, _)| !cells_of(first, table).is_empty())?;
    let forms: Vec<&FormCell> =
        claim.topics.iter().flat_map(|topic| cells_of(*topic, table)).collect();
    if let Amount::Expression(at) = &claim.amount {
        let own = forms.iter().map(|form| (table, form.key.clone())).collect();
        return expression::compare(rule, subject, line, at, &named(claim), own);
    }
    let held = held(subject, table, cells, claim, &forms)?;
    let said = if claim.amount.is_none() {
        format!("没有{}", named(claim))
    } else {
        let unit = if first == FEES { "万元" } else { "件" };
        format!("{}{}", named(claim), claim.amount.said(unit))
    };
    let message = format!("正文说{said}，{held}");
    let finding = subject.at(rule.finding(message), line.place(&claim.at), "和表不一致");
    let places = forms.iter().flat_map(|form| cell::origins(table, cells, &form.key));
    Some(subject.related(finding, places, "表里的数").help("请核对是正文错还是表错"))
}

/// What the table holds, if it is not what was said.
fn held(
    subject: &Subject<'_>,
    table: &FormTable,
    cells: &Cells,
    claim: &Decision,
    forms: &[&FormCell],
) -> Option<String> {
    let amounts: Option<Vec<Decimal>> =
        forms.iter().map(|form| cell::amount(cells, &form.key)).collect();
    let amounts = amounts?;
    let is_any = claim.topics.iter().any(|topic| topic.column == ANY);
    let sum = amounts.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    let is_so = if is_any {
        amounts.iter().any(|amount| claim.amount.is(*amount))
    } else {
        claim.amount.is(sum)
    };
    if is_so {
        return None;
    }
    let name = |form: &&FormCell| cell::name(subject.report, table, &form.key);
    Some(match forms {
        [form] => format!("{}是 {sum}", name(form)),
        [form, ..] if is_any => {
            let each: Vec<String> = amounts.iter().map(ToString::to_string).collect();
            format!("{}各列是 {}", cell::row(subject.report, table, &form.key), each.join("、"))
        }
        forms => {
            let names: Vec<String> = forms.iter().map(name).collect();
            format!("{}合计是 {sum}", names.join("、"))
        }
    })
}

/// `制发规范性文件`, `行政许可和行政处罚`.
fn named(claim: &Decision) -> String {
    claim.topics.iter().map(|topic| topic.name()).collect::<Vec<_>>().join("和")
}

impl DecisionTopic {
    /// `制发规范性文件`.
    pub(super) fn name(self) -> String {
        match (self.row, self.column) {
            ("事业性收费", _) => "行政事业性收费".to_owned(),
            (row, "" | ANY) => row.to_owned(),
            (row, "制") => format!("制发{row}"),
            (row, column) => format!("{column}{row}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let text = Searched::new(text);
        let all = super::super::said::all(&text);
        let each = claims(&text, &all).into_iter().map(|claim| {
            let names: Vec<String> =
                claim.topics.iter().map(|t| format!("{}{}", t.column, t.row)).collect();
            let amount = match claim.amount {
                Amount::Exactly(n) => n.normalize().to_string(),
                other => other.said(""),
            };
            format!("{}={amount}", names.join("+"))
        });
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
            ("制定出台2个行政规范性文件，清理废止3个", "制规范性文件=2 废止规范性文件=3"),
            ("行政许可：53；行政处罚（18）、行政强制（4）", "行政许可=53 行政处罚=18 行政强制=4"),
            ("53件行政许可、18件行政处罚均已公示", "行政许可=53 行政处罚=18"),
            ("行政事业性收费金额为35万", "事业性收费=35"),
            // Without a verb.
            ("行政处罚81件。全年行政许可53件，行政强制6件", "行政处罚=81 行政许可=53 行政强制=6"),
            ("行政处罚案件共计81件，许可53件、处罚八十一件", "行政处罚=81 行政许可=53 行政处罚=81"),
            ("行政许可事项办理350件，办理许可事项36件", "行政许可=350 行政许可=36"),
            ("采取行政强制措施5次，开展行政强制1例", "行政强制=5 行政强制=1"),
            ("行政许可、行政处罚共计99件", "行政许可+行政处罚=99"),
            ("规范性文件3件，本年度共有行政规范性文件12件", "任规范性文件=3 任规范性文件=12"),
            ("新制定规范性文件5个，印发行政规范性文件三件", "制规范性文件=5 制规范性文件=3"),
            (
                "规范性文件制发3件、废止2件、有效16件",
                "制规范性文件=3 废止规范性文件=2 现行有效规范性文件=16",
            ),
            ("有效的行政规范性文件共计16件", "现行有效规范性文件=16"),
            ("出台行政规范性文件叁件，另废止壹件", "制规范性文件=3 废止规范性文件=1"),
            ("4件规范性文件；新增规范性文件4件", "任规范性文件=4 制规范性文件=4"),
            ("行政许可287笔，行政性收费12.36万元", "行政许可=287 事业性收费=12.36"),
            ("受理并办结行政许可事项一百二十六件", "行政许可=126"),
            (
                "规范性文件本年制发、废止、现行有效数分别为3件、2件、16件",
                "制规范性文件=3 废止规范性文件=2 现行有效规范性文件=16",
            ),
            ("行政事业性收费35万元，收费共计四万元", "事业性收费=35 事业性收费=4"),
            (
                "行政事业性收费3.05万元；收取行政事业性收费35000元、行政处罚81件",
                "事业性收费=3.05 事业性收费=3.5 行政处罚=81",
            ),
            (
                "行政许可、行政处罚和行政强制分别为63件、9件、2件",
                "行政许可=63 行政处罚=9 行政强制=2",
            ),
            ("规范性文件共4件，其中新制发2件", "任规范性文件=4 制规范性文件=2"),
            ("全年行政许可办结数为36，行政许可办件总量36件", "行政许可=36 行政许可=36"),
            // In other numbers.
            ("作出行政许可决定五十三件、行政处罚决定1,035件", "行政许可=53 行政处罚=1035"),
            ("作出行政许可决定53余件，行政处罚约20件", "行政许可=多于 53  行政处罚=约 20 "),
        ] {
            assert_eq!(said(text), meant, "{text}");
        }
        for text in [
            "公开行政许可信息12件",
            "行政许可申请150件；2024年废止的2件规范性文件已撤下",
            "已废止的2件规范性文件做了标注，规范性文件库收录失效文件6件",
            "行政许可不予许可2件、准予许可141件",
            "制发、废止信息分别为3件、2件；学习4件规范性文件",
            "新增高频事项12件，公开4件规范性文件",
            "3件规范性文件在印发后公开，2件废止文件、15件有效文件同步标注",
            "以前年度制发规范性文件12件，2024年制发的4件规范性文件，拟废止规范性文件1件",
            "行政强制措施4件、行政强制执行2件",
            "未作出不予行政许可决定，未作出重大行政处罚决定",
            "信息处理费：收费0元",
            "公示行政处罚案件信息3件",
            "梳理行政许可事项120件",
            "行政许可同比增加3件",
            "未收取信息处理费",
            "作出行政许可、行政处罚12件",
            "公开规范性文件2件",
            "2026年，我乡制定制度3件",
            "累计制发规范性文件9件",
            "行政处罚案卷评查3次，开展行政许可培训2次，行政处罚听证1次",
            "不予行政处罚3件，取消行政许可3项，受理行政许可申请12件",
            "行政许可一次办好，行政处罚和行政许可一起抓",
            "学习规范性文件3件，落实上级规范性文件5份，行政许可事项12项",
            "减免行政事业性收费3万元，收取信息处理费300元",
            "公开行政许可信息35条、行政处罚信息18条",
            "行政许可办理时限压缩至3个工作日",
            "办理许可延续5件，行政许可变更3件",
            "清理规范性文件9件，其中2015年以前制发3件",
            "行政许可、行政处罚信息分别为63条、9条",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
