//! `nianbao extract`: what went in comes out.

use super::{EXAMPLE, folder, nianbao, run, tree};
use std::{fs, path::Path};

/// A PDF `r.pdf` of the example, to this standard.
fn pdf(home: &Path, standard: &str) {
    let args = ["-o", ".", "--name", "r", "-f", "pdf", "--pdf-standard", standard];
    let said = run(nianbao().current_dir(home).args(["render", EXAMPLE]).args(args));
    assert_eq!((said.code, &*said.out), (0, "r.pdf\n"));
}

#[test]
fn the_yaml_comes_out_as_it_went_in_and_replaces_nothing() {
    let home = folder();
    pdf(home.path(), "a-3a");
    let yaml = fs::read(EXAMPLE).unwrap();
    let extract = |args: &[&str]| {
        let mut command = nianbao();
        command.current_dir(&home).args(["extract", "r.pdf"]).args(args);
        command
    };
    let said = run(&mut extract(&[]));
    assert_eq!((said.code, &*said.out, &*said.err), (0, "r.yaml\n", ""));
    assert_eq!(fs::read(home.path().join("r.yaml")).unwrap(), yaml);

    fs::write(home.path().join("r.yaml"), "mine").unwrap();
    let said = run(&mut extract(&[]));
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("错误[NB404]"), "{}", said.err);
    assert_eq!(fs::read(home.path().join("r.yaml")).unwrap(), b"mine");
    assert_eq!(run(&mut extract(&["--force"])).code, 0);
    assert_eq!(fs::read(home.path().join("r.yaml")).unwrap(), yaml);

    fs::create_dir(home.path().join("d")).unwrap();
    assert_eq!(run(&mut extract(&["-o", "d"])).out, "d/r.yaml\n");
    assert_eq!(run(&mut extract(&["-o", "new/er/"])).out, "new/er/r.yaml\n");
    let printed = extract(&["-o", "-"]).output().unwrap();
    assert_eq!(printed.stdout, yaml);
    assert_eq!(tree(home.path()), ["d/r.yaml", "new/er/r.yaml", "r.pdf", "r.yaml"]);
}

#[test]
fn a_pdf_without_yaml_and_a_file_that_is_no_pdf_are_told_apart() {
    let home = folder();
    for standard in ["a-2a", "1.7"] {
        pdf(home.path(), standard);
        let said = run(nianbao().current_dir(&home).args(["extract", "r.pdf"]));
        assert_eq!(said.code, 2);
        assert!(said.err.starts_with("错误[NB423]"), "{}", said.err);
        assert!(said.err.contains("--pdf-standard a-3a"), "{}", said.err);
    }
    let said = run(nianbao().current_dir(&home).args(["extract", EXAMPLE]));
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("错误[NB421]"), "{}", said.err);
    assert_eq!(tree(home.path()), ["r.pdf"]);
}

#[test]
fn an_ofd_gives_its_yaml_back_as_well() {
    let home = folder();
    let render = |more: &[&str]| {
        let args = ["render", EXAMPLE, "-o", ".", "--name", "r", "-f", "ofd"];
        let said = run(nianbao().current_dir(&home).args(args).args(more));
        assert_eq!((said.code, &*said.out), (0, "r.ofd\n"), "{}", said.err);
    };
    render(&[]);
    let said = run(nianbao().current_dir(&home).args(["extract", "r.ofd"]));
    assert_eq!(said.code, 2);
    assert!(
        said.err.starts_with("错误[NB423]") && said.err.contains("--ofd-attach"),
        "{}",
        said.err
    );
    render(&["--ofd-attach"]);
    let said = run(nianbao().current_dir(&home).args(["extract", "r.ofd"]));
    assert_eq!((said.code, &*said.out, &*said.err), (0, "r.yaml\n", ""));
    assert_eq!(fs::read(home.path().join("r.yaml")).unwrap(), fs::read(EXAMPLE).unwrap());
}
