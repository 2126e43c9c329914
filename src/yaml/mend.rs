//! A YAML fault → its line, its cause, and the change with which the rest can be read.
//!
//! What is meant is found by trying: of the changes that people would make (a colon, a tab, the indent of
//! this line or of the one above, quotes around a text), the first after which the parser comes further is
//! the cause. Where none helps, the line is left out, and nothing is said of what is missing then.

mod margin;

use super::{
    indent::Evened,
    syntax::{self, SyntaxScene},
};
use crate::{
    diagnostic::{Code, Diagnostic, Source},
    text::line_at,
};
use granit_parser::{ErrorKind, Event, Options, Parser, StructureStyle};
use std::{ops::Range, sync::Arc};

/// Deepest nesting: a report needs five levels.
const DEEPEST: usize = 32;
/// After so many faults the file is something else.
const MOST_FAULTS: usize = 20;
/// So many times a file is parsed, and so large it may be, to find what its faults are.
const MOST_TRIALS: usize = 120;
const LARGEST: usize = 256 << 10;

/// A text in which some faults are mended, and where everything stood before.
pub(super) struct Mended {
    pub text: String,
    changes: Vec<Change>,
    /// What was wrong, in the order of the text.
    pub faults: Vec<Diagnostic>,
    /// Whether something is left out.
    pub is_partial: bool,
    /// Whether the parser reads the text now.
    pub is_sound: bool,
}

/// Bytes of the text before that became so many others.
#[derive(Clone)]
struct Change {
    at: Range<usize>,
    to: String,
}

impl Change {
    fn new(at: Range<usize>, to: impl Into<String>) -> Self {
        Self { at, to: to.into() }
    }

    /// Where a byte after the change stood before it.
    fn back(&self, at: usize) -> usize {
        let end = self.at.start + self.to.len();
        if at < self.at.start {
            at
        } else if at >= end {
            at - end + self.at.end
        } else {
            self.at.end.min(at)
        }
    }
}

/// Where a parser gave up, in the text that it was given.
pub(super) struct Stumble {
    pub at: usize,
    pub kind: ErrorKind,
    /// The last text it had read.
    pub last_text: Range<usize>,
    /// Start of the outermost bracket that is still open.
    pub open_flow: Option<usize>,
}

pub(super) fn options() -> Options {
    let mut options = Options::default();
    options.block_nesting_limit = DEEPEST;
    options.flow_nesting_limit = DEEPEST;
    options.set_emit_comments(false);
    options
}

/// Where the parser gives up, if it does.
fn stumble(text: &str) -> Option<Stumble> {
    let evened = Evened::new(text);
    let mut last_text = 0..0;
    let mut open: Vec<(StructureStyle, usize)> = Vec::new();
    for event in Parser::new_from_str_with_options(&evened.text, options()) {
        match event {
            Ok((event, span)) => {
                let at = evened.places(&span.byte_range().unwrap_or(0..0));
                match event {
                    Event::Scalar(..) => last_text = at,
                    Event::SequenceStart(style, ..) | Event::MappingStart(style, ..) => {
                        open.push((style, at.start));
                    }
                    Event::SequenceEnd | Event::MappingEnd => {
                        open.pop();
                    }
                    _ => {}
                }
            }
            Err(error) => {
                let at = evened.place(error.marker().byte_offset().unwrap_or(0)).min(text.len());
                let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                let flow = open.iter().find(|(style, _)| *style == StructureStyle::Flow);
                let open_flow = flow.map(|(_, start)| *start);
                return Some(Stumble { at, kind: error.kind().clone(), last_text, open_flow });
            }
        }
    }
    None
}

/// What to change to read on, and what to tell.
struct Cure {
    finding: Diagnostic,
    changes: Vec<Change>,
    is_partial: bool,
}

impl Mended {
    /// Finds the faults of a text that the parser does not read.
    pub(super) fn of(source: &Arc<Source>) -> Self {
        let mut mended = Self {
            text: source.text.clone(),
            changes: Vec::new(),
            faults: Vec::new(),
            is_partial: false,
            is_sound: false,
        };
        let mut trials = MOST_TRIALS;
        while mended.faults.len() < MOST_FAULTS {
            let Some(stumble) = stumble(&mended.text) else {
                mended.is_sound = true;
                break;
            };
            if mended.text.len() > LARGEST {
                trials = 0;
            }
            let cure = mended.cure(source, &stumble, &mut trials);
            mended.faults.push(cure.finding);
            mended.is_partial |= cure.is_partial;
            if cure.changes.is_empty() {
                break;
            }
            mended.apply(cure.changes);
        }
        mended
    }

