//! `nianbao review`: a county's desk. The county of `tests/data/county` is made up: of its twelve units two are
//! broken, one is missing and one came twice; here one comes as DOCX, two as workbooks, one as a saved page.

use super::{Said, folder, nianbao, run, tree};
use std::{fs, path::Path};

const COUNTY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/county");
const WORKBOOK: &str = "清川县2025年政府信息公开工作年度报告审核表.xlsx";

fn done(args: &[&str], home: &Path) -> Said {
    run(nianbao().current_dir(home).args(args))
}

/// What the county received, in 收到.
fn received(home: &Path) {
    let at = home.join("收到");
    fs::create_dir(&at).unwrap();
    for name in tree(COUNTY.as_ref()) {
        let text = fs::read_to_string(format!("{COUNTY}/{name}")).unwrap();
        assert!(text.starts_with("# 编造的示例"), "{name}");
        fs::write(at.join(&name), text).unwrap();
    }
    for (unit, args) in [
        ("东风街道", &["render", "东风街道.yaml", "-f", "docx"][..]),
        ("石桥镇", &["form", "石桥镇.yaml"]),
        ("南坪镇", &["form", "南坪镇.yaml"]),
        ("高坪乡", &["render", "高坪乡.yaml", "-f", "html"]),
    ] {
        let said = done(args, &at);
        assert_eq!(said.code, 0, "{unit}: {}", said.err);
        fs::remove_file(at.join(format!("{unit}.yaml"))).unwrap();
    }
    assert_eq!(tree(&at).len(), 13);
}

fn part(path: &Path, name: &str) -> String {
    nianbao_testing::docx::part(&fs::read(path).unwrap(), name)
}

/// The rows of a sheet, from its first: the text of each cell.
fn rows(path: &Path, number: usize) -> Vec<Vec<String>> {
    let text = part(path, &format!("xl/worksheets/sheet{number}.xml"));
    let cells = |row: &str| {
        let value = |cell: &str| {
            let text = cell.split_once("<v>").or(cell.split_once("preserve\">")).map(|(_, t)| t);
            text.and_then(|text| text.split_once("</")).map_or("", |(text, _)| text).to_owned()
        };
        row.split("<c r=\"").skip(1).map(value).collect()
    };
    text.split("<row ").skip(1).map(cells).collect()
}

#[test]
fn a_county_of_twelve_is_rendered_reviewed_and_summed() {
    let home = folder();
    let home = home.path();
    received(home);
    let said =
        done(&["review", "收到", "-o", "审核", "--date", "2026-2-10", "--due", "2026-2-20"], home);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("应报 12 个单位，已报 10 个，未报 1 个，重复 1 个，读不了 1 个；有必须改正的 2 个，有请核对的 3 个"), "{}", said.err);
    for line in ["  未报：龙塘乡\n", "  重复：双溪乡\n", "  读不了：云岭乡\n", "收到/云岭乡.yaml:4"]
    {
        assert!(said.err.contains(line), "{line}: {}", said.err);
    }
    let lists = ["云岭乡", "双溪乡", "白水乡", "青石镇"];
    let mut expected = vec!["index.html".to_owned(), WORKBOOK.to_owned()];
    for unit in lists {
        expected.extend(["docx", "pdf"].map(|kind| format!("问题清单/{unit}问题清单.{kind}")));
    }
    expected.sort_unstable();
    let mut found = tree(&home.join("审核"));
    found.sort_unstable();
    assert_eq!(found, expected);

    // What must be mended stands in the list of its unit, with its place and its rule.
    let list = part(&home.join("审核/问题清单/青石镇问题清单.docx"), "word/document.xml");
    for text in ["必须改正的问题", "第21行", "NB101", "NB119", "NB127", "清川县人民政府办公室"]
    {
        assert!(list.contains(text), "{text}");
    }
    assert!(list.contains("2026年2月20日前") || list.contains("2月20日"), "{list}");

    let book = home.join("审核").join(WORKBOOK);
    let overview = rows(&book, 1);
    let row =
        |unit: &str| overview.iter().find(|row| row.get(1).is_some_and(|u| u == unit)).unwrap();
    assert_eq!(row("青石镇")[2..6], ["已报", "青石镇.yaml", "3", "1"]);
    assert_eq!(row("东风街道")[2], "已报");
    assert_eq!(
        (&*row("龙塘乡")[2], &*row("双溪乡")[2], &*row("云岭乡")[2]),
        ("未报", "重复", "读不了")
    );
    let order: Vec<&str> = overview[3..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(order[..3], ["城东街道", "东风街道", "柳河镇"]);
    assert_eq!(rows(&book, 2).len(), 3 + 11);

    // The sum of those that count, over every kind of file.
    let disclosure = rows(&book, 3);
    let at = disclosure.iter().position(|row| row[0] == "行政许可").unwrap();
    let units = &disclosure[at..at + 12];
    assert_eq!(units.iter().filter(|row| row[2].is_empty()).count(), 3);
    let sum: u32 = units.iter().filter_map(|row| row[2].parse::<u32>().ok()).sum();
    assert_eq!(disclosure[at + 12][1..3], ["合计".to_owned(), sum.to_string()]);

    let page = fs::read_to_string(home.join("审核/index.html")).unwrap();
    assert!(page.contains("href=\"问题清单/青石镇问题清单.pdf\"") && !page.contains("<script"));
    corrected(home);
}

