//! A clerk who checked is not surprised, and is not stuck: what the commands tell.

use super::{folder, nianbao, run};
use serde_json::Value;
use std::{fs, path::Path};

fn starter(folder: &Path, name: &str, year: i32) -> String {
    let forms = nianbao::report::Forms::default();
    let text = nianbao::report::starter(&forms, name, year).unwrap();
    fs::write(folder.join(format!("{name}.yaml")), &text).unwrap();
    text
}

fn check(folder: &Path, args: &[&str]) -> (i32, String) {
    let said = run(nianbao().current_dir(folder).arg("check").args(args));
    (said.code, said.out + &said.err)
}

#[test]
fn check_finds_what_render_would_refuse() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let line = "（三）政府信息管理。";
    for (from, to, code) in [
        (line, "（三）政府信息管理。{{ 依申请公开.本年新受.总计 }}件。", "NB204"),
        (line, "（三）政府信息管理。{{ 年度 + }}。", "NB204"),
        (line, "（三）政府信息管理。😀", "NB301"),
        (line, "（三）政府信息管理。𰻞", "NB301"),
        (line, "（三）政府信息管理。☑", "NB301"),
        ("  盖章: 否", "  盖章: 是\n  印章图片: 公章.png", "NB201"),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(home.path().join("柳河镇.yaml"), text.replace(from, to)).unwrap();
        let (status, told) = check(home.path(), &["柳河镇.yaml"]);
        assert!(told.contains(code), "{to}: {told}");
        let rendered =
            run(nianbao().current_dir(&home).args(["render", "柳河镇.yaml", "-o", "out"]));
        assert_eq!((status, rendered.code), (status.max(1), status), "{to}: {}", rendered.err);
        assert!(rendered.err.contains(code), "{to}: {}", rendered.err);
    }
}

#[test]
fn free_documents_get_the_checks_of_text() {
    let home = folder();
    let notice = "标题: 关于某事的通知\n主送: 各乡镇\n正文: |\n  根据[2021]30号文件,请于01月05日前报送（附表。\n  联系人：【请填写：姓名】，做好好的的工作，落实\"三公\"公开。\n署名: 某县人民政府\n日期: 2026年1月5日\n";
    fs::write(home.path().join("通知.yaml"), notice).unwrap();
    let (status, told) = check(home.path(), &["通知.yaml", "--template", "notice"]);
    for code in ["NB119", "NB121", "NB123", "NB125", "NB126", "NB128"] {
        assert!(told.contains(code), "{code}: {told}");
    }
    assert_eq!(status, 1);
    check(home.path(), &["通知.yaml", "--template", "notice", "--fix"]);
    let mended = fs::read_to_string(home.path().join("通知.yaml")).unwrap();
    assert!(mended.contains("落实“三公”公开") && mended.contains("文件，请于"), "{mended}");
    let (_, told) = check(home.path(), &["通知.yaml"]);
    assert!(told.contains("这不像是年度报告") && told.contains("--template notice"), "{told}");
    assert_eq!(told.matches("错误[").count(), 1, "{told}");
}

#[test]
fn the_last_line_of_a_letter_ends_with_a_stop() {
    let home = folder();
    for (text, is_told) in [
        (
            "现将有关事项通知如下，请认真贯彻执行。\n  县政务公开办对各单位的年度报告逐份核对，不符合要求的退回重报",
            true,
        ),
        ("请各单位于1月20日前报送年度报告，逾期不报的在全县通报", true),
        ("现将有关事项通知如下，请各单位认真贯彻执行，并抓好落实。\n  特此通知", true),
        (
            "现将有关事项通知如下，请认真贯彻执行。\n  县政务公开办对各单位的年度报告逐份核对，不符合要求的退回重报。",
            false,
        ),
        (
            "现将有关事项通知如下，请认真贯彻执行。\n  联系人：县政务公开办，电话：0877-4961234",
            false,
        ),
        (
            "现将有关事项通知如下，请认真贯彻执行。\n  一、时间要求\n  1月20日前报送。\n  二、其他",
            false,
        ),
    ] {
        let notice = format!(
            "标题: 关于某事的通知\n主送: 各乡镇\n正文: |\n  {text}\n署名: 某县人民政府\n日期: 2026年1月5日\n"
        );
        fs::write(home.path().join("通知.yaml"), notice).unwrap();
        let (_, told) = check(home.path(), &["通知.yaml", "--template", "notice"]);
        assert_eq!(told.contains("NB130"), is_told, "{text}: {told}");
    }
}

