//! An office's own fonts, from the command line to both files.

use super::{EXAMPLE, EXAMPLE_STEM, folder, nianbao, report, run, tree};
use nianbao_testing::font::{Made, collection, renamed};
use std::{fs, path::Path};

const TITLE: &str = "铜厂乡2022年政府信息公开工作年度报告";

fn title_font(cff: bool) -> Made {
    Made {
        names: vec![(0x409, "FZXiaoBiaoSong-B05S"), (0x804, "方正小标宋简体")],
        post_script: "FZXBSJW--GB1-0",
        cff,
        ..Made::of("", TITLE)
    }
}

fn snapshot(name: &str, told: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, told);
    });
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn pdf(home: &Path) -> Vec<u8> {
    fs::read(home.join(format!("out/{EXAMPLE_STEM}.pdf"))).unwrap()
}

fn embeds(pdf: &[u8], name: &str) -> bool {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let end = format!("+{name}");
    file.objects.values().any(|object| {
        let font = object.as_dict().and_then(|dict| dict.get(b"BaseFont"));
        font.and_then(lopdf::Object::as_name).is_ok_and(|base| base.ends_with(end.as_bytes()))
    })
}

/// The example beside a folder of fonts, rendered with more arguments.
fn render(home: &Path, more: &[&str]) -> super::Said {
    let args = ["render", EXAMPLE, "-o", "out"];
    run(nianbao().current_dir(home).args(args).args(more))
}

#[test]
fn an_own_font_is_embedded_in_the_pdf_and_the_docx_is_as_before() {
    let home = folder();
    assert_eq!(render(home.path(), &[]).code, 0);
    let docx = |home: &Path| {
        let mut docx = fs::read(home.join(format!("out/{EXAMPLE_STEM}.docx"))).unwrap();
        // Behind the archive itself stands a stamp of what the file was made from, fonts included.
        let stamp = docx.windows(8).rposition(|bytes| bytes == b"nianbao ");
        docx.truncate(stamp.unwrap());
        docx
    };
    let (before, shipped) = (docx(home.path()), pdf(home.path()));
    assert!(embeds(&shipped, "NianbaoXiaoBiaoSong"));
    let two = collection(&[Made::of("某某黑体", "一"), title_font(false)]);
    for (file, bytes) in [
        ("字体/标宋.TTF", title_font(false).bytes()),
        ("字体/标宋.otf", title_font(true).bytes()),
        ("字体/标宋.ttc", two),
    ] {
        put(home.path(), file, &bytes);
        let said = render(home.path(), &["--font-dir", "字体"]);
        assert!(said.code == 0 && !said.err.contains("NB3"), "{}", said.err);
        let own = pdf(home.path());
        assert!(embeds(&own, "FZXBSJW--GB1-0"), "{file}");
        assert!(!embeds(&own, "NianbaoXiaoBiaoSong"), "{file}");
        assert!(embeds(&own, "NianbaoFangSong"), "{file}");
        assert!(before == docx(home.path()), "{file}");
        fs::remove_file(home.path().join(file)).unwrap();
    }
}

