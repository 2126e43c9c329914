//! Writes made-up reports into a folder.
//!
//! ```sh
//! cargo run --example generate -- 200 DIR [SEED] [--names FILE]
//! ```
//!
//! With `--names` the names are those of the file, one on a line, from the first on.

use nianbao_testing::generate::{named, nth};
use std::{env, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let names = args.iter().position(|arg| arg == "--names").map(|at| {
        let mut option = args.drain(at..(at + 2).min(args.len()));
        option.nth(1).unwrap_or_default()
    });
    let (Some(count), Some(dir)) = (args.first().and_then(|n| n.parse().ok()), args.get(1)) else {
        eprintln!("generate COUNT DIR [SEED] [--names FILE]");
        return ExitCode::from(2);
    };
    let seed = args.get(2).and_then(|s| s.parse().ok()).unwrap_or(1);
    match write_all(count, Path::new(dir), seed, names.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{dir}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(count: usize, dir: &Path, seed: u64, names: Option<&str>) -> std::io::Result<()> {
    fs::create_dir_all(dir)?;
    let names = names.map(fs::read_to_string).transpose()?;
    let own: Vec<&str> = names.iter().flat_map(|text| text.lines()).collect();
    for i in 0..count {
        let yaml = match own.get(i) {
            Some(name) => named(name, i, seed),
            None if own.is_empty() => nth(i, seed),
            None => break,
        };
        fs::write(dir.join(format!("{i:04}.yaml")), yaml)?;
    }
    Ok(())
}
