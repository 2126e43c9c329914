//! ## 检查什么
//!
//! 正文里说的收到、上年结转、办理、办结（答复）、在办、结转下年度的申请件数，行政复议、行政诉讼件数，和表三、表四对照；规章、规范性文件的制发、废止、现行有效件数，行政许可、行政处罚、行政强制的件数，行政事业性收费的金额，和表二对照。“收到申请”有两种用法，只算本年新收，或者连上年结转一起算，两种都认。数字没有动词（“行政处罚81件”）、在名称前面（“53件行政许可”）、在冒号后面或括号里（“行政许可：53”“行政处罚（18）”）、用汉字（“十二件”）、写约数（“53余件”）、没有写“元”（“收费35万”）、没有写“件”（“办结数为36”）、写“分别为”的一样认；申请人、办理结果、复议结果、直接起诉和复议后起诉的件数（“其中自然人8件”“3个予以公开”“纠正1件”“直接起诉2件”）也查，只有一件时，没有数字的结果（“1件，结果纠正”“系复议后起诉”）也查。写“未收到申请”“没有行政复议”“未制发”“全年零收费”“均为0”“没有上年结转”“全部按期办结”“均来自自然人”而表里不是这样的，也指出来；全角的数字一样认。同一句里，总数和“其中”各项、括号里各项合不上的，“比上年8件增加2件”“2024年收到8件，增加2件”算出来不同的，比率超过 100%、增减的百分数算错的，“由498条增至512条，增加24条”算错的，也指出来。算式印出来的是别的一行的数、同一份报告里前后矛盾的（收了信息处理费又说没有收，举办了培训又说没有举办，追究了责任又说没有）也指出来。“均予以公开”“没有企业提出申请”“因本机关不掌握无法提供2件”“自然人占81.8%”“办结率92.3%”“予以公开率80%”和表三对照，“维持率75%”和表四对照，“其中网站326条，占59.9%”“完成16项，完成率100%”“平均每次28人次”“月均5件”“其中图文8篇、视频3篇”“与上年12件持平”“为上年5件的2倍”按同一句里的数核对；给了上年的报告的，上年的件数、金额，同比增减多少、持平、有所增加也核对。一年里一段时间（上半年、7月）和上年的数、协助别的机关办的、和信息公开无关的件数、渠道（当面、网络）的数、热线和信访的件数不和表对照。
//!
//! ## 为什么
//!
//! 正文和表说的是同一件事；改了表忘了改正文，或者沿用上年的话，是最常见的差错。
//!
//! ## 举例
//!
//! ```text
//! 正文说收到申请 46 件，表里本年新收是 26，加上上年结转是 45
//! ```
//!
//! ## 怎么改
//!
//! 核对是正文错还是表错。正文里可以写 `{{ 依申请公开.本年新收.总计 }}`，印出来就是表里的数，不会不一致。

mod all;
mod aside;
mod averages;
mod compared;
mod contradictions;
mod crossed;
mod decisions;
mod denials;
mod expression;
mod from_to;
mod last_year;
mod named;
mod named_cells;
mod only;
mod outcomes;
mod parts;
mod quantity;
mod rates;
mod ratios;
mod reasons;
mod requests;
mod requests_held;
mod said;
mod shares;
mod sums;
mod table_shares;
mod words;

use self::{quantity::Amount, requests::Topic};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    report::RowRole,
};
use std::{cell::LazyCell, ops::Range};

pub(super) const RULE: Rule = Rule {
    code: "NB108",
    name: "正文里的件数要和表一致",
    severity: Severity::Warning,
    file: include_str!("nb108_prose_and_tables.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        found.extend(of_line(rule, subject, line));
    }
    found.extend(contradictions::check(rule, subject));
    found
}

