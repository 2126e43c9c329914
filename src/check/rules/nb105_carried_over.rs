//! ## 检查什么
//!
//! 给了上年报告（`--previous`）时：今年的“上年结转”总计要等于上年的“结转下年度继续办理”总计；总计相同而某一类申请人对不上的，是警告。2020 年以前的旧格式也能对。
//!
//! ## 为什么
//!
//! 两个数说的是同一批申请。跨年核对是上级审核年报的常规项目。
//!
//! ## 举例
//!
//! ```text
//! 表三“二、上年结转政府信息公开申请数量”行 总计列是 2，2025 年度报告结转下年度的是 3
//! ```
//!
//! ## 怎么改
//!
//! 查登记台账，看是今年填错，还是上年报告填错。上年确实报错的，请先同上级主管部门商定怎样处理。

use crate::{
    check::{
        cell,
        rule::Rule,
        subject::{Rows, Subject},
        tie::{Phrase, Term, Tie, words},
    },
    diagnostic::{Diagnostic, Severity},
    report::{Report, RowRole},
};

pub(super) const RULE: Rule = Rule {
    code: "NB105",
    name: "上年结转等于上年报告的结转下年度",
    severity: Severity::Error,
    file: include_str!("nb105_carried_over.rs"),
    check,
};

const TOTAL: &str = "total";

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(years) = subject.previous.and_then(|previous| Years::of(subject.report, previous))
    else {
        return Vec::new();
    };
    if let Some(finding) = years.compare(rule, subject, TOTAL) {
        return vec![finding];
    }
    let found = years.columns().filter_map(|column| years.compare(rule, subject, column));
    found.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }).collect()
}

/// What is to be the same in both years: the totals, then, as warnings, column by column.
pub(super) fn ties(report: &Report, previous: &Report) -> Vec<Tie> {
    let Some(years) = Years::of(report, previous) else {
        return Vec::new();
    };
    let columns = years.columns().filter(|column| *column != TOTAL);
    let columns = columns.filter_map(|column| years.tie(&RULE, column));
    let columns = columns.map(|tie| Tie { severity: Severity::Warning, ..tie });
    years.tie(&RULE, TOTAL).into_iter().chain(columns).collect()
}

/// What this year took over beside what the last one left.
struct Years<'a> {
    report: &'a Report,
    here: Rows<'a>,
    previous: &'a Report,
    there: Rows<'a>,
}

impl<'a> Years<'a> {
    fn of(report: &'a Report, previous: &'a Report) -> Option<Self> {
        let here = Rows::of(report, RowRole::CarriedIn)?;
        let there = Rows::of(previous, RowRole::CarriedOut)?;
        Some(Self { report, here, previous, there })
    }

    fn columns(&self) -> impl Iterator<Item = &str> {
        let columns = self.here.table.data().filter_map(|cell| cell.key.split_once('.'));
        let own = columns.filter(|(row, _)| self.here.keys.iter().any(|key| key == row));
        own.map(|(_, column)| column)
    }

    /// That one column of this year is the same as of last year.
    fn tie(&self, rule: &Rule, column: &str) -> Option<Tie> {
        let Self { report, here, previous, there } = self;
        let then = there.amount(column)?;
        let [key] = &here.keys_of(column)[..] else {
            return None;
        };
        let now = vec![Term::Plus(key.clone())];
        let year = previous.year.value;
        let sentence = vec![
            words(format!("{}是 ", cell::name(report, here.table, key))),
            Phrase::Sum(now.clone()),
            words(format!("，{year} 年度报告结转下年度的是 {then}")),
        ];
        Some(Tie::equal(rule, here.table, now, vec![Term::Given(then)], sentence))
    }

    /// One column of this year against the same of last year.
    fn compare(&self, rule: &Rule, subject: &Subject<'_>, column: &str) -> Option<Diagnostic> {
        let tie = self.tie(rule, column)?;
        if tie.is_kept(self.here.cells)? {
            return None;
        }
        let of_total = (column == TOTAL).then(|| self.here.place_of_total(&self.report.source));
        let first = self.here.place(column).or(of_total.flatten());
        let first = first.or_else(|| self.here.origins(column).into_iter().next());
        // Of a total of zeros no cell is the cause, but their row is the place.
        let first = first.or_else(|| self.here.place_of_row());
        let finding = rule.finding(tie.message(self.here.cells)?);
        let mut finding = subject.at(finding, first, "今年的上年结转");
        for at in self.there.origins(column) {
            finding = finding.related(&self.previous.source, at, "上年的结转下年度");
        }
        Some(finding.help("同一批申请，两年的数应当相同；请查登记台账，看是哪一年填错"))
    }
}
