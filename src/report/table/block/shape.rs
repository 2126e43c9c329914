//! What the form says of a table's rows: their names, and the heads and bands above their numbers.

use super::super::branch::Branch;
use crate::{
    report::{FormCell, FormCellKind as Kind, FormTable},
    yaml::{Name, canonical},
};

/// A row of numbers as the form has it.
pub(super) struct PastedFormRow<'f> {
    /// What leads to it: groups, then its own name.
    pub names: Vec<&'f Name>,
    /// Its numbers, or the one that it is.
    pub branch: &'f Branch,
    /// The heads right above its numbers, folded.
    pub heads: Vec<String>,
    /// The band above it, folded.
    pub band: Option<String>,
    /// Whether all of it is computed.
    pub is_total: bool,
}

impl PastedFormRow<'_> {
    /// How many numbers it has.
    pub fn width(&self) -> usize {
        self.branch.children.len().max(1)
    }

    /// What it is called: `不予公开”下“属于国家秘密`.
    pub fn shown(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(|name| name.shown.as_str()).collect();
        names.join("”下“")
    }

    /// Whether a label is its name, or the name of a group that it is in.
    pub fn is_led_to_by(&self, label: &str) -> bool {
        self.names.iter().any(|name| name.answers_to(label))
    }

    /// Whether a label is its own name.
    pub fn is_called(&self, label: &str) -> bool {
        self.names.last().is_some_and(|name| name.answers_to(label))
    }
}

/// A table of the form as a pasted one is compared with it.
pub(super) struct FormShape<'f> {
    pub rows: Vec<PastedFormRow<'f>>,
    /// The heads of each line of the form that has some, as printed, with their folded forms.
    pub heads: Vec<Vec<(&'f str, String)>>,
    /// The bands and notes, folded.
    pub others: Vec<String>,
}

/// A label of a head or band without what may differ: marks, blanks, a bracket behind it.
pub(super) fn folded(label: &str) -> String {
    let label = canonical(label).replace("20条", "二十条");
    let short: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    if short.is_empty() { label.chars().filter(|c| !c.is_whitespace()).collect() } else { short }
}

impl<'f> FormShape<'f> {
    /// The shape of a table.
    pub fn of(form: &'f FormTable) -> Self {
        let mut rows = Vec::new();
        gather(form, &form.tree, &mut Vec::new(), &mut rows);
        let mut heads: Vec<Vec<(&str, String)>> = Vec::new();
        let mut line = None;
        for cell in form.cells.iter().filter(|cell| cell.kind == Kind::Head) {
            if line != Some(cell.row) {
                heads.push(Vec::new());
                line = Some(cell.row);
            }
            let head = (cell.text.as_str(), folded(&cell.text));
            heads.last_mut().map(|heads| heads.push(head)).unwrap_or_default();
        }
        let others = form.cells.iter().filter(|c| matches!(c.kind, Kind::Band | Kind::Note));
        Self { rows, heads, others: others.map(|cell| folded(&cell.text)).collect() }
    }

    /// Whether a label is the name of a row or a group.
    pub fn is_name(&self, label: &str) -> bool {
        self.rows.iter().any(|row| row.is_led_to_by(label))
    }

    /// All heads that there are, as printed.
    pub fn all_heads(&self) -> impl Iterator<Item = &str> {
        self.heads.iter().flatten().map(|(shown, _)| *shown)
    }

    /// Whether heads in this order are those of a line of the form, or of a row, with the head of the
    /// labels or without it, with totals or without them.
    pub fn has_heads(&self, typed: &[String]) -> bool {
        let lines = self.heads.iter().map(|line| line.iter().map(|(_, head)| head).collect());
        let rows = self.rows.iter().map(|row| row.heads.iter().collect());
        let all = self.rows.iter().flat_map(|row| &row.heads).collect();
        lines.chain(rows).chain([all]).any(|heads: Vec<&String>| {
            let same = |heads: &[&String]| heads.iter().copied().eq(typed);
            let rest = |heads: &[&String], cut: usize| same(heads.get(cut..).unwrap_or_default());
            let is_total = heads.last().is_some_and(|head| *head == "总计");
            let most = heads.len() - usize::from(is_total);
            same(&heads) || rest(&heads, 1) || heads.get(..most).is_some_and(same)
        })
    }
}

fn gather<'f>(
    form: &'f FormTable,
    branch: &'f Branch,
    above: &mut Vec<&'f Name>,
    rows: &mut Vec<PastedFormRow<'f>>,
) {
    for child in &branch.children {
        above.push(&child.name);
        if child.cell.is_some() || child.is_row() {
            rows.push(row(form, child, above));
        } else {
            gather(form, child, above, rows);
        }
        above.pop();
    }
}

fn row<'f>(form: &'f FormTable, branch: &'f Branch, names: &[&'f Name]) -> PastedFormRow<'f> {
    let own = branch.cell.as_deref().into_iter();
    let keys = own.chain(branch.children.iter().filter_map(|child| child.cell.as_deref()));
    let cells: Vec<&FormCell> = keys.filter_map(|key| form.cell(key)).collect();
    let is_sum = |cell: &&FormCell| form.sums.iter().any(|s| s.total() == Some(&cell.key));
    let band = cells.first().and_then(|first| {
        let bands = form.cells.iter().filter(|c| c.kind == Kind::Band && c.row < first.row);
        bands.max_by_key(|band| band.row)
    });
    PastedFormRow {
        names: names.to_vec(),
        branch,
        heads: cells.iter().filter_map(|cell| head_above(form, cell)).collect(),
        band: band.map(|band| folded(&band.text)),
        is_total: !cells.is_empty() && cells.iter().all(is_sum),
    }
}

fn head_above(form: &FormTable, cell: &FormCell) -> Option<String> {
    let above = form.heads_above(cell);
    above.max_by_key(|head| head.row).map(|head| folded(&head.text))
}
