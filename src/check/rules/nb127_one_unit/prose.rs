//! Whom the paragraphs speak of: 现公布白水镇…, 我乡, 白水镇通过….

use super::{
    names::{is_own, kind},
    names_of,
    organs::{another_head, misspelt, namesake, of_township},
    verbs::is_verb,
};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::is_hanzi,
};
use std::ops::Range;

/// Kinds of units that write such reports, and say 我乡 and so on.
const OURS: [&str; 4] = ["乡", "镇", "街道", "局"];

pub(super) fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let agency = subject.report.agency.value.as_str();
    let own = kind(agency);
    let mut found = Vec::new();
    for line in &subject.lines {
        let text = line.searched();
        if let Some((unit, at)) = published(&text).filter(|(unit, _)| !is_ours(subject, unit)) {
            let message = format!("这里公布的是“{unit}”的报告，机关是“{agency}”");
            let finding = subject.at(rule.finding(message), line.place(&at), "不是同一个单位");
            found.push(finding.help("多半是抄了别的单位的，请改成本机关"));
        }
        let Some(own) = own.filter(|own| OURS.contains(own)) else {
            continue;
        };
        let we = another_we(&text, own).or_else(|| larger_we(&text));
        if let Some((word, at)) = we {
            let message = format!("这一段说“{word}”，机关是“{agency}”");
            found.push(tell(rule, subject, line, &at, message));
        }
        if let Some((unit, at)) = misnamed(agency, own, &text) {
            let message = format!("这一段说“{unit}”，机关是“{agency}”");
            found.push(tell(rule, subject, line, &at, message));
        } else if let Some((unit, at)) = another_unit(subject, &text, own)
            .or_else(|| another_organ(&text, own))
            .or_else(|| another_head(&text, own))
            .or_else(|| of_township(&text).filter(|_| own == "局"))
            .or_else(|| {
                namesake(&text, agency).filter(|(unit, _)| own == "局" && !is_ours(subject, unit))
            })
            .or_else(|| {
                named_as_own(&text).filter(|(unit, _)| own != "局" && !is_ours(subject, unit))
            })
        {
            let message = format!("这一句说的是“{unit}”，机关是“{agency}”");
            found.push(tell(rule, subject, line, &at, message));
        }
    }
    found
}

fn tell(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    message: String,
) -> Diagnostic {
    let finding = subject.at(rule.finding(message), line.place(at), "不是本机关");
    let finding = finding.help("多半是抄了别的单位的，请改成本机关；确实说别的单位的，可以不改");
    Diagnostic { severity: Severity::Warning, ..finding }
}

fn is_ours(subject: &Subject<'_>, unit: &str) -> bool {
    names_of(subject.report).any(|name| is_own(unit, name))
}

/// The unit whose report a sentence publishes: 现公布白水镇2025年政府信息公开工作年度报告.
fn published(text: &Searched<'_>) -> Option<(String, Range<usize>)> {
    if !text.has("政府信息公开") {
        return None;
    }
    for verb in ["公布", "发布", "编制", "现将", "编发"] {
        for at in text.places(verb) {
            let rest = prose::after(text.text, at + verb.len());
            let trimmed = rest.trim_start_matches(['了', '《', '“', '本', ' ']);
            let mut end = trimmed.find(|c| !is_hanzi(c)).unwrap_or(trimmed.len());
            for word in ["二〇", "二○", "二零", "政府信息公开"] {
                end = trimmed.get(..end).and_then(|head| head.find(word)).unwrap_or(end);
            }
            let unit = trimmed.get(..end)?;
            let behind = trimmed.get(end..)?;
            let is_report =
                prose::after(behind, 0).split(['。', '，']).next()?.contains("政府信息公开");
            let is_name = kind(unit).is_some() && unit.chars().count() < 16;
            if is_report && is_name && !unit.starts_with(['我', '本', '全', '各']) {
                let start = at + verb.len() + rest.len() - trimmed.len();
                return Some((unit.to_owned(), start..start + end));
            }
        }
    }
    None
}

