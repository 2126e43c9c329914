//! Which of the lines before the first part is the title. Pages list the reports of other years above it: the title
//! is the one that agrees with what the report says of itself.

use super::{
    fold::fold,
    kinds::{ends_in_kind, is_kind_alone},
    prose::{Prose, TextLine, is_site},
};
use crate::{
    import::source::{LineRole, Reading},
    text::{half_width, visible},
};
use std::ops::Range;

/// What stands between the first year and the last one.
const YEARS_TO: [char; 9] = ['-', '－', '—', '–', '~', '～', '至', '到', '、'];
/// A title is on no more lines.
const LINES: usize = 4;
/// No more letters of its last word stand on a line of their own.
const BROKEN: usize = 4;

/// What the text says of itself, beside its title.
pub(super) struct Clues<'a> {
    reading: &'a Reading,
    /// The year of the period, else the one before the day of the signature.
    year: Option<i32>,
    /// Whoever signs, and the sentences before the first part, folded.
    said: String,
}

/// A title.
pub(super) struct TitleChoice {
    /// Which lines it is.
    pub lines: Range<usize>,
    /// Another line for which as much speaks, and which says another thing.
    pub rival: Option<usize>,
}

/// A line that may be the title, with those above that belong to it.
struct Candidate {
    lines: Range<usize>,
    years: Vec<i32>,
    body: Option<String>,
    score: i32,
}

impl<'a> Clues<'a> {
    pub fn of(reading: &'a Reading, head: &[TextLine], prose: &Prose) -> Self {
        let by_day = || prose.date.as_ref().map(|(day, _)| day.year - 1);
        let year = prose.period.as_ref().map(|(year, _)| *year).or_else(by_day);
        let sentences = head.iter().map(|line| &line.at);
        let sentences = sentences.filter(|at| reading.text(at).contains('。'));
        let said = prose.bodies.iter().chain(sentences).map(|at| fold(reading.text(at)));
        Self { reading, year, said: said.collect() }
    }

    /// The line for which most speaks; of several that say the same, the first.
    pub fn choose(&self, head: &[TextLine]) -> Option<TitleChoice> {
        let is_one = |index: &usize| {
            head.get(*index).is_some_and(|line| looks_like_title(self.reading.text(&line.at)))
                || self.ends_title(head, *index)
        };
        let candidates: Vec<Candidate> =
            (0..head.len()).filter(is_one).map(|last| self.candidate(head, last)).collect();
        let most = candidates.iter().map(|candidate| candidate.score).max()?;
        let mut best = candidates.iter().filter(|candidate| candidate.score == most);
        let first = best.next()?;
        let rival = best.find(|other| other.differs(first));
        let rival = rival.and_then(|other| other.lines.end.checked_sub(1));
        Some(TitleChoice { lines: first.lines.clone(), rival })
    }

    /// Whether a line is the last few letters of a title that is broken in its last word.
    fn ends_title(&self, head: &[TextLine], index: usize) -> bool {
        let text = |line: &TextLine| self.reading.text(&line.at).trim().to_owned();
        let Some(rest) = head.get(index).map(text).filter(|rest| rest.chars().count() <= BROKEN)
        else {
            return false;
        };
        let is_of_it = |line: &&TextLine| {
            let text = self.reading.text(&line.at);
            line.role != LineRole::Link && may_be_title(text) && !looks_like_title(text)
        };
        let above = head.get(..=index).unwrap_or_default().iter().rev().take_while(is_of_it);
        let mut whole = String::new();
        above.take(LINES).any(|line| {
            whole.insert_str(0, &text(line));
            whole.len() > rest.len() && whole.contains("信息公开") && looks_like_title(&whole)
        })
    }

    fn candidate(&self, head: &[TextLine], last: usize) -> Candidate {
        let mut first = last;
        let title = |first: usize| {
            let lines = head.get(first..=last).unwrap_or_default();
            lines.iter().map(|line| self.reading.text(&line.at).trim()).collect::<String>()
        };
        while last - first + 1 < LINES {
            let above = first.checked_sub(1).and_then(|above| head.get(above));
            let above = above.filter(|line| {
                let text = self.reading.text(&line.at);
                line.role != LineRole::Link && may_be_title(text) && !looks_like_title(text)
            });
            let Some(above) = above else { break };
            // Without a body before the year or the words, the line above has it, or the body's beginning.
            let body = whose(&title(first)).filter(|body| !is_kind_alone(body));
            if body.is_some_and(|body| !self.begins_above(self.reading.text(&above.at), &body)) {
                break;
            }
            first -= 1;
        }
        let text = title(first);
        let role = head.get(last).map(|line| line.role).unwrap_or_default();
        let mut candidate =
            Candidate { lines: first..last + 1, years: years(&text), body: whose(&text), score: 0 };
        candidate.score = self.score(&candidate, role);
        candidate
    }

