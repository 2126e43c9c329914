//! What the body will hold: the document and the facts of layout brought together, paragraph by
//! paragraph, before any XML is made. The builder and the finishing pass both walk this.

mod parts;
mod pictures;

use super::{
    drawing::{Drawing, Drawings},
    footer::PageEdges,
    imprint,
    known::WorkedOut,
    names::{NORMAL, StyleNames},
    props,
    runs::{self, Piece, Runs},
    table::{self, TablePlan},
    xml::{Element, el, switch, val},
};
use crate::{
    document::{
        Align, Block, Document, Inline, PageStyle, Paragraph, ParagraphFormat, Role, Signature,
        TABLE_SEPARATOR, Table,
    },
    layout::{BlockFacts, Facts, Keep, PlacedLine, PlacedText},
};
use std::sync::Arc;

/// The whole body.
#[derive(Debug, Default)]
pub(super) struct DocxPlan {
    /// All paragraphs, those of cells too; everything else refers to them by index.
    pub(super) paras: Vec<Para>,
    /// The body's children in order.
    pub(super) items: Vec<PlanItem>,
    /// `w:sectPr` of the last section; those before it stand in the last paragraph of theirs.
    pub(super) section: Option<Element>,
    /// The pictures shown.
    pub(super) drawings: Drawings,
}

/// A child of the body.
#[derive(Debug)]
pub(super) enum PlanItem {
    /// Index into [`DocxPlan::paras`].
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
pub(super) struct Surroundings {
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
    edges: &PageEdges,
) -> DocxPlan {
    let mut planner = Planner {
        document,
        names,
        edges,
        page: &document.page,
        numbered: true,
        at_start: true,
        letter: false,
        runs: Runs::of(document, names),
        known: WorkedOut::default(),
        plan: DocxPlan::default(),
    };
    let mut page_break = false;
    for (index, block) in document.blocks.iter().enumerate() {
        let starts_page = std::mem::take(&mut page_break);
        let facts = facts.blocks.get(index).unwrap_or(&BlockFacts::Plain);
        match block {
            Block::Paragraph(paragraph) => planner.paragraph(paragraph, facts, starts_page),
            Block::Table(table) => planner.table(table, facts, starts_page),
            Block::Signature(signature) => planner.signature(signature, facts, starts_page),
            Block::Image(figure) => planner.figure(figure, starts_page),
            // A section has begun a page already.
            Block::PageBreak => page_break = !planner.at_start,
            Block::Separator(separator) => planner.separator(separator, starts_page),
            Block::Section(page) => planner.begin_section(page, true),
            // It stands in the header of the first page.
            Block::LetterHead(_) => planner.letter = true,
            Block::Imprint(imprint) => imprint::plan(&mut planner, imprint, facts),
        }
    }
    if matches!(planner.plan.items.last(), None | Some(PlanItem::Table(_))) {
        planner.spacer(false);
    }
    planner.plan.section = Some(planner.section());
    planner.plan
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    document: &'a Document,
    names: &'a StyleNames,
    edges: &'a PageEdges,
    /// The page style that holds here.
    page: &'a PageStyle,
    /// Whether its pages bear the number it has.
    numbered: bool,
    /// Nothing stands in this section yet.
    at_start: bool,
    /// This section begins with the head of a letter.
    letter: bool,
    runs: Runs<'a>,
    /// By style.
    known: WorkedOut<ParagraphFormat, usize>,
    plan: DocxPlan,
}

impl Planner<'_> {
    /// Adds a paragraph and gives its index.
    pub(super) fn add(&mut self, para: Para) -> usize {
        self.plan.paras.push(para);
        self.plan.paras.len() - 1
    }

    /// A paragraph of the document in its context.
    pub(super) fn para(&mut self, paragraph: &Paragraph, context: Surroundings) -> Para {
        let pieces = self.runs.pieces(paragraph, &paragraph.inlines);
        let mut out = Para { pieces, ..self.empty(paragraph, context) };
        let stops = paragraph.inlines.iter().filter_map(|inline| match inline {
            Inline::Tab(tab) => Some((tab.at, tab.ends)),
            Inline::Text(_) | Inline::Break => None,
        });
        out.props.extend(props::tabs(stops));
        out
    }

    /// The same paragraph without its text.
    pub(super) fn empty(&mut self, paragraph: &Paragraph, context: Surroundings) -> Para {
        let (document, style) = (self.document, paragraph.style.0);
        let known =
            self.known.get(&paragraph.format, style, |format| beyond(document, style, format));
        let mut props = known.to_vec();
        if context.keep_next {
            props.retain(|element| element.name != "w:keepNext");
            props.push(switch("w:keepNext", true));
        }
        let level = paragraph.role.level();
        let own = document.styles.get(style).and_then(|style| style.role);
        if level != own.and_then(Role::level) {
            props.push(props::outline(level));
        }
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
        let adjusted = adjusted(paragraph, facts);
        let context = Surroundings { page_break, ..Surroundings::default() };
        let mut para = self.para(&adjusted, context);
        if let BlockFacts::Paragraph { keep, .. } = facts {
            for name in kept(*keep) {
                para.props.retain(|element| element.name != *name);
                para.props.push(switch(name, true));
            }
        }
        if let BlockFacts::Paragraph { breaks, .. } = facts
            && let Some(inlines) = runs::broken_as(&adjusted.inlines, breaks)
        {
            para.pieces = self.runs.pieces(paragraph, &inlines);
        }
        self.push(para);
    }

