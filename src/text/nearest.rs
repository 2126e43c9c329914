//! The nearest right name to a wrong one.

/// The known name nearest to `wrong`, if one is near enough to be what was meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all_nearest(wrong, others(wrong, known)).into_iter().next()
}

/// What is known under the spelling nearest to `wrong`; one thing may have several spellings.
pub fn nearest_of<'a, T>(wrong: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    all_nearest(wrong, known).into_iter().next()
}

/// `是不是“x”？`
pub fn is_it_perhaps(name: &str) -> String {
    format!("是不是“{name}”？")
}

/// `是不是“x”？` when names are near, otherwise the list of all names.
pub fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let near = all_nearest(wrong, others(wrong, known.clone()));
    if near.is_empty() {
        let all: Vec<&str> = known.into_iter().collect();
        return format!("可以用的有：{}", all.join("、"));
    }
    is_it_perhaps(&near.join("”或“"))
}

/// The names that are other than the wrong one, which may be right elsewhere.
fn others<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    known.into_iter().filter(move |name| *name != wrong).map(|name| (name, name))
}

/// The longest name that may be a slip of another; to compare two takes as much as both lengths multiplied.
const LONGEST: usize = 200;

/// All at the least distance, in their order: `板式` is as near to `版式` as to `样式`.
fn all_nearest<'a, T>(wrong: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Vec<T> {
    let length = wrong.chars().count();
    let mut least = usize::MAX;
    let mut near = Vec::new();
    for (name, meant) in known {
        let Some(distance) = distance(wrong, length, name).filter(|found| *found <= least) else {
            continue;
        };
        if distance < least {
            near.clear();
            least = distance;
        }
        near.push(meant);
    }
    near
}

/// How far a name is from a wrong one, if it is near: one slip in a short name, half of a long one; or a name
/// with words added or left out.
fn distance(wrong: &str, length: usize, name: &str) -> Option<usize> {
    let other = name.chars().count();
    let (shorter, longer) = (length.min(other), length.max(other));
    let part = shorter >= 2 && (is_within(name, wrong) || is_within(wrong, name));
    // One that is more than twice as long is no slip; and a part is as far as it is shorter.
    if longer > 2 * shorter || shorter > LONGEST {
        return part.then_some(longer - shorter);
    }
    let distance = strsim::damerau_levenshtein(wrong, name);
    let slip = distance <= (longer / 2).max(1) && distance < longer;
    (slip || part).then_some(distance)
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
        assert_eq!(nearest("年报的正文和页码", known), Some("正文"));
        assert_eq!(nearest(&"正".repeat(1_000_000), known), None);
        let long = ["甲".repeat(500_000), "乙".repeat(400_000)];
        assert_eq!(
            nearest(&"甲".repeat(600_000), long.iter().map(String::as_str)),
            Some(&*long[0])
        );
    }
}
