//! Statements that are not well-formed.

use super::{Explanation, quoted, told};
use crate::text;

/// Statements, for suggestions.
const STATEMENTS: [&str; 18] = [
    "for", "endfor", "if", "elif", "else", "endif", "set", "endset", "with", "endwith", "include",
    "extends", "block", "endblock", "macro", "endmacro", "import", "from",
];

const PAIRS: &str = "看 {{ }}、{% %} 是否成对，if、for、block 是否都有 endif、endfor、endblock";

/// Tells a remark of the engine's parser.
pub(super) fn explain(detail: &str) -> Explanation {
    if let Some(name) = detail.strip_prefix("unknown statement ") {
        let help = text::suggestion(name, STATEMENTS);
        return told(&format!("没有“{name}”这个语句"), Some(help));
    }
    if detail.contains("defined twice") {
        let message = format!("“{}”这一块写了两遍", quoted(detail));
        return told(&message, Some("每个 block 的名字只用一次".to_owned()));
    }
    let help = if detail.contains("unexpected `=`") {
        "判断相等写两个等号：=="
    } else if detail.contains("unexpected character") {
        "{{ }} 和 {% %} 里的标点要用半角：. , ( ) \" |"
    } else {
        PAIRS
    };
    let detail = chinese(detail);
    // Words that nobody has put into Chinese help nobody.
    let message = if detail.chars().any(text::is_hanzi) {
        format!("模板语句写得不对：{detail}")
    } else {
        "模板语句写得不对".to_owned()
    };
    told(&message, Some(help.to_owned()))
}

/// The remarks that people meet most, in Chinese.
fn chinese(detail: &str) -> String {
    const WORDS: [(&str, &str); 15] = [
        ("invalid integer (too large)", "数太大"),
        ("invalid integer", "数写得不对"),
        ("template exceeds maximum recursion limits", "语句套得太深"),
        ("unexpected input after end of variable block", "“}}”之前还有多余的东西"),
        ("unexpected input after expression", "式子后面还有多余的东西"),
        ("unexpected end of input, expected end of block", "没有写完，缺结尾"),
        ("unexpected end of input", "没有写完"),
        ("unexpected end of string", "引号没有关上"),
        ("unexpected end of comment", "注释没有用 #} 关上"),
        ("unexpected end of raw block", "raw 没有用 endraw 关上"),
        ("unexpected character", "有不认识的符号"),
        ("end of variable block", "“}}”"),
        ("end of block", "“%}”"),
        ("unexpected ", "这里不应当是"),
        ("expected ", "应当是"),
    ];
    let mut out = detail.to_owned();
    for (english, chinese) in WORDS {
        out = out.replace(english, chinese);
    }
    out.replace(", ", "，")
}