/// Who a township's sentences are about, by the kind of township that has it.
const ORGANS: [(&str, &str); 10] = [
    ("乡", "乡党委"),
    ("乡", "乡政府"),
    ("乡", "乡人民政府"),
    ("镇", "镇党委"),
    ("镇", "镇政府"),
    ("镇", "镇人民政府"),
    ("街道", "街道党工委"),
    ("街道", "街道工委"),
    ("街道", "街道办事处"),
    ("街道", "街道办"),
];

/// An organ that this kind of township does not have at the head of a sentence: 乡党委 in the report of a 镇.
fn another_organ(searched: &Searched<'_>, own: &str) -> Option<(String, Range<usize>)> {
    if own == "局" {
        return None;
    }
    ORGANS.iter().filter(|(kind, _)| *kind != own).find_map(|(_, organ)| {
        let is_subject = |at: &usize| {
            let rest = prose::after(searched.text, at + organ.len());
            // 街道办理 is no organ.
            let is_word = *organ != "街道办" || !rest.starts_with(['理', '结', '公', '件']);
            let sentence = rest.split('。').next().unwrap_or_default();
            let is_beside = ["我镇", "我乡", "我街道", "本镇", "本乡", "本街道"]
                .iter()
                .any(|we| sentence.contains(we));
            is_word && !is_beside && searched.text.get(..*at).is_some_and(is_head)
        };
        let at = searched.places(organ).find(is_subject)?;
        Some(((*organ).to_owned(), at..at + organ.len()))
    })
}

/// Words between which a report names its own unit.
const AROUND: [(&str, &str); 4] =
    [("由", "编制"), ("结合", "实际"), ("围绕", "实际"), ("与", "联系")];

/// Another township where a report names its own: 由白水镇人民政府编制, 结合白水镇实际, 请与白水镇党政办公室联系.
fn named_as_own(text: &Searched<'_>) -> Option<(String, Range<usize>)> {
    for (open, close) in AROUND {
        for end in text.places(close) {
            let before = prose::before(text.text, end, prose::CLAUSE);
            let Some((_, name)) = before.rsplit_once(open) else {
                continue;
            };
            let bare = ["党政综合办公室", "党政办公室", "党政办", "办公室", "工作", "的"]
                .iter()
                .fold(name, |name, tail| name.strip_suffix(tail).unwrap_or(name));
            let core = ["人民政府", "政府"]
                .iter()
                .fold(bare, |name, tail| name.strip_suffix(tail).unwrap_or(name));
            if is_township(core) {
                let start = end - name.len();
                return Some((bare.to_owned(), start..start + bare.len()));
            }
        }
    }
    None
}

/// Whoever says so writes for a county, a school or a board: `我校`, and `我县` at the head of what it did.
fn larger_we(searched: &Searched<'_>) -> Option<(String, Range<usize>)> {
    const OTHERS: [(&str, &str); 10] = [
        ("我办", "理事好完"),
        ("我校", "正对验"),
        ("我委", "员托派屈婉"),
        ("我院", "落"),
        ("我厅", ""),
        ("我馆", ""),
        ("我公司", ""),
        ("我司", "法"),
        ("我中心", "思"),
        ("本办事处", ""),
    ];
    let text = searched.text;
    for (we, others) in OTHERS {
        let found = searched.places(we).find(|at| {
            let rest = text.get(at + we.len()..).unwrap_or_default();
            let before = text.get(..*at).unwrap_or_default();
            !rest.starts_with(|c| others.contains(c))
                && !before.ends_with('自')
                && !is_quoted(before)
        });
        if let Some(at) = found {
            return Some((we.to_owned(), at..at + we.len()));
        }
    }
    for we in ["我县", "我区", "我市", "我旗"] {
        for at in searched.places(we) {
            let is_of_report = searched.text.get(..at)?.ends_with("现将")
                && searched.text.get(at..)?.split('。').next()?.contains("报告");
            if is_of_report {
                return Some((we.to_owned(), at..at + we.len()));
            }
            let (before, rest) = (text.get(..at)?, text.get(at + we.len()..)?);
            // 我县将……纳入考核: of the county a township may speak, too.
            let mut does = DOES.iter().filter(|word| !COUNTY_DOES.contains(word));
            let is_made = ["制定了", "建立了", "制发了", "修订了", "制作"]
                .iter()
                .any(|word| rest.starts_with(word));
            let is_done = is_made || does.any(|word| rest.starts_with(word));
            let sentence = prose::after(rest, 0).split('。').next()?;
            let is_beside = ["镇", "乡", "街道"].iter().any(|kind| sentence.contains(kind));
            if is_head(before) && is_done && !is_beside {
                return Some((we.to_owned(), at..at + we.len()));
            }
        }
    }
    None
}