    /// Where a byte of the mended text stood.
    pub(super) fn place(&self, at: usize) -> usize {
        self.changes.iter().rev().fold(at, |at, change| change.back(at))
    }

    pub(super) fn places(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.place(at.start);
        start..self.place(at.end).max(start)
    }

    fn apply(&mut self, changes: Vec<Change>) {
        self.text = changed(&self.text, &changes);
        self.changes.extend(changes);
    }

    /// The first change after which the parser comes further.
    fn cure(&self, source: &Arc<Source>, stumble: &Stumble, trials: &mut usize) -> Cure {
        let places = |at: &Range<usize>| self.places(at);
        let scene = SyntaxScene { source, text: &self.text, places: &places, stumble };
        let mut comes_further = |changes: &[Change]| {
            if *trials == 0 || changes.is_empty() {
                return false;
            }
            *trials -= 1;
            let text = changed(&self.text, changes);
            let longer = text.len().cast_signed() - self.text.len().cast_signed();
            let line = line_at(&self.text, stumble.at).end.saturating_add_signed(longer);
            crate::yaml::mend::stumble(&text).is_none_or(|next| next.at > line)
        };
        let sure = [
            margin::shifted(&scene),
            margin::dashed(&scene),
            pasted(&scene),
            opening(&scene),
            other_bar(&scene),
            other_mark(&scene),
        ];
        for cure in sure.into_iter().flatten() {
            if comes_further(&cure.changes) {
                return cure;
            }
        }
        let finding = scene.explain();
        let told = match finding.code {
            Code::Colon => colon(&scene),
            Code::Tab => tabs(&scene),
            Code::Quote => quote(&scene),
            _ => Vec::new(),
        };
        if comes_further(&told) {
            return Cure { finding, changes: told, is_partial: false };
        }
        if finding.code == Code::Indent {
            let mut cures = indents(&scene).into_iter();
            if let Some(cure) = cures.find(|cure| comes_further(&cure.changes)) {
                return cure;
            }
            if let Some(cure) = keyless(&scene).filter(|cure| comes_further(&cure.changes)) {
                return cure;
            }
        }
        let left_out = left_out(&scene).into_iter().find(|changes| comes_further(changes));
        Cure { finding, changes: left_out.unwrap_or_default(), is_partial: true }
    }
}

/// A text with changes, which stand in its order of being made.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        if text.get(change.at.clone()).is_some() {
            text.replace_range(change.at.clone(), &change.to);
        }
    }
    text
}

/// A line with something on it.
#[derive(Clone)]
struct MendLine<'a> {
    at: Range<usize>,
    indent: usize,
    words: &'a str,
}

impl<'a> MendLine<'a> {
    fn new(text: &'a str, at: Range<usize>) -> Option<Self> {
        let line = text.get(at.clone())?;
        let words = line.trim_start_matches(' ');
        let is_content = !words.trim().is_empty() && !words.starts_with('#');
        is_content.then_some(Self { indent: line.len() - words.len(), words: words.trim_end(), at })
    }

    fn of(text: &'a str, at: usize) -> Option<Self> {
        Self::new(text, line_at(text, at))
    }

    /// The line with something on it above.
    fn above(&self, text: &'a str) -> Option<Self> {
        let mut at = self.at.start;
        while at > 0 {
            let line = line_at(text, at - 1);
            at = line.start;
            if let Some(found) = Self::new(text, line) {
                return Some(found);
            }
        }
        None
    }

    /// The line with something on it below.
    fn below(&self, text: &'a str) -> Option<Self> {
        let mut at = self.at.end + 1;
        while at < text.len() {
            let line = line_at(text, at);
            at = line.end + 1;
            if let Some(found) = Self::new(text, line) {
                return Some(found);
            }
        }
        None
    }

    /// `键: 值`, `键:`, `- 项`.
    fn is_entry(&self) -> bool {
        let key = self.words.split_once(": ").map(|(key, _)| key);
        let key = key.or_else(|| self.words.strip_suffix(':'));
        self.words.starts_with("- ") || key.is_some_and(|key| key.chars().count() <= 40)
    }

    fn opens(&self) -> bool {
        self.words.ends_with(':') || self.words.ends_with(": |") || self.words.ends_with(": |-")
    }
}

