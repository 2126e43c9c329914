//! The name of an output file, from a pattern such as `{年度}-{标题}`; whatever the report says,
//! the result is one plain name that every common system accepts and that stays in the folder.

use crate::{
    diagnostic::{Code, Diagnostic, Result},
    text::is_invisible,
};
use std::fmt;

/// A file name may be this long on Linux and macOS, counted in bytes; Windows counts less.
const MAX_BYTES: usize = 255;

/// What the pattern may name.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    /// `{标题}`: the title on one line.
    pub title: &'a str,
    /// `{机关}`: the issuing body, if the input names one.
    pub agency: Option<&'a str>,
    /// `{年度}`: the year reported on, or that of the date.
    pub year: Option<i32>,
    /// `{文件名}`: the input's file name without its extension.
    pub file: &'a str,
    /// `{县名}`: the county, where `county.yaml` names it.
    pub county: Option<&'a str>,
}

/// A parsed name pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<NamePiece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum NamePiece {
    Text(String),
    Field(NameField),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameField {
    Title,
    Agency,
    Year,
    File,
    County,
}

/// What is wrong with a pattern.
enum Fault {
    Empty,
    Braces,
    Separator,
    Character(char),
    Field(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("它是空的"),
            Self::Braces => f.write_str("花括号没有成对"),
            Self::Separator => f.write_str("里面不能有路径分隔符，要换文件夹请用 -o"),
            Self::Character(c) => write!(f, "“{}”不能用在文件名里", c.escape_debug()),
            Self::Field(name) => write!(f, "没有 {{{name}}} 这一项"),
        }
    }
}

impl Default for Pattern {
    /// `{标题}`: an office files a report under its title.
    fn default() -> Self {
        Self(vec![NamePiece::Field(NameField::Title)])
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// `NB407` for an unknown field, a brace without its partner, or a character that has no place
    /// in a file name. A separator is refused here and not replaced: who writes one wants another
    /// folder, and that is said elsewhere.
    pub fn parse(pattern: &str) -> Result<Self> {
        pieces(pattern).map(Self).map_err(|why| {
            Diagnostic::error(Code::NamePattern, format!("命名规则“{pattern}”用不了：{why}"))
                .help("可以用 {标题}、{机关}、{年度}、{文件名}、{县名}，例如 '{年度}-{机关}'")
                .into()
        })
    }

    /// The file name for a report, without extension.
    ///
    /// # Errors
    /// `NB405` when nothing printable is left, when something is asked for that the
    /// input does not say, or when it is longer than a file name may be with `extension` (it is not cut: two units' names often differ in the last characters only).
    pub fn stem(&self, fields: &Fields, extension: &str) -> Result<String> {
        let mut raw = String::new();
        for piece in &self.0 {
            match piece {
                NamePiece::Text(text) => raw.push_str(text),
                NamePiece::Field(NameField::Title) => raw.push_str(fields.title),
                NamePiece::Field(NameField::Agency) => {
                    raw.push_str(fields.agency.ok_or_else(|| unsaid("机关"))?);
                }
                NamePiece::Field(NameField::Year) => {
                    raw.push_str(&fields.year.ok_or_else(|| unsaid("年度"))?.to_string());
                }
                NamePiece::Field(NameField::File) => raw.push_str(fields.file),
                NamePiece::Field(NameField::County) => {
                    raw.push_str(fields.county.ok_or_else(no_county)?);
                }
            }
        }
        let stem = plain(&raw);
        if stem.is_empty() {
            let message = "按命名规则得到的文件名是空的";
            return Err(Diagnostic::error(Code::FileName, message).help(HELP).into());
        }
        let bytes = stem.len() + 1 + extension.len();
        if bytes > MAX_BYTES {
            let message = format!(
                "文件名“{stem}.{extension}”太长：{bytes} 字节，系统最多允许 {MAX_BYTES} 字节（约 85 个汉字）"
            );
            return Err(Diagnostic::error(Code::FileName, message).help(HELP).into());
        }
        Ok(stem)
    }
}

fn unsaid(field: &str) -> Diagnostic {
    Diagnostic::error(Code::FileName, format!("命名规则里用了 {{{field}}}，但文件里没有写{field}"))
        .help("请在文件里补上，或换一个命名规则")
}

fn no_county() -> Diagnostic {
    Diagnostic::error(Code::FileName, "命名规则里用了 {县名}，但不知道县名")
        .help("请在报告旁边的 county.yaml 里写上“县名: ”，或换一个命名规则")
}

const HELP: &str = "请用 --name 换一个命名规则，例如 --name '{机关}{年度}'";

/// The pieces of a pattern, or what is wrong with it.
fn pieces(pattern: &str) -> std::result::Result<Vec<NamePiece>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(open) = rest.find(['{', '}']) {
        let (text, tail) = rest.split_at(open);
        push_text(&mut pieces, text)?;
        let Some((name, after)) = tail.strip_prefix('{').and_then(|t| t.split_once('}')) else {
            return Err(Fault::Braces);
        };
        pieces.push(NamePiece::Field(field(name)?));
        rest = after;
    }
    push_text(&mut pieces, rest)?;
    if pieces.is_empty() {
        return Err(Fault::Empty);
    }
    Ok(pieces)
}