/// The units send what was asked of them; then all is rendered and summed up.
fn corrected(home: &Path) {
    let at = home.join("收到");
    let mend = |name: &str, pairs: &[(&str, &str)]| {
        let path = at.join(name);
        let mut text = fs::read_to_string(&path).unwrap();
        for (wrong, right) in pairs {
            assert!(text.contains(wrong), "{name} {wrong}");
            text = text.replace(wrong, right);
        }
        fs::write(path, text).unwrap();
    };
    mend(
        "青石镇.yaml",
        &[
            ("予以公开: [4,", "予以公开: [2,"),
            ("青石乡", "青石镇"),
            ("【请填写：有没有收取信息处理费】", "本机关未收取信息处理费。"),
            ("事件,", "事件，"),
        ],
    );
    mend("云岭乡.yaml", &[("年度： 二〇二五", "年度: 2025"), ("行政许可证", "行政许可")]);
    fs::remove_file(at.join("双溪乡.yaml")).unwrap();
    let late =
        fs::read_to_string(at.join("双溪乡（改）.yaml")).unwrap().replace("双溪乡", "龙塘乡");
    fs::write(at.join("龙塘乡.yaml"), late).unwrap();

    let said = done(&["review", "收到", "-o", "审核", "--clean"], home);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("应报 12 个单位，已报 12 个；有必须改正的 0 个，有请核对的 1 个"),
        "{}",
        said.err
    );
    assert!(home.join("审核/问题清单/旧文件/青石镇问题清单.pdf").is_file(), "{}", said.err);
    assert!(!home.join("审核/问题清单/青石镇问题清单.pdf").exists());

    let inputs = [
        "城东街道.yaml",
        "柳河镇.yaml",
        "石桥镇.xlsx",
        "南坪镇.xlsx",
        "西湾镇.yaml",
        "青石镇.yaml",
        "白水乡.yaml",
        "云岭乡.yaml",
        "双溪乡（改）.yaml",
        "龙塘乡.yaml",
        "东风街道2025年政府信息公开工作年度报告.docx",
        "高坪乡2025年政府信息公开工作年度报告.html",
    ];
    let inputs: Vec<String> = inputs.iter().map(|name| format!("收到/{name}")).collect();
    let all: Vec<&str> = inputs.iter().map(String::as_str).collect();
    let said = done(&[&["render", "-o", "输出"], &all[..]].concat(), home);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(tree(&home.join("输出")).len(), 24);
    let said = done(&[&["summarize", "-o", "清川县.yaml"], &all[..]].concat(), home);
    assert_eq!(said.code, 0, "{}", said.err);
    let sums = rows(&home.join("清川县.xlsx"), 2);
    let reviewed = rows(&home.join("审核").join(WORKBOOK), 3);
    let total = |rows: &[Vec<String>]| {
        rows.iter().filter(|row| row[1] == "合计").cloned().collect::<Vec<_>>()
    };
    assert_eq!(total(&sums), total(&reviewed));
    assert_eq!(total(&sums).len(), 6);
}

