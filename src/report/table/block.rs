//! A table pasted as it stands in Word, Excel or on a web page. Its labels are read, and what they say
//! decides where numbers go; only lines without any are taken in the form's order. What is not
//! certain is an error at its line.

mod lines;
mod shape;

pub(super) use self::lines::next_place;

use self::{
    lines::{PastedLine, is_number, lines},
    shape::{FormShape, PastedFormRow, folded},
};
use super::{Walk, row::RowPiece};
use crate::{
    diagnostic::Code,
    report::FormTable,
    text::{half_width, suggestion},
    yaml::{self, Field, Kind, Node},
};
use std::{collections::BTreeSet, ops::Range};

const AS_THE_FORM: &str = "行名、表头照格式写；没有发生的格填 0";

/// Lines of a table with its heads and notes, many times over.
const MOST_LINES: usize = 1000;

/// Whether a text is a table: numbers stand in it, between tabs or several.
pub(super) fn is_table(text: &str, at: &Range<usize>, source: &str) -> bool {
    let found = lines(text, at, source);
    let cells = found.iter().flat_map(PastedLine::full);
    let numbers = cells.filter(|cell| is_number(&cell.text)).count();
    numbers > 1 || numbers > 0 && text.contains('\t')
}

/// What is read of a line.
enum ReadLine {
    /// The row that its labels name.
    Row { row: usize, label: RowPiece, values: Vec<RowPiece> },
    /// Numbers without a label.
    Bare { values: Vec<RowPiece>, at: Range<usize> },
    /// A head, a band, a note, the name of a group.
    Other,
}

/// Reads a pasted table.
pub(super) fn read(walk: &mut Walk<'_, '_>, field: Field<'_>, text: &str, form: &FormTable) {
    let source = walk.reader.source;
    let found = lines(text, &field.value.at, &source.text);
    if found.len() > MOST_LINES {
        let message = format!("粘贴的“{}”有 {} 行，表没有这样长", field.key, found.len());
        let help = "请只粘贴这一张表，表外的文字删去";
        walk.reader.error(Code::RowLength, message, field.key_at, "", help);
        return;
    }
    let before = walk.reader.findings.len();
    let mut block = PastedBlock {
        shape: FormShape::of(form),
        form,
        field,
        heads: None,
        band: None,
        groups: Vec::new(),
        is_whole: [true; 2],
        has_begun: false,
    };
    block.is_whole = block.is_whole(&found);
    let mut named = Vec::new();
    let mut bare = Vec::new();
    for line in &found {
        match block.line(walk, line) {
            ReadLine::Row { row, label, values } => named.push((row, label, values)),
            ReadLine::Bare { values, at } => bare.push((values, at)),
            ReadLine::Other => {}
        }
    }
    // A wrong label makes others look missing.
    if walk.reader.findings.len() > before {
        return;
    }
    match (named.is_empty(), bare.first()) {
        (false, Some((_, at))) => {
            let help = "别的行有行名，这一行也要有；不是表里的行请删去";
            walk.reader.error(Code::RowDoubt, "这一行数没有行名，不知道是哪一行", at, "", help);
        }
        (false, None) => block.named(walk, &named),
        (true, _) => block.bare(walk, &bare),
    }
}

struct PastedBlock<'f, 'n> {
    shape: FormShape<'f>,
    form: &'f FormTable,
    field: Field<'n>,
    /// The heads that were read last, folded.
    heads: Option<Vec<String>>,
    /// The band that was read last, as typed and folded.
    band: Option<(String, String)>,
    /// The groups that were named last: a merged cell stands on its first line only.
    groups: Vec<String>,
    /// Whether all bands of the form are there, and all its heads: else none of them tells what it is over.
    is_whole: [bool; 2],
    /// Whether a head or a row was read: what is above is the caption.
    has_begun: bool,
}

