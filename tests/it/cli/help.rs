//! What the program says of itself, and of a command line that it does not understand.

use super::{nianbao, run};
use std::fmt::Write;

#[test]
fn help_is_chinese_and_as_it_was_read() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        for command in ["", "render", "watch", "summarize", "check", "review", "explain", "extract", "fonts", "template", "template list", "template export", "template check", "template show-data", "schema", "new", "completions", "man"] {
            let args = command.split_whitespace().chain(["--help"]);
            let said = run(nianbao().args(args));
            assert_eq!((said.code, &*said.err), (0, ""));
            let name = format!("help-{}", if command.is_empty() { "nianbao".into() } else { command.replace(' ', "-") });
            insta::assert_snapshot!(name, said.out);
        }
    });
}

#[test]
fn the_manual_names_every_option_of_render() {
    let manual = include_str!("../../../README.zh-CN.md");
    let help = run(nianbao().args(["render", "--help"])).out;
    let words = help.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    let options =
        words.filter(|word| word.len() > 3 && word.starts_with("--") && *word != "--help");
    for option in options {
        assert!(manual.contains(option), "{option}");
    }
}

#[test]
fn short_and_long_help_are_the_same_and_no_argument_shows_it_as_an_error() {
    let long = run(nianbao().arg("--help"));
    assert_eq!(run(nianbao().arg("-h")).out, long.out);
    let none = run(&mut nianbao());
    assert_eq!((none.code, none.out, none.err), (2, String::new(), long.out));
}

#[test]
fn version_is_that_of_the_package() {
    let said = run(nianbao().arg("--version"));
    assert_eq!(said.out, format!("nianbao {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_is_explained_in_chinese() {
    let lines: &[&[&str]] = &[
        &["rendr", "a"],
        &["render"],
        &["render", "a", "--formt", "pdf"],
        &["render", "a", "--format", "doc"],
        &["render", "a", "--format"],
        &["render", "a", "--profile", "gb9705"],
        &["render", "a", "--name", "{乡镇}"],
        &["render", "a", "--name", "../{标题}"],
        &["render", "a", "-o", "b", "-o", "c"],
        &["render", "a", "-o", "b", "--emit", "layout"],
        &["render", "a", "--jobs", "0"],
        &["summarize"],
        &["new", "某乡"],
        &["new", "某乡", "--year", "二〇二六"],
        &["new", "某乡", "--year", "26"],
        &["new", "某乡", "某镇", "--year", "2026"],
        &["completions", "cmd"],
    ];
    let mut told = String::new();
    for line in lines {
        let said = run(nianbao().args(*line));
        assert_eq!((said.code, &*said.out), (2, ""), "{line:?}");
        writeln!(told, "$ nianbao {}\n{}", line.join(" "), said.err).unwrap();
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("usage-errors", told);
    });
}

#[test]
fn pages_of_the_manual_are_in_chinese_and_of_every_command() {
    let main = run(nianbao().arg("man")).out;
    assert!(main.contains("\n.ad l\n"), "{main}");
    assert!(main.starts_with(".ie") && main.contains("nianbao\\-render(1)"), "{main}");
    let render = run(nianbao().args(["man", "render"])).out;
    assert!(render.contains(".TH nianbao-render 1"), "{render}");
    for page in [&main, &render] {
        let heads = page.lines().filter(|line| line.starts_with(".SH"));
        assert!(heads.clone().count() > 3, "{page}");
        for head in heads {
            assert!(!head[3..].contains(|c: char| c.is_ascii_alphabetic()), "{head}");
        }
    }
    assert!(!render.contains("Print help") && render.contains("显示帮助"), "{render}");
    assert!(run(nianbao().args(["man", "rende"])).err.contains("是不是“render”？"));
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = run(nianbao().args(["completions", shell]));
        assert_eq!((said.code, &*said.err), (0, ""));
        assert!(said.out.contains("render") && said.out.contains("profile"), "{shell}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_goes_away_is_no_error_and_a_full_disk_is_one() {
    use std::{
        fs::File,
        process::{Command, Stdio},
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));

    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["completions", "zsh"])
        .stdout(full)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &*told), (Some(2), "错误[NB403]: 结果输出不了：磁盘已满\n"));
}
