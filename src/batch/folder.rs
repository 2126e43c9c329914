//! What a folder that was named as a whole comes to: every file in it that may be a report is taken, or it is
//! told why not. What this program has made of a YAML that is there is no second report.

use super::{
    ASIDE,
    input::{is_county, is_hidden, is_litter},
    known::{KnownReport, KnownReports},
    odd_name::{is_yaml, oddly_named},
    second::PassedProduct,
    stamp::{self, Found},
    together::is_of_many,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    digest::Digest,
    export::FORMATS,
    file,
    import::{
        self,
        source::{self, SourceClass},
    },
    report::Forms,
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// What a folder gives.
#[derive(Debug, Default)]
pub(super) struct FolderReports {
    /// The reports, by name.
    pub taken: Vec<PathBuf>,
    /// Everything in it that is called as a report may be.
    pub all: Vec<PathBuf>,
    /// What this program has made of reports that are taken.
    pub products: Vec<PassedProduct>,
    /// What was not taken, and why.
    pub findings: Diagnostics,
}

/// Files that hold reports and cannot be read: how they are called, what they are, and what to do.
const UNREAD: [(&[&str], &str, &str); 4] = [
    (&["doc", "dot", "rtf"], "旧版 Word 文件读不了", "请用 Word 或 WPS 打开，另存为 .docx"),
    (&["wps", "wpt"], "WPS 自己的文字文件读不了", "请用 WPS 打开，另存为 .docx"),
    (
        &["odt", "ott", "fodt"],
        "开放文档格式的文字文件读不了",
        "请用 LibreOffice、WPS 或 Word 打开，另存为 .docx",
    ),
    (&["et", "ett", "xlsb"], "这种表格文件读不了", "请用 WPS 或 Excel 打开，另存为 .xlsx"),
];
/// Files that may hold files of reports.
const ARCHIVES: (&[&str], &str, &str) =
    (&["zip", "rar", "7z"], "压缩文件没有打开", "里面有报告的，请先解压到这个文件夹");
/// How far below a folder reports are looked for that are not taken, and how many files are looked at.
const LEVELS: usize = 2;
const MOST_BELOW: usize = 2000;
/// Names that one finding shows.
const SHOWN: usize = 8;

/// Looks through what stands directly in a folder.
pub(super) fn reports(names: Vec<PathBuf>) -> FolderReports {
    let mut folder = FolderSort::default();
    let mut misnamed_files = Diagnostics::default();
    let (mut yamls, mut others) = (Vec::new(), Vec::new());
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_litter(&name) || is_county(&name) {
            continue;
        }
        if is_yaml(&name) {
            yamls.push(path);
        } else if let Some(told) = oddly_named(&path) {
            misnamed_files.push(told);
        } else if path.symlink_metadata().is_ok_and(|about| about.is_dir()) {
            folder.below(&path, &name);
        } else if is_odd(&path) && source::class(&path).is_some() {
            // Not to be read, and told as a YAML of its kind is.
            folder.taken.push(path);
        } else if is_of_many(&path) {
            // What was made of all reports is none of them.
        } else if may_be_report(&path) {
            others.push(path);
        } else {
            folder.unread(&path);
        }
    }
    // Only what stands beside them is held against them.
    let seen = yamls.iter().filter(|path| !others.is_empty() && !is_hidden(path));
    let known: Vec<KnownReport> = seen.map(|path| KnownReport::of_yaml(path)).collect();
    folder.known = KnownReports::new(known);
    // Of two of a kind the one that somebody works on comes first, whatever they are called.
    others.sort_by_cached_key(|path| (source::class(path), made_from(path).is_some()));
    folder.has_made = others.iter().any(|path| made_from(path).is_some());
    for path in &others {
        if is_hidden(path) || folder.takes(path) {
            folder.taken.push(path.clone());
        }
    }
    let mut all = yamls.clone();
    all.append(&mut others);
    folder.taken.append(&mut yamls);
    for files in [&mut all, &mut folder.taken] {
        files.sort_unstable();
    }
    misnamed_files.extend(told(folder.left));
    FolderReports { taken: folder.taken, all, products: folder.products, findings: misnamed_files }
}

