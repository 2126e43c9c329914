//! The web page: what it says is what the document says, and it is a page and nothing more.

use crate::support::dense;
use nianbao::{
    document::{Block, CellKind, Document, Paragraph, Role, Table},
    export::Format,
    render::{Kit, Wishes},
    template::Template,
};
use quick_xml::escape::unescape;
use std::{collections::BTreeMap, fs, path::Path};

/// A tag, and the text behind it.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Tag {
    fn number(&self, attribute: &str) -> usize {
        self.attributes.get(attribute).map_or(1, |number| number.parse().unwrap())
    }
}

/// Reads a page as a browser does, as far as ours go: `<` begins a tag and nothing else.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value ends");
            let value = unescape(value).unwrap().into_owned();
            assert!(attributes.insert(name.trim().to_owned(), value).is_none(), "{tag}");
            rest = after;
        }
        let text = unescape(text).unwrap().into_owned();
        tags.push(Tag { name: name.to_owned(), attributes, text });
    }
    tags
}

/// All text of the body.
fn text(html: &str) -> String {
    let tags = tags(html);
    let start = tags.iter().position(|tag| tag.name == "/head").map_or(0, |at| at + 1);
    tags[start..].iter().map(|tag| tag.text.as_str()).collect()
}

/// What a cell says, and whether it is a head.
type Said = (String, bool);

/// Rows of places.
type Grid<T> = Vec<Vec<T>>;

/// What the tables of a page say at every place of their grids.
fn grids(html: &str) -> Vec<Grid<Said>> {
    let mut grids: Vec<Grid<Option<Said>>> = Vec::new();
    let mut row = 0;
    let mut cell: Option<(String, bool, usize, usize)> = None;
    for tag in tags(html) {
        match tag.name.as_str() {
            "table" => {
                grids.push(Vec::new());
                row = 0;
            }
            "tr" => row += 1,
            "td" | "th" => {
                let (rows, columns) = (tag.number("rowspan"), tag.number("colspan"));
                cell = Some((tag.text.clone(), tag.name == "th", rows, columns));
            }
            "/td" | "/th" => {
                let (said, head, rows, columns) = cell.take().unwrap();
                place(grids.last_mut().unwrap(), row - 1, (rows, columns), &(dense(&said), head));
            }
            _ => {
                if let Some((said, ..)) = &mut cell {
                    said.push_str(&tag.text);
                }
            }
        }
    }
    let whole = |row: Vec<Option<_>>| row.into_iter().map(|cell| cell.expect("no holes")).collect();
    grids.into_iter().map(|grid| grid.into_iter().map(whole).collect()).collect()
}

/// A cell goes to the first free place of its row (HTML §4.9.12.1).
fn place(grid: &mut Grid<Option<Said>>, row: usize, (rows, columns): (usize, usize), cell: &Said) {
    if grid.len() < row + rows {
        grid.resize(row + rows, Vec::new());
    }
    let column = grid[row].iter().position(Option::is_none).unwrap_or(grid[row].len());
    for line in &mut grid[row..row + rows] {
        if line.len() < column + columns {
            line.resize(column + columns, None);
        }
        for place in &mut line[column..column + columns] {
            assert!(place.replace(cell.clone()).is_none(), "two cells in one place");
        }
    }
}

/// The same of a table of the document, without rows and columns in which no cell begins: HTML knows none.
fn grid(table: &Table) -> Grid<Said> {
    let begins = |column: usize| {
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.column == column)
    };
    let cell = |&(row, cell): &(usize, usize)| {
        let cell = &table.rows[row].cells[cell];
        let said: Vec<String> = cell.paragraphs.iter().map(Paragraph::text).collect();
        (dense(&said.concat()), cell.kind != CellKind::Data)
    };
    let owners = table.owners();
    let rows = owners.iter().zip(&table.rows).filter(|(_, row)| !row.cells.is_empty());
    let line = |(line, _): (&Vec<(usize, usize)>, _)| {
        let kept = line.iter().enumerate().filter(|(column, _)| begins(*column));
        kept.map(|(_, owner)| cell(owner)).collect()
    };
    rows.map(line).collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn kit(template: &str, fragment: bool) -> Kit {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let template = Template::from_dir(&root.join(template)).unwrap();
    Kit { wishes: Wishes { fragment, ..Wishes::default() }, ..Kit::new(template) }
}

fn made(kit: &Kit, name: &str, yaml: &[u8]) -> (Document, String) {
    let read = kit.read(name, yaml).unwrap();
    let drawn = kit.draw_read(yaml, read).unwrap();
    let pages = kit.set(&drawn).unwrap();
    let html = kit.write(&drawn, &pages, Format::HTML).unwrap().remove(0).bytes;
    (drawn.document, String::from_utf8(html).unwrap())
}

/// Reports of the repository, each with its template.
const REPORTS: [(&str, &str); 5] = [
    ("examples/yimen/铜厂彝族乡.yaml", "templates/annual-report"),
    ("examples/redhead/红头年报.yaml", "templates/annual-report-redhead"),
    ("examples/plain-2019/某某乡.yaml", "templates/plain-2019"),
    ("examples/notice/做好年度报告编制工作的通知.yaml", "templates/notice"),
    ("examples/yimen/铜厂彝族乡.yaml", "tests/data/parts"),
];

fn each(check: impl Fn(&Document, &str)) {
    for (report, template) in REPORTS {
        let yaml = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(report)).unwrap();
        for fragment in [false, true] {
            let (document, html) = made(&kit(template, fragment), report, &yaml);
            check(&document, &html);
        }
    }
}

