//! A template: the files inside the program, and those of an office's folder in their place.

use super::{
    codes,
    engine::Engine,
    findings::Findings,
    styles::{self, Sheet},
};
use crate::diagnostic::{Diagnostic, Result, Source};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The file a document starts from.
pub(super) const MAIN: &str = "report.html";
/// The file of styles.
pub(super) const STYLES: &str = "styles.yaml";

/// The files inside the program.
const BUILTIN: [(&str, &str); 4] = [
    (
        "narrative.html",
        include_str!("../../templates/annual-report/narrative.html"),
    ),
    (
        MAIN,
        include_str!("../../templates/annual-report/report.html"),
    ),
    (
        STYLES,
        include_str!("../../templates/annual-report/styles.yaml"),
    ),
    (
        "table.html",
        include_str!("../../templates/annual-report/table.html"),
    ),
];

/// No template file written by hand comes near these; they keep a wrong folder from being read.
const MOST_BYTES: u64 = 1 << 20;
const MOST_FILES: usize = 200;
const MOST_LEVELS: usize = 4;

/// A template, compiled and ready to draw any number of reports.
#[derive(Debug)]
pub struct Template {
    files: BTreeMap<String, Arc<Source>>,
    sheets: Vec<Sheet>,
    engine: Engine,
}

impl Template {
    /// The template inside the program, `templates/annual-report/`.
    ///
    /// # Errors
    /// None in a released program: the built-in files are proved by its tests.
    pub fn builtin() -> Result<Self> {
        Self::assemble(BTreeMap::new())
    }

    /// The built-in template with the files of a folder in place of those of the same name; its
    /// `styles.yaml` is laid over the built-in one and needs to hold only what differs.
    ///
    /// Read are `*.html` and `styles.yaml`, also in folders inside it; other files are left alone.
    ///
    /// # Errors
    /// `NB201` for a folder or file that cannot be read, is a link, too large or not UTF-8;
    /// `NB202` and `NB22x` for files that are wrong in themselves.
    pub fn from_dir(dir: &Path) -> Result<Self> {
        let mut own = BTreeMap::new();
        let mut findings = Findings::default();
        walk(dir, "", 0, &mut own, &mut findings);
        findings.finish(())?;
        if own.is_empty() {
            let message = format!("文件夹 {} 里没有模板文件", dir.display());
            let finding = Diagnostic::error(codes::FILE, message);
            return Err(finding
                .help("模板文件夹里要有 report.html、table.html 之类的 .html 文件或 styles.yaml")
                .into());
        }
        Self::assemble(own)
    }

    /// The files inside the program by name, for writing them out.
    pub fn builtin_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILTIN.into_iter()
    }

    /// The files in use by name, an office's own in place of the built-in ones.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<Source>)> {
        self.files
            .iter()
            .map(|(name, source)| (name.as_str(), source))
    }

    pub(super) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    fn assemble(own: BTreeMap<String, Arc<Source>>) -> Result<Self> {
        let mut files: BTreeMap<String, Arc<Source>> = BTreeMap::new();
        for (name, text) in BUILTIN {
            files.insert(
                name.to_owned(),
                Source::new(format!("内置模板/{name}"), text),
            );
        }
        let mut findings = Findings::default();
        let mut sheets = Vec::new();
        for source in files.get(STYLES).into_iter().chain(own.get(STYLES)) {
            sheets.extend(findings.take(styles::load(source)));
        }
        files.extend(own);
        let pages = files.iter().filter(|(name, _)| name.as_str() != STYLES);
        let engine = findings.take(Engine::compile(pages));
        // Values are understood now, so that a wrong one is told before any report is drawn.
        findings.take(styles::resolve(&sheets, None));
        match engine {
            Some(engine) => findings.finish(Self {
                files,
                sheets,
                engine,
            }),
            None => Err(findings.finish(()).err().unwrap_or_default()),
        }
    }
}

/// Reads the template files of a folder and of the folders in it.
fn walk(
    dir: &Path,
    prefix: &str,
    level: usize,
    files: &mut BTreeMap<String, Arc<Source>>,
    findings: &mut Findings,
) {
    let unreadable = |path: &Path, error: &std::io::Error| {
        let message = format!("读不了模板文件夹 {}：{}", path.display(), reason(error));
        Diagnostic::error(codes::FILE, message).help("请看文件夹的名字和位置写对了没有")
    };
    let entries: std::io::Result<Vec<_>> = match fs::read_dir(dir) {
        Ok(entries) => entries.map(|e| e.map(|e| e.path())).collect(),
        Err(error) => Err(error),
    };
    let mut paths: Vec<PathBuf> = match entries {
        Ok(paths) => paths,
        Err(error) => return findings.push(unreadable(dir, &error)),
    };
    paths.sort();
    for path in paths {
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
            continue;
        };
        let name = format!("{prefix}{name}");
        let Ok(about) = fs::symlink_metadata(&path) else {
            continue;
        };
        if about.is_dir() && level < MOST_LEVELS {
            walk(&path, &format!("{name}/"), level + 1, files, findings);
        } else if !is_template(&name) {
            // Pictures, notes and the like.
        } else if files.len() >= MOST_FILES {
            let message = format!("模板文件夹里的文件超过 {MOST_FILES} 个");
            return findings
                .push(Diagnostic::error(codes::FILE, message).help("是不是选错了文件夹？"));
        } else if let Some(source) = findings.take(read(&path, &about)) {
            files.insert(name, source);
        }
    }
}

fn is_template(name: &str) -> bool {
    name == STYLES
        || Path::new(name)
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("html"))
}

fn read(path: &Path, about: &fs::Metadata) -> Result<Arc<Source>> {
    let shown = path.display();
    let refuse = |message: String, help: &str| {
        Err(Diagnostic::error(codes::FILE, message).help(help).into())
    };
    if about.is_symlink() || !about.is_file() {
        return refuse(
            format!("模板文件 {shown} 是链接，不是普通文件"),
            "模板只能读本文件夹里的文件，请把文件复制进来",
        );
    }
    if about.len() > MOST_BYTES {
        return refuse(
            format!("模板文件 {shown} 太大（超过 1 MB）"),
            "模板只是几页文字，请看是不是放错了文件",
        );
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("读不了模板文件 {shown}：{}", reason(&error));
            return refuse(message, "请看文件是否还在、能不能打开");
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{FEFF}')
                .unwrap_or(&text)
                .replace("\r\n", "\n");
            Ok(Source::new(shown.to_string(), text))
        }
        Err(_) => refuse(
            format!("模板文件 {shown} 不是 UTF-8 编码（可能是 GBK）"),
            "用记事本打开，另存为时编码选 UTF-8",
        ),
    }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有找到".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        std::io::ErrorKind::NotADirectory => "不是文件夹".to_owned(),
        _ => error.to_string(),
    }
}
