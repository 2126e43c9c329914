//! What is written, and that nothing is lost.

use super::client::{Answer, Serving, folder_of, names, serve};
use crate::importing::guessed;
use nianbao::{
    diagnostic::Source,
    report::{self, Date, Report, Shared, Value as Cell},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap, fmt::Write as _, fs, path::Path, process::Command, thread,
    time::Duration,
};

fn loaded(text: &str) -> Report {
    let date = Date { year: 2023, month: 1, day: 20 };
    let year = (!text.contains("\n年度:")).then_some(2022);
    let shared = Shared { year, date: Some(date), ..Shared::default() };
    report::load_with(&Source::new("a.yaml", text), &shared).unwrap().report
}

fn open(serving: &Serving, file: &str) -> Value {
    serving.done("report", &json!({ "file": file }))
}

fn edit(serving: &Serving, file: &str, digest: &Value, edits: &[(&str, &str)]) -> Answer {
    let edits: Vec<Value> =
        edits.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    let form = if file.contains("某某") { "2019" } else { "2021" };
    let asked = json!({ "file": file, "digest": digest, "form": form, "edits": edits, "have": [] });
    serving.ask("edit", &asked)
}

/// All numbers that somebody typed, or that are not 0.
fn numbers(report: &Report) -> BTreeMap<String, Cell> {
    let tables = report.tables.iter();
    let cells = tables.flat_map(|(table, cells)| {
        cells.iter().map(move |(key, cell)| (format!("{table}.{key}"), cell.value.clone()))
    });
    cells.filter(|(_, value)| *value != Cell::Int(0) && *value != Cell::Absent).collect()
}

/// The lines of which one text has more than the other, both ways.
fn unlike<'a>(one: &'a str, other: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let missing = |from: &'a str, of: &'a str| {
        let mut there: Vec<&str> = of.lines().collect();
        from.lines()
            .filter(|line| match there.iter().position(|other| other == line) {
                Some(at) => {
                    there.remove(at);
                    false
                }
                None => true,
            })
            .collect()
    };
    (missing(one, other), missing(other, one))
}

#[test]
fn one_changed_cell_changes_nothing_else_in_the_file() {
    let mut tried = 0;
    for (example, every) in [("yimen", 41), ("plain-2019", 31)] {
        let home = folder_of(example);
        let serving = serve(home.path());
        for file in names(home.path()).iter().filter(|name| *name != "county.yaml") {
            let view = open(&serving, file);
            let mut digest = view["digest"].clone();
            let cells = view["form"]["tables"].as_array().unwrap().iter().flat_map(|table| {
                table["cells"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|cell| cell["total"] == json!(false) && cell["key"] != json!(""))
            });
            let keys: Vec<&str> = cells.map(|cell| cell["key"].as_str().unwrap()).collect();
            for key in keys.iter().skip(tried % 7).step_by(every) {
                let before = fs::read_to_string(home.path().join(file)).unwrap();
                let answer = edit(&serving, file, &digest, &[(key, "7301")]);
                assert_eq!(answer.status, 200, "{file} {key}: {}", answer.text());
                let view = answer.json();
                digest = view["digest"].clone();
                let after = fs::read_to_string(home.path().join(file)).unwrap();
                let (gone, new) = unlike(&before, &after);
                assert!(
                    gone.len() <= 1 && (1..=4).contains(&new.len()),
                    "{file} {key}: {gone:?} {new:?}"
                );
                assert!(new.iter().any(|line| line.contains("7301")), "{new:?}");
                let (mut old, mut now) = (numbers(&loaded(&before)), numbers(&loaded(&after)));
                assert_eq!(now.remove(*key), Some(Cell::Int(7301)));
                old.remove(*key);
                let is_total = |key: &String| {
                    key.contains("total") || key.starts_with("requests.r7") || key.ends_with("r7")
                };
                old.retain(|key, _| !is_total(key));
                now.retain(|key, _| !is_total(key));
                assert_eq!(old, now, "{file} {key}");
                assert_eq!(view["report"]["cells"][key]["value"], "7301");
                tried += 1;
            }
        }
    }
    assert!(tried >= 20, "{tried}");
}

