//! What a template sees, as YAML that reads back as the same values.

use super::{
    DrawContext, Template, data,
    engine::{self, Digits},
};
use crate::{diagnostic::Result, input::Input, yaml::quoted};
use minijinja::{Value, value::ValueKind};
use std::fmt::Write as _;

/// The names at the top, in the order in which a template uses them, each with its meaning.
const TOP: [(&str, &str); 12] = [
    ("title", "标题，一行一项"),
    ("agency", "机关；也可以写 机关"),
    ("机关", ""),
    ("year", "年度，报告哪一年的工作；也可以写 年度"),
    ("年度", ""),
    ("form", "表样：编号和发文"),
    ("preface", "前言，一段一项；kind：heading 单独成行的标题，run-in 段首标题，text 普通段落"),
    ("parts", "各部分：标题、段落，table 是它那张表在 tables 里的名字"),
    ("signature", "署名；没有署名时是 null，要先用 {% if signature %} 判断"),
    ("tables", "要印的表，一格一格，从上到下、从左到右；跨行跨列的格只在左上角出现一次"),
    ("extra", "报告里“附加”下面写的各项；没有写的，先用 is defined 判断或用 default"),
    ("", "以下是表里的数，可以拿来计算；中文名和英文名是同一个数"),
];

/// Writes the data that a template sees of an input.
///
/// # Errors
/// `NB204`: an expression in the narrative is wrong.
pub fn show(template: &Template, input: &Input) -> Result<String> {
    let scene = DrawContext::of(template, input)?;
    Ok(emit(&scene.context, &scene.digits))
}

fn emit(context: &Value, digits: &Digits) -> String {
    let mut writer = ValueWriter {
        out: "# 模板看到的数据：左边的名字写在 {{ }} 里，如 {{ agency }}、{{ parts[0].heading }}\n"
            .to_owned(),
        digits,
    };
    for (name, meaning) in TOP {
        let value = context.get_attr(name).ok().filter(|value| !value.is_undefined());
        // The numbers of the tables have no name of their own above them.
        let is_there = value.is_some() || (name.is_empty() && has(context, "tables"));
        if is_there && !meaning.is_empty() {
            let _ = writeln!(writer.out, "\n# {meaning}");
        }
        if let Some(value) = value {
            writer.entry(name, &value, 0);
        }
    }
    for (name, value) in entries(context) {
        if name == data::ALL && is_whole(&value, context) {
            writer
                .out
                .push_str("\n# 各项也都在 data 里；名字里有空格、横线等的，写 data[\"名字\"]\n");
        } else if !TOP.iter().any(|(known, _)| *known == name) {
            writer.entry(&name, &value, 0);
        }
    }
    writer.out
}

fn has(context: &Value, name: &str) -> bool {
    context.get_attr(name).is_ok_and(|value| !value.is_undefined())
}

/// Whether a map says what its surroundings say already.
fn is_whole(map: &Value, context: &Value) -> bool {
    let inner = entries(map);
    let same = |(name, value): &(String, Value)| {
        context.get_attr(name).is_ok_and(|beside| beside == *value)
    };
    inner.len() + 1 == entries(context).len() && inner.iter().all(same)
}

struct ValueWriter<'a> {
    out: String,
    digits: &'a Digits,
}

