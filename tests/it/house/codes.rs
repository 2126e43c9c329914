//! The codes of findings: each one of its own, in use, and explained.

use super::{files, text};
use nianbao::{check, diagnostic::Code};
use std::collections::BTreeSet;

#[test]
fn every_code_of_a_finding_is_one_used_and_explained() {
    let source: String = files("src", "rs")
        .iter()
        .filter(|file| !file.ends_with("diagnostic/code.rs"))
        .map(|file| text(file.to_str().unwrap()))
        .collect();
    let mut ids = BTreeSet::new();
    for code in Code::TABLE {
        assert!(ids.insert(code.id()), "{code} stands in the table twice");
        assert!(code.id().starts_with("NB") && code.id().len() == 5, "{code}");
        assert!(!code.meaning().is_empty() && !code.mend().is_empty(), "{code} is not explained");
        let name = format!("Code::{code:?}");
        let is_used =
            source.split(&name).skip(1).any(|rest| !rest.starts_with(char::is_alphabetic));
        assert!(is_used, "no finding bears {code}");
    }
    assert!(Code::TABLE.is_sorted_by_key(|code| code.id()));
    for rule in check::all() {
        assert!(ids.insert(rule.code), "{} is a rule and something else", rule.code);
    }
}

#[test]
fn no_code_is_written_as_text_but_in_the_table_and_by_its_rule() {
    for file in files("src", "rs").into_iter().chain(files("src", "js")) {
        let is_place = file.ends_with("diagnostic/code.rs") || file.starts_with("src/check/rules");
        assert!(is_place || !text(file.to_str().unwrap()).contains("\"NB"), "{}", file.display());
    }
}
