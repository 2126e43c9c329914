//! Characters of fonts that are not Chinese: by the names of their glyphs (Adobe Glyph List), and by the
//! encodings that files name (ISO 32000-1 Annex D).

/// The names of the glyphs of ASCII that are no letters, from the blank on.
const NAMES: [(&str, char); 60] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("multiply", '×'),
    ("section", '§'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("perthousand", '‰'),
    ("nbspace", '\u{A0}'),
];

/// The character that a glyph's name says it is.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
    let mut chars = stem.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && only.is_ascii_alphabetic()
    {
        return Some(only);
    }
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == stem) {
        return Some(*c);
    }
    let digits = stem.strip_prefix("uni").filter(|digits| digits.len() == 4);
    let digits =
        digits.or_else(|| stem.strip_prefix('u').filter(|rest| (4..=6).contains(&rest.len())));
    char::from_u32(u32::from_str_radix(digits?, 16).ok()?)
}

/// A code of the encoding of Windows, which the others that have names equal where forms have characters.
pub(super) fn win_ansi(code: u8) -> Option<char> {
    match code {
        b' '..=b'~' | 0xA0..=0xFF => Some(char::from(code)),
        0x80..=0x9F => {
            let bytes = [code];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().filter(|c| !c.is_control())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_have_names() {
        assert_eq!(named(b"zero"), Some('0'));
        assert_eq!(named(b"seven.tnum"), Some('7'));
        assert_eq!(named(b"A"), Some('A'));
        assert_eq!(named(b"uni4E00"), Some('一'));
        assert_eq!(named(b"u20BB7"), Some('𠮷'));
        assert_eq!((named(b"g17"), named(b""), named(b".notdef")), (None, None, None));
        assert_eq!((win_ansi(0x93), win_ansi(b'7'), win_ansi(3)), (Some('“'), Some('7'), None));
    }
}
