//! What is filed is true, what is typed is what is printed: slips that once passed, and others of their
//! kind, each with what is told of it. `docs/truth.md` is this table (`UPDATE_DOCS=1 cargo test truth`).

mod details;
mod more;
mod mutants;
mod program;
mod public;
mod reckoned;
mod sentences;
mod variants;
mod wordings;

use nianbao::{
    check::{self, Context, check},
    diagnostic::{Diagnostics, Severity},
    report::{Forms, Shared, load_with, starter},
    text,
    yaml::decode,
};
use std::{fmt::Write as _, fs, path::Path};

/// A slip: what is done to the file that `nianbao new 柳河镇 --year 2025` writes, and the code that is
/// told. No code: nothing is told, for it is read as it is meant.
struct Slip {
    kind: &'static str,
    what: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
}

const fn slip(
    kind: &'static str,
    what: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
) -> Slip {
    Slip { kind, what, from, to, code }
}

const AGENCY: &str = "机关: 柳河镇人民政府";
const SHORT: &str = "简称: 柳河镇";
const SIGNED: &str = "  机关: 柳河镇人民政府";
/// The whole line is taken.
const FIRST: &str = "  （一）主动公开。";
const SECOND: &str = "  （二）依申请公开。";
const OVERVIEW: &str = "总体情况: |";
/// The whole table is taken.
const TABLE: &str = "主动公开政府信息情况:";
const NEW: &str = "  本年新收: [0, 0, 0, 0, 0, 0]";
const GRANTED: &str = "    予以公开: [0, 0, 0, 0, 0, 0]";
const REVIEW: &str = "  行政复议: [0, 0, 0, 0]";
const LICENCE: &str = "  行政许可: 0";
const YEAR: &str = "年度: 2025";
const DATE: &str = "  日期: ";

