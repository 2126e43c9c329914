//! `word/fontTable.xml`: the faces the document names, and by what other names a machine may have
//! them. Windows since Vista has 仿宋 and 楷体 without `_GB2312`.

use super::{
    NAMESPACE_W,
    xml::{Element, el, val},
};
use crate::document::Document;
use std::collections::BTreeSet;

/// Office name, other names (`w:altName`).
const OTHER_NAMES: &[(&str, &str)] = &[
    ("方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S"),
    ("方正小标宋_GBK", "方正小标宋简体,FZXiaoBiaoSong-B05"),
    ("仿宋_GB2312", "仿宋,FangSong"),
    ("仿宋", "FangSong,仿宋_GB2312"),
    ("楷体_GB2312", "楷体,KaiTi"),
    ("楷体", "KaiTi,楷体_GB2312"),
    ("黑体", "SimHei"),
    ("宋体", "SimSun"),
    ("Times New Roman", "Liberation Serif"),
];

/// The part.
pub(super) fn part(document: &Document) -> Element {
    let mut names = BTreeSet::new();
    let mut chinese = BTreeSet::new();
    for text in document.texts() {
        names.extend([&*text.family, &*text.latin]);
        chinese.insert(&*text.family);
    }
    el("w:fonts")
        .attr("xmlns:w", NAMESPACE_W)
        .children(names.into_iter().map(|name| font(name, chinese.contains(name))))
}

fn font(name: &str, chinese: bool) -> Element {
    let mut out = el("w:font").attr("w:name", name);
    if let Some((_, other)) = OTHER_NAMES.iter().find(|(known, _)| *known == name) {
        out = out.child(val("w:altName", other));
    }
    // 134 (0x86) is the GB 2312 character set.
    out.child(val("w:charset", if chinese { "86" } else { "00" }))
        .child(val("w:family", if name == "黑体" { "modern" } else { "roman" }))
        .child(val("w:pitch", "variable"))
}
