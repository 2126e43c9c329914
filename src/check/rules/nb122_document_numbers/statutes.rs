//! What a text says that the regulations and other laws say, and they do not: items, days, orders, articles.

use super::Wrong;
use crate::{
    check::prose::{self, Searched},
    text::{is_hanzi, spelt_value},
};

/// Names of the regulations that end before the number of an article.
const NAMES: [&str; 2] = ["《条例》", "信息公开条例》"];

/// The number of items that an article of the regulations has.
const ITEMS: [(u64, u64); 3] = [(19, 0), (20, 15), (50, 5)];

/// How many articles other laws have: 2019 年修正的行政许可法, 2021 年、2023 年修订的行政处罚法、行政复议法.
const LAWS: [(&str, u64); 5] = [
    ("行政许可法》", 83),
    ("行政处罚法》", 86),
    ("行政强制法》", 71),
    ("行政复议法》", 90),
    ("行政诉讼法》", 103),
];

/// Days within which a request is answered, and within which what came to be is published (第三十三条、第二十六条).
const WORKDAYS: u64 = 20;

pub(super) fn wrong(searched: &Searched<'_>) -> Vec<Wrong> {
    let mut found = Vec::new();
    for name in NAMES {
        found.extend(searched.places(name).filter_map(|at| item(searched.text, at + name.len())));
        found.extend(searched.places(name).filter_map(|at| in_force(searched.text, at, name)));
    }
    for (name, most) in LAWS {
        let places = searched.places(name);
        found.extend(places.filter_map(|at| article(searched.text, at + name.len(), most)));
    }
    found.extend(searched.places("国务院令第").filter_map(|at| order(searched.text, at)));
    found.extend(searched.places("个工作日").filter_map(|at| days(searched, at)));
    found
}

/// The number between 第 and a unit that a text begins with, and the rest.
fn numbered(text: &str, unit: char) -> Option<(u64, &str)> {
    let rest = text.strip_prefix('第')?;
    let (number, behind) = rest.split_once(unit)?;
    let number = number.trim_matches(['（', '）', '(', ')']);
    let value = number.parse().ok().or_else(|| spelt_value(number))?;
    Some((value, behind))
}

/// 《条例》第二十条第十六项.
fn item(text: &str, from: usize) -> Option<Wrong> {
    let rest = text.get(from..)?;
    let (article, behind) = numbered(rest, '条')?;
    let (item, behind) = numbered(behind, '项')?;
    let (_, most) = ITEMS.iter().find(|(number, _)| *number == article)?;
    let end = text.len() - behind.len();
    let help = "请核对条文：《政府信息公开条例》第十九条不分项，第二十条有 15 项，第五十条有 5 项";
    (item > *most).then_some((from..end, "是《政府信息公开条例》没有的", help))
}

/// 《行政许可法》第一百条.
fn article(text: &str, from: usize, most: u64) -> Option<Wrong> {
    let (number, behind) = numbered(text.get(from..)?, '条')?;
    let end = text.len() - behind.len();
    let help = "这部法律没有这么多条，请核对";
    (number > most).then_some((from..end, "是这部法律没有的", help))
}

/// 国务院令第117号《政府信息公开条例》.
fn order(text: &str, at: usize) -> Option<Wrong> {
    let rest = text.get(at + "国务院令第".len()..)?;
    let (number, behind) = rest.split_once('号')?;
    let is_of_it = ["《政府信息公开条例》", "《中华人民共和国政府信息公开条例》"]
        .iter()
        .any(|name| behind.starts_with(name));
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let end = text.len() - behind.len();
    let help = "《政府信息公开条例》2019 年修订的是国务院令第711号，请核对";
    (is_of_it && is_number && !super::ORDERS.contains(&number)).then_some((
        at..end,
        "不是这部条例的令号",
        help,
    ))
}

/// 2019年4月15日起施行的《条例》, 修订后的《条例》于2019年5月1日起施行.
fn in_force(text: &str, at: usize, name: &str) -> Option<Wrong> {
    const DAYS: [&str; 2] = ["2019年5月15日", "2008年5月1日"];
    let is_day = |text: &str| {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日');
        text.contains('年') && text.ends_with('日') && text.chars().all(is_part)
    };
    let wrong = |day: &str| is_day(day) && !DAYS.contains(&day);
    let what = "不是《政府信息公开条例》施行的日期";
    let help = "修订后的《政府信息公开条例》自 2019 年 5 月 15 日起施行，请核对";
    let rest = text.get(at + name.len()..)?;
    let behind = rest.strip_prefix(['于', '自', '从']);
    if let Some((day, _)) = behind
        .and_then(|rest| rest.split_once("起"))
        .filter(|(_, rest)| ["施行", "实施", "正式施行"].iter().any(|word| rest.starts_with(word)))
    {
        let start = text.len() - behind?.len();
        return wrong(day).then_some((start..start + day.len(), what, help));
    }
    let open = prose::before(text, at, prose::CLAUSE);
    let open = open.trim_end_matches("《中华人民共和国政府").trim_end_matches("《政府");
    let head =
        ["起施行的", "起实施的", "起正式施行的"].iter().find_map(|word| open.strip_suffix(word))?;
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日');
    let day = head.get(head.trim_end_matches(is_part).len()..)?;
    let end = at - (prose::before(text, at, prose::CLAUSE).len() - head.len());
    wrong(day).then_some((end - day.len()..end, what, help))
}