#[test]
fn texts_are_put_in_and_comments_stay() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    let file = "龙泉街道.yaml";
    let before = fs::read_to_string(home.path().join(file)).unwrap();
    let digest = open(&serving, file)["digest"].clone();
    let text = "第一段：“引号”、# 井号、{{ 年度 }}年。\r\n第二段。\n";
    let answer = edit(&serving, file, &digest, &[("总体情况", text), ("署名.日期", "2023-01-09")]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let view = answer.json();
    assert_eq!(
        view["report"]["parts"][0]["text"],
        "第一段：“引号”、# 井号、{{ 年度 }}年。\n第二段。"
    );
    assert_eq!(view["report"]["signature"]["date"], "2023-01-09");
    let after = fs::read_to_string(home.path().join(file)).unwrap();
    let comments = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.trim_start().starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(comments(&before), comments(&after));
    assert_eq!(numbers(&loaded(&before)), numbers(&loaded(&after)));
}

#[test]
fn what_is_taken_back_is_written_as_it_was() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    let file = "龙泉街道.yaml";
    let path = home.path().join(file);
    let before = fs::read(&path).unwrap();
    let view = open(&serving, file);
    let old = |key: &str| match key {
        "总体情况" => view["report"]["parts"][0]["text"].as_str().unwrap().to_owned(),
        "简称" => view["report"]["texts"]["简称"].as_str().unwrap().to_owned(),
        cell => view["report"]["cells"][cell]["value"].as_str().unwrap().to_owned(),
    };
    let mut digest = view["digest"].clone();
    let keys = [
        ("requests.new.natural", "三"),
        ("disclosure.rules.made", "1"),
        ("总体情况", "一行。\n又一行。"),
        ("简称", "别的：“名称” # 不是注释"),
    ];
    let mut put = |edits: &[(&str, &str)]| {
        let answer = edit(&serving, file, &digest, edits);
        assert_eq!(answer.status, 200, "{}", answer.text());
        digest = answer.json()["digest"].clone();
    };
    for (key, value) in keys {
        put(&[(key, value)]);
        assert_ne!(fs::read(&path).unwrap(), before, "{key}");
        put(&[(key, &old(key))]);
        assert_eq!(fs::read(&path).unwrap(), before, "{key}");
    }
    // Several steps, back in their order; a comment written elsewhere in between is kept.
    for one in keys {
        put(&[one]);
    }
    for (key, _) in keys.iter().rev() {
        put(&[(key, &old(key))]);
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    put(&[keys[0]]);
    fs::write(&path, fs::read_to_string(&path).unwrap() + "# 别处写的\n").unwrap();
    digest = open(&serving, file)["digest"].clone();
    let answer = edit(&serving, file, &digest, &[(keys[0].0, &old(keys[0].0))]);
    assert_eq!(answer.status, 200);
    assert!(fs::read_to_string(&path).unwrap().ends_with("# 别处写的\n"));
}

