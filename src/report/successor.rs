//! Last year's report → a first YAML of this year's: what carries over is there, what has to be written anew
//! says so.

use super::{
    Forms, Part, Report, RowRole, Signature, UnitName, Value, carry_over, fill::draft, find_part,
    to_yaml, write::FILE,
};
use crate::{
    date::Date,
    diagnostic::Result,
    text::{digit_by_digit, spelt_value},
    yaml::canonical,
};
use std::sync::Arc;

/// What stands above a text of last year, so that it cannot be filed as it is.
const REWRITE: &str = "【请填写：下面是去年的文字，请照今年的情况改写，再删去这一行】";
/// What stands above the sentences of a part that last year's report did not have.
const ANEW: &str = "【请填写：去年的报告里没有找到这一部分的文字，请照今年的情况写，再删去这一行】";
/// Characters between two years of one span, `2021年秋季—2022年春季`.
const SPAN: usize = 8;

/// Writes the file of a unit's next report. Numbers are 0 but for those that carry over; texts are last
/// year's, years moved on, marked as to be rewritten. A part of last year that the form does not have goes with the
/// one before it. Of a report that is not last year's only the texts are taken.
///
/// # Errors
/// A form whose texts cannot be filled in; those of the built-in forms can.
pub fn successor(forms: &Forms, previous: &Report, year: i32) -> Result<String> {
    let last = previous.year.value;
    let moved = |text: &str| moved(text, last, year);
    let mut report = Report::new(&forms.for_year(year), &previous.agency.value, year);
    let mut hints = draft(&mut report, |part| &part.starter)?;
    let numbers = match year.saturating_sub(1) {
        before if before == last => "上年结转取自它的结转下年度，别的数都是 0，请照实填".to_owned(),
        before => format!("只借用文字；上年结转请照 {before} 年度的报告填，别的数都是 0，请照实填"),
    };
    hints.insert(FILE.to_owned(), format!("由 {last} 年度的报告接着写的：{numbers}"));
    report.short_name = previous.short_name.as_ref().map(|name| name.value.clone().into());
    report.title = vec![report.default_title().into()];
    if previous.title_line() != previous.default_title() {
        report.title = previous.title.iter().map(|line| moved(&line.value).into()).collect();
    }
    report.preface = previous.preface.as_ref().map(|text| moved(&text.value).into());
    carry_texts(&mut report, previous, moved);
    for cell in report.tables.values_mut().flat_map(|cells| cells.values_mut()) {
        cell.value = Value::Int(0);
    }
    carry_over(&mut report, previous);
    if year.saturating_sub(1) == last {
        ask_for_valid(&mut report, previous);
    }
    report.signature = previous.signature.as_ref().map(|signature| Signature {
        bodies: signature.bodies.iter().map(|body| body.value.clone().into()).collect(),
        date: later(signature.date.value, year - last).into(),
        sealed: signature.sealed,
        seals: signature.seals.iter().map(|seal| seal.value.clone().into()).collect(),
    });
    Ok(to_yaml(&report, &hints))
}

/// Asks for how many documents are valid where some were last year: 0 would be a number that nobody gave.
fn ask_for_valid(report: &mut Report, previous: &Report) {
    let form = Arc::clone(&report.form);
    for role in [RowRole::Regulations, RowRole::Normative] {
        let (Some((table, [to])), Some((there, [from]))) =
            (form.rows(role), previous.form.rows(role))
        else {
            continue;
        };
        let then = previous.tables.get(&there.key).and_then(|cells| {
            cells.get(&format!("{from}.valid"))?.value.amount().filter(|count| !count.is_zero())
        });
        let cell = report
            .tables
            .get_mut(&table.key)
            .zip(then)
            .and_then(|(cells, then)| Some((cells.get_mut(&format!("{to}.valid"))?, then)));
        if let Some((cell, then)) = cell {
            let asked = format!("【请填写：去年是 {then}，加上本年制发的，减去本年废止的】");
            cell.value = Value::Text(asked);
        }
    }
}

/// The same day some years later; the last of February where there is none.
fn later(day: Date, years: i32) -> Date {
    let month_ends = day.month == 2 && day.day == 29;
    Date { year: day.year.saturating_add(years), day: if month_ends { 28 } else { day.day }, ..day }
}

