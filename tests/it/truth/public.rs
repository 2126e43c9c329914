//! The kinds of complaints that were public elsewhere, each with inputs of our own: what is told, what is
//! printed.

use super::plain;
use nianbao::{
    check::Context,
    diagnostic::{Diagnostics, Severity},
    document,
    render::{Kit, Wishes},
    report::{Forms, starter},
};
use std::{fmt::Write as _, fs, path::Path};

/// What a case is written in.
enum Doc {
    /// Lines of a notice; those that are not given are plain.
    Notice(&'static str),
    /// A line of the starter's, and what stands there instead.
    Report(&'static str, &'static str),
    /// A template's markup, its items, the data.
    Free(&'static str, &'static str, &'static str),
}

use Doc::{Free, Notice, Report};

/// A case: its number, what is typed, the code that is told (none: it is read as it is meant), and what is
/// printed.
struct Case(&'static str, &'static str, Doc, &'static str, &'static [&'static str]);

const VALUE: &str =
    "  标题: { 类型: 分行, 必填: 是 }\n  值: { 类型: 任意 }\n  日期: { 类型: 日期 }\n";
const TWO_LINES: &str = "标题: 换行\n值: |\n  某县某镇\n  政府大院2号楼\n日期: 2026年12月10日\n";
const THIRD: &str = "  （三）政府信息管理。";

const CASES: &[Case] = &[
    Case("01", "总体情况后面没有 |", Report("总体情况: |", "总体情况:"), "NB035", &[]),
    Case("01", "总体情况后面是 ｜", Report("总体情况: |", "总体情况: ｜"), "NB035", &[]),
    Case("01", "总体情况后面是 >", Report("总体情况: |", "总体情况: >"), "NB035", &[]),
    Case("01", "通知的正文没有 |", Notice("正文:\n  一、第一段。\n  二、第二段。"), "NB035", &[]),
    Case("01", "通知的正文写 >-", Notice("正文: >-\n  一、第一段。\n  二、第二段。"), "NB035", &[]),
    Case("02", "通知里没有填的空", Notice("正文: |\n  联系人：【请填写：姓名】。"), "NB119", &[]),
    Case("02", "通知里的半角逗号", Notice("正文: |\n  按照要求,各单位报送。"), "NB121", &[]),
    Case(
        "02",
        "通知里的发文字号",
        Notice("正文: |\n  按照国办公开办函[2021]30号要求。"),
        "NB122",
        &[],
    ),
    Case("02", "通知标题里的叠字", Notice("标题: 关于开展检查的的通知"), "NB123", &[]),
    Case("02", "通知里的虚位", Notice("正文: |\n  各单位于2026年01月05日前报送。"), "NB125", &[]),
    Case("02", "通知里的半个括号", Notice("正文: |\n  各单位报送（含电子版。"), "NB126", &[]),
    Case("03", "减号后面没有空格", Notice("附件:\n  -年度报告格式\n  -时间安排表"), "NB023", &[]),
    Case("03", "破折号", Notice("附件:\n  — 年度报告格式\n  — 时间安排表"), "NB023", &[]),
    Case("03", "间隔号", Notice("附件:\n  · 年度报告格式\n  · 时间安排表"), "NB023", &[]),
    Case("03", "编号", Notice("附件:\n  1. 年度报告格式\n  2. 时间安排表"), "NB023", &[]),
    Case(
        "03",
        "报告标题的减号",
        Report("年度: 2025", "年度: 2025\n标题:\n  -柳河镇2025年\n  -政府信息公开工作年度报告"),
        "NB023",
        &[],
    ),
    Case("04", "标题里的 #", Notice("标题: 某县 #3 公路建设的通知"), "NB036", &[]),
    Case("04", "附件里的 #", Notice("附件: 名单 #1"), "NB036", &[]),
    Case("04", "主送里的 #", Notice("主送: 各乡镇 #各街道"), "NB036", &[]),
    Case("04", "引号里的 #", Notice("附件: \"名单 #1\""), "", &["名单 #1"]),
    Case("04", "| 下面的 #", Notice("正文: |\n  见第 #3 号公告。"), "", &["第 #3 号"]),
    Case(
        "05",
        "部首",
        Notice("正文: |\n  ⽤户⾸次登录⽅法⻅附件，⼈⺠政府⼯作期⻓。"),
        "NB042",
        &["用户首次登录方法见附件，人民政府工作期长。"],
    ),
    Case(
        "05",
        "部首作序号",
        Notice("正文: |\n  ⼀、总体要求\n  正文。"),
        "NB042",
        &["[一级标题] 一、总体要求"],
    ),
    Case("05", "兼容字", Notice("署名: 某县\u{F9E1}镇人民政府"), "NB042", &["某县李镇人民政府"]),
    Case(
        "05",
        "报告的机关",
        Report("机关: 柳河镇人民政府", "机关: 柳河镇⼈⺠政府"),
        "NB042",
        &["柳河镇人民政府"],
    ),
    Case("05", "项的名称", Report("年度: 2025", "\u{F98E}度: 2025"), "", &["柳河镇2025年"]),
    Case(
        "06",
        "两个单位之间的空格",
        Notice("标题: \"中共某县委办公室 某县人民政府办公室关于做好工作的通知\""),
        "",
        &["办公室 某县人民政府"],
    ),
    Case("06", "主送里的空格", Notice("主送: 各乡镇 各街道"), "", &["各乡镇 各街道："]),
    Case(
        "06",
        "署名里的空格",
        Notice("署名: 中共某县委办公室 某县人民政府办公室"),
        "",
        &["中共某县委办公室 某县人民政府办公室"],
    ),
    Case("06", "附件名里的空格", Notice("附件: 甲表 乙表"), "", &["甲表 乙表"]),
    Case(
        "06",
        "没有引号的标题",
        Notice("标题: 某县委 某县政府关于某事的通知"),
        "",
        &["某县委 某县政府"],
    ),
    Case("07", "直引号", Report(THIRD, "  （三）政府信息管理。落实\"三公\"公开。"), "NB128", &[]),
    Case("07", "--", Report(THIRD, "  （三）政府信息管理。平台--网站。"), "NB128", &[]),
    Case("07", "...", Report(THIRD, "  （三）政府信息管理。公开...若干。"), "NB128", &[]),
    Case("07", "二O二六年", Report(THIRD, "  （三）政府信息管理。二O二六年公开。"), "NB128", &[]),
    Case("07", "∙", Report(THIRD, "  （三）政府信息管理。阿依古丽∙买买提反映。"), "NB128", &[]),
    Case(
        "08",
        "中文逗号",
        Report("  本年新收: [0, 0, 0, 0, 0, 0]", "  本年新收: [0，0，0，0，0，0]"),
        "",
        &[],
    ),
    Case(
        "08",
        "顿号",
        Report("  本年新收: [0, 0, 0, 0, 0, 0]", "  本年新收: [0、0、0、0、0、0]"),
        "",
        &[],
    ),
    Case(
        "08",
        "空格",
        Report("  本年新收: [0, 0, 0, 0, 0, 0]", "  本年新收: [0 0 0 0 0 0]"),
        "",
        &[],
    ),
    Case(
        "08",
        "中文括号",
        Report("  本年新收: [0, 0, 0, 0, 0, 0]", "  本年新收: ［0，0，0，0，0，0］"),
        "",
        &[],
    ),
    Case(
        "08",
        "少一个",
        Report("  本年新收: [0, 0, 0, 0, 0, 0]", "  本年新收: [0，0，0]"),
        "NB030",
        &[],
    ),
    Case("09", "一项用全角空格缩进", Report("  行政许可: 0", "　　行政许可: 0"), "", &[]),
    Case("09", "一项用网页空格缩进", Report("  行政许可: 0", "\u{A0}\u{A0}行政许可: 0"), "", &[]),
    Case(
        "09",
        "一段用全角空格缩进",
        Report(THIRD, "　　（三）政府信息管理。已公开。"),
        "",
        &["（三）政府信息管理。"],
    ),
    Case("09", "一段顶格", Report(THIRD, "（三）政府信息管理。已公开。"), "NB014", &[]),
    Case("09", "一项顶格", Report("  行政许可: 0", "行政许可: 0"), "NB014", &[]),
    Case(
        "10",
        "附件自己编号",
        Notice("附件: [1.年度报告格式, （2）时间安排表；, 三、联系人, 附件4.名单]"),
        "",
        &["附件：1.年度报告格式", "2.时间安排表", "3.联系人", "4.名单"],
    ),
    Case("10", "附件：附件", Notice("附件: 附件1：名单。"), "", &["附件：名单"]),
    Case(
        "10",
        "主送后面有标点",
        Notice("主送: 各乡镇人民政府，各街道办事处。"),
        "",
        &["各街道办事处："],
    ),
    Case("10", "主送各行有标点", Notice("主送: [各乡镇、, 各街道；]"), "", &["各乡镇，各街道："]),
    Case("10", "附注的半个括号", Notice("附注: 此件公开发布）"), "NB126", &["（此件公开发布）"]),
    Case("10", "附注的半角括号", Notice("附注: (此件公开发布)"), "NB121", &["（此件公开发布）"]),
    Case(
        "10",
        "抄送、印发自己写",
        Free(
            "<p>正文。</p><imprint><copy>{{ 值 }}</copy><issuer>办公室</issuer><date>{{ 日期 }}印发。</date></imprint>",
            VALUE,
            "标题: 版记\n值: 抄送：县委办公室；\n日期: 2026年1月5日\n",
        ),
        "",
        &["抄送：县委办公室。", "2026年1月5日印发"],
    ),
    Case(
        "10",
        "列表自己编号",
        Free(
            "<ol>{% for 项 in 值 %}<li>{{ 项 }}</li>{% endfor %}</ol>",
            VALUE,
            "标题: 列表\n值: [1.甲, 2、乙, （3）丙]\n",
        ),
        "NB128",
        &["1.甲", "2.乙", "3.丙"],
    ),
    Case(
        "11",
        "长标题",
        Notice("标题: 某县政务服务管理局关于2026年政府信息公开工作年度报告编制发布情况的通报"),
        "",
        &["年度报告编制发布情况的通报"],
    ),
    Case(
        "12",
        "段落里的换行",
        Free("<p>段：{{ 值 }}</p>", VALUE, TWO_LINES),
        "",
        &["段：某县某镇⏎政府大院2号楼"],
    ),
    Case(
        "12",
        "单元格里的换行",
        Free("<table widths=\"1\"><tr><td>{{ 值 }}</td></tr></table>", VALUE, TWO_LINES),
        "",
        &["某县某镇⏎政府大院2号楼"],
    ),
    Case(
        "12",
        "标题里的换行",
        Free("<h1>{{ 值 }}</h1>", VALUE, TWO_LINES),
        "",
        &["某县某镇⏎政府大院2号楼"],
    ),
    Case(
        "12",
        "列表里的换行",
        Free("<ul><li>{{ 值 }}</li></ul>", VALUE, TWO_LINES),
        "",
        &["某县某镇⏎政府大院2号楼"],
    ),
    Case(
        "12",
        "署名里的换行",
        Free(
            "<signature><body>{{ 值 }}</body><date>{{ 日期 }}</date></signature>",
            VALUE,
            TWO_LINES,
        ),
        "",
        &["某县某镇、政府大院2号楼"],
    ),
    Case(
        "12",
        "抄送里的换行",
        Free(
            "<p>文</p><imprint><copy>{{ 值 }}</copy><issuer>室</issuer><date>{{ 日期 }}</date></imprint>",
            VALUE,
            TWO_LINES,
        ),
        "",
        &["抄送：某县某镇⏎政府大院2号楼。"],
    ),
    Case(
        "12",
        "换行前后加了字",
        Free("<p>{{ 值 | upper }}</p>", VALUE, "标题: 换行\n值: |\n  甲a\n\n  乙b\n"),
        "",
        &["甲A⏎⏎乙B"],
    ),
    Case(
        "13",
        "一组长过一页",
        Free(
            "<table widths=\"1 1\" header-rows=\"1\"><tr><th>组</th><th>号</th></tr>{% for i in range(值) %}<tr>{% if loop.first %}<td rowspan=\"{{ 值 }}\">组</td>{% endif %}<td>第{{ i + 1 }}</td></tr>{% endfor %}</table>",
            VALUE,
            "标题: 大组\n值: 70\n",
        ),
        "",
        &["第1", "第70"],
    ),
    Case(
        "14",
        "只有表头的表",
        Free(
            "<p>前。</p><table widths=\"1 2\" header-rows=\"1\"><tr><th>序号</th><th>单位</th></tr></table><p>后。</p>",
            VALUE,
            "标题: 空表\n",
        ),
        "",
        &["前。", "序号", "后。"],
    ),
    Case(
        "15",
        "一行高过一页",
        Free(
            "<table widths=\"1 3\" header-rows=\"1\"><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>{{ \"很长的文字，\" * 值 }}尾</td></tr></table>",
            VALUE,
            "标题: 高行\n值: 250\n",
        ),
        "",
        &["很长的文字，尾"],
    ),
    Case(
        "16",
        "冒号后面的数字",
        Notice("正文: |\n  邮编：651100；电话：0877-4961234；电子邮箱：zwgk@example.com。"),
        "",
        &["电话：0877-4961234；"],
    ),
    Case(
        "17",
        "断不开的账号",
        Notice("正文: |\n  抖音号：mmfb2026_official_account，扫码关注。"),
        "",
        &["mmfb2026_official_account"],
    ),
    Case(
        "18",
        "印发机关很长",
        Free(
            "<p>文</p><imprint><issuer>{{ 值 }}</issuer><date>{{ 日期 }}</date></imprint>",
            VALUE,
            "标题: 版记\n值: 某某壮族苗族自治县人民政府政务公开工作领导小组\n日期: 2026年12月10日\n",
        ),
        "",
        &["政务公开工作领导小组"],
    ),
    Case(
        "19",
        "﹝﹞",
        Notice("正文: |\n  按照国办发﹝2021﹞30号文件要求。"),
        "",
        &["国办发〔2021〕30号"],
    ),
    Case(
        "20",
        "段首标题里有引号",
        Notice("正文: |\n  （一）公开“两项清单。”各单位要及时更新。"),
        "",
        &["（一）公开“两项清单。”", "各单位要及时更新。"],
    ),
    Case("21", "一．", Notice("正文: |\n  一．全角点"), "NB128", &[]),
    Case("21", "一.", Notice("正文: |\n  一.半角点"), "NB128", &[]),
    Case("21", "一 、", Notice("正文: |\n  一 、中间有空格"), "NB128", &[]),
    Case("21", "㈠", Notice("正文: |\n  ㈠括号数字"), "NB128", &[]),
    Case("21", "1、", Notice("正文: |\n  1、顿号"), "NB128", &[]),
    Case("21", "⒈", Notice("正文: |\n  ⒈带点数字"), "NB128", &[]),
    Case(
        "22",
        "数字后的 —、～",
        Notice("正文: |\n  2021—2025年规划，12～34件，5～10件。"),
        "",
        &["2021—2025年规划，12～34件，5～10件。"],
    ),
    Case(
        "23",
        "一格的数太宽",
        Free(
            "<table widths=\"1 2 1\"><tr><td>1</td><td>王某</td><td>{{ 值 }}</td></tr></table>",
            VALUE,
            "标题: 名单\n值: 1234567890123456\n",
        ),
        "",
        &["1234567890123456"],
    ),
    Case("24", "⋯⋯", Notice("正文: |\n  省略号⋯⋯。"), "NB128", &[]),
    Case("24", "⸺", Notice("正文: |\n  破折号⸺。"), "NB128", &[]),
    Case("24", "☑", Notice("正文: |\n  ☑主动公开。"), "NB128", &[]),
    Case("24", "☐", Notice("正文: |\n  ☐依申请公开。"), "NB128", &[]),
    Case("24", "二◯二六年", Notice("正文: |\n  二◯二六年公开。"), "NB128", &[]),
    Case("24", "⋅", Notice("正文: |\n  卓玛⋅某。"), "NB128", &[]),
    Case("24", "✅", Notice("正文: |\n  ✅主动公开。"), "NB301", &[]),
    Case("24", "⭕", Notice("正文: |\n  ⭕主动公开。"), "NB301", &[]),
    Case("25", "以 [ 开头", Notice("标题: [2026]通知"), "NB015", &[]),
    Case("25", "以 { 开头", Notice("标题: {附件}通知"), "NB015", &[]),
    Case("25", "以 ! 开头", Notice("标题: !通知"), "NB015", &[]),
    Case("25", "以 ? 开头", Notice("标题: ? 通知"), "NB015", &[]),
    Case("25", "以 - 开头", Notice("标题: - 通知"), "NB015", &[]),
    Case("25", "|文字", Notice("标题: |通知"), "NB015", &[]),
    Case("25", "以 @ 开头", Notice("标题: @通知"), "NB015", &[]),
    Case("25", "以 % 开头", Notice("标题: %通知"), "NB015", &[]),
    Case(
        "25",
        "第三项没有写",
        Free(
            "{% for r in 值 %}<p>{{ r.单位 }}</p>{% endfor %}",
            VALUE,
            "标题: 名单\n值:\n  - { 单位: 甲 }\n  - { 单位: 乙 }\n  - { 单位: }\n",
        ),
        "NB203",
        &[],
    ),
    Case(
        "26",
        "署名 29 字",
        Notice("署名: 某省人民政府办公厅政府信息与政务公开工作领导小组办公室工作专班"),
        "",
        &["工作领导小组办公室工作专班"],
    ),
    Case(
        "27",
        "数和 ㎡",
        Notice("正文: |\n  50㎡以上的，“3·15”活动期间。"),
        "",
        &["50㎡以上的，“3·15”活动期间。"],
    ),
    Case("27", "全角数字", Notice("正文: |\n  １２３条公开。"), "NB128", &[]),
];

const PLAIN: [(&str, &str); 4] = [
    ("标题", "关于某事的通知"),
    ("正文", "|\n  正文。"),
    ("署名", "某县人民政府办公室"),
    ("日期", "2026年12月10日"),
];

fn notice(own: &str) -> String {
    let given = |key: &str| own.lines().any(|line| line.starts_with(&format!("{key}:")));
    let mut out = format!("{own}\n");
    for (key, value) in PLAIN.iter().filter(|(key, _)| !given(key)) {
        let _ = writeln!(out, "{key}: {value}");
    }
    out
}

fn report(from: &str, to: &str) -> String {
    let text = starter(&Forms::default(), "柳河镇", 2025).unwrap();
    let line = text.lines().find(|line| line.starts_with(from)).unwrap_or_else(|| panic!("{from}"));
    text.replacen(&format!("\n{line}\n"), &format!("\n{to}\n"), 1)
}

/// What is told of a document, and the text of it.
fn run(doc: &Doc) -> (Diagnostics, String) {
    let home = tempfile::tempdir().unwrap();
    let (template, yaml): (Option<&Path>, String) = match doc {
        Notice(own) => (Some(Path::new("notice")), notice(own)),
        Report(from, to) => (None, report(from, to)),
        Free(markup, items, data) => {
            let manifest = format!("名称: 试验\n说明: 试验\n数据: 自由\n项目:\n{items}");
            fs::write(home.path().join("template.yaml"), manifest).unwrap();
            fs::write(home.path().join("report.html"), markup).unwrap();
            (Some(home.path()), (*data).to_owned())
        }
    };
    let template = template.map(|template| template.to_owned().into());
    let kit = Kit::load(Wishes { template, draft: true, ..Wishes::default() }).unwrap();
    let loaded = match kit.read("文件.yaml", yaml.as_bytes()) {
        Ok(loaded) => loaded,
        Err(errors) => return (errors, String::new()),
    };
    let found = kit.examine(loaded, &Context::default()).findings;
    let drawn = kit.draw("文件.yaml", yaml.as_bytes());
    (found, drawn.map_or_else(|_| String::new(), |drawn| document::emit(&drawn.document)))
}

/// The table of all cases; what is not as it should be goes to `wrong`.
pub(super) fn section(wrong: &mut Vec<String>) -> String {
    let mut page = String::from(
        "\n## Complaints that were public elsewhere\n\n\
         How lines and pages break (11, 13 to 20, 22, 23, 26, 27) is in [layout.md](layout.md); here is that \
         nothing is lost.\n\n| No. | Typed | Told | Printed |\n|---|---|---|---|\n",
    );
    for Case(number, what, doc, code, printed) in CASES {
        let (found, text) = run(doc);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.id()).collect();
        let first = found.iter().find(|finding| finding.code.id() == *code);
        let is_quiet = found.iter().all(|f| ["NB109", "NB110"].contains(&f.code.id()));
        if if code.is_empty() { !is_quiet } else { first.is_none() } {
            wrong.push(format!("{number} {what}: {codes:?}, not {code:?}"));
        }
        for words in printed.iter().filter(|words| !text.contains(**words)) {
            let body: Vec<&str> = text.lines().filter(|line| !line.starts_with("style ")).collect();
            wrong.push(format!("{number} {what}: “{words}” is not in\n{}", body.join("\n")));
        }
        let told = first.map_or("（照所想的读）".to_owned(), |finding| {
            let severity = if finding.severity == Severity::Error { "错误" } else { "警告" };
            format!("{severity} {} {}", finding.code, finding.message)
        });
        let shown = plain(&printed.join(" / "));
        let _ = writeln!(page, "| {number} | {} | {} | {shown} |", plain(what), plain(&told));
    }
    page
}

#[test]
fn an_empty_value_is_shown_in_the_data_too() {
    let Case(.., doc, _, _) = CASES.iter().find(|case| case.1 == "第三项没有写").unwrap();
    let (found, _) = run(doc);
    let finding = found.iter().find(|finding| finding.code.id() == "NB203").unwrap();
    let related = &finding.related[0];
    assert_eq!((related.at.start().line, &*related.at.source.name), (5, "文件.yaml"));
}