#[test]
fn a_year_of_another_form_is_refused_in_one_sentence() {
    let home = folder_of("yimen");
    fs::remove_file(home.path().join("county.yaml")).unwrap();
    let path = home.path().join("龙泉街道.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("年度: 2022\n署名: 2023-01-17\n{text}")).unwrap();
    let serving = serve(home.path());
    let digest = open(&serving, "龙泉街道.yaml")["digest"].clone();
    let answer = edit(&serving, "龙泉街道.yaml", &digest, &[("年度", "2019")]);
    assert_eq!(answer.status, 422, "{}", answer.text());
    let found = answer.json()["findings"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert!(found[0]["message"].as_str().unwrap().contains("另一种格式"), "{found}");
}

#[test]
fn a_report_goes_on_from_the_year_before_and_from_its_own_unit_only() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(home.path());
    let text = "机关: 某某乡人民政府\n年度: 2024\n总体情况: 平稳有序。\n署名: 2025-01-17\n\
                依申请公开: { 本年新收: [2, 0, 0, 0, 0, 0], 结转下年度: [2, 0, 0, 0, 0, 0] }\n";
    let send = |call: &str, asked: &Value| {
        let coded = asked.to_string().bytes().fold(String::new(), |mut coded, byte| {
            write!(coded, "%{byte:02X}").unwrap();
            coded
        });
        let more = [("X-Nianbao", coded.as_str())];
        serving.post(&format!("send/{call}"), "application/octet-stream", &more, text.as_bytes())
    };
    let looked = send("year", &json!({ "name": "去年.yaml" }));
    assert_eq!(looked.json()["year"], 2024, "{}", looked.text());
    let begin = |name: &str, year: &str| {
        send("new", &json!({ "name": name, "year": year, "previous": "去年.yaml" }))
    };
    for (name, year, why) in [
        ("某某乡", "2024", "不早于"),
        ("某某乡", "2023", "不早于"),
        ("别的镇", "2025", "不是“别的镇”"),
    ] {
        let refused = begin(name, year);
        assert_eq!(refused.status, 422, "{name} {year}");
        assert!(refused.text().contains(why), "{}", refused.text());
    }
    let carried = |answer: &Answer| {
        let file = answer.json()["file"].as_str().unwrap().to_owned();
        let view = open(&serving, &file);
        (view["report"]["cells"]["requests.carried_in.natural"]["value"].clone(), view)
    };
    let (number, _) = carried(&begin("某某乡", "2025"));
    assert_eq!(number, "2");
    // Two years later nobody knows what was open.
    let (number, view) = carried(&begin("某某乡", "2026"));
    assert_ne!(number, "2");
    assert!(view["doubts"].to_string().contains("2024 年度"), "{}", view["doubts"]);
}

#[test]
fn nobody_is_told_of_options_and_of_folders() {
    let home = folder_of("yimen");
    let path = home.path().join("龙泉街道.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(home.path().join("另一份.yaml"), &text).unwrap();
    fs::write(&path, text.replace("总体情况: |\n", "总体情况: |\n  【请填写：情况】\n")).unwrap();
    fs::write(home.path().join("坏.yaml"), "坏: [\n").unwrap();
    let serving = serve(home.path());
    let folder = home.path().to_str().unwrap();
    let mut answers = vec![serving.ask("report", &json!({ "file": "龙泉街道.yaml" }))];
    for call in ["county", "summarize", "review"] {
        answers.push(serving.ask(call, &json!({})));
    }
    answers.push(serving.ask("render", &json!({ "files": [] })));
    for answer in answers {
        let text = answer.text();
        assert!(text.contains("findings"), "{text}");
        for word in [folder, "--draft", "--force", "--name", "（-o）", "nianbao new"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn what_would_keep_a_report_from_being_understood_is_not_written() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    let file = "龙泉街道.yaml";
    let before = fs::read(home.path().join(file)).unwrap();
    let digest = open(&serving, file)["digest"].clone();
    for (key, value) in [("年度", "20二二"), ("署名.日期", "2023-02-30"), ("机关", "")] {
        let answer = edit(&serving, file, &digest, &[(key, value)]);
        assert_eq!(answer.status, 422, "{key}: {}", answer.text());
        assert!(answer.json()["findings"][0]["message"].is_string());
    }
    assert_eq!(fs::read(home.path().join(file)).unwrap(), before);
    // A cell may hold words: a finding, and no loss.
    let answer = edit(&serving, file, &digest, &[("requests.new.natural", "约三件")]);
    let view = answer.json();
    assert_eq!(view["report"]["cells"]["requests.new.natural"]["value"], "约三件");
    let keys: Vec<&Value> =
        view["findings"].as_array().unwrap().iter().map(|f| &f["key"]).collect();
    assert!(keys.contains(&&json!("requests.new.natural")), "{keys:?}");
}

#[test]
fn a_change_from_outside_is_told_and_never_overwritten() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    let file = "龙泉街道.yaml";
    let path = home.path().join(file);
    let digest = open(&serving, file)["digest"].clone();
    let theirs = fs::read_to_string(&path).unwrap() + "# 别的程序写的\n";
    fs::write(&path, &theirs).unwrap();
    assert_ne!(serving.done("state", &json!({ "file": file }))["digest"], digest);
    let answer = edit(&serving, file, &digest, &[("disclosure.licence.decisions", "77")]);
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    // With what it is now, the same change goes on top.
    let digest = answer.json()["digest"].clone();
    let answer = edit(&serving, file, &digest, &[("disclosure.licence.decisions", "77")]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.ends_with("# 别的程序写的\n") && now.contains("77"), "{now}");
    fs::remove_file(&path).unwrap();
    assert_eq!(edit(&serving, file, &json!("x"), &[("年度", "2022")]).status, 422);
}

#[test]
fn files_are_those_that_render_writes() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    let file = "铜厂彝族乡.yaml";
    let out = tempfile::tempdir().unwrap();
    let rendered = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["render", "-f", "all", "-o"])
        .args([out.path(), &home.path().join(file)])
        .output()
        .unwrap();
    assert!(rendered.status.success(), "{rendered:?}");
    let made = serving
        .done("render", &json!({ "files": [file], "formats": ["docx", "pdf", "ofd", "html"] }));
    assert_eq!(made["outcomes"][0]["end"], "written", "{made}");
    let all = names(out.path());
    assert_eq!(all.len(), 4, "{all:?}");
    for name in all {
        let expected = fs::read(out.path().join(&name)).unwrap();
        assert_eq!(fs::read(home.path().join(&name)).unwrap(), expected, "{name}");
        let format = Path::new(&name).extension().unwrap().to_str().unwrap();
        let sent = serving.ask("download", &json!({ "file": file, "format": format }));
        assert_eq!(sent.status, 200);
        assert!(sent.body == expected, "{name} as it is sent");
        assert!(sent.head.contains("filename*=UTF-8''%E9%93%9C"), "{}", sent.head);
    }
    // What somebody has worked on stays, as with render.
    let docx = names(home.path()).into_iter().find(|name| name.contains("报告.docx")).unwrap();
    fs::write(home.path().join(&docx), "改过").unwrap();
    let made = serving.done("render", &json!({ "files": [file] }));
    assert_eq!(made["outcomes"][0]["isChanged"], true, "{made}");
    assert_eq!(fs::read_to_string(home.path().join(&docx)).unwrap(), "改过");
    let made = serving.done("render", &json!({ "files": [file], "force": true }));
    assert_eq!(made["outcomes"][0]["end"], "written", "{made}");
    // And an error of the checks refuses both.
    let digest = open(&serving, file)["digest"].clone();
    edit(&serving, file, &digest, &[("requests.new.natural", "5")]);
    let made = serving.done("render", &json!({ "files": [file] }));
    assert_eq!(made["outcomes"][0]["end"], "failed", "{made}");
    assert_eq!(serving.ask("download", &json!({ "file": file, "format": "pdf" })).status, 422);
}

#[test]
fn a_county_begins_is_read_in_and_summed_up() {
    let home = folder_of("yimen");
    fs::remove_file(home.path().join("小街乡.yaml")).unwrap();
    let serving = serve(home.path());
    let units = |serving: &Serving| -> BTreeMap<String, String> {
        let county = serving.done("county", &json!({}));
        let units = county["units"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        units.iter().map(|unit| (text(&unit["file"]), text(&unit["state"]))).collect()
    };
    let county = serving.done("county", &json!({}));
    assert_eq!(county["findings"][0]["words"], "小街乡", "{county}");
    let begun = serving.done("new", &json!({ "name": "小街乡", "year": "" }));
    assert_eq!(begun["file"], "小街乡.yaml");
    assert_eq!(units(&serving)["小街乡.yaml"], "blank");
    // What is called so already stays.
    let more = [("X-Nianbao", "%7B%22name%22:%22%E5%B0%8F%E8%A1%97%E4%B9%A1.html%22%7D")];
    let page = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["render", "-f", "html", "-o"])
        .args([&home.path().join("页"), &home.path().join("绿汁镇.yaml")])
        .output()
        .unwrap();
    assert!(page.status.success());
    let html = fs::read(home.path().join("页").join(&names(&home.path().join("页"))[0])).unwrap();
    let taken = serving.post("send/import", "application/octet-stream", &more, &html);
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert_eq!(taken.json()["file"], "小街乡（2）.yaml");
    assert_eq!(serving.ask("summarize", &json!({})).status, 422, "one came twice");
    fs::remove_file(home.path().join("小街乡（2）.yaml")).unwrap();
    let made = serving.done("render", &json!({ "files": [] }));
    assert_eq!(made["outcomes"].as_array().unwrap().len(), 7);
    assert_eq!(units(&serving)["绿汁镇.yaml"], "made");
    let sum = serving.done("summarize", &json!({}));
    assert_eq!((&sum["file"], &sum["units"]), (&json!("汇总/易门县.yaml"), &json!(7)));
    assert_eq!(names(&home.path().join("汇总")), ["易门县.csv", "易门县.xlsx", "易门县.yaml"]);
    let whole = open(&serving, "汇总/易门县.yaml");
    assert_eq!(whole["report"]["cells"]["requests.new.total"]["value"], "12");
    let again = serving.done("summarize", &json!({}));
    assert_eq!(again["isRefreshed"], true);
}

#[test]
fn a_sum_keeps_tables_that_somebody_changed_and_asks_before_it_replaces_anything_else() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    serving.done("summarize", &json!({}));
    let at = |name: &str| home.path().join("汇总").join(name);
    fs::write(at("易门县.csv"), "我改过的").unwrap();
    fs::write(at("易门县.xlsx"), "也改过").unwrap();
    let again = serving.done("summarize", &json!({}));
    assert_eq!(again["isRefreshed"], true);
    assert_eq!(fs::read_to_string(at("易门县（上次）.csv")).unwrap(), "我改过的");
    assert_eq!(fs::read_to_string(at("易门县（上次）.xlsx")).unwrap(), "也改过");
    assert!(fs::read_to_string(at("易门县.csv")).unwrap().lines().count() == 9);
    // Without the report that it goes with, a table is nobody's to replace.
    fs::remove_file(at("易门县.yaml")).unwrap();
    let refused = serving.ask("summarize", &json!({}));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("易门县.csv 已经存在，没有改动它"), "{}", refused.text());
    // A report that is broken is told why it is not taken.
    fs::write(at("易门县.yaml"), "机关: [\n").unwrap();
    let refused = serving.ask("summarize", &json!({}));
    let found = &refused.json()["findings"];
    assert!(found.as_array().is_some_and(|found| found.len() > 1), "{found}");
    assert_eq!(fs::read_to_string(at("易门县.yaml")).unwrap(), "机关: [\n");
}

