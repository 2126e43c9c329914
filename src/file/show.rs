//! Names of files as people read them.

use std::path::Path;

/// A path as it would be typed, on one line and without anything that a terminal would act on. A name that is
/// not UTF-8 is read as GBK, as archives from Chinese Windows have them.
pub fn shown(path: &Path) -> String {
    let text = match path.to_str() {
        Some(text) => text.to_owned(),
        None => decoded(path),
    };
    crate::text::one_line(&text).into_owned()
}

fn decoded(path: &Path) -> String {
    // A folder may be in UTF-8 and a file in it not.
    let parts = path.iter().map(|part| match part.to_str() {
        Some(text) => text.to_owned(),
        None => gbk(part.as_encoded_bytes()),
    });
    let parts: Vec<_> = parts.collect();
    let joined = parts.join(std::path::MAIN_SEPARATOR_STR);
    if path.is_absolute() { joined.replacen("//", "/", 1) } else { joined }
}

fn gbk(bytes: &[u8]) -> String {
    let (text, had_errors) = encoding_rs::GBK.decode_without_bom_handling(bytes);
    if had_errors { String::from_utf8_lossy(bytes).into_owned() } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_name_is_shown_on_one_line_and_readably() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        let name = |bytes: &[u8]| shown(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(name("乡镇/甲乡.yaml".as_bytes()), "乡镇/甲乡.yaml");
        assert_eq!(name(b"/in/\xd2\xd2\xcf\xe7.yaml"), "/in/乙乡.yaml");
        assert_eq!(name("乡镇/".as_bytes()).as_str(), "乡镇/");
        assert_eq!(name(b"\xff\xff.yaml"), "\u{fffd}\u{fffd}.yaml");
        assert_eq!(name(b"a\x1b[2J\nb"), "a\u{241b}[2J\u{240a}b");
    }
}
