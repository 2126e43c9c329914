//! The logical structure of a document: what a reader who cannot see the pages is told of them, in
//! the terms of ISO 32000-1 (§14.7, §14.8). A tree of elements, made from the Document alone; what is drawn finds
//! its element by its [`Origin`].

use super::heads::{Heads, heads};
use crate::{
    document::{Block, Cell, CellKind, Document, OpenHeadings, Paragraph, Role, Signature, Table},
    layout::{Item, Origin, Page, Pages, PlacedImage},
};

/// Headings have six standard ranks (ISO 32000-1 Table 335).
const RANKS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];

/// A structure element.
#[derive(Debug, Default)]
pub(super) struct StructureElement {
    /// Its standard type: `P`, `TD`.
    pub role: &'static str,
    /// The element it is in; the root is in itself.
    pub parent: usize,
    /// The elements in it, in reading order.
    pub children: Vec<usize>,
    /// What it says about the table it stands for, or about its place in one.
    pub table: Option<TableFacts>,
    /// What it says about the picture it stands for.
    pub figure: Option<FigureFacts>,
    /// Its name, when others refer to it.
    pub id: Option<String>,
    /// Its text, when what is drawn would not be read as that.
    pub text: Option<String>,
    /// Whether it is left out when nothing is drawn of it.
    pub optional: bool,
}

/// The table attributes of an element (ISO 32000-1 Table 349).
#[derive(Debug, Default)]
pub(super) struct TableFacts {
    /// What the table is about.
    pub summary: Option<String>,
    /// Rows and columns covered.
    pub span: Option<(usize, usize)>,
    /// What a head is the head of.
    pub scope: Option<&'static str>,
    /// Names of the cells that are heads of this one, the outermost first.
    pub heads: Vec<String>,
}

/// What is said of a picture.
#[derive(Debug, Default)]
pub(super) struct FigureFacts {
    /// What it shows.
    pub alt: String,
    /// Its box on the page (ISO 32000-1 Table 344), left, lower, right, upper.
    pub bounds: Option<[f32; 4]>,
}

/// Where the elements of a block are.
enum Place {
    Nowhere,
    One(usize),
    Parts(Vec<usize>),
    Rows(Vec<Vec<usize>>),
}

/// The tree. Element 0 is the document.
pub(super) struct Structure {
    pub elements: Vec<StructureElement>,
    /// One entry a block.
    places: Vec<Place>,
}

impl Structure {
    /// The structure of a document; its pages say how large pictures are.
    pub fn of(document: &Document, pages: &Pages) -> Self {
        let mut structure = Self {
            elements: vec![StructureElement { role: "Document", ..StructureElement::default() }],
            places: Vec::with_capacity(document.blocks.len()),
        };
        let mut open = OpenHeadings::default();
        for (index, block) in document.blocks.iter().enumerate() {
            let place = match block {
                Block::Paragraph(p) => {
                    Place::One(structure.paragraph(standard_type(p, &mut open), 0))
                }
                Block::LetterHead(head) => {
                    Place::One(structure.paragraph(standard_type(&head.sender, &mut open), 0))
                }
                Block::Table(table) => Place::Rows(structure.table(table, index)),
                Block::Image(figure) if figure.alt.is_empty() => Place::Nowhere,
                Block::Image(figure) => Place::One(structure.figure(&figure.alt, 0)),
                Block::Signature(signature) => structure.signature(signature),
                // The copies, who issued it, and when.
                Block::Imprint(imprint) => structure.section(imprint.paragraphs().count()),
                Block::PageBreak | Block::Separator(_) | Block::Section(_) => Place::Nowhere,
            };
            structure.places.push(place);
        }
        for page in &pages.pages {
            for item in &page.items {
                if let Item::Image(image) = item {
                    structure.measure(image, page);
                }
            }
        }
        structure
    }

    fn measure(&mut self, image: &PlacedImage, page: &Page) {
        let element = self.element(image.origin);
        let element = element.and_then(|index| self.elements.get_mut(index));
        if let Some(facts) = element.and_then(|element| element.figure.as_mut()) {
            let lower = page.height - image.y - image.height;
            let corners = [image.x, lower, image.x + image.width, lower + image.height];
            facts.bounds = Some(corners.map(|side| ((side * 100.0).round() / 100.0) as f32));
        }
    }

    /// The element that a piece of ink belongs to; none for what is no content: page numbers, heads
    /// that are shown again.
    pub fn element(&self, origin: Origin) -> Option<usize> {
        match origin {
            Origin::Block { block } => match self.places.get(block)? {
                Place::One(element) => Some(*element),
                _ => None,
            },
            Origin::Part { block, part } => match self.places.get(block)? {
                Place::Parts(parts) => parts.get(part).copied(),
                _ => None,
            },
            Origin::Cell { block, row, cell, repeat: false } => match self.places.get(block)? {
                Place::Rows(rows) => rows.get(row)?.get(cell).copied(),
                _ => None,
            },
            Origin::Cell { .. } | Origin::Artifact => None,
        }
    }

