//! Whose report it is, and of which year: what the title, the signature and the text say of it, and where they say
//! different things.

use super::{FoundReport, ReportComposer};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        reader::{
            fold::fold,
            kinds::without_kind,
            title::{whose, years},
        },
        source::Reading,
    },
};
use std::ops::Range;

/// Whose report it is.
#[derive(Default)]
pub(super) struct Agency {
    pub name: Option<String>,
    /// The shorter name of the title.
    pub short: Option<String>,
}

/// The body's full name, and the shorter one of the title.
pub(super) fn agency(reading: &Reading, found: &FoundReport) -> Agency {
    let (signed, by_title) = named(reading, found);
    match (signed, by_title) {
        (Some(signed), Some(title)) if is_other(&signed, &title) => {
            let name =
                if only_signer_said(reading, found, &signed, &title) { signed } else { title };
            Agency { name: Some(name), short: None }
        }
        (Some(signed), Some(short)) if signed != short => {
            Agency { name: Some(signed), short: Some(short) }
        }
        (Some(name), _) | (None, Some(name)) => Agency { name: Some(name), short: None },
        (None, None) => Agency { name: said(reading, found), short: None },
    }
}

/// Who signs, and who the title says it is.
fn named(reading: &Reading, found: &FoundReport) -> (Option<String>, Option<String>) {
    let prose = &found.prose;
    let is_whole = |name: &String| !name.contains(UNREADABLE);
    let signed = prose.bodies.first().map(|at| reading.text(at).replace(' ', "")).filter(is_whole);
    (signed, whose(&prose.title_text(reading)).filter(is_whole))
}

/// A character of which the file does not say what it is, as a font without a table or a wrong encoding leaves it.
const UNREADABLE: char = '\u{FFFD}';

/// Whether two names are not those of one body: neither has in it, in its order, what the other is but for its kind.
fn is_other(one: &str, other: &str) -> bool {
    let core = |name: &str| without_kind(&fold(name)).to_owned();
    let holds = |long: &str, short: &str| {
        let mut rest = long.chars();
        short.chars().all(|c| rest.any(|other| other == c))
    };
    let (a, b) = (core(one), core(other));
    !holds(&fold(one), &b) && !holds(&fold(other), &a)
}

/// Whether the sentences before the first part name the one who signs and not the one of the title.
fn only_signer_said(reading: &Reading, found: &FoundReport, signed: &str, title: &str) -> bool {
    let preface = found.prose.preface.iter().map(|at| fold(reading.text(at)));
    let preface: String = preface.collect();
    preface.contains(&fold(signed)) && !preface.contains(&fold(title))
}

/// The body that a line about the page names: `发布机构：某某局`.
fn said(reading: &Reading, found: &FoundReport) -> Option<String> {
    let names = ["发布机构", "公开机构", "制发机关", "发文机关", "信息来源", "来源"];
    found.prose.dropped.iter().find_map(|at| {
        let text = reading.text(at);
        let (_, rest) = names.iter().find_map(|name| text.split_once(name))?;
        let rest = rest.trim_start_matches([' ', '：', ':', '|']);
        let end = rest.find([' ', '|', '作', '点', '浏']).unwrap_or(rest.len());
        let body = rest.get(..end)?.trim();
        (body.chars().count() > 3).then(|| body.to_owned())
    })
}

impl ReportComposer<'_> {
    /// Tells where a report says different things of itself.
    pub(super) fn contradictions(&mut self) {
        let found = self.found;
        if found.head.is_some() {
            return;
        }
        self.two_titles();
        self.two_years();
        let (Some(signed), Some(title)) = named(self.reading, found) else { return };
        if is_other(&signed, &title) {
            let name = &self.report.agency.value;
            let message =
                format!("标题说的是“{title}”，署名的是“{signed}”，不是一个机关；按“{name}”写");
            self.doubt(message, found.prose.bodies.first().cloned());
        }
    }

    /// Tells where the texts that are kept have characters that nobody can read.
    pub(super) fn unreadable(&mut self) {
        let (reading, prose) = (self.reading, &self.found.prose);
        let parts = prose.parts.iter().flat_map(|part| &part.lines);
        let kept = prose.title.iter().chain(&prose.preface).chain(parts).chain(&prose.bodies);
        let places: Vec<(usize, Range<usize>)> = kept
            .map(|at| (reading.text(at).matches(UNREADABLE).count(), at.clone()))
            .filter(|(count, _)| *count > 0)
            .collect();
        for (count, at) in places {
            let message = format!("这一行有 {count} 个字认不出，写成了“{UNREADABLE}”");
            let finding = Diagnostic::error(Code::LostText, message).at(&reading.source, at, "");
            self.findings.push(finding.help("请对照原文，把“\u{FFFD}”换成原来的字"));
        }
    }

    fn two_titles(&mut self) {
        let prose = &self.found.prose;
        let Some(rival) = prose.rival.clone() else { return };
        let (title, other) = (prose.title_text(self.reading), self.reading.text(&rival).trim());
        let message = format!("“{title}”和“{other}”都像标题，不知道哪一行是这份报告的");
        self.doubt(message, Some(rival));
    }

    /// The year of the title and that of the period.
    fn two_years(&mut self) {
        let prose = &self.found.prose;
        let Some((period, at)) = prose.period.clone() else { return };
        let named = years(&prose.title_text(self.reading));
        if named.is_empty() || named[..] == [period] || prose.rival.is_some() {
            return;
        }
        let named: Vec<String> = named.iter().map(ToString::to_string).collect();
        let message = format!(
            "标题写的是 {} 年，正文说数是 {period} 年的；年度按 {} 写",
            named.join("、"),
            self.report.year.value
        );
        self.doubt(message, Some(at));
    }

    fn doubt(&mut self, message: String, at: Option<Range<usize>>) {
        let finding = Diagnostic::error(Code::LostText, message).at(&self.reading.source, at, "");
        let help = "请对照原文核实机关、年度和标题，YAML 里写错的改过来；原文写错的，改好再读一次";
        self.findings.push(finding.help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::is_other;

    #[test]
    fn a_short_name_is_of_its_body_and_of_no_other() {
        for (one, other) in [
            ("清江县石桥镇人民政府", "石桥镇"),
            ("望京街道办事处", "北京市朝阳区望京街道"),
            ("某市教育和体育局", "市教育体育局"),
            ("石桥镇人民政府", "石桥镇人民政府"),
        ] {
            assert!(!is_other(one, other) && !is_other(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("某县政务服务和数据管理局", "巴彦花镇人民政府"),
            ("东山县财政局", "东山县教育局"),
            ("东山县人民政府办公室", "清河镇人民政府"),
        ] {
            assert!(is_other(one, other) && is_other(other, one), "{one} {other}");
        }
    }
}
