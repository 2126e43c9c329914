//! The one way through folders: in the same order on every system, never through a link, bounded.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// More names than any folder of reports, fonts or templates has: it is the wrong folder.
const MOST_NAMES: usize = 100_000;

/// Folders of templates, fonts and pictures are never deeper.
pub const MOST_LEVELS: usize = 4;

/// The files of a folder and of the folders in it, at most `levels` below it, by name; those of a
/// folder stand where its own name would. A link is given as a file and not followed. A folder that
/// cannot be read comes as an error with its path.
pub fn files(folder: &Path, levels: usize) -> Files {
    let root = FileName { path: folder.to_owned(), is_folder: true, level: 0 };
    Files { levels, left: MOST_NAMES, pending: vec![root] }
}

/// Everything that stands directly in a folder, folders too, by name.
///
/// # Errors
/// The system's, or that there is too much.
pub fn names(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut walk = files(folder, 0);
    if let Some(root) = walk.pending.pop() {
        walk.open(&root)?;
    }
    Ok(walk.pending.into_iter().rev().map(|name| name.path).collect())
}

/// A walk through folders; see [`files`].
#[derive(Debug)]
pub struct Files {
    levels: usize,
    /// So many more names may be met.
    left: usize,
    /// What is still to be visited, the next one last.
    pending: Vec<FileName>,
}

#[derive(Debug)]
struct FileName {
    path: PathBuf,
    is_folder: bool,
    level: usize,
}

impl Iterator for Files {
    type Item = Result<PathBuf, (PathBuf, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.pending.pop()?;
            if !name.is_folder {
                return Some(Ok(name.path));
            }
            if name.level <= self.levels
                && let Err(error) = self.open(&name)
            {
                return Some(Err((name.path, error)));
            }
        }
    }
}

impl Files {
    fn open(&mut self, folder: &FileName) -> io::Result<()> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder.path)? {
            let entry = entry?;
            if self.left == 0 {
                let message = format!("里面的文件超过 {} 万个", MOST_NAMES / 10_000);
                return Err(io::Error::other(message));
            }
            self.left -= 1;
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            names.push(FileName { path: entry.path(), is_folder, level: folder.level + 1 });
        }
        names.sort_by(|a, b| b.path.cmp(&a.path));
        self.pending.append(&mut names);
        Ok(())
    }
}

/// Whether a file is called `*.a` or `*.b`, in capitals or not.
pub fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| known.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_by_name_down_to_a_level_and_links_are_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir_all(at("b/c/d")).unwrap();
        for name in ["a.x", "b.x", "b/1", "b/c/2", "b/c/d/3", "c"] {
            fs::write(at(name), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("b"), at("z")).unwrap();
        let names = |levels| -> Vec<String> {
            let path = |found: Result<PathBuf, _>| found.unwrap();
            let short =
                |path: PathBuf| path.strip_prefix(home.path()).unwrap().display().to_string();
            files(home.path(), levels).map(path).map(short).filter(|name| name != "z").collect()
        };
        let all = super::names(home.path()).unwrap();
        let all = all.iter().filter(|path| !path.ends_with("z"));
        assert!(all.eq([at("a.x"), at("b"), at("b.x"), at("c")].iter()));
        assert_eq!(names(0), ["a.x", "b.x", "c"]);
        assert_eq!(names(2), ["a.x", "b/1", "b/c/2", "b.x", "c"]);
        let none = files(&at("无"), 1).next().unwrap();
        assert_eq!(none.unwrap_err().0, at("无"));
    }
}
