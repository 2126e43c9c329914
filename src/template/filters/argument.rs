//! What a filter is given, read as the field reads it.

use crate::report::{Date, NoDate, Value as Cell, read_cell};
use minijinja::{Error, ErrorKind, State, Value, value::ValueKind};
use rust_decimal::Decimal;
use std::fmt;

/// Why a filter could not do its work, in the user's words.
#[derive(Debug)]
pub(in super::super) struct Refusal {
    /// What is wrong.
    pub(in super::super) message: String,
    /// What the filter takes.
    pub(in super::super) help: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// As an error that the user reads as it is.
    pub(in super::super) fn into_error(self) -> Error {
        Error::from(ErrorKind::InvalidOperation).with_source(self)
    }
}

/// An error that the user reads as it is.
pub(in super::super) fn refuse(message: String, help: impl Into<String>) -> Error {
    Refusal { message, help: help.into() }.into_error()
}

/// A filter at work, for its errors.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// Its Chinese name.
    pub name: &'static str,
    /// What it takes, and an example: `一个整数，如 {{ 21 | 中文数字 }}`.
    pub takes: &'static str,
}

impl Filter {
    /// That a value is none the filter can use.
    pub(super) fn wrong(self, value: &Value) -> Error {
        // The engine knows the name of what is missing, and tells it to whoever looks into it.
        if value.is_undefined()
            && let Err(error) = value.get_attr("")
        {
            return error;
        }
        let message = format!("过滤器“{}”用不了{}", self.name, described(value));
        refuse(message, format!("它要{}", self.takes))
    }

    /// A number with its digits as typed.
    pub(super) fn number(self, state: &mut State, value: &Value) -> Result<Decimal, Error> {
        let text = self.printed(state, value)?;
        match read_cell(&text) {
            Cell::Int(count) => Ok(count.into()),
            Cell::Decimal(amount) => Ok(amount),
            Cell::Absent | Cell::Text(_) | Cell::Unknown => Err(self.wrong(value)),
        }
    }

    /// A number as sums take it: `22（其中修订16件）` counts as 22, a mark such as `/` as 0.
    pub(super) fn amount(self, state: &mut State, value: &Value) -> Result<Decimal, Error> {
        let amount = read_cell(&self.printed(state, value)?).amount();
        amount.ok_or_else(|| self.wrong(value))
    }

    /// A whole number.
    pub(super) fn whole(self, value: &Value) -> Result<i64, Error> {
        let read = match value.as_str() {
            Some(text) => match read_cell(text) {
                Cell::Int(number) => Some(number),
                _ => None,
            },
            None if value.kind() == ValueKind::Number => i64::try_from(value.clone()).ok(),
            None => None,
        };
        read.ok_or_else(|| self.wrong(value))
    }

    /// How many digits are wanted after the point.
    pub(super) fn places(self, value: &Value) -> Result<u32, Error> {
        let places = u32::try_from(self.whole(value)?).ok();
        places.filter(|places| *places <= 10).ok_or_else(|| {
            let message = format!("过滤器“{}”的小数位数不能是{}", self.name, described(value));
            refuse(message, "小数位数写 0 到 10")
        })
    }

    /// A text, or a number as it would be printed.
    pub(super) fn printed(self, state: &mut State, value: &Value) -> Result<String, Error> {
        match value.kind() {
            ValueKind::String => Ok(value.as_str().unwrap_or_default().to_owned()),
            ValueKind::Number => state.format(value.clone()),
            _ => Err(self.wrong(value)),
        }
    }

    /// A calendar day.
    pub(super) fn date(self, value: &Value) -> Result<Date, Error> {
        let Some(text) = value.as_str() else {
            return Err(self.wrong(value));
        };
        Date::parse(text).map_err(|why| match why {
            NoDate::Shape => self.wrong(value),
            NoDate::Calendar => refuse(format!("没有“{text}”这一天"), "请核对月份和日子"),
        })
    }
}

/// A value as an error names it.
pub(super) fn described(value: &Value) -> String {
    const LONGEST: usize = 20;
    match value.kind() {
        ValueKind::String => {
            let text = value.as_str().unwrap_or_default();
            let shown: String = text.chars().take(LONGEST).collect();
            let more = if text.chars().nth(LONGEST).is_some() { "……" } else { "" };
            format!("“{shown}{more}”")
        }
        ValueKind::Number => format!(" {value} "),
        ValueKind::Bool => "“是/否”".to_owned(),
        ValueKind::None => "空值".to_owned(),
        _ => "一组值".to_owned(),
    }
}
