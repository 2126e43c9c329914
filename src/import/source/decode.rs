//! Bytes → text: a mark at the head, else what the file says of itself, else UTF-8 where that reads,
//! else GB 18030.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of bytes. `said` is the encoding that the file claims, if it does.
pub(super) fn decode<'a>(bytes: &'a [u8], said: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    if let Some(encoding) = without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let said = said.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = match said {
        // It is none, whatever it says; a page cut in the middle of a character still is.
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_nearly_utf8(bytes) => UTF_8,
        _ => GB18030,
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// UTF-16 without a mark at its head: of its digits and line ends every other byte is 0, and always the same one.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let is_one = |zeros: usize, others: usize| zeros * 20 > pairs.len() && zeros > 8 * others;
    match (is_one(first, second), is_one(second, first)) {
        (true, _) => Some(UTF_16BE),
        (_, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether all but a few bytes read as UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let mut wrong = 0;
    let mut wide = 0;
    for chunk in bytes.utf8_chunks() {
        wrong += usize::from(!chunk.invalid().is_empty());
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    wrong * 50 < wide
}

/// The encoding that a page names in its head: `<meta charset=gbk>`, or in `Content-Type`.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    let label = rest.get(..end.unwrap_or(rest.len()))?;
    (!label.is_empty()).then(|| label.to_owned())
}
