//! Many inputs → many outputs: each unit by itself, its files whole or not at all, one [`Outcome`]
//! each; a unit that fails leaves the others be.
//!
//! [`collect`] finds the files, [`Kits`] reads what their folders share, [`Plan`] reads every
//! file and names its output, and [`run`] writes.

mod county;
mod folder;
mod input;
mod kits;
mod known;
mod make;
mod odd_name;
mod old_pages;
mod plan;
mod record;
mod roll;
mod second;
mod stale;
mod stamp;
mod sum;
mod together;
mod work;

pub use self::{
    county::{Counties, load_county},
    input::{
        Inputs, agency, collect, county_file, identity, is_county, is_litter, names, no_input,
        previous, reference, report,
    },
    kits::Kits,
    make::files_of,
    odd_name::oddly_named,
    plan::{Plan, name_taken, one_name, output_name},
    record::{Records, Tally},
    roll::{Present, RollCount, RollKind, RollLine, lines as roll_lines, unread as roll_unread},
    second::PassedProduct,
    stale::set_aside,
    sum::{CountyAsk, CountyReport, add_up, ordered},
    together::{Product, is_made_of_one, left_over, put},
};
pub(crate) use self::{
    second::{said_otherwise, tells_difference},
    work::in_order,
};

use self::{make::make, plan::Unit};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
};
use std::{
    any::Any,
    collections::BTreeSet,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// The folder that files of older runs are moved to, beside them.
const ASIDE: &str = "旧文件";

/// How a run is done.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Where files are written; `None` is the folder of the input.
    pub folder: Option<&'a Path>,
    /// Whether a warning stops a unit like an error.
    pub deny_warnings: bool,
    /// How many units are made at the same time.
    pub jobs: NonZero<usize>,
    /// Whether units that have not begun are left out after the first that fails.
    pub fail_fast: bool,
    /// Whether files are written that are made from the same already, or that somebody has changed.
    pub force: bool,
}

/// How a unit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At least one of its files is new.
    Written,
    /// Its files were there already, made from the same.
    Unchanged,
    /// None of its files was written.
    Failed,
    /// It did not begin, since another failed.
    Skipped,
}

/// A file of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it stands.
    pub path: PathBuf,
    /// Whether it is new; if not, one that is made from the same stood there.
    pub changed: bool,
    /// The page that it is a picture of, from 1; none for a whole document.
    pub page: Option<usize>,
}

/// What became of one unit.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The input.
    pub input: PathBuf,
    /// 机关, if the input could be read.
    pub agency: Option<String>,
    /// How it ended.
    pub end: End,
    /// Its files, in the order of the formats; empty if there are none.
    pub files: Vec<Written>,
    /// Everything there is to tell.
    pub findings: Diagnostics,
}

/// Writes the units of a plan, several at a time, and hands over each outcome in the order of the
/// inputs.
pub fn run(plan: &Plan, job: &Job<'_>, tell: impl FnMut(Outcome)) {
    run_with(plan, job, make, tell);
}

/// The same with another way to make a unit, for tests of what happens when that breaks.
fn run_with<F>(plan: &Plan, job: &Job<'_>, way: F, mut tell: impl FnMut(Outcome))
where
    F: Fn(&Unit, &Plan, &Job<'_>, &mut Diagnostics) -> Result<Vec<Written>> + Sync,
{
    let targets = plan.units.iter().filter_map(|unit| unit.target.as_ref().ok());
    let folders: BTreeSet<&Path> = targets.map(|(folder, _)| folder.as_path()).collect();
    folders.into_iter().for_each(file::sweep);
    let stop = AtomicBool::new(false);
    let unit = |i: usize| {
        let unit = plan.units.get(i)?;
        if stop.load(Ordering::Relaxed) {
            return Some(unit.outcome(End::Skipped, Vec::new(), Diagnostics::default()));
        }
        let mut findings = Diagnostics::default();
        let made = guarded(|| way(unit, plan, job, &mut findings));
        let outcome = outcome(unit, made, findings);
        if job.fail_fast && outcome.end == End::Failed {
            stop.store(true, Ordering::Relaxed);
        }
        Some(outcome)
    };
    in_order(plan.units.len(), job.jobs, unit, |outcome| {
        outcome.into_iter().for_each(&mut tell);
    });
}

impl Unit {
    fn outcome(&self, end: End, files: Vec<Written>, findings: Diagnostics) -> Outcome {
        let findings = findings.of_file(&file::shown(&self.input));
        Outcome { input: self.input.clone(), agency: self.agency.clone(), end, files, findings }
    }
}

fn outcome(unit: &Unit, made: Result<Vec<Written>>, mut findings: Diagnostics) -> Outcome {
    match made {
        Ok(files) if files.iter().any(|f| f.changed) => unit.outcome(End::Written, files, findings),
        Ok(files) => unit.outcome(End::Unchanged, files, findings),
        Err(errors) => {
            findings.extend(errors);
            unit.outcome(End::Failed, Vec::new(), findings)
        }
    }
}

/// Does the work on one input. A panic, which is a defect of this program, is told like any other error, so
/// that it does not end the run of the others.
///
/// # Errors
/// Those of the work, and `NB410` for a panic.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // What the work leaves half-done when it panics is its own and is dropped with it.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(defect(&*panic).into()))
}

fn defect(panic: &(dyn Any + Send)) -> Diagnostic {
    let said = (panic.downcast_ref::<String>().map(String::as_str))
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("没有说明");
    Diagnostic::error(Code::Defect, format!("处理这份报告时程序内部出错：{said}"))
        .help("这是程序的缺陷，不是报告写错了；其他报告不受影响。请把这份 YAML 和这段话反馈给我们")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export::Format, render::Wishes};

    #[test]
    fn a_panic_in_one_unit_is_told_as_a_defect_and_the_others_are_written() {
        let home = tempfile::tempdir().unwrap();
        for i in 0..6 {
            let yaml = format!("机关: 第{i}乡人民政府\n年度: 2022\n总体情况: 平稳有序。\n");
            std::fs::write(home.path().join(format!("{i}.yaml")), yaml).unwrap();
        }
        let inputs = collect(&[home.path().to_owned()]);
        let out = home.path().join("out");
        let job = Job {
            folder: Some(&out),
            deny_warnings: false,
            jobs: NonZero::new(2).unwrap(),
            fail_fast: false,
            force: false,
        };
        let formats = vec![Format::DOCX, Format::PDF];
        let wishes = Wishes { draft: true, formats, ..Wishes::default() };
        let plan = Plan::of(&inputs, Kits::load(&inputs, &wishes).unwrap(), &job);
        let breaks = |unit: &Unit, plan: &Plan, job: &Job<'_>, findings: &mut Diagnostics| {
            assert!(!unit.input.ends_with("3.yaml"), "stage breaks");
            make(unit, plan, job, findings)
        };
        let mut told = Vec::new();
        run_with(&plan, &job, breaks, |outcome| told.push(outcome));

        let ends: Vec<End> = told.iter().map(|outcome| outcome.end).collect();
        let (w, f) = (End::Written, End::Failed);
        assert_eq!(ends, [w, w, w, f, w, w]);
        let error = told[3].findings.last().unwrap();
        assert_eq!(error.code, Code::Defect);
        assert!(error.message.ends_with("stage breaks"), "{}", error.message);
        assert_eq!(std::fs::read_dir(out).unwrap().count(), 10);
    }
}
