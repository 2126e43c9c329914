//! What stands at the head of a 公文 beside its letterhead: 份号, 密级, 紧急程度 in the upper left corner
//! (GB/T 9704-2012 §7.2.1 to §7.2.3), 签发人 beside the number (§7.2.6); and who was present, in minutes
//! (§10.3).

use super::{
    super::styles::{self, name},
    build::{Builder, setting},
    inline::{Setting, append, prepend, push},
    measure,
    parse::MarkupNode,
    parts::{fit, hanging},
    schema::Tag,
};
use crate::diagnostic::Code;
use crate::document::{Block, Inline, LetterHead, Paragraph, ParagraphFormat, Pt, StyleId, Tab};
use std::sync::Arc;

/// Names of those who sign in one line (§7.2.6).
const NAMES_IN_LINE: usize = 2;

/// Widths of the columns in which those who sign stand below one another.
struct NameColumns(Vec<Pt>);

impl NameColumns {
    /// As many as find room, two at most: a column is as wide as the widest of its names.
    fn of(names: &[Vec<Inline>], room: Pt, em: Pt) -> Self {
        let widths = |columns: usize| {
            let mut widths = vec![0.0; columns];
            for (i, name) in names.iter().enumerate() {
                let width = widths.get_mut(i % columns);
                if let Some(width) = width {
                    *width = measure::longest_line(name).max(*width);
                }
            }
            widths
        };
        let fits =
            |widths: &Vec<Pt>| widths.iter().sum::<Pt>() + (widths.len() - 1) as Pt * em <= room;
        let most = names.len().clamp(1, NAMES_IN_LINE);
        Self((2..=most).rev().map(widths).find(fits).unwrap_or_else(|| widths(1)))
    }

    /// Where each begins: the last ends at `right`, and the first leaves its label room.
    fn places(&self, right: Pt, least: Pt, em: Pt) -> Vec<Pt> {
        let total: Pt = self.0.iter().sum::<Pt>() + self.0.len().saturating_sub(1) as Pt * em;
        let mut at = (right - total).max(least);
        let place = |width: &Pt| {
            let next = at + width + em;
            std::mem::replace(&mut at, next)
        };
        self.0.iter().map(place).collect()
    }
}

/// A step to a place.
fn tab(at: Pt) -> Inline {
    Inline::Tab(Tab { at: styles::pt(at.max(0.0)), ends: false })
}

/// The items of a list that breaks part, on as few lines as they need: a blank stands between two that share one. So
/// no line begins with a blank, and a unit stays with its people.
fn filled(items: &[Inline], room: Pt, blank: &Setting) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut used = 0.0;
    for (i, item) in items.split(|inline| matches!(inline, Inline::Break)).enumerate() {
        let width = measure::longest_line(item);
        let with_blank = measure::width(BLANK, &blank.style) + width;
        if i > 0 && used + with_blank <= room {
            append(&mut out, BLANK, blank);
            used += with_blank;
        } else {
            out.extend((i > 0).then_some(Inline::Break));
            used = width;
        }
        for inline in item {
            match inline {
                Inline::Text(run) => push(&mut out, run.clone()),
                other => out.push(other.clone()),
            }
        }
    }
    out
}

/// Between two names on a line.
const BLANK: &str = "\u{3000}";

