//! Lines of source cut to the width of a terminal: a line that wraps would put the carets under other
//! characters.

use super::Label;
use crate::text::line_at;
use std::{fmt::Write as _, ops::Range};

/// What stands for a part of a line that is cut off.
const CUT: &str = "...";
/// Lines between two places that are shown when they are no more than this; else they are folded.
const BETWEEN: usize = 3;

/// Lines of a source, and where the places are in them.
pub(super) struct Excerpt {
    pub text: String,
    /// The number of the first line.
    pub first: usize,
    /// A range of the text for each place; none where it was cut off.
    pub places: Vec<Option<Range<usize>>>,
}

/// A place on its line, both in bytes.
struct ExcerptPlace<'a> {
    label: &'a Label,
    number: usize,
    line: Range<usize>,
    /// What is underlined, in the line.
    mark: Range<usize>,
}

impl Excerpt {
    /// The lines of places in one source, each no wider than `columns` together with its number.
    pub(super) fn of(labels: &[(&Label, Range<usize>)], columns: usize) -> Option<Self> {
        let places: Vec<ExcerptPlace<'_>> =
            labels.iter().map(|(label, mark)| ExcerptPlace::of(label, mark.clone())).collect();
        let first = places.iter().map(|place| place.number).min()?;
        let last = places.iter().map(|place| place.number).max()?;
        let source = &places.first()?.label.at.source.text;
        // `12 | `
        let room = columns.saturating_sub(last.to_string().len() + 4).max(20);
        let mut out = Self { text: String::new(), first, places: vec![None; places.len()] };
        let mut at = places.iter().map(|place| place.line.start).min()?;
        for number in first..=last {
            let line = line_at(source, at);
            at = line.end + 1;
            let words = source.get(line.clone()).unwrap_or_default();
            let words = words.strip_suffix('\r').unwrap_or(words);
            let here = |place: &&ExcerptPlace<'_>| place.number == number;
            match places.iter().find(here) {
                Some(main) => out.cut(words, main, &places, room),
                None if places.iter().any(|p| p.number.abs_diff(number) < BETWEEN) => {
                    let end = fitting(words, 0, room.saturating_sub(CUT.len()));
                    let cut = if end < words.len() { CUT } else { "" };
                    let _ = write!(out.text, "{}{cut}", words.get(..end).unwrap_or_default());
                }
                None => {}
            }
            out.text.push('\n');
        }
        Some(out)
    }

    /// Adds a line, cut to what is around its first place.
    fn cut(
        &mut self,
        words: &str,
        main: &ExcerptPlace<'_>,
        places: &[ExcerptPlace<'_>],
        room: usize,
    ) {
        let mark = main.mark.clone();
        let label = match main.label.text.as_str() {
            "" => 0,
            text => width(text) + 1,
        };
        let marked = width(words.get(mark.clone()).unwrap_or_default());
        let needed = width(words.get(..mark.start).unwrap_or_default()) + marked + label;
        let (start, room) = if is_within(words, 0, room) && needed <= room {
            (0, room)
        } else {
            let beside = room.saturating_sub(marked + label + 2 * CUT.len()).min(room / 2);
            let start = beginning(words, mark.start, beside);
            (start, room.saturating_sub(if start > 0 { CUT.len() } else { 0 }))
        };
        let end = if is_within(words, start, room) {
            words.len()
        } else {
            fitting(words, start, room.saturating_sub(CUT.len()))
        };
        let base = self.text.len() + if start > 0 { CUT.len() } else { 0 };
        let (before, after) =
            (if start > 0 { CUT } else { "" }, if end < words.len() { CUT } else { "" });
        let shown = words.get(start..end).unwrap_or_default();
        let _ = write!(self.text, "{before}{shown}{after}");
        for (place, out) in places.iter().zip(&mut self.places) {
            let (from, to) = (place.mark.start, place.mark.end.min(end));
            if place.number == main.number && from >= start && (from < to || from <= end) {
                let to = to.max(from);
                *out = Some(base + from - start..base + to - start);
            }
        }
    }
}

impl<'a> ExcerptPlace<'a> {
    fn of(label: &'a Label, mark: Range<usize>) -> Self {
        let number = label.at.start().line;
        let line = line_at(&label.at.source.text, mark.start);
        let mark = mark.start - line.start..mark.end - line.start;
        Self { label, number, line, mark }
    }
}

/// Where a part of a line that ends at `end` begins, if it is to be so wide.
fn beginning(text: &str, end: usize, room: usize) -> usize {
    let before = text.get(..end).unwrap_or_default();
    let mut left = room;
    let mut start = end;
    for (at, c) in before.char_indices().rev() {
        let wide = columns(c);
        if wide > left {
            return start;
        }
        left -= wide;
        start = at;
    }
    0
}

/// Whether the rest of a line is no wider; a long one is not looked through.
fn is_within(text: &str, start: usize, room: usize) -> bool {
    fitting(text, start, room) == text.len()
}

/// Where a part of a line that begins at `start` ends, if it is to be so wide.
fn fitting(text: &str, start: usize, room: usize) -> usize {
    let mut left = room;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        let wide = columns(c);
        if wide > left {
            return start + at;
        }
        left -= wide;
    }
    text.len()
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns of a character in a terminal.
pub(super) fn columns(c: char) -> usize {
    match c {
        // It is shown as four blanks.
        '\t' => 4,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, width};
    use crate::diagnostic::{Code, Diagnostic, Source, human_within};

    /// The character above the first caret of what is shown.
    fn above_caret(shown: &str) -> (char, usize) {
        let lines: Vec<&str> = shown.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).unwrap();
        let column = width(&lines[at][..lines[at].find('^').unwrap()]);
        let mut passed = 0;
        let found = lines[at - 1].chars().find(|c| {
            let here = passed == column;
            passed += columns(*c);
            here
        });
        (found.unwrap_or(' '), lines[at - 1].chars().map(columns).sum())
    }

