//! What the prose tells of last year, and of the change since, against the report of last year: `行政许可286件，比上年增加26件`,
//! `申请量与上年持平`, `上年办结28件`.

use super::{
    compared::direction,
    decisions::{self, ANY, Decision, DecisionTopic, FEES},
    quantity::Amount,
    requests::{self, Claim, Topic},
    said::{self, ENDS, SaidNumber},
    words::after_words,
};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::{Rows, Subject},
    },
    diagnostic::Diagnostic,
    report::{Report, RowRole},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// What both reports count.
#[derive(Clone, Copy)]
enum CountedThing {
    Requests(Topic),
    Decisions(DecisionTopic),
}

/// What is counted, with the numbers that it may have in each year.
struct Held {
    counted: CountedThing,
    now: Vec<Decimal>,
    last: Vec<Decimal>,
}

/// What is said of the year before, or of the change since.
enum Told {
    Last(Amount),
    Change(Decimal),
    /// A change in hundredths.
    Percent(Decimal),
    Level,
    /// Up, or else down.
    Direction(bool),
}

/// A paragraph in which it is looked for.
struct Text<'t> {
    searched: Searched<'t>,
    said: &'t [SaidNumber<'t>],
    year: i32,
}

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
    requests: &[&Claim],
    decisions: &[&Decision],
) -> Vec<Diagnostic> {
    let Some(previous) = subject.previous else { return Vec::new() };
    let text = Text { searched: line.searched(), said, year: subject.report.year.value };
    let mut told = Vec::new();
    let requests = requests.iter().map(|c| (CountedThing::Requests(c.topic), &c.amount, &c.at));
    let decisions = decisions.iter().filter_map(|claim| match claim.topics[..] {
        [topic] if topic.column != ANY => {
            Some((CountedThing::Decisions(topic), &claim.amount, &claim.at))
        }
        _ => None,
    });
    for (counted, amount, at) in requests.chain(decisions) {
        let Amount::Exactly(now) = *amount else { continue };
        // What the table does not have is of something else, or told of by itself: 全县行政复议126件.
        if !counted.numbers(subject.report).contains(&now) {
            continue;
        }
        let last = counted.numbers(previous);
        let held = Held { counted, now: vec![now], last };
        told.extend(text.behind(at.start).into_iter().map(|(said, at)| (held.wrong(&said), at)));
    }
    for (counted, said, at) in text.of_things().into_iter().chain(text.of_last_year()) {
        let now = counted.numbers(subject.report);
        let held = Held { counted, now, last: counted.numbers(previous) };
        told.push((held.wrong(&said), at));
    }
    let wrong = told.into_iter().filter_map(|(message, at)| Some((message?, at)));
    let found = wrong.map(|(message, at)| {
        let finding = subject.at(rule.finding(message), line.place(&at), "和上年的报告不一致");
        finding.help("请核对这个数和上年报出去的报告")
    });
    found.collect()
}

impl CountedThing {
    /// What a report has of it; of requests received either number is meant, with those carried in or without.
    fn numbers(self, report: &Report) -> Vec<Decimal> {
        let topic = match self {
            Self::Decisions(topic) => {
                return decisions::amount_in(report, topic).into_iter().collect();
            }
            Self::Requests(topic) => topic,
        };
        let total = |role| Rows::of(report, role)?.amount("total");
        let sum = |a, b| total(a)?.checked_add(total(b)?);
        let all = match topic {
            Topic::New | Topic::Received => {
                vec![total(RowRole::Received), sum(RowRole::Received, RowRole::CarriedIn)]
            }
            Topic::Worked => vec![
                total(RowRole::Received),
                sum(RowRole::Received, RowRole::CarriedIn),
                total(RowRole::Handled),
            ],
            Topic::Handled => vec![total(RowRole::Handled)],
            Topic::CarriedIn => vec![total(RowRole::CarriedIn)],
            Topic::CarriedOut => vec![total(RowRole::CarriedOut)],
            Topic::Due => vec![sum(RowRole::Received, RowRole::CarriedIn)],
            Topic::Carried | Topic::SomeRequests | Topic::SomeReviews | Topic::SomeSuits => {
                Vec::new()
            }
            Topic::Reviews => vec![total(RowRole::Reviews)],
            Topic::Suits => vec![total(RowRole::Suits)],
            Topic::Disputes => vec![sum(RowRole::Reviews, RowRole::Suits)],
        };
        all.into_iter().collect::<Option<_>>().unwrap_or_default()
    }

