//! ## 检查什么
//!
//! 件数应是 0 或正整数；增减数应是整数，可以是负的；金额应是 0 或正数。数后面带说明的（`22（其中修订16件）`、`251000元`）是警告：照原样印出，按前面的数参加核对。
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
    report::{FormCell, FormCellKind as Kind, Value, is_nil_mark},
};
use rust_decimal::Decimal;

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
            let Some(fault) = fault(form, &cell.value) else {
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
        Value::Absent | Value::Int(_) | Value::Decimal(_) => None,
        Value::Text(text) if is_nil_mark(text) => None,
        Value::Text(text) => words(form, text, value.amount()),
    }
}

/// Words in a cell: a number with a note still counts, others do not.
fn words(form: &FormCell, text: &str, amount: Option<Decimal>) -> Option<Miscount> {
    let Some(amount) = amount else {
        return Some(Miscount {
            what: "应是数",
            label: "不是数",
            severity: Severity::Error,
            help: "格里只写数，要说明的话请写到正文里；这一格不是数，有关的总计也算不出来"
                .to_owned(),
        });
    };
    // 采购总金额 of the 2019 form is typed with its unit.
    if form.kind == Kind::Money && text.ends_with('元') {
        return None;
    }
    let is_yuan = form.kind == Kind::Decimal && text.ends_with('元') && !text.ends_with("万元");
    let help = if is_yuan {
        let wan = (amount / Decimal::from(10_000)).normalize();
        format!("这一格的单位是万元，请写 {wan}")
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
