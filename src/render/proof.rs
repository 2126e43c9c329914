//! A template proved without a report at hand: drawn and set with samples of every shape that a
//! report can have.

use super::Kit;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    input::{self, Takes},
    template::Used,
};
use std::borrow::Cow;

/// A made-up report and the shape that it stands for.
struct Sample {
    /// In words that follow “在”.
    shape: &'static str,
    yaml: &'static str,
}

macro_rules! samples {
    ($($file:literal => $shape:literal,)*) => {
        [$(Sample {
            shape: $shape,
            yaml: include_str!(concat!("samples/", $file, ".yaml")),
        },)*]
    };
}

const SAMPLES: [Sample; 13] = samples! {
    "六部分" => "六部分的报告",
    "九部分" => "九部分的报告",
    "没有表" => "没有表的报告",
    "没有署名" => "没有署名的报告",
    "盖章" => "盖章的报告",
    "联合署名" => "几个机关联合署名的报告",
    "二〇一九年格式" => "2019 年格式的报告",
    "什么都没有写" => "各部分都没有写的报告",
    "表里全是零" => "表里全是 0 的报告",
    "文字的数" => "数里带文字、小数的报告",
    "名称很长" => "名称和标题很长的报告",
    "下一年度" => "下一年度的报告",
    "正文很长" => "正文很长的报告",
};

/// What came of proving a template.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// How many samples it was tried with.
    pub shapes: usize,
    /// What was found.
    pub findings: Diagnostics,
}

/// Draws and sets an input of every shape with a template: reports of the forms that it draws, or, where
/// it takes free data, the example that comes with it, or else data made up by the kinds of its items.
/// Findings that all shapes bring are told plainly, the
/// others with the shapes that bring them, each once; what an office's own files hold and no shape
/// needs is a warning.
pub fn prove(kit: &Kit, example: Option<&str>) -> Proof {
    let mut found: Vec<(Diagnostic, Vec<&str>)> = Vec::new();
    let mut used = Used::default();
    let mut tried = 0;
    for (shape, yaml) in samples(kit.template.takes(), example) {
        let Err(findings) = attempt(kit, shape, &yaml, &mut used) else {
            tried += 1;
            continue;
        };
        if findings.iter().any(|finding| finding.code == Code::OtherForm) {
            continue;
        }
        tried += 1;
        for finding in findings {
            match found.iter_mut().find(|(known, _)| is_same(known, &finding)) {
                Some((_, shapes)) => shapes.push(shape),
                None => found.push((finding, vec![shape])),
            }
        }
    }
    // What failed was not drawn to its end, so that nothing can be said of what it needs.
    let idle = if found.is_empty() { used.idle(&kit.template) } else { Diagnostics::default() };
    let told = found.into_iter().map(|(finding, shapes)| tell(finding, &shapes, tried));
    Proof { shapes: tried, findings: told.chain(idle).collect() }
}

fn samples<'a>(takes: &Takes, example: Option<&'a str>) -> Vec<(&'static str, Cow<'a, str>)> {
    match (takes, example) {
        (Takes::Report { .. }, _) => {
            SAMPLES.iter().map(|sample| (sample.shape, Cow::Borrowed(sample.yaml))).collect()
        }
        (Takes::Data(_), Some(example)) => vec![("示例.yaml", example.into())],
        (Takes::Data(items), None) => [("各项都写的一份", false), ("只写必填项的一份", true)]
            .into_iter()
            // Where nothing must be written, something is written all the same.
            .filter(|(_, required)| !required || items.iter().any(|item| item.required))
            .map(|(shape, required)| (shape, input::sample(items, required).into()))
            .collect(),
    }
}

fn attempt(kit: &Kit, shape: &str, yaml: &str, used: &mut Used) -> Result<()> {
    let name = format!("样例：{shape}");
    let read = kit.read(&name, yaml.as_bytes())?;
    let drawn = kit.draw_read(&[], read)?;
    used.note(&kit.template, &drawn.input)?;
    kit.set(&drawn).map(drop)
}

