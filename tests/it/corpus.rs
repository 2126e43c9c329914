//! What the fuzzer kept, once through the functions that it fuzzes; see `docs/fuzzing.md`.

use crate::targets;
use std::{fs, path::Path};

fn each(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut inputs: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() > 2, "the corpus of {target} is not there");
    for input in inputs {
        // Shown when the test fails: the input that did it.
        println!("{}", input.display());
        run(&fs::read(input).unwrap());
    }
}

#[test]
fn reports() {
    each("yaml", targets::yaml);
}

#[test]
fn files_of_other_kinds() {
    each("import", targets::import);
}

#[test]
fn styles() {
    each("styles", targets::styles);
}

#[test]
fn markup() {
    each("markup", targets::markup);
}

#[test]
fn expressions() {
    each("expressions", targets::expressions);
}

#[test]
fn whole_programs() {
    each("render", targets::render);
}

#[test]
fn published_files() {
    each("extract", targets::extract);
}

#[test]
fn packages() {
    each("ofd", targets::ofd);
}
