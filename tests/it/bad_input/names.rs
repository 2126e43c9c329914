//! Names of files that come from a report or the command line.

use super::case::Case;

pub fn cases() -> Vec<Case> {
    let title = |given: &str, title: &str| {
        Case::new("Names", given).and(&format!("标题: {}", serde_json::to_string(title).unwrap()))
    };
    let pattern = |given: &str, pattern: &str| Case::new("Names", given).with(&["--name", pattern]);
    vec![
        title("a title that climbs: `../../逃`", "../../逃"),
        title("a title that is a path: `/etc/逃`", "/etc/逃"),
        title("a title of dots", ".."),
        title("a title that is a device of Windows: `CON`", "CON"),
        title("a title with a drive: `C:\\逃`", "C:\\逃"),
        title("a title with an alternate stream: `报告.pdf:x`", "报告.pdf:x"),
        title("a title that ends in dots and blanks", "年报. . ."),
        title("a title with what shells read: `$(x) `x` ;*?`", "$(x) `x` ;*?"),
        title("a title with a line break", "年\n报"),
        title("a title of 300 characters", &"长".repeat(300)),
        title("a title that begins with `-`", "-rf"),
        Case::new("Names", "an agency that climbs, in a name")
            .yaml(super::case::REPORT.replace("某某乡人民政府", "../../逃"))
            .with(&["--name", "{机关}"]),
        pattern("a name that climbs: `--name ../{标题}`", "../{标题}"),
        pattern("an absolute name: `--name /tmp/{标题}`", "/tmp/{标题}"),
        pattern("a name with a backslash", "..\\{标题}"),
        pattern("a name without anything: `--name ''`", ""),
        pattern("a name of an unknown part: `--name {乡镇}`", "{乡镇}"),
        pattern("a name with an open brace", "{标题"),
        pattern("a name of 300 characters", &"长".repeat(300)),
        Case::new("Names", "a name that climbs, in county.yaml")
            .file("county.yaml", "文件名: ../../{标题}\n"),
        Case::new("Names", "two reports of one name")
            .file("两份/a.yaml", super::case::REPORT)
            .file("两份/b.yaml", super::case::REPORT)
            .run(&["render", "两份", "-o", "out"]),
        Case::new("Names", "an input with a line break in its name")
            .file("年\n报.yaml", super::case::REPORT)
            .run(&["render", "年\n报.yaml", "-o", "out", "--name", "{文件名}"]),
    ]
}
