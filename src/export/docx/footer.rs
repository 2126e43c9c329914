//! What stands outside the type area: page numbers in `word/footer*.xml` (GB/T 9704-2012 §7.5) and the
//! draft mark in `word/header*.xml`.

use super::{
    NAMESPACE_W, letter,
    names::{FOOTER, PAGE_NUMBER, StyleNames},
    props,
    runs::{self, Piece},
    styles::footer_format,
    xml::{Element, Node, el, val},
};
use crate::{
    document::{
        Align, Block, Document, LetterHead, PageMark, PageNumber, PageNumberPlace, PageStyle,
        ParagraphFormat, Pt, TextStyle,
    },
    layout::{BlockFacts, Facts, em},
};

/// A header or footer of the section.
#[derive(Debug)]
pub(super) struct EdgePart {
    /// `header` or `footer`.
    pub(super) role: &'static str,
    /// `default` (odd pages, or all) or `even`.
    pub(super) kind: &'static str,
    /// Relationship id in `document.xml.rels`.
    pub(super) relation: String,
    /// Name of the part below `word/`.
    pub(super) part: String,
    /// Its content.
    pub(super) content: Element,
}

/// Pitch of the page number's line.
///
/// In an exact line LibreOffice puts the baseline at four fifths of the height, Word the em box in
/// the middle. A dash stands in the middle of its em box, so at this pitch both have it in the
/// middle of the line.
pub(super) fn line_pitch(number: &PageNumber) -> Pt {
    number.text.size * em::BASELINE / 0.3
}

/// From the lower edge of the paper to the lower edge of the footer, so that the middle of the dash
/// stands [`PageNumber::below`] the type area.
pub(super) fn distance(page: &PageStyle, number: &PageNumber) -> Pt {
    (page.bottom - number.below - line_pitch(number) / 2.0).max(0.0)
}

/// The headers and footers of all sections.
#[derive(Debug)]
pub(super) struct PageEdges {
    headers: Vec<EdgePart>,
    /// The header and the footer of the first page of a letter.
    letter: Vec<EdgePart>,
    /// From the edge of the paper to the head of a letter.
    letter_top: Pt,
    /// Those of each way of numbering that the document has.
    footers: Vec<(Option<PageNumber>, Vec<EdgePart>)>,
}

impl PageEdges {
    /// Makes them.
    pub(super) fn of(document: &Document, names: &StyleNames, facts: &Facts) -> Self {
        // Some pages bear no number although their style has one.
        let adds_blank = |block: &_| matches!(block, BlockFacts::Imprint { new_pages: 2.., .. });
        let unnumbered = facts.blocks.iter().any(adds_blank);
        let breaks = match facts.blocks.first() {
            Some(BlockFacts::LetterHead { breaks }) => breaks.as_slice(),
            _ => &[],
        };
        let mut numbers: Vec<Option<&PageNumber>> = Vec::new();
        let asked = document.page_styles().map(|page| page.number.as_ref());
        for number in asked.chain(unnumbered.then_some(None)) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let letter = letter_head(document);
        let outside =
            numbers.iter().flatten().any(|number| number.place == PageNumberPlace::Outside);
        let mut footers: Vec<(Option<PageNumber>, Vec<EdgePart>)> = Vec::new();
        if numbers.iter().any(Option::is_some) {
            for number in numbers {
                let first = 1 + footers.iter().map(|(_, made)| made.len()).sum::<usize>();
                let mut made = footers_of(document, names, number, outside, first);
                if let Some(number) = number.filter(|_| letter.is_some()) {
                    let lower = lower(&document.page, number);
                    for footer in &mut made {
                        let white = letter::white(lower).map(Node::Element);
                        footer.content.children.extend(white);
                    }
                }
                footers.push((number.cloned(), made));
            }
        }
        Self {
            headers: headers(document),
            letter_top: letter.map_or(0.0, LetterHead::top),
            letter: letter.map_or(Vec::new(), |head| letter_parts(document, names, head, breaks)),
            footers,
        }
    }

