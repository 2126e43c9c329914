//! Marks that stand where YAML wants a colon or a bar: the true cause at the mark, and nothing untrue
//! beside it; and control characters, however they are spelled.

use nianbao::{
    diagnostic::Diagnostics,
    report::{Shared, load_county, load_with},
    yaml::{decode, mended},
};

fn told(yaml: &str) -> (Vec<(String, String)>, Diagnostics) {
    let source = decode("甲乡.yaml", yaml.as_bytes()).unwrap();
    let found = match load_with(&source, &Shared::default()) {
        Ok(loaded) => loaded.findings,
        Err(errors) => errors,
    };
    let said = found.iter().map(|finding| {
        let at = finding.primary.as_ref().map_or(0..0, |label| label.at.range.clone());
        (finding.code.id().to_owned(), source.text[at].to_owned())
    });
    (said.collect(), found.clone())
}

const HEAD: &str = "机关: 甲乡人民政府\n年度: 2025\n";

#[test]
fn a_mark_in_place_of_the_colon_is_named_and_mended() {
    for (line, mark) in [
        ("总体情况：|", "："),
        ("总体情况︰ |", "︰"),
        ("总体情况∶ |", "∶"),
        ("总体情况﹕|", "﹕"),
        ("总体情况； |", "；"),
        ("总体情况; |", ";"),
        ("总体情况= |", "="),
        ("总体情况＝ |", "＝"),
        ("总体情况？ |", "？"),
        ("总体情况- |", "-"),
        ("总体情况— |", "—"),
        ("总体情况:　|", ":"),
        ("总体情况:\u{A0}|", ":"),
        ("总体情况:|", ":"),
        ("总体情况：　|", "："),
    ] {
        let yaml = format!("{HEAD}{line}\n  甲。\n  乙。\n其他需要报告的事项: |\n  丙。\n");
        let (said, found) = told(&yaml);
        assert_eq!(said, [("NB010".to_owned(), mark.to_owned())], "{line}: {found}");
        let source = decode("甲乡.yaml", yaml.as_bytes()).unwrap();
        let after = mended(&source, &found).unwrap_or_else(|| panic!("{line}"));
        assert!(after.contains("\n总体情况: |\n  甲。\n"), "{line}: {after}");
    }
    for (line, mark) in [
        ("  行政许可= 35", "="),
        ("  行政许可=35", "="),
        ("  行政许可； 35", "；"),
        ("  行政许可？35", "？"),
        ("  行政许可- 35", "-"),
    ] {
        let yaml = format!("{HEAD}主动公开:\n  行政强制: 0\n{line}\n  行政处罚: 1\n");
        let (said, found) = told(&yaml);
        assert_eq!(said, [("NB010".to_owned(), mark.to_owned())], "{line}: {found}");
    }
}

#[test]
fn marks_in_place_of_the_bar_are_named() {
    for bar in ["||", "|｜", "-", "｜|", ">|", "|>"] {
        let yaml =
            format!("{HEAD}总体情况: {bar}\n  甲。\n  乙。\n其他需要报告的事项: |\n  丙。\n");
        let (said, found) = told(&yaml);
        assert_eq!(said.len(), 1, "{bar}: {found}");
        assert!(["NB015", "NB035"].contains(&&*said[0].0), "{bar}: {found}");
        assert!(found[0].help.as_ref().unwrap().contains("|”"), "{bar}: {found}");
    }
}

#[test]
fn a_text_that_is_not_indented_is_no_name() {
    for line in
        ["一是公开不及时；二是内容不全。", "1、 主动公开。", "2025年，2024年相比。", "已公开。"]
    {
        let yaml = format!("{HEAD}总体情况: |\n  甲。\n{line}\n其他需要报告的事项: |\n  丙。\n");
        let (said, found) = told(&yaml);
        assert_eq!(said[0].0, "NB014", "{line}: {found}");
    }
}

