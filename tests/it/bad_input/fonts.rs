//! Fonts that are none, or must not be used.

use super::case::Case;
use nianbao_testing::font::{Made, changed};
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
    let table = |tag: &[u8; 4], change: fn(&mut Vec<u8>)| {
        changed(&made.bytes(), |known, old| {
            let mut table = old.to_vec();
            if known == tag {
                change(&mut table);
            }
            table
        })
    };
    let damaged = vec![
        font("a font whose head is empty", table(b"head", Vec::clear)),
        font("a font of no unit to the em", table(b"head", |head| head[18..20].fill(0))),
        font("a font whose offsets are of a kind 7", table(b"head", |head| head[51] = 7)),
        font("a font whose hhea is cut", table(b"hhea", |hhea| hhea.truncate(20))),
        font("a font whose maxp is all ones", table(b"maxp", |maxp| maxp.fill(0xff))),
        font("a PostScript font whose table of shapes is noise", noise(&made)),
        font("30 shapes, each made of the next twice", doubling()),
        font("programs that call ten others each, nine deep", calling()),
    ];
    let others = vec![
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
    ];
    [others, damaged].concat()
}

/// A PostScript font in which only the beginning of its shapes' table makes sense.
fn noise(made: &Made) -> Vec<u8> {
    let font = Made { cff: true, ..made.clone() }.bytes();
    changed(&font, |tag, old| match tag {
        b"CFF " => {
            [&old[..4], &old[4..].iter().map(|byte| byte ^ 0x5a).collect::<Vec<_>>()].concat()
        }
        _ => old.to_vec(),
    })
}

fn doubling() -> Vec<u8> {
    let chars: String = ('一'..).take(30).chain("某乡年报".chars()).collect();
    let mut made = Made::of("方正小标宋简体", &chars);
    made.parts = (1..made.glyphs.len() as u16).map(|glyph| vec![glyph + 1; 2]).collect();
    made.bytes()
}

fn calling() -> Vec<u8> {
    let call = |next: u8| [[32 + next, 29].repeat(10), vec![11]].concat();
    let mut subroutines: Vec<Vec<u8>> = (1..9).map(call).collect();
    subroutines.push(vec![140, 6, 140, 7, 11]);
    let program = [vec![139, 139, 21], [32, 29].repeat(10), vec![14]].concat();
    let made = Made::of("方正小标宋简体", "某乡年报");
    Made { cff: true, subroutines, program: Some(program), ..made }.bytes()
}