impl PastedBlock<'_, '_> {
    fn is_whole(&self, lines: &[PastedLine]) -> [bool; 2] {
        let words = lines.iter().filter(|line| !line.has_number());
        let last: Vec<String> =
            words.filter_map(|line| line.full().last()).map(|cell| folded(&cell.text)).collect();
        let bands: BTreeSet<&String> =
            self.shape.rows.iter().filter_map(|row| row.band.as_ref()).collect();
        let is_head = |text: &&String| {
            self.shape.heads.iter().any(|line| line.last().is_some_and(|(_, head)| head == *text))
        };
        [
            last.iter().filter(|text| bands.contains(text)).count() == bands.len(),
            last.iter().filter(is_head).count() == self.shape.heads.len(),
        ]
    }

    fn line(&mut self, walk: &mut Walk<'_, '_>, line: &PastedLine) -> ReadLine {
        let in_yuan = line.full().find(|cell| is_in_yuan(&cell.text));
        if let Some(cell) = in_yuan {
            let message = format!("“{}”以元计，格式里的金额以万元计", yaml::echo(&cell.text));
            let help = "金额除以 10000 再写：35000 元写 3.5；写着“元”的行名、表头、单位照格式改";
            walk.reader.error(Code::RowDoubt, message, &cell.at, "", help);
            return ReadLine::Other;
        }
        if line.has_number() { self.numbers(walk, line) } else { self.words(walk, line) }
    }

