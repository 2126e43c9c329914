//! Full-width and half-width characters.

use super::argument::Filter;
use minijinja::{Error, State, Value};

/// From `!` to its full-width form; the block repeats ASCII 0x21–0x7E in order.
const APART: u32 = 0xFEE0;

pub(super) const FULL_WIDTH: Filter =
    Filter { name: "全角", takes: "文字或数，如 {{ \"(一)\" | 全角 }}" };

pub(super) const HALF_WIDTH: Filter =
    Filter { name: "半角", takes: "文字或数，如 {{ \"２０２３\" | 半角 }}" };

/// `(2023)` → `（２０２３）`.
pub(super) fn full_width(state: &mut State, value: &Value) -> Result<String, Error> {
    let filter = FULL_WIDTH;
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + APART).unwrap_or(c),
        _ => c,
    };
    Ok(filter.printed(state, value)?.chars().map(wide).collect())
}

/// `（２０２３）` → `(2023)`.
pub(super) fn half_width(state: &mut State, value: &Value) -> Result<String, Error> {
    let filter = HALF_WIDTH;
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - APART).unwrap_or(c),
        _ => c,
    };
    Ok(filter.printed(state, value)?.chars().map(narrow).collect())
}
