//! What the names of bodies of one kind end in.

/// Two bodies of a place have it in common or not by chance.
const KINDS: [&str; 14] = [
    "人民政府",
    "政府",
    "街道办事处",
    "办事处",
    "街道",
    "管理委员会",
    "管委会",
    "委员会",
    "办公室",
    "镇",
    "乡",
    "局",
    "厅",
    "委",
];

/// A name without what says of which kind its body is: 石桥镇人民政府 is 石桥.
pub(super) fn without_kind(name: &str) -> &str {
    let mut core = name;
    while let Some(rest) = KINDS.iter().find_map(|kind| core.strip_suffix(kind)) {
        core = rest;
    }
    core
}

/// Whether a name says of which kind a body is and not which it is: 镇人民政府.
pub(super) fn is_kind_alone(name: &str) -> bool {
    without_kind(name).is_empty()
}

/// Whether a text ends as a name of a body does.
pub(super) fn ends_in_kind(text: &str) -> bool {
    KINDS.iter().any(|kind| text.ends_with(kind))
}
