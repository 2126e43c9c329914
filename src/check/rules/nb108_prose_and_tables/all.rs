//! What is said of all requests at once: `均已办结`, `全部予以公开`.

use super::{
    named::{self, Named, NamedClaim},
    quantity::Amount,
    requests::is_of_other_matters,
    said::ENDS,
    words::after_words,
};
use crate::{
    check::{
        prose::{self, Searched},
        subject::Subject,
    },
    report::RowRole,
};
use rust_decimal::Decimal;
use std::ops::Range;

const ALL: [&str; 4] = ["全部", "均", "都", "全都"];
/// What may stand between that and the verb.
const HOW: &[&str] = &[
    "已",
    "已经",
    "按期",
    "按时",
    "依法",
    "依规",
    "如期",
    "及时",
    "按规定",
    "予以",
    "得到",
    "当年",
    "年内",
    "规范",
    "在法定期限内",
    "在法定时限内",
    "在规定期限内",
    "在规定时限内",
    "在期限内",
    "于年底前",
    "限时",
];
const HANDLED: [&str; 7] = ["办结", "办理完毕", "办理完成", "答复完毕", "处理完毕", "办毕", "答复"];
const GRANTED: [&str; 5] = ["予以公开", "同意公开", "给予公开", "准予公开", "公开"];
/// Words of parts: what is said is not of all.
const PARTS: [&str; 8] = ["其中", "其余", "网", "当面", "信函", "邮", "其他", "另外"];

/// What may stand between the verb and how many were answered.
const BEFORE_COUNT: &[&str] = &["了", "共", "计", "依", "申请", "政府", "信息", "公开", "各类"];

/// Something that is said of all.
struct SaidOfAll<'t> {
    /// The sentence before it.
    head: &'t str,
    /// The rest of it.
    tail: &'t str,
    paragraph: Searched<'t>,
    at: Range<usize>,
}

/// Where one of some verbs is said of all.
fn said_of_all<'t>(searched: &Searched<'t>, verbs: &[&str], how: &[&str]) -> Vec<SaidOfAll<'t>> {
    let text = searched.text;
    if !searched.has("申请") || !searched.has_any(verbs) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for word in ALL {
        for at in searched.places(word) {
            let rest = prose::after(text, at + word.len());
            let bare = after_words(after_words(rest, HOW), how);
            let verb = verbs.iter().filter(|verb| bare.starts_with(**verb));
            let Some(verb) = verb.max_by_key(|verb| verb.len()) else { continue };
            let tail = bare.get(verb.len()..).unwrap_or_default();
            let start = at + word.len() + rest.len() - bare.len();
            found.push(SaidOfAll {
                head: prose::before(text, at, prose::SENTENCE)
                    .rsplit('。')
                    .next()
                    .unwrap_or_default(),
                tail: tail.split('。').next().unwrap_or_default(),
                paragraph: searched.clone(),
                at: start..start + verb.len(),
            });
        }
    }
    found
}

impl SaidOfAll<'_> {
    fn is_of_requests(&self) -> bool {
        let is_told = self.head.contains("申请") || self.is_of_year();
        is_told && !is_of_other_matters(&Searched::new(self.head))
    }

    /// 年末全部办理完毕, in a paragraph of requests and of nothing else that is answered.
    fn is_of_year(&self) -> bool {
        let times = ["截至", "到", "年末", "年底", "全年", "本年度", "目前"];
        let head: String = self.paragraph.text.chars().take(20).collect();
        !self.head.is_empty()
            && after_words(self.head, &times).is_empty()
            && head.contains("依申请公开")
            && !is_of_other_matters(&self.paragraph)
    }

    /// The clause that it stands in, as far as it goes before it.
    fn clause(&self) -> &str {
        self.head.rsplit(ENDS).next().unwrap_or_default()
    }

    /// Whether the sentence has counted those that were answered, of which it may be said: 答复9件，均按期办结.
    fn is_of_answered(&self) -> bool {
        ["办结", "答复", "办理", "处理"].iter().any(|verb| {
            self.head.match_indices(verb).any(|(at, _)| {
                let rest = self.head.get(at + verb.len()..).unwrap_or_default();
                after_words(rest, BEFORE_COUNT).starts_with(prose::is_digit)
            })
        })
    }

    /// The last number before it.
    fn number(&self) -> Option<Decimal> {
        let (_, digits) = prose::numbers(self.head).pop()?;
        crate::text::half_width(digits).parse().ok()
    }
}

