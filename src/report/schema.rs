//! The JSON Schema of the YAML, from the same names and forms that the reader goes by.
//!
//! It knows each key under its name, its printed label and its English name. The reader knows more
//! spellings (`(三) 不予公开`); an editor completes the ones to write.

use super::{Form, FormPart, FormTable, Forms, load, table::branch::Branch};
use serde_json::{Map, Value, json};

/// The schema of the reports in these forms (draft 7, which editors' YAML plug-ins know),
/// pretty-printed.
pub fn schema(forms: &Forms) -> String {
    let mut properties = load::top_properties();
    let mut definitions = Definitions::default();
    for form in forms.iter() {
        for part in &form.parts {
            let name = load::part_name(form, part);
            // What a newer form calls by the same name includes the older forms' tables.
            if properties.contains_key(&name.shown) {
                continue;
            }
            let value = definitions.part(forms, part);
            properties.extend(name.spellings().map(|name| (name.to_owned(), value.clone())));
        }
    }
    // 年度 may come from county.yaml.
    let agency = json!({ "anyOf": [{ "required": ["机关"] }, { "required": ["agency"] }] });
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "allOf": [agency],
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions.0,
    });
    // Writing strings and numbers to memory cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The schemas that others refer to by name; equal ones are kept once.
#[derive(Default)]
struct Definitions(Map<String, Value>);

impl Definitions {
    /// Keeps a schema and gives what refers to it.
    fn keep(&mut self, name: &str, schema: Value) -> Value {
        let known = self.0.iter().find(|(_, known)| **known == schema);
        let name = known.map_or(name, |(name, _)| name).to_owned();
        let reference = json!({ "$ref": format!("#/definitions/{name}") });
        self.0.entry(name).or_insert(schema);
        reference
    }

    /// A part: a text, or its table in the shape of any form.
    fn part(&mut self, forms: &Forms, part: &FormPart) -> Value {
        let key = part.table.as_deref().unwrap_or_default();
        let tables = forms.iter().filter_map(|form| Some((form, form.table(key)?)));
        let mut shapes: Vec<Value> = tables.map(|(form, table)| self.table(form, table)).collect();
        if shapes.is_empty() {
            return json!({ "description": part.heading, "type": ["string", "null"] });
        }
        shapes.push(json!({ "type": "null" }));
        json!({ "description": part.heading, "anyOf": shapes })
    }

    fn table(&mut self, form: &Form, table: &FormTable) -> Value {
        let root = &table.tree;
        let name = format!("{}-{}", table.key, form.id);
        let mut properties = self.properties(root, &name);
        let note = json!({ "description": "表前的文字", "type": ["string", "null"] });
        properties.extend(["说明", "note"].map(|name| (name.to_owned(), note.clone())));
        // English keys name a row, or `row.column`, from the top of the table.
        self.english(root, &name, &mut properties);
        let schema = json!({
            "description": format!("{}（{}）", table.name, form.notice),
            "type": ["object", "null"],
            "properties": properties,
            "additionalProperties": false,
        });
        self.keep(&name, schema)
    }

    fn english(&mut self, branch: &Branch, name: &str, properties: &mut Map<String, Value>) {
        for child in &branch.children {
            if let Some(cell) = &child.cell {
                properties.insert(cell.clone(), self.number());
            } else if child.is_row() && !child.name.english.is_empty() {
                let value = self.branch(child, name);
                properties.insert(child.name.english.clone(), value);
            }
            self.english(child, name, properties);
        }
    }

    fn properties(&mut self, branch: &Branch, name: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        for child in &branch.children {
            let value = self.branch(child, name);
            let names = child.name.spellings();
            properties.extend(names.map(|name| (name.to_owned(), value.clone())));
        }
        properties
    }

    /// A group or a row of a table, or a number in it.
    fn branch(&mut self, branch: &Branch, above: &str) -> Value {
        if branch.cell.is_some() {
            return self.number();
        }
        let name = format!("{above}-{}", branch.name.shown);
        let map = json!({
            "type": ["object", "null"],
            "properties": self.properties(branch, &name),
            "additionalProperties": false,
        });
        if !branch.is_row() {
            return self.keep(&name, map);
        }
        let columns = branch.children.iter().map(|c| c.name.shown.as_str());
        let columns: Vec<&str> = columns.collect();
        let list = json!({
            "description": format!("依次是：{}", columns.join("、")),
            "type": "array",
            "items": self.number(),
            "minItems": columns.len() - usize::from(branch.has_total()),
            "maxItems": columns.len(),
        });
        self.keep(&name, json!({ "anyOf": [map, list] }))
    }

    fn number(&mut self) -> Value {
        let number = json!({
            "description": "数；没有发生的写 0",
            "type": ["number", "string", "null"],
        });
        self.keep("number", number)
    }
}
