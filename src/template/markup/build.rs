//! The tree → blocks.

use super::{
    super::{
        engine::Rendered,
        picture::Album,
        styles::{self, Styles, name},
    },
    inline::Setting,
    parse::{self, MarkupNode},
    schema::Tag,
};
use crate::{
    diagnostic::{Code, Diagnostics, Result},
    document::{
        Block, CharStyle, CharStyleId, Color, Inline, NamedStyle, PageStyle, Paragraph, Pt, Role,
        StyleId,
    },
    text,
};
use std::{
    collections::BTreeSet,
    ops::{Range, RangeInclusive},
    sync::Arc,
};

/// What the markup holds.
#[derive(Debug)]
pub(in super::super) struct Body {
    pub blocks: Vec<Block>,
    pub char_styles: Vec<CharStyle>,
    /// The names of the styles that were asked for.
    pub used: BTreeSet<String>,
}

/// Reads rendered markup into blocks.
///
/// # Errors
/// `NB210` to `NB215`, `NB223`: everything that is wrong with the markup. `NB201`, `NB207`: a picture
/// that cannot be shown.
pub(in super::super) fn build(
    rendered: &Rendered,
    styles: &Styles,
    album: &Album<'_>,
) -> Result<Body> {
    let tree = parse::parse(rendered)?;
    let mut builder = Builder {
        rendered,
        styles,
        page: styles.page.clone(),
        album,
        corner: 0.0,
        letter: false,
        char_styles: Vec::new(),
        used: BTreeSet::new(),
        findings: Diagnostics::default(),
    };
    let mut blocks = Vec::new();
    for node in &tree {
        builder.block(node, &mut blocks);
    }
    if matches!(blocks.last(), Some(Block::Section(_))) {
        // The end of a section, and nothing to stand on the pages after it.
        blocks.pop();
    }
    air(&mut blocks);
    builder.imprint_is_last(&tree);
    builder.letter_head_is_first(&tree);
    if tree.is_empty() {
        let message = "模板没有印出任何内容".to_owned();
        let help = "写上 <title>、<p> 等；写了 if 的，看条件是不是从不成立";
        builder.report(Code::Markup, message, &(0..0), help);
    }
    builder.findings.finish(Body {
        blocks,
        char_styles: builder.char_styles.into_iter().map(|(_, s)| s).collect(),
        used: builder.used,
    })
}

/// The pass from tree to blocks.
pub(super) struct Builder<'a> {
    pub(super) rendered: &'a Rendered,
    pub(super) styles: &'a Styles,
    /// The page that blocks stand on here.
    pub(super) page: PageStyle,
    pub(super) album: &'a Album<'a>,
    /// Height of the marks in the corner above the letterhead that comes.
    pub(super) corner: Pt,
    /// It begins as a letter.
    pub(super) letter: bool,
    char_styles: Vec<(StyleId, CharStyle)>,
    pub(super) used: BTreeSet<String>,
    pub(super) findings: Diagnostics,
}

