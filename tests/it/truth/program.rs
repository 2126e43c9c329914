//! What the commands say where users were stuck or misled: each tried in a folder of its own.

use super::plain;
use crate::cli::{folder, nianbao, run};
use nianbao::report::{Forms, starter};
use std::{fmt::Write as _, fs, path::Path};

/// A case: its number, what is done, the files, the lines of the command, and words that are said (or, with
/// `！` in front, are not).
struct Case(
    &'static str,
    &'static str,
    fn(&Path),
    &'static [&'static [&'static str]],
    &'static [&'static str],
);

fn unit(home: &Path, name: &str, change: &[(&str, &str)]) {
    let mut text = starter(&Forms::default(), name, 2025).unwrap();
    for (from, to) in change {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    fs::write(home.join(format!("{name}.yaml")), text).unwrap();
}

fn county(home: &Path) {
    let list = "县名: 云县\n年度: 2025\n成文日期: 2026年1月20日\n单位: [柳河镇, 白水镇, 云岭乡]\n";
    fs::write(home.join("county.yaml"), list).unwrap();
    for name in ["云岭乡", "白水镇", "柳河镇"] {
        unit(home, name, &[]);
    }
}

const NOTHING: fn(&Path) = |_| {};
const ROW: &str = "  本年新收: [0, 0, 0, 0, 0, 0]";
const CHECK: &[&[&str]] = &[&["check", "柳河镇.yaml"]];

const CASES: &[Case] = &[
    Case(
        "1.1",
        "只改机关",
        |home| unit(home, "柳河镇", &[("机关: 柳河镇", "机关: 白水镇")]),
        CHECK,
        &["NB127"],
    ),
    Case(
        "1.2",
        "骨架的句子和表二",
        |home| unit(home, "柳河镇", &[("  行政许可: 0", "  行政许可: 12")]),
        &[&["check", "柳河镇.yaml"], &["render", "柳河镇.yaml", "--emit", "document"]],
        &["没有发现问题", "行政许可决定12件"],
    ),
    Case(
        "1.3",
        "骨架的句子和结转",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    ("  上年结转: [0,", "  上年结转: [2,"),
                    ("    予以公开: [0,", "    予以公开: [2,"),
                ],
            );
        },
        &[&["render", "柳河镇.yaml", "--emit", "document"]],
        &["上年结转2件"],
    ),
    Case(
        "1.4",
        "去年的报告，check",
        |home| {
            county(home);
            unit(home, "云岭乡", &[("年度: 2025", "年度: 2024")]);
        },
        &[&["check", "."]],
        &["NB034"],
    ),
    Case(
        "1.4",
        "去年的报告，render",
        |home| {
            county(home);
            unit(home, "云岭乡", &[("年度: 2025", "年度: 2024")]);
        },
        &[&["render", ".", "-o", "out"]],
        &["NB034"],
    ),
    Case(
        "1.5",
        "没有 |",
        |home| unit(home, "柳河镇", &[("总体情况: |", "总体情况:")]),
        CHECK,
        &["NB035"],
    ),
    Case(
        "1.6",
        "全角的件数",
        |home| {
            unit(
                home,
                "柳河镇",
                &[("（三）政府信息管理。", "（三）政府信息管理。收到政府信息公开申请１５件。")],
            );
        },
        CHECK,
        &["NB108", "NB128"],
    ),
    Case(
        "1.7",
        "算式写错",
        |home| unit(home, "柳河镇", &[("本年新收.总计", "本年新受.总计")]),
        CHECK,
        &["NB204"],
    ),
    Case(
        "1.7",
        "没有印章图片",
        |home| unit(home, "柳河镇", &[("  盖章: 否", "  盖章: 是\n  印章图片: 公章.png")]),
        CHECK,
        &["NB201"],
    ),
    Case(
        "1.7",
        "印不出的字",
        |home| unit(home, "柳河镇", &[("（三）政府信息管理。", "（三）政府信息管理。😀")]),
        CHECK,
        &["NB301"],
    ),
    Case(
        "1.8",
        "删去第五部分",
        |home| {
            unit(
                home,
                "柳河镇",
                &[("存在的主要问题及改进情况: |", "# 存在的主要问题及改进情况: |")],
            );
        },
        CHECK,
        &["错误"],
    ),
    Case(
        "1.9",
        "连一级标题一起粘贴",
        |home| unit(home, "柳河镇", &[("总体情况: |\n", "总体情况: |\n  一、总体情况\n")]),
        CHECK,
        &["NB118"],
    ),
    Case(
        "1.10",
        "标题没有年度",
        |home| unit(home, "柳河镇", &[("年度: 2025", "年度: 2025\n标题: 柳河镇政府信息公开报告")]),
        CHECK,
        &["NB114"],
    ),
    Case(
        "1.10",
        "标题里的 #",
        |home| unit(home, "柳河镇", &[("年度: 2025", "年度: 2025\n标题: 柳河镇 #1 报告")]),
        CHECK,
        &["NB036"],
    ),
    Case(
        "1.11",
        "机关带引号",
        |home| unit(home, "柳河镇", &[("机关: 柳河镇人民政府\n", "机关: “柳河镇人民政府”\n")]),
        CHECK,
        &["NB128"],
    ),
    Case(
        "1.11",
        "《条例》 ，",
        |home| unit(home, "柳河镇", &[("（三）政府信息管理。", "（三）政府信息管理。《条例》 ，")]),
        CHECK,
        &["NB128"],
    ),
    Case(
        "1.12",
        "一字未改的骨架",
        |home| unit(home, "柳河镇", &[]),
        CHECK,
        &["文字还都是新建时给的示例"],
    ),
    Case(
        "2.1",
        "从 Word 粘贴的几段",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    ("  （一）主动公开。", "　　（一）主动公开。"),
                    ("  （二）依申请公开。", "　　（二）依申请公开。"),
                ],
            );
        },
        CHECK,
        &["没有发现问题"],
    ),
    Case(
        "2.2",
        "中文逗号的一行数",
        |home| unit(home, "柳河镇", &[(ROW, "  本年新收: [0， 0， 0， 0， 0， 0]")]),
        CHECK,
        &["没有发现问题"],
    ),
    Case(
        "2.2",
        "没有括号的一行数",
        |home| unit(home, "柳河镇", &[(ROW, "  本年新收: 0, 0, 0, 0, 0, 0")]),
        CHECK,
        &["没有发现问题"],
    ),
    Case(
        "2.2",
        "从 Excel 粘贴的一行数",
        |home| unit(home, "柳河镇", &[(ROW, "  本年新收: 0\t0\t0\t0\t0\t0")]),
        CHECK,
        &["没有发现问题"],
    ),
    Case(
        "2.3",
        "一项顶格：指着那一行",
        |home| unit(home, "柳河镇", &[("  行政许可: 0", "行政许可: 0")]),
        CHECK,
        &["NB014", "| 行政许可: 0", "！| 　　"],
    ),
    Case(
        "2.4",
        "几处写错，一次说完",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    ("简称: 柳河镇", "简称：柳河镇"),
                    ("  行政许可: 0", "\t行政许可: 0"),
                    (ROW, "  本年新收: [0, 0]"),
                ],
            );
        },
        CHECK,
        &["NB010", "NB011", "NB030"],
    ),
    Case("2.5", "explain NB014", NOTHING, &[&["explain", "NB014"]], &["上下几行对不齐"]),
    Case("2.5", "explain 101", NOTHING, &[&["explain", "101"]], &["NB101"]),
    Case("2.5", "explain nb301", NOTHING, &[&["explain", "nb301"]], &["NB301"]),
    Case(
        "2.6",
        "NB105 指着上年结转",
        |home| {
            fs::create_dir(home.join("去年")).unwrap();
            unit(
                home,
                "柳河镇",
                &[
                    ("年度: 2025", "年度: 2024"),
                    ("  结转下年度: [0,", "  结转下年度: [1,"),
                    (ROW, "  本年新收: [1, 0, 0, 0, 0, 0]"),
                    ("  日期: ", "  日期: 2025年1月20日 # "),
                ],
            );
            fs::rename(home.join("柳河镇.yaml"), home.join("去年/柳河镇.yaml")).unwrap();
            unit(home, "柳河镇", &[]);
        },
        &[&["check", "柳河镇.yaml", "--previous", "去年"]],
        &["NB105", "上年结转: [0"],
    ),
    Case("2.7", "把文件拖到程序上", NOTHING, &[&["柳河镇.yaml"]], &["nianbao render 柳河镇.yaml"]),
    Case("2.7", "help", NOTHING, &[&["help"]], &["用法"]),
    Case("2.7", "-v", NOTHING, &[&["-v"]], &["nianbao 0"]),
    Case("2.7", "version", NOTHING, &[&["version"]], &["nianbao 0"]),
    Case(
        "2.8",
        "new 柳河镇.yaml",
        NOTHING,
        &[&["new", "柳河镇.yaml", "--year", "2026年"]],
        &["柳河镇.yaml", "！.yaml.yaml"],
    ),
    Case(
        "2.8",
        "--year 全角",
        NOTHING,
        &[&["new", "柳河镇", "--year", "２０２５"]],
        &["柳河镇.yaml"],
    ),
    Case(
        "2.9",
        "年报里写附件",
        |home| unit(home, "柳河镇", &[("简称: 柳河镇", "附件: 名单")]),
        CHECK,
        &["NB020", "年报里没有这一项", "！是不是"],
    ),
    Case(
        "2.10",
        "骨架里就有算式",
        |home| unit(home, "柳河镇", &[]),
        &[&["render", "柳河镇.yaml", "--emit", "document"]],
        &["新收政府信息公开申请0件"],
    ),
    Case(
        "2.11",
        "一格一格写",
        |home| unit(home, "柳河镇", &[(ROW, "  本年新收: { 自然人: 0 }")]),
        CHECK,
        &["没有发现问题"],
    ),
    Case(
        "3.1",
        "再汇总一次，文字留着",
        |home| {
            county(home);
        },
        &[&["summarize", ".", "-o", "全县/云县.yaml"], &["summarize", ".", "-o", "全县/云县.yaml"]],
        &["文字没有动"],
    ),
    Case(
        "3.2",
        "报错以前的文件",
        |home| {
            county(home);
        },
        &[
            &["render", ".", "-o", "out", "--name", "{文件名}"],
            &["new", "柳河镇", "--year", "2025", "--force"],
            &["render", ".", "-o", "out", "--name", "新{文件名}"],
        ],
        &["以前做的，不属于", "out/柳河镇.pdf"],
    ),
    Case(
        "3.2",
        "--clean 移开",
        |home| {
            county(home);
        },
        &[
            &["render", ".", "-o", "out", "--name", "{文件名}"],
            &["render", ".", "-o", "out", "--name", "新{文件名}", "--clean"],
        ],
        &["out/旧文件/柳河镇.pdf"],
    ),
    Case(
        "3.4",
        "应报、已报、缺、重",
        |home| {
            county(home);
            fs::remove_file(home.join("柳河镇.yaml")).unwrap();
        },
        &[&["render", ".", "-o", "out", "-f", "docx"]],
        &["应报 3 个单位，已报 2 个，缺 1 个，重 0 个"],
    ),
    Case(
        "3.5",
        "一个单位两份",
        |home| {
            county(home);
            fs::copy(home.join("柳河镇.yaml"), home.join("柳河镇改.yaml")).unwrap();
        },
        &[&["check", "."]],
        &["“柳河镇”有 2 份报告"],
    ),
    Case(
        "3.6",
        "缺一个单位时汇总",
        |home| {
            county(home);
            fs::remove_file(home.join("柳河镇.yaml")).unwrap();
        },
        &[&["summarize", "."]],
        &["缺“柳河镇”的报告"],
    ),
    Case(
        "3.7",
        "顺序照名单",
        county,
        &[&["render", ".", "-o", "out", "-f", "docx", "--jobs", "1"]],
        &[
            "写出 out/柳河镇2025年政府信息公开工作年度报告.docx\n写出 out/白水镇2025年政府信息公开工作年度报告.docx\n写出 out/云岭乡",
        ],
    ),
    Case(
        "3.8",
        "--deny warnings，缺一个单位",
        |home| {
            county(home);
            unit(home, "白水镇", &[("  行政许可: 0", "  行政许可: 12件")]);
            fs::remove_file(home.join("柳河镇.yaml")).unwrap();
        },
        &[&["render", ".", "-o", "out", "-f", "docx", "--deny", "warnings"]],
        &["错误[NB131]", "写出 out/云岭乡", "！写出 out/白水镇", "写出 1 份，未变 0 份，失败 1 份"],
    ),
    Case(
        "3.9",
        "county.yaml 也写在命令里",
        county,
        &[&["check", "county.yaml", "云岭乡.yaml", "柳河镇.yaml", "白水镇.yaml"]],
        &["检查了 3 份报告，没有发现问题"],
    ),
    Case(
        "3.10",
        "--previous 的文件夹没有",
        |home| unit(home, "柳河镇", &[]),
        &[&["check", "柳河镇.yaml", "--previous", "前年"]],
        &["NB401"],
    ),
    Case(
        "3.11",
        "空文件夹",
        |home| fs::create_dir(home.join("空")).unwrap(),
        &[&["render", "空"]],
        &["没有报告文件", "！共 0 份"],
    ),
    Case(
        "3.11",
        "名单里少一个字",
        |home| {
            unit(home, "柳河镇", &[]);
            fs::write(home.join("county.yaml"), "县名: 云县\n年度: 2025\n单位: [柳河]\n").unwrap();
        },
        &[&["check", "."]],
        &["是不是", "柳河镇人民政府"],
    ),
    Case(
        "4.2",
        "附加里的数",
        |home| {
            unit(
                home,
                "柳河镇",
                &[("简称: 柳河镇", "简称: 柳河镇\n附加:\n  明细: [{ 件数: 12 }, { 件数: 3 }]")],
            );
            fs::create_dir(home.join("模板")).unwrap();
            fs::write(
                home.join("模板/report.html"),
                "<p>共{{ extra.明细 | map(attribute=\"件数\") | sum }}件</p>",
            )
            .unwrap();
        },
        &[&["render", "柳河镇.yaml", "--template", "模板", "--emit", "document"]],
        &["共15件"],
    ),
    Case(
        "4.5",
        "通知自己写着模板",
        |home| {
            fs::write(home.join("通知.yaml"), "模板: notice\n标题: 关于某事的通知\n正文: |\n  正文。\n署名: 某县人民政府\n日期: 2026年1月5日\n").unwrap();
        },
        &[&["check", "通知.yaml"], &["render", "通知.yaml", "-o", "out"]],
        &["没有发现问题", "关于某事的通知.pdf"],
    ),
    Case(
        "4.5",
        "没有说模板的通知",
        |home| {
            fs::write(home.join("通知.yaml"), "标题: 关于某事的通知\n主送: 各乡镇\n正文: |\n  正文。\n署名: 某县人民政府\n日期: 2026年1月5日\n").unwrap();
        },
        &[&["check", "通知.yaml"]],
        &["不像是年度报告", "模板: notice"],
    ),
    Case(
        "4.5",
        "写了没有的模板",
        |home| fs::write(home.join("通知.yaml"), "模板: notise\n标题: 关于某事的通知\n").unwrap(),
        &[&["check", "通知.yaml"]],
        &["通知.yaml:1", "notice"],
    ),
    Case(
        "4.6",
        "手册说 template.yaml",
        NOTHING,
        &[&["template", "export", "notice", "我的通知"], &["template", "check", "我的通知"]],
        &["我的通知/template.yaml", "没有发现问题"],
    ),
    Case(
        "4.7",
        "没有用到的样式",
        |home| {
            fs::create_dir(home.join("模板")).unwrap();
            fs::write(home.join("模板/styles.yaml"), "样式:\n  大标题: { 字号: 一号 }\n").unwrap();
        },
        &[&["template", "check", "模板"]],
        &["NB206", "样式“大标题”没有用到", "是不是“标题”"],
    ),
    Case(
        "4.8",
        "附加下面什么也没有",
        |home| {
            unit(home, "柳河镇", &[]);
            fs::create_dir(home.join("模板")).unwrap();
            fs::write(home.join("模板/report.html"), "<p>{{ extra.明细 }}</p>").unwrap();
        },
        &[&["render", "柳河镇.yaml", "--template", "模板"]],
        &["NB203", "“extra”下面什么也没有写"],
    ),
    Case(
        "4.9",
        "没有的字体，只要 DOCX",
        |home| {
            unit(home, "柳河镇", &[]);
            fs::create_dir(home.join("模板")).unwrap();
            fs::write(home.join("模板/styles.yaml"), "样式:\n  标题: { 字体: 华文行楷 }\n")
                .unwrap();
        },
        &[&["render", "柳河镇.yaml", "--template", "模板", "-f", "docx"]],
        &["NB302", "--font-dir"],
    ),
    Case(
        "4.10",
        "通知的数据",
        |home| {
            fs::write(home.join("通知.yaml"), "模板: notice\n标题: 关于某事的通知\n正文: |\n  正文。\n署名: 某县人民政府\n日期: 2026年1月5日\n").unwrap();
        },
        &[&["template", "show-data", "通知.yaml"]],
        &["各项也都在 data 里", "！前言，一段一项"],
    ),
    Case(
        "4.11",
        "completions tcsh",
        NOTHING,
        &[&["completions", "tcsh"]],
        &["没有 tcsh 的补全脚本", "bash", "！是不是"],
    ),
    Case(
        "W1",
        "元和万元相加",
        |home| {
            unit(home, "柳河镇", &[("行政事业性收费: 0", "行政事业性收费: 15000元")]);
            unit(home, "白水镇", &[("行政事业性收费: 0", "行政事业性收费: 2.5万元")]);
        },
        &[
            &["summarize", "柳河镇.yaml", "白水镇.yaml", "-o", "全县/云县.yaml"],
            &["render", "全县/云县.yaml", "--draft", "--emit", "document"],
        ],
        &["4.0万元"],
    ),
    Case(
        "W1",
        "一个写了单位，一个没有",
        |home| {
            unit(home, "柳河镇", &[("行政事业性收费: 0", "行政事业性收费: 15000元")]);
            unit(home, "白水镇", &[("行政事业性收费: 0", "行政事业性收费: 2.5")]);
        },
        &[
            &["summarize", "柳河镇.yaml", "白水镇.yaml", "-o", "云县.yaml"],
            &["render", "云县.yaml", "--draft", "--emit", "document"],
        ],
        &["4.0万元"],
    ),
    Case(
        "W2",
        "表三漏了一格",
        |home| unit(home, "柳河镇", &[("  行政复议: [0, 0, 0, 0]", "  行政复议: [10, 1, 0, 11]")]),
        CHECK,
        &["NB033"],
    ),
    Case(
        "W2",
        "表三漏了一格，件数很少",
        |home| unit(home, "柳河镇", &[("  行政复议: [0, 0, 0, 0]", "  行政复议: [1, 0, 0, 1]")]),
        CHECK,
        &["NB033"],
    ),
    Case(
        "W2",
        "表三漏了一格，别的行写了总计",
        |home| {
            let rows = [
                ("  行政复议: [0, 0, 0, 0]", "  行政复议: [1, 0, 0, 11]"),
                ("    复议后起诉: [0, 0, 0, 0]", "    复议后起诉: [1, 0, 0, 0, 1]"),
            ];
            unit(home, "柳河镇", &rows);
        },
        CHECK,
        &["NB033"],
    ),
    Case(
        "W2",
        "断开的千分位",
        |home| {
            unit(home, "柳河镇", &[("  行政复议: [0, 0, 0, 0]", "  行政复议: [0, 0, 0, 1,001]")]);
        },
        CHECK,
        &["NB033"],
    ),
    Case(
        "W2",
        "表二漏了一格，两行都漏",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    (ROW, "  本年新收: [3, 0, 0, 0, 0, 3]"),
                    ("    予以公开: [0, 0, 0, 0, 0, 0]", "    予以公开: [3, 0, 0, 0, 0, 3]"),
                ],
            );
        },
        CHECK,
        &["NB033"],
    ),
    Case(
        "W3",
        "上年有两份",
        |home| {
            fs::create_dir(home.join("去年")).unwrap();
            unit(home, "柳河镇", &[("年度: 2025", "年度: 2024")]);
            fs::copy(home.join("柳河镇.yaml"), home.join("去年/定稿.yaml")).unwrap();
            fs::rename(home.join("柳河镇.yaml"), home.join("去年/初稿.yaml")).unwrap();
            unit(home, "柳河镇", &[]);
        },
        &[&["check", "柳河镇.yaml", "--previous", "去年"]],
        &["初稿.yaml", "定稿.yaml"],
    ),
    Case(
        "W4",
        "加不出来的总计",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    (ROW, "  本年新收: [3, 0, 0, 0, 0, 0]"),
                    ("    予以公开: [0,", "    予以公开: [三,"),
                ],
            );
        },
        CHECK,
        &["NB112", "！NB101"],
    ),
    Case(
        "W5",
        "空着的总计",
        |home| {
            unit(
                home,
                "柳河镇",
                &[
                    (ROW, "  本年新收: [3, 0, 0, 0, 0, 0, 3]"),
                    ("    予以公开: [0, 0, 0, 0, 0, 0]", "    予以公开: [3, 0, 0, 0, 0, 0, null]"),
                ],
            );
        },
        CHECK,
        &["NB103", "！应为 0"],
    ),
    Case(
        "W6",
        "-3件",
        |home| unit(home, "柳河镇", &[("  行政许可: 0", "  行政许可: -3件")]),
        CHECK,
        &["错误[NB112]"],
    ),
    Case(
        "W6",
        "1.5件",
        |home| unit(home, "柳河镇", &[("  行政许可: 0", "  行政许可: 1.5件")]),
        CHECK,
        &["错误[NB112]"],
    ),
    Case(
        "W7",
        "汇总时说各单位的警告",
        |home| {
            unit(home, "柳河镇", &[("  行政许可: 0", "  行政许可: 12件")]);
            unit(home, "白水镇", &[]);
        },
        &[&["summarize", "柳河镇.yaml", "白水镇.yaml", "-o", "云县.yaml"]],
        &["NB112", "柳河镇.yaml"],
    ),
];