/// Whether it is a link, a pipe, a device: anything but a plain file or a folder.
fn is_odd(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Whether a file may be read as a report of another kind than YAML, by its name or by how it begins.
fn may_be_report(path: &Path) -> bool {
    if source::class(path).is_some() {
        return true;
    }
    // A Word file under the name of an older one.
    UNREAD.iter().any(|(kinds, ..)| file::has_extension(path, kinds))
        && file::read_beside(path)
            .is_ok_and(|bytes| source::kind(&file::shown(path), &bytes).is_ok())
}

/// Why a file was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LeftOut {
    why: String,
    help: &'static str,
    names: Vec<String>,
}

#[derive(Default)]
struct FolderSort {
    known: KnownReports,
    taken: Vec<PathBuf>,
    /// Whether some of the files are ours.
    has_made: bool,
    /// What the files that were taken are made from, where they are ours.
    made: HashSet<Digest>,
    products: Vec<PassedProduct>,
    left: Vec<LeftOut>,
}

impl FolderSort {
    fn leave(&mut self, path: &Path, why: String, help: &'static str) {
        let name = file::shown(path.file_name().unwrap_or_default().as_ref());
        self.leave_named(name, why, help);
    }

    fn leave_named(&mut self, name: String, why: String, help: &'static str) {
        match self.left.iter_mut().find(|left| left.why == why && left.help == help) {
            Some(left) => left.names.push(name),
            None => self.left.push(LeftOut { why, help, names: vec![name] }),
        }
    }

    fn unread(&mut self, path: &Path) {
        let mut kinds = UNREAD.iter().chain([&ARCHIVES]);
        let found = kinds.find(|(kinds, ..)| file::has_extension(path, kinds));
        if let Some((_, why, help)) = found {
            self.leave(path, (*why).to_owned(), help);
        }
    }

    /// Tells of a folder in the folder, if there are reports in it.
    fn below(&mut self, path: &Path, name: &str) {
        if name.starts_with('.') || name == ASIDE {
            return;
        }
        let files = file::files(path, LEVELS).flatten().take(MOST_BELOW);
        let count = files.filter(|file| is_report_below(file)).count();
        if count > 0 {
            let why = "文件夹里的文件夹没有看".to_owned();
            let help = "里面是要一起用的报告的，请移到上一层；或者在命令里把那个文件夹也写上";
            self.leave_named(format!("{name}（{count} 个像报告的文件）"), why, help);
        }
    }

    /// Whether a file is a report of its own; what it is else is kept to be told.
    fn takes(&mut self, path: &Path) -> bool {
        let made = made_from(path);
        // The files of one run say the same, each in its own way.
        let is_same = |digest: Digest| self.made.iter().any(|other| other.says_the_same(digest));
        if made.is_some_and(is_same) {
            return false;
        }
        let is_shown_only = source::class(path) == Some(SourceClass::Print);
        if made.is_none() && is_shown_only && self.known.named(path).next().is_some() {
            return false;
        }
        let master = self.known.named(path).find(|known| known.is_written_in());
        if let Some(of) = master.map(|known| known.path.clone()).filter(|_| made.is_some()) {
            self.products.push(PassedProduct { path: path.to_owned(), of });
            return false;
        }
        let own = self.own(path, made.is_some());
        if let Some(text) = &own {
            self.made.extend(made);
            self.known.add(KnownReport::of_file(path).saying(text));
        }
        own.is_some()
    }

    /// The YAML of a report of its own; empty where it was not read.
    fn own(&mut self, path: &Path, is_made: bool) -> Option<String> {
        let is_text = source::class(path) == Some(SourceClass::Text);
        let is_shown_only = source::class(path) == Some(SourceClass::Print);
        let may_double = self.known.has_yaml() || self.has_made;
        if !may_double && !is_text && !is_shown_only {
            return Some(String::new());
        }
        let Ok(bytes) = file::read_beside(path) else {
            return Some(String::new());
        };
        if bytes.is_empty() && is_text {
            return None;
        }
        let name = file::shown(path);
        let opened = match import::open(&name, &bytes, &Forms::default()) {
            Ok((source, _)) => source,
            Err(found) => return self.is_fault(path, is_made, &found).then(String::new),
        };
        // A table of sums beside the report that it belongs to is of no unit.
        if self.known.has_stem(path) && !KnownReport::names_unit(&opened.text) {
            return None;
        }
        // One that does not say whose it is: what it was made from lies beside it and does.
        if is_made && self.known.has_yaml() && !KnownReport::names_unit(&opened.text) {
            return None;
        }
        let is_second = if is_made {
            self.is_product(path, &opened.text)
        } else {
            self.is_beside_yaml(path, &opened.text)
        };
        (!is_second).then(|| opened.text.clone())
    }

