//! `nianbao explain`: what a code means, and how to mend what bears it.

use super::{Status, terminal::Terminal};
use nianbao::{
    check::manual,
    diagnostic::{Code, Diagnostic},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "说明一个编号：是什么意思、怎么改；检查规则还说查什么、为什么",
    override_usage = "nianbao explain <编号>\n      nianbao explain --all",
    after_help = "示例：
  nianbao explain NB101
  nianbao explain NB402"
)]
pub struct Args {
    #[arg(
        value_name = "编号",
        required_unless_present = "all",
        help = "错误、警告的编号，方括号中的那个"
    )]
    code: Option<String>,

    #[arg(long, conflicts_with = "code", help = "全部编号和检查规则，Markdown 格式")]
    all: bool,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let Some(code) = &args.code else {
        terminal.print(&format!("{}\n{}", manual::codes(), manual::rules()));
        return Status::Done;
    };
    if let Some(page) = manual::explain(code) {
        terminal.print(&page);
        return Status::Done;
    }
    let finding = Diagnostic::error(Code::Usage, format!("没有“{code}”这个编号"));
    terminal.tell(&finding.help("用 nianbao explain --all 看全部编号").into())
}