/// What was received and what was carried in.
fn due(subject: &Subject<'_>) -> Option<(Decimal, Decimal)> {
    let new = subject.rows(RowRole::Received)?.amount("total")?;
    Some((new, new.checked_add(subject.rows(RowRole::CarriedIn)?.amount("total")?)?))
}

/// Where a paragraph says that everything was answered: 新收申请9件，已全部办结.
pub(super) fn handled(subject: &Subject<'_>, searched: &Searched<'_>) -> Option<Range<usize>> {
    let last = format!("{}年", subject.report.year.value.saturating_sub(1));
    let is_it = |said: &SaidOfAll<'_>| {
        let statement = said.head.rsplit(['，', '；']).take(2).collect::<String>();
        let is_of_both = is_of_both(said.head, &last);
        let is_left = |text: &str| {
            ["结转", "上年", "去年"].iter().any(|word| text.contains(word)) && !is_of_both
        };
        let is_part = |text: &str| {
            ["除", "到期", "应办结", "应当", "其中", "其余"].iter().any(|word| text.contains(word))
        };
        let tail_left = said.tail.contains("结转")
            && !["无结转", "没有结转", "未结转"].iter().any(|none| said.tail.contains(none));
        // 13件申请全部办结 is of all only where these are all.
        let is_own = said.clause().contains(prose::is_digit) && said.clause().contains('件');
        let is_all_due = || {
            due(subject).is_some_and(|(new, both)| {
                said.number().is_some_and(|number| number == both || (!is_own && number == new))
            })
        };
        // 收到申请后，均按时答复 is how it is done.
        let is_rule = ["申请后", "申请的，", "申请时"].iter().any(|word| said.head.contains(word));
        // 涉及征地的申请16件，已全部办结 is of these.
        let is_of_some = || {
            ["涉及", "有关", "方面", "的申请"].iter().any(|word| statement.contains(word))
                && !is_all_due()
        };
        said.is_of_requests()
            && !is_rule
            && !is_of_some()
            && !said.tail.starts_with(['率', '的', '前', '后', '意', '书', '时'])
            && !is_left(&statement)
            && !tail_left
            && !is_part(&statement)
            && !is_part(said.tail)
            && (is_own || !said.is_of_answered())
            && (!is_own || is_all_due())
    };
    said_of_all(searched, &HANDLED, &[]).into_iter().find(is_it).map(|said| said.at)
}

/// 新收11件，上年结转2件: what follows is of both.
fn is_of_both(head: &str, last: &str) -> bool {
    let parts = ["上年", "上一年", "去年", last].iter().find_map(|word| head.rsplit_once(word));
    parts.is_some_and(|(before, behind)| {
        let is_joined = before.ends_with(['，', '、', '和', '及', '加', '同', '（']);
        let is_received =
            ["新收", "收到", "受理", "接到", "接收"].iter().any(|w| before.contains(w));
        is_joined && is_received && (behind.contains("结转") || behind.contains("转入"))
    })
}

/// Where a paragraph says that all requests were granted, and the table that some were not even in part.
pub(super) fn granted(subject: &Subject<'_>, searched: &Searched<'_>) -> Option<NamedClaim> {
    let handled = subject.rows(RowRole::Handled)?.amount("total")?;
    let (new, both) = due(subject)?;
    let is_it = |said: &SaidOfAll<'_>| {
        let is_alone = said.tail.is_empty() || said.tail.starts_with(ENDS);
        let statement = said.head.rsplit(['，', '；']).take(2).collect::<String>();
        let is_part = PARTS.iter().any(|part| statement.contains(part));
        // 申请全部予以公开
        let is_bare_all = said.number().is_none()
            && ["申请", "收到的申请", "所有申请", "受理的申请"].contains(&said.head);
        let is_whole =
            is_bare_all || said.number().is_some_and(|n| [handled, new, both].contains(&n));
        let clause = after_words(
            said.clause(),
            &["收到的", "受理的", "所有", "申请", "已", "对", "件", "上述"],
        );
        let is_bare =
            clause.trim_start_matches(prose::is_digit).trim_start_matches("件").is_empty();
        said.is_of_requests() && is_alone && !is_part && is_whole && is_bare
    };
    let how = ["办结", "答复", "办理", "并", "且", "，"];
    let said = said_of_all(searched, &GRANTED, &how).into_iter().find(is_it)?;
    let amount = |word| named::amounts(subject, Named::Result(word))?.first().copied();
    let open = amount("予以公开")?.checked_add(amount("部分公开")?)?;
    (open < handled).then_some(NamedClaim {
        named: Named::Result("予以公开"),
        amount: Amount::Exactly(handled),
        at: said.at,
    })
}
