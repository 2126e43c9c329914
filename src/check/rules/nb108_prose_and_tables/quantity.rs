//! Numbers with what they count, as people type them: `12件`, `１２ 件`, `1,234件`, `十二件`, `53余件`,
//! `3.5万元`, `{{ 主动公开.行政许可 }}件`.

use crate::{
    check::prose::{self, MASK},
    text::{half_width, is_spelt, spelt_value},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number in a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub amount: Amount,
    /// What it counts: `件`, or `元` for money, which is in 万元.
    pub unit: char,
    /// The number.
    pub at: Range<usize>,
    /// Behind the unit.
    pub end: usize,
    /// Whether it is spelt in hanzi.
    pub is_spelt: bool,
}

/// How much it is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exactly(Decimal),
    /// 53余件, 超过100件.
    Over(Decimal),
    /// 约50件, 近50件.
    About(Decimal),
    /// What an expression prints.
    Expression(Range<usize>),
}

impl Amount {
    pub(super) const NONE: Self = Self::Exactly(Decimal::ZERO);

    /// Whether a number of a table is what was said; an expression is none that is known.
    pub(super) fn is(&self, number: Decimal) -> bool {
        match self {
            Self::Exactly(said) => *said == number,
            Self::Over(said) => number >= *said && number - said < step(*said),
            Self::About(said) => {
                let most = (said / Decimal::TEN).max(Decimal::from(5));
                (number - said).abs() <= most
            }
            Self::Expression(_) => true,
        }
    }

    /// ` 12 件`, `多于 53 件`.
    pub(super) fn said(&self, unit: &str) -> String {
        match self {
            Self::Exactly(said) => format!(" {} {unit}", said.normalize()),
            Self::Over(said) => format!("多于 {} {unit}", said.normalize()),
            Self::About(said) => format!("约 {} {unit}", said.normalize()),
            Self::Expression(_) => String::new(),
        }
    }

    /// The number, where it is told as it is and not about so much.
    pub(super) fn exact(&self) -> Option<Decimal> {
        match self {
            Self::Exactly(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is_none(&self) -> bool {
        *self == Self::NONE
    }
}

/// 余 is less than one more of the last place that is not 0: 530余 is below 540; 53余 below 63.
fn step(said: Decimal) -> Decimal {
    let mut step = Decimal::TEN;
    while said >= step * Decimal::TEN && (said % (step * Decimal::TEN)).is_zero() {
        step *= Decimal::TEN;
    }
    step
}

/// All of a paragraph, in order.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let is_first = |c: char| prose::is_digit(c) || is_spelt(c) || c == MASK;
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(is_first)) {
        let start = at + next;
        at = start + number_length(text.get(start..).unwrap_or_default());
        found.extend(quantity(text, start..at));
    }
    found
}

/// Bytes of the number that begins here.
fn number_length(rest: &str) -> usize {
    if rest.starts_with(prose::is_digit) {
        arabic_length(rest)
    } else if rest.starts_with(MASK) {
        rest.find(|c| c != MASK).unwrap_or(rest.len())
    } else {
        rest.find(|c| !is_spelt(c)).unwrap_or(rest.len())
    }
}

/// Digits with their thousands commas and decimals.
fn arabic_length(text: &str) -> usize {
    let run = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.find(|c| !prose::is_digit(c)).unwrap_or(rest.len())
    };
    let mut length = run(0);
    while let Some(mark) = text.get(length..).and_then(|rest| rest.chars().next()) {
        let from = length + mark.len_utf8();
        let digits = text.get(from..from + run(from)).map_or(0, |digits| digits.chars().count());
        let is_group = matches!(mark, ',' | '，') && digits == 3;
        let is_point = matches!(mark, '.' | '．') && digits > 0;
        if !is_group && !is_point {
            break;
        }
        length = from + run(from);
    }
    length
}

