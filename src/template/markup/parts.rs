//! The parts of a 公文 that are paragraphs: letterhead, addressee, note, attachments, annexes; and the
//! rule below a letterhead.

use super::{
    super::styles::{self, name},
    build::{Builder, setting},
    inline::{append, prepend},
    measure, own,
    parse::MarkupNode,
};
use crate::document::{Block, Inline, Paragraph, ParagraphFormat, Pt, Separator, TextStyle};
use std::sync::Arc;

/// Line width of a rule that says none: between the 0.35 mm of an imprint and the millimetre of the
/// boldest letterheads.
const RULE: Pt = 1.5;

/// A letterhead is no smaller than the title below it, 2号 (GB/T 9704-2012 §7.3.1).
const SMALLEST: Pt = 22.0;

impl Builder<'_> {
    /// 发文机关标志 (GB/T 9704-2012 §7.2.4), set smaller when it does not fit the line.
    pub(super) fn letterhead(&mut self, node: &MarkupNode) -> Option<Paragraph> {
        let mut out = self.paragraph(node, name::LETTERHEAD)?;
        let room = self.page.text_width() - out.format.left - out.format.right;
        fit(&mut out, room);
        self.below_corner(&mut out);
        Some(out)
    }

    /// 主送机关, with a colon after the last one (§7.3.2).
    pub(super) fn addressee(&mut self, node: &MarkupNode) -> Option<Paragraph> {
        let mut out = self.paragraph(node, name::ADDRESSEE)?;
        own::start(&mut out.inlines, |text| own::unlabelled(text, "主送"));
        own::end(&mut out.inlines, own::unended);
        own::rewrite(&mut out.inlines, own::one_mark);
        append(&mut out.inlines, "：", &setting(self.named(out.style)));
        Some(out)
    }

    /// 附注, in brackets (§7.3.6).
    pub(super) fn note(&mut self, node: &MarkupNode) -> Option<Paragraph> {
        let mut out = self.paragraph(node, name::NOTE)?;
        let setting = setting(self.named(out.style));
        own::start(&mut out.inlines, |text| own::unlabelled(text, "附注"));
        let text = out.text();
        let (start, end) = own::brackets(&text);
        own::start(&mut out.inlines, |text| text.get(start..).unwrap_or(text));
        own::end(&mut out.inlines, |text| {
            text.len().checked_sub(end).and_then(|end| text.get(..end)).unwrap_or(text)
        });
        prepend(&mut out.inlines, "（", &setting);
        append(&mut out.inlines, "）", &setting);
        Some(out)
    }

    /// 附件说明: one name after `附件：`, several numbered, each hanging below its own first character
    /// (§7.3.4).
    pub(super) fn attachments(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let items: Vec<&MarkupNode> = node.nodes().collect();
        if items.is_empty() {
            return self.empty(node, "里面写 <li>附件的名称</li>");
        }
        let style = node.attribute("style").unwrap_or(name::ATTACHMENTS);
        let Some(id) = self.style(node, style) else {
            return;
        };
        let named = self.named(id).clone();
        let label = measure::width("附件：", &named.text);
        let numbers = measure::width("1.", &named.text);
        for (i, item) in items.iter().enumerate() {
            let number = match items.len() {
                1 => String::new(),
                _ => format!("{}.", i + 1),
            };
            let mark = if i == 0 { format!("附件：{number}") } else { number };
            let hang = label + if items.len() > 1 { numbers } else { 0.0 };
            let format = ParagraphFormat {
                before: if i == 0 { named.format.before } else { 0.0 },
                ..hanging(&named.format, hang, measure::width(&mark, &named.text))
            };
            let mut inlines = self.inlines(&item.children, &setting(&named));
            own::start(&mut inlines, own::unnumbered_attachment);
            own::end(&mut inlines, own::unended);
            prepend(&mut inlines, &mark, &setting(&named));
            let item = Paragraph {
                format: Arc::new(format),
                ..self.in_style(id, name::ATTACHMENTS, inlines)
            };
            out.push(Block::Paragraph(item));
        }
    }

    /// A new page with `附件1` in its corner and the title on its third line (§7.3.7).
    pub(super) fn annex(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let Some(id) = self.style(node, name::ANNEX) else {
            return;
        };
        let mut mark = Vec::new();
        let label = node.attribute("label").unwrap_or("附件");
        append(&mut mark, label, &setting(self.named(id)));
        out.extend([Block::PageBreak, Block::Paragraph(self.in_style(id, name::ANNEX, mark))]);
        out.extend(self.paragraph(node, name::ANNEX_TITLE).map(Block::Paragraph));
    }

    /// A rule as wide as the type area.
    pub(super) fn rule(&mut self, node: &MarkupNode) -> Option<Separator> {
        let style = self.style(node, node.attribute("style").unwrap_or(name::RULE))?;
        // Word draws nothing thinner, and holds eighths of a point.
        let width = self.length(node, "width", 0.25..=12.0).unwrap_or(RULE);
        let color = self.color(node, "color");
        let named = self.named(style);
        Some(Separator {
            style,
            before: named.format.before,
            after: named.format.after,
            width: (width * 8.0).round() / 8.0,
            color: color.unwrap_or(named.text.color),
        })
    }
}

/// A format whose first line begins with a mark of width `mark` and whose text hangs `hang` further
/// in than the style has it.
pub(super) fn hanging(format: &ParagraphFormat, hang: Pt, mark: Pt) -> ParagraphFormat {
    let left = styles::pt(format.left + format.first + hang);
    ParagraphFormat { left, first: -styles::pt(mark), first_chars: None, ..format.clone() }
}

/// Sets a letterhead that does not fit the line smaller.
pub(super) fn fit(out: &mut Paragraph, room: Pt) {
    let width = measure::longest_line(&out.inlines);
    let largest = out.inlines.iter().fold(0.0, |size: Pt, inline| match inline {
        Inline::Text(run) => size.max(run.style.size),
        Inline::Break | Inline::Tab(_) => size,
    });
    if width > room && largest > SMALLEST {
        // At the smallest size it takes several lines.
        shrink(out, (room / width).max(SMALLEST / largest));
    }
}

/// Sets a paragraph smaller. What its pitch had above the characters stays, so that their upper edge
/// does.
fn shrink(paragraph: &mut Paragraph, factor: f64) {
    let mut largest: (Pt, Pt) = (0.0, 0.0);
    for inline in &mut paragraph.inlines {
        let Inline::Text(run) = inline else { continue };
        let before = run.style.size;
        let style: &mut TextStyle = Arc::make_mut(&mut run.style);
        // OOXML holds sizes in half points.
        style.size = ((before * factor * 2.0).floor() / 2.0).max(1.0);
        style.tracking = (style.tracking * factor * 20.0).floor() / 20.0;
        if before > largest.0 {
            largest = (before, style.size);
        }
    }
    let format = Arc::make_mut(&mut paragraph.format);
    format.line_pitch = styles::pt(format.line_pitch - (largest.0 - largest.1)).max(4.0);
}