#[test]
fn a_county_and_a_template_bring_their_fonts_along() {
    let home = folder();
    put(home.path(), "县/字体/a.ttf", &title_font(false).bytes());
    put(home.path(), "县/county.yaml", "字体目录: 字体\n".as_bytes());
    put(home.path(), "县/a.yaml", &fs::read(EXAMPLE).unwrap());
    let said = run(nianbao().current_dir(&home).args(["render", "县", "-o", "out"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(embeds(&pdf(home.path()), "FZXBSJW--GB1-0"));

    let kai = Made { post_script: "MyKai", ..Made::of("某某楷体", TITLE) };
    put(home.path(), "模板/字体/k.ttf", &kai.bytes());
    let styles = "字体目录: 字体\n样式:\n  标题: { 字体: 某某楷体 }\n";
    put(home.path(), "模板/styles.yaml", styles.as_bytes());
    let said = render(home.path(), &["-t", "模板"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(embeds(&pdf(home.path()), "MyKai"));
}

#[test]
fn a_template_reads_no_fonts_outside_its_folder() {
    let home = folder();
    put(home.path(), "字体/a.ttf", &title_font(false).bytes());
    let mut told = String::new();
    let mut refuse = |value: &str| {
        let styles = format!("字体目录: '{value}'\n");
        put(home.path(), "模板/styles.yaml", styles.as_bytes());
        let said = render(home.path(), &["-t", "模板"]);
        assert_eq!((said.code, &*said.out), (1, ""), "{value}");
        told += &said.err;
        told.push('\n');
    };
    refuse("../字体");
    refuse("没有");
    refuse("");
    #[cfg(unix)]
    {
        refuse("/usr/share/fonts");
        std::os::unix::fs::symlink(home.path().join("字体"), home.path().join("模板/链接"))
            .unwrap();
        refuse("链接");
    }
    assert!(tree(home.path()).iter().all(|f| !f.starts_with("out")));
    #[cfg(unix)]
    snapshot("fonts-outside", &told);
}

#[test]
fn a_font_that_must_not_be_embedded_is_refused_before_any_page_and_only_for_a_pdf() {
    let home = folder();
    let font = Made { fs_type: 2, ..title_font(false) };
    put(home.path(), "字体/标宋.ttf", &font.bytes());
    let said = render(home.path(), &["--font-dir", "字体"]);
    assert_eq!((said.code, &*said.out), (1, ""));
    snapshot("fonts-forbidden", &said.err);
    assert_eq!(tree(home.path()), ["字体/标宋.ttf"]);
    let said = render(home.path(), &["--font-dir", "字体", "--format", "docx"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn a_font_of_no_use_is_a_warning_that_can_be_denied_and_a_missing_folder_an_error() {
    let home = folder();
    put(home.path(), "字体/坏.ttf", b"no font");
    let said = render(home.path(), &["--font-dir", "字体", "--deny", "warnings"]);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("错误[NB311]"), "{}", said.err);
    let said = render(home.path(), &["--font-dir", "字体"]);
    assert!(said.code == 0 && said.err.contains("警告[NB311]"), "{}", said.err);
    let said = render(home.path(), &["--font-dir", "没有"]);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB310") && said.err.contains("没有"), "{}", said.err);
}

#[test]
fn fonts_lists_what_prints_each_style_and_why() {
    let home = folder();
    let said = run(nianbao().current_dir(&home).arg("fonts"));
    assert_eq!((said.code, &*said.err), (0, ""));
    snapshot("fonts-shipped", &said.out);

    put(home.path(), "字体/标宋.ttf", &title_font(false).bytes());
    let fang_song = Made { fs_type: 4, ..Made::of("仿宋", "一二") };
    put(home.path(), "字体/仿宋.ttf", &fang_song.bytes());
    let hei = Made { fs_type: 2, ..Made::of("黑体", "一二") };
    put(home.path(), "字体/黑体.ttf", &hei.bytes());
    put(home.path(), "字体/别的.ttf", &Made::of("某某隶书", "一").bytes());
    put(home.path(), "字体/坏.ttf", b"no font");
    let args = ["fonts", "--font-dir", "字体"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!(said.code, 1);
    snapshot("fonts-own", &format!("{}\n{}", said.out, said.err));
}

/// The example, rendered for a user whose home folder this is.
#[cfg(target_os = "linux")]
fn render_at_home(home: &Path, more: &[&str]) -> super::Said {
    put(home, "a.yaml", &fs::read(EXAMPLE).unwrap());
    let args = ["render", "a.yaml", "-o", "out"];
    run(nianbao().current_dir(home).env("HOME", home).args(args).args(more))
}

#[cfg(target_os = "linux")]
#[test]
fn installed_fonts_are_used_when_asked_for_and_never_otherwise() {
    let home = folder();
    assert_eq!(render_at_home(home.path(), &[]).code, 0);
    let shipped = pdf(home.path());
    let kai = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/NianbaoKai.ttf")).unwrap();
    put(home.path(), ".fonts/甲.ttf", &renamed(&kai, &title_font(false)));
    let said = render_at_home(home.path(), &["--force"]);
    assert_eq!((said.code, pdf(home.path()) == shipped), (0, true), "{}", said.err);

    let said = render_at_home(home.path(), &["--system-fonts"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let own = pdf(home.path());
    assert!(embeds(&own, "FZXBSJW--GB1-0") && !embeds(&own, "NianbaoXiaoBiaoSong"));

    put(home.path(), "字体/乙.ttf", &Made { post_script: "Mine", ..title_font(false) }.bytes());
    let both = ["--system-fonts", "--font-dir", "字体"];
    assert_eq!(render_at_home(home.path(), &both).code, 0);
    assert!(embeds(&pdf(home.path()), "Mine"), "a folder that was named wins");

    put(home.path(), "county.yaml", "系统字体: 是\n".as_bytes());
    assert_eq!(render_at_home(home.path(), &[]).code, 0);
    assert!(pdf(home.path()) == own, "county.yaml asks for the same");

    let mut fonts = nianbao();
    fonts.current_dir(&home).env("HOME", home.path()).args(["fonts", "--system-fonts"]);
    let told = run(&mut fonts).out;
    let title = told.lines().find(|line| line.starts_with("方正小标宋简体")).unwrap();
    // How wide the columns are is for the fonts that this machine has.
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(".fonts/甲.ttf 电脑上的字体 可以嵌入"), "{title}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_installed_font_that_must_not_be_embedded_leaves_its_place_to_the_shipped_one() {
    let home = folder();
    let font = Made { fs_type: 2, ..title_font(false) }.bytes();
    put(home.path(), ".fonts/甲.ttf", &font);
    let said = render_at_home(home.path(), &["--system-fonts"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(embeds(&pdf(home.path()), "NianbaoXiaoBiaoSong"));
    for part in
        ["警告[NB392]: 电脑上的字体“方正小标宋简体”", "甲.ttf）不许嵌入，PDF 里仍用内置字体"]
    {
        assert!(said.err.contains(part), "{part} is not in {}", said.err);
    }

    let only_docx = ["--system-fonts", "--format", "docx"];
    let said = render_at_home(home.path(), &only_docx);
    assert_eq!((said.code, said.err.contains("NB392")), (0, false), "{}", said.err);
    put(home.path(), "字体/乙.ttf", &title_font(false).bytes());
    let own = ["--system-fonts", "--font-dir", "字体"];
    let said = render_at_home(home.path(), &own);
    assert_eq!((said.code, said.err.contains("NB392")), (0, false), "{}", said.err);
    put(home.path(), ".fonts/丙.ttf", &title_font(false).bytes());
    let said = render_at_home(home.path(), &["--system-fonts"]);
    assert_eq!((said.code, said.err.contains("NB392")), (0, false), "{}", said.err);
}

#[test]
fn a_font_that_must_not_be_embedded_is_told_by_a_check_with_the_same_fonts() {
    let home = folder();
    put(home.path(), "字体/甲.ttf", &Made { fs_type: 2, ..title_font(false) }.bytes());
    report(home.path(), "甲乡.yaml", "甲乡年报");
    let run_in = |args: &[&str]| run(nianbao().current_dir(&home).args(args));
    let told = |said: &super::Said| said.err.contains("NB392") || said.out.contains("NB392");
    assert!(!told(&run_in(&["check", "甲乡.yaml"])));
    let said = run_in(&["check", "甲乡.yaml", "--font-dir", "字体"]);
    assert!(told(&said) && said.code == 1, "{}", said.err);
    let said = run_in(&["render", "甲乡.yaml", "--font-dir", "字体", "-o", "out"]);
    assert!(told(&said) && said.code == 1, "{}", said.err);
    put(home.path(), "county.yaml", "字体目录: 字体\n".as_bytes());
    assert!(told(&run_in(&["check", "甲乡.yaml"])));
}
