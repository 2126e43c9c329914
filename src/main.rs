//! The `nianbao` program: see `src/cli/`. What it says goes through `src/cli/terminal.rs`.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cli;

/// A report is some hundred thousand small pieces of memory, on several threads: with the system's
/// allocator a quarter of all work went there (`docs/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
