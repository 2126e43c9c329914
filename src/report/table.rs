//! A table's YAML → its cells: rows and columns by name, or a row's numbers in the form's order.

mod block;
pub(super) mod branch;
mod row;

use self::{
    branch::Branch,
    row::{RowPiece, Seen},
};
use super::{FormTable, Spanned, Value, number};
use crate::{
    diagnostic::Code,
    yaml::{self, Entry, Field, Kind, Name, Node, Reader},
};
use std::{collections::BTreeMap, ops::Range};

/// The cells that were typed: cell key → value.
pub(super) type Cells = BTreeMap<String, Spanned<Value>>;

/// What a table's YAML holds.
pub(super) struct TableText {
    /// The numbers.
    pub cells: Cells,
    /// `说明`: words above the table.
    pub note: Option<Spanned<String>>,
}

/// Reads one table.
pub(super) fn read(reader: &mut Reader<'_>, form: &FormTable, field: Field<'_>) -> TableText {
    let mut walk = Walk { reader, cells: Cells::new(), written: Vec::new(), rows: Vec::new() };
    let mut note = None;
    match &field.value.kind {
        Kind::Nothing => {}
        Kind::Map(entries) => {
            let (root, note_name) = (&form.tree, note_name());
            let (notes, rows): (Vec<_>, Vec<_>) =
                entries.iter().partition(|e| note_name.answers_to(&e.key));
            walk.map(&rows, root, root);
            if let [first, second, ..] = notes[..] {
                walk.reader.twice("说明", &first.key_at, &second.key_at);
            }
            note = notes.first().and_then(|entry| walk.reader.text(Field::from(*entry)));
        }
        Kind::Text(text) if block::is_table(text, &field.value.at, &walk.reader.source.text) => {
            block::read(&mut walk, field, text, form);
        }
        Kind::Text(_) | Kind::List(_) => {
            let help = format!(
                "请在下一行缩进两格，一行一行地写“{}: 0”；全是 0 的表可以整个不写",
                first_row(form)
            );
            walk.reader.wrong_type(field, "一张表", &help);
        }
    }
    walk.doubts();
    TableText { cells: walk.cells, note }
}

/// What the words above a table are called.
pub(super) fn note_name() -> Name {
    Name::new(["说明"], "note")
}

fn first_row(form: &FormTable) -> &str {
    form.data().find_map(|cell| cell.path.first()).map_or("", String::as_str)
}

/// Whether there are as many numbers as a row has, or as it has without its total.
fn fits(pieces: &[RowPiece], branch: &Branch) -> bool {
    let columns = branch.children.len();
    pieces.len() == columns || pieces.len() + usize::from(branch.has_total()) == columns
}

/// Where to write a key that belongs on another level: below another name, or further left.
fn where_instead(key: &str, branch: &Branch, root: &Branch) -> Option<String> {
    let above = root.parent_of(key, branch)?;
    if let Some(way @ [beside, ..]) = above.way_to(branch).as_deref() {
        let blanks = 2 * way.len();
        return Some(format!("请少缩进 {blanks} 格，和“{}”左对齐", beside.name.shown));
    }
    let name = &above.name.shown;
    (!name.is_empty()).then(|| format!("请把它写在“{name}”下面，多缩进两格"))
}

struct Walk<'r, 's> {
    reader: &'r mut Reader<'s>,
    cells: Cells,
    /// Where each row or group was first written: one may be named in Chinese and in English.
    written: Vec<(*const Branch, Range<usize>)>,
    /// The rows that were written as lists.
    rows: Vec<Seen>,
}

impl Walk<'_, '_> {
    fn map(&mut self, entries: &[&Entry], branch: &Branch, root: &Branch) {
        for &entry in entries {
            let field = Field::from(entry);
            // English keys name a row, or `row.column`, from the top of the table.
            let by_english =
                || std::ptr::eq(branch, root).then(|| root.by_english(&entry.key)).flatten();
            match branch.child(&entry.key).or_else(by_english) {
                Some(child) => self.once(field, child, root),
                None => self.unknown(field, branch, root),
            }
        }
    }