#[test]
fn a_report_of_another_year_than_the_county_is_told_by_check_and_render() {
    let home = folder();
    fs::write(home.path().join("county.yaml"), "县名: 某县\n年度: 2025\n").unwrap();
    starter(home.path(), "云岭乡", 2024);
    let (_, told) = check(home.path(), &["."]);
    assert!(told.contains("错误[NB034]"), "{told}");
    let said = run(nianbao().current_dir(&home).args(["render", ".", "-o", "out"]));
    assert!(said.err.contains("NB034") && !home.path().join("out").exists(), "{}", said.err);
    // As `*.yaml` names it, county.yaml is no report.
    let (status, told) = check(home.path(), &["county.yaml", "云岭乡.yaml"]);
    assert!(status == 1 && told.contains("检查了 1 份报告"), "{told}");
    let (_, alone) = check(home.path(), &["county.yaml"]);
    assert!(alone.contains("检查了 1 份报告"), "{alone}");
}

#[test]
fn two_reports_of_last_year_are_compared_with_neither() {
    let home = folder();
    starter(home.path(), "柳河镇", 2025);
    fs::create_dir(home.path().join("去年")).unwrap();
    let old = starter(&home.path().join("去年"), "柳河镇", 2024);
    fs::write(home.path().join("去年/柳河镇草稿.yaml"), old).unwrap();
    let (status, told) = check(home.path(), &["柳河镇.yaml", "--previous", "去年"]);
    assert!(status == 1 && told.contains("NB132") && told.contains("草稿"), "{told}");
}

