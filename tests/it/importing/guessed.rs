//! What the reading of a file guessed or could not tell is told by every command that takes the file.

use super::{layouts::html, made::made, program::run};
use fastrand::Rng;
use std::{fs, path::Path};
use tempfile::TempDir;

const YEAR: i32 = 2025;

/// Two units' reports as web pages: one is plain, the other is changed.
pub fn folder(change: impl Fn(&str) -> String) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let page = html(&made(&mut Rng::with_seed(5), YEAR), &str::to_owned);
    fs::create_dir(home.path().join("各镇")).unwrap();
    fs::write(home.path().join("各镇/石桥镇.html"), &page).unwrap();
    let changed = change(&page).replace("石桥镇", "青山乡");
    fs::write(home.path().join("各镇/青山乡.html"), changed).unwrap();
    fs::write(home.path().join("各镇/county.yaml"), "县名: 某县\n").unwrap();
    home
}

/// One row twice, with different numbers.
pub fn doubled(page: &str) -> String {
    let at = page.find("行政强制").unwrap();
    let start = page[..at].rfind("<tr>").unwrap();
    let end = start + page[start..].find("</tr>").unwrap() + 5;
    let row = &page[start..end];
    let number = row.rfind("<td").unwrap();
    let number = number + row[number..].find('>').unwrap() + 1;
    let other = format!("{}98765{}", &row[..number], &row[number..]);
    format!("{}{other}{}", &page[..end], &page[end..])
}

/// A row under a name that is not the form's.
pub fn renamed(page: &str) -> String {
    page.replace("6.属于四类过程性信息", "某某某某")
}

fn says(home: &Path, args: &[&str], code: &str, status: i32) {
    let (ended, said) = run(home, args);
    assert!(said.contains(code), "{args:?} keeps {code} back:\n{said}");
    assert_eq!(ended, status, "{args:?}:\n{said}");
}

#[test]
fn a_row_that_is_there_twice_keeps_a_county_from_being_summed_up() {
    let home = folder(doubled);
    let home = home.path();
    says(home, &["check", "各镇/青山乡.html"], "错误[NB519]", 1);
    says(home, &["summarize", "各镇", "-o", "某县.yaml"], "错误[NB519]", 1);
    assert!(!home.join("某县.yaml").exists());
}

#[test]
fn a_report_that_begins_from_a_doubtful_one_says_so() {
    let home = folder(doubled);
    let home = home.path();
    let new = ["new", "青山乡", "--previous", "各镇/青山乡.html", "-o", "新.yaml"];
    says(home, &new, "错误[NB519]", 1);
    says(home, &["form", "各镇/青山乡.html", "-o", "表"], "错误[NB519]", 1);
    assert!(home.join("新.yaml").exists() && home.join("表/青山乡.xlsx").exists());
    fs::write(home.join("今年.yaml"), fs::read(home.join("新.yaml")).unwrap()).unwrap();
    says(home, &["check", "今年.yaml", "--previous", "各镇"], "错误[NB519]", 1);
    says(home, &["form", "今年.yaml", "--previous", "各镇", "-o", "表"], "错误[NB519]", 1);
}

#[test]
fn a_guess_is_told_wherever_the_number_goes() {
    let home = folder(renamed);
    let home = home.path();
    for (args, status) in [
        (&["check", "各镇/青山乡.html"][..], 0),
        (&["new", "青山乡", "--previous", "各镇/青山乡.html", "-o", "新.yaml"], 0),
        (&["form", "各镇/青山乡.html", "-o", "表"], 0),
        (&["check", "新.yaml", "--previous", "各镇"], 1),
        (&["summarize", "各镇", "-o", "某县.yaml"], 0),
    ] {
        says(home, args, "警告[NB513]", status);
    }
}
