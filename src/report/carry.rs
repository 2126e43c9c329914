//! What goes on from one year to the next.

use super::{FormTable, Measure, Report, RowRole, Spanned, Sum, Value, measured, totals};
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// Carries over what was still open at the end of last year: 上年结转 is last year's 结转下年度, column by
/// column. Only where nothing has been filled in yet, and where last year's numbers are numbers.
pub fn carry_over(report: &mut Report, before: &Report) {
    let form = Arc::clone(&report.form);
    let rows = (form.rows(RowRole::CarriedIn), before.form.rows(RowRole::CarriedOut));
    let (Some((table, [to])), Some((there, [from]))) = rows else {
        return;
    };
    let (Some(cells), Some(then)) =
        (report.tables.get_mut(&table.key), before.tables.get(&there.key))
    else {
        return;
    };
    let is_nil = |key: &str| match cells.get(key).map(|cell| &cell.value) {
        Some(Value::Int(count)) => *count == 0,
        value => value.is_none_or(|value| *value == Value::Absent),
    };
    let columns: Vec<&str> = (table.data())
        .filter_map(|cell| cell.key.strip_prefix(to.as_str())?.strip_prefix('.'))
        .collect();
    if !columns.iter().all(|column| is_nil(&format!("{to}.{column}"))) {
        return;
    }
    for column in columns {
        let key = format!("{to}.{column}");
        if is_total(table, &key) {
            continue;
        }
        // What was not written at all is 0; what is there and no number is not known.
        if let Some(cell) = then.get(&format!("{from}.{column}")) {
            let is_blank = cell.value == Value::Absent && cell.at.is_some();
            let count = if is_blank { None } else { whole(&cell.value) };
            cells.insert(key, count.map_or_else(|| unknown(&cell.value), Value::Int).into());
        }
    }
    // What nobody typed follows from the rest.
    cells.retain(|key, cell| cell.at.is_some() || !is_total(table, key));
    totals::complete(&form, &mut report.tables);
}

/// Makes what was open at the end of a year unknown: of an older report it is not what this year began with.
pub fn forget_open(before: &mut Report) {
    let form = Arc::clone(&before.form);
    let Some((table, [from])) = form.rows(RowRole::CarriedOut) else {
        return;
    };
    let Some(cells) = before.tables.get_mut(&table.key) else {
        return;
    };
    let prefix = format!("{from}.");
    for cell in table.data().filter(|cell| cell.key.starts_with(&prefix)) {
        cells.insert(cell.key.clone(), Spanned { value: Value::Unknown, at: Some(0..0) });
    }
}

/// Makes what a year began with a place to fill in: no report says it.
pub fn forget_carried(report: &mut Report) {
    let form = Arc::clone(&report.form);
    let Some((table, [to])) = form.rows(RowRole::CarriedIn) else {
        return;
    };
    let Some(cells) = report.tables.get_mut(&table.key) else {
        return;
    };
    let prefix = format!("{to}.");
    let its = || table.data().filter(|cell| cell.key.starts_with(&prefix));
    let is_nil = |key: &str| {
        let amount = cells.get(key).and_then(|cell| cell.value.amount());
        amount.is_none_or(|amount| amount.is_zero())
    };
    if !its().all(|cell| is_nil(&cell.key)) {
        return;
    }
    let blank = || Value::Text("【请填写：没有找到上年的报告】".to_owned());
    for cell in its().filter(|cell| !is_total(table, &cell.key)) {
        cells.insert(cell.key.clone(), blank().into());
    }
    cells.retain(|key, cell| cell.at.is_some() || !is_total(table, key));
    totals::complete(&form, &mut report.tables);
}

/// How many requests a value says are still open: a number, `1件`, a mark for none.
fn whole(value: &Value) -> Option<i64> {
    let amount = value.amount()?;
    let is_money = matches!(value, Value::Text(text)
        if measured(text).is_some_and(|(_, of)| matches!(of, Measure::Yuan | Measure::TenThousandYuan)));
    let is_count = amount.fract().is_zero() && !amount.is_sign_negative() && !is_money;
    amount.to_i64().filter(|_| is_count)
}

/// The place to fill in where last year's report does not say how many.
fn unknown(value: &Value) -> Value {
    let said = match value {
        Value::Text(text) if text.contains("请填写") => "还没有填".to_owned(),
        Value::Text(text) => format!("是“{text}”"),
        Value::Int(count) => format!("是 {count}"),
        Value::Decimal(amount) => format!("是 {amount}"),
        Value::Absent => "空着".to_owned(),
        // Of a report of another year.
        Value::Unknown => return Value::Text("【请填写：上一年度报告的结转下年度】".to_owned()),
    };
    Value::Text(format!("【请填写：上年报告的结转下年度{said}】"))
}

fn is_total(table: &FormTable, key: &str) -> bool {
    table.sums.iter().filter_map(Sum::total).any(|total| total == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Source,
        report::{Forms, first, load},
    };

    /// What the first column of 上年结转 is when last year's report says this.
    fn carried(said: &str) -> Value {
        let yaml = format!(
            "机关: 小街乡人民政府\n年度: 2022\n收到和处理政府信息公开申请情况:\n  结转下年度: [{said}, 0, 0, 0, 0, 0]\n"
        );
        let before = load(&Source::new("去年.yaml", yaml)).unwrap().report;
        let mut report = first(&Forms::default(), "小街乡", 2023).unwrap();
        carry_over(&mut report, &before);
        report.tables["requests"]["carried_in.natural"].value.clone()
    }

    #[test]
    fn without_last_years_report_what_the_year_began_with_is_to_be_filled_in() {
        let mut report = first(&Forms::default(), "小街乡", 2023).unwrap();
        forget_carried(&mut report);
        let requests = &report.tables["requests"];
        let Value::Text(text) = &requests["carried_in.natural"].value else {
            panic!("{:?}", requests["carried_in.natural"])
        };
        assert!(text.contains("请填写"), "{text}");
        assert_eq!(requests["new.natural"].value.amount(), Some(0.into()));
    }

    #[test]
    fn only_a_whole_number_is_carried_over_and_what_is_none_is_to_be_filled_in() {
        for (said, count) in [
            ("2", 2),
            ("1件", 1),
            ("３ 件", 3),
            ("4.00", 4),
            ("5（含1件转办）", 5),
            ("/", 0),
            ("无", 0),
        ] {
            assert_eq!(carried(said), Value::Int(count), "{said}");
        }
        for said in ["约1", "1.5", "-1", "~", "1.5件", "2元", "#REF!", "一件", "【请填写】"]
        {
            let Value::Text(text) = carried(&format!("\"{said}\"").replace("\"~\"", "~")) else {
                panic!("{said}: {:?}", carried(said))
            };
            assert!(text.starts_with("【请填写：上年"), "{said}: {text}");
        }
    }
}
