//! The elements: their names, attributes, and what may stand in what.

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Title,
    /// `h1` to `h4`.
    Heading(u8),
    Paragraph,
    /// A run-in head.
    Head,
    Span,
    Break,
    Table,
    Row,
    /// `th`.
    HeadCell,
    /// `td`.
    DataCell,
    Signature,
    Body,
    Date,
    PageBreak,
}

/// What an element is, to the element around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Block,
    Inline,
    Row,
    Cell,
    SignatureLine,
}

/// What may stand in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Empty,
    /// Text alone.
    Text,
    /// Text and inline elements.
    Inline,
    Rows,
    Cells,
    /// Text and inline elements, or paragraphs.
    Cell,
    SignatureLines,
}

/// A line of the table of elements.
#[derive(Debug)]
pub(super) struct Element {
    pub name: &'static str,
    pub tag: Tag,
    pub role: Role,
    pub content: Content,
    pub attributes: &'static [&'static str],
}

const fn element(
    name: &'static str,
    tag: Tag,
    role: Role,
    content: Content,
    attributes: &'static [&'static str],
) -> Element {
    Element {
        name,
        tag,
        role,
        content,
        attributes,
    }
}

/// Attributes of cells.
const CELL: &[&str] = &[
    "colspan", "rowspan", "scope", "style", "align", "valign", "stacked", "fill",
];

/// Every element.
pub(super) const ELEMENTS: [Element; 17] = [
    element(
        "title",
        Tag::Title,
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element(
        "h1",
        Tag::Heading(1),
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element(
        "h2",
        Tag::Heading(2),
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element(
        "h3",
        Tag::Heading(3),
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element(
        "h4",
        Tag::Heading(4),
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element(
        "p",
        Tag::Paragraph,
        Role::Block,
        Content::Inline,
        &["style"],
    ),
    element("head", Tag::Head, Role::Inline, Content::Inline, &["level"]),
    element(
        "span",
        Tag::Span,
        Role::Inline,
        Content::Inline,
        &["style", "bold", "underline", "color"],
    ),
    element("br", Tag::Break, Role::Inline, Content::Empty, &[]),
    element(
        "table",
        Tag::Table,
        Role::Block,
        Content::Rows,
        &["widths", "header-rows", "style", "caption", "keep"],
    ),
    element("tr", Tag::Row, Role::Row, Content::Cells, &[]),
    element("th", Tag::HeadCell, Role::Cell, Content::Cell, CELL),
    element("td", Tag::DataCell, Role::Cell, Content::Cell, CELL),
    element(
        "signature",
        Tag::Signature,
        Role::Block,
        Content::SignatureLines,
        &["sealed", "style"],
    ),
    element("body", Tag::Body, Role::SignatureLine, Content::Text, &[]),
    element("date", Tag::Date, Role::SignatureLine, Content::Text, &[]),
    element(
        "page-break",
        Tag::PageBreak,
        Role::Block,
        Content::Empty,
        &[],
    ),
];

/// An element by its name.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|e| e.name == name)
}

impl Content {
    /// Whether an element may stand here.
    pub(super) fn takes(self, element: &Element) -> bool {
        match self {
            Self::Empty | Self::Text => false,
            Self::Inline => element.role == Role::Inline,
            Self::Rows => element.role == Role::Row,
            Self::Cells => element.role == Role::Cell,
            Self::Cell => element.role == Role::Inline || element.tag == Tag::Paragraph,
            Self::SignatureLines => element.role == Role::SignatureLine,
        }
    }

    /// Whether text may stand here.
    pub(super) fn takes_text(self) -> bool {
        matches!(self, Self::Text | Self::Inline | Self::Cell)
    }

    /// What may stand here, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Empty => "里面什么都不能写",
            Self::Text => "里面只能写文字",
            Self::Inline => "里面只能写文字和 <span>、<head>、<br/>",
            Self::Rows => "里面只能写 <tr>",
            Self::Cells => "里面只能写 <th>、<td>",
            Self::Cell => "里面只能写文字、<span>、<br/>，或几个 <p>",
            Self::SignatureLines => "里面只能写 <body>、<date>",
        }
    }
}

impl Role {
    /// Where an element of this kind belongs, in words.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::Block => "要单独写，不放在别的元素里",
            Self::Inline => "要写在段落、标题或单元格里",
            Self::Row => "要写在 <table> 里",
            Self::Cell => "要写在 <tr> 里",
            Self::SignatureLine => "要写在 <signature> 里",
        }
    }
}