#[test]
fn money_in_yuan_is_not_added_to_money_in_ten_thousands() {
    let home = folder();
    let units = home.path().join("单位");
    fs::create_dir(&units).unwrap();
    for (name, fee) in [("甲乡", "15000元"), ("乙镇", "2.5")] {
        let text = starter(&units, name, 2025);
        let text = text.replace("行政事业性收费: 0", &format!("行政事业性收费: {fee}"));
        fs::write(units.join(format!("{name}.yaml")), text).unwrap();
    }
    let said = run(nianbao().current_dir(&home).args(["summarize", "单位", "-o", "某县.yaml"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("NB112") && said.err.contains("请写 1.5"), "{}", said.err);
    let county = fs::read_to_string(home.path().join("某县.yaml")).unwrap();
    assert!(county.contains("行政事业性收费: 4.0\n"), "{county}");
    assert!(county.contains("收取行政事业性收费4.0万元"), "{county}");
    let old = |amount: &str| {
        format!("机关: {amount}乡人民政府\n年度: 2020\n主动公开:\n  政府集中采购: [1, {amount}]\n")
    };
    let sum = |amounts: [&str; 2]| {
        let home = folder();
        for (i, amount) in amounts.into_iter().enumerate() {
            fs::write(home.path().join(format!("{i}.yaml")), old(amount)).unwrap();
        }
        let said = run(nianbao().current_dir(&home).args(["summarize", ".", "-o", "某县.yaml"]));
        let county = fs::read_to_string(home.path().join("某县.yaml")).unwrap_or_default();
        (said.code, said.err + &county)
    };
    let (status, told) = sum(["25.1万元", "251000元"]);
    assert!(status == 0 && told.contains("50.2万元"), "{told}");
    let (status, told) = sum(["25.1万元", "3"]);
    assert!(status == 1 && told.contains("没有写是元还是万元"), "{told}");
}

#[test]
fn a_report_whose_sentences_are_all_the_starters_is_told_so() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let note = "的文字还都是新建时给的示例";
    let (status, told) = check(home.path(), &["柳河镇.yaml"]);
    assert!(status == 0 && told.contains(note), "{told}");
    let numbers = text.replace("行政许可: 0", "行政许可: 12");
    fs::write(home.path().join("柳河镇.yaml"), numbers).unwrap();
    assert!(check(home.path(), &["柳河镇.yaml"]).1.contains(note), "numbers are no sentences");
    let own = text.replace("均先依法进行保密审查", "均经办公室保密审查");
    fs::write(home.path().join("柳河镇.yaml"), &own).unwrap();
    let (_, told) = check(home.path(), &["柳河镇.yaml"]);
    assert!(!told.contains(note), "{told}");
    // The others are still the sample's; what is computed holds for any unit.
    let line = |head: &str| own.lines().position(|l| l.contains(head)).unwrap() + 1;
    let lines: Vec<String> = ["（四）政府信息公开平台", "（一）存在的主要问题", "（二）改进情况"]
        .iter()
        .map(|head| line(head).to_string())
        .collect();
    let named = format!("柳河镇.yaml 第 {} 行还是新建时给的示例", lines.join("、"));
    assert!(told.contains(&named), "{named}: {told}");
}

#[test]
fn fix_says_what_it_changed_and_where() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let path = home.path().join("柳河镇.yaml");
    let (_, told) = check(home.path(), &["柳河镇.yaml", "--fix"]);
    assert!(told.contains("没有可以自动改的"), "{told}");
    let line = |text: &str, head: &str| text.lines().position(|l| l.contains(head)).unwrap() + 1;
    let slipped = text.replacen("简称: 柳河镇", "简称：柳河镇", 1).replacen(
        "均先依法进行保密审查",
        "均先,依法\"进行\"保密审查",
        1,
    );
    fs::write(&path, &slipped).unwrap();
    for format in ["human", "json"] {
        fs::write(&path, &slipped).unwrap();
        let (_, told) = check(home.path(), &["柳河镇.yaml", "--fix", "--format", format]);
        assert!(told.contains("自动改了 2 行"), "{told}");
        let first = format!("柳河镇.yaml:{} “：”改成“: ”", line(&slipped, "简称：柳河镇"));
        assert!(told.contains(&first), "{first}: {told}");
        let prose = line(&slipped, "保密审查");
        let second = format!("柳河镇.yaml:{prose} “,”改成“，”，“\"”改成““”，“\"”改成“””");
        assert!(told.contains(&second), "{second}: {told}");
    }
    // At a bound.
    let many = format!("{text}# 完\n").replacen(
        "其他需要报告的事项: |\n",
        &format!("其他需要报告的事项: |\n{}", "  甲,乙。\n".repeat(80)),
        1,
    );
    fs::write(&path, many).unwrap();
    let (_, told) = check(home.path(), &["柳河镇.yaml", "--fix"]);
    assert!(told.contains("自动改了 80 行") && told.contains("另外还有 30 行"), "{told}");
    assert_eq!(told.matches("“,”改成“，”").count(), 50);
}

#[test]
fn a_draft_says_that_it_is_one() {
    let home = folder();
    starter(home.path(), "柳河镇", 2025);
    let render = |more: &[&str]| {
        let mut args = vec!["render", "柳河镇.yaml", "-o", "out", "--format", "docx"];
        args.extend(more);
        run(nianbao().current_dir(&home).args(args)).err
    };
    assert!(!render(&[]).contains("草稿"));
    let told = render(&["--draft", "--force"]);
    assert!(told.contains("写出的是草稿") && told.contains("不加 --draft"), "{told}");
    assert!(!render(&["--draft", "--force", "-q"]).contains("草稿"));
}

#[test]
fn a_name_that_is_too_long_is_told_by_check_too() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let title = format!("标题: {}柳河镇2025年政府信息公开工作年度报告", "某县".repeat(45));
    fs::write(
        home.path().join("柳河镇.yaml"),
        text.replacen("年度: 2025", &format!("年度: 2025\n{title}"), 1),
    )
    .unwrap();
    let (status, told) = check(home.path(), &["柳河镇.yaml"]);
    assert!(status == 1 && told.contains("NB405"), "{told}");
    fs::write(home.path().join("柳河镇.yaml"), &text).unwrap();
    assert_eq!(check(home.path(), &["柳河镇.yaml"]).0, 0);
    fs::write(home.path().join("county.yaml"), "文件名: '{县名}-{机关}'\n").unwrap();
    let (status, told) = check(home.path(), &["柳河镇.yaml"]);
    assert!(status == 1 && told.contains("NB405") && told.contains("县名"), "{told}");
}

