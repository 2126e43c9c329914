//! `word/styles.xml`: every named style of the document, complete, on Word's own names.

use super::{
    NAMESPACE_W,
    names::{FOOTER, NORMAL, PAGE_NUMBER, StyleName, StyleNames},
    props,
    xml::{Element, el, val},
};
use crate::document::{
    Align, Document, NamedStyle, PageNumber, PageNumberPlace, ParagraphFormat, Role, TextStyle,
};

/// The part.
pub(super) fn part(document: &Document, names: &StyleNames) -> Element {
    let base = base(document);
    let mut out =
        el("w:styles").attr("xmlns:w", NAMESPACE_W).child(defaults(document, base)).child(latent());
    if !names.paragraphs().iter().any(|style| style.id == NORMAL) {
        out = out.child(normal(document, base));
    }
    out = out.children(builtin());
    for (index, (style, name)) in document.styles.iter().zip(names.paragraphs()).enumerate() {
        out = out.child(paragraph_style(document, names, style, name, index));
    }
    for (style, name) in document.char_styles.iter().zip(names.characters()) {
        out = out.child(character_style(&style.text, &name.id, &name.name));
    }
    let number = document.page_styles().find_map(|page| page.number.as_ref());
    if let Some(number) = number {
        if !names.paragraphs().iter().any(|style| style.id == FOOTER) {
            out = out.child(footer_style(document, number));
        }
        out = out.child(character_style(&number.text, PAGE_NUMBER, "page number"));
    }
    out
}

/// The text that everything else is measured against: 正文, or the first style there is.
fn base(document: &Document) -> Option<&TextStyle> {
    let body = document.style_for(Role::Body);
    body.or(document.styles.first()).map(|style| &*style.text)
}

/// `w:docDefaults`. LibreOffice measures `firstLineChars` by the size given here and in `Normal`.
fn defaults(document: &Document, base: Option<&TextStyle>) -> Element {
    let lang = el("w:lang")
        .attr("w:val", "en-US")
        .attr("w:eastAsia", document.meta.language())
        .attr("w:bidi", "ar-SA");
    let run = el("w:rPr").children(base.map(props::run).unwrap_or_default()).child(lang);
    let paragraph = el("w:pPr").children(props::line_breaking(document.page.punctuation));
    el("w:docDefaults")
        .child(el("w:rPrDefault").child(run))
        .child(el("w:pPrDefault").child(paragraph))
}

/// All of Word's other built-in styles stay out of the clerk's style list.
fn latent() -> Element {
    el("w:latentStyles")
        .attr("w:defLockedState", 0)
        .attr("w:defUIPriority", 99)
        .attr("w:defSemiHidden", 1)
        .attr("w:defUnhideWhenUsed", 1)
        .attr("w:defQFormat", 0)
        .attr("w:count", 376)
}

/// `Normal` for a document that has no style 正文 of its own.
fn normal(document: &Document, base: Option<&TextStyle>) -> Element {
    let format = ParagraphFormat::new(Align::Justify, document.page.line_pitch);
    style("paragraph", NORMAL, "Normal")
        .attr("w:default", 1)
        .child(el("w:qFormat"))
        .child(paragraph(&format, None, document))
        .child(el("w:rPr").children(base.map(props::run).unwrap_or_default()))
}

/// The styles Word expects to be there.
fn builtin() -> [Element; 3] {
    // Word's own 5.4 pt left and right.
    let margins = [("w:top", 0), ("w:left", 108), ("w:bottom", 0), ("w:right", 108)];
    let margins = margins.map(|(side, width)| el(side).attr("w:w", width).attr("w:type", "dxa"));
    let margins = el("w:tblCellMar").children(margins);
    let table =
        el("w:tblPr").child(el("w:tblInd").attr("w:w", 0).attr("w:type", "dxa")).child(margins);
    let hidden = |kind, id, name| {
        style(kind, id, name)
            .attr("w:default", 1)
            .child(val("w:uiPriority", 99))
            .child(el("w:semiHidden"))
            .child(el("w:unhideWhenUsed"))
    };
    [
        hidden("character", "DefaultParagraphFont", "Default Paragraph Font"),
        hidden("table", "TableNormal", "Normal Table").child(table),
        hidden("numbering", "NoList", "No List"),
    ]
}

fn style(kind: &str, id: &str, name: &str) -> Element {
    el("w:style").attr("w:type", kind).attr("w:styleId", id).child(val("w:name", name))
}

fn paragraph_style(
    document: &Document,
    names: &StyleNames,
    source: &NamedStyle,
    name: &StyleName,
    index: usize,
) -> Element {
    let is_normal = name.id == NORMAL;
    let mut out = style("paragraph", &name.id, &name.name);
    if is_normal {
        out = out.attr("w:default", 1);
    } else if name.custom {
        out = out.attr("w:customStyle", 1);
    }
    if let Some(alias) = &name.alias {
        out = out.child(val("w:aliases", alias));
    }
    if !is_normal {
        out = out.child(val("w:basedOn", NORMAL));
        // After a title or a heading the clerk goes on with running text.
        let next = match source.role {
            Some(Role::Title | Role::Heading(_)) => NORMAL,
            _ => names.paragraph_id(index),
        };
        out = out.child(val("w:next", next));
    }
    let mut properties = properties(source, document);
    let normal = names.paragraphs().iter().position(|name| name.id == NORMAL);
    if let (false, Some(normal)) = (is_normal, normal.and_then(|at| document.styles.get(at))) {
        // The rest it inherits, so that a change of 正文 reaches every style that has it from there.
        for (said, known) in properties.iter_mut().zip(self::properties(normal, document)) {
            said.children.retain(|child| !known.children.contains(child));
        }
    }
    out.child(val("w:uiPriority", index + 1)).child(el("w:qFormat")).children(properties)
}

/// What the paragraphs and the text of a style look like.
fn properties(style: &NamedStyle, document: &Document) -> [Element; 2] {
    let level = style.role.and_then(Role::level);
    let run = el("w:rPr").children(props::run(&style.text));
    let look = props::named(style, document.page.punctuation);
    [el("w:pPr").children(look).child(props::outline(level)), run]
}

fn character_style(text: &TextStyle, id: &str, name: &str) -> Element {
    let out = style("character", id, name);
    let out = if id == PAGE_NUMBER { out } else { out.attr("w:customStyle", 1) };
    out.child(val("w:basedOn", "DefaultParagraphFont"))
        .child(val("w:uiPriority", 50))
        .child(el("w:qFormat"))
        .child(el("w:rPr").children(props::run(text)))
}

/// The page number's paragraph (页脚).
fn footer_style(document: &Document, number: &PageNumber) -> Element {
    style("paragraph", FOOTER, "footer")
        .child(val("w:basedOn", NORMAL))
        .child(val("w:uiPriority", 50))
        .child(paragraph(&footer_format(number), None, document))
        .child(el("w:rPr").children(props::run(&number.text)))
}

fn paragraph(format: &ParagraphFormat, level: Option<u8>, document: &Document) -> Element {
    el("w:pPr")
        .children(props::paragraph(format, document.page.punctuation))
        .child(props::outline(level))
}

/// How the page number's paragraph is set on odd pages.
pub(super) fn footer_format(number: &PageNumber) -> ParagraphFormat {
    let outside = number.place == PageNumberPlace::Outside;
    let align = if outside { Align::Right } else { Align::Center };
    ParagraphFormat {
        right: if outside { number.inset } else { 0.0 },
        ..ParagraphFormat::new(align, super::footer::line_pitch(number))
    }
}
