//! The finishing pass over what docx-rs built: beside the plan it adds what docx-rs cannot say,
//! takes away what it should not say, and puts every child in schema order.

use super::{
    NAMESPACE_R, NAMESPACE_W, drawing, order,
    plan::{Item, Para, Plan},
    runs::Piece,
    table::{RowPlan, TablePlan},
    xml::{Element, Node, el, val},
};

/// Finishes `w:document`.
pub(super) fn finish(document: &mut Element, plan: &Plan) {
    // docx-rs declares a dozen namespaces; two are in use.
    document.attributes = vec![
        ("xmlns:r".to_owned(), NAMESPACE_R.to_owned()),
        ("xmlns:w".to_owned(), NAMESPACE_W.to_owned()),
    ];
    let mut tables = plan.items.iter().filter_map(|item| match item {
        Item::Table(table) => Some(table),
        Item::Para(_) => None,
    });
    for body in document.elements_mut() {
        body.remove("w:sectPr");
        for child in body.elements_mut() {
            match child.name.as_str() {
                "w:p" => finish_paragraph(child, plan),
                "w:tbl" => {
                    if let Some(table) = tables.next() {
                        finish_table(child, table, plan);
                    }
                }
                _ => {}
            }
        }
        *body = std::mem::take(body).children(plan.section.clone());
    }
    order::sort(document);
}

fn finish_paragraph(paragraph: &mut Element, plan: &Plan) {
    let Some(para) = planned(paragraph, plan) else {
        return;
    };
    paragraph.attributes.clear();
    for properties in paragraph.elements_mut().filter(|e| e.name == "w:pPr") {
        // docx-rs writes an empty `w:rPr` into every one.
        properties.remove("w:rPr");
    }
    paragraph.merge("w:pPr", para.props.clone());
    paragraph.drop_empty("w:pPr");
    let runs = paragraph.elements_mut().filter(|e| e.name == "w:r");
    for (run, piece) in runs.zip(&para.pieces) {
        match piece {
            Piece::Text(text) => run.merge("w:rPr", text.props.clone()),
            // A line break is what `w:br` means when it says nothing.
            Piece::Break | Piece::Tab => run.elements_mut().for_each(|e| e.attributes.clear()),
        }
        run.drop_empty("w:rPr");
    }
    let drawings = para.drawings.iter().map(|d| Node::Element(drawing::run(d)));
    paragraph.children.extend(drawings);
}

/// The plan of a paragraph, by the number the builder gave it.
fn planned<'a>(paragraph: &Element, plan: &'a Plan) -> Option<&'a Para> {
    let number = paragraph.get("w14:paraId")?;
    plan.paras.get(usize::from_str_radix(number, 16).ok()?)
}

fn finish_table(table: &mut Element, planned: &TablePlan, plan: &Plan) {
    table.merge("w:tblPr", table_properties(planned));
    let mut rows = planned.rows.iter();
    for child in table.elements_mut() {
        match child.name.as_str() {
            // docx-rs gives grid columns a `w:type`, which they do not have.
            "w:tblGrid" => child
                .elements_mut()
                .for_each(|column| column.attributes.retain(|(name, _)| name == "w:w")),
            "w:tr" => {
                if let Some(row) = rows.next() {
                    finish_row(child, row, plan);
                }
            }
            _ => {}
        }
    }
}

fn table_properties(table: &TablePlan) -> Vec<Element> {
    let heads = table.rows.iter().filter(|row| row.header).count();
    // Head rows are told to readers who cannot see them; there is no banding.
    let look = val("w:tblLook", if heads > 0 { "0620" } else { "0600" })
        .attr("w:firstRow", u8::from(heads > 0))
        .attr("w:lastRow", 0)
        .attr("w:firstColumn", 0)
        .attr("w:lastColumn", 0)
        .attr("w:noHBand", 1)
        .attr("w:noVBand", 1);
    let mut out = vec![look];
    if !table.caption.is_empty() {
        let size = format!(
            "{}：{}行{}列",
            table.caption,
            table.rows.len(),
            table.grid.len()
        );
        out.push(val("w:tblCaption", &table.caption));
        out.push(val("w:tblDescription", size));
    }
    out
}

fn finish_row(row: &mut Element, planned: &RowPlan, plan: &Plan) {
    if planned.header {
        row.merge("w:trPr", vec![el("w:tblHeader")]);
    }
    for cell in row.elements_mut().filter(|e| e.name == "w:tc") {
        for paragraph in cell.elements_mut().filter(|e| e.name == "w:p") {
            finish_paragraph(paragraph, plan);
        }
    }
}
