//! What the YAML parser stumbled over, in words for people who never heard of YAML's grammar.

use super::mend::{Stumble, bad_colon_of};
use crate::{
    diagnostic::{Code, Diagnostic, Source},
    text::{is_invisible, line_at},
};
use granit_parser::ErrorKind;
use std::{ops::Range, sync::Arc};

/// Where the parser stood when it gave up.
pub(super) struct SyntaxScene<'a> {
    /// The text as it was typed.
    pub source: &'a Arc<Source>,
    /// The text that was parsed, in which faults before are mended.
    pub text: &'a str,
    /// Where a part of the latter stands in the former.
    pub places: &'a dyn Fn(&Range<usize>) -> Range<usize>,
    /// Where the parser gave up.
    pub stumble: &'a Stumble,
}

impl SyntaxScene<'_> {
    /// The finding for an error: the likeliest slip of the hand first.
    pub(super) fn explain(&self) -> Diagnostic {
        use ErrorKind as E;
        let kind = &self.stumble.kind;
        if let Some(tab) = self.tab(kind) {
            return self
                .error(Code::Tab, "缩进里有制表符（Tab）", tab, "这里是 Tab")
                .help("请把 Tab 换成空格，每层两个");
        }
        match kind {
            E::RecursionLimitExceeded => self
                .error(Code::TooDeep, "层次太多了", self.here(), "")
                .help("一般只用两三层；请检查缩进和括号"),
            E::UnclosedQuotedScalar
            | E::DocumentIndicatorInQuotedScalar
            | E::InvalidQuotedScalarIndent => self
                .error(Code::Quote, "引号没有配对", self.here(), "从这个引号起，后面没有找到另一半")
                .help("请补上另一半引号；文字里本来就有的引号请用中文的“ ”"),
            E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => self
                .error(
                    Code::Quote,
                    "引号已经结束，后面却还有字",
                    self.here(),
                    "多出来的字从这里开始",
                )
                .help("文字里面的引号请用中文的“ ”，或者去掉最外面的一对引号"),
            E::UnknownAnchor | E::MissingAnchorOrAliasName => self
                .error(
                    Code::UnusedFeature,
                    "以 & 或 * 开头的文字在 YAML 里另有意思",
                    self.here(),
                    "",
                )
                .help("请把整段文字放进双引号"),
            E::UnexpectedCharacter { character } => self.character(*character),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidUnicodeEscape => self
                .error(Code::Quote, "双引号里的反斜杠 \\ 另有意思", self.here(), "")
                .help("请写成两个反斜杠 \\\\，或者改用单引号"),
            _ => self.structure(kind),
        }
    }

    /// Slips that show only in how the lines hang together.
    fn structure(&self, kind: &ErrorKind) -> Diagnostic {
        use ErrorKind as E;
        if let Some(start) = self.stumble.open_flow.filter(|&start| self.expression(start)) {
            return bare_expression(self.source, (self.places)(&(start..start + 2)));
        }
        if let Some(found) = self.bad_colon() {
            return colon(self.source, (self.places)(&found));
        }
        if let Some(finding) = self.lone_dash() {
            return finding;
        }
        match kind {
            E::PlainScalarStartsWithDashFlowIndicator => self
                .error(Code::YamlSyntax, "方括号里不能单写“-”", self.here(), "")
                .help("没有发生的请写 0"),
            E::UnclosedFlowCollection { .. }
            | E::MismatchedFlowCollectionEnd { .. }
            | E::MisplacedFlowCollectionEnd
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::InvalidColonPlacement
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofImplicitFlowMapping => {
                if let Some(finding) = self.comma() {
                    return finding;
                }
                let at = self.stumble.open_flow.map_or(self.here(), |start| start..start + 1);
                self.error(Code::Bracket, "括号没有配对，或者里面缺了逗号", at, "从这个括号起")
                    .help("[ ] 和 { } 要成对，里面各项用英文逗号隔开；文字里的括号请用中文的（ ）")
            }
            E::MappingValueNotAllowed if self.same_line() => self
                .error(Code::Colon, "一行里有两个“冒号加空格”", self.here(), "YAML 把这里当成了又一个名称")
                .help(if self.is_row() {
                    "几项写在一行的，要用英文的花括号括起来：{ 名称: 2, 名称: 1 }；或者每项一行，缩进两格"
                } else {
                    "文字里有英文冒号时，请改用中文冒号“：”，或把整段文字放进双引号"
                }),
            _ => self
                .error(Code::Indent, "这一行和上下文对不齐，不知道它属于哪一项", self.line_of(self.stumble.at), "")
                .help("同一层的各项要左对齐，下一层多缩进两个空格；每项写成“名称: 内容”，长文字在 | 下面缩进两格"),
        }
    }

    /// Whether the line has several numbers, each behind its name: `甲: 2, 乙: 1`, `｛ 甲: 2 ｝`.
    fn is_row(&self) -> bool {
        let line = self.text.get(self.line_of(self.stumble.at)).unwrap_or_default();
        let numbers = line.match_indices(": ").filter(|(at, colon)| {
            line.get(at + colon.len()..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        line.contains('｛') || numbers.count() > 1
    }

    /// A dash that is no list's: `行政强制: -`, and `- 行政许可: 53` among rows.
    fn lone_dash(&self) -> Option<Diagnostic> {
        let line = self.line_of(self.stumble.at);
        let text = self.text.get(line.clone())?;
        let words = text.trim();
        let start = line.start + text.len() - text.trim_start().len();
        let end = start + words.len();
        if words.ends_with(": -") || words.ends_with(": ?") {
            let mark = words.get(words.len() - 1..)?;
            let message = format!("名称后面不能单写“{mark}”");
            let finding = self.error(Code::YamlSyntax, message, end - 1..end, "这里");
            return Some(finding.help("没有发生的请写 0；没有内容的，整行删去"));
        }
        if words.starts_with("- ") && words.contains(": ") {
            let finding = self.error(Code::Indent, "名称前面多了“-”", start..start + 1, "这里");
            return Some(finding.help("同一层的别的各项前面没有“-”的，请删去它，和它们左对齐"));
        }
        None
    }

    /// The comma that is wrong in an open bracket: two with nothing between them, or a Chinese one between
    /// names.
    fn comma(&self) -> Option<Diagnostic> {
        let start = self.stumble.open_flow?;
        let inner = self.text.get(start..)?.lines().next()?;
        for (at, mark) in inner.match_indices(',') {
            let rest = inner.get(at + mark.len()..)?;
            let next = rest.trim_start_matches(' ');
            if next.starts_with(',') {
                let at = start + at + mark.len() + rest.len() - next.len();
                let finding =
                    self.error(Code::Bracket, "两个逗号之间空着", at..at + 1, "前面少一个数");
                return Some(finding.help("没有发生的请写 0；多写了逗号的，删去一个"));
            }
        }
        if !inner.starts_with('{') {
            return None;
        }
        let at = start + inner.find('，')?;
        let at = at..at + '，'.len_utf8();
        let finding = self.error(Code::Bracket, "{ } 里用了中文逗号“，”", at, "这里要用英文逗号");
        Some(finding.help("各项用英文逗号加空格隔开：{ 甲: 2, 乙: 1 }"))
    }

    /// `键：值` and `键:值` where the parser wanted `键: 值`.
    pub(super) fn bad_colon(&self) -> Option<Range<usize>> {
        bad_colon_of(self)
    }

    fn character(&self, c: char) -> Diagnostic {
        let code = u32::from(c);
        // The last two of each plane, and U+FDD0 to U+FDEF, are no characters and never will be.
        let is_none = code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code);
        if is_none || is_invisible(c) {
            let kind = if is_none { "不是字的编码" } else { "看不见的控制字符" };
            let message = format!("这里有一个{kind} U+{code:04X}");
            return self
                .error(Code::YamlSyntax, message, self.here(), "")
                .help("请删去它，重新输入前后的字");
        }
        self.error(Code::YamlSyntax, format!("文字不能以“{c}”开头"), self.here(), "")
            .help("请把整段文字放进双引号")
    }

    /// The tab that the error is about.
    fn tab(&self, kind: &ErrorKind) -> Option<Range<usize>> {
        use ErrorKind as E;
        let line = self.line_of(self.stumble.at);
        let text = self.text.get(line.clone())?;
        let indent = text.len() - text.trim_start().len();
        if let Some(tab) = text.get(..indent)?.find('\t') {
            return Some(line.start + tab..line.start + tab + 1);
        }
        let about_tabs = matches!(
            kind,
            E::TabInIndentation
                | E::TabInBlockIndentation
                | E::TabNotAllowed
                | E::TabAtBlockScalarStart
                | E::TabInPlainScalar
        );
        let rest = self.text.get(line.start..)?;
        let tab = rest.find('\t').filter(|_| about_tabs)?;
        Some(line.start + tab..line.start + tab + 1)
    }

    fn same_line(&self) -> bool {
        self.line_of(self.stumble.last_text.start) == self.line_of(self.stumble.at)
    }

    fn expression(&self, start: usize) -> bool {
        self.text.get(start..).is_some_and(|text| text.starts_with("{{"))
    }

    /// The character at the error, or the end of the text.
    fn here(&self) -> Range<usize> {
        let at = self.stumble.at;
        let rest = self.text.get(at..).unwrap_or_default();
        let width = rest.chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8);
        at..at + width
    }

    /// The line that holds an offset, without its break and, for pointing, without its indent.
    fn line_of(&self, at: usize) -> Range<usize> {
        line_at(self.text, at)
    }

    pub(super) fn error(
        &self,
        code: Code,
        message: impl Into<String>,
        at: Range<usize>,
        label: &str,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(self.source, (self.places)(&at), label)
    }
}

