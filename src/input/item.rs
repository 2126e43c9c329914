//! What a template takes.

/// The kind of input a template draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Annual reports, of every form or of one alone.
    Report {
        /// Id of the form, `2019`.
        form: Option<String>,
    },
    /// Free data. Without items, whatever is written; with items, these and no others.
    Data(Vec<Item>),
}

/// One thing that can be written in the YAML of a template with free data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its key, which is also the name that the template uses.
    pub name: String,
    /// What it holds.
    pub kind: ItemKind,
    /// Whether a document without it is an error.
    pub required: bool,
    /// What to write there, for people.
    pub about: String,
}

/// What an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// 一行: a text on one line.
    Line,
    /// 分行: one or several lines, also as a list.
    Lines,
    /// 正文: paragraphs, one a line; numbers at their heads make headings.
    Text,
    /// 日期: a day of the calendar.
    Date,
    /// 是否: 是 or 否.
    Switch,
    /// 任意: texts, numbers, lists and groups in each other.
    Any,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Line, Self::Lines, Self::Text, Self::Date, Self::Switch, Self::Any];

    /// Its name in `template.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Line => "一行",
            Self::Lines => "分行",
            Self::Text => "正文",
            Self::Date => "日期",
            Self::Switch => "是否",
            Self::Any => "任意",
        }
    }
}