/// Rows of a spreadsheet at the margin below `依申请公开: |`: all of them are to be indented.
fn pasted(scene: &SyntaxScene) -> Option<Cure> {
    /// No table has more rows.
    const MOST: usize = 200;
    let text = scene.text;
    let starts = [scene.stumble.last_text.start, scene.stumble.at];
    let name = starts.into_iter().find_map(|at| {
        let line = MendLine::of(text, at)?;
        let mut above = std::iter::successors(Some(line), |line| line.above(text)).take(MOST);
        above.find(MendLine::is_entry).filter(|name| name.words.ends_with(": |"))
    })?;
    let below = std::iter::successors(name.below(text), |line| line.below(text)).take(MOST);
    let rows: Vec<MendLine> =
        below.take_while(|line| line.indent <= name.indent && !line.is_entry()).collect();
    let (first, last) = (rows.first()?, rows.last()?);
    // A tab before the words alone is an indent.
    if !rows.iter().any(|row| row.words.trim().contains('\t')) {
        return None;
    }
    let message = format!("从这一行起的 {} 行前面没有空格，不知道它们属于哪一项", rows.len());
    let at = first.at.start..first.at.start + first.indent + first.words.len();
    let finding = scene.error(Code::Indent, message, at, "每行前面空两格").help(format!(
        "粘贴的表写在“{}”下面，到“{}”这一行为止，每行前面都要空两格",
        name.words,
        first_cell(last)
    ));
    let indent = " ".repeat(name.indent + 2);
    // From the last, so that none moves another.
    let start = |row: &MendLine| row.at.start..row.at.start + row.indent;
    let changes = rows.iter().rev().map(|row| Change::new(start(row), indent.as_str())).collect();
    Some(Cure { finding, changes, is_partial: false })
}

/// The first words of a row.
fn first_cell<'a>(row: &MendLine<'a>) -> &'a str {
    row.words.split('\t').find(|cell| !cell.trim().is_empty()).unwrap_or_default().trim()
}

/// `标题: [2026]通知`: a text that begins like something else.
fn opening(scene: &SyntaxScene) -> Option<Cure> {
    let starts = [scene.stumble.at, scene.stumble.last_text.start];
    starts.into_iter().find_map(|at| {
        let line = MendLine::of(scene.text, at)?;
        let key = line.words.find(": ")?;
        let value = line.words.get(key + 2..)?.trim_start();
        let value = value.split(" #").next().unwrap_or(value).trim_end();
        let first = value.chars().next()?;
        let rest = value.get(first.len_utf8()..)?;
        let behind = match first {
            '[' => rest.split_once(']').map(|(_, behind)| behind),
            '{' if !rest.starts_with('{') => rest.split_once('}').map(|(_, behind)| behind),
            '|' | '>' => Some(rest).filter(|rest| !rest.starts_with(['-', '+'])),
            '!' | '%' | '@' | '`' | ']' | '}' | ',' => Some(rest),
            '?' | '-' => rest.strip_prefix(' '),
            _ => None,
        };
        behind.filter(|behind| behind.chars().any(char::is_alphanumeric))?;
        if value.contains(['"', '\\']) {
            return None;
        }
        let start = line.at.start + line.indent + line.words.len()
            - line.words.get(key + 2..)?.trim_start().len();
        let at = start..start + value.len();
        let message = format!("文字不能以“{first}”开头");
        let finding = scene
            .error(Code::YamlSyntax, message, start..start + first.len_utf8(), "这里")
            .help(match first {
                '|' | '>' => "“|”后面不写字：文字从下一行起，每段一行，缩进两格",
                _ => "请把整段文字放进双引号",
            });
        // Without the mark, which would be told once more.
        let text = value.trim_start_matches(['-', '?', ' ']);
        let changes = vec![Change::new(at, format!("\"{text}\""))];
        Some(Cure { finding, changes, is_partial: false })
    })
}

/// Marks that people type for the colon behind a name.
const FOR_COLON: [char; 15] =
    ['︰', '∶', '﹕', '；', ';', '＝', '=', '？', '?', '－', '-', '—', '–', '→', '|'];
/// No name is longer.
const LONGEST_NAME: usize = 24;

