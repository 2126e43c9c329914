//! Comma-separated values as spreadsheets save them (RFC 4180) → lines with tabs between cells.

use csv::{ReaderBuilder, StringRecord};

/// How much of a file says what parts its cells, in bytes.
const HEAD: usize = 8192;

/// Each record on the line that it begins on. A cell that is alone in its record is a text, of which each line stays
/// one; in a row a line break is a blank.
pub(super) fn tabbed(text: &str) -> String {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut out = String::with_capacity(text.len());
    // Lines of the file that are passed, and of what is written.
    let (mut passed, mut line, mut last) = (0, 0, 0);
    for record in reader.records().flatten() {
        let at = record.position().and_then(|place| usize::try_from(place.byte()).ok());
        let rest = at.and_then(|at| text.get(at..)).unwrap_or_default();
        // Empty lines before a record are no records.
        let begin = text.len() - rest.trim_start_matches('\n').len();
        passed += text.get(last..begin).unwrap_or_default().matches('\n').count();
        last = begin;
        while line < passed {
            out.push('\n');
            line += 1;
        }
        let written = written(&record);
        line += written.matches('\n').count();
        out.push_str(&written);
    }
    out
}

/// What parts the cells: the mark of which the head of the file has most.
fn delimiter(text: &str) -> u8 {
    let count = |mark: u8| text.bytes().take(HEAD).filter(|byte| *byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn written(record: &StringRecord) -> String {
    let cells: Vec<&str> = record.iter().map(bare).collect();
    let is_alone = cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let one_line = |cell: &&str| {
        let breaks: &[char] = if is_alone { &['\t'] } else { &['\t', '\n'] };
        cell.replace(breaks, " ")
    };
    cells.iter().map(one_line).collect::<Vec<_>>().join("\t")
}

/// A cell without `="…"`, which keeps a spreadsheet from reading a number in it.
fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_lines_and_stay_on_theirs() {
        for (csv, lines) in [
            ("甲,12,3\n乙,4,5", "甲\t12\t3\n乙\t4\t5"),
            ("\"一\n行\",12\n乙,4", "一 行\t12\n\n乙\t4"),
            ("\"一段。\n二段。\",,\n乙,4,5", "一段。\n二段。\t\t\n乙\t4\t5"),
            ("甲;12;3\n乙;4;5", "甲\t12\t3\n乙\t4\t5"),
            ("甲,=\"15\",3", "甲\t15\t3"),
            ("\"他说\"\"好\"\"。\",,", "他说\"好\"。\t\t"),
            ("\n\n甲,1", "\n\n甲\t1"),
            ("甲,\"没有关上\n乙,4", "甲\t没有关上 乙,4"),
            ("", ""),
        ] {
            assert_eq!(tabbed(csv), lines, "{csv:?}");
        }
    }
}
