//! The parts of a report: the six of the form, or those that 正文 lists.

use crate::{
    diagnostic::{Code, Diagnostic},
    report::{
        Form, FormPart, Part, Spanned,
        table::{self, Cells},
    },
    yaml::{Entries, Entry, Field, Kind, Name, Reader, echo},
};
use std::collections::BTreeMap;

/// What a standard part's key may be.
pub(in crate::report) fn name(form: &Form, part: &FormPart) -> Name {
    let table = part.table.as_ref().and_then(|key| form.table(key));
    let short = table.map(|table| table.short.as_str());
    Name::new(short.into_iter().chain([part.name.as_str()]), &part.key)
}

/// Reads the parts and, on the way, the numbers.
///
/// `standard` holds, in the form's order, what was found under the keys of the form's parts.
pub(super) fn read(
    reader: &mut Reader<'_>,
    form: &Form,
    sections: Option<Field<'_>>,
    standard: &[Option<Field<'_>>],
    tables: &mut BTreeMap<String, Cells>,
) -> Vec<Part> {
    let mut six = Vec::new();
    for (part, field) in form.parts.iter().zip(standard) {
        let table = part.table.as_ref().and_then(|key| form.table(key));
        let text = match (field, table) {
            (None, _) => None,
            (Some(field), None) => {
                if let Some(sections) = sections {
                    two_shapes(reader, *field, sections);
                }
                reader.text(*field)
            }
            (Some(field), Some(table)) => {
                let read = table::read(reader, table, *field);
                tables.insert(table.key.clone(), read.cells);
                if let (Some(note), Some(_)) = (&read.note, sections) {
                    let at = note.at.clone().unwrap_or_default();
                    let help = "写了“正文”时，表上面的文字请写进那一部分的“内容”";
                    reader.error(Code::TwoShapes, "“说明”不知道放在哪里", &at, "", help);
                }
                read.note
            }
        };
        let heading = Spanned { value: part.heading.clone(), at: field.map(|f| f.key_at.clone()) };
        six.push(Part { heading, text, table: part.table.clone() });
    }
    let Some(sections) = sections else { return six };
    let listed = listed(reader, form, sections);
    not_shown(reader, form, standard, &listed);
    listed
}

fn two_shapes(reader: &mut Reader<'_>, part: Field<'_>, sections: Field<'_>) {
    let help = "要么按标准六部分写，要么把各部分都列在“正文”里";
    let message = format!("写了“正文”，就不能再单写“{}”", part.key);
    let error = Diagnostic::error(Code::TwoShapes, message)
        .at(reader.source, part.key_at.clone(), "")
        .related(reader.source, sections.key_at.clone(), "“正文”在这里");
    reader.findings.push(error.help(help));
}

fn listed(reader: &mut Reader<'_>, form: &Form, sections: Field<'_>) -> Vec<Part> {
    let Kind::List(items) = &sections.value.kind else {
        let help = "每一部分以“- 标题: 一、……”开头，下面对齐着写“内容: |”或“表: ”";
        reader.wrong_type(sections, "一个列表", help);
        return Vec::new();
    };
    let mut parts: Vec<Part> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let key = format!("正文第 {} 部分", i + 1);
        let head = item.at.start..item.at.start;
        let field = Field { key: &key, key_at: &head, value: item };
        let Kind::Map(entries) = &item.kind else {
            reader.wrong_type(
                field,
                "“标题”和“内容”",
                "每一部分以“- 标题: 一、……”开头，下面对齐着写“内容: |”",
            );
            continue;
        };
        parts.extend(section(reader, form, field, entries, &parts));
    }
    parts
}

/// What a part of 正文 may hold.
pub(in crate::report) fn section_names() -> [Name; 3] {
    [Name::new(["标题"], "title"), Name::new(["内容"], "text"), Name::new(["表"], "table")]
}

/// One part of 正文.
fn section(
    reader: &mut Reader<'_>,
    form: &Form,
    field: Field<'_>,
    entries: &[Entry],
    before: &[Part],
) -> Option<Part> {
    let [title, text, table] = Entries::new(entries).take_all(reader, &section_names());
    let table = table.and_then(|field| table_key(reader, form, field, before));
    let text = text.and_then(|field| reader.text(field));
    let Some(title) = title else {
        let help = "例：- 标题: 一、总体情况";
        reader.error(Code::Missing, format!("{}没有“标题”", field.key), field.key_at, "", help);
        return None;
    };
    let heading = reader.required_line(title)?;
    Some(Part { heading, text, table })
}

/// The table that 表 names.
fn table_key(
    reader: &mut Reader<'_>,
    form: &Form,
    field: Field<'_>,
    before: &[Part],
) -> Option<String> {
    let typed = reader.required_line(field)?;
    let names =
        || form.tables.iter().map(|t| (t, Name::new([t.short.as_str(), t.name.as_str()], &t.key)));
    let Some((table, _)) = names().find(|(_, name)| name.answers_to(&typed.value)) else {
        let known: Vec<&str> = form.tables.iter().map(|t| t.short.as_str()).collect();
        let message = format!("没有叫“{}”的表", echo(&typed.value));
        reader.error(
            Code::Table,
            message,
            &field.value.at,
            "",
            format!("可以写：{}", known.join("、")),
        );
        return None;
    };
    if before.iter().any(|part| part.table.as_ref() == Some(&table.key)) {
        let message = format!("“{}”这张表放了两次", table.short);
        reader.error(
            Code::Table,
            message,
            &field.value.at,
            "前面已经放过",
            "一张表只放在一个部分里",
        );
        return None;
    }
    Some(table.key.clone())
}

/// Warns of tables with numbers that no part shows.
fn not_shown(reader: &mut Reader<'_>, form: &Form, standard: &[Option<Field<'_>>], parts: &[Part]) {
    for (part, field) in form.parts.iter().zip(standard) {
        let (Some(key), Some(field)) = (&part.table, field) else {
            continue;
        };
        if !parts.iter().any(|shown| shown.table.as_ref() == Some(key)) {
            let short = form.table(key).map_or(key.as_str(), |table| &table.short);
            let help = format!("请在“正文”里要放表的那一部分写上“表: {short}”");
            reader.warning(
                Code::TableNotShown,
                format!("“{}”填了数，但没有哪一部分放这张表", field.key),
                field.key_at,
                "不会印出来",
                help,
            );
        }
    }
}
