//! Which files the user means.

use super::{
    Counties,
    folder::{self, FolderReports},
    second::PassedProduct,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::{self, FileSet, folder_of},
    import::{self, source},
    report::{LoadedReport, Shared},
};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// What all units of a folder share; never a report itself.
const COUNTY_FILES: [&str; 2] = ["county.yaml", "county.yml"];

/// The `county.yaml` of a folder, in capitals or not, if there is one.
pub fn county_file(folder: &Path) -> Option<PathBuf> {
    let plain = folder.join("county.yaml");
    // A link to nowhere is there too, and is told when it is read.
    if plain.symlink_metadata().is_ok() {
        return Some(plain);
    }
    county_files(folder).into_iter().next()
}

/// Every file of a folder that is called so.
pub(super) fn county_files(folder: &Path) -> Vec<PathBuf> {
    let is_one = |path: &PathBuf| path.file_name().and_then(|n| n.to_str()).is_some_and(is_county);
    file::names(folder).unwrap_or_default().into_iter().filter(is_one).collect()
}

/// Whether a file is called as that which all units of a folder share.
pub fn is_county(name: &str) -> bool {
    COUNTY_FILES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// What the named files and folders come to.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The report files in the order named, a folder's by name; a file named twice is taken once.
    pub files: Vec<PathBuf>,
    /// The folders that were named as a whole.
    pub folders: Vec<PathBuf>,
    /// Those of the files that the user named one by one; only they are read through a link.
    pub named: HashSet<PathBuf>,
    /// What this program has made of them, found beside them.
    pub products: Vec<PassedProduct>,
    /// A finding for each name that gives no file.
    pub findings: Diagnostics,
}

/// The report files behind the named files, folders and patterns.
///
/// A folder gives the `*.yaml` and `*.yml` directly in it, without `county.yaml`, and the workbooks, Word files,
/// pages and texts in it that are reports of their own. Whatever is so called and cannot be taken (a folder, a link, a pipe, a hidden file) is
/// an error; only what other programs lay beside the files they have open is left out. A
/// name that does not exist may be a pattern with `*` and `?` in its last part, which the shells of
/// Windows leave to the program.
pub fn collect(named: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    let mut seen = HashSet::new();
    let (counties, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        named.iter().partition(|path| is_county_file(path));
    for path in named {
        if path.is_dir() {
            inputs.folders.push(path.clone());
            let found = in_folder(path).map(|found| inputs.of_folder(found));
            inputs.take_found(found, &mut seen);
        } else if let Some(pattern) = pattern(path) {
            inputs.take_found(matching(path, pattern), &mut seen);
        } else {
            inputs.named.insert(path.clone());
            inputs.take(path.clone(), &mut seen);
        }
    }
    for county in counties {
        with_county(folder_of(county), &mut inputs, &mut seen);
    }
    inputs
}

impl Inputs {
    /// Reads one of the files: through a link only where the user named it, since one that was found in a folder
    /// may have become a link after it was found.
    ///
    /// # Errors
    /// `NB401`, `NB404` as [`file::read`].
    pub fn read(&self, file: &Path) -> Result<Vec<u8>> {
        read_input(file, &self.named)
    }

    /// The reports of a folder; of what is left out there is a word.
    fn of_folder(&mut self, found: FolderReports) -> Vec<PathBuf> {
        self.findings.extend(found.findings);
        self.products.extend(found.products);
        found.taken
    }

    fn take(&mut self, file: PathBuf, seen: &mut HashSet<PathBuf>) {
        if seen.insert(identity(&file)) {
            self.files.push(file);
        }
    }

    /// Takes what was found and not named, and tells what cannot be taken: left out without a word, it would be
    /// missing in the county's sums.
    fn take_found(&mut self, found: Result<Vec<PathBuf>>, seen: &mut HashSet<PathBuf>) {
        for file in found.unwrap_or_else(|errors| {
            self.findings.extend(errors);
            Vec::new()
        }) {
            if may_be_taken(&file) {
                self.take(file, seen);
            } else {
                self.findings.extend(refusal(&file));
            }
        }
    }
}

pub(super) fn read_input(file: &Path, named: &HashSet<PathBuf>) -> Result<Vec<u8>> {
    if named.contains(file) { file::read(file) } else { file::read_beside(file) }
}

/// Whether a file that was found may be read: a plain one. A link may lead anywhere, and nobody named it; a
/// hidden file may be an old copy that nobody knows of.
fn may_be_taken(file: &Path) -> bool {
    !is_hidden(file) && file.symlink_metadata().is_ok_and(|about| about.is_file())
}

fn refusal(file: &Path) -> Diagnostics {
    if is_hidden(file) {
        let message = format!("读不了 {}：这是隐藏的文件，名称以点开头", file::shown(file));
        let help = "是报告的，去掉文件名开头的点；不是的，移到别处，或者在命令里写明要哪些文件";
        return Diagnostic::error(Code::Unreadable, message).help(help).into();
    }
    file::read_beside(file).err().unwrap_or_default()
}

fn is_county_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(is_county) && path.is_file()
}

