//! Free data: what the YAML of a document says that is no annual report.

use super::{Item, ItemKind, convert};
use crate::{
    diagnostic::{Code, Diagnostics, Result, Source},
    report::{Date, Shared},
    yaml::{self, Entries, Field, Name, Reader, Spanned},
};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Items by these names say what the file says about itself, whatever the template makes of them.
const TITLE: &str = "标题";
const AGENCY: [&str; 3] = ["发文机关", "机关", "署名"];
const DATE: [&str; 2] = ["成文日期", "日期"];
/// When it is printed, which stands for the former where there is none.
const PRINTED: &str = "印发日期";
const YEAR: &str = "年度";
/// The key that says which template draws the document.
const TEMPLATE: &str = "模板";

/// The data of one document, in the order of the template's items or, without items, of the YAML.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// The YAML.
    pub source: Arc<Source>,
    /// Every item by its name; those that were not written are there too.
    pub values: Vec<(String, Value)>,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A text, perhaps of several lines.
    String(Spanned<String>),
    /// Lines, none or more.
    Lines(Vec<Spanned<String>>),
    /// Paragraphs, one a line; `None` when there are none.
    Text(Option<Spanned<String>>),
    /// A day.
    Date(Spanned<Date>),
    /// 是 or 否.
    Switch(bool),
    /// A whole number.
    Int(i64),
    /// Another number, with its digits as typed.
    Decimal(Decimal),
    /// A list.
    List(Vec<Self>),
    /// A group, in the order of the YAML.
    Map(Vec<(String, Self)>),
}

/// Reads the data of one document.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text.
pub(super) fn load(
    source: &Arc<Source>,
    items: &[Item],
    shared: &Shared,
) -> Result<(Data, Diagnostics)> {
    let read = |reader: &mut Reader<'_>, top: Entries<'_>| {
        Some(match items {
            [] => convert::group(reader, top.all()),
            _ => of_items(reader, top, items, shared),
        })
    };
    let (values, findings) = yaml::read(source, &start(items), read)?;
    Ok((Data { source: Arc::clone(source), values }, findings))
}

/// How a file with these items begins.
fn start(items: &[Item]) -> String {
    match items.first() {
        Some(first) => format!("例：{}: ……；可以写：{}", first.name, list(items)),
        None => "例：标题: 关于……的通知".to_owned(),
    }
}

fn list(items: &[Item]) -> String {
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    names.join("、")
}

fn of_items(
    reader: &mut Reader<'_>,
    mut top: Entries<'_>,
    items: &[Item],
    shared: &Shared,
) -> Vec<(String, Value)> {
    let names: Vec<Name> = (items.iter()).map(|item| Name::new([item.name.as_str()], "")).collect();
    let mut values = Vec::with_capacity(items.len());
    for (item, name) in items.iter().zip(&names) {
        let field = top.take(reader, name);
        let before = reader.findings.len();
        let mut value = match field {
            Some(field) => convert::item(reader, field, item.kind),
            None => convert::absent(item.kind),
        };
        if let (Value::Nothing, true, Some(date)) = (&value, is_date(item), shared.date) {
            value = Value::Date(Spanned { value: date, at: None });
        }
        // What is there and wrong has been told already.
        if item.required && value.is_empty() && reader.findings.len() == before {
            missing(reader, item, field);
        }
        values.push((item.name.clone(), value));
    }
    // It names the template, which is found by then.
    let template = Name::new([TEMPLATE], "template");
    if items.iter().all(|item| item.name != TEMPLATE) {
        let _ = top.take(reader, &template);
    }
    top.report_unknown(reader, &names);
    values
}

fn is_date(item: &Item) -> bool {
    item.kind == ItemKind::Date && DATE.contains(&item.name.as_str())
}

fn missing(reader: &mut Reader<'_>, item: &Item, field: Option<Field<'_>>) {
    let at = field.map_or(0..0, |field| field.key_at.clone());
    let message = match field {
        Some(_) => format!("“{}”后面没有写内容", item.name),
        None => format!("没有写“{}”", item.name),
    };
    let help = match item.about.as_str() {
        "" => "这一项不能少".to_owned(),
        about => format!("这一项不能少：{about}"),
    };
    reader.error(Code::Missing, message, &at, "", help);
}

impl Value {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing | Self::Text(None) => true,
            Self::Lines(lines) => lines.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Map(map) => map.is_empty(),
            _ => false,
        }
    }

    fn collect(&self, name: &str, texts: &mut Vec<(String, Spanned<String>)>) {
        match self {
            Self::String(text) | Self::Text(Some(text)) => {
                texts.push((name.to_owned(), text.clone()));
            }
            Self::Lines(lines) => {
                texts.extend(lines.iter().map(|line| (name.to_owned(), line.clone())));
            }
            Self::List(items) => items.iter().for_each(|item| item.collect(name, texts)),
            Self::Map(items) => items.iter().for_each(|(key, item)| item.collect(key, texts)),
            Self::Text(None)
            | Self::Nothing
            | Self::Date(_)
            | Self::Switch(_)
            | Self::Int(_)
            | Self::Decimal(_) => {}
        }
    }

    /// As one line of text: of several lines, all of them without a gap.
    fn line(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.value.lines().map(str::trim).collect()),
            Self::Lines(lines) if !lines.is_empty() => {
                Some(lines.iter().map(|line| line.value.trim()).collect())
            }
            _ => None,
        }
    }
}

impl Data {
    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self.values.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value)
    }

    /// Every text, with the name of the item that it stands under.
    pub fn texts(&self) -> Vec<(String, Spanned<String>)> {
        let mut texts = Vec::new();
        for (name, value) in &self.values {
            value.collect(name, &mut texts);
        }
        texts
    }

    /// 标题 on one line.
    pub fn title(&self) -> Option<String> {
        self.get(TITLE)?.line().filter(|title| !title.is_empty())
    }

    /// Who issues it: 发文机关, 机关 or 署名; of several the first.
    pub fn agency(&self) -> Option<&str> {
        AGENCY.iter().find_map(|name| match self.get(name)? {
            Value::String(text) => Some(text.value.as_str()),
            Value::Lines(lines) => lines.first().map(|line| line.value.as_str()),
            _ => None,
        })
    }

    /// 成文日期 or 日期.
    pub fn date(&self) -> Option<Date> {
        DATE.iter().find_map(|name| match self.get(name)? {
            Value::Date(date) => Some(date.value),
            Value::String(text) => Date::parse(&text.value).ok(),
            _ => None,
        })
    }

    /// When it was issued: its date, or else that of its printing.
    pub fn issued(&self) -> Option<Date> {
        self.date().or_else(|| match self.get(PRINTED)? {
            Value::Date(date) => Some(date.value),
            _ => None,
        })
    }

    /// 年度, or else the year of the date.
    pub fn year(&self) -> Option<i32> {
        let written = match self.get(YEAR) {
            Some(Value::Int(year)) => i32::try_from(*year).ok(),
            Some(Value::String(text)) => text.value.trim().parse().ok(),
            _ => None,
        };
        written.or_else(|| self.date().map(|date| date.year))
    }
}