impl Builder<'_> {
    /// A mark in the corner, below those before it. 密级 stands on the second line even where there is no
    /// 份号 (§7.2.2).
    pub(super) fn corner(&mut self, node: &MarkupNode) -> Option<Paragraph> {
        let style = match node.element.tag {
            Tag::CopyNumber => name::COPY_NUMBER,
            Tag::Secrecy => name::SECRECY,
            _ => name::URGENCY,
        };
        let mut out = self.paragraph(node, style)?;
        if out.text().trim().is_empty() {
            self.empty(node, "写上文字；可能没有时，先用 if 判断");
            return None;
        }
        let format = Arc::make_mut(&mut out.format);
        if node.element.tag == Tag::Secrecy && self.corner == 0.0 {
            format.before += format.line_pitch;
        }
        self.corner += format.before + format.line_pitch + format.after;
        Some(out)
    }

    /// The marks above a letterhead take their room from the white above it, so that it stands where it
    /// does without them (§7.2.4).
    pub(super) fn below_corner(&mut self, letterhead: &mut Paragraph) {
        let taken = std::mem::take(&mut self.corner);
        if taken > 0.0 {
            let format = Arc::make_mut(&mut letterhead.format);
            format.before = (format.before - taken).max(0.0);
        }
    }

    /// 发文字号 one character from the left and, one from the right, 签发人 with the names, two to a line
    /// below one another; the number shares the line of the last (§7.2.5, §7.2.6).
    pub(super) fn signers(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let style = node.attribute("style").unwrap_or(name::SIGNERS);
        let (Some(id), Some(face)) = (self.style(node, style), self.style(node, name::SIGNER))
        else {
            return;
        };
        let mut names: Vec<Vec<Inline>> = Vec::new();
        let person = self.char_setting(face);
        for item in node.nodes() {
            names.push(self.inlines(&item.children, &person));
        }
        if names.is_empty() {
            return self.empty(node, "里面写 <li>签发人的姓名</li>");
        }
        let number = node.attribute("doc-number").unwrap_or_default().trim().to_owned();
        let look = self.named(id).clone();
        let plain = setting(&look);
        let em = look.text.size + look.text.tracking;
        let label = measure::width("签发人：", &look.text);
        let left = look.format.left;
        let right = self.page.text_width() - look.format.right;
        let columns = NameColumns::of(&names, right - left - label, em);
        let places = columns.places(right, left + label, em);
        let first = places.first().copied().unwrap_or(right);
        let rows = names.chunks(places.len().max(1));
        let last = rows.len() - 1;
        // A number that leaves no room for them stands on a line of its own below them.
        let room = if last == 0 { first - label } else { first } - left;
        let beside = measure::width(&number, &look.text) + em <= room;
        for (row, names) in rows.enumerate() {
            let mut inlines = Vec::new();
            if row == last && beside && !number.is_empty() {
                append(&mut inlines, &number, &plain);
            }
            if row == 0 {
                inlines.push(tab(first - label));
                append(&mut inlines, "签发人：", &plain);
            }
            for (column, (name, at)) in names.iter().zip(&places).enumerate() {
                if row > 0 || column > 0 {
                    inlines.push(tab(*at));
                }
                inlines.extend(name.iter().cloned());
            }
            out.push(self.head_line(id, inlines, row == 0));
        }
        if !beside && !number.is_empty() {
            let mut inlines = Vec::new();
            append(&mut inlines, &number, &plain);
            out.push(self.head_line(id, inlines, false));
        }
    }

    /// The head of a letter (§10.1): its marks follow it, and its number stands beside the first of them.
    pub(super) fn letter_head(&mut self, node: &MarkupNode) -> Option<LetterHead> {
        let mut sender = self.paragraph(node, name::LETTER_HEAD)?;
        if sender.text().trim().is_empty() {
            self.empty(node, "写上发文机关");
        }
        fit(&mut sender, LetterHead::WIDTH);
        self.letter = true;
        let color = self.named(sender.style).text.color;
        Some(LetterHead { sender, color })
    }

    /// 份号, 密级, 紧急程度 of a letter on lines of their own, and 发文字号 right in the first (§10.1).
    pub(super) fn letter_marks(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let Some(id) = self.style(node, name::LETTER_NUMBER) else {
            return;
        };
        let number = node.attribute("doc-number").unwrap_or_default().trim();
        let mut lines = Vec::new();
        for mark in node.nodes() {
            lines.extend(self.corner(mark));
        }
        self.corner = 0.0;
        let named = self.named(id).clone();
        for (row, line) in lines.iter_mut().enumerate() {
            let format = Arc::make_mut(&mut line.format);
            format.before = if row == 0 { named.format.before } else { 0.0 };
        }
        if lines.is_empty() {
            lines.push(self.in_style(id, name::DOCUMENT_NUMBER, Vec::new()));
        }
        if let Some(first) = lines.first_mut().filter(|_| !number.is_empty()) {
            let face = self.char_setting(id);
            let right = self.page.text_width() - named.format.right;
            first.inlines.push(Inline::Tab(Tab { at: styles::pt(right), ends: true }));
            append(&mut first.inlines, number, &face);
        }
        out.extend(lines.into_iter().map(Block::Paragraph));
    }

    /// The head of a letter is above all else.
    pub(super) fn letter_head_is_first(&mut self, tree: &[MarkupNode]) {
        let heads = tree.iter().enumerate().skip(1);
        for (_, node) in heads.filter(|(_, node)| node.element.tag == Tag::LetterHead) {
            let message = "<letter-head> 前面不能有别的".to_owned();
            let help = "信函的发文机关标志在首页最上面，把 <letter-head> 移到模板开头，只写一个";
            self.report(Code::Nesting, message, &node.at, help);
        }
    }

    /// A line of number and names; only the first has the white of the style above it.
    fn head_line(&self, id: StyleId, inlines: Vec<Inline>, first: bool) -> Block {
        let mut line = self.in_style(id, name::DOCUMENT_NUMBER, inlines);
        let format = Arc::make_mut(&mut line.format);
        // The places are worked out: no name goes to another line for a hair.
        format.right = 0.0;
        if !first {
            format.before = 0.0;
        }
        Block::Paragraph(line)
    }

    /// 出席, 请假, 列席 of minutes: the word in its own face, a colon, and names that hang below the first
    /// (§10.3). The first list stands a line below the text, the others follow it.
    pub(super) fn attendance(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let style = node.attribute("style").unwrap_or(name::ATTENDANCE);
        let (Some(id), Some(face)) =
            (self.style(node, style), self.style(node, name::ATTENDANCE_LABEL))
        else {
            return;
        };
        let label = node.attribute("label").unwrap_or("出席");
        let named = self.named(id).clone();
        let mut inlines = self.inlines(&node.children, &setting(&named));
        if inlines.is_empty() {
            return self.empty(node, "写上出席人的单位、姓名；可能没有时，先用 if 判断");
        }
        let word = self.char_setting(face);
        let width = measure::width(label, &word.style) + measure::width("：", &named.text);
        let hung = hanging(&named.format, width, width);
        let room = self.page.text_width() - hung.left - hung.right;
        inlines = filled(&inlines, room, &setting(&named));
        prepend(&mut inlines, "：", &setting(&named));
        prepend(&mut inlines, label, &word);
        let follows = out
            .last()
            .is_some_and(|block| matches!(block, Block::Paragraph(before) if before.style == id));
        let format =
            ParagraphFormat { before: if follows { 0.0 } else { named.format.before }, ..hung };
        let line =
            Paragraph { format: Arc::new(format), ..self.in_style(id, name::ATTENDANCE, inlines) };
        out.push(Block::Paragraph(line));
    }
}
