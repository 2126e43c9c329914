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
    /// `image`.
    Image,
    Signature,
    Body,
    Date,
    PageBreak,
    /// A rule on a line of its own.
    Rule,
    /// Pages of another shape or numbering.
    Section,
    /// 份号.
    CopyNumber,
    /// 密级和保密期限.
    Secrecy,
    /// 紧急程度.
    Urgency,
    /// 签发人, with 发文字号.
    Signers,
    /// The head of a letter.
    LetterHead,
    /// 份号, 密级, 紧急程度 and 发文字号 of a letter.
    Marks,
    /// 出席, 请假 or 列席 of minutes.
    Attendance,
    /// 红头.
    Letterhead,
    /// 发文字号.
    DocumentNumber,
    /// 主送机关.
    Addressee,
    /// 附注.
    Note,
    /// 附件说明.
    Attachments,
    /// The head of a 附件 page.
    Annex,
    /// `ul`.
    Bullets,
    /// `ol`.
    Numbers,
    /// `li`.
    Item,
    /// 版记.
    Imprint,
    /// 抄送机关.
    Copy,
    /// 印发机关.
    Issuer,
}

/// What an element is, to the element around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Block,
    Inline,
    Row,
    Cell,
    Item,
    SignatureLine,
    ImprintLine,
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
    Items,
    SignatureLines,
    ImprintLines,
    Marks,
    Blocks,
}

/// A line of the table of elements.
#[derive(Debug)]
pub(super) struct ElementRule {
    pub name: &'static str,
    pub tag: Tag,
    pub category: Category,
    pub content: Content,
    pub attributes: &'static [&'static str],
}

const fn element(
    name: &'static str,
    tag: Tag,
    category: Category,
    content: Content,
    attributes: &'static [&'static str],
) -> ElementRule {
    ElementRule { name, tag, category, content, attributes }
}

/// Attributes of cells.
const CELL: &[&str] =
    &["colspan", "rowspan", "scope", "style", "align", "valign", "stacked", "fill"];

/// Every element.
pub(super) const ELEMENTS: &[ElementRule] = &[
    element("title", Tag::Title, Category::Block, Content::Inline, &["style"]),
    element("h1", Tag::Heading(1), Category::Block, Content::Inline, &["style"]),
    element("h2", Tag::Heading(2), Category::Block, Content::Inline, &["style"]),
    element("h3", Tag::Heading(3), Category::Block, Content::Inline, &["style"]),
    element("h4", Tag::Heading(4), Category::Block, Content::Inline, &["style"]),
    element("p", Tag::Paragraph, Category::Block, Content::Inline, &["style"]),
    element("head", Tag::Head, Category::Inline, Content::Inline, &["level"]),
    element(
        "span",
        Tag::Span,
        Category::Inline,
        Content::Inline,
        &["style", "font", "latin", "size", "tracking", "bold", "underline", "color"],
    ),
    element("br", Tag::Break, Category::Inline, Content::Empty, &[]),
    element(
        "table",
        Tag::Table,
        Category::Block,
        Content::Rows,
        &["widths", "header-rows", "style", "caption", "keep"],
    ),
    element("tr", Tag::Row, Category::Row, Content::Cells, &[]),
    element("th", Tag::HeadCell, Category::Cell, Content::Cell, CELL),
    element("td", Tag::DataCell, Category::Cell, Content::Cell, CELL),
    element(
        "image",
        Tag::Image,
        Category::Block,
        Content::Empty,
        &["src", "alt", "width", "height", "align", "style"],
    ),
    element(
        "signature",
        Tag::Signature,
        Category::Block,
        Content::SignatureLines,
        &["sealed", "seal", "seal-width", "style"],
    ),
    element("body", Tag::Body, Category::SignatureLine, Content::Text, &["seal"]),
    element("date", Tag::Date, Category::SignatureLine, Content::Text, &[]),
    element("page-break", Tag::PageBreak, Category::Block, Content::Empty, &[]),
    element("rule", Tag::Rule, Category::Block, Content::Empty, &["style", "width", "color"]),
    element(
        "section",
        Tag::Section,
        Category::Block,
        Content::Blocks,
        &["orientation", "page-number"],
    ),
    element("copy-number", Tag::CopyNumber, Category::Block, Content::Inline, &["style"]),
    element("secrecy", Tag::Secrecy, Category::Block, Content::Inline, &["style"]),
    element("urgency", Tag::Urgency, Category::Block, Content::Inline, &["style"]),
    element("letterhead", Tag::Letterhead, Category::Block, Content::Inline, &["style"]),
    element("doc-number", Tag::DocumentNumber, Category::Block, Content::Inline, &["style"]),
    element("signers", Tag::Signers, Category::Block, Content::Items, &["doc-number", "style"]),
    element("letter-head", Tag::LetterHead, Category::Block, Content::Inline, &["style"]),
    element("marks", Tag::Marks, Category::Block, Content::Marks, &["doc-number"]),
    element("addressee", Tag::Addressee, Category::Block, Content::Inline, &["style"]),
    element("note", Tag::Note, Category::Block, Content::Inline, &["style"]),
    element("attendance", Tag::Attendance, Category::Block, Content::Inline, &["label", "style"]),
    element("attachments", Tag::Attachments, Category::Block, Content::Items, &["style"]),
    element("annex", Tag::Annex, Category::Block, Content::Inline, &["label", "style"]),
    element("ul", Tag::Bullets, Category::Block, Content::Items, &["marker", "hanging", "style"]),
    element(
        "ol",
        Tag::Numbers,
        Category::Block,
        Content::Items,
        &["numbering", "start", "hanging", "style"],
    ),
    element("li", Tag::Item, Category::Item, Content::Inline, &[]),
    element(
        "imprint",
        Tag::Imprint,
        Category::Block,
        Content::ImprintLines,
        &["even-page", "style"],
    ),
    element("copy", Tag::Copy, Category::ImprintLine, Content::Text, &["label"]),
    element("issuer", Tag::Issuer, Category::ImprintLine, Content::Text, &[]),
];

