//! The `nianbao` command.

fn main() {}
