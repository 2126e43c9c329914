//! Plain paragraphs → headings, run-in heads and text, with `{{ … }}` evaluated.
//!
//! An office writes its outline into the text, `一、` `（一）` `1.` `（1）` (GB/T 9704-2012 §7.3.3);
//! so these marks make the levels. The text itself is never altered.

use super::{
    engine::Engine,
    statements,
    trouble::{self, Explanation, TroubleScene},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    report::Spanned,
    text::{half_width, is_numeral},
};
use minijinja::{Error, ErrorKind, Value};
use std::{ops::Range, sync::Arc};

/// A heading on its own line is at most about two lines of type long.
const LONGEST_HEADING: usize = 56;
/// A longer first sentence is a sentence of the text, not a head.
const LONGEST_RUN_IN: usize = 40;

/// A paragraph and what its head makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypedParagraph {
    /// A heading on a line of its own.
    Heading { level: u8, head: String },
    /// A first sentence set as a head, and the text that follows it, perhaps empty.
    RunIn { level: u8, head: String, text: String },
    /// Text.
    Text(String),
}

/// Reads a text of the report, one paragraph a line.
///
/// # Errors
/// `NB204` for each expression that is wrong, at its place in the YAML.
pub(super) fn read(
    source: &Arc<Source>,
    text: &Spanned<String>,
    engine: &Engine,
    scope: &Value,
) -> Result<Vec<TypedParagraph>> {
    let mut findings = Diagnostics::default();
    let mut paragraphs = Vec::new();
    for (start, line) in lines(&text.value) {
        let expressions = Expressions { source, text, engine, scope };
        if let Some(line) = findings.take(expressions.evaluate(line, start)) {
            let line = line.trim();
            if !line.is_empty() {
                paragraphs.push(recognise(line));
            }
        }
    }
    findings.finish(paragraphs)
}

/// A text with its expressions replaced by their values, line by line.
///
/// # Errors
/// `NB204` for each expression that is wrong, at its place in the YAML.
pub(super) fn evaluate(
    source: &Arc<Source>,
    text: &Spanned<String>,
    engine: &Engine,
    scope: &Value,
) -> Result<String> {
    let mut findings = Diagnostics::default();
    let mut out = String::with_capacity(text.value.len());
    for (start, line) in lines(&text.value) {
        let expressions = Expressions { source, text, engine, scope };
        out.extend(findings.take(expressions.evaluate(line, start)));
    }
    findings.finish(out)
}

/// The lines of a text with their ends, each with its place in it.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line))
    })
}

/// What the mark at the head of a paragraph makes of it.
fn recognise(text: &str) -> TypedParagraph {
    let Some(level) = level(text) else {
        return TypedParagraph::Text(text.to_owned());
    };
    let length = text.chars().count();
    let closed = text.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?']);
    let sentence = text.find('。').map(|at| {
        let end = at + '。'.len_utf8();
        // The quotation that it ends belongs to it.
        let rest = text[end..].trim_start_matches(['”', '’', '》', '」', '』', '）']);
        text.split_at(text.len() - rest.len())
    });
    match sentence {
        None if !closed && length <= LONGEST_HEADING => {
            TypedParagraph::Heading { level, head: text.to_owned() }
        }
        Some((head, rest)) if head.chars().count() <= LONGEST_RUN_IN => {
            TypedParagraph::RunIn { level, head: head.to_owned(), text: rest.to_owned() }
        }
        _ => TypedParagraph::Text(text.to_owned()),
    }
}

/// The level of the mark at the head of a paragraph; a mark alone is none.
fn level(text: &str) -> Option<u8> {
    let (level, rest) = mark(text)?;
    (!rest.trim().is_empty()).then_some(level)
}

fn mark(text: &str) -> Option<(u8, &str)> {
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let (number, rest) = inner.split_once(['）', ')'])?;
        return match number {
            _ if is_ordinal(number) => Some((2, rest)),
            // Two digits at most: （2022） is a year.
            _ if is_digits(number) => Some((4, rest)),
            _ => None,
        };
    }
    if let Some((number, rest)) = text.split_once('、')
        && is_ordinal(number)
    {
        // 一、二季度 and 三、四月 count things; they head nothing.
        let after = rest.trim_start_matches(is_numeral);
        let counts = after.len() < rest.len() && after.starts_with(['、', '季', '月', '级', '类']);
        return (!counts).then_some((1, rest));
    }
    let (number, rest) = text.split_once(['.', '．'])?;
    // 1.5万元 is an amount.
    let amount = rest.starts_with(|c: char| c.is_ascii_digit());
    (is_digits(number) && !amount).then_some((3, rest))
}

fn is_ordinal(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_numeral)
}

fn is_digits(text: &str) -> bool {
    let text = half_width(text);
    text.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&text.len())
}

/// The expressions of one text of the report.
struct Expressions<'a> {
    source: &'a Arc<Source>,
    text: &'a Spanned<String>,
    engine: &'a Engine,
    scope: &'a Value,
}