#[test]
fn tables_say_at_every_place_what_the_document_says() {
    each(|document, html| {
        let expected: Vec<_> = tables(document).into_iter().map(grid).collect();
        let found = grids(html);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected);
        }
    });
}

#[test]
fn every_number_names_heads_that_are_there() {
    each(|document, html| {
        let tags = tags(html);
        let heads: BTreeMap<&str, &str> = tags
            .iter()
            .filter_map(|tag| Some((tag.attributes.get("id")?.as_str(), tag.name.as_str())))
            .collect();
        let cells: Vec<&Tag> = tags.iter().filter(|tag| tag.name == "td").collect();
        for cell in &cells {
            let Some(headers) = cell.attributes.get("headers") else { continue };
            assert!(headers.split(' ').all(|head| heads.get(head) == Some(&"th")), "{headers}");
        }
        if !tables(document).is_empty() {
            assert!(
                cells.iter().filter(|cell| cell.attributes.contains_key("headers")).count() > 9
            );
            let scoped = |tag: &&Tag| tag.name == "th" && tag.attributes.contains_key("scope");
            let all = tags.iter().filter(|tag| tag.name == "th").count();
            assert_eq!(tags.iter().filter(scoped).count(), all);
        }
        let captions = tags.iter().filter(|tag| tag.name == "caption").map(|tag| tag.text.clone());
        let expected = tables(document).into_iter().map(|table| table.caption.clone());
        assert!(captions.eq(expected.filter(|caption| !caption.is_empty())));
    });
}

#[test]
fn headings_are_headings_and_all_text_is_there_in_order() {
    each(|document, html| {
        let tags = tags(html);
        let titles: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(p) if p.role == Role::Title => Some(dense(&p.text())),
                _ => None,
            })
            .collect();
        let first = tags.iter().find(|tag| tag.name == "h1").unwrap();
        assert!(titles[0].starts_with(&dense(&first.text)));
        let ranks: Vec<usize> =
            tags.iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok()).collect();
        assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no gaps: {ranks:?}");
        let said = dense(&text(html));
        let mut at = 0;
        for block in &document.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            let words = dense(&paragraph.text());
            at += said[at..].find(&words).unwrap_or_else(|| panic!("{words}")) + words.len();
        }
    });
}

#[test]
fn nothing_runs_nothing_is_loaded_and_nothing_has_a_fixed_width() {
    each(|_, html| {
        for tag in tags(html) {
            assert!(!["script", "link", "iframe", "object", "form"].contains(&&*tag.name));
            assert!(tag.attributes.keys().all(|name| !name.starts_with("on")));
            let source = tag.attributes.get("src");
            assert!(source.is_none_or(|source| source.starts_with("data:image/")));
            for style in tag.attributes.get("style").into_iter().flat_map(|s| s.split(';')) {
                let fixed = style.contains("width") && !style.ends_with(['%', 'd', 'l']);
                assert!(!fixed || style.starts_with("border"), "{style}");
            }
        }
        for word in ["@import", "url(", "http-equiv=\"refresh\"", "mso-", "MsoNormal"] {
            assert!(!html.contains(word), "{word}");
        }
    });
}

#[test]
fn a_fragment_is_the_body_alone_without_classes() {
    let yaml = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(REPORTS[0].0)).unwrap();
    let [page, fragment] =
        [false, true].map(|fragment| made(&kit(REPORTS[0].1, fragment), "甲.yaml", &yaml).1);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset"));
    assert!(page.contains("<title>铜厂乡2022年政府信息公开工作年度报告</title>"));
    assert!(fragment.starts_with("<h1>"), "{}", &fragment[..40]);
    for word in ["<html", "<head", "<style", "<main", "class="] {
        assert!(!fragment.contains(word), "{word}");
    }
    assert_eq!(dense(&text(&page)), dense(&text(&format!("<x>{fragment}"))));
}

#[test]
fn markup_in_a_report_stays_text_and_only_addresses_of_the_web_are_links() {
    let said = "<script>alert(1)</script>&amp;\"'<img src=x onerror=alert(1)>见https://www.a.gov.cn/x?a=1&b=2，javascript:alert(2)";
    let quoted = serde_json::to_string(said).unwrap();
    let yaml = format!("机关: '<b>乡'\n年度: 2022\n标题: {quoted}\n总体情况: {quoted}\n");
    let (_, html) = made(&kit(REPORTS[0].1, false), "甲.yaml", yaml.as_bytes());
    let tags = tags(&html);
    assert!(tags.iter().all(|tag| !["script", "img"].contains(&&*tag.name)));
    let links: Vec<&str> =
        tags.iter().filter_map(|t| Some(t.attributes.get("href")?.as_str())).collect();
    assert_eq!(links, ["https://www.a.gov.cn/x?a=1&b=2"; 2]);
    let title = tags.iter().find(|tag| tag.name == "title").unwrap();
    assert!(title.text.contains("<script>alert(1)</script>"));
    assert_eq!(dense(&text(&html)).matches(&dense(said)).count(), 2);
}

#[test]
fn a_draft_says_that_it_is_one() {
    let yaml = "机关: 某某乡人民政府\n年度: 2022\n";
    let mut kit = kit(REPORTS[0].1, true);
    kit.wishes.draft = true;
    let (_, html) = made(&kit, "甲.yaml", yaml.as_bytes());
    assert!(html.starts_with("<p style=\"color:#c00000;text-align:center\">草稿</p>"));
}
