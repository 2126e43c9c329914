//! The JSON Schema of the YAML, from the same names and forms that the reader goes by.
//!
//! It knows each key under its name, its printed label and its English name. The reader knows more
//! spellings (`(三) 不予公开`); an editor completes the ones to write.

use super::{Form, FormTable, load, table::branch::Branch};
use serde_json::{Map, Value, json};

/// The schema (draft 7, which editors' YAML plug-ins know), pretty-printed.
pub fn schema() -> String {
    let mut properties = load::top_properties();
    let mut definitions = Map::new();
    let [newest, oldest] = Form::all();
    for (part, old) in newest.parts.iter().zip(&oldest.parts) {
        let value = match (
            form_table(&newest, part.table.as_ref()),
            form_table(&oldest, old.table.as_ref()),
        ) {
            (Some(new), Some(old)) => {
                for (form, table) in [(&newest, new), (&oldest, old)] {
                    definitions.insert(
                        format!("{}-{}", table.key, form.id),
                        table_schema(form, table),
                    );
                }
                let of = |form: &Form| json!({ "$ref": format!("#/definitions/{}-{}", part.table.as_deref().unwrap_or_default(), form.id) });
                json!({ "description": part.heading, "anyOf": [of(&newest), of(&oldest), { "type": "null" }] })
            }
            _ => json!({ "description": part.heading, "type": ["string", "null"] }),
        };
        let short = form_table(&newest, part.table.as_ref()).map(|table| table.short.as_str());
        let names = short
            .into_iter()
            .chain([part.name.as_str(), part.key.as_str()]);
        properties.extend(names.map(|name| (name.to_owned(), value.clone())));
    }
    definitions.insert("number".to_owned(), number());
    let agency = json!({ "anyOf": [{ "required": ["机关"] }, { "required": ["agency"] }] });
    let year = json!({ "anyOf": [{ "required": ["年度"] }, { "required": ["年份"] }, { "required": ["year"] }] });
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "allOf": [agency, year],
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    });
    // Writing strings and numbers to memory cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn form_table<'f>(form: &'f Form, key: Option<&String>) -> Option<&'f FormTable> {
    form.table(key?)
}

fn number() -> Value {
    json!({
        "description": "数；没有发生的写 0",
        "type": ["number", "string", "null"],
    })
}

fn table_schema(form: &Form, table: &FormTable) -> Value {
    let root = Branch::of(table);
    let mut schema = branch_schema(&root);
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let note = json!({ "description": "表前的文字", "type": ["string", "null"] });
        properties.extend(["说明", "note"].map(|name| (name.to_owned(), note.clone())));
        // English keys name a row, or `row.column`, from the top of the table.
        english(&root, properties);
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(
            "description".to_owned(),
            json!(format!("{}（{}）", table.name, form.notice)),
        );
    }
    schema
}

fn english(branch: &Branch, properties: &mut Map<String, Value>) {
    for child in &branch.children {
        if let Some(cell) = &child.cell {
            properties.insert(cell.clone(), json!({ "$ref": "#/definitions/number" }));
        } else if child.is_row() && !child.name.english.is_empty() {
            properties.insert(child.name.english.clone(), branch_schema(child));
        }
        english(child, properties);
    }
}

fn branch_schema(branch: &Branch) -> Value {
    if branch.cell.is_some() {
        return json!({ "$ref": "#/definitions/number" });
    }
    let mut properties = Map::new();
    for child in &branch.children {
        let value = branch_schema(child);
        for name in child.name.spellings() {
            properties.insert(name.to_owned(), value.clone());
        }
    }
    let map = json!({
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
    });
    if !branch.is_row() {
        return map;
    }
    let columns: Vec<&str> = branch
        .children
        .iter()
        .map(|c| c.name.shown.as_str())
        .collect();
    let least = branch.children.len() - usize::from(branch.has_total());
    json!({
        "anyOf": [map, {
            "description": format!("依次是：{}", columns.join("、")),
            "type": "array",
            "items": { "$ref": "#/definitions/number" },
            "minItems": least,
            "maxItems": branch.children.len(),
        }],
    })
}
