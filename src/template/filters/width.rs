//! Full-width and half-width characters.

use super::argument::Filter;
use crate::text;
use minijinja::{Error, State, Value};

pub(super) const FULL_WIDTH: Filter =
    Filter { name: "全角", takes: "文字或数，如 {{ \"(一)\" | 全角 }}" };

pub(super) const HALF_WIDTH: Filter =
    Filter { name: "半角", takes: "文字或数，如 {{ \"２０２３\" | 半角 }}" };

/// `(2023)` → `（２０２３）`.
pub(super) fn full_width(state: &mut State, value: &Value) -> Result<String, Error> {
    Ok(text::full_width(&FULL_WIDTH.printed(state, value)?))
}

/// `（２０２３）` → `(2023)`.
pub(super) fn half_width(state: &mut State, value: &Value) -> Result<String, Error> {
    Ok(text::half_width(&HALF_WIDTH.printed(state, value)?).into_owned())
}
