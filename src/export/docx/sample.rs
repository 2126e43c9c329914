//! A document like the filed one, made by hand: what the tests of this folder look at.

use crate::{
    document::*,
    layout::{BlockFacts, Facts, Keep, PlacedLine, PlacedText},
};
use std::sync::Arc;

/// Style numbers.
pub(super) const TITLE: usize = 0;
pub(super) const BODY: usize = 1;
pub(super) const H1: usize = 2;
pub(super) const H2: usize = 3;
pub(super) const H3: usize = 4;
pub(super) const CELL: usize = 5;
pub(super) const SIGNATURE: usize = 6;
const NOTE: usize = 7;
/// Character style number of the run-in head.
pub(super) const RUN_IN: usize = 0;

const TABLE_B: &[(usize, usize, usize, usize, &str)] = &[
    (0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
    (0, 3, 1, 7, "申请人情况"),
    (1, 3, 2, 1, "自然人"),
    (1, 4, 1, 5, "法人或其他组织"),
    (1, 9, 2, 1, "总计"),
    (2, 4, 1, 1, "商业企业"),
    (2, 5, 1, 1, "科研机构"),
    (2, 6, 1, 1, "社会公益组织"),
    (2, 7, 1, 1, "法律服务机构"),
    (2, 8, 1, 1, "其他"),
    (3, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
    (4, 0, 1, 3, "二、上年结转政府信息公开申请数量"),
    (5, 0, 22, 1, "三、本年度办理结果"),
    (5, 1, 1, 2, "（一）予以公开"),
    (6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    (7, 1, 8, 1, "（三）不予公开"),
    (7, 2, 1, 1, "1.属于国家秘密"),
    (8, 2, 1, 1, "2.其他法律行政法规禁止公开"),
    (9, 2, 1, 1, "3.危及“三安全一稳定”"),
    (10, 2, 1, 1, "4.保护第三方合法权益"),
    (11, 2, 1, 1, "5.属于三类内部事务信息"),
    (12, 2, 1, 1, "6.属于四类过程性信息"),
    (13, 2, 1, 1, "7.属于行政执法案卷"),
    (14, 2, 1, 1, "8.属于行政查询事项"),
    (15, 1, 3, 1, "（四）无法提供"),
    (15, 2, 1, 1, "1.本机关不掌握相关政府信息"),
    (16, 2, 1, 1, "2.没有现成信息需要另行制作"),
    (17, 2, 1, 1, "3.补正后申请内容仍不明确"),
    (18, 1, 5, 1, "（五）不予处理"),
    (18, 2, 1, 1, "1.信访举报投诉类申请"),
    (19, 2, 1, 1, "2.重复申请"),
    (20, 2, 1, 1, "3.要求提供公开出版物"),
    (21, 2, 1, 1, "4.无正当理由大量反复申请"),
    (22, 2, 1, 1, "5.要求行政机关确认或重新出具已获取信息"),
    (23, 1, 3, 1, "（六）其他处理"),
    (23, 2, 1, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    (24, 2, 1, 1, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    (25, 2, 1, 1, "3.其他"),
    (26, 1, 1, 2, "（七）总计"),
    (27, 0, 1, 3, "四、结转下年度继续办理"),
];

const TABLE_C: &[(usize, usize, usize, usize, &str)] = &[
    (0, 0, 1, 5, "行政复议"),
    (0, 5, 1, 10, "行政诉讼"),
    (1, 0, 2, 1, "结果维持"),
    (1, 1, 2, 1, "结果纠正"),
    (1, 2, 2, 1, "其他结果"),
    (1, 3, 2, 1, "尚未审结"),
    (1, 4, 2, 1, "总计"),
    (1, 5, 1, 5, "未经复议直接起诉"),
    (1, 10, 1, 5, "复议后起诉"),
    (2, 5, 1, 1, "结果维持"),
    (2, 6, 1, 1, "结果纠正"),
    (2, 7, 1, 1, "其他结果"),
    (2, 8, 1, 1, "尚未审结"),
    (2, 9, 1, 1, "总计"),
    (2, 10, 1, 1, "结果维持"),
    (2, 11, 1, 1, "结果纠正"),
    (2, 12, 1, 1, "其他结果"),
    (2, 13, 1, 1, "尚未审结"),
    (2, 14, 1, 1, "总计"),
];

pub(super) fn text(family: &str, size: Pt, tracking: Pt) -> TextStyle {
    TextStyle { family: family.into(), ..sample::text_style(size, tracking) }
}

fn named(name: &str, role: Option<Role>, format: ParagraphFormat, text: TextStyle) -> NamedStyle {
    NamedStyle { name: name.into(), role, format: Arc::new(format), text: Arc::new(text) }
}

fn styles() -> Vec<NamedStyle> {
    let body = ParagraphFormat {
        first: 32.0,
        first_chars: Some(2.0),
        ..ParagraphFormat::new(Align::Justify, 28.95)
    };
    let head = ParagraphFormat { keep_next: true, keep_lines: true, ..body.clone() };
    vec![
        named(
            "标题",
            Some(Role::Title),
            ParagraphFormat {
                balance: true,
                after: 28.95,
                ..ParagraphFormat::new(Align::Center, 33.0)
            },
            text("方正小标宋简体", 22.0, 0.0),
        ),
        named("正文", Some(Role::Body), body.clone(), text("仿宋_GB2312", 16.0, -0.25)),
        named("一级标题", Some(Role::Heading(1)), head.clone(), text("黑体", 16.0, -0.25)),
        named("二级标题", Some(Role::Heading(2)), head.clone(), text("楷体_GB2312", 16.0, -0.25)),
        named("三级标题", Some(Role::Heading(3)), head.clone(), text("仿宋_GB2312", 16.0, -0.25)),
        named("表格文字", None, ParagraphFormat::new(Align::Left, 12.5), text("宋体", 10.0, 0.0)),
        named(
            "署名",
            None,
            ParagraphFormat::new(Align::Left, 28.95),
            text("仿宋_GB2312", 16.0, -0.25),
        ),
        named(
            "表注",
            None,
            ParagraphFormat::new(Align::Left, 12.5),
            text("楷体_GB2312", 10.0, 0.0),
        ),
    ]
}

/// An empty document of the default profile.
pub(super) fn empty() -> Document {
    Document {
        meta: sample::meta(),
        page: PageStyle {
            number: Some(PageNumber {
                text: TextStyle { latin: "宋体".into(), ..text("宋体", 14.0, 0.0) },
                before: "— ".into(),
                after: " —".into(),
                below: 7.0 * MM,
                inset: 14.0,
                place: PageNumberPlace::Outside,
            }),
            ..sample::page()
        },
        styles: styles(),
        char_styles: vec![CharStyle {
            name: "段首标题".into(),
            text: Arc::new(text("楷体_GB2312", 16.0, -0.25)),
        }],
        ..sample::document(Vec::new())
    }
}

impl Document {
    /// A paragraph in one of the sample's styles.
    pub(super) fn para(&self, style: usize, words: &str) -> Paragraph {
        let named = &self.styles[style];
        let run = Run { text: words.into(), style: Arc::clone(&named.text), char_style: None };
        Paragraph {
            role: named.role.unwrap_or_default(),
            style: StyleId(style),
            format: Arc::clone(&named.format),
            inlines: if words.is_empty() { Vec::new() } else { vec![Inline::Text(run)] },
        }
    }
}

/// A table from its labelled cells; every other place holds `0`.
fn table(
    document: &Document,
    labels: &[(usize, usize, usize, usize, &str)],
    widths: &[Pt],
    rows: usize,
    header_rows: usize,
) -> Table {
    let mut free = vec![vec![true; widths.len()]; rows];
    let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); rows];
    for (row, column, rowspan, colspan, words) in labels {
        for line in free.iter_mut().skip(*row).take(*rowspan) {
            line[*column..column + colspan].fill(false);
        }
        cells[*row].push(cell(document, *column, (*rowspan, *colspan), words, *row < header_rows));
    }
    for (row, line) in free.iter().enumerate() {
        for column in (0..line.len()).filter(|column| line[*column]) {
            cells[row].push(cell(document, column, (1, 1), "0", false));
        }
        cells[row].sort_by_key(|cell| cell.column);
    }
    Table {
        caption: "收到和处理政府信息公开申请情况".into(),
        columns: widths.to_vec(),
        rows: cells.into_iter().map(|cells| Row { cells, min_height: 18.0 }).collect(),
        header_rows,
        border: 0.5,
        border_color: Color::BLACK,
        padding_x: 2.0,
        padding_y: 2.0,
        keep_together: true,
    }
}

fn cell(
    document: &Document,
    column: usize,
    (rowspan, colspan): (usize, usize),
    words: &str,
    head: bool,
) -> Cell {
    let style = if words.starts_with("（本列") { NOTE } else { CELL };
    let mut paragraph = document.para(style, words);
    let centred = words == "0" || head && style == CELL;
    if centred {
        let format =
            ParagraphFormat { align: Align::Center, ..ParagraphFormat::clone(&paragraph.format) };
        paragraph.format = Arc::new(format);
    }
    Cell {
        column,
        colspan,
        rowspan,
        kind: if head { CellKind::ColumnHead } else { CellKind::Data },
        valign: VAlign::Middle,
        fill: (rowspan > 3).then_some(Color { r: 0xF2, g: 0xF2, b: 0xF2 }),
        stacked: rowspan > 20,
        paragraphs: vec![paragraph],
    }
}

/// Table B of 〔2021〕30号 in 156 mm.
pub(super) fn table_b(document: &Document) -> Table {
    let mut widths = vec![12.1 * MM, 14.7 * MM, 52.2 * MM];
    widths.extend([11.0 * MM; 7]);
    table(document, TABLE_B, &widths, 28, 3)
}

/// Table C of 〔2021〕30号 in 156 mm.
pub(super) fn table_c(document: &Document) -> Table {
    let mut out = table(document, TABLE_C, &[10.4 * MM; 15], 4, 3);
    out.caption = "政府信息公开行政复议、行政诉讼情况".into();
    out
}

const LONG: &str = "为使政务公开工作不流于形式，不走过场，我乡着眼于建立政务公开长效机制，使政务公开成为一种自觉的意识和行为。一是进一步完善领导机制。成立以政府乡长为组长，组织委员为副组长，各中心（站、所）负责人为成员的政务公开领导小组，下设办公室在乡综合管理办公室，由综合管理办主任兼任办公室主任，进一步强化了政务公开工作的领导和管理，各中心（站、所）办公室实行目标责任管理，落实“主体责任”，做到了领导、部门、人员“三到位”。形成纵到底、横到边、上下联动、整体推进的工作体系。二是建立健全各项制度。我乡始终把制度建设贯穿于政务公开工作全过程，建立健全了《铜厂乡政务公开审核制度》《铜厂乡依法申请公开制度》《铜厂彝族乡政府信息网信息发布审核制度》《铜厂乡政务公开责任追究制度》《铜厂乡政府网站管理办法》等规章制度，提高我乡政府信息公开工作水平，实现政府信息公开工作规范化、系统化和制度化。三是根据省、市2022年政务公开工作要求分工方案，对我乡政府信息与政务公开工作人员开展业务培训，将政务公开纳入铜厂乡2022年目标任务综合考评内容中。";

/// The sample and what layout would have found out about it.
pub(super) fn sample() -> (Document, Facts) {
    let mut document = empty();
    let mut facts = Facts::default();
    let mut add = |block: Block, fact: BlockFacts| {
        document.blocks.push(block);
        facts.blocks.push(fact);
    };
    let base = empty();
    let para = |style, words: &str| Block::Paragraph(base.para(style, words));
    let plain = || BlockFacts::Plain;

    let breaks = vec!["铜厂乡2022年".to_owned(), "政府信息公开工作年度报告".to_owned()];
    add(
        para(TITLE, "铜厂乡2022年政府信息公开工作年度报告"),
        BlockFacts::Paragraph { breaks, keep: Keep::Nothing, nudge: 0.0, flush_left: false },
    );
    add(para(BODY, LONG), plain());
    add(para(H1, "一、总体情况"), plain());
    for _ in 0..2 {
        add(para(BODY, LONG), plain());
        add(para(H2, "（一）政府信息公开情况"), plain());
        add(para(H3, "1. 主动公开"), plain());
        add(Block::Paragraph(run_in(&base)), plain());
    }
    add(para(H1, "二、收到和处理政府信息公开申请情况"), plain());
    add(Block::Table(table_b(&base)), whole(heights_b()));
    add(Block::PageBreak, plain());
    add(para(H1, "三、政府信息公开行政复议、行政诉讼情况"), plain());
    add(Block::Table(table_c(&base)), whole(vec![18.0, 18.0, 29.0, 18.0]));
    add(
        para(
            BODY,
            "（四）监督方面力度不足——“三公”经费……转载于https://www.ynxxgk.gov.cn/a?b=1&c=2，<w:p/> ]]> naïve。",
        ),
        plain(),
    );
    let lines = vec![
        PlacedLine {
            texts: vec![PlacedText {
                text: "铜厂彝族乡人民政府".into(),
                left: 17.0 * 15.75,
                right: 31.5,
                tracking: 0.0,
            }],
            before: 28.95,
        },
        PlacedLine {
            texts: vec![PlacedText {
                text: "2023年1月17日".into(),
                left: 19.0 * 15.75,
                right: 30.5,
                tracking: 0.0,
            }],
            before: 0.0,
        },
    ];
    let signature = Signature {
        style: StyleId(SIGNATURE),
        bodies: vec!["铜厂彝族乡人民政府".into()],
        date: "2023年1月17日".into(),
        sealed: false,
        seals: Vec::new(),
    };
    add(
        Block::Signature(signature),
        BlockFacts::Signature { lines, seals: Vec::new(), noted: false },
    );
    (document, facts)
}

/// A table on one page, a line of text in each row.
fn whole(heights: Vec<Pt>) -> BlockFacts {
    let rows = heights.len();
    let kept = (1..=rows).map(|row| row < rows).collect();
    BlockFacts::Table { texts: vec![12.0; rows], heights, kept }
}

fn heights_b() -> Vec<Pt> {
    let mut out = vec![18.0; 28];
    (out[2], out[6], out[23], out[24]) = (40.0, 27.0, 27.0, 39.0);
    out
}

/// `（一）信息公开时间节点把握不准。` in 楷体, the rest in 仿宋.
pub(super) fn run_in(document: &Document) -> Paragraph {
    let mut out = document.para(BODY, "部分信息公开不及时，未能全部按照时间节点公开。");
    let style = &document.char_styles[RUN_IN].text;
    out.inlines.insert(
        0,
        Inline::Text(Run {
            text: "（一）信息公开时间节点把握不准。".into(),
            style: Arc::clone(style),
            char_style: Some(CharStyleId(RUN_IN)),
        }),
    );
    out
}
