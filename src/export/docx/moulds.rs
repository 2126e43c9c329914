//! The body, cast: docx-rs builds a paragraph, a row and a cell of every kind that a document has, `finish`
//! completes them, and what is left is to put the words in. A report has hundreds of paragraphs, most of
//! them in cells, of a few dozen kinds; docx-rs copies much for each that it is given.

use super::{
    body, drawing, finish,
    kinds::{Kinds, TableKinds, WORDS},
    order,
    plan::{DocxPlan, PlanItem},
    runs::Piece,
    table::{RowPlan, TablePlan},
    xml::malformed,
};
use crate::diagnostic::Result;
use docx_rs::BuildXML as _;

const PARA_END: &str = "</w:p>";
const CELL_END: &str = "</w:tc>";
const ROW_END: &str = "</w:tr>";
const TABLE_END: &str = "</w:tbl>";

/// Makes `word/document.xml` of a plan.
pub(super) fn cast(plan: &DocxPlan) -> Result<Vec<u8>> {
    let kinds = Kinds::of(plan);
    let built = finish::finish(&body::build(&kinds.models).build(), &kinds.models)?;
    let built = std::str::from_utf8(&built).map_err(|error| malformed(&error))?;
    let mut cutter = UncutBody(built);
    let mut out = String::with_capacity(built.len() * 3);
    out.push_str(cutter.past("<w:body>")?);
    let moulds = (0..kinds.count).map(|_| cutter.past(PARA_END)).collect::<Result<_>>()?;
    let mut caster = Caster { plan, kinds: &kinds, moulds, out };
    let mut tables = kinds.tables();
    for item in &plan.items {
        match item {
            PlanItem::Para(index) => caster.para(*index)?,
            PlanItem::Table(table) => {
                if let Some((model, kinds)) = tables.next() {
                    caster.table(table, model, kinds, &mut cutter)?;
                }
            }
        }
    }
    caster.out.push_str(cutter.0);
    Ok(caster.out.into_bytes())
}

/// What is still to be cut of the built models.
struct UncutBody<'t>(&'t str);

impl<'t> UncutBody<'t> {
    /// Cuts off what stands before a tag.
    fn before(&mut self, tag: &str) -> Result<&'t str> {
        self.at(self.0.find(tag), tag)
    }

    /// Cuts off what ends in a tag.
    fn past(&mut self, tag: &str) -> Result<&'t str> {
        self.at(self.0.find(tag).map(|at| at + tag.len()), tag)
    }

    fn at(&mut self, at: Option<usize>, tag: &str) -> Result<&'t str> {
        let (piece, rest) =
            at.and_then(|at| self.0.split_at_checked(at)).ok_or_else(|| malformed(&tag))?;
        self.0 = rest;
        Ok(piece)
    }
}

/// A row up to its first cell, and its cells up to their first paragraph.
struct RowMould<'t> {
    head: &'t str,
    cells: Vec<&'t str>,
}

impl<'t> RowMould<'t> {
    fn cut(model: &RowPlan, cutter: &mut UncutBody<'t>) -> Result<Self> {
        let head = cutter.before(if model.cells.is_empty() { ROW_END } else { "<w:tc>" })?;
        let mut cells = Vec::with_capacity(model.cells.len());
        for _ in &model.cells {
            cells.push(cutter.before("<w:p>")?);
            cutter.past(CELL_END)?;
        }
        cutter.past(ROW_END)?;
        Ok(Self { head, cells })
    }
}

/// Puts words into moulds.
struct Caster<'a> {
    plan: &'a DocxPlan,
    kinds: &'a Kinds,
    moulds: Vec<&'a str>,
    out: String,
}

impl Caster<'_> {
    fn para(&mut self, index: usize) -> Result<()> {
        let kind = self.kinds.paras.get(index).and_then(|kind| self.moulds.get(*kind));
        let (Some(mould), Some(para)) = (kind, self.plan.paras.get(index)) else {
            return Ok(());
        };
        let mut pieces = mould.trim_end_matches(PARA_END).split(WORDS);
        self.out.push_str(pieces.next().unwrap_or_default());
        let words = para.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(run) => Some(run.text.as_str()),
            Piece::Break | Piece::Tab => None,
        });
        for (words, after) in words.zip(pieces) {
            put_words(&mut self.out, words);
            self.out.push_str(after);
        }
        for drawing in &para.drawings {
            let mut run = drawing::run(drawing);
            order::sort(&mut run);
            run.write(&mut self.out)?;
        }
        self.out.push_str(PARA_END);
        Ok(())
    }

    fn table(
        &mut self,
        table: &TablePlan,
        model: &TablePlan,
        kinds: &TableKinds,
        cutter: &mut UncutBody<'_>,
    ) -> Result<()> {
        let first = if model.rows.is_empty() { TABLE_END } else { "<w:tr>" };
        self.out.push_str(cutter.before(first)?);
        let moulds = model.rows.iter().map(|row| RowMould::cut(row, cutter));
        let moulds: Vec<RowMould<'_>> = moulds.collect::<Result<_>>()?;
        for (row, (kind, cells)) in table.rows.iter().zip(kinds) {
            let Some(mould) = moulds.get(*kind) else { continue };
            self.out.push_str(mould.head);
            for (cell, kind) in row.cells.iter().zip(cells) {
                self.out.push_str(mould.cells.get(*kind).copied().unwrap_or_default());
                cell.paras.iter().try_for_each(|index| self.para(*index))?;
                self.out.push_str(CELL_END);
            }
            self.out.push_str(ROW_END);
        }
        self.out.push_str(cutter.past(TABLE_END)?);
        Ok(())
    }
}

/// Words as docx-rs writes them.
fn put_words(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\n', '\r']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            Some(b'\'') => "&apos;",
            // Ends of lines: breaks are pieces of their own.
            _ => "",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::docx::{
        footer::PageEdges,
        names::StyleNames,
        plan::{self, Para},
        runs::TextRun,
        sample,
    };

    #[test]
    fn words_are_written_as_docx_rs_writes_them() {
        let text = |text: &str| TextRun { text: text.to_owned(), style: None, props: Vec::new() };
        for words in ["", "铜厂乡", "<&>\"'\n\r", "a\nb\rc", "&amp;", "\u{10FFFD}<"] {
            let para = Para { pieces: vec![Piece::Text(text(words))], ..Para::default() };
            let mut plan = DocxPlan::default();
            plan.paras.push(para);
            plan.items.push(PlanItem::Para(0));
            let whole = finish::finish(&body::build(&plan).build(), &plan).unwrap();
            assert_eq!(
                String::from_utf8(cast(&plan).unwrap()),
                String::from_utf8(whole),
                "{words:?}"
            );
        }
    }

    #[test]
    fn a_cast_body_is_what_docx_rs_builds_of_the_whole_plan() {
        let (document, facts) = sample::sample();
        let names = StyleNames::of(&document);
        let edges = PageEdges::of(&document, &names, &facts);
        let mut plan = plan::plan(&document, &facts, &names, &edges);
        // Pictures are put in with the words.
        plan.paras.iter_mut().for_each(|para| para.drawings.clear());
        let whole = finish::finish(&body::build(&plan).build(), &plan).unwrap();
        assert_eq!(String::from_utf8(cast(&plan).unwrap()), String::from_utf8(whole));
    }
}