/// `county.yaml` named by itself, as `*.yaml` does, is its whole folder: when nothing else of the folder
/// is named, or everything.
fn with_county(folder: &Path, inputs: &mut Inputs, seen: &mut HashSet<PathBuf>) {
    let all = match in_folder(folder) {
        Ok(all) => all,
        Err(errors) => {
            inputs.findings.extend(errors);
            return;
        }
    };
    let is_named = |file: &PathBuf| seen.contains(&identity(file));
    if !all.taken.iter().any(is_named) {
        let taken = inputs.of_folder(all);
        inputs.take_found(Ok(taken), seen);
    } else if !all.taken.iter().filter(|file| may_be_taken(file)).all(is_named) {
        return;
    }
    let here = identity(folder);
    if inputs.folders.iter().all(|other| identity(other) != here) {
        inputs.folders.push(folder.to_owned());
    }
}

/// Reads the report in an input of any kind, under the name by which the user named it, with what its county has
/// for all and with everything that is to be said of the reading ([`import::load`]).
///
/// # Errors
/// `NB401` for a file that cannot be read, `NB0xx` for one that is not understood, `NB5xx` for one of another
/// kind that holds no report.
pub fn report(path: &Path, counties: &Counties) -> Result<LoadedReport> {
    let name = file::shown(path);
    named(&name, import::load(&name, &counties.read(path)?, &counties.shared(path)))
}

/// Reads an input that others are compared with ([`import::load_reference`]).
///
/// # Errors
/// As [`report`].
pub fn previous(path: &Path, counties: &Counties) -> Result<LoadedReport> {
    let name = file::shown(path);
    named(&name, import::load_reference(&name, &counties.read(path)?, &counties.shared(path)))
}

/// Reads a file that the user named to compare a report with it or begin from it ([`import::load_reference`]).
///
/// # Errors
/// As [`report`].
pub fn reference(path: &Path, shared: &Shared) -> Result<LoadedReport> {
    let name = file::shown(path);
    named(&name, import::load_reference(&name, &file::read(path)?, shared))
}

/// A report that was read, or why not, with the name of its file wherever the findings do not tell it.
fn named(name: &str, loaded: Result<LoadedReport>) -> Result<LoadedReport> {
    let LoadedReport { report, findings } = loaded.map_err(|errors| errors.of_file(name))?;
    Ok(LoadedReport { report, findings: findings.of_file(name) })
}

/// What a report names as its 机关, whatever is wrong with the rest of it.
pub fn agency(path: &Path, counties: &Counties) -> Option<String> {
    let bytes = counties.read(path).ok()?;
    let (source, _) = import::open(&file::shown(path), &bytes, &counties.forms(path)).ok()?;
    let line = source.text.lines().find_map(|line| line.strip_prefix("机关:"))?;
    Some(line.trim().trim_matches(['"', '\'']).to_owned())
}

/// Refuses to write over what is read in the same run, by whatever name: what was made of it would be all that is
/// left of it.
///
/// # Errors
/// `NB404`.
pub fn no_input(target: &Path, inputs: &FileSet) -> Result<()> {
    if !inputs.contains(target) {
        return Ok(());
    }
    let message = format!("要写的 {} 也是这次要读的文件，没有改动它", file::shown(target));
    Err(Diagnostic::error(Code::Exists, message).help("请用 -o 写到另一个地方").into())
}