    /// Whether a line above ends in what the text has right before the name of a body: 石 and 桥镇 where 石桥镇 signs.
    fn begins_above(&self, above: &str, body: &str) -> bool {
        let last = bare(above).chars().next_back().filter(|c| c.is_alphabetic());
        let is_said = |last: char| self.said.contains(&fold(&format!("{last}{body}")));
        last.is_some_and(is_said)
    }

    /// How much speaks for a line: the year above all.
    fn score(&self, candidate: &Candidate, role: LineRole) -> i32 {
        let year = match self.year {
            Some(year) if candidate.years.contains(&year) => 16,
            Some(_) if !candidate.years.is_empty() => -16,
            _ => 0,
        };
        let body = match &candidate.body {
            Some(body) if self.said.contains(&fold(body)) => 8,
            Some(_) => 1,
            None => 0,
        };
        let role = match role {
            LineRole::Heading => 4,
            LineRole::Link => -4,
            LineRole::Plain => 0,
        };
        year + body + role
    }
}

impl Candidate {
    /// Whether two lines cannot be the title of one report.
    fn differs(&self, other: &Self) -> bool {
        let bodies = self.body.as_ref().zip(other.body.as_ref());
        self.years != other.years || bodies.is_some_and(|(one, two)| fold(one) != fold(two))
    }
}

/// Whether a line ends the title of a report.
pub(super) fn looks_like_title(text: &str) -> bool {
    // A byte that is damaged is none of the words.
    let bare = bare(text).replace('\u{FFFD}', "");
    let core = without_remark(&bare);
    let ends =
        ["年度报告", "年报", "年度报告的公告", "工作报告"].iter().any(|end| core.ends_with(end));
    let is_of_work = core.contains("信息公开") && core.ends_with("情况的报告");
    (ends || is_of_work) && may_be_title(text) && !bare.starts_with("本年度报告")
}

/// A title without what is said of it behind: `（2024年）`, `（已公开）`, `全文`.
fn without_remark(title: &str) -> &str {
    let title = title.trim_end_matches("全文");
    let inner = title.strip_suffix(['）', ')', '】', '〕', ']']);
    let start = inner.and_then(|inner| inner.rfind(['（', '(', '【', '〔', '[']));
    let core = start.and_then(|start| title.get(..start));
    core.unwrap_or(title).trim_end_matches("全文")
}

/// Whether a line may be one of a title.
fn may_be_title(text: &str) -> bool {
    text.chars().count() <= 60
        && !text.contains(['。', '，', '；', '：', ':', '>', '《', '|', '?', '？', ','])
        && !is_site(text)
}

/// The body that a title names: what stands before the year, or before the words; behind a year at the head.
pub(super) fn whose(title: &str) -> Option<String> {
    let bare = bare(title);
    let words = |text: &str| {
        let found = ["政府信息公开", "年度报告", "政务公开"].map(|word| text.find(word));
        found.into_iter().flatten().min()
    };
    let body = match year_at(&bare) {
        Some(0) => {
            let rest = bare.get("2024年".len()..)?.trim_start_matches('度');
            rest.get(..words(rest)?)?
        }
        year => bare.get(..words(&bare).into_iter().chain(year).min()?)?,
    };
    // 2022-2024年, 2024年度关于
    let is_of_years = |c: char| c.is_ascii_digit() || YEARS_TO.contains(&c);
    let body =
        body.trim_end_matches(is_of_years).trim_end_matches("年").trim_end_matches(is_of_years);
    let body = body.trim_start_matches("关于").trim_end_matches("关于");
    (body.chars().count() > 1 && !is_of_words(body)).then(|| body.to_owned())
}

/// Whether what stands before 年度报告 is not the name of a body but the end of the words whose beginning the line
/// above has: 开工作年度报告.
fn is_of_words(body: &str) -> bool {
    ["政府信息公开工作", "政府信息公开", "政务公开工作", "政务公开"]
        .iter()
        .any(|words| words.ends_with(body))
}

