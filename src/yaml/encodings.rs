//! What bytes look like that are not the UTF-8 of Chinese: another encoding, or a text that was read in another and
//! saved again.

use crate::text::is_hanzi;
use encoding_rs::{GB18030, GBK, WINDOWS_1252};

/// So much of a file shows what it is.
const HEAD: usize = 4096;
/// Hanzi that make up a good part of any text of an office in simplified characters.
const FREQUENT: &str = "的一是在不了有和人民中大为上国年机关度镇乡街道局县区市政府信息公开工作报告标题正文单位名称主送日期";
/// Names that stand at the head of what offices write for this program.
const NAMES: [&str; 6] = ["机关", "标题", "年度", "单位", "模板", "公开"];

/// UTF-32, by its mark or by the zeros of each four bytes.
pub(super) fn is_utf32(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let (units, _) = head.as_chunks::<4>();
    let reads = |order: fn([u8; 4]) -> u32| {
        units.len() > 1
            && units.iter().all(|unit| char::from_u32(order(*unit)).is_some_and(|c| c != '\0'))
    };
    // As one, two units of UTF-16 would be no characters.
    reads(u32::from_le_bytes) || reads(u32::from_be_bytes)
}

/// Whether well-formed GB 18030 is Chinese as offices write it, and not the Big5, Shift JIS or EUC-KR of another.
pub(super) fn is_chinese_gbk(bytes: &[u8]) -> bool {
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    let wide: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let usual = wide.iter().filter(|c| is_usual(**c)).count();
    // Of the Hangul that stand for others, one in fifty is read as one of them.
    let is_frequent = wide.iter().filter(|c| FREQUENT.contains(**c)).count() * 10 >= wide.len();
    // A short text may have none of them.
    let is_short = wide.len() < 8 && usual * 10 >= wide.len() * 9;
    usual * 10 >= wide.len() * 7 && (is_frequent || is_short)
}

/// Whether GB 2312 has it as a mark or among its 3,755 most used hanzi.
fn is_usual(c: char) -> bool {
    let mut buffer = [0; 4];
    let (pair, _, _) = GBK.encode(c.encode_utf8(&mut buffer));
    matches!(*pair, [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE])
}

/// What UTF-8 was taken for when it was read and saved again; none of a text that says what it is to say.
pub(super) fn misread(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end))?;
    let head = text.get(..end)?;
    // Nearly every file has one of these, and what is misread has none.
    if head.is_ascii() || NAMES.iter().any(|name| head.contains(name)) {
        return None;
    }
    let (gbk, _, _) = GBK.encode(head);
    if is_mostly_hanzi(&gbk) {
        return Some(" GBK（ANSI）");
    }
    let latin: Vec<u8> = head.chars().filter_map(latin_byte).collect();
    is_mostly_hanzi(&latin).then_some("西文")
}

/// The byte that a character of a Western encoding was.
fn latin_byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok().or_else(|| {
        let mut buffer = [0; 4];
        let (bytes, _, is_lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        bytes.first().copied().filter(|_| !is_lost)
    })
}

/// Whether bytes read as UTF-8 with hanzi in it and little that does not read.
fn is_mostly_hanzi(bytes: &[u8]) -> bool {
    let (mut hanzi, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        hanzi += chunk.valid().chars().filter(|c| is_hanzi(*c)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    hanzi >= 4 && hanzi > 2 * broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, Encoding, SHIFT_JIS};

    const TEXT: &str = "机关: 青石镇人民政府\n年度: 2025\n前言: |\n  根据《中华人民共和国政府信息公开条例》制作本报告。\n";

    #[test]
    fn chinese_in_gbk_is_told_from_what_others_write() {
        let is_chinese = |encoding: &'static Encoding, text: &str| {
            let (bytes, _, is_lost) = encoding.encode(text);
            assert!(!is_lost, "{text}");
            is_chinese_gbk(&bytes)
        };
        for text in
            [TEXT, "机关: 铜厂", "单位:\n  - 乙乡\n", "# 说明\n", "标题: 关于开展自查的通知\n"]
        {
            assert!(is_chinese(GBK, text), "{text}");
        }
        assert!(!is_chinese(
            BIG5,
            "機關: 青石鎮人民政府\n年度: 2025\n總體情況: |\n  主動公開政府信息326條。\n"
        ));
        assert!(!is_chinese(
            SHIFT_JIS,
            "機関: 青石鎮\n年度: 2025\n総体情況: |\n  情報の公開について\n"
        ));
        assert!(!is_chinese(
            EUC_KR,
            "기관: 청석진\n연도: 2025\n총체정황: |\n  정보공개 업무를 하였다.\n"
        ));
    }

    #[test]
    fn utf32_is_told_from_utf16() {
        let of = |order: fn(u32) -> [u8; 4]| {
            TEXT.chars().flat_map(|c| order(u32::from(c))).collect::<Vec<u8>>()
        };
        assert!(is_utf32(&of(u32::to_le_bytes)));
        assert!(is_utf32(&of(u32::to_be_bytes)));
        assert!(is_utf32(&[[0xFF, 0xFE, 0, 0], [0x3A, 0x67, 0, 0]].concat()));
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for other in [utf16.as_slice(), TEXT.as_bytes(), b"abcdefgh", b""] {
            assert!(!is_utf32(other));
        }
    }

    #[test]
    fn utf8_that_was_read_as_something_else_is_known() {
        let (as_gbk, _) = GBK.decode_without_bom_handling(TEXT.as_bytes());
        assert_eq!(misread(&as_gbk), Some(" GBK（ANSI）"));
        let as_latin: String = TEXT.bytes().map(char::from).collect();
        assert_eq!(misread(&as_latin), Some("西文"));
        let (as_1252, _) = WINDOWS_1252.decode_without_bom_handling(TEXT.as_bytes());
        assert_eq!(misread(&as_1252), Some("西文"));
        for text in [
            TEXT,
            "",
            "agency: x",
            "名: café crème brûlée à la carte\n",
            "標題: 關於\n",
            "名: 𠮷野\n",
        ] {
            assert_eq!(misread(text), None, "{text}");
        }
    }
}
