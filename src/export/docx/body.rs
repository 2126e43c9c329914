//! The body tree, built by docx-rs: paragraphs, runs, breaks, tables, merges.
//!
//! Paragraphs are numbered by their place in the plan, not by docx-rs' counter, so that the
//! finishing pass knows each again.

use super::{
    plan::{DocxPlan, Para, PlanItem},
    runs::Piece,
    table::{CellPlan, RowPlan, TablePlan, White},
};
use docx_rs::{
    BorderType, BreakType, Paragraph, ParagraphChild, ParagraphProperty, Run, RunProperty, Shading,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

/// Builds the tree.
pub(super) fn build(plan: &DocxPlan) -> docx_rs::Document {
    let mut out = docx_rs::Document::new();
    for item in &plan.items {
        out = match item {
            PlanItem::Para(index) => out.add_paragraph(paragraph(plan, *index)),
            PlanItem::Table(table) => out.add_table(self::table(plan, table)),
        };
    }
    out
}

fn paragraph(plan: &DocxPlan, index: usize) -> Paragraph {
    let mut property = ParagraphProperty::new();
    let mut children = Vec::new();
    if let Some(Para { style, pieces, .. }) = plan.paras.get(index) {
        if !style.is_empty() {
            property = property.style(style);
        }
        children = pieces.iter().map(|piece| ParagraphChild::Run(Box::new(run(piece)))).collect();
    }
    // By its fields: `new` would draw an id from a counter.
    Paragraph { id: format!("{index:08X}"), children, property, has_numbering: false }
}

fn run(piece: &Piece) -> Run {
    let empty = Run { run_property: RunProperty::default(), children: Vec::new() };
    match piece {
        Piece::Break => empty.add_break(BreakType::TextWrapping),
        Piece::Tab => empty.add_tab(),
        Piece::Text(text) => {
            let run = match &text.style {
                Some(style) => empty.style(style),
                None => empty,
            };
            run.add_text(&text.text)
        }
    }
}

fn table(plan: &DocxPlan, table: &TablePlan) -> docx_rs::Table {
    let rows = table.rows.iter().map(|row| self::row(plan, row)).collect();
    let White { above, below } = table.white;
    let margins = TableCellMargins::new().margin(above, table.padding, below, table.padding);
    docx_rs::Table::new(rows)
        .set_grid(table.grid.clone())
        .width(table.grid.iter().sum(), WidthType::Dxa)
        .indent(0)
        .layout(TableLayoutType::Fixed)
        .margins(margins)
        .set_borders(borders(table))
}

fn borders(table: &TablePlan) -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let mut out = TableBorders::new();
    for position in [Top, Left, Bottom, Right, InsideH, InsideV] {
        let border = TableBorder::new(position).size(table.border).color(&table.border_color);
        let border = match table.border {
            0 => border.border_type(BorderType::None),
            _ => border,
        };
        out = out.set(border);
    }
    out
}

fn row(plan: &DocxPlan, row: &RowPlan) -> TableRow {
    let cells = row.cells.iter().map(|cell| self::cell(plan, cell)).collect();
    let out = TableRow::new(cells);
    if row.splits { out } else { out.cant_split() }
}

fn cell(plan: &DocxPlan, cell: &CellPlan) -> TableCell {
    let mut out = TableCell::new().width(cell.width, WidthType::Dxa);
    if cell.span > 1 {
        out = out.grid_span(cell.span);
    }
    if let Some(merge) = cell.merge {
        out = out.vertical_merge(merge);
    }
    if cell.middle {
        out = out.vertical_align(VAlignType::Center);
    }
    if let Some(fill) = &cell.fill {
        out = out.shading(Shading::new().fill(fill));
    }
    let paras = cell.paras.iter();
    paras.fold(out, |out, index| out.add_paragraph(paragraph(plan, *index)))
}
