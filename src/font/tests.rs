//! An office's own fonts: what they are called, which one stands for a name, what is refused.

use super::*;
use crate::diagnostic::Code;
use nianbao_testing::font::{Made, collection};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

const TEXT: &str = "一年报（）“”—…，。A1";

/// A folder with these files.
fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    home
}

fn fonts(home: &TempDir) -> Fonts {
    let library = Library::scan(&[home.path().to_owned()]).unwrap();
    assert_eq!(library.findings, Diagnostics::default());
    Fonts::with_own(&library)
}

/// The file of the face at the head of a family, or the name of a shipped one.
fn head(fonts: &Fonts, name: &str) -> String {
    let family = &fonts.families()[fonts.family(name).unwrap().0];
    let face = fonts.face(family.chain[0].face);
    let own = face.path().and_then(|p| p.file_name());
    own.map_or_else(|| face.name.clone(), |n| n.to_str().unwrap().to_owned())
}

/// The face that prints a character, and how wide.
fn prints(fonts: &Fonts, name: &str, ch: char) -> (String, f64) {
    let mut resolver = fonts.resolver();
    let glyph = (resolver.glyph(fonts.family(name).unwrap(), false, ch)).unwrap();
    assert_eq!(resolver.broken(), None);
    (fonts.face(glyph.face).name.clone(), glyph.advance)
}

#[test]
fn an_own_font_stands_for_every_name_it_bears_in_any_spelling() {
    let font = Made {
        names: vec![(0x409, "FZXiaoBiaoSong-B05S"), (0x804, "方正小标宋简体")],
        ..Made::of("", TEXT)
    };
    let home = folder(&[("标宋.TTF", font.bytes())]);
    let fonts = fonts(&home);
    for name in ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "fzxiaobiaosong b05s"] {
        assert_eq!(head(&fonts, name), "标宋.TTF", "{name}");
    }
    assert_eq!(head(&fonts, "方正小标宋_GBK"), "标宋.TTF", "a name that means the same");
    assert_eq!(head(&fonts, "仿宋_GB2312"), "NianbaoFangSong");
}

#[test]
fn of_two_fonts_of_one_kind_each_stands_for_its_own_name() {
    let files = ["仿宋", "华文仿宋"].map(|name| (name, Made::of(name, TEXT).bytes()));
    let home = folder(&files.map(|(name, bytes)| {
        let file: &str = if name == "仿宋" { "a.ttf" } else { "b.ttf" };
        (file, bytes)
    }));
    let fonts = fonts(&home);
    assert_eq!(head(&fonts, "仿宋"), "a.ttf");
    assert_eq!(head(&fonts, "华文仿宋"), "b.ttf");
    assert_eq!(head(&fonts, "仿宋_GB2312"), "a.ttf");
}

#[test]
fn a_new_name_becomes_usable_and_the_shipped_chain_of_its_kind_stays_behind() {
    let kai = Made::of("某某楷体", TEXT).bytes();
    let latin = Made::of("Some Sans", "A1").bytes();
    let home = folder(&[("k.ttf", kai), ("l.ttf", latin)]);
    let fonts = fonts(&home);
    assert_eq!(prints(&fonts, "某某楷体", '年').0, "Made-Regular");
    assert_eq!(prints(&fonts, "某某楷体", '乡').0, "NianbaoKai");
    assert_eq!(prints(&fonts, "some sans", '1').0, "Made-Regular");
    assert_eq!(prints(&fonts, "Some Sans", 'B').0, "LiberationSerif-Regular");
}

#[test]
fn a_mark_that_is_narrower_than_a_hanzi_is_left_to_a_face_that_has_it_full() {
    let mut font = Made::of("某某宋体", TEXT);
    for (ch, advance) in &mut font.glyphs {
        match ch {
            '—' => *advance = 890,
            '“' | '”' => *advance = 350,
            'A' | '1' => *advance = 500,
            _ => {}
        }
    }
    let home = folder(&[("s.ttf", font.bytes())]);
    let fonts = fonts(&home);
    for ch in ['—', '“', '”'] {
        assert_eq!(prints(&fonts, "某某宋体", ch), ("NianbaoSong".into(), 1.0), "{ch}");
    }
    for (ch, wide) in [('年', 1.0), ('，', 1.0), ('A', 0.5)] {
        assert_eq!(prints(&fonts, "某某宋体", ch), ("Made-Regular".into(), wide), "{ch}");
    }
}

#[test]
fn a_character_that_a_font_maps_to_nothing_is_left_to_the_next_face() {
    let mut font = Made::of("某某宋体", TEXT);
    font.hollow = Some('报');
    for cff in [false, true] {
        let home = folder(&[("s.ttf", Made { cff, ..font.clone() }.bytes())]);
        let fonts = fonts(&home);
        assert_eq!(prints(&fonts, "某某宋体", '年').0, "Made-Regular");
        assert_eq!(prints(&fonts, "某某宋体", '报').0, "NianbaoSong");
    }
}

