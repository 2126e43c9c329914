//! Whatever a report is called, its files stay in the folder.

use super::{folder, nianbao, report, run, tree};

#[test]
fn no_title_leads_out_of_the_folder() {
    let titles = [
        "../逃",
        "..",
        "/etc/逃",
        "C:\\逃",
        "..\\..\\逃",
        "a/b/c",
        "CON",
        "com1.年报",
        "年报. .",
        ".年报",
        "年报?*|<>\"",
        "\u{202e}fdp.年报",
    ];
    for title in titles {
        let home = folder();
        report(home.path(), "in.yaml", title);
        let said = run(nianbao()
            .current_dir(&home)
            .args(["render", "in.yaml", "-o", "a/b", "--format", "docx"]));
        let mut files = tree(home.path());
        assert_eq!(files.pop().as_deref(), Some("in.yaml"), "{title:?}");
        assert!(files.iter().all(|f| f.starts_with("a/b/") && f.matches('/').count() == 2));
        assert_eq!(files.len(), said.out.lines().count(), "{title:?}: {}", said.err);
        assert_eq!(files.is_empty(), said.code != 0, "{title:?}: {}", said.err);
    }
}

#[test]
fn characters_that_names_cannot_have_become_their_full_width_forms() {
    let home = folder();
    report(home.path(), "in.yaml", "甲/乙:2022?");
    let said = run(nianbao().current_dir(&home).args([
        "render",
        "in.yaml",
        "--format",
        "docx",
        "--name",
        "{年度}-{机关}-{标题}-{文件名}",
    ]));
    assert_eq!(said.out, "2022-某某乡人民政府-甲／乙：2022？-in.docx\n", "{}", said.err);
}

#[test]
fn names_that_some_system_holds_for_one_are_refused() {
    for (one, other) in [("caf\u{e9}", "cafe\u{301}"), ("A乡", "a乡")] {
        let home = folder();
        report(home.path(), &format!("{one}.yaml"), "甲");
        report(home.path(), &format!("{other}.yaml"), "乙");
        let args = ["render", ".", "-o", "out", "--name", "{文件名}"];
        let said = run(nianbao().current_dir(&home).args(args));
        assert!(said.code == 1 && said.err.contains("NB406"), "{one}: {}", said.err);
        assert!(!home.path().join("out").exists() || tree(&home.path().join("out")).is_empty());
    }
}

#[test]
fn a_name_too_long_for_a_file_is_an_error_that_says_so() {
    let home = folder();
    report(home.path(), "in.yaml", &"某乡".repeat(60));
    let said = run(nianbao().current_dir(&home).args(["render", "in.yaml", "-o", "out"]));
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("NB405") && said.err.contains("太长"), "{}", said.err);
    assert_eq!(tree(home.path()), ["in.yaml"]);
}
