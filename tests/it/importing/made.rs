//! Made-up numbers that tie, of a form: what the layouts lay out.

use fastrand::Rng;
use nianbao::report::{Form, FormTable, Forms};
use std::{collections::BTreeMap, sync::Arc};

/// The numbers of a report: table key and cell key → the text in the cell.
pub type Numbers = BTreeMap<(String, String), String>;

/// A form and numbers for all its cells.
pub struct Made {
    pub form: Arc<Form>,
    pub year: i32,
    pub numbers: Numbers,
}

/// Numbers of a form, most of them 0, as in real reports.
pub fn made(rng: &mut Rng, year: i32) -> Made {
    let form = Forms::default().for_year(year);
    let mut values: BTreeMap<(String, String), i64> = BTreeMap::new();
    for table in &form.tables {
        for cell in table.data() {
            let most = [0, 0, 0, 3, 12, 250][rng.usize(..6)];
            values.insert((table.key.clone(), cell.key.clone()), rng.i64(0..=most));
        }
        tie(table, &mut values);
    }
    let mut numbers: Numbers =
        values.into_iter().map(|(key, value)| (key, value.to_string())).collect();
    if let Some(fee) = numbers.get_mut(&("disclosure".to_owned(), "fee.amount_wan".to_owned())) {
        ["0", "3.50", "4068.208", "12"][rng.usize(..4)].clone_into(fee);
    }
    Made { form, year, numbers }
}

/// Makes totals of what they are the totals of; the balance of the requests gives what came in.
fn tie(table: &FormTable, values: &mut BTreeMap<(String, String), i64>) {
    let key = |key: &str| (table.key.clone(), key.to_owned());
    for _ in 0..3 {
        for sum in &table.sums {
            let right: i64 = sum.right.iter().map(|k| values[&key(k)]).sum();
            match &sum.left[..] {
                [total] => {
                    values.insert(key(total), right);
                }
                [first, second] => {
                    let second = (values[&key(second)]).min(right);
                    values.insert(key(&sum.left[1]), second);
                    values.insert(key(first), right - second);
                }
                _ => {}
            }
        }
    }
}

impl Made {
    /// What stands in a cell of the form, label or number.
    pub fn text<'a>(&'a self, table: &FormTable, key: &str, label: &'a str) -> &'a str {
        if key.is_empty() {
            return label;
        }
        &self.numbers[&(table.key.clone(), key.to_owned())]
    }
}
