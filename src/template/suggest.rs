//! The nearest right name to a wrong one.

use std::fmt::Write as _;

/// The known name nearest to `wrong`, if one is near enough to be what was meant.
pub(super) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = wrong.chars().count();
    known
        .into_iter()
        .filter(|name| *name != wrong)
        .filter_map(|name| {
            let distance = strsim::damerau_levenshtein(wrong, name);
            let longer = length.max(name.chars().count());
            // One slip in a short name, a third of a long one; or a name typed only in part.
            let near = distance <= (longer / 3).max(1) && distance < longer;
            let part = length >= 2 && (name.contains(wrong) || wrong.contains(name));
            (near || part).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// `是不是“x”？` when a name is near, otherwise the list of all names.
pub(super) fn help<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(name) = nearest(wrong, known.clone()) {
        return format!("是不是“{name}”？");
    }
    let mut out = String::from("可以用的有：");
    for (i, name) in known.into_iter().enumerate() {
        let _ = write!(out, "{}{name}", if i == 0 { "" } else { "、" });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_slip_a_part_and_nothing_far() {
        let known = ["正文", "一级标题", "二级标题", "页码"];
        assert_eq!(nearest("一级标提", known), Some("一级标题"));
        assert_eq!(nearest("正問", known), Some("正文"));
        assert_eq!(nearest("级标题", known), Some("一级标题"));
        assert_eq!(nearest("脚注", known), None);
        assert_eq!(help("脚注", ["甲乙", "丙丁"]), "可以用的有：甲乙、丙丁");
    }
}
