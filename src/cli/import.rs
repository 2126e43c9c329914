//! `nianbao import`: reports in other files → YAML.

use super::{Status, shared::Overwrite, terminal::Terminal};
use nianbao::{
    batch::{self, Inputs},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::{self, FileSet},
    import::{self, Imported, source},
    report::Forms,
};
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "把 Word 文件、填报表、网页、从网页复制的文字读成 YAML",
    override_usage = "nianbao import [选项] <输入>...",
    after_help = "示例：
  nianbao import 去年的年报.docx
  nianbao import 收来的网页 -o 各乡镇报告

读 .docx、表格（.xlsx、.ods、.xls，填好的填报表也是）、网页（.html、.mht）、纯文本（.txt、.md）、有文字的 PDF，和本程序做的 OFD。读不出的格写成“【请填写：……】”，不填好通不过检查

退出码：0 每一格都读到了；1 有读不出或存疑的；2 不是年度报告，或文件读不了、写不了"
)]
pub struct Args {
    #[arg(
        value_name = "输入",
        required = true,
        help = "报告文件，或放着若干报告文件的文件夹；可以给多个"
    )]
    inputs: Vec<PathBuf>,

    #[arg(
        short,
        long,
        value_name = "文件夹",
        help = "YAML 写到哪个文件夹，只读一份的也可以写文件名（.yaml），- 是直接打印；不给时放在原文件旁边，文件名相同"
    )]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let (inputs, findings) = inputs(&args.inputs);
    let mut worst = terminal.tell(&findings);
    if let Some(finding) = one_file_of_several(&inputs, args.output.as_deref()) {
        return terminal.tell(&finding.into()).max(worst);
    }
    let targets = ImportTargets::of(&inputs, args.output.as_deref());
    worst = worst.max(terminal.tell(&targets.clashes));
    for path in inputs.files.iter().filter(|path| !targets.refused.contains(*path)) {
        worst = worst.max(one(path, (&inputs, &targets), args, terminal));
    }
    worst
}

/// Whether what `-o` names is a file and no folder: `今年.yaml`, unless a folder is called so.
fn is_file_name(output: &Path) -> bool {
    file::has_extension(output, &["yaml", "yml"]) && !output.is_dir()
}

/// Several reports have no place in one file.
fn one_file_of_several(inputs: &Inputs, output: Option<&Path>) -> Option<Diagnostic> {
    let output = output.filter(|output| inputs.files.len() > 1 && is_file_name(output))?;
    let (count, name) = (inputs.files.len(), file::shown(output));
    let message = format!("有 {count} 份报告要读，-o 给的却是一个文件名：{name}");
    let help = "请在 -o 后面写一个文件夹；每份报告写成一个 YAML，文件名和原来的相同";
    Some(Diagnostic::error(Code::Usage, message).help(help))
}

/// The files behind what was named; one that was named twice comes once.
fn inputs(named: &[PathBuf]) -> (Inputs, Diagnostics) {
    let mut inputs = Inputs::default();
    let mut findings = Diagnostics::default();
    for path in named {
        if path.is_dir() {
            match in_folder(path, &mut findings) {
                Ok(found) => inputs.files.extend(found),
                Err(errors) => findings.extend(errors),
            }
        } else {
            inputs.files.push(path.clone());
            inputs.named.insert(path.clone());
        }
    }
    let mut seen = HashSet::new();
    inputs.files.retain(|path| seen.insert(batch::identity(path)));
    (inputs, findings)
}

/// The files of a folder that are read; what cannot be, and what its name alone keeps from it, is told.
fn in_folder(folder: &Path, findings: &mut Diagnostics) -> Result<Vec<PathBuf>> {
    let is_litter = |path: &PathBuf| {
        path.file_name().is_some_and(|name| batch::is_litter(&name.to_string_lossy()))
    };
    let names = batch::names(folder)?;
    let all: Vec<PathBuf> = names.into_iter().filter(|path| !is_litter(path)).collect();
    findings.extend(all.iter().filter_map(|path| batch::oddly_named(path)));
    let called = all.into_iter().filter(|path| source::class(path).is_some() && !path.is_dir());
    let (found, odd): (Vec<PathBuf>, Vec<PathBuf>) =
        called.partition(|file| file.symlink_metadata().is_ok_and(|about| about.is_file()));
    for file in &odd {
        findings.extend(file::read_beside(file).err().unwrap_or_default());
    }
    if found.is_empty() && odd.is_empty() {
        let message = format!("文件夹 {} 里没有能读的文件", file::shown(folder));
        let help = "能读 .docx、.xlsx、.ods、.xls、.html、.htm、.mht、.txt、.md、.pdf、.ofd，要直接放在这个文件夹里";
        return Err(Diagnostic::error(Code::NoReports, message).help(help).into());
    }
    Ok(found)
}

