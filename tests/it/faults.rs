//! A county with everything that goes wrong in one: bad units, a kill, a disk that is full.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

fn nianbao() -> Command {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
}

/// A report that is in order, different for each number.
fn good(i: usize) -> String {
    format!(
        "机关: 第{i}乡人民政府\n年度: 2022\n总体情况: |\n  第{i}乡主动公开信息{i}条，依申请公开、信息管理、平台建设有序推进，接受监督考核。\n\
         存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n其他需要报告的事项: 未收取信息处理费。\n"
    )
}

/// Ten reports that are not, each with the code of what is wrong.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    // A different unit each time: two of one title would be refused for that.
    let unit = std::cell::Cell::new(900);
    let next = || good(unit.replace(unit.get() + 1));
    let with = |line: &str| (next() + line + "\n").into_bytes();
    let instead = |from: &str, to: &str| next().replace(from, to).into_bytes();
    vec![
        ("NB001", b"\xbb\xfa\xb9\xd8: \xc4\xb3\xc4\xb3\xcf\xe7\n".to_vec()),
        ("NB005", Vec::new()),
        ("NB010", instead("年度: ", "年度：")),
        ("NB012", with("前言: \"没有另一半")),
        ("NB020", with("天气: 晴")),
        ("NB022", instead("年度: 2022\n", "")),
        ("NB101", with("依申请公开:\n  本年新收: [1, 0, 0, 0, 0, 0]")),
        ("NB204", with("前言: \"{{ 没有这个数 }}\"")),
        ("NB301", with("前言: 笑😀")),
        ("NB405", with(&format!("标题: {}", "长".repeat(100)))),
    ]
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = (fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn of_a_hundred_units_ten_broken_ones_are_told_and_ninety_are_written() {
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    fs::create_dir(&reports).unwrap();
    let mut wanted = BTreeMap::new();
    for i in 0..90 {
        fs::write(reports.join(format!("{i:03}.yaml")), good(i)).unwrap();
    }
    for (i, (code, bytes)) in broken().into_iter().enumerate() {
        let name = format!("{:03}坏.yaml", i * 9 + 4);
        fs::write(reports.join(&name), bytes).unwrap();
        wanted.insert(name, code);
    }
    let output = nianbao()
        .current_dir(&home)
        .args(["render", "in", "-o", "out", "--jobs", "2", "--report", "all.json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = err(&output);
    assert!(told.contains("共 100 份报告：写出 90 份，未变 0 份，失败 10 份\n"), "{told}");
    let files = names(&home.path().join("out"));
    assert_eq!(files.len(), 180);
    assert!(
        (0..90)
            .all(|i| files.contains(&format!("第{i}乡人民政府2022年政府信息公开工作年度报告.pdf")))
    );
    let listing = fs::read_to_string(home.path().join("all.json")).unwrap();
    let listing: serde_json::Value = serde_json::from_str(&listing).unwrap();
    let mut found = BTreeMap::new();
    for unit in listing["units"].as_array().unwrap() {
        if unit["end"] == "failed" {
            let errors = unit["findings"].as_array().unwrap().iter();
            let mut errors = errors.filter(|f| f["severity"] == "error");
            let name = unit["input"].as_str().unwrap().trim_start_matches("in/");
            let code = errors.next().unwrap()["code"].as_str().unwrap();
            found.insert(name.to_owned(), code.to_owned());
        }
    }
    let wanted: BTreeMap<_, _> = wanted.into_iter().map(|(n, c)| (n, c.to_owned())).collect();
    assert_eq!(found, wanted);
}

/// What was made to take the run with it, each in a report of its own.
fn attackers() -> Vec<String> {
    let texts = [
        format!("{{{{ {}1 }}}}", "-".repeat(30_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(30_000)),
        format!("{{{{ 1{} }}}}", "|abs".repeat(41_000)),
        "{{ ([[[[[1]*999]*999]*999]*999]|string)|length }}".to_owned(),
        "{{ 1 if [[[[[1]*999]*999]*999]*999] == [[[[[1]*999]*999]*999]*999] else 0 }}".to_owned(),
        "{{ x }}".repeat(20_000),
        "{{ range(99999)|list|length }}".repeat(2000),
    ];
    let with = |(i, text): (usize, &String)| good(i + 800) + &format!("前言: '{text}'\n");
    texts.iter().enumerate().map(with).collect()
}

#[test]
fn no_report_takes_the_others_with_it() {
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    fs::create_dir(&reports).unwrap();
    let attackers = attackers();
    for i in 0..4 {
        fs::write(reports.join(format!("{i}.yaml")), good(i)).unwrap();
    }
    for (i, text) in attackers.iter().enumerate() {
        fs::write(reports.join(format!("{i}坏.yaml")), text).unwrap();
    }
    let output = nianbao().current_dir(&home).args(["render", "in", "-o", "out"]).output().unwrap();
    let told = err(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(names(&home.path().join("out")).len(), 8, "{told}");
    let failed = format!("失败 {} 份", attackers.len());
    assert!(told.contains(&failed), "{told}");
}

#[test]
#[cfg(target_os = "linux")]
fn names_in_gbk_are_taken_and_a_link_to_nowhere_stops_the_sum() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    fs::create_dir(&reports).unwrap();
    let unit = |i: usize| good(i) + "主动公开:\n  行政许可: 22\n";
    fs::write(reports.join("甲乡.yaml"), unit(1)).unwrap();
    let gbk = OsStr::from_bytes(b"\xd2\xd2\xcf\xe7.yaml");
    fs::write(reports.join(gbk), unit(2)).unwrap();
    let run = |args: &[&str]| nianbao().current_dir(&home).args(args).output().unwrap();
    let sum = run(&["summarize", "in", "-o", "某县.yaml"]);
    assert_eq!(sum.status.code(), Some(0), "{}", err(&sum));
    assert!(fs::read_to_string(home.path().join("某县.yaml")).unwrap().contains("行政许可: 44"));
    let named = run(&["render", "in", "-o", "out", "--name", "{文件名}"]);
    assert_eq!(named.status.code(), Some(0), "{}", err(&named));
    assert_eq!(names(&home.path().join("out")), ["乙乡.docx", "乙乡.pdf", "甲乡.docx", "甲乡.pdf"]);

    std::os::unix::fs::symlink("/没有/丙乡.yaml", reports.join("丙乡.yaml")).unwrap();
    for args in [
        &["summarize", "in", "-o", "全县.yaml"][..],
        &["check", "in"],
        &["render", "in", "-o", "out"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = err(&output) + &String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("读不了 in/丙乡.yaml：这是链接"), "{told}");
    }
    assert!(!home.path().join("全县.yaml").exists());
}

#[test]
fn a_fix_keeps_the_mode_the_link_and_the_other_name() {
    use std::os::unix::fs::MetadataExt;
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let fix =
        |name: &str| nianbao().current_dir(&home).args(["check", "--fix", name]).output().unwrap();
    fs::write(at("a.yaml"), good(1) + "前言: 平稳,有序。\n").unwrap();
    fs::set_permissions(at("a.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.yaml", at("l.yaml")).unwrap();
    fix("l.yaml");
    assert!(at("l.yaml").symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(at("a.yaml")).unwrap().contains("平稳，有序。"));
    assert_eq!(fs::metadata(at("a.yaml")).unwrap().permissions().mode() & 0o777, 0o640);

    fs::write(at("b.yaml"), good(1) + "前言: 平稳,有序。\n").unwrap();
    fs::hard_link(at("b.yaml"), at("c.yaml")).unwrap();
    let output = fix("b.yaml");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(fs::read_to_string(at("c.yaml")).unwrap().contains("平稳，有序。"));
    let inode = |name: &str| fs::metadata(at(name)).unwrap().ino();
    assert_eq!(inode("b.yaml"), inode("c.yaml"));
    assert_eq!(names(home.path()), ["a.yaml", "b.yaml", "c.yaml", "l.yaml"]);

    // What a rewriting that was cut off left: a half, and beside it what was there.
    fs::write(at("b.yaml"), good(1) + "前言: 平稳,有序。\n# 半\n").unwrap();
    fs::write(at("b.yaml.改前"), good(1)).unwrap();
    let output = fix("b.yaml");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("NB404") && said.contains("b.yaml.改前"), "{said}");
    assert!(fs::read_to_string(at("c.yaml")).unwrap().ends_with("# 半\n"));
    assert_eq!(fs::read_to_string(at("b.yaml.改前")).unwrap(), good(1));
}

#[test]
#[cfg(target_os = "linux")]
fn a_fix_keeps_the_owner_and_the_attributes() {
    use std::os::unix::fs::{MetadataExt, chown};
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.yaml");
    fs::write(&path, good(1) + "前言: 平稳,有序。\n").unwrap();
    if chown(&path, Some(1234), Some(2345)).is_err() {
        eprintln!("skipped: only root may give a file away");
        return;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let file = fs::File::open(&path).unwrap();
    let flags = rustix::fs::XattrFlags::empty();
    let has_attributes = rustix::fs::fsetxattr(&file, "user.from", b"x", flags).is_ok();
    let output = nianbao().args(["check", "--fix"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(fs::read_to_string(&path).unwrap().contains("平稳，有序。"));
    let about = fs::metadata(&path).unwrap();
    assert_eq!((about.uid(), about.gid(), about.mode() & 0o777), (1234, 2345, 0o600));
    if has_attributes {
        let mut value = [0; 8];
        let file = fs::File::open(&path).unwrap();
        let length = rustix::fs::fgetxattr(&file, "user.from", &mut value[..]).unwrap();
        assert_eq!(&value[..length], b"x");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_stays_whose_it_was() {
    use std::os::unix::fs::{MetadataExt, chown};
    let home = tempfile::tempdir().unwrap();
    let report = home.path().join("a.yaml");
    let run = || {
        let mut command = nianbao();
        command.current_dir(&home).args(["render", "a.yaml", "-f", "pdf", "-o", "out"]);
        command.output().unwrap()
    };
    fs::write(&report, good(1)).unwrap();
    assert_eq!(run().status.code(), Some(0));
    let out = home.path().join("out");
    let pdf = out.join(&names(&out)[0]);
    let before = fs::read(&pdf).unwrap();
    fs::set_permissions(&pdf, fs::Permissions::from_mode(0o600)).unwrap();
    let is_given = chown(&pdf, Some(1234), None).is_ok();
    fs::write(&report, good(1).replace("核对目录", "核对一次目录")).unwrap();
    assert_eq!(run().status.code(), Some(0));
    assert!(fs::read(&pdf).unwrap() != before);
    let about = fs::metadata(&pdf).unwrap();
    assert_eq!(about.mode() & 0o777, 0o600);
    assert!(!is_given || about.uid() == 1234);
}

#[test]
fn a_fix_sweeps_what_a_killed_one_left() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.yaml"), good(1)).unwrap();
    fs::write(home.path().join(".nianbao-a1b2c3.tmp"), good(1)).unwrap();
    let output = nianbao().current_dir(&home).args(["check", "--fix", "a.yaml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(names(home.path()), ["a.yaml"]);
}

/// A report to be mended that has another name, and is larger than some files may be.
fn linked(home: &Path) -> String {
    let text = good(1) + &format!("前言: {}\n", "平稳,有序。".repeat(4000));
    fs::write(home.join("a.yaml"), &text).unwrap();
    fs::hard_link(home.join("a.yaml"), home.join("b.yaml")).unwrap();
    text
}

#[test]
fn a_file_that_may_not_grow_is_told_and_stays_whole() {
    for (limit, name) in [(1, "a.yaml"), (30, "a.yaml"), (1, "c.yaml"), (30, "c.yaml")] {
        let home = tempfile::tempdir().unwrap();
        let text = linked(home.path());
        fs::write(home.path().join("c.yaml"), &text).unwrap();
        // The default of a shell: the system would end the program.
        let output = Command::new("bash")
            .args(["-c", &format!("ulimit -f {limit}; exec \"$0\" check --fix {name}")])
            .arg(env!("CARGO_BIN_EXE_nianbao"))
            .current_dir(&home)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{:?} {said}", output.status);
        assert!(said.contains("NB403") && said.contains("文件超出了系统允许的大小"), "{said}");
        assert_eq!(names(home.path()), ["a.yaml", "b.yaml", "c.yaml"]);
        for name in ["a.yaml", "b.yaml", "c.yaml"] {
            assert!(fs::read_to_string(home.path().join(name)).unwrap() == text);
        }
    }
}

#[test]
fn a_fix_that_is_killed_leaves_one_whole_text_at_least() {
    let mut rng = fastrand::Rng::with_seed(20_260_102);
    let (mut killed, mut halves) = (0, 0);
    for _ in 0..16 {
        let home = tempfile::tempdir().unwrap();
        let text = linked(home.path());
        let mended = text.replace(',', "，");
        let at = |name: &str| home.path().join(name);
        let mut child = nianbao()
            .current_dir(&home)
            .args(["check", "--fix", "a.yaml"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Most of them at the moment when the old text stands beside.
        let begin = std::time::Instant::now();
        let is_due = |rng: &mut fastrand::Rng| {
            names(home.path()).len() > 2 && rng.u8(0..40) == 0
                || begin.elapsed() > Duration::from_secs(20)
        };
        while child.try_wait().unwrap().is_none() && !is_due(&mut rng) {}
        let _ = child.kill();
        killed += usize::from(!child.wait().unwrap().success());
        let now = fs::read_to_string(at("a.yaml")).unwrap();
        let is_half = now != text && now != mended;
        halves += usize::from(is_half);
        // It has its name only when it is whole.
        let old = fs::read_to_string(at("a.yaml.改前")).ok();
        assert!(old.as_ref().is_none_or(|old| *old == text));
        assert!(!is_half || old.is_some());
        let again =
            nianbao().current_dir(&home).args(["check", "--fix", "a.yaml"]).output().unwrap();
        let left = names(home.path());
        assert!(left.iter().all(|name| !name.starts_with('.')), "{left:?}");
        let is_told = again.status.code() == Some(2);
        assert_eq!(is_told, left.len() > 2, "{}", String::from_utf8_lossy(&again.stdout));
        assert_eq!(is_told, old.is_some() && now != text);
    }
    assert!(killed > 0, "always done before the kill");
    eprintln!("{killed} killed, {halves} with half a text and the old one beside it");
}

#[test]
fn what_a_killed_run_left_is_swept_by_whatever_writes_there() {
    let home = tempfile::tempdir().unwrap();
    for args in [&["new", "甲乡", "--year", "2022", "-o", "n.yaml"][..], &["render", "n.yaml"]] {
        fs::write(home.path().join(".nianbao-a1b2c3.tmp"), "half").unwrap();
        nianbao().current_dir(&home).args(args).output().unwrap();
        let left = names(home.path());
        assert!(left.iter().all(|name| !name.starts_with('.')), "{args:?} {left:?}");
    }
}

/// The most memory in kilobytes that a sum of so many units takes.
#[cfg(target_os = "linux")]
fn memory_of_sum(units: usize) -> usize {
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    fs::create_dir(&reports).unwrap();
    for i in 0..units {
        let text = good(i) + "主动公开:\n  行政许可: 3\n";
        fs::write(reports.join(format!("{i}.yaml")), text).unwrap();
    }
    let mut child = nianbao()
        .current_dir(&home)
        .args(["summarize", "in", "-o", "某县.yaml"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    }
    let sum = fs::read_to_string(home.path().join("某县.yaml")).unwrap();
    assert!(sum.contains(&format!("行政许可: {}", 3 * units)));
    most
}

#[test]
#[cfg(target_os = "linux")]
fn the_sum_holds_no_report() {
    let (few, many) = (memory_of_sum(200), memory_of_sum(1200));
    eprintln!("{few} to {many} kB");
    // A report takes 75 kilobytes, its cells in a workbook half of that; its line in the two tables, a few.
    assert!(many.saturating_sub(few) < 8 * 1000, "{few} to {many} kB");
}

/// Whether a file is a whole DOCX or PDF: the end of either is written last.
fn is_whole(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    match path.extension().and_then(|e| e.to_str()) {
        Some("docx") => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
        Some("pdf") => bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF"),
        _ => false,
    }
}

#[test]
fn a_kill_at_any_moment_leaves_no_part_of_a_file() {
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    let out = home.path().join("out");
    fs::create_dir(&reports).unwrap();
    for i in 0..40 {
        fs::write(reports.join(format!("{i:03}.yaml")), good(i)).unwrap();
    }
    let mut rng = fastrand::Rng::with_seed(20_260_101);
    let mut looked_at = 0;
    for round in 0..80 {
        // On a busy machine the first file comes late.
        if round >= 20 && looked_at > 0 {
            break;
        }
        let mut child = nianbao()
            .current_dir(&home)
            .args(["render", "in", "-o", "out", "--jobs", "2", "--force", "--quiet"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(rng.u64(5..900) << (round / 20)));
        child.kill().unwrap();
        child.wait().unwrap();
        if !out.exists() {
            continue;
        }
        for name in names(&out) {
            // What was being written stands under a name that no report has.
            if !name.starts_with(".nianbao-") {
                assert!(is_whole(&out.join(&name)), "{name}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 0, "always killed before the first file");
    let last = nianbao().current_dir(&home).args(["render", "in", "-o", "out"]).output().unwrap();
    assert_eq!(last.status.code(), Some(0), "{}", err(&last));
    // What the killed runs had not finished is gone too.
    let left = names(&out);
    let odd: Vec<_> = left.iter().filter(|n| n.starts_with('.')).collect();
    assert_eq!((left.len(), odd), (80, vec![]));
}

/// A small file system of its own, taken away with the test.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    /// None where a test may not mount.
    fn mount(at: &'a Path, options: &str) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "nianbao-test"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|s| s.success()).then_some(Self(at))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_or_read_only_disk_is_told_and_leaves_no_part_of_a_file() {
    let home = tempfile::tempdir().unwrap();
    let reports = home.path().join("in");
    let disk = home.path().join("out");
    fs::create_dir(&reports).unwrap();
    fs::create_dir(&disk).unwrap();
    for i in 0..12 {
        fs::write(reports.join(format!("{i:03}.yaml")), good(i)).unwrap();
    }
    let run = || {
        let mut command = nianbao();
        command.current_dir(&home).args(["render", "in", "-o", "out", "--jobs", "2"]);
        command.output().unwrap()
    };
    let Some(mounted) = Disk::mount(&disk, "size=600k") else {
        eprintln!("skipped: only root may mount a small disk to fill");
        return;
    };
    let output = run();
    let told = err(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("NB403") && told.contains("磁盘已满"), "{told}");
    let files = names(&disk);
    assert!(files.iter().all(|name| is_whole(&disk.join(name))), "{files:?}");
    assert_eq!(files.len() % 2, 0, "pairs, or nothing: {files:?}");
    drop(mounted);

    let Some(mounted) = Disk::mount(&disk, "size=600k,ro") else {
        return;
    };
    let output = run();
    let told = err(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.matches("磁盘是只读的").count(), 24, "{told}");
    assert!(names(&disk).is_empty());
    drop(mounted);
    fs::set_permissions(&disk, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_cannot_grow_where_it_lies_stays_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let disk = home.path().join("disk");
    fs::create_dir(&disk).unwrap();
    // One page for the file, one for what it was; the mended text would need a third.
    let Some(_mounted) = Disk::mount(&disk, "size=8k") else {
        eprintln!("skipped: only root may mount a small disk to fill");
        return;
    };
    let mut text = good(1) + &format!("前言: {}\n", "甲,乙".repeat(20));
    let room = 4090 - text.len();
    text = text + "# " + &"x".repeat(room - 3) + "\n";
    fs::write(disk.join("a.yaml"), &text).unwrap();
    fs::hard_link(disk.join("a.yaml"), disk.join("b.yaml")).unwrap();
    let output = nianbao().current_dir(&disk).args(["check", "--fix", "a.yaml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("NB403") && said.contains("磁盘已满"), "{said}");
    assert!(fs::read_to_string(disk.join("a.yaml")).unwrap() == text);
    assert!(fs::read_to_string(disk.join("b.yaml")).unwrap() == text);
    assert_eq!(names(&disk), ["a.yaml", "b.yaml"]);
}

#[test]
fn what_breaks_the_engine_in_one_report_is_told_and_the_others_are_checked() {
    let home = tempfile::tempdir().unwrap();
    // Where sums are watched, the engine breaks on it; elsewhere it is refused.
    let breaking = good(1) + "前言: \"{{ 'abc'[::-9223372036854775808] }}\"\n";
    fs::write(home.path().join("a.yaml"), breaking).unwrap();
    fs::write(home.path().join("b.yaml"), good(2) + "没有: 1\n").unwrap();
    let output = nianbao().current_dir(&home).args(["check", "."]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{:?} {}", output.status, err(&output));
    assert!(said.contains("b.yaml") && said.contains("NB020"), "{said}");
}

#[test]
fn nothing_of_others_reaches_a_terminal_as_a_command() {
    let home = tempfile::tempdir().unwrap();
    let template = home.path().join("模板");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("report.html"), "{% include \"a.html\" %}").unwrap();
    fs::write(template.join("a\u{1b}[31m\u{7}\r.html"), "x").unwrap();
    fs::write(home.path().join("键.yaml"), good(1) + "\"\\x9b2J键\": 1\n").unwrap();
    for args in [&["template", "check", "模板"][..], &["check", "键.yaml"]] {
        let output = nianbao().current_dir(&home).args(args).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains("错误["), "{said:?}");
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(acts), "{said:?}");
    }
}

#[test]
fn old_files_are_not_moved_through_a_link() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| nianbao().current_dir(&home).args(args).output().unwrap();
    fs::create_dir_all(home.path().join("in")).unwrap();
    fs::create_dir_all(home.path().join("别处")).unwrap();
    fs::write(home.path().join("in/a.yaml"), good(1)).unwrap();
    assert_eq!(run(&["render", "in", "-o", "out", "-f", "html"]).status.code(), Some(0));
    fs::write(home.path().join("in/a.yaml"), good(2)).unwrap();
    std::os::unix::fs::symlink("../别处", home.path().join("out/旧文件")).unwrap();
    let output = run(&["render", "in", "-o", "out", "-f", "html", "--clean"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("是链接"), "{}", err(&output));
    assert!(names(&home.path().join("别处")).is_empty());
}

#[test]
fn nothing_is_written_through_a_link_below_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| nianbao().current_dir(&home).args(args).output().unwrap();
    for folder in ["in", "out", "别处"] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    fs::write(home.path().join("in/a.yaml"), good(1)).unwrap();
    std::os::unix::fs::symlink("../别处", home.path().join("out/问题清单")).unwrap();
    let output = run(&["review", "in", "-o", "out"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("是链接"), "{}", err(&output));
    assert!(names(&home.path().join("别处")).is_empty());
}

#[test]
fn a_county_s_name_leads_nowhere() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("in")).unwrap();
    fs::write(home.path().join("in/a.yaml"), good(1)).unwrap();
    let outside = home.path().join("外面").display().to_string();
    for (number, name) in ["../外面", &outside, "甲/乙县", "甲:县"].into_iter().enumerate() {
        let county = format!("县名: \"{name}\"\n年度: 2022\n");
        fs::write(home.path().join("in/county.yaml"), county).unwrap();
        let out = format!("out{number}");
        let output = nianbao().current_dir(&home).args(["review", "in", "-o", &out]).output();
        let output = output.unwrap();
        assert_ne!(output.status.code(), Some(2), "{}", err(&output));
        let books = names(&home.path().join(&out));
        assert!(books.iter().any(|name| name.ends_with("审核表.xlsx")), "{books:?}");
    }
    assert_eq!(names(home.path()), ["in", "out0", "out1", "out2", "out3"]);
}

/// A folder hands its access list to every file that is made in it.
#[test]
#[cfg(target_os = "linux")]
fn a_fix_lets_nobody_read_who_could_not() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.yaml");
    fs::write(&path, good(1) + "前言: 平稳,有序。\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
    // Version, then tag, rights and number of each entry: owner, user 1001, group, mask, others.
    let entries =
        [(1, 7, u32::MAX), (2, 7, 1001), (4, 5, u32::MAX), (16, 7, u32::MAX), (32, 5, u32::MAX)];
    let mut list = 2u32.to_le_bytes().to_vec();
    for (tag, rights, number) in entries {
        list.extend(u16::to_le_bytes(tag));
        list.extend(u16::to_le_bytes(rights));
        list.extend(u32::to_le_bytes(number));
    }
    let folder = fs::File::open(home.path()).unwrap();
    let flags = rustix::fs::XattrFlags::empty();
    if rustix::fs::fsetxattr(&folder, "system.posix_acl_default", &list, flags).is_err() {
        eprintln!("skipped: no access lists here");
        return;
    }
    fs::write(home.path().join("probe"), "").unwrap();
    let listed = |name: &str| {
        let file = fs::File::open(home.path().join(name)).unwrap();
        let mut value = [0; 256];
        rustix::fs::fgetxattr(&file, "system.posix_acl_access", &mut value[..]).is_ok()
    };
    assert!(listed("probe"));
    let output = nianbao().args(["check", "--fix"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(fs::read_to_string(&path).unwrap().contains("平稳，有序。"));
    assert!(!listed("a.yaml"));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
}

#[test]
fn no_file_of_any_kind_is_read_through_a_link_in_a_folder() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| nianbao().current_dir(&home).args(args).output().unwrap();
    fs::create_dir(home.path().join("in")).unwrap();
    fs::write(home.path().join("in/甲.yaml"), good(1)).unwrap();
    fs::write(home.path().join("乙.yaml"), good(2)).unwrap();
    let formats = ["docx", "pdf", "ofd", "html"];
    let made = run(&["render", "乙.yaml", "-o", "else", "--name", "乙", "-f", &formats.join(",")]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    for format in formats {
        let link = home.path().join(format!("in/乙.{format}"));
        std::os::unix::fs::symlink(format!("../else/乙.{format}"), &link).unwrap();
        for args in [
            &["check", "in"][..],
            &["render", "in", "-o", "out"],
            &["summarize", "in", "-o", "sum.yaml"],
            &["review", "in", "-o", "desk"],
            &["import", "in", "-o", "read"],
        ] {
            let output = run(args);
            assert_eq!(output.status.code(), Some(2), "{args:?} {format}");
            let told = err(&output) + &String::from_utf8_lossy(&output.stdout);
            let is_told = told.contains(&format!("读不了 in/乙.{format}：这是链接"));
            assert!(is_told || args[0] == "review", "{args:?} {told}");
            assert!(!home.path().join("read/乙.yaml").exists());
        }
        fs::remove_file(link).unwrap();
    }
}

#[test]
fn a_report_whose_name_has_more_than_one_sees_is_told() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("in")).unwrap();
    fs::write(home.path().join("in/甲（改）１．yaml版.yaml"), good(1)).unwrap();
    let names = [
        ".yaml",
        ".yml",
        ".YAML",
        "乙.yaml ",
        "乙.yaml.",
        "乙.yml\n",
        "乙.yaml\u{200B}",
        "乙．yaml",
        "乙.ｙａｍｌ",
        "乙.docx ",
        "乙.xlsx\u{3000}",
        "乙.html.",
        "county.yaml ",
        "乙.yaml.改前",
    ];
    for name in names {
        let path = home.path().join("in").join(name);
        fs::write(&path, good(2)).unwrap();
        for command in [&["check", "in"][..], &["render", "in", "-o", "out"]] {
            let output = nianbao().current_dir(&home).args(command).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{name:?}");
            let told = err(&output) + &String::from_utf8_lossy(&output.stdout);
            assert!(told.contains("[NB401]"), "{name:?} {told}");
        }
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn every_command_tells_what_a_slip_in_its_name_leaves_out() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("in")).unwrap();
    fs::write(home.path().join("in/甲.yaml"), good(1)).unwrap();
    fs::write(home.path().join("in/通知.docx.lnk"), "x").unwrap();
    let names = [
        "乙。yaml",
        "乙.ya ml",
        "乙.yaml。",
        "乙。docx",
        "乙｡yaml",
        "乙 yaml",
        "乙．yaml",
        "乙yaml",
        "乙.yam",
        "乙",
    ];
    for name in names {
        fs::write(home.path().join("in").join(name), good(2)).unwrap();
    }
    for args in [
        &["check", "in"][..],
        &["render", "in", "-o", "out"],
        &["summarize", "in", "-o", "sum.yaml"],
        &["review", "in", "-o", "desk"],
        &["import", "in", "-o", "read"],
        &["form", "in", "-o", "forms"],
        &["check", "in/甲.yaml", "--previous", "in"],
    ] {
        let output = nianbao().current_dir(&home).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = err(&output) + &String::from_utf8_lossy(&output.stdout);
        for name in names {
            assert!(told.contains(&format!("没有取 in/{name}：")), "{args:?} {name:?} {told}");
        }
        assert!(!told.contains("通知"), "{args:?} {told}");
    }
    assert!(!home.path().join("sum.yaml").exists());
}

#[test]
fn copies_and_backups_beside_their_reports_change_no_exit_code() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("in")).unwrap();
    for name in
        ["甲.yaml", "甲.yaml.bak", "甲.yaml~", "照片.jpg", "名单", "目录.xml", "IMG 2023.png"]
    {
        let text = if name.starts_with('甲') { good(1) } else { String::new() };
        fs::write(home.path().join("in").join(name), text).unwrap();
    }
    let check = || {
        nianbao().current_dir(&home).args(["check", "in", "--deny", "warnings"]).output().unwrap()
    };
    let output = check();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("没有取"));
    // One of which the report itself is not there is told.
    fs::write(home.path().join("in/乙.yaml.bak"), good(2)).unwrap();
    let told = String::from_utf8(check().stdout).unwrap();
    assert!(
        told.contains("[NB411]") && told.contains("没有取 in/乙.yaml.bak：看名称是备份"),
        "{told}"
    );
}

#[test]
fn a_file_whose_old_text_waits_is_not_replaced() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::write(at("乙乡.yaml"), "half").unwrap();
    fs::write(at("乙乡.yaml.改前"), "whole").unwrap();
    let new = ["new", "乙乡", "--year", "2025", "--force", "-o", "乙乡.yaml"];
    let output = nianbao().current_dir(&home).args(new).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("[NB404]"), "{}", err(&output));
    assert_eq!(fs::read(at("乙乡.yaml")).unwrap(), b"half");
    assert_eq!(fs::read(at("乙乡.yaml.改前")).unwrap(), b"whole");
}

#[test]
fn files_of_a_report_that_could_only_not_be_written_stay_where_they_are() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let render = ["render", "in", "-o", "out", "--name", "{文件名}", "--clean"];
        nianbao().current_dir(&home).args(render).args(args).output().unwrap()
    };
    fs::create_dir(home.path().join("in")).unwrap();
    fs::write(home.path().join("in/甲.yaml"), good(1)).unwrap();
    assert_eq!(run(&["-f", "docx"]).status.code(), Some(0));
    fs::write(home.path().join("in/甲.yaml"), good(2)).unwrap();
    // Where the PDF is to stand there is a folder.
    fs::create_dir(home.path().join("out/甲.pdf")).unwrap();
    let output = run(&["-f", "docx,pdf"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(names(&home.path().join("out")), ["甲.docx", "甲.pdf"]);
    // One that is wrong is another thing.
    fs::remove_dir(home.path().join("out/甲.pdf")).unwrap();
    fs::write(home.path().join("in/甲.yaml"), good(2).replace("年度: 2022\n", "")).unwrap();
    assert_eq!(run(&["-f", "docx,pdf"]).status.code(), Some(1));
    assert_eq!(names(&home.path().join("out")), ["旧文件"]);
}
