//! Names that a report's would be but for a slip, and what holds a report under a name of no kind: what a folder
//! leaves out, it tells, since a report that is missing without a word is missing in the sums.

use super::{input::is_county, known::KnownReport};
use crate::{
    diagnostic::{Code, Diagnostic},
    file,
    import::source::{self, SourceClass},
    text,
};
use std::{ffi::OsStr, path::Path};

/// What stands before an extension where a point should, typed with a Chinese keyboard.
const MARKS: &str = "。｡．·・‧•…、,;:!";
/// What may stand there by intent.
const LOOSE: &str = "_-—–";
/// Extensions of our own; those of other files are the importer's.
const YAML: [&str; 2] = ["yaml", "yml"];
/// How what stands behind the extension of a copy begins, or what stands in it anywhere.
const COPIES: [&str; 12] = [
    "bak",
    "old",
    "orig",
    "backup",
    "save",
    "tmp",
    "copy",
    "part",
    "crdownload",
    "download",
    "swp",
    "~",
];
const COPY_WORDS: [&str; 8] = ["副本", "备份", "拷贝", "复制", "旧", "原稿", "作废", "下载"];
/// Largest file that is looked into; no report that is typed is larger.
const MOST: u64 = 1 << 20;

/// What is wrong with a name.
enum OddName {
    /// A report is left out.
    Slip(&'static str, String),
    /// What may be one is, and most likely is meant to be.
    Copy,
    /// A text or a printed page with a slip in its name.
    Other(String),
}

/// What is to be told of a file of a folder that is not taken for its name alone; nothing for a file that is
/// called as a report is, and for one that has nothing to do with reports.
pub fn oddly_named(path: &Path) -> Option<Diagnostic> {
    let name = path.file_name()?.to_string_lossy();
    let shown = file::shown(path);
    let left = |why: &str| format!("没有取 {shown}：{why}");
    Some(match odd(path, &name)? {
        OddName::Slip(why, help) => Diagnostic::error(Code::Unreadable, left(why)).help(help),
        OddName::Copy => Diagnostic::warning(
            Code::NotTaken,
            left("看名称是备份或没有存完的文件，旁边没有它原来的文件"),
        )
        .help("是要用的报告，请把扩展名后面的字去掉；不用的，可以移到别处"),
        OddName::Other(help) => {
            Diagnostic::warning(Code::NotTaken, left("扩展名写得不对")).help(help)
        }
    })
}

fn odd(path: &Path, name: &str) -> Option<OddName> {
    // Where the report is there too, it is the one that is refused.
    if let Some(report) = name.strip_suffix(file::OLD_TEXT) {
        let why = "这是上次改它时中断了留下的原文";
        return (!path.with_file_name(report).exists()).then(|| slip(why));
    }
    if is_known(name) {
        return None;
    }
    if is_known(&plain(name)) {
        return Some(slip("文件名里有多余的空格、点、看不见的字或全角的字"));
    }
    if path.is_dir() {
        return None;
    }
    if let Some(original) = original(name) {
        return (!path.with_file_name(original).exists()).then_some(OddName::Copy);
    }
    ending(name).and_then(|ending| ending.odd(path)).or_else(|| nameless(path, name))
}

fn slip(why: &'static str) -> OddName {
    OddName::Slip(why, "是报告的，请把文件名改好；不是的，可以移到别处".to_owned())
}

/// Whether a file is called as a report may be. A name that is all extension is that of a hidden file.
fn is_known(name: &str) -> bool {
    is_yaml(name) || is_county(name) || source::class(Path::new(name)).is_some()
}

/// Whether a file is called as a report that is typed is.
pub(super) fn is_yaml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

/// A name without what nobody sees in it.
fn plain(name: &str) -> String {
    let seen = |c: &char| !text::is_invisible(*c);
    let plain: String = text::half_width(name).chars().filter(seen).collect();
    plain.trim_end_matches(|c: char| c.is_whitespace() || c == '.').to_owned()
}

/// How a name ends, read as generously as can be.
struct Ending {
    /// What stands before, which is the name of a report.
    stem: String,
    extension: &'static str,
    /// Whether a mark or a blank says that an extension was meant.
    is_marked: bool,
}

/// The longest extension that a name ends in, whatever stands before, in or behind it that is no letter.
fn ending(name: &str) -> Option<Ending> {
    let name = plain(name).to_lowercase();
    let is_gap = |c: char| c.is_whitespace() || c == '.' || MARKS.contains(c) || LOOSE.contains(c);
    let name = name.trim_end_matches(is_gap);
    let mut known: Vec<&'static str> = YAML.into_iter().chain(source::extensions()).collect();
    known.sort_by_key(|extension| std::cmp::Reverse(extension.len()));
    known.into_iter().find_map(|extension| {
        let mut rest = name;
        let mut has_gap = false;
        for letter in extension.chars().rev() {
            let tail = rest.trim_end_matches(is_gap);
            has_gap |= tail.len() < rest.len() && rest.len() < name.len();
            rest = tail.strip_suffix(letter)?;
        }
        let stem = rest.trim_end_matches(is_gap);
        let between = rest.get(stem.len()..).unwrap_or_default();
        let is_marked = between.contains(|c: char| c == '.' || MARKS.contains(c));
        // `甲.xhtml` has another one.
        if between.is_empty() && Path::new(name).extension().is_some_and(OsStr::is_ascii) {
            return None;
        }
        // Letters with blanks between them are words, where no point is before them.
        let is_one = is_marked || !has_gap;
        is_one.then(|| Ending { stem: stem.to_owned(), extension, is_marked })
    })
}

impl Ending {
    /// Whether it is a slip, and of what kind of file.
    fn odd(&self, path: &Path) -> Option<OddName> {
        let Self { stem, extension, is_marked } = self;
        let help = format!(
            "是报告的，请把文件名改成“{stem}.{extension}”：点要用英文的，扩展名里不能有空格；不是的，可以移到别处"
        );
        let why = "扩展名写得不对";
        if YAML.contains(extension) {
            let is_meant = *is_marked || !stem.is_empty();
            return is_meant.then_some(OddName::Slip(why, help));
        }
        let class = source::class(Path::new(&format!("x.{extension}")))?;
        let is_page = class <= SourceClass::Page;
        if is_page && (*is_marked || is_packed(path)) {
            return Some(OddName::Slip(why, help));
        }
        is_marked.then_some(OddName::Other(help))
    }
}

/// Whether a file is one of those that no person types, whatever it is called.
fn is_packed(path: &Path) -> bool {
    file::read_beside(path).is_ok_and(|bytes| {
        let is_read = source::kind(&file::shown(path), &bytes).is_ok();
        is_read && (source::is_packed(&bytes) || source::is_page(&bytes))
    })
}

/// What a name says that a file is a copy of: `甲.yaml` in `甲.yaml.bak`, `甲.yaml~`, `甲.yaml.副本`.
fn original(name: &str) -> Option<&str> {
    let lower = name.to_ascii_lowercase();
    let is_office =
        |e: &&str| source::class(Path::new(&format!("x.{e}"))) <= Some(SourceClass::Page);
    let known = YAML.into_iter().chain(source::extensions().filter(is_office));
    let ends = known.filter_map(|extension| {
        let at = lower.find(&format!(".{extension}"))?;
        Some(at + 1 + extension.len())
    });
    let is_whole = |end: &usize| {
        let next = lower.get(*end..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| !c.is_ascii_alphanumeric())
    };
    let end = ends.filter(is_whole).max()?;
    let (original, tail) = name.split_at_checked(end)?;
    let original = original.trim_start_matches('#');
    (!original.starts_with('.') && is_copy(&tail.to_ascii_lowercase())).then_some(original)
}

/// Whether what stands behind an extension is what programs and people put there.
fn is_copy(tail: &str) -> bool {
    let word = tail.trim_matches(|c: char| c.is_whitespace() || "._-()（）[]#".contains(c));
    word.chars().all(|c| c.is_ascii_digit())
        || COPIES.iter().any(|copy| word.starts_with(copy))
        || COPY_WORDS.iter().any(|copy| word.contains(copy))
}

/// A typed report under a name that says nothing, or nearly says it: `甲`, `甲.yam`.
fn nameless(path: &Path, name: &str) -> Option<OddName> {
    if name.starts_with('.') {
        return None;
    }
    let extension = path.extension().map_or(String::new(), |e| e.to_string_lossy().to_lowercase());
    let is_near =
        extension.is_empty() || !extension.is_ascii() || text::nearest(&extension, YAML).is_some();
    if !is_near {
        return None;
    }
    let bytes = file::read_plain(path, MOST).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let says = |key: &str| text.lines().any(|line| line.starts_with(key));
    let is_report = KnownReport::names_unit(&text)
        && ["年度:", "总体情况:", "主动公开:", "正文:"].into_iter().any(says);
    let help = "请给文件名加上扩展名“.yaml”；不用的，可以移到别处";
    is_report.then(|| OddName::Slip("里面是一份报告，文件名不是报告的", help.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use std::fs;

    const REPORT: &str = "机关: 甲乡人民政府\n年度: 2022\n";

    fn told(name: &str, bytes: &[u8]) -> Option<Severity> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        fs::write(&path, bytes).unwrap();
        oddly_named(&path).map(|finding| finding.severity)
    }

    #[test]
    fn a_slip_in_the_extension_is_told_whatever_it_is() {
        for name in [
            "甲。yaml",
            "甲｡yaml",
            "甲．yaml",
            "甲·yaml",
            "甲，yaml",
            "甲,yml",
            "甲、yaml",
            "甲_yaml",
            "甲-yaml",
            "甲 yaml",
            "甲yaml",
            "甲.ya ml",
            "甲. yaml",
            "甲.y\u{200B}a ml",
            "甲.yaml。",
            "甲.yaml、",
            "甲。 YAML",
            "甲。ｙａｍｌ",
            "甲.ya.ml",
            "甲。yml",
            "甲。docx",
            "甲.do cx",
            "甲、xlsx",
            "甲。。html",
            "甲.docx。",
            "。yaml",
            "甲.yam",
            "甲.ymal",
            "甲.yaml1",
            "甲.yml2",
            "甲",
            "甲.报告",
        ] {
            assert_eq!(told(name, REPORT.as_bytes()), Some(Severity::Error), "{name}");
        }
        for name in ["甲docx", "甲 docx", "甲_xlsx"] {
            let page = "<!DOCTYPE html><html><body><p>甲乡</p></body></html>";
            assert_eq!(told(name, page.as_bytes()), Some(Severity::Error), "{name}");
        }
        for name in [
            "甲。txt",
            "甲。pdf",
            "甲.yaml.bak",
            "甲.yaml~",
            "甲.YAML.副本",
            "甲.docx.bak",
            "甲.yaml (2)",
        ] {
            assert_eq!(told(name, b"x"), Some(Severity::Warning), "{name}");
        }
    }

    #[test]
    fn other_files_of_an_office_are_left_alone() {
        for name in [
            "甲.yaml",
            "county.yaml",
            "甲.docx",
            "说明.txt",
            "照片.jpg",
            "IMG 2023.png",
            "名单",
            "Makefile",
            "Form D",
            "a.xml",
            "信.eml",
            "甲.dotx",
            "甲.tar.gz",
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            "2023年报_docx",
            "报告-pdf",
            "读我 md",
            "甲.json",
            "甲.csv",
            "甲.yaml.png",
            "甲.docx.lnk",
            ".甲.yaml.swp",
            "会议 html",
            "目录",
            "甲.xhtml",
        ] {
            assert_eq!(told(name, b"\x89PNG"), None, "{name}");
        }
        // The old text of a mending that was cut off, and nothing else of it.
        assert_eq!(told("甲.yaml.改前", REPORT.as_bytes()), Some(Severity::Error));
        // A folder is no file.
        let home = tempfile::tempdir().unwrap();
        for name in ["年报_yaml", "甲。docx", "旧 yaml"] {
            fs::create_dir(home.path().join(name)).unwrap();
            assert!(oddly_named(&home.path().join(name)).is_none(), "{name}");
        }
        // What was copied is there.
        fs::write(home.path().join("甲.yaml"), REPORT).unwrap();
        for name in ["甲.yaml.bak", "甲.yaml~", "甲.yaml.改前", "#甲.yaml#"] {
            fs::write(home.path().join(name), REPORT).unwrap();
            assert!(oddly_named(&home.path().join(name)).is_none(), "{name}");
        }
    }
}