    /// A line with numbers.
    fn numbers(&mut self, walk: &mut Walk<'_, '_>, line: &PastedLine) -> ReadLine {
        let mut labels: Vec<&RowPiece> = Vec::new();
        let mut end = 0;
        let is_called = |label: &str| self.shape.rows.iter().any(|row| row.is_called(label));
        for (index, cell) in line.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()) {
            let is_row = labels.last().is_some_and(|label| is_called(&label.text));
            if is_number(&cell.text) || is_row && !self.shape.is_name(&cell.text) {
                break;
            }
            if !self.shape.is_name(&cell.text) {
                self.unknown_row(walk, cell);
                return ReadLine::Other;
            }
            labels.push(cell);
            end = index + 1;
        }
        let values = line.cells.get(end..).unwrap_or_default().to_vec();
        self.has_begun = true;
        let Some((last, groups)) = labels.split_last() else {
            return self.unlabelled(walk, line, values);
        };
        self.remember(groups);
        match self.row_of(last, groups) {
            Ok(row) => {
                self.heading(walk, row, last);
                ReadLine::Row { row, label: (*last).clone(), values }
            }
            Err((message, help)) => {
                walk.reader.error(Code::RowDoubt, message, &last.at, "", help);
                ReadLine::Other
            }
        }
    }

    fn remember(&mut self, groups: &[&RowPiece]) {
        if !groups.is_empty() {
            self.groups = groups.iter().map(|group| group.text.clone()).collect();
        }
    }

    /// A line that begins with a number: all of it must be numbers.
    fn unlabelled(
        &self,
        walk: &mut Walk<'_, '_>,
        line: &PastedLine,
        values: Vec<RowPiece>,
    ) -> ReadLine {
        let word = line.full().find(|cell| !is_number(&cell.text));
        if let Some(word) = word.filter(|word| self.shape.is_name(&word.text)) {
            let message = format!("行名“{}”前面还有数", yaml::echo(&word.text));
            let help = "行名写在数的前面；序号一列请删去";
            walk.reader.error(Code::RowDoubt, message, &word.at, "", help);
            return ReadLine::Other;
        }
        ReadLine::Bare { values, at: line.at.clone() }
    }

    /// The row that a label names below the groups that stand before it.
    fn row_of(&self, last: &RowPiece, groups: &[&RowPiece]) -> Result<usize, (String, String)> {
        let rows = self.shape.rows.iter().enumerate();
        let called: Vec<(usize, &PastedFormRow<'_>)> =
            rows.filter(|(_, row)| row.is_called(&last.text)).collect();
        let is_below = |row: &PastedFormRow<'_>| groups.iter().all(|g| row.is_led_to_by(&g.text));
        let mut fits: Vec<usize> =
            called.iter().filter(|(_, row)| is_below(row)).map(|(i, _)| *i).collect();
        if fits.len() > 1 {
            let is_here = |row: &PastedFormRow<'_>| self.groups.iter().all(|g| row.is_led_to_by(g));
            fits.retain(|row| self.shape.rows.get(*row).is_some_and(is_here));
        }
        let name = yaml::echo(&last.text);
        match (&fits[..], &called[..]) {
            ([row], _) => Ok(*row),
            ([], []) => {
                let inner = self.shape.rows.iter().filter(|row| row.is_led_to_by(&last.text));
                let inner: Vec<&str> =
                    inner.filter_map(|row| row.names.last().map(|n| n.shown.as_str())).collect();
                let message = format!("“{name}”下面还有几行，它自己没有数");
                Err((message, format!("数写在它下面的行里：{}", inner.join("、"))))
            }
            ([], [(_, row), ..]) => {
                let before = self.groups.last().map_or("", String::as_str);
                let group = groups.last().map_or(before, |group| group.text.as_str());
                let message = format!("“{name}”不在“{}”下面", yaml::echo(group));
                Err((message, format!("格式里是“{}”；{AS_THE_FORM}", row.shown())))
            }
            (several, _) => {
                let shown = several.iter().filter_map(|row| self.shape.rows.get(*row));
                let shown: Vec<String> = shown.map(|row| format!("“{}”", row.shown())).collect();
                let message = format!("“{name}”有几行，不知道是哪一行");
                let help = format!("把上一层的名字写在同一行的前一格：{}", shown.join("或"));
                Err((message, help))
            }
        }
    }

    fn unknown_row(&self, walk: &mut Walk<'_, '_>, cell: &RowPiece) {
        let names = self.shape.rows.iter().flat_map(|row| row.names.iter().copied());
        let nearest = yaml::nearest(&cell.text, names);
        walk.reader.unknown(&cell.text, &cell.at, nearest, AS_THE_FORM);
    }

    /// Whether a row stands below its own heads and band.
    fn heading(&self, walk: &mut Walk<'_, '_>, row: usize, label: &RowPiece) {
        let Some(row) = self.shape.rows.get(row) else {
            return;
        };
        let name = yaml::echo(&label.text);
        let [has_bands, has_heads] = self.is_whole;
        if has_bands
            && let Some((typed, band)) = &self.band
            && row.band.as_ref().is_some_and(|right| right != band)
        {
            let message = format!("“{name}”不在“{}”下面", yaml::echo(typed));
            walk.reader.error(Code::RowDoubt, message, &label.at, "", AS_THE_FORM);
        }
        let above = self.heads.as_ref().and_then(|heads| {
            heads.get(heads.len().checked_sub(row.heads.len())?..).map(<[String]>::to_vec)
        });
        let own = has_heads
            && self.heads.as_ref().is_some_and(|heads| heads.len() <= row.heads.len() + 1);
        if let Some(above) = above.filter(|above| own && *above != row.heads)
            && !self.is_part_of(&above, row)
        {
            let right = row.heads.join("、");
            let message = format!("“{name}”上面的表头是“{}”，格式里是“{right}”", above.join("、"));
            walk.reader.error(Code::RowDoubt, message, &label.at, "", AS_THE_FORM);
        }
    }

    /// Whether heads are some of those over a row, or are over all rows alike.
    fn is_part_of(&self, above: &[String], row: &PastedFormRow<'_>) -> bool {
        above.iter().all(|head| row.heads.contains(head))
            || self.shape.rows.iter().all(|other| other.heads == row.heads)
    }

    /// A line without numbers: heads, a band, a note, a group, a row that was left empty, the caption.
    fn words(&mut self, walk: &mut Walk<'_, '_>, line: &PastedLine) -> ReadLine {
        let cells: Vec<&RowPiece> = line.full().collect();
        let is_head = |text: &str| {
            let text = folded(text);
            self.shape.heads.iter().flatten().any(|(_, head)| *head == text)
        };
        let is_other = |text: &str| self.shape.others.contains(&folded(text));
        let is_band = cells.iter().all(|cell| is_other(&cell.text));
        let heads: Vec<&RowPiece> = cells.iter().copied().filter(|c| !is_other(&c.text)).collect();
        let are_rows = heads.iter().all(|cell| self.shape.is_name(&cell.text));
        if is_band {
            self.has_begun = true;
            let typed = cells.first().map(|cell| (cell.text.clone(), folded(&cell.text)));
            self.band = typed.filter(|(_, band)| {
                self.shape.rows.iter().any(|row| row.band.as_ref() == Some(band))
            });
        } else if heads.iter().all(|cell| is_head(&cell.text)) && (heads.len() > 1 || !are_rows) {
            self.has_begun = true;
            self.read_heads(walk, &heads);
        } else if are_rows {
            return self.empty_row(walk, &cells);
        } else if self.has_begun || heads.len() > 1 {
            self.unknown_words(walk, &heads, &is_head);
        }
        ReadLine::Other
    }

    /// Heads that the form has: in its order.
    fn read_heads(&mut self, walk: &mut Walk<'_, '_>, heads: &[&RowPiece]) {
        let typed: Vec<String> = heads.iter().map(|cell| folded(&cell.text)).collect();
        if !self.shape.has_heads(&typed)
            && let (Some(first), Some(last)) = (heads.first(), heads.last())
        {
            let message = "表头各列和格式的次序不同，或者少了几列";
            let help = format!("照格式从左到右：{}", self.expected(&typed));
            let at = first.at.start..last.at.end;
            walk.reader.error(Code::RowDoubt, message, &at, "", help);
        }
        self.heads = Some(typed);
    }

    /// The heads of the line of the form that has most of what was typed.
    fn expected(&self, typed: &[String]) -> String {
        let lines = self.shape.heads.iter().map(|line| line.iter().map(|(_, head)| head).collect());
        let rows = self.shape.rows.iter().map(|row| row.heads.iter().collect());
        let mut best: (usize, Vec<&String>) = (0, Vec::new());
        for line in lines.chain(rows) {
            let line: Vec<&String> = line;
            let known = line.iter().filter(|head| typed.contains(head)).count();
            if known > best.0 {
                best = (known, line);
            }
        }
        let names: Vec<&str> = best.1.iter().map(|head| head.as_str()).collect();
        names.join("、")
    }

    fn unknown_words(
        &self,
        walk: &mut Walk<'_, '_>,
        cells: &[&RowPiece],
        is_head: &dyn Fn(&str) -> bool,
    ) {
        let is_known = |text: &str| is_head(text) || self.shape.is_name(text);
        let has_head = cells.iter().any(|cell| is_head(&cell.text));
        for cell in cells.iter().filter(|cell| !is_known(&cell.text)) {
            if has_head {
                let help = suggestion(&cell.text, self.shape.all_heads().collect::<Vec<_>>());
                walk.reader.unknown(&cell.text, &cell.at, None, &help);
            } else {
                let names = self.shape.rows.iter().flat_map(|row| row.names.iter().copied());
                let nearest = yaml::nearest(&cell.text, names);
                let help = "表里没有这一行；说明表的文字不能写在里面，请删去";
                walk.reader.unknown(&cell.text, &cell.at, nearest, help);
            }
        }
    }

    /// The name of a group, or of a row all of whose cells are empty.
    fn empty_row(&mut self, walk: &mut Walk<'_, '_>, cells: &[&RowPiece]) -> ReadLine {
        self.has_begun = true;
        let Some((last, groups)) = cells.split_last() else {
            return ReadLine::Other;
        };
        if !self.shape.rows.iter().any(|row| row.is_called(&last.text)) {
            self.remember(cells);
            return ReadLine::Other;
        }
        self.remember(groups);
        match self.row_of(last, groups) {
            Ok(row) => ReadLine::Row { row, label: (*last).clone(), values: Vec::new() },
            Err((message, help)) => {
                walk.reader.error(Code::RowDoubt, message, &last.at, "", help);
                ReadLine::Other
            }
        }
    }

    /// Rows that say which they are.
    fn named(&self, walk: &mut Walk<'_, '_>, lines: &[(usize, RowPiece, Vec<RowPiece>)]) {
        for (index, label, values) in lines {
            if let Some(row) = self.shape.rows.get(*index) {
                fill(walk, row, label, values);
            }
        }
        let is_written = |index: usize| lines.iter().any(|(row, ..)| *row == index);
        let rows = self.shape.rows.iter().enumerate();
        let missing: Vec<&PastedFormRow<'_>> = rows
            .filter(|(index, row)| !row.is_total && !is_written(*index))
            .map(|(_, row)| row)
            .collect();
        if let Some(first) = missing.first() {
            let more = if missing.len() > 1 {
                format!("等 {} 行", missing.len())
            } else {
                String::new()
            };
            let message = format!("粘贴的“{}”里没有“{}”{}", self.field.key, first.shown(), more);
            let help = "请把整张表一起粘贴，没有发生的行填 0；或者一行一行地写";
            walk.reader.error(Code::RowLength, message, self.field.key_at, "", help);
        }
    }

    /// Rows without names, in the order of the form.
    fn bare(&self, walk: &mut Walk<'_, '_>, lines: &[(Vec<RowPiece>, Range<usize>)]) {
        let all: Vec<&PastedFormRow<'_>> = self.shape.rows.iter().collect();
        let typed: Vec<&PastedFormRow<'_>> =
            all.iter().copied().filter(|row| !row.is_total).collect();
        // Without its line of totals a table has no column of them either: else a line is lost.
        let lacks = |rows: &[&PastedFormRow<'_>]| {
            let mut widths = lines.iter().zip(rows).map(|((values, _), row)| (values, row.width()));
            rows.len() == all.len() || widths.all(|(values, width)| values.len() < width)
        };
        let mut as_rows = [&all, &typed].into_iter();
        let as_rows = as_rows.find(|rows| rows.len() == lines.len() && lacks(rows));
        let is_one_line = lines.len() == 1 || lines.iter().all(|(values, _)| values.len() == 1);
        if let Some(rows) =
            as_rows.filter(|rows| !is_one_line || rows.iter().all(|r| r.width() == 1))
        {
            for (row, (values, at)) in rows.iter().zip(lines) {
                let name = row.names.last().map_or("", |name| name.shown.as_str());
                let label = RowPiece { text: name.to_owned(), at: at.clone() };
                fill(walk, row, &label, values);
            }
        } else if is_one_line {
            let values: Vec<&RowPiece> = lines.iter().flat_map(|(values, _)| values).collect();
            self.one_line(walk, &values);
        } else {
            let without = match all.len() - typed.len() {
                0 => String::new(),
                _ => format!("（不写总计行时 {} 行）", typed.len()),
            };
            let message = format!(
                "粘贴的“{}”里有 {} 行数，整张表应有 {} 行{without}",
                self.field.key,
                lines.len(),
                all.len()
            );
            let help = "请把整张表连行名一起粘贴，没有发生的格填 0；或者一行一行地写";
            walk.reader.error(Code::RowLength, message, self.field.key_at, "", help);
        }
    }

    /// A table that is one row, or was pasted number by number.
    fn one_line(&self, walk: &mut Walk<'_, '_>, values: &[&RowPiece]) {
        let all: Vec<&str> = self.form.data().map(|cell| cell.key.as_str()).collect();
        let is_sum = |key: &str| self.form.sums.iter().any(|s| s.total().is_some_and(|t| t == key));
        let typed: Vec<&str> = all.iter().copied().filter(|key| !is_sum(key)).collect();
        let mut values = values.to_vec();
        while values.len() > all.len() && values.last().is_some_and(|v| v.text.is_empty()) {
            values.pop();
        }
        let Some(keys) = [&all, &typed].into_iter().find(|keys| keys.len() == values.len()) else {
            let message = format!(
                "粘贴的“{}”里有 {} 个数，整张表应有 {} 个（不算总计 {} 个）",
                self.field.key,
                values.len(),
                all.len(),
                typed.len()
            );
            let help = "请把整张表一起粘贴，没有发生的格填 0；或者一行一行地写";
            walk.reader.error(Code::RowLength, message, self.field.key_at, "", help);
            return;
        };
        let mut rest = &values[..];
        for row in &self.shape.rows {
            let own = row.branch.cell.iter().map(String::as_str);
            let below = row.branch.children.iter().filter_map(|child| child.cell.as_deref());
            let width = own.chain(below).filter(|key| keys.contains(key)).count();
            let Some((pieces, tail)) = rest.split_at_checked(width) else {
                return;
            };
            rest = tail;
            if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
                let name = row.names.last().map_or("", |name| name.shown.as_str());
                let at = first.at.start..last.at.end.max(first.at.start);
                let label = RowPiece { text: name.to_owned(), at };
                let pieces: Vec<RowPiece> = pieces.iter().map(|piece| (*piece).clone()).collect();
                fill(walk, row, &label, &pieces);
            }
        }
    }
}