#[test]
fn what_stands_behind_a_fault_is_told_at_once() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let path = home.path().join("柳河镇.yaml");
    let wrong =
        text.replacen("均先依法进行保密审查。", "均先依法进行保密审查，2025年2月30日起。", 1);
    let number = wrong.lines().position(|line| line.contains("2月30日")).unwrap() + 1;
    for (from, to, code) in [
        ("简称: 柳河镇", "简称：柳河镇", "NB010"),
        ("总体情况: |", "总体情况：|", "NB010"),
        ("  行政许可: 0", "\t行政许可: 0", "NB011"),
        ("  行政许可: 0", "行政许可: 0", "NB014"),
        ("  （一）主动", "（一）主动", "NB014"),
        ("总体情况: |", "总体情况: ||", "NB015"),
        ("简称: 柳河镇", "简称: \"柳河镇", "NB012"),
    ] {
        assert!(wrong.contains(from), "{from}");
        fs::write(&path, wrong.replacen(from, to, 1)).unwrap();
        let said =
            run(nianbao().current_dir(&home).args(["check", "柳河镇.yaml", "--format", "json"]));
        let found: Vec<Value> = serde_json::from_str(&said.out).unwrap();
        let codes: Vec<&str> = found.iter().map(|f| f["code"].as_str().unwrap()).collect();
        assert_eq!((said.code, codes.contains(&code)), (1, true), "{to}: {codes:?}");
        let behind = found.iter().find(|f| f["code"] == "NB129");
        let line = behind.unwrap_or_else(|| panic!("{to}: {codes:?}"))["line"].as_u64();
        assert_eq!(line, Some(number as u64), "{to}");
    }
}

#[test]
fn common_slips_of_the_command_line_are_understood_or_answered() {
    let home = folder();
    let said = |args: &[&str]| {
        let said = run(nianbao().current_dir(&home).args(args));
        (said.code, said.out + &said.err)
    };
    for args in [&["help"][..], &["help", "render"], &["render", "--help"]] {
        let (status, told) = said(args);
        assert!(status == 0 && told.contains("用法："), "{args:?} {told}");
    }
    for args in [&["version"][..], &["-v"], &["--version"]] {
        let (status, told) = said(args);
        assert!(status == 0 && told.contains(env!("CARGO_PKG_VERSION")), "{args:?} {told}");
    }
    for year in ["2025年", "２０２５", "2025年度", " 2025 "] {
        let (status, told) = said(&["new", "柳河镇", "--year", year, "--force"]);
        assert!(status == 0 && told.contains("柳河镇.yaml"), "{year} {told}");
    }
    let (_, told) = said(&["new", "白水镇.yaml", "--year", "2025"]);
    assert_eq!(told, "白水镇.yaml\n");
    let (status, told) = said(&["柳河镇.yaml"]);
    assert!(status == 2 && told.contains("nianbao render 柳河镇.yaml"), "{told}");
    for command in ["检查", "校验", "CHECK"] {
        let (status, told) = said(&[command, "柳河镇.yaml"]);
        assert!(status == 0 && told.contains("检查了 1 份报告"), "{command} {status} {told}");
    }
    let (status, told) = said(&["生成", "柳河镇.yaml", "-f", "html"]);
    assert!(status == 0 && told.contains(".html"), "{status} {told}");
    for name in ["柳河镇.yml", "柳河镇.YAML", "柳河镇"] {
        let (status, told) = said(&["check", name]);
        assert!(status == 2 && told.contains("是不是 柳河镇.yaml？"), "{name} {told}");
    }
    for code in ["NB014", "nb014", "101", "[NB131]", "ＮＢ３０１", "NB400"] {
        assert_eq!(said(&["explain", code]).0, 0, "{code}");
    }
}

