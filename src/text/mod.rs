//! Characters and words: what every room asks of them. Knows nothing of anything else.

mod alike;
mod clean;
mod compose;
mod csv;
mod differ;
mod harmless;
pub mod kinsoku;
mod letters;
mod line;
mod list;
mod nearest;
mod numeral;
mod script;
mod width;

pub use self::{
    alike::{plain, plained},
    clean::{clean, is_invisible, is_private_use, printed, settled, unfold, visible},
    compose::{Cluster, clusters, composed, is_mark},
    csv::csv_field,
    differ::{LineChange, line_changes},
    harmless::{escaped, harmless, one_line},
    letters::Letters,
    line::{line_at, on_one_line},
    list::listed,
    nearest::{is_it_perhaps, nearest, nearest_of, suggestion},
    numeral::{cardinal, digit_by_digit, is_numeral, is_spelt, numeral_value, spelt_value},
    script::{Script, is_cjk, is_full_mark, is_hanzi, is_latin, is_wide, not_hanzi, scripts},
    width::{full_width, half_width, is_digit},
};
