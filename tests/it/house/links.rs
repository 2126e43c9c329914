//! Links of all pages lead to a file and to a heading in it, and files that are named are there.

use super::{files, root, text};
use std::{
    collections::HashMap,
    path::{Component, Path, PathBuf},
};

/// Every page of the repository that people read.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = Vec::new();
    for entry in root().read_dir().unwrap() {
        let name = PathBuf::from(entry.unwrap().file_name());
        if name.extension().is_some_and(|e| e == "md") {
            pages.push(name);
        }
    }
    for folder in ["docs", "examples", "fonts", "templates", "fuzz/words", "tests", "packaging"] {
        pages.extend(files(folder, "md"));
    }
    pages
}

/// A page's text, line by line, without fenced code.
fn prose(page: &str) -> Vec<&str> {
    let mut fence = None;
    let mut lines = Vec::new();
    for line in page.lines() {
        let marks = line.trim_start().chars().take_while(|&c| c == '`').count();
        match fence {
            None if marks > 2 => fence = Some(marks),
            None => lines.push(line),
            Some(open) if marks >= open && line.trim_start().len() == marks => fence = None,
            Some(_) => {}
        }
    }
    lines
}

/// The targets of the links and pictures in a line: `](target)`, `src="target"`, `href="target"`.
fn targets(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
        found.extend(line.split(opening).skip(1).filter_map(|rest| rest.split(closing).next()));
    }
    found
}

/// A line without its `code`, in which nothing is a link.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// The anchors of a page's headings as GitHub makes them.
fn anchors(page: &str) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let heading =
        |line: &&str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let mut all = Vec::new();
    for line in prose(page).into_iter().filter(heading) {
        let text = line.trim_start_matches('#').trim().to_lowercase();
        let kept = text.chars().filter(|&c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let slug = kept.collect::<String>().replace(' ', "-");
        let before = seen.entry(slug.clone()).or_default();
        all.push(if *before == 0 { slug } else { format!("{slug}-{before}") });
        *before += 1;
    }
    all
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                assert!(plain.pop(), "{} leaves the repository", path.display());
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// What is wrong with a link of a page.
fn fault(page: &Path, link: &str) -> Option<String> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target =
        if file.is_empty() { page.to_owned() } else { plain(&page.parent().unwrap().join(file)) };
    if !root().join(&target).exists() {
        return Some(format!("{}: {link} leads nowhere", page.display()));
    }
    let is_there =
        anchor.is_empty() || anchors(&text(target.to_str().unwrap())).iter().any(|a| a == anchor);
    (!is_there).then(|| format!("{}: {link} names a heading that is not there", page.display()))
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let mut checked = 0;
    let mut faults = Vec::new();
    for page in pages() {
        let text = text(page.to_str().unwrap());
        for line in prose(&text) {
            for link in targets(&without_code(line)) {
                if !link.contains("://") {
                    checked += 1;
                    faults.extend(fault(&page, link));
                }
            }
        }
    }
    assert_eq!(faults, [""; 0]);
    assert!(checked > 30, "only {checked} links were found");
}

/// Files of the repository that a text names in backquotes.
fn named(text: &str) -> impl Iterator<Item = &str> {
    const FOLDERS: [&str; 11] = [
        "src/",
        "tests/",
        "docs/",
        "scripts/",
        "examples/",
        "templates/",
        "fonts/",
        "fuzz/",
        "benches/",
        "testing/",
        "packaging/",
    ];
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter(|name| {
        let is_pattern =
            name.contains(['*', '{', '<', ' ', '…']) || name.starts_with("fuzz/artifacts");
        FOLDERS.iter().any(|folder| name.starts_with(folder)) && !is_pattern
    })
}

#[test]
fn files_that_pages_and_comments_name_are_there() {
    let mut checked = 0;
    let mut faults = Vec::new();
    let sources = ["src", "tests/it", "testing"].map(|folder| files(folder, "rs")).concat();
    for path in pages().iter().chain(&sources).filter(|path| !path.ends_with("CHANGELOG.md")) {
        let whole = text(path.to_str().unwrap());
        let is_page = path.extension().is_some_and(|e| e == "md");
        let lines = whole.lines().filter(|line| is_page || line.trim_start().starts_with("//"));
        for name in named(&lines.collect::<Vec<_>>().join("\n")) {
            checked += 1;
            if !root().join(name).exists() {
                faults.push(format!("{}: {name} is not there", path.display()));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
    assert!(checked > 50, "only {checked} names were found");
}

#[test]
fn the_reader_of_pages_reads_links_and_headings() {
    let page =
        "# 一、办法 (v2)\n[甲](a.md#b) ![](c.png) `[no](x)`\n```sh\n# no\n```\n## 一、办法 (v2)\n";
    assert_eq!(anchors(page), ["一办法-v2", "一办法-v2-1"]);
    let found: Vec<String> = prose(page).iter().map(|line| without_code(line)).collect();
    assert_eq!(targets(&found[1]), ["a.md#b", "c.png"]);
    assert_eq!(plain(Path::new("docs/../a.md")), Path::new("a.md"));
}