/// What a county does to its townships.
const COUNTY_DOES: [&str; 8] = ["将", "按", "依", "以", "建立", "制定", "制发", "修订"];

/// Whether a subject may follow: at the head of a sentence, and behind a time.
pub(super) fn is_head(before: &str) -> bool {
    before.is_empty()
        || before.ends_with(['。', '；', '）', '：'])
        || ["一是", "二是", "三是", "四是", "五是"].iter().any(|number| before.ends_with(number))
        || ["年，", "年度，", "年来，", "以来，", "期间，", "领导下，", "指导下，", "支持下，"]
            .iter()
            .any(|time| before.ends_with(time))
}

/// The own name of a township with the wrong kind behind it: 柳河乡 in the report of 柳河镇.
fn misnamed(agency: &str, own: &str, text: &Searched<'_>) -> Option<(String, Range<usize>)> {
    let stem = agency.get(..agency.rfind(own)?)?;
    // The county may stand before it.
    let place =
        ["县", "市", "区", "旗"].iter().filter_map(|kind| Some(stem.rfind(kind)? + kind.len()));
    let stem = stem.get(place.filter(|at| *at < stem.len()).max().unwrap_or(0)..)?;
    if stem.chars().count() < 2 || own == "局" {
        return None;
    }
    for kind in ["乡", "镇", "街道"].into_iter().filter(|kind| *kind != own) {
        let name = format!("{stem}{kind}");
        for at in text.places(&name) {
            let text = text.text;
            let before = text.get(..at)?;
            let is_name = before.ends_with(|c: char| is_hanzi(c))
                && !before.ends_with(|c| "在和与到于由对的是为及县市区".contains(c));
            let behind = text.get(at + name.len()..)?;
            // 石桥镇撤镇设街道: what it was before.
            let is_other = behind.starts_with(['镇', '土', '村'])
                || ["撤", "改设", "改为", "更名", "变更为", "整建制"]
                    .iter()
                    .any(|word| behind.starts_with(word));
            if !is_name && !is_other && !is_quoted(before) {
                return Some((name.clone(), at..at + name.len()));
            }
        }
    }
    None
}

/// `我乡` in the report of a 镇.
fn another_we(searched: &Searched<'_>, own: &str) -> Option<(String, Range<usize>)> {
    let text = searched.text;
    // 自我, 基本, 安全 and the like are other words.
    for (we, others) in [("我", "自小大"), ("本", "基根资成日文版样书课原"), ("全", "安完健齐保周")]
    {
        for at in searched.places(we) {
            let before = text.get(..at)?;
            let rest = text.get(at + we.len()..)?;
            let Some(kind) = OURS.iter().find(|kind| rest.starts_with(**kind) && **kind != own)
            else {
                continue;
            };
            let behind = rest.get(kind.len()..)?;
            let is_other = before.ends_with(|c| others.contains(c))
                || behind.starts_with([
                    '本', '镇', '村', '土', '贤', '亲', '音', '愁', '长', '限', '势', '部', '面',
                ])
                || (we == "全" && *kind == "局")
                || (own == "局" && we != "我")
                || is_quoted(before);
            if !is_other {
                let end = at + we.len() + kind.len();
                return Some((format!("{we}{kind}"), at..end));
            }
        }
    }
    None
}

