//! A report that is as it was handed out.

use super::BLANK;
use crate::{
    diagnostic::Diagnostic,
    report::{self, Report, RowRole},
};

/// The warning of a report whose texts are all those that it was handed out with, and whose numbers are all 0 but for
/// those that last year's report has left in it: somebody has sent in an empty form. It is told where reports come in;
/// who is still writing knows.
pub fn untouched(report: &Report) -> Option<Diagnostic> {
    let carried = report.form.rows(RowRole::CarriedIn);
    let is_carried = |table: &str, key: &str| {
        let of_row =
            |row: &String| key.strip_prefix(row.as_str()).is_some_and(|rest| rest.starts_with('.'));
        carried.is_some_and(|(form, rows)| form.key == table && rows.iter().any(of_row))
    };
    let mut own = report.tables.iter().flat_map(|(table, cells)| {
        cells.iter().filter(|(key, _)| !is_carried(table, key)).map(|(_, cell)| cell)
    });
    let is_nil = own.all(|cell| cell.value.amount().is_none_or(|amount| amount.is_zero()));
    if !is_nil || !report::is_untouched(report) {
        return None;
    }
    let message = "文字、数字都和发下去的空表一样：文字都是示例，数除上年结转外都是 0，是不是没有填就交上来了？";
    let at = report.parts.iter().find_map(|part| part.text.as_ref()?.at.clone());
    let finding = Diagnostic::warning(BLANK, message).at(&report.source, at, "");
    Some(finding.help("请填好再交；照实就是这样的，把文字写成本单位的"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Forms, Value, first};

    #[test]
    fn an_empty_form_is_told_and_one_with_a_text_of_its_own_is_not() {
        let mut report = first(&Forms::default(), "甲乡", 2025).unwrap();
        let told = |report: &Report| untouched(report).map(|finding| finding.message);
        assert!(told(&report).unwrap().contains("空表"));
        let mut carried = report.clone();
        let cells = carried.tables.get_mut("requests").unwrap();
        cells.insert("carried_in.natural".to_owned(), Value::Int(2).into());
        cells.insert("carried_in.total".to_owned(), Value::Int(2).into());
        assert!(told(&carried).is_some());
        let mut counted = report.clone();
        let cells = counted.tables.get_mut("requests").unwrap();
        cells.insert("new.natural".to_owned(), Value::Int(3).into());
        assert_eq!(told(&counted), None);
        report.parts[0].text = Some("（一）主动公开。公开了12条。".to_owned().into());
        assert_eq!(told(&report), None);
    }
}
