//! Reports made by hand, and findings as text.

use crate::{
    diagnostic::{Diagnostics, Source},
    report::{
        Date, Form, FormCell, FormCellKind, FormTable, Part, Report, Signature, Spanned, Value,
    },
};
use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

/// A value that was typed nowhere.
pub fn loose<T>(value: T) -> Spanned<T> {
    Spanned { value, at: None }
}

/// A report of these parts, `heading`, `text`, `table` each, all numbers absent.
pub fn report(form: Form, parts: &[(&str, &str, &str)]) -> Report {
    let text = |text: &str| (!text.is_empty()).then(|| loose(text.to_owned()));
    Report {
        source: Source::new("铜厂彝族乡.yaml", ""),
        form: Arc::new(form),
        agency: loose("铜厂彝族乡人民政府".to_owned()),
        year: loose(2022),
        title: ["铜厂乡2022年政府信息公开工作", "年度报告"]
            .map(|l| loose(l.to_owned()))
            .into(),
        preface: None,
        parts: parts
            .iter()
            .map(|(heading, narrative, table)| Part {
                heading: loose((*heading).to_owned()),
                text: text(narrative),
                table: text(table).map(|t| t.value),
            })
            .collect(),
        signature: None,
        tables: BTreeMap::new(),
    }
}

/// 署名 of the sample.
pub fn signature(sealed: bool) -> Signature {
    Signature {
        bodies: vec![loose("铜厂彝族乡人民政府".to_owned())],
        date: loose(Date {
            year: 2023,
            month: 1,
            day: 17,
        }),
        sealed,
    }
}

/// Sets a number of a report.
pub fn set(report: &mut Report, table: &str, key: &str, value: Value) {
    let values = report.tables.entry(table.to_owned()).or_default();
    values.insert(key.to_owned(), loose(value));
}

/// The form of 2021.
pub fn form_2021() -> Form {
    form(
        "2021",
        "国办公开办函〔2021〕30号",
        vec![
            table("disclosure", "主动公开", &[39.0; 4], 0, DISCLOSURE_2021),
            table(
                "requests",
                "依申请公开",
                &[
                    12.1, 14.7, 52.41, 10.97, 10.97, 10.97, 10.97, 10.97, 10.97, 10.97,
                ],
                3,
                REQUESTS_2021,
            ),
            table("disputes", "复议诉讼", &[10.4; 15], 3, DISPUTES),
        ],
    )
}

/// The first table of the form of 2019, which the other form does not have.
pub fn form_2019() -> Form {
    let disclosure = table("disclosure", "主动公开", &[39.0; 4], 0, DISCLOSURE_2019);
    form("2019", "国办公开办函〔2019〕60号", vec![disclosure])
}

fn form(id: &str, notice: &str, tables: Vec<FormTable>) -> Form {
    Form {
        id: id.to_owned(),
        notice: notice.to_owned(),
        parts: Vec::new(),
        tables,
    }
}

/// A table from lines of cells: `kind text +columns vrows`, or `= key path` for a row of data.
fn table(key: &str, short: &str, widths: &[f64], header_rows: usize, lines: &str) -> FormTable {
    let rows = lines.lines().count();
    let mut taken = vec![vec![false; widths.len()]; rows];
    let mut cells = Vec::new();
    for (row, line) in lines.lines().enumerate() {
        for cell in line.split(" | ") {
            let (word, rest) = cell.trim().split_once(' ').unwrap();
            let mut cell = FormCell {
                row,
                column: 0,
                rowspan: 1,
                colspan: 1,
                kind: FormCellKind::Int,
                text: String::new(),
                key: String::new(),
                path: Vec::new(),
            };
            cell.kind = match word {
                "band" => FormCellKind::Band,
                "head" => FormCellKind::Head,
                "note" => FormCellKind::Note,
                "group" => FormCellKind::Group,
                "label" => FormCellKind::Label,
                "decimal" => FormCellKind::Decimal,
                _ => FormCellKind::Int,
            };
            let (rest, rowspan) = rest.rsplit_once(" v").unwrap_or((rest, "1"));
            let (rest, colspan) = rest.rsplit_once(" +").unwrap_or((rest, "1"));
            cell.rowspan = rowspan.parse().unwrap();
            cell.colspan = colspan.parse().unwrap();
            let mut place = |cell: &mut FormCell| {
                cell.column = taken[row].iter().position(|t| !t).unwrap();
                for line in &mut taken[row..row + cell.rowspan] {
                    line[cell.column..cell.column + cell.colspan].fill(true);
                }
            };
            if word == "=" {
                let (key, path) = rest.split_once(' ').unwrap();
                for (column, name) in COLUMNS {
                    let mut cell = cell.clone();
                    cell.key = format!("{key}.{column}");
                    cell.path = path.split('/').chain([name]).map(str::to_owned).collect();
                    place(&mut cell);
                    cells.push(cell);
                }
                continue;
            }
            if matches!(word, "int" | "decimal") {
                let (key, path) = rest.split_once(' ').unwrap();
                cell.key = key.to_owned();
                cell.path = path.split('/').map(str::to_owned).collect();
            } else {
                cell.text = rest.to_owned();
            }
            place(&mut cell);
            cells.push(cell);
        }
    }
    FormTable {
        key: key.to_owned(),
        name: short.to_owned(),
        short: short.to_owned(),
        widths: widths.to_vec(),
        header_rows,
        cells,
        sums: Vec::new(),
    }
}