/// A text without blanks, and without what pages put between its characters that has no ink.
fn bare(text: &str) -> String {
    visible(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where a year stands: four digits and 年.
fn year_at(text: &str) -> Option<usize> {
    text.match_indices('年').find_map(|(end, _)| {
        let start = end.checked_sub(4)?;
        let digits = text.get(start..end)?;
        let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
        is_year.then_some(start)
    })
}

/// The first year of a text, `2023年`.
pub(super) fn year(text: &str) -> Option<i32> {
    let bare = bare(&half_width(text));
    let start = year_at(&bare)?;
    bare.get(start..start + 4)?.parse().ok()
}

/// The years that a title names, in their order: `2022-2024年` names two.
pub(super) fn years(text: &str) -> Vec<i32> {
    let bare = bare(&half_width(text));
    let is_named = |at: &usize| {
        let behind = bare.get(at + 4..).unwrap_or_default();
        behind.starts_with('年') || (behind.starts_with(YEARS_TO) && behind.contains('年'))
    };
    let digits =
        |at: usize| bare.get(at..at + 4).filter(|four| four.bytes().all(|b| b.is_ascii_digit()));
    let found = bare.match_indices("20").map(|(at, _)| at).filter(is_named);
    let mut years: Vec<i32> = found.filter_map(|at| digits(at)?.parse().ok()).collect();
    years.dedup();
    years
}

/// Lines as one, without what a page puts between the letters that has no ink.
pub(super) fn joined(reading: &Reading, lines: &[Range<usize>]) -> String {
    lines.iter().map(|at| visible(reading.text(at).trim()).into_owned()).collect()
}

/// The lines of a title as its author broke them, without blanks: a break within a word is of the window that it was
/// copied from. Each with its place.
pub(super) fn written_lines(
    reading: &Reading,
    lines: &[Range<usize>],
) -> Vec<(String, Range<usize>)> {
    let mut written: Vec<(String, Range<usize>)> = Vec::new();
    for at in lines {
        let line = bare(reading.text(at));
        match written.last_mut().filter(|(above, _)| is_within_word(above, &line)) {
            Some((above, place)) => {
                above.push_str(&line);
                place.end = at.end;
            }
            None => written.push((line, at.clone())),
        }
    }
    written
}

/// Whether two lines of a title are parted within one of its words.
fn is_within_word(above: &str, below: &str) -> bool {
    const WORDS: [&str; 4] = ["政府", "信息公开", "工作", "年度报告"];
    let cut = |word: &'static str| {
        let ends = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
        ends.into_iter().any(|(head, tail)| above.ends_with(head) && below.starts_with(tail))
    };
    let is_of_year = above.ends_with(|c: char| c.is_ascii_digit())
        && below.starts_with(|c: char| c.is_ascii_digit() || c == '年');
    // A place that the body lies in, or another body, may stand on a line of its own.
    let ends_name =
        || above.ends_with(['省', '市', '州', '盟', '县', '区', '旗']) || ends_in_kind(above);
    let is_of_name = whose(below).is_some_and(|body| is_kind_alone(&body) || !ends_name());
    WORDS.into_iter().any(cut) || is_of_year || is_of_name
}

#[cfg(test)]
mod tests {
    use super::{whose, years};

    #[test]
    fn a_title_names_a_body_and_its_years() {
        let named = |title: &str| (whose(title).unwrap_or_default(), years(title));
        let body = "石桥镇人民政府".to_owned();
        for (title, found) in [
            ("石桥镇人民政府2024年政府信息公开工作年度报告", vec![2024]),
            ("2024年度石桥镇人民政府政府信息公开工作年度报告", vec![2024]),
            ("石桥镇人民政府2022-2024年政府信息公开工作年度报告", vec![2022, 2024]),
            ("石桥镇人民政府2022年—2024年政府信息公开工作年度报告", vec![2022, 2024]),
            ("石桥镇人民政府政府信息公开工作年度报告（2024年）", vec![2024]),
        ] {
            assert_eq!(named(title), (body.clone(), found), "{title}");
        }
        for unseen in ['\u{200B}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{200E}'] {
            let title =
                format!("石桥镇人民政府20{unseen}24年{unseen}政府信息公开工作年度{unseen}报告");
            assert_eq!(named(&title), (body.clone(), vec![2024]), "{unseen:?}");
            assert!(super::looks_like_title(&title), "{unseen:?}");
        }
        assert_eq!(whose("工作年度报告"), None);
        assert_eq!(whose("2024年政府信息公开工作年度报告"), None);
    }
}
