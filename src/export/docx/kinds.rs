//! What is alike in a body: paragraphs that differ in their words alone, rows and cells that differ in
//! their paragraphs alone.

use super::{
    plan::{DocxPlan, Para, PlanItem},
    runs::{Piece, TextRun},
    table::{CellPlan, RowPlan, TablePlan, White},
    xml::Element,
};
use docx_rs::VMergeType;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// Stands in a model where words will stand: no XML may hold it.
pub(super) const WORDS: &str = "\u{1}";

/// What is alike in a plan.
#[derive(Default)]
pub(super) struct Kinds {
    /// First a paragraph of each kind, then every table with the kinds of its rows and cells.
    pub(super) models: DocxPlan,
    /// How many kinds of paragraphs there are.
    pub(super) count: usize,
    /// The kind of each paragraph of the plan.
    pub(super) paras: Vec<usize>,
    tables: Vec<TableKinds>,
}

/// For every row of a table its kind and those of its cells.
pub(super) type TableKinds = Vec<(usize, Vec<usize>)>;

impl Kinds {
    pub(super) fn of(plan: &DocxPlan) -> Self {
        let mut out = Self::default();
        let mut known = FxHashMap::default();
        for para in &plan.paras {
            let kind = *known.entry(ParaKind(para)).or_insert_with(|| {
                out.models.paras.push(model(para));
                out.models.paras.len() - 1
            });
            out.paras.push(kind);
        }
        out.count = out.models.paras.len();
        out.models.items.extend((0..out.count).map(PlanItem::Para));
        // What stands in every model of a cell.
        out.models.paras.push(Para::default());
        for item in &plan.items {
            if let PlanItem::Table(table) = item {
                let (kinds, rows) = rows(table, out.count);
                out.tables.push(kinds);
                out.models.items.push(PlanItem::Table(TablePlan { rows, ..table.bare() }));
            }
        }
        out.models.section.clone_from(&plan.section);
        out
    }

    /// For every table, in order, its model and its kinds.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&TablePlan, &TableKinds)> {
        let models = self.models.items.iter().filter_map(|item| match item {
            PlanItem::Table(table) => Some(table),
            PlanItem::Para(_) => None,
        });
        models.zip(&self.tables)
    }
}

/// A paragraph as one of its kind: all but the words and the pictures.
struct ParaKind<'a>(&'a Para);

/// A run as one of its kind: its style and its direct formatting.
#[derive(PartialEq, Eq, Hash)]
enum RunKind<'a> {
    Break,
    Tab,
    Text(Option<&'a str>, &'a [Element]),
}

impl ParaKind<'_> {
    /// What the runs are like.
    fn runs(&self) -> impl Iterator<Item = RunKind<'_>> {
        self.0.pieces.iter().map(|piece| match piece {
            Piece::Break => RunKind::Break,
            Piece::Tab => RunKind::Tab,
            Piece::Text(run) => RunKind::Text(run.style.as_deref(), &run.props),
        })
    }
}

impl PartialEq for ParaKind<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.style == other.0.style
            && self.0.props == other.0.props
            && self.runs().eq(other.runs())
    }
}

impl Eq for ParaKind<'_> {}

impl Hash for ParaKind<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.style.hash(state);
        self.0.props.hash(state);
        self.runs().for_each(|run| run.hash(state));
    }
}

/// A paragraph of the kind of this one.
fn model(para: &Para) -> Para {
    let pieces = para.pieces.iter().map(|piece| match piece {
        Piece::Text(run) => Piece::Text(TextRun {
            text: WORDS.to_owned(),
            style: run.style.clone(),
            props: run.props.clone(),
        }),
        other => other.clone(),
    });
    Para {
        style: para.style.clone(),
        props: para.props.clone(),
        pieces: pieces.collect(),
        drawings: Vec::new(),
    }
}

/// The kinds of a table's rows and cells, and rows that have all of them. In every model of a cell stands
/// the paragraph `blank`.
fn rows(table: &TablePlan, blank: usize) -> (TableKinds, Vec<RowPlan>) {
    let mut models: Vec<RowPlan> = Vec::new();
    let mut known: FxHashMap<(White, bool, bool), usize> = FxHashMap::default();
    let mut known_cells: Vec<FxHashMap<CellShape<'_>, usize>> = Vec::new();
    let mut kinds = TableKinds::with_capacity(table.rows.len());
    for row in &table.rows {
        let kind = *known.entry((row.white, row.header, row.splits)).or_insert_with(|| {
            models.push(RowPlan { cells: Vec::new(), ..*row });
            known_cells.push(FxHashMap::default());
            models.len() - 1
        });
        let (Some(model), Some(known)) = (models.get_mut(kind), known_cells.get_mut(kind)) else {
            continue;
        };
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            cells.push(*known.entry(cell_kind(cell)).or_insert_with(|| {
                let paras = vec![blank];
                model.cells.push(CellPlan { paras, fill: cell.fill.clone(), ..*cell });
                model.cells.len() - 1
            }));
        }
        kinds.push((kind, cells));
    }
    (kinds, models)
}

/// Everything that a cell is but its text; of a merge whether it begins here.
type CellShape<'a> = (usize, usize, Option<bool>, bool, Option<&'a str>);

fn cell_kind(cell: &CellPlan) -> CellShape<'_> {
    let begins = cell.merge.map(|merge| merge == VMergeType::Restart);
    (cell.width, cell.span, begins, cell.middle, cell.fill.as_deref())
}