fn of_line(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>) -> Vec<Diagnostic> {
    let (text, year) = (line.searched(), subject.report.year.value);
    let said = said::all(&text);
    // Most paragraphs claim nothing that either is asked about.
    let aside = LazyCell::new(|| aside::Aside::of(&text));
    let earlier = LazyCell::new(|| earlier(&text, year));
    let is_now = |at: &Range<usize>| {
        aside.is_told(at.start) && !earlier.iter().any(|span| span.contains(&at.start))
    };
    let is_asked = |at: &Range<usize>| is_now(at) && aside.is_of_requests(at.start);
    let mut found = Vec::new();
    let requests = requests::claims(&text, &said, year);
    let requests = requests_held::without_parts(subject, text.text, requests);
    let decisions = decisions::claims(&text, &said);
    let named = named::claims(&said);
    let denied = denials::claims(&text, &requests, &decisions);
    // 2024年结转1件 is of this year's table.
    let is_told = |claim: &&requests::Claim| match claim.topic {
        Topic::CarriedIn => true,
        Topic::Reviews | Topic::SomeReviews | Topic::Suits | Topic::SomeSuits | Topic::Disputes => {
            is_now(&claim.at)
        }
        _ => is_asked(&claim.at),
    };
    let only = only::claims(subject, &text);
    let all = requests.iter().chain(&denied.requests).chain(&only.requests);
    found
        .extend(all.filter(is_told).filter_map(|c| requests_held::compare(rule, subject, line, c)));
    for claim in decisions.iter().chain(&denied.decisions).filter(|claim| is_now(&claim.at)) {
        found.extend(decisions::compare(rule, subject, line, claim));
    }
    let all = named.iter().chain(&denied.named).chain(&only.named);
    for claim in all.filter(|claim| is_asked(&claim.at)) {
        found.extend(named::compare(rule, subject, line, claim));
    }
    let crossed = crossed::claims(subject, &text);
    let outcomes = outcomes::claims(subject, &text);
    for claim in outcomes.iter().chain(&crossed).filter(|claim| is_now(&claim.at)) {
        found.extend(named::compare(rule, subject, line, claim));
    }
    let handled = all::handled(subject, &text).filter(is_asked);
    found.extend(handled.and_then(|at| left_open(rule, subject, line, &at)));
    found.extend(named::all_of_one_kind(&text).filter(|(_, at)| is_now(at)).and_then(
        |(named, at)| {
            let amount = Amount::Exactly(subject.rows(RowRole::Received)?.amount("total")?);
            named::compare(rule, subject, line, &named::NamedClaim { named, amount, at })
        },
    ));
    found.extend(parts::check(rule, subject, line, &said));
    found.extend(rates::check(rule, subject, line, &said));
    found.extend(shares::check(rule, subject, line, &said, &named, &is_asked));
    found.extend(compared::check(rule, subject, line, &said));
    found.extend(from_to::check(rule, subject, line));
    let told: Vec<_> = requests.iter().filter(is_told).collect();
    let decided: Vec<_> = decisions.iter().filter(|claim| is_now(&claim.at)).collect();
    found.extend(last_year::check(rule, subject, line, &said, &told, &decided));
    let granted = all::granted(subject, &text).filter(|claim| is_asked(&claim.at));
    found.extend(granted.and_then(|claim| named::compare(rule, subject, line, &claim)));
    found
}

/// Everything was answered, it is said, and the table has some left.
fn left_open(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
) -> Option<Diagnostic> {
    let left = subject.rows(RowRole::CarriedOut)?.amount("total")?;
    let message = format!("正文说全部办结，表里结转下年度是 {left}");
    let finding = subject.at(rule.finding(message), line.place(at), "和表不一致");
    let places = subject.rows(RowRole::CarriedOut)?.origins("total");
    let finding = subject.related(finding, places, "表里的数");
    (!left.is_zero()).then(|| finding.help("请核对是正文错还是表错"))
}

/// Words that hold one year against another.
const CONTRAST: [&str; 9] =
    ["今年", "本年", "比上年", "比去年", "较上年", "较去年", "同比", "增加", "减少"];

/// 2018年至2021年共收到9件: the sentence from there on, which is of several years.
fn several_years(text: &str, two: &[(Range<usize>, i32)], year: i32) -> Option<Range<usize>> {
    let [(from, first), (to, last)] = two else { return None };
    let between = text.get(from.end..to.start)?.trim_start_matches(['年', '度']);
    let is_span =
        ["至", "到", "—", "－", "-", "～"].contains(&between.trim_end_matches(['末', '底']));
    let sentence = prose::after(text, to.end).split(['。', '；']).next()?;
    (is_span && first < last && *first < year).then_some(from.start..to.end + sentence.len())
}

/// The sentences that tell of a year before, to compare it with this one.
fn earlier(searched: &Searched<'_>, year: i32) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let text = searched.text;
    let is_contrast = searched.has_any(&CONTRAST);
    let all = super::nb114_years::years(text);
    spans.extend(all.windows(2).filter_map(|two| several_years(text, two, year)));
    let first = all.iter().position(|(_, written)| *written < year);
    let comes_back =
        first.is_some_and(|first| all.iter().skip(first).any(|(_, written)| *written == year));
    if !is_contrast && !comes_back {
        return spans;
    }
    let mut from = 0;
    for sentence in text.split_inclusive(['。', '；']) {
        let end = from + sentence.len();
        let years = super::nb114_years::years(sentence);
        if let Some((at, _)) = years.iter().find(|(_, written)| *written < year) {
            // As far as the sentence does not come back to this year.
            let back =
                years.iter().find(|(later, written)| later.start > at.start && *written >= year);
            spans.push(from + at.start..back.map_or(end, |(back, _)| from + back.start));
        }
        from = end;
    }
    spans
}
