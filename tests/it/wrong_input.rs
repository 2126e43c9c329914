//! What people are told about a file that cannot be read as it is: one file a mistake.

use nianbao::{
    diagnostic::{human, json},
    report::load,
    yaml::decode,
};
use std::{fs, path::Path};

/// Findings of a file, fatal or not, and whether a report came of it.
fn findings(name: &str, bytes: &[u8]) -> (nianbao::diagnostic::Diagnostics, bool) {
    match decode(name, bytes).and_then(|source| load(&source)) {
        Ok(loaded) => (loaded.findings, true),
        Err(findings) => (findings, false),
    }
}

#[test]
fn every_mistake_is_explained() {
    insta::glob!("..", "data/wrong/*.yaml", |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (found, is_readable) = findings(&name, &fs::read(path).unwrap());
        assert!(!found.is_empty(), "{name} has no findings");
        let verdict = if is_readable { "（可以读入）" } else { "（不能读入）" };
        insta::assert_snapshot!(format!("{}{verdict}", human(&found, false)));
    });
}

#[test]
fn lines_are_never_wider_than_a_terminal() {
    insta::glob!("..", "data/wrong/*.yaml", |path: &Path| {
        let (found, _) = findings("x.yaml", &fs::read(path).unwrap());
        let text = human(&found, false);
        // The lines of source and what is drawn below them: `12 | …`, `   | ^^^ …`.
        let in_frame =
            |line: &&str| line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '|');
        for line in text.lines().filter(in_frame) {
            let columns: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(columns <= 100, "{columns} columns: {line}");
        }
    });
}

#[test]
fn programs_get_the_same_findings() {
    let bytes =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/wrong/duplicate-key.yaml"))
            .unwrap();
    let (found, _) = findings("铜厂彝族乡.yaml", &bytes);
    insta::assert_snapshot!(json(&found));
    let (found, _) = findings("空.yaml", b"");
    insta::assert_snapshot!(json(&found));
}

#[test]
fn a_file_in_another_encoding_is_named_for_what_it_is() {
    // “机关: 铜厂” in GBK.
    let gbk = b"# x\n\xbb\xfa\xb9\xd8: \xcd\xad\xb3\xa7\n";
    let utf16: Vec<u8> = "机关: 铜厂乡".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16.iter().copied()).collect();
    let utf32: Vec<u8> = "机关: 铜厂乡".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let (big5, _, _) = encoding_rs::BIG5.encode("機關: 青石鎮人民政府\n年度: 2025\n");
    let text = "机关: 青石镇人民政府\n年度: 2025\n";
    let (as_gbk, _) = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes());
    let as_latin: String = text.bytes().map(char::from).collect();
    let files: [(&str, &[u8]); 12] = [
        ("utf32.yaml", &utf32),
        ("big5.yaml", &big5),
        ("read-as-gbk.yaml", as_gbk.as_bytes()),
        ("read-as-latin.yaml", as_latin.as_bytes()),
        ("gbk.yaml", gbk),
        ("utf16.yaml", &marked),
        ("utf16-bare.yaml", &utf16),
        ("word.docx", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe"),
        ("word.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("page.pdf", b"%PDF-1.7\n%\xff\xff\xff\xff"),
        ("noise.yaml", b"\xff\x00\x00\x81\x20\xff\xff"),
        ("large.yaml", &vec![b'#'; 5 << 20]),
    ];
    let told: Vec<String> =
        files.iter().map(|(name, bytes)| human(&findings(name, bytes).0, false)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let (found, is_readable) =
        findings("a.yaml", "\u{FEFF}机关: 甲乡人民政府\r\n年度: 2022\r\n".as_bytes());
    assert!(is_readable && found.is_empty(), "{found}");
}

#[test]
fn the_place_in_a_long_paragraph_is_shown_and_the_rest_is_not() {
    let paragraph = "我乡坚持以公开为常态、不公开为例外".repeat(30);
    let yaml = format!(
        "机关: 甲乡\n年度: 2022\n前言: |\n  {paragraph}\u{E000}{paragraph}\n  {paragraph}\u{E001}\n  \u{E002}{paragraph}\n年度: 2\n{paragraph}: |\n  x\n"
    );
    let (found, _) = findings("长.yaml", yaml.as_bytes());
    insta::assert_snapshot!(human(&found, false));
}

#[test]
fn colours_change_nothing_but_colours() {
    let (found, _) = findings("a.yaml", "机关: 甲乡\n年度: 去年\n".as_bytes());
    let colored = human(&found, true);
    assert!(colored.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((text, code)) = rest.split_once('\u{1b}') {
        plain.push_str(text);
        rest = code.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    assert_eq!(plain, human(&found, false));
}