    /// Every part, headers first.
    pub(super) fn parts(&self) -> impl Iterator<Item = &EdgePart> {
        let footers = self.footers.iter().flat_map(|(_, made)| made);
        self.headers.iter().chain(&self.letter).chain(footers)
    }

    /// The parts that pages with this number refer to.
    pub(super) fn of_pages(
        &self,
        number: Option<&PageNumber>,
        letter: bool,
    ) -> impl Iterator<Item = &EdgePart> {
        let found = self.footers.iter().find(|(n, _)| n.as_ref() == number);
        let letter = self.letter.iter().filter(move |_| letter);
        self.headers.iter().chain(letter).chain(found.into_iter().flat_map(|(_, made)| made))
    }

    /// From the edges of the paper to the header and to the footer of a page.
    pub(super) fn distances(&self, page: &PageStyle) -> (Pt, Pt) {
        // Word's own 0.59 inch when nothing stands there.
        const USUAL: Pt = 42.55;
        let footer = page.number.as_ref().map_or(USUAL, |number| distance(page, number));
        let header = page.mark.as_ref().map_or(USUAL, |mark| header_distance(page, mark));
        if self.letter.is_empty() {
            return (header, footer);
        }
        let header = if page.mark.is_some() { header } else { self.letter_top };
        (header, footer.min(LetterHead::FOOT))
    }
}

/// The head of a letter, which is the first block.
fn letter_head(document: &Document) -> Option<&LetterHead> {
    match document.blocks.first() {
        Some(Block::LetterHead(head)) => Some(head),
        _ => None,
    }
}

/// How far the footer of a letter reaches below the line of the page number: to the rules of its first
/// page.
fn lower(page: &PageStyle, number: &PageNumber) -> Pt {
    (distance(page, number) - LetterHead::FOOT).max(0.0)
}

/// The header and the footer of the first page of a letter.
fn letter_parts(
    document: &Document,
    names: &StyleNames,
    head: &LetterHead,
    breaks: &[String],
) -> Vec<EdgePart> {
    let page = &document.page;
    let (mark, before) = match &page.mark {
        Some(mark) => {
            let above = header_distance(page, mark) + mark_pitch(mark);
            (Some(mark_paragraph(document, mark)), above)
        }
        None => (None, head.top()),
    };
    let below = page.number.as_ref().map_or(0.0, |number| distance(page, number));
    let below = if page.number.is_some() { (LetterHead::FOOT - below).max(0.0) } else { 0.0 };
    let part = |role, relation, part, content| EdgePart {
        role,
        kind: "first",
        relation: String::from(relation),
        part: String::from(part),
        content,
    };
    let header = letter::header(document, names, (head, breaks), (mark, before));
    let footer = letter::footer(document, head, below);
    vec![
        part("header", "rIdLetterHead", "header3.xml", header),
        part("footer", "rIdLetterFoot", "footerFirst.xml", footer),
    ]
}

/// The footers of one way of numbering, odd before even, counted from `first`. Without a number they
/// are empty: a section that has none of its own would take over those of the section before it.
fn footers_of(
    document: &Document,
    names: &StyleNames,
    number: Option<&PageNumber>,
    both: bool,
    first: usize,
) -> Vec<EdgePart> {
    let kinds = if both { &["default", "even"][..] } else { &["default"] };
    let footer = |(i, kind): (usize, &&'static str)| {
        let n = first + i;
        let content = match number {
            Some(number) if *kind == "even" && number.place == PageNumberPlace::Outside => {
                let even = ParagraphFormat {
                    align: Align::Left,
                    left: number.inset,
                    right: 0.0,
                    ..footer_format(number)
                };
                content(document, names, number, &even, "2")
            }
            Some(number) => {
                let shown = if *kind == "even" { "2" } else { "1" };
                content(document, names, number, &footer_format(number), shown)
            }
            None => empty(),
        };
        EdgePart {
            role: "footer",
            kind,
            relation: format!("rIdFooter{n}"),
            part: format!("footer{n}.xml"),
            content,
        }
    };
    kinds.iter().enumerate().map(footer).collect()
}

