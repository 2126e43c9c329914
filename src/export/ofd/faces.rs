//! The faces that the pages use, embedded.

use super::{
    font::{Cut, cut},
    units::Ids,
};
use crate::{
    diagnostic::Result,
    export::used::{permitted, unreadable, used},
    font::{self, FaceId, Fonts},
    layout::Pages,
};
use std::collections::BTreeMap;

/// A face in the file.
pub(super) struct OfdFace {
    /// Its identifier.
    pub id: u32,
    /// What readers that do not take embedded faces look for; the font file bears the same name.
    pub name: String,
    pub cut: Cut,
}

/// Cuts and embeds them.
pub(super) fn embed(
    pages: &Pages,
    fonts: &Fonts,
    ids: &mut Ids,
) -> Result<BTreeMap<FaceId, OfdFace>> {
    let mut faces = BTreeMap::new();
    for (face_id, uses) in used(pages)? {
        let face = fonts.face(face_id);
        let damaged = |reason: &str| unreadable(face, "OFD", reason);
        let data = face.data().map_err(damaged)?;
        let parsed = font::open(data, face.index).map_err(|flaw| damaged(&flaw.to_string()))?;
        permitted(face, &parsed)?;
        let name = name(fonts, face_id);
        let cut = cut(data, face.index, &uses, &name).map_err(|reason| damaged(&reason))?;
        faces.insert(face_id, OfdFace { id: ids.next(), name, cut });
    }
    Ok(faces)
}

/// The name that offices know it by, if it is the first face of a family; a face that only lends rare
/// characters has its own.
fn name(fonts: &Fonts, face: FaceId) -> String {
    let is_its =
        |family: &&font::Family| family.chain.first().is_some_and(|link| link.face == face);
    let family = fonts.families().iter().find(is_its);
    let name = family.and_then(|family| family.names.first());
    name.unwrap_or(&fonts.face(face).name).clone()
}
