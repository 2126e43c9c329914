//! Which of a style's two faces prints a character, and where a DOCX run has to end for it.

use std::ops::Range;

/// Which face prints a stretch of text, and what a DOCX must do so that every program agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// ASCII and the letters of the Latin script: the Latin face.
    Latin,
    /// Hanzi, the marks of the CJK blocks, and “ ” ‘ ’ — … behind them: the Chinese face, as every
    /// program has it once the run carries `w:hint="eastAsia"`.
    Chinese,
    /// Marks that some program would print in the Latin face, most at half their width: “ ” ‘ ’ — …
    /// behind Latin text, and · × ≤ and the like anywhere. They too belong in the Chinese face; a DOCX
    /// must give them a run of their own that names it for both scripts.
    Mark,
}

/// Whether a character is printed in the Latin face. Everything else, “ ” ‘ ’ — … · included, is
/// printed in the Chinese one, whatever stands beside it.
///
/// ```
/// use nianbao::text::is_latin;
/// assert!(is_latin('7') && is_latin('é') && is_latin(','));
/// assert!(!is_latin('年') && !is_latin('“') && !is_latin('×') && !is_latin('—'));
/// ```
pub fn is_latin(ch: char) -> bool {
    matches!(ch, ' '..='~' | '\u{C0}'..='\u{24F}') && !matches!(ch, '×' | '÷')
}

/// Hanzi and the marks of the CJK blocks, which no program takes for anything else.
pub fn is_cjk(ch: char) -> bool {
    matches!(ch,
        '\u{2E80}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Hanzi, 〇 included.
pub fn is_hanzi(ch: char) -> bool {
    matches!(ch,
        '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// The characters of a text that are no hanzi, with their places in bytes: most of a Chinese text is passed over.
///
/// ```
/// use nianbao::text::not_hanzi;
/// let found: Vec<(usize, char)> = not_hanzi("公开3条。").collect();
/// assert_eq!(found, [(6, '3'), (10, '。')]);
/// ```
pub fn not_hanzi(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Three bytes that begin with one of these are U+5000 to U+9FFF.
            while matches!(text.as_bytes().get(at), Some(0xE5..=0xE9)) {
                at += 3;
            }
            let c = text.get(at..)?.chars().next()?;
            let here = at;
            at += c.len_utf8();
            if !is_hanzi(c) {
                return Some((here, c));
            }
        }
    })
}

/// Marks that Chinese sets as wide as a hanzi.
pub fn is_full_mark(ch: char) -> bool {
    matches!(ch, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' if ch != '〇') || is_shared(ch)
}

/// Characters set on the full em: those of the CJK blocks, and the marks that Latin text has too.
pub fn is_wide(ch: char) -> bool {
    is_cjk(ch) || is_shared(ch)
}

/// Marks of Chinese and of Latin text.
fn is_shared(ch: char) -> bool {
    is_weak(ch) || ch == '·'
}

/// Cuts text into stretches of one script, in order and without gaps. `after` is the script that the
/// text before it ended in.
///
/// ```
/// use nianbao::text::{Script, scripts};
/// let text = "公开“12345”·热线";
/// let cut = scripts(text, Script::Chinese);
/// let parts: Vec<_> = cut.iter().map(|(range, script)| (&text[range.clone()], *script)).collect();
/// assert_eq!(parts, [
///     ("公开“", Script::Chinese),
///     ("12345", Script::Latin),
///     ("”·", Script::Mark),
///     ("热线", Script::Chinese),
/// ]);
/// ```
pub fn scripts(text: &str, after: Script) -> Vec<(Range<usize>, Script)> {
    let mut parts: Vec<(Range<usize>, Script)> = Vec::new();
    let mut last = after;
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        last = script(ch, last);
        match parts.last_mut() {
            Some((range, script)) if *script == last => range.end = end,
            _ => parts.push((at..end, last)),
        }
    }
    parts
}

fn script(ch: char, before: Script) -> Script {
    if is_latin(ch) {
        Script::Latin
    } else if is_cjk(ch) || (before == Script::Chinese && is_weak(ch)) {
        Script::Chinese
    } else {
        Script::Mark
    }
}

/// Marks that take the script of what stands before them.
fn is_weak(ch: char) -> bool {
    matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…')
}