    fn name(self) -> String {
        let name = match self {
            Self::Decisions(topic) => return topic.name(),
            Self::Requests(topic) => topic,
        };
        match name {
            Topic::New | Topic::Received | Topic::Worked | Topic::SomeRequests => "本年新收",
            Topic::Handled => "办理结果总计",
            Topic::CarriedIn => "上年结转",
            Topic::Due => "本年新收和上年结转",
            Topic::CarriedOut | Topic::Carried => "结转下年度",
            Topic::Reviews | Topic::SomeReviews => "行政复议",
            Topic::Suits | Topic::SomeSuits => "行政诉讼",
            Topic::Disputes => "行政复议和行政诉讼",
        }
        .to_owned()
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Decisions(FEES) => "万元",
            _ => "件",
        }
    }
}

impl Held {
    /// What is wrong with what is said, if it is true of none of the numbers.
    fn wrong(&self, told: &Told) -> Option<String> {
        let first = self.last.first()?.normalize();
        let pairs = self.now.iter().flat_map(|now| self.last.iter().map(move |last| (now, last)));
        let is_so = pairs.into_iter().any(|(now, last)| told.is_so(*now, *last));
        let unit = self.counted.unit();
        let said = match told {
            Told::Last(amount) => format!("上年{}", amount.said(unit)),
            Told::Change(change) => format!("比上年{}", moved(*change, "")),
            Told::Percent(change) => format!("比上年{}", moved(*change, "%")),
            Told::Level => "与上年持平".to_owned(),
            Told::Direction(true) => "比上年增加".to_owned(),
            Told::Direction(false) => "比上年减少".to_owned(),
        };
        let message = format!("正文说{said}，上年的报告里{}是 {first}", self.counted.name());
        (!is_so && !self.now.is_empty()).then_some(message)
    }
}

/// `增加 26`, `减少 4%`.
fn moved(change: Decimal, unit: &str) -> String {
    let verb = if change.is_sign_negative() { "减少" } else { "增加" };
    format!("{verb} {}{unit}", change.abs().normalize())
}

impl Told {
    fn is_so(&self, now: Decimal, last: Decimal) -> bool {
        match self {
            Self::Last(amount) => amount.is(last),
            Self::Change(change) => now.checked_sub(last) == Some(*change),
            Self::Level => now == last,
            Self::Direction(is_up) => now != last && (now > last) == *is_up,
            Self::Percent(told) => {
                let change =
                    now.checked_sub(last).and_then(|n| n.checked_mul(Decimal::ONE_HUNDRED));
                let share = change.and_then(|change| change.checked_div(last));
                // The last place may be rounded or cut.
                share.is_none_or(|share| (share - told).abs() < Decimal::new(1, told.scale()))
            }
        }
    }
}

const UP: [&str; 7] = ["上升", "增加", "增长", "提高", "净增", "增", "多"];
const DOWN: [&str; 6] = ["下降", "减少", "降低", "净减", "减", "少"];
/// Between the verb of a change and its number: 多办结11件.
const DONE: &[&str] = &[
    "了",
    "收到",
    "受理",
    "办结",
    "答复",
    "作出",
    "办理",
    "制发",
    "申请",
    "行政许可",
    "行政处罚",
    "行政强制",
];
/// What may stand between the year before and its number.
const OF: &[&str] = &[
    "度", "同期", "为", "是", "仅", "只有", "有", "共", "的", "：", "收到", "受理", "新收", "办结",
];