const SLIPS: &[Slip] = &[
    // 1.1, 1.10: one unit.
    slip("一个单位", "只改了机关", AGENCY, "机关: 白水镇人民政府", "NB127"),
    slip("一个单位", "只改了简称", SHORT, "简称: 白水镇", "NB127"),
    slip("一个单位", "只改了署名", SIGNED, "  机关: 白水镇人民政府", "NB127"),
    slip("一个单位", "只差一个字", SHORT, "简称: 柳林镇", "NB127"),
    slip("一个单位", "乡和镇不同", SHORT, "简称: 柳河乡", "NB127"),
    slip(
        "一个单位",
        "标题是别的单位的",
        YEAR,
        "年度: 2025\n标题: 白水镇2025年政府信息公开工作年度报告",
        "NB127",
    ),
    slip(
        "一个单位",
        "标题是县里的",
        YEAR,
        "年度: 2025\n标题: 易门县2025年政府信息公开工作年度报告",
        "NB127",
    ),
    slip("一个单位", "机关带引号", AGENCY, "机关: “柳河镇人民政府”", "NB128"),
    slip("标题", "没有年度", YEAR, "年度: 2025\n标题: 柳河镇政府信息公开报告", "NB114"),
    slip(
        "标题",
        "是上年的",
        YEAR,
        "年度: 2025\n标题: 柳河镇2024年政府信息公开工作年度报告",
        "NB114",
    ),
    slip(
        "标题",
        "全角的上年",
        YEAR,
        "年度: 2025\n标题: 柳河镇２０２４年政府信息公开工作年度报告",
        "NB114",
    ),
    slip("标题", "# 后面没有了", YEAR, "年度: 2025\n标题: 柳河镇 #1 报告", "NB036"),
    slip(
        "标题",
        "用减号分行",
        YEAR,
        "年度: 2025\n标题:\n  -柳河镇2025年\n  -政府信息公开工作年度报告",
        "NB023",
    ),
    slip(
        "标题",
        "用全角减号分行",
        YEAR,
        "年度: 2025\n标题:\n  － 柳河镇2025年\n  － 政府信息公开工作年度报告",
        "NB023",
    ),
    slip(
        "标题",
        "编号分行",
        YEAR,
        "年度: 2025\n标题:\n  1.柳河镇2025年\n  2.政府信息公开工作年度报告",
        "NB023",
    ),
    // 1.2, 1.3, 1.6: prose against all tables.
    slip(
        "正文和表二",
        "未作出行政许可",
        FIRST,
        "  （一）主动公开。未作出行政许可、行政处罚决定。|行政许可=12",
        "NB108",
    ),
    slip(
        "正文和表二",
        "件数不同",
        FIRST,
        "  （一）主动公开。作出行政许可12件。|行政许可=21",
        "NB108",
    ),
    slip("正文和表二", "全角的件数", FIRST, "  （一）主动公开。作出行政处罚决定１２件。", "NB108"),
    slip(
        "正文和表二",
        "未制发",
        FIRST,
        "  （一）主动公开。制发行政规范性文件2件，废止1件。",
        "NB108",
    ),
    slip("正文和表二", "收费", FIRST, "  （一）主动公开。收取行政事业性收费3.5万元。", "NB108"),
    slip("正文和表二", "收费，元", FIRST, "  （一）主动公开。收取行政事业性收费35000元。", "NB108"),
    slip("正文和表二", "行政强制", FIRST, "  （一）主动公开。实施行政强制3件。", "NB108"),
    slip(
        "正文和表三",
        "全角的件数",
        SECOND,
        "  （二）依申请公开。收到政府信息公开申请１５件。",
        "NB108",
    ),
    slip(
        "正文和表三",
        "没有上年结转",
        SECOND,
        "  （二）依申请公开。没有上年结转的申请。|上年结转",
        "NB108",
    ),
    slip(
        "正文和表三",
        "办结",
        SECOND,
        "  （二）依申请公开。收到政府信息公开申请0件，办结2件。",
        "NB108",
    ),
    slip("标题", "连一级标题一起粘贴", OVERVIEW, "总体情况: |\n  一、总体情况", "NB118"),
    slip("标题", "别的一级标题", OVERVIEW, "总体情况: |\n  一、工作情况", "NB118"),
    // What is typed is what is printed.
    slip("段落", "没有 |", OVERVIEW, "总体情况:", "NB035"),
    slip("段落", "全角的 ｜", OVERVIEW, "总体情况: ｜", "NB035"),
    slip("段落", "用 >", OVERVIEW, "总体情况: >", "NB035"),
    slip("段落", "用 >-", OVERVIEW, "总体情况: >-", "NB035"),
    slip("段落", "制表的 │", OVERVIEW, "总体情况: │", "NB035"),
    slip("段落", "粘贴的全角空格", FIRST, "　　（一）主动公开。已公开。", ""),
    slip("段落", "粘贴的网页空格", FIRST, "\u{A0}\u{A0}（一）主动公开。已公开。", ""),
    slip("段落", "一个全角空格", FIRST, "　（一）主动公开。已公开。", ""),
    slip("缩进", "全角空格缩进的一项", LICENCE, "　　行政许可: 0", ""),
    slip("缩进", "网页空格缩进的一项", LICENCE, "\u{A0}\u{A0}行政许可: 0", ""),
    slip("数的一行", "中文逗号", NEW, "  本年新收: [0，0，0，0，0，0]", ""),
    slip("数的一行", "顿号", NEW, "  本年新收: [0、0、0、0、0、0]", ""),
    slip("数的一行", "空格", NEW, "  本年新收: [0 0 0 0 0 0]", ""),
    slip("数的一行", "没有括号", NEW, "  本年新收: 0, 0, 0, 0, 0, 0", ""),
    slip("数的一行", "中文括号", NEW, "  本年新收: 【0，0，0，0，0，0】", ""),
    slip("数的一行", "从 Excel 粘贴", NEW, "  本年新收: 0\t0\t0\t0\t0\t0", ""),
    slip("数的一行", "少一个数", NEW, "  本年新收: [0，0，0，0，0]", "NB030"),
    slip("数的一行", "中文逗号的千分位", REVIEW, "  行政复议: [1，120, 0, 0, 121]", "NB033"),
    slip("数的一行", "断开的千分位", REVIEW, "  行政复议: [0, 0, 0, 1,001]", "NB033"),
    slip("数的一行", "漏了一格，末一个是总计", REVIEW, "  行政复议: [10, 1, 0, 11]", "NB033"),
    // Marks that YAML does not know, and characters that nobody sees.
    slip("冒号和竖线", "︰", OVERVIEW, "总体情况︰ |", "NB010"),
    slip("冒号和竖线", "；", OVERVIEW, "总体情况； |", "NB010"),
    slip("冒号和竖线", "=", LICENCE, "  行政许可= 0", "NB010"),
    slip("冒号和竖线", "？", LICENCE, "  行政许可？0", "NB010"),
    slip("冒号和竖线", "全角空格", OVERVIEW, "总体情况:　|", "NB010"),
    slip("冒号和竖线", "||", OVERVIEW, "总体情况: ||", "NB015"),
    slip("控制字符", "\\a", SHORT, "简称: \"柳河\\a镇\"", "NB215"),
    slip("控制字符", "\\u0007", AGENCY, "机关: \"柳河镇\\u0007人民政府\"", "NB215"),
    slip("控制字符", "\\x1b", LICENCE, "  行政许可: \"0\\x1b\"", "NB215"),
    // A table pasted under its name.
    slip(
        "粘贴的表",
        "照原样",
        TABLE,
        "主动公开: |\n  规章\t0\t0\t0\n  行政规范性文件\t0\t0\t0\n  行政许可\t0\n  行政处罚\t0\n  行政强制\t0\n  行政事业性收费\t0",
        "",
    ),
    slip(
        "粘贴的表",
        "行的次序不同，行名都在",
        TABLE,
        "主动公开: |\n  行政规范性文件\t0\t0\t0\n  规章\t0\t0\t0\n  行政处罚\t0\n  行政许可\t0\n  行政强制\t0\n  行政事业性收费\t0",
        "",
    ),
    slip(
        "粘贴的表",
        "不认识的行名",
        TABLE,
        "主动公开: |\n  规章\t0\t0\t0\n  行政规范性文件\t0\t0\t0\n  行政许可\t0\n  行政检查\t0\n  行政强制\t0\n  行政事业性收费\t0",
        "NB020",
    ),
    slip(
        "粘贴的表",
        "少了一行",
        TABLE,
        "主动公开: |\n  规章\t0\t0\t0\n  行政规范性文件\t0\t0\t0\n  行政许可\t0\n  行政强制\t0\n  行政事业性收费\t0",
        "NB030",
    ),
    slip(
        "粘贴的表",
        "一行写了两次",
        TABLE,
        "主动公开: |\n  规章\t0\t0\t0\n  规章\t0\t0\t0\n  行政规范性文件\t0\t0\t0",
        "NB021",
    ),
    slip(
        "粘贴的表",
        "列的次序不同",
        TABLE,
        "主动公开: |\n  信息内容\t本年废止件数\t本年制发件数\t现行有效件数\n  规章\t0\t0\t0",
        "NB033",
    ),
    slip(
        "粘贴的表",
        "金额以元计，行名里",
        TABLE,
        "主动公开: |\n  规章\t0\t0\t0\n  行政事业性收费（元）\t35000",
        "NB033",
    ),
    slip(
        "粘贴的表",
        "金额以元计，表头里",
        TABLE,
        "主动公开: |\n  信息内容\t本年收费金额（单位：元）\n  行政事业性收费\t35000",
        "NB033",
    ),
    slip("粘贴的表", "一行没有行名", TABLE, "主动公开: |\n  规章\t0\t0\t0\n  0\t0\t0", "NB033"),
    slip(
        "粘贴的表",
        "没有行名，行数不对",
        TABLE,
        "主动公开: |\n  0\t0\t0\n  0\t0\t0\n  0",
        "NB030",
    ),
    // 1.8–1.11 and 10, 21.
    slip("字", "部首", FIRST, "  （一）主动公开。⽤户⾸次登录⽅法。", "NB042"),
    slip("字", "兼容字", AGENCY, "机关: 柳河镇⼈⺠政府", "NB042"),
    slip("字", "名称里的兼容字", YEAR, "\u{F98E}度: 2025", ""),
    slip("记号", "直引号", FIRST, "  （一）主动公开。落实\"三公\"经费公开。", "NB128"),
    slip("记号", "--", FIRST, "  （一）主动公开。平台--网站。", "NB128"),
    slip("记号", "...", FIRST, "  （一）主动公开。公开...若干。", "NB128"),
    slip("记号", "汉字之间的空格", FIRST, "  （一）主动公开。我镇 已公开。", "NB128"),
    slip("记号", "1、", FIRST, "  1、主动公开。", "NB128"),
    slip("记号", "㈠", FIRST, "  ㈠主动公开。", "NB128"),
    slip("记号", "（一）、", FIRST, "  （一）、主动公开。", "NB128"),
    slip("记号", "二○二五年", FIRST, "  （一）主动公开。二○二五年已公开。", "NB128"),
    slip("记号", "Markdown", FIRST, "  （一）主动公开。**重点**公开。", "NB128"),
    slip("记号", "｛｛ ｝｝", FIRST, "  （一）主动公开。｛｛ 年度 ｝｝年。", "NB128"),
    slip("记号", "全角数字", FIRST, "  （一）主动公开。公开１２８条。", "NB128"),
    // W1, W4–W6.
    slip("数", "件数带单位，负的", LICENCE, "  行政许可: -3件", "NB112"),
    slip("数", "件数带单位，小数", LICENCE, "  行政许可: 1.5件", "NB112"),
    slip("数", "件数填了金额", LICENCE, "  行政许可: 3.5万元", "NB112"),
    slip("数", "件数填了金额，元", LICENCE, "  行政许可: 3元", "NB112"),
    slip("数", "金额填了件数", "  行政事业性收费: 0", "  行政事业性收费: 3件", "NB112"),
    slip("数", "金额写了元", "  行政事业性收费: 0", "  行政事业性收费: 15000元", "NB112"),
    slip("数", "金额带单位，负的", "  行政事业性收费: 0", "  行政事业性收费: -3万元", "NB112"),
    // The year and the day of all units.
    slip("全县的年度", "往年的报告", YEAR, "年度: 2024", "NB034"),
    slip("全县的年度", "后一年的", YEAR, "年度: 2026", "NB034"),
    slip("全县的年度", "日期在后", DATE, "  日期: 2026年2月20日", "NB034"),
    slip("全县的年度", "日期在别的年", DATE, "  日期: 2025年1月20日", "NB034"),
];

