//! YAML that means something else than it seems to.

use super::case::{Case, bomb};

pub fn cases() -> Vec<Case> {
    let case = |given: &str| Case::new("YAML", given);
    vec![
        case("an alias bomb").yaml(bomb()),
        case("an alias inside its own anchor").yaml("a: &a [*a]\n"),
        case("an alias without an anchor").and("前言: *没有"),
        case("a merge key").and("<<: { 前言: 甲 }"),
        case("a tag of another language").and("前言: !!python/object/apply:os.system [ls]"),
        case("a tag for bytes").and("前言: !!binary aGVsbG8="),
        case("two documents in one file").and("---\n机关: 乙乡"),
        case("a key twice").and("年度: 2021"),
        case("a tab as indentation").and("依申请公开:\n\t本年新收: 1"),
        case("a quotation mark without its other half").and("前言: \"没有另一半"),
        case("a full-width colon").and("前言：甲"),
        case("a map as a key").and("? { a: 1 }\n: 2"),
        case("a directive").yaml("%YAML 9.9\n---\n机关: 甲乡\n"),
        case("text where a table belongs").and("依申请公开: 无"),
        case("a table where text belongs").and("前言: { 甲: 1 }"),
        case("a part that is nothing").and("前言: ~"),
    ]
}
