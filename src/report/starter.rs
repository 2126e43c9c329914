//! A first YAML for a unit: every key explained, every table written out with 0.

use super::{Form, FormTable, table::branch::Branch};
use std::fmt::Write as _;

/// Writes the starter file for a unit and the year it reports on.
///
/// `name` is a township (`铜厂彝族乡`, its government is the agency) or any agency's full name. What
/// it says holds for a unit with nothing but zeros to report, so that it can be filed as it is; it
/// loads without a finding when `name` is not blank and `year` is one that [`super::load`] accepts.
pub fn starter(name: &str, year: i32) -> String {
    let name = one_line(name);
    let agency = agency_of(&name);
    let form = Form::for_year(year);
    let mut yaml = head(&name, &agency, year, &form);
    for part in &form.parts {
        let _ = writeln!(yaml, "\n# {}", part.heading);
        match part.table.as_ref().and_then(|key| form.table(key)) {
            Some(table) => yaml.push_str(&numbers(table)),
            None => yaml.push_str(&narrative(&part.key, &part.name, year)),
        }
    }
    yaml.push_str(&signature(&agency, year));
    yaml
}

fn head(name: &str, agency: &str, year: i32, form: &Form) -> String {
    let short = if name == agency {
        String::from("# 简称: 标题里不想写机关全称时，在这里写简短的叫法，并去掉行首的 #\n")
    } else {
        format!("# 简称：标题里用它代替机关全称\n简称: {}\n", quoted(name))
    };
    format!(
        "\
# 政府信息公开工作年度报告（{notice}）
#
# 怎么填：
#   每项写成“名称: 内容”，冒号是英文冒号，后面空一格；# 后面是说明，不会印出来。
#   | 下面的文字缩进两格，一行就是一段，段首不用空格；行首的（一）、1. 会认作小标题。
#   表里没有发生的写 0 或整行不写；总计不用写，由程序算出。
#
# 下面一行给 VS Code 等编辑器用，可以补全、核对名称；先运行 nianbao schema > nianbao.schema.json
# yaml-language-server: $schema=nianbao.schema.json

# 机关：全称，也是署名
机关: {agency}
{short}# 年度：报告哪一年的工作，不是写报告的那一年
年度: {year}
# 标题不写就用“简称（或机关）＋年度＋年政府信息公开工作年度报告”；要自己写或分行时，去掉下面的 #
# 标题:
#   - 第一行
#   - 第二行

# 前言：放在第一部分前面，可以整段删去
前言: |
  根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（{notice}）的要求，现公布本机关{year}年政府信息公开工作年度报告。本报告所列数据的统计期限为{year}年1月1日至12月31日。
",
        agency = quoted(agency),
        notice = form.notice,
    )
}

/// The text of a part without a table.
fn narrative(key: &str, name: &str, year: i32) -> String {
    let (hint, text) = match key {
        "overview" => (
            "五个方面都要写到，一共不超过 1000 字；请把各句换成本单位的实际情况",
            format!(
                "  （一）主动公开。{year}年，本机关未制发规章和行政规范性文件，未作出行政许可、行政处罚、行政强制决定，未收取行政事业性收费。
  （二）依申请公开。{year}年，本机关未收到政府信息公开申请，没有上年结转的申请，没有因政府信息公开引起的行政复议和行政诉讼。
  （三）政府信息管理。本机关公开政府信息，均先依法进行保密审查。
  （四）政府信息公开平台建设。本机关的政府信息在上级人民政府门户网站的政府信息公开专栏发布。
  （五）监督保障。{year}年，本机关没有因政府信息公开工作被追究责任的情况。
"
            ),
        ),
        "problems" => (
            "既要写问题，也要写怎样改进；请换成本单位的实际情况",
            "  （一）存在的主要问题。主动公开的内容还不够丰富，工作人员的业务能力有待提高。
  （二）改进情况。将对照主动公开基本目录逐项充实公开内容，加强业务学习，提高政府信息公开工作水平。
"
            .to_owned(),
        ),
        _ => (
            "收没收信息处理费必须在这里说明，没有收也要写",
            format!("  {year}年，本机关未收取信息处理费，没有其他需要报告的事项。\n"),
        ),
    };
    format!("# {hint}\n{name}: |\n{text}")
}

/// A table with 0 in every cell that is not computed.
fn numbers(table: &FormTable) -> String {
    let mut yaml = String::new();
    match table.key.as_str() {
        "disclosure" => yaml.push_str(
            "# 件数写整数；金额照实写，例如 3.50；表前要加文字时，在表名下面加一行“说明: ……”\n",
        ),
        "requests" => yaml.push_str(
            "# 一行六个数，依次是：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他\n\
             # 各列都要平：本年新收＋上年结转＝办理结果各项之和＋结转下年度\n",
        ),
        _ => yaml.push_str("# 一行四个数，依次是：结果维持、结果纠正、其他结果、尚未审结\n"),
    }
    let _ = writeln!(yaml, "{}:", table.name);
    for branch in &table.tree.children {
        write_branch(&mut yaml, branch, 1);
    }
    yaml
}

