//! `<imprint>`: 版记 (GB/T 9704-2012 §7.4).

use super::{
    super::styles::name,
    build::{Builder, setting},
    inline::append,
    measure, own,
    parse::MarkupNode,
    parts::hanging,
    schema::Tag,
};
use crate::diagnostic::Code;
use crate::document::{Align, Imprint, Inline, Paragraph, ParagraphFormat, StyleId};
use std::sync::Arc;

/// Some fifteen lines: an imprint is not broken over pages.
const MOST_CHARS: usize = 400;

impl Builder<'_> {
    pub(super) fn imprint(&mut self, node: &MarkupNode) -> Option<Imprint> {
        let style = node.attribute("style").unwrap_or(name::IMPRINT);
        let id = self.style(node, style)?;
        let mut copies = Vec::new();
        let mut issuers = Vec::new();
        let mut dates = Vec::new();
        for line in node.nodes() {
            let lines = self.plain_lines(line);
            match line.element.tag {
                Tag::Copy => copies.push(self.copy(line, &lines, id)),
                Tag::Issuer => issuers.push(self.imprint_line(&lines.join(" "), id, Align::Left)),
                _ => {
                    // §7.4.3.
                    let text = lines.join(" ");
                    let date = own::unended(&text);
                    let date = date.strip_suffix("印发").unwrap_or(date);
                    dates.push(self.imprint_line(&format!("{date}印发"), id, Align::Right));
                }
            }
        }
        let length: usize = copies.iter().map(|copy| copy.text().chars().count()).sum();
        if length > MOST_CHARS {
            let message = format!("版记里的抄送机关有 {length} 个字，一页排不下");
            let help = format!("最多 {MOST_CHARS} 个字，可以用简称或统称，如“县直各有关单位”");
            self.report(Code::Nesting, message, &node.at, &help);
        }
        // A letter has neither (§10.1).
        let closed = (issuers.len(), dates.len());
        let of_letter = self.letter && closed == (0, 0) && !copies.is_empty();
        if closed != (1, 1) && !of_letter {
            let help = "写成 <imprint><copy>抄送机关</copy><issuer>印发机关</issuer><date>日期</date></imprint>，抄送可以不写，也可以写几行；信函只写 <copy>";
            let message = "版记要有正好一个 <issuer> 和正好一个 <date>".to_owned();
            self.report(Code::Nesting, message, &node.at, help);
        }
        Some(Imprint {
            copies,
            issuer: issuers.pop(),
            date: dates.pop(),
            even: self.switch(node, "even-page").unwrap_or(true),
        })
    }

    /// 抄送: its lines hang below the first character after the colon and a full stop ends them
    /// (§7.4.2).
    fn copy(&mut self, node: &MarkupNode, lines: &[String], id: StyleId) -> Paragraph {
        let label = node.attribute("label").unwrap_or("抄送");
        let mut names: Vec<&str> = lines.iter().map(String::as_str).collect();
        if let Some(first) = names.first_mut() {
            *first = own::unlabelled(first, label);
        }
        if let Some(last) = names.last_mut() {
            *last = own::unended(last);
        }
        let label = format!("{label}：");
        let mut out = self.imprint_line(&label, id, Align::Justify);
        let setting = setting(self.named(id));
        for (i, names) in names.iter().enumerate() {
            if i > 0 {
                out.inlines.push(Inline::Break);
            }
            append(&mut out.inlines, names, &setting);
        }
        append(&mut out.inlines, "。", &setting);
        let width = measure::width(&label, &self.named(id).text);
        out.format = Arc::new(hanging(&out.format, width, width));
        out
    }

    fn imprint_line(&self, text: &str, id: StyleId, align: Align) -> Paragraph {
        let named = self.named(id);
        let mut inlines = Vec::new();
        append(&mut inlines, text, &setting(named));
        let format = ParagraphFormat {
            align,
            first: 0.0,
            first_chars: None,
            before: 0.0,
            after: 0.0,
            ..(*named.format).clone()
        };
        Paragraph { format: Arc::new(format), ..self.in_style(id, name::IMPRINT, inlines) }
    }

    /// Nothing comes after the imprint.
    pub(super) fn imprint_is_last(&mut self, tree: &[MarkupNode]) {
        let found = tree.iter().position(|n| n.element.tag == Tag::Imprint);
        if let Some(next) = found.and_then(|at| tree.get(at + 1)) {
            let message = format!("<{}> 不能写在 <imprint> 后面", next.element.name);
            let help = "版记排在全文最后一面的最下方，把 <imprint> 移到模板末尾，只写一个";
            self.report(Code::Nesting, message, &next.at, help);
        }
    }
}
