//! What must stay true of the repository itself.

mod codes;
mod links;
mod rooms;

use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Every file of a kind in a folder of the repository, by its path from the root.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_faces_are_those_that_were_reviewed() {
    let folder = root().join("fonts");
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
    let manifests = ["Cargo.toml", "benches/Cargo.toml", "testing/Cargo.toml"].map(text).concat();
    let explained = text("docs/dependencies.md");
    let mut section = "";
    let mut names = BTreeSet::new();
    for line in manifests.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
            && !name.starts_with(' ')
            && name != "nianbao"
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
