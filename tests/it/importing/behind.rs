//! Rows whose names stand behind their numbers: read where the rows themselves say whose a number is, else lost; and
//! totals, which chance can look like.

use super::{
    imported,
    layouts::{rows, whole},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{
    diagnostic::human,
    import::Imported,
    report::{FormCell, FormTable, Value},
};

fn numbers() -> Made {
    made(&mut Rng::with_seed(23), 2023)
}

/// The lines of a table, each with its numbers before its names.
fn names_last(made: &Made, table: &FormTable) -> Vec<(Vec<String>, Vec<String>)> {
    let text = |cell: &&FormCell| made.text(table, &cell.key, &cell.text).to_owned();
    let split = |row: Vec<&FormCell>| {
        let (numbers, names): (Vec<&FormCell>, Vec<&FormCell>) =
            row.into_iter().partition(|cell| cell.is_data());
        (numbers.iter().map(text).collect(), names.iter().map(text).collect())
    };
    rows(table).into_iter().map(split).collect()
}

/// How many numbers of a reading are not those of the report.
fn wrong(made: &Made, back: &Imported) -> usize {
    let report = report_of(back);
    let shown = |value: &Value| match value {
        Value::Int(count) => Some(count.to_string()),
        Value::Decimal(amount) => Some(amount.to_string()),
        _ => None,
    };
    let differs = |((table, key), number): &(&(String, String), &String)| {
        let found = shown(&report.tables[table.as_str()][key.as_str()].value);
        found.is_some_and(|found| found.parse::<f64>().ok() != number.parse::<f64>().ok())
    };
    made.numbers.iter().filter(differs).count()
}

#[test]
fn rows_of_cells_that_end_in_their_name_are_read_by_the_row() {
    let made = numbers();
    for (name, before, mark, after) in [
        ("文.txt", "", "\t", ""),
        ("文.md", "| ", " | ", " |"),
        ("文.txt", "", " | ", ""),
        ("文.csv", "", ",", ""),
    ] {
        let table = |table: &FormTable| {
            let line = |(numbers, names): (Vec<String>, Vec<String>)| {
                format!("{before}{}{after}\n", [numbers, names].concat().join(mark))
            };
            names_last(&made, table).into_iter().map(line).collect::<String>()
        };
        let text = whole(&made, table, "\n");
        let back = imported(name, text.as_bytes());
        let told = human(&back.findings, false);
        assert!(back.tally.is_whole(), "{name} {mark:?}: {} {told}", back.tally);
        assert_eq!(wrong(&made, &back), 0, "{name} {mark:?}");
        assert!(!told.contains("行政许可"), "{told}");
        // The name of one row is gone: the numbers of none go to another.
        let gone = text.replacen("行政许可", "", 1).replacen("（二）部分公开", "", 1);
        let back = imported(name, gone.as_bytes());
        assert!(back.tally.lost > 0, "{}", back.tally);
        assert_eq!(wrong(&made, &back), 0, "{name} {mark:?}");
    }
}

#[test]
fn names_on_lines_below_their_numbers_say_nothing() {
    let made = numbers();
    for (mark, between) in [("\t", "\n"), ("\n", "\n"), ("  ", "\n"), ("  ", "  ")] {
        let table = |table: &FormTable| {
            let line = |(numbers, names): (Vec<String>, Vec<String>)| {
                format!("{}{between}{}\n", numbers.join(mark), names.join("\t"))
            };
            names_last(&made, table).into_iter().map(line).collect::<String>()
        };
        let text = whole(&made, table, "\n");
        let back = imported("文.txt", text.as_bytes());
        assert!(back.tally.lost > 180, "{mark:?}: {}", back.tally);
        assert_eq!(wrong(&made, &back), 0, "{mark:?}");
    }
}

/// Rows without their total, in which the last number is the sum of the others by chance.
#[test]
fn a_sum_by_chance_is_no_total() {
    let mut made = numbers();
    let row = |made: &Made, table: &FormTable, key: &str| {
        let row = rows(table).into_iter().find(|row| row.iter().any(|cell| cell.key == key));
        let cells = row.unwrap().into_iter().filter(|cell| cell.is_data());
        cells.map(|cell| made.text(table, &cell.key, "").to_owned()).collect::<Vec<String>>()
    };
    let form = made.form.clone();
    let table = form.table("requests").unwrap();
    let last = rows(table).into_iter().rfind(|row| row.iter().any(|cell| cell.is_data())).unwrap();
    let keys: Vec<String> = last.iter().filter(|c| c.is_data()).map(|c| c.key.clone()).collect();
    for (key, number) in keys.iter().zip(["1", "0", "0", "0", "0", "1", "2"]) {
        made.numbers.insert(("requests".to_owned(), key.clone()), number.to_owned());
    }
    assert_eq!(row(&made, table, &keys[0]), ["1", "0", "0", "0", "0", "1", "2"]);
    for (mark, blank) in [("\t", ""), (" | ", ""), (" | ", " | "), ("\n", ""), ("\t", "\t见附件")]
    {
        let text = whole(
            &made,
            |table| {
                let line = |row: Vec<&FormCell>| {
                    let is_short = row.iter().filter(|cell| cell.is_data()).count() == 7;
                    let cells = row.iter().map(|c| made.text(table, &c.key, &c.text));
                    let cells: Vec<&str> = cells.take(row.len() - usize::from(is_short)).collect();
                    format!("{}{}\n", cells.join(mark), if is_short { blank } else { "" })
                };
                rows(table).into_iter().map(line).collect()
            },
            "\n",
        );
        let back = imported("文.txt", text.as_bytes());
        assert_eq!(wrong(&made, &back), 0, "{mark:?} {blank:?}: {}", back.tally);
    }
}

/// Totals below their head that no row has: where the other six stand in places of their own, they make them.
#[test]
fn totals_that_no_row_has_are_what_the_other_numbers_make() {
    let made = numbers();
    let laid_out = |before: &str, mark: &str, end: &str, skipped: Option<usize>| {
        let table = |table: &FormTable| {
            let line = |(index, row): (usize, Vec<&FormCell>)| {
                let is_short = row.iter().filter(|cell| cell.is_data()).count() == 7;
                let cells = row.iter().map(|c| made.text(table, &c.key, &c.text));
                let mut cells: Vec<&str> = cells.take(row.len() - usize::from(is_short)).collect();
                if is_short && Some(index) == skipped {
                    let last = cells.len() - 1;
                    cells[last] = "";
                }
                let end = if is_short { end } else { end.trim_start_matches(mark) };
                format!("{before}{}{end}\n", cells.join(mark))
            };
            rows(table).into_iter().enumerate().map(line).collect::<String>()
        };
        whole(&made, table, "\n")
    };
    for (name, before, mark, end) in [
        ("文.txt", "", "\t", "\t"),
        ("文.txt", "", " | ", " | "),
        ("文.md", "| ", " | ", " |  |"),
        ("文.csv", "", ",", ","),
    ] {
        let back = imported(name, laid_out(before, mark, end, None).as_bytes());
        let told = human(&back.findings, false);
        assert_eq!((back.tally.lost, back.tally.recovered), (0, 25), "{mark:?} {end:?} {told}");
        assert_eq!(wrong(&made, &back), 0, "{mark:?} {end:?}");
        assert!(told.contains("按各列之和补上"), "{told}");
        // One row that lacks another number as well: none of them is sure to be the total.
        let back = imported(name, laid_out(before, mark, end, Some(9)).as_bytes());
        assert!(back.tally.lost > 100, "{mark:?} {end:?} {}", back.tally);
        assert_eq!(wrong(&made, &back), 0, "{mark:?} {end:?}");
    }
    // Nor is there a total of cells all of which are empty, nor of a row with one that is.
    let page = |cells: &dyn Fn(usize) -> usize| {
        let row = |index: usize| {
            let full = "<td>1</td>".repeat(cells(index));
            full + &"<td></td>".repeat(6 - cells(index))
        };
        let mut text = super::layouts::html(&made, &str::to_owned);
        let table = made.form.table("requests").unwrap();
        for (index, of_row) in rows(table).into_iter().enumerate() {
            let numbers: Vec<&FormCell> = of_row.into_iter().filter(|c| c.is_data()).collect();
            let cell = |c: &&FormCell| {
                format!("<td rowspan=1 colspan=1>{}</td>", made.text(table, &c.key, ""))
            };
            let cells: String = numbers.iter().map(cell).collect();
            if numbers.len() == 7 {
                text = text.replacen(&format!("{cells}</tr>"), &format!("{}</tr>", row(index)), 1);
            }
        }
        imported("页.html", text.as_bytes())
    };
    assert_eq!(page(&|_| 6).tally.recovered, 25);
    assert_eq!(page(&|_| 0).tally.recovered, 0);
    assert_eq!(page(&|index| 6 - index % 2).tally.recovered, 0);
    // Without an empty cell nobody knows which of the seven is not there.
    let back = imported("文.txt", laid_out("", "\t", "", None).as_bytes());
    assert!(back.tally.lost > 100, "{}", back.tally);
    assert_eq!(wrong(&made, &back), 0);
}
