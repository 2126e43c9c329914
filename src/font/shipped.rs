//! The faces inside the program, their office names and chains. Provenance: `fonts/README.md`.

use super::{
    Face, FaceId,
    family::{Family, Link},
};

macro_rules! face {
    ($name:literal) => {
        Face::new($name, &include_bytes!(concat!("../../fonts/", $name, ".ttf"))[..])
    };
}

const TITLE: FaceId = FaceId(0);
const FANG_SONG: FaceId = FaceId(1);
const KAI: FaceId = FaceId(2);
const HEI: FaceId = FaceId(3);
const SONG: FaceId = FaceId(4);
const RARE: FaceId = FaceId(5);
const SONG_EXT: FaceId = FaceId(6);
const LATIN: FaceId = FaceId(7);
const LATIN_BOLD: FaceId = FaceId(8);

/// The faces, and the families that name them.
pub(super) fn faces() -> (Vec<Face>, Vec<Family>) {
    let faces = vec![
        face!("NianbaoXiaoBiaoSong"),
        face!("NianbaoFangSong"),
        face!("NianbaoKai"),
        face!("NianbaoHei"),
        face!("NianbaoSong"),
        face!("NianbaoRare"),
        face!("NianbaoSongExt"),
        face!("LiberationSerif-Regular"),
        face!("LiberationSerif-Bold"),
    ];
    let families = vec![
        family(
            &[
                "方正小标宋简体",
                "方正小标宋_GBK",
                "FZXiaoBiaoSong-B05S",
                "FZXiaoBiaoSong-B05",
                "小标宋",
            ],
            &[TITLE, SONG, KAI, RARE, SONG_EXT],
        ),
        family(
            &["仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"],
            &[FANG_SONG, KAI, RARE, SONG, SONG_EXT],
        ),
        family(
            &["楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti"],
            &[KAI, RARE, SONG, SONG_EXT],
        ),
        family(&["黑体", "SimHei"], &[HEI, SONG, KAI, RARE, SONG_EXT]),
        family(&["宋体", "SimSun", "新宋体", "NSimSun"], &[SONG, KAI, RARE, SONG_EXT]),
        Family {
            bold: Some(LATIN_BOLD),
            ..family(&["Times New Roman", "Times", "Liberation Serif"], &[LATIN, SONG])
        },
    ];
    (faces, families)
}

fn family(names: &[&str], chain: &[FaceId]) -> Family {
    let own = chain[0];
    // 楷体 punctuation and letters would stand out in a line of another face; hanzi hardly do.
    let lends_hanzi_only = |face| face != own && (face == KAI || face == RARE);
    Family {
        names: names.iter().map(|&n| n.to_owned()).collect(),
        chain: chain
            .iter()
            .map(|&face| Link {
                face,
                hanzi_only: lends_hanzi_only(face) || face == RARE,
                full_em: false,
            })
            .collect(),
        bold: None,
    }
}

/// Which shipped family, by its place in [`faces`], comes behind a font of another name: the one of its
/// kind, as far as its name tells.
pub(super) fn nearest(names: &[String], chinese: bool) -> usize {
    const SONG_FAMILY: usize = 4;
    const LATIN_FAMILY: usize = 5;
    const KINDS: [(&str, usize); 8] = [
        ("小标宋", 0),
        ("xiaobiaosong", 0),
        ("仿宋", 1),
        ("fangsong", 1),
        ("楷", 2),
        ("kai", 2),
        ("黑", 3),
        ("hei", 3),
    ];
    if !chinese {
        return LATIN_FAMILY;
    }
    let names: Vec<String> = names.iter().map(|n| n.to_lowercase()).collect();
    let kind = (KINDS.iter()).find(|(word, _)| names.iter().any(|name| name.contains(word)));
    kind.map_or(SONG_FAMILY, |(_, place)| *place)
}