fn push_text(pieces: &mut Vec<NamePiece>, text: &str) -> std::result::Result<(), Fault> {
    if text.contains(['/', '\\']) {
        return Err(Fault::Separator);
    }
    if let Some(bad) = text.chars().find(|&c| replacement(c) != Some(c)) {
        return Err(Fault::Character(bad));
    }
    if !text.is_empty() {
        pieces.push(NamePiece::Text(text.into()));
    }
    Ok(())
}

fn field(name: &str) -> std::result::Result<NameField, Fault> {
    match name {
        "标题" | "title" => Ok(NameField::Title),
        "机关" | "agency" => Ok(NameField::Agency),
        "年度" | "year" => Ok(NameField::Year),
        "文件名" | "file" => Ok(NameField::File),
        "县名" | "county" => Ok(NameField::County),
        _ => Err(Fault::Field(name.into())),
    }
}

/// The name with everything replaced or dropped that some system would take amiss.
fn plain(raw: &str) -> String {
    let replaced: String = raw.chars().filter_map(replacement).collect();
    // Windows drops dots and spaces at the end; at the head a dot hides the file, two leave the
    // folder.
    let trimmed = replaced.trim().trim_matches(|c: char| c == '.' || c.is_whitespace());
    if is_reserved(trimmed) {
        return format!("_{trimmed}");
    }
    trimmed.into()
}

/// What stands for a character in a file name: itself, its full-width form where Windows or Linux
/// forbid it, or nothing for what does not print or reorders what does.
fn replacement(c: char) -> Option<char> {
    match c {
        '/' => Some('／'),
        '\\' => Some('＼'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '"' => Some('＂'),
        '<' => Some('＜'),
        '>' => Some('＞'),
        '|' => Some('｜'),
        c => (!is_invisible(c)).then_some(c),
    }
}

/// Names that Windows keeps for devices, with or without an extension.
fn is_reserved(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name).trim_end();
    let upper = base.to_uppercase();
    if matches!(&*upper, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let Some(port) = upper.strip_prefix("COM").or(upper.strip_prefix("LPT")) else {
        return false;
    };
    let mut digits = port.chars();
    matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    fn stem(pattern: &str, title: &str) -> String {
        let fields = Fields {
            title,
            agency: Some("某乡人民政府"),
            year: Some(2022),
            file: "某乡",
            county: Some("某县"),
        };
        Pattern::parse(pattern).unwrap().stem(&fields, "docx").unwrap()
    }

    #[test]
    fn fields_are_filled_in_under_both_names() {
        assert_eq!(stem("{年度}-{机关}（{文件名}）", ""), "2022-某乡人民政府（某乡）");
        assert_eq!(
            stem("{year}-{agency}-{file}-{title}-{county}{县名}", "T"),
            "2022-某乡人民政府-某乡-T-某县某县"
        );
    }

    #[test]
    fn what_the_report_says_cannot_leave_the_folder_or_offend_a_system() {
        let cases = [
            ("../../etc/passwd", "／..／etc／passwd"),
            ("..", "_"),
            ("/abs", "／abs"),
            ("C:\\a", "C：＼a"),
            ("a\0b\u{7}c", "abc"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("COM¹", "_COM¹"),
            ("COM10", "COM10"),
            ("报告. . ", "报告"),
            (".隐藏", "隐藏"),
            ("a<b>|\"?*", "a＜b＞｜＂？＊"),
            ("甲\u{202e}fdp.乙", "甲fdp.乙"),
        ];
        for (title, expected) in cases {
            let pattern = if title == ".." { "{标题}_" } else { "{标题}" };
            assert_eq!(stem(pattern, title), expected, "{title:?}");
        }
    }

    #[test]
    fn a_name_that_is_empty_or_too_long_is_refused_not_cut() {
        let of = |title: &str| {
            let fields = Fields { title, agency: None, year: None, file: "", county: None };
            Pattern::default().stem(&fields, "docx")
        };
        assert!(of("..").unwrap_err().to_string().contains("空的"));
        assert!(of(&"年".repeat(83)).is_ok());
        let long = of(&"年".repeat(84)).unwrap_err().to_string();
        assert!(long.contains("257 字节"), "{long}");
    }

    #[test]
    fn a_pattern_that_is_wrong_says_why() {
        for (pattern, why) in [
            ("{乡镇}", "没有 {乡镇} 这一项"),
            ("{标题", "花括号没有成对"),
            ("标题}", "花括号没有成对"),
            ("../{标题}", "不能有路径分隔符"),
            ("a\\{标题}", "不能有路径分隔符"),
            ("a\0", "“\\0”不能用在文件名里"),
            ("a?", "“?”不能用在文件名里"),
            ("", "空的"),
        ] {
            let message = Pattern::parse(pattern).unwrap_err().to_string();
            assert!(message.contains(why), "{pattern:?}: {message}");
        }
    }

    proptest! {
        #[test]
        fn any_title_gives_one_plain_component(title in any::<String>()) {
            let fields = Fields { title: &title, agency: None, year: None, file: "", county: None };
            if let Ok(stem) = Pattern::default().stem(&fields, "docx") {
                let name = format!("{stem}.docx");
                let parts: Vec<_> = Path::new(&name).components().collect();
                prop_assert_eq!(parts, vec![Component::Normal(name.as_ref())]);
                prop_assert!(name.len() <= MAX_BYTES);
                prop_assert!(!is_reserved(&name));
                prop_assert!(!stem.ends_with(['.', ' ']) && !stem.starts_with('.'));
            }
        }
    }
}