    /// Whether what this program has made is no second report: it was made of one that is taken, or says the same as
    /// another that was made. Two that say different things are two, whatever they are called.
    fn is_product(&mut self, path: &Path, text: &str) -> bool {
        if let Some(master) = self.known.same(text).find(|known| known.is_written_in()) {
            self.products.push(PassedProduct { path: path.to_owned(), of: master.path.clone() });
            return true;
        }
        self.known.same(text).any(|known| known.different(text).is_empty())
    }

    /// Whether a file is of a unit whose YAML is taken; it is told what it says otherwise.
    fn is_beside_yaml(&mut self, path: &Path, text: &str) -> bool {
        let Some(other) = self.known.same(text).find(|known| known.is_yaml) else {
            return false;
        };
        let (differs, other) = (other.other_numbers(text), &other.name);
        let why = format!("和 {other} 是同一单位、同一年度的报告，只取了 YAML{differs}");
        let help = "要用这个文件的，请写明它的文件名，或者移走 YAML；不用的移到别处";
        self.leave(path, why, help);
        true
    }

    /// Whether what is wrong with a file is told when it is read; that it is no report is told here.
    fn is_fault(&mut self, path: &Path, is_made: bool, found: &Diagnostics) -> bool {
        let is_text = source::class(path) == Some(SourceClass::Text);
        let first = found.iter().next();
        match first.map(|first| first.code) {
            Some(Code::NotAReport) => {
                if !is_made && !is_text && !self.known.has_stem(path) {
                    let help = "是报告的，请打开看看是不是存错了；不是的，可以移到别处";
                    self.leave(path, "里面没有找到年度报告".to_owned(), help);
                }
                false
            }
            Some(Code::SourceKind) if source::class(path) == Some(SourceClass::Print) => {
                if !is_made {
                    let help = "请用它的 DOCX、网页或填报表；是扫描的，要找有文字的原文件";
                    self.leave(
                        path,
                        "扫描的、加了密的 PDF，别的程序做的 OFD 读不了".to_owned(),
                        help,
                    );
                }
                false
            }
            Some(Code::DamagedPdf | Code::EncryptedPdf | Code::LargePdf) => {
                let help = "是报告的，请用它的 DOCX、网页或填报表；不是的，可以移到别处";
                self.leave(path, "PDF、OFD 打不开".to_owned(), help);
                false
            }
            _ => true,
        }
    }
}

/// What a file was made from, if this program has made it and it is as it was made.
fn made_from(path: &Path) -> Option<Digest> {
    let format =
        FORMATS.into_iter().find(|format| file::has_extension(path, &[format.extension]))?;
    match stamp::look(path, format) {
        Ok(Found::Made(digest)) => Some(digest),
        _ => None,
    }
}

/// Whether a file further down is one that would be taken if it stood in the folder.
fn is_report_below(path: &Path) -> bool {
    if is_hidden(path) || path.file_name().is_some_and(|name| is_litter(&name.to_string_lossy())) {
        return false;
    }
    if file::has_extension(path, &["yaml", "yml"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return !is_county(&name) && KnownReport::of_yaml(path).agency.is_some();
    }
    let is_listed = |kinds: &[&str]| file::has_extension(path, kinds);
    let is_office = source::class(path).is_some_and(|class| class <= SourceClass::Page)
        || UNREAD.iter().any(|(kinds, ..)| is_listed(kinds));
    is_office && made_from(path).is_none() && !is_of_many(path)
}

/// A finding for each reason.
fn told(left: Vec<LeftOut>) -> Diagnostics {
    let finding = |LeftOut { why, help, names }: LeftOut| {
        let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("、");
        let rest =
            if names.len() > SHOWN { format!("等 {} 个", names.len()) } else { String::new() };
        Diagnostic::warning(Code::NotTaken, format!("没有取 {shown}{rest}：{why}")).help(help)
    };
    left.into_iter().map(finding).collect()
}
