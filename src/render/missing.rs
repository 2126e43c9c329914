//! What layout refuses, told in the user's terms: layout knows characters and families, the user
//! knows lines of the YAML.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    font::Fonts,
    layout::{Error, MissingGlyph},
    template::Template,
    text::{is_invisible, is_private_use, nearest},
};
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// So many places of one character are shown; the message tells how many there are.
const PLACES_SHOWN: usize = 5;

pub(super) fn explain(
    error: &Error,
    template: &Template,
    source: &Arc<Source>,
    fonts: &Fonts,
) -> Diagnostics {
    match error {
        Error::UnknownFamily { name } => {
            let finding = Diagnostics::from(unknown_family(name, fonts));
            match template.family_place(name) {
                Some(at) => finding.or_at(at),
                None => finding,
            }
        }
        Error::UnreadableFace { .. } => Diagnostic::error(Code::DamagedFont, error.to_string())
            .help("请重新复制这个字体文件，或把它移出字体文件夹")
            .into(),
        Error::MissingGlyphs(missing) => missing_glyphs(missing, source, fonts),
    }
}

fn unknown_family(name: &str, fonts: &Fonts) -> Diagnostic {
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
        Some(near) => format!("是不是“{near}”？"),
        None => String::new(),
    };
    Diagnostic::error(Code::UnknownFont, format!("样式用了字体“{name}”，但没有这种字体"))
        .help(format!("{near}请在模板的 styles.yaml 里改用：{known}{own}"))
}

/// One finding a character, in the order of the YAML; those that are not in it come last.
fn missing_glyphs(missing: &[MissingGlyph], source: &Arc<Source>, fonts: &Fonts) -> Diagnostics {
    let mut families: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for glyph in missing {
        let asked = families.entry(glyph.ch).or_default();
        if !asked.contains(&&*glyph.family) {
            asked.push(&glyph.family);
        }
    }
    let mut findings: Vec<_> =
        families.into_iter().map(|(ch, families)| one(ch, &families, source, fonts)).collect();
    findings.sort_by_key(|f| f.primary.as_ref().map_or(usize::MAX, |p| p.at.range.start));
    findings.into_iter().collect()
}

fn one(ch: char, families: &[&str], source: &Arc<Source>, fonts: &Fonts) -> Diagnostic {
    let places = places(ch, &source.text);
    let shown = printable(ch);
    let times =
        if places.len() > 1 { format!("，文中共 {} 处", places.len()) } else { String::new() };
    let message = format!(
        "字库里没有“{shown}”（U+{:04X}），印不出来{times}；{}",
        ch as u32,
        tried(families, fonts)
    );
    let mut places = places.into_iter();
    let Some(first) = places.next() else {
        return Diagnostic::error(Code::MissingGlyph, message)
            .help("这个字不在 YAML 里，请检查模板文件里的文字，换成能印的字");
    };
    let mut finding = Diagnostic::error(Code::MissingGlyph, message)
        .at(source, first, "就是这个字")
        .help(help(ch));
    for place in places.take(PLACES_SHOWN - 1) {
        finding = finding.related(source, place, "这里也有");
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

/// Where a character stands in the YAML, as itself or as an escape, whole-line comments aside.
fn places(ch: char, text: &str) -> Vec<Range<usize>> {
    let code = ch as u32;
    let mut spellings = vec![ch.to_string(), format!("\\U{code:08X}"), format!("\\U{code:08x}")];
    if code <= 0xffff {
        spellings.extend([format!("\\u{code:04X}"), format!("\\u{code:04x}")]);
    }
    if code <= 0xff {
        spellings.extend([format!("\\x{code:02X}"), format!("\\x{code:02x}")]);
    }
    spellings.dedup();
    let mut found: Vec<_> = spellings
        .iter()
        .flat_map(|s| text.match_indices(&**s))
        .map(|(at, s)| at..at + s.len())
        .filter(|range| !in_comment(text, range.start))
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

fn in_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(yaml: &str, missing: &[(char, &str)]) -> Diagnostics {
        let glyph = |&(ch, family): &(char, &str)| MissingGlyph { ch, family: family.into() };
        let error = Error::MissingGlyphs(missing.iter().map(glyph).collect());
        let template = Template::builtin().unwrap();
        let source = Source::new("某乡.yaml", yaml);
        explain(&error, &template, &source, &Fonts::shipped())
    }

    fn texts(finding: &Diagnostic) -> Vec<&str> {
        let label = |l: &crate::diagnostic::Label| l.at.range.clone();
        let places = finding.primary.iter().chain(&finding.related).map(label);
        let source = &finding.primary.as_ref().unwrap().at.source.text;
        places.map(|range| &source[range]).collect()
    }

    #[test]
    fn a_missing_character_is_named_with_code_point_face_and_every_place_but_comments() {
        let yaml = "# 𢍽\n机关: 𢍽乡\n总体情况: 去𢍽村，\"\\U0002237D\"\n";
        let found = explained(yaml, &[('\u{2237d}', "仿宋_GB2312"), ('\u{2237d}', "黑体")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("U+2237D"), "{}", found[0].message);
        assert!(found[0].message.contains("文中共 3 处"), "{}", found[0].message);
        assert!(found[0].message.contains("仿宋_GB2312、黑体"), "{}", found[0].message);
        assert!(found[0].message.contains("NianbaoFangSong"), "{}", found[0].message);
        assert_eq!(texts(&found[0]), ["𢍽", "𢍽", "\\U0002237D"]);
    }

    #[test]
    fn findings_follow_the_yaml_and_what_is_only_in_the_template_comes_last() {
        let found = explained("a: 乙甲", &[('丙', "宋体"), ('甲', "宋体"), ('乙', "宋体")]);
        let order: Vec<_> =
            found.iter().map(|f| f.primary.as_ref().map(|p| p.at.range.start)).collect();
        assert_eq!(order, [Some(3), Some(6), None]);
        assert!(found[2].help.as_ref().unwrap().contains("模板"));
    }

    #[test]
    fn the_help_knows_private_characters_emoji_and_what_cannot_be_seen() {
        for (ch, word) in [('\u{e123}', "自造字"), ('😀', "表情"), ('\u{200d}', "看不见")]
        {
            let found = explained(&format!("a: {ch}"), &[(ch, "宋体")]);
            assert!(found[0].help.as_ref().unwrap().contains(word), "{ch:?}");
        }
    }
}
