//! `<table>` → a table whose grid is complete.

use super::{
    super::styles::{self, TableStyle, name},
    build::{Builder, setting},
    grid::Grid,
    parse::{Child, MarkupNode},
    schema::Tag,
    shrink,
};
use crate::document::{Align, Cell, CellKind, Color, MM, Paragraph, Pt, Row, Table, VAlign};
use crate::{diagnostic::Code, text};
use std::sync::Arc;

/// Word holds no more columns.
const MOST_COLUMNS: usize = 63;
/// More rows than any table on paper; keeps a slip from filling the memory.
const MOST_ROWS: usize = 10_000;

/// A kind of cell as `scope` names it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Column,
    Row,
    /// A row that names an article (条款行), over the whole width.
    Band,
    Data,
}

impl Builder<'_> {
    pub(super) fn table(&mut self, node: &MarkupNode) -> Option<Table> {
        let style = self.table_style(node)?;
        let rows: Vec<&MarkupNode> = node.nodes().collect();
        let columns = self.columns(node, rows.first().copied())?;
        if rows.len() > MOST_ROWS {
            let message = format!("表格有 {} 行，太多了", rows.len());
            self.report(Code::Grid, message, &node.at, "请分成几张表");
            return None;
        }
        let header_rows = self.number(node, "header-rows", 0..rows.len() + 1).unwrap_or(0);
        let mut grid = Grid::new(rows.len(), columns.len());
        let found = self.findings.len();
        let mut built = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let cells = row.nodes().filter_map(|cell| self.cell(cell, index, &mut grid, &style));
            built.push(Row { cells: cells.collect(), min_height: style.row_height });
            if let Some(gap) = grid.gap(index)
                // A cell that did not fit leaves gaps that are not the row's fault.
                && self.findings.len() == found
            {
                let message = format!("表格第 {} 行缺格子：第 {gap} 列没有格子", index + 1);
                let help = format!("补上格子，或加大本行的 colspan；整张表是 {} 列", columns.len());
                self.report(Code::Grid, message, &row.at, &help);
            }
        }
        shrink::numbers(&mut built, &columns, style.padding_x);
        Some(Table {
            caption: node.attribute("caption").unwrap_or_default().to_owned(),
            columns,
            rows: built,
            header_rows,
            border: style.border,
            border_color: style.border_color,
            padding_x: style.padding_x,
            padding_y: style.padding_y,
            keep_together: self.switch(node, "keep").unwrap_or(false),
        })
    }

    fn table_style(&mut self, node: &MarkupNode) -> Option<TableStyle> {
        let name = node.attribute("style").unwrap_or(name::TABLE);
        self.used.insert(name.to_owned());
        let found = self.styles.table(name).cloned();
        if found.is_none() {
            let names = self.styles.tables.iter().map(|(n, _)| n.as_str());
            let help = text::suggestion(name, names);
            self.report(Code::StyleName, format!("没有“{name}”这个表格样式"), &node.at, &help);
        }
        found
    }

    /// Column widths in points: as given, or equal shares for as many as the first row has.
    fn columns(&mut self, node: &MarkupNode, first: Option<&MarkupNode>) -> Option<Vec<Pt>> {
        let width = self.page.text_width();
        let Some(first) = first else {
            self.report(Code::Grid, "表格是空的".to_owned(), &node.at, "里面写 <tr>，或删去表格");
            return None;
        };
        let columns = if let Some(widths) = node.attribute("widths") {
            parse_widths(widths, width)
        } else {
            let count = first.nodes().map(colspan).sum();
            (count > 0).then(|| shares(&vec![1.0; count], width))
        };
        let Some(columns) = columns else {
            let help = "写各列的宽：都带单位（20mm 30mm），或都是份数（1 2 1），用空格隔开";
            self.wrong(node, "widths", help);
            return None;
        };
        if columns.len() > MOST_COLUMNS {
            let message = format!("表格有 {} 列，太多了", columns.len());
            self.report(Code::Grid, message, &node.at, "Word 的表格最多 63 列");
            return None;
        }
        let total: Pt = columns.iter().sum();
        if total > width + 0.5 * styles::pt(0.05) {
            let message =
                format!("表格各列共宽 {:.1} 毫米，超出了版心的 {:.1} 毫米", total / MM, width / MM);
            self.report(Code::Attribute, message, &node.at, "减小 widths，或改写成份数（1 2 1）");
            return None;
        }
        Some(columns)
    }

    fn cell(
        &mut self,
        node: &MarkupNode,
        row: usize,
        grid: &mut Grid,
        style: &TableStyle,
    ) -> Option<Cell> {
        let colspan = self.number(node, "colspan", 1..MOST_COLUMNS + 1);
        let rowspan = self.number(node, "rowspan", 1..MOST_ROWS + 1);
        let area = match grid.place(row, colspan.unwrap_or(1), rowspan.unwrap_or(1)) {
            Ok(area) => area,
            Err(misfit) => {
                let (message, help) = misfit.told();
                self.report(Code::Grid, message, &node.at, &help);
                return None;
            }
        };
        let scope = self.scope(node);
        let fill = self.fill(node, scope, style);
        Some(Cell {
            column: area.column,
            colspan: area.colspan,
            rowspan: area.rowspan,
            kind: match scope {
                Scope::Column | Scope::Band => CellKind::ColumnHead,
                Scope::Row => CellKind::RowHead,
                Scope::Data => CellKind::Data,
            },
            valign: self.valign(node),
            fill,
            stacked: self.switch(node, "stacked").unwrap_or(false),
            paragraphs: self.cell_paragraphs(node, scope),
        })
    }

    fn scope(&mut self, node: &MarkupNode) -> Scope {
        if node.element.tag == Tag::DataCell {
            if node.attribute("scope").is_some() {
                self.wrong(node, "scope", "<td> 是数据，不写 scope；栏目用 <th>");
            }
            return Scope::Data;
        }
        match node.attribute("scope") {
            None | Some("col") => Scope::Column,
            Some("row") => Scope::Row,
            Some("band") => Scope::Band,
            Some(_) => {
                self.wrong(node, "scope", "写 col（列的栏目）、row（行的栏目）或 band（条款行）");
                Scope::Column
            }
        }
    }

    fn fill(&mut self, node: &MarkupNode, scope: Scope, style: &TableStyle) -> Option<Color> {
        match node.attribute("fill") {
            Some("none" | "无") => None,
            Some(_) => self.color(node, "fill"),
            None if scope == Scope::Band => style.band,
            None => None,
        }
    }

    fn valign(&mut self, node: &MarkupNode) -> VAlign {
        match node.attribute("valign") {
            None | Some("middle") => VAlign::Middle,
            Some("top") => VAlign::Top,
            Some(_) => {
                self.wrong(node, "valign", "写 middle 或 top");
                VAlign::Middle
            }
        }
    }

    /// The paragraphs of a cell: its `<p>`s, or else its text as one.
    fn cell_paragraphs(&mut self, node: &MarkupNode, scope: Scope) -> Vec<Paragraph> {
        let default = node.attribute("style").unwrap_or(match scope {
            Scope::Column => name::COLUMN_HEAD,
            Scope::Row | Scope::Band => name::ROW_HEAD,
            Scope::Data => name::CELL,
        });
        let whole = node.nodes().all(|n| n.element.tag != Tag::Paragraph);
        let mut paragraphs = Vec::new();
        if whole {
            paragraphs.extend(self.cell_text(node, default));
        } else {
            for child in &node.children {
                match child {
                    Child::Node(inner) if inner.element.tag == Tag::Paragraph => {
                        paragraphs.extend(self.paragraph(inner, default));
                    }
                    Child::Text { text, .. } if text.trim().is_empty() => {}
                    Child::Text { at, .. } | Child::Node(MarkupNode { at, .. }) => {
                        let message = "单元格里有了 <p>，其余文字也要写在 <p> 里".to_owned();
                        self.report(Code::Nesting, message, at, "把这段文字也写成 <p>…</p>");
                    }
                }
            }
        }
        if let Some(align) = self.align(node) {
            for paragraph in &mut paragraphs {
                let format = Arc::make_mut(&mut paragraph.format);
                format.align = align;
                if align == Align::Center {
                    // The white beside a label is none of one in the middle.
                    (format.left, format.right) = (0.0, 0.0);
                }
            }
        }
        paragraphs
    }

    fn cell_text(&mut self, node: &MarkupNode, style: &str) -> Option<Paragraph> {
        let id = self.style(node, style)?;
        let inlines = self.inlines(&node.children, &setting(self.named(id)));
        Some(self.in_style(id, style, inlines))
    }

    pub(super) fn align(&mut self, node: &MarkupNode) -> Option<Align> {
        match node.attribute("align")? {
            "left" => Some(Align::Left),
            "center" => Some(Align::Center),
            "right" => Some(Align::Right),
            "justify" => Some(Align::Justify),
            _ => {
                self.wrong(node, "align", "写 left、center、right 或 justify");
                None
            }
        }
    }
}

