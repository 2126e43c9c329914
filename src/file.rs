//! Reading what the user named and writing what was made, with the system's reasons in the user's
//! words. A file appears whole or not at all: it is written beside its target and then renamed. Only
//! plain files are read, and only plain files are replaced.

mod in_place;
mod read;
mod replace;
mod rewrite;
mod same;
mod show;
mod stage;
mod walk;

pub use self::{
    in_place::OLD_TEXT,
    read::{read, read_beside, read_plain},
    replace::{
        Output, StandingFiles, create, create_swept, folder_below, make_folder, replace_all,
        replace_all_if,
    },
    rewrite::rewrite,
    same::FileSet,
    show::shown,
    stage::sweep,
    walk::{Files, MOST_LEVELS, files, has_extension, names},
};

use crate::diagnostic::{Code, Diagnostic};
use std::{
    io::{self, ErrorKind},
    path::{MAIN_SEPARATOR_STR, Path},
};

/// Whether a path is a folder or, where nothing is there yet, is written as one: `新/`.
pub fn names_folder(path: &Path) -> bool {
    let written = path.as_os_str().as_encoded_bytes();
    path.is_dir() || written.ends_with(MAIN_SEPARATOR_STR.as_bytes())
}

/// The folder that holds a file.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

const WRITE_HELP: &str = "请换一个能写入的文件夹（-o），或关闭正打开着该文件的程序后再试";

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("写不了 {}：{}", shown(path), reason(error));
    Diagnostic::error(Code::Unwritable, message).help(WRITE_HELP)
}

/// The system's reason in plain words.
pub fn reason(error: &io::Error) -> String {
    // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return "文件正被别的程序打开着".into();
    }
    // EIO is 5 on every Unix; ELOOP has no stable kind yet.
    if cfg!(unix) && error.raw_os_error() == Some(5) {
        return "磁盘出错".into();
    }
    if cfg!(target_os = "linux") && error.raw_os_error() == Some(40) {
        return "这个链接绕成了圈".into();
    }
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出了磁盘配额",
        ErrorKind::FileTooLarge => "文件超出了系统允许的大小",
        ErrorKind::IsADirectory => "那里已有同名的文件夹",
        ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹",
        ErrorKind::AlreadyExists => "那里已有同名的文件",
        ErrorKind::InvalidFilename => "文件名太长或含有系统不允许的字符",
        ErrorKind::AddrInUse => "别的程序正用着",
        ErrorKind::AddrNotAvailable => "这台电脑上没有这个地址",
        ErrorKind::ResourceBusy => "文件正被别的程序占用",
        _ => return of_number(error),
    };
    known.into()
}