fn one(
    path: &Path,
    from: (&Inputs, &ImportTargets),
    args: &Args,
    terminal: &mut Terminal,
) -> Status {
    let name = file::shown(path);
    match imported(path, from, args, terminal) {
        Ok(imported) => {
            let mut found = imported.findings.clone();
            found.extend(imported.untied.iter().cloned());
            let told = terminal.tell(&found.of_file(&name));
            terminal.say(&format!("{name}：{}\n", imported.tally));
            if imported.tally.is_whole() { told } else { told.max(Status::Findings) }
        }
        Err(findings) => terminal.tell(&findings.of_file(&name)),
    }
}

fn imported(
    path: &Path,
    (inputs, targets): (&Inputs, &ImportTargets),
    args: &Args,
    terminal: &mut Terminal,
) -> Result<Imported> {
    let imported = read(path, inputs)?;
    let Some(target) = targets.of_input(path) else {
        terminal.bytes(imported.yaml.text.as_bytes());
        return Ok(imported);
    };
    batch::no_input(&target, &targets.inputs)?;
    file::make_folder(file::folder_of(&target))?;
    file::create(&target, imported.yaml.text.as_bytes(), args.overwrite.force)?;
    terminal.line(&file::shown(&target));
    Ok(imported)
}

/// Reads a report that is in a file of another kind.
fn read(path: &Path, inputs: &Inputs) -> Result<Imported> {
    let name = file::shown(path);
    let bytes = inputs.read(path)?;
    if import::is_yaml(&name, &bytes) {
        let message = format!("{name} 已经是 YAML，没有再读，也没有改动它");
        let help =
            "它可以直接用：nianbao check、render、summarize；要读的是别的文件的，请写明文件名";
        return Err(Diagnostic::error(Code::SourceKind, message).help(help).into());
    }
    import::import(&name, &bytes, &Forms::default())
}

/// Where the YAML of each input goes, and which may not go there.
struct ImportTargets {
    /// `None` is beside each input.
    folder: Option<PathBuf>,
    /// The file for the only input, where one was named.
    file: Option<PathBuf>,
    /// Whether nothing is written at all.
    is_printed: bool,
    /// What the inputs are, whatever they are called.
    inputs: FileSet,
    /// Inputs whose YAML would take the place of each other's.
    refused: HashSet<PathBuf>,
    clashes: Diagnostics,
}

impl ImportTargets {
    fn of(inputs: &Inputs, output: Option<&Path>) -> Self {
        let is_printed = output == Some(Path::new("-"));
        let mut targets = Self {
            folder: output.map(Path::to_owned),
            file: output.filter(|output| is_file_name(output)).map(Path::to_owned),
            is_printed,
            inputs: FileSet::of(&inputs.files),
            refused: HashSet::new(),
            clashes: Diagnostics::default(),
        };
        let mut claims: BTreeMap<PathBuf, Vec<&Path>> = BTreeMap::new();
        for path in &inputs.files {
            if let Some(target) = targets.of_input(path) {
                let name = file::shown(target.file_name().unwrap_or_default().as_ref());
                let place = batch::one_name(file::folder_of(&target), &name);
                claims.entry(place).or_default().push(path);
            }
        }
        for mut claimants in claims.into_values().filter(|all| all.len() > 1) {
            // What holds no report makes no YAML.
            claimants.retain(|path| read(path, inputs).is_ok());
            if let [first, _, ..] = claimants[..]
                && let Some(target) = targets.of_input(first)
            {
                let help = "一次只读其中一份；都要读的，请先把文件名改得不一样，或用 -o 分别写到几个文件夹";
                targets.clashes.push(batch::name_taken(&claimants, help)(&target));
                targets.refused.extend(claimants.into_iter().map(Path::to_owned));
            }
        }
        targets
    }

    /// Where the YAML of an input goes; nowhere if it is printed.
    fn of_input(&self, path: &Path) -> Option<PathBuf> {
        if self.is_printed {
            return None;
        }
        if let Some(file) = &self.file {
            return Some(file.clone());
        }
        let yaml = path.with_extension("yaml");
        // As it is shown: what a terminal would act on in a name of others is not passed on.
        let name = file::shown(yaml.file_name().unwrap_or_default().as_ref());
        let beside = || path.with_file_name(&name);
        Some(self.folder.as_ref().map_or_else(beside, |folder| folder.join(&name)))
    }
}
