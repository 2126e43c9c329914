//! Many documents → one, for a volume of a whole county: each on pages of its own, under a heading that is its
//! title, so that bookmarks and tags lead from unit to part.

use super::{Drawn, Kit};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    document::{Block, Document, Meta, Paragraph, Role},
    input::{Data, Input},
};

/// Makes one document of several that were drawn with kits of one template. `meta` is what it says about itself.
///
/// # Errors
/// `NB400` for none, for documents of other styles than the first, and for a letterhead or an imprint, which belong
/// to the first and the last page of a document.
pub fn combine(drawn: &[(&Kit, Drawn)], meta: Meta) -> Result<Drawn> {
    let Some((_, first)) = drawn.first() else {
        return Err(refusal("没有可以合成一册的报告", "请给出放着各单位报告的文件夹"));
    };
    let mut blocks = Vec::new();
    for (_, one) in drawn {
        fits(one, &first.document)?;
        // It begins on a page of its own, with the first one's shape.
        blocks.push(Block::Section(Box::new(one.document.page.clone())));
        blocks.extend(one.document.blocks.iter().cloned().map(below_title));
    }
    let source = Source::new(meta.title.clone(), "");
    let document = Document { meta, blocks, ..first.document.clone() };
    let input = Input::Data(Data { source, values: Vec::new() });
    Ok(Drawn { yaml: Vec::new(), input, document, findings: Diagnostics::default() })
}

/// A title as a heading, and headings below it.
fn below_title(block: Block) -> Block {
    let Block::Paragraph(paragraph) = block else {
        return block;
    };
    let role = match paragraph.role {
        Role::Title => Role::Heading(1),
        Role::Heading(level) => Role::Heading(level.saturating_add(1).min(9)),
        other => other,
    };
    Block::Paragraph(Paragraph { role, ..paragraph })
}

fn fits(one: &Drawn, first: &Document) -> Result<()> {
    let name = &one.input.source().name;
    if one.document.styles != first.styles {
        let message = format!("{name} 用的模板或版式和前面的不同，不能合成一册");
        return Err(refusal(&message, "各单位用同一个模板、同一种版式的，才能合成一册"));
    }
    let is_outer = |block: &Block| matches!(block, Block::LetterHead(_) | Block::Imprint(_));
    if one.document.blocks.iter().any(is_outer) {
        let message = format!("{name} 的模板有信函标志或版记，不能合成一册");
        return Err(refusal(&message, "请用没有版记的模板，例如在 county.yaml 里去掉“模板”一行"));
    }
    Ok(())
}

fn refusal(message: &str, help: &str) -> Diagnostics {
    Diagnostic::error(Code::Usage, message).help(help).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export::Format, template::Template};

    fn drawn(kit: &Kit, unit: &str) -> Drawn {
        let yaml = format!(
            "机关: {unit}人民政府\n年度: 2025\n总体情况: |\n  （一）主动公开。平稳有序。\n  {unit}的第二段。\n"
        );
        kit.draw(&format!("{unit}.yaml"), yaml.as_bytes()).unwrap()
    }

    fn meta(title: &str) -> Meta {
        Meta { title: title.to_owned(), lang: "zh-CN".to_owned(), ..Meta::default() }
    }

    #[test]
    fn bookmarks_lead_from_unit_to_part_and_pages_are_those_of_each_alone() {
        let kit = Kit::new(Template::builtin().unwrap());
        let units = ["甲乡", "乙镇", "丙乡"].map(|unit| (&kit, drawn(&kit, unit)));
        let alone: usize = units.iter().map(|(kit, one)| kit.set(one).unwrap().pages.len()).sum();
        let all = combine(&units, meta("某县")).unwrap();
        let pages = kit.set(&all).unwrap();
        assert_eq!(pages.pages.len(), alone);
        let outline: Vec<(u8, &str)> =
            pages.outline.iter().map(|entry| (entry.level, entry.text.as_str())).collect();
        let units: Vec<&str> =
            outline.iter().filter(|(level, _)| *level == 1).map(|(_, text)| *text).collect();
        assert_eq!(units.len(), 3);
        assert!(units[1].contains("乙镇"), "{units:?}");
        assert_eq!(outline.iter().filter(|entry| entry.1 == "一、总体情况").count(), 3);
        assert!(
            outline.iter().all(|(level, text)| *level == 1 || !text.contains("年政府信息公开"))
        );
        let files = kit.write(&all, &pages, Format::PDF).unwrap();
        assert!(files[0].bytes.starts_with(b"%PDF-"));
        assert!(files == kit.write(&all, &kit.set(&all).unwrap(), Format::PDF).unwrap());
    }

    #[test]
    fn what_cannot_stand_in_one_volume_is_told() {
        let kit = Kit::new(Template::builtin().unwrap());
        let plain = Kit::new(Template::named("annual-report-redhead").unwrap());
        let both = [(&kit, drawn(&kit, "甲乡")), (&plain, drawn(&plain, "乙镇"))];
        let refused = combine(&both, meta("某县")).err().unwrap();
        assert!(refused[0].message.starts_with("乙镇.yaml"), "{refused}");
        let report = include_bytes!("../../examples/redhead/红头年报.yaml");
        let one = [(&plain, plain.draw("红头.yaml", report).unwrap())];
        let refused = combine(&one, meta("某县")).err().unwrap();
        assert!(refused[0].message.contains("版记"), "{refused}");
        assert_eq!(combine(&[], meta("某县")).err().unwrap()[0].code, Code::Usage);
    }
}
