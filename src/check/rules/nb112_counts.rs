//! ## 检查什么
//!
//! 件数应是 0 或正整数；增减数应是整数，可以是负的；金额应是 0 或正数。数后面带说明的（`22（其中修订16件）`、`251000元`）是警告：照原样印出，按前面的数参加核对，元折算成万元。负的件数、带小数的件数后面加了单位，还是错误；件数的格里填金额、金额的格里填件数也是错误。收费金额大得像是把元写在万元的格里的（乡镇街道 1000 万元以上），是警告。
//!
//! ## 为什么
//!
//! 表里每一格是一个统计数。带小数、负号或文字的格不能汇总。
//!
//! ## 举例
//!
//! ```text
//! 表三“（一）予以公开”行 自然人列：件数应是整数，填的是 1.5
//! ```
//!
//! ## 怎么改
//!
//! 改成数。要说明的话写到正文里。金额的单位是万元：251000 元写 25.1。

use crate::{
    check::{cell, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{FormCell, FormCellKind as Kind, Measure, Value, is_nil_mark, measured},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

pub(super) const RULE: Rule = Rule {
    code: "NB112",
    name: "件数是整数，金额不为负",
    severity: Severity::Error,
    file: include_str!("nb112_counts.rs"),
    check,
};

/// More than this is a slip of the hand: a city's yearly decisions run to millions.
const MOST: i64 = 1_000_000_000_000;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (table, cells) in subject.tables() {
        for form in table.data() {
            let Some(cell) = cells.get(&form.key).filter(|cell| cell.at.is_some()) else {
                continue;
            };
            let fault = fault(form, &cell.value);
            let Some(fault) = fault.or_else(|| in_yuan(subject, form, &cell.value)) else {
                continue;
            };
            let name = cell::name(subject.report, table, &form.key);
            let message = format!("{name}：{}，填的是 {}", fault.what, cell::shown(&cell.value));
            let finding = subject.at(rule.finding(message), cell.at.clone(), fault.label);
            found.push(Diagnostic { severity: fault.severity, ..finding.help(fault.help) });
        }
    }
    found
}

/// More 万元 than a township takes in a year, and than a county does: 元 is likely meant.
const MOST_OF_TOWNSHIP: i64 = 1000;
const MOST_OF_COUNTY: i64 = 1_000_000;

/// An amount that is likely in 元.
fn in_yuan(subject: &Subject<'_>, form: &FormCell, value: &Value) -> Option<Miscount> {
    let amount = value.amount().filter(|_| form.kind == Kind::Decimal)?;
    let agency = &subject.report.agency.value;
    let is_township = ["乡", "镇", "街道", "苏木"].iter().any(|kind| {
        let bare = agency.strip_suffix("人民政府").or_else(|| agency.strip_suffix("办事处"));
        bare.is_some_and(|bare| bare.ends_with(kind))
    });
    let most = if is_township { MOST_OF_TOWNSHIP } else { MOST_OF_COUNTY };
    if amount < Decimal::from(most) {
        return None;
    }
    let meant = amount.checked_div(Decimal::from(10_000))?.normalize();
    Some(Miscount {
        what: "这一格的单位是万元",
        label: "是不是写成了元",
        severity: Severity::Warning,
        help: format!("是 {} 元的，请写 {meant}；确是这么多万元的，可以不改", amount.normalize()),
    })
}

struct Miscount {
    what: &'static str,
    label: &'static str,
    severity: Severity,
    help: String,
}

fn fault(form: &FormCell, value: &Value) -> Option<Miscount> {
    let error = |what, label, help: &str| {
        Some(Miscount { what, label, severity: Severity::Error, help: help.to_owned() })
    };
    let is_count = matches!(form.kind, Kind::Int | Kind::Signed);
    match value {
        Value::Int(count) if *count < 0 && form.kind == Kind::Int => {
            error("件数不能是负数", "负数", "请核对；没有发生的写 0")
        }
        Value::Int(count) if count.unsigned_abs() > MOST.unsigned_abs() => {
            error("数太大", "太大", "请核对是不是多打了数字")
        }
        Value::Int(count) if *count < 0 && !is_count => {
            error("金额不能是负数", "负数", "请核对金额")
        }
        Value::Decimal(_) if is_count => {
            error("件数应是整数", "不是整数", "请写整数；小数点请核对")
        }
        Value::Decimal(amount) if amount.is_sign_negative() && !amount.is_zero() => {
            error("金额不能是负数", "负数", "请核对金额")
        }
        Value::Absent | Value::Unknown | Value::Int(_) | Value::Decimal(_) => None,
        Value::Text(text) if is_nil_mark(text) => None,
        Value::Text(text) => words(form, text, value.amount()),
    }
}

/// Words in a cell: a number with a note still counts, others do not.
fn words(form: &FormCell, text: &str, amount: Option<Decimal>) -> Option<Miscount> {
    let error = |what, label, help: &str| {
        Some(Miscount { what, label, severity: Severity::Error, help: help.to_owned() })
    };
    let (Some(amount), Some((number, measure))) = (amount, measured(text)) else {
        let help = "格里只写数，要说明的话请写到正文里；这一格不是数，有关的总计也算不出来";
        return error("应是数", "不是数", help);
    };
    let is_count = matches!(form.kind, Kind::Int | Kind::Signed);
    match measure {
        Measure::Yuan | Measure::TenThousandYuan if is_count => {
            return error("这一格是件数", "填的是金额", "请写件数；金额不写在这一格");
        }
        Measure::Things if !is_count => {
            return error("这一格是金额", "填的是件数", "请写金额，单位是万元");
        }
        _ => {}
    }
    // What a number may not be it may not be with a measure behind it either.
    let bare = match number.to_i64().filter(|_| number.scale() == 0) {
        Some(count) => Value::Int(count),
        None => Value::Decimal(number),
    };
    if let Some(fault) = fault(form, &bare) {
        return Some(fault);
    }
    // 采购总金额 of the 2019 form is typed with its unit.
    if form.kind == Kind::Money && text.ends_with('元') {
        return None;
    }
    let help = if measure == Measure::Yuan {
        format!("这一格的单位是万元，请写 {amount}")
    } else {
        format!("请只写 {amount}，要说明的话请写到正文里")
    };
    Some(Miscount {
        what: "应只写数",
        label: "照原样印出，按前面的数核对",
        severity: Severity::Warning,
        help,
    })
}