/// The file with the slip in it; `|` in an overview's line names a cell of a table that is set too.
fn file(slip: &Slip) -> String {
    let text = starter(&Forms::default(), "柳河镇", 2025).unwrap();
    let (to, cell) = match slip.to.split_once("。|") {
        Some((to, cell)) => (format!("{to}。"), Some(cell)),
        None => (slip.to.to_owned(), None),
    };
    let mut done = false;
    let mut out = String::new();
    for line in text.lines() {
        let is_table = slip.from == TABLE && done && out.lines().last() == to.lines().last();
        if is_table && (line.starts_with("  ") || line.is_empty()) {
            continue;
        }
        let is_line = [FIRST, SECOND, DATE].contains(&slip.from);
        let is_it = if is_line { line.starts_with(slip.from) } else { line == slip.from };
        match cell {
            _ if is_it && !done => {
                out += &to;
                done = true;
            }
            Some("上年结转") if line.starts_with("  上年结转:") => {
                out += "  上年结转: [2, 0, 0, 0, 0, 0]";
            }
            Some("上年结转") if line == GRANTED => out += "    予以公开: [2, 0, 0, 0, 0, 0]",
            Some(cell) => match cell.split_once('=') {
                Some((name, value)) if line.trim() == format!("{name}: 0") => {
                    let _ = write!(out, "  {name}: {value}");
                }
                _ => out += line,
            },
            None => out += line,
        }
        out.push('\n');
    }
    assert!(done, "{}：{}\n{text}", slip.kind, slip.what);
    out
}