    fn once(&mut self, field: Field<'_>, branch: &Branch, root: &Branch) {
        let before = self.written.iter().find(|(other, _)| std::ptr::eq(*other, branch));
        if let Some((_, first)) = before.cloned() {
            self.reader.twice(field.key, &first, field.key_at);
            return;
        }
        self.written.push((branch, field.key_at.clone()));
        self.value(field, branch, root);
    }

    fn value(&mut self, field: Field<'_>, branch: &Branch, root: &Branch) {
        match (&field.value.kind, &branch.cell) {
            (Kind::Nothing, _) => self.blank(branch, field.key_at),
            (Kind::Text(text), Some(cell)) => self.cell(field, text, cell),
            (Kind::Map(entries), None) => {
                let entries: Vec<&Entry> = entries.iter().collect();
                self.map(&entries, branch, root);
            }
            (Kind::List(items), None) if branch.is_row() => self.list(field, items, branch),
            (Kind::Text(text), None) if branch.is_row() => self.text(field, text, branch),
            (_, Some(_)) => {
                let help = format!("请写成“{}: 0”", field.key);
                self.reader.wrong_type(field, "一个数", &help);
            }
            (_, None) => {
                let help = format!(
                    "请在下一行缩进两格写“{}: …”；这一大项全是 0 时可以不写",
                    branch.first()
                );
                self.reader.wrong_type(field, "下一层的几项", &help);
            }
        }
    }

    /// A row as a text, with marks, tabs or blanks between its numbers.
    fn text(&mut self, field: Field<'_>, text: &str, branch: &Branch) {
        let numbers = row::without_name(text, field.key);
        let (at, source) = (field.value.at.clone(), &self.reader.source.text);
        let typed = source.get(at.clone()).unwrap_or_default();
        let start = at.start + typed.find(numbers).unwrap_or_default();
        let pieces = row::of_text(numbers, &(start..at.end), source);
        if let Some(pieces) = pieces.filter(|pieces| fits(pieces, branch)) {
            self.row(field, &pieces, branch);
            return;
        }
        let help = format!(
            "请写成“{}: [{}]”，或者在下一行缩进两格写“{}: 0”",
            field.key,
            branch.zeros(),
            branch.first()
        );
        self.reader.wrong_type(field, "一行数", &help);
    }

    /// A row as a list: all its numbers, or all but the total.
    fn list(&mut self, field: Field<'_>, items: &[Node], branch: &Branch) {
        let is_no_number = |item: &Node| matches!(item.kind, Kind::List(_) | Kind::Map(_));
        if let Some(at) = items.iter().position(is_no_number)
            && let Some(item) = items.get(at)
        {
            let column = branch.children.get(at).map_or("", |column| &column.name.shown);
            let key = format!("{}”行“{column}", field.key);
            let item = Field { key: &key, key_at: &item.at, value: item };
            self.reader.wrong_type(item, "一个数", "一行里每一格只写一个数");
            return;
        }
        let [plain, parted] = row::of_list(items, &self.reader.source.text);
        match (fits(&plain, branch), fits(&parted, branch)) {
            (true, true) => {
                let message =
                    format!("“{}”这一行里的中文逗号，不知道是隔开两个数，还是千分位", field.key);
                let help = "数和数之间用英文逗号；千分位的逗号请去掉";
                self.reader.error(Code::RowDoubt, message, &field.value.at, "", help);
            }
            (false, true) => self.row(field, &parted, branch),
            (true, false) => self.row(field, &plain, branch),
            (false, false) => self.row_length(field, plain.len(), branch),
        }
    }

    fn row_length(&mut self, field: Field<'_>, count: usize, branch: &Branch) {
        let columns = branch.children.len();
        let without_total = columns - usize::from(branch.has_total());
        let total = if branch.has_total() {
            format!("，或者加上总计共 {columns} 个")
        } else {
            String::new()
        };
        let message =
            format!("“{}”这一行应有 {without_total} 个数{total}，这里有 {count} 个", field.key);
        let names: Vec<&str> = branch.children.iter().map(|c| c.name.shown.as_str()).collect();
        let help = format!("按表头从左到右写：{}", names.join("、"));
        self.reader.error(Code::RowLength, message, &field.value.at, "", help);
    }

