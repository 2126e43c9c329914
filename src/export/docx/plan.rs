//! What the body will hold: the document and the facts of layout brought together, paragraph by
//! paragraph, before any XML is made. The builder and the finishing pass both walk this.

mod parts;
mod pictures;

use super::{
    drawing::{Drawing, Drawings},
    footer::Furniture,
    imprint,
    known::Known,
    names::{NORMAL, StyleNames},
    props,
    runs::{self, Piece, Runs},
    table::{self, TablePlan},
    xml::{Element, el, switch, val},
};
use crate::{
    document::{
        Block, Document, PageStyle, Paragraph, ParagraphFormat, Signature, TABLE_SEPARATOR, Table,
    },
    layout::{BlockFacts, Facts, PlacedLine, PlacedText},
};
use std::sync::Arc;

/// The whole body.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// All paragraphs, those of cells too; everything else refers to them by index.
    pub(super) paras: Vec<Para>,
    /// The body's children in order.
    pub(super) items: Vec<Item>,
    /// `w:sectPr` of the last section; those before it stand in the last paragraph of theirs.
    pub(super) section: Option<Element>,
    /// The pictures shown.
    pub(super) drawings: Drawings,
}

/// A child of the body.
#[derive(Debug)]
pub(super) enum Item {
    /// Index into [`Plan::paras`].
    Para(usize),
    Table(TablePlan),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Para {
    /// Style id.
    pub(super) style: String,
    /// Direct formatting: what the style does not say.
    pub(super) props: Vec<Element>,
    /// Its text.
    pub(super) pieces: Vec<Piece>,
    /// Its pictures, after the text.
    pub(super) drawings: Vec<Drawing>,
}

impl Para {
    /// Its whole text.
    pub(super) fn text(&self) -> String {
        let texts = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(run) => Some(run.text.as_str()),
            Piece::Break | Piece::Tab => None,
        });
        texts.collect()
    }
}

/// What a paragraph gets from where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// It is the first on a new page.
    pub(super) page_break: bool,
    /// It stays with what follows.
    pub(super) keep_next: bool,
    /// White left and right that leaves room for one character a line, in twips; the characters
    /// then stand upright one below the other, and the text stays one piece.
    pub(super) stack_indent: Option<i64>,
}

/// Plans a body.
pub(super) fn plan(
    document: &Document,
    facts: &Facts,
    names: &StyleNames,
    furniture: &Furniture,
) -> Plan {
    let mut planner = Planner {
        document,
        names,
        furniture,
        page: &document.page,
        numbered: true,
        at_start: true,
        runs: Runs::of(document, names),
        known: Known::default(),
        plan: Plan::default(),
    };
    let none = BlockFacts::default();
    let mut page_break = false;
    for (index, block) in document.blocks.iter().enumerate() {
        let facts = facts.blocks.get(index).unwrap_or(&none);
        let starts_page = page_break || facts.page_break_before;
        page_break = false;
        match block {
            Block::Paragraph(paragraph) => planner.paragraph(paragraph, facts, starts_page),
            Block::Table(table) => planner.table(table, facts, starts_page),
            Block::Signature(signature) => planner.signature(signature, facts, starts_page),
            Block::Image(figure) => planner.figure(figure, starts_page),
            // A section has begun a page already.
            Block::PageBreak => page_break = !planner.at_start,
            Block::Separator(separator) => planner.separator(separator, starts_page),
            Block::Section(page) => planner.begin_section(page, true),
            Block::Imprint(imprint) => imprint::plan(&mut planner, imprint, facts),
        }
    }
    if matches!(planner.plan.items.last(), None | Some(Item::Table(_))) {
        planner.spacer(false);
    }
    planner.plan.section = Some(planner.section());
    planner.plan
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    document: &'a Document,
    names: &'a StyleNames,
    furniture: &'a Furniture,
    /// The page style that holds here.
    page: &'a PageStyle,
    /// Whether its pages bear the number it has.
    numbered: bool,
    /// Nothing stands in this section yet.
    at_start: bool,
    runs: Runs<'a>,
    /// By style, and whether the paragraph stays with the next.
    known: Known<ParagraphFormat, (usize, bool)>,
    plan: Plan,
}

