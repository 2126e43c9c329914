//! Short names of agencies.

use super::argument::Filter;
use minijinja::{Error, State, Value};

pub(super) const SHORT_NAME: Filter =
    Filter { name: "简称", takes: "一个机关名称，如 {{ 机关 | 简称 }}" };

/// `易门县铜厂彝族乡人民政府` → `铜厂彝族乡`; a name of another kind stays as it is.
pub(super) fn short_name(state: &mut State, value: &Value) -> Result<String, Error> {
    let filter = SHORT_NAME;
    Ok(short(&filter.printed(state, value)?).to_owned())
}

/// The township, street, county or city that an agency is of.
pub(super) fn short(agency: &str) -> &str {
    let agency = agency.trim();
    if agency.len() > LONGEST {
        return agency;
    }
    let place =
        agency.strip_suffix("人民政府").or_else(|| agency.strip_suffix("办事处")).unwrap_or(agency);
    // 易门县人民政府龙泉街道办事处: an office of the county's government (地方组织法 第八十五条).
    let place = place.rsplit("人民政府").next().unwrap_or(place);
    let Some(kind) = KINDS.iter().find(|kind| place.ends_with(*kind)) else {
        return agency;
    };
    let mut own = place;
    let mut at = 0;
    while let Some(rest) = own.get(at..) {
        let Some(next) = rest.chars().next() else {
            break;
        };
        match below(own, at).filter(|rest| rest.len() > kind.len()) {
            Some(rest) => (own, at) = (rest, 0),
            None => at += next.len_utf8(),
        }
    }
    own
}

/// Bytes; no agency has a name that long.
const LONGEST: usize = 1000;

/// What a place name may end in.
const KINDS: [&str; 10] = ["街道", "苏木", "自治州", "乡", "镇", "县", "市", "区", "旗", "盟"];

/// Divisions above, and how many characters their names have at least before it. Proved against
/// the names of all townships: 红旗营乡 and 新市坝镇 are names, not a 旗 or a 市 and something in it.
const DIVISIONS: [(&str, usize); 7] =
    [("省", 2), ("市", 2), ("自治州", 1), ("盟", 2), ("县", 1), ("区", 1), ("旗", 2)];

/// What follows the division whose name ends at `at`, if one does.
fn below(place: &str, at: usize) -> Option<&str> {
    let (name, tail) = place.split_at_checked(at)?;
    let name = name.chars().count();
    DIVISIONS.iter().find_map(|(division, least)| {
        let rest = tail.strip_prefix(division)?;
        // 梅县区 and 辉县市 are one name.
        let goes_on = *division == "县" && name == 1 && rest.starts_with(['区', '市']);
        (name >= *least && !goes_on).then_some(rest)
    })
}