    #[test]
    fn a_line_fits_the_terminal_and_the_caret_stands_under_its_character() {
        let words = "（一）主动公开。2025年，本机关制发规章0件，行政规范性文件2件。".repeat(6);
        for columns in [40, 60, 80, 100, 120, 200] {
            for label in ["", "应用全角", "这里要写的是一段很长很长的说明文字"]
            {
                for (at, c) in words.char_indices().step_by(7) {
                    let text = format!("甲: 1\n乙: |\n  {words}\n丙: 2\n");
                    let start = text.find(&words).unwrap() + at;
                    let source = Source::new("报告.yaml", &text);
                    let finding = Diagnostic::warning(Code::Colon, "试")
                        .at(&source, start..start + c.len_utf8(), label)
                        .help("改");
                    let shown = human_within(&[finding], false, columns);
                    let (under, wide) = above_caret(&shown);
                    assert_eq!(under, c, "{columns} {at}\n{shown}");
                    assert!(wide <= columns, "{columns} {wide}\n{shown}");
                    assert!(shown.contains("\n3 |"), "{shown}");
                    let column = words[..at].chars().count() + 3;
                    assert!(shown.contains(&format!("报告.yaml:3:{column}\n")), "{shown}");
                }
            }
        }
    }

    #[test]
    fn carets_behind_a_label_on_their_line_stand_under_their_characters() {
        let text = "  本年新收: [9, 2, 0, 0, 0, 0, 12]\n";
        let source = Source::new("a.yaml", text);
        let at = |what: &str| {
            let start = text.find(what).unwrap();
            start..start + what.len()
        };
        let finding = Diagnostic::warning(Code::Colon, "试").at(&source, at("12"), "不符");
        for addends in [&["9"][..], &["2"], &["9", "2"]] {
            let finding = addends.iter().fold(finding.clone(), |finding, addend| {
                finding.related(&source, at(addend), "加数")
            });
            for columns in [60, 80, 100] {
                let shown = human_within(std::slice::from_ref(&finding), false, columns);
                assert_eq!(above_caret(&shown).0, '1', "{shown}");
                assert!(shown.contains("加数"), "{shown}");
            }
        }
    }

    #[test]
    fn short_lines_and_several_places_are_shown_whole() {
        let text = "甲: 1\n乙: 二,三,四\n丙: 3\n丁: 4\n戊: 五,六\n";
        let source = Source::new("a.yaml", text);
        let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
        let finding = commas[1..].iter().fold(
            Diagnostic::warning(Code::Colon, "逗号").at(&source, commas[0]..commas[0] + 1, "半角"),
            |finding, at| finding.related(&source, *at..at + 1, "也是"),
        );
        let shown = human_within(&[finding], false, 80);
        for line in ["2 | 乙: 二,三,四", "5 | 戊: 五,六"] {
            assert!(shown.contains(line), "{shown}");
        }
    }
}
