//! Reports in other files, read: made-up ones laid out in every shape, what `render` writes, and hostile ones.

mod behind;
mod beside;
mod broken;
mod columns;
mod filled;
mod folders;
pub mod guessed;
mod hostile;
mod identity;
mod layouts;
mod looks;
mod made;
mod named;
mod paper;
mod parted;
mod program;
mod round_trip;
mod shapes;
mod workbook;

use nianbao::{
    import::{Imported, import},
    report::{Forms, Report, load},
};

/// A file, read; fails with the findings.
#[track_caller]
fn imported(name: &str, bytes: &[u8]) -> Imported {
    import(name, bytes, &Forms::default()).unwrap_or_else(|found| panic!("{name}: {found}"))
}

/// The report of a YAML that was read.
#[track_caller]
fn report_of(imported: &Imported) -> Report {
    let loaded = load(&imported.yaml);
    loaded.unwrap_or_else(|found| panic!("{found}\n{}", imported.yaml.text)).report
}
