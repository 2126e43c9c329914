//! Which of a run's two faces prints a character.

/// Whether a character is printed in the Latin face: ASCII and the letters of the Latin script.
///
/// Everything else, “ ” ‘ ’ — … · included, is printed in the Chinese face, whatever stands beside
/// it: in the Latin face these marks come out at half their width.
///
/// ```
/// use nianbao::document::is_latin;
/// assert!(is_latin('7') && is_latin('é') && is_latin(','));
/// assert!(!is_latin('年') && !is_latin('“') && !is_latin('×') && !is_latin('—'));
/// ```
pub fn is_latin(ch: char) -> bool {
    matches!(ch, ' '..='~' | '\u{C0}'..='\u{24F}') && !matches!(ch, '×' | '÷')
}