/// One name for a file or folder that has several spellings.
pub fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn pattern(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    (name.contains(['*', '?']) && !path.exists()).then_some(name)
}

fn matching(path: &Path, pattern: &str) -> Result<Vec<PathBuf>> {
    let pattern: Vec<char> = pattern.chars().collect();
    let is_wanted = |file: &PathBuf| {
        let name = file.file_name().map(|name| file::shown(name.as_ref()));
        // As in every shell, `*` is no hidden file.
        let fits = |n: &str| matches(&pattern, &n.chars().collect::<Vec<_>>());
        name.is_some_and(|n| (!is_hidden(file) || pattern.first() == Some(&'.')) && fits(&n))
    };
    let all = in_folder(folder_of(path))?;
    // `*.docx` says which files are meant, `*` does not.
    let says = source::extensions().any(|e| {
        let end: Vec<char> = format!(".{e}").chars().collect();
        pattern.ends_with(&end)
    });
    let found = if says { all.all } else { all.taken };
    let files: Vec<_> = found.into_iter().filter(is_wanted).collect();
    if files.is_empty() {
        let message = format!("没有文件符合 {}", file::shown(path));
        let help = "* 代表任意多个字，? 代表一个字；只认报告文件（.yaml、.docx、.xlsx、.html 等）";
        return Err(Diagnostic::error(Code::NoReports, message).help(help).into());
    }
    // `./` was not typed and is not shown.
    let typed = |file: PathBuf| match file.strip_prefix(".") {
        Ok(plain) if !path.starts_with(".") => plain.to_owned(),
        _ => file,
    };
    Ok(files.into_iter().map(typed).collect())
}

/// Whether a name fits a pattern of `*`, `?` and plain characters. Only the last `*` is ever tried again
/// with more: what an earlier one could take, it can take too.
fn matches(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star = None;
    while let Some(c) = name.get(n) {
        match (pattern.get(p), star) {
            (Some('*'), _) => {
                star = Some((p, n));
                p += 1;
            }
            (Some(wanted), _) if *wanted == '?' || wanted == c => (p, n) = (p + 1, n + 1),
            (_, Some((at, taken))) => {
                star = Some((at, taken + 1));
                (p, n) = (at + 1, taken + 1);
            }
            _ => return false,
        }
    }
    pattern.iter().skip(p).all(|rest| *rest == '*')
}

/// What stands in a folder; a folder without any report is an error.
fn in_folder(folder: &Path) -> Result<FolderReports> {
    let mut reports = folder::reports(names(folder)?);
    if reports.taken.is_empty() {
        let message = format!("文件夹 {} 里没有报告文件", file::shown(folder));
        let help = "报告文件的扩展名应为 .yaml 或 .yml（或 .docx、.xlsx、.html、.mht、.txt），并直接放在这个文件夹里";
        reports.findings.push(Diagnostic::error(Code::NoReports, message).help(help));
        return Err(reports.findings);
    }
    Ok(reports)
}

/// Everything that stands directly in a folder, by name.
///
/// # Errors
/// `NB401`: the folder cannot be read.
pub fn names(folder: &Path) -> Result<Vec<PathBuf>> {
    file::names(folder).map_err(|error| {
        let message = format!("读不了文件夹 {}：{}", file::shown(folder), file::reason(&error));
        let help = "请核对文件夹的名称，并确认自己有权读取";
        Diagnostic::error(Code::Unreadable, message).help(help).into()
    })
}

/// How names begin of what programs lay beside a file while it is open: macOS, WPS and LibreOffice, Emacs, Word.
const LITTER: [&str; 4] = ["._", ".~", ".#", "~$"];

/// Whether a file is one that another program lays beside the file that it has open, by its name.
pub fn is_litter(name: &str) -> bool {
    LITTER.iter().any(|head| name.starts_with(head))
}

pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_reports_by_name_and_a_file_named_twice_comes_once() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for name in
            ["b.yml", "a.yaml", "C.YAML", "county.yaml", "notes.txt", "~$a.yaml", "._a.yaml"]
        {
            fs::write(at(name), "").unwrap();
        }
        let inputs = collect(&[at("b.yml"), home.path().into(), at("a.yaml")]);
        assert_eq!(inputs.files, [at("b.yml"), at("C.YAML"), at("a.yaml")]);
        assert_eq!(inputs.folders, [home.path()]);
        assert_eq!(inputs.findings, Diagnostics::default());
    }

    #[test]
    fn what_is_called_a_report_and_cannot_be_taken_is_told() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("d.yaml")).unwrap();
        for name in ["a.yaml", "county.yaml", ".x.yaml", ".y.docx", ".~a.yaml"] {
            fs::write(at(name), "").unwrap();
        }
        let told = |named: &str| {
            let inputs = collect(&[at(named)]);
            let told = inputs.findings.iter().map(|f| f.message.clone()).collect::<Vec<_>>();
            (inputs.files, told.join(" "))
        };
        for named in ["", "county.yaml"] {
            let (files, told) = told(named);
            assert_eq!(files, [at("a.yaml")]);
            assert!(told.contains(".x.yaml：这是隐藏的文件"), "{told}");
            assert!(told.contains("d.yaml：这是文件夹") && told.contains("y.docx"), "{told}");
        }
        // A pattern says which.
        assert_eq!(told("a*.yaml"), (vec![at("a.yaml")], String::new()));
        assert!(told("*.yaml").1.contains("d.yaml") && !told("*.yaml").1.contains(".x.yaml"));
        fs::remove_file(at("a.yaml")).unwrap();
        fs::remove_dir(at("d.yaml")).unwrap();
        let (files, told) = told("");
        assert!(files.is_empty() && told.contains(".x.yaml") && told.contains(".y.docx"), "{told}");
    }

    #[cfg(unix)]
    #[test]
    fn what_was_found_and_becomes_a_link_is_not_read_through_it() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("in")).unwrap();
        fs::write(at("in/a.yaml"), "1").unwrap();
        fs::write(at("secret"), "2").unwrap();
        std::os::unix::fs::symlink(at("secret"), at("named.yaml")).unwrap();
        let inputs = collect(&[at("in"), at("named.yaml")]);
        fs::remove_file(at("in/a.yaml")).unwrap();
        std::os::unix::fs::symlink(at("secret"), at("in/a.yaml")).unwrap();
        let counties = Counties::of(&inputs).unwrap();
        for read in [inputs.read(&at("in/a.yaml")), counties.read(&at("in/a.yaml"))] {
            assert!(read.unwrap_err()[0].message.contains("这是链接"));
        }
        assert_eq!(counties.read(&at("named.yaml")).unwrap(), b"2");
    }

    #[test]
    fn a_folder_without_reports_is_a_finding_and_the_others_are_still_taken() {
        let home = tempfile::tempdir().unwrap();
        let inputs = collect(&[home.path().into(), "无.yaml".into()]);
        assert_eq!(inputs.files, [PathBuf::from("无.yaml")]);
        assert_eq!(inputs.findings[0].code, Code::NoReports);
    }

    #[test]
    fn a_pattern_that_the_shell_left_alone_gives_what_fits() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for name in ["甲乡.yaml", "乙乡.yaml", "乙镇.yml", "county.yaml", "乡.txt"] {
            fs::write(at(name), "").unwrap();
        }
        let names = |pattern: &str| collect(&[at(pattern)]).files;
        assert_eq!(names("*乡.yaml"), [at("乙乡.yaml"), at("甲乡.yaml")]);
        assert_eq!(names("乙?.y*ml"), [at("乙乡.yaml"), at("乙镇.yml")]);
        assert_eq!(names("*").len(), 3);
        assert!(names("*乡*镇*?*").is_empty());
        assert_eq!(names("*乙*.y*"), [at("乙乡.yaml"), at("乙镇.yml")]);
        let long: Vec<char> = "甲".repeat(200).chars().collect();
        let pattern: Vec<char> = ("*甲".repeat(60) + "乙").chars().collect();
        assert!(!matches(&pattern, &long), "and at once");
        let none = collect(&[at("丙*")]);
        assert!(none.files.is_empty() && none.findings[0].code == Code::NoReports);
        fs::write(at("问?.yaml"), "").unwrap();
        assert_eq!(names("问?.yaml"), [at("问?.yaml")]);
    }
}