    fn add(&mut self, parent: usize, role: &'static str) -> usize {
        let index = self.elements.len();
        self.elements.push(StructureElement { role, parent, ..StructureElement::default() });
        if let Some(parent) = self.elements.get_mut(parent) {
            parent.children.push(index);
        }
        index
    }

    /// A block of several paragraphs.
    fn section(&mut self, paragraphs: usize) -> Place {
        let section = self.add(0, "Sect");
        let parts = (0..paragraphs).map(|_| self.paragraph("P", section));
        Place::Parts(parts.collect())
    }

    /// The bodies, the date, and the seals.
    fn signature(&mut self, signature: &Signature) -> Place {
        let section = self.add(0, "Sect");
        let lines = signature.bodies.len() + 1;
        let mut parts: Vec<usize> = (0..lines).map(|_| self.paragraph("P", section)).collect();
        let seals = signature.seals.iter();
        parts.extend(seals.map(|seal| self.figure(&seal.alt, section)));
        Place::Parts(parts)
    }

    fn figure(&mut self, alt: &str, parent: usize) -> usize {
        let index = self.add(parent, "Figure");
        self.elements[index].figure = Some(FigureFacts { alt: alt.to_owned(), bounds: None });
        index
    }

    fn paragraph(&mut self, role: &'static str, parent: usize) -> usize {
        let index = self.add(parent, role);
        self.elements[index].optional = true;
        index
    }

    fn table(&mut self, table: &Table, block: usize) -> Vec<Vec<usize>> {
        let whole = self.add(0, "Table");
        if !table.caption.is_empty() {
            self.elements[whole].table =
                Some(TableFacts { summary: Some(table.caption.clone()), ..TableFacts::default() });
        }
        let heads = heads(table);
        let mut places = Vec::with_capacity(table.rows.len());
        for (r, row) in table.rows.iter().enumerate() {
            let line = self.add(whole, "TR");
            let cells = (row.cells.iter().enumerate())
                .map(|(c, cell)| self.cell(cell, line, (block, r, c), &heads));
            places.push(cells.collect());
        }
        places
    }

    fn cell(
        &mut self,
        cell: &Cell,
        row: usize,
        (block, r, c): (usize, usize, usize),
        heads: &Heads,
    ) -> usize {
        let scope = match cell.kind {
            CellKind::ColumnHead => Some("Column"),
            CellKind::RowHead => Some("Row"),
            CellKind::Data => None,
        };
        let index = self.add(row, if scope.is_some() { "TH" } else { "TD" });
        let name = |&(row, cell): &(usize, usize)| format!("{block}.{row}.{cell}");
        let element = &mut self.elements[index];
        element.id = scope.is_some().then(|| name(&(r, c)));
        // Characters one below the other would be read as so many lines.
        element.text = cell.stacked.then(|| text(&cell.paragraphs));
        let facts = TableFacts {
            summary: None,
            span: (cell.rowspan > 1 || cell.colspan > 1).then_some((cell.rowspan, cell.colspan)),
            scope,
            heads: heads.of(r, c).iter().map(name).collect(),
        };
        let said = facts.span.is_some() || facts.scope.is_some() || !facts.heads.is_empty();
        element.table = said.then_some(facts);
        index
    }
}

fn text(paragraphs: &[Paragraph]) -> String {
    let texts: Vec<String> = paragraphs.iter().map(Paragraph::text).collect();
    texts.join("\n")
}

/// The standard type of a paragraph.
fn standard_type(paragraph: &Paragraph, open: &mut OpenHeadings) -> &'static str {
    rank(paragraph, open).and_then(|rank| RANKS.get(rank - 1).copied()).unwrap_or("P")
}

/// The rank of a heading, 1 to 6; none of other paragraphs. The title is a heading, too: the others stand
/// below it.
pub(super) fn rank(paragraph: &Paragraph, open: &mut OpenHeadings) -> Option<usize> {
    let level = match paragraph.role {
        Role::Title => 0,
        Role::Heading(level) => level,
        Role::Body
        | Role::Letterhead
        | Role::DocumentNumber
        | Role::Addressee
        | Role::ListItem
        | Role::Attachment
        | Role::AttachmentMark
        | Role::Note
        | Role::Imprint
        | Role::Figure => return None,
    };
    if paragraph.text().trim().is_empty() {
        return None;
    }
    Some(usize::from(open.open(level)).clamp(1, RANKS.len()))
}
