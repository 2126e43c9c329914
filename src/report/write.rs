//! [`Report`] → YAML that reads as the same report again.

use super::{
    Extra, FormTable, Report, Signature, Spanned, Value,
    table::{Cells, branch::Branch},
    totals,
};
use crate::yaml::{block, keeps_blanks, name_of, quoted};
use std::{collections::BTreeMap, fmt::Write as _};

/// Comments, by the key that they stand above, as the writer spells it. A key with a comment is
/// explained even where nothing stands under it.
pub type Hints = BTreeMap<String, String>;

/// The key of the comment for the whole file.
pub(super) const FILE: &str = "";

/// Writes a report. What the reader makes by itself (a title, totals that tie, the form of the year)
/// is left to it; a number that nobody gave is not written as 0.
pub fn to_yaml(report: &Report, hints: &Hints) -> String {
    let mut writer = YamlWriter { yaml: String::new(), hints };
    writer.heading(report);
    if let Some(preface) = &report.preface {
        writer.blank_line();
        writer.hint("前言", 0);
        writer.narrative("前言", &preface.value, 0);
    }
    if report.has_standard_parts() {
        writer.standard(report);
    } else {
        writer.listed(report);
    }
    writer.blank_line();
    // A place to fill in stands where the day would, so that nothing passes without it.
    let blank =
        hints.get("署名").filter(|hint| hint.starts_with('【') && report.signature.is_none());
    if blank.is_none() {
        writer.hint("署名", 0);
    }
    match &report.signature {
        Some(signature) => writer.signature(signature),
        None if let Some(blank) = blank => writer.line(0, &format!("署名: {}", quoted(blank))),
        None => writer.yaml.push_str("署名: 无\n"),
    }
    if !report.extra.is_empty() {
        writer.yaml.push_str("\n附加:");
        writer.map(&report.extra, 1);
    }
    writer.yaml
}

struct YamlWriter<'a> {
    yaml: String,
    hints: &'a Hints,
}

impl YamlWriter<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.yaml, "{:indent$}{text}", "", indent = 2 * depth);
    }

    fn blank_line(&mut self) {
        self.yaml.push('\n');
    }

    fn hint(&mut self, key: &str, depth: usize) {
        for line in self.hints.get(key).map_or("", String::as_str).lines() {
            self.line(depth, format!("# {line}").trim_end());
        }
    }

    fn heading(&mut self, report: &Report) {
        self.hint(FILE, 0);
        if self.hints.contains_key(FILE) {
            self.blank_line();
        }
        self.hint("机关", 0);
        self.text("机关", &report.agency.value, 0);
        self.hint("简称", 0);
        if let Some(short) = &report.short_name {
            self.text("简称", &short.value, 0);
        }
        // A year that is not known is a place to fill in, not 0.
        let hints = self.hints;
        let blank = hints.get("年度").filter(|hint| hint.starts_with('【'));
        if let Some(blank) = blank.filter(|_| report.year.value == 0) {
            self.line(0, &format!("年度: {}", quoted(blank)));
        } else {
            self.hint("年度", 0);
            self.line(0, &format!("年度: {}", report.year.value));
        }
        if !report.form.is_of_year(report.year.value) {
            self.line(0, &format!("格式: {}", quoted(&report.form.id)));
        }
        self.hint("标题", 0);
        let by_itself = report.default_title();
        if !matches!(&report.title[..], [line] if line.value == by_itself) {
            self.lines("标题", &report.title, 0);
        }
    }

    /// A key with a text of one line, or of several.
    fn text(&mut self, key: &str, text: &str, depth: usize) {
        let value = scalar(text, depth);
        self.line(depth, &format!("{}: {value}", name_of(key)));
    }

    /// A key with paragraphs.
    fn narrative(&mut self, key: &str, text: &str, depth: usize) {
        let text = block(text, 2 * depth + 2).unwrap_or_else(|| quoted(text));
        self.line(depth, &format!("{}: {}", name_of(key), text.trim_end()));
    }

    /// A key with one line or a list of lines.
    fn lines(&mut self, key: &str, lines: &[Spanned<String>], depth: usize) {
        if let [line] = lines {
            return self.text(key, &line.value, depth);
        }
        self.line(depth, &format!("{key}:"));
        for line in lines {
            let value = scalar(&line.value, depth + 1);
            self.line(depth + 1, &format!("- {value}"));
        }
    }

    /// The parts under the names that the form gives them.
    fn standard(&mut self, report: &Report) {
        for (part, form) in report.parts.iter().zip(&report.form.parts) {
            let table = form.table.as_ref().and_then(|key| report.form.table(key));
            let numbers = table.map(|table| (table, written(report, table)));
            let is_empty =
                part.text.is_none() && numbers.as_ref().is_none_or(|(_, n)| n.is_empty());
            if is_empty && !self.hints.contains_key(&form.name) {
                continue;
            }
            self.blank_line();
            if !self.hints.is_empty() {
                self.line(0, &format!("# {}", form.heading));
            }
            self.hint(&form.name, 0);
            match (numbers, &part.text) {
                (Some((table, numbers)), note) => {
                    self.table(&form.name, table, &numbers, note.as_ref());
                }
                (None, Some(text)) => self.narrative(&form.name, &text.value, 0),
                (None, None) => self.line(0, &format!("{}:", name_of(&form.name))),
            }
        }
    }

    /// The parts as 正文 lists them, then the tables.
    fn listed(&mut self, report: &Report) {
        self.yaml.push_str("\n正文:");
        self.yaml.push_str(if report.parts.is_empty() { " []\n" } else { "\n" });
        for part in &report.parts {
            let heading = scalar(&part.heading.value, 2);
            self.line(1, &format!("- 标题: {heading}"));
            if let Some(text) = &part.text {
                self.narrative("内容", &text.value, 2);
            }
            if let Some(table) = part.table.as_ref().and_then(|key| report.form.table(key)) {
                self.line(2, &format!("表: {}", quoted(&table.short)));
            }
        }
        for form in &report.form.parts {
            if let Some(table) = form.table.as_ref().and_then(|key| report.form.table(key)) {
                let numbers = written(report, table);
                if !numbers.is_empty() {
                    self.blank_line();
                    self.table(&form.name, table, &numbers, None);
                }
            }
        }
    }

    fn table(
        &mut self,
        name: &str,
        table: &FormTable,
        numbers: &Cells,
        note: Option<&Spanned<String>>,
    ) {
        self.line(0, &format!("{}:", name_of(name)));
        if let Some(note) = note {
            self.narrative("说明", &note.value, 1);
        }
        for branch in &table.tree.children {
            self.branch(branch, numbers, 1);
        }
    }

    fn branch(&mut self, branch: &Branch, numbers: &Cells, depth: usize) {
        if !branch.is_in(numbers) {
            return;
        }
        let name = name_of(&branch.name.shown);
        if let Some(value) = branch.cell.as_ref().and_then(|cell| numbers.get(cell)) {
            let value = number(&value.value, depth);
            self.line(depth, &format!("{name}: {value}"));
        } else if let Some(row) = branch.is_row().then(|| row(branch, numbers)).flatten() {
            self.line(depth, &format!("{name}: {row}"));
        } else {
            self.line(depth, &format!("{name}:"));
            for child in &branch.children {
                self.branch(child, numbers, depth + 1);
            }
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.line(0, "署名:");
        self.lines("机关", &signature.bodies, 1);
        self.line(1, &format!("日期: {}", signature.date.value));
        self.hint("盖章", 1);
        let by_itself = !signature.seals.is_empty();
        if signature.sealed != by_itself || self.hints.contains_key("盖章") {
            self.line(1, if signature.sealed { "盖章: 是" } else { "盖章: 否" });
        }
        self.hint("印章图片", 1);
        if !signature.seals.is_empty() {
            self.lines("印章图片", &signature.seals, 1);
        }
    }

    /// What stands under a key of 附加, behind its colon.
    fn extra(&mut self, value: &Extra, depth: usize) {
        match value {
            Extra::Text(text) => {
                let text = scalar(text, depth - 1);
                self.line(0, &format!(" {text}"));
            }
            Extra::List(items) if items.is_empty() => self.line(0, " []"),
            Extra::List(items) => {
                self.blank_line();
                for item in items {
                    let _ = write!(self.yaml, "{:indent$}-", "", indent = 2 * depth);
                    self.extra(item, depth + 1);
                }
            }
            Extra::Map(map) => self.map(map, depth),
        }
    }

    fn map(&mut self, map: &BTreeMap<String, Extra>, depth: usize) {
        if map.is_empty() {
            return self.line(0, " {}");
        }
        self.blank_line();
        for (key, value) in map {
            let _ = write!(self.yaml, "{:indent$}{}:", "", name_of(key), indent = 2 * depth);
            self.extra(value, depth + 1);
        }
    }
}

