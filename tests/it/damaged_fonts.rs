//! A font that was taken in ends no report, whatever is wrong in it: what cannot be used is told when it is
//! found, and the faces inside the program print in its place.

use crate::support::sample;
use nianbao::{
    diagnostic::{Code, Severity},
    document::{Block, Document, Inline, Paragraph, Role, Run, StyleId},
    export::{FORMATS, Options, Typeset, png::Resolution},
    font::{Fonts, Library},
    layout::layout,
};
use nianbao_testing::font::{Made, changed};
use std::{fs, sync::Arc};
use tempfile::TempDir;

const TEXT: &str = "年报 甲乙A1—";
const NAME: &str = "仿宋_GB2312";

fn document(text: &str) -> Document {
    let style = Arc::new(sample::text_style(16.0, 0.0));
    let run = Run { text: text.to_owned(), style, char_style: None };
    sample::document(vec![Block::Paragraph(Paragraph {
        role: Role::Body,
        style: StyleId(0),
        format: Arc::new(sample::body()),
        inlines: vec![Inline::Text(run)],
    })])
}

/// What became of a font.
struct Used {
    /// Why it was not taken in.
    told: Option<String>,
    /// Whether something is printed with it.
    prints: bool,
}

/// Takes a font in and prints with it in every format.
fn used(given: &str, font: &[u8], text: &str) -> Used {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("x.ttf"), font).unwrap();
    let library = Library::scan(&[home.path().to_owned()]).unwrap();
    assert!(library.findings.len() <= 1);
    for finding in library.findings.iter() {
        assert_eq!((finding.code, finding.severity), (Code::UselessFont, Severity::Warning));
        // First, since the name of the folder may have one of a table in it.
        let words = finding.message.replace(&home.path().display().to_string(), "");
        let words = words.replace("x.ttf", "");
        let tables = ["head", "hhea", "hmtx", "maxp", "loca", "CFF", "post", "name", "cmap"];
        let words = tables.iter().fold(words, |words, table| words.replace(table, ""));
        let words = words.replace("TrueType", "").replace("OpenType", "").replace("PostScript", "");
        assert!(!words.chars().any(|c| c.is_ascii_alphabetic()), "{given}: {}", finding.message);
    }
    let fonts = Fonts::with_own(&library);
    let document = document(text);
    let pages = layout(&document, &fonts).unwrap_or_else(|error| panic!("{given}: {error:?}"));
    let family = &fonts.families()[fonts.family(NAME).unwrap().0];
    let mut resolver = fonts.resolver();
    let mut faces = text.chars().filter_map(|ch| resolver.glyph(fonts.family(NAME)?, false, ch));
    let prints = faces.any(|glyph| fonts.face(glyph.face).path().is_some());
    let is_free = fonts.face(family.chain[0].face).embeddable().is_ok();
    // Without it the faces inside the program print, of which other tests tell.
    let formats = FORMATS.into_iter().filter(|format| prints && (is_free || !format.embeds));
    for format in formats {
        let options = Options { resolution: Resolution(36), ..Options::default() };
        let (document, pages, fonts) = (&document, &pages, &fonts);
        let written = format.write(&Typeset { document, pages, fonts, options });
        if !["csv", "json"].contains(&format.extension) {
            written.unwrap_or_else(|error| panic!("{given}, {}: {error}", format.extension));
        }
    }
    Used { told: library.findings.iter().next().map(|f| f.message.clone()), prints }
}

/// Fonts of every kind of shape, with the name of each.
fn kinds() -> [(&'static str, Vec<u8>); 4] {
    let made = Made::of(NAME, TEXT);
    let parts = vec![Vec::new(), Vec::new(), vec![2, 1], vec![3], vec![4, 3]];
    let call = vec![28, 0, 50, 28, 0, 50, 21, 32, 29, 32, 29, 14];
    let subroutines = vec![vec![28, 1, 0, 6, 28, 1, 0, 7, 11]];
    [
        ("drawn", made.bytes()),
        ("made of others", Made { parts, ..made.clone() }.bytes()),
        ("PostScript", Made { cff: true, ..made.clone() }.bytes()),
        (
            "PostScript that calls",
            Made { cff: true, program: Some(call), subroutines, ..made }.bytes(),
        ),
    ]
}

/// What may be wrong with a table.
fn damages(table: &[u8], random: &mut fastrand::Rng) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![
        ("emptied".to_owned(), Vec::new()),
        ("all zero".to_owned(), vec![0; table.len()]),
        ("all ones".to_owned(), vec![0xff; table.len()]),
        ("cut in half".to_owned(), table[..table.len() / 2].to_vec()),
        ("without its last byte".to_owned(), table[..table.len().saturating_sub(1)].to_vec()),
        ("noise".to_owned(), table.iter().map(|_| random.u8(..)).collect()),
    ];
    for at in (0..table.len().min(64).saturating_sub(1)).step_by(2) {
        let value = *random.choice([0_u16, 1, 7, 15, 0x7fff, 0x8000, 0xffff].iter()).unwrap();
        let mut table = table.to_vec();
        table[at..at + 2].copy_from_slice(&value.to_be_bytes());
        all.push((format!("{value} at {at}"), table));
    }
    for _ in 0..4 {
        let mut table = table.to_vec();
        for _ in 0..3 {
            if let Some(byte) = random.choice(table.iter_mut()) {
                *byte = random.u8(..);
            }
        }
        all.push(("bytes changed".to_owned(), table));
    }
    all
}

