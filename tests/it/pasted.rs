//! Tables pasted as they stand: read by their labels, or an error at the line; nothing by chance.

use nianbao::{
    check::{Context, check},
    diagnostic::{Diagnostics, Severity},
    report::{Form, Forms, Report, Shared, load_with},
    yaml::decode,
};

fn load(yaml: &str) -> Result<(Report, Diagnostics), Diagnostics> {
    let source = decode("甲乡.yaml", yaml.as_bytes()).unwrap();
    load_with(&source, &Shared::default()).map(|loaded| (loaded.report, loaded.findings))
}

/// The table of requests as the form prints it, its merged cells as a word processor copies them.
fn requests() -> Vec<String> {
    let labels = "一、本年新收政府信息公开申请数量|二、上年结转政府信息公开申请数量\
        |三、本年度办理结果\t（一）予以公开|\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\
        |\t（三）不予公开\t1.属于国家秘密|\t\t2.其他法律行政法规禁止公开|\t\t3.危及“三安全一稳定”\
        |\t\t4.保护第三方合法权益|\t\t5.属于三类内部事务信息|\t\t6.属于四类过程性信息|\t\t7.属于行政执法案卷\
        |\t\t8.属于行政查询事项|\t（四）无法提供\t1.本机关不掌握相关政府信息|\t\t2.没有现成信息需要另行制作\
        |\t\t3.补正后申请内容仍不明确|\t（五）不予处理\t1.信访举报投诉类申请|\t\t2.重复申请\
        |\t\t3.要求提供公开出版物|\t\t4.无正当理由大量反复申请|\t\t5.要求行政机关确认或重新出具已获取信息\
        |\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\
        |\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|\t\t3.其他|\t（七）总计\
        |四、结转下年度继续办理";
    let numbers = [
        (0, "7\t2\t0\t0\t0\t0\t9"),
        (1, "1\t0\t0\t0\t0\t0\t1"),
        (2, "4\t1\t0\t0\t0\t0\t5"),
        (7, "2\t0\t0\t0\t0\t0\t2"),
        (12, "1\t1\t0\t0\t0\t0\t2"),
        (23, "7\t2\t0\t0\t0\t0\t9"),
        (24, "1\t0\t0\t0\t0\t0\t1"),
    ];
    let row = |(index, label): (usize, &str)| {
        let known = numbers.iter().find(|(row, _)| *row == index);
        format!("{label}\t{}", known.map_or("0\t0\t0\t0\t0\t0\t0", |(_, numbers)| numbers))
    };
    labels.split('|').enumerate().map(row).collect()
}

const DISCLOSURE: [&str; 14] = [
    "第二十条第（一）项",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t0\t0\t0",
    "行政规范性文件\t2\t1\t7",
    "第二十条第（五）项",
    "信息内容\t本年处理决定数量",
    "行政许可\t35",
    "第二十条第（六）项",
    "信息内容\t本年处理决定数量",
    "行政处罚\t18",
    "行政强制\t0",
    "第二十条第（八）项",
    "信息内容\t本年收费金额（单位：万元）",
    "行政事业性收费\t3.50",
];

const DISPUTES: [&str; 4] = [
    "行政复议\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
    "1\t0\t0\t2\t3\t0\t1\t0\t0\t1\t0\t0\t0\t4\t4",
];

fn yaml(table: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().flat_map(|line| ["  ", line, "\n"]).collect();
    format!("机关: 甲乡人民政府\n年度: 2025\n{table}: |\n{lines}")
}

/// The numbers that were read, and what was told of the paste.
fn read(table: &str, lines: &[String]) -> Result<Vec<String>, Diagnostics> {
    let (report, findings) = load(&yaml(table, lines))?;
    assert_eq!(*findings, [], "{lines:#?}");
    let form = Forms::default().for_year(2025);
    let key = &form.tables.iter().find(|t| t.short == table).unwrap().key;
    Ok(form.table(key).unwrap().data().map(|c| value(&report, &form, key, &c.key)).collect())
}