/// 按《条例》第三十三条规定，在15个工作日内答复: the regulations say 20.
fn days(searched: &Searched<'_>, at: usize) -> Option<Wrong> {
    /// What has days of its own, or is told to be better than the regulations.
    const OTHER: [&str; 21] = [
        "延长",
        "延期",
        "第三方",
        "征求",
        "补正",
        "更正",
        "缩短",
        "压缩",
        "提前",
        "承诺",
        "平均",
        "优于",
        "少于",
        "比",
        "较",
        "内部",
        "以内",
        "及",
        "和",
        "我",
        "本",
    ];
    let text = searched.text;
    let before = prose::before(text, at, prose::SENTENCE);
    let sentence = before.rsplit(['。', '；']).next()?;
    let digits =
        sentence.trim_end_matches(|c: char| c.is_ascii_digit() || crate::text::is_spelt(c));
    let number = sentence.get(digits.len()..)?;
    let value = number.parse().ok().or_else(|| spelt_value(number))?;
    let cited = NAMES.iter().find_map(|name| sentence.rfind(name).map(|at| (at, name)))?;
    let head = sentence.get(..cited.0)?.trim_end_matches("《中华人民共和国政府");
    let head = head.trim_end_matches("《政府");
    let is_cited = ["按", "按照", "根据", "依据", "依照"].iter().any(|word| head.ends_with(word));
    let between = sentence.get(cited.0 + cited.1.len()..digits.len())?;
    let rest = prose::after(text, at + "个工作日".len());
    let clause = rest.get(..rest.find(['，', '。', '；']).unwrap_or(rest.len()))?;
    let bare = clause.strip_prefix("之内").or_else(|| clause.strip_prefix('内'))?;
    let is_answered = bare.contains("答复");
    let is_published =
        bare.contains("公开") && between.contains("形成") && !between.contains("申请");
    let is_other = OTHER.iter().any(|word| between.contains(word) || bare.contains(word));
    let is_short = between.chars().filter(|c| is_hanzi(*c)).count() <= 30;
    let start = at - number.len();
    let is_wrong =
        is_cited && is_short && !is_other && (is_answered || is_published) && value != WORKDAYS;
    let help = "《政府信息公开条例》第二十六条、第三十三条规定的都是 20 个工作日，请核对";
    is_wrong.then_some((start..at + "个工作日".len(), "不是《政府信息公开条例》规定的期限", help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_law_does_not_say_is_told() {
        for (text, told) in [
            ("依据《条例》第二十条第十六项公开", "第二十条第十六项"),
            ("依据《条例》第20条第（二十）项公开", "第20条第（二十）项"),
            ("《中华人民共和国政府信息公开条例》第五十条第（九）项", "第五十条第（九）项"),
            ("《条例》第十九条第八项", "第十九条第八项"),
            ("依据《中华人民共和国行政许可法》第一百条", "第一百条"),
            ("《行政复议法》第91条", "第91条"),
            ("国务院令第117号《政府信息公开条例》", "国务院令第117号"),
            ("根据2019年4月15日起施行的《条例》", "2019年4月15日"),
            ("2019年5月1日起施行的《中华人民共和国政府信息公开条例》", "2019年5月1日"),
            ("修订后的《条例》于2019年5月1日起施行", "2019年5月1日"),
            ("按《条例》第三十三条规定，在15个工作日内答复", "15个工作日"),
            (
                "根据《政府信息公开条例》规定，自收到申请之日起三十个工作日内予以答复",
                "三十个工作日",
            ),
            ("按照《条例》，信息形成之日起30个工作日内公开", "30个工作日"),
        ] {
            let found = wrong(&Searched::new(text));
            let typed: Vec<&str> = found.iter().map(|(at, ..)| &text[at.clone()]).collect();
            assert_eq!(typed, [told], "{text}");
        }
        for text in [
            "《条例》第二十条第（十五）项，第五十条第五项",
            "《条例》第三十六条第七项，《条例》第二十条、第二十一条",
            "《行政处罚法》第八十六条",
            "国务院令第711号《政府信息公开条例》，国务院令第722号《优化营商环境条例》",
            "2019年5月15日起施行的《条例》，《条例》自2019年5月15日起施行",
            "《保障农民工工资支付条例》于2020年5月1日起施行",
            "按《条例》规定，在20个工作日内答复，需延长的不超过20个工作日",
            "比《条例》规定的20个工作日缩短5个，在15个工作日内答复",
            "按《条例》规定征求第三方意见，在15个工作日内答复",
            "根据《条例》完善制度。承诺15个工作日内答复",
            "按照《条例》规定答复，平均用时8个工作日",
            "按照《条例》要求优化流程，承诺在10个工作日内答复",
        ] {
            assert_eq!(wrong(&Searched::new(text)), [], "{text}");
        }
    }
}