/// What stands behind the name of the year before, which a text begins with.
fn after_last_year(text: &str, year: i32) -> Option<&str> {
    let last = format!("{}年", year.saturating_sub(1));
    let names = ["上一年", "上年", "去年", last.as_str()];
    let rest = names.into_iter().find_map(|name| text.strip_prefix(name))?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    Some(rest.strip_prefix("同期").unwrap_or(rest))
}

/// What stands behind 同比, 比上年, 与2024年相比, which a text begins with.
fn after_comparison(text: &str, year: i32) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("同比") {
        return Some(rest);
    }
    let rest = text.strip_prefix(['比', '较', '与', '和', '同'])?;
    let rest = after_last_year(rest, year)?;
    Some(rest.strip_prefix("相比").unwrap_or(rest).trim_start_matches('，'))
}

impl<'t> Text<'t> {
    /// The number that begins at a place.
    fn number(&self, start: usize) -> Option<&'t SaidNumber<'t>> {
        let at = self.said.binary_search_by_key(&start, |said| said.quantity.at.start).ok()?;
        self.said.get(at)
    }

    /// Where the rest of the paragraph begins.
    fn place(&self, rest: &str) -> usize {
        self.searched.text.len() - rest.len()
    }

    /// What is told behind a number of this year: 286件，比上年增加26件，增长10%.
    fn behind(&self, start: usize) -> Vec<(Told, Range<usize>)> {
        let mut found = Vec::new();
        let Some(now) = self.number(start) else { return found };
        let rest = self.searched.text.get(now.quantity.end..).unwrap_or_default();
        let Some(mut rest) = rest.strip_prefix(['，', '（']) else { return found };
        if let Some(last) = after_last_year(rest, self.year) {
            let start = self.place(after_words(last, OF));
            let last = self.number(start).filter(|last| last.quantity.unit == now.quantity.unit);
            found.extend(
                last.map(|last| {
                    (Told::Last(last.quantity.amount.clone()), last.quantity.at.clone())
                }),
            );
            return found;
        }
        let Some(change) = after_comparison(rest, self.year) else { return found };
        rest = change;
        while let Some((told, at)) = self.change(rest, Some(now.quantity.unit)) {
            let end = at.end;
            found.push((told, at));
            let behind = self.searched.text.get(end..).unwrap_or_default();
            let behind = behind.trim_start_matches(['%', '％']);
            let behind = behind.strip_prefix(now.quantity.unit).unwrap_or(behind);
            let Some(next) = behind.strip_prefix('，') else { break };
            rest = after_comparison(next, self.year).unwrap_or(next);
        }
        found
    }

    /// A change that begins here: 增加26件, 下降50%, 持平, 有所减少.
    fn change(&self, rest: &str, unit: Option<char>) -> Option<(Told, Range<usize>)> {
        let start = self.place(rest);
        if rest.starts_with("持平") {
            return Some((Told::Level, start..start + "持平".len()));
        }
        if let Some(is_up) = direction(rest) {
            let end = rest.find(ENDS).unwrap_or(rest.len());
            return Some((Told::Direction(is_up), start..start + end));
        }
        let is_up = UP.iter().find_map(|verb| Some((rest.strip_prefix(verb)?, true)));
        let is_down = || DOWN.iter().find_map(|verb| Some((rest.strip_prefix(verb)?, false)));
        let (bare, is_up) = is_up.or_else(is_down)?;
        let bare = after_words(bare, DONE);
        let start = self.place(bare);
        let signed = |number: Decimal| if is_up { number } else { -number };
        let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = bare.get(..bare.len() - behind.len())?;
        if behind.starts_with(['%', '％']) {
            let told = signed(digits.parse().ok()?);
            return Some((Told::Percent(told), start..start + digits.len()));
        }
        let number = self.number(start)?;
        let is_unit = unit.is_none_or(|unit| unit == number.quantity.unit);
        let told = number.exact().filter(|_| is_unit)?;
        Some((Told::Change(signed(told)), number.quantity.at.clone()))
    }

