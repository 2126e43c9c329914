use super::{Picture, PictureKind, beside, load};
use crate::{
    diagnostic::{Diagnostics, human},
    document::{Coding, Image},
};
use std::{fmt::Write as _, fs, io::Read, path::Path};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures");

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(PICTURES).join(name)).unwrap()
}

fn read(name: &str) -> Image {
    let image = Picture::new(Path::new(PICTURES).join(name)).image(name);
    (*image.unwrap()).clone()
}

fn inflated(plane: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut decoder = flate2::read::ZlibDecoder::new(plane);
    decoder.read_to_end(&mut out).unwrap();
    out
}

#[test]
fn every_common_kind_of_png_becomes_grey_or_colour_and_alpha() {
    for (name, size, grey, has_alpha) in [
        ("seal.png", (240, 240), false, true),
        ("grey-alpha.png", (240, 240), true, true),
        ("palette.png", (40, 25), false, true),
        ("deep.png", (40, 25), false, false),
        ("interlaced.png", (40, 25), false, false),
        ("grey.png", (40, 25), true, false),
        ("bilevel.png", (40, 25), true, false),
    ] {
        let image = read(name);
        assert_eq!((image.width, image.height), size, "{name}");
        assert_eq!(image.bytes, bytes(name), "{name}: the file itself is kept");
        assert_eq!(image.grey, grey, "{name}");
        let Coding::Png { color, alpha } = &image.coding else { panic!("{name}: {image:?}") };
        let row = size.0 as usize * if grey { 1 } else { 3 };
        let height = size.1 as usize;
        assert_eq!(inflated(color).len(), (row + 1) * height, "{name}");
        assert_eq!(alpha.is_some(), has_alpha, "{name}");
        if let Some(alpha) = alpha {
            assert_eq!(inflated(alpha).len(), (size.0 as usize + 1) * height);
        }
    }
}

#[test]
fn a_jpeg_is_kept_as_it_is() {
    for (name, grey) in [("colour.jpg", false), ("progressive.jpg", false), ("grey.jpg", true)] {
        let image = read(name);
        assert_eq!((image.width, image.height), (40, 25), "{name}");
        assert_eq!(image.grey, grey, "{name}");
        assert!(image.coding == Coding::Jpeg, "{name}");
        // 40 and 25 pixels at 200 to the inch.
        assert_eq!(image.natural_size(), (14.4, 9.0), "{name}");
    }
}

/// The chunk of a PNG; its checksum is that of the crate that wrote the rest.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind, data].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&body);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &body, &crc.sum().to_be_bytes()].concat()
}

#[test]
fn what_only_some_programs_obey_is_taken_out_of_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    let load = |name: &str, file: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, file).unwrap();
        load(&path, name).unwrap().bytes.clone()
    };
    let plain = bytes("deep.png");
    // Behind the header.
    let (head, rest) = plain.split_at(33);
    let chunks = [
        chunk(*b"gAMA", &100_000_u32.to_be_bytes()),
        chunk(*b"cHRM", &[0, 0, 0x7A, 0x26].repeat(8)),
        chunk(*b"eXIf", b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
        chunk(*b"cICP", &[9, 16, 0, 1]),
    ];
    for added in chunks.iter().chain([&chunks.concat()]) {
        assert!(load("a.png", &[head, added, rest].concat()) == plain, "{added:?}");
    }
    // What changes nothing stays.
    let text = [head, &chunk(*b"tEXt", b"Title\0seal"), rest].concat();
    assert!(load("a.png", &text) == text);

    let plain = bytes("colour.jpg");
    let profile = [&b"\xFF\xE2\0\x14ICC_PROFILE\0\x01\x01"[..], b"1234"].concat();
    for at in [2, 20] {
        assert!(load("a.jpg", &[&plain[..at], &profile, &plain[at..]].concat()) == plain);
    }
}

