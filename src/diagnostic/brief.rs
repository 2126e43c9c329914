//! Names and texts of others in what is told: as much of them as a person reads.

/// Characters of a quoted name; one of any office, file or style is shorter.
const LONGEST_NAME: usize = 80;
/// Characters of a sentence, and of what stays of its end, where the reason stands.
const LONGEST: usize = 1000;
const END: usize = 200;

/// A sentence with what is quoted in it cut, and cut itself where it is still too long.
pub(super) fn brief(text: String) -> String {
    // No character is less than a byte.
    if text.len() <= LONGEST_NAME {
        return text;
    }
    let text = if text.contains('“') { names_cut(&text) } else { text };
    let Some((head, _)) = text.char_indices().nth(LONGEST - END) else {
        return text;
    };
    let end = text.char_indices().rev().nth(END - 1).map_or(text.len(), |(at, _)| at);
    if text.char_indices().nth(LONGEST).is_none() {
        return text;
    }
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    format!("{}……{}", part(0..head), part(end..text.len()))
}

fn names_cut(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        out.push_str(before);
        out.push('“');
        let end = after.find('”').unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        match name.char_indices().nth(LONGEST_NAME) {
            Some((cut, _)) => {
                out.push_str(name.get(..cut).unwrap_or_default());
                out.push('…');
            }
            None => out.push_str(name),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_the_words_around_them_stay() {
        let cut = |text: &str| brief(text.to_owned());
        let long = "长".repeat(300_000);
        for (given, expected) in [
            ("没有“甲”这个名字".to_owned(), "没有“甲”这个名字".to_owned()),
            (format!("没有“{long}”这个名字"), format!("没有“{}…”这个名字", "长".repeat(80))),
            (format!("“{long}”和“乙”，“{long}"), format!("“{0}…”和“乙”，“{0}…", "长".repeat(80))),
            (
                format!("读不了 {long}：没有权限"),
                format!("读不了 {}……{}：没有权限", "长".repeat(796), "长".repeat(195)),
            ),
            ("短".repeat(1000), "短".repeat(1000)),
        ] {
            assert_eq!(cut(&given), expected);
        }
    }
}
