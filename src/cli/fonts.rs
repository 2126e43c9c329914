//! `nianbao fonts`: which font prints each style, and why.

use super::{
    Status,
    shared::{OfTemplate, OwnFonts},
    terminal::Terminal,
};
use nianbao::{
    diagnostic::{Diagnostics, Result},
    document::NamedStyle,
    file,
    font::{Face, FaceId, Fonts},
    render::Kit,
};
use std::{collections::BTreeSet, fmt::Write};

#[derive(clap::Args, Debug)]
#[command(
    about = "列出每种样式用哪个字体、为什么、能不能嵌入 PDF、OFD",
    override_usage = "nianbao fonts [选项]",
    after_help = "示例：
  nianbao fonts
  nianbao fonts --font-dir 字体 --template 我的模板

内置字体只在没有自己的字体时代替它们；DOCX 里总是写样式要的字体名"
)]
pub struct Args {
    #[command(flatten)]
    template: OfTemplate,

    #[command(flatten)]
    fonts: OwnFonts,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match list(args) {
        Ok((text, findings)) => {
            terminal.print(&text);
            terminal.tell(&findings)
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn list(args: &Args) -> Result<(String, Diagnostics)> {
    let kit = Kit::load(args.fonts.wishes().over(args.template.wishes()))?;
    let fonts = &kit.fonts;
    let mut findings = kit.findings.clone();
    findings.extend(kit.refused_fonts.iter().cloned());
    let mut used = BTreeSet::new();
    let head = ["写的字体", "采用的字体", "来由", "PDF", "用它的样式"];
    let mut rows = vec![head.map(str::to_owned)];
    for (name, users) in users(kit.template.named_styles()) {
        let [face, why, pdf] = chosen(name, fonts, &mut used);
        rows.push([name.to_owned(), face, why, pdf, users]);
    }
    for &face in &used {
        findings.take(fonts.face(face).embeddable());
    }
    let mut text = table(&rows);
    text += &others(fonts, &used);
    Ok((text, findings))
}

/// Every font that styles name, in the order of the styles, with who names it. Letters and digits are
/// mostly printed by one font everywhere.
fn users(styles: &[NamedStyle]) -> Vec<(&str, String)> {
    let mut fonts: Vec<(&str, Vec<String>)> = Vec::new();
    let mut note = |font, user| match fonts.iter_mut().find(|(known, _)| *known == font) {
        Some((_, users)) => users.push(user),
        None => fonts.push((font, vec![user])),
    };
    for style in styles {
        note(&*style.text.family, style.name.clone());
    }
    let others: Vec<&NamedStyle> =
        (styles.iter()).filter(|s| s.text.latin != s.text.family).collect();
    let latin: BTreeSet<&str> = others.iter().map(|s| &*s.text.latin).collect();
    if latin.len() == 1 {
        for font in latin {
            note(font, "各样式的西文".into());
        }
    } else {
        for style in others {
            note(&*style.text.latin, format!("{}的西文", style.name));
        }
    }
    let fonts = fonts.into_iter();
    fonts.map(|(font, users)| (font, users.join("、"))).collect()
}

fn chosen(name: &str, fonts: &Fonts, used: &mut BTreeSet<FaceId>) -> [String; 3] {
    let family = fonts.family(name).and_then(|id| fonts.families().get(id.0));
    let Some(head) = family.and_then(|f| f.chain.first()) else {
        let why = "没有这种字体，用 --font-dir 给出";
        return ["无".into(), why.into(), "不能".into()];
    };
    used.insert(head.face);
    let face = fonts.face(head.face);
    let whose = if face.is_installed() { "电脑上的字体" } else { "自己的字体" };
    let why = match face.path() {
        None => "内置，代替它".to_owned(),
        Some(_) if face.is_called(name) => whose.to_owned(),
        Some(_) => format!("{whose}，与它通用"),
    };
    let shown = face.path().map_or_else(|| face.name.clone(), file::shown);
    [shown, why, permission(face)]
}

fn permission(face: &Face) -> String {
    face.embedding().to_string()
}

/// Fonts that are there and that no style asks for.
fn others(fonts: &Fonts, used: &BTreeSet<FaceId>) -> String {
    let mut lines = String::new();
    let mut seen = BTreeSet::new();
    for family in fonts.families() {
        let Some(head) = family.chain.first() else {
            continue;
        };
        let face = fonts.face(head.face);
        if used.contains(&head.face) || !seen.insert(head.face) {
            continue;
        }
        if let Some(path) = face.path() {
            let names = family.names.join("、");
            let _ = writeln!(lines, "  {names}  {}  {}", file::shown(path), permission(face));
        }
    }
    if lines.is_empty() {
        return lines;
    }
    format!("\n没有样式用到的字体（名称可以写进 styles.yaml）：\n{lines}")
}

/// Columns as wide as their widest word; a Chinese character is two columns wide.
fn table(rows: &[[String; 5]]) -> String {
    let width =
        |text: &str| -> usize { text.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum() };
    let mut widths = [0; 5];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(widths) {
            line += cell;
            line += &" ".repeat(widest - width(cell) + 2);
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}