/// Whether a title of a book or a quotation is open.
fn is_quoted(before: &str) -> bool {
    [('《', '》'), ('“', '”')]
        .iter()
        .any(|(open, close)| before.rfind(*open) > before.rfind(*close))
}

/// What a sentence goes on with whose subject is a unit.
const DOES: [&str; 65] = [
    "人民政府",
    "办事处",
    "党委",
    "党工委",
    "通过",
    "修订",
    "制发",
    "制定",
    "公开",
    "共",
    "全年",
    "主动",
    "按",
    "将",
    "依",
    "高度",
    "认真",
    "严格",
    "积极",
    "始终",
    "坚持",
    "不断",
    "进一步",
    "持续",
    "新收",
    "收到",
    "未",
    "没有",
    "以",
    "作出",
    "办理",
    "紧紧",
    "深入",
    "建立",
    "围绕",
    "聚焦",
    "结合",
    "全面",
    "坚决",
    "召开",
    "举办",
    "开展",
    "累计",
    "及时",
    "切实",
    "现有",
    "所有",
    "各村",
    "各站所",
    "便民服务中心",
    "政务服务中心",
    "党政办",
    "政府",
    "受理",
    "扎实",
    "大力",
    "着力",
    "落实",
    "委员会",
    "纪委",
    "党政",
    "政务公开",
    "信息公开",
    "主要领导",
    "主要负责",
];
/// What a village has: 白水镇12个村的公开栏.
const PARTS_OF: [&str; 4] = ["个村", "个社区", "个行政村", "个站所"];
/// Where a township does its work: 在白水镇便民服务中心设置.
const PLACES: [&str; 8] = [
    "便民服务中心",
    "政务服务中心",
    "为民服务中心",
    "党群服务中心",
    "党政办",
    "政府大院",
    "政府门口",
    "公开栏",
];
/// Names have none of these in them.
const NO_NAME: &str =
    "的了在和与及对向从把被由为按各全我本该每以所强推加到有是其他下上级属辖个多小抓促助进新";

/// Those of them with which names begin all the same: 小街乡, 新街镇.
const BEGIN_NAMES: &str = "小新上下";

/// Whether a unit's name may be written so.
fn may_be_name(unit: &str) -> bool {
    let mut before = None;
    unit.chars().all(|c| {
        let is_first = before.is_none_or(|before| "县市区旗".contains(before));
        before = Some(c);
        is_hanzi(c) && (!NO_NAME.contains(c) || (is_first && BEGIN_NAMES.contains(c)))
    })
}

/// Another township that a sentence has for its subject.
fn another_unit(
    subject: &Subject<'_>,
    searched: &Searched<'_>,
    own: &str,
) -> Option<(String, Range<usize>)> {
    if !searched.has_any(&["乡", "镇", "街道", "局"]) {
        return None;
    }
    let (text, mut at) = (searched.text, 0);
    for sentence in text.split_inclusive(['。', '；', '）', '，', '：']) {
        let start = at;
        at += sentence.len();
        let before = text.get(..start)?;
        let statement = searched.piece(start..at);
        // Behind a comma stands a subject only after a time: 2025年，白水镇….
        let township = subject_of(&statement).filter(|_| own != "局");
        // 水务局 in the report of 清河县水利局.
        let agency = &subject.report.agency.value;
        let bare = agency.split_once(['县', '市', '区', '旗']).map(|(_, bare)| bare);
        let mut ours = names_of(subject.report).chain(bare);
        let misspelt = || ours.find_map(|name| misspelt(sentence, name));
        let named = township.or_else(|| bureau_of(&statement)).or_else(misspelt);
        let named = named.filter(|_| is_head(before));
        let Some(unit) = named.or_else(|| place_of(sentence).filter(|_| own != "局")) else {
            continue;
        };
        let start = start + sentence.find(unit)?;
        let whole = prose::after(text, start).split('。').next()?;
        let is_beside = ["我镇", "我乡", "我街道", "本镇", "本乡", "本街道"]
            .iter()
            .any(|we| whole.contains(we));
        if !is_beside && !is_ours(subject, unit) {
            return Some((unit.to_owned(), start..start + unit.len()));
        }
    }
    None
}

