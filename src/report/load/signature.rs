//! 署名: who signs, when, and whether a seal goes on it.

use super::top::Top;
use crate::report::{
    Date, Signature, Spanned, codes,
    date::NoDate,
    keys::Name,
    node::Kind,
    reader::{Field, Reader, echo},
};

/// What 署名 may hold.
pub(super) fn signature_names() -> [Name; 4] {
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
        Kind::Text(_) => {
            return date(reader, field).map(|date| Signature {
                bodies: own(),
                date,
                sealed: false,
                seals: Vec::new(),
            });
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
    let names = signature_names();
    let mut entries = Top::new(entries);
    let [bodies, when, sealed, pictures] = names.each_ref().map(|name| entries.take(reader, name));
    entries.report_unknown(reader, &names.each_ref());
    let bodies = bodies
        .map(|field| reader.lines(field))
        .filter(|bodies| !bodies.is_empty())
        .unwrap_or_else(own);
    let sealed = sealed.and_then(|field| reader.yes_no(field));
    let seals = pictures.map_or_else(Vec::new, |field| seals(reader, field, bodies.len(), sealed));
    let sealed = sealed.unwrap_or(!seals.is_empty());
    let date = match (when, shared) {
        (Some(when), _) => date(reader, when)?,
        (None, Some(value)) => Spanned { value, at: None },
        (None, None) => {
            reader.error(
                codes::MISSING,
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
    reader.error(codes::SEALS, message, field.key_at, "", help);
    Vec::new()
}

pub(crate) fn date(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Spanned<Date>> {
    let Kind::Text(text) = &field.value.kind else {
        reader.wrong_type(field, "一个日期", "例：日期: 2027年1月17日");
        return None;
    };
    let (message, help) = match Date::parse(text) {
        Ok(value) => {
            return Some(Spanned { value, at: Some(field.value.at.clone()) });
        }
        Err(NoDate::Calendar) => {
            (format!("日历上没有“{}”这一天", echo(text)), "请查一查月份和日子")
        }
        Err(NoDate::Shape) => {
            (format!("“{}”不是日期", echo(text)), "例：2027年1月17日，或 2027-01-17")
        }
    };
    reader.error(codes::DATE, message, &field.value.at, "", help);
    None
}