/// `行政许可= 35`, `总体情况； |`: a name with another mark behind it, which is followed by a blank, a bracket,
/// a number or nothing, as no mark of a Chinese text is.
fn other_mark(scene: &SyntaxScene) -> Option<Cure> {
    let starts = [scene.stumble.last_text.start, scene.stumble.at];
    let mut lines = starts.into_iter().filter_map(|at| MendLine::of(scene.text, at));
    lines.find_map(|line| {
        let cut = line.words.find(FOR_COLON).filter(|cut| *cut > 0)?;
        let (key, rest) = line.words.split_at(cut);
        let mark = rest.chars().next()?;
        let value = rest.get(mark.len_utf8()..)?;
        let is_name = (2..=LONGEST_NAME).contains(&key.chars().count())
            && key.chars().any(|c| !c.is_ascii_digit())
            && key.trim().chars().all(|c| c.is_alphanumeric() || matches!(c, '“' | '”'));
        let is_sure = "=＝︰∶﹕？?".contains(mark);
        let is_apart =
            |c: char| c.is_whitespace() || "[{|｜".contains(c) || is_sure && c.is_ascii_digit();
        let has_colon = value.contains(": ") || value.ends_with(':');
        if !is_name || has_colon || value.chars().next().is_some_and(|c| !is_apart(c)) {
            return None;
        }
        let start = line.at.start + line.indent + cut;
        let blank = value.len() - value.trim_start().len();
        if mark == '|' && value.trim().is_empty() {
            return Some(lost_colon(scene, start - (key.len() - key.trim_end().len())..start + 1));
        }
        let message = format!("名称后面是“{mark}”，不是冒号");
        let finding = scene
            .error(Code::Colon, message, start..start + mark.len_utf8(), "这里要用英文冒号加空格")
            .help("请写成“名称: 内容”：英文冒号，后面空一格");
        let change = Change::new(start..start + mark.len_utf8() + blank, ": ");
        Some(Cure { finding, changes: vec![change], is_partial: false })
    })
}

/// `总体情况 |`: the bar stays, and what is below it with it.
fn lost_colon(scene: &SyntaxScene, at: Range<usize>) -> Cure {
    let finding = scene
        .error(
            Code::Colon,
            "“|”前面没有冒号",
            at.end - 1..at.end,
            "这里要用英文冒号，空一格，再写 |",
        )
        .help("请写成“名称: |”，文字从下一行起，每段一行，缩进两格");
    Cure { finding, changes: vec![Change::new(at, ": |")], is_partial: false }
}

/// `总体情况: ||`: marks where one bar is to be.
fn other_bar(scene: &SyntaxScene) -> Option<Cure> {
    let starts = [scene.stumble.last_text.start, scene.stumble.at];
    let mut lines = starts.into_iter().filter_map(|at| MendLine::of(scene.text, at));
    lines.find_map(|line| {
        let key = line.words.find(": ")?;
        let value = line.words.get(key + 2..)?.trim_start();
        let is_bar = |c: char| "|｜¦丨│>＞-=+".contains(c);
        let is_marks = !value.is_empty() && value.chars().count() <= 3 && value.chars().all(is_bar);
        let below = line.below(scene.text)?;
        if !is_marks
            || matches!(value, "|" | ">" | "|-" | "|+" | ">-" | ">+")
            || below.indent <= line.indent
        {
            return None;
        }
        let start = line.at.start + line.indent + line.words.len() - value.len();
        let at = start..start + value.len();
        let message = format!("名称后面是“{value}”，应是一个英文的竖线 |");
        let finding = scene
            .error(Code::YamlSyntax, message, at.clone(), "这里")
            .help("请写成“名称: |”，文字从下一行起，每段一行，缩进两格");
        Some(Cure { finding, changes: vec![Change::new(at, "|")], is_partial: false })
    })
}

/// The colon with the blanks behind it that are none to YAML.
fn colon(scene: &SyntaxScene) -> Vec<Change> {
    let found = scene.bad_colon();
    let change = |at: Range<usize>| {
        let end = at.end + wide_blanks(scene.text.get(at.end..).unwrap_or_default());
        vec![Change::new(at.start..end, ": ")]
    };
    found.map(change).unwrap_or_default()
}

/// How many bytes of full-width, no-break and common blanks a text begins with.
fn wide_blanks(text: &str) -> usize {
    let is_blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
    text.len() - text.trim_start_matches(is_blank).len()
}

/// Two spaces for each tab of the indent.
fn tabs(scene: &SyntaxScene) -> Vec<Change> {
    let at = line_at(scene.text, scene.stumble.at);
    let line = scene.text.get(at.clone()).unwrap_or_default();
    let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
    vec![Change::new(at.start..at.start + indent.len(), indent.replace('\t', "  "))]
}