/// The colon of a line `键：值` or `键:值`, if the line holds no `键: 值`.
pub(super) fn bad_colon(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let text = text.get(line.clone())?;
    let first = text.find(['：', ':'])?;
    let key = text.get(..first)?.trim_start().trim_start_matches("- ").trim();
    let rest = text.get(first..)?;
    let colon = rest.chars().next()?;
    let is_good = colon == ':'
        && rest.get(1..).is_none_or(|after| after.trim_end().is_empty() || after.starts_with(' '));
    let is_key = !key.is_empty() && !key.starts_with('#') && key.chars().count() <= 40;
    (is_key && !is_good).then(|| line.start + first..line.start + first + colon.len_utf8())
}

/// The colons of the lines below that YAML takes for one text with the first: at the margin, so that they begin names.
pub(super) fn bad_colons_below(text: &str, from: usize, to: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = line_at(text, from).end + 1;
    while start < to.min(text.len()) {
        let line = line_at(text, start);
        let is_name = text.get(start..).is_some_and(|line| !line.starts_with([' ', '\u{3000}']));
        // No name has a stop in it, and no text that goes on stands at the margin.
        let is_short = |at: &Range<usize>| {
            text.get(start..at.start).is_some_and(|name| !name.contains(['，', '。', '；']))
        };
        found.extend(bad_colon(text, line.clone()).filter(is_short).filter(|_| is_name));
        start = line.end + 1;
    }
    found
}

/// The finding for a colon of the wrong kind.
pub(super) fn colon(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    let is_wide = source.text.get(at.clone()) == Some("：");
    let (message, label) = if is_wide {
        ("名称后面是中文冒号“：”", "这里要用英文冒号加空格")
    } else {
        ("名称后面的冒号没有跟空格", "冒号后面要有一个空格")
    };
    Diagnostic::error(Code::Colon, message)
        .at(source, at, label)
        .help("请写成“名称: 内容”：英文冒号，后面空一格")
}

/// The finding for a text that begins with `{{` and is not quoted.
pub(super) fn bare_expression(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::Bracket, "以 {{ 开头的文字要放进引号")
        .at(source, at, "")
        .help("请写成 \"{{ … }}…\"，或者用 | 另起一行写")
}
