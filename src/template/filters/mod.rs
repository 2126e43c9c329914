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

pub(super) use self::argument::{Refusal, refuse};

use argument::Filter;
use minijinja::Environment;

/// The filters with their English names and their functions, in the order of the manual.
macro_rules! filters {
    ($($filter:path, $english:literal => $function:path;)*) => {
        const ALL: &[(Filter, &str)] = &[$(($filter, $english),)*];

        /// Makes the filters known to the templates.
        pub(super) fn register(env: &mut Environment) {
            $(
                env.add_filter($filter.name, $function);
                env.add_filter($english, $function);
            )*
        }
    };
}

filters! {
    numeral::NUMERAL, "numeral" => numeral::numeral;
    numeral::DIGIT_BY_DIGIT, "numeral_digits" => numeral::digit_by_digit;
    date::DATE, "date" => date::date;
    date::DATE_NUMERAL, "date_numeral" => date::date_numeral;
    date::FISCAL_YEAR, "fiscal_year" => date::fiscal_year;
    sum::TOTAL, "total" => sum::total;
    amount::DECIMALS, "decimals" => amount::decimals;
    amount::THOUSANDS, "thousands" => amount::thousands;
    amount::WAN, "wan" => amount::wan;
    rate::PERCENT, "percent" => rate::percent;
    rate::GROWTH, "growth" => rate::growth;
    width::FULL_WIDTH, "full_width" => width::full_width;
    width::HALF_WIDTH, "half_width" => width::half_width;
    agency::SHORT_NAME, "short_name" => agency::short_name;
}

/// Every name, the Chinese before the English.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    ALL.iter().flat_map(|(filter, english)| [filter.name, *english])
}

/// What a filter takes, with an example.
pub(super) fn takes(name: &str) -> Option<&'static str> {
    let named = |(filter, english): &&(Filter, &str)| [filter.name, *english].contains(&name);
    ALL.iter().find(named).map(|(filter, _)| filter.takes)
}

#[cfg(test)]
mod tests;
