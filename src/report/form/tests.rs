//! The forms against the published grids.

use super::*;
use crate::diagnostic::{Code, Source};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Grid {
    id: String,
    form: String,
    section: String,
    cols: usize,
    rows: usize,
    cells: Vec<GridCell>,
}

#[derive(Deserialize)]
struct GridCell {
    r: usize,
    c: usize,
    rs: usize,
    cs: usize,
    text: String,
    kind: String,
    #[serde(default)]
    key: String,
}

/// The grids of the published forms. The 2019 Table A was published with its (五)–(九) rows one
/// pixel column off the others; the form here has the two boundaries on each other.
fn grids() -> Vec<Grid> {
    let text = include_str!("../../../tests/data/annual-report-grids.json");
    let mut grids: Vec<Grid> = serde_json::from_str(text).unwrap();
    let staggered = grids.iter_mut().find(|g| g.id == "A2019").unwrap();
    let boundary = [0, 1, 2, 2, 3, 4];
    for cell in &mut staggered.cells {
        let end = boundary[cell.c + cell.cs];
        cell.c = boundary[cell.c];
        cell.cs = end - cell.c;
    }
    staggered.cols = 4;
    grids
}

#[test]
fn every_cell_is_the_published_one() {
    for grid in grids() {
        let form = Forms::default().for_id(&grid.id[1..]).unwrap();
        let table =
            &form.tables[["A", "B", "C"].iter().position(|l| grid.id.starts_with(l)).unwrap()];
        assert!(grid.form.starts_with(&form.notice), "{}", grid.form);
        assert!(
            form.parts
                .iter()
                .any(|p| p.heading == grid.section && p.table.as_ref() == Some(&table.key))
        );
        let ours: Vec<_> = table
            .cells
            .iter()
            .map(|c| {
                let kind = format!("{:?}", c.kind).to_lowercase();
                (c.row, c.column, c.rowspan, c.colspan, kind, c.text.as_str(), c.key.as_str())
            })
            .collect();
        let theirs: Vec<_> = grid
            .cells
            .iter()
            .map(|c| (c.r, c.c, c.rs, c.cs, c.kind.clone(), c.text.as_str(), c.key.as_str()))
            .collect();
        assert_eq!(ours, theirs, "{}", grid.id);
        assert_eq!(table.widths.len(), grid.cols);
        assert_eq!(table.cells.iter().map(|c| c.row + c.rowspan).max(), Some(grid.rows));
    }
}

#[test]
fn a_form_is_known_by_the_id_in_its_file() {
    for (form, id) in Forms::default().iter().zip(Forms::built_in_ids()) {
        assert_eq!(form.id, id);
        assert_eq!(Forms::default().for_id(id).as_ref(), Some(form));
    }
    assert_eq!(Forms::built_in_ids().collect::<Vec<_>>(), ["2021", "2019"]);
    assert_eq!(Forms::default().for_id("2020"), None);
}

#[test]
fn the_build_reads_a_form_as_the_program_does() {
    for form in Forms::default().iter() {
        let path = format!("templates/annual-report/forms/{}.yaml", form.id);
        let source = Source::new(&path, std::fs::read_to_string(&path).unwrap());
        assert_eq!(**form, file::read(&source).unwrap());
    }
}

#[test]
fn every_place_of_a_grid_is_covered_once() {
    for form in Forms::default().iter() {
        for table in &form.tables {
            let mut covered = BTreeMap::new();
            for cell in &table.cells {
                for row in cell.row..cell.row + cell.rowspan {
                    for column in cell.column..cell.column + cell.colspan {
                        *covered.entry((row, column)).or_insert(0) += 1;
                    }
                }
            }
            let rows = table.cells.iter().map(|c| c.row + c.rowspan).max().unwrap();
            assert_eq!(covered.len(), rows * table.widths.len(), "{} {}", form.id, table.key);
            assert!(covered.values().all(|&n| n == 1));
        }
    }
}

#[test]
fn columns_fill_the_type_area() {
    for form in Forms::default().iter() {
        for table in &form.tables {
            let width: f64 = table.widths.iter().sum();
            // GB/T 9704-2012 §5.2.1: the type area is 156 mm wide.
            assert!((width - 156.0).abs() < 1e-9, "{} {}: {width}", form.id, table.key);
        }
    }
}

