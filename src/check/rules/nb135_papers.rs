//! ## 检查什么
//!
//! 通知、请示、函、纪要里的各项要对得上：主送、署名、日期、“附件：”由程序印，正文里不再写；主送、抄送不写发文的机关自己，也不写两遍；正文说的“附件3”要有；名单里一个名称不写两遍；正文里的期限不早于成文日期，纪要的印发日期不早于会议；标题、结尾用语和文种相同（请示不写“特此通知”）；“我局”“我乡”和署名相同，函的标志和署名相同；紧急程度写“特急”或“加急”；数量乘单价、几项相加，要等于写的数。
//!
//! ## 为什么
//!
//! 公文多是照上一份改的，改了一处忘了另一处，收文的单位会退回来。
//!
//! ## 举例
//!
//! ```text
//! 正文说到“附件3”，附件只有 2 个
//! ```
//!
//! ## 怎么改
//!
//! 核对是哪一处没有改，两处改成一样的。

use super::nb120_own_words::closing;
use crate::{
    check::{
        dates,
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    report::Date,
    text::{is_spelt, spelt_value},
};
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB135",
    name: "公文的各项要对得上",
    severity: Severity::Warning,
    file: include_str!("nb135_papers.rs"),
    check,
};

/// What the body of a paper is called.
const BODY: &str = "正文";

/// What is wrong with a piece of a line, and what to do about it.
type Wrong = (Range<usize>, String, &'static str);

/// A paper: its lines, each under the name of its item.
struct PaperLines<'s, 'a> {
    lines: &'s [ProseLine<'a>],
    /// When it was signed or printed.
    date: Option<Date>,
}

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let date = subject.report.signature.as_ref().map(|signature| signature.date.value);
    let paper = PaperLines { lines: &subject.lines, date };
    let mut found = Vec::new();
    let mut add = |line: &ProseLine<'_>, (at, message, help): Wrong| {
        found.push(subject.at(rule.finding(message), line.place(&at), "").help(help));
    };
    let body: Vec<&ProseLine<'_>> = paper.items(BODY).collect();
    if let Some(line) = body.first() {
        paper.addressee(line).into_iter().for_each(|wrong| add(line, wrong));
    }
    for line in body.iter().rev().take(2) {
        paper.signature(line).into_iter().for_each(|wrong| add(line, wrong));
    }
    for line in &body {
        let wrong = paper.attachments(line).into_iter().chain(paper.late(line));
        let wrong = wrong.chain(paper.late_month(line));
        let wrong = wrong.chain(paper.we(line)).chain(products(&line.text)).chain(sums(&line.text));
        wrong.for_each(|wrong| add(line, wrong));
    }
    if let Some(line) = body.last() {
        paper.ending(line).into_iter().for_each(|wrong| add(line, wrong));
    }
    let of_items = paper.twice().into_iter().chain(paper.emblem()).chain(paper.urgency());
    for (line, wrong) in of_items.chain(paper.addressees()) {
        add(line, wrong);
    }
    found
}

impl<'s, 'a> PaperLines<'s, 'a> {
    fn items(&self, name: &str) -> impl Iterator<Item = &'s ProseLine<'a>> {
        self.lines.iter().filter(move |line| line.heading == name)
    }

    fn whole(&self, name: &str) -> String {
        self.items(name).map(|line| bare(&line.text)).collect()
    }

    /// 各乡镇人民政府： at the head of the body, which the program prints from 主送.
    fn addressee(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        let text = bare(&line.text);
        let name = text.strip_suffix(['：', ':'])?;
        let mut names = self.items("主送");
        let first = bare(&names.next()?.text);
        let is_it = name.starts_with(first.trim_end_matches('：'))
            || names.any(|line| bare(&line.text) == name);
        let message = format!("“{text}”是主送，由程序照“主送”印");
        is_it.then_some((0..line.text.len(), message, "请删去正文里的这一行"))
    }

    /// 沙溪镇人民政府, 2026年3月2日 behind the body.
    fn signature(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        self.items("署名").next()?;
        let what = closing(&line.text)?;
        let message = format!("“{}”是{what}，由程序照“署名”和“日期”印", line.text.trim());
        Some((0..line.text.len(), message, "请删去正文里的这一行"))
    }