fn quantity(text: &str, at: Range<usize>) -> Option<Quantity> {
    let typed = text.get(at.clone())?;
    let before = text.get(..at.start)?;
    let is_expression = typed.starts_with(MASK);
    let is_spelt = !is_expression && !typed.starts_with(prose::is_digit);
    if is_other(before, is_spelt) {
        return None;
    }
    let mut number = if is_expression {
        Decimal::ZERO
    } else if is_spelt {
        Decimal::from(spelt_value(typed)?)
    } else {
        half_width(typed).replace(',', "").parse().ok()?
    };
    let mut tail = text.get(at.end..)?.trim_start();
    let is_over = skip(&mut tail, &['余', '多', '来']);
    let place = tail.chars().next().map_or(Decimal::ONE, |c| Decimal::from(place(c)));
    if place != Decimal::ONE && !is_spelt {
        tail = tail.get(tail.chars().next()?.len_utf8()..)?;
        number = number.checked_mul(place)?;
    }
    let is_over = skip(&mut tail, &['余', '多', '来']) || is_over;
    // Of a spelt number the place is part: 四万元.
    let unit = tail.chars().next().filter(|unit| UNITS.contains(unit));
    let is_in_ten_thousands = place == Decimal::from(10_000) || typed.ends_with('万');
    let (unit, tail) = match unit {
        Some(unit) => (unit, tail.get(unit.len_utf8()..)?),
        // 收费35万
        None if is_in_ten_thousands && is_end(tail) && is_fee(before) => ('元', tail),
        // 行政许可：53；
        None if !is_spelt
            && is_end_of_label(tail)
            && (named_before(text, at.start).is_some() || is_counted(before)) =>
        {
            ('件', tail)
        }
        None => return None,
    };
    if tail.starts_with('次') && unit != '次' {
        return None; // 12件次
    }
    if is_spelt && !is_end_of_spelt(number, tail) {
        return None;
    }
    if unit == '元' && !is_expression {
        number = number.checked_div(Decimal::from(10_000))?;
    }
    let amount = if is_expression {
        Amount::Expression(at.clone())
    } else if is_over || OVER.iter().any(|word| before.ends_with(word)) {
        Amount::Over(number)
    } else if before.ends_with(['约', '近']) {
        Amount::About(number)
    } else {
        Amount::Exactly(number)
    };
    Some(Quantity { amount, unit, at, end: text.len() - tail.len(), is_spelt })
}

/// Whether a spelt number counts something: not 一件一件地, 一次办好; but 四件予以公开.
fn is_end_of_spelt(number: Decimal, tail: &str) -> bool {
    let is_told = number > Decimal::ONE && TOLD.iter().any(|word| tail.starts_with(word));
    is_told || is_end(tail.strip_prefix('整').unwrap_or(tail))
}

const UNITS: [char; 12] = ['件', '宗', '起', '部', '份', '个', '例', '次', '项', '条', '笔', '元'];

/// Whether a unit is one of those of [`quantities`].
pub(super) fn is_unit(unit: &str) -> bool {
    unit.starts_with(UNITS)
}

/// Things whose number may stand behind a colon or in a bracket.
const LABELS: [&str; 9] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政复议",
    "行政诉讼",
    "规范性文件",
    "许可",
    "处罚",
    "强制",
];

/// Where the mark stands between a thing and its number: `行政许可：53`, `行政诉讼数量（1）`.
pub(super) fn named_before(text: &str, at: usize) -> Option<usize> {
    let before = prose::before(text, at, prose::CLAUSE);
    let named = before.strip_suffix(['：', '（', ':', '('])?;
    let bare = ["数量", "件数", "总数", "决定", "案件"]
        .iter()
        .fold(named, |name, tail| name.strip_suffix(tail).unwrap_or(name));
    let is_named = LABELS.iter().any(|label| bare.ends_with(label));
    is_named.then_some(at - (before.len() - named.len()))
}

/// Whether what stands before a number says that it counts things, so that none need stand behind: 行政许可办结数为36.
fn is_counted(before: &str) -> bool {
    const COUNTS: [&str; 6] = ["数量", "件数", "总数", "总量", "办件量", "数"];
    const MORE: [&str; 6] = ["申请", "办结", "答复", "决定", "案件", "下年度"];
    let near = prose::before(before, before.len(), 60);
    let named = near.strip_suffix(['为', '是', '达', '共']).unwrap_or(near);
    let named = COUNTS.iter().find_map(|count| named.strip_suffix(count));
    named.is_some_and(|named| LABELS.iter().chain(&MORE).any(|label| named.ends_with(label)))
}

