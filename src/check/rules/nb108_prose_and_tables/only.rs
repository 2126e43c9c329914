//! What became of the only request, told without a number: `收到申请1件，不予公开`, `收到申请1件，申请人为企业`.

use super::{
    named::{APPLICANTS, Named, NamedClaim, RESULTS},
    quantity::Amount,
    requests::{Claim, Topic, is_of_other_matters},
    said::ENDS,
    words::after_words,
};
use crate::{
    check::{prose::Searched, subject::Subject},
    report::RowRole,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// How the only request is named.
const ONLY: [&str; 5] = ["申请1件", "1件申请", "申请一件", "一件申请", "唯一的申请"];
/// And where the paragraph is about requests: 收到1件，结转下年度.
const BARE: [&str; 4] = ["收到1件，", "受理1件，", "收到一件，", "受理一件，"];
/// What may stand before what became of it, and behind.
const BEFORE: &[&str] = &[
    "系",
    "为",
    "是",
    "属",
    "已",
    "经",
    "作出",
    "答复",
    "告知",
    "依法",
    "予以",
    "目前",
    "因",
    "仍",
    "尚",
    "申请人",
    "由",
    "维持",
    "被",
    "某",
    "一家",
];
const BEHIND: &[&str] = &["答复", "决定", "处理", "提出", "申请", "继续办理", "办理", "中"];
/// Results and reasons in other words.
const BECAME: [(&str, Named); 7] = [
    ("未予公开", Named::Result("不予公开")),
    ("未予处理", Named::Result("不予处理")),
    ("信息不存在", Named::Result("无法提供")),
    ("信息不存在无法提供", Named::Result("无法提供")),
    ("不掌握", Named::Reason("不掌握", &["不掌握"])),
    ("本机关不掌握", Named::Reason("不掌握", &["不掌握"])),
    ("重复申请", Named::Reason("重复申请", &["重复申请"])),
];
/// What a request that was granted is not said to be.
const REFUSED: [&str; 7] = [
    "不属于本机关",
    "不属本机关",
    "逾期未补正",
    "逾期不补正",
    "属信访事项",
    "属于信访事项",
    "系信访事项",
];
/// What ends a clause that gives the reason first: 因涉及第三方未公开.
const NOT_OPENED: [&str; 4] = ["未公开", "未予公开", "不予公开", "不公开"];
/// Words of what is not done yet.
const OPEN: [&str; 9] = [
    "未答复",
    "未办结",
    "正在办理",
    "在办理",
    "结转下年度",
    "结转下一年度",
    "结转至下年度",
    "结转下年",
    "转入下年度",
];

/// What is told of the only request.
#[derive(Default)]
pub(super) struct ToldOfOnly {
    pub named: Vec<NamedClaim>,
    pub requests: Vec<Claim>,
}

/// What a paragraph tells so, where the tables have one request.
pub(super) fn claims(subject: &Subject<'_>, searched: &Searched<'_>) -> ToldOfOnly {
    let mut told = ToldOfOnly::default();
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    let all = || total(RowRole::Received)?.checked_add(total(RowRole::CarriedIn)?);
    let head: String = searched.text.chars().take(20).collect();
    let is_bare = head.contains("依申请公开") && searched.has_any(&BARE);
    if !(is_bare || searched.has_any(&ONLY)) || all() != Some(Decimal::ONE) {
        return told;
    }
    let year = subject.report.year.value;
    let mut from = 0;
    for sentence in searched.text.split_inclusive(['。', '；']) {
        told.of_sentence(sentence, from, is_bare, year);
        from += sentence.len();
    }
    told
}

impl ToldOfOnly {
    fn of_sentence(&mut self, sentence: &str, start: usize, is_bare: bool, year: i32) {
        let only = ONLY.iter().filter_map(|only| Some(sentence.find(only)? + only.len())).min();
        let bare = || {
            let found = BARE.iter().filter_map(|only| Some(sentence.find(only)? + only.len()));
            found.min().filter(|_| is_bare)
        };
        let Some(only) = only.or_else(bare) else { return };
        self.of_last_year(sentence, start, only);
        let is_other = ["复议", "诉讼", "上年", "去年"].iter().any(|word| sentence.contains(word));
        // 属信访事项 is what became of it.
        let is_refused = REFUSED.iter().any(|word| sentence.contains(word));
        if is_other || (!is_refused && is_of_other_matters(&Searched::new(sentence))) {
            return;
        }
        let next = format!("转入{}年", year.saturating_add(1));
        let mut from = only;
        for statement in sentence.get(only..).unwrap_or_default().split_inclusive(ENDS) {
            let clause = statement.trim_end_matches(ENDS);
            let at = start + from..start + from + clause.len();
            from += statement.len();
            if self.of_refusal(clause, &at) {
                return;
            }
            if after_words(clause, BEFORE).starts_with(&next) {
                let amount = Amount::Exactly(Decimal::ONE);
                self.requests.push(Claim { topic: Topic::CarriedOut, amount, at });
                continue;
            }
            self.of_clause(clause, at);
        }
    }

    /// 申请1件为上年结转: it is not of this year.
    fn of_last_year(&mut self, sentence: &str, start: usize, only: usize) {
        let rest = sentence.get(only..).unwrap_or_default();
        let clause = rest.trim_start_matches('，').split(ENDS).next().unwrap_or_default();
        let bare = after_words(clause, &["为", "系", "是", "属", "属于"]);
        if ["上年结转", "上年度结转", "上一年度结转"].contains(&bare) {
            let at = start + only..start + only + rest.find(bare).unwrap_or(0) + bare.len();
            let amount = Amount::Exactly(Decimal::ONE);
            self.requests.push(Claim { topic: Topic::CarriedIn, amount, at });
        }
    }

    /// What is told in words that may mean any of several rows, so that only 予以公开 is contradicted.
    fn of_refusal(&mut self, clause: &str, at: &Range<usize>) -> bool {
        let is_reasoned =
            clause.starts_with('因') && NOT_OPENED.iter().any(|word| clause.ends_with(word));
        let is_refused = is_reasoned || REFUSED.iter().any(|word| clause.contains(word));
        if is_refused {
            let (named, amount) = (Named::Granted, Amount::NONE);
            self.named.push(NamedClaim { named, amount, at: at.clone() });
        }
        is_refused
    }

    /// 答复率为0.
    fn of_rate(&mut self, clause: &str, at: &Range<usize>) -> bool {
        let rest = ["答复率", "办结率"].iter().find_map(|rate| clause.strip_prefix(rate));
        let number = rest.map(|rest| rest.trim_start_matches(['为', '是']));
        let is_none = number.is_some_and(|number| ["0", "零", "0%"].contains(&number));
        if is_none {
            let (topic, amount) = (Topic::Handled, Amount::NONE);
            self.requests.push(Claim { topic, amount, at: at.clone() });
        }
        is_none
    }

    fn of_clause(&mut self, clause: &str, at: Range<usize>) {
        let bare = after_words(clause, BEFORE);
        // 予以 is part of the result 予以公开.
        let is = |word: &str| {
            let rest = bare.strip_prefix(word).or_else(|| clause.strip_prefix(word));
            rest.is_some_and(|rest| after_words(rest, BEHIND).is_empty())
        };
        if self.of_rate(clause, &at) {
            return;
        }
        let amount = Amount::Exactly(Decimal::ONE);
        if OPEN.iter().any(|word| is(word)) {
            self.requests.push(Claim { topic: Topic::CarriedOut, amount, at });
            return;
        }
        let result = RESULTS.iter().find(|word| is(word)).map(|word| Named::Result(word));
        let became = || BECAME.iter().find(|(word, _)| is(word)).map(|(_, named)| *named);
        let applicant = || {
            let is_who =
                clause.contains("申请人") || clause.ends_with("提出") || bare.len() == clause.len();
            let (word, columns) =
                APPLICANTS.iter().find(|(word, _)| is(word)).filter(|_| is_who)?;
            Some(Named::Applicant(word, columns))
        };
        // 申请人是某公司
        let company = || {
            let is_it = clause.contains("申请人") && bare.ends_with("公司");
            (is_it && bare.chars().count() < 12)
                .then_some(Named::Applicant("企业", super::named::COMPANIES))
        };
        let named = result.or_else(became).or_else(applicant).or_else(company);
        self.named.extend(named.map(|named| NamedClaim { named, amount, at }));
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        check::{Context, check},
        report::load,
        yaml::decode,
    };

    /// What is told of a sentence, where one person asked and the information was given.
    fn told(sentence: &str) -> Vec<String> {
        let yaml = format!(
            "机关: 青石镇人民政府\n年度: 2025\n总体情况: |\n  （二）依申请公开。{sentence}\n\
             收到和处理政府信息公开申请情况:\n  本年新收: [1, 0, 0, 0, 0, 0]\n  办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0]\n"
        );
        let loaded = load(&decode("甲.yaml", yaml.as_bytes()).unwrap());
        let report = loaded.unwrap_or_else(|f| panic!("{f}")).report;
        let found = check(&report, &Context::default());
        found.iter().filter(|d| d.code.id() == "NB108").map(|d| d.message.clone()).collect()
    }

    #[test]
    fn what_became_of_the_only_request_is_that_of_the_table() {
        for (sentence, wrong) in [
            ("收到申请1件，不予公开。", "不予公开 1 件"),
            ("收到申请1件，作出不予公开答复。", "不予公开 1 件"),
            ("收到申请1件（部分公开）。", "部分公开 1 件"),
            ("收到申请1件，予以部分公开。", "部分公开 1 件"),
            ("收到申请1件，因信息不存在无法提供。", "无法提供 1 件"),
            ("收到申请1件，告知不掌握。", "不掌握 1 件"),
            ("收到申请1件，系重复申请，已答复。", "重复申请 1 件"),
            ("收到1件申请，未予公开。", "不予公开 1 件"),
            ("收到申请1件，申请人为企业。", "企业 1 件"),
            ("收到申请1件，系企业提出，予以公开。", "企业 1 件"),
            ("收到申请1件，为法律服务机构提出。", "法律服务机构 1 件"),
            ("收到申请1件（企业）。", "企业 1 件"),
            ("收到申请1件，目前仍在办理中。", "结转下年度 1 件"),
            ("收到申请1件，尚未答复。", "结转下年度 1 件"),
            ("收到申请1件，结转下年度继续办理。", "结转下年度 1 件"),
            ("收到1件，结转下年度继续办理。", "结转下年度 1 件"),
            ("收到申请1件，转入2026年办理。", "结转下年度 1 件"),
            ("唯一的申请未办结。", "结转下年度 1 件"),
            ("收到申请1件，申请人是某公司。", "企业 1 件"),
            ("收到1件申请，已告知申请人不属于本机关公开范围。", "没有予以公开"),
            ("收到申请1件，申请人逾期未补正，不再处理。", "没有予以公开"),
            ("收到申请1件，属信访事项，未予处理。", "没有予以公开"),
            ("1件申请因涉及第三方未公开。", "没有予以公开"),
            ("收到申请1件，答复率为0。", "没有办结"),
            ("申请1件为上年结转。", "上年结转 1 件"),
            ("收到申请1件，维持不予公开决定。", "不予公开 1 件"),
        ] {
            let told = told(sentence);
            assert!(told.len() == 1 && told[0].contains(wrong), "{sentence} {told:?}");
        }
        for sentence in [
            "收到申请1件，予以公开。",
            "收到申请1件，系自然人提出，已按期答复，予以公开。",
            "收到申请1件（自然人）；公民申请，当场答复。",
            "收到申请1件，对不予公开的内容作了区分处理。",
            "收到申请1件。不予公开须经集体研究；正在办理信息公开平台改造。",
            "收到信访件1件，正在办理。",
            "收到1件，当年办结，申请人为村民。",
            "唯一的申请已予以公开，没有转入2026年办理的事项。",
            "收到申请1件，因涉及第三方，征求意见后予以公开。",
            "收到申请1件，经查部分公开的信息已在网站公布。",
        ] {
            assert_eq!(told(sentence), Vec::<String>::new(), "{sentence}");
        }
    }
}
