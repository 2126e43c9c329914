//! Pictures that are none, or that no page can show.

use super::case::Case;
use std::{fs, os::unix::fs::symlink};

const SEAL: &[u8] = include_bytes!("../../data/pictures/seal.png");
const PHOTO: &[u8] = include_bytes!("../../data/pictures/colour.jpg");
const PRESS: &[u8] = include_bytes!("../../data/pictures/cmyk.jpg");

/// A report that is sealed with a picture of this name.
fn sealed(given: &str, name: &str) -> Case {
    Case::new("Pictures", given)
        .and(&format!("署名: {{ 日期: 2023年1月17日, 盖章: 是, 印章图片: {name} }}"))
}

fn seal(given: &str, bytes: Vec<u8>) -> Case {
    sealed(given, "章.png").file("章.png", bytes)
}

/// The seal with another size in its head, whose sum no longer ties.
fn resized(width: u32, height: u32) -> Vec<u8> {
    let mut png = SEAL.to_vec();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png
}

pub fn cases() -> Vec<Case> {
    let photo = sealed("a photograph as the seal, half of it", "章.jpg");
    vec![
        sealed("a seal that is not there", "章.png"),
        sealed("a seal outside the folder", "../章.png"),
        sealed("a seal by its absolute path", "/etc/章.png"),
        seal("a seal that is text", b"not a picture".to_vec()),
        seal("a seal that is empty", Vec::new()),
        seal("half of a seal", SEAL[..SEAL.len() / 2].to_vec()),
        seal("a PNG that is a JPEG", PHOTO.to_vec()),
        seal("a seal of 4 thousand million pixels", resized(65_000, 65_000)),
        seal("a seal without pixels", resized(0, 0)),
        seal("a seal of 5 MB", [SEAL, &vec![0; 5 << 20]].concat()),
        photo.file("章.jpg", &PHOTO[..PHOTO.len() / 2]),
        sealed("a seal in colours for the press", "章.jpg").file("章.jpg", PRESS),
        sealed("a seal that is a drawing", "章.svg").file("章.svg", "<svg/>"),
        sealed("a seal that is a link", "章.png")
            .file("别处.png", SEAL)
            .prepare(|home| symlink("别处.png", home.join("章.png")).unwrap()),
        sealed("a seal that is a folder", "章.png")
            .prepare(|home| fs::create_dir(home.join("章.png")).unwrap()),
        Case::new("Pictures", "a template with a picture outside its folder")
            .file("模板/report.html", "<image src=\"../章.png\" alt=\"章\"/>")
            .file("章.png", SEAL)
            .with(&["--template", "模板"]),
        Case::new("Pictures", "a picture wider than the page")
            .file("模板/report.html", "<image src=\"章.png\" width=\"300毫米\" alt=\"章\"/>")
            .file("模板/章.png", SEAL)
            .with(&["--template", "模板"]),
    ]
}
