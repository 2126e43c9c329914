//! The program without a word behind it, as a double click on its file starts it.

use std::{ffi::OsString, path::PathBuf};

/// The folder of whoever has named none, in their own.
const FOLDER: &str = "年报";

/// What is meant by no word at all. On Windows a file is opened by a double click, in a console that would close
/// before the help is read: there it is the form in the browser, over a folder of the user's. Elsewhere, and where
/// no such folder can be had, it is as it was typed.
pub fn as_meant(
    args: impl IntoIterator<Item = OsString>,
    is_clicked: bool,
    home: Option<OsString>,
) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let folder = home.map(|home| PathBuf::from(home).join(FOLDER));
    if args.len() == 1
        && is_clicked
        && let Some(folder) = folder
        && std::fs::create_dir_all(&folder).is_ok()
    {
        args.extend(["serve".into(), folder.into()]);
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_opens_the_form_and_a_typed_command_stays() {
        let home = tempfile::tempdir().unwrap();
        let at = || Some(home.path().as_os_str().to_owned());
        let words = |typed: &[&str]| typed.iter().map(OsString::from).collect::<Vec<_>>();
        let program = words(&["nianbao.exe"]);
        assert_eq!(as_meant(program.clone(), false, at()), program);
        assert_eq!(as_meant(program.clone(), true, None), program);
        assert!(!home.path().join("年报").exists());
        let opened = as_meant(program.clone(), true, at());
        assert_eq!(opened[1..], [OsString::from("serve"), home.path().join("年报").into()]);
        assert!(home.path().join("年报").is_dir());
        // A second click finds it.
        assert_eq!(as_meant(program, true, at()), opened);
        let typed = words(&["nianbao.exe", "check", "a.yaml"]);
        assert_eq!(as_meant(typed.clone(), true, at()), typed);
        // A file in the place of the folder.
        let file = home.path().join("年报/年报");
        std::fs::write(&file, "").unwrap();
        let taken = Some(home.path().join("年报").into());
        let program = words(&["nianbao.exe"]);
        assert_eq!(as_meant(program.clone(), true, taken), program);
    }
}
