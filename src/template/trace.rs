//! Where a character or a font that cannot be printed comes from: the template is run again, since a
//! document does not say who wrote what.

use super::{
    DrawContext, Template,
    engine::{Rendered, Writer},
    markup,
    used::template_is_own,
};
use crate::{
    diagnostic::{Location, Source},
    input::Input,
    yaml,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// Places that a user can change, each once: those of the YAML first.
pub(crate) type Places = Vec<Location>;

/// Where each of these characters comes from.
pub(crate) fn characters(
    template: &Template,
    input: &Input,
    wanted: &BTreeSet<char>,
) -> BTreeMap<char, Places> {
    let Some(rendered) = run(template, input) else {
        return BTreeMap::new();
    };
    let written = markup::characters(&rendered, wanted);
    let typed = yaml::places(input.source(), wanted);
    let styled = template.sheets().iter().flat_map(|sheet| sheet.number_places(wanted));
    let styled: Vec<(char, Location)> = styled.collect();
    let places = |ch: char| {
        let ranges = written.get(&ch).map_or(&[][..], Vec::as_slice);
        let typed = typed.get(&ch).map_or(&[][..], Vec::as_slice);
        let mut places = of_character(&rendered, ch, ranges, input.source(), typed);
        if ranges.is_empty() {
            places.extend(styled.iter().filter(|(of, _)| *of == ch).map(|(_, at)| at.clone()));
        }
        places
    };
    wanted.iter().map(|ch| (*ch, places(*ch))).collect()
}

/// Where the template's markup asks for a family by this office name.
pub(crate) fn family(template: &Template, input: &Input, family: &str) -> Option<Location> {
    let rendered = run(template, input)?;
    let ranges = markup::family(&rendered, family);
    let mut places = ranges.iter().filter_map(|range| rendered.origin(range));
    places
        .find_map(|(source, range)| template_is_own(source).then(|| Location::new(source, &range)))
}

fn run(template: &Template, input: &Input) -> Option<Rendered> {
    DrawContext::of(template, input).and_then(|scene| scene.render()).ok()
}

/// What a template writes itself it is to blame for; what it prints of the input the YAML, and where
/// nothing like it stands there, the expression that makes it.
fn of_character(
    rendered: &Rendered,
    ch: char,
    ranges: &[Range<usize>],
    yaml: &Arc<Source>,
    typed: &[Range<usize>],
) -> Places {
    let mut written = BTreeMap::new();
    let mut made = BTreeMap::new();
    for Writer { source, at, is_expression } in ranges.iter().filter_map(|r| rendered.writer(r)) {
        let place = |at: Range<usize>| ((&source.name, at.start), Location::new(source, &at));
        let literal = source.text.get(at.clone()).and_then(|text| text.find(ch));
        match literal {
            Some(offset) if is_expression => {
                let start = at.start + offset;
                written.extend([place(start..start + ch.len_utf8())]);
            }
            None if is_expression => made.extend([place(at)]),
            _ => written.extend([place(at)]),
        }
    }
    let mut places = Places::new();
    // Line ends stand everywhere.
    if !made.is_empty() && !typed.is_empty() && !ch.is_control() {
        places.extend(typed.iter().map(|range| Location::new(yaml, range)));
        made.clear();
    }
    let own = written.into_values().chain(made.into_values());
    places.extend(own.filter(|at| template_is_own(&at.source)));
    places
}