fn write_branch(yaml: &mut String, branch: &Branch, depth: usize) {
    let name = &branch.name.shown;
    // The row of totals is computed.
    if name == "总计" {
        return;
    }
    let indent = "  ".repeat(depth);
    if branch.cell.is_some() {
        let _ = writeln!(yaml, "{indent}{name}: 0");
    } else if branch.is_row() && branch.has_total() {
        let _ = writeln!(yaml, "{indent}{name}: [{}]", branch.zeros());
    } else if branch.is_row() {
        let columns: Vec<String> =
            branch.children.iter().map(|c| format!("{}: 0", c.name.shown)).collect();
        let _ = writeln!(yaml, "{indent}{name}: {{ {} }}", columns.join(", "));
    } else {
        let _ = writeln!(yaml, "{indent}{name}:");
        for child in &branch.children {
            write_branch(yaml, child, depth + 1);
        }
    }
}

fn signature(agency: &str, year: i32) -> String {
    format!(
        "\n# 署名：写在文末；不署名就写“署名: 无”\n署名:\n  机关: {}\n  日期: {}年1月20日\n  # 盖章：要盖章的纸质件写“是”，留出盖章的位置\n  盖章: 否\n  # 印章图片：要把印章一起印出来，去掉下一行的 #，图片放在本文件旁边，上一行改成“是”\n  # 印章图片: 公章.png\n",
        quoted(agency),
        year.saturating_add(1),
    )
}

/// The agency of a county or township is its government (地方组织法 第六十八条: a street has an
/// office); any other name is taken for an agency's.
pub fn agency_of(name: &str) -> String {
    // 开发区, 风景区 and the like have committees.
    let is_district = name.ends_with('区')
        && !["发区", "园区", "新区", "景区", "护区", "理区", "社区"]
            .iter()
            .any(|zone| name.ends_with(zone));
    let is_township = name.ends_with(['乡', '镇']) || name.ends_with("苏木");
    let suffix = if is_township || is_district || name.ends_with(['县', '市', '旗']) {
        "人民政府"
    } else if name.ends_with("街道") {
        "办事处"
    } else {
        ""
    };
    format!("{name}{suffix}")
}

/// A name on one line, without characters that cannot be seen.
fn one_line(name: &str) -> String {
    let (name, _) = super::normalise::normalise(name);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A YAML text: as it is where nothing in it can be misread, else in double quotes.
pub fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() && !c.is_ascii());
    if is_plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Source,
        report::{Value, load},
    };

    #[test]
    fn it_loads_without_a_finding_whatever_the_name() {
        let long = "很长的".repeat(60) + "镇";
        let names = [
            "铜厂彝族乡",
            "龙泉街道",
            "易门县发展和改革局",
            "a: b",
            "\"甲\"乡",
            "'乙'镇",
            "- 丙",
            "#丁",
            "null",
            "1",
            "{{ 戊 }}",
            "己\n庚乡",
            "辛\\壬镇",
            "[癸]",
            "*子",
            &long,
            "丑：寅镇",
            "false",
            "卯\u{3000}辰乡",
        ];
        for name in names {
            for year in [2019, 2021, 2026] {
                let yaml = starter(name, year);
                let loaded = load(&Source::new("新.yaml", yaml.as_str()))
                    .unwrap_or_else(|e| panic!("{name}: {e}"));
                assert_eq!(loaded.findings.0, [], "{name}");
                let report = loaded.report;
                assert_eq!(report.parts.len(), 6);
                assert_eq!(report.year.value, year);
                assert_eq!(report.signature.unwrap().date.value.year, year + 1);
                let numbers = report.tables.values().flat_map(|cells| cells.values());
                assert!(numbers.into_iter().all(|cell| cell.value == Value::Int(0)), "{name}");
            }
        }
    }

    #[test]
    fn a_township_signs_as_its_government() {
        for (name, agency_name) in [
            ("铜厂彝族乡", "铜厂彝族乡人民政府"),
            ("龙泉街道", "龙泉街道办事处"),
            ("铜厂彝族乡人民政府", "铜厂彝族乡人民政府"),
            ("易门县民政局", "易门县民政局"),
        ] {
            assert_eq!(agency_of(name), agency_name);
        }
    }

    #[test]
    fn the_starter_reads_as_a_lesson() {
        insta::assert_snapshot!(starter("铜厂彝族乡", 2026));
    }
}
