//! One kind of bad input: what lies in the folder, and the command line.

use std::{fmt::Write, fs, path::Path};

/// A report that is in order, and short.
pub const REPORT: &str = "机关: 某某乡人民政府\n年度: 2022\n总体情况: |\n  主动公开、依申请公开、信息管理、平台建设有序推进，接受监督考核。\n\
     存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n其他需要报告的事项: 未收取信息处理费。\n";

#[derive(Clone)]
pub struct Case {
    pub group: &'static str,
    /// In the words of the table.
    pub given: String,
    pub files: Vec<(String, Vec<u8>)>,
    /// What is not a file, and permissions.
    pub prepare: Option<fn(&Path)>,
    pub args: Vec<String>,
    /// A limit of the shell that stands for a full disk.
    pub limit: &'static str,
}

/// An alias that comes to more than any memory.
pub fn bomb() -> String {
    let mut text = "a0: &a0 [年, 年]\n".to_owned();
    for i in 1..12 {
        let before = format!("*a{}, ", i - 1).repeat(10);
        let _ = writeln!(text, "a{i}: &a{i} [{before}]");
    }
    text
}

impl Case {
    /// `render 报告.yaml -o out`, with the sound report there.
    pub fn new(group: &'static str, given: impl Into<String>) -> Self {
        Self {
            group,
            given: given.into(),
            files: Vec::new(),
            prepare: None,
            args: ["render", "报告.yaml", "-o", "out"].map(String::from).into(),
            limit: "",
        }
        .file("报告.yaml", REPORT)
    }

    /// Puts a file into the folder, in place of one of that name.
    pub fn file(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        self.files.retain(|(known, _)| *known != name);
        self.files.push((name, bytes.into()));
        self
    }

    /// The report.
    pub fn yaml(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.file("报告.yaml", bytes)
    }

    /// The sound report with more lines.
    pub fn and(self, lines: &str) -> Self {
        self.yaml(format!("{REPORT}{lines}\n"))
    }

    /// More arguments.
    pub fn with(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(|a| (*a).to_owned()));
        self
    }

    /// Another command line altogether.
    pub fn run(mut self, args: &[&str]) -> Self {
        self.args = args.iter().map(|a| (*a).to_owned()).collect();
        self
    }

    /// What is done in the folder before the program starts.
    pub fn prepare(mut self, step: fn(&Path)) -> Self {
        self.prepare = Some(step);
        self
    }

    /// Makes the folder.
    pub fn lay_out(&self, folder: &Path) {
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        if let Some(prepare) = self.prepare {
            prepare(folder);
        }
    }
}
