//! A label as it is compared: without marks, blanks and differences of script. What is given back to people
//! stays as it was found.

use crate::text::{half_width, is_hanzi, is_numeral, plain};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Traditional characters that forms are typed in, each before its simplified one.
const TRADITIONAL: &str = concat!(
    "報报開开關关訊讯業业機机構构組组織织務务處处無无將将數数據据總总計计類类請请門门規规範范決决費费許许強强場场發发現现",
    "題题進进問问見见結结轉转辦办維维糾纠審审訴诉議议復复複复係系鄉乡鎮镇縣县區区國国內内產产標标實实際际應应當当對对屬属於于",
    "項项單单億亿萬万員员農农個个與与為为從从長长網网眾众設设點点權权確确認认證证補补齊齐徵征訪访舉举諮咨詢询過过",
);

/// A text without what labels differ in that mean the same.
pub(super) fn fold(text: &str) -> String {
    let text = half_width(text);
    let plain = |c: char| plain(c).unwrap_or(c);
    // Pinyin that some pages put behind a word.
    let has_hanzi = text.chars().map(plain).any(is_hanzi);
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(plain) {
        match c {
            'A'..='Z' | 'a'..='z' if has_hanzi => {}
            // Most are hanzi, which are no small or large letters.
            '\u{4E00}'..='\u{9FA5}' => folded.push(simplified(c)),
            _ if c.is_alphanumeric() => folded.extend(simplified(c).to_lowercase()),
            _ => {}
        }
    }
    folded
}

fn simplified(c: char) -> char {
    static PAIRS: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
        let chars: Vec<char> = TRADITIONAL.chars().collect();
        let (pairs, _) = chars.as_chunks::<2>();
        pairs.iter().map(|[from, to]| (*from, *to)).collect()
    });
    PAIRS.get(&c).copied().unwrap_or(c)
}

/// A folded label without the number at its head.
pub(super) fn without_numeral(folded: &str) -> &str {
    folded.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_mean_the_same_fold_to_the_same() {
        for other in [
            "（一）予以公开",
            "(一) 予以公开",
            "（一）予以公開",
            "（一）予以 公开(yuyigongkai)",
            "（⼀）予以公开",
        ] {
            assert_eq!(fold(other), "一予以公开", "{other}");
        }
        assert_eq!(without_numeral(&fold("3.危及“三安全一稳定”")), "危及三安全一稳定");
    }
}