    /// `附件：…` typed again, and 附件3 where there are two.
    fn attachments(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        let count = self.items("附件").count();
        let text = line.text.as_str();
        if text.trim_start().starts_with("附件：") || text.trim_start().starts_with("附件:") {
            let message = "附件由程序照“附件”印".to_owned();
            return Some((0..text.len(), message, "请删去正文里的这一行，附件写在“附件”下面"));
        }
        let word = "附件";
        line.searched().places(word).find_map(|at| {
            let rest = text.get(at + word.len()..)?;
            let is_number = |c: char| c.is_ascii_digit() || is_spelt(c);
            let behind = rest.trim_start_matches(is_number);
            let length = rest.len() - behind.len();
            let number = usize::try_from(count_of(rest.get(..length)?)?).ok()?;
            // 附件二十份 are so many of them.
            let is_other = text.get(..at)?.ends_with(['》', '）', '的'])
                || behind.starts_with(['份', '个', '件', '页', '项', '并']);
            let typed = rest.get(..length)?;
            let message = format!("正文说到“附件{typed}”，附件只有 {count} 个");
            (number > count && count > 0 && number < 100 && !is_other).then_some((
                at..at + word.len() + length,
                message,
                "请核对附件的序号，或者补上附件",
            ))
        })
    }

    /// A day by which something is to be done that was over when the paper was signed, and a meeting after
    /// its minutes were printed.
    fn late(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        let date = self.date?;
        let text = line.text.as_str();
        dates::dates(text).into_iter().find_map(|day| {
            let written = Date::parse(&format!("{}-{}-{}", day.year?, day.month, day.day?)).ok()?;
            let rest = prose::after(text, day.at.end);
            let before = text.get(..day.at.start)?;
            let typed = text.get(day.at.clone())?;
            let is_until = rest.starts_with(['前']) && before.ends_with(['于', '在', '请']);
            let clause: String = rest.split('。').next()?.chars().take(30).collect();
            let is_held = before.is_empty() && clause.contains("召开");
            if is_until && order(written) < order(date) {
                let message = format!("期限“{typed}前”在成文日期 {date} 以前");
                return Some((day.at, message, "请核对年份、月份，或者“日期”"));
            }
            let message = format!("会议在 {typed}，印发日期却是 {date}");
            (is_held && order(written) > order(date)).then_some((
                day.at,
                message,
                "请核对会议的日期和“印发日期”",
            ))
        })
    }

    /// `于2026年1月底前` in a paper of March.
    fn late_month(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        let date = self.date?;
        let text = line.text.as_str();
        ["月底前", "月末前"].iter().flat_map(|word| line.searched().places(word)).find_map(|at| {
            let split = |text: &'_ str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let before = text.get(..at)?;
            let month = split(before);
            let named = before.get(..month)?.strip_suffix('年')?;
            let year = split(named);
            let head = named.get(..year)?;
            let until: (i32, u8) =
                (named.get(year..)?.parse().ok()?, before.get(month..)?.parse().ok()?);
            let is_until = head.ends_with(['于', '在', '请', '，']) && !head.ends_with("已于");
            let end = at + "月底前".len();
            let message = format!("期限“{}”在成文日期 {date} 以前", text.get(year..end)?);
            (is_until && until < (date.year, date.month) && (1900..2200).contains(&until.0))
                .then_some((year..end, message, "请核对年份、月份，或者“日期”"))
        })
    }

    /// A paper that is sent to whoever signs it, or twice to the same.
    fn addressees(&self) -> Vec<(&'s ProseLine<'a>, Wrong)> {
        let signed: Vec<String> = self.items("署名").map(|line| bare(&line.text)).collect();
        let main: Vec<String> = self.items("主送").map(|line| bare(&line.text)).collect();
        let lines = self.lines.iter().filter(|line| ["主送", "抄送"].contains(&line.heading));
        let wrong = lines.filter_map(|line| {
            let name = bare(&line.text);
            let is_own = name.chars().count() >= 4 && signed.iter().any(|own| own.ends_with(&name));
            let is_twice = line.heading == "抄送" && main.contains(&name);
            let (message, help) = if is_own {
                let message = format!("“{}”里的“{name}”就是发文的机关", line.heading);
                (message, "请核对是发给哪个机关的")
            } else if is_twice {
                (format!("“{name}”主送、抄送各写了一遍"), "主送的机关不再抄送，请删去一处")
            } else {
                return None;
            };
            Some((line, (0..line.text.len(), message, help)))
        });
        wrong.collect()
    }

    /// 我局 in the paper of an office, 我乡 in that of a 镇.
    fn we(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        const WORDS: [(&str, &[&str], &str); 6] = [
            ("我局", &["局"], "限部"),
            ("我镇", &["镇"], "定静"),
            ("我乡", &["乡"], "土村亲"),
            ("我街道", &["街道"], ""),
            ("我委", &["委"], "员托派"),
            ("我校", &["校", "中学", "小学", "学院", "大学"], "正对验"),
        ];
        let signed = self.whole("署名");
        if signed.is_empty() || signed.contains("{{") {
            return None;
        }
        let searched = line.searched();
        WORDS
            .iter()
            .filter(|(_, kinds, _)| !kinds.iter().any(|kind| signed.contains(kind)))
            .find_map(|(word, _, others)| {
                let at = searched.places(word).find(|at| {
                    let rest = line.text.get(at + word.len()..).unwrap_or_default();
                    let before = line.text.get(..*at).unwrap_or_default();
                    !rest.starts_with(|c| others.contains(c)) && !before.ends_with(['自', '“'])
                })?;
                let message = format!("正文说“{word}”，署名是“{signed}”");
                Some((at..at + word.len(), message, "请核对是不是抄了别的单位的"))
            })
    }

