//! The rooms of `src/` use one another as the table in `docs/architecture.md` says, and one way only.

use super::{files, text};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The room that a source file belongs to; none for `lib.rs` and `main.rs`, which only open the rooms.
fn room(path: &Path) -> Option<String> {
    let first = path.strip_prefix("src").unwrap().iter().next()?.to_str()?;
    let room = first.trim_end_matches(".rs");
    (!matches!(room, "lib" | "main")).then(|| room.to_owned())
}

/// A file's code without comments and without the tests at its end.
fn code(path: &Path) -> String {
    let whole = text(path.to_str().unwrap());
    let own = whole.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = own.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The first names of all paths from the root of the library: `b` and `c` of `crate::{b::X, c}`.
fn named(code: &str, library: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in code.split(library).skip(1) {
        let Some(group) = path.strip_prefix('{') else {
            found.insert(first_word(path));
            continue;
        };
        let mut depth = 0_i32;
        for (at, ch) in path.char_indices() {
            depth += i32::from(ch == '{') - i32::from(ch == '}');
            if depth == 0 {
                break;
            }
            if depth == 1 && matches!(ch, '{' | ',') {
                found.insert(first_word(group[at..].trim_start_matches([',', '{'])));
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn first_word(text: &str) -> String {
    let text = text.trim_start();
    text.chars().take_while(|&c| c == '_' || c.is_ascii_alphanumeric()).collect()
}

/// What the sources say.
fn drawn_by_the_code() -> Arrows {
    let is_test = |path: &Path| {
        path.iter().any(|part| matches!(part.to_str(), Some("tests.rs" | "tests" | "sample.rs")))
    };
    let mut arrows = Arrows::new();
    for path in files("src", "rs").iter().filter(|path| !is_test(path)) {
        let Some(room) = room(path) else { continue };
        // The program sees the library from outside.
        let library = if room == "cli" { "nianbao::" } else { "crate::" };
        let mut used = named(&code(path), library);
        used.remove(&room);
        arrows.entry(room).or_default().append(&mut used);
    }
    arrows
}

/// What the table says, and the order of its rows: `| `room` | … | `used` `used` |`.
fn drawn_by_the_table() -> (Vec<String>, Arrows) {
    let page = text("docs/architecture.md");
    let rows = page.lines().skip_while(|line| !line.ends_with("| Uses |")).skip(2);
    let (mut order, mut arrows) = (Vec::new(), Arrows::new());
    for row in rows.take_while(|row| row.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let names = |cell: &str| -> BTreeSet<String> {
            cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        for room in names(cells[0]) {
            let room = room.trim_start_matches("src/").trim_end_matches(['/']);
            let room = room.trim_end_matches(".rs").to_owned();
            arrows.insert(room.clone(), names(cells[cells.len() - 1]));
            order.push(room);
        }
    }
    (order, arrows)
}

#[test]
fn the_rooms_use_one_another_as_the_architecture_says() {
    let (_, told) = drawn_by_the_table();
    let drawn = drawn_by_the_code();
    assert!(drawn.len() > 10, "the sources were not understood: {drawn:?}");
    for (room, used) in &drawn {
        let told = told.get(room).unwrap_or_else(|| panic!("docs/architecture.md has no {room}"));
        assert_eq!(told, used, "docs/architecture.md (left) and the code (right) on {room}");
    }
    assert!(told.keys().eq(drawn.keys()), "docs/architecture.md has rooms that are not there");
}

#[test]
fn a_room_uses_those_above_it_in_the_table_only() {
    let (order, arrows) = drawn_by_the_table();
    for (at, room) in order.iter().enumerate() {
        for used in &arrows[room] {
            assert!(order[..at].contains(used), "{room} uses {used}, which stands below it");
        }
    }
}

#[test]
fn the_reader_of_paths_reads_every_kind_of_path() {
    let code = "use crate::{a::{x, y::Z}, b,\n    c::W};\nlet k = crate::d::f(&crate::e);";
    assert!(named(code, "crate::").iter().eq(["a", "b", "c", "d", "e"]));
}