/// The same mistake, though the values at hand differ.
fn is_same(known: &Diagnostic, found: &Diagnostic) -> bool {
    let place = |d: &Diagnostic| d.primary.as_ref().map(|label| label.at.clone());
    known.code == found.code && known.message == found.message && place(known) == place(found)
}

fn tell(finding: Diagnostic, shapes: &[&str], tried: usize) -> Diagnostic {
    const MOST: usize = 3;
    if shapes.len() == tried {
        return finding;
    }
    let shown = shapes.iter().take(MOST).copied().collect::<Vec<_>>();
    let more =
        if shapes.len() > MOST { format!("等 {} 种报告", shapes.len()) } else { String::new() };
    let message = format!("{}（{}{more}）", finding.message, shown.join("、"));
    Diagnostic { message, ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, template::Template};

    /// A kit of a template folder of these files.
    fn kit(files: &[(&str, &str)]) -> Kit {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let template =
            if files.is_empty() { Template::builtin() } else { Template::from_dir(folder.path()) };
        Kit::new(template.unwrap())
    }

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let found = prove(&kit(files), None);
        found.findings.into_iter().map(|d| d.message).collect()
    }

    #[test]
    fn the_samples_are_reports_whose_numbers_tie() {
        for sample in &SAMPLES {
            let loaded = kit(&[]).read(sample.shape, sample.yaml.as_bytes()).unwrap();
            assert_eq!(*loaded.findings, [], "{}", sample.shape);
            let report = loaded.input.report().unwrap();
            let found = check::check(report, &check::Context::default());
            assert!(!found.has_errors(), "{}: {found}", sample.shape);
        }
    }

    #[test]
    fn the_built_in_template_stands_the_proof() {
        assert_eq!(told(&[]), [""; 0]);
    }

    #[test]
    fn a_finding_is_told_with_the_shapes_that_bring_it() {
        let markup = "<title>{{ title[0] }}</title>\n<p>{{ signature.date }}</p>\n\
                      <p>{{ parts[6].heading }}</p>\n<p>{{ agancy }}</p>";
        assert_eq!(
            told(&[("report.html", "<title>{{ title[0] }}</title>\n<p>{{ signature.date }}</p>")]),
            ["没有“signature.date”这个名字（没有署名的报告）"]
        );
        // A run ends at the first mistake, so that shapes part ways.
        assert_eq!(
            told(&[("report.html", markup)]),
            [
                "“parts”只有 6 项，没有 [6] 这一项（六部分的报告、盖章的报告、几个机关联合署名的报告等 9 种报告）",
                "没有“agancy”这个名字（九部分的报告）",
                "“parts”只有 2 项，没有 [6] 这一项（没有表的报告、名称和标题很长的报告）",
                "没有“signature.date”这个名字（没有署名的报告）",
            ]
        );
        assert_eq!(told(&[("report.html", "<p>{{ agancy }}</p>")]), ["没有“agancy”这个名字"]);
    }

    #[test]
    fn what_no_shape_needs_is_a_warning() {
        let markup = "<title>{{ title[0] }}</title><p style=\"我的正文\">{{ agency }}</p>";
        let styles = "样式:\n  一级标提:\n    字号: 二号\n  我的正文:\n    继承: 底样\n  底样:\n    继承: 正文\n";
        assert_eq!(
            told(&[
                ("report.html", markup),
                ("styles.yaml", styles),
                ("tabel.html", "<p>表</p>"),
                ("macros.html", "{% macro 甲() %}<p>甲</p>{% endmacro %}"),
            ]),
            ["模板文件 tabel.html 没有用到", "样式“一级标提”没有用到"]
        );
    }

    #[test]
    fn every_template_inside_the_program_passes() {
        for builtin in crate::template::builtins() {
            let kit = Kit::new(Template::named(builtin.name).unwrap());
            let proof = prove(&kit, None);
            assert!(proof.findings.is_empty(), "{:?}", proof.findings);
            assert!(proof.shapes > 0);
        }
    }
}