fn empty() -> Element {
    let style = el("w:pPr").child(val("w:pStyle", FOOTER));
    el("w:ftr").attr("xmlns:w", NAMESPACE_W).child(el("w:p").child(style))
}

/// The headers with the draft mark, the same on odd and even pages; none without a mark.
fn headers(document: &Document) -> Vec<EdgePart> {
    let Some(mark) = &document.page.mark else {
        return Vec::new();
    };
    let parts = [("default", "rIdHeader1", "header1.xml"), ("even", "rIdHeader2", "header2.xml")];
    let header = |(kind, relation, part)| EdgePart {
        role: "header",
        kind,
        relation: String::from(relation),
        part: String::from(part),
        content: mark_content(document, mark),
    };
    parts.map(header).into()
}

/// From the upper edge of the paper to the header, so that the mark stands in the middle of the white.
pub(super) fn header_distance(page: &PageStyle, mark: &PageMark) -> Pt {
    (page.top / 2.0 - mark_pitch(mark) / 2.0).max(0.0)
}

fn mark_pitch(mark: &PageMark) -> Pt {
    mark.style.size * 1.25
}

fn mark_content(document: &Document, mark: &PageMark) -> Element {
    el("w:hdr").attr("xmlns:w", NAMESPACE_W).child(mark_paragraph(document, mark))
}

fn mark_paragraph(document: &Document, mark: &PageMark) -> Element {
    let format = ParagraphFormat::new(Align::Center, mark_pitch(mark));
    let mut direct = props::paragraph(&format, document.page.punctuation);
    direct.push(props::outline(None));
    let text = el("w:t").attr("xml:space", "preserve").text(&mark.text);
    let look = el("w:rPr").children(props::run(&mark.style));
    el("w:p")
        .child(el("w:pPr").child(val("w:pStyle", FOOTER)).children(direct))
        .child(el("w:r").child(look).child(text))
}

fn content(
    document: &Document,
    names: &StyleNames,
    number: &PageNumber,
    format: &ParagraphFormat,
    shown: &str,
) -> Element {
    let punctuation = document.page.punctuation;
    // A style 页码 of the document's own takes the place of ours.
    let mut styles = document.styles.iter().zip(names.paragraphs());
    let own = styles.find(|(_, name)| name.id == FOOTER).map(|(style, _)| &*style.format);
    let base = own.cloned().unwrap_or_else(|| footer_format(number));
    let direct = props::difference(
        props::paragraph(format, punctuation),
        &props::paragraph(&base, punctuation),
    );
    let paragraph = el("w:p")
        .child(el("w:pPr").child(val("w:pStyle", FOOTER)).children(direct))
        .children(text(&number.before, &number.text))
        .child(field("begin"))
        .child(run(Vec::new(), el("w:instrText").attr("xml:space", "preserve").text(" PAGE ")))
        .child(field("separate"))
        .child(run(Vec::new(), el("w:t").text(shown)))
        .child(field("end"))
        .children(text(&number.after, &number.text));
    el("w:ftr").attr("xmlns:w", NAMESPACE_W).child(paragraph)
}

fn text(text: &str, style: &TextStyle) -> Vec<Element> {
    let pieces = runs::plain(text, style).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Break | Piece::Tab => None,
    });
    pieces
        .map(|piece| {
            let text = el("w:t").attr("xml:space", "preserve").text(piece.text);
            run(piece.props, text)
        })
        .collect()
}

fn field(kind: &str) -> Element {
    run(Vec::new(), el("w:fldChar").attr("w:fldCharType", kind))
}

fn run(direct: Vec<Element>, content: Element) -> Element {
    let properties = el("w:rPr").child(val("w:rStyle", PAGE_NUMBER)).children(direct);
    el("w:r").child(properties).child(content)
}