    /// Name and date where layout placed them (GB/T 9704-2012 §7.3.5), measured from the right: a longer
    /// name grows to the left, as the clause wants it, and a date has all the line before it and is never
    /// torn. Names that share a line stand by tab stops.
    fn signature(&mut self, signature: &Signature, facts: &BlockFacts, page_break: bool) {
        let Some(named) = self.document.styles.get(signature.style.0) else {
            return;
        };
        let mut plain = ParagraphFormat::clone(&named.format);
        (plain.first, plain.first_chars) = (0.0, None);
        let (placed, seals, noted) = match facts {
            BlockFacts::Signature { lines, seals, noted } => (lines.clone(), &seals[..], *noted),
            _ => (unplaced(signature, &plain), &[][..], false),
        };
        let is_placed = matches!(facts, BlockFacts::Signature { .. });
        let count = placed.len();
        for (index, line) in placed.into_iter().enumerate() {
            let mut format = plain.clone();
            match line.texts.as_slice() {
                [text] if is_placed => {
                    (format.align, format.left, format.right) = (Align::Right, 0.0, text.right);
                }
                texts => format.left = texts.first().map_or(0.0, |text| text.left),
            }
            format.before = line.before;
            // Together, so that no date stands alone on a page, and no note below it.
            format.keep_next = index + 1 < count || noted;
            let props = beyond(self.document, signature.style.0, &format);
            let mut para = self.styled(signature.style.0, props, page_break && index == 0);
            for (nth, text) in line.texts.iter().enumerate() {
                if nth > 0 {
                    para.pieces.push(Piece::Tab);
                }
                let whole = Paragraph {
                    role: Role::Body,
                    style: signature.style,
                    format: Arc::clone(&named.format),
                    inlines: text.inlines(&named.text),
                };
                para.pieces.extend(self.runs.pieces(&whole, &whole.inlines));
            }
            para.props
                .extend(props::tabs(line.texts.iter().skip(1).map(|text| (text.left, false))));
            if index + 1 == count {
                para.drawings = self.seals(signature, seals);
            }
            self.push(para);
        }
    }

    pub(super) fn push(&mut self, para: Para) {
        let index = self.add(para);
        self.place(PlanItem::Para(index));
    }

    fn table(&mut self, table: &Table, facts: &BlockFacts, starts_page: bool) {
        let follows_table = matches!(self.plan.items.last(), Some(PlanItem::Table(_)));
        if follows_table {
            self.spacer(starts_page);
        }
        let planned = table::plan(self, table, facts, starts_page && !follows_table);
        self.place(PlanItem::Table(planned));
    }

    pub(super) fn place(&mut self, item: PlanItem) {
        self.plan.items.push(item);
        self.at_start = false;
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
pub(super) fn least(page_break: bool) -> Para {
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

/// The properties that keep of a paragraph together what layout keeps.
fn kept(keep: Keep) -> &'static [&'static str] {
    match keep {
        Keep::Nothing => &[],
        Keep::Whole => &["w:keepNext", "w:keepLines"],
        Keep::Lines => &["w:keepNext", "w:widowControl"],
        Keep::Pair => &["w:widowControl"],
    }
}

/// The paragraph as layout set it.
fn adjusted(paragraph: &Paragraph, facts: &BlockFacts) -> Paragraph {
    let mut paragraph = paragraph.clone();
    let &BlockFacts::Paragraph { nudge, flush_left, .. } = facts else { return paragraph };
    if flush_left {
        Arc::make_mut(&mut paragraph.format).align = Align::Left;
    }
    for inline in &mut paragraph.inlines {
        if let (Inline::Text(run), true) = (inline, nudge != 0.0) {
            Arc::make_mut(&mut run.style).tracking += nudge;
        }
    }
    paragraph
}

/// What a format says beyond the style that it stands in.
fn beyond(document: &Document, style: usize, format: &ParagraphFormat) -> Vec<Element> {
    let punctuation = document.page.punctuation;
    let wanted = props::paragraph(format, punctuation);
    let base = document.styles.get(style);
    let base = base.map(|style| props::named(style, punctuation));
    props::difference(wanted, &base.unwrap_or_default())
}

/// A signature that layout did not place: its lines where the style has them.
fn unplaced(signature: &Signature, format: &ParagraphFormat) -> Vec<PlacedLine> {
    let texts = signature.bodies.iter().chain([&signature.date]);
    let line = |text: &String| PlacedLine {
        texts: vec![PlacedText {
            text: text.clone(),
            left: format.left,
            right: format.right,
            tracking: 0.0,
        }],
        before: format.before,
    };
    texts.map(line).collect()
}
