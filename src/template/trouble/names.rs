//! Names that lead nowhere, and values that cannot be printed.

use super::{Explanation, TroubleScene, told, values::find};
use crate::text;
use minijinja::{Value, value::ValueKind};

/// A name that does not exist.
pub(super) fn undefined(path: &str, context: Option<&Value>) -> Explanation {
    if path.is_empty() {
        return told("用到了没有的值", None);
    }
    if let Some(told) = context.and_then(|root| in_list(path, root)) {
        return told;
    }
    let help = context.and_then(|root| near(path, root));
    told(&format!("没有“{path}”这个名字"), help)
}

/// `parts[99]`: a place that a list does not have; `parts[0].headng`: a name that what stands there does not have.
fn in_list(path: &str, root: &Value) -> Option<Explanation> {
    let (base, index) = path.split_once('[')?;
    let (index, rest) = index.split_once(']')?;
    let list = find(root, base)?;
    let length = list.len().filter(|_| list.kind() == ValueKind::Seq)?;
    if let Some(item) = index.parse().ok().filter(|at| *at < length) {
        let item = list.get_item_by_index(item).ok()?;
        let name = rest.strip_prefix('.')?;
        return Some(told(&format!("没有“{path}”这个名字"), within(&item, path, name)));
    }
    let message = format!("“{base}”只有 {length} 项，没有 [{index}] 这一项");
    let help = match length {
        0 => format!("先用 {{% if {base} %}} 判断有没有"),
        _ => format!("从 0 数起，最后一项是 [{}]", length - 1),
    };
    Some(told(&message, Some(help)))
}

/// What a value has in place of a name that it has not, the last step of `path`.
fn within(value: &Value, path: &str, name: &str) -> Option<String> {
    let base = path.strip_suffix(name)?;
    let names = keys(value);
    let mut names = names.iter().map(String::as_str).peekable();
    names.peek()?;
    Some(match text::nearest(name, names.clone()) {
        Some(near) => text::is_it_perhaps(&format!("{base}{near}")),
        None => format!("“{base}”后面可以是：{}", list(names)),
    })
}

/// What may stand in place of the last step of `path`; the steps before it lead somewhere.
fn near(path: &str, root: &Value) -> Option<String> {
    let Some((base, last)) = path.rsplit_once('.') else {
        let names = keys(root);
        let name = text::nearest(path, names.iter().map(String::as_str))?;
        return Some(text::is_it_perhaps(name));
    };
    let Some(found) = find(root, base) else {
        // A loop's own variable: its fields are named like fields elsewhere.
        return field(base, last, root);
    };
    match found.kind() {
        ValueKind::Map => {}
        ValueKind::None => {
            return Some(format!("这份报告没有“{base}”，先用 {{% if {base} %}} 判断有没有"));
        }
        ValueKind::Seq => {
            return Some(format!("“{base}”是一组值，先用 {{% for … in {base} %}} 一项一项地取"));
        }
        _ => return Some(format!("“{base}”是一个值，后面不能再写“.{last}”")),
    }
    if keys(&found).is_empty() {
        return Some(format!("“{base}”下面什么也没有写；先用 is defined 判断有没有"));
    }
    within(&found, path, last)
}

/// A value that has no one way to be printed; `why` is the engine's formatter's remark.
pub(super) fn unprintable(why: &str, scene: TroubleScene<'_>) -> Explanation {
    let path = scene.written.trim();
    let found = scene.context.and_then(|root| find(root, path));
    let help = found.and_then(|value| match value.kind() {
        ValueKind::Seq => Some(format!("如 {{% for 项 in {path} %}}…{{{{ 项 }}}}…{{% endfor %}}")),
        ValueKind::Map => {
            let names = keys(&value);
            let names = list(names.iter().map(String::as_str));
            Some(format!("“{path}.”后面可以是：{names}"))
        }
        ValueKind::Bool => Some(format!("如 {{% if {path} %}}…{{% endif %}}")),
        _ => None,
    });
    told(why, help)
}

/// The nearest name of any field to the last step of a path.
fn field(base: &str, last: &str, root: &Value) -> Option<String> {
    let mut names = Vec::new();
    collect(root, 0, &mut names);
    let name = text::nearest(last, names.iter().map(String::as_str))?;
    Some(text::is_it_perhaps(&format!("{base}.{name}")))
}

fn collect(value: &Value, level: usize, names: &mut Vec<String>) {
    // The template's data is at most this deep, and rows of a list are alike.
    const DEEPEST: usize = 6;
    if level > DEEPEST {
        return;
    }
    match value.kind() {
        ValueKind::Map => {
            for key in keys(value) {
                if let Ok(inner) = value.get_attr(&key) {
                    collect(&inner, level + 1, names);
                }
                names.push(key);
            }
        }
        ValueKind::Seq => {
            if let Ok(first) = value.get_item_by_index(0) {
                collect(&first, level + 1, names);
            }
        }
        _ => {}
    }
}

fn keys(value: &Value) -> Vec<String> {
    let Ok(iter) = value.try_iter() else {
        return Vec::new();
    };
    iter.filter_map(|key| key.as_str().map(str::to_owned)).collect()
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(MOST).copied().collect::<Vec<_>>();
    let shown = shown.join("、");
    if names.len() > MOST { format!("{shown}……") } else { shown }
}