impl Expressions<'_> {
    /// A line with its expressions replaced by their values; `start` is the line's place in the
    /// text.
    fn evaluate(&self, line: &str, start: usize) -> Result<String> {
        let mut findings = Diagnostics::default();
        let mut out = String::with_capacity(line.len());
        let mut at = 0;
        while let Some(found) = line[at..].find("{{").map(|i| at + i) {
            self.refuse_statements(&line[at..found], start + at, &mut findings);
            out.push_str(&line[at..found]);
            let Some(length) = statements::length(&line[found..], "}}") else {
                if !self.engine.tells_one_more() {
                    return findings.finish(out);
                }
                let place = self.place(start + found, "{{", 0..2);
                let message = "正文里的算式没有写完，缺“}}”";
                let finding = self.error(message.to_owned(), place, "");
                findings.push(finding.help("算式写成 {{ … }}，开头和结尾要在同一段"));
                return findings.finish(out);
            };
            let braced = &line[found..found + length];
            match self.engine.expression(braced, self.scope) {
                Ok(value) => out.push_str(&value),
                Err((error, inner)) if self.engine.tells_one_more() => {
                    let told = explain(&error, self.scope, &braced[inner.clone()]);
                    let place = self.place(start + found, braced, inner);
                    let mut finding = self.error(told.message, place, &told.label);
                    finding.help = told.help;
                    findings.push(finding);
                }
                Err(_) => {}
            }
            if self.engine.gives_up() {
                return findings.finish(out);
            }
            at = found + length;
        }
        self.refuse_statements(&line[at..], start + at, &mut findings);
        out.push_str(&line[at..]);
        findings.finish(out)
    }

    fn refuse_statements(&self, text: &str, start: usize, findings: &mut Diagnostics) {
        if let Some(at) = text.find("{%")
            && self.engine.tells_one_more()
        {
            let place = self.place(start + at, "{%", 0..2);
            let message = "正文里只能写 {{ … }}，不能写 {% … %}";
            findings.push(self.error(message.to_owned(), place, ""));
        }
    }

    fn error(&self, message: String, place: Option<Range<usize>>, label: &str) -> Diagnostic {
        let finding = Diagnostic::error(Code::Narrative, message);
        match place {
            Some(range) => finding.at(self.source, range, label),
            None => finding,
        }
    }

    /// The place in the YAML of `inner`, a part of the braced text that begins at `offset`.
    ///
    /// Indents and quotes of the YAML are not in the value, so places do not carry over; but the
    /// same braces stand in both, in the same order.
    fn place(&self, offset: usize, braced: &str, inner: Range<usize>) -> Option<Range<usize>> {
        let at = self.text.at.clone()?;
        let yaml = self.source.text.get(at.clone())?;
        let opening = braced.get(..2)?;
        let before = self.text.value.get(..offset)?.matches(opening).count();
        let Some((found, _)) = yaml.match_indices(opening).nth(before) else {
            return Some(at);
        };
        let start = at.start + found;
        if yaml[found..].starts_with(braced) {
            return Some(start + inner.start..start + inner.end);
        }
        // Folded over lines: point at the braces.
        Some(start..start + opening.len())
    }
}

/// What is wrong with an expression, in the words of one who writes text, not templates.
fn explain(error: &Error, scope: &Value, written: &str) -> Explanation {
    let scene = TroubleScene { context: Some(scope), files: &[], written };
    let mut told = trouble::explain(error, scene);
    if matches!(error.kind(), ErrorKind::SyntaxError | ErrorKind::BadEscape) {
        told.message = told.message.replacen("模板语句", "算式", 1);
        told.help = Some("算式里写数的名字、数字和 + - * / ( )，如 {{ 年度 - 1 }}".to_owned());
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level and kind of a paragraph, and its head.
    fn shape(text: &str) -> String {
        match recognise(text) {
            TypedParagraph::Heading { level, head } => format!("{level} {head}"),
            TypedParagraph::RunIn { level, head, text } => format!("{level} {head}|{text}"),
            TypedParagraph::Text(_) => "-".to_owned(),
        }
    }

    #[test]
    fn marks_at_the_head_make_levels() {
        for (text, expected) in [
            ("一、总体情况", "1 一、总体情况"),
            ("十二、其他", "1 十二、其他"),
            ("（一）主动公开", "2 （一）主动公开"),
            ("(一)政府信息公开情况", "2 (一)政府信息公开情况"),
            ("1.公文公开", "3 1.公文公开"),
            ("1．公文公开", "3 1．公文公开"),
            ("1. 公文公开", "3 1. 公文公开"),
            ("（1）数量", "4 （1）数量"),
            ("(12)数量", "4 (12)数量"),
            ("（一）主动公开。全年公开1145条。", "2 （一）主动公开。|全年公开1145条。"),
            (
                "（四）监督方面力度不足，我乡在信息公开方面，监督机制不够完善。",
                "2 （四）监督方面力度不足，我乡在信息公开方面，监督机制不够完善。|",
            ),
            ("1.规范。做到位", "3 1.规范。|做到位"),
            ("（一）公开“两项清单。”各单位", "2 （一）公开“两项清单。”|各单位"),
            ("（一）印发《办法。》”后文", "2 （一）印发《办法。》”|后文"),
        ] {
            assert_eq!(shape(text), expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        let long = format!("（一）{}", "长".repeat(60));
        let sentence = format!("（一）{}。后文。", "长".repeat(40));
        for text in [
            "1.5万元用于平台建设",
            "2022年，我乡公开1145条",
            "2022.12.31前完成",
            "一是加强领导；二是健全制度",
            "一、二季度公开12条",
            "三、四月集中清理",
            "（2022）5号文件",
            "（一）主动公开：",
            "（一）主动公开情况；",
            "一、",
            "（一）",
            "123.不是序号",
            "综合信息、通知公告",
            &long,
            &sentence,
        ] {
            assert_eq!(shape(text), "-", "{text}");
        }
    }

    #[test]
    fn braces_within_quotes_close_nothing() {
        assert_eq!(statements::length("{{ a }}后", "}}"), Some(7));
        assert_eq!(statements::length(r#"{{ "}}" }}x"#, "}}"), Some(10));
        assert_eq!(statements::length("{{ a }", "}}"), None);
    }
}