#[test]
fn a_second_run_changes_nothing_and_what_somebody_wrote_stays() {
    let home = folder();
    let home = home.path();
    received(home);
    let bytes = |at: &str| -> Vec<(String, Vec<u8>)> {
        let names = tree(&home.join(at)).into_iter();
        names.map(|name| (name.clone(), fs::read(home.join(at).join(&name)).unwrap())).collect()
    };
    let before = bytes("收到");
    done(&["review", "收到", "-o", "审核", "--jobs", "1"], home);
    done(&["review", "收到", "-o", "另", "--jobs", "3"], home);
    assert!(bytes("审核") == bytes("另"));
    assert!(before == bytes("收到"));
    let said = done(&["review", "收到", "-o", "审核"], home);
    assert_eq!((said.out.matches("未变 ").count(), said.out.matches("写出 ").count()), (6, 0));

    let changed = ["index.html", "问题清单/青石镇问题清单.docx", WORKBOOK];
    let mine = changed.map(|name| {
        let path = home.join("审核").join(name);
        let own = [&fs::read(&path).unwrap()[..], b"<!-- own -->"].concat();
        fs::write(&path, &own).unwrap();
        (path, own)
    });
    let said = done(&["review", "收到", "-o", "审核"], home);
    assert_eq!((said.code, said.err.matches("NB404").count()), (2, 3), "{}", said.err);
    for (path, own) in &mine {
        assert_eq!(&fs::read(path).unwrap(), own);
    }
    assert_ne!(done(&["review", "收到", "-o", "审核", "--force"], home).code, 2);
    for (path, own) in &mine {
        assert_ne!(&fs::read(path).unwrap(), own);
    }
    let hidden = |name: &String| name.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    assert!(!tree(home).iter().any(hidden));
    // Its own files beside the reports are no reports.
    let first = done(&["review", "收到", "-o", "收到", "-q"], home);
    let second = done(&["review", "收到", "-o", "收到", "-q"], home);
    assert_eq!((first.code, first.err), (second.code, second.err));
}

#[test]
fn a_unit_that_sends_what_the_program_made_of_its_yaml_has_filed_once() {
    let home = folder();
    let home = home.path();
    fs::create_dir(home.join("收到")).unwrap();
    let from =
        |name: &str| fs::copy(format!("{COUNTY}/{name}"), home.join("收到").join(name)).unwrap();
    for name in ["柳河镇.yaml", "西湾镇.yaml"] {
        from(name);
    }
    done(&["render", "收到", "-f", "docx,pdf,html"], home);
    fs::remove_file(home.join("收到/西湾镇.yaml")).unwrap();
    let list = "县名: 清川县\n年度: 2025\n单位: [柳河镇, 西湾镇, 白水乡]\n";
    fs::write(home.join("名单.yaml"), list).unwrap();
    let said = done(&["review", "收到", "--units", "名单.yaml", "-o", "审核"], home);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("应报 3 个单位，已报 2 个，未报 1 个；"), "{}", said.err);
}

#[test]
fn a_second_paper_with_other_numbers_is_told_to_the_unit() {
    let home = folder();
    let home = home.path();
    fs::create_dir(home.join("收到")).unwrap();
    let mine = fs::read_to_string(format!("{COUNTY}/柳河镇.yaml")).unwrap();
    let other = |line: &str| {
        let one = if line.trim_start().starts_with("行政许可:") { "1" } else { "" };
        format!("{line}{one}\n")
    };
    fs::write(home.join("改.yaml"), mine.lines().map(other).collect::<String>()).unwrap();
    done(&["render", "改.yaml", "-f", "html", "-o", "改"], home);
    let page = tree(&home.join("改")).into_iter().find(|name| name.ends_with("报告.html")).unwrap();
    let page = fs::read_to_string(home.join("改").join(page)).unwrap();
    fs::write(home.join("收到/柳河镇（修改）.html"), page + "\n").unwrap();
    fs::write(home.join("收到/柳河镇.yaml"), &mine).unwrap();
    let said = done(&["review", "收到", "-o", "审核"], home);
    assert!(said.err.contains("有请核对的 1 个"), "{}", said.err);
    let lists = tree(&home.join("审核/问题清单"));
    let list = lists.iter().find(|name| name.ends_with("问题清单.docx")).unwrap();
    let list = part(&home.join("审核/问题清单").join(list), "word/document.xml");
    for text in ["柳河镇（修改）.html", "数不一样", "行政许可"] {
        assert!(list.contains(text), "{text}: {list}");
    }
}

