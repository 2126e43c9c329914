//! What the checks find: every rule broken and kept, every number changed, three published reports.

use nianbao::{
    check::{self, Context, RULES, check, manual},
    diagnostic::{Diagnostic, Diagnostics, Severity, human, json},
    report::{Form, FormTable, Forms, Report, load, starter},
    yaml::decode,
};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn read(path: &Path) -> Report {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    parsed(&name, &fs::read(path).unwrap())
}

fn parsed(name: &str, bytes: &[u8]) -> Report {
    let loaded = decode(name, bytes).and_then(|source| load(&source));
    let loaded = loaded.unwrap_or_else(|found| panic!("{name}: {found}"));
    assert_eq!(*loaded.findings, [], "{name}");
    loaded.report
}

/// The findings of a file of `tests/data/checks`, beside its last year's if there is one.
fn findings(path: &Path) -> Diagnostics {
    let report = read(path);
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let code = name.split('-').next().unwrap();
    let previous = path.with_file_name(format!("{code}-previous.yaml"));
    let previous = previous.is_file().then(|| read(&previous));
    let units: Vec<Report> = [1, 2, 3]
        .iter()
        .map(|n| path.with_file_name(format!("{code}-unit{n}.yaml")))
        .filter(|unit| unit.is_file())
        .map(|unit| read(&unit))
        .collect();
    let context = Context { previous: previous.as_ref(), units: &units };
    check(&report, &context)
}

#[test]
fn every_rule_is_broken_once_and_says_so() {
    for rule in RULES {
        let path = data(&format!("checks/{}-breach.yaml", rule.code));
        let found = findings(&path);
        assert!(found.iter().any(|d| d.code.id() == rule.code), "{}", rule.code);
    }
    insta::glob!("..", "data/checks/*.yaml", |path: &Path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !name.ends_with("-pass") && !name.ends_with("-previous") && !name.contains("-unit") {
            insta::assert_snapshot!(human(&findings(path), false));
        }
    });
}

#[test]
fn every_rule_is_kept_by_a_report_that_comes_near_to_breaking_it() {
    for rule in RULES {
        let path = data(&format!("checks/{}-pass.yaml", rule.code));
        assert_eq!(human(&findings(&path), false), "", "{}", rule.code);
    }
}

#[test]
fn three_published_reports_get_what_their_figures_deserve() {
    for (name, errors, warnings) in
        [("c02_huaian_2024", 0, 0), ("c15_shuyang_fgj_2023", 0, 25), ("c12_pingtan_2020", 2, 0)]
    {
        let report = read(&data(&format!("cases/{name}.yaml")));
        let found = check(&report, &Context::default());
        let count = |severity| found.iter().filter(|d| d.severity == severity).count();
        let text = human(&found, false);
        let counts = (count(Severity::Error), count(Severity::Warning));
        assert_eq!(counts, (errors, warnings), "{text}");
        insta::assert_snapshot!(name, text);
    }
    // 125 blank cells: five a row, in 25 rows.
    let report = read(&data("cases/c15_shuyang_fgj_2023.yaml"));
    let found = check(&report, &Context::default());
    assert!(found.iter().all(|d| d.code.id() == "NB111" && d.related.len() == 4));
}

#[test]
fn the_yaml_of_the_published_reports_has_their_figures() {
    for name in ["c02_huaian_2024", "c15_shuyang_fgj_2023", "c12_pingtan_2020"] {
        let json = fs::read_to_string(data(&format!("cases/{name}.json"))).unwrap();
        let case: serde_json::Value = serde_json::from_str(&json).unwrap();
        let report = read(&data(&format!("cases/{name}.yaml")));
        let columns = ["natural", "commercial", "research", "charity", "legal", "other", "total"];
        for (row, numbers) in case["t3"].as_object().unwrap() {
            let row = match row.as_str() {
                "carry" => "carried_in",
                "next" => "carried_out",
                other => other,
            };
            for (column, number) in columns.iter().zip(numbers.as_array().unwrap()) {
                let cell = &report.tables["requests"][&format!("{row}.{column}")];
                assert!(cell.at.is_some(), "{name} {row}.{column}");
                let amount = cell.value.amount().unwrap().to_string();
                assert_eq!(amount, number.as_i64().unwrap_or(0).to_string());
            }
        }
    }
}

