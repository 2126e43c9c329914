//! The keys at the top of the file.

use super::{parts::section_names, signature::signature_names};
use crate::yaml::Name;
use serde_json::{Map, Value, json};

/// The key under which any document may name the template that draws it.
pub(crate) const TEMPLATE: &str = "模板";

/// Names of the keys at the top that are not parts.
pub(crate) struct TopNames {
    pub agency: Name,
    /// Which template draws it: read before the report is.
    pub template: Name,
    pub year: Name,
    pub title: Name,
    pub short_name: Name,
    pub form: Name,
    pub preface: Name,
    pub sections: Name,
    pub signature: Name,
    pub extra: Name,
}

impl TopNames {
    pub(crate) fn new() -> Self {
        Self {
            agency: Name::new(["机关"], "agency"),
            template: Name::new([TEMPLATE], "template"),
            year: Name::new(["年度", "年份"], "year"),
            title: Name::new(["标题"], "title"),
            short_name: Name::new(["简称"], "short_name"),
            form: Name::new(["格式"], "form"),
            preface: Name::new(["前言"], "preface"),
            sections: Name::new(["正文"], "sections"),
            signature: Name::new(["署名"], "signature"),
            extra: Name::new(["附加"], "extra"),
        }
    }

    pub(crate) fn all(&self) -> [&Name; 10] {
        [
            &self.agency,
            &self.template,
            &self.year,
            &self.title,
            &self.short_name,
            &self.form,
            &self.preface,
            &self.sections,
            &self.signature,
            &self.extra,
        ]
    }
}

/// The keys at the top that are not parts, for editors: every spelling, with what may stand there.
pub(in crate::report) fn top_properties() -> Map<String, Value> {
    let names = TopNames::new();
    let text = json!({ "type": ["string", "null"] });
    let line = json!({ "type": "string" });
    let lines = json!({ "type": ["string", "array", "null"], "items": line });
    let yes = json!({ "enum": ["是", "否", "true", "false", "yes", "no", true, false] });
    let section = described(
        json!({ "type": "object", "additionalProperties": false }),
        section_names().map(|name| (name, text.clone())),
    );
    let signature = described(
        json!({ "type": ["object", "string", "null"], "additionalProperties": false }),
        signature_names().into_iter().zip([lines.clone(), line.clone(), yes, lines.clone()]),
    );
    let top = [
        (&names.agency, "机关全称", line.clone()),
        (&names.template, "用哪个模板，不写就用命令或 county.yaml 里的", text.clone()),
        (&names.year, "报告哪一年的工作", json!({ "type": ["integer", "string"] })),
        (&names.title, "标题，可以分行；不写时由程序生成", lines),
        (&names.short_name, "标题里代替机关全称", text.clone()),
        (&names.form, "格式的版本，不写就按年度选", json!({ "type": ["integer", "string"] })),
        (&names.preface, "第一部分前面的文字", text),
        (
            &names.sections,
            "不按六部分写时，各部分列在这里",
            json!({ "type": ["array", "null"], "items": section }),
        ),
        (&names.signature, "署名和成文日期；不署名写“无”", signature),
        (
            &names.extra,
            "自己的模板要用的其他内容，名称自己定",
            json!({ "type": ["object", "null"] }),
        ),
    ];
    let mut properties = Map::new();
    for (name, description, mut value) in top {
        value["description"] = json!(description);
        properties.extend(name.spellings().map(|key| (key.to_owned(), value.clone())));
    }
    properties
}

/// A schema with the properties of some names.
fn described(mut schema: Value, names: impl IntoIterator<Item = (Name, Value)>) -> Value {
    let mut properties = Map::new();
    for (name, value) in names {
        properties.extend(name.spellings().map(|key| (key.to_owned(), value.clone())));
    }
    schema["properties"] = Value::Object(properties);
    schema
}