impl ValueWriter<'_> {
    /// `name: value`, its parts below it where it has any that do not fit on a line.
    fn entry(&mut self, name: &str, value: &Value, depth: usize) {
        let _ = write!(self.out, "{}{}:", "  ".repeat(depth), quoted(name));
        self.value(value, depth + 1);
    }

    fn value(&mut self, value: &Value, depth: usize) {
        if is_flat(value) {
            let _ = writeln!(self.out, " {}", self.flat(value));
        } else if value.kind() == ValueKind::Map {
            self.out.push('\n');
            for (name, inner) in entries(value) {
                self.entry(&name, &inner, depth);
            }
        } else {
            self.out.push('\n');
            for inner in items(value) {
                let start = self.out.len();
                if is_flat(&inner) || inner.kind() != ValueKind::Map {
                    let _ = write!(self.out, "{}-", "  ".repeat(depth));
                    self.value(&inner, depth + 1);
                    continue;
                }
                for (name, part) in entries(&inner) {
                    self.entry(&name, &part, depth + 1);
                }
                // The dash stands in the indent of the first name.
                let dash = start + 2 * depth;
                self.out.replace_range(dash..=dash, "-");
            }
        }
    }

    /// A value on one line.
    fn flat(&self, value: &Value) -> String {
        match value.kind() {
            ValueKind::Map => {
                let inner = entries(value).into_iter();
                let inner = inner.map(|(name, v)| format!("{}: {}", quoted(&name), self.flat(&v)));
                match inner.collect::<Vec<_>>() {
                    none if none.is_empty() => "{}".to_owned(),
                    inner => format!("{{ {} }}", inner.join(", ")),
                }
            }
            ValueKind::Seq | ValueKind::Iterable => {
                let inner = items(value).into_iter().map(|v| self.flat(&v));
                format!("[{}]", inner.collect::<Vec<_>>().join(", "))
            }
            ValueKind::String => quoted(value.as_str().unwrap_or_default()),
            ValueKind::Number if !value.is_integer() => f64::try_from(value.clone())
                .map_or_else(|_| value.to_string(), |number| engine::printed(number, self.digits)),
            ValueKind::None | ValueKind::Undefined => "null".to_owned(),
            // Numbers and switches, as YAML has them too.
            _ => value.to_string().to_lowercase(),
        }
    }
}

/// Whether a value has its place on the line of its name: a single value, or a row of them.
fn is_flat(value: &Value) -> bool {
    let single = |value: &Value| {
        !matches!(value.kind(), ValueKind::Map | ValueKind::Seq | ValueKind::Iterable)
    };
    match value.kind() {
        ValueKind::Map => entries(value).iter().all(|(_, inner)| single(inner)),
        ValueKind::Seq | ValueKind::Iterable => {
            // Texts stand one below the other.
            items(value).iter().all(|v| single(v) && v.as_str().is_none_or(|t| t.len() < 8))
        }
        _ => true,
    }
}

fn entries(map: &Value) -> Vec<(String, Value)> {
    let keys = map.try_iter().into_iter().flatten();
    keys.filter_map(|key| Some((key.as_str()?.to_owned(), map.get_item(&key).ok()?))).collect()
}

fn items(list: &Value) -> Vec<Value> {
    list.try_iter().into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Source, report};
    use minijinja::context;

    fn example() -> Input {
        let path = "examples/yimen/绿汁镇.yaml";
        let text =
            std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let shared = report::Shared { year: Some(2022), ..report::Shared::default() };
        let loaded = report::load_with(&Source::new(path, text), &shared).unwrap();
        Input::Report(Box::new(loaded.report))
    }

    #[test]
    fn the_data_is_shown_with_what_it_means() {
        let shown = show(&Template::builtin().unwrap(), &example()).unwrap();
        let head: Vec<&str> = shown.lines().filter(|l| !l.contains("kind: data")).collect();
        insta::assert_snapshot!(head.join("\n"));
    }

    #[test]
    fn it_reads_back_as_the_same_values() {
        let input = example();
        let template = Template::builtin().unwrap();
        let data = DrawContext::of(&template, &input).unwrap().context;
        let shown = show(&template, &input).unwrap();
        let read: serde_json::Value = serde_saphyr::from_str(&shown).unwrap();
        assert_eq!(read, serde_json::to_value(&data).unwrap());
    }

    #[test]
    fn no_text_is_misread() {
        let plain = "甲|null|是|yes|No|1|-|- 甲|# 甲|甲: 乙|{甲}|[甲]|'甲'|\"甲\"|甲\\n|*甲|&甲|!甲|%甲|@甲|`甲|\
                     2023-01-17|0x10|1e3|.5|~|<<|=|run-in|甲，乙。|true|甲 #乙|甲, 乙|甲\u{E000}";
        let mut texts: Vec<&str> = plain.split('|').collect();
        texts.extend([
            "",
            "甲\n乙",
            " 甲 ",
            "\u{7}",
            "\u{85}",
            "\u{2028}",
            "\u{FEFF}",
            "a: |\n  b\n",
        ]);
        let rows: Value = texts.iter().map(|t| context! { 文 => *t }).collect();
        let map: std::collections::BTreeMap<_, _> = texts.iter().map(|t| (*t, *t)).collect();
        let data = context! { 文 => &texts, 行 => rows, 键 => Value::from(map) };
        let shown = emit(&data, &Digits::default());
        let read: serde_json::Value = serde_saphyr::from_str(&shown).unwrap();
        assert_eq!(read, serde_json::to_value(&data).unwrap());
    }
}
