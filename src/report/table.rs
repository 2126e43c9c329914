//! A table's YAML → its cells: rows and columns by name, or a row's numbers in the form's order.

pub(super) mod branch;

use self::branch::Branch;
use super::{FormTable, Spanned, Value, number};
use crate::{
    diagnostic::Code,
    yaml::{self, Entry, Field, Kind, Name, Reader},
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
    let mut walk = Walk { reader, cells: Cells::new(), written: Vec::new() };
    let mut note = None;
    match &field.value.kind {
        Kind::Nothing => {}
        Kind::Map(entries) => {
            let root = &form.tree;
            let (notes, rows): (Vec<_>, Vec<_>) =
                entries.iter().partition(|e| note_name().answers_to(&e.key));
            walk.map(&rows, root, root);
            if let [first, second, ..] = notes[..] {
                walk.reader.twice("说明", &first.key_at, &second.key_at);
            }
            note = notes.first().and_then(|entry| walk.reader.text(Field::from(*entry)));
        }
        Kind::Text(_) | Kind::List(_) => {
            let help = format!(
                "请在下一行缩进两格，一行一行地写“{}: 0”；全是 0 的表可以整个不写",
                first_row(form)
            );
            walk.reader.wrong_type(field, "一张表", &help);
        }
    }
    TableText { cells: walk.cells, note }
}

/// What the words above a table are called.
pub(super) fn note_name() -> Name {
    Name::new(["说明"], "note")
}

fn first_row(form: &FormTable) -> &str {
    form.data().find_map(|cell| cell.path.first()).map_or("", String::as_str)
}

struct Walk<'r, 's> {
    reader: &'r mut Reader<'s>,
    cells: Cells,
    /// Where each row or group was first written: one may be named in Chinese and in English.
    written: Vec<(*const Branch, Range<usize>)>,
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
            (Kind::List(_), None) if branch.is_row() => self.row(field, branch),
            (_, Some(_)) => {
                let help = format!("请写成“{}: 0”", field.key);
                self.reader.wrong_type(field, "一个数", &help);
            }
            (_, None) if branch.is_row() => {
                let help = format!(
                    "请写成“{}: [{}]”，或者在下一行缩进两格写“{}: 0”",
                    field.key,
                    branch.zeros(),
                    branch.first()
                );
                self.reader.wrong_type(field, "一行数", &help);
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

    /// A row as a list: all its numbers, or all but the total.
    fn row(&mut self, field: Field<'_>, branch: &Branch) {
        let Kind::List(items) = &field.value.kind else {
            return;
        };
        let columns = branch.children.len();
        let without_total = columns - usize::from(branch.has_total());
        if items.len() != columns && items.len() != without_total {
            let total = if branch.has_total() {
                format!("，或者加上总计共 {columns} 个")
            } else {
                String::new()
            };
            let message = format!(
                "“{}”这一行应有 {without_total} 个数{total}，这里有 {} 个",
                field.key,
                items.len()
            );
            let names: Vec<&str> = branch.children.iter().map(|c| c.name.shown.as_str()).collect();
            let help = format!("按表头从左到右写：{}", names.join("、"));
            self.reader.error(Code::RowLength, message, &field.value.at, "", help);
            return;
        }
        for (item, column) in items.iter().zip(&branch.children) {
            let key = format!("{}”行“{}", field.key, column.name.shown);
            let item = Field { key: &key, key_at: &item.at, value: item };
            match (&item.value.kind, &column.cell) {
                (Kind::Text(text), Some(cell)) => self.cell(item, text, cell),
                (Kind::Nothing, _) => self.blank(column, &item.value.at),
                _ => self.reader.wrong_type(item, "一个数", "一行里每一格只写一个数"),
            }
        }
    }

    fn cell(&mut self, field: Field<'_>, text: &str, cell: &str) {
        let at = &field.value.at;
        if let Some(Spanned { at: Some(first), .. }) = self.cells.get(cell) {
            let first = first.clone();
            self.reader.twice(field.key, &first, at);
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
        if let Some(above) = root.parent_of(field.key, branch) {
            let help = format!("请把它写在“{above}”下面，多缩进两格");
            self.reader.error(
                Code::UnknownKey,
                format!("“{}”不在这一层", field.key),
                field.key_at,
                "",
                help,
            );
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