#[test]
fn what_a_reading_guessed_is_told_by_a_sum_and_by_what_begins_from_it() {
    let home = guessed::folder(guessed::renamed);
    let serving = serve(&home.path().join("各镇"));
    let sum = serving.done("summarize", &json!({}));
    assert!(sum["findings"].to_string().contains("NB513"), "{sum}");
    let asked = json!({ "name": "青山乡", "year": "", "after": "青山乡.html" });
    let begun = serving.done("new", &asked);
    let view = open(&serving, begun["file"].as_str().unwrap());
    assert!(view["doubts"].to_string().contains("NB513"), "{}", view["doubts"]);
    // What the file contradicts is not added up.
    let home = guessed::folder(guessed::doubled);
    let serving = serve(&home.path().join("各镇"));
    let refused = serving.ask("summarize", &json!({}));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("NB519"), "{}", refused.text());
    assert!(!home.path().join("各镇/汇总").exists());
}

#[test]
fn the_texts_of_another_document_are_checked_while_it_is_open() {
    let home = tempfile::tempdir().unwrap();
    let notice = "模板: notice\n标题: 关于报送年度报告的通知\n主送: 各乡镇人民政府\n\
                  正文: 请于1月31日前报送,逾期不候。\n署名: 某县人民政府办公室\n日期: 2023年1月5日\n";
    fs::write(home.path().join("通知.yaml"), notice).unwrap();
    let serving = serve(home.path());
    let codes = |found: &Value| -> Vec<String> {
        let found = found.as_array().unwrap().iter();
        found.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    };
    let view = open(&serving, "通知.yaml");
    let checked = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["check", "-f", "json"])
        .arg(home.path().join("通知.yaml"))
        .output()
        .unwrap();
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert!(!codes(&checked).is_empty(), "{checked}");
    assert_eq!(codes(&view["findings"]), codes(&checked));
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_report() {
    const ROUNDS: u64 = 30;
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("某乡.yaml");
    let begin = "# 说明\n机关: 某乡人民政府\n年度: 2022\n总体情况: 平稳有序。\n署名: 2023-01-17\n";
    fs::write(&path, begin).unwrap();
    let mut dice = fastrand::Rng::with_seed(18);
    for round in 0..ROUNDS {
        let mut serving = serve(home.path());
        let mut digest = open(&serving, "某乡.yaml")["digest"].clone();
        let last = thread::scope(|scope| {
            let (port, token) = (serving.port, serving.token.clone());
            let typing = scope.spawn(move || {
                let mut last = None;
                for number in 0..1000 {
                    let text = format!("第{round}次，第{number}遍。{}", "平稳有序。".repeat(200));
                    let asked = json!({ "file": "某乡.yaml", "digest": digest, "form": "2021", "edits": [{ "key": "总体情况", "value": text }] });
                    let Some(view) = super::client::quietly(port, &token, &asked) else { break };
                    digest = view["digest"].clone();
                    last = Some(text);
                }
                last
            });
            thread::sleep(Duration::from_millis(dice.u64(20..400)));
            serving.kill();
            typing.join().unwrap()
        });
        let text = fs::read_to_string(&path).unwrap();
        let report = loaded(&text);
        assert!(text.starts_with("# 说明\n机关: 某乡人民政府\n"), "{text}");
        let said = report.parts[0].text.clone().unwrap().value;
        assert!(said.ends_with("平稳有序。"), "torn: {said}");
        if let Some(last) = last {
            // What was answered is there, or what was on its way after it.
            let number = |text: &str| -> u32 {
                let words = text.split("第").nth(2).unwrap();
                words.split('遍').next().unwrap().parse().unwrap()
            };
            assert!(number(&said) >= number(&last), "{said} came before {last}");
        }
    }
    drop(serve(home.path()));
    assert_eq!(names(home.path()), ["某乡.yaml"], "what was half-written is swept");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_told_and_still_shown() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = folder_of("plain-2019");
    let path = home.path().join("某某乡.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let serving = serve(home.path());
    let view = open(&serving, "某某乡.yaml");
    assert!(view["pages"].as_array().unwrap().len() > 2);
    let before = fs::read(&path).unwrap();
    let answer = edit(&serving, "某某乡.yaml", &view["digest"], &[("机关", "某乡人民政府")]);
    assert_eq!(answer.status, 422, "{}", answer.text());
    let message = answer.json()["findings"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("没有权限"), "{message}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