/// A quotation mark at the end of the line where one is open.
fn quote(scene: &SyntaxScene) -> Vec<Change> {
    let line = line_at(scene.text, scene.stumble.at);
    let end = line.start + scene.text.get(line.clone()).unwrap_or_default().trim_end().len();
    let mark = scene.text.get(scene.stumble.at..).and_then(|rest| rest.chars().next());
    match mark {
        Some(mark @ ('"' | '\'')) => vec![Change::new(end..end, mark)],
        _ => Vec::new(),
    }
}

/// Lines that stand too far left or right: the one that stands out first.
fn indents(scene: &SyntaxScene) -> Vec<Cure> {
    let text = scene.text;
    let Some(line) = MendLine::of(text, scene.stumble.at) else {
        return Vec::new();
    };
    let above = line.above(text);
    let further = above.as_ref().and_then(|above| above.above(text));
    // 行政许可 at the margin between two that are indented.
    let stands_out = above.as_ref().zip(further.as_ref()).is_some_and(|(above, further)| {
        above.indent != further.indent && further.indent == line.indent && !further.opens()
    });
    let last = MendLine::of(text, scene.stumble.last_text.start);
    // The first below a name stands left or right of all the others: 办理结果, 3 blanks, 4 blanks.
    let is_first_out = above.as_ref().zip(further.as_ref()).is_some_and(|(above, further)| {
        let wanted = further.indent + 2;
        further.opens() && !above.opens() && above.indent != wanted && line.indent == wanted
    });
    let mut suspects = vec![Some(line), last, above];
    if stands_out || is_first_out {
        suspects.rotate_right(1);
    }
    suspects.into_iter().flatten().flat_map(|line| indent(scene, &line)).collect()
}

/// A line at the indents that it may be meant to have.
fn indent(scene: &SyntaxScene, line: &MendLine) -> Vec<Cure> {
    let text = scene.text;
    let (above, below) = (line.above(text), line.below(text));
    let mut wanted = Vec::new();
    if let Some(above) = &above {
        wanted.push(if above.opens() { above.indent + 2 } else { above.indent });
    }
    wanted.extend(below.as_ref().map(|below| below.indent));
    wanted.extend(above.as_ref().map(|above| above.indent));
    wanted.retain(|wanted| *wanted != line.indent);
    wanted.dedup();
    wanted.into_iter().map(|wanted| at_indent(scene, line, wanted)).collect()
}

fn at_indent(scene: &SyntaxScene, line: &MendLine, wanted: usize) -> Cure {
    let mut alike = vec![line.clone()];
    while !line.is_entry()
        && let Some(next) = alike.last().and_then(|last| last.below(scene.text))
        && next.indent == line.indent
        && !next.is_entry()
    {
        alike.push(next);
    }
    let words = line.at.start + line.indent..line.at.start + line.indent + line.words.len();
    let (less, more) = (wanted.saturating_sub(line.indent), line.indent.saturating_sub(wanted));
    let label = if less > 0 {
        format!("前面少 {less} 个空格")
    } else {
        format!("前面多 {more} 个空格")
    };
    let message = match alike.len() {
        1 => "这一行和上下文对不齐，不知道它属于哪一项".to_owned(),
        lines => format!("从这一行起的 {lines} 行和上下文对不齐，不知道它们属于哪一项"),
    };
    let help = if line.is_entry() {
        "同一层的各项要左对齐，下一层多缩进两个空格"
    } else if less > 0 && line.indent >= 2 {
        "| 下面各段的缩进以第一段为准：第一段前面多了空格，请删去，各段都缩进两格"
    } else {
        "| 下面的文字都缩进两格，一行一段"
    };
    let finding = scene.error(Code::Indent, message, words, &label).help(help);
    let change = |line: &MendLine| {
        Change::new(line.at.start..line.at.start + line.indent, " ".repeat(wanted))
    };
    // From the last, so that none moves another.
    let changes = alike.iter().rev().map(change).collect();
    Cure { finding, changes, is_partial: false }
}

