//! What every part of loading needs: the source, the findings so far, and how to read one value.

use super::{
    Name, Spanned,
    node::{Entry, Kind, Node},
    syntax, typed,
};
use crate::{
    date::{Date, NoDate},
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    text::{
        Cluster, clean, clusters, composed, is_invisible, is_it_perhaps, plain, settled, visible,
    },
};
use std::{collections::HashMap, fmt::Write as _, ops::Range, sync::Arc};

/// Collects findings while values are read.
pub(crate) struct Reader<'a> {
    /// The YAML.
    pub source: &'a Arc<Source>,
    /// Findings so far.
    pub findings: Diagnostics,
    /// Keys that nobody knows, so far.
    unknown: usize,
    /// Where the first of them stands that is not told by itself.
    untold: Option<Range<usize>>,
    /// The names at the top of the file, which are known wherever they stand.
    top: Vec<Name>,
}

/// Unknown keys of one file that are told each, with what may have been meant; with more of them it is another
/// kind of file.
const MOST_UNKNOWN: usize = 100;

/// A value under the key that announces it.
#[derive(Clone, Copy)]
pub(crate) struct Field<'n> {
    /// The key as typed.
    pub key: &'n str,
    /// Where the key stands.
    pub key_at: &'n Range<usize>,
    /// The value.
    pub value: &'n Node,
}

