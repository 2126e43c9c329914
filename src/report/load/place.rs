//! Whether a report speaks of the county that it lies in.

use super::super::{Report, Spanned, UnitName};
use crate::{diagnostic::Code, text::is_hanzi, yaml::Reader};
use std::ops::Range;

/// Warns of the unit's name behind the name of another county than that of `county.yaml`.
pub(super) fn compare(reader: &mut Reader<'_>, report: &Report, county: Option<&str>) {
    let Some(county) = county.filter(|county| county.ends_with(KINDS)) else {
        return;
    };
    let short = report.short_name.as_ref().map(|short| short.value.as_str());
    let names = [Some(report.agency.value.as_str()), short].into_iter().flatten();
    let own: Vec<&str> = names.map(|name| UnitName::of(name, county).own).collect();
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for text in texts(report) {
        let lines = text.value.split('\n').zip(text.lines(&report.source));
        for (line, at) in lines {
            let other = own.iter().find_map(|own| another(line, own, county));
            found.extend(other.zip(at));
        }
    }
    found.dedup();
    for (other, at) in found {
        let message = format!("这里是“{other}”的，county.yaml 里的县名是“{county}”");
        let help = "多半是抄了别的县的，请改；county.yaml 的“县名”错了的，改那里";
        reader.warning(Code::OtherYear, message, &at, "和全县的不同", help);
    }
}

/// What the names of counties end with.
const KINDS: [char; 4] = ['县', '市', '区', '旗'];

/// Everything that is printed and typed, but for the agency, which is held against the county's list.
fn texts(report: &Report) -> impl Iterator<Item = &Spanned<String>> {
    let bodies = report.signature.iter().flat_map(|signature| &signature.bodies);
    let bodies = bodies.filter(|body| body.value != report.agency.value);
    let parts = report.parts.iter().filter_map(|part| part.text.as_ref());
    let names = report.short_name.iter().chain(&report.title);
    names.chain(bodies).chain(&report.preface).chain(parts)
}

/// The name of another county of the same kind right before the unit's own: `石桥县` of `石桥县柳河镇`.
fn another(text: &str, own: &str, county: &str) -> Option<String> {
    let kind = county.chars().next_back()?;
    let before = text.match_indices(own).filter_map(|(at, _)| text.get(..at));
    let mut others = before.filter(|before| before.ends_with(kind) && !before.ends_with(county));
    others.find_map(|before| {
        let start = before.char_indices().nth_back(county.chars().count() - 1)?.0;
        let name = before.get(start..)?;
        let is_name = name.chars().all(|c| is_hanzi(c) && !"我本全各该在为辖属由和与".contains(c));
        is_name.then(|| name.trim_start_matches(['布', '将', '制']).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::another;

    #[test]
    fn another_county_before_the_unit_is_found() {
        for (text, other) in [
            ("现公布石桥县柳河镇2025年", Some("石桥县")),
            ("现公布青山县柳河镇2025年", None),
            ("现公布云南省青山县柳河镇2025年", None),
            ("我县柳河镇、全县柳河镇，玉溪市柳河镇", None),
            ("沙县柳河镇", None),
        ] {
            assert_eq!(another(text, "柳河镇", "青山县").as_deref(), other, "{text}");
        }
    }
}