/// An element by its name.
pub(super) fn find(name: &str) -> Option<&'static ElementRule> {
    ELEMENTS.iter().find(|e| e.name == name)
}

impl Content {
    /// Whether an element may stand here.
    pub(super) fn takes(self, element: &ElementRule) -> bool {
        match self {
            Self::Empty | Self::Text => false,
            Self::Inline => element.category == Category::Inline,
            Self::Rows => element.category == Category::Row,
            Self::Cells => element.category == Category::Cell,
            Self::Cell => element.category == Category::Inline || element.tag == Tag::Paragraph,
            Self::Items => element.category == Category::Item,
            Self::SignatureLines => element.category == Category::SignatureLine,
            Self::ImprintLines => {
                element.category == Category::ImprintLine || element.tag == Tag::Date
            }
            Self::Marks => {
                matches!(element.tag, Tag::CopyNumber | Tag::Secrecy | Tag::Urgency)
            }
            Self::Blocks => {
                let outermost =
                    matches!(element.tag, Tag::Section | Tag::Imprint | Tag::LetterHead);
                element.category == Category::Block && !outermost
            }
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
            Self::Items => "里面只能写 <li>",
            Self::SignatureLines => "里面只能写 <body>、<date>",
            Self::ImprintLines => "里面只能写 <copy>、<issuer>、<date>",
            Self::Marks => "里面只能写 <copy-number>、<secrecy>、<urgency>",
            Self::Blocks => {
                "里面写段落、标题、表格等，不能再写 <section>、<imprint> 或 <letter-head>"
            }
        }
    }
}

impl Category {
    /// Where an element of this kind belongs, in words.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::Block => "要单独写，不放在别的元素里",
            Self::Inline => "要写在段落、标题或单元格里",
            Self::Row => "要写在 <table> 里",
            Self::Cell => "要写在 <tr> 里",
            Self::Item => "要写在 <ul>、<ol>、<attachments> 或 <signers> 里",
            Self::SignatureLine => "要写在 <signature> 里",
            Self::ImprintLine => "要写在 <imprint> 里",
        }
    }
}
