//! What must stay true of the repository itself.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_faces_are_those_that_were_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut listed = BTreeSet::new();
    for line in text("fonts/fonts.sha256").lines() {
        let (expected, name) = line.split_once("  ").unwrap();
        let mut actual = String::new();
        for byte in Sha256::digest(fs::read(folder.join(name)).unwrap()) {
            write!(actual, "{byte:02x}").unwrap();
        }
        assert_eq!(actual, expected, "{name}");
        listed.insert(name.to_owned());
    }
    for sub in ["", "licenses/"] {
        for entry in fs::read_dir(folder.join(sub)).unwrap() {
            let name = format!("{sub}{}", entry.unwrap().file_name().to_str().unwrap());
            let carried = name.to_lowercase().ends_with(".ttf") || name.starts_with("licenses/");
            assert!(!carried || listed.contains(&name), "{name} is not in fonts.sha256");
        }
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = text("Cargo.toml");
    let explained = text("docs/dependencies.md");
    let mut section = "";
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
            && !name.starts_with(' ')
        {
            names.insert(name);
        }
    }
    assert!(names.len() > 10, "the manifest was not understood: {names:?}");
    for name in &names {
        let line = format!("| `{name}` |");
        assert!(explained.contains(&line), "docs/dependencies.md has no line for {name}");
    }
    for line in explained.lines().filter_map(|l| l.strip_prefix("| `")) {
        let name = line.split('`').next().unwrap();
        assert!(names.contains(name), "docs/dependencies.md explains {name}, which is not used");
    }
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    let mut checked = 0;
    for page in ["README.md", "README.zh-CN.md", "fonts/README.md", "docs/architecture.md"] {
        let folder = Path::new(page).parent().unwrap();
        for link in text(page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(link);
            assert!(target.exists(), "{page} links to {link}");
            checked += 1;
        }
    }
    assert!(checked > 10);
}
