//! What layout refuses, told in the user's terms: layout knows characters and families, the user
//! knows lines of the YAML and of the template.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Location},
    font::Fonts,
    input::Input,
    layout::{Error, MissingGlyph},
    template::{Template, trace},
    text::{is_invisible, is_it_perhaps, is_private_use, nearest},
};
use std::{collections::BTreeMap, sync::Arc};

/// So many places of one character are shown; the message tells how many there are.
const PLACES_SHOWN: usize = 5;

pub(super) fn explain(
    error: &Error,
    template: &Template,
    input: &Input,
    fonts: &Fonts,
) -> Diagnostics {
    match error {
        Error::UnknownFamily { name } => {
            let styled = template.family_place(name).cloned();
            let written = styled.is_none().then(|| trace::family(template, input, name)).flatten();
            let asks = if written.is_some() { "模板" } else { "样式" };
            let finding = Diagnostics::from(unknown_family(name, asks, fonts));
            match styled.or(written) {
                Some(at) => finding.or_at(&at),
                None => finding,
            }
        }
        Error::UnreadableFace { .. } => Diagnostic::error(Code::DamagedFont, error.to_string())
            .help("请重新复制这个字体文件，或把它移出字体文件夹")
            .into(),
        Error::MissingGlyphs(missing) => missing_glyphs(missing, template, input, fonts),
    }
}

fn unknown_family(name: &str, asks: &str, fonts: &Fonts) -> Diagnostic {
    // Those inside the program; an office's own may be many.
    let shipped = Fonts::shipped();
    let known: Vec<&str> =
        (shipped.families().iter()).filter_map(|f| f.names.first()).map(String::as_str).collect();
    let known = known.join("、");
    let own = if fonts.len() > shipped.len() {
        "，或字体文件夹里的（用 nianbao fonts 列出）"
    } else {
        "；有这种字体的文件时，用 --font-dir 指出它所在的文件夹"
    };
    let names = fonts.families().iter().flat_map(|family| &family.names);
    let near = match nearest(name, names.map(String::as_str)) {
        Some(near) => is_it_perhaps(near),
        None => String::new(),
    };
    Diagnostic::error(Code::UnknownFont, format!("{asks}用了字体“{name}”，但没有这种字体")).help(
        format!(
            "{near}请{}改用：{known}{own}",
            if asks == "样式" { "在模板的 styles.yaml 里" } else { "" }
        ),
    )
}

/// One finding a character, in the order of the YAML; those of the template come after it, and those
/// of which nobody knows the place last.
fn missing_glyphs(
    missing: &[MissingGlyph],
    template: &Template,
    input: &Input,
    fonts: &Fonts,
) -> Diagnostics {
    let mut families: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for glyph in missing {
        let asked = families.entry(glyph.ch).or_default();
        if !asked.contains(&&*glyph.family) {
            asked.push(&glyph.family);
        }
    }
    let mut places = trace::characters(template, input, &families.keys().copied().collect());
    let mut findings: Vec<_> = (families.into_iter())
        .map(|(ch, families)| one(ch, &families, &places.remove(&ch).unwrap_or_default(), fonts))
        .collect();
    let yaml = input.source();
    findings.sort_by_key(|f| match &f.primary {
        Some(label) => (!Arc::ptr_eq(&label.at.source, yaml), label.at.range.start),
        None => (true, usize::MAX),
    });
    findings.into_iter().collect()
}

fn one(ch: char, families: &[&str], places: &[Location], fonts: &Fonts) -> Diagnostic {
    let shown = printable(ch);
    let times =
        if places.len() > 1 { format!("，文中共 {} 处", places.len()) } else { String::new() };
    let message = format!(
        "字库里没有“{shown}”（U+{:04X}），印不出来{times}；{}",
        ch as u32,
        tried(families, fonts)
    );
    let finding = Diagnostic::error(Code::MissingGlyph, message);
    let Some((first, others)) = places.split_first() else {
        return finding.help("这个字不在 YAML 里，请检查模板文件里的文字，换成能印的字");
    };
    let mut finding = finding.at(&first.source, first.range.clone(), "就是这个字").help(help(ch));
    for place in others.iter().take(PLACES_SHOWN - 1) {
        finding = finding.related(&place.source, place.range.clone(), "这里也有");
    }
    finding
}

fn tried(families: &[&str], fonts: &Fonts) -> String {
    let mut faces: Vec<&str> = Vec::new();
    for &family in families {
        let chain = fonts.family(family).and_then(|id| fonts.families().get(id.0));
        for link in chain.into_iter().flat_map(|f| &f.chain) {
            let name = &*fonts.face(link.face).name;
            if !faces.contains(&name) {
                faces.push(name);
            }
        }
    }
    format!("要用的字体是{}，依次找过 {}", families.join("、"), faces.join("、"))
}

