//! 禁则: marks that may not begin or end a line.
//!
//! One table for the layout engine and for the DOCX (`w:noLineBreaksBefore`, `w:noLineBreaksAfter`),
//! so that every program moves a break back for the same marks. GB/T 15834-2011 §5.1 names the
//! Chinese ones; the others are the closing and opening marks that Word's own Chinese table holds.

/// Marks that may not begin a line.
pub const NO_START: &str = concat!(
    "，。、；：？！）》〉」』】〕〗〞”’…—～·", // GB/T 15834-2011 §5.1.1, §5.1.4, §5.1.6–5.1.9
    "％℃‰°′″¢￠＂＇．］｀｜｝＞",
    "!%),.:;?]}>",
    "‖•›»‧・〃々ˇˉ¨¸︰﹚﹜﹞",
);

/// Marks that may not end a line.
pub const NO_END: &str = concat!(
    "（《〈「『【〔〖〝“‘", // GB/T 15834-2011 §5.1.2, §5.1.6
    "［｛＄￡￥＜",
    "([{<$£¥",
    "‹«№﹙﹛﹝",
);

/// Whether a line may not begin with this character.
pub fn no_start(ch: char) -> bool {
    !is_hanzi(ch) && NO_START.contains(ch)
}

/// Whether a line may not end with this character.
pub fn no_end(ch: char) -> bool {
    !is_hanzi(ch) && NO_END.contains(ch)
}

/// Most of what is asked about: such characters stand in neither table.
fn is_hanzi(ch: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_forbidden_at_both_ends() {
        assert!(NO_START.chars().all(|c| !NO_END.contains(c)));
    }

    #[test]
    fn every_mark_of_the_tables_is_found() {
        assert!(NO_START.chars().all(no_start) && NO_END.chars().all(no_end));
    }

    #[test]
    fn no_mark_is_listed_twice() {
        for table in [NO_START, NO_END] {
            let once: std::collections::BTreeSet<char> = table.chars().collect();
            assert_eq!(once.len(), table.chars().count());
        }
    }

    #[test]
    fn the_marks_of_the_standard_are_in_the_tables() {
        for c in "，。、；：？！）》〉」』】〕”’…—～·％℃".chars() {
            assert!(NO_START.contains(c), "{c}");
        }
        for c in "（《〈「『【〔“‘".chars() {
            assert!(NO_END.contains(c), "{c}");
        }
    }
}
