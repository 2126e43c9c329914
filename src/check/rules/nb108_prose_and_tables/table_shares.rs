//! Shares that the tables contradict: `办结率93.2%`, `自然人占91.8%`, `予以公开率80%`, `行政复议维持率75%`.

use super::{
    named::{self, APPLICANTS, Named, NamedClaim, RESULTS},
    requests::is_of_other_matters,
    said::SaidNumber,
    shares::{self, Share, fits},
    words::after_words,
};
use crate::{
    check::{
        prose::{self, Searched},
        subject::Subject,
    },
    report::RowRole,
    text::half_width,
};
use rust_decimal::Decimal;

/// What the shares of a paragraph are held against.
pub(super) struct TableShares<'a, 't> {
    pub subject: &'a Subject<'a>,
    pub text: &'a Searched<'t>,
    pub said: &'a [SaidNumber<'t>],
    pub named: &'a [NamedClaim],
}

impl TableShares<'_, '_> {
    /// What is wrong with a share of requests.
    pub(super) fn wrong(&self, share: &Share<'_>) -> Option<String> {
        self.handled(share)
            .or_else(|| applicants(self.subject, share))
            .or_else(|| self.results(share))
            .or_else(|| self.of_number(share))
            .or_else(|| self.disputes(share))
    }

    fn total(&self, role: RowRole) -> Option<Decimal> {
        self.subject.rows(role)?.amount("total")
    }

    /// Whether the sentence, or the paragraph, is of requests.
    fn is_of_requests(&self, sentence: &str) -> bool {
        let head = prose::after(self.text.text, 0).chars().take(20).collect::<String>();
        (sentence.contains("申请") || head.contains("依申请公开"))
            && !is_of_other_matters(&Searched::new(sentence))
    }

    /// Those answered, those received, and these with those carried in: what a share may be of.
    fn wholes(&self) -> Option<[Decimal; 3]> {
        let (new, done) = (self.total(RowRole::Received)?, self.total(RowRole::Handled)?);
        Some([done, new, new.checked_add(self.total(RowRole::CarriedIn)?)?])
    }

    /// 办结率93.2%, 占应办件数的88.3%.
    fn handled(&self, share: &Share<'_>) -> Option<String> {
        let is_rate = share.clause.ends_with("办结率") || share.clause.ends_with("答复率");
        let is_of_due = share.clause.starts_with("占应办");
        if !(is_rate || is_of_due) || !self.is_of_requests(share.sentence) {
            return None;
        }
        // 按时办结率 is of those whose time had come.
        let is_timed = ["时", "期", "法定", "率和"].iter().any(|word| share.clause.contains(word));
        let sentence = Searched::new(share.sentence);
        let is_all = is_of_due || !sentence.has_any(&["应办", "到期"]);
        // 办件办结率 may be of any matter.
        let is_hundred = share.percent.value == Decimal::ONE_HUNDRED;
        // 答复率100%, and nothing says of what.
        let is_named = sentence.has("申请") || (is_plain_rate(share.clause) && !is_hundred);
        if is_timed || !is_all || !is_named {
            return None;
        }
        let [done, new, both] = self.wholes()?;
        let is_so = fits(done, both, share.percent)
            || fits(done, new, share.percent)
            || (!is_hundred && fits_any(share));
        (!is_so && !both.is_zero()).then(|| {
            format!(
                "正文说办结率 {}%，表里收到和上年结转共 {both}，办理结果总计是 {done}",
                share.percent.value.normalize()
            )
        })
    }

    /// 予以公开率80%, 不予公开占办结总数的25.4%.
    fn results(&self, share: &Share<'_>) -> Option<String> {
        const OF: [&str; 12] = [
            "率",
            "占",
            "占比",
            "的占比",
            "占办结总数的",
            "占办结量的",
            "占办结数的",
            "占办结件数的",
            "占办理总数的",
            "占总数的",
            "占办结申请的",
            "比例",
        ];
        let result = RESULTS.iter().find(|word| share.clause.starts_with(**word))?;
        let rest = share.clause.strip_prefix(result)?;
        if !OF.contains(&rest) || !self.is_of_requests(share.sentence) {
            return None;
        }
        let part = named::amounts(self.subject, Named::Result(result))?.first().copied()?;
        self.of_wholes(share, result, part)
    }

    fn of_wholes(&self, share: &Share<'_>, what: &str, part: Decimal) -> Option<String> {
        let wholes = self.wholes()?;
        let is_so = wholes.iter().any(|whole| fits(part, *whole, share.percent));
        let [done, ..] = wholes;
        (!is_so && !done.is_zero() && !is_of_said(share, self.said)).then(|| {
            let said = share.percent.value.normalize();
            format!("正文说{what}占 {said}%，表里办理结果总计 {done}，其中{what} {part}")
        })
    }