fn colspan(cell: &MarkupNode) -> usize {
    let span = cell.attribute("colspan").and_then(|s| s.parse().ok());
    span.unwrap_or(1).clamp(1, MOST_COLUMNS + 1)
}

fn parse_widths(widths: &str, text_width: Pt) -> Option<Vec<Pt>> {
    let words: Vec<&str> = widths.split_whitespace().collect();
    let lengths: Option<Vec<f64>> = words
        .iter()
        .map(|w| w.trim_end_matches("mm").parse().ok().filter(|n: &f64| (0.1..1e4).contains(n)))
        .collect();
    let lengths = lengths.filter(|l| !l.is_empty())?;
    let measured = words.iter().filter(|w| w.ends_with("mm")).count();
    match measured {
        0 => Some(shares(&lengths, text_width)),
        n if n == words.len() => Some(on_twips(lengths.iter().map(|mm| mm * MM))),
        _ => None,
    }
}

/// The whole width, divided in proportion.
fn shares(parts: &[f64], width: Pt) -> Vec<Pt> {
    let whole: f64 = parts.iter().sum();
    on_twips(parts.iter().map(|part| part / whole * width))
}

/// Widths on whole twips; edges are rounded, not widths, so that the sum keeps its value.
fn on_twips(widths: impl Iterator<Item = Pt>) -> Vec<Pt> {
    let mut edge = 0.0;
    widths
        .map(|width| {
            let left = styles::pt(edge);
            edge += width;
            styles::pt(styles::pt(edge) - left)
        })
        .collect()
}
