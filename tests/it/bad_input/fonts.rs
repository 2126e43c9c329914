//! Fonts that are none, or must not be used.

use super::case::Case;
use nianbao_testing::font::Made;
use std::{fs, os::unix::fs::symlink};

pub fn cases() -> Vec<Case> {
    let bare = |given: &str| Case::new("Fonts", given).with(&["--font-dir", "字体"]);
    let font = |given: &str, bytes: Vec<u8>| bare(given).file("字体/标宋.ttf", bytes);
    let made = Made::of("方正小标宋简体", "某乡年报");
    let fs_type = |fs_type| Made { fs_type, ..made.clone() }.bytes();
    let mut many = bare("2,001 fonts");
    for i in 0..2001 {
        many = many.file(format!("字体/{i}.ttf"), "");
    }
    let mut wrong = made.bytes();
    // The map of characters begins with its version; what follows makes no sense any more.
    let cmap = wrong.windows(4).position(|w| w == b"cmap").unwrap();
    let at = u32::from_be_bytes(wrong[cmap + 8..cmap + 12].try_into().unwrap()) as usize;
    wrong[at + 2..at + 40].fill(0xff);
    vec![
        bare("a folder of fonts that is not there"),
        font("a font that is text", b"not a font".to_vec()),
        font("a font that is empty", Vec::new()),
        font("half of a font", made.bytes()[..600].to_vec()),
        font("a font without characters", Made::of("方正小标宋简体", "").bytes()),
        font("a font whose map of characters is noise", wrong),
        font("a font that must not be embedded", fs_type(2)),
        font("a font that may be embedded as a whole only", fs_type(0x104)),
        font(
            "a collection of four thousand million fonts",
            [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 64]].concat(),
        ),
        font("a font of 200 MB", Vec::new()).prepare(|home| {
            let file = fs::File::create(home.join("字体/标宋.ttf")).unwrap();
            file.set_len(200 << 20).unwrap();
        }),
        bare("a font that is a link").file("别处.ttf", made.bytes()).prepare(|home| {
            fs::create_dir(home.join("字体")).unwrap();
            symlink("../别处.ttf", home.join("字体/标宋.ttf")).unwrap();
        }),
        many,
        Case::new("Fonts", "a template with fonts outside its folder")
            .file("模板/styles.yaml", "字体目录: ../字体\n")
            .with(&["--template", "模板"]),
    ]
}
