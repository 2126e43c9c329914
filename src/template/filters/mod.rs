//! Filters in the field's terms: `{{ 21 | 中文数字 }}`, `{{ 报送日期 | 汉字日期 }}`.
//!
//! Each has a Chinese name and an English one. A filter that cannot use what it is given says which
//! filter, what it was given, and what it takes.

mod agency;
mod amount;
mod argument;
mod date;
mod numeral;
mod rate;
mod sum;
mod width;

pub(super) use argument::Refusal;

use minijinja::Environment;

/// The names and the functions, in the order of the manual.
macro_rules! filters {
    ($($chinese:literal $english:literal => $function:expr,)*) => {
        /// Every name, the Chinese before the English.
        pub(super) const NAMES: &[&str] = &[$($chinese, $english,)*];

        /// Makes the filters known to the templates.
        pub(super) fn register(env: &mut Environment) {
            $(
                env.add_filter($chinese, $function);
                env.add_filter($english, $function);
            )*
        }
    };
}

filters! {
    "中文数字" "numeral" => numeral::numeral,
    "逐位数字" "numeral_digits" => numeral::digit_by_digit,
    "日期" "date" => date::date,
    "汉字日期" "date_numeral" => date::date_numeral,
    "年度" "fiscal_year" => date::fiscal_year,
    "合计" "total" => sum::total,
    "小数" "decimals" => amount::decimals,
    "千分位" "thousands" => amount::thousands,
    "万元" "wan" => amount::wan,
    "百分比" "percent" => rate::percent,
    "增减" "growth" => rate::growth,
    "全角" "full_width" => width::full_width,
    "半角" "half_width" => width::half_width,
    "简称" "short_name" => agency::short_name,
}

#[cfg(test)]
mod tests;
