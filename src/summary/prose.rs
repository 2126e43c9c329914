//! The narrative of a county's report as far as the numbers tell it; the rest is for a person.

use super::Summary;
use crate::report::FormTable;
use rust_decimal::Decimal;

/// 前言.
pub(super) fn preface(summary: &Summary<'_>) -> String {
    let Summary { county, year, form, units, .. } = summary;
    format!(
        "  根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（{}）的要求，\
         现公布{county}{year}年政府信息公开工作年度报告。本报告由{}个单位的年度报告汇总而成，\
         所列数据的统计期限为{year}年1月1日至12月31日。\n",
        form.notice,
        units.len()
    )
}

/// 总体情况: five aspects, the first two with the sums.
pub(super) fn overview(summary: &Summary<'_>) -> String {
    format!(
        "  （一）主动公开。{}\n  （二）依申请公开。{}{}\n\
         \x20 （三）政府信息管理。【请填写：怎样审查、管理政府信息】\n\
         \x20 （四）政府信息公开平台建设。【请填写：政府信息在哪里发布，平台有什么变化】\n\
         \x20 （五）监督保障。【请填写：考核、社会评议、责任追究的情况】\n",
        disclosure(summary),
        requests(summary),
        disputes(summary),
    )
}

fn disclosure(summary: &Summary<'_>) -> String {
    let count = |key: &str| summary.sum("disclosure", key);
    let mut said = Vec::new();
    // The form of 2019 counts other things; its words are left to the office.
    if summary.form.id != "2019" {
        said.push(format!(
            "制发行政规范性文件{}件，废止{}件，现行有效{}件",
            count("normative.made"),
            count("normative.repealed"),
            count("normative.valid")
        ));
        said.push(format!(
            "作出行政许可决定{}件、行政处罚决定{}件、行政强制决定{}件",
            count("licence.decisions"),
            count("penalty.decisions"),
            count("coercion.decisions")
        ));
        said.push(format!("收取行政事业性收费{}万元", count("fee.amount_wan")));
    }
    said.insert(0, format!("{}年，各单位依法主动公开政府信息", summary.year));
    said.join("；") + "。"
}

fn requests(summary: &Summary<'_>) -> String {
    let count = |row: &str| summary.sum("requests", &format!("{row}.total"));
    let (new, before, after) = (count("new"), count("carried_in"), count("carried_out"));
    let year = summary.year;
    if [new, before, after].iter().all(Decimal::is_zero) {
        return format!("{year}年，各单位未收到政府信息公开申请，没有上年结转的申请。");
    }
    format!(
        "{year}年，本年新收政府信息公开申请{new}件，上年结转{before}件；办结{}件，结转下年度继续办理{after}件。",
        new + before - after
    )
}

fn disputes(summary: &Summary<'_>) -> String {
    let table = summary.form.table("disputes");
    let total_of = |first: &str| {
        let totals = table.into_iter().flat_map(FormTable::data).filter(|cell| {
            let path: Vec<&str> = cell.path.iter().map(String::as_str).collect();
            path.first() == Some(&first) && path.last() == Some(&"总计")
        });
        totals.map(|cell| summary.sum("disputes", &cell.key)).sum()
    };
    let (reviews, suits): (Decimal, Decimal) = (total_of("行政复议"), total_of("行政诉讼"));
    if reviews.is_zero() && suits.is_zero() {
        return "没有因政府信息公开引起的行政复议和行政诉讼。".to_owned();
    }
    format!("因政府信息公开引起的行政复议{reviews}件、行政诉讼{suits}件。")
}