const COLUMNS: [(&str, &str); 7] = [
    ("natural", "自然人"),
    ("commercial", "商业企业"),
    ("research", "科研机构"),
    ("charity", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
];

const DISCLOSURE_2021: &str = "\
band 第二十条第（一）项 +4
head 信息内容 | head 本年制发件数 | head 本年废止件数 | head 现行有效件数
label 规章 | int rules.made 规章/制发 | int rules.repealed 规章/废止 | int rules.valid 规章/有效
label 行政规范性文件 | int normative.made 规范性文件/制发 | int normative.repealed 规范性文件/废止 | int normative.valid 规范性文件/有效
band 第二十条第（八）项 +4
head 信息内容 | head 本年收费金额（单位：万元） +3
label 行政事业性收费 | decimal fee.amount_wan 行政事业性收费 +3";

const DISCLOSURE_2019: &str = "\
band 第二十条第（一）项 +4
head 信息内容 | head 本年新制作数量 | head 本年新公开数量 | head 对外公开总数量
label 规章 | int rules.made 规章/制作 | int rules.open 规章/公开 | int rules.total 规章/总数
band 第二十条第（九）项 +4
head 信息内容 | head 采购项目数量 | head 采购总金额 +2
label 政府集中采购 | int purchase.items 集中采购/项目 | decimal purchase.amount 集中采购/金额 +2";

const REQUESTS_2021: &str = "\
note （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） +3 v3 | head 申请人情况 +7
head 自然人 v2 | head 法人或其他组织 +5 | head 总计 v2
head 商业企业 | head 科研机构 | head 社会公益组织 | head 法律服务机构 | head 其他
label 一、本年新收政府信息公开申请数量 +3 | = new 本年新收
label 二、上年结转政府信息公开申请数量 +3 | = carried_in 上年结转
group 三、本年度办理结果 v22 | label （一）予以公开 +2 | = r1 办理结果/予以公开
label （二）部分公开（区分处理的，只计这一情形，不计其他情形） +2 | = r2 办理结果/部分公开
group （三）不予公开 v8 | label 1.属于国家秘密 | = r3_1 办理结果/不予公开/属于国家秘密
label 2.其他法律行政法规禁止公开 | = r3_2 办理结果/不予公开/禁止公开
label 3.危及“三安全一稳定” | = r3_3 办理结果/不予公开/三安全一稳定
label 4.保护第三方合法权益 | = r3_4 办理结果/不予公开/第三方权益
label 5.属于三类内部事务信息 | = r3_5 办理结果/不予公开/内部事务
label 6.属于四类过程性信息 | = r3_6 办理结果/不予公开/过程性信息
label 7.属于行政执法案卷 | = r3_7 办理结果/不予公开/执法案卷
label 8.属于行政查询事项 | = r3_8 办理结果/不予公开/查询事项
group （四）无法提供 v3 | label 1.本机关不掌握相关政府信息 | = r4_1 办理结果/无法提供/不掌握
label 2.没有现成信息需要另行制作 | = r4_2 办理结果/无法提供/另行制作
label 3.补正后申请内容仍不明确 | = r4_3 办理结果/无法提供/不明确
group （五）不予处理 v5 | label 1.信访举报投诉类申请 | = r5_1 办理结果/不予处理/信访
label 2.重复申请 | = r5_2 办理结果/不予处理/重复申请
label 3.要求提供公开出版物 | = r5_3 办理结果/不予处理/出版物
label 4.无正当理由大量反复申请 | = r5_4 办理结果/不予处理/大量反复
label 5.要求行政机关确认或重新出具已获取信息 | = r5_5 办理结果/不予处理/重新出具
group （六）其他处理 v3 | label 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | = r6_1 办理结果/其他处理/不补正
label 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | = r6_2 办理结果/其他处理/不缴费
label 3.其他 | = r6_3 办理结果/其他处理/其他
label （七）总计 +2 | = r7 办理结果/总计
label 四、结转下年度继续办理 +3 | = carried_out 结转下年";

const DISPUTES: &str = "\
head 行政复议 +5 | head 行政诉讼 +10
head 结果维持 v2 | head 结果纠正 v2 | head 其他结果 v2 | head 尚未审结 v2 | head 总计 v2 | head 未经复议直接起诉 +5 | head 复议后起诉 +5
head 结果维持 | head 结果纠正 | head 其他结果 | head 尚未审结 | head 总计 | head 结果维持 | head 结果纠正 | head 其他结果 | head 尚未审结 | head 总计
int a.1 复议/维持 | int a.2 复议/纠正 | int a.3 复议/其他 | int a.4 复议/未结 | int a.5 复议/总计 | int b.1 直诉/维持 | int b.2 直诉/纠正 | int b.3 直诉/其他 | int b.4 直诉/未结 | int b.5 直诉/总计 | int c.1 复后/维持 | int c.2 复后/纠正 | int c.3 复后/其他 | int c.4 复后/未结 | int c.5 复后/总计";

/// Findings as a person reads them: code, place, underlined text, message, help.
pub fn told(findings: &Diagnostics) -> String {
    let mut out = String::new();
    for finding in &findings.0 {
        let _ = writeln!(out, "[{}] {}", finding.code, finding.message);
        let labels = finding.primary.iter().map(|l| ("  ", l));
        for (mark, label) in labels.chain(finding.related.iter().map(|l| ("  另见 ", l))) {
            let text = &label.at.source.text;
            let before = &text[..label.at.range.start];
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let part = &text[label.at.range.clone()];
            let part: String = part.replace('\n', "⏎").chars().take(40).collect();
            let name = &label.at.source.name;
            let _ = write!(out, "{mark}{name}:{line}:{column} `{part}`");
            let _ = match label.text.as_str() {
                "" => writeln!(out),
                text => writeln!(out, " {text}"),
            };
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  {help}");
        }
    }
    out
}
