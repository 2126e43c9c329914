//! Whose report it is and of which year, where a page says more than one thing of it.

use super::{
    imported,
    layouts::{TITLE_BODY, html},
    made::made,
    report_of,
};
use fastrand::Rng;
use nianbao::diagnostic::human;

const YEAR: i32 = 2023;
const TITLE: &str = "云溪县石桥镇2023年政府信息公开工作年度报告";

fn page(before: &str, title: &str) -> String {
    let page = html(&made(&mut Rng::with_seed(3), YEAR), &str::to_owned);
    let whole = format!("<p>{TITLE}</p>");
    assert!(page.contains(&whole));
    page.replace(&whole, &format!("{before}{title}"))
}

#[test]
fn a_list_of_other_years_is_no_title() {
    let heading = format!("<h1>{TITLE}</h1>");
    let links = |text: &dyn Fn(i32) -> String| -> String {
        let links: Vec<String> =
            (2019..YEAR).map(|year| format!("<li><a href=#>{}</a></li>", text(year))).collect();
        links.concat()
    };
    for before in [
        links(&|year| format!("{year}年政府信息公开年报")),
        links(&|year| format!("{TITLE_BODY}{year}年政府信息公开工作年度报告")),
        links(&|year| format!("{year}年政府信息公开年报"))
            .replace("<a href=#>", "")
            .replace("</a>", ""),
        "<select><option>2025年政府信息公开年度报告</select>".to_owned(),
        "<p>2025年政府信息公开年度报告</p><p>2021年年报</p>".to_owned(),
    ] {
        for title in [heading.clone(), format!("<p>{TITLE}</p>")] {
            let back = imported("页.html", page(&before, &title).as_bytes());
            let report = report_of(&back);
            assert_eq!(
                (report.year.value, report.title_line()),
                (YEAR, TITLE.to_owned()),
                "{before}"
            );
            let preface = &report.preface.as_ref().unwrap().value;
            assert!(preface.starts_with("本报告所列数据"), "{preface}");
            assert!(human(&back.findings, false).contains("NB515"), "{before}");
        }
    }
}

#[test]
fn titles_that_nothing_decides_between_are_told() {
    let before = "<p>云溪县石桥镇2022年政府信息公开工作年度报告</p>";
    let page = page(before, &format!("<p>{TITLE}</p>"));
    let page = page.replace("2023年1月1日至12月31日", "一整年").replace("2024年1月17日", "");
    let back = imported("页.html", page.as_bytes());
    let told = human(&back.findings, false);
    assert!(told.contains("错误[NB514]: “云溪县石桥镇2022年"), "{told}");
    assert!(back.yaml.text.contains("年度: \"【请填写"), "{}", back.yaml.text);
}

#[test]
fn a_title_over_several_headings_is_one() {
    let title = "<h1>云溪县石桥镇</h1><h1>2023年政府信息公开</h1><h1>工作年度报告</h1>";
    let back = imported("页.html", page("", title).as_bytes());
    assert_eq!(report_of(&back).title_line(), TITLE);
    assert!(!human(&back.findings, false).contains("NB514"));
}

#[test]
fn what_contradicts_the_title_is_told() {
    let plain = page("", &format!("<h1>{TITLE}</h1>"));
    assert!(!human(&imported("页.html", plain.as_bytes()).findings, false).contains("NB514"));
    let signed = plain.replace("云溪县石桥镇人民政府", "云溪县政务服务局");
    let back = imported("页.html", signed.as_bytes());
    assert_eq!(report_of(&back).agency.value, TITLE_BODY);
    assert!(human(&back.findings, false).contains("署名的是“云溪县政务服务局”"));
    let other = plain.replace("期限为2023年", "期限为2022年");
    let told = human(&imported("页.html", other.as_bytes()).findings, false);
    assert!(told.contains("标题写的是 2023 年，正文说数是 2022 年的"), "{told}");
    let range = plain.replace("石桥镇2023年政府信息公开工作", "石桥镇2021-2023年政府信息公开工作");
    let back = imported("页.html", range.as_bytes());
    let report = report_of(&back);
    assert_eq!((report.year.value, report.short_name), (YEAR, None));
    assert!(human(&back.findings, false).contains("2021、2023 年"));
}