#[test]
fn colons_tabs_and_wide_indents_are_mended_and_nothing_else() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let path = home.path().join("柳河镇.yaml");
    let new = "  本年新收: [0, 0, 0, 0, 0, 0]";
    for changes in [
        vec![("简称: 柳河镇", "简称：柳河镇")],
        vec![("年度: 2025", "年度：2025"), ("总体情况: |", "总体情况：|")],
        vec![("  行政许可: 0\n  行政处罚: 0", "  行政许可：0\n  行政处罚：0")],
        vec![(
            "  行政许可: 0\n  行政处罚: 0\n  行政强制: 0",
            "  行政许可：0\n  行政处罚：0\n  行政强制：0",
        )],
        vec![("  行政许可: 0", "  行政许可:0"), (new, "  本年新收:[0, 0, 0, 0, 0, 0]")],
        vec![("  行政许可: 0", "\t行政许可: 0")],
        vec![("  行政许可: 0\n  行政处罚: 0", "\t行政许可: 0\n\t行政处罚: 0")],
        vec![("    部分公开", "\t\t部分公开"), ("简称: 柳河镇", "简称：柳河镇")],
        vec![("  行政许可: 0", "　　行政许可: 0")],
        vec![("  （三）", "　　（三）"), ("  行政处罚: 0", "\u{A0}\u{A0}行政处罚: 0")],
        vec![("主动公开政府信息情况:", "主动公开政府信息情况：")],
    ] {
        let slipped = changes.iter().fold(text.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        fs::write(&path, &slipped).unwrap();
        let (status, told) = check(home.path(), &["柳河镇.yaml", "--fix"]);
        assert!(status == 0 && told.contains("没有发现问题"), "{changes:?}: {told}");
        let mended = fs::read_to_string(&path).unwrap();
        let differs = |(a, b): &(&str, &str)| a.trim_end() != b.trim_end();
        let left: Vec<_> = mended.lines().zip(text.lines()).filter(differs).collect();
        assert!(left.is_empty(), "{changes:?}: {left:?}");
    }
    // Prose and comments keep their colons.
    let prose = text.replacen("（三）政府信息管理。", "（三）政府信息管理。说明：见附件", 1);
    fs::write(&path, prose.replacen("年度: 2025", "年度：2025", 1)).unwrap();
    check(home.path(), &["柳河镇.yaml", "--fix"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), prose);
}

#[test]
fn a_fault_is_told_at_its_line_with_its_cause_and_hides_no_other() {
    let home = folder();
    let text = starter(home.path(), "柳河镇", 2025);
    let path = home.path().join("柳河镇.yaml");
    for (from, to, line, code) in [
        ("  行政许可: 0", "行政许可: 0", "行政许可: 0", "NB014"),
        ("  行政许可: 0", " 行政许可: 0", " 行政许可: 0", "NB014"),
        ("  行政许可: 0", "   行政许可: 0", "   行政许可: 0", "NB014"),
        ("    部分公开: [0", "     部分公开: [0", "     部分公开", "NB014"),
        ("    部分公开: [0", "   部分公开: [0", "   部分公开", "NB014"),
        ("年度: 2025", "  年度: 2025", "  年度: 2025", "NB014"),
        ("  （三）", "（三）", "（三）政府信息管理", "NB014"),
        ("  （一）主动公开", "（一）主动公开", "（一）主动公开", "NB014"),
        ("  （五）监督保障", " （五）监督保障", " （五）监督保障", "NB014"),
        ("  行政许可: 0", "  行政许可 0", "  行政许可 0", "NB010"),
        ("  行政许可: 0", "  行政许可", "  行政许可", "NB010"),
        ("简称: 柳河镇", "标题: [2026]通知", "标题: [2026]通知", "NB015"),
        (
            "  本年新收: [0, 0, 0, 0, 0, 0]",
            "  本年新收: [0, 0, 0, 0, 0, 0",
            "  本年新收: [",
            "NB013",
        ),
        ("简称: 柳河镇", "简称: \"柳河镇", "简称: \"柳河镇", "NB012"),
    ] {
        assert!(text.contains(from), "{from}");
        let slipped =
            text.replacen(from, to, 1).replacen("  结转下年度: [0, 0", "  结转下年度: [0", 1);
        let slipped = slipped.replacen("  复议后起诉", "  复议再起诉", 1);
        fs::write(&path, &slipped).unwrap();
        let (_, told) = check(home.path(), &["柳河镇.yaml"]);
        let number =
            slipped.lines().position(|l| l.starts_with(line) || l.contains(line)).unwrap() + 1;
        let head = format!("错误[{code}]");
        let block = told.split("\n\n").find(|block| block.contains(&head));
        let block = block.unwrap_or_else(|| panic!("{to}: {told}"));
        assert!(block.contains(&format!("柳河镇.yaml:{number}:")), "{to} {number}: {told}");
        assert!(told.contains("错误[NB030]"), "{to} hides a row that is too short: {told}");
        assert!(told.contains("错误[NB020]"), "{to} hides a name that is wrong: {told}");
        assert!(!told.contains("错误[NB022]"), "{to}: {told}");
        assert_eq!(told.matches("错误[").count(), 3, "{to}: {told}");
    }
}

