//! Tables with other columns than the form's: what cannot be told its column is lost, and what is beside is named.

use super::{
    imported,
    layouts::{html, marked, whole},
    made::{Made, made},
};
use fastrand::Rng;
use nianbao::{diagnostic::human, import::Imported};

fn numbers() -> Made {
    made(&mut Rng::with_seed(11), 2023)
}

fn read(change: &dyn Fn(&str) -> String) -> (Imported, String) {
    let back = imported("页.html", change(&html(&numbers(), &str::to_owned)).as_bytes());
    let told = human(&back.findings, false);
    (back, told)
}

/// The page with the first cell of a text changed.
fn with(page: &str, cell: &str, becomes: &str) -> String {
    let at = page.find(&format!(">{cell}<")).unwrap();
    let start = page[..at].rfind("<td").unwrap();
    let end = at + page[at..].find("</td>").unwrap() + 5;
    format!("{}{becomes}{}", &page[..start], &page[end..])
}

#[test]
fn heads_that_are_missing_or_merged_wrongly_give_no_column() {
    for becomes in ["", "<td colspan=4>法人或其他组织</td>", "<td colspan=1>法人或其他组织</td>"]
    {
        let (back, told) = read(&|page| with(page, "法人或其他组织", becomes));
        assert_eq!(back.tally.lost, 25 * 7, "{becomes}: {}", back.tally);
        assert!(told.contains("表头的格和格式的不同"), "{told}");
    }
}

#[test]
fn one_number_more_than_heads_is_not_dropped() {
    for extra in ["<td>0</td>", "<td></td>"] {
        let (back, told) = read(&|page| {
            let part = page.rfind("<table").unwrap();
            let row = part + page[part..].rfind("<tr>").unwrap() + 4;
            format!("{}{extra}{}", &page[..row], &page[row..])
        });
        assert_eq!(back.tally.lost, 15, "{}", back.tally);
        assert!(told.contains("放不进格子"), "{told}");
    }
}

#[test]
fn a_column_of_its_own_is_read_past_and_named() {
    let (back, told) = read(&|page| {
        let start = page.find("信息内容").unwrap();
        let rows = page[start..].replacen("</tr>", "<td>上年数</td></tr>", 1);
        let rows = rows.replacen("</tr>\n<tr>", "</tr>\n<tr>@", 2);
        let mut parts = rows.splitn(3, '@');
        let (head, one, rest) =
            (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let one = one.replacen("</tr>", "<td>98765</td></tr>", 1);
        format!("{}{head}{one}{rest}", &page[..start])
    });
    assert!(back.tally.is_whole(), "{}", back.tally);
    assert!(told.contains("“98765”"), "{told}");
}

#[test]
fn a_further_table_is_not_that_of_the_part() {
    let (back, _) = read(&|page| {
        let end = page.rfind("</table>").unwrap() + 8;
        let more = "<table><tr><td>类别</td><td>办结</td><td>总计</td></tr>\
                    <tr><td>人大建议</td><td>3</td><td>5</td></tr></table>";
        format!("{}{more}{}", &page[..end], &page[end..])
    });
    assert!(back.tally.is_whole(), "{}", back.tally);
    assert!(back.yaml.text.contains("人大建议 | 3 | 5"), "{}", back.yaml.text);
}

#[test]
fn a_text_is_cut_at_whatever_ends_its_lines() {
    let text = whole(&numbers(), |table| marked(&numbers(), table, "", " | ", " |"), "\n");
    let all: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for file in
        [text.replace('\n', "\u{2028}").into_bytes(), text.replace('\n', "\u{b}").into_bytes(), all]
    {
        let back = imported("文.txt", &file);
        assert!(back.tally.is_whole(), "{}", back.tally);
    }
    let quoted = whole(&numbers(), |table| marked(&numbers(), table, "\"", "\",\"", "\""), "\n");
    assert!(imported("文.txt", quoted.as_bytes()).tally.is_whole());
    let bold =
        whole(&numbers(), |table| marked(&numbers(), table, "| **", "** | **", "** |"), "\n");
    assert!(imported("文.md", bold.as_bytes()).tally.is_whole());
}
