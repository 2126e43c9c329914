//! Names of units: which are of one, and what is no part of one.

use crate::{diagnostic::Severity, text::is_hanzi};

/// What the names of agencies end with, the longest first.
const TAILS: [&str; 6] =
    ["人民政府办公室", "人民政府", "街道办事处", "办事处", "管理委员会", "办公室"];
/// What a name of a place or an agency ends with.
pub(super) const KINDS: [&str; 9] =
    ["乡", "镇", "街道", "县", "区", "苏木", "局", "政府", "办事处"];
/// Kinds of places.
const PLACES: [&str; 8] = ["街道", "苏木", "乡", "镇", "县", "市", "区", "旗"];

/// Whether a name is that of a unit with this name: an abbreviation of it, or the same with the county
/// before it. `铜厂乡` is of `易门县铜厂彝族乡人民政府`; `白水镇`, `青石山镇` are not of `青石镇人民政府`.
pub(super) fn is_own(name: &str, unit: &str) -> bool {
    let [name, unit] = [name, unit].map(|name| -> String {
        name.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"'《》".contains(*c)).collect()
    });
    let kinds = (kind(&name), kind(&unit));
    if let (Some(one), Some(other)) = kinds
        && one != other
    {
        return false;
    }
    let is_place = kinds.1.is_some_and(|kind| PLACES.contains(&kind));
    let is_named_as_place = kinds.0.is_some_and(|kind| PLACES.contains(&kind));
    core(&unit).ends_with(core(&name))
        || (is_within(bare(&name), &unit) && (!is_named_as_place || unit.contains('族')))
        || bare(&name).ends_with(bare(&unit))
        || core(&name).ends_with(core(&unit))
        // The full name of 铜厂乡 is 铜厂彝族乡; that of 石山镇 is not 石头山镇.
        || (is_within(bare(&unit), &name) && (!is_place || name.contains('族')))
}

/// What kind of place or agency a name is of.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let bare = core(name);
    PLACES.into_iter().chain(["局"]).find(|kind| bare.ends_with(kind) && bare != *kind)
}

/// `龙泉街道办事处` → `龙泉街道`.
fn core(name: &str) -> &str {
    let tails = ["人民政府办公室", "人民政府", "政府", "办事处"];
    let core = tails.iter().find_map(|tail| name.strip_suffix(tail));
    core.filter(|core| !core.is_empty()).unwrap_or(name)
}

fn bare(name: &str) -> &str {
    let bare = TAILS.iter().find_map(|tail| name.strip_suffix(tail));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// Whether all characters of a name stand in another, in this order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// Short names that any unit has.
const ANY: [&str; 14] = [
    "人民政府",
    "政府",
    "镇政府",
    "乡政府",
    "镇人民政府",
    "乡人民政府",
    "街道办",
    "街道办事处",
    "办事处",
    "镇",
    "乡",
    "街道",
    "局",
    "本机关",
];

/// What in a name is none of it, under a key.
pub(super) fn oddity(key: &str, name: &str) -> Option<(String, Severity)> {
    if name.contains("{{") {
        return None;
    }
    let label = ["机关", "单位", "署名", "简称", "名称", "发文机关", "落款"];
    let label = label
        .iter()
        .find(|label| name.strip_prefix(**label).is_some_and(|rest| rest.starts_with(['：', ':'])));
    if let Some(label) = label {
        return Some((format!("里又写了“{label}：”，会印出来"), Severity::Error));
    }
    if let Some(mark) = name.chars().find(|c| "。，；！？：,;!?".contains(*c)) {
        return Some((format!("里有标点“{mark}”，会印出来"), Severity::Error));
    }
    if ["盖章", "公章", "签章", "印章"].iter().any(|word| name.contains(word)) {
        return Some(("里写了盖章，会印出来".to_owned(), Severity::Error));
    }
    let is_title = name.contains(|c: char| c.is_ascii_digit())
        || ["政府信息公开", "年度报告", "〇"].iter().any(|word| name.contains(word));
    if key == "简称" && ANY.contains(&name) {
        return Some(("没有说是哪个单位，会印在标题里".to_owned(), Severity::Error));
    }
    if key == "简称" && is_title {
        return Some(("里有标题的字，标题里会重复".to_owned(), Severity::Error));
    }
    if name.contains('、') {
        let severity = if key == "简称" { Severity::Error } else { Severity::Warning };
        return Some(("里有几个单位".to_owned(), severity));
    }
    let chars: Vec<char> = name.trim().chars().collect();
    let is_blank = |three: &[char]| match three {
        [one, blank, other] => is_hanzi(*one) && blank.is_whitespace() && is_hanzi(*other),
        _ => false,
    };
    if chars.windows(3).any(is_blank) {
        return Some(("里有空格，会印出来".to_owned(), Severity::Warning));
    }
    let is_short = ["乡政府", "镇政府", "县政府", "区政府"].iter().any(|tail| name.ends_with(tail));
    if key == "机关" && is_short {
        return Some(("不是全称，应写“人民政府”".to_owned(), Severity::Warning));
    }
    (key == "机关" && name.starts_with("中共"))
        .then(|| ("是党的机关，政府信息公开由行政机关报告".to_owned(), Severity::Warning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_of_one_unit_and_neighbours_are_not() {
        for (one, other) in [
            ("铜厂乡", "铜厂彝族乡人民政府"),
            ("易门县铜厂彝族乡", "铜厂彝族乡人民政府"),
            ("易门县发改局", "易门县发展和改革局"),
            ("开发区管委会", "某开发区管理委员会"),
            ("易门县人民政府办公室", "易门县人民政府"),
            ("龙泉街道", "易门县龙泉街道办事处"),
            ("龙泉 街道", "龙泉街道办事处"),
        ] {
            assert!(is_own(one, other) && is_own(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("柳河镇", "白水镇人民政府"),
            ("清水镇", "白水镇人民政府"),
            ("柳河镇人民政府", "柳河乡人民政府"),
            ("铜厂街道", "铜厂彝族乡人民政府"),
            ("易门县民政局", "易门县财政局"),
            ("东街街道办事处", "西街街道办事处"),
            ("青石山镇", "青石镇人民政府"),
            ("青石街道办事处", "青石镇人民政府"),
            ("青石镇党政办公室", "青石镇人民政府"),
            ("中共青石镇委员会", "青石镇人民政府"),
            ("安平县", "安平县青石镇人民政府"),
        ] {
            assert!(!is_own(one, other) && !is_own(other, one), "{one} {other}");
        }
    }
}