/// A line among entries that has no colon at all.
fn keyless(scene: &SyntaxScene) -> Option<Cure> {
    let starts = [scene.stumble.last_text.start, scene.stumble.at];
    let lines = starts.into_iter().filter_map(|at| MendLine::of(scene.text, at));
    let line =
        lines.into_iter().find(|line| !line.is_entry() && !line.words.contains([':', '：']))?;
    let start = line.at.start + line.indent;
    let at = start..start + line.words.len();
    let blank = line.words.find(' ').map(|blank| start + blank);
    let finding = scene
        .error(Code::Colon, "这一行没有冒号，不知道是哪一项的", at.clone(), "")
        .help("请写成“名称: 内容”：英文冒号，后面空一格；是一段文字的，写在 | 下面，缩进两格");
    let (change, is_partial) = match blank {
        Some(blank) => (Change::new(blank..blank + 1, ": "), false),
        None => (Change::new(at.clone(), blanks(scene.text, &at)), true),
    };
    Some(Cure { finding, changes: vec![change], is_partial })
}

/// What can be left out: the line, the entry that it belongs to, the rest.
fn left_out(scene: &SyntaxScene) -> Vec<Vec<Change>> {
    let text = scene.text;
    let line = line_at(text, scene.stumble.at);
    let start = scene.stumble.open_flow.map(|flow| line_at(text, flow).start);
    let start = start.unwrap_or(line.start).min(line.start);
    let is_top = |at: &usize| {
        let first = text.get(*at..).and_then(|rest| rest.chars().next());
        first.is_some_and(|c| !c.is_whitespace() && c != '#')
    };
    let lines = |range: Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        part.match_indices('\n').map(move |(at, _)| range.start + at + 1)
    };
    let top = lines(0..line.start).chain([0]).filter(is_top).max().unwrap_or(0);
    let next = lines(line.start..text.len()).find(is_top).unwrap_or(text.len());
    let flow_line = start..line_at(text, start).end;
    [flow_line.clone(), flow_line.start..line.end, line, top..next]
        .map(|at| vec![Change::new(at.clone(), blanks(text, &at))])
        .into()
}

/// As many blanks as there are bytes; line ends stay.
fn blanks(text: &str, at: &Range<usize>) -> String {
    let part = text.get(at.clone()).unwrap_or_default();
    part.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
}

/// A text with what has one answer mended: colons and tabs that were told, and indents of other blanks.
pub(crate) fn mended(text: &str, found: &[(Code, Range<usize>)]) -> Option<String> {
    let mut places: Vec<&(Code, Range<usize>)> = found.iter().collect();
    places.sort_by_key(|(_, at)| at.start);
    places.dedup();
    let mut out = text.to_owned();
    for (code, at) in places.into_iter().rev() {
        let typed = text.get(at.clone()).unwrap_or_default();
        match (code, typed) {
            (Code::Colon, _) if is_for_colon(typed) => {
                let rest = text.get(at.end..).unwrap_or_default();
                let end = at.end + wide_blanks(rest);
                let is_last = matches!(text.as_bytes().get(end), None | Some(b'\n' | b'\r'));
                let is_fine = end > at.end && rest.get(..end - at.end).is_some_and(str::is_ascii);
                match (is_last, is_fine) {
                    // 总体情况 | keeps its bar: what is below is a text of paragraphs.
                    (true, _) if typed == "|" => {
                        let key =
                            text.get(..at.start).unwrap_or_default().trim_end_matches(' ').len();
                        out.replace_range(key..end, ": |");
                    }
                    (true, _) => out.replace_range(at.start..end, ":"),
                    (false, true) => out.replace_range(at.clone(), ":"),
                    (false, false) => out.replace_range(at.start..end, ": "),
                }
            }
            (Code::Tab, _) if typed.starts_with('\t') => {
                let line = line_at(text, at.start);
                let whole = text.get(line.clone()).unwrap_or_default();
                let indent = whole.len() - whole.trim_start().len();
                if line.start + indent >= at.end {
                    let even = whole.get(..indent).unwrap_or_default().replace('\t', "  ");
                    out.replace_range(line.start..line.start + indent, &even);
                }
            }
            _ => {}
        }
    }
    let even = Evened::new(&out).text.into_owned();
    (even != text).then_some(even)
}

fn is_for_colon(typed: &str) -> bool {
    let mut chars = typed.chars();
    let mark = chars.next().filter(|_| chars.next().is_none());
    mark.is_some_and(|mark| matches!(mark, '：' | ':') || FOR_COLON.contains(&mark))
}

pub(super) fn bad_colon_of(scene: &SyntaxScene) -> Option<Range<usize>> {
    // A text that ran over several lines began at the line that was meant to be a key.
    let suspects = [scene.stumble.last_text.start, scene.stumble.at];
    suspects.iter().find_map(|&at| syntax::bad_colon(scene.text, line_at(scene.text, at)))
}