#[test]
fn a_title_broken_in_its_last_word_is_one() {
    for (above, rest) in [
        ("云溪县石桥镇2023年政府信息公开工作年度报", "告"),
        ("云溪县石桥镇2023年政府信息公开工作年度", "报告"),
        ("云溪县石桥镇2023年政府信息公开工作年", "度报告"),
    ] {
        let back =
            imported("页.html", page("", &format!("<p>{above}</p><p>{rest}</p>")).as_bytes());
        let report = report_of(&back);
        assert_eq!((report.year.value, report.title_line()), (YEAR, TITLE.to_owned()), "{rest}");
        let preface = &report.preface.as_ref().unwrap().value;
        assert!(preface.starts_with("本报告所列数据"), "{preface}");
    }
    // What is no such word is of the preface.
    let odd = format!("<p>{TITLE}</p><p>报告如下</p>");
    let report = report_of(&imported("页.html", page("", &odd).as_bytes()));
    assert_eq!(report.title_line(), TITLE);
    assert!(report.preface.as_ref().unwrap().value.starts_with("报告如下"));
}

#[test]
fn the_month_of_a_cover_is_no_preface() {
    for month in ["二〇二四年一月", "2024年1月", "（2024年1月）", "二○二四年元月"]
    {
        let back =
            imported("页.html", page("", &format!("<p>{TITLE}</p><p>{month}</p>")).as_bytes());
        let report = report_of(&back);
        let preface = &report.preface.as_ref().unwrap().value;
        assert!(preface.starts_with("本报告所列数据"), "{preface}");
        assert!(human(&back.findings, false).contains(month), "{month}");
    }
}

#[test]
fn the_number_of_a_part_may_stand_on_a_line_of_its_own() {
    let page = html(&made(&mut Rng::with_seed(3), YEAR), &str::to_owned);
    let parted = |count: usize| {
        let mut page = page.clone();
        for number in ["一", "二", "三", "四", "五", "六"].iter().take(count) {
            let before = format!("<p>{number}、");
            assert!(page.contains(&before));
            page = page.replacen(&before, &format!("<p>{number}、</p><p>"), 1);
        }
        page
    };
    let whole = imported("页.html", page.as_bytes());
    for count in [1, 3, 6] {
        let back = imported("页.html", parted(count).as_bytes());
        assert_eq!(back.yaml.text, whole.yaml.text, "{count}");
    }
    // Another number than the part's is not passed over.
    let other = page.replacen("<p>二、", "<p>七、</p><p>", 1);
    let back = imported("页.html", other.as_bytes());
    let (told, text) = (human(&back.findings, false), &back.yaml.text);
    assert!(text.contains("七、") || told.contains("七、"), "{text} {told}");
}

#[test]
fn days_behind_the_signature_are_none_of_it() {
    let item = |text: &str, day: &str| format!("<li><a href=#>{text}</a> <span>{day}</span></li>");
    let years: String = (2019..2026)
        .map(|year| {
            item(
                &format!("{TITLE_BODY}{year}年政府信息公开工作年度报告"),
                &format!("{}-01-20", year + 1),
            )
        })
        .collect();
    for behind in [
        years.clone(),
        years.replace(TITLE_BODY, ""),
        years.replace("<li>", "<p>").replace("</li>", "</p>"),
        item("我镇召开政务公开工作推进会", "2024-02-10")
            + &item("云溪县人民政府办公室", "2024-02-11"),
        "<p>上一篇：无</p><p>下一篇：云溪县石桥镇2022年年报</p><p>2021-01-20</p>".to_owned(),
        "<p>今天是</p><p>2026年11月30日</p>".to_owned(),
        "<p>Copyright 2026 云溪县石桥镇人民政府</p><p>2026-11-30</p>".to_owned(),
        "<p>审核：李某</p><p>2024-01-20</p>".to_owned(),
    ] {
        let page = html(&made(&mut Rng::with_seed(3), YEAR), &str::to_owned) + &behind;
        let back = imported("页.html", page.as_bytes());
        let report = report_of(&back);
        let signature = report.signature.as_ref().unwrap();
        assert_eq!(signature.date.value.to_string(), "2024年1月17日", "{behind}");
        let bodies: Vec<&str> = signature.bodies.iter().map(|body| body.value.as_str()).collect();
        assert_eq!(bodies, ["云溪县石桥镇人民政府"], "{behind}");
        assert_eq!(report.agency.value, "云溪县石桥镇人民政府", "{behind}");
    }
}

#[test]
fn the_number_of_a_list_before_the_day_signs_nothing() {
    let page = html(&made(&mut Rng::with_seed(3), YEAR), &str::to_owned);
    let page = page.replace("2024年1月17日", "13. 2024年1月17日");
    let back = imported("页.html", page.as_bytes());
    let signature = report_of(&back).signature.unwrap();
    assert_eq!(signature.date.value.to_string(), "2024年1月17日");
    let bodies: Vec<&str> = signature.bodies.iter().map(|body| body.value.as_str()).collect();
    assert_eq!(bodies, ["云溪县石桥镇人民政府"]);
}