#[test]
fn an_empty_form_a_file_that_nobody_can_read_and_the_county_itself_are_told_apart() {
    let home = folder();
    let home = home.path();
    let list = "县名: 清川县\n年度: 2025\n单位: [柳河镇, 白水乡, 高坪乡]\n";
    fs::create_dir(home.join("收到")).unwrap();
    fs::write(home.join("收到/county.yaml"), list).unwrap();
    fs::copy(format!("{COUNTY}/柳河镇.yaml"), home.join("收到/柳河镇.yaml")).unwrap();
    done(&["form", "白水乡", "--year", "2025", "-o", "收到"], home);
    fs::write(home.join("收到/高坪乡.doc"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ...").unwrap();
    fs::write(
        home.join("收到/清川县.yaml"),
        "机关: 清川县人民政府\n年度: 2025\n总体情况: 【请填写：全】\n",
    )
    .unwrap();
    let said = done(&["review", "收到", "-o", "审核"], home);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(
        said.err
            .contains("应报 3 个单位，已报 2 个，读不了 1 个；有必须改正的 0 个，有请核对的 1 个"),
        "{}",
        said.err
    );
    assert!(said.err.contains("  读不了：高坪乡\n"), "{}", said.err);
    let lists = tree(&home.join("审核/问题清单"));
    assert_eq!(lists, ["白水乡问题清单.docx", "白水乡问题清单.pdf"]);
    let told: Vec<String> = rows(&home.join("审核").join(WORKBOOK), 2).concat();
    for text in ["空表", "“高坪乡”交了，读不了", "没有取 高坪乡.doc"] {
        assert!(told.iter().any(|cell| cell.contains(text)), "{text}: {told:?}");
    }
    // A list on which somebody has worked stays with all of its files.
    let mine = home.join("审核/问题清单/白水乡问题清单.docx");
    let own = [&fs::read(&mine).unwrap()[..], b"own"].concat();
    fs::write(&mine, &own).unwrap();
    done(&["review", "收到", "-o", "审核", "--clean"], home);
    assert_eq!(tree(&home.join("审核/问题清单")), lists);
    let page = fs::read_to_string(home.join("审核/index.html")).unwrap();
    assert!(page.contains("白水乡问题清单.pdf"), "{page}");
}

/// Names and texts that spreadsheets would compute, templates would run and pages would obey are what they say.
#[test]
fn what_a_clerk_writes_is_text_everywhere() {
    let home = folder();
    let home = home.path();
    fs::create_dir(home.join("收到")).unwrap();
    for (at, name) in [
        "=1+1乡",
        "+1乡",
        "-1乡",
        "@SUM(1)乡",
        "\t=2乡",
        "<script>alert(1)</script>乡",
        "{{ 7*7 }}{% if %}{# 乡",
    ]
    .iter()
    .enumerate()
    {
        let name = serde_json::to_string(name).unwrap();
        let yaml = format!(
            "机关: {name}\n年度: 2025\n总体情况: \"=1+1,【请填写：=2】\"\n主动公开:\n  行政许可: \"=3\"\n"
        );
        fs::write(home.join("收到").join(format!("{at}.yaml")), yaml).unwrap();
    }
    let said = done(&["review", "收到", "-o", "审核"], home);
    assert_eq!(said.code, 1, "{}", said.err);
    let files = tree(&home.join("审核"));
    let book = files.iter().find(|name| name.ends_with("审核表.xlsx")).unwrap();
    for number in 1..=5 {
        let sheet =
            part(&home.join("审核").join(book), &format!("xl/worksheets/sheet{number}.xml"));
        assert!(sheet.split("<f>").skip(1).all(|formula| formula.starts_with("SUM(")), "{sheet}");
        assert!(number > 2 || sheet.contains("=1+1"), "{sheet}");
    }
    let page = fs::read_to_string(home.join("审核/index.html")).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    assert_eq!(
        files.iter().filter(|name| name.ends_with("问题清单.docx")).count(),
        7,
        "{files:?} {}",
        said.err
    );
    assert!(page.contains("{{ 7*7 }}"), "{page}");
}

#[test]
fn an_office_changes_its_list_and_a_wrong_use_is_told() {
    let home = folder();
    let home = home.path();
    received(home);
    assert_eq!(done(&["template", "export", "problem-list", "清单"], home).code, 0);
    let path = home.join("清单/report.html");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("怎样改</th>", "整改要求</th>")).unwrap();
    let args = [
        "review",
        "收到",
        "-o",
        "审核",
        "--template",
        "清单",
        "--office",
        "清川县政务公开办",
        "--year",
        "2024",
    ];
    let said = done(&args, home);
    assert_eq!(said.code, 1, "{}", said.err);
    let list = part(&home.join("审核/问题清单/柳河镇问题清单.docx"), "word/document.xml");
    assert!(list.contains("整改要求") && list.contains("清川县政务公开办"), "{list}");
    assert!(list.contains("NB034"), "{list}");
    for (args, code) in [
        (&["review", "收到", "-o", "x", "--template", "annual-report"][..], "NB400"),
        (&["review", "没有", "-o", "x"], "NB401"),
        (&["review", "收到"], "-o"),
        (&["review", "收到", "-o", "x", "--date", "明天"], "日期"),
        (&["review", "收到", "-o", "x", "--units", "没有.yaml"], "NB401"),
    ] {
        let said = done(args, home);
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert!(said.err.contains(code), "{args:?}: {}", said.err);
        assert!(!home.join("x").exists(), "{args:?}");
    }
}

/// A unit's report with other numbers, of another year, or as it is.
fn changed(home: &Path, to: &str, change: impl Fn(&str) -> String) {
    let mine = fs::read_to_string(format!("{COUNTY}/柳河镇.yaml")).unwrap();
    let lines: String = mine.lines().map(|line| change(line) + "\n").collect();
    fs::write(home.join(to), lines).unwrap();
}

fn with_other_number(line: &str) -> String {
    let one = if line.trim_start().starts_with("行政许可:") { "1" } else { "" };
    format!("{line}{one}")
}

#[test]
fn two_products_that_say_different_things_are_two_reports_whatever_they_are_called() {
    let home = folder();
    let home = home.path();
    changed(home, "一.yaml", str::to_owned);
    changed(home, "二.yaml", with_other_number);
    changed(home, "三.yaml", |line| line.replace("总体情况: |", "总体情况: |\n  另有一句话。"));
    let product = |name: &str, format: &str| {
        let out = home.join(name);
        done(&["render", &format!("{name}.yaml"), "-f", format, "-o", name, "--force"], home);
        let made = tree(&out).into_iter().find(|made| made.ends_with(&format!(".{format}")));
        fs::read(out.join(made.unwrap())).unwrap()
    };
    // With another stamp it is nobody's product.
    let edited = |mut bytes: Vec<u8>| {
        *bytes.last_mut().unwrap() ^= 1;
        bytes
    };
    let (one, two) = (product("一", "docx"), product("二", "docx"));
    let list = "县名: 清川县\n年度: 2025\n单位: [柳河镇]\n";
    let said = |files: &[(&str, &[u8])]| {
        let inbox = home.join("收到");
        let _ = fs::remove_dir_all(&inbox);
        fs::create_dir(&inbox).unwrap();
        fs::write(inbox.join("county.yaml"), list).unwrap();
        for (name, bytes) in files {
            fs::write(inbox.join(name), bytes).unwrap();
        }
        let check = done(&["check", "收到"], home);
        let check = check.out + &check.err;
        let review = done(&["review", "收到", "-o", "审核", "--force"], home).err;
        (check, review)
    };
    let pdf = product("二", "pdf");
    for files in [
        [("a.docx", &one), ("b.docx", &two)],
        [("b.docx", &one), ("a.docx", &two)],
        [("柳河镇.docx", &one), ("柳河镇.pdf", &pdf)],
        [("a.docx", &edited(one.clone())), ("b.docx", &two)],
        [("b.docx", &edited(one.clone())), ("a.docx", &two)],
        [("a.docx", &one), ("b.docx", &product("三", "docx"))],
    ] {
        let names = files.map(|(name, _)| name);
        let (check, review) = said(&files.map(|(name, bytes)| (name, bytes.as_slice())));
        assert!(check.contains("NB132") && check.contains("重 1 个"), "{names:?}: {check}");
        assert!(review.contains("重复 1 个"), "{names:?}: {review}");
    }
    // One report in two kinds of file is filed once.
    let (check, review) = said(&[("a.docx", &one), ("b.pdf", &product("一", "pdf"))]);
    assert!(!check.contains("NB132") && !check.contains("NB411"), "{check}");
    assert!(review.contains("已报 1 个；"), "{review}");
    // What was made of the YAML before it was changed is told, and is no second report.
    let yaml = fs::read(home.join("一.yaml")).unwrap();
    let name = "柳河镇2025年政府信息公开工作年度报告.docx";
    let (check, review) = said(&[("柳河镇.yaml", &yaml), (name, &two)]);
    assert!(check.contains("没有取 柳河镇2025年") && check.contains("1 个数不一样"), "{check}");
    assert!(review.contains("已报 1 个；") && review.contains("有请核对的 1 个"), "{review}");
    let (check, _) = said(&[("柳河镇.yaml", &yaml), (name, &one)]);
    assert!(!check.contains("NB411"), "{check}");
}

#[test]
fn a_report_of_another_year_is_an_error_and_has_not_been_filed() {
    let home = folder();
    let home = home.path();
    fs::create_dir(home.join("收到")).unwrap();
    let list = "县名: 清川县\n年度: 2025\n单位: [柳河镇, 西湾镇, 白水乡]\n";
    fs::write(home.join("收到/county.yaml"), list).unwrap();
    changed(home, "收到/柳河镇.yaml", |line| line.replace("年度: 2025", "年度: 2024"));
    fs::copy(format!("{COUNTY}/西湾镇.yaml"), home.join("收到/西湾镇.yaml")).unwrap();
    fs::write(home.join("收到/白水乡.doc"), b"\xD0\xCF\x11\xE0").unwrap();
    let check = done(&["check", "收到"], home);
    assert_eq!(check.code, 1, "{}", check.err);
    assert!(check.out.contains("错误[NB034]"), "{}", check.out);
    let counts = "应报 3 个单位，已报 2 个，缺 0 个，重 0 个，年度不对 1 个";
    assert!(check.err.contains(counts), "{}", check.err);
    let review = done(&["review", "收到", "-o", "审核"], home);
    let counts = "应报 3 个单位，已报 1 个，读不了 1 个，年度不对 1 个";
    assert!(review.err.contains(counts), "{}", review.err);
    let index = fs::read_to_string(home.join("审核/index.html")).unwrap();
    assert!(index.contains("“年度”是 2024 年"), "{index}");
    let render = done(&["render", "收到", "-o", "出"], home);
    assert_eq!(render.code, 1, "{}", render.err);
    assert!(!tree(&home.join("出")).iter().any(|name| name.contains("柳河镇")));
    // The list for the unit speaks its own words.
    let lists = tree(&home.join("审核/问题清单"));
    let list = lists.iter().find(|name| name.contains("柳河镇") && name.contains(".docx"));
    let list = part(&home.join("审核/问题清单").join(list.unwrap()), "word/document.xml");
    assert!(list.contains("请报送这一年度的报告") && list.contains("报送的2024年"), "{list}");
    assert!(!list.contains("county.yaml"), "{list}");
}
