//! Templates as an office changes them, and those inside the program: what comes out in both files.

mod examples;
mod families;
mod free_data;

use crate::support::dense;
use nianbao::{
    diagnostic::{Diagnostics, human},
    document,
    export::Format,
    layout,
    render::Kit,
    template::Template,
};
use nianbao_testing::{docx, pdf};
use std::{
    fs,
    path::{Path, PathBuf},
};

const REPORT: &str = "examples/yimen/铜厂彝族乡.yaml";
const REPORT_OF_2019: &str = "examples/plain-2019/某某乡.yaml";
const NOTICE: &str = "examples/notice/做好年度报告编制工作的通知.yaml";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap()
}

/// What one YAML becomes.
struct Made {
    /// `--emit document` and `--emit layout`.
    document: String,
    layout: String,
    docx: Vec<u8>,
    pdf: Vec<u8>,
}

impl Made {
    /// The text of both files without white space; of the PDF where there is a tool to read it.
    fn texts(&self) -> Vec<String> {
        let pdf = pdf::text(&self.pdf, pdf::TYPE_AREA);
        let texts = [Some(docx::text(&self.docx)), pdf];
        texts.into_iter().flatten().map(|t| dense(&t)).collect()
    }
}

fn made(template: Template, yaml: &str) -> Made {
    let kit = Kit::new(template);
    let drawn = kit.draw("例.yaml", yaml.as_bytes()).unwrap_or_else(|e| panic!("{}", told(&e)));
    let pages = kit.set(&drawn).unwrap_or_else(|e| panic!("{}", told(&e)));
    Made {
        document: document::emit(&drawn.document),
        layout: layout::emit(&pages),
        docx: kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes,
        pdf: kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes,
    }
}

/// What is wrong with a template folder of these files, or with what it makes of a YAML. The folder
/// is called 模板 in what is told.
fn wrong(files: &[(&str, &str)], yaml: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let name = folder.path().display().to_string();
    let found = Template::from_dir(folder.path()).and_then(|template| {
        let kit = Kit::new(template);
        let drawn = kit.draw("例.yaml", yaml.as_bytes())?;
        kit.set(&drawn).map(drop)
    });
    told(&found.err().unwrap_or_default()).replace(&name, "模板")
}

fn told(findings: &Diagnostics) -> String {
    human(findings, false)
}