/// Takes over the texts of last year's parts, each into the part that its heading says, whatever its number.
fn carry_texts(report: &mut Report, previous: &Report, moved: impl Fn(&str) -> String) {
    let name = |part: &Part| canonical(&part.heading.value);
    let mut texts = vec![String::new(); report.parts.len()];
    let mut place = 0;
    for before in &previous.parts {
        let heading = before.heading.value.trim();
        let named = find_part(&report.form, heading).filter(|at| *at < report.parts.len());
        place = named.unwrap_or(place);
        let text = before.text.as_ref().map_or("", |text| text.value.trim());
        let Some(into) = texts.get_mut(place).filter(|_| !text.is_empty()) else { continue };
        let is_same = report.parts.get(place).is_some_and(|part| name(part) == name(before));
        let head = match named {
            Some(_) if is_same => REWRITE.to_owned(),
            Some(_) => {
                format!("【请填写：下面是去年“{heading}”的文字，请照今年的情况改写，再删去这一行】")
            }
            None => format!(
                "【请填写：下面是去年“{heading}”的文字，请归到合适的部分并改写，再删去这一行】"
            ),
        };
        if !into.is_empty() {
            into.push('\n');
        }
        *into += &head;
        into.push('\n');
        *into += &moved(text);
    }
    for (part, text) in report.parts.iter_mut().zip(texts) {
        if !text.is_empty() {
            part.text = Some(text.into());
        } else if let Some(sample) = part.text.as_mut().filter(|_| part.table.is_none()) {
            sample.value = format!("{ANEW}\n{}", sample.value.trim());
        }
    }
}

/// Whether a report may be that of a unit of this name, whichever way the name is written.
pub fn may_be_of(report: &Report, name: &str) -> bool {
    let agency = report.agency.value.as_str();
    let names = [Some(agency), report.short_name.as_ref().map(|name| name.value.as_str())];
    let is_one = |own: &str| {
        UnitName::of(own, "").is_same(&UnitName::of(name, ""))
            || own.ends_with(name)
            || name.ends_with(own)
    };
    agency.contains("请填写") || names.into_iter().flatten().any(is_one)
}

/// A text whose years are later: the year of the report, and that of its filing. The name of a document 《…》 stays
/// what it is, and so does the end of a span that began before.
fn moved(text: &str, last: i32, year: i32) -> String {
    let step = year - last;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before_last = false;
    while let Some(end) = rest.find('年') {
        let (before, after) = rest.split_at(end);
        let (words, number, blanks) = number_before(before);
        out.push_str(words);
        let is_named = out.rfind('《') > out.rfind('》');
        let goes_on = before_last
            && words.chars().count() <= SPAN
            && words.contains(['-', '—', '–', '～', '~', '至', '到']);
        let typed = year_of(number);
        match typed.filter(|typed| (last..=last + 1).contains(typed)) {
            Some(typed) if !is_named && !goes_on => out.push_str(&as_typed(typed + step, number)),
            _ => out.push_str(number),
        }
        out.push_str(blanks);
        before_last = typed.is_some_and(|typed| typed < last);
        out.push('年');
        rest = after.get('年'.len_utf8()..).unwrap_or_default();
    }
    out + rest
}

/// What stands before 年: other words, a number, and blanks between the two.
fn number_before(text: &str) -> (&str, &str, &str) {
    let bare = text.trim_end_matches([' ', '\u{A0}', '\u{3000}']);
    let words = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_spelt = words.len() == bare.len();
    let words = if is_spelt { bare.trim_end_matches(|c| digit(c).is_some()) } else { words };
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    (words, piece(words.len(), bare.len()), piece(bare.len(), text.len()))
}

/// What a digit of a year counts, `4` or `四`.
fn digit(c: char) -> Option<u32> {
    // Typed for 〇.
    let spelt = || if c == '○' { Some(0) } else { spelt_value(c.encode_utf8(&mut [0; 4])) };
    c.to_digit(10).or_else(|| spelt().filter(|value| *value < 10)?.try_into().ok())
}

/// The year of four digits that a number says, `2024` or `二〇二四`.
fn year_of(number: &str) -> Option<i32> {
    let digits: Vec<u32> = number.chars().map(digit).collect::<Option<_>>()?;
    let year = || digits.iter().fold(0, |year, digit| year * 10 + digit);
    if digits.len() == 4 { i32::try_from(year()).ok() } else { None }
}