    /// The numbers of a row, of which there are as many as it has cells.
    fn row(&mut self, field: Field<'_>, pieces: &[RowPiece], branch: &Branch) {
        if let Some(torn) = row::torn(pieces) {
            let message =
                format!("“{}”前面的 0 多余，是不是千分位的逗号把一个数断成了两个？", torn.text);
            let help = "一千零一写成 1001，不写成 1,001";
            self.reader.error(Code::RowDoubt, message, &torn.at, "", help);
        }
        for (piece, column) in pieces.iter().zip(&branch.children) {
            if piece.text.is_empty() {
                self.blank(column, &piece.at);
            } else if let Some(cell) = &column.cell {
                let key = format!("{}”行“{}", field.key, column.name.shown);
                self.number(&key, &piece.text, &piece.at, cell);
            }
        }
        let numbers = pieces.iter().map(|piece| number::read(&piece.text).amount()).collect();
        if !branch.has_total() {
            return;
        }
        self.rows.push(Seen {
            name: field.key.to_owned(),
            at: field.value.at.clone(),
            is_whole: pieces.len() == branch.children.len(),
            numbers,
        });
    }

    /// Warns of rows that may have been meant otherwise.
    fn doubts(&mut self) {
        // In a file with cells each number had its column.
        if self.reader.source.is_read() {
            return;
        }
        let uneven = row::uneven(&self.rows);
        let doubts = if uneven.is_empty() { row::ends_in_sum(&self.rows) } else { uneven };
        let is_uneven = self.rows.iter().any(|row| row.is_whole);
        for row in doubts {
            let message = if is_uneven {
                format!("别的行写了总计，“{}”这一行没有写，是不是漏了一个数？", row.name)
            } else {
                format!("“{}”这一行末一个数正好是前面各数之和，是不是总计？", row.name)
            };
            let help = "少写一个数时，按没有写总计读，末一个数算作最后一类；请数一数，没有少的写上总计就不再提示";
            self.reader.warning(Code::RowDoubt, message, &row.at, "", help);
        }
    }

    fn cell(&mut self, field: Field<'_>, text: &str, cell: &str) {
        self.number(field.key, text, &field.value.at, cell);
    }

    fn number(&mut self, key: &str, text: &str, at: &Range<usize>, cell: &str) {
        if let Some(Spanned { at: Some(first), .. }) = self.cells.get(cell) {
            let first = first.clone();
            self.reader.twice(key, &first, at);
            return;
        }
        let value = number::read(&self.reader.printable(text, at));
        self.cells.insert(cell.to_owned(), Spanned { value, at: Some(at.clone()) });
    }

    /// Cells that were named but left empty, below a row or a group too.
    fn blank(&mut self, branch: &Branch, at: &Range<usize>) {
        if let Some(cell) = &branch.cell {
            self.cells
                .entry(cell.clone())
                .or_insert_with(|| Spanned { value: Value::Absent, at: Some(at.clone()) });
        }
        for child in &branch.children {
            self.blank(child, at);
        }
    }

    fn unknown(&mut self, field: Field<'_>, branch: &Branch, root: &Branch) {
        if !self.reader.is_one_more_unknown(field.key_at) {
            return;
        }
        if let Some(help) = where_instead(field.key, branch, root) {
            let message = format!("“{}”不在这一层", field.key);
            self.reader.error(Code::UnknownKey, message, field.key_at, "", &help);
            return;
        }
        let names = branch.children.iter().map(|child| &child.name);
        let nearest = yaml::nearest(field.key, names);
        let known: Vec<&str> =
            branch.children.iter().map(|child| child.name.shown.as_str()).collect();
        self.reader.unknown(
            field.key,
            field.key_at,
            nearest,
            &format!("这里可以写：{}", known.join("、")),
        );
    }
}
