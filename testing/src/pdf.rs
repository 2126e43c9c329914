//! The text of a PDF, by `pdftotext` (poppler): what a reader who copies it would get.

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

/// A part of the page, in points from the upper left corner.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The type area of GB/T 9704-2012 §5: 156 mm × 225 mm, without page numbers.
pub const TYPE_AREA: Area =
    Area { x: 28.0 * MM, y: 37.0 * MM, width: 156.0 * MM, height: 225.0 * MM };

const MM: f64 = 72.0 / 25.4;

/// The text within an area of every page, in the order in which it was written.
///
/// Nothing when `pdftotext` is not installed, and then says so; with `NIANBAO_REQUIRE_TOOLS=1`, as
/// in CI, that is a failure.
pub fn text(pdf: &[u8], area: Area) -> Option<String> {
    require("pdftotext")?;
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(pdf).expect("room for the PDF");
    // Whole pixels, half a millimetre wider on each side so that no glyph is cut at the edge.
    let points = [area.x - 1.5, area.y - 1.5, area.width + 3.0, area.height + 3.0];
    let mut command = Command::new("pdftotext");
    command.args(["-raw", "-nopgbrk", "-enc", "UTF-8", "-r", "72"]);
    for (flag, value) in ["-x", "-y", "-W", "-H"].iter().zip(points) {
        command.arg(flag).arg(format!("{value:.0}"));
    }
    let run = command.arg(file.path()).arg("-").output().expect("pdftotext runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && said.is_empty(), "pdftotext: {said}");
    Some(String::from_utf8(run.stdout).expect("UTF-8"))
}

/// Whether a program can be started.
pub fn require(program: &str) -> Option<()> {
    let silent = || Stdio::null();
    let started = Command::new(program).arg("-v").stdout(silent()).stderr(silent()).status();
    if started.is_ok() {
        return Some(());
    }
    let required = env::var("NIANBAO_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(!required, "{program} is not installed, and NIANBAO_REQUIRE_TOOLS=1 requires it");
    eprintln!("skipped: {program} is not installed");
    None
}
