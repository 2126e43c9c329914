//! A page saved in one file (RFC 2557): its first part that is HTML.

use super::{Reading, damaged, html};
use crate::diagnostic::Result;

/// Whether a file begins as such a page does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.contains("mime-version:") && head.contains("content-type:")
}

/// Reads the page.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let page = page(bytes).ok_or_else(|| damaged(name, "里面没有网页"))?;
    html::read(name, &page)
}

/// The bytes of the page, unpacked.
fn page(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 0;
    // A part's head is looked for, not the boundaries: some programs write these wrongly. What was looked through
    // once is not looked through again.
    while let Some(found) = find(bytes, at, b"text/html") {
        let head_start = bytes.get(..found)?.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let (body, end) = body(bytes, found)?;
        let head = part_head(bytes, head_start, body);
        let content = bytes.get(body..end)?;
        let unpacked = match encoding(&head) {
            "base64" => base64(content),
            "quoted-printable" => quoted_printable(content),
            _ => content.to_vec(),
        };
        if html::is_one(&unpacked) || unpacked.len() > 64 {
            return Some(unpacked);
        }
        at = end.max(found + 1);
    }
    None
}

/// Where the content behind a head begins, and where it ends: at the next boundary.
fn body(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let breaks = (at..bytes.len()).filter(|i| bytes.get(*i) == Some(&b'\n'));
    let start = breaks.into_iter().find_map(|at| match bytes.get(at + 1..)? {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })?;
    // A boundary may stand right behind the blank line.
    let end = find(bytes, start - 1, b"\n--").unwrap_or(bytes.len());
    Some((start, end.max(start)))
}

/// The lines of a part's head, from the blank line above it.
fn part_head(bytes: &[u8], at: usize, body: usize) -> String {
    let before = bytes.get(..at).unwrap_or_default();
    let above = before.windows(2).rposition(|pair| pair == b"--").unwrap_or(0);
    String::from_utf8_lossy(bytes.get(above..body).unwrap_or_default()).to_ascii_lowercase()
}

fn encoding(head: &str) -> &str {
    let said = head.rsplit_once("content-transfer-encoding:").map_or("", |(_, rest)| rest);
    said.trim_start().split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or_default()
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|w| w.eq_ignore_ascii_case(wanted)).map(|at| from + at)
}

/// RFC 2045 §6.7.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let digit = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    while let Some((&first, tail)) = rest.split_first() {
        rest = match (first, tail) {
            (b'=', [b'\r', b'\n', tail @ ..] | [b'\n', tail @ ..]) => tail,
            (b'=', [high, low, after @ ..]) => {
                if let (Some(high), Some(low)) = (digit(*high), digit(*low)) {
                    out.push(high * 16 + low);
                    after
                } else {
                    out.push(first);
                    tail
                }
            }
            _ => {
                out.push(first);
                tail
            }
        };
    }
    out
}

/// RFC 2045 §6.8; what is no digit of it is passed over.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let value = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits = bytes.iter().filter_map(|b| value(*b));
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for digit in digits {
        bits = (bits << 6) | u32::from(digit);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_may_stand_right_behind_the_head() {
        for blank in ["\n", "\n\n"] {
            let head = "MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"\n";
            let part =
                "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGh0bWw+5Y6CLg==\n";
            let file = format!("{head}{blank}------a\n{part}------a--\n");
            assert_eq!(page(file.as_bytes()).unwrap(), "<html>厂.".as_bytes());
        }
    }

    #[test]
    fn both_ways_to_pack_a_page_are_unpacked() {
        assert_eq!(quoted_printable(b"a=E5=8E=82=\r\n b=3D"), "a厂 b=".as_bytes());
        assert_eq!(base64(b"5Y6C\r\nLmE="), "厂.a".as_bytes());
    }
}
