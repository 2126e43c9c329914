//! Headings that say the name of a part of the form in other words: 存在的问题和下一步打算, 其他事项.

use super::Form;
use crate::yaml::canonical;
use std::collections::BTreeSet;

/// Words that say nothing of which part it is.
const COMMON: [&str; 5] = ["政府信息公开", "政府信息", "公开", "情况", "工作"];
/// At least a third of the pairs of characters of the shorter name must be those of the other.
const THIRD: usize = 3;

/// The part of a form whose name a heading says, word for word or in other words; `None` where it fits none, or two
/// alike.
pub fn find_part(form: &Form, heading: &str) -> Option<usize> {
    let name = canonical(heading);
    if let Some(same) = form.parts.iter().position(|part| canonical(&part.name) == name) {
        return Some(same);
    }
    let found = pairs(&name);
    let score = |part: &str| {
        let own = pairs(&canonical(part));
        let shared = own.intersection(&found).count();
        let shorter = own.len().min(found.len());
        // Compared as fractions of one denominator, so that no rounding makes two alike.
        if shared * THIRD >= shorter && shorter > 0 { shared * 1000 / shorter } else { 0 }
    };
    let mut scores: Vec<(usize, usize)> =
        form.parts.iter().enumerate().map(|(index, part)| (score(&part.name), index)).collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    match scores[..] {
        [(best, index), (second, _), ..] if best > second => Some(index),
        [(best, index)] if best > 0 => Some(index),
        _ => None,
    }
}

/// The pairs of characters beside each other of what a name says.
fn pairs(name: &str) -> BTreeSet<(char, char)> {
    let own = COMMON.iter().fold(name.to_owned(), |own, word| own.replace(word, " "));
    let pieces = own.split(|c: char| !c.is_alphanumeric());
    pieces.flat_map(|piece| piece.chars().zip(piece.chars().skip(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Forms;

    #[test]
    fn headings_in_other_words_are_those_of_the_form() {
        let form = Forms::default().for_year(2025);
        for (heading, part) in [
            ("一、总体情况", Some(0)),
            ("一、政府信息公开总体情况", Some(0)),
            ("二、主动公开情况", Some(1)),
            ("二、政府信息主动公开情况", Some(1)),
            ("三、依申请公开政府信息情况", Some(2)),
            ("三、收到和处理申请情况", Some(2)),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", Some(3)),
            ("四、复议诉讼情况", Some(3)),
            ("五、政府信息公开工作存在的主要问题及改进情况", Some(4)),
            ("五、存在的问题及下一步工作打算", Some(4)),
            ("五、工作中存在的问题和改进措施", Some(4)),
            ("五、存在问题", Some(4)),
            ("六、其他事项", Some(5)),
            ("六、需要报告的其他事项", Some(5)),
            ("六、其他需要说明的事项", Some(5)),
            ("二、队伍建设情况", None),
            ("三、政府信息公开平台建设情况", None),
            ("九、下一步工作计划", None),
            ("附件", None),
            ("", None),
        ] {
            assert_eq!(find_part(&form, heading), part, "{heading}");
        }
    }
}
