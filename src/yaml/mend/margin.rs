//! Names at the top that do not begin at the margin: blanks before the first of them, `- ` before some.

use super::{Change, Cure, MendLine, SyntaxScene};
use crate::diagnostic::Code;

/// More lines are no head of a report that was shifted.
const MOST: usize = 400;

/// The lines with something on them.
fn lines(text: &str) -> impl Iterator<Item = MendLine<'_>> {
    let before = MendLine { at: 0..text.find('\n').unwrap_or(text.len()), indent: 0, words: "" };
    let first = MendLine::of(text, 0).or_else(|| before.below(text));
    std::iter::successors(first, |line| line.below(text)).filter(|line| line.words != "---")
}

/// The first lines with blanks before them where those at the margin follow: ` 机关: …`, `年度: 2025`.
pub(super) fn shifted(scene: &SyntaxScene) -> Option<Cure> {
    let first = lines(scene.text).next().filter(|first| first.indent > 0 && first.is_entry())?;
    let all = lines(scene.text).take(MOST);
    let shifted: Vec<MendLine> = all.take_while(|line| line.indent >= first.indent).collect();
    let last = shifted.last()?;
    last.below(scene.text).filter(|next| next.indent == 0 && next.is_entry())?;
    let number = |line: &MendLine| line_number(scene, line);
    let message = match shifted.len() {
        1 => format!("第 {} 行前面多了空格", number(&first)),
        _ => format!("第 {} 行到第 {} 行前面都多了空格", number(&first), number(last)),
    };
    let start = first.at.start;
    let words = start + first.indent..start + first.indent + first.words.len();
    let label = format!("前面多 {} 个空格", first.indent);
    let finding = scene
        .error(Code::Indent, message, words, &label)
        .help("最外一层的各项都顶格写，请删去前面的空格");
    let blanks = |line: &MendLine| line.at.start..line.at.start + first.indent;
    // From the last, so that none moves another.
    let changes = shifted.iter().rev().map(|line| Change::new(blanks(line), "")).collect();
    Some(Cure { finding, changes, is_partial: false })
}

/// `- 机关: …` before `年度: 2025`: names at the margin that are written as items of a list.
pub(super) fn dashed(scene: &SyntaxScene) -> Option<Cure> {
    lines(scene.text).next().filter(is_dashed)?;
    let dashed: Vec<MendLine> = lines(scene.text).filter(is_dashed).collect();
    let first = dashed.first()?;
    let message = match dashed.len() {
        1 => "行首多了“- ”".to_owned(),
        count => format!("从这一行起有 {count} 行的行首多了“- ”"),
    };
    let finding = scene
        .error(Code::Indent, message, first.at.start..first.at.start + 1, "这里")
        .help("请删去行首的“- ”，从名称写起");
    let change = |line: &MendLine| Change::new(line.at.start..line.at.start + 2, "");
    let changes = dashed.iter().rev().map(change).collect();
    Some(Cure { finding, changes, is_partial: false })
}

fn is_dashed(line: &MendLine) -> bool {
    let name = line.words.strip_prefix("- ").map(str::trim_start);
    let name = name.filter(|name| !name.starts_with('-'));
    line.indent == 0 && name.is_some_and(|name| name.contains(": ") || name.ends_with(':'))
}

/// The line's number in the file as it was typed.
fn line_number(scene: &SyntaxScene, line: &MendLine) -> usize {
    let start = (scene.places)(&(line.at.start..line.at.start)).start;
    let before = scene.source.text.get(..start).unwrap_or_default();
    1 + before.matches('\n').count()
}
