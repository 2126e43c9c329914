//! The nearest right name to a wrong one.

/// The known name nearest to `wrong`, if one is near enough to be what was meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all_nearest(wrong, others(wrong, known)).into_iter().next()
}

/// What is known under the spelling nearest to `wrong`; one thing may have several spellings.
pub fn nearest_of<'a, T>(wrong: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    all_nearest(wrong, known).into_iter().next()
}

/// `是不是“x”？` when names are near, otherwise the list of all names.
pub fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let near = all_nearest(wrong, others(wrong, known.clone()));
    if near.is_empty() {
        let all: Vec<&str> = known.into_iter().collect();
        return format!("可以用的有：{}", all.join("、"));
    }
    format!("是不是“{}”？", near.join("”或“"))
}

/// The names that are other than the wrong one, which may be right elsewhere.
fn others<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    known.into_iter().filter(move |name| *name != wrong).map(|name| (name, name))
}

/// All at the least distance, in their order: `板式` is as near to `版式` as to `样式`.
fn all_nearest<'a, T>(wrong: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Vec<T> {
    let length = wrong.chars().count();
    let mut least = usize::MAX;
    let mut near = Vec::new();
    for (name, meant) in known {
        let distance = strsim::damerau_levenshtein(wrong, name);
        let other = name.chars().count();
        let (shorter, longer) = (length.min(other), length.max(other));
        // One slip in a short name, half of a long one; or a name with words added or left out.
        let slip = distance <= (longer / 2).max(1) && distance < longer;
        let part = shorter >= 2 && (is_within(name, wrong) || is_within(wrong, name));
        if !(slip || part) || distance > least {
            continue;
        }
        if distance < least {
            near.clear();
            least = distance;
        }
        near.push(meant);
    }
    near
}

/// Whether all characters of a text stand in another, in this order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
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
        assert_eq!(nearest("prgh", ["p", "th"]), None);
        assert_eq!(suggestion("板式", ["版式", "样式"]), "是不是“版式”或“样式”？");
        assert_eq!(suggestion("脚注", ["甲乙", "丙丁"]), "可以用的有：甲乙、丙丁");
    }
}