/// Whether a bare number is all that a label has: （1）申请条件 is the number of an item.
fn is_end_of_label(tail: &str) -> bool {
    let tail = tail.strip_prefix(['）', ')']).unwrap_or(tail);
    tail.is_empty() || tail.starts_with(['，', '。', '；', '、', ',', ';', '和'])
}

/// 行政事业性收费金额为 before a number of 万.
fn is_fee(before: &str) -> bool {
    let near = prose::before(before, before.len(), 60);
    near.rsplit_once("收费").is_some_and(|(_, between)| super::words::is_joined(between))
}

/// What is told of some behind their number.
const TOLD: [&str; 9] =
    ["予以公开", "部分公开", "不予公开", "正在办理", "未办结", "尚未办结", "结转", "维持", "纠正"];

const OVER: [&str; 3] = ["超过", "超", "逾"];

fn place(c: char) -> i64 {
    match c {
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 1,
    }
}

fn skip(tail: &mut &str, chars: &[char]) -> bool {
    let rest = tail.strip_prefix(chars);
    *tail = rest.unwrap_or(tail);
    rest.is_some()
}

/// Whether what stands before a number makes it another: 第3件, 每一件, V1.
fn is_other(before: &str, is_spelt: bool) -> bool {
    let last = before.chars().next_back();
    last.is_some_and(|c| {
        matches!(c, '第' | '-' | '.' | '．' | '/')
            || c.is_ascii_alphanumeric()
            || (is_spelt && "每之某几数任各同上下唯统逐这那该此".contains(c))
    })
}

fn is_end(tail: &str) -> bool {
    tail.is_empty() || tail.starts_with(['，', '。', '；', '：', '、', '（', '）', ',', ';', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_script() {
        for (text, said) in [
            ("12件、１２ 件、1,234件、1，234件", "12件 12件 1234件 1234件"),
            ("十二件，两件、叁份。五十三件", "12件 2件 3份 53件"),
            ("四件予以公开，三件正在办理；一件部分公开，两件好事", "4件 3件"),
            ("3.5万元、35000元，四万元、3．5万元", "3.5元 3.5元 4元 3.5元"),
            ("1.2万件、3千元", "12000件 0.3元"),
            ("53余件、超过100件，约50件、近五十件", ">53件 >100件 ~50件 ~50件"),
            ("\u{1}\u{1}\u{1}件", "=件"),
            ("第3件、每一件，一件一件地办，一次办好，12件次、2026年、312人", ""),
            ("5.6万人，0877-1234567，V2个", ""),
            ("行政许可：53；行政处罚（18）、行政诉讼数量：1", "53件 18件 1件"),
            ("行政事业性收费金额为35万，收费共计三十五万。", "35元 35元"),
            ("行政许可办结数为36，新收申请数4，办结数3；申请人数为4，事项数12", "36件 4件 3件"),
            ("行政许可（1）申请条件；行政处罚：2025年，投资35万，减免收费项目35万", ""),
        ] {
            let said_here: Vec<String> = (quantities(text).into_iter())
                .map(|q| match q.amount {
                    Amount::Exactly(n) => format!("{}{}", n.normalize(), q.unit),
                    Amount::Over(n) => format!(">{}{}", n.normalize(), q.unit),
                    Amount::About(n) => format!("~{}{}", n.normalize(), q.unit),
                    Amount::Expression(_) => format!("={}", q.unit),
                })
                .collect();
            assert_eq!(said_here.join(" "), said, "{text}");
        }
    }

    #[test]
    fn what_is_said_nearly_is_held_against_what_is_near() {
        let number = |n: i64| Decimal::from(n);
        for (amount, good, bad) in [
            (Amount::Over(number(53)), 55, 35),
            (Amount::Over(number(100)), 199, 200),
            (Amount::Over(number(530)), 539, 540),
            (Amount::About(number(50)), 46, 35),
            (Amount::Exactly(number(5)), 5, 6),
        ] {
            assert!(amount.is(number(good)) && !amount.is(number(bad)), "{amount:?}");
        }
    }
}
