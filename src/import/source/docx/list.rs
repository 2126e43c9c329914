//! The numbers that Word writes before paragraphs by itself (ECMA-376 Part 1 §17.9): no text of the file has them.

use super::super::{
    book::xml::{XmlStep, attribute, number, walk},
    counting::{counted, roman},
};
use crate::{
    extract::{Read, Trouble},
    text::cardinal,
};
use std::collections::{HashMap, HashSet};

/// A list has nine levels.
const LEVELS: usize = 9;
/// Characters of what a number is made of; Word allows fewer.
const PATTERN: usize = 100;
/// No report has more lists.
const LISTS: usize = 20_000;

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct DocxLists {
    /// Levels of the description of a list.
    levels: HashMap<(u32, u32), DocxLevel>,
    /// List → its description, and where its levels begin anew.
    lists: HashMap<u32, (u32, HashMap<u32, u32>)>,
    /// Description → the numbers of its levels so far.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: HashSet<u32>,
}

#[derive(Debug)]
struct DocxLevel {
    start: u32,
    format: String,
    text: String,
    is_blank: bool,
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DocxNumber {
    /// Nothing, or a mark that is no number.
    Nothing,
    /// This.
    Text(String),
    /// A number in a way of counting that is not known.
    Unknown,
}

impl DocxLists {
    /// Those of `numbering.xml`.
    pub fn of(part: &[u8]) -> Read<Self> {
        let mut lists = Self::default();
        let (mut kind, mut list, mut level) = (None, None, 0);
        walk(part, |step| {
            if lists.levels.len() + lists.lists.len() > LISTS {
                return Err(Trouble::TooLarge);
            }
            let XmlStep::Begin(name, start) = step else {
                match step {
                    XmlStep::End("abstractNum") => kind = None,
                    XmlStep::End("num") => list = None,
                    _ => {}
                }
                return Ok(());
            };
            match (name, kind, list) {
                ("abstractNum", ..) => kind = number(start, "abstractNumId"),
                ("num", ..) => list = number(start, "numId"),
                ("abstractNumId", _, Some(list)) => {
                    let kind = number(start, "val").unwrap_or(u32::MAX);
                    lists.lists.insert(list, (kind, HashMap::new()));
                }
                ("lvl" | "lvlOverride", ..) => {
                    level = number(start, "ilvl").unwrap_or(0);
                    if let Some(kind) = kind {
                        lists.levels.insert((kind, level), DocxLevel::new());
                    }
                }
                ("startOverride", _, Some(list)) => {
                    if let Some((_, starts)) = lists.lists.get_mut(&list) {
                        starts.insert(level, number(start, "val").unwrap_or(1));
                    }
                }
                (name, Some(kind), _) => {
                    if let Some(level) = lists.levels.get_mut(&(kind, level)) {
                        level.set(name, attribute(start, "val").unwrap_or_default());
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(lists)
    }

    /// Counts a paragraph of a list, and says what stands before it.
    pub fn next(&mut self, list: u32, level: u32) -> DocxNumber {
        if list == 0 {
            return DocxNumber::Nothing;
        }
        let Some((kind, starts)) = self.lists.get(&list) else {
            return DocxNumber::Unknown;
        };
        let at = (level as usize).min(LEVELS - 1);
        let counts = self.counts.entry(*kind).or_default();
        if self.begun.insert(list) {
            for (level, start) in starts {
                if let Some(count) = counts.get_mut(*level as usize) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let Some(described) = self.levels.get(&(*kind, level)) else {
            return DocxNumber::Unknown;
        };
        for (index, count) in counts.iter_mut().enumerate().skip(at) {
            *count = match (index == at, *count) {
                (true, Some(count)) => Some(count.saturating_add(1)),
                (true, None) => Some(described.start),
                (false, _) => None,
            };
        }
        let counts = *counts;
        self.text(*kind, described, counts)
    }

    /// The number, `（一）`, of the numbers of the levels.
    fn text(&self, kind: u32, level: &DocxLevel, counts: [Option<u32>; LEVELS]) -> DocxNumber {
        if matches!(level.format.as_str(), "bullet" | "none") {
            return DocxNumber::Nothing;
        }
        let mut text = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let Some(index) = chars.peek().filter(|_| c == '%').and_then(|c| c.to_digit(10)) else {
                text.push(c);
                continue;
            };
            chars.next();
            let index = index.saturating_sub(1);
            let other = self.levels.get(&(kind, index));
            let (start, format) = other.map_or((1, ""), |other| (other.start, &other.format));
            let count = counts.get(index as usize).copied().flatten().unwrap_or(start);
            match formatted(count, format) {
                Some(count) => text.push_str(&count),
                None => return DocxNumber::Unknown,
            }
        }
        if level.is_blank && text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            text.push(' ');
        }
        if text.trim().is_empty() { DocxNumber::Nothing } else { DocxNumber::Text(text) }
    }
}

impl DocxLevel {
    fn new() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), is_blank: true }
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = value,
            "lvlText" => self.text = value.chars().take(PATTERN).collect(),
            "suff" => self.is_blank = value != "nothing",
            _ => {}
        }
    }
}

/// A number as a list counts (§17.18.59).
fn formatted(count: u32, format: &str) -> Option<String> {
    Some(match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => cardinal(i64::from(count)),
        "decimalZero" => format!("{count:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            count.to_string().chars().map(wide).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => counted(count, '①', 20)?,
        "decimalEnclosedParen" => counted(count, '⑴', 20)?,
        "decimalEnclosedFullstop" => counted(count, '⒈', 20)?,
        "upperLetter" => counted(count, 'A', 26)?,
        "lowerLetter" => counted(count, 'a', 26)?,
        "upperRoman" => roman(count)?,
        "lowerRoman" => roman(count)?.to_lowercase(),
        "ideographTraditional" => {
            let stem = "甲乙丙丁戊己庚辛壬癸".chars().nth(count.checked_sub(1)? as usize)?;
            stem.to_string()
        }
        "" | "decimal" | "decimalHalfWidth" => count.to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(levels: &str, nums: &str) -> DocxLists {
        let part = format!(
            "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"5\">{levels}</w:abstractNum>{nums}</w:numbering>"
        );
        DocxLists::of(part.as_bytes()).unwrap()
    }

    fn level(at: u32, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    const NUM: &str = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>";

    #[test]
    fn numbers_count_on_and_begin_again_below_the_next() {
        let levels = level(0, "chineseCountingThousand", "%1、") + &level(1, "decimal", "%1.%2");
        let mut lists = lists(&levels, NUM);
        let told: Vec<DocxNumber> =
            [0, 1, 1, 0, 1].into_iter().map(|level| lists.next(1, level)).collect();
        let wanted = ["一、", "一.1 ", "一.2 ", "二、", "二.1 "];
        assert_eq!(told, wanted.map(|text| DocxNumber::Text(text.to_owned())));
        assert_eq!(lists.next(0, 0), DocxNumber::Nothing);
        assert_eq!(lists.next(9, 0), DocxNumber::Unknown);
    }

    #[test]
    fn a_list_may_begin_anew_and_one_in_an_unknown_way_is_told() {
        let two = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
        let mut lists = lists(&level(0, "decimalEnclosedCircle", "%1"), &format!("{NUM}{two}"));
        let mut next = |list| lists.next(list, 0);
        let text = |text: &str| DocxNumber::Text(text.to_owned());
        assert_eq!(
            [next(1), next(1), next(2), next(2)],
            [text("①"), text("②"), text("①"), text("②")]
        );
        let mut odd = self::lists(&level(0, "hebrew1", "%1."), NUM);
        assert_eq!(odd.next(1, 0), DocxNumber::Unknown);
        let mut mark = self::lists(&level(0, "bullet", ""), NUM);
        assert_eq!(mark.next(1, 0), DocxNumber::Nothing);
    }
}
