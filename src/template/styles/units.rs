//! Values in the office's words → typed values.

use super::word::Word;
use crate::{
    diagnostic::{Code, Result},
    document::{Align, Color, MM, Pt},
    text,
};

/// A twip: the finest length a DOCX holds. Every length is rounded to it, so that the DOCX and the
/// PDF share one number.
pub(super) const TWIP: Pt = 0.05;

/// 22 inches: the widest page and the longest indent or white that Word knows.
pub(super) const LONGEST: Pt = 1584.0;
const LONGEST_HELP: &str = "Word 里的长度最大是 1584磅（55.88厘米）";
/// Characters of a line and lines of a page, as many as a page may be given.
const MOST_CHARS: f64 = 100.0;

/// 字号 in points (GB/T 9704-2012 has 2号 to 4号; the rest as in Word and WPS).
const SIZES: [(&str, Pt); 16] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

/// A length before it is known what a character or a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Length {
    /// Points, already on the twip.
    Pt(Pt),
    /// 字: widths of a character of the style.
    Chars(f64),
    /// 行: lines of the page's pitch.
    Lines(f64),
    /// 版式: as the profile has it.
    Profile,
}

/// A value that may be written as 无, which is not the same as not being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice<T> {
    /// 无.
    Nothing,
    /// Something.
    Is(T),
}

