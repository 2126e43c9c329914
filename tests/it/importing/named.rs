//! What a file has that the report does not take: it is named, and changes nothing of what is taken.

use super::{
    imported,
    layouts::{html, whole},
    made::{Made, made},
};
use fastrand::Rng;
use nianbao::{diagnostic::human, import::Imported};
use std::fmt::Write as _;

fn numbers() -> Made {
    made(&mut Rng::with_seed(31), 2023)
}

fn page() -> String {
    html(&numbers(), &str::to_owned)
}

fn read(page: &str) -> (Imported, String) {
    let back = imported("页.html", page.as_bytes());
    let told = human(&back.findings, false);
    (back, told)
}

/// What is read, without the lines at its end that say what is not.
fn taken(back: &Imported) -> String {
    let lines = back.yaml.text.lines().filter(|line| !line.starts_with('#'));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn a_table_of_contents_is_no_part() {
    let made = numbers();
    let plain = page();
    let text = plain.find("本报告所列").unwrap();
    let at = plain[..text].rfind("<p>").unwrap();
    for (name, open, page_number, close) in [
        ("", "<li>", "", "</li>"),
        ("<p>目　录</p>", "<p>", "……1", "</p>"),
        ("", "<p>", " 12", "</p>"),
    ] {
        let mut contents = name.to_owned();
        for part in &made.form.parts {
            let _ = write!(contents, "{open}{}{page_number}{close}", part.heading);
        }
        let (back, told) = read(&format!("{}{contents}{}", &plain[..at], &plain[at..]));
        assert_eq!(taken(&back), taken(&read(&plain).0), "{open}{page_number}: {told}");
        assert!(told.contains("“一、总体情况"), "{told}");
    }
    // Parts without a text are parts.
    let empty = plain.replace(super::layouts::OVERVIEW, "");
    let told = read(&empty).1;
    let mut left = told.lines().filter(|line| line.contains("NB515"));
    assert!(!left.any(|line| line.contains("“一、总体情况")), "{told}");
    let text = whole(&made, |_| String::new(), "\n");
    assert!(imported("文.txt", text.as_bytes()).yaml.text.contains("（一）主动公开。全年公开"));
}

#[test]
fn sums_of_a_group_are_named() {
    let plain = page();
    let label = plain.find("（三）不予公开").unwrap();
    let row = plain[..label].rfind("<tr>").unwrap();
    // The group around it is one row longer.
    let with = |sums: &str| {
        let around = plain.find("三、本年度办理结果").unwrap();
        let start = plain[..around].rfind("rowspan=").unwrap() + 8;
        let end = start + plain[start..].find(' ').unwrap();
        let rows: usize = plain[start..end].parse().unwrap();
        let (above, below) = (&plain[end..row], &plain[row..]);
        read(&format!("{}{}{above}<tr>{sums}</tr>{below}", &plain[..start], rows + 1))
    };
    let cell = |text: &str| format!("<td>{text}</td>");
    let sums = ["176", "2", "0", "0", "0", "0", "178"].map(cell).concat();
    let (back, told) = with(&format!("<td colspan=2>（三）不予公开</td>{sums}"));
    assert!(back.tally.is_whole(), "{}", back.tally);
    assert!(told.contains("（三）不予公开 | 176"), "{told}");
    // Without numbers it is a group as any.
    let (_, told) = with(&format!("<td colspan=2>（三）不予公开</td>{}", cell("").repeat(7)));
    assert!(!told.contains("不予公开"), "{told}");
}

#[test]
fn a_caption_is_named_unless_it_is_the_name_of_the_part() {
    let plain = page();
    let with = |caption: &str| {
        let at = plain.find("<table").unwrap();
        let at = at + plain[at..].find('>').unwrap() + 1;
        read(&format!("{}<caption>{caption}</caption>{}", &plain[..at], &plain[at..]))
    };
    for caption in ["表1 统计表（单位：件）", "本表含所属单位的数据"] {
        let (back, told) = with(caption);
        assert!(back.tally.is_whole(), "{}", back.tally);
        assert!(told.contains(caption), "{caption}: {told}");
    }
    for caption in ["", "主动公开政府信息情况", "二、主动公开政府信息情况"] {
        assert_eq!(with(caption).1.lines().next(), read(&plain).1.lines().next(), "{caption}");
    }
}

#[test]
fn the_number_of_a_note_that_a_link_leads_to_is_no_digit() {
    let plain = page();
    let at = plain.find("行政许可").unwrap();
    let cell = at + plain[at..].find("</td><td").unwrap() + 5;
    let start = cell + plain[cell..].find('>').unwrap() + 1;
    let end = start + plain[start..].find('<').unwrap();
    let with = |cell: &str| read(&format!("{}{cell}{}", &plain[..start], &plain[end..]));
    for cell in [
        "3001<a href=\"#a\">1</a>",
        "3001<a href='#_ftn2'><span>2</span></a>",
        "<span>3001</span><a href='页.html#b'> 1 </a>",
    ] {
        let (back, told) = with(cell);
        assert!(back.yaml.text.contains("行政许可: 3001"), "{cell}: {}", back.yaml.text);
        assert!(back.tally.doubtful == 1 && told.contains("NB511"), "{cell}: {told}");
    }
    for cell in ["<a href='#a'>3001</a>", "<a href='b.html'>3001</a>", "30<a href='b.html'>01</a>"]
    {
        let (back, _) = with(cell);
        assert!(back.yaml.text.contains("行政许可: 3001"), "{cell}");
        assert!(back.tally.is_whole(), "{cell}");
    }
}
