//! What became of a text, line by line.

/// A line in which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// Its number, from 1.
    pub line: usize,
    /// The pieces that differ: what stood there, and what stands there now.
    pub pieces: Vec<(String, String)>,
}

/// The lines in which a text differs from what it was; both have the same lines.
pub fn line_changes(before: &str, after: &str) -> Vec<LineChange> {
    let pairs = before.lines().zip(after.lines()).enumerate();
    let differ = pairs.filter(|(_, (before, after))| before != after);
    differ.map(|(i, (old, new))| LineChange { line: i + 1, pieces: pieces(old, new) }).collect()
}

/// The pieces in which two lines differ.
fn pieces(before: &str, after: &str) -> Vec<(String, String)> {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < old.len() || j < new.len() {
        let (left, right) = (old.get(i..).unwrap_or_default(), new.get(j..).unwrap_or_default());
        let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
        if same > 0 {
            (i, j) = (i + same, j + same);
            continue;
        }
        let (gone, come) = step(left, right);
        let text = |chars: &[char], count: usize| chars.iter().take(count).collect::<String>();
        found.push((text(left, gone), text(right, come)));
        (i, j) = (i + gone, j + come);
    }
    found
}

/// How many characters to leave on both sides until the two go on alike.
fn step(left: &[char], right: &[char]) -> (usize, usize) {
    /// No mended mark is longer.
    const FURTHEST: usize = 40;
    let goes_on = |i: usize, j: usize| {
        let (left, right) = (left.get(i..)?, right.get(j..)?);
        let is_end = left.is_empty() && right.is_empty();
        let is_same = !left.is_empty() && left.first() == right.first();
        (is_end || is_same && left.get(1) == right.get(1)).then_some((i, j))
    };
    let mut steps = (1..=FURTHEST).flat_map(|all| (0..=all).map(move |j| (all - j, j)));
    steps.find_map(|(i, j)| goes_on(i, j)).unwrap_or((left.len(), right.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_those_that_a_person_would_name() {
        for (before, after, expected) in [
            ("简称：柳河镇", "简称: 柳河镇", vec![("：", ": ")]),
            ("行政许可:0", "行政许可: 0", vec![("", " ")]),
            ("\t行政许可: 0", "  行政许可: 0", vec![("\t", "  ")]),
            ("甲,乙己 丙戊;丁", "甲，乙己丙戊；丁", vec![(",", "，"), (" ", ""), (";", "；")]),
            ("\"三公\"经费", "“三公”经费", vec![("\"", "“"), ("\"", "”")]),
            ("1、甲", "1.甲", vec![("、", ".")]),
            ("甲", "乙", vec![("甲", "乙")]),
        ] {
            let found = line_changes(&format!("头\n{before}\n"), &format!("头\n{after}\n"));
            assert_eq!(found.len(), 1, "{before}");
            let pieces: Vec<(&str, &str)> =
                found[0].pieces.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!((found[0].line, pieces), (2, expected), "{before}");
        }
        assert_eq!(line_changes("甲\n", "甲\n"), []);
    }
}
