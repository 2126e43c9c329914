//! 问题清单: what one unit has to mend, as the data of a document.

use super::{
    Review, ReviewedUnit, Standing,
    book::{MOST, listed, name_of},
    office,
    told::ToldFinding,
};
use crate::{
    diagnostic::{Diagnostics, Severity, Source},
    input::{Data, Input, Loaded, Value},
    report::{Date, Spanned},
};

/// What the county says in every list.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// Who sends it; 县人民政府办公室 when nobody says (《条例》第三条: it is in charge of 政府信息公开).
    pub office: Option<String>,
    /// The day of the list; blank when nobody says.
    pub date: Option<Date>,
    /// The day by which it is to be mended.
    pub due: Option<Date>,
}

/// The list for a unit, for a template that takes free data.
pub fn problem_list(review: &Review, unit: &ReviewedUnit, letter: &Letter) -> Loaded {
    let source = Source::new(format!("{}问题清单", unit.name), "");
    let all = listed(unit);
    let several = unit.files.len() > 1;
    let of = |is_error: bool| {
        let its = all.iter().filter(|(_, told)| told.is_error == is_error);
        Value::List(its.map(|(file, told)| problem(file, told, several)).collect())
    };
    let lines = |lines: Vec<String>| Value::Lines(lines.into_iter().map(spanned).collect());
    let text = |text: String| Value::Text(Some(spanned(text)));
    let year = review.year.map_or_else(String::new, |year| format!("{year}年"));
    let office = letter
        .office
        .clone()
        .or_else(|| review.county.as_ref().map(|county| format!("{county}人民政府办公室")));
    let values = vec![
        (
            "标题",
            lines(vec![
                format!("{}{year}政府信息公开", unit.name),
                "工作年度报告问题清单".to_owned(),
            ]),
        ),
        ("主送", lines(vec![unit.agency().unwrap_or(&unit.name).to_owned()])),
        ("开头", text(opening(unit, &own_year(unit, &year)))),
        ("必改", of(true)),
        ("核对", of(false)),
        ("结尾", text(closing(unit, letter))),
        ("署名", lines(office.into_iter().collect())),
        (
            "日期",
            letter.date.map_or(Value::Nothing, |date| Value::String(spanned(date.to_string()))),
        ),
    ];
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Loaded { input: Input::Data(Data { source, values }), findings: Diagnostics::default() }
}

/// A text as it stands in a document: what templates would compute is no more than what it says.
fn spanned(text: String) -> Spanned<String> {
    let mut plain = text;
    for open in ["{{", "{%", "{#"] {
        plain = plain.replace(open, &format!("\u{0}{}", &open[1..]));
    }
    let value = plain
        .replace("\u{0}{", "{{ '{{' }}")
        .replace("\u{0}%", "{{ '{%' }}")
        .replace("\u{0}#", "{{ '{#' }}");
    Spanned { value, at: None }
}

fn problem(file: &str, told: &ToldFinding, several: bool) -> Value {
    let place = match (several && !file.is_empty(), told.place.as_str()) {
        (false, "") => "全文".to_owned(),
        (false, place) => place.to_owned(),
        (true, "") => file.to_owned(),
        (true, place) => format!("{file} {place}"),
    };
    let item = |name: &str, text: &str| (name.to_owned(), Value::String(spanned(text.to_owned())));
    Value::Map(vec![
        item("位置", &place),
        item("问题", &office::message(&told.message)),
        item("改法", &office::help(&told.help)),
        item("依据", &office::message(&told.rule)),
    ])
}

/// The year of what the unit has sent in, where that is not the one that was asked for.
fn own_year(unit: &ReviewedUnit, asked: &str) -> String {
    let own = unit.report().filter(|_| unit.standing == Standing::OtherYear);
    own.map_or_else(|| asked.to_owned(), |report| format!("{}年", report.year.value))
}

fn opening(unit: &ReviewedUnit, year: &str) -> String {
    let files: Vec<String> = unit.files.iter().map(|file| name_of(&file.path)).collect();
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|of| unit.count(of));
    let counts = match (errors, warnings) {
        (0, warnings) => format!("有{warnings}处请核对"),
        (errors, 0) => format!("有{errors}处必须改正"),
        (errors, warnings) => format!("有{errors}处必须改正，{warnings}处请核对"),
    };
    let listed = match errors + warnings {
        all if all > MOST => format!("{counts}，下面列出前{MOST}处"),
        1 => format!("{counts}，列在下面"),
        _ => format!("{counts}，逐项列在下面"),
    };
    let where_to_look = if unit.standing == Standing::Unread {
        String::new()
    } else {
        "“位置”是在这个文件里的哪一行、哪一格。".to_owned()
    };
    format!(
        "经核对，你单位报送的{year}政府信息公开工作年度报告（文件：{}），{listed}。{where_to_look}",
        files.join("、")
    )
}

fn closing(unit: &ReviewedUnit, letter: &Letter) -> String {
    let by = letter.due.map_or_else(String::new, |due| format!("于{due}前"));
    match [Severity::Error, Severity::Warning].map(|of| unit.count(of) > 0) {
        [true, false] => format!("请{by}改正后重新报送。"),
        [true, true] => {
            format!("请{by}改正后重新报送。请核对的问题，核对无误的可以不改，一并说明情况。")
        }
        _ => format!("请{by}逐项核对；需要改的，改正后重新报送，核对无误的，说明情况。"),
    }
}
