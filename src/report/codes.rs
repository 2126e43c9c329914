//! The codes of what can be wrong with the YAML. A code once given out keeps its meaning.

/// The file is GBK/GB 18030, not UTF-8.
pub const GBK: &str = "NB001";
/// The file is UTF-16.
pub const UTF16: &str = "NB002";
/// The file is no text at all.
pub const BINARY: &str = "NB003";
/// The file is larger than [`super::decode::LIMIT`].
pub const TOO_LARGE: &str = "NB004";
/// Nothing is written in the file.
pub const EMPTY: &str = "NB005";
/// The file is not a list of `键: 值`.
pub const NOT_A_MAP: &str = "NB006";
/// More than one YAML document in the file.
pub const SEVERAL_DOCUMENTS: &str = "NB007";
/// Nested deeper than any report.
pub const TOO_DEEP: &str = "NB008";
/// A YAML feature that reports do not use: anchors, aliases, tags, directives.
pub const NOT_USED: &str = "NB009";
/// `键：值` or `键:值`, where YAML wants `键: 值`.
pub const COLON: &str = "NB010";
/// A tab where YAML wants spaces.
pub const TAB: &str = "NB011";
/// A quotation mark without its partner, or text after it.
pub const QUOTE: &str = "NB012";
/// A bracket without its partner.
pub const BRACKET: &str = "NB013";
/// Lines that do not line up.
pub const INDENT: &str = "NB014";
/// Any other breach of YAML's grammar.
pub const SYNTAX: &str = "NB015";

/// A key that means nothing here.
pub const UNKNOWN_KEY: &str = "NB020";
/// The same thing said twice.
pub const TWICE: &str = "NB021";
/// A key that every report needs.
pub const MISSING: &str = "NB022";
/// A list, table or text where another was expected.
pub const WRONG_TYPE: &str = "NB023";
/// 年度 is not a year from 2008 to 2100.
pub const YEAR: &str = "NB024";
/// Not a day of the calendar.
pub const DATE: &str = "NB025";
/// No such version of the form.
pub const FORM: &str = "NB026";
/// 正文 and the standard parts in one file.
pub const TWO_SHAPES: &str = "NB027";
/// 表 names no table, or one that stands already.
pub const TABLE: &str = "NB028";
/// A table with numbers that no part shows.
pub const TABLE_NOT_SHOWN: &str = "NB029";

/// A row with too many or too few numbers.
pub const ROW_LENGTH: &str = "NB030";
/// 印章图片 that do not go with the bodies, or with 盖章.
pub const SEALS: &str = "NB031";
/// A private-use character: no font prints it.
pub const PRIVATE_USE: &str = "NB040";
/// U+FFFD: the text was damaged before it came here.
pub const DAMAGED: &str = "NB041";