/// What has no kind: the system's number for it. `tempfile` keeps it only in the words of its error.
fn of_number(error: &io::Error) -> String {
    let said = error.to_string();
    let worded = || said.split_once("(os error ")?.1.split_once(')')?.0.parse().ok();
    match error.raw_os_error().or_else(worded) {
        // ENFILE and EMFILE on every Unix.
        Some(23 | 24) if cfg!(unix) => "同时打开的文件太多".into(),
        Some(number) => format!("系统报错（错误号 {number}）"),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::{stage::stage, *};
    use std::fs;

    fn outputs(pairs: &[(&str, &str)]) -> Vec<Output> {
        let output =
            |&(name, text): &(&str, &str)| Output { name: name.into(), bytes: text.into() };
        pairs.iter().map(output).collect()
    }

    /// Nothing was looked at, and anything may go.
    fn anything() -> StandingFiles {
        StandingFiles::of(Path::new("."), [])
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_reason_is_no_english() {
        let wrapped = io::Error::other("Too many open files (os error 24) at path \"/tmp/x\"");
        for error in [wrapped, io::Error::from_raw_os_error(24)] {
            assert_eq!(reason(&error), "同时打开的文件太多");
        }
        assert_eq!(reason(&io::Error::from_raw_os_error(75)), "系统报错（错误号 75）");
        assert_eq!(reason(&io::Error::other("不是字体")), "不是字体");
    }

    #[test]
    fn what_was_saved_since_the_look_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for name in ["a.yaml", "b.yaml"] {
            fs::write(at(name), "old").unwrap();
        }
        let new = outputs(&[("a.yaml", "1"), ("b.yaml", "2"), ("c.yaml", "3")]);
        let look = || StandingFiles::of(home.path(), ["a.yaml", "b.yaml", "c.yaml"]);
        for saved in ["b.yaml", "c.yaml"] {
            let standing = look();
            fs::write(at(saved), "saved").unwrap();
            let refused = replace_all(home.path(), &new, &standing).unwrap_err();
            assert!(refused[0].message.contains("刚刚有人保存过"), "{refused:?}");
            assert_eq!(fs::read_to_string(at("a.yaml")).unwrap(), "old");
            assert_eq!(fs::read_to_string(at(saved)).unwrap(), "saved");
            assert!(names(home.path()).iter().all(|name| name.len() == 6), "nothing is left over");
        }
        replace_all(home.path(), &new, &look()).unwrap();
        assert_eq!(fs::read_to_string(at("c.yaml")).unwrap(), "3");
    }

    #[test]
    fn writes_all_files_into_a_folder_that_it_makes_and_leaves_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("甲/乙");
        replace_all(&folder, &outputs(&[("a.docx", "1"), ("a.pdf", "2")]), &anything()).unwrap();
        replace_all(&folder, &outputs(&[("a.pdf", "3")]), &anything()).unwrap();
        assert_eq!(names(&folder), ["a.docx", "a.pdf"]);
        assert_eq!(fs::read(folder.join("a.pdf")).unwrap(), b"3");
        assert_eq!(names(home.path()), ["甲"]);
    }

    #[test]
    fn a_second_file_that_cannot_be_put_in_place_takes_the_first_one_back() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("a.pdf")).unwrap();
        fs::write(home.path().join("a.docx"), "old").unwrap();
        let error =
            replace_all(home.path(), &outputs(&[("a.docx", "1"), ("a.pdf", "2")]), &anything());
        let message = error.unwrap_err()[0].message.clone();
        assert!(message.ends_with("a.pdf：那里已有同名的文件夹"), "{message}");
        assert_eq!(fs::read(home.path().join("a.docx")).unwrap(), b"old");

        fs::create_dir(home.path().join("b.pdf")).unwrap();
        replace_all(home.path(), &outputs(&[("b.docx", "1"), ("b.pdf", "2")]), &anything())
            .unwrap_err();
        assert_eq!(names(home.path()), ["a.docx", "a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_new_file_does_not_replace_an_old_one_unless_told_to() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("某乡.yaml");
        create(&path, b"1", false).unwrap();
        let error = create(&path, b"2", false).unwrap_err();
        assert_eq!(error[0].code, Code::Exists);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        create(&path, b"2", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_the_reason() {
        let home = tempfile::tempdir().unwrap();
        let message = |path: &Path| read(path).unwrap_err()[0].message.clone();
        assert!(message(&home.path().join("无.yaml")).ends_with("：没有这个文件或文件夹"));
        assert!(message(home.path()).ends_with("：这是文件夹，不是文件"));
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_is_being_written_stays() {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in [(".nianbao-a1.tmp", "half"), (".nianbao-b2.tmp", "")] {
            fs::write(home.path().join(name), text).unwrap();
        }
        fs::write(home.path().join("报告.tmp"), "not ours").unwrap();
        let writing = stage(home.path(), b"whole").unwrap();
        sweep(home.path());
        writing.persist(home.path().join("a.pdf")).unwrap();
        assert_eq!(names(home.path()), ["a.pdf", "报告.tmp"]);
        sweep(&home.path().join("无"));
    }

    #[cfg(unix)]
    #[test]
    fn a_report_is_readable_for_others() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        replace_all(home.path(), &outputs(&[("a.pdf", "1")]), &anything()).unwrap();
        let probe = home.path().join("probe");
        fs::write(&probe, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&home.path().join("a.pdf")), mode(&probe));
    }

    #[test]
    fn a_file_that_somebody_saved_since_is_not_rewritten() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.yaml");
        fs::write(&path, "新").unwrap();
        let error = rewrite(&path, "旧".as_bytes(), b"2").unwrap_err();
        assert_eq!(error[0].code, Code::Exists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        rewrite(&path, "新".as_bytes(), b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(names(home.path()), ["a.yaml"]);
    }

    #[test]
    fn what_cannot_be_removed_is_told_with_its_place() {
        let home = tempfile::tempdir().unwrap();
        let odd = tempfile::TempPath::try_from_path(home.path().to_owned()).unwrap();
        let error = rewrite::discard(odd).unwrap_err();
        assert_eq!(error[0].code, Code::Unwritable);
        assert!(error[0].message.contains(&shown(home.path())), "{}", error[0].message);
        assert!(home.path().exists());
    }

    #[test]
    fn what_must_not_go_is_put_back_with_all_that_was_replaced_before_it() {
        let home = tempfile::tempdir().unwrap();
        for name in ["a.docx", "a.pdf"] {
            fs::write(home.path().join(name), "old").unwrap();
        }
        let refuse = |target: &Path, old: &Path| {
            assert_eq!(fs::read(old).unwrap(), b"old");
            if target.ends_with("a.pdf") {
                return Err(Diagnostic::error(Code::Exists, "changed").into());
            }
            Ok(())
        };
        let new = outputs(&[("a.docx", "1"), ("b.docx", "2"), ("a.pdf", "3")]);
        replace_all_if(home.path(), &new, &refuse).unwrap_err();
        assert_eq!(names(home.path()), ["a.docx", "a.pdf"]);
        assert_eq!(fs::read(home.path().join("a.docx")).unwrap(), b"old");
        assert_eq!(fs::read(home.path().join("a.pdf")).unwrap(), b"old");
    }
}
