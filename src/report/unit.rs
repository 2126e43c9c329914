//! What a unit is called: `易门县龙泉街道办事处`, `龙泉街道办事处` and `龙泉街道` are one.

use std::collections::HashMap;

/// A unit's name without what offices add to it: the places it lies in before it, 人民政府 or 办事处 behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitName<'a> {
    /// What it lies in, as far as that was written: `云南省玉溪市易门县`.
    pub within: &'a str,
    /// The name alone: `龙泉街道`.
    pub own: &'a str,
}

/// Ends of the names of places that units lie in.
const PLACES: [char; 6] = ['省', '市', '州', '盟', '县', '区'];
/// Ends of the names of units.
const KINDS: [&str; 5] = ["街道", "镇", "乡", "苏木", "农场"];

impl<'a> UnitName<'a> {
    /// The name of a unit of a county, which may be unknown.
    pub fn of(name: &'a str, county: &str) -> Self {
        let name = name.trim();
        let bare = name.strip_suffix("人民政府").or_else(|| name.strip_suffix("办事处"));
        // 青石镇政府, 石桥街道办: as people call them.
        let is_unit = |bare: &&str| KINDS.iter().any(|kind| bare.ends_with(kind) && bare != kind);
        let called =
            || name.strip_suffix("政府").or_else(|| name.strip_suffix('办')).filter(is_unit);
        let bare = bare.or_else(called).filter(|bare| !bare.is_empty()).unwrap_or(name);
        let cut = bare.rfind(county).filter(|_| !county.is_empty()).map(|at| at + county.len());
        let cut = cut.filter(|cut| *cut < bare.len()).unwrap_or_else(|| place(bare));
        let (within, own) = bare.split_at(cut);
        // 清源县人民政府石桥街道办事处
        let office = own.strip_prefix("人民政府").filter(is_unit);
        Self { within: within.trim_end_matches("人民政府"), own: office.unwrap_or(own) }
    }

    /// Whether both may be one unit: places that were both written are the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_written = !self.within.is_empty() && !other.within.is_empty();
        let is_apart = is_written
            && !self.within.ends_with(other.within)
            && !other.within.ends_with(self.within);
        self.own == other.own && !is_apart
    }

    /// Whether it is the name of a township or a sub-district.
    pub fn is_township(&self) -> bool {
        KINDS.iter().any(|kind| self.own.ends_with(kind))
    }
}

/// Where the places before a unit's name end; what is left is more than a kind: `旧州镇` and `杨市街道` lie
/// in nothing.
fn place(name: &str) -> usize {
    if !KINDS.iter().any(|kind| name.ends_with(kind)) {
        return 0;
    }
    let ends = name.char_indices().filter(|(_, c)| PLACES.contains(c));
    let mut ends = ends.map(|(at, c)| at + c.len_utf8());
    let is_place = |end: &usize| {
        let (before, after) = name.split_at(*end);
        let is_named = |kind: &&str| after.strip_suffix(*kind).is_some_and(|own| !own.is_empty());
        before.chars().count() > 1 && KINDS.iter().any(is_named)
    };
    ends.rfind(is_place).unwrap_or(0)
}

/// Names that are of one unit: the places of each group of two or more, in order.
pub fn same_units(names: &[Option<UnitName<'_>>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_own: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name else {
            continue;
        };
        let known = by_own.entry(name.own).or_default();
        let is_its = |group: &&usize| {
            let first = groups.get(**group).and_then(|g| g.first());
            let first = first.and_then(|first| names.get(*first)?.as_ref());
            first.is_some_and(|first| first.is_same(name))
        };
        if let Some(group) = known.iter().find(is_its).copied() {
            groups.get_mut(group).into_iter().for_each(|group| group.push(at));
        } else {
            known.push(groups.len());
            groups.push(vec![at]);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_under_each_of_its_names() {
        for (name, county, within, own) in [
            ("龙泉街道", "易门县", "", "龙泉街道"),
            ("龙泉街道办事处", "易门县", "", "龙泉街道"),
            ("易门县龙泉街道办事处", "易门县", "易门县", "龙泉街道"),
            ("云南省玉溪市易门县龙泉街道办事处", "易门县", "云南省玉溪市易门县", "龙泉街道"),
            ("易门县龙泉街道", "", "易门县", "龙泉街道"),
            ("沙市区观音垱镇人民政府", "", "沙市区", "观音垱镇"),
            ("峨山彝族自治县双江街道", "易门县", "峨山彝族自治县", "双江街道"),
            ("旧州镇", "", "", "旧州镇"),
            ("杨市街道办事处", "", "", "杨市街道"),
            ("市桥街道", "", "", "市桥街道"),
            ("新区乡", "", "", "新区乡"),
            ("易门县人民政府", "易门县", "", "易门县"),
            ("人民政府", "易门县", "", "人民政府"),
            ("易门县教育体育局", "易门县", "易门县", "教育体育局"),
            ("绿汁镇政府", "易门县", "", "绿汁镇"),
            ("龙泉街道办", "", "", "龙泉街道"),
            ("易门县人民政府龙泉街道办事处", "易门县", "易门县", "龙泉街道"),
            ("易门县人民政府龙泉街道办事处", "", "易门县", "龙泉街道"),
        ] {
            assert_eq!(UnitName::of(name, county), UnitName { within, own }, "{name}");
        }
    }

    #[test]
    fn units_of_two_counties_are_two() {
        let names = [
            "易门县龙泉街道",
            "龙泉街道办事处",
            "峨山县龙泉街道",
            "绿汁镇",
            "玉溪市易门县龙泉街道",
        ];
        let names: Vec<_> = names.iter().map(|name| Some(UnitName::of(name, ""))).collect();
        assert_eq!(same_units(&names), [vec![0, 1, 4]]);
        assert!(same_units(&[None, None]).is_empty());
    }
}