impl<T> Choice<T> {
    /// The value, once nothing more is inherited.
    pub(super) fn into_option(self) -> Option<T> {
        match self {
            Self::Nothing => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// Rounds to the twip. Division by 20 gives the nearest number that prints short.
pub(in super::super) fn pt(length: Pt) -> Pt {
    (length / TWIP).round() / 20.0
}

/// A number and its unit: `28.95磅`, `-0.25 磅`.
fn measure(word: &str) -> Option<(f64, &str)> {
    let end = word
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(word.len());
    let number: f64 = word.get(..end)?.parse().ok()?;
    // No page holds more; and nothing that follows can overflow.
    (number.abs() <= 10_000.0).then(|| (number, word[end..].trim()))
}

fn absolute(number: f64, unit: &str) -> Option<Pt> {
    match unit {
        "磅" | "pt" => Some(number),
        "毫米" | "mm" => Some(number * MM),
        "厘米" | "cm" => Some(number * 10.0 * MM),
        _ => None,
    }
}

/// An indent, white or pitch. `relative` names the units besides 磅, 毫米 and 厘米 that make sense.
pub(super) fn length(value: &Word, relative: &[&str]) -> Result<Length> {
    if value.text == "版式" && relative.contains(&"版式") {
        return Ok(Length::Profile);
    }
    if let Some((number, unit)) = measure(&value.text) {
        if let Some(length) = absolute(number, unit) {
            if length.abs() > LONGEST {
                return Err(value.wrong("能用的长度", LONGEST_HELP).into());
            }
            return Ok(Length::Pt(pt(length)));
        }
        match unit {
            "字" | "行" if number.abs() > MOST_CHARS => {
                return Err(value.wrong("能用的长度", "最多 100字 或 100行").into());
            }
            "字" if relative.contains(&unit) => return Ok(Length::Chars(number)),
            "行" if relative.contains(&unit) => return Ok(Length::Lines(number)),
            "" if number == 0.0 => return Ok(Length::Pt(0.0)),
            _ => {}
        }
    }
    let units = ["磅", "毫米", "厘米"].iter().chain(relative);
    let list: Vec<&str> = units.copied().collect();
    Err(value
        .wrong("这里能用的长度", format!("写数和单位，单位可以用：{}", list.join("、")))
        .into())
}

/// 行距: a pitch that keeps lines apart.
pub(super) fn pitch(value: &Word, relative: &[&str]) -> Result<Length> {
    match length(value, relative)? {
        Length::Pt(pitch) if !(4.0..=200.0).contains(&pitch) => {
            Err(value.wrong("合适的行距", "写 4磅 到 200磅").into())
        }
        pitch => Ok(pitch),
    }
}

/// A length that is known at once.
pub(super) fn points(value: &Word) -> Result<Pt> {
    match length(value, &[])? {
        Length::Pt(length) if length >= 0.0 => Ok(length),
        _ => Err(value.wrong("长度", "写不小于 0 的数和单位，如 0.5磅").into()),
    }
}

/// 字号 by name or in points, if the word is one.
pub(in super::super) fn size_of(word: &str) -> Option<Pt> {
    let named = SIZES.iter().find(|(name, _)| *name == word);
    let measured = || {
        let (number, unit) = measure(word)?;
        // OOXML holds sizes in half points.
        absolute(number, unit)
            .filter(|size| (1.0..=200.0).contains(size))
            .map(|size| (size * 2.0).round() / 2.0)
    };
    named.map(|(_, size)| *size).or_else(measured)
}

/// A length with an absolute unit, if the word is one.
pub(in super::super) fn length_of(word: &str) -> Option<Pt> {
    let (number, unit) = measure(word)?;
    absolute(number, unit)
}

/// What may be written as a 字号, nearest to a wrong word.
pub(in super::super) fn size_help(word: &str) -> String {
    let known = SIZES.iter().map(|(name, _)| *name);
    match text::nearest(word, known.clone()) {
        Some(_) => text::suggestion(word, known) + "也可以写磅数，如 16磅",
        None => "写字号（初号、小初、一号……八号）或磅数（如 16磅）".to_owned(),
    }
}

/// 字号, by name or in points.
pub(super) fn size(value: &Word) -> Result<Pt> {
    size_of(&value.text).ok_or_else(|| value.wrong("字号", size_help(&value.text)).into())
}

/// The office name of a face; the four faces of official writing may be called by role.
pub(in super::super) fn family_of(word: &str) -> &str {
    match word {
        "小标宋" => "方正小标宋简体",
        "仿宋" => "仿宋_GB2312",
        "楷体" => "楷体_GB2312",
        name => name,
    }
}

/// A face as a style's value.
pub(super) fn family(value: &Word) -> Result<String> {
    match family_of(&value.text) {
        "" => Err(value.wrong("字体名", "写字体名，如 仿宋_GB2312").into()),
        name => Ok(name.to_owned()),
    }
}

/// 对齐.
pub(super) fn align(value: &Word) -> Result<Align> {
    match value.text.as_str() {
        "两端" | "两端对齐" => Ok(Align::Justify),
        "左" | "左对齐" => Ok(Align::Left),
        "右" | "右对齐" => Ok(Align::Right),
        "居中" => Ok(Align::Center),
        _ => Err(value.wrong("对齐方式", "可以用的有：两端、左、右、居中").into()),
    }
}

/// 是 or 否.
pub(super) fn switch(value: &Word) -> Result<bool> {
    match value.text.as_str() {
        "是" | "开" | "true" => Ok(true),
        "否" | "关" | "false" => Ok(false),
        _ => Err(value.wrong("“是”或“否”", "写 是 或 否").into()),
    }
}

/// A count within bounds.
pub(super) fn count(value: &Word, least: u32, most: u32) -> Result<u32> {
    value
        .text
        .parse()
        .ok()
        .filter(|n| (least..=most).contains(n))
        .ok_or_else(|| value.wrong("合适的整数", format!("写 {least} 到 {most} 的整数")).into())
}

/// 大纲级别: 1 to 9 or 无.
pub(super) fn outline(value: &Word) -> Result<Choice<u8>> {
    match value.text.as_str() {
        "无" => Ok(Choice::Nothing),
        _ => count(value, 1, 9).map(|level| Choice::Is(level as u8)),
    }
}

/// A colour by name or as six hexadecimal digits.
pub(in super::super) fn color(word: &str) -> Option<Color> {
    let named = match word {
        "黑" | "黑色" => Some((0, 0, 0)),
        "白" | "白色" => Some((0xFF, 0xFF, 0xFF)),
        "红" | "红色" => Some((0xFF, 0, 0)),
        "灰" | "灰色" => Some((0x80, 0x80, 0x80)),
        "蓝" | "蓝色" => Some((0, 0, 0xFF)),
        _ => None,
    };
    if let Some((r, g, b)) = named {
        return Some(Color { r, g, b });
    }
    let digits = word.strip_prefix('#').unwrap_or(word);
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some(Color { r, g, b })
}

/// A colour as a style's value.
pub(super) fn ink(value: &Word) -> Result<Color> {
    color(&value.text).ok_or_else(|| {
        value.wrong("颜色", "写 黑、红、蓝、灰、白，或六位十六进制数，如 'C6D9F1'").into()
    })
}

/// A colour, or 无.
pub(super) fn fill(value: &Word) -> Result<Choice<Color>> {
    if value.text == "无" {
        return Ok(Choice::Nothing);
    }
    ink(value).map(Choice::Is)
}

/// Four lengths in one value, 上 下 左 右.
pub(super) fn margins(value: &Word) -> Result<[Pt; 4]> {
    let words: Vec<&str> = value.text.split_whitespace().collect();
    let parse = |word: &str| {
        let (number, unit) = measure(word)?;
        absolute(number, unit).filter(|length| *length >= 0.0)
    };
    let lengths: Option<Vec<Pt>> = words.into_iter().map(parse).collect();
    lengths.and_then(|list| <[Pt; 4]>::try_from(list).ok()).ok_or_else(|| {
        let finding = value.error(Code::StyleValue, "页边距要写四个长度：上 下 左 右");
        finding.help("例如 页边距: 37毫米 35毫米 28毫米 26毫米").into()
    })
}
