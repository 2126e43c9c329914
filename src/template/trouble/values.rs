//! The values of what an expression names.

use super::TroubleScene;
use minijinja::{Error, Value, value::ValueKind};

/// Shown at most.
const MOST: usize = 4;
/// A longer value is not shown.
const LONGEST: usize = 40;

/// A value by its path, `依申请公开.本年新收`.
pub(super) fn find(root: &Value, path: &str) -> Option<Value> {
    path.split('.').try_fold(root.clone(), |at, step| {
        at.get_attr(step).ok().filter(|next| !next.is_undefined())
    })
}

/// The variables that the place names and that hold one value: `甲 = 3，乙 = "x"`.
pub(super) fn involved(error: &Error, scene: TroubleScene<'_>) -> String {
    let mut shown = locals(error);
    for path in paths(scene.written) {
        if shown.iter().any(|(name, _)| name == path) {
            continue;
        }
        let value = scene.context.and_then(|root| find(root, path));
        if let Some(value) = value.as_ref().and_then(simple) {
            shown.push((path.to_owned(), value));
        }
    }
    let shown = shown.iter().map(|(name, value)| format!("{name} = {value}"));
    shown.take(MOST).collect::<Vec<_>>().join("，")
}

/// Text and numbers among the names that the engine noted.
fn locals(error: &Error) -> Vec<(String, String)> {
    let shown = error.display_debug_info().to_string();
    let variables = shown.split("Referenced variables:").nth(1);
    let lines = variables.unwrap_or_default().lines();
    let simple = lines.filter_map(|line| {
        let line = line.strip_prefix("    ")?.strip_suffix(',')?;
        let (name, value) = line.split_once(": ")?;
        // Not what the engine itself brings, such as `range`.
        let simple =
            value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '\'' | '"'));
        let short = value.chars().count() <= LONGEST;
        (!name.starts_with(' ') && simple && short).then(|| (name.to_owned(), value.to_owned()))
    });
    simple.collect()
}

/// Names and paths in an expression, outside of quotes.
fn paths(written: &str) -> impl Iterator<Item = &str> {
    let outside = written.split(['"', '\'']).step_by(2);
    let names = outside.flat_map(|part| {
        part.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '（' | '）')))
    });
    names.filter(|name| name.starts_with(|c: char| c.is_alphabetic()))
}

fn simple(value: &Value) -> Option<String> {
    let text = match value.kind() {
        ValueKind::Number => value.to_string(),
        ValueKind::String => format!("'{value}'"),
        _ => return None,
    };
    (text.chars().count() <= LONGEST).then_some(text)
}