    /// 特此通知 at the end of a 请示.
    fn ending(&self, line: &ProseLine<'_>) -> Option<Wrong> {
        const KINDS: [(&str, &[&str]); 4] = [
            ("请示", &["特此通知", "特此报告", "特此函", "函复", "特此公告"]),
            ("通知", &["特此报告", "特此函", "请批示", "请批复", "请予批准", "请审批", "请函复"]),
            ("函", &["特此通知", "特此报告", "请批示", "特此公告"]),
            ("报告", &["特此通知", "特此函", "请批示", "请批复", "请予批准", "请函复"]),
        ];
        let title = self.whole("标题");
        let title = title.split_once('（').map_or(title.as_str(), |(title, _)| title);
        let (kind, wrong) = KINDS.iter().find(|(kind, _)| title.ends_with(kind))?;
        let word = wrong.iter().find(|word| line.text.contains(**word))?;
        let at = line.text.rfind(word)?;
        let is_last = line.text.get(at..)?.chars().count() <= word.chars().count() + 2;
        let message = format!("标题是“{kind}”，结尾写的是“{word}”");
        is_last.then(|| (at..at + word.len(), message, "请核对文种：标题和结尾要是同一种公文的"))
    }

    /// A name that stands twice in a list.
    fn twice(&self) -> Vec<(&'s ProseLine<'a>, Wrong)> {
        let mut found = Vec::new();
        for names in [&["附件"][..], &["出席", "列席", "请假"], &["主送"], &["抄送"], &["分送"]]
        {
            let mut seen: Vec<String> = Vec::new();
            let lines = self.lines.iter().filter(|line| names.contains(&line.heading));
            for line in lines {
                let name = bare(&line.text);
                if seen.contains(&name) {
                    let message = format!("“{}”里“{}”写了两遍", line.heading, line.text.trim());
                    found.push((line, (0..line.text.len(), message, "请删去一遍")));
                }
                seen.push(name);
            }
        }
        found
    }

    /// The head of a letter, which is of whoever signs it.
    fn emblem(&self) -> Option<(&'s ProseLine<'a>, Wrong)> {
        let line = self.items("标志").next()?;
        let (emblem, signed) = (bare(&line.text), self.whole("署名"));
        let name = emblem.trim_end_matches("文件");
        let is_other = !signed.is_empty()
            && !emblem.contains("纪要")
            && !emblem.contains("{{")
            && !signed.contains(name)
            && !name.contains(&signed);
        let message = format!("标志是“{emblem}”，署名是“{signed}”");
        let help = "函由哪个机关发，标志和署名都写那个机关";
        is_other.then_some((line, (0..line.text.len(), message, help)))
    }

    /// The two degrees of urgency that there are (GB/T 9704—2012, 7.2.3), and those of telegrams.
    fn urgency(&self) -> Option<(&'s ProseLine<'a>, Wrong)> {
        const DEGREES: [&str; 5] = ["特急", "加急", "特提", "平急", "紧急"];
        let line = self.items("紧急程度").next()?;
        let typed = bare(&line.text);
        let message = format!("没有“{typed}”这种紧急程度");
        (!DEGREES.contains(&typed.as_str()))
            .then_some((line, (0..line.text.len(), message, "写“特急”或“加急”；不急的删去这一项")))
    }
}

fn order(date: Date) -> (i32, u8, u8) {
    (date.year, date.month, date.day)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An amount of money, in 元 or 万元 as it is written.
struct Money<'t> {
    amount: Decimal,
    unit: &'t str,
    at: Range<usize>,
}

impl Money<'_> {
    /// The amount in 元.
    fn in_yuan(&self) -> Option<Decimal> {
        let times = if self.unit == "万元" { 10_000 } else { 1 };
        self.amount.checked_mul(Decimal::from(times))
    }
}

/// The amounts of a text: 1.2万元, 一万二千元.
fn money(text: &str) -> Vec<Money<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.';
    let is_first = |c: char| c.is_ascii_digit() || is_spelt(c);
    while let Some(next) = text.get(from..).and_then(|rest| rest.find(is_first)) {
        let start = from + next;
        let rest = text.get(start..).unwrap_or_default();
        let is_arabic = rest.starts_with(is_of_number);
        let is_part = |c: char| if is_arabic { is_of_number(c) } else { is_spelt(c) };
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let behind = rest.get(length..).unwrap_or_default();
        let unit = ["万元", "元"].into_iter().find(|unit| behind.starts_with(unit));
        let unit = unit.filter(|_| is_arabic || !behind.starts_with("元化"));
        let amount = rest.get(..length).and_then(|number| {
            number.parse().ok().or_else(|| spelt_value(number).map(Decimal::from))
        });
        if let (Some(unit), Some(amount)) = (unit, amount) {
            found.push(Money { amount, unit, at: start..start + length + unit.len() });
        }
        from = start + length;
    }
    found
}

