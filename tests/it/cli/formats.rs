//! Every format there is: chosen, named, left alone when nothing has changed, never overwritten.

use super::{folder, nianbao, report, run, tree};
use nianbao::export::FORMATS;
use std::{fs, path::Path};

/// Renders the report of a folder and gives the formats whose files were written.
fn written(home: &Path, more: &[&str]) -> Vec<String> {
    let args = ["render", "r.yaml", "--name", "{文件名}", "--report", "told.json"];
    let said = run(nianbao().current_dir(home).args(args).args(more));
    assert_eq!(said.code, 0, "{}", said.err);
    let told: serde_json::Value =
        serde_json::from_slice(&fs::read(home.join("told.json")).unwrap()).unwrap();
    let files = told["units"][0]["files"].as_array().unwrap().iter();
    let changed = files.filter(|file| file["changed"] == true);
    let extension =
        |path: &serde_json::Value| path.as_str().unwrap().rsplit_once('.').unwrap().1.to_owned();
    changed.map(|file| extension(&file["path"])).collect()
}

#[test]
fn all_formats_are_written_once_and_those_that_differ_again() {
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    let every: Vec<&str> = FORMATS.into_iter().map(|format| format.extension).collect();
    assert_eq!(written(home.path(), &["-f", "all"]), every);
    assert_eq!(written(home.path(), &["-f", "html,all,pdf"]), [""; 0]);
    let mut expected: Vec<String> =
        every.iter().map(|extension| format!("r.{extension}")).collect();
    expected.extend(["r.yaml".to_owned(), "told.json".to_owned()]);
    expected.sort();
    assert_eq!(tree(home.path()), expected);

    let wish = |wish| written(home.path(), &["-f", "all", wish]);
    assert_eq!(wish("--ofd-standard=plain"), ["ofd"]);
    assert_eq!(wish("--ofd-attach"), ["ofd"]);
    assert_eq!(wish("--html-fragment"), ["ofd", "html"]);
    assert_eq!(written(home.path(), &["-f", "all"]), ["html"]);
}

#[test]
fn what_somebody_has_changed_is_kept_whatever_its_format() {
    for format in FORMATS {
        let home = folder();
        report(home.path(), "r.yaml", "年报");
        assert_eq!(written(home.path(), &["-f", format.extension]), [format.extension]);
        let path = home.path().join("r").with_extension(format.extension);
        let whole = fs::read(&path).unwrap();
        for changed in [[whole.as_slice(), b"x"].concat(), whole[1..].to_vec()] {
            fs::write(&path, &changed).unwrap();
            let args = ["render", "r.yaml", "--name", "{文件名}", "-f", format.extension];
            let said = run(nianbao().current_dir(&home).args(args));
            assert_eq!(said.code, 2, "{}", format.extension);
            assert!(said.err.contains("NB404"), "{}", said.err);
            assert!(fs::read(&path).unwrap() == changed);
        }
        assert_eq!(written(home.path(), &["-f", format.extension, "--force"]), [format.extension]);
        assert!(fs::read(&path).unwrap() == whole);
    }
}
