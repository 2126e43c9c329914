//! `template.yaml`: what a template is for, what it builds on, and which data it takes.

use super::builtin;
use crate::{
    diagnostic::{Code, Result, Source},
    input::{Item, ItemKind, Takes},
    report::Forms,
    text,
    yaml::{self, Entries, Field, Kind, Name, Reader, echo},
};
use std::{ops::Range, sync::Arc};

/// What a `template.yaml` says; what it leaves out is that of the template it inherits from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// 名称: `通知`.
    pub name: Option<String>,
    /// 说明: a sentence for people who choose.
    pub about: Option<String>,
    /// 继承: the built-in template that it builds on.
    pub base: Option<&'static str>,
    /// 数据: whether it takes free data.
    free: Option<bool>,
    /// 表样: the only form that it draws.
    form: Option<String>,
    /// 项目: what can be written in the YAML.
    items: Vec<Item>,
    /// Where the word 项目 stands.
    items_at: Option<Range<usize>>,
}

/// A document with more items than this is a table, and a table is one item.
const MOST_ITEMS: usize = 100;

/// The words of 数据.
const REPORT: &str = "年度报告";
const FREE: &str = "自由";

/// Reads a `template.yaml`.
///
/// # Errors
/// `NB0xx` for what is no YAML or an unknown key; `NB231` for a value that means nothing.
pub(super) fn load(source: &Arc<Source>) -> Result<Manifest> {
    let start = "可以写：名称、说明、继承、数据、表样、项目；用不着就删去这个文件";
    Ok(yaml::read(source, start, |reader, top| Some(manifest(reader, top)))?.0)
}

fn manifest(reader: &mut Reader<'_>, top: Entries<'_>) -> Manifest {
    let names = [
        Name::new(["名称"], "name"),
        Name::new(["说明"], "about"),
        Name::new(["继承"], "base"),
        Name::new(["数据"], "data"),
        Name::new(["表样"], "form"),
        Name::new(["项目"], "items"),
    ];
    let [name, about, base, data, form, items] = top.take_all(reader, &names);
    let mut line = |field: Option<Field<'_>>| Some(reader.line(field?)?.value);
    let (name, about) = (line(name), line(about));
    Manifest {
        name,
        about,
        base: base.and_then(|field| word(reader, field, builtin::names(), |n| n)),
        free: data.and_then(|field| word(reader, field, [REPORT, FREE], |w| w == FREE)),
        form: form.and_then(|field| word(reader, field, Forms::built_in_ids(), str::to_owned)),
        items: items.map_or_else(Vec::new, |field| read_items(reader, field)),
        items_at: items.map(|field| field.key_at.clone()),
    }
}

/// One of some words, and what it means.
fn word<'a, T>(
    reader: &mut Reader<'_>,
    field: Field<'_>,
    known: impl IntoIterator<Item = &'a str> + Clone,
    meaning: impl FnOnce(&'a str) -> T,
) -> Option<T> {
    let typed = reader.line(field)?.value;
    let found = known.clone().into_iter().find(|word| *word == typed);
    if found.is_none() {
        let message = format!("“{}”不能是“{}”", field.key, echo(&typed));
        let help = text::suggestion(&typed, known);
        reader.error(Code::Manifest, message, &field.value.at, "", help);
    }
    found.map(meaning)
}

fn read_items(reader: &mut Reader<'_>, field: Field<'_>) -> Vec<Item> {
    let Kind::Map(entries) = &field.value.kind else {
        reader.wrong_type(
            field,
            "下一层的几项",
            "每项一行，缩进两格，例：  标题: { 类型: 一行, 必填: 是 }",
        );
        return Vec::new();
    };
    if entries.len() > MOST_ITEMS {
        let message = format!("“项目”最多 {MOST_ITEMS} 项");
        let help = "成批的内容写成一个列表，算一项";
        reader.error(Code::Manifest, message, field.key_at, "", help);
        return Vec::new();
    }
    reader.once(entries).into_iter().map(|field| item(reader, field)).collect()
}

/// `标题: 说明` or `标题: { 类型: 一行, 必填: 是, 说明: …… }`.
fn item(reader: &mut Reader<'_>, field: Field<'_>) -> Item {
    let name = field.key.to_owned();
    let mut item = Item { name, kind: ItemKind::Any, required: false, about: String::new() };
    let entries = match &field.value.kind {
        Kind::Nothing => return item,
        Kind::Map(entries) => entries,
        _ => {
            item.about = reader.line(field).map_or_else(String::new, |l| l.value);
            return item;
        }
    };
    let names = [
        Name::new(["类型"], "kind"),
        Name::new(["必填"], "required"),
        Name::new(["说明"], "about"),
    ];
    let [kind, required, about] = Entries::new(entries).take_all(reader, &names);
    let kinds = ItemKind::ALL.map(ItemKind::word);
    let of_word = |word: &str| ItemKind::ALL.into_iter().find(|kind| kind.word() == word);
    if let Some(kind) = kind.and_then(|field| word(reader, field, kinds, of_word)) {
        item.kind = kind.unwrap_or(ItemKind::Any);
    }
    item.required = required.and_then(|f| reader.yes_no(f)).unwrap_or(false);
    if let Some(about) = about.and_then(|field| reader.line(field)) {
        item.about = about.value;
    }
    item
}

impl Manifest {
    /// The place of items that nothing reads, since the template takes reports.
    pub(super) fn idle_items(&self, takes: &Takes) -> Option<Range<usize>> {
        let at = self.items_at.clone();
        at.filter(|_| matches!(takes, Takes::Report { .. }))
    }

    /// What a template takes that builds on one that takes `base`.
    pub(super) fn takes(&self, base: Takes) -> Takes {
        let free = self.free.unwrap_or(matches!(base, Takes::Data(_)));
        match (free, base) {
            (false, Takes::Report { form }) => Takes::Report { form: self.form.clone().or(form) },
            (false, Takes::Data(_)) => Takes::Report { form: self.form.clone() },
            (true, Takes::Data(items)) => Takes::Data(over(items, &self.items)),
            (true, Takes::Report { .. }) => Takes::Data(self.items.clone()),
        }
    }
}

/// Own items in place of inherited ones of the same name, new ones after them.
fn over(mut items: Vec<Item>, own: &[Item]) -> Vec<Item> {
    for item in own {
        match items.iter_mut().find(|known| known.name == item.name) {
            Some(known) => known.clone_from(item),
            None => items.push(item.clone()),
        }
    }
    items
}