impl<'n> From<&'n Entry> for Field<'n> {
    fn from(entry: &'n Entry) -> Self {
        Self { key: &entry.key, key_at: &entry.key_at, value: &entry.value }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, findings: Diagnostics::default(), unknown: 0, untold: None, top: Vec::new() }
    }

    /// Lets the names at the top of the file be known where they stand too far right.
    pub(crate) fn know_top<'m>(&mut self, names: impl IntoIterator<Item = &'m Name>) {
        self.top = names.into_iter().cloned().collect();
    }

    /// Counts a key that nobody knows; whether it is told by itself.
    pub(crate) fn is_one_more_unknown(&mut self, at: &Range<usize>) -> bool {
        self.unknown += 1;
        let is_told = self.unknown <= MOST_UNKNOWN;
        if !is_told && self.untold.is_none() {
            self.untold = Some(at.clone());
        }
        is_told
    }

    /// All findings, with how many more unknown keys there are.
    pub(crate) fn all(mut self) -> Diagnostics {
        if let Some(at) = self.untold.take() {
            let message = format!("另外还有 {} 项也不认识", self.unknown - MOST_UNKNOWN);
            let help = "请看是不是选错了文件；是报告的，先改好上面这些，再运行一次";
            self.error(Code::UnknownKey, message, &at, "从这里起", help);
        }
        self.findings
    }

    /// Records an error at a place.
    pub(crate) fn error(
        &mut self,
        code: Code,
        message: impl Into<String>,
        at: &Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error(code, message).at(self.source, at.clone(), label);
        self.findings.push(error.help(help));
    }

    /// Records a warning at a place.
    pub(crate) fn warning(
        &mut self,
        code: Code,
        message: impl Into<String>,
        at: &Range<usize>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let warning = Diagnostic::warning(code, message).at(self.source, at.clone(), label);
        self.findings.push(warning.help(help));
    }

    /// Records that something was said twice.
    pub(crate) fn twice(&mut self, what: &str, first: &Range<usize>, second: &Range<usize>) {
        let error = Diagnostic::error(Code::Twice, format!("“{}”写了两次", echo(what)))
            .at(self.source, second.clone(), "又写了一次")
            .related(self.source, first.clone(), "第一次写在这里")
            .help("两处只留一处");
        self.findings.push(error);
    }

    /// The entries of a group with free keys, each key once; a second one is an error.
    pub(crate) fn once<'n>(&mut self, entries: &'n [Entry]) -> Vec<Field<'n>> {
        let mut fields: Vec<Field<'n>> = Vec::with_capacity(entries.len());
        let mut seen: HashMap<&str, &Range<usize>> = HashMap::with_capacity(entries.len());
        for entry in entries {
            let key = entry.key.trim();
            if let Some(first) = seen.get(key) {
                self.twice(key, first, &entry.key_at);
                continue;
            }
            seen.insert(key, &entry.key_at);
            fields.push(Field { key, ..entry.into() });
        }
        fields
    }

    /// Records an unknown key, with the nearest known one.
    pub(crate) fn unknown(
        &mut self,
        key: &str,
        at: &Range<usize>,
        nearest: Option<&str>,
        otherwise: &str,
    ) {
        if self.top.iter().any(|name| name.answers_to(key)) {
            let message = format!("“{}”不在这一层", echo(key));
            self.error(Code::UnknownKey, message, at, "", "请顶格写，前面不留空格");
            return;
        }
        let help = match nearest {
            // {自然人:9}, {自然人：9，商业企业：2}
            _ if key.contains([':', '：']) => {
                "名称后面要用英文冒号，再空一格：“名称: 9”；几项之间用英文逗号".to_owned()
            }
            Some(name) => is_it_perhaps(name),
            None => otherwise.to_owned(),
        };
        self.findings.push(unknown_key(self.source, key, at, help));
    }

    /// Records a value of the wrong kind; `want` says what should stand there.
    pub(crate) fn wrong_type(&mut self, field: Field<'_>, want: &str, help: &str) {
        let value_at = &field.value.at;
        let line = value_at.start..self.line_end(value_at.start);
        if matches!(field.value.kind, Kind::Text(_))
            && let Some(at) = syntax::bad_colon(&self.source.text, line)
        {
            self.findings.push(syntax::colon(self.source, at));
            self.more_colons(value_at);
            return;
        }
        let is = match field.value.kind {
            Kind::Nothing => "空的",
            Kind::Text(_) => "一段文字",
            Kind::List(_) => "一个列表",
            Kind::Map(_) => "下一层的几项",
        };
        let help = if self.source.text.get(value_at.start..).is_some_and(|s| s.starts_with("{{")) {
            "以 {{ 开头的文字要放进双引号，或者用 | 另起一行写"
        } else {
            help
        };
        let message = format!("“{}”应是{want}，这里却是{is}", echo(field.key));
        self.error(Code::WrongType, message, field.key_at, format!("应是{want}"), help);
    }

    /// The colons of the lines that YAML took for one text with the first.
    fn more_colons(&mut self, value: &Range<usize>) {
        let mut start = self.line_end(value.start) + 1;
        while start < value.end {
            let end = self.line_end(start);
            if let Some(at) = syntax::bad_colon(&self.source.text, start..end) {
                self.findings.push(syntax::colon(self.source, at));
            }
            start = end + 1;
        }
    }

    /// A text made printable; `None` (and a finding, unless nothing was typed) when there is none.
    pub(crate) fn text(&mut self, field: Field<'_>) -> Option<Spanned<String>> {
        match &field.value.kind {
            Kind::Nothing => None,
            Kind::Text(text) => {
                self.not_as_typed(field);
                let mut text = self.printable(text, &field.value.at);
                // Empty lines at the head stay: they keep the line numbers.
                text.truncate(text.trim_end().len());
                let is_empty = text.is_empty();
                (!is_empty).then(|| Spanned { value: text, at: Some(field.value.at.clone()) })
            }
            Kind::List(_) | Kind::Map(_) => {
                self.wrong_type(field, "文字", "一段以上的文字请写在 | 下面，每段一行，缩进两格");
                None
            }
        }
    }

    /// Says where YAML reads something else than what is seen: paragraphs that it joins, text that it
    /// takes for a comment.
    fn not_as_typed(&mut self, field: Field<'_>) {
        let at = &field.value.at;
        if let Some((joined, why)) = typed::joined(&self.source.text, at) {
            let message = match why {
                typed::Joined::WrongMark => {
                    format!("“{}”后面的竖线不是英文的 |", echo(field.key))
                }
                typed::Joined::Paragraphs => {
                    format!("“{}”的几段文字会连成一段", echo(field.key))
                }
            };
            let label = match why {
                typed::Joined::WrongMark => "这里",
                typed::Joined::Paragraphs => "这一段会接到上一段后面",
            };
            let help =
                format!("请写成“{}: |”，文字从下一行起，每段一行，缩进两格", echo(field.key));
            self.error(Code::Joined, message, &joined, label, help);
        }
        self.cut_off(field);
    }

    /// Says where a `#` keeps from being printed what was meant to be.
    fn cut_off(&mut self, field: Field<'_>) {
        let at = &field.value.at;
        if let Some(cut) = typed::cut_off(&self.source.text, at) {
            let message = format!("“{}”从 # 起的字不会印出来", echo(field.key));
            let help = "要印出来，把整段文字放进双引号；是说明的，在 # 后面空一格";
            self.warning(Code::CutOff, message, &cut, "当作说明了", help);
        }
        if let Some(line) = typed::left_behind(&self.source.text, at) {
            let message = format!("“{}”下面 # 开头的这一行不会印出来", echo(field.key));
            let help = "要印出来，前面的空格和上面各段一样多；是说明的，让 # 顶格";
            self.warning(Code::CutOff, message, &line, "当作说明了", help);
        }
    }

    /// A text of one line.
    pub(crate) fn line(&mut self, field: Field<'_>) -> Option<Spanned<String>> {
        let mut text = match field.value.kind {
            Kind::Nothing | Kind::Text(_) => self.text(field)?,
            Kind::List(_) | Kind::Map(_) => return self.not_a_line(field),
        };
        text.value = text.value.trim().to_owned();
        if text.value.contains('\n') {
            return self.not_a_line(field);
        }
        self.not_on_one_line(field);
        Some(text)
    }

    /// Says where a text that is to stand on one line was typed on several, of which YAML makes one.
    fn not_on_one_line(&mut self, field: Field<'_>) {
        let lines = typed::lines(&self.source.text, &field.value.at).unwrap_or_default();
        let text = |at: &Range<usize>| self.source.text.get(at.clone()).unwrap_or_default();
        let broken = lines.windows(2).find_map(|pair| match pair {
            [line, next] if !typed::goes_on(text(line)) => Some(next.clone()),
            _ => None,
        });
        if let Some(next) = broken {
            let message = format!("“{}”写成了几行，会连成一行", echo(field.key));
            let help = "请写成一行；有几个的，用顿号隔开";
            self.error(Code::Joined, message, &next, "这一行会接到上一行后面", help);
        }
    }

    fn not_a_line<T>(&mut self, field: Field<'_>) -> Option<T> {
        self.wrong_type(field, "一行文字", "请写成一行");
        None
    }

    /// A text of one line that must not be empty.
    pub(crate) fn required_line(&mut self, field: Field<'_>) -> Option<Spanned<String>> {
        let before = self.findings.len();
        let line = self.line(field);
        if line.is_none() && self.findings.len() == before {
            self.wrong_type(field, "一行文字", &format!("请在“{}:”后面写上内容", field.key));
        }
        line
    }

    /// One line or a list of lines; a text of several lines is taken apart.
    pub(crate) fn lines(&mut self, field: Field<'_>) -> Vec<Spanned<String>> {
        let Kind::List(items) = &field.value.kind else {
            if typed::is_list(&self.source.text, &field.value.at) {
                let help = "每项一行，前面是英文的减号，后面空一格：“  - 第一项”；不要写编号";
                self.wrong_type(field, "一个列表", help);
                return Vec::new();
            }
            if let Some(lines) = typed::lines(&self.source.text, &field.value.at) {
                self.cut_off(field);
                return lines.into_iter().map(|at| self.typed_line(at)).collect();
            }
            let text = self.text(field);
            return text.map_or_else(Vec::new, |text| each_line(self.source, &text));
        };
        let lines = items
            .iter()
            .filter_map(|item| self.line(Field { value: item, key_at: &item.at, ..field }));
        lines.collect()
    }

    fn typed_line(&mut self, at: Range<usize>) -> Spanned<String> {
        let source = self.source;
        let value = self.printable(source.text.get(at.clone()).unwrap_or_default(), &at);
        Spanned { value, at: Some(at) }
    }

    /// A calendar day.
    pub(crate) fn date(&mut self, field: Field<'_>) -> Option<Spanned<Date>> {
        let Kind::Text(text) = &field.value.kind else {
            self.wrong_type(field, "一个日期", "例：日期: 2027年1月17日");
            return None;
        };
        let (message, help) = match Date::parse(&visible(text)) {
            Ok(value) => return Some(Spanned { value, at: Some(field.value.at.clone()) }),
            Err(NoDate::Calendar) => {
                (format!("日历上没有“{}”这一天", echo(text)), "请查一查月份和日子")
            }
            Err(NoDate::Shape) => {
                (format!("“{}”不是日期", echo(text)), "例：2027年1月17日，或 2027-01-17")
            }
        };
        self.error(Code::Date, message, &field.value.at, "", help);
        None
    }

    /// 是 or 否.
    pub(crate) fn yes_no(&mut self, field: Field<'_>) -> Option<bool> {
        let typed = match &field.value.kind {
            Kind::Text(text) => visible(text).trim().to_lowercase(),
            _ => String::new(),
        };
        match typed.as_str() {
            "是" | "true" | "yes" => Some(true),
            "否" | "false" | "no" => Some(false),
            _ => {
                self.wrong_type(field, "“是”或“否”", "请写“是”或“否”");
                None
            }
        }
    }

    /// Makes a text printable and reports what cannot be.
    pub(crate) fn printable(&mut self, text: &str, at: &Range<usize>) -> String {
        if let Some(text) = settled(text) {
            return text;
        }
        self.look_alikes(text, at);
        self.marks_apart(text, at);
        let (text, bad) = clean(text);
        for c in bad {
            let found = self.source.text.get(at.clone()).and_then(|slice| slice.find(c));
            let place = found.map_or(at.clone(), |i| at.start + i..at.start + i + c.len_utf8());
            let code_point = format!("U+{:04X}", u32::from(c));
            if c >= char::REPLACEMENT_CHARACTER && c <= '\u{FFFF}' {
                let help = "文件转换编码时丢了字，请照原稿重新输入";
                self.error(
                    Code::DamagedText,
                    format!("这里的字已经损坏（{code_point}）"),
                    &place,
                    "",
                    help,
                );
            } else {
                let help = "这是某种字体或输入法自造的字，别的电脑上显示不出来；请换成规范字，或者写出它的部件";
                self.error(
                    Code::PrivateUse,
                    format!("自造字 {code_point} 无法印出"),
                    &place,
                    "",
                    help,
                );
            }
        }
        text
    }

    /// Warns of characters that look like common ones; they are printed as those.
    fn look_alikes(&mut self, text: &str, at: &Range<usize>) {
        let mut seen: Vec<(char, char)> = Vec::new();
        for (c, good) in text.chars().filter_map(|c| Some((c, plain(c)?))) {
            if !seen.contains(&(c, good)) {
                seen.push((c, good));
            }
        }
        let Some((first, _)) = seen.first().copied() else {
            return;
        };
        let written = self.source.text.get(at.clone()).unwrap_or_default();
        let place = written
            .find(first)
            .map_or(at.clone(), |i| at.start + i..at.start + i + first.len_utf8());
        let shown: Vec<String> =
            seen.iter().take(5).map(|(c, good)| format!("{c}→{good}")).collect();
        let more = if seen.len() > 5 { "等" } else { "" };
        let message = format!("有样子相同的另一种字，按常用字印出：{}{more}", shown.join("、"));
        // An escape is left as it is.
        let help = if seen.iter().all(|(c, _)| written.contains(*c)) {
            "多是从 PDF 里复制来的；可以用 nianbao check --fix 自动改"
        } else {
            "请把这个字重新打上"
        };
        self.warning(Code::LookAlike, message, &place, "", help);
    }

    /// Warns of letters whose marks are characters of their own; they are printed as one where there is such a
    /// character, and else the mark will not stand where it belongs.
    fn marks_apart(&mut self, text: &str, at: &Range<usize>) {
        let (loose, whole): (Vec<Cluster<'_>>, Vec<Cluster<'_>>) =
            clusters(text).partition(Cluster::has_loose_mark);
        let help = "多是从苹果电脑、PDF 里复制来的；可以用 nianbao check --fix 自动改";
        self.mark_apart(&whole, "字母和它的声调、记号是分开的字，按合成的一个字印出", help, at);
        let help = "没有带这些记号的一个字；请核对是不是打错了，或者换一种写法";
        self.mark_apart(&loose, "字母上的记号是另外的字，印出来会和字母错开", help, at);
    }

    fn mark_apart(&mut self, found: &[Cluster<'_>], what: &str, help: &str, at: &Range<usize>) {
        let mut seen: Vec<&str> = Vec::new();
        for cluster in found {
            if seen.len() < 6 && !seen.contains(&cluster.text) {
                seen.push(cluster.text);
            }
        }
        let Some(first) = seen.first() else { return };
        let written = self.source.text.get(at.clone()).unwrap_or_default();
        let place =
            written.find(first).map_or(at.clone(), |i| at.start + i..at.start + i + first.len());
        let shown = |text: &&str| {
            let codes = text.chars().take(4).map(|c| format!("U+{:04X}", u32::from(c)));
            format!("{}（{}）", composed(text), codes.collect::<Vec<_>>().join(" "))
        };
        let few: Vec<String> = seen.iter().take(5).map(shown).collect();
        let more = if seen.len() > 5 { "等" } else { "" };
        let message = format!("{what}：{}{more}", few.join("、"));
        // An escape is left as it is.
        let is_written = seen.iter().all(|text| written.contains(*text));
        let help = if is_written { help } else { "请把这个字重新打上" };
        self.warning(Code::MarksApart, message, &place, "", help);
    }

    fn line_end(&self, at: usize) -> usize {
        let text = &self.source.text;
        text.get(at..).and_then(|s| s.find('\n')).map_or(text.len(), |i| at + i)
    }
}

/// The lines of a text that are not empty, each at its own place where that can be told.
fn each_line(source: &Source, text: &Spanned<String>) -> Vec<Spanned<String>> {
    let lines =
        text.value.split('\n').zip(text.lines(source)).filter(|(line, _)| !line.trim().is_empty());
    let placed = lines.map(|(line, at)| Spanned { value: line.trim().to_owned(), at });
    placed.collect()
}

/// The finding for a key that is not known.
pub(crate) fn unknown_key(
    source: &Arc<Source>,
    key: &str,
    at: &Range<usize>,
    help: String,
) -> Diagnostic {
    Diagnostic::error(Code::UnknownKey, format!("不认识“{}”这一项", echo(key)))
        .at(source, at.clone(), "")
        .help(help)
}

/// What was typed, short enough to stand in a sentence.
pub(crate) fn echo(text: &str) -> String {
    const LONGEST: usize = 20;
    let mut line = String::new();
    for c in text.trim().chars() {
        match c {
            '\n' | '\r' | '\t' => line.push(' '),
            // What cannot be seen is named, since it may be all that is wrong.
            c if is_invisible(c) => {
                let _ = write!(line, "〔U+{:04X}〕", u32::from(c));
            }
            c => line.push(c),
        }
    }
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}