/// The numbers of one row, without the empty cells that merged ones leave beside them.
fn fill(walk: &mut Walk<'_, '_>, row: &PastedFormRow<'_>, label: &RowPiece, values: &[RowPiece]) {
    let branch = row.branch;
    let width = row.width();
    let node = Node { kind: Kind::Nothing, at: label.at.clone() };
    let field = Field { key: &label.text, key_at: &label.at, value: &node };
    let before = walk.written.iter().find(|(other, _)| std::ptr::eq(*other, branch));
    if let Some((_, first)) = before.cloned() {
        walk.reader.twice(field.key, &first, field.key_at);
        return;
    }
    walk.written.push((branch, label.at.clone()));
    let mut values = values;
    while let [rest @ .., last] = values
        && values.len() > width
        && last.text.is_empty()
    {
        values = rest;
    }
    while let [first, rest @ ..] = values
        && values.len() > width
        && first.text.is_empty()
    {
        values = rest;
    }
    if values.iter().all(|value| value.text.is_empty()) {
        walk.blank(branch, &label.at);
    } else if let (Some(cell), [value]) = (&branch.cell, values) {
        walk.number(&label.text, &value.text, &value.at, cell);
    } else if branch.cell.is_none() && super::fits(values, branch) {
        walk.row(field, values, branch);
    } else {
        row_length(walk, label, row, values.len());
    }
}

fn row_length(walk: &mut Walk<'_, '_>, label: &RowPiece, row: &PastedFormRow<'_>, count: usize) {
    if row.branch.cell.is_none() {
        let node = Node { kind: Kind::Nothing, at: label.at.clone() };
        let field = Field { key: &label.text, key_at: &label.at, value: &node };
        walk.row_length(field, count, row.branch);
        return;
    }
    let message = format!("“{}”这一行应有 1 个数，这里有 {count} 个", yaml::echo(&label.text));
    let help = format!("这一行只有一列：{}", row.heads.join("、"));
    walk.reader.error(Code::RowLength, message, &label.at, "", help);
}

/// Whether a label says that money is not in 万元.
fn is_in_yuan(label: &str) -> bool {
    let label = half_width(label);
    let label = label.trim_end_matches([')', ' ']);
    !is_number(label) && label.ends_with('元') && !label.ends_with("万元")
}