/// A text behind a key at this depth.
fn scalar(text: &str, depth: usize) -> String {
    let in_block = text.contains('\n') || !keeps_blanks(text);
    let block = if in_block { block(text, 2 * depth + 2) } else { None };
    block.map_or_else(|| quoted(text), |block| block.trim_end().to_owned())
}

fn number(value: &Value, depth: usize) -> String {
    match value {
        Value::Absent | Value::Unknown => "~".to_owned(),
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => scalar(text, depth),
    }
}

/// A row's numbers: a list where none but the computed total is missing, else by name. `None` for
/// words that only a block holds.
fn row(branch: &Branch, numbers: &Cells) -> Option<String> {
    let values: Vec<Option<String>> = (branch.children.iter())
        .map(|column| Some(number(&numbers.get(column.cell.as_ref()?)?.value, 0)))
        .collect();
    if values.iter().flatten().any(|value| value.starts_with('|')) {
        return None;
    }
    let typed = values.len() - usize::from(branch.has_total());
    if branch.has_total() && values.iter().take(typed).all(Option::is_some) {
        return Some(format!("[{}]", values.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    }
    let named = branch.children.iter().zip(values);
    let named =
        named.filter_map(|(c, value)| Some(format!("{}: {}", name_of(&c.name.shown), value?)));
    Some(format!("{{ {} }}", named.collect::<Vec<_>>().join(", ")))
}

/// The numbers of a table that the reader would not come to by itself.
fn written(report: &Report, table: &FormTable) -> Cells {
    let Some(cells) = report.tables.get(&table.key) else {
        return Cells::new();
    };
    let totals = totals::of(table);
    // Named but left empty is not the same as not named.
    let is_given = |cell: &Spanned<Value>| match cell.value {
        Value::Absent => cell.at.is_some(),
        Value::Unknown => false,
        _ => true,
    };
    let given = cells.iter().filter(|(key, cell)| is_given(cell) && !totals.contains(key.as_str()));
    let mut written: Cells = given.map(|(key, cell)| (key.clone(), cell.clone())).collect();
    loop {
        let mut read = written.clone();
        totals::fill(table, &mut read);
        let value = |key: &str| read.get(key).map_or(&Value::Absent, |cell| &cell.value);
        let missed = cells
            .iter()
            .filter(|(key, cell)| cell.value != Value::Unknown && *value(key) != cell.value);
        let missed: Vec<_> = missed.map(|(key, cell)| (key.clone(), cell.clone())).collect();
        if missed.is_empty() {
            return written;
        }
        written.extend(missed);
    }
}

#[cfg(test)]
pub(super) mod tests;