#[test]
fn numbers_have_one_key_and_one_path_each() {
    for (form, counts) in Forms::default().iter().zip([[10, 175, 15], [22, 161, 15]]) {
        for (table, count) in form.tables.iter().zip(counts) {
            let keys: std::collections::BTreeSet<_> = table.data().map(|c| &c.key).collect();
            let paths: std::collections::BTreeSet<_> = table.data().map(|c| &c.path).collect();
            assert_eq!((keys.len(), paths.len()), (count, count), "{} {}", form.id, table.key);
            assert!(table.data().all(|c| c.path.len() == c.labels.len() && !c.path.is_empty()));
        }
    }
}

#[test]
fn paths_are_led_by_the_printed_labels() {
    let form = Forms::default().for_year(2022);
    let secret = form.table("requests").unwrap().cell("r3_1.natural").unwrap();
    assert_eq!(secret.path, ["办理结果", "不予公开", "属于国家秘密", "自然人"]);
    assert_eq!(secret.labels, ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "自然人"]);
    let suit = form.table("disputes").unwrap().cell("suit_direct.total").unwrap();
    assert_eq!(suit.labels, ["行政诉讼", "未经复议直接起诉", "总计"]);
    let fee = form.table("disclosure").unwrap().cell("fee.amount_wan").unwrap();
    assert_eq!(fee.labels, ["行政事业性收费"]);
}

#[test]
fn forms_hold_together_and_have_their_sums() {
    for form in Forms::default().iter() {
        assert_eq!(proof::loose_ends(form), [""; 0]);
        let mut rules = BTreeMap::new();
        for table in &form.tables {
            for sum in &table.sums {
                *rules.entry(sum.rule.as_str()).or_insert(0) += 1;
            }
        }
        let rows = if form.id == "2021" { 25 } else { 23 };
        assert_eq!(rules, BTreeMap::from([("R1", 7), ("R2", 7), ("R3", rows), ("R4", 3)]));
    }
}

#[test]
fn a_year_has_its_form() {
    for (year, id) in
        [(2008, "2019"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
    {
        assert_eq!(Forms::default().for_year(year).id, id);
    }
    assert!(Forms::default().for_id("2020").is_none());
}

#[test]
fn a_file_that_describes_no_form_is_told_at_its_place() {
    let newest = include_str!("../../../templates/annual-report/forms/2021.yaml");
    let newest = newest.replace("from_year: 2021", "from_year: 2027");
    let again = Forms::default().with(&Source::new("x.yaml", newest.as_str())).unwrap_err();
    assert!(again[0].message.contains("已经有 2021 这一版"), "{again}");
    assert!(again[0].primary.is_some());
    let newest = newest.replace("id: \"2021\"", "id: \"2027\"");
    assert!(Forms::default().with(&Source::new("x.yaml", newest.as_str())).is_ok());
    for (right, wrong, word) in [
        ("from_year: 2027", "from_year: 2020", "from_year 要在 2021 以后"),
        ("from_year: 2027", "from_year: 明年", "这里应是一个数"),
        ("kind: band", "kind: bend", "没有“bend”这个词"),
        ("header_rows: 0", "header_row: 0", "没有“header_row”这一项，可以写：key、name"),
        ("rowspan: 22", "rowspan: 2222", "这里应是一个数"),
        ("notice: ", "# ", "没有写“notice”"),
        ("table: disputes", "table: dispute", "没有表 dispute"),
        ("handled: [r7]", "handled: [r77]", "requests 的 roles 里有 r77，表里没有"),
        ("{{ 年度 }}", "{{ 年 }}", "里的文字用不了"),
        ("= r7.natural", "= r77.natural", "requests 的 sums 里有 r77.natural，表里没有"),
        ("widths: [39", "widths: [宽", "这里应是一个数"),
        ("tables:", "tables: 3\nx:", "没有“x”这一项，可以写：id"),
        ("id: ", "：: ", "不能当作格式用"),
        ("key: disputes\n", "key: requests\n", "parts 里有两个 requests"),
        ("key: overview", "key: others", "parts 里有两个 others"),
        ("header_rows: 0", "header_rows: 200", "header_rows 太大"),
        ("rowspan: 22", "rowspan: 21", "没有铺满"),
        ("rowspan: 22", "rowspan: 0", "没有铺满"),
        ("widths: [39", "widths: [38", "共 155.0 毫米"),
    ] {
        let text = newest.replacen(right, wrong, 1);
        let found = Forms::default().with(&Source::new("x.yaml", text)).unwrap_err();
        assert!(found[0].message.contains(word), "{wrong}: {found}");
        assert_eq!((found[0].code, found[0].primary.is_some()), (Code::FormFile, true), "{wrong}");
    }
}
