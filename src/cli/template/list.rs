//! `nianbao template list`: what each built-in template is for.

use super::super::{Status, terminal::Terminal};
use nianbao::{
    diagnostic::Result,
    input::{Item, Takes},
    template::{self, Template},
};

#[derive(clap::Args, Debug)]
#[command(about = "列出内置模板：名字、用处、要填的内容", override_usage = "nianbao template list")]
pub struct Args {}

pub fn run(_: &Args, terminal: &mut Terminal) -> Status {
    match list() {
        Ok(text) => {
            terminal.print(&text);
            Status::Done
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn list() -> Result<String> {
    let mut entries = Vec::new();
    for builtin in template::builtins() {
        let template = Template::named(builtin.name)?;
        entries.push(format!(
            "{}  {}\n  {}\n  {}\n",
            builtin.name,
            template.name(),
            template.about(),
            data(template.takes())
        ));
    }
    Ok(entries.join("\n"))
}

fn data(takes: &Takes) -> String {
    match takes {
        Takes::Report { form: None } => "数据：年度报告".to_owned(),
        Takes::Report { form: Some(form) } => format!("数据：{form} 年版表样的年度报告"),
        Takes::Data(items) if items.is_empty() => "数据：自由".to_owned(),
        Takes::Data(items) => {
            let items: Vec<_> = items.iter().map(item).collect();
            format!("数据：{}", items.join("、"))
        }
    }
}

fn item(item: &Item) -> String {
    if item.required { format!("{}（必填）", item.name) } else { item.name.clone() }
}
