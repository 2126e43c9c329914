//! Numbers as lists count: letters, Roman ones, signs with a number in them.

/// The sign of a number among signs that stand one behind the other, of which there are so many.
pub(super) fn counted(count: u32, first: char, most: u32) -> Option<String> {
    if !(1..=most).contains(&count) {
        return None;
    }
    char::from_u32(u32::from(first) + count - 1).map(String::from)
}

/// `IV`.
pub(super) fn roman(mut count: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    if !(1..4000).contains(&count) {
        return None;
    }
    for (value, sign) in SIGNS {
        while count >= value {
            text.push_str(sign);
            count -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_written_as_they_are() {
        for (count, text) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1994, "MCMXCIV")] {
            assert_eq!(roman(count).as_deref(), Some(text));
        }
        assert_eq!(roman(0), None);
        assert_eq!(counted(3, '①', 20).as_deref(), Some("③"));
        assert_eq!((counted(0, 'a', 26), counted(27, 'a', 26)), (None, None));
    }
}
