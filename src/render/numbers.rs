//! The numbers of a report, for the formats that hold nothing else.

use crate::{
    export::{NumberRow, NumberValue, TableNumbers},
    report::{Report, Value},
};

/// Every number of every official table, as it is printed.
pub(super) fn numbers(report: &Report) -> TableNumbers {
    let mut rows = Vec::new();
    for table in &report.form.tables {
        let values = report.tables.get(&table.key);
        for cell in table.data() {
            let typed = values.and_then(|values| values.get(&cell.key)).map(|typed| &typed.value);
            rows.push(NumberRow {
                table: table.key.clone(),
                table_name: table.name.clone(),
                key: cell.key.clone(),
                name: cell.path.clone(),
                value: value(typed),
            });
        }
    }
    TableNumbers {
        agency: report.agency.value.clone(),
        year: report.year.value,
        form: report.form.id.clone(),
        rows,
    }
}

fn value(typed: Option<&Value>) -> NumberValue {
    match typed {
        // An empty cell prints 0.
        None | Some(Value::Absent) => NumberValue::Number("0".to_owned()),
        Some(Value::Int(number)) => NumberValue::Number(number.to_string()),
        Some(Value::Decimal(number)) => NumberValue::Number(number.to_string()),
        Some(Value::Text(words)) => NumberValue::Words(words.clone()),
        Some(Value::Unknown) => NumberValue::Unknown,
    }
}
