//! A first YAML for a unit: every key explained, every table written out with 0.

use super::{Date, Forms, Hints, Report, Signature, Value, fill::draft, to_yaml, write::FILE};
use crate::{
    diagnostic::Result,
    text::{clean, on_one_line},
};
use std::ops::Range;

/// Writes the starter file for a unit and the year it reports on.
///
/// What it says holds for a unit with nothing but zeros to report, so that it can be filed as it is; it
/// loads without a finding when `name` is not blank and `year` is one that [`super::load`] accepts.
///
/// # Errors
/// A form whose texts cannot be filled in; those of the built-in forms can.
pub fn starter(forms: &Forms, name: &str, year: i32) -> Result<String> {
    let name = name_line(name);
    let mut report = first(forms, &name, year)?;
    let mut hints = draft(&mut report, |part| &part.starter)?;
    let notice = report.form.notice.clone();
    explain(&mut hints, &notice, report.short_name.is_none());
    Ok(to_yaml(&report, &hints))
}

/// A unit's first report of a year, in which all is 0.
///
/// `name` is a township (`铜厂彝族乡`, its government is the agency) or any agency's full name.
///
/// # Errors
/// A form whose texts cannot be filled in; those of the built-in forms can.
pub fn first(forms: &Forms, name: &str, year: i32) -> Result<Report> {
    let name = name_line(name);
    let agency = agency_of(&name);
    let mut report = Report::new(&forms.for_year(year), &agency, year);
    draft(&mut report, |part| &part.starter)?;
    report.short_name = (name != agency).then(|| name.into());
    report.title = vec![report.default_title().into()];
    report.preface = Some(preface(&report.form.notice, year).into());
    for cell in report.tables.values_mut().flat_map(|cells| cells.values_mut()) {
        cell.value = Value::Int(0);
    }
    report.signature = Some(Signature {
        bodies: vec![agency.into()],
        date: Date { year: year.saturating_add(1), month: 1, day: 20 }.into(),
        sealed: false,
        seals: Vec::new(),
    });
    Ok(report)
}

/// Whether every part still says what the starter file says.
pub fn is_untouched(report: &Report) -> bool {
    if !has_sentences(report) {
        return false;
    }
    let mut sample = Report::new(&report.form, &report.agency.value, report.year.value);
    if draft(&mut sample, |part| &part.starter).is_err() {
        return false;
    }
    let texts = |report: &Report| -> Vec<String> {
        let texts = report.parts.iter().filter_map(|part| part.text.as_ref());
        texts.map(|text| text.value.trim().to_owned()).collect()
    };
    let own = texts(report);
    !own.is_empty() && own == texts(&sample)
}

/// Where the paragraphs stand that say what the starter file says, word for word. Those in which something is filled
/// in are not among them: they hold for any unit, and what they say is computed or nothing but that nothing was.
pub fn sample_lines(report: &Report) -> Vec<Range<usize>> {
    let texts = report.form.parts.iter().map(|part| part.starter.text.as_str());
    let lines = texts.filter(|text| !text.contains("if ")).flat_map(str::lines).map(str::trim);
    let sample: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.contains('{')).collect();
    let mut found = Vec::new();
    for text in report.parts.iter().filter_map(|part| part.text.as_ref()) {
        if sample.iter().any(|line| text.value.contains(line)) {
            let lines = text.value.split('\n').zip(text.lines(&report.source));
            let same = lines.filter(|(line, _)| sample.contains(&line.trim()));
            found.extend(same.filter_map(|(_, at)| at));
        }
    }
    found
}

/// Whether the lines of the starter in which nothing is filled in are all there: in most reports they are not,
/// and the others need not be made.
fn has_sentences(report: &Report) -> bool {
    let starters = report.form.parts.iter().map(|part| part.starter.text.as_str());
    // What is said on a condition need not be there.
    let plain = starters.filter(|text| !text.contains("if "));
    let mut lines = plain.flat_map(str::lines).map(str::trim).filter(|line| !line.contains('{'));
    let texts = || report.parts.iter().filter_map(|part| part.text.as_ref());
    lines.all(|line| texts().any(|text| text.value.contains(line)))
}

fn preface(notice: &str, year: i32) -> String {
    format!(
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（{notice}）的要求，\
         现公布本机关{year}年政府信息公开工作年度报告。\
         本报告所列数据的统计期限为{year}年1月1日至12月31日。"
    )
}

/// What to know of the file and of the keys around the parts.
fn explain(hints: &mut Hints, notice: &str, is_agency: bool) {
    let short_name = if is_agency {
        "简称: 标题里不想写机关全称时，在这里写简短的叫法，并去掉行首的 #"
    } else {
        "简称：标题里用它代替机关全称"
    };
    let head = format!(
        "\
政府信息公开工作年度报告（{notice}）

怎么填：
  每项写成“名称: 内容”，冒号是英文冒号，后面空一格；# 后面是说明，不会印出来。
  | 下面的文字缩进两格，一行就是一段，段首不用空格；行首的（一）、1. 会认作小标题。
  表里没有发生的写 0 或整行不写；总计不用写，由程序算出。

下面一行给 VS Code 等编辑器用，可以补全、核对名称；先运行 nianbao schema > nianbao.schema.json
yaml-language-server: $schema=nianbao.schema.json"
    );
    let known = [
        (FILE, head.as_str()),
        ("机关", "机关：全称，也是署名"),
        ("简称", short_name),
        ("年度", "年度：报告哪一年的工作，不是写报告的那一年"),
        (
            "标题",
            "标题不写就用“简称（或机关）＋年度＋年政府信息公开工作年度报告”；要自己写或分行时，去掉下面的 #
标题:
  - 第一行
  - 第二行",
        ),
        ("前言", "前言：放在第一部分前面，可以整段删去"),
        ("署名", "署名：写在文末；不署名就写“署名: 无”"),
        ("盖章", "盖章：要盖章的纸质件写“是”，留出盖章的位置"),
        (
            "印章图片",
            "印章图片：要把印章一起印出来，去掉下一行的 #，图片放在本文件旁边，上一行改成“是”
印章图片: 公章.png",
        ),
    ];
    hints.extend(known.map(|(key, hint)| (key.to_owned(), hint.to_owned())));
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
fn name_line(name: &str) -> String {
    on_one_line(&clean(name).0)
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
                let yaml = starter(&Forms::default(), name, year).unwrap();
                let loaded = load(&Source::new("新.yaml", yaml.as_str()))
                    .unwrap_or_else(|e| panic!("{name}: {e}"));
                assert_eq!(*loaded.findings, [], "{name}");
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
        insta::assert_snapshot!(starter(&Forms::default(), "铜厂彝族乡", 2026).unwrap());
    }
}
