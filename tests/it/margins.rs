//! Names that stand on another level than they belong to: told once, at the cause, with where they belong.

use nianbao::{
    diagnostic::Diagnostics,
    report::{Shared, load_with},
    yaml::decode,
};

fn found(yaml: &str) -> Diagnostics {
    let source = decode("甲乡.yaml", yaml.as_bytes()).unwrap();
    match load_with(&source, &Shared::default()) {
        Ok(loaded) => loaded.findings,
        Err(errors) => errors,
    }
}

/// What is told: the code, the message and the advice of each.
fn told(yaml: &str) -> Vec<String> {
    let said = |f: &nianbao::diagnostic::Diagnostic| {
        let help = f.help.clone().unwrap_or_default();
        format!("{} {}；{help}", f.code.id(), f.message)
    };
    found(yaml).iter().map(said).collect()
}

const REST: &str = "总体情况: |\n  甲。\n其他需要报告的事项: |\n  乙。\n";

#[test]
fn the_blanks_before_the_first_lines_are_told_once() {
    for (head, message) in [
        (" 机关: 甲乡人民政府\n年度: 2025\n", "第 1 行前面多了空格"),
        ("  机关: 甲乡人民政府\n年度: 2025\n", "第 1 行前面多了空格"),
        (" 机关: 甲乡人民政府\n 简称: 甲乡\n年度: 2025\n", "第 1 行到第 2 行前面都多了空格"),
        ("# 说明\n\n 机关: 甲乡人民政府\n年度: 2025\n", "第 3 行前面多了空格"),
        ("---\n 机关: 甲乡人民政府\n年度: 2025\n", "第 2 行前面多了空格"),
        (
            "   标题: |\n     甲乡年报\n机关: 甲乡人民政府\n年度: 2025\n",
            "第 1 行到第 2 行前面都多了空格",
        ),
    ] {
        let help = "最外一层的各项都顶格写，请删去前面的空格";
        assert_eq!(told(&format!("{head}{REST}")), [format!("NB014 {message}；{help}")], "{head}");
    }
    // All at one indent is a level as any other.
    assert_eq!(told(" 机关: 甲乡人民政府\n 年度: 2025\n"), [""; 0]);
}

#[test]
fn the_dashes_before_names_are_told_once() {
    let dash = "；请删去行首的“- ”，从名称写起";
    for (yaml, message) in [
        (format!("- 机关: 甲乡人民政府\n年度: 2025\n{REST}"), format!("NB014 行首多了“- ”{dash}")),
        (
            format!("- 机关: 甲乡人民政府\n- 简称: 甲乡\n年度: 2025\n{REST}"),
            format!("NB014 从这一行起有 2 行的行首多了“- ”{dash}"),
        ),
        (
            format!("- 机关: 甲乡人民政府\n年度: 2025\n- {REST}"),
            format!("NB014 从这一行起有 2 行的行首多了“- ”{dash}"),
        ),
        (
            "- 机关: 甲乡人民政府\n- 年度: 2025\n- 总体情况: |\n    甲。\n".to_owned(),
            "NB006 每一项的行首多了“- ”；请删去行首的“- ”，各项的名称都顶格写".to_owned(),
        ),
        (
            "- 机关: 甲乡人民政府\n  年度: 2025\n".to_owned(),
            "NB006 行首多了“- ”；请删去行首的“- ”，各项的名称都顶格写".to_owned(),
        ),
    ] {
        assert_eq!(told(&yaml), [message], "{yaml}");
    }
    assert!(told("- 机关\n- 年度\n").concat().contains("一行行"));
}

#[test]
fn a_name_of_an_outer_level_is_said_to_stand_too_far_right() {
    let table = "收到和处理政府信息公开申请情况:\n  本年新收: [1, 0, 0, 0, 0, 0]\n";
    for (rows, key, help) in [
        (
            "  办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0]\n    结转下年度: [0, 0, 0, 0, 0, 0]\n",
            "结转下年度",
            "请少缩进 2 格，和“办理结果”左对齐",
        ),
        (
            "  办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0]\n    上年结转: [0, 0, 0, 0, 0, 0]\n",
            "上年结转",
            "请少缩进 2 格，和“办理结果”左对齐",
        ),
        (
            "  办理结果:\n    不予公开:\n      属于国家秘密: [1, 0, 0, 0, 0, 0]\n      结转下年度: [0, 0, 0, 0, 0, 0]\n",
            "结转下年度",
            "请少缩进 4 格，和“办理结果”左对齐",
        ),
        (
            "  办理结果:\n    不予公开:\n      属于国家秘密: [1, 0, 0, 0, 0, 0]\n      部分公开: [0, 0, 0, 0, 0, 0]\n",
            "部分公开",
            "请少缩进 2 格，和“不予公开”左对齐",
        ),
        ("  予以公开: [1, 0, 0, 0, 0, 0]\n", "予以公开", "请把它写在“办理结果”下面，多缩进两格"),
        (
            "  属于国家秘密: [1, 0, 0, 0, 0, 0]\n",
            "属于国家秘密",
            "请把它写在“不予公开”下面，多缩进两格",
        ),
        ("  其他需要报告的事项: |\n    乙。\n", "其他需要报告的事项", "请顶格写，前面不留空格"),
        ("  署名: 无\n", "署名", "请顶格写，前面不留空格"),
    ] {
        let yaml = format!("机关: 甲乡人民政府\n年度: 2025\n{table}{rows}");
        assert_eq!(told(&yaml), [format!("NB020 “{key}”不在这一层；{help}")], "{yaml}");
    }
    // What is on no level stays unknown.
    let yaml = format!("机关: 甲乡人民政府\n年度: 2025\n{table}  天气: 晴\n");
    assert!(told(&yaml).concat().contains("不认识“天气”"));
}
