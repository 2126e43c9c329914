//! Encodings, and files of another kind.

use super::case::{Case, REPORT};

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

pub fn cases() -> Vec<Case> {
    let case =
        |given: &str, bytes: Vec<u8>| Case::new("Encodings and kinds of files", given).yaml(bytes);
    let mixed = [REPORT.as_bytes(), b"# \xc4\xb3\xcf\xe7\n"].concat();
    let utf32 = REPORT.chars().flat_map(|c| u32::from(c).to_le_bytes());
    let cut = REPORT.as_bytes()[..REPORT.len() - 2].to_vec();
    vec![
        case("an empty file", Vec::new()),
        case("a byte-order mark and nothing else", b"\xef\xbb\xbf".to_vec()),
        case("UTF-8 with a byte-order mark", format!("\u{feff}{REPORT}").into()),
        case(
            "GBK",
            b"\xbb\xfa\xb9\xd8: \xc4\xb3\xc4\xb3\xcf\xe7\n\xc4\xea\xb6\xc8: 2022\n".to_vec(),
        ),
        case("UTF-8, and one line of GBK", mixed),
        case(
            "UTF-16, little end first, marked",
            [vec![0xff, 0xfe], utf16(REPORT, u16::to_le_bytes)].concat(),
        ),
        case(
            "UTF-16, big end first, marked",
            [vec![0xfe, 0xff], utf16(REPORT, u16::to_be_bytes)].concat(),
        ),
        case("UTF-16 without a mark", utf16(REPORT, u16::to_le_bytes)),
        case("UTF-32", [vec![0xff, 0xfe, 0, 0], utf32.collect()].concat()),
        case("Latin-1", b"agency: Caf\xe9 Township\nyear: 2022\n".to_vec()),
        case("cut off in the middle of a character", cut),
        case("NUL bytes in the text", REPORT.replace("2022", "20\u{0}22").into()),
        case("halves of surrogate pairs as UTF-8", b"a: \xed\xa0\x80\xed\xb0\x80\n".to_vec()),
        case("noise", (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        case("a DOCX called .yaml", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe".to_vec()),
        case("a DOC called .yaml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        case("a PDF called .yaml", b"%PDF-1.7\n%\xff\xff\xff\xff".to_vec()),
        case(
            "a web page",
            b"<!DOCTYPE html>\n<html><body>\xe5\xb9\xb4\xe6\x8a\xa5</body></html>\n".to_vec(),
        ),
        case("JSON", br#"{"agency": "x", "year": 2022, "year": 2021}"#.to_vec()),
    ]
}