/// A count in digits or in hanzi.
fn count_of(typed: &str) -> Option<u64> {
    typed.parse().ok().or_else(|| spelt_value(typed))
}

/// `4台，每台1.2万元，共计4.6万元`.
fn products(text: &str) -> Vec<Wrong> {
    let all = money(text);
    let (pairs, wrong) = (all.windows(2), |pair: &[Money<'_>]| {
        let [price, total] = pair else { return None };
        let before = prose::before(text, price.at.start, 60);
        let (head, thing) = before.rsplit_once('每')?;
        let head = head.strip_suffix(['，', '、', '（']).unwrap_or(head);
        let head = head.strip_suffix(thing)?;
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let spelt = head.len() - head.trim_end_matches(is_spelt).len();
        let count = Decimal::from(count_of(head.get(head.len() - digits.max(spelt)..)?)?);
        let between = text.get(price.at.end..total.at.start)?;
        let is_total = ["，共计", "，共需", "，共", "，计", "，合计", "，需", "，小计", "，共计需"]
            .contains(&between);
        let right = count.checked_mul(price.in_yuan()?)?;
        let is_wrong = is_total && right != total.in_yuan()?;
        let in_unit = right.checked_mul(total.amount)?.checked_div(total.in_yuan()?)?;
        let [typed, each] = [text.get(total.at.clone())?, text.get(price.at.clone())?];
        let unit = total.unit;
        let message = format!("{count}×{each}＝{}{unit}，这里写的是“{typed}”", in_unit.normalize());
        is_wrong.then(|| (total.at.clone(), message, "请核对数量、单价和总数"))
    });
    pairs.filter_map(wrong).collect()
}

/// `…4.8万元；…1.2万元，合计7万元`: the sum of the amounts before it in its sentence.
fn sums(text: &str) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in text.split_inclusive('。') {
        let all = money(sentence);
        let is_each = |money: &&Money<'_>| {
            prose::before(sentence, money.at.start, 12)
                .rsplit(['，', '；', '、'])
                .next()
                .is_some_and(|s| s.contains('每'))
        };
        if let [items @ .., total] = &all[..] {
            let items: Vec<&Money<'_>> = items.iter().filter(|money| !is_each(money)).collect();
            let head = prose::before(sentence, total.at.start, 30);
            let is_total =
                ["合计", "总计", "合计需", "总计需"].iter().any(|word| head.ends_with(word));
            let is_plain = items.iter().all(|item| item.unit == total.unit)
                && !sentence.contains(['其', '除', '扣']);
            let sum: Decimal = items.iter().map(|item| item.amount).sum();
            if is_total && is_plain && items.len() > 1 && sum != total.amount {
                let typed = sentence.get(total.at.clone()).unwrap_or_default();
                let message = format!("前面各项之和是 {}，这里写的是“{typed}”", sum.normalize());
                found.push((
                    from + total.at.start..from + total.at.end,
                    message,
                    "请核对各项和合计",
                ));
            }
        }
        from += sentence.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{products, sums};

    #[test]
    fn amounts_are_multiplied_and_added() {
        for (text, count) in [
            ("需查询设备4台，每台1.2万元，共计4.6万元；标识1.2万元。", 1),
            ("需查询设备4台，每台1.2万元，共计4.8万元；标识1.2万元，合计6万元。", 0),
            ("培训50人，每人每天100元，共2万元。", 0),
            ("查询设备四台，每台一万二千元，共计7.4万元。", 1),
            ("查询设备四台，每台一万二千元，共计4.8万元。", 0),
            ("查询设备4台，每台1200元，共计4.8万元。", 1),
            ("公开栏。十二块，每块0.3万元，共计4.6万元。", 1),
            ("公开栏十二块，每块3000元，共计3.6万元。", 0),
        ] {
            assert_eq!(products(text).len(), count, "{text}");
        }
        for (text, count) in [
            ("设备4台，每台1.2万元，共计4.8万元；标识1.2万元，合计7万元。", 1),
            ("设备4台，每台1.2万元，共计4.8万元；标识1.2万元，合计6万元。", 0),
            ("县级1万元、镇级2万元，合计3万元。", 0),
            ("投入9万元，其中县级5万元、镇级2万元，合计7万元。", 0),
        ] {
            assert_eq!(sums(text).len(), count, "{text}");
        }
    }
}
