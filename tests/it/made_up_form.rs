//! A new form is a new file: one that does not exist, with a row more and another title, is started,
//! checked, rendered, summed up and written.

use nianbao::{
    check::{Context, check},
    diagnostic::Source,
    document::emit,
    export::Format,
    render::Kit,
    report::{Forms, Hints, Report, Shared, load_with, schema, starter, to_yaml},
    summary::{self, Summary},
    template::Template,
};

fn forms() -> Forms {
    let source = Source::new("2027.yaml", include_str!("../data/forms/2027.yaml"));
    Forms::default().with(&source).unwrap()
}

fn kit() -> Kit {
    let shared = Shared { forms: forms(), ..Shared::default() };
    Kit { shared, ..Kit::new(Template::builtin().unwrap()) }
}

fn report(yaml: &str) -> Report {
    load_with(&Source::new("某某乡.yaml", yaml), &kit().shared).unwrap().report
}

const REQUESTS: &str = "\
机关: 某某乡人民政府
年度: 2027
申请办理:
  本年新收: [3, 0, 0, 0, 0, 0]
  上年结转: [1, 0, 0, 0, 0, 0]
  办理结果:
    予以公开: [1, 0, 0, 0, 0, 0]
    转送其他机关: [2, 0, 0, 0, 0, 0]
  结转下年度: [1, 0, 0, 0, 0, 0]
";

#[test]
fn its_year_follows_it_and_the_years_before_do_not() {
    for (year, id) in [(2026, "2021"), (2027, "2027"), (2100, "2027")] {
        assert_eq!(forms().for_year(year).id, id);
    }
    let again = Source::new("2027.yaml", include_str!("../data/forms/2027.yaml"));
    assert!(forms().with(&again).is_err(), "it begins no later than itself");
    let other = "机关: 某某乡人民政府\n年度: 2026\n格式: 2027\n";
    assert_eq!(report(other).form.id, "2027");
}

#[test]
fn its_starter_has_the_row_and_renders_as_it_is() {
    let yaml = starter(&forms(), "某某乡", 2027).unwrap();
    assert!(yaml.contains("\n政府信息公开申请办理情况:\n"), "{yaml}");
    assert!(yaml.contains("\n    转送其他机关: [0, 0, 0, 0, 0, 0]\n"), "{yaml}");
    let kit = kit();
    let drawn = kit.draw("某某乡.yaml", yaml.as_bytes()).unwrap();
    assert_eq!(*drawn.findings, []);
    let printed = emit(&drawn.document);
    for text in ["三、政府信息公开申请办理情况", "（七）转送其他机关", "（八）总计"]
    {
        assert!(printed.contains(text), "{text}");
    }
    let pages = kit.set(&drawn).unwrap();
    for (format, head) in [(Format::PDF, &b"%PDF-"[..]), (Format::DOCX, b"PK")] {
        let files = kit.write(&drawn, &pages, format).unwrap();
        assert!(files[0].bytes.starts_with(head));
    }
}

#[test]
fn the_rules_find_its_rows() {
    let told = |yaml: &str, previous: Option<&Report>| -> Vec<String> {
        let found = check(&report(yaml), &Context { previous, ..Context::default() });
        found.into_iter().map(|d| format!("{} {}", d.code, d.message)).collect()
    };
    let has = |told: &[String], text: &str| {
        assert!(told.iter().any(|line| line.contains(text)), "{text}: {told:#?}");
    };
    let sound = told(REQUESTS, None);
    assert!(!sound.iter().any(|line| line.starts_with("NB10") && !line.starts_with("NB109")));
    let lost = told(&REQUESTS.replace("转送其他机关: [2", "转送其他机关: [1"), None);
    has(&lost, "NB101");
    let prose =
        format!("{REQUESTS}总体情况: 收到政府信息公开申请 3 件，办结政府信息公开申请 4 件。\n");
    has(&told(&prose, None), "办理结果总计是 3");
    let before = "机关: 某某乡人民政府\n年度: 2026\n依申请公开: { 结转下年度: { 自然人: 2 } }\n";
    let before = report(before);
    has(&told(REQUESTS, Some(&before)), "2026 年度报告结转下年度的是 2");
}

#[test]
fn its_units_are_summed_up_in_its_own_words() {
    let units = [report(REQUESTS), report(&REQUESTS.replace("某某乡", "某某镇"))];
    let summary = Summary::of("某某县", None, &units).unwrap();
    let yaml = summary::yaml(&summary).unwrap();
    assert!(yaml.contains("    转送其他机关: [4, 0, 0, 0, 0, 0]\n"), "{yaml}");
    assert!(yaml.contains("本年新收政府信息公开申请6件，上年结转2件；办结6件"), "{yaml}");
    assert!(summary::csv(&summary).contains(",申请办理/办理结果/转送其他机关/自然人,"));
    assert!(!summary::xlsx(&summary).unwrap().is_empty());
    assert_eq!(to_yaml(&report(&yaml), &Hints::new()).matches("格式").count(), 1, "the notice's");
}

#[test]
fn editors_know_its_names_beside_the_older_ones() {
    let schema = schema(&forms());
    for name in ["政府信息公开申请办理情况", "转送其他机关", "收到和处理政府信息公开申请情况"]
    {
        assert!(schema.contains(&format!("\"{name}\"")), "{name}");
    }
}
