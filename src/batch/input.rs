//! Which files the user means.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    file,
};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// What all units of a folder share; never a report itself.
const COUNTY_FILE: &str = "county.yaml";

/// The report files behind the named files and folders, in the order named, a folder's by name;
/// and a finding for each name that gives none. A file named twice is taken once.
///
/// A folder gives the `*.yaml` and `*.yml` directly in it, without `county.yaml` and hidden files.
pub fn collect(named: &[PathBuf]) -> (Vec<PathBuf>, Diagnostics) {
    let mut inputs = Vec::new();
    let mut findings = Diagnostics::default();
    let mut seen = HashSet::new();
    for path in named {
        let found = if path.is_dir() {
            in_folder(path)
        } else {
            Ok(vec![path.clone()])
        };
        match found {
            Ok(files) => {
                for file in files {
                    let identity = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
                    if seen.insert(identity) {
                        inputs.push(file);
                    }
                }
            }
            Err(error) => findings.0.extend(error.0),
        }
    }
    (inputs, findings)
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |e: std::io::Error| {
        let message = format!("读不了文件夹 {}：{}", folder.display(), file::reason(&e));
        Diagnostic::error("NB401", message).help("请核对文件夹的名称，并确认自己有权读取")
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_report(&path) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        let message = format!("文件夹 {} 里没有 YAML 文件", folder.display());
        let help = "报告文件的扩展名应为 .yaml 或 .yml，并直接放在这个文件夹里";
        return Err(Diagnostic::error("NB402", message).help(help).into());
    }
    files.sort();
    Ok(files)
}

fn is_report(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
        return false;
    };
    let yaml = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
    yaml && !name.starts_with('.') && !name.eq_ignore_ascii_case(COUNTY_FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_reports_by_name_and_a_file_named_twice_comes_once() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("d.yaml")).unwrap();
        for name in [
            "b.yml",
            "a.yaml",
            "C.YAML",
            "county.yaml",
            ".x.yaml",
            "notes.txt",
        ] {
            fs::write(at(name), "").unwrap();
        }
        let (inputs, findings) = collect(&[at("b.yml"), home.path().into(), at("a.yaml")]);
        assert_eq!(inputs, [at("b.yml"), at("C.YAML"), at("a.yaml")]);
        assert_eq!(findings, Diagnostics::default());
    }

    #[test]
    fn a_folder_without_reports_is_a_finding_and_the_others_are_still_taken() {
        let home = tempfile::tempdir().unwrap();
        let (inputs, findings) = collect(&[home.path().into(), "无.yaml".into()]);
        assert_eq!(inputs, [PathBuf::from("无.yaml")]);
        assert_eq!(findings.0[0].code, "NB402");
    }
}
