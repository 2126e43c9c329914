//! Writes reports as LibreOffice would lay them out, for `scripts/same_pages.sh`: its print of each DOCX
//! can then be held against the PDF, line by line, although it has habits of its own.
//!
//! ```sh
//! cargo run --example as_libreoffice -- OUT_DIR FILE...
//! ```

use nianbao::{
    batch::{Kits, collect},
    export::Format,
    layout::{Rules, layout_by},
    render::Wishes,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    let mut args = env::args_os().skip(1).map(PathBuf::from);
    let Some(out) = args.next() else {
        eprintln!("as_libreoffice OUT_DIR FILE...");
        return ExitCode::from(2);
    };
    let inputs = collect(&args.collect::<Vec<_>>());
    let kits = match Kits::load(&inputs, &Wishes::default()) {
        Ok(kits) => kits,
        Err(findings) => {
            eprintln!("{findings:?}");
            return ExitCode::FAILURE;
        }
    };
    let mut status = ExitCode::SUCCESS;
    for file in &inputs.files {
        if let Err(error) = write(&kits, file, &out) {
            eprintln!("{}: {error}", file.display());
            status = ExitCode::FAILURE;
        }
    }
    status
}

fn write(kits: &Kits, file: &Path, out: &Path) -> Result<(), String> {
    let kit = kits.of_input(file).ok_or("no kit")?;
    let name = file.to_string_lossy();
    let yaml = fs::read(file).map_err(|e| e.to_string())?;
    let drawn = kit.draw(&name, &yaml).map_err(|e| format!("{e:?}"))?;
    let pages =
        layout_by(&drawn.document, &kit.fonts, Rules::LibreOffice).map_err(|e| e.to_string())?;
    let path = out.join(file.file_name().unwrap_or_default());
    for format in [&Format::DOCX, &Format::PDF] {
        for made in kit.write(&drawn, &pages, format).map_err(|e| format!("{e:?}"))? {
            fs::write(path.with_extension(format.extension), made.bytes)
                .map_err(|e| e.to_string())?;
        }
    }
    Ok(())
}
