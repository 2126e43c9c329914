//! The blocks of a document, in reading order.

use super::{
    look::Look,
    picture::picture,
    table,
    text::{self, escaped},
};
use crate::{
    date::Date,
    diagnostic::Result,
    document::{
        Align, Block, Color, Document, Figure, Imprint, OpenHeadings, Paragraph, Pt, Role,
        Signature, TextStyle,
    },
    export::structure,
};

/// The elements of headings, by rank.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// No indent is wider, in em: a phone has twenty.
const MOST: f64 = 4.0;

/// Writes what stands in the page.
pub(super) fn write(document: &Document, fragment: bool) -> Result<String> {
    let mut writer =
        Writer { document, fragment, out: String::new(), open: OpenHeadings::default(), tables: 0 };
    if let Some(mark) = &document.page.mark {
        let attributes = Look::of("draft").attributes(fragment);
        writer.line("p", &attributes, &escaped(&mark.text)?);
    }
    for block in &document.blocks {
        writer.block(block)?;
    }
    Ok(writer.out)
}

struct Writer<'a> {
    document: &'a Document,
    fragment: bool,
    out: String,
    open: OpenHeadings,
    /// How many there were so far.
    tables: usize,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) -> Result<()> {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => {
                self.tables += 1;
                let texts = |paragraph: &Paragraph| self.text(paragraph, true);
                let table = table::write(table, self.tables, self.fragment, &texts)?;
                self.out.push_str(&table);
                Ok(())
            }
            Block::Image(figure) => self.figure(figure),
            Block::Signature(signature) => self.signature(signature),
            Block::Separator(separator) => {
                self.rule(separator.color);
                Ok(())
            }
            Block::LetterHead(head) => {
                self.paragraph(&head.sender)?;
                self.rule(head.color);
                Ok(())
            }
            Block::Imprint(imprint) => self.imprint(imprint),
            // Pages are those of paper.
            Block::PageBreak | Block::Section(_) => Ok(()),
        }
    }

    fn line(&mut self, element: &str, attributes: &str, html: &str) {
        self.out.extend(["<", element, attributes, ">", html, "</", element, ">\n"]);
    }

    fn style(&self, paragraph: &Paragraph) -> &TextStyle {
        &self.document.style(paragraph.style).text
    }

    fn text(&self, paragraph: &Paragraph, heading: bool) -> Result<String> {
        text::inlines(paragraph, self.style(paragraph), heading, self.fragment)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<()> {
        // Empty lines are white, which is the style sheet's business.
        if paragraph.text().trim().is_empty() {
            return Ok(());
        }
        let rank = structure::rank(paragraph, &mut self.open);
        let element = rank.and_then(|rank| HEADINGS.get(rank - 1)).copied().unwrap_or("p");
        let attributes = text_look(paragraph, self.style(paragraph)).attributes(self.fragment);
        let html = self.text(paragraph, rank.is_some())?;
        self.line(element, &attributes, &html);
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Result<()> {
        let size = (figure.width, figure.height);
        let image = picture(&figure.image, size, &figure.alt, &Look::of("picture"), self.fragment)?;
        let look = Look::default().and_maybe(alignment(figure.format.align));
        self.line("p", &look.attributes(self.fragment), &image);
        Ok(())
    }

    fn rule(&mut self, color: Color) {
        let look = Look::default().ink(color);
        self.out.extend(["<hr", &look.attributes(self.fragment), ">\n"]);
    }

    /// Names and date, each seal behind the name that it belongs to.
    fn signature(&mut self, signature: &Signature) -> Result<()> {
        let look = Look::of("signature").attributes(self.fragment);
        self.out.extend(["<div", &look, ">\n"]);
        for (index, body) in signature.bodies.iter().enumerate() {
            let mut html = escaped(body)?;
            for seal in signature.seals.iter().filter(|seal| seal.body == index) {
                let (size, look) = ((seal.width, seal.height), Look::of("seal"));
                html.push_str(&picture(&seal.image, size, &seal.alt, &look, self.fragment)?);
            }
            let sealed = signature.seals.iter().any(|seal| seal.body == index);
            let look = Look::default().and_maybe(sealed.then_some("sealed"));
            self.line("p", &look.attributes(self.fragment), &html);
        }
        let shown = escaped(&signature.date)?;
        if let Ok(Date { year, month, day }) = Date::parse(&signature.date) {
            let time = format!("<time datetime=\"{year:04}-{month:02}-{day:02}\">{shown}</time>");
            self.line("p", "", &time);
        } else if !shown.is_empty() {
            self.line("p", "", &shown);
        }
        self.out.push_str("</div>\n");
        Ok(())
    }

    fn imprint(&mut self, imprint: &Imprint) -> Result<()> {
        let look = Look::of("imprint").attributes(self.fragment);
        self.out.extend(["<div", &look, ">\n"]);
        for paragraph in imprint.paragraphs() {
            let html = self.text(paragraph, true)?;
            if !html.is_empty() {
                self.line("p", "", &html);
            }
        }
        self.out.push_str("</div>\n");
        Ok(())
    }
}

fn text_look(paragraph: &Paragraph, style: &TextStyle) -> Look {
    let format = &paragraph.format;
    let look = match paragraph.role {
        Role::Letterhead => return Look::of("letterhead"),
        Role::Title => Look::default(),
        _ => Look::default().and_maybe(alignment(format.align)),
    };
    let em = |length: Pt| (length / style.size.max(1.0) * 10.0).round() / 10.0;
    let (left, first) = (em(format.left), em(format.first));
    match (left, first) {
        (0.0, 0.0) => look,
        (0.0, 2.0) => look.and("indent"),
        (left, first) => {
            let [left, first] = [left, first].map(|em| em.clamp(-MOST, MOST));
            look.style(format!("padding-left:{left}em;text-indent:{first}em"))
        }
    }
}

/// What is set flush left needs no word for it.
fn alignment(align: Align) -> Option<&'static str> {
    match align {
        Align::Left | Align::Justify => None,
        Align::Center => Some("center"),
        Align::Right => Some("right"),
    }
}
