//! Chinese numerals.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Whether a character is one of the numerals up to hundreds, as ordinals have them.
pub fn is_numeral(c: char) -> bool {
    DIGITS.contains(&c) || matches!(c, '〇' | '十' | '百')
}

/// The value of `一` to `九十九`.
pub fn numeral_value(text: &str) -> Option<u32> {
    let digit = |c| DIGITS.iter().skip(1).zip(1..).find(|(d, _)| **d == c).map(|(_, value)| value);
    let chars: Vec<char> = text.chars().collect();
    match chars[..] {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(ones)?),
        [tens, '十'] => Some(10 * digit(tens)?),
        [tens, '十', ones] => Some(10 * digit(tens)? + digit(ones)?),
        [ones] => digit(ones),
        _ => None,
    }
}

/// The digit that a character spells, those of bills and 两 too.
const fn spelt_digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The place that a character spells, those of bills too.
const fn spelt_place(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Whether a character is part of a spelt number.
pub const fn is_spelt(c: char) -> bool {
    spelt_digit(c).is_some() || spelt_place(c).is_some() || matches!(c, '万' | '亿')
}

/// The value of a spelt number, `十二`, `两`, `一百零一`, `叁仟`; the way back from [`cardinal`].
pub fn spelt_value(text: &str) -> Option<u64> {
    let (mut whole, mut section, mut digit) = (0_u64, 0_u64, None::<u64>);
    for c in text.chars() {
        if let Some(value) = spelt_digit(c) {
            if digit.is_some_and(|digit| digit > 0) {
                return None;
            }
            digit = Some(value);
        } else if let Some(place) = spelt_place(c) {
            // 十二 has no one before it.
            let count = match digit.take() {
                Some(0) | None if section > 0 || place > 10 => return None,
                count => count.unwrap_or(1),
            };
            section = section.checked_add(count.checked_mul(place)?)?;
        } else {
            let place = if c == '亿' { 100_000_000 } else { 10_000 };
            let below = section.checked_add(digit.take().unwrap_or_default())?;
            let times = if c == '亿' { whole.checked_add(below)? } else { below };
            let made = times.checked_mul(place).filter(|made| *made > 0)?;
            whole = if c == '亿' { made } else { whole.checked_add(made)? };
            section = 0;
        }
    }
    let is_said = !text.is_empty();
    let value = whole.checked_add(section)?.checked_add(digit.unwrap_or_default())?;
    is_said.then_some(value)
}

/// A number as it is read aloud: `21` → `二十一`, `101` → `一百零一`.
pub fn cardinal(number: i64) -> String {
    let spelt = spell(number.unsigned_abs());
    // 十二, not 一十二; but 一百一十二.
    let spelt = match spelt.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => spelt,
    };
    if number < 0 { format!("负{spelt}") } else { spelt }
}

fn spell(number: u64) -> String {
    const UNITS: [(u64, char); 5] =
        [(100_000_000, '亿'), (10_000, '万'), (1_000, '千'), (100, '百'), (10, '十')];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| number >= *unit) else {
        return DIGITS.get(number as usize).map(char::to_string).unwrap_or_default();
    };
    let (high, low) = (number / unit, number % unit);
    let mut out = spell(high);
    out.push(name);
    if low > 0 {
        // A place that is skipped is read once: 一百零一, 一万零一十.
        if low < unit / 10 {
            out.push('零');
        }
        out.push_str(&spell(low));
    }
    out
}

/// A number's digits, each by itself, as in years (GB/T 15835-2011 §4.2.2): `2023` → `二〇二三`.
pub fn digit_by_digit(number: u64) -> String {
    let digit = |c: char| match c.to_digit(10) {
        None | Some(0) => '〇',
        Some(digit) => DIGITS[digit as usize],
    };
    number.to_string().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelt_as_they_are_read_and_read_as_they_are_spelt() {
        for (number, expected) in [
            (0, "零"),
            (3, "三"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (21, "二十一"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1000, "一千"),
            (1010, "一千零一十"),
            (2022, "二千零二十二"),
            (10_010, "一万零一十"),
            (100_000, "十万"),
            (1_234_567, "一百二十三万四千五百六十七"),
            (20_001_000, "二千万一千"),
            (100_000_001, "一亿零一"),
            (1_000_000_000_000, "一万亿"),
            (-21, "负二十一"),
            (i64::MIN, "负九百二十二亿三千三百七十二万零三百六十八亿五千四百七十七万五千八百零八"),
        ] {
            assert_eq!(cardinal(number), expected, "{number}");
        }
        for value in 1..100 {
            assert_eq!(numeral_value(&cardinal(value)).map(i64::from), Some(value));
        }
        for value in (0..20_000).chain([100_000, 1_234_567, 20_001_000, 100_000_001]) {
            let spelt = cardinal(value);
            assert_eq!(spelt_value(&spelt), u64::try_from(value).ok(), "{spelt}");
        }
        for (text, value) in [("两", 2), ("叁", 3), ("一百二十", 120), ("贰拾肆", 24), ("〇", 0)]
        {
            assert_eq!(spelt_value(text), Some(value), "{text}");
        }
        for text in ["", "二一", "百", "万", "三百百", "两三"] {
            assert_eq!(spelt_value(text), None, "{text}");
        }
        for text in ["", "零", "百", "一百", "二一", "十一十"] {
            assert_eq!(numeral_value(text), None, "{text}");
        }
        assert_eq!(digit_by_digit(2023), "二〇二三");
    }
}
