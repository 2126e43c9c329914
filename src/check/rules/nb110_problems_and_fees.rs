//! ## 检查什么
//!
//! “五、存在的主要问题及改进情况”不能空着、只写“无”或不到十个字，问题和改进都要写到；“六、其他需要报告的事项”要说明信息处理费收没收、收了多少（2021 年度起）：收了的要有件数或者金额，通知 0 件的不会有金额。
//!
//! ## 为什么
//!
//! 内容空泛、敷衍应付的年报会被通报（国办公开办函〔2021〕30号）；收取信息处理费的情况按国办函〔2020〕109号在年报中说明，没有收的也要写明。
//!
//! ## 举例
//!
//! ```text
//! “六、其他需要报告的事项”没有说明信息处理费
//! ```
//!
//! ## 怎么改
//!
//! 照实写一两个问题和改进的办法；没有收费的写“本年度未收取信息处理费”。

use crate::{
    check::{prose, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::is_spelt,
};

pub(super) const RULE: Rule = Rule {
    code: "NB110",
    name: "问题与改进要写实，其他事项要说明信息处理费",
    severity: Severity::Warning,
    file: include_str!("nb110_problems_and_fees.rs"),
    check,
};

/// Fewer characters than this say nothing.
const LEAST: usize = 10;
/// A statement is not shorter.
const SHORTEST: usize = 5;
/// One of these stands in whatever tells of a problem: 不易看懂, 形式单一, 人手少.
const PROBLEMS: [&str; 25] = [
    "不",
    "未",
    "没",
    "缺",
    "欠",
    "弱",
    "难",
    "慢",
    "差",
    "少",
    "低",
    "窄",
    "浅",
    "短",
    "滞后",
    "单一",
    "有待",
    "还需",
    "尚需",
    "需要进一步",
    "需进一步",
    "问题",
    "薄",
    "漏",
    "误",
];
/// Words with one of them that tell of none.
const NO_PROBLEMS: [&str; 8] = ["不断", "减少", "不仅", "少数", "差异", "不忘", "从未", "短视频"];
/// What tells of how it becomes better, whatever else is said with it.
const BETTER: [&str; 14] = [
    "下一步",
    "今后",
    "明年",
    "将",
    "改进",
    "整改",
    "措施",
    "加强",
    "已",
    "计划",
    "建立",
    "针对",
    "提升",
    "强化",
];
/// The first year reported under 国办函〔2020〕109号, in force from 2021-01-01.
const FEES_SINCE: i32 = 2021;

/// What the part on problems lacks.
fn lacking(text: &str) -> Option<&'static str> {
    // Headings name both, whatever stands below them.
    let own = ["存在的主要问题", "存在问题及改进情况", "改进情况", "改进措施"]
        .iter()
        .fold(text.to_owned(), |own, heading| own.replace(heading, ""));
    let own = NO_PROBLEMS.iter().fold(own, |own, word| own.replace(word, ""));
    let tells = |clause: &str, words: &[&str]| words.iter().any(|word| clause.contains(word));
    let is_better = tells(&own, &BETTER)
        || own
            .split(['，', '。', '；', '：', '\n'])
            .any(|clause| clause.chars().count() >= SHORTEST && !tells(clause, &PROBLEMS));
    if text.is_empty() {
        Some("没有内容")
    } else if text.chars().count() < LEAST {
        Some("太简单")
    } else if !tells(&own, &PROBLEMS) {
        Some("没有写存在什么问题")
    } else if !is_better {
        Some("没有写怎样改进")
    } else {
        None
    }
}

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    if !subject.is_standard() {
        return Vec::new();
    }
    let text = |name: &str| {
        let part = subject.part(name)?;
        let text = part.text.as_ref().map_or("", |text| text.value.trim());
        Some((part, text))
    };
    let mut found = Vec::new();
    if let Some((part, text)) = text("存在的主要问题")
        && let Some(what) = lacking(text)
    {
        let message = format!("“{}”{what}", part.heading.value);
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        found.push(finding.help("请照实写存在的问题和改进的办法"));
    }
    if let Some((part, text)) = text("其他需要报告的事项")
        && subject.report.year.value >= FEES_SINCE
        && let Some((what, help)) = fees_lack(text)
    {
        let message = format!("“{}”{what}", part.heading.value);
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        found.push(finding.help(help));
    }
    found
}