    /// 个人31件，占81.6%: the share of a number that is of a row or a column.
    fn of_number(&self, share: &Share<'_>) -> Option<String> {
        if !["占", "占比", "占总数的", "占总量的"].contains(&share.clause) {
            return None;
        }
        let number = shares::before(share, self.said).last()?;
        let claim = self.named.iter().find(|claim| claim.at == number.quantity.at)?;
        let amount = number.exact()?;
        let wholes: Vec<Decimal> = match claim.named {
            Named::Applicant(..) | Named::Result(_) => self.wholes()?.to_vec(),
            Named::Outcome(block, _) => vec![block_total(self.subject, block)?],
            _ => return None,
        };
        let is_so = wholes.iter().any(|whole| fits(amount, *whole, share.percent));
        let whole = *wholes.first()?;
        (!is_so && !whole.is_zero() && !is_of_said(share, self.said)).then(|| {
            let said = share.percent.value.normalize();
            format!("{} 不是 {whole} 的 {said}%", amount.normalize())
        })
    }

    /// 行政复议维持率75%: of all, or of those that ended.
    fn disputes(&self, share: &Share<'_>) -> Option<String> {
        let (word, column) = OUTCOMES.iter().find(|(word, _)| share.clause.ends_with(word))?;
        let head = share.clause.strip_suffix(word)?;
        let is_plain =
            after_words(head, &["行政", "复议", "诉讼", "案件", "的", "结果"]).is_empty();
        let sentence = share.sentence.rsplit('；').next()?;
        let block = match (sentence.contains("复议"), sentence.contains("诉讼")) {
            (true, false) => "行政复议",
            (false, true) => "行政诉讼",
            _ => return None,
        };
        // 纠错率为0 is told of with the other words of nothing.
        if !is_plain || (share.percent.value.is_zero() && *column == "纠正") {
            return None;
        }
        let amount =
            |column| named::amounts(self.subject, Named::Outcome(block, column))?.first().copied();
        let (part, whole) = (amount(column)?, block_total(self.subject, block)?);
        let ended = whole.checked_sub(amount("未审结")?)?;
        let is_so = fits(part, whole, share.percent) || fits(part, ended, share.percent);
        (!is_so && !whole.is_zero() && !is_of_said(share, self.said)).then(|| {
            let said = share.percent.value.normalize();
            format!("正文说{word} {said}%，表里{block}总计 {whole}，其中{column} {part}")
        })
    }
}

/// Whether two numbers of the sentence are so.
fn fits_any(share: &Share<'_>) -> bool {
    const MOST: usize = 8;
    let numbers = prose::numbers(share.sentence);
    let numbers: Vec<Decimal> = (numbers.iter().rev().take(MOST))
        .filter_map(|(_, digits)| half_width(digits).parse().ok())
        .collect();
    numbers.iter().any(|whole| numbers.iter().any(|part| fits(*part, *whole, share.percent)))
}

/// Whether two of the things that the sentence counts are so.
fn is_of_said(share: &Share<'_>, said: &[SaidNumber<'_>]) -> bool {
    const MOST: usize = 8;
    let near = shares::before(share, said).iter().rev().take(MOST).filter_map(SaidNumber::exact);
    let near: Vec<Decimal> = near.collect();
    near.iter().any(|whole| near.iter().any(|part| fits(*part, *whole, share.percent)))
}

/// 办结率, 申请办结率: nothing else is answered.
fn is_plain_rate(clause: &str) -> bool {
    let words = ["政府信息公开", "依申请公开", "申请", "全年", "总体", "综合"];
    ["办结率", "答复率"].contains(&after_words(clause, &words))
}

/// 自然人占91.8%: by the table.
fn applicants(subject: &Subject<'_>, share: &Share<'_>) -> Option<String> {
    let clause = after_words(share.clause, &["其中", "由"]);
    let (word, columns) = APPLICANTS.iter().find(|(word, _)| clause.starts_with(word))?;
    let rest = clause.strip_prefix(word)?;
    let between = ["申请人", "申请", "提出", "的", "占比", "占", "比例", "比重", "数量"];
    let is_share = rest.contains('占') || rest.contains('比');
    if !is_share || !after_words(rest, &between).is_empty() || !share.sentence.contains("申请") {
        return None;
    }
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    let (new, carried) = (total(RowRole::Received)?, total(RowRole::CarriedIn)?);
    let amounts = named::amounts(subject, Named::Applicant(word, columns))?;
    let [first, second] = amounts[..] else { return None };
    let is_so = fits(first, new, share.percent)
        || fits(first.checked_add(second)?, new.checked_add(carried)?, share.percent);
    (!is_so && !new.is_zero()).then(|| {
        let said = share.percent.value.normalize();
        format!("正文说{word}占 {said}%，表里本年新收 {new}，其中{word} {first}")
    })
}

/// Rates of results of reviews and suits, and the columns.
const OUTCOMES: [(&str, &str); 8] = [
    ("维持率", "维持"),
    ("胜诉率", "维持"),
    ("被纠错率", "纠正"),
    ("纠错率", "纠正"),
    ("被纠正率", "纠正"),
    ("纠正率", "纠正"),
    ("撤销率", "纠正"),
    ("败诉率", "纠正"),
];

fn block_total(subject: &Subject<'_>, block: &str) -> Option<Decimal> {
    let role = if block == "行政复议" { RowRole::Reviews } else { RowRole::Suits };
    subject.rows(role)?.amount("total")
}
