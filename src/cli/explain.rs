//! `nianbao explain`: the words of a rule.

use super::{Status, terminal::Terminal, usage};
use nianbao::{check, diagnostic::Diagnostic};

#[derive(clap::Args, Debug)]
#[command(
    about = "说明一条检查规则：查什么、为什么、怎么改",
    override_usage = "nianbao explain <编号>\n      nianbao explain --all",
    help_template = usage::TEMPLATE,
    after_help = "示例：
  nianbao explain NB101"
)]
pub struct Args {
    #[arg(
        value_name = "编号",
        required_unless_present = "all",
        help = "规则的编号，检查结果里方括号中的那个",
        help_heading = "参数"
    )]
    code: Option<String>,

    #[arg(long, conflicts_with = "code", help = "全部规则，Markdown 格式", help_heading = "选项")]
    all: bool,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let Some(code) = &args.code else {
        terminal.print(&check::manual());
        return Status::Done;
    };
    if let Some(rule) = check::rule(code) {
        terminal.print(&rule.page());
        return Status::Done;
    }
    let known: Vec<String> =
        check::all().map(|rule| format!("{} {}", rule.code, rule.name)).collect();
    let finding = Diagnostic::error("NB400", format!("没有“{code}”这条规则"));
    terminal.tell(&finding.help(format!("有：{}", known.join("、"))).into());
    Status::Failed
}
