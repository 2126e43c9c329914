//! 附加: what an office adds of its own for its templates to print.

use crate::{
    diagnostic::Code,
    yaml::{Field, Kind, Node, Reader, Spanned},
};
use std::collections::BTreeMap;

/// A value under a key of the office's own; nothing is known of what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A text, its digits as typed.
    Text(String),
    /// Several values.
    List(Vec<Self>),
    /// Values under keys of their own.
    Map(BTreeMap<String, Self>),
}

/// The texts under 附加 with their keys, as they stand in the YAML.
pub(super) type ExtraTexts = Vec<(String, Spanned<String>)>;

/// No template prints so many; what holds more is something else.
const MOST: usize = 5_000;

/// Reads the map under 附加; keys without a value are left out.
pub(super) fn read(
    reader: &mut Reader<'_>,
    field: Field<'_>,
) -> (BTreeMap<String, Extra>, ExtraTexts) {
    let count = count(field.value, MOST + 1);
    if count > MOST {
        let message = format!("“{}”下面的值超过 {MOST} 个，不像是给模板用的", field.key);
        let help = "请只留模板要印的几项；数据另存一个文件";
        reader.error(Code::TooMany, message, field.key_at, "", help);
        return (BTreeMap::new(), Vec::new());
    }
    let mut texts = Vec::new();
    let map = match value(reader, field, &mut texts) {
        Some(Extra::Map(map)) => map,
        None => BTreeMap::new(),
        Some(_) => {
            let help = "每行写“名称: 内容”，缩进两格；名称自己定，模板里写 extra.名称 取用";
            reader.wrong_type(field, "下一层的几项", help);
            BTreeMap::new()
        }
    };
    (map, texts)
}

/// How many values there are, counted up to a bound.
fn count(node: &Node, most: usize) -> usize {
    let of_all = |nodes: &mut dyn Iterator<Item = &Node>| {
        let mut sum = 1;
        while sum < most
            && let Some(node) = nodes.next()
        {
            sum += count(node, most - sum);
        }
        sum
    };
    match &node.kind {
        Kind::Nothing | Kind::Text(_) => 1,
        Kind::List(items) => of_all(&mut items.iter()),
        Kind::Map(entries) => of_all(&mut entries.iter().map(|entry| &entry.value)),
    }
}

fn value(reader: &mut Reader<'_>, field: Field<'_>, texts: &mut ExtraTexts) -> Option<Extra> {
    match &field.value.kind {
        Kind::Nothing => None,
        Kind::Text(_) => {
            let text = reader.text(field)?;
            texts.push((field.key.to_owned(), text.clone()));
            Some(Extra::Text(text.value))
        }
        Kind::List(items) => {
            let items = items.iter().filter_map(|item| {
                let item = Field { value: item, key_at: &item.at, ..field };
                value(reader, item, texts)
            });
            Some(Extra::List(items.collect()))
        }
        Kind::Map(entries) => {
            let mut map = BTreeMap::new();
            for field in reader.once(entries) {
                if let Some(value) = value(reader, field, texts) {
                    map.insert(field.key.to_owned(), value);
                }
            }
            Some(Extra::Map(map))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{Result, Source},
        report::{LoadedReport, load},
    };

    fn loaded(extra: &str) -> Result<LoadedReport> {
        let yaml = format!("机关: 小街乡人民政府\n年度: 2022\n{extra}");
        load(&Source::new("小街乡.yaml", yaml))
    }

    #[test]
    fn what_stands_under_extra_is_kept_as_typed() {
        let yaml =
            "附加:\n  字号: 2023\n  抄送: [县委, 县政府]\n  联系: {人: 甲, 电话: 0877}\n  空:\n";
        let report = loaded(yaml).unwrap().report;
        let text = |text: &str| Extra::Text(text.to_owned());
        assert_eq!(report.extra["字号"], text("2023"));
        assert_eq!(report.extra["抄送"], Extra::List(vec![text("县委"), text("县政府")]));
        let Extra::Map(contact) = &report.extra["联系"] else {
            panic!("a map");
        };
        assert_eq!(contact["电话"], text("0877"));
        assert!(!report.extra.contains_key("空"));
    }

    #[test]
    fn more_values_than_any_template_prints_are_refused() {
        let list = |count: usize| format!("附加:\n  明细: [{}]\n", "1,".repeat(count));
        assert_eq!(loaded(&list(MOST - 2)).unwrap().report.extra_texts.len(), MOST - 2);
        let keys: Vec<String> = (0..=MOST).map(|i| format!("  键{i}:\n")).collect();
        let keys = keys.concat();
        let nested = format!("附加:\n  明细: [{}]\n", "[1,1],".repeat(MOST / 2));
        for yaml in [list(MOST), list(200_000), format!("附加:\n{keys}"), nested] {
            let findings = loaded(&yaml).unwrap_err();
            assert_eq!(findings[0].code, Code::TooMany);
            assert_eq!(findings.count(crate::diagnostic::Severity::Error), 1);
        }
    }

    #[test]
    fn a_text_for_the_map_and_a_key_written_twice_are_told() {
        for (yaml, told) in [
            ("附加: 文字\n", "“附加”应是下一层的几项，这里却是一段文字"),
            ("附加:\n  字号: 1\n  字号: 2\n", "“字号”写了两次"),
        ] {
            let findings = loaded(yaml).unwrap_err();
            assert_eq!(findings[0].message, told);
        }
    }
}
