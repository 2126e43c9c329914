//! Whatever the bytes, there is an answer: a report or findings, and findings that can be shown.

use nianbao::{
    check::{self, Context},
    diagnostic::{human, json},
    report::{Forms, Report, Target, Value, change, load, starter},
    yaml::decode,
};
use proptest::prelude::*;

fn survives(bytes: &[u8]) {
    let found = match decode("x.yaml", bytes).and_then(|source| load(&source)) {
        Ok(loaded) => {
            checked(&loaded.report);
            changed(&loaded.report);
            loaded.findings
        }
        Err(found) => {
            assert!(found.has_errors());
            found
        }
    };
    human(&found, false);
    json(&found);
}

/// One number of a report changed: it is another then, or the change is refused.
fn changed(report: &Report) {
    for (table, cell) in [("requests", "new.natural"), ("disputes", "suit_direct.upheld")] {
        let target = Target::Cell(table, cell);
        let Ok(yaml) = change(&report.source, &report.form, target, "7") else {
            continue;
        };
        let after = decode("x.yaml", yaml.as_bytes()).and_then(|source| load(&source));
        let after = after.unwrap_or_else(|found| panic!("{found}\n{}\n{yaml}", report.source.text));
        assert_eq!(after.report.tables[table][cell].value, Value::Int(7), "{yaml}");
    }
}

/// A report against itself: every rule has something to look at.
fn checked(report: &Report) {
    let context = Context { previous: Some(report), units: std::slice::from_ref(report) };
    let found = check::check(report, &context);
    human(&found, false);
    json(&found);
    if let Some(text) = check::fix(report) {
        let mended = decode("x.yaml", text.as_bytes()).and_then(|source| load(&source));
        let mended = mended.unwrap_or_else(|found| panic!("{found}\n{text}"));
        assert_eq!(mended.report.tables.len(), report.tables.len());
        assert_eq!(check::fix(&mended.report), None, "{text}");
    }
}

/// Pieces that mean something to YAML or to a report.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "机关",
            "年度",
            "正文",
            "标题",
            "内容",
            "表",
            "署名",
            "日期",
            "依申请公开",
            "办理结果",
            "本年新收",
            "总计",
            "主动公开",
            "规章",
            ": ",
            ":",
            "：",
            "\n",
            "\n  ",
            "\n    ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "|\n",
            ">\n",
            "\"",
            "'",
            "#",
            "&a ",
            "*a",
            "!",
            "---\n",
            "\t",
            "2022",
            "9223372036854775807",
            "-1",
            "1.50",
            "2023-01-17",
            "\u{E000}",
            "\u{FFFD}",
            "\u{3000}",
            "\r\n",
            "~",
            "无",
            "{{ x }}",
            "\u{0}",
            "\u{FEFF}",
            "𠀀",
            "%",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ]
}

proptest! {
    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn pieces(pieces in prop::collection::vec(piece(), 0..40)) {
        survives(pieces.concat().as_bytes());
    }

    #[test]
    fn a_starter_with_something_put_in(at in 0.0..1.0_f64, piece in piece()) {
        let yaml = starter(&Forms::default(), "铜厂彝族乡", 2026).unwrap();
        let mut at = (at * yaml.len() as f64) as usize;
        while !yaml.is_char_boundary(at) {
            at -= 1;
        }
        survives(format!("{}{piece}{}", &yaml[..at], &yaml[at..]).as_bytes());
    }

    #[test]
    fn a_starter_with_something_cut_out(at in 0.0..1.0_f64, length in 1..80_usize) {
        let mut bytes = starter(&Forms::default(), "铜厂彝族乡", 2026).unwrap().into_bytes();
        let at = (at * bytes.len() as f64) as usize;
        let end = (at + length).min(bytes.len());
        bytes.drain(at..end);
        survives(&bytes);
    }

    #[test]
    fn prose_of_any_kind_is_checked(words in prop::collection::vec(word(), 0..60)) {
        let text: String = words.concat();
        let block = text.replace('\n', "\n  ");
        survives(format!("机关: 甲乡\n年度: 2022\n总体情况: |\n  甲{block}\n前言: >\n  乙{block}\n").as_bytes());
    }
}

/// Pieces that mean something to the rules of writing.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "（一）",
            "（",
            "）",
            "(",
            ")",
            "一是",
            "三是",
            "十",
            "是",
            "收到",
            "未收到",
            "申请",
            "结转",
            "上年",
            "行政复议",
            "诉讼",
            "件",
            "3",
            "0",
            "2022",
            "年",
            "月",
            "日",
            "01",
            "号",
            "第",
            "〔",
            "〕",
            "[",
            "]",
            "函",
            "，",
            "。",
            ",",
            ";",
            ":",
            "!",
            "?",
            "的",
            "的的",
            "政府信息",
            "政府信息",
            "“",
            "”",
            "《",
            "》",
            "https://a.cn/",
            "@",
            "www.",
            " ",
            "\n",
            "{{",
            "}}",
            "\u{200B}",
            "𠀀",
            "1月1日",
            "12月31日",
        ])
        .prop_map(str::to_owned),
        "[^\u{0}-\u{1F}#:]{0,3}",
    ]
}
