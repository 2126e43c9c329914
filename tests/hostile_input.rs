//! Whatever the bytes, there is an answer: a report or findings, and findings that can be shown.

use nianbao::{
    diagnostic::{human, json},
    report::{decode, load, starter},
};
use proptest::prelude::*;

fn survives(bytes: &[u8]) {
    let found = match decode("x.yaml", bytes).and_then(|source| load(&source)) {
        Ok(loaded) => loaded.findings,
        Err(found) => {
            assert!(found.has_errors());
            found
        }
    };
    human(&found.0, false);
    json(&found.0);
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
        let yaml = starter("铜厂彝族乡", 2026);
        let mut at = (at * yaml.len() as f64) as usize;
        while !yaml.is_char_boundary(at) {
            at -= 1;
        }
        survives(format!("{}{piece}{}", &yaml[..at], &yaml[at..]).as_bytes());
    }

    #[test]
    fn a_starter_with_something_cut_out(at in 0.0..1.0_f64, length in 1..80_usize) {
        let mut bytes = starter("铜厂彝族乡", 2026).into_bytes();
        let at = (at * bytes.len() as f64) as usize;
        let end = (at + length).min(bytes.len());
        bytes.drain(at..end);
        survives(&bytes);
    }
}
