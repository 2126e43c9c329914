//! Running the built program on a case, with everything that must hold.

use super::case::Case;
use nianbao::{check, diagnostic::Code};
use std::{
    collections::BTreeMap,
    env, fs,
    io::Read,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Address space of a run in bytes; what the program maps counts, used or not.
pub const MEMORY: u64 = 512 << 20;
/// A guard against hanging, far above what any case takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// Bytes of a line that is said; a list of what may be written somewhere is the longest.
const LONGEST_LINE: usize = 4000;
/// Permissions hold back everybody but root.
const NOBODY: u32 = 65534;

/// A copy of the program that everybody may run: the one at `NIANBAO`, if that is set.
pub struct Program {
    folder: TempDir,
    is_root: bool,
}

/// What came of a case.
pub struct Answer {
    pub code: i32,
    /// How many errors were told, each of which the exit code was held against.
    pub errors: usize,
    pub said: String,
}

/// A path and what stands there.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

impl Program {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path());
        // Files at the bounds take the program of the tests minutes; the one that is handed out is meant to read them.
        let program = env::var_os("NIANBAO").unwrap_or(env!("CARGO_BIN_EXE_nianbao").into());
        // By another process: a file that this one has open for writing could not be run.
        let copied = Command::new("cp")
            .arg("-p")
            .args([&program, folder.path().join("nianbao").as_os_str()])
            .status();
        assert!(copied.unwrap().success());
        let probe = folder.path().join("probe");
        fs::write(&probe, "").unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o000)).unwrap();
        Self { is_root: fs::read(&probe).is_ok(), folder }
    }

    pub fn answer(&self, case: &Case) -> Answer {
        let home = tempfile::tempdir().unwrap();
        let here = home.path().join("here");
        for folder in [&here, &home.path().join("tmp")] {
            fs::create_dir(folder).unwrap();
            open(folder);
        }
        open(home.path());
        case.lay_out(&here);
        let before = tree(home.path());
        let (code, out, err) = self.run(case, home.path(), &here);
        let name = &case.given;
        for word in ["panicked", "程序内部出错", "NB410", "stack overflow", "memory allocation"]
        {
            assert!(!err.contains(word), "{name}: {err}");
        }
        // What is said is for people: a hundred and some findings with their lines, and no text of theirs whole.
        let longest = err.lines().chain(out.lines()).map(str::len).max().unwrap_or(0);
        assert!(longest < LONGEST_LINE, "{name}: a line of {longest} bytes");
        let lines = || err.lines().chain(out.lines());
        let told: Vec<&str> = lines().filter_map(|line| line.strip_prefix("错误[")).collect();
        let due = told.iter().map(|error| exit_code(error)).max();
        assert_eq!(code, i32::from(due.unwrap_or(0)), "{name}: {told:?}");
        let output = here.join("out");
        let elsewhere = |tree: Tree| -> Tree {
            let paths = tree.into_iter();
            paths.filter(|(path, _)| !path.starts_with(&output)).collect()
        };
        let (before, after) = (elsewhere(before), elsewhere(tree(home.path())));
        let same = before.keys().eq(after.keys());
        assert!(same, "{name}: {:?}", after.keys().collect::<Vec<_>>());
        assert!(before == after, "{name}: a file has changed");
        whole(&output, name);
        // The permissions that a case took away are given back, or the folder could not be removed.
        let _ = Command::new("chmod").args(["-R", "u+rwx"]).arg(&here).status();
        let finding = lines().find(|l| l.starts_with("错误[") || l.starts_with("警告["));
        let said = finding.or_else(|| lines().next()).unwrap_or_default();
        Answer { code, errors: told.len(), said: escaped(said) }
    }

    fn run(&self, case: &Case, home: &Path, here: &Path) -> (i32, String, String) {
        let mut command = Command::new("/bin/sh");
        let script = format!("ulimit -v {}; {} exec \"$@\"", MEMORY >> 10, case.limit);
        command.args(["-c", &script, "sh"]);
        command.arg(self.folder.path().join("nianbao")).args(&case.args);
        command.env_clear().env("HOME", home).env("TMPDIR", home.join("tmp"));
        command.env("PATH", "/nowhere").env("LC_ALL", "C.UTF-8");
        command.current_dir(here).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        // Its own user: what is left open to all is all that it may touch.
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let mut child = command.spawn().unwrap();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (out, err) = (reader(out), reader(err));
        let code = patient(&mut child, &case.given);
        (code, out.join().unwrap(), err.join().unwrap())
    }
}

/// What the table says of an error that is told as `NB402]: …`.
fn exit_code(error: &str) -> u8 {
    let (id, _) = error.split_once(']').unwrap();
    let code = Code::TABLE.iter().copied().find(|code| code.id() == id);
    let code = code.or_else(|| check::rule(id).map(|rule| Code::Rule(rule.code)));
    code.unwrap_or_else(|| panic!("{id} stands in no table")).kind().exit_code()
}

fn reader(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).expect("what is said is UTF-8")
    })
}

fn patient(child: &mut Child, name: &str) -> i32 {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("{name}: {status}"));
        }
        if begin.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("{name}: no end after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(10));
    }
}

pub fn open(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
}

/// Everything below a folder: files with their bytes, links with their targets.
fn tree(root: &Path) -> Tree {
    fn walk(at: &Path, found: &mut Tree) {
        for entry in fs::read_dir(at).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            let content = if kind.is_symlink() {
                fs::read_link(&path).unwrap().as_os_str().as_bytes().to_vec()
            } else if kind.is_file() {
                fs::read(&path).unwrap_or_default()
            } else {
                Vec::new()
            };
            if kind.is_dir() {
                walk(&path, found);
            }
            found.insert(path, content);
        }
    }
    let mut found = Tree::new();
    walk(root, &mut found);
    found
}

/// No part of a file stays in the output folder, and nothing but reports is in it.
fn whole(output: &Path, name: &str) {
    for (path, bytes) in tree(output) {
        // A link was there before: the program makes none.
        let about = path.symlink_metadata().unwrap();
        if about.is_dir() || about.is_symlink() {
            continue;
        }
        let is_whole = match path.extension().and_then(|e| e.to_str()) {
            Some("docx") => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
            Some("pdf") => bytes.ends_with(b"%%EOF"),
            _ => false,
        };
        assert!(is_whole, "{name}: {}", path.display());
    }
}

/// Characters that would not show in the table by their names.
fn escaped(text: &str) -> String {
    let shown = |c: char| {
        let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}');
        if hidden || c.is_control() {
            format!("⟨U+{:04X}⟩", u32::from(c))
        } else {
            c.to_string()
        }
    };
    text.chars().map(shown).collect()
}