#[test]
fn bold_text_takes_the_bold_face_of_the_family() {
    let weight = |weight| Made { weight, ..Made::of("某某宋体", TEXT) }.bytes();
    let home = folder(&[("b.ttf", weight(700)), ("r.ttf", weight(400))]);
    let fonts = fonts(&home);
    assert_eq!(head(&fonts, "某某宋体"), "r.ttf");
    let id = fonts.family("某某宋体").unwrap();
    let glyph = fonts.resolver().glyph(id, true, '年').unwrap();
    let path = fonts.face(glyph.face).path().unwrap();
    assert!(path.ends_with("b.ttf") && !glyph.embolden);
}

#[test]
fn an_earlier_folder_wins_and_a_collection_gives_all_its_faces() {
    let two = collection(&[Made::of("某某仿宋", TEXT), Made::of("某某黑体", TEXT)]);
    let first = folder(&[("two.ttc", two)]);
    let second = folder(&[("x.ttf", Made::of("某某黑体", TEXT).bytes())]);
    let folders: Vec<PathBuf> = [&first, &second].map(|f| f.path().to_owned()).into();
    let fonts = Fonts::with_own(&Library::scan(&folders).unwrap());
    assert_eq!(head(&fonts, "某某黑体"), "two.ttc");
    assert_eq!(prints(&fonts, "某某黑体", '年').0, "Made-Regular");
    let family = &fonts.families()[fonts.family("某某黑体").unwrap().0];
    assert_eq!(fonts.face(family.chain[0].face).index, 1);
}

#[test]
fn files_that_are_of_no_use_are_told_with_the_reason_and_the_rest_is_used() {
    let good = Made::of("某某宋体", TEXT).bytes();
    let half = good[..good.len() / 2].to_vec();
    let nothing = Made { glyphs: Vec::new(), ..Made::of("空", "") }.bytes();
    let nameless = Made { names: Vec::new(), ..Made::of("", TEXT) }.bytes();
    let home = folder(&[
        ("a-half.ttf", half),
        ("b-text.otf", b"not a font".to_vec()),
        ("c-empty.ttf", Vec::new()),
        ("d-nothing.ttf", nothing),
        ("e-nameless.ttf", nameless),
        ("e-no-program-name.ttf", Made { post_script: "", ..Made::of("某某黑体", TEXT) }.bytes()),
        (
            "e-no-names.ttf",
            Made { names: Vec::new(), post_script: "", ..Made::of("", TEXT) }.bytes(),
        ),
        ("f-many.ttc", [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 64]].concat()),
        ("g-good.ttf", good),
        ("readme.txt", b"left alone".to_vec()),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(home.path().join("g-good.ttf"), home.path().join("h-link.ttf"))
        .unwrap();
    let library = Library::scan(&[home.path().to_owned()]).unwrap();
    assert_eq!(head(&Fonts::with_own(&library), "某某宋体"), "g-good.ttf");
    let place = home.path().display().to_string();
    let told = crate::diagnostic::human(&library.findings, false).replace(&place, "字体");
    insta::assert_snapshot!(told);
    let missing = Library::scan(&[home.path().join("无")]).unwrap_err();
    assert_eq!(missing[0].code, Code::FontFolder);
}

#[test]
fn what_a_maker_allows_is_read_and_what_is_forbidden_is_refused_by_name() {
    let kinds = [(0, true), (4, true), (8, true), (2, false), (0x104, false), (0x208, false)];
    for (fs_type, allowed) in kinds {
        let font = Made { fs_type, ..Made::of("方正小标宋简体", TEXT) };
        let home = folder(&[("x.ttf", font.bytes())]);
        let fonts = fonts(&home);
        let family = &fonts.families()[fonts.family("小标宋").unwrap().0];
        let verdict = fonts.face(family.chain[0].face).embeddable();
        assert_eq!(verdict.is_ok(), allowed, "{fs_type:x}");
        if let Err(refused) = verdict {
            let finding = &refused[0];
            let words = ["方正小标宋简体", "x.ttf"];
            assert!(words.iter().all(|w| finding.message.contains(w)), "{}", finding.message);
            assert_eq!(finding.code, Code::FontLicence);
        }
    }
}

#[test]
fn glyphs_are_read_when_first_needed_and_a_file_that_has_gone_is_told() {
    let home = folder(&[("s.ttf", Made::of("某某宋体", TEXT).bytes())]);
    let fonts = fonts(&home);
    fs::remove_file(home.path().join("s.ttf")).unwrap();
    let mut resolver = fonts.resolver();
    let id = fonts.family("某某宋体").unwrap();
    assert!(resolver.glyph(id, false, '年').is_some(), "the chain goes on");
    let face = fonts.face(resolver.broken().unwrap());
    assert_eq!(face.data(), Err("没有这个文件或文件夹"));
}