    /// What is told of a thing that is named without its number: 申请量较2024年有所减少, 行政处罚由上年的50件降为47件.
    fn of_things(&self) -> Vec<(CountedThing, Told, Range<usize>)> {
        let mut found = Vec::new();
        for word in ["同比", "比", "较", "与", "由", "从"] {
            for at in self.searched.places(word) {
                let Some(rest) = self.searched.text.get(at..) else { continue };
                let Some(counted) = self.thing_before(at) else { continue };
                let from = rest.strip_prefix(['由', '从']);
                if let Some(last) = from.and_then(|from| after_last_year(from, self.year)) {
                    let number = self.number(self.place(after_words(last, OF)));
                    let number = number.filter(|number| is_of(counted, number.quantity.unit));
                    found.extend(number.map(|number| {
                        let at = number.quantity.at.clone();
                        (counted, Told::Last(number.quantity.amount.clone()), at)
                    }));
                } else if let Some(change) = after_comparison(rest, self.year) {
                    let told = self.change(change, None);
                    let told = told.filter(|(told, at)| match told {
                        Told::Change(_) => self
                            .number(at.start)
                            .is_some_and(|number| is_of(counted, number.quantity.unit)),
                        _ => true,
                    });
                    found.extend(told.map(|(told, at)| (counted, told, at)));
                }
            }
        }
        found
    }

    /// The thing that a clause names and nothing else, up to here.
    fn thing_before(&self, at: usize) -> Option<CountedThing> {
        let before = prose::before(self.searched.text, at, prose::CLAUSE);
        let head = before.rsplit(ENDS).next()?;
        let year = format!("{}年", self.year);
        let head = after_words(
            head,
            &[&year, "全年", "本年度", "本年", "度", "我镇", "我乡", "全镇", "全乡"],
        );
        let head = head.strip_suffix('的').unwrap_or(head);
        if head == "现行有效规范性文件" || head == "现行有效行政规范性文件" {
            let row = "规范性文件";
            return Some(CountedThing::Decisions(DecisionTopic { row, column: "现行有效" }));
        }
        let tails = ["数量", "总量", "件数", "总数", "总额", "金额", "量", "数", "决定", "案件"];
        let bare = (0..2).fold(head, |name, _| {
            tails.iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name)
        });
        let decision = |row| Some(CountedThing::Decisions(DecisionTopic { row, column: "" }));
        match bare {
            "行政许可" => decision("行政许可"),
            "行政处罚" => decision("行政处罚"),
            "行政强制" => decision("行政强制"),
            "行政事业性收费" => Some(CountedThing::Decisions(FEES)),
            "行政复议" => Some(CountedThing::Requests(Topic::Reviews)),
            "行政诉讼" => Some(CountedThing::Requests(Topic::Suits)),
            "政府信息公开申请" | "收到政府信息公开申请" => {
                Some(CountedThing::Requests(Topic::Received))
            }
            "申请" | "新收申请" | "收到申请" if self.is_of_requests(at) => {
                Some(CountedThing::Requests(Topic::Received))
            }
            _ => None,
        }
    }

    /// What a clause tells of last year alone: 上年制发规范性文件5件, 去年办结28件.
    fn of_last_year(&self) -> Vec<(CountedThing, Told, Range<usize>)> {
        let mut found = Vec::new();
        let last = format!("{}年", self.year.saturating_sub(1));
        for word in ["上一年", "上年", "去年", &last] {
            for at in self.searched.places(word) {
                found.extend(self.clause_of_last_year(at));
            }
        }
        found
    }

    fn clause_of_last_year(&self, at: usize) -> Vec<(CountedThing, Told, Range<usize>)> {
        /// Only what was done as a whole: 上年结转, 上年12月, 上年以来 are of other things.
        const HEADS: [&str; 14] = [
            "收到申请",
            "收到政府信息公开申请",
            "受理",
            "新收",
            "办结",
            "作出行政",
            "制发",
            "废止",
            "行政许可",
            "行政处罚",
            "行政强制",
            "行政复议",
            "行政诉讼",
            "收取行政事业性收费",
        ];
        let text = self.searched.text;
        let is_head = text.get(..at).is_some_and(|head| head.is_empty() || head.ends_with(ENDS));
        let rest = text.get(at..).and_then(|rest| after_last_year(rest, self.year));
        let Some(rest) = rest.filter(|_| is_head) else { return Vec::new() };
        let rest = after_words(rest, &["，", "全年", "我镇", "我乡", "共"]);
        let clause = rest.get(..rest.find(ENDS).unwrap_or(rest.len())).unwrap_or_default();
        let is_other =
            ["的", "年", "月", "季", "其中", "、"].iter().any(|word| clause.contains(word));
        if is_other || !HEADS.iter().any(|head| clause.starts_with(head)) {
            return Vec::new();
        }
        // As if it were said of this year, in a paragraph about requests where this one is.
        let lead = if self.is_of_requests(at) { "依申请公开。" } else { "" };
        let alone = format!("{lead}{clause}");
        let alone = Searched::new(&alone);
        let numbers = said::all(&alone);
        let requests = requests::claims(&alone, &numbers, self.year);
        let requests =
            requests.into_iter().map(|c| (CountedThing::Requests(c.topic), c.amount, c.at));
        let decisions = decisions::claims(&alone, &numbers).into_iter();
        let decisions = decisions.filter_map(|claim| match claim.topics[..] {
            [topic] if topic.column != ANY => {
                Some((CountedThing::Decisions(topic), claim.amount, claim.at))
            }
            _ => None,
        });
        let start = self.place(rest);
        let told = requests.chain(decisions).map(|(counted, amount, at)| {
            let move_to = |place: usize| (place + start).saturating_sub(lead.len());
            (counted, Told::Last(amount), move_to(at.start)..move_to(at.end))
        });
        told.collect()
    }

    /// Whether the paragraph, or the sentence, is about requests for information.
    fn is_of_requests(&self, at: usize) -> bool {
        let head: String = self.searched.text.chars().take(20).collect();
        let sentence = prose::before(self.searched.text, at, prose::SENTENCE);
        head.contains("依申请公开")
            || sentence.rsplit('。').next().is_some_and(|sentence| sentence.contains("公开申请"))
    }
}