/// The bureau at the head of a sentence that says what its own report would: 县水利局主动公开….
fn bureau_of<'t>(statement: &Searched<'t>) -> Option<&'t str> {
    const DOES: [&str; 12] = [
        "围绕",
        "主动公开",
        "公开政府信息",
        "未收取",
        "没有收取",
        "新收",
        "共收到",
        "共受理",
        "收到政府",
        "认真贯彻",
        "坚持以",
        "共公开",
    ];
    let end = statement.find("局")? + '局'.len_utf8();
    let (unit, rest) = statement.text.split_at_checked(end)?;
    let is_name = (3..=10).contains(&unit.chars().count())
        && unit.chars().all(|c| is_hanzi(c) && !NO_NAME.contains(c))
        && !unit.ends_with("全局")
        && !unit.split_once(['县', '市', '区', '旗']).is_some_and(|(head, _)| is_verb(head));
    (is_name && DOES.iter().any(|word| rest.starts_with(word))).then_some(unit)
}

/// The township whose house a sentence begins with: 在白水镇便民服务中心设置….
fn place_of(sentence: &str) -> Option<&str> {
    let rest = sentence.strip_prefix('在')?;
    let end = |kind: &&str| rest.find(*kind).map(|at| at + kind.len());
    let end = ["乡", "镇", "街道"].iter().filter_map(end).min()?;
    let (unit, behind) = (rest.get(..end)?, rest.get(end..)?);
    let is_name = (3..=8).contains(&unit.chars().count()) && may_be_name(unit);
    (is_name && PLACES.iter().any(|place| behind.starts_with(place))).then_some(unit)
}

/// Whether a text is the name of a township, the county before it perhaps.
fn is_township(unit: &str) -> bool {
    const OTHERS: [&str; 11] =
        ["城乡", "家乡", "故乡", "集镇", "村镇", "市镇", "重镇", "返乡", "城镇", "乡镇", "建制镇"];
    (3..=8).contains(&unit.chars().count())
        && ["乡", "镇", "街道"].iter().any(|kind| unit.ends_with(kind))
        && may_be_name(unit)
        && !OTHERS.iter().any(|word| unit.ends_with(word))
        && !is_verb_and_kind(unit)
}

/// 通过镇, 报街道: what a unit calls itself, behind a verb.
fn is_verb_and_kind(unit: &str) -> bool {
    ["乡", "镇", "街道"].iter().filter_map(|kind| unit.strip_suffix(kind)).any(is_verb)
}