/// A year in the digits of another.
fn as_typed(year: i32, like: &str) -> String {
    match u64::try_from(year) {
        Ok(year) if !like.starts_with(|c: char| c.is_ascii_digit()) => digit_by_digit(year),
        _ => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Source, report::load};

    #[test]
    fn carried_numbers_and_texts_are_there_and_marked() {
        let yaml = "机关: 小街乡人民政府\n年度: 2022\n前言: 统计期限为2022年1月1日至12月31日。2020年起实行。\n\
            总体情况: |\n  2022年公开12条。\n收到和处理政府信息公开申请情况:\n  本年新收: [3, 0, 0, 0, 0, 0]\n  \
            办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0]\n  结转下年度: [2, 0, 0, 0, 0, 0]\n署名: 2023-01-17\n";
        let previous = load(&Source::new("去年.yaml", yaml)).unwrap().report;
        let next = successor(&Forms::default(), &previous, 2023).unwrap();
        let next = load(&Source::new("今年.yaml", next)).unwrap().report;
        assert_eq!(next.year.value, 2023);
        assert_eq!(next.tables["requests"]["carried_in.natural"].value, Value::Int(2));
        assert_eq!(next.tables["requests"]["carried_in.total"].value, Value::Int(2));
        assert_eq!(next.tables["requests"]["new.natural"].value, Value::Int(0));
        let preface = next.preface.unwrap().value;
        assert_eq!(preface.trim(), "统计期限为2023年1月1日至12月31日。2020年起实行。");
        let overview = next.parts[0].text.clone().unwrap().value;
        assert!(
            overview.starts_with("【请填写") && overview.contains("2023年公开12条"),
            "{overview}"
        );
        assert_eq!(next.signature.unwrap().date.value, Date { year: 2024, month: 1, day: 17 });
    }

    #[test]
    fn no_text_of_last_year_is_lost_and_no_sentence_stands_for_one() {
        let yaml = "机关: 小街乡人民政府\n年度: 2022\n正文:\n  - 标题: 一、总体情况\n    内容: 公开12条。\n  \
            - 标题: 二、队伍建设\n    内容: 培训2次。\n  - 标题: 三、存在的主要问题及改进情况\n    内容: 不够及时。\n署名: 2023-02-17\n";
        let previous = load(&Source::new("去年.yaml", yaml)).unwrap().report;
        let next = successor(&Forms::default(), &previous, 2023).unwrap();
        let next = load(&Source::new("今年.yaml", next)).unwrap().report;
        let text = |at: usize| next.parts[at].text.clone().unwrap().value;
        let other = yaml.replace("三、存在的主要问题及改进情况", "三、存在的问题和下一步打算");
        let other = load(&Source::new("去年.yaml", other)).unwrap().report;
        let other = successor(&Forms::default(), &other, 2023).unwrap();
        let other = load(&Source::new("今年.yaml", other)).unwrap().report;
        let problems = other.parts[4].text.clone().unwrap().value;
        assert!(
            problems.contains("“三、存在的问题和下一步打算”") && problems.contains("不够及时"),
            "{problems}"
        );
        for words in ["公开12条", "培训2次", "“二、队伍建设”"] {
            assert!(text(0).contains(words), "{}", text(0));
        }
        assert!(text(4).starts_with(REWRITE) && text(4).contains("不够及时"), "{}", text(4));
        assert!(text(5).starts_with(ANEW), "{}", text(5));
    }

    #[test]
    fn names_and_spans_keep_their_years() {
        let text =
            "《2022年云南省要点》2022年落实，2021年秋季-2022年春季，2020年、2022年，2023年1月";
        let later =
            "《2022年云南省要点》2023年落实，2021年秋季-2022年春季，2020年、2023年，2024年1月";
        assert_eq!(moved(text, 2022, 2023), later);
        let spaced = "2022 年公开，二〇二二年、二○二三年，九九二二年";
        assert_eq!(moved(spaced, 2022, 2023), "2023 年公开，二〇二三年、二〇二四年，九九二二年");
    }

    #[test]
    fn of_an_older_report_it_is_not_said_that_numbers_carry_over() {
        let yaml = "机关: 小街乡人民政府\n年度: 2020\n总体情况: 公开12条。\n署名: 2021-02-17\n";
        let previous = load(&Source::new("前年.yaml", yaml)).unwrap().report;
        let next = successor(&Forms::default(), &previous, 2023).unwrap();
        assert!(next.contains("照 2022 年度的报告填") && !next.contains("取自它"), "{next}");
    }
}