impl Builder<'_> {
    /// Adds what an element stands for.
    pub(super) fn block(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        match node.element.tag {
            Tag::Section => self.section(node, out),
            Tag::Attachments => self.attachments(node, out),
            Tag::Annex => self.annex(node, out),
            Tag::Signers => self.signers(node, out),
            Tag::Marks => self.letter_marks(node, out),
            Tag::Attendance => self.attendance(node, out),
            Tag::Bullets | Tag::Numbers => self.list(node, out),
            tag => out.extend(self.one(tag, node)),
        }
    }

    /// An element that stands for one block.
    fn one(&mut self, tag: Tag, node: &MarkupNode) -> Option<Block> {
        let paragraph = match tag {
            Tag::Title => self.heading(node, name::TITLE),
            Tag::Heading(level) => {
                let name = name::HEADINGS.get(usize::from(level).checked_sub(1)?)?;
                self.heading(node, name)
            }
            Tag::Paragraph => self.paragraph(node, name::BODY),
            Tag::DocumentNumber => self.paragraph(node, name::DOCUMENT_NUMBER),
            Tag::CopyNumber | Tag::Secrecy | Tag::Urgency => self.corner(node),
            Tag::Letterhead => self.letterhead(node),
            Tag::Addressee => self.addressee(node),
            Tag::Note => self.note(node),
            Tag::LetterHead => {
                return self.letter_head(node).map(Box::new).map(Block::LetterHead);
            }
            Tag::Table => return self.table(node).map(Block::Table),
            Tag::Image => return self.figure(node).map(Block::Image),
            Tag::Signature => return self.signature(node).map(Block::Signature),
            Tag::Rule => return self.rule(node).map(Block::Separator),
            Tag::Imprint => return self.imprint(node).map(Box::new).map(Block::Imprint),
            Tag::PageBreak => return Some(Block::PageBreak),
            // Several blocks, or part of one: the schema keeps the latter from standing here.
            Tag::Section
            | Tag::Attachments
            | Tag::Annex
            | Tag::Signers
            | Tag::Marks
            | Tag::Attendance
            | Tag::Bullets
            | Tag::Numbers
            | Tag::Head
            | Tag::Span
            | Tag::Break
            | Tag::Row
            | Tag::HeadCell
            | Tag::DataCell
            | Tag::Body
            | Tag::Date
            | Tag::Item
            | Tag::Copy
            | Tag::Issuer => None,
        };
        paragraph.map(Block::Paragraph)
    }

    /// A title or heading, which is nothing without words: it would leave a gap on the page and an
    /// empty entry in the outline.
    fn heading(&mut self, node: &MarkupNode, default: &str) -> Option<Paragraph> {
        let heading = self.paragraph(node, default)?;
        if heading.text().trim().is_empty() {
            let name = node.element.name;
            let message = format!("<{name}> 是空的");
            let help = "写上文字；可能没有文字时，先用 if 判断";
            self.report(Code::Nesting, message, &node.at, help);
        }
        Some(heading)
    }

    /// A paragraph in the style it names, or else in its element's.
    pub(super) fn paragraph(&mut self, node: &MarkupNode, default: &str) -> Option<Paragraph> {
        let id = self.style(node, node.attribute("style").unwrap_or(default))?;
        let inlines = self.inlines(&node.children, &setting(self.named(id)));
        Some(self.in_style(id, default, inlines))
    }

    /// Text as a paragraph in a style, of an element that stands for the style `default`. 大纲级别 makes
    /// a heading of anything; else the element says what it is, unless it is a mere paragraph.
    pub(super) fn in_style(&self, id: StyleId, default: &str, inlines: Vec<Inline>) -> Paragraph {
        let NamedStyle { role: own, format, .. } = self.named(id);
        let element = styles::role(default).filter(|role| *role != Role::Body);
        let role = match (*own, element) {
            (Some(heading @ Role::Heading(_)), _) => heading,
            (own, element) => element.or(own).unwrap_or_default(),
        };
        Paragraph { role, style: id, format: Arc::clone(format), inlines }
    }

    /// A named style, or a finding at the element that names it.
    pub(super) fn style(&mut self, node: &MarkupNode, name: &str) -> Option<StyleId> {
        self.used.insert(name.to_owned());
        let found = self.styles.find(name);
        if found.is_none() {
            let names = self.styles.named.iter().map(|s| s.name.as_str());
            let help = text::suggestion(name, names);
            self.report(Code::StyleName, format!("没有“{name}”这个样式"), &node.at, &help);
        }
        found
    }

    /// The style behind an id.
    pub(super) fn named(&self, id: StyleId) -> &NamedStyle {
        &self.styles.named[id.0]
    }

    /// A finding about an element that holds nothing.
    pub(super) fn empty(&mut self, node: &MarkupNode, help: &str) {
        let message = format!("<{}> 是空的", node.element.name);
        self.report(Code::Nesting, message, &node.at, help);
    }

    /// The character style that sets text as a paragraph style does.
    pub(super) fn char_style(&mut self, id: StyleId) -> CharStyleId {
        let known = self.char_styles.iter().position(|(of, _)| *of == id);
        CharStyleId(known.unwrap_or_else(|| {
            let style = &self.styles.named[id.0];
            self.char_styles.push((
                id,
                CharStyle {
                    // As Word names the character half of a paragraph style.
                    name: format!("{}字符", style.name),
                    text: Arc::clone(&style.text),
                },
            ));
            self.char_styles.len() - 1
        }))
    }

    pub(super) fn report(&mut self, code: Code, message: String, at: &Range<usize>, help: &str) {
        let one = parse::finding(self.rendered, code, message, at);
        self.findings.push(one.help(help));
    }

    /// A finding about an attribute's value.
    pub(super) fn wrong(&mut self, node: &MarkupNode, attribute: &str, help: &str) {
        let tag = node.element.name;
        let message = match node.attribute(attribute) {
            Some(value) => format!("<{tag}> 的 {attribute}=\"{value}\" 写得不对"),
            None => format!("<{tag}> 缺 {attribute}"),
        };
        self.report(Code::Attribute, message, &node.at, help);
    }

    /// `yes` or `no`, if the attribute is there.
    pub(super) fn switch(&mut self, node: &MarkupNode, attribute: &str) -> Option<bool> {
        match node.attribute(attribute)? {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                self.wrong(node, attribute, "写 yes 或 no");
                None
            }
        }
    }

    /// A colour, if the attribute is there.
    pub(super) fn color(&mut self, node: &MarkupNode, attribute: &str) -> Option<Color> {
        let color = styles::color(node.attribute(attribute)?);
        if color.is_none() {
            self.wrong(node, attribute, "写 黑、红、蓝、灰、白，或六位十六进制数，如 C6D9F1");
        }
        color
    }

    /// A length within bounds, to the twip, if the attribute is there.
    pub(super) fn length(
        &mut self,
        node: &MarkupNode,
        attribute: &str,
        bounds: RangeInclusive<Pt>,
    ) -> Option<Pt> {
        let length = styles::length_of(node.attribute(attribute)?).map(styles::pt);
        let length = length.filter(|length| bounds.contains(length));
        if length.is_none() {
            let (least, most) = (bounds.start(), bounds.end());
            let help = format!("写 {least}磅 到 {most}磅，单位用 磅、毫米 或 厘米");
            self.wrong(node, attribute, &help);
        }
        length
    }

    /// A whole number within bounds, if the attribute is there.
    pub(super) fn number(
        &mut self,
        node: &MarkupNode,
        attribute: &str,
        bounds: Range<usize>,
    ) -> Option<usize> {
        let number = node.attribute(attribute)?.parse().ok();
        let number = number.filter(|n| bounds.contains(n));
        if number.is_none() {
            let help = format!("写 {} 到 {} 的整数", bounds.start, bounds.end - 1);
            self.wrong(node, attribute, &help);
        }
        number
    }
}

/// Between a table and the text above and below it: with half of the leading there, about the white
/// between two lines of text.
const AIR: Pt = 6.0;

/// Gives the paragraphs beside tables their white.
fn air(blocks: &mut [Block]) {
    for i in 1..blocks.len() {
        if let [Block::Paragraph(above), Block::Table(_)] = &mut blocks[i - 1..=i]
            && above.format.after < AIR
        {
            Arc::make_mut(&mut above.format).after = AIR;
        }
        if let [Block::Table(_), Block::Paragraph(below)] = &mut blocks[i - 1..=i]
            && below.format.before < AIR
        {
            Arc::make_mut(&mut below.format).before = AIR;
        }
    }
}

/// Text as a paragraph style sets it.
pub(super) fn setting(style: &NamedStyle) -> Setting {
    Setting { style: Arc::clone(&style.text), char_style: None }
}