#[test]
fn the_first_line_below_a_name_is_blamed_where_it_stands_out() {
    let table = |first: &str, second: &str, third: &str| {
        format!(
            "{HEAD}收到和处理政府信息公开申请情况:\n{first}本年新收: [3, 0, 0, 0, 0, 0]\n  办理结果:\n\
             {second}予以公开: [3, 0, 0, 0, 0, 0]\n{third}部分公开: 0\n    无法提供:\n      \
             本机关不掌握相关政府信息: 0\n  结转下年度: 0\n"
        )
    };
    for (yaml, word) in [
        (table("  ", "   ", "    "), "予以公开"),
        (table("  ", "  ", "    "), "予以公开"),
        (table("  ", "     ", "    "), "予以公开"),
        (table("  ", "    ", "   "), "部分公开"),
        (table("", "    ", "    "), "本年新收"),
        (table(" ", "    ", "    "), "本年新收"),
    ] {
        let (said, found) = told(&yaml);
        let indents: Vec<_> = said.iter().filter(|(code, _)| code == "NB014").collect();
        assert_eq!(indents.len(), 1, "{yaml}{found}");
        assert!(indents[0].1.starts_with(word), "{yaml}{found}");
        assert!(said.iter().all(|(code, _)| code != "NB020"), "{yaml}{found}");
    }
}

#[test]
fn rows_pasted_at_the_margin_are_one_fault() {
    for rows in [
        "一、本年新收\t3\t0\t0\t0\t0\t0\t3\n二、上年结转\t0\t0\t0\t0\t0\t0\t0\n",
        "\t自然人\t商业企业\n一、本年新收\t3\t0\n\t\t1.属于国家秘密\t0\n",
        "（本列数据的勾稽关系：各列要平）\n\t\t申请人情况\n一、本年新收\t3\t0\n",
    ] {
        let yaml = format!("{HEAD}依申请公开: |\n{rows}其他需要报告的事项: |\n  丙。\n");
        let (_, found) = told(&yaml);
        let syntax: Vec<_> = found.iter().filter(|told| told.code.id() < "NB020").collect();
        assert_eq!(syntax.len(), 1, "{rows}: {found}");
        assert_eq!(syntax[0].code.id(), "NB014", "{rows}: {found}");
        assert!(syntax[0].help.as_ref().unwrap().contains("空两格"), "{rows}: {found}");
    }
}

#[test]
fn a_control_character_is_refused_however_it_is_spelled() {
    for spelled in ["\\u0007", "\\x1b", "\\a", "\\0", "\\b", "\\u0000", "\\x7f", "\\U00000085x\\v"]
    {
        for (what, yaml) in [
            ("value", format!("{HEAD}前言: \"甲{spelled}乙\"\n")),
            ("number", format!("{HEAD}主动公开:\n  行政许可: \"3{spelled}\"\n")),
            ("extra", format!("{HEAD}附加:\n  抄送: \"甲{spelled}\"\n")),
            ("list", format!("{HEAD}标题: [\"甲{spelled}\"]\n")),
            ("key", format!("{HEAD}附加:\n  \"甲{spelled}\": 乙\n")),
        ] {
            let (said, found) = told(&yaml);
            let of = said.iter().find(|(code, _)| code == "NB215");
            let at = of.map(|(_, at)| at.as_str());
            assert!(at.is_some_and(|at| spelled.ends_with(at)), "{what} {spelled}: {found}");
        }
        let source =
            decode("county.yaml", format!("县名: \"甲{spelled}县\"\n").as_bytes()).unwrap();
        let errors = load_county(&source).unwrap_err();
        assert!(errors.iter().any(|error| error.code.id() == "NB215"), "{errors}");
    }
    for fine in ["\\n", "\\t", "\\r", "\\N", "\\_", "\\u4e00"] {
        let (said, found) = told(&format!("{HEAD}前言: \"甲{fine}乙\"\n"));
        assert!(said.iter().all(|(code, _)| code != "NB215"), "{fine}: {found}");
    }
}
