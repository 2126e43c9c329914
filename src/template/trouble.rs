//! What MiniJinja found wrong, in the user's words.

use super::{
    filters::{self, Refusal},
    suggest,
};
use minijinja::{Error, ErrorKind, Value};

/// Filters that come with the engine, for suggestions; a test proves that each exists.
const FILTERS: [&str; 36] = [
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "count",
    "default",
    "first",
    "float",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "replace",
    "reverse",
    "round",
    "select",
    "slice",
    "sort",
    "split",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
];

/// Statements, for suggestions.
const STATEMENTS: [&str; 18] = [
    "for", "endfor", "if", "elif", "else", "endif", "set", "endset", "with", "endwith", "include",
    "extends", "block", "endblock", "macro", "endmacro", "import", "from",
];

/// An error, told.
pub(super) struct Told {
    /// What is wrong.
    pub message: String,
    /// Beside the place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

/// Tells an error; `context` and `files` are where names may come from.
pub(super) fn explain(error: &Error, context: Option<&Value>, files: &[&str]) -> Told {
    if let Some(refusal) = refusal(error) {
        return Told {
            message: refusal.message.clone(),
            label: values(error),
            help: Some(refusal.help.clone()),
        };
    }
    let detail = error.detail().unwrap_or_default();
    let quoted = |mark: char| detail.split(mark).nth(1).unwrap_or_default();
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => return undefined(quoted('`'), context),
        ErrorKind::SyntaxError if detail.starts_with("unknown statement ") => {
            let name = detail.rsplit(' ').next().unwrap_or_default();
            let help = suggest::help(name, STATEMENTS);
            (format!("没有“{name}”这个语句"), Some(help))
        }
        ErrorKind::SyntaxError | ErrorKind::BadEscape => (
            format!("模板语句写得不对：{}", syntax(detail)),
            Some(
                "看 {{ }}、{% %} 是否成对，if、for、block 是否都有 endif、endfor、endblock".into(),
            ),
        ),
        ErrorKind::UnknownFilter => {
            let name = detail.split_whitespace().nth(1).unwrap_or_default();
            let known = filters::NAMES.iter().copied().chain(FILTERS);
            let help = suggest::help(name, known);
            (format!("没有“{name}”这个过滤器"), Some(help))
        }
        ErrorKind::TemplateNotFound => {
            let name = detail.split(['"', '`', '\'']).nth(1).unwrap_or_default();
            return missing_file(name, files);
        }
        ErrorKind::OutOfFuel => (
            "模板运行得太久，已经停下".to_owned(),
            Some("多半是循环写得没有尽头，或者文件互相 include".to_owned()),
        ),
        ErrorKind::NonPrimitive => (detail.to_owned(), None),
        ErrorKind::InvalidOperation if detail.contains("unsupported types") => (
            "这两个值不能这样算".to_owned(),
            Some(
                "加减乘除只能用在数上；写成文字的数（如“22（其中修订16件）”）不能参加计算"
                    .to_owned(),
            ),
        ),
        ErrorKind::InvalidOperation if detail.contains("unable to calculate") => {
            ("这个算式算不出来，可能是除数为 0".to_owned(), None)
        }
        ErrorKind::InvalidOperation if detail.contains("recursion limit") => (
            "模板文件套得太深，已经停下".to_owned(),
            Some("看 include 和宏是不是绕成了圈".to_owned()),
        ),
        _ => (
            format!(
                "模板这里出了错：{}",
                if detail.is_empty() {
                    "未说明"
                } else {
                    detail
                }
            ),
            None,
        ),
    };
    Told {
        message,
        label: values(error),
        help,
    }
}

/// What a filter of ours says itself.
fn refusal(error: &Error) -> Option<&Refusal> {
    std::error::Error::source(error)?.downcast_ref()
}

/// The engine's remarks on syntax that people meet most, in Chinese.
fn syntax(detail: &str) -> String {
    const WORDS: [(&str, &str); 12] = [
        (
            "unexpected input after end of variable block",
            "“}}”之前还有多余的东西",
        ),
        (
            "unexpected input after expression",
            "式子后面还有多余的东西",
        ),
        (
            "unexpected end of input, expected end of block",
            "没有写完，缺结尾",
        ),
        ("unexpected end of input", "没有写完"),
        ("unexpected end of string", "引号没有关上"),
        ("unexpected end of comment", "注释没有用 #} 关上"),
        ("unexpected end of raw block", "raw 没有用 endraw 关上"),
        ("unexpected character", "有不认识的符号"),
        ("end of variable block", "“}}”"),
        ("end of block", "“%}”"),
        ("unexpected ", "这里不应当是"),
        ("expected ", "应当是"),
    ];
    let mut out = detail.to_owned();
    for (english, chinese) in WORDS {
        out = out.replace(english, chinese);
    }
    out.replace(", ", "，")
}