fn is_of(counted: CountedThing, unit: char) -> bool {
    match counted {
        CountedThing::Decisions(FEES) => unit == '元',
        _ => matches!(unit, '件' | '宗' | '起' | '份' | '个'),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        check::{Context, check},
        report::load,
        yaml::decode,
    };

    /// What is told of a sentence, where last year's report is given.
    fn told(part: &str, sentence: &str) -> Vec<String> {
        let head = format!("青石镇人民政府\n年度: 2025\n总体情况: |\n  {part}。{sentence}\n");
        let now =
            format!("机关: {head}{}", tables("286", "[31, 4, 0, 1, 2, 0]", "[2, 1, 1, 0]", 12.35));
        let last = format!(
            "机关: 青石镇人民政府\n年度: 2024\n{}",
            tables("250", "[26, 3, 0, 0, 1, 0]", "[2, 0, 0, 0]", 10.0)
        );
        let [now, last] = [now, last].map(|yaml| {
            load(&decode("甲.yaml", yaml.as_bytes()).unwrap())
                .unwrap_or_else(|f| panic!("{f}"))
                .report
        });
        let context = Context { previous: Some(&last), ..Context::default() };
        let found = check(&now, &context);
        let of_prose = found.iter().filter(|d| d.message.contains("上年的报告"));
        of_prose.filter(|d| d.code.id() == "NB108").map(|d| d.message.clone()).collect()
    }

    fn tables(licences: &str, received: &str, reviews: &str, fees: f64) -> String {
        let documents = if licences == "286" {
            "3, 本年废止件数: 2, 现行有效件数: 15"
        } else {
            "4, 本年废止件数: 1, 现行有效件数: 14"
        };
        format!(
            "主动公开政府信息情况:\n  行政规范性文件: {{ 本年制发件数: {documents} }}\n  行政许可: {licences}\n  行政处罚: 47\n  行政事业性收费: {fees}\n\
             收到和处理政府信息公开申请情况:\n  本年新收: {received}\n  办理结果:\n    予以公开: {received}\n\
             政府信息公开行政复议、行政诉讼情况:\n  行政复议: {reviews}\n"
        )
    }

    #[test]
    fn last_year_is_that_of_its_report() {
        for (sentence, wrong) in [
            ("作出行政许可286件，比上年增加26件。", "比上年增加 26，上年的报告里行政许可是 250"),
            ("作出行政许可286件，比上年增加36件，增长16.4%。", "比上年增加 16.4%"),
            ("行政处罚47件，较去年增加3件。", "增加 3，"),
            ("行政处罚47件，与上年相比有所增加。", "比上年增加"),
            ("收取行政事业性收费12.35万元，比上年下降23.5%。", "减少 23.5%"),
            ("收取行政事业性收费12.35万元，比上年增加3.35万元。", "增加 3.35"),
            ("现行有效规范性文件15件，比上年减少1件。", "减少 1"),
            ("现行有效规范性文件由上年的13件增加到15件。", "上年 13 件"),
            ("上年制发规范性文件5件，今年制发3件。", "上年 5 件"),
            ("行政许可286件（2024年：251件）。", "上年 251 件"),
            ("行政许可数量比上年减少36件。", "减少 36"),
            ("行政复议4件，比上年增加3件。", "增加 3"),
            ("行政复议4件，与上年持平。", "持平"),
            ("行政复议案件同比下降50%。", "减少 50%"),
        ] {
            let told = told("（一）主动公开", sentence);
            assert!(told.len() == 1 && told[0].contains(wrong), "{sentence} {told:?}");
        }
        for (sentence, wrong) in [
            ("全年收到申请38件（2024年：31件）。", "上年 31 件"),
            ("申请量较2024年有所减少。", "比上年减少"),
            ("申请量与上年持平。", "持平"),
            ("办结38件，比上年多办结11件。", "增加 11"),
            ("办结38件，同比增长40%。", "增加 40%"),
            ("上年办结28件，今年办结38件。", "上年 28 件"),
        ] {
            let told = told("（二）依申请公开", sentence);
            assert!(told.len() == 1 && told[0].contains(wrong), "{sentence} {told:?}");
        }
    }

    #[test]
    fn what_agrees_or_is_of_something_else_is_not_told() {
        for sentence in [
            "作出行政许可286件，比上年增加36件，增长14.4%。",
            "行政处罚47件，与上年持平；行政许可数量较上年有所增加。",
            "行政事业性收费12.35万元，比上年增加23500元，增长23.5%。",
            "规范性文件由上年的14件增至15件，净增1件。",
            "上年制发规范性文件4件，今年制发3件。",
            "上年行政复议2件，今年4件；行政复议量比上年增加2件。",
            "上半年行政许可71件，比上年增加3件。",
            "2024年12月行政许可31件，上年12月作出行政许可3件。",
            "全县行政复议案件126件，比上年增加6件。",
            "行政许可窗口3个，比上年增加1个。",
            "行政许可事项较上年减少2项，行政许可网上办理率同比提高5%。",
            "上年制发的规范性文件3件仍有效。",
        ] {
            assert_eq!(told("（一）主动公开", sentence), Vec::<String>::new(), "{sentence}");
        }
        for sentence in [
            "全年收到申请38件，比上年增加8件，同比增长26.7%。",
            "办结38件，比上年多办结8件。上年度收到申请30件，办结30件；本年度收到38件。",
            "上年结转0件，申请量较上年有所增加。",
            "低保申请量与上年持平，社会救助受理量同比增长40%。",
            "新收申请比上年多8件，其中企业申请多1件。",
            "自然人申请31件，比上年增加5件。",
        ] {
            assert_eq!(told("（二）依申请公开", sentence), Vec::<String>::new(), "{sentence}");
        }
    }
}