/// A text in a cell of a table.
fn plain(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(text: &str) -> Diagnostics {
    let shared = Shared {
        year: Some(2025),
        date: nianbao::report::Date::parse("2026-01-20").ok(),
        ..Shared::default()
    };
    let source = decode("柳河镇.yaml", text.as_bytes()).unwrap();
    match load_with(&source, &shared) {
        Err(errors) => errors,
        Ok(loaded) => {
            let mut found = loaded.findings;
            found.extend(check(&loaded.report, &Context::default()));
            found
        }
    }
}

#[test]
fn every_slip_is_told_or_read_as_it_is_meant() {
    let mut page = String::from(
        "# What is told of slips that once passed\n\n<!-- made by tests/it/truth.rs: UPDATE_DOCS=1 cargo test truth -->\n\n\
         A wrong paper is never said to be right, what is typed is what is printed, and nobody is left without a \
         word: every slip that once passed, with others of its kind.\n\n## Kinds of slips\n\n\
         Each is made in the file that `nianbao new 柳河镇 --year 2025` writes, in a folder whose `county.yaml` \
         says 2025 and 2026-01-20.\n\n| Kind | Slip | Told |\n|---|---|---|\n",
    );
    assert_eq!(*told(&starter(&Forms::default(), "柳河镇", 2025).unwrap()), []);
    let mut wrong = Vec::new();
    for slip in SLIPS {
        let found = told(&file(slip));
        let is_told = found.iter().any(|finding| finding.code.id() == slip.code);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.id()).collect();
        // Words that are left out bring a finding of their own.
        let is_quiet = codes.iter().all(|code| ["NB109", "NB110"].contains(code));
        let is_right = if slip.code.is_empty() { is_quiet } else { is_told };
        if !is_right {
            wrong.push(format!("{}：{}：{codes:?} {found:?}", slip.kind, slip.what));
        }
        let first = found.iter().find(|finding| finding.code.id() == slip.code);
        let message = first.map_or("（照所想的读）".to_owned(), |finding| {
            let severity = if finding.severity == Severity::Error { "错误" } else { "警告" };
            format!("{severity} {} {}", finding.code, finding.message)
        });
        let _ = writeln!(page, "| {} | {} | {} |", slip.kind, plain(slip.what), plain(&message));
    }
    page += &variants::section(&mut wrong);
    page += &program::section(&mut wrong);
    page += &public::section(&mut wrong);
    page += &mutants::section(&mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/truth.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/truth.md is stale: UPDATE_DOCS=1 cargo test truth");
}

#[test]
fn what_has_one_right_answer_is_mended_and_then_nothing_is_told() {
    for slip in SLIPS.iter().filter(|slip| {
        slip.code == "NB042"
            || (slip.code == "NB128"
                && !["Markdown", "｛｛ ｝｝", "机关带引号"].contains(&slip.what))
    }) {
        let source = decode("柳河镇.yaml", file(slip).as_bytes()).unwrap();
        let report = load_with(&source, &Shared::default()).unwrap().report;
        let mended = check::fix(&report).unwrap_or_else(|| panic!("{}", slip.what));
        let left = told(&mended);
        assert!(!left.iter().any(|f| f.code.id() == slip.code), "{} {left:?}", slip.what);
        assert!(!mended.chars().any(|c| text::plain(c).is_some()));
    }
}

fn codes(yaml: &str) -> Vec<&'static str> {
    let source = decode("甲乡.yaml", yaml.as_bytes()).unwrap();
    let loaded = load_with(&source, &Shared::default()).unwrap();
    let mut found = loaded.findings;
    found.extend(check(&loaded.report, &Context::default()));
    let words = ["NB109", "NB110"];
    found.iter().map(|f| f.code.id()).filter(|code| !words.contains(code)).collect()
}