impl Planner<'_> {
    /// Adds a paragraph and gives its index.
    pub(super) fn add(&mut self, para: Para) -> usize {
        self.plan.paras.push(para);
        self.plan.paras.len() - 1
    }

    /// A paragraph of the document in its context.
    pub(super) fn para(&mut self, paragraph: &Paragraph, context: Context) -> Para {
        let pieces = self.runs.pieces(paragraph, &paragraph.inlines);
        Para { pieces, ..self.empty(paragraph, context) }
    }

    /// The same paragraph without its text.
    pub(super) fn empty(&mut self, paragraph: &Paragraph, context: Context) -> Para {
        let (document, style) = (self.document, paragraph.style.0);
        let against = (style, context.keep_next);
        let props = self.known.get(&paragraph.format, against, |format| {
            let mut format = format.clone();
            format.keep_next |= context.keep_next;
            beyond(document, style, &format)
        });
        let props = props.to_vec();
        let mut out = self.styled(style, props, context.page_break);
        if let Some(indent) = context.stack_indent {
            let indent = el("w:ind")
                .attr("w:left", indent)
                .attr("w:right", indent)
                .attr("w:firstLineChars", 0)
                .attr("w:firstLine", 0);
            out.props.retain(|element| element.name != "w:ind");
            // With 禁则 on, `三、` would hold together and not fit.
            out.props.extend([switch("w:kinsoku", false), indent]);
        }
        out
    }

    /// An empty paragraph in a named style with what it says beyond it.
    fn styled(&self, style: usize, mut props: Vec<Element>, page_break: bool) -> Para {
        if page_break {
            props.push(switch("w:pageBreakBefore", true));
        }
        Para { style: self.names.paragraph_id(style).to_owned(), props, ..Para::default() }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, facts: &BlockFacts, page_break: bool) {
        let mut held = paragraph.clone();
        if facts.hold_with_next {
            let format = Arc::make_mut(&mut held.format);
            (format.keep_next, format.keep_lines) = (true, true);
        }
        let context = Context { page_break, ..Context::default() };
        let mut para = self.para(&held, context);
        if let Some(inlines) = runs::broken_as(&paragraph.inlines, &facts.breaks) {
            para.pieces = self.runs.pieces(paragraph, &inlines);
        }
        self.push(para);
    }

    /// Name and date by left indents, as layout placed them: right alignment would let the digits of
    /// the Latin face shift the date (GB/T 9704-2012 §7.3.5.2).
    fn signature(&mut self, signature: &Signature, facts: &BlockFacts, page_break: bool) {
        let Some(named) = self.document.styles.get(signature.style.0) else {
            return;
        };
        let mut format = ParagraphFormat::clone(&named.format);
        (format.first, format.first_chars) = (0.0, None);
        let placed =
            if facts.lines.is_empty() { unplaced(signature, &format) } else { facts.lines.clone() };
        let count = placed.len();
        for (index, line) in placed.into_iter().enumerate() {
            format.left = line.texts.first().map_or(0.0, |text| text.left);
            format.before = line.before;
            // Together, so that no date stands alone on a page.
            format.keep_next = index + 1 < count;
            let props = beyond(self.document, signature.style.0, &format);
            let mut para = self.styled(signature.style.0, props, page_break && index == 0);
            for (nth, text) in line.texts.iter().enumerate() {
                if nth > 0 {
                    para.pieces.push(Piece::Tab);
                }
                para.pieces.extend(runs::plain(&text.text, &named.text));
            }
            para.props.extend(props::tabs(line.texts.iter().skip(1).map(|text| text.left)));
            if index + 1 == count {
                para.drawings = self.seals(signature, facts);
            }
            self.push(para);
        }
    }

    pub(super) fn push(&mut self, para: Para) {
        let index = self.add(para);
        self.plan.items.push(Item::Para(index));
        self.at_start = false;
    }

    fn table(&mut self, table: &Table, facts: &BlockFacts, starts_page: bool) {
        let follows_table = matches!(self.plan.items.last(), Some(Item::Table(_)));
        if follows_table {
            self.spacer(starts_page);
        }
        let parts = table::plan(self, table, facts, starts_page && !follows_table);
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                self.spacer(true);
            }
            self.plan.items.push(Item::Table(part));
            self.at_start = false;
        }
    }

    /// The paragraph WordprocessingML wants between two tables (else they become one) and after the
    /// last one. Between pages it stands on the second: on a full first one it would make a page of
    /// its own.
    pub(super) fn spacer(&mut self, page_break: bool) {
        let para = least(page_break);
        self.push(para);
    }
}

/// An empty paragraph, as low as programs allow.
fn least(page_break: bool) -> Para {
    let indent = el("w:ind")
        .attr("w:left", 0)
        .attr("w:right", 0)
        .attr("w:firstLineChars", 0)
        .attr("w:firstLine", 0);
    let size = el("w:rPr").child(val("w:sz", 2)).child(val("w:szCs", 2));
    let mut props = vec![props::spacing(0.0, 0.0, TABLE_SEPARATOR), indent, size];
    if page_break {
        props.push(switch("w:pageBreakBefore", true));
    }
    Para { style: NORMAL.to_owned(), props, ..Para::default() }
}

/// What a format says beyond the style that it stands in.
fn beyond(document: &Document, style: usize, format: &ParagraphFormat) -> Vec<Element> {
    let punctuation = document.page.punctuation;
    let wanted = props::paragraph(format, punctuation);
    let base = document.styles.get(style);
    let base = base.map(|named| props::paragraph(&named.format, punctuation));
    props::difference(wanted, &base.unwrap_or_default())
}

/// A signature that layout did not place: its lines where the style has them.
fn unplaced(signature: &Signature, format: &ParagraphFormat) -> Vec<PlacedLine> {
    let texts = signature.bodies.iter().chain([&signature.date]);
    let line = |text: &String| PlacedLine {
        texts: vec![PlacedText { text: text.clone(), left: format.left }],
        before: format.before,
    };
    texts.map(line).collect()
}