/// The table of all cases; what is not as it should be goes to `wrong`.
pub(super) fn section(wrong: &mut Vec<String>) -> String {
    let mut page = String::from(
        "\n## Where clerks, offices and sums went wrong\n\n\
         1: said to be right, and was not; 2: a clerk; 3: a county; 4: a maker of templates; W: numbers. Not told here: a list of findings a unit to send back, \
         the sums in the shape of the form (3.3, 3.12: [the county](county.zh-CN.md)), \
         what a run leaves that is broken off (3.13: tests/it/faults.rs kills runs at any moment; nothing half is left, and the \
         next run takes away what was not finished), the time left on the bar of a terminal (3.14: 还要 36 秒, src/cli/terminal.rs), \
         elements for 签发人, 份号, 密级 (4.3: [parts](template-parts.zh-CN.md)). \
         Not there: a required item that an heir of a template drops (4.4).\n\n| No. | Done | Said |\n|---|---|---|\n",
    );
    for Case(number, what, prepare, lines, words) in CASES {
        let home = folder();
        fs::create_dir_all(home.path().join("全县")).unwrap();
        prepare(home.path());
        let mut said = String::new();
        for line in *lines {
            let one = run(nianbao().current_dir(&home).args(*line));
            said += &one.out;
            said += &one.err;
        }
        for word in *words {
            let is_there = said.contains(word.trim_start_matches('！'));
            if is_there == word.starts_with('！') {
                wrong.push(format!("{number} {what}: {word}\n{said}"));
            }
        }
        let shown: Vec<&str> =
            words.iter().filter(|word| !word.starts_with('！')).copied().collect();
        let first = said.lines().find(|line| line.contains(shown[0].lines().next().unwrap()));
        let first = first.map_or("", str::trim);
        let first: String = first.chars().take(80).collect();
        let _ = writeln!(page, "| {number} | {} | {} |", plain(what), plain(&first));
    }
    page
}

#[test]
fn no_message_is_in_english_or_without_its_place() {
    for Case(number, what, prepare, lines, _) in CASES {
        let home = folder();
        fs::create_dir_all(home.path().join("全县")).unwrap();
        prepare(home.path());
        for line in *lines {
            let one = run(nianbao().current_dir(&home).args(*line));
            let said = one.out + &one.err;
            let titles =
                said.lines().filter(|line| line.starts_with("错误[") || line.starts_with("警告["));
            for title in titles {
                let message = title.split_once("]: ").unwrap().1;
                let hanzi = message.chars().filter(|c| nianbao::text::is_hanzi(*c)).count();
                assert!(hanzi > 2, "{number} {what}: {title}");
            }
        }
    }
}
