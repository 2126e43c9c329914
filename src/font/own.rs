//! An office's fonts among the shipped faces: whose name a style says, that font comes first; the
//! shipped chain stays behind it.

use super::{
    Face, FaceBytes, FaceId, Fonts, Library,
    family::{Family, Link, fold},
    header::Header,
    shipped,
};
use std::{collections::HashMap, sync::Arc};

/// The faces a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FacePair {
    regular: usize,
    bold: Option<usize>,
}

/// Puts a library's faces before the shipped ones.
pub(super) fn add(library: &Library) -> Fonts {
    let (mut faces, mut shipped) = shipped::faces();
    let first = faces.len();
    let mut own: Vec<Family> = Vec::new();
    for (choice, names) in choices(library) {
        let chinese = library.faces[choice.regular].header.chinese;
        let place = (shipped.iter()).position(|f| f.is_called_any(&names));
        let behind = match place {
            Some(place) => &shipped[place],
            None => &shipped[shipped::nearest(&names, chinese)],
        };
        let head =
            Link { face: FaceId(first + choice.regular), hanzi_only: false, full_em: chinese };
        own.push(Family {
            chain: [head].into_iter().chain(behind.chain.clone()).collect(),
            bold: match choice.bold {
                Some(bold) => Some(FaceId(first + bold)),
                None => behind.bold,
            },
            names,
        });
    }
    stand_in(&mut shipped, &own);
    faces.extend(library.faces.iter().map(|face| {
        let (header, data) = (&face.header, FaceBytes::File(Arc::clone(&face.file)));
        Face::of(header.program_name(), header.index, data, Some(header.clone()))
    }));
    own.extend(shipped);
    Fonts::new(faces, own)
}

/// A shipped family that an office's font has another name of (仿宋 where a style says
/// `仿宋_GB2312`) begins with that font; of several the one whose name is listed first.
fn stand_in(shipped: &mut [Family], own: &[Family]) {
    for family in shipped {
        let known = (family.names.iter()).find_map(|name| own.iter().find(|o| o.is_called(name)));
        if let Some(known) = known {
            family.chain.clone_from(&known.chain);
            family.bold = known.bold;
        }
    }
}

/// What each name in the library stands for, names of the same faces together.
fn choices(library: &Library) -> Vec<(FacePair, Vec<String>)> {
    let mut called: HashMap<String, Vec<usize>> = HashMap::new();
    let mut names: Vec<(String, &String)> = Vec::new();
    for (i, face) in library.faces.iter().enumerate() {
        for name in &face.header.names {
            let folded = fold(name);
            let faces = called.entry(folded.clone()).or_default();
            if faces.is_empty() {
                names.push((folded, name));
            }
            if faces.last() != Some(&i) {
                faces.push(i);
            }
        }
    }
    let mut choices: Vec<(FacePair, Vec<String>)> = Vec::new();
    for (folded, name) in names {
        let Some(choice) = (called.get(&folded)).and_then(|faces| choose(library, faces)) else {
            continue;
        };
        match choices.iter_mut().find(|(known, _)| *known == choice) {
            Some((_, names)) => names.push(name.clone()),
            None => choices.push((choice, vec![name.clone()])),
        }
    }
    choices
}

/// Of faces of one name the upright one nearest to regular, and the one nearest to bold.
fn choose(library: &Library, called: &[usize]) -> Option<FacePair> {
    let headers = called.iter().map(|&i| (i, &library.faces[i].header));
    let off = |h: &Header, weight: u16| (h.italic, h.weight.abs_diff(weight));
    let (regular, header) = headers.clone().min_by_key(|(_, h)| off(h, 400))?;
    let heavier = headers.filter(|(_, h)| h.weight >= 600 && h.weight > header.weight);
    let bold = heavier.min_by_key(|(_, h)| off(h, 700)).map(|(i, _)| i);
    Some(FacePair { regular, bold })
}

impl Header {
    /// A name that every PDF reader takes (ISO 32000-1 §7.3.5 allows no more than 127 bytes).
    fn program_name(&self) -> String {
        let sound = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name: String = self.post_script.chars().filter(sound).take(63).collect();
        if name.is_empty() { "OwnFont".to_owned() } else { name }
    }
}