#[test]
fn without_a_resolution_that_makes_sense_a_picture_has_96_dots_to_the_inch() {
    let mut file = bytes("colour.jpg");
    for (density, dpi) in
        [([0, 0, 200, 0, 200], 96), ([2, 0, 59, 0, 59], 150), ([1, 0, 1, 0, 1], 96)]
    {
        file[13..18].copy_from_slice(&density);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        fs::write(&path, &file).unwrap();
        assert_eq!(load(&path, "a.jpg").unwrap().dpi, (dpi, dpi), "{density:?}");
    }
}

/// A PNG that says it is so large, without samples.
fn claims(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = png::Encoder::new(&mut file, width, height);
    drop(encoder.write_header().unwrap());
    file
}

/// The JPEG with an Exif segment that says it lies on its side (6: turn right by 90°).
fn on_its_side() -> Vec<u8> {
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let file = bytes("colour.jpg");
    [&file[..2], exif, &file[2..]].concat()
}

fn cut(name: &str, by: usize) -> Vec<u8> {
    let mut file = bytes(name);
    file.truncate(file.len() - by);
    file
}

/// What is said, the folder left out.
fn told(errors: &Diagnostics, folder: &Path) -> String {
    let told = human(errors, false);
    told.replace(folder.to_str().unwrap(), "文件夹").replace('\\', "/")
}

#[test]
fn wrong_pictures_are_refused_by_name() {
    let mut flipped = bytes("seal.png");
    flipped[1000] ^= 0x55;
    let mut all = String::new();
    for (name, file) in [
        ("其实是.png", bytes("colour.jpg")),
        ("其实是.jpg", bytes("seal.png")),
        ("动图.png", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
        ("空的.jpeg", Vec::new()),
        ("断了.png", cut("seal.png", 300)),
        ("少了结尾.png", cut("seal.png", 12)),
        ("坏了.png", flipped),
        ("断了.jpg", cut("colour.jpg", 60)),
        ("少了结尾.jpg", cut("colour.jpg", 2)),
        ("断了一半.jpg", cut("progressive.jpg", 200)),
        ("印刷用.jpg", bytes("cmyk.jpg")),
        ("横着的.jpg", on_its_side()),
        ("像素太多.png", claims(20_000, 20_000)),
        ("没有像素.png", claims(30, 30)),
        ("字节太多.png", vec![0; 5 << 20]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, file).unwrap();
        match load(&path, name) {
            Ok(image) => panic!("{image:?} was taken"),
            Err(errors) => all += &told(&errors, folder.path()),
        }
        let _ = writeln!(all);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_report_can_show_pictures_of_its_own_folder_only() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("报告");
    fs::create_dir_all(inner.join("章")).unwrap();
    for place in ["外.png", "报告/内.png", "报告/章/内.png"] {
        fs::copy(Path::new(PICTURES).join("seal.png"), folder.path().join(place)).unwrap();
    }
    for good in ["内.png", "章/内.png", r"章\内.png", "./内.png"] {
        assert!(beside(&inner, good).is_ok(), "{good}");
    }
    let outside = folder.path().join("外.png");
    let mut all = String::new();
    for bad in ["../外.png", outside.to_str().unwrap(), "没有.png", "内.gif", "章"] {
        all += &told(&beside(&inner, bad).unwrap_err(), folder.path());
    }
    insta::assert_snapshot!(all);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("报告");
    fs::create_dir(&inner).unwrap();
    fs::copy(Path::new(PICTURES).join("seal.png"), folder.path().join("外.png")).unwrap();
    std::os::unix::fs::symlink("../外.png", inner.join("章.png")).unwrap();
    std::os::unix::fs::symlink("..", inner.join("上")).unwrap();
    for link in ["章.png", "上/外.png"] {
        let errors = beside(&inner, link).unwrap_err();
        assert!(errors[0].message.ends_with("是链接或文件夹，不是普通文件"), "{errors}");
    }
}

#[test]
fn a_kind_is_known_by_the_extension_in_any_case() {
    assert_eq!(PictureKind::of_name("章.PNG"), Some(PictureKind::Png));
    assert_eq!(PictureKind::of_name("章.Jpeg"), Some(PictureKind::Jpeg));
    assert_eq!(PictureKind::of_name("png"), None);
}
