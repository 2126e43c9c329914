//! What a paper's items say of each other: wrong ones beside right ones that look alike.

use nianbao::{
    check::check_dated,
    diagnostic::Source,
    report::{Date, Spanned},
};

/// What NB135 says of a paper of 9 March 2026.
fn told(items: &[(&str, &str)]) -> Vec<String> {
    let item = |(name, text): &(&str, &str)| {
        ((*name).to_owned(), Spanned { value: (*text).to_owned(), at: None })
    };
    let date = Date::parse("2026-03-09").ok();
    let found = check_dated(&Source::new("公文.yaml", ""), items.iter().map(item).collect(), date);
    let of_papers = found.iter().filter(|finding| finding.code.id() == "NB135");
    of_papers.map(|finding| finding.message.clone()).collect()
}

#[test]
fn attachments_that_there_are_none_of_are_told() {
    let two = ("附件", "实施方案\n任务分解表");
    for (text, named) in [
        ("任务分解表详见附件三。", "附件三"),
        ("任务分解表详见附件3。", "附件3"),
        ("请填写附件1、附件4，按时报送。", "附件4"),
        ("各村名单（附件十）一并印发。", "附件十"),
        ("附件二、附件五由党政办收存。", "附件五"),
    ] {
        let message = format!("正文说到“{named}”，附件只有 2 个");
        assert_eq!(told(&[("正文", text), two]), [message], "{text}");
        // Where none are listed they may be on paper.
        assert_eq!(told(&[("正文", text)]), [""; 0], "{text}");
    }
    for text in [
        "任务分解表详见附件二。",
        "请填写附件1、附件2，按时报送。",
        "随文印发附件三份。",
        "附件三项内容由党政办解释。",
        "依照《县政务公开方案》附件3的分工。",
        "详见附件。",
    ] {
        assert_eq!(told(&[("正文", text), two]), [""; 0], "{text}");
    }
}

#[test]
fn months_that_were_over_when_the_paper_was_signed_are_told() {
    for (text, month) in [
        ("请于2026年2月底前报党政办。", "2026年2月底前"),
        ("各村应在2025年12月底前完成。", "2025年12月底前"),
        ("经研究，2026年1月底前报送名单。", "2026年1月底前"),
        ("名单请2026年2月底前报送。", "2026年2月底前"),
        ("请于2026年2月末前报送。", "2026年2月末前"),
    ] {
        let message = format!("期限“{month}”在成文日期 2026年3月9日 以前");
        assert_eq!(told(&[("正文", text)]), [message], "{text}");
    }
    for text in [
        "请于2026年3月底前报党政办。",
        "请于2026年12月底前完成。",
        "已于2026年2月底前完成。",
        "2026年2月底前各村已经报送。",
        "请于每月底前报送。",
        "请于2月底前报送。",
    ] {
        assert_eq!(told(&[("正文", text)]), [""; 0], "{text}");
    }
}

#[test]
fn a_paper_sent_to_whoever_signs_it_is_told() {
    let of = |list: &str, name: &str, signed: &str| {
        told(&[(list, name), ("正文", "请予支持。"), ("署名", signed)])
    };
    for (list, name, signed) in [
        ("主送", "青石镇人民政府", "青石镇人民政府"),
        ("主送", "青石镇人民政府", "清源县青石镇人民政府"),
        ("主送", "青石镇 人民政府", "青石镇人民政府"),
        ("抄送", "青石镇人民政府", "青石镇人民政府"),
        ("主送", "石桥街道办事处", "红山镇人民政府\n石桥街道办事处"),
    ] {
        let message = format!("“{list}”里的“{}”就是发文的机关", name.replace(' ', ""));
        assert_eq!(of(list, name, signed), [message], "{list} {name} {signed}");
    }
    for (list, name, signed) in [
        ("主送", "清源县人民政府", "青石镇人民政府"),
        ("主送", "红山镇人民政府", "青石镇人民政府"),
        ("抄送", "清源县人民政府", "清源县人民政府办公室"),
        ("抄送", "青石镇人民政府办公室", "青石镇人民政府"),
        ("主送", "清源县青石镇人民政府", "青石镇人民政府办公室"),
    ] {
        assert_eq!(of(list, name, signed), [""; 0], "{list} {name} {signed}");
    }
}

#[test]
fn an_agency_to_which_a_paper_goes_twice_is_told() {
    let of = |main: &str, copies: &str| {
        told(&[("主送", main), ("正文", "请予支持。"), ("抄送", copies)])
    };
    for (main, copies, name) in [
        ("县财政局", "县财政局", "县财政局"),
        ("县财政局", "县审计局\n县财政局", "县财政局"),
        ("县财政局\n县教育局", "县教育局", "县教育局"),
        ("县财政局", "县 财政局", "县财政局"),
    ] {
        let message = format!("“{name}”主送、抄送各写了一遍");
        assert_eq!(of(main, copies), [message], "{main} {copies}");
    }
    for (main, copies) in [
        ("县财政局", "县审计局"),
        ("县人民政府", "县人民政府办公室"),
        ("县财政局", "市财政局"),
        ("县财政局\n县教育局", "县审计局\n县司法局"),
    ] {
        assert_eq!(of(main, copies), [""; 0], "{main} {copies}");
    }
}
