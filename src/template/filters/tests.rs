use super::{agency, names, register};
use minijinja::{Environment, ErrorKind, context};

/// What an expression prints, or the words of the filter's refusal.
fn run(expression: &str) -> String {
    let mut env = Environment::new();
    register(&mut env);
    let rows = context! {
        年度 => 2022,
        项目 => vec![
            context! { 名称 => "甲", 金额 => "98.40", 件数 => 3 },
            context! { 名称 => "乙", 金额 => "1.6", 件数 => "22（其中修订16件）" },
        ],
        一行 => context! { 自然人 => 3, 其他 => 4, 总计 => 7 },
        结果 => context! {
            予以公开 => context! { 自然人 => 1, 总计 => 1 },
            不予公开 => context! { 自然人 => 2, 总计 => 2 },
        },
    };
    match env.render_str(&format!("{{{{ {expression} }}}}"), rows) {
        Ok(printed) => printed,
        Err(error) => match std::error::Error::source(&error) {
            Some(refusal) => format!("错：{refusal}"),
            None => format!("错：{error}"),
        },
    }
}

#[track_caller]
fn each(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(run(expression), *expected, "{expression}");
    }
}

#[test]
fn numbers_are_read_aloud() {
    each(&[
        ("21 | 中文数字", "二十一"),
        ("'21' | numeral", "二十一"),
        ("2023 | 逐位数字", "二〇二三"),
        ("(年度 + 1) | 逐位数字", "二〇二三"),
        ("2.5 | 中文数字", "错：过滤器“中文数字”用不了 2.5 "),
        ("'甲' | 中文数字", "错：过滤器“中文数字”用不了“甲”"),
        ("(0 - 1) | 逐位数字", "错：过滤器“逐位数字”用不了 -1 "),
        ("none | 中文数字", "错：过滤器“中文数字”用不了空值"),
        ("项目 | 中文数字", "错：过滤器“中文数字”用不了一组值"),
    ]);
}

#[test]
fn days_and_years() {
    each(&[
        ("'2023-01-17' | 日期", "2023年1月17日"),
        ("'2023年1月17日' | 汉字日期", "二〇二三年一月十七日"),
        ("'2030-10-20' | date_numeral", "二〇三〇年十月二十日"),
        ("'2023-02-29' | 日期", "错：没有“2023-02-29”这一天"),
        ("'去年' | 日期", "错：过滤器“日期”用不了“去年”"),
        ("2023 | 日期", "错：过滤器“日期”用不了 2023 "),
        ("年度 | 年度", "2022年度"),
        ("'2023-01-17' | 年度", "2023年度"),
        ("22 | 年度", "错：过滤器“年度”用不了 22 "),
    ]);
}

#[test]
fn amounts() {
    each(&[
        ("98.4 | 小数(2)", "98.40"),
        ("'98.40' | 小数(1)", "98.4"),
        ("2.5 | 小数(0)", "3"),
        ("3 | 小数(2)", "3.00"),
        ("3 | 小数(20)", "错：过滤器“小数”的小数位数不能是 20 "),
        ("1234567 | 千分位", "1,234,567"),
        ("'1234567.50' | 千分位", "1,234,567.50"),
        ("(0-1234) | 千分位", "-1,234"),
        ("123 | 千分位", "123"),
        ("984000 | 万元", "98.4"),
        ("984000 | 万元(2)", "98.40"),
        ("0 | 万元", "0"),
        ("'约3' | 万元", "错：过滤器“万元”用不了“约3”"),
        ("(1/8) | 百分比", "12.5%"),
        ("(1/3) | 百分比(2)", "33.33%"),
        ("1145 | 增减(980)", "增长16.8%"),
        ("980 | 增减(1145, 0)", "下降14%"),
        ("5 | 增减(5)", "持平"),
        ("5 | 增减(0)", "错：过滤器“增减”算不出来：上年的数是 0"),
    ]);
}