fn missing_file(name: &str, files: &[&str]) -> Told {
    let outside = name.contains("..") || name.contains('\\') || name.starts_with('/');
    let help = if outside {
        "模板只能用本文件夹里的文件，不能写上级文件夹和绝对路径".to_owned()
    } else {
        suggest::help(name, files.iter().copied())
    };
    Told {
        message: format!("没有“{name}”这个模板文件"),
        label: String::new(),
        help: Some(help),
    }
}

fn undefined(path: &str, context: Option<&Value>) -> Told {
    if path.is_empty() {
        return Told {
            message: "用到了没有的值".to_owned(),
            label: String::new(),
            help: None,
        };
    }
    Told {
        message: format!("没有“{path}”这个名字"),
        label: String::new(),
        help: context.and_then(|root| near(path, root)),
    }
}

/// What may stand in place of the last step of `path`; the steps before it lead somewhere.
fn near(path: &str, root: &Value) -> Option<String> {
    let Some((base, last)) = path.rsplit_once('.') else {
        let names = keys(root);
        let name = suggest::nearest(path, names.iter().map(String::as_str))?;
        return Some(format!("是不是“{name}”？"));
    };
    let found = base.split('.').try_fold(root.clone(), |at, step| {
        at.get_attr(step).ok().filter(|next| !next.is_undefined())
    });
    let Some(found) = found else {
        // A loop's own variable: its fields are named like fields elsewhere.
        return field(base, last, root);
    };
    let names = keys(&found);
    if names.is_empty() {
        return Some(format!("“{base}”是一个值，后面不能再写“.{last}”"));
    }
    let names = names.iter().map(String::as_str);
    match suggest::nearest(last, names.clone()) {
        Some(name) => Some(format!("是不是“{base}.{name}”？")),
        None => Some(format!("“{base}.”后面可以是：{}", list(names))),
    }
}

/// The nearest name of any field to the last step of a path.
fn field(base: &str, last: &str, root: &Value) -> Option<String> {
    let mut names = Vec::new();
    collect(root, 0, &mut names);
    let name = suggest::nearest(last, names.iter().map(String::as_str))?;
    Some(format!("是不是“{base}.{name}”？"))
}

fn collect(value: &Value, level: usize, names: &mut Vec<String>) {
    // The template's data is at most this deep, and rows of a list are alike.
    const DEEPEST: usize = 6;
    if level > DEEPEST {
        return;
    }
    match value.kind() {
        minijinja::value::ValueKind::Map => {
            for key in keys(value) {
                if let Ok(inner) = value.get_attr(&key) {
                    collect(&inner, level + 1, names);
                }
                names.push(key);
            }
        }
        minijinja::value::ValueKind::Seq => {
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
    iter.filter_map(|key| key.as_str().map(str::to_owned))
        .collect()
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = names.collect();
    let shown = names
        .iter()
        .take(MOST)
        .copied()
        .collect::<Vec<_>>()
        .join("、");
    if names.len() > MOST {
        format!("{shown}……")
    } else {
        shown
    }
}

/// The values of the simple variables involved: `甲 = 3，乙 = "x"`.
fn values(error: &Error) -> String {
    const MOST: usize = 4;
    const LONGEST: usize = 40;
    let shown = error.display_debug_info().to_string();
    let variables = shown
        .split("Referenced variables:")
        .nth(1)
        .unwrap_or_default();
    let simple = variables.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?.strip_suffix(',')?;
        let (name, value) = line.split_once(": ")?;
        // Text and numbers; not what the engine itself brings, such as `range`.
        let simple =
            value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '\'' | '"'));
        let short = value.chars().count() <= LONGEST;
        (!name.starts_with(' ') && simple && short).then(|| format!("{name} = {value}"))
    });
    simple.take(MOST).collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_that_is_suggested_exists() {
        let env = minijinja::Environment::new();
        for name in FILTERS {
            let compiled = env.render_str(&format!("{{{{ 1|{name} }}}}"), ());
            let unknown = compiled.is_err_and(|e| e.kind() == ErrorKind::UnknownFilter);
            assert!(!unknown, "{name}");
        }
    }
}
