//! What people are told about a template that is wrong: one folder of `tests/templates/` a mistake.
//!
//! A folder that holds `年报.yaml` is rendered with that report, the others with the example.

use nianbao::{
    diagnostic::{Diagnostics, human},
    render::Kit,
    template::Template,
};
use std::{fs, path::Path};

/// The folder under a name that is the same on every machine.
fn findings(folder: &Path) -> Diagnostics {
    let made = || {
        let kit = Kit::new(Template::from_dir(folder)?);
        let own = folder.join("年报.yaml");
        let path = if own.exists() { own } else { "examples/yimen/铜厂彝族乡.yaml".into() };
        let yaml = fs::read(&path).unwrap();
        let drawn = kit.draw_read(&yaml, kit.read(path.to_str().unwrap(), &yaml)?)?;
        kit.set(&drawn).map(drop)
    };
    made().err().unwrap_or_default()
}

fn told(folder: &Path) -> String {
    human(&findings(folder), false).replace('\\', "/")
}

#[test]
fn every_mistake_is_explained() {
    let mut folders: Vec<_> = fs::read_dir("tests/templates")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("err_"))
        .collect();
    folders.sort();
    assert!(folders.len() > 100, "{} folders", folders.len());
    let mut silent = Vec::new();
    for name in folders {
        let told = told(&Path::new("tests/templates").join(&name));
        if told.is_empty() {
            silent.push(name);
            continue;
        }
        insta::with_settings!({
            snapshot_path => format!("../templates/{name}"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("told", told);
        });
    }
    assert_eq!(silent, [""; 0], "nothing is said of these");
}