#[test]
fn what_is_not_known_is_not_0() {
    let head = "机关: 甲乡人民政府\n年度: 2025\n依申请公开:\n";
    // W4: 三 is no number; nothing but that is said.
    let yaml = "  本年新收: [3, 0, 0, 0, 0, 0]\n  办理结果: { 予以公开: [三, 0, 0, 0, 0, 0] }\n";
    assert_eq!(codes(&format!("{head}{yaml}")), ["NB112"]);
    let yaml = "  本年新收: [约3, 0, 0, 0, 0, 0]\n  办理结果: { 予以公开: [3, 0, 0, 0, 0, 0] }\n";
    assert_eq!(codes(&format!("{head}{yaml}")), ["NB112"]);
    // W5: a blank total is told once.
    let yaml = "  本年新收: [3, 0, 0, 0, 0, 0, 3]\n  办理结果:\n    予以公开: [3, 0, 0, 0, 0, 0, null]\n    总计: [3, 0, 0, 0, 0, 0, 3]\n";
    let told = codes(&format!("{head}{yaml}"));
    assert!(
        told.contains(&"NB103") && !told.contains(&"NB101") && !told.contains(&"NB102"),
        "{told:?}"
    );
    // Last year's that is not known is compared with nothing.
    let report = |yaml: &str| {
        load_with(&decode("甲乡.yaml", yaml.as_bytes()).unwrap(), &Shared::default())
            .unwrap()
            .report
    };
    let old =
        report(&format!("{}  结转下年度: [约7, 0, 0, 0, 0, 0]\n", head.replace("2025", "2024")));
    for now in [0, 2, 7] {
        let new = report(&format!("{head}  上年结转: [{now}, 0, 0, 0, 0, 0]\n"));
        let found = check(&new, &Context { previous: Some(&old), ..Context::default() });
        assert!(!found.iter().any(|f| f.code.id() == "NB105"), "{now}");
    }
}