fn help(ch: char) -> &'static str {
    match ch {
        c if is_private_use(c) => {
            "这是自造字（私用区编码），只在原来的电脑上看得见；请用输入法重新输入这个字"
        }
        c if is_invisible(c) => "这是看不见的字符，多半是粘贴时带进来的；请把它删掉",
        '⋯' | '︙' | '⋮' | '⁝' => "省略号请用中文输入法的“……”",
        '⸺' | '⸻' | '﹘' | '⹀' => "破折号请用中文输入法的“——”",
        '☑' | '✓' | '✔' | '✅' | '☒' | '✗' | '✘' => "打勾、打叉请用“√”“×”",
        '☐' | '◻' | '⬜' | '▢' => "方框请用“□”",
        '◯' | '⭕' | '〇' => "年份里的圆圈请用“〇”，圆圈记号请用“○”",
        '⋅' | '∙' | '･' | '・' | '⸱' | '᛫' => "间隔号请用“·”",
        '‐' | '‑' | '‒' | '⁃' | '﹣' | '−' => "连接号请用“-”或“—”",
        '❶'..='❿' | '➀'..='➓' => "带圈的数请用①②③",
        '➢' | '➤' | '❖' | '✦' | '◆' | '■' => {
            "列举请用“一是”“二是”或“1.”“2.”，不用图形符号"
        }
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => {
            "公文里不用表情符号，请把它删掉或改成文字"
        }
        _ => "请核对是否打错；如果是人名、地名的生僻字，请换用通用的写法",
    }
}

/// The character itself, or its name where it would not show.
fn printable(ch: char) -> String {
    match ch {
        c if c.is_control() => "控制字符".into(),
        c if is_invisible(c) => "不可见字符".into(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kit;
    use super::*;

    const HEAD: &str = "机关: 某乡\n年度: 2022\n";

    fn explained(yaml: &str, missing: &[(char, &str)]) -> Diagnostics {
        let glyph = |&(ch, family): &(char, &str)| MissingGlyph { ch, family: family.into() };
        let error = Error::MissingGlyphs(missing.iter().map(glyph).collect());
        let kit = Kit::new(Template::builtin().unwrap());
        let read = kit.read("某乡.yaml", format!("{HEAD}{yaml}").as_bytes()).unwrap();
        explain(&error, &kit.template, &read.input, &Fonts::shipped())
    }

    fn texts(finding: &Diagnostic) -> Vec<&str> {
        let label = |l: &crate::diagnostic::Label| l.at.range.clone();
        let places = finding.primary.iter().chain(&finding.related).map(label);
        let source = &finding.primary.as_ref().unwrap().at.source.text;
        places.map(|range| &source[range]).collect()
    }

    #[test]
    fn a_missing_character_is_named_with_code_point_face_and_every_place_but_comments() {
        let yaml = "# 𢍽\n标题: 𢍽乡 # 𢍽\n总体情况: \"去𢍽村，\\U0002237D\" # 𢍽\n";
        let found = explained(yaml, &[('\u{2237d}', "仿宋_GB2312"), ('\u{2237d}', "黑体")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("U+2237D"), "{}", found[0].message);
        assert!(found[0].message.contains("文中共 3 处"), "{}", found[0].message);
        assert!(found[0].message.contains("仿宋_GB2312、黑体"), "{}", found[0].message);
        assert!(found[0].message.contains("NianbaoFangSong"), "{}", found[0].message);
        assert_eq!(texts(&found[0]), ["𢍽", "𢍽", "\\U0002237D"]);
    }

    #[test]
    fn findings_follow_the_yaml_and_what_is_nowhere_comes_last() {
        let yaml = "总体情况: 午未 # 丙\n";
        let found = explained(yaml, &[('丙', "宋体"), ('未', "宋体"), ('午', "宋体")]);
        let order: Vec<_> =
            found.iter().map(|f| f.primary.as_ref().map(|p| p.at.range.start)).collect();
        let at = |word: &str| yaml.find(word).map(|at| HEAD.len() + at);
        assert_eq!(order, [at("午"), at("未"), None]);
        assert!(found[2].help.as_ref().unwrap().contains("模板"));
    }

    #[test]
    fn the_help_knows_private_characters_emoji_and_what_cannot_be_seen() {
        for (ch, word) in [('\u{e123}', "自造字"), ('😀', "表情"), ('\u{200d}', "看不见")]
        {
            assert!(help(ch).contains(word), "{ch:?}");
        }
    }
}
