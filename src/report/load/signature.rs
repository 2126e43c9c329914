//! 署名: who signs, when, and whether a seal goes on it.

use crate::{
    diagnostic::{Code, Diagnostic},
    report::{Date, Signature, Spanned},
    yaml::{Entries, Field, Kind, Name, Reader},
};

/// What 署名 may hold.
pub(in crate::report) fn signature_names() -> [Name; 4] {
    [
        Name::new(["机关"], "agency"),
        Name::new(["日期", "成文日期"], "date"),
        Name::new(["盖章"], "sealed"),
        Name::new(["印章图片"], "seals"),
    ]
}

/// The signature of a report that has none of its own: its agency's, on the day that all share.
pub(super) fn shared(agency: Option<&Spanned<String>>, date: Option<Date>) -> Option<Signature> {
    Some(Signature {
        bodies: own(agency),
        date: Spanned { value: date?, at: None },
        sealed: false,
        seals: Vec::new(),
    })
}

fn own(agency: Option<&Spanned<String>>) -> Vec<Spanned<String>> {
    let own = agency.map(|a| Spanned { value: a.value.clone(), at: None });
    own.into_iter().collect()
}

/// What is wrong with a text that is no date: a place to fill in, or the name of the agency alone.
fn no_date(text: &str) -> Option<(Code, &'static str, &'static str)> {
    if text.contains("请填写") {
        let help = "请写上成文日期，例如“署名: 2027-1-20”；不署名就写“署名: 无”";
        return Some((Code::Date, "成文日期还没有填", help));
    }
    // 柳河镇人民政府 2027年1月17日
    let is_both = text
        .trim()
        .rsplit_once(|c: char| c.is_whitespace() || c == '，')
        .is_some_and(|(_, date)| Date::parse(date).is_ok());
    let tails = ["政府", "办事处", "委员会", "办公室", "局", "乡", "镇", "街道"];
    let help = "“署名”下面写两行，各缩进两格：“机关: 某某乡人民政府”和“日期: 2027年1月17日”";
    let is_body = tails.iter().any(|tail| text.trim().ends_with(tail));
    match (is_both, is_body) {
        (true, _) => Some((Code::Date, "“署名”里机关和日期写在了一行", help)),
        (_, true) => Some((Code::Missing, "“署名”里没有“日期”", help)),
        _ => None,
    }
}

/// Warns where nothing is said of who signs and when: the report would end without a name and a day, which
/// is what nobody means who does not say so.
pub(super) fn lacking(
    reader: &Reader<'_>,
    field: Option<Field<'_>>,
    shared: Option<Date>,
) -> Option<Diagnostic> {
    let help =
        "请写“署名:”，下面两行缩进两格写“机关: ”和“日期: 2027年1月17日”；不署名就写“署名: 无”";
    let (message, at) = match field {
        None if shared.is_none() => ("没有写“署名”，报告末尾不会印机关和日期", 0..0),
        Some(field) if matches!(field.value.kind, Kind::Nothing) => {
            ("“署名”下面没有内容，报告末尾不会印机关和日期", field.key_at.clone())
        }
        _ => return None,
    };
    Some(Diagnostic::warning(Code::Missing, message).at(reader.source, at, "").help(help))
}

/// Reads 署名; `署名: 无` is none, `署名: 2023-01-17` the agency's own. Without 日期 it is of the
/// day that all units share.
pub(super) fn read(
    reader: &mut Reader<'_>,
    field: Field<'_>,
    agency: Option<&Spanned<String>>,
    shared: Option<Date>,
) -> Option<Signature> {
    let own = || own(agency);
    let entries = match &field.value.kind {
        Kind::Nothing => return None,
        Kind::Text(text) if matches!(text.trim(), "无" | "否" | "没有" | "none" | "false") => {
            return None;
        }
        // The reading of another kind of file has told it, where it stands there; the numbers are checked all the same.
        Kind::Text(text) if text.contains("请填写") && reader.source.is_read() => return None,
        Kind::Text(text) if no_date(text).is_some() => {
            let (code, message, help) = no_date(text)?;
            reader.error(code, message, &field.value.at, "", help);
            return None;
        }
        Kind::Text(_) => {
            let date = reader.date(field)?;
            return Some(Signature { bodies: own(), date, sealed: false, seals: Vec::new() });
        }
        Kind::List(_) => {
            reader.wrong_type(
                field,
                "机关和日期",
                "请在下一行缩进两格写“日期: 2027年1月17日”；不署名就写“署名: 无”",
            );
            return None;
        }
        Kind::Map(entries) => entries,
    };
    let [bodies, when, sealed, pictures] =
        Entries::new(entries).take_all(reader, &signature_names());
    let bodies = bodies
        .map(|field| reader.lines(field))
        .filter(|bodies| !bodies.is_empty())
        .unwrap_or_else(own);
    let sealed = sealed.and_then(|field| reader.yes_no(field));
    let seals = pictures.map_or_else(Vec::new, |field| seals(reader, field, bodies.len(), sealed));
    let sealed = sealed.unwrap_or(!seals.is_empty());
    let date = match (when, shared) {
        (Some(when), _) => reader.date(when)?,
        (None, Some(value)) => Spanned { value, at: None },
        (None, None) => {
            reader.error(
                Code::Missing,
                "“署名”里没有“日期”",
                field.key_at,
                "",
                "例：日期: 2027年1月17日；不署名就写“署名: 无”",
            );
            return None;
        }
    };
    Some(Signature { bodies, date, sealed, seals })
}

/// 印章图片: a picture for each body that signs.
fn seals(
    reader: &mut Reader<'_>,
    field: Field<'_>,
    bodies: usize,
    sealed: Option<bool>,
) -> Vec<Spanned<String>> {
    let seals = reader.lines(field);
    let (message, help) = if sealed == Some(false) {
        let message = "“署名”里写了不盖章，又有“印章图片”".to_owned();
        (message, "要盖章就写“盖章: 是”，不盖章就删去“印章图片”")
    } else if !seals.is_empty() && bodies > 0 && seals.len() != bodies {
        let message = format!("{bodies} 个机关署名，印章图片却有 {} 张", seals.len());
        (message, "印章图片和机关一一对应，顺序也要一样")
    } else {
        return seals;
    };
    reader.error(Code::Seals, message, field.key_at, "", help);
    Vec::new()
}
