//! The manual pages of all codes that a finding may bear, Markdown.

use super::all;
use crate::{
    diagnostic::{Code, Kind, Severity},
    text::half_width,
};
use std::fmt::Write as _;

/// What a code means and how to mend it, if there is such a code; in any case, with or without its
/// letters and brackets.
pub fn explain(id: &str) -> Option<String> {
    let id = half_width(id);
    let id = id.trim().trim_matches(['[', ']', '【', '】']);
    let is_meant = |code: &str| code.eq_ignore_ascii_case(id) || code.get(2..) == Some(id);
    if let Some(rule) = all().find(|rule| is_meant(rule.code)) {
        return Some(rule.page());
    }
    let code = Code::TABLE.iter().find(|code| is_meant(code.id()))?;
    let (kind, exit) = (of_kind(code.kind()), code.kind().exit_code());
    Some(format!(
        "# {code} {}\n\n{kind}；作为错误时退出码是 {exit}。\n\n## 怎么改\n\n{}。\n",
        code.meaning(),
        code.mend()
    ))
}

fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Content => "这是所写内容的问题",
        Kind::Files => "这是文件或文件夹的问题",
        Kind::Usage => "这是命令或环境变量的问题",
        Kind::Program => "这是程序自己的问题",
    }
}

/// The page of all codes; those of the rules have a page of their own, [`rules`].
pub fn codes() -> String {
    let mut page = String::from(
        "# 错误和警告的编号\n\n<!-- 由程序里的表生成，不要手工修改 -->\n\n\
         每一处错误、警告都带着编号，例如 `错误[NB402]`。用 `nianbao explain 编号` 看其中一条。\n\n\
         退出码：0 没有错误（警告不算，除非加了 `--deny warnings`）；1 所写的内容有错误；\
         2 命令用错、文件读不了或写不了，或者程序出了问题。几样都有的，取最大的。\n",
    );
    for (hundred, about) in [
        ("0", "报告和 county.yaml 的写法"),
        ("1", "数和文字"),
        ("2", "模板、标记、样式"),
        ("3", "字体和页面"),
        ("4", "命令、文件、文件名"),
        ("5", "从别的文件读入"),
    ] {
        let _ = write!(page, "\n## {about}（NB{hundred}xx）\n\n");
        if hundred == "1" {
            page.push_str("这些是检查规则，见[检查规则](rules.zh-CN.md)；退出码 1。\n");
            continue;
        }
        page.push_str("| 编号 | 意思 | 怎么改 | 退出码 |\n|---|---|---|---|\n");
        for code in Code::TABLE.iter().filter(|code| code.id().get(2..3) == Some(hundred)) {
            let [meaning, mend] = [code.meaning(), code.mend()].map(plain);
            let _ = writeln!(page, "| {code} | {meaning} | {mend} | {} |", code.kind().exit_code());
        }
    }
    page
}

/// Text that Markdown takes for text, in a cell of a table.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('|', "\\|").replace('*', "\\*")
}

/// The page of all rules.
pub fn rules() -> String {
    let mut page = String::from(
        "# 检查规则\n\n<!-- 由规则的说明生成，不要手工修改 -->\n\n\
         `nianbao check` 按下面的规则检查报告。有错误的报告不能输出正式文件（`--draft` 可以输出草稿）；\
         警告请人看一看，确认无误可以不改。用 `nianbao explain 编号` 看其中一条；别的编号见\
         [错误和警告的编号](findings.zh-CN.md)。\n\n\
         | 编号 | 名称 | 级别 |\n|---|---|---|\n",
    );
    for rule in all() {
        let severity = match rule.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
        };
        let _ = writeln!(page, "| {} | {} | {severity} |", rule.code, rule.name);
    }
    for rule in all() {
        let _ = write!(page, "\n#{}", rule.page().replace("\n## ", "\n### "));
    }
    page
}