fn value(report: &Report, form: &Form, table: &str, key: &str) -> String {
    assert!(form.table(table).is_some());
    report.tables[table][key].value.amount().unwrap().normalize().to_string()
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn numbers_only(lines: &[String]) -> Vec<String> {
    let of = |line: &String| {
        let cells = line.split('\t').filter(|cell| cell.parse::<f64>().is_ok());
        cells.collect::<Vec<_>>().join("\t")
    };
    lines.iter().map(of).filter(|line| !line.is_empty()).collect()
}

type Change = fn(Vec<String>) -> Vec<String>;

/// Ways to paste a table that all say the same.
const RIGHT: &[(&str, Change)] = &[
    ("as it stands", |l| l),
    ("numbers alone", |l| numbers_only(&l)),
    ("rows in another order", |mut l| {
        l.reverse();
        l
    }),
    ("two rows swapped with their labels", |mut l| {
        let last = l.len() - 1;
        l.swap(last, last - 1);
        l
    }),
    ("Excel's merged cells", |l| {
        let is_digit = |c: char| c.is_ascii_digit();
        let wide = |line: String| match line.split_once('\t') {
            Some((label, rest))
                if !label.is_empty()
                    && !label.starts_with(is_digit)
                    && rest.split('\t').all(|cell| cell.parse::<f64>().is_ok()) =>
            {
                format!("{label}\t\t\t{rest}")
            }
            _ => line,
        };
        l.into_iter().map(wide).collect()
    }),
    ("empty cells behind", |l| l.into_iter().map(|line| line + "\t\t").collect()),
    ("Windows' line ends", |l| l.into_iter().map(|line| line + "\r").collect()),
    ("bars", |l| l.into_iter().map(|line| format!("| {} |", line.replace('\t', " | "))).collect()),
    ("commas", |l| l.into_iter().map(|line| line.replace('\t', ",")).collect()),
    ("blanks", |l| l.into_iter().map(|line| line.replace('\t', "  ")).collect()),
    ("full-width digits", |l| {
        let wide = |c: char| match c.to_digit(10) {
            Some(digit) => char::from_u32('０' as u32 + digit).unwrap(),
            None => c,
        };
        let line = |line: String| match line.rfind(|c: char| c.is_alphabetic()) {
            Some(at) => {
                let (label, numbers) = line.split_at(at);
                format!("{label}{}", numbers.chars().map(wide).collect::<String>())
            }
            None => line.chars().map(wide).collect(),
        };
        l.into_iter().map(line).collect()
    }),
    ("a caption above", |mut l| {
        l.insert(0, "2025年政府信息公开情况".to_owned());
        l
    }),
    ("an empty line within", |mut l| {
        l.insert(2, String::new());
        l
    }),
];

#[test]
fn a_table_is_read_however_it_was_pasted() {
    for (table, lines) in [
        ("主动公开", owned(&DISCLOSURE)),
        ("依申请公开", requests()),
        ("复议诉讼", owned(&DISPUTES)),
    ] {
        let right = numbers_only(&lines).join("\t");
        let right: Vec<String> = right
            .split('\t')
            .map(|n| n.parse::<rust_decimal::Decimal>().unwrap().normalize().to_string())
            .collect();
        for (what, change) in RIGHT {
            if table == "复议诉讼" && (what.contains("order") || what.contains("swapped")) {
                continue;
            }
            // The heads of a table in another order stand over other rows.
            if table == "主动公开" && (what.contains("order") || what.contains("swapped")) {
                let rows: Vec<String> =
                    lines.iter().filter(|l| l.contains(['0', '1', '3'])).cloned().collect();
                assert_eq!(read(table, &change(rows)).unwrap(), right, "{table}: {what}");
                continue;
            }
            let lines = change(lines.clone());
            let found =
                read(table, &lines).unwrap_or_else(|e| panic!("{table}: {what}: {e}\n{lines:#?}"));
            assert_eq!(found, right, "{table}: {what}");
        }
    }
}

#[test]
fn rows_of_disputes_may_have_names() {
    let lines = owned(&[
        "行政诉讼\t复议后起诉\t0\t0\t0\t4\t4",
        "\t未经复议直接起诉\t0\t1\t0\t0\t1",
        "行政复议\t1\t0\t0\t2\t3",
    ]);
    assert_eq!(
        read("复议诉讼", &lines).unwrap(),
        numbers_only(&owned(&DISPUTES))[0].split('\t').collect::<Vec<_>>()
    );
    let without: Vec<String> = ["1\t0\t0\t2\t0\t1\t0\t0\t0\t0\t0\t4"].map(str::to_owned).to_vec();
    assert_eq!(read("复议诉讼", &without).unwrap().len(), 15);
}

/// A change of one line, and the code and a part of the message that is told at the line where a text
/// stands.
struct Slip {
    table: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    message: &'static str,
    at: &'static str,
}

const fn slip(
    table: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    message: &'static str,
    at: &'static str,
) -> Slip {
    Slip { table, from, to, code, message, at }
}

const B: &str = "依申请公开";
const A: &str = "主动公开";
const C: &str = "复议诉讼";

const SLIPS: &[Slip] = &[
    // A label that the form does not have.
    slip(B, "4.保护第三方合法权益", "9.别的", "NB020", "不认识“9.别的”", "9.别的"),
    slip(B, "一、本年新收", "一、2024年新收", "NB020", "不认识“一、2024年新收", "一、2024"),
    slip(B, "（一）予以公开", "（一）与以公開", "NB020", "不认识", "（一）与以"),
    slip(A, "行政强制", "行政征收", "NB020", "不认识“行政征收”", "行政征收"),
    slip(A, "规章", "地方性法规", "NB020", "不认识“地方性法规”", "地方性法规"),
    slip(
        B,
        "四、结转下年度继续办理",
        "注：截至年底\n四、结转下年度继续办理",
        "NB020",
        "不认识“注",
        "注：",
    ),
    // A label in the wrong place.
    slip(
        B,
        "（一）予以公开",
        "（二）部分公开",
        "NB021",
        "“（二）部分公开（区",
        "\t（二）部分公开（",
    ),
    slip(
        B,
        "\t（四）无法提供\t1",
        "\t（五）不予处理\t1",
        "NB033",
        "不在“（五）不予处理”下面",
        "（五）不予处理\t1.本",
    ),
    slip(B, "\t1.属于国家秘密", "", "NB033", "“（三）不予公开”下面还有几行", "（三）不予公开"),
    slip(A, "行政强制\t0", "行政处罚\t0", "NB021", "“行政处罚”写了两次", "行政处罚\t0"),
    slip(
        A,
        "第二十条第（五）项",
        "第二十条第（六）项",
        "NB033",
        "“行政许可”不在“第二十条第（六）项”下面",
        "行政许可\t35",
    ),
    // Rows that are missing, or too many.
    slip(
        B,
        "\t\t4.保护第三方合法权益\t2\t0\t0\t0\t0\t0\t2\n",
        "",
        "NB030",
        "没有“办理结果”下“不予公开”下“保护第三方合法权益”",
        "依申请公开",
    ),
    slip(
        B,
        "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1\n",
        "",
        "NB030",
        "没有“结转下年度”",
        "依申请公开",
    ),
    slip(A, "行政强制\t0\n", "", "NB030", "没有“行政强制”", "主动公开"),
    slip(A, "行政许可\t35\n", "行政许可\t35\n35\n", "NB033", "没有行名", "35"),
    slip(A, "规章\t0\t0\t0\n", "规章\t0\t0\t0\n规章\t0\t0\t0\n", "NB021", "“规章”写了两次", "规章"),
    // Columns.
    slip(
        B,
        "一、本年",
        "商业企业\t自然人\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n一、本年",
        "NB033",
        "次序不同",
        "商业企业\t自然人",
    ),
    slip(
        B,
        "一、本年",
        "自然人\t商业企业\t科研机构\t总计\n一、本年",
        "NB033",
        "少了几列",
        "自然人\t商业",
    ),
    slip(
        B,
        "一、本年",
        "自然人\t商业企业\t科研院所\t社会公益组织\t法律服务机构\t其他\t总计\n一、本年",
        "NB020",
        "不认识“科研院所”",
        "自然人",
    ),
    slip(
        A,
        "本年制发件数\t本年废止件数",
        "本年废止件数\t本年制发件数",
        "NB033",
        "次序不同",
        "信息内容\t本年废",
    ),
    slip(
        C,
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经",
        "结果纠正\t结果维持\t其他结果\t尚未审结\t总计\t未经",
        "NB033",
        "次序不同",
        "结果纠正\t结果维持",
    ),
    slip(
        A,
        "信息内容\t本年处理决定数量\n行政许可",
        "信息内容\t本年收费金额（单位：万元）\n行政许可",
        "NB033",
        "“行政许可”上面的表头",
        "行政许可",
    ),
    slip(B, "\t2\t0\t0\t0\t0\t9\n二", "\t2\t0\t9\n二", "NB030", "这里有 4 个", "一、本年新收"),
    slip(A, "规章\t0\t0\t0", "规章\t0\t0\t0\t0", "NB030", "这里有 4 个", "规章"),
    slip(A, "行政许可\t35", "行政许可\t35\t1", "NB030", "应有 1 个数，这里有 2 个", "行政许可"),
    slip(A, "规章\t0", "1\t规章\t0", "NB033", "行名“规章”前面还有数", "1\t规章"),
    // Money in another unit.
    slip(
        A,
        "行政事业性收费\t3.50",
        "行政事业性收费（元）\t35000",
        "NB033",
        "以元计",
        "行政事业性收费（元）",
    ),
    slip(
        A,
        "（单位：万元）",
        "（单位：元）",
        "NB033",
        "以元计",
        "信息内容\t本年收费金额（单位：元）",
    ),
    slip(A, "（单位：万元）", "(元)", "NB033", "以元计", "信息内容\t本年收费金额(元)"),
    slip(A, "第二十条第（一）项", "单位：元\n第二十条第（一）项", "NB033", "以元计", "单位：元"),
    slip(A, "行政事业性收费\t", "行政事业性收费/千元\t", "NB033", "以元计", "行政事业性收费/千元"),
];

#[test]
fn a_wrong_label_is_never_taken() {
    for slip in SLIPS {
        let lines = match slip.table {
            A => owned(&DISCLOSURE),
            B => requests(),
            _ => owned(&DISPUTES),
        };
        let text = lines.join("\n") + "\n";
        assert!(text.contains(slip.from), "{}", slip.from);
        let text = text.replacen(slip.from, slip.to, 1);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let yaml = yaml(slip.table, &lines);
        let errors = load(&yaml).expect_err(slip.to);
        let told =
            errors.iter().find(|e| e.code.id() == slip.code && e.message.contains(slip.message));
        let told = told.unwrap_or_else(|| panic!("{}: {errors}", slip.to));
        let place = told.primary.as_ref().unwrap();
        let line = yaml.lines().nth(place.at.start().line - 1).unwrap();
        assert!(line.contains(slip.at), "{}: {line}", slip.to);
        assert_eq!(errors[0].severity, Severity::Error);
    }
}

#[test]
fn what_is_counted_of_lines_without_labels_is_true() {
    let rows = numbers_only(&requests());
    let transposed: Vec<String> = (0..7)
        .map(|column| {
            rows.iter().map(|r| r.split('\t').nth(column).unwrap()).collect::<Vec<_>>().join("\t")
        })
        .collect();
    let without_total_column = |rows: &[String]| -> Vec<String> {
        rows.iter().map(|row| row.rsplit_once('\t').unwrap().0.to_owned()).collect()
    };
    for (lines, message) in [
        (rows[..24].to_vec(), "有 24 行数，整张表应有 25 行（不写总计行时 24 行）"),
        ([&rows[..], &rows[..1]].concat(), "有 26 行数，整张表应有 25 行"),
        (transposed, "有 7 行数，整张表应有 25 行"),
        (vec![rows.join("\t") + "\t0"], "有 176 个数，整张表应有 175 个（不算总计 144 个）"),
        (without_total_column(&rows)[..23].to_vec(), "有 23 行数"),
    ] {
        let errors = load(&yaml("依申请公开", &lines)).unwrap_err();
        assert_eq!(errors.len(), 1, "{errors}");
        assert_eq!(errors[0].code.id(), "NB030");
        assert!(errors[0].message.contains(message), "{errors}");
    }
    let right = read("依申请公开", &requests()).unwrap();
    let mut rows = without_total_column(&rows);
    assert_eq!(read("依申请公开", &rows).unwrap(), right);
    rows.remove(23);
    assert_eq!(read("依申请公开", &rows).unwrap(), right);
}

#[test]
fn what_is_empty_or_no_number_is_told_at_its_cell() {
    let mut lines = requests();
    lines[0] = "一、本年新收政府信息公开申请数量\t7\t2\t\t\t0\t0\t9".to_owned();
    lines[4] = "\t（三）不予公开\t1.属于国家秘密".to_owned();
    lines[24] = "四、结转下年度继续办理\t不详\t0\t0\t0\t0\t0\t1".to_owned();
    let (report, _) = load(&yaml("依申请公开", &lines)).unwrap();
    let found = check(&report, &Context::default());
    let told: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    for part in [
        "“一、本年新收政府信息公开申请数量”行 科研机构、社会公益组织列空着",
        "“1.属于国家秘密”空着",
        "“四、结转下年度继续办理”行 自然人列：应是数，填的是 不详",
    ] {
        assert!(told.iter().any(|message| message.contains(part)), "{told:#?}");
    }
}
