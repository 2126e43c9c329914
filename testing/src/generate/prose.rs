//! Sentences of the kind these reports are made of.

use fastrand::Rng;
use std::fmt::Write;

const HEADINGS: &[&str] = &[
    "总体情况",
    "加强政策解读回应",
    "加强公开平台建设",
    "推进政务新媒体健康有序发展",
    "完善公开制度规范",
    "积极回应社会关切，持续推进基层政务公开标准化规范化建设",
    "存在的问题",
    "下一步工作计划",
];

const CLAUSES: &[&str] = &[
    "坚持以习近平新时代中国特色社会主义思想为指导",
    "严格按照《中华人民共和国政府信息公开条例》要求",
    "紧紧围绕“四个全面”战略布局",
    "坚持“以公开为常态、不公开为例外”",
    "及时在政府信息公开网及“两微一端”转载",
    "进一步理顺体制、机制，落实工作责任",
    "做到了领导、部门、人员“三到位”",
    "聚焦解决“两不愁三保障”突出问题",
    "依据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）",
    "按照国办公开办函〔2021〕30号文件",
    "形成纵到底、横到边、上下联动、整体推进的工作体系——这是制度化的基础",
    "对侵犯群众知情权、损害群众合法利益造成严重影响的……要追究责任",
    "及时将2021年秋季-2022年春季学期“雨露计划”补助公示发布",
    "在人员、经费、设施等方面予以保障",
    "把好政治关、政策关、文字关",
    "通过政府网站（含“互联网+督查”专栏）公开",
    "建设政务服务APP和Wi-Fi覆盖的便民服务点",
    "参照GB/T 9704-2012和ISO 32000要求排版",
    "畲族㙦寨、流波䃥、巺寮等自然村",
    "生态铜厂·菌子之乡微信公众号",
];

/// A heading without its number.
pub fn heading(rng: &mut Rng) -> String {
    HEADINGS[rng.usize(..HEADINGS.len())].to_owned()
}

/// One paragraph on one line. Addresses stand where reports have them, in a paragraph about the
/// electronic version: behind a space LibreOffice breaks them by a rule of its own (docs/layout.md).
pub fn paragraph(rng: &mut Rng, year: i32) -> String {
    if rng.u8(..9) == 0 {
        return format!(
            "本年度报告电子版可从政府网站（https://www.example.gov.cn/zwgk/zfxxgk/{year}/01-{:02}/content_{}.html）\
             下载。如有疑问，请联系党政综合办公室（电话：0877—49638{:02}，邮箱：zfxxgk-{}@example.gov.cn）。\n",
            rng.u8(1..=31),
            rng.u32(100_000..9_999_999),
            rng.u8(..100),
            rng.u8(..),
        );
    }
    let mut out = format!("{year}年，我单位");
    for _ in 0..rng.usize(1..=5) {
        sentence(&mut out, rng, year);
    }
    out.push('\n');
    out
}

fn sentence(out: &mut String, rng: &mut Rng, year: i32) {
    for _ in 0..rng.usize(1..=4) {
        out.push_str(CLAUSES[rng.usize(..CLAUSES.len())]);
        out.push('，');
    }
    let _ = match rng.u8(..10) {
        0 => write!(out, "公开政府信息{}条。", rng.u32(1..20_000)),
        1 => write!(
            out,
            "办结率{}.{}%，同比增长{}.{:02}个百分点。",
            rng.u8(..100),
            rng.u8(..10),
            rng.u8(..9),
            rng.u8(..100)
        ),
        2 => write!(out, "共计投入资金{}.{:02}万元；", rng.u32(1..100_000), rng.u8(..100)),
        3 => write!(out, "受理率、办结率均为{}%。", rng.u8(..=100)),
        4 => write!(out, "群众说：“公开‘看得见’，办事‘找得到’！”"),
        5 => write!(
            out,
            "全年“三公”经费支出1,234,567.{:02}元，占比≤{}‰。",
            rng.u8(..100),
            rng.u8(..10)
        ),
        6 => write!(
            out,
            "于{year}年{}月{}日前办结{}件（其中：依申请公开{}件）。",
            rng.u8(1..=12),
            rng.u8(1..=28),
            rng.u16(..),
            rng.u8(..)
        ),
        8 => write!(
            out,
            "截至{year}年12月31日，12345热线受理{}件，24小时内答复{}件。",
            rng.u16(..),
            rng.u8(..)
        ),
        7 => write!(out, "一是强化组织领导；二是健全制度；三是抓好“回头看”。"),
        _ => write!(out, "取得实效。"),
    };
}

/// Paragraphs with headings of the lower levels, own-line and run-in.
pub fn nested(rng: &mut Rng, year: i32, size: usize) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut out = String::new();
    let (mut second, mut third) = (0, 0);
    for _ in 0..size {
        match rng.u8(..6) {
            0 if second < 10 => {
                let _ = writeln!(out, "（{}）{}", NUMERALS[second], heading(rng));
                second += 1;
                third = 0;
            }
            1 if second < 10 => {
                let _ = write!(out, "（{}）{}。", NUMERALS[second], heading(rng));
                second += 1;
                third = 0;
            }
            2 => {
                third += 1;
                let _ = writeln!(out, "{third}.{}", heading(rng));
            }
            3 => {
                let _ = write!(out, "（{}）", rng.u8(1..=9));
            }
            _ => {}
        }
        out.push_str(&paragraph(rng, year));
    }
    out
}
