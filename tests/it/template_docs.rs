//! The examples of the template manual do what the manual says they do.
//!
//! A fenced block `html NAME` is a `report.html`, `yaml NAME` its `styles.yaml`, and `text NAME` the
//! outcome with the example report. `UPDATE_DOCS=1` writes the outcomes into the manual.

use nianbao::{
    batch::{Kits, collect},
    diagnostic::{Source, human},
    document,
    input::{ItemKind, Takes},
    render::Wishes,
    report::load,
    template::{Template, render},
};
use std::{collections::BTreeMap, fs, path::Path};

const MANUAL: &str = "docs/template.zh-CN.md";

/// The files of an example by their kind: `html`, `yaml`.
type Example = BTreeMap<String, String>;

/// What an example makes: its blocks with the styles that it changes, or what is told of it.
fn outcome(example: &Example) -> String {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("report.html", &example["html"]);
    for (from, to) in [("colour.jpg", "大厅.jpg"), ("seal.png", "章.png")] {
        let from = Path::new("tests/data/pictures").join(from);
        fs::copy(from, folder.path().join(to)).unwrap();
    }
    if let Some(styles) = example.get("yaml") {
        write("styles.yaml", styles);
    }
    let path = "examples/yimen/铜厂彝族乡.yaml";
    let text = fs::read_to_string(path).unwrap();
    let report = load(&Source::new(path, text)).unwrap().report;
    let drawn =
        Template::from_dir(folder.path()).and_then(|template| render(&template, &report, None));
    match drawn {
        Ok(document) => {
            let text = document::emit(&document);
            let own = example.get("yaml").map_or("", String::as_str);
            let is_own = |line: &&str| {
                let name = line.strip_prefix("style ").and_then(|l| l.split(':').next());
                name.is_some_and(|name| own.contains(&format!("  {name}:")))
            };
            let blocks = text.lines().skip_while(|l| !l.starts_with("style "));
            let blocks = blocks.skip_while(|l| l.starts_with("style ") || l.starts_with("char "));
            let lines: Vec<&str> = text.lines().filter(is_own).chain(blocks).collect();
            lines.join("\n") + "\n"
        }
        Err(findings) => {
            let shown = folder.path().display().to_string();
            human(&findings, false).replace(&shown, "我的模板").replace('\\', "/")
        }
    }
}

/// The manual with every outcome as it is now.
fn renewed(manual: &str) -> (String, Vec<String>) {
    let mut examples: BTreeMap<String, Example> = BTreeMap::new();
    let mut out = String::new();
    let mut shown = Vec::new();
    let mut lines = manual.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out += line;
        let Some((kind, name)) = line.strip_prefix("```").and_then(|info| info.split_once(' '))
        else {
            continue;
        };
        let name = name.trim_end();
        let body = lines.by_ref().take_while(|line| *line != "```\n");
        let body: String = body.collect();
        if kind == "text" {
            let example = examples.get(name).unwrap_or_else(|| panic!("no example {name}"));
            out += &outcome(example);
            shown.push(name.to_owned());
        } else {
            let example = examples.entry(name.to_owned()).or_default();
            example.insert(kind.to_owned(), body.clone());
            out += &body;
        }
        out += "```\n";
    }
    for name in examples.keys() {
        assert!(shown.contains(name), "example {name} shows no outcome");
    }
    (out, shown)
}

#[test]
fn every_example_of_the_manual_does_what_the_manual_says() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    let (now, shown) = renewed(&manual);
    assert!(shown.len() >= 9, "{shown:?}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(Path::new(MANUAL), &now).unwrap();
    } else {
        assert!(manual == now, "{MANUAL} is stale: UPDATE_DOCS=1 cargo test template_docs");
    }
}

#[test]
fn every_example_that_prints_has_its_picture() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    let (_, shown) = renewed(&manual);
    for name in shown {
        let path = format!("images/template/{name}.png");
        let is_wrong = manual.contains(&format!("```text {name}\n错误["));
        assert_eq!(manual.contains(&format!("]({path})")), !is_wrong, "{name}");
        assert!(is_wrong || Path::new("docs").join(path).exists(), "{name}");
    }
}

#[test]
fn the_manual_knows_every_element_attribute_and_filter() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    let words = fs::read_to_string("src/template/markup/schema.rs").unwrap();
    let listed = words.split("const CELL").nth(1).unwrap();
    let listed = listed.split("/// An element by its name").next().unwrap();
    let filters = fs::read_to_string("src/template/filters/mod.rs").unwrap();
    let filters = filters.split("filters! {").nth(1).unwrap();
    let filters = filters.split('}').next().unwrap();
    let quoted = |text: &str| -> Vec<String> {
        text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let names = [quoted(listed), quoted(filters)].concat();
    assert!(names.len() > 40);
    for name in names {
        assert!(manual.contains(&name), "{MANUAL} says nothing of {name}");
    }
}

/// What stands between fences of a kind below a heading of the manual.
fn fenced(manual: &str, heading: &str, kind: &str) -> Vec<String> {
    let (_, part) = manual.split_once(heading).unwrap();
    let part = part.split("\n## ").next().unwrap();
    let fence = format!("\n```{kind}\n");
    let blocks = part.split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_document_of_another_kind_in_the_manual_is_drawn() {
    let manual = fs::read_to_string(MANUAL).unwrap();
    let heading = "\n## 别的公文：template.yaml";
    let yaml = fenced(&manual, heading, "yaml");
    let home = tempfile::tempdir().unwrap();
    let template = home.path().join("纪要");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("template.yaml"), &yaml[0]).unwrap();
    fs::write(template.join("report.html"), &fenced(&manual, heading, "html")[0]).unwrap();
    let file = home.path().join("三月纪要.yaml");
    fs::write(&file, &yaml[1]).unwrap();

    let inputs = collect(std::slice::from_ref(&file));
    let kits = Kits::load(&inputs, &Wishes::default()).unwrap();
    let kit = kits.of_input(&file).unwrap();
    let drawn = kit.draw("三月纪要.yaml", yaml[1].as_bytes()).unwrap();
    assert_eq!(*drawn.findings, []);
    let text = document::emit(&drawn.document);
    for line in
        ["[标题] 政务公开工作会议纪要", "时间：2026年3月1日", "出席：张某、李某", "共15件。"]
    {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let takes = kit.template.takes();
    let Takes::Data(items) = takes else { panic!("{takes:?}") };
    for item in items {
        assert!(manual.contains(&format!("  {}: {{ 类型: {}", item.name, item.kind.word())));
    }
    for kind in ItemKind::ALL {
        assert!(manual.contains(&format!("| `{}` |", kind.word())), "{}", kind.word());
    }
}