/// What the part on other matters lacks about the fee, and what to do.
fn fees_lack(text: &str) -> Option<(&'static str, &'static str)> {
    const HOW_MUCH: &str =
        "请写发出收费通知几件、总金额多少元；没有收取的，写本年度未收取信息处理费";
    /// What says that there was none, or of whom none was asked.
    const DENIED: [&str; 7] = ["未", "没", "无", "不", "零", "免", "减"];
    if !text.contains("处理费") {
        return Some(("没有说明信息处理费", "没有收取的也要写，例：本年度未收取信息处理费"));
    }
    // An expression prints the number.
    if text.contains("{{") {
        return None;
    }
    if ["无数据", "没有数据", "数据缺失", "数据暂缺", "暂无数据"]
        .iter()
        .any(|none| text.contains(none))
    {
        return Some(("没有写信息处理费收了多少", HOW_MUCH));
    }
    let notices = counted(text, &["件", "份", "次"]);
    let money = counted(text, &["元", "万元"]);
    if notices == [0] && money.iter().any(|money| *money > 0) {
        return Some(("说发出收费通知 0 件，却有收费的金额", "请核对收费通知的件数和总金额"));
    }
    let is_charged = ["收取", "收缴", "收到"].iter().any(|verb| text.contains(verb));
    let is_told = DENIED.iter().any(|word| text.contains(word)) || is_counted(text);
    (is_charged && !is_told).then_some(("说收取了信息处理费，没有写件数和金额", HOW_MUCH))
}

/// The whole numbers before some units.
fn counted(text: &str, units: &[&str]) -> Vec<u64> {
    let found = prose::numbers(text).into_iter().filter_map(|(at, digits)| {
        let rest = text.get(at.end..)?.trim_start();
        units.iter().any(|unit| rest.starts_with(unit)).then(|| digits.parse().ok())?
    });
    found.collect()
}

/// Whether a number stands before money or things, in digits or spelt.
fn is_counted(text: &str) -> bool {
    ["元", "万元", "件", "份", "次", "笔"].iter().any(|unit| {
        text.match_indices(unit).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            before.trim_end().ends_with(|c: char| prose::is_digit(c) || is_spelt(c))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{fees_lack, lacking};

    #[test]
    fn what_was_charged_is_told_with_its_number() {
        for (text, what) in [
            ("本机关收取信息处理费。", Some("说收取了信息处理费，没有写件数和金额")),
            ("收取了信息处理费若干。", Some("说收取了信息处理费，没有写件数和金额")),
            ("依规收取信息处理费，已上缴国库。", Some("说收取了信息处理费，没有写件数和金额")),
            ("2025年，共收取信息处理费。", Some("说收取了信息处理费，没有写件数和金额")),
            ("信息处理费收取情况：无数据。", Some("没有写信息处理费收了多少")),
            ("信息处理费的数据暂缺。", Some("没有写信息处理费收了多少")),
            (
                "2025年发出信息处理费收费通知0件，总金额50元。",
                Some("说发出收费通知 0 件，却有收费的金额"),
            ),
            ("没有其他事项。", Some("没有说明信息处理费")),
            ("2025年，本机关未收取信息处理费。", None),
            ("发出信息处理费收费通知1件，总金额50元。", None),
            ("发出收费通知0件，信息处理费总金额0元。", None),
            ("信息处理费收取情况：0元；收取信息处理费五十元。", None),
            ("收取信息处理费{{ 收费 }}元。", None),
            ("信息处理费零收取。按规定不收取信息处理费。", None),
        ] {
            assert_eq!(fees_lack(text).map(|(what, _)| what), what, "{text}");
        }
    }

    #[test]
    fn problems_and_betterment_are_both_asked_for() {
        for (text, what) in [
            ("", Some("没有内容")),
            ("无", Some("太简单")),
            ("一是报送不够及时；二是解读形式较为单一，公开不够规范。", Some("没有写怎样改进")),
            ("（一）存在的主要问题。公开不及时。\n（二）改进情况。", Some("没有写怎样改进")),
            ("一是建立月度提醒制度；二是制作图解12期。", Some("没有写存在什么问题")),
            ("公开的主动性还不强。下一步，将每季度通报一次。", None),
            ("问题：解读材料群众不易看懂。改进情况：邀请农户参加座谈4场，不断改写材料。", None),
            ("针对上年报送不及时的问题，建立了月度提醒制度。", None),
            (
                "（一）存在的主要问题。解读形式单一。\n（二）改进情况。制作图解12期，加强培训。",
                None,
            ),
        ] {
            assert_eq!(lacking(text), what, "{text}");
        }
    }
}
