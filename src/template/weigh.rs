//! What an operand weighs, before it is compared, sorted, joined or printed.
//!
//! The engine charges a template for what it makes and not for what it walks, and walks by recursion.
//! These two filters, put behind operands by [`super::guard`], charge for all that is in a value, parts
//! that are shared as often as they are met, and refuse what is too deep or too much.

use super::filters::refuse;
use minijinja::{
    Environment, Error, ErrorKind, State, Value,
    value::{Tuple, ValueKind},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// Behind an operand.
pub(super) const WEIGH: &str = "|__w";
/// Behind an operand of `*`.
pub(super) const COUNT: &str = "|__n";
/// Around what `*` and its like make.
pub(super) const PRODUCT: (&str, &str) = ("(", ")|__p");

/// Lists in lists; a YAML file has 32.
const DEEPEST: usize = 48;
/// Values in a value, and every 16 bytes of text: the largest table a file can hold has less.
const HEAVIEST: u64 = 1_500_000;
/// Values in a list that is repeated: `[''] * 5`, not a table over and over.
const HEAVIEST_REPEATED: u64 = 64;
/// So much is walked for one step.
const WEIGHT_PER_STEP: u64 = 16;

/// What one report has used up, over its template and all of its expressions.
#[derive(Debug, Default)]
pub(super) struct Meter {
    spent: AtomicU64,
    /// Steps of the expression that is being evaluated, when they were last looked at.
    latest: AtomicU64,
    wrong: AtomicUsize,
}

impl Meter {
    /// Steps used up by expressions.
    pub(super) fn spent(&self) -> u64 {
        self.spent.load(Ordering::Relaxed)
    }

    /// An expression begins.
    pub(super) fn begin(&self) {
        self.latest.store(0, Ordering::Relaxed);
    }

    /// An expression came to its end; one that failed does not tell how far it got.
    pub(super) fn end(&self, steps: Option<u64>) {
        let steps = steps.unwrap_or_else(|| self.latest.load(Ordering::Relaxed));
        self.spent.fetch_add(steps, Ordering::Relaxed);
    }

    /// Counts what is wrong; how much there was before.
    pub(super) fn one_more_wrong(&self) -> usize {
        self.wrong.fetch_add(1, Ordering::Relaxed)
    }

    /// How much was wrong.
    pub(super) fn wrong(&self) -> usize {
        self.wrong.load(Ordering::Relaxed)
    }
}

/// Makes the filters known; what they see goes to the meter.
pub(super) fn register(env: &mut Environment<'_>, meter: &Arc<Meter>) {
    let seen = Arc::clone(meter);
    env.add_filter("__w", move |state: &State, value: Value| weigh(state, value, HEAVIEST, &seen));
    let seen = Arc::clone(meter);
    env.add_filter("__p", move |state: &State, value: Value| product(state, value, &seen));
    let seen = Arc::clone(meter);
    env.add_filter("__n", move |state: &State, value: Value| match value.kind() {
        ValueKind::Map => Err(refuse(NOT_REPEATED.to_owned(), "* 只用在数、文字和列表上")),
        ValueKind::Seq | ValueKind::Iterable => repeatable(state, value, &seen),
        _ => weigh(state, value, HEAVIEST, &seen),
    });
}

const NOT_REPEATED: &str = "这一组值不能用 * 重复";

/// A list that the engine repeats in one step, value by value, and charges for; any other it would repeat
/// whenever it is walked, for nothing.
fn repeatable(state: &State, value: Value, meter: &Meter) -> Result<Value, Error> {
    let weighed = weigh(state, value, HEAVIEST_REPEATED, meter)?;
    match weighed.try_iter() {
        Ok(items) => Ok(Value::from(Tuple::new(items.collect()))),
        Err(_) => Err(refuse(NOT_REPEATED.to_owned(), "* 只用在数、文字和列表上")),
    }
}

/// A repeated list, which is a tuple so that it is paid for, is a list again.
fn product(state: &State, value: Value, meter: &Meter) -> Result<Value, Error> {
    if value.downcast_object_ref::<Tuple>().is_none() {
        return Ok(value);
    }
    let weighed = weigh(state, value, HEAVIEST, meter)?;
    match weighed.try_iter() {
        Ok(items) => Ok(items.collect::<Vec<Value>>().into()),
        Err(_) => Ok(weighed),
    }
}

fn weigh(state: &State, mut value: Value, heaviest: u64, meter: &Meter) -> Result<Value, Error> {
    if value.as_object().is_some() {
        let mut scale = Scale { left: heaviest, state, unpaid: 0 };
        scale.put(&value, 0)?;
        scale.pay()?;
        value = settled(value);
    }
    if let Some((spent, _)) = state.fuel_levels() {
        meter.latest.store(spent, Ordering::Relaxed);
    }
    Ok(value)
}

/// A list in place of one that is computed from another whenever it is asked for: such could be laid over
/// one another without end, and each asks the next by recursion.
fn settled(value: Value) -> Value {
    let is_plain = || {
        let list = value.downcast_object_ref::<Vec<Value>>().is_some();
        list || value.downcast_object_ref::<Tuple>().is_some()
    };
    if !matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) || is_plain() {
        return value;
    }
    match value.try_iter() {
        Ok(items) => items.collect::<Vec<Value>>().into(),
        Err(_) => value,
    }
}

struct Scale<'a, 't, 'e> {
    left: u64,
    state: &'a State<'t, 'e>,
    unpaid: u64,
}

impl Scale<'_, '_, '_> {
    fn put(&mut self, value: &Value, depth: usize) -> Result<(), Error> {
        let text = value.as_str().map_or(0, |text| text.len() as u64 / 16);
        self.charge(1 + text)?;
        if value.as_object().is_none() {
            return Ok(());
        }
        if depth > DEEPEST {
            let message = format!("一组值里套着一组值，超过 {DEEPEST} 层");
            return Err(refuse(message, "看循环里是不是把一组值一次次放进自己"));
        }
        let is_map = value.kind() == ValueKind::Map;
        if !is_map && !matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) {
            return Ok(());
        }
        let Ok(items) = value.try_iter() else {
            return Ok(());
        };
        for item in items {
            self.put(&item, depth + 1)?;
            if is_map && let Ok(under) = value.get_item(&item) {
                self.put(&under, depth + 1)?;
            }
        }
        Ok(())
    }

    fn charge(&mut self, weight: u64) -> Result<(), Error> {
        self.unpaid += weight;
        self.left = self.left.checked_sub(weight).ok_or_else(|| {
            let message = "一组值太大，已经停下".to_owned();
            refuse(message, "看循环里是不是把一组值一次次重复")
        })?;
        if self.unpaid >= 1024 { self.pay() } else { Ok(()) }
    }

    fn pay(&mut self) -> Result<(), Error> {
        let steps = self.unpaid / WEIGHT_PER_STEP;
        self.unpaid %= WEIGHT_PER_STEP;
        self.state.consume_fuel(steps).map_err(|_| ErrorKind::OutOfFuel.into())
    }
}