/// The township at the head of a sentence that does something.
fn subject_of<'t>(statement: &Searched<'t>) -> Option<&'t str> {
    let ends = ["乡", "镇", "街道"].into_iter();
    let ends = ends.filter_map(|kind| Some(statement.find(kind)? + kind.len()));
    let (unit, rest) = statement.text.split_at_checked(ends.min()?)?;
    let unit = unit.strip_prefix("中共").unwrap_or(unit);
    let is_name = is_township(unit);
    // 白水镇2025年围绕….
    let count = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let of_year = count.strip_prefix('年').filter(|_| rest.len() - count.len() == 4);
    let has_parts = count.len() < rest.len() && PARTS_OF.iter().any(|part| count.starts_with(part));
    let rest = of_year.unwrap_or(rest);
    let does = DOES.iter().any(|word| rest.starts_with(word)) || has_parts;
    (is_name && does).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_that_is_published_is_found() {
        for (text, unit) in [
            ("现公布白水镇2025年政府信息公开工作年度报告。", Some("白水镇")),
            ("现公布《白水镇人民政府2025年政府信息公开工作年度报告》。", Some("白水镇人民政府")),
            ("编制白云县白水镇政府信息公开年度报告。", Some("白云县白水镇")),
            ("现公布二道河镇二〇二五年政府信息公开工作年度报告。", Some("二道河镇")),
            ("现公布本机关2025年政府信息公开工作年度报告。", None),
            ("在县政府网站公布镇政府信息12条", None),
            ("现公布我镇2025年政府信息公开工作年度报告。", None),
        ] {
            let found = published(&Searched::new(text)).map(|(unit, _)| unit);
            assert_eq!(found.as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn where_a_report_names_its_own_unit_the_name_is_found() {
        for (text, unit) in [
            ("由青山县白水镇人民政府编制本年度报告。", Some("青山县白水镇人民政府")),
            ("结合白水镇实际，编制本报告。", Some("白水镇")),
            ("请与白水镇党政办公室联系（电话：0877-4961234）。", Some("白水镇")),
            ("结合乡镇实际，由各乡镇编制，与上级部门联系，结合我镇实际", None),
            ("由党政办公室编制，与本机关办公室联系，结合城镇实际", None),
        ] {
            let found = named_as_own(&Searched::new(text)).map(|(unit, _)| unit);
            assert_eq!(found.as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn we_are_of_one_kind() {
        for (text, own, word) in [
            ("我乡公开信息", "镇", Some("我乡")),
            ("本街道公开信息", "镇", Some("本街道")),
            ("全乡公开信息", "镇", Some("全乡")),
            ("我局公开信息", "镇", Some("我局")),
            ("我镇公开信息，自我镇定，基本乡情，全乡镇，《我乡我土》，本乡本土", "镇", None),
            ("我县、我市、我区、我省公开信息", "镇", None),
            ("全局工作，本局", "镇", Some("本局")),
            ("下派到全镇各村", "局", None),
        ] {
            let found = another_we(&Searched::new(text), own).map(|(word, _)| word);
            assert_eq!(found.as_deref(), word, "{text}");
        }
    }

    #[test]
    fn what_a_street_was_before_is_no_slip() {
        for (text, unit) in [
            ("石桥镇全面落实", Some("石桥镇")),
            ("石桥镇撤镇设街道后更名。", None),
            ("2019年，石桥镇更名为石桥街道。", None),
            ("石桥镇改设街道。", None),
        ] {
            let found = misnamed("石桥街道办事处", "街道", &Searched::new(text));
            assert_eq!(found.map(|(unit, _)| unit).as_deref(), unit, "{text}");
        }
    }

    #[test]
    fn the_subject_of_a_sentence_is_found() {
        for (sentence, unit) in [
            ("白水镇通过县政府网站公开信息", Some("白水镇")),
            ("白水镇人民政府修订办法", Some("白水镇")),
            ("白水镇2025年围绕中心工作", Some("白水镇")),
            ("黑岩彝族乡共公开信息", Some("黑岩彝族乡")),
            ("小街乡结合实际公开信息", Some("小街乡")),
            ("青山县新街镇人民政府未收取信息处理费", Some("青山县新街镇")),
            ("中共白水镇委员会听取汇报", Some("白水镇")),
            ("白水镇政务公开工作领导小组召开会议", Some("白水镇")),
            ("小城镇全面建设", None),
            ("上级乡镇党委", None),
            ("白水镇与我镇联办", None),
            ("统筹城乡公开", None),
            ("各乡镇将公开", None),
            ("强化乡镇公开", None),
            ("组织到白水镇学习", None),
            ("通过镇政府公众号公开信息", None),
            ("充分利用镇政府网站", None),
            ("贯彻落实镇党委部署", None),
            ("报街道党工委审定", None),
            ("维护好乡政府网站", None),
        ] {
            assert_eq!(subject_of(&Searched::new(sentence)), unit, "{sentence}");
        }
    }
}