#[test]
fn sums() {
    each(&[
        ("[3, 4, '5'] | 合计", "12"),
        ("[] | 合计", "0"),
        ("项目 | 合计('件数')", "25"),
        ("项目 | 合计('金额')", "100"),
        ("项目 | 合计('金额') | 小数(2)", "100.00"),
        ("一行 | 合计", "7"),
        ("一行 | 合计('自然人', '总计')", "10"),
        ("结果 | 合计", "3"),
        ("结果 | 合计('予以公开.总计', '不予公开.自然人')", "3"),
        ("项目 | 合计('名称')", "错：过滤器“合计”用不了“甲”"),
        ("项目 | 合计('金頟')", "错：过滤器“合计”要加的各项里没有“金頟”"),
        ("3 | 合计", "错：过滤器“合计”用不了 3 "),
    ]);
}

#[test]
fn widths_of_characters() {
    each(&[
        ("'(a1) 甲' | 全角", "（ａ１）\u{3000}甲"),
        ("'（ａ１）\u{3000}甲，' | 半角", "(a1) 甲,"),
        ("2023 | 全角", "２０２３"),
    ]);
}

#[test]
fn agencies_by_their_short_names() {
    for (agency, expected) in [
        ("易门县铜厂彝族乡人民政府", "铜厂彝族乡"),
        ("铜厂彝族乡人民政府", "铜厂彝族乡"),
        ("云南省玉溪市易门县绿汁镇人民政府", "绿汁镇"),
        ("易门县人民政府龙泉街道办事处", "龙泉街道"),
        ("昆明市西山区碧鸡街道办事处", "碧鸡街道"),
        ("易门县人民政府", "易门县"),
        ("徐州市沛县人民政府", "沛县"),
        ("玉溪市人民政府", "玉溪市"),
        ("荆州市沙市区人民政府", "沙市区"),
        ("乐陵市孔镇人民政府", "孔镇"),
        ("番禺区市桥街道办事处", "市桥街道"),
        ("怀来县红旗营乡人民政府", "红旗营乡"),
        ("梅州市梅县区扶大镇人民政府", "扶大镇"),
        ("阳泉市城区人民政府", "城区"),
        ("晋宁县县街镇人民政府", "县街镇"),
        ("南充市顺庆区中城街道办事处", "中城街道"),
        ("晋城市城区东街街道办事处", "东街街道"),
        ("大理市城区街道办事处", "城区街道"),
        ("易门县市场监督管理局", "易门县市场监督管理局"),
        ("红河哈尼族彝族自治州人民政府", "红河哈尼族彝族自治州"),
    ] {
        assert_eq!(agency::short(agency), expected);
    }
}

/// Every name of the list is a county's followed by a township's.
#[test]
fn the_short_name_of_every_township_is_its_own() {
    let list = include_str!("../../../tests/data/townships.txt");
    let mut wrong = Vec::new();
    for name in list.lines().filter(|line| !line.starts_with('#')) {
        let office = if name.ends_with("街道") { "办事处" } else { "人民政府" };
        let agency = format!("{name}{office}");
        let short = agency::short(&agency);
        let county = name.strip_suffix(short);
        if !county.is_some_and(|county| county.ends_with(['县', '市', '区', '旗'])) {
            wrong.push((name, short.to_owned()));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn a_value_that_is_not_there_and_a_wrong_number_of_arguments_are_errors() {
    let mut env = Environment::new();
    env.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    register(&mut env);
    let kind = |text: &str| env.render_str(text, ()).unwrap_err().kind();
    for name in names() {
        let arguments = match name {
            "小数" | "decimals" | "增减" | "growth" => "(1)",
            _ => "",
        };
        let filled = format!("{{{{ 没有 | {name}{arguments} }}}}");
        assert_eq!(kind(&filled), ErrorKind::UndefinedError, "{name}");
    }
    assert_eq!(kind("{{ 1 | 小数 }}"), ErrorKind::MissingArgument);
    assert_eq!(kind("{{ 1 | 千分位(2) }}"), ErrorKind::TooManyArguments);
}