#[test]
fn the_examples_and_the_starter_have_no_errors_and_few_warnings() {
    for year in [2019, 2020, 2021, 2026] {
        for name in ["铜厂彝族乡", "龙泉街道", "易门县民政局"] {
            let report =
                parsed("新.yaml", starter(&Forms::default(), name, year).unwrap().as_bytes());
            assert_eq!(human(&check(&report, &Context::default()), false), "", "{name} {year}");
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yimen/铜厂彝族乡.yaml");
    let found = check(&read(&path), &Context::default());
    assert!(!found.has_errors());
    insta::assert_snapshot!(human(&found, false));
}

/// A report with a number other than 0 in every cell, all of which tie.
fn full(form: &Form) -> BTreeMap<(String, String), i64> {
    let mut numbers = BTreeMap::new();
    for table in &form.tables {
        for (i, cell) in (0_i64..).zip(table.data()) {
            numbers.insert((table.key.clone(), cell.key.clone()), 1 + (i * 7) % 11);
        }
        // Carrying out what balances the columns, then totals from the inside out.
        for pass in ["R2", "R1", "R3", "R4", "R2"] {
            for sum in table.sums.iter().filter(|sum| sum.rule == pass) {
                let value = |key: &String| numbers[&(table.key.clone(), key.clone())];
                let right: i64 = sum.right.iter().map(value).sum();
                let (cell, number) = match &sum.left[..] {
                    [total] => (total.clone(), right),
                    [new, rest @ ..] => (new.clone(), right - rest.iter().map(value).sum::<i64>()),
                    [] => continue,
                };
                numbers.insert((table.key.clone(), cell), number);
            }
        }
    }
    numbers
}

fn yaml(form: &Form, numbers: &BTreeMap<(String, String), i64>) -> String {
    let mut text = format!("机关: 某市人民政府\n年度: 2022\n格式: {}\n", form.id);
    for table in &form.tables {
        let _ = writeln!(text, "{}:", table.key);
        for cell in table.data() {
            let number = numbers[&(table.key.clone(), cell.key.clone())];
            let _ = writeln!(text, "  {}: {number}", cell.key);
        }
    }
    text
}

fn identities(text: &str) -> Vec<Diagnostic> {
    let report = parsed("试.yaml", text.as_bytes());
    let found = check(&report, &Context::default());
    let is_identity = |d: &Diagnostic| ["NB101", "NB102", "NB103", "NB104"].contains(&d.code.id());
    found.into_iter().filter(is_identity).collect()
}

/// Whether a message names the row or the column of a cell.
fn names(message: &str, table: &FormTable, key: &str) -> bool {
    let labels = &table.cell(key).unwrap().labels;
    let (column, rows) = labels.split_last().unwrap();
    let row = rows.last().map_or("", |row| row.split(['（', '、']).find(|s| s.len() > 3).unwrap());
    let row = row.replace('“', "‘").replace('”', "’");
    message.contains(&format!("{column}列")) || message.contains(&row)
}

#[test]
fn every_number_that_is_changed_is_found() {
    let (mut found, mut broken, mut changed) = (0, 0, 0);
    for form in Forms::default().iter() {
        let numbers = full(form);
        assert!(numbers.values().all(|n| *n != 0));
        assert_eq!(human(&identities(&yaml(form, &numbers)), false), "");
        for table in &form.tables {
            for cell in table.data() {
                for change in [1, -1] {
                    let mut numbers = numbers.clone();
                    *numbers.get_mut(&(table.key.clone(), cell.key.clone())).unwrap() += change;
                    let told = identities(&yaml(form, &numbers));
                    let ties = breaks(&numbers, table) == 0;
                    changed += 1;
                    broken += usize::from(!ties);
                    assert_eq!(told.is_empty(), ties, "{} {}", table.key, cell.key);
                    for finding in &told {
                        let message = &finding.message;
                        assert!(names(message, table, &cell.key), "{} {message}", cell.key);
                    }
                    found += usize::from(!told.is_empty());
                }
            }
        }
    }
    println!("{changed} changes, {broken} break an identity, {found} found");
    // 175 and 161 of the requests, 15 and 15 of the disputes; each up and down.
    assert_eq!((found, broken), (2 * (175 + 161 + 15 + 15), 2 * (175 + 161 + 15 + 15)));
}

/// How many identities of the form do not hold, by arithmetic of its own.
fn breaks(numbers: &BTreeMap<(String, String), i64>, table: &FormTable) -> usize {
    let side = |keys: &[String]| -> i64 {
        let numbers = keys.iter().map(|key| numbers[&(table.key.clone(), key.clone())]);
        numbers.sum()
    };
    let broken = table.sums.iter().filter(|sum| side(&sum.left) != side(&sum.right));
    broken.count()
}

#[test]
fn programs_get_every_field_of_a_finding() {
    let found = findings(&data("checks/NB102-breach.yaml"));
    insta::assert_snapshot!(json(&found));
}

#[test]
fn mending_touches_marks_and_nothing_else() {
    let path = data("checks/NB121-breach.yaml");
    let before = fs::read_to_string(&path).unwrap();
    let after = check::fix(&read(&path)).unwrap();
    let lines: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    insta::assert_debug_snapshot!(lines);
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(check::fix(&parsed("b.yaml", after.as_bytes())), None);
    // Comments, quotes and line ends stay; quoted texts are mended as they are written, and a line break
    // that would print as a blank behind a mark goes.
    let yaml = "# 甲,乙\r\n机关: 甲乡 # 丙,丁\r\n年度: 2026\r\n总体情况: \"一,二{{ 年度,1 }},三\"\r\n前言: >\r\n  甲,\r\n  乙。\r\n";
    let fixed = check::fix(&parsed("c.yaml", yaml.as_bytes())).unwrap();
    let expected = yaml.replace("一,二", "一，二").replace(" }},三", " }}，三");
    assert_eq!(fixed, expected.replace("  甲,\r\n  乙", "  甲，乙"));
}

#[test]
fn the_manual_pages_are_what_the_rules_and_the_codes_say() {
    for (name, page) in [("rules", manual::rules()), ("findings", manual::codes())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.zh-CN.md"));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "docs/{name}.zh-CN.md is stale: UPDATE_DOCS=1 cargo test manual");
    }
}

#[test]
fn every_rule_has_its_sections_and_the_codes_rise() {
    for rule in RULES {
        let text = rule.text();
        let heads: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(heads, ["检查什么", "为什么", "举例", "怎么改"], "{}", rule.code);
        assert_eq!(check::rule(&rule.code.to_lowercase()).map(|r| r.code), Some(rule.code));
    }
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    assert!(check::rule("NB999").is_none());
}

#[test]
fn the_schema_is_what_the_reader_knows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/nianbao.schema.json");
    let schema = nianbao::report::schema(&Forms::default());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == schema, "docs/nianbao.schema.json is stale: UPDATE_DOCS=1 cargo test schema");
}

#[test]
fn a_report_on_the_older_form_is_carried_over_too() {
    let old = "机关: 甲乡\n年度: 2020\n依申请公开:\n  结转下年度: [2, 0, 0, 0, 0, 0]\n";
    let old = parsed("2020.yaml", old.as_bytes());
    let new = |carried: u32| {
        let text =
            format!("机关: 甲乡\n年度: 2021\n依申请公开:\n  上年结转: {{ 自然人: {carried} }}\n");
        let new = parsed("2021.yaml", text.as_bytes());
        let context = Context { previous: Some(&old), ..Context::default() };
        let found = check(&new, &context);
        found.iter().filter(|d| d.code.id() == "NB105").count()
    };
    assert_eq!((old.form.id.as_str(), new(2), new(3)), ("2019", 0, 1));
}