#[test]
fn a_font_that_was_taken_in_ends_no_report_whatever_table_is_damaged() {
    let mut random = fastrand::Rng::with_seed(11);
    let (mut told, mut printed) = (0, 0);
    for (kind, font) in kinds() {
        assert!(used(kind, &font, TEXT).prints, "{kind}");
        let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
        for i in 0..tables {
            let tag: [u8; 4] = font[12 + 16 * i..][..4].try_into().unwrap();
            let long =
                |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
            let old = &font[long(12 + 16 * i + 8)..][..long(12 + 16 * i + 12)];
            for (how, table) in damages(old, &mut random) {
                let other =
                    changed(
                        &font,
                        |known, old| {
                            if *known == tag { table.clone() } else { old.to_vec() }
                        },
                    );
                let given = format!("{kind}, {} {how}", String::from_utf8_lossy(&tag));
                let used = used(&given, &other, TEXT);
                told += usize::from(used.told.is_some());
                printed += usize::from(used.prints);
                assert!(used.told.is_none() || !used.prints, "{given}");
                if matches!(how.as_str(), "emptied" | "all zero" | "all ones")
                    && [b"glyf", b"loca", b"CFF "].contains(&&tag)
                {
                    assert!(used.told.is_some(), "{given}");
                }
            }
        }
    }
    assert!(told > 100 && printed > 300, "{told} {printed}");
}

/// A font in which each character is made of the next one, so many times.
fn fan(times: usize, levels: u16) -> Vec<u8> {
    let chars: String = TEXT.chars().chain(('丁'..).take(usize::from(levels))).collect();
    let mut made = Made::of(NAME, &chars);
    made.parts = (1..=levels).map(|glyph| vec![glyph + 1; times]).collect();
    made.bytes()
}

/// A PostScript font whose programs call the next one, so many times.
fn calls(times: usize, levels: u8) -> Made {
    let call = |next: u8| [[32 + next, 29].repeat(times), vec![11]].concat();
    let mut subroutines: Vec<Vec<u8>> = (1..levels).map(call).collect();
    subroutines.push(vec![140, 6, 140, 7, 11]);
    let program = [vec![139, 139, 21], [32, 29].repeat(times), vec![14]].concat();
    Made { cff: true, subroutines, program: Some(program), ..Made::of(NAME, TEXT) }
}

/// The table of characters with another map, which lists `runs` runs, said to be of so many platforms.
fn with_maps(format: u16, maps: u16, runs: u32) -> Vec<u8> {
    let start = 4 + 8 * u32::from(maps);
    let mut cmap = [0, maps].map(u16::to_be_bytes).concat();
    for _ in 0..maps {
        cmap.extend([[0, 3, 0, 10], start.to_be_bytes()].concat());
    }
    cmap.extend([format, 0].map(u16::to_be_bytes).concat());
    cmap.extend([16 + 12 * runs, 0, runs].map(u32::to_be_bytes).concat());
    for run in 0..runs {
        cmap.extend([0x9000 + run, 0x9000 + run, 1].map(u32::to_be_bytes).concat());
    }
    let font = Made::of(NAME, TEXT).bytes();
    changed(&font, |tag, old| if tag == b"cmap" { cmap.clone() } else { old.to_vec() })
}

/// As many names as there may be, all of the same 20,000 letters.
fn with_names() -> Vec<u8> {
    let mut name = [0, 5000, 6].map(u16::to_be_bytes).concat();
    for _ in 0..5000 {
        name.extend([3, 1, 0x409, 1, 40_000, 0].map(u16::to_be_bytes).concat());
    }
    let font = Made::of(NAME, TEXT).bytes();
    changed(&font, |tag, old| if tag == b"name" { name.clone() } else { old.to_vec() })
}

#[test]
fn shapes_that_come_to_more_than_any_are_refused_before_they_are_drawn() {
    let lines = [vec![139, 139, 21], [140, 6].repeat(1 << 16), vec![14]].concat();
    let long = Made { program: Some(lines), ..calls(1, 1) };
    let hidden = Made { program: Some([vec![139, 139, 21, 14]].concat()), ..calls(10, 9) };
    for (given, font, words) in [
        ("30 shapes, each made of the next twice", fan(2, 30), Some("字形太复杂")),
        ("two levels of 3,000", fan(3000, 2), Some("字形太复杂")),
        ("one that is made of another 1,000 times", fan(1000, 1), None),
        ("a chain of 200", fan(1, 200), Some("字形太复杂")),
        ("a chain of 20", fan(1, 20), None),
        ("ten calls in each, nine deep", calls(10, 9).bytes(), Some("字形太复杂")),
        ("two calls in each, nine deep", calls(2, 9).bytes(), None),
        ("a program of 131,072 steps", long.bytes(), Some("字形太复杂")),
        ("programs that nobody calls", hidden.bytes(), None),
        ("100 maps", with_maps(12, 100, 10), Some("字符表")),
        ("20,000 runs that are searched one by one", with_maps(13, 1, 20_000), Some("字符表")),
        ("20,000 runs in order", with_maps(12, 1, 20_000), None),
        ("5,000 names of 40 KB", with_names(), Some("字体名太多")),
    ] {
        let told = used(given, &font, TEXT).told;
        match words {
            Some(words) => assert!(told.is_some_and(|told| told.contains(words)), "{given}"),
            None => assert_eq!(told, None, "{given}"),
        }
    }
}
