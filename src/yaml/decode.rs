//! Bytes → [`Source`]: UTF-8 or a plain word about what the file is instead.

use super::encodings;
use crate::diagnostic::{Code, Diagnostic, Result, Source};
use std::sync::Arc;

/// Largest input in bytes. A report with every part written out is some 30 KB.
pub const LIMIT: usize = 4 << 20;
/// Most lines of an input: each may become a paragraph, and is held many times over. The pages of 30,000 paragraphs
/// are about a thousand.
const MOST_LINES: usize = 200_000;

const SAVE_AS: &str = "请用记事本打开后“另存为”，编码选 UTF-8；WPS 里另存为“纯文本”，编码选 UTF-8";

/// Takes a file's bytes for text: UTF-8, with or without a byte-order mark.
///
/// `name` is what messages call the file.
///
/// # Errors
/// One diagnostic without a place when the bytes are too many, GBK, UTF-16 or no text at all.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Arc<Source>> {
    if bytes.len() > LIMIT {
        let size = bytes.len().div_ceil(1 << 20);
        let message = format!("“{name}”有 {size} MB，超过上限 {} MB", LIMIT >> 20);
        return Err(Diagnostic::error(Code::TooLarge, message)
            .help("一份年报的 YAML 通常只有几十 KB，请看看是不是选错了文件")
            .into());
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(body) {
        Ok(text) if !text.contains('\0') => text,
        _ => return Err(foreign(name, bytes).into()),
    };
    if let Some(read_as) = encodings::misread(text) {
        let message = format!("“{name}”里是乱码：UTF-8 的文件被当作{read_as}打开，又存过一遍");
        let help = "有的字已经丢了，改不回来；请找没有这样存过的那一份，用记事本打开时编码选 UTF-8";
        return Err(Diagnostic::error(Code::DamagedText, message).help(help).into());
    }
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    if lines > MOST_LINES {
        let (lines, most) = (lines / 10_000, MOST_LINES / 10_000);
        let message = format!("“{name}”有 {lines} 万行，超过上限 {most} 万行");
        let help = "一份年报的 YAML 通常只有几百行，请看看是不是贴错了东西";
        return Err(Diagnostic::error(Code::TooLarge, message).help(help).into());
    }
    Ok(Source::new(name, text))
}

/// Says what bytes that are not UTF-8 text look like.
fn foreign(name: &str, bytes: &[u8]) -> Diagnostic {
    if let Some(kind) = magic(bytes) {
        return Diagnostic::error(Code::NotText, format!("“{name}”是{kind}，不是 YAML 文本文件"))
            .help("请给出年报的 .yaml 文件；没有的话用 nianbao new 生成一份");
    }
    if encodings::is_utf32(bytes) {
        let message = format!("“{name}”是 UTF-32 编码，不是 UTF-8");
        return Diagnostic::error(Code::Utf16, message).help(SAVE_AS);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || is_bare_utf16(bytes) {
        return Diagnostic::error(
            Code::Utf16,
            format!("“{name}”是 UTF-16（记事本里叫“Unicode”）编码，不是 UTF-8"),
        )
        .help(SAVE_AS);
    }
    if let Some(line) = gbk_line(bytes) {
        if !encodings::is_chinese_gbk(bytes) {
            let message = format!("“{name}”不是 UTF-8，按 GBK 也读不成中文：第 {line} 行读不出来");
            let help = "可能是繁体（Big5）、日文或韩文系统存的；请在原来的电脑上打开，“另存为”，编码选 UTF-8";
            return Diagnostic::error(Code::NotText, message).help(help);
        }
        return Diagnostic::error(
            Code::Gbk,
            format!("“{name}”是 GBK（记事本里叫“ANSI”）编码，不是 UTF-8：第 {line} 行读不出来"),
        )
        .help(SAVE_AS);
    }
    if let Some(line) = damaged_line(bytes) {
        let message = format!("“{name}”第 {line} 行有读不出来的内容，文件不是完整的 UTF-8 文本");
        return Diagnostic::error(Code::NotText, message)
            .help("文件可能没有复制完，或者这一行是从 GBK 文件里来的；请用记事本打开，改好这一行后另存为 UTF-8");
    }
    Diagnostic::error(Code::NotText, format!("“{name}”不是文本文件")).help(SAVE_AS)
}

/// Where text that is otherwise sound cannot be read; none when it is no text at all.
fn damaged_line(bytes: &[u8]) -> Option<usize> {
    let is_control = |b: &&u8| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r');
    if bytes.iter().filter(is_control).count() * 100 > bytes.len() {
        return None;
    }
    let sound = match std::str::from_utf8(bytes) {
        Ok(_) => bytes.iter().position(|b| *b == 0)?,
        Err(error) => error.valid_up_to(),
    };
    let before = bytes.get(..sound)?;
    Some(before.split(|b| *b == b'\n').count())
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", " Word、Excel 或压缩文件"),
        (b"\xD0\xCF\x11\xE0", "旧版 Word、Excel 或 WPS 文件"),
        (b"%PDF-", " PDF 文件"),
        (b"\x89PNG", "图片"),
        (b"\xFF\xD8\xFF", "图片"),
        (b"Rar!", "压缩文件"),
    ];
    let found = KINDS.iter().find(|(head, _)| bytes.starts_with(head));
    found.map(|&(_, kind)| kind)
}

/// UTF-16 without a mark: what it says, in one order of bytes or the other, is hanzi, marks and ASCII.
fn is_bare_utf16(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let known = |unit: &u16| {
        matches!(
            unit,
            9..=0x7E | 0x2010..=0x2026 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFF5E
        )
    };
    let reads = |order: fn([u8; 2]) -> u16| {
        let (pairs, _) = head.as_chunks::<2>();
        pairs.len() > 1
            && pairs.iter().map(|p| order(*p)).filter(known).count() * 10 >= pairs.len() * 9
    };
    // Its ASCII has zeros.
    head.contains(&0) && (reads(u16::from_le_bytes) || reads(u16::from_be_bytes))
}

/// The first line that is not ASCII, when every byte is well-formed GB 18030.
fn gbk_line(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    let mut line = 1;
    let mut first = None;
    while let Some((&lead, tail)) = rest.split_first() {
        rest = match (lead, tail) {
            (b'\n', _) => {
                line += 1;
                tail
            }
            (1..=0x7F, _) => tail,
            (
                0x81..=0xFE,
                [0x40..=0x7E | 0x80..=0xFE, tail @ ..]
                | [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, tail @ ..],
            ) => {
                first = first.or(Some(line));
                tail
            }
            _ => return None,
        };
    }
    first
}
