//! 禁则: which characters may not begin or end a line. Layout breaks by these tables and the DOCX
//! carries the same ones (`w:noLineBreaksBefore`, `w:noLineBreaksAfter`), so that Word, WPS and
//! LibreOffice break alike.

/// Characters that may not begin a line: closing marks, stops, dashes that go on, unit signs
/// (GB/T 15834-2011 §5.1.1; the set is Word's for Simplified Chinese, with `～`, `‰`, `℃`, `—`).
pub const NO_START: &str =
    "!%),.:;?]}¢°·ˇˉ―‖’”…‰′″℃∶、。〃々〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠—";

/// Characters that may not end a line: opening marks and currency signs (GB/T 15834-2011 §5.1.1).
pub const NO_END: &str = "$([{£¥·‘“〈《「『【〔〖〝＄（［｛￡￥";

/// Whether a line may not begin with this character.
pub fn no_start(ch: char) -> bool {
    NO_START.contains(ch)
}

/// Whether a line may not end with this character.
pub fn no_end(ch: char) -> bool {
    NO_END.contains(ch)
}
