use super::super::{Template, profile, render, styles};
use super::support::{report, told};
use crate::{
    diagnostic::Source,
    document::{Document, emit},
};

fn document(named: Option<&str>) -> Document {
    let mut template = Template::builtin().unwrap();
    if let Some(name) = named {
        template = template.with_profile(profile(name).unwrap()).unwrap();
    }
    render(&template, &report("2021", &[]), None).unwrap()
}

#[test]
fn the_standard_page_and_styles() {
    insta::assert_snapshot!(emit(&document(None)));
}

/// Twips, in which a DOCX holds lengths; every length must be whole.
fn twips(length: f64) -> i64 {
    let twips = length * 20.0;
    assert!((twips - twips.round()).abs() < 1e-6, "{length}");
    twips.round() as i64
}

#[test]
fn profiles_hold_the_standards_numbers_in_whole_twips() {
    for (profile, [top, bottom, left, right], pitch, below) in [
        (None, [2098, 1984, 1588, 1474], 579, 397),
        (Some("gb9704"), [2098, 1984, 1588, 1474], 579, 397),
        (Some("gb33476"), [1960, 1848, 1588, 1474], 589, 260),
        (Some("office28"), [2098, 1984, 1588, 1474], 560, 397),
    ] {
        let page = document(profile).page;
        let sides = [page.top, page.bottom, page.left, page.right].map(twips);
        assert_eq!(sides, [top, bottom, left, right], "{profile:?}");
        assert_eq!(twips(page.line_pitch), pitch);
        assert_eq!(twips(page.number.as_ref().unwrap().below), below);
        // 156 mm, and 22 lines in the height.
        assert_eq!(twips(page.width - page.left - page.right), 8844);
        let lines = (page.height - page.top - page.bottom) / page.line_pitch;
        assert_eq!(lines as u32, page.lines, "{profile:?}");
    }
}

#[test]
fn the_body_sets_28_characters_to_the_line() {
    let document = document(None);
    let body = &document.styles[0];
    assert_eq!(body.name, "正文");
    assert_eq!(twips(body.text.tracking), -5);
    assert_eq!(twips(body.format.first), 630);
    assert!(body.format.first_chars.is_some_and(|n| (n - 2.0).abs() < 1e-9));
    let pitch = body.text.size + body.text.tracking;
    assert_eq!((document.page.text_width() / pitch) as u32, 28);
}

/// Diagnostics of a style file laid over the built-in one, or what it changed.
fn over(yaml: &str) -> String {
    let builtin = crate::template::builtins().next().unwrap();
    let builtin = builtin.files.iter().find(|(n, _)| *n == "styles.yaml");
    let builtin = builtin.unwrap();
    let load = |name: &str, text: &str| styles::load(&Source::new(name, text));
    let sheets = load("styles.yaml", builtin.1)
        .and_then(|base| Ok(vec![base, load("我的模板/styles.yaml", yaml)?]));
    match sheets.and_then(|sheets| styles::resolve(&sheets, None)) {
        Ok(styles) => {
            let mut document = document(None);
            document.page = styles.page;
            document.styles = styles.named;
            let base = self::document(None);
            let base = emit(&base);
            let lines = emit(&document);
            let changed = lines.lines().filter(|l| !base.lines().any(|b| b == *l));
            changed.collect::<Vec<_>>().join("\n")
        }
        Err(findings) => told(&findings),
    }
}

#[test]
fn an_own_file_changes_only_what_it_says() {
    insta::assert_snapshot!(over(
        "版式: office28\n页码:\n  位置: 居中\n  前面: 第\n  后面: 页\n样式:\n  标题:\n    字体: 方正小标宋_GBK\n    字号: 小一\n  附注:\n    继承: 表格说明\n    字号: 9磅\n    左缩进: 2字\n    段前: 0.5行\n    颜色: '#C00000'\n    大纲级别: 无\n"
    ));
    insta::assert_snapshot!(over("样式:\n  正文:\n    字号: 小三\n每行字数: 30\n标点压缩: 是\n"));
    assert_eq!(over(""), "");
    assert_eq!(over("# 什么也不改\n"), "");
}

#[test]
fn everything_wrong_in_a_style_file_is_told_at_once() {
    insta::assert_snapshot!(over(
        "\
版式: gb9705
页边距: 37 35 28 26
行距: 3磅
每行字数: 二十八
标点压缩: 也许
页码:
  位置: 左边
  距离: 7毫米
样式:
  标题:
    字号: 二好
    字休: 黑体
    对齐: 中间
    首行缩进: 2格
    段前: 1字
    颜色: 粉
    加粗: 有
    大纲级别: 10
    行距: 0磅
  附注:
    继承: 正闻
  甲:
    继承: 乙
  乙:
    继承: 甲
表格:
  标准表格:
    边框: -1磅
    底色: 无
"
    ));
}

#[test]
fn a_style_file_that_is_not_yaml_is_told_by_place() {
    for (name, yaml) in [
        ("tab", "样式:\n\t标题:\n"),
        ("full_width_colon", "样式：\n  标题:\n    字号: 二号\n"),
        ("twice", "样式:\n  标题:\n    字号: 二号\n    字号: 三号\n"),
        ("value_for_group", "样式:\n  标题: 二号\n"),
        ("group_for_value", "版式:\n  甲: 乙\n"),
        ("empty_value", "样式:\n  标题:\n    字号:\n"),
        ("unknown_top", "板式: gb9704\n纸张: A3\n"),
        ("list", "- 甲\n"),
        ("margin_too_wide", "页边距: 37毫米 35毫米 100毫米 90毫米\n"),
    ] {
        insta::assert_snapshot!(name, over(yaml));
    }
}

#[test]
fn an_unknown_profile_of_the_caller_has_no_place() {
    insta::assert_snapshot!(told(&profile("gb9704a").unwrap_err()));
}
