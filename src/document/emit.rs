//! A document as text: what `--emit document` prints and what tests read.
//!
//! Page and styles come first, a line each; then the blocks. A paragraph is `[style] text`, with what
//! it is if its style is not for that; a run in another setting is `{setting|text}`, a written line break `⏎`; what a paragraph changes of its
//! style follows in `<…>`. A table is a line of its own, then a line for each row, its cells as
//! `column[+colspan][v rowspan] kind:text`. A picture is `image`, its file, its pixels and its size on
//! paper; the bytes are not shown.

use super::{
    Align, Block, Cell, CellKind, Color, Document, Figure, Image, Imprint, Inline, PageNumberPlace,
    PageStyle, Paragraph, ParagraphFormat, Pt, Role, Run, Separator, Signature, Table, TextStyle,
    VAlign,
};
use std::fmt::{self, Write};

/// Prints a document as text. The same document gives the same text; it is made to be read, not to
/// be parsed.
pub fn emit(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = Emitter { document }.document(&mut out);
    out
}

struct Emitter<'a> {
    document: &'a Document,
}

impl Emitter<'_> {
    fn document(&self, out: &mut String) -> fmt::Result {
        let meta = &self.document.meta;
        writeln!(out, "title {}", meta.title)?;
        writeln!(out, "author {}", meta.author)?;
        writeln!(out, "subject {}", meta.subject)?;
        writeln!(out, "lang {} created {}", meta.lang, meta.created)?;
        page(out, &self.document.page)?;
        for style in &self.document.styles {
            let (text, paragraph) = (text(&style.text), format(&style.format));
            let role = style.role.map(role).unwrap_or_default();
            writeln!(out, "style {}: {text}; {paragraph}{role}", style.name)?;
        }
        for style in &self.document.char_styles {
            writeln!(out, "char {}: {}", style.name, text(&style.text))?;
        }
        for block in &self.document.blocks {
            match block {
                Block::Paragraph(paragraph) => writeln!(out, "{}", self.paragraph(paragraph))?,
                Block::Table(table) => self.table(out, table)?,
                Block::Image(figure) => self.figure(out, figure)?,
                Block::Signature(signature) => self.signature(out, signature)?,
                Block::PageBreak => writeln!(out, "page-break")?,
                Block::Separator(separator) => self.separator(out, separator)?,
                Block::Section(style) => {
                    write!(out, "section ")?;
                    page(out, style)?;
                }
                Block::LetterHead(head) => {
                    let color = color(head.color);
                    writeln!(out, "letter-head {color}\n  {}", self.paragraph(&head.sender))?;
                }
                Block::Imprint(imprint) => self.imprint(out, imprint)?,
            }
        }
        Ok(())
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let style = self.document.style(paragraph.style);
        let mut out = format!("[{}", style.name);
        if paragraph.role != style.role.unwrap_or_default() {
            out.push_str(&role(paragraph.role));
        }
        out.push(']');
        if paragraph.format != style.format {
            let _ = write!(out, "<{}>", format(&paragraph.format));
        }
        out.push(' ');
        for inline in &paragraph.inlines {
            match inline {
                Inline::Break => out.push('⏎'),
                Inline::Tab(tab) => {
                    let mark = if tab.ends { '⇤' } else { '⇥' };
                    let _ = write!(out, "{mark}{} ", number(tab.at));
                }
                Inline::Text(run) => self.run(&mut out, run, &style.text),
            }
        }
        out.trim_end().to_owned()
    }

    fn run(&self, out: &mut String, run: &Run, style: &TextStyle) {
        let named = run.char_style.map(|id| &self.document.char_styles[id.0]);
        let base = named.map_or(style, |n| n.text.as_ref());
        let plain = *run.style == *base;
        let setting = match (named, plain) {
            (None, true) => return out.push_str(&run.text),
            (Some(named), true) => named.name.clone(),
            (Some(named), false) => format!("{} {}", named.name, text(&run.style)),
            (None, false) => text(&run.style),
        };
        let _ = write!(out, "{{{setting}|{}}}", run.text);
    }

    fn table(&self, out: &mut String, table: &Table) -> fmt::Result {
        let columns: Vec<String> = table.columns.iter().map(|c| number(*c)).collect();
        let keep = if table.keep_together { " keep" } else { "" };
        writeln!(
            out,
            "table “{}” {}×{} columns {} header {} border {} {} padding {} {}{keep}",
            table.caption,
            table.rows.len(),
            table.columns.len(),
            columns.join(" "),
            table.header_rows,
            number(table.border),
            color(table.border_color),
            number(table.padding_x),
            number(table.padding_y),
        )?;
        for (index, row) in table.rows.iter().enumerate() {
            write!(out, "  {index}")?;
            if row.min_height > 0.0 {
                write!(out, " ≥{}", number(row.min_height))?;
            }
            for cell in &row.cells {
                write!(out, " | {}", self.cell(cell))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn cell(&self, cell: &Cell) -> String {
        let mut out = cell.column.to_string();
        if cell.colspan > 1 {
            let _ = write!(out, "+{}", cell.colspan);
        }
        if cell.rowspan > 1 {
            let _ = write!(out, "v{}", cell.rowspan);
        }
        out.push_str(match cell.kind {
            CellKind::ColumnHead => " head",
            CellKind::RowHead => " row",
            CellKind::Data => "",
        });
        if cell.stacked {
            out.push_str(" stacked");
        }
        if cell.valign == VAlign::Top {
            out.push_str(" top");
        }
        if let Some(fill) = cell.fill {
            let _ = write!(out, " fill {}", color(fill));
        }
        let paragraphs: Vec<_> = cell.paragraphs.iter().map(|p| self.paragraph(p)).collect();
        let _ = write!(out, " {}", paragraphs.join(" ¶ "));
        out
    }

    fn separator(&self, out: &mut String, separator: &Separator) -> fmt::Result {
        writeln!(
            out,
            "rule [{}] {} {} before {} after {}",
            self.document.style(separator.style).name,
            number(separator.width),
            color(separator.color),
            number(separator.before),
            number(separator.after),
        )
    }

    fn imprint(&self, out: &mut String, imprint: &Imprint) -> fmt::Result {
        let even = if imprint.even { " even" } else { "" };
        writeln!(out, "imprint{even}")?;
        for paragraph in imprint.paragraphs() {
            writeln!(out, "  {}", self.paragraph(paragraph))?;
        }
        Ok(())
    }

    fn signature(&self, out: &mut String, signature: &Signature) -> fmt::Result {
        let style = &self.document.style(signature.style).name;
        let sealed = if signature.sealed { " sealed" } else { "" };
        writeln!(
            out,
            "signature [{style}]{sealed} {} / {}",
            signature.bodies.join("、"),
            signature.date
        )?;
        for seal in &signature.seals {
            let picture = picture(&seal.image, seal.width, seal.height, &seal.alt);
            writeln!(out, "  seal {} {picture}", seal.body)?;
        }
        Ok(())
    }

    fn figure(&self, out: &mut String, figure: &Figure) -> fmt::Result {
        let style = self.document.style(figure.style);
        let picture = picture(&figure.image, figure.width, figure.height, &figure.alt);
        write!(out, "image [{}]", style.name)?;
        if figure.format != style.format {
            write!(out, "<{}>", format(&figure.format))?;
        }
        writeln!(out, " {picture}")
    }
}

/// A picture's file, its pixels, its size on paper, its words.
fn picture(image: &Image, width: Pt, height: Pt, alt: &str) -> String {
    let size = format!("{}×{}", number(width), number(height));
    format!("{image:?} {size} “{alt}”")
}

fn page(out: &mut String, page: &PageStyle) -> fmt::Result {
    let sides = [page.top, page.bottom, page.left, page.right].map(number);
    writeln!(
        out,
        "page {}×{} margins {} text {}×{} grid {}×{} pitch {}",
        number(page.width),
        number(page.height),
        sides.join(" "),
        number(page.text_width()),
        number(page.text_height()),
        page.lines,
        page.chars,
        number(page.line_pitch),
    )?;
    if page.punctuation.compress || page.punctuation.hang {
        let (compress, hang) = (page.punctuation.compress, page.punctuation.hang);
        writeln!(out, "punctuation compress {compress} hang {hang}")?;
    }
    if let Some(mark) = &page.mark {
        writeln!(out, "mark “{}”: {}", mark.text, text(&mark.style))?;
    }
    let Some(mark) = &page.number else {
        return writeln!(out, "number none");
    };
    let place = match mark.place {
        PageNumberPlace::Outside => "outside",
        PageNumberPlace::Center => "center",
    };
    writeln!(
        out,
        "number “{}1{}” {place} below {} inset {}: {}",
        mark.before,
        mark.after,
        number(mark.below),
        number(mark.inset),
        text(&mark.text),
    )
}

fn text(style: &TextStyle) -> String {
    let mut out = format!("{}/{} {}", style.family, style.latin, number(style.size));
    if style.tracking != 0.0 {
        let _ = write!(out, " tracking {}", number(style.tracking));
    }
    if style.bold {
        out.push_str(" bold");
    }
    if style.underline {
        out.push_str(" underline");
    }
    if style.color != Color::BLACK {
        let _ = write!(out, " {}", color(style.color));
    }
    out
}

fn format(format: &ParagraphFormat) -> String {
    let align = match format.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    };
    let mut out = format!("{align} pitch {}", number(format.line_pitch));
    for (name, length) in [
        ("first", format.first),
        ("left", format.left),
        ("right", format.right),
        ("before", format.before),
        ("after", format.after),
    ] {
        if length != 0.0 {
            let _ = write!(out, " {name} {}", number(length));
        }
        if let ("first", Some(chars)) = (name, format.first_chars) {
            let _ = write!(out, " ({chars}字)");
        }
    }
    for (word, set) in [
        (" keep-next", format.keep_next),
        (" keep-lines", format.keep_lines),
        (" balance", format.balance),
    ] {
        if set {
            out.push_str(word);
        }
    }
    out
}

/// What a paragraph is.
fn role(role: Role) -> String {
    let word = match role {
        Role::Body => "body",
        Role::Title => "title",
        Role::Heading(level) => return format!(" heading {level}"),
        Role::Letterhead => "letterhead",
        Role::DocumentNumber => "doc-number",
        Role::Addressee => "addressee",
        Role::ListItem => "list-item",
        Role::Attachment => "attachment",
        Role::AttachmentMark => "attachment-mark",
        Role::Note => "note",
        Role::Imprint => "imprint",
        Role::Figure => "figure",
    };
    format!(" {word}")
}

/// A length to the twip, without binary noise.
fn number(length: Pt) -> String {
    format!("{}", (length * 100.0).round() / 100.0)
}

fn color(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}