/// Reports of which one makes its template fail and one has a title too long for a file, beside sound ones.
fn with_faults_elsewhere(home: &Path) {
    let at = |name: &str| home.join("in").join(name);
    fs::create_dir_all(at("模板")).unwrap();
    for (name, agency) in [("好", "好"), ("坏一", "坏"), ("坏二", &*"长".repeat(150))] {
        let report =
            super::report(&home.join("in"), &format!("{name}.yaml"), &format!("{agency}年报"));
        let text = fs::read_to_string(&report).unwrap();
        fs::write(&report, text.replace("某某乡", &format!("{name}乡"))).unwrap();
    }
    let template = "{% if '坏一' in 机关 %}{{ 没有 }}{% endif %}<p>{{ 机关 }}</p>\n";
    fs::write(at("模板/report.html"), template).unwrap();
    fs::write(at("county.yaml"), "模板: 模板\n").unwrap();
}

#[test]
fn an_error_in_a_template_or_at_no_line_names_its_report() {
    let home = folder();
    with_faults_elsewhere(home.path());
    let of_file = |name: &str| format!("= 文件: in/{name}.yaml\n");
    let told = |args: &[&str]| {
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!(said.code, 1, "{args:?} {}{}", said.out, said.err);
        said.out + &said.err
    };
    for args in [&["render", "in", "-q", "-o", "out"][..], &["render", "in", "-o", "out2"]] {
        let said = told(args);
        for (code, name) in [("NB203", "坏一"), ("NB405", "坏二")] {
            let finding = said.split("\n\n").find(|finding| finding.contains(code)).unwrap();
            assert!(
                finding.contains(&of_file(name)) || finding.ends_with(of_file(name).trim()),
                "{said}"
            );
        }
        assert!(!said.contains(&of_file("好")), "{said}");
    }
    let said = told(&["check", "in"]);
    assert!(said.contains("NB203") && said.contains(&of_file("坏一")), "{said}");
    let said = told(&["render", "in", "--emit", "layout"]);
    assert!(said.contains(&of_file("坏一")), "{said}");
    let json = run(nianbao().current_dir(&home).args(["check", "in", "--format", "json"])).out;
    let found: Value = serde_json::from_str(&json).unwrap();
    let run = found.as_array().unwrap().iter().find(|one| one["code"] == "NB203").unwrap();
    assert_eq!(
        (&run["input"], &run["file"]),
        (&"in/坏一.yaml".into(), &"in/模板/report.html".into())
    );
    // What points into its own report says so already.
    let mut all = found.as_array().unwrap().iter();
    assert!(all.all(|one| one["input"].is_null() || one["file"] != one["input"]), "{json}");
}

#[test]
fn hundreds_that_fail_at_one_place_of_their_template_are_all_named() {
    let home = folder();
    fs::create_dir_all(home.path().join("in/模板")).unwrap();
    fs::write(home.path().join("in/模板/report.html"), "<p>{{ 没有 }}</p>\n").unwrap();
    fs::write(home.path().join("in/county.yaml"), "模板: ./模板\n").unwrap();
    for i in 0..230 {
        super::report(&home.path().join("in"), &format!("{i:03}.yaml"), &format!("第{i}份年报"));
    }
    let said = run(nianbao().current_dir(&home).args(["check", "in"]));
    for i in 0..230 {
        assert!(said.out.contains(&format!("= 文件: in/{i:03}.yaml")), "{i}");
    }
}
