//! What people are told about input that is wrong, hostile or plainly impossible, through the built
//! program: every case runs alone in an empty folder with little memory, must end, must not panic, and
//! must leave everything but its output folder as it was. The table of the answers is
//! `docs/bad-input.md`; `UPDATE_DOCS=1 cargo test bad_input` writes it.

mod attacks;
mod bounds;
mod bytes;
mod case;
mod files;
mod fonts;
mod names;
mod numbers;
mod pictures;
mod rows;
mod run;
mod sizes;
mod slow;
mod templates;
mod text;
mod yaml;

use case::Case;
use run::{Answer, MEMORY, Program};
use std::{
    env,
    fmt::Write,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Mutex,
};

/// Cases with an error; fewer would not be the field.
const LEAST: usize = 60;

fn cases() -> Vec<Case> {
    [
        bytes::cases(),
        sizes::cases(),
        yaml::cases(),
        numbers::cases(),
        text::cases(),
        names::cases(),
        files::cases(),
        templates::cases(),
        fonts::cases(),
        pictures::cases(),
        attacks::cases(),
        slow::cases(),
        bounds::cases(),
    ]
    .concat()
}

#[test]
fn the_table_says_what_the_program_does() {
    let cases = cases();
    let program = Program::new();
    let answers = answers(&program, &cases);
    let told = table(&cases, &answers);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bad-input.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, told).unwrap();
        return;
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    for (old, new) in written.lines().zip(told.lines()) {
        assert_eq!(old, new, "UPDATE_DOCS=1 cargo test bad_input");
    }
    assert_eq!(written.lines().count(), told.lines().count());
}

/// Two at a time; each waits for its own program most of the while.
fn answers(program: &Program, cases: &[Case]) -> Vec<Answer> {
    let next = Mutex::new(0..cases.len());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(i) = next.lock().unwrap().next() else {
                        return;
                    };
                    // One that fails has said why; the others are still worth knowing.
                    let answer = catch_unwind(AssertUnwindSafe(|| program.answer(&cases[i])));
                    done.lock().unwrap().push((i, answer));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    let failed = done.iter().filter(|(_, answer)| answer.is_err()).count();
    assert_eq!(failed, 0, "cases that failed, see above");
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().filter_map(|(_, answer)| answer.ok()).collect()
}

fn table(cases: &[Case], answers: &[Answer]) -> String {
    let with_errors = answers.iter().filter(|answer| answer.errors > 0).count();
    assert!(with_errors >= LEAST, "{with_errors} cases with an error");
    let mut text = format!(
        "# What people are told about bad input\n\n\
         Made by `UPDATE_DOCS=1 cargo test bad_input`; the test fails when it is out of date. Each \
         of these {} cases is given to the built program in an empty folder with {} MB of address space. In \
         every one the program ends by itself, does not panic, writes to nothing but its output folder, \
         and leaves no part of a file there. The answer is the first thing that is said; a place and a \
         word of help follow it on the screen. *Exit* is the exit code; in the {with_errors} cases with an \
         error it is the one that [the table of codes](findings.zh-CN.md) has for the worst of them.\n",
        cases.len(),
        MEMORY >> 20
    );
    let mut group = "";
    for (case, answer) in cases.iter().zip(answers) {
        if case.group != group {
            group = case.group;
            let _ = write!(text, "\n## {group}\n\n| Given | Answer | Exit |\n|---|---|---|\n");
        }
        let said = answer.said.replace('|', "\\|");
        let _ = writeln!(text, "| {} | {said} | {} |", case.given, answer.code);
    }
    text + &rows::table(cases)
}
