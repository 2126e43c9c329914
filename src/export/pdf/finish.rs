//! printpdf's file made whole: what it cannot say, what it says wrongly, compression, identifier.

use super::{info, outline, subset::Embedded};
use crate::{document::Document, export::deflate::Deflate, font::FaceId, layout::Pages};
use lopdf::{
    Dictionary, Error, Object,
    Object::{Boolean, Reference},
    ObjectId, Stream, dictionary,
};
use md5::{Digest, Md5};
use std::collections::BTreeMap;

/// Completes the file and gives its bytes.
pub(super) fn finish(
    mut file: lopdf::Document,
    document: &Document,
    pages: &Pages,
    faces: &BTreeMap<FaceId, Embedded>,
) -> lopdf::Result<Vec<u8>> {
    file.version = "1.7".into();
    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    let fonts = share_resources(&mut file, &page_ids)?;
    for face in faces.values() {
        complete_font(&mut file, fonts, face)?;
    }
    let places: Vec<(ObjectId, f64)> = (page_ids.into_iter())
        .zip(pages.pages.iter().map(|page| page.height))
        .collect();
    let outline = outline::add(&mut file, &pages.outline, &places);
    complete_catalog(&mut file, document, outline)?;
    let info = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    file.set_object(info, info::dictionary(&document.meta));
    compress(&mut file);
    // Without holes: a file that was never updated has one cross-reference subsection
    // (ISO 32000-1 §7.5.4).
    file.prune_objects();
    file.renumber_objects();
    save(file)
}

/// Pages inherit one resource dictionary, which holds the fonts; printpdf gives each page its own
/// with empty lists of things that are never used. Returns the dictionary of fonts.
fn share_resources(file: &mut lopdf::Document, pages: &[ObjectId]) -> lopdf::Result<ObjectId> {
    let first = *pages.first().ok_or(Error::PageNumberNotFound(1))?;
    let resources = file.get_dictionary(first)?.get(b"Resources")?;
    let fonts = file
        .get_dictionary(resources.as_reference()?)?
        .get(b"Font")?
        .as_reference()?;
    for id in pages {
        let page = file.get_dictionary_mut(*id)?;
        // The boxes equal the media box, which they default to.
        for key in ["Resources", "TrimBox", "CropBox", "Annots"] {
            page.remove(key.as_bytes());
        }
    }
    let resources = file.add_object(dictionary! { "Font" => Reference(fonts) });
    let tree = file.catalog()?.get(b"Pages")?.as_reference()?;
    file.get_dictionary_mut(tree)?
        .set("Resources", Reference(resources));
    Ok(fonts)
}

/// Completes the font's descriptor and, where needed, its map from codes to glyphs.
fn complete_font(
    file: &mut lopdf::Document,
    fonts: ObjectId,
    face: &Embedded,
) -> lopdf::Result<()> {
    let font = file
        .get_dictionary(fonts)?
        .get(face.resource.0.as_bytes())?
        .as_reference()?;
    let map = face.cid_to_gid.clone();
    let map = map.map(|map| file.add_object(Stream::new(Dictionary::new(), map)));
    let descendant = file
        .get_dictionary_mut(font)?
        .get_mut(b"DescendantFonts")?
        .as_array_mut()?
        .first_mut()
        .ok_or(Error::DictKey("DescendantFonts".into()))?
        .as_dict_mut()?;
    if let Some(map) = map {
        descendant.set("CIDToGIDMap", Reference(map));
    }
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    let descriptor = file.get_dictionary_mut(descriptor)?;
    for (key, value) in face.descriptor {
        descriptor.set(key, value);
    }
    Ok(())
}

fn complete_catalog(
    file: &mut lopdf::Document,
    document: &Document,
    outline: Option<ObjectId>,
) -> lopdf::Result<()> {
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(document.meta.lang.as_str()));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => Boolean(true) },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", Reference(outline));
        catalog.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// Compresses every stream that gets smaller by it.
fn compress(file: &mut lopdf::Document) {
    let mut deflate = Deflate::new();
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if let Some(smaller) = deflate.zlib(&stream.content) {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(smaller);
        }
    }
}

/// Writes the file with an identifier made from its content (ISO 32000-1 §14.4).
fn save(mut file: lopdf::Document) -> lopdf::Result<Vec<u8>> {
    file.trailer.remove(b"ID");
    let content: usize = file.objects.values().map(size).sum();
    let mut bytes = Vec::with_capacity(content + content / 8);
    file.save_to(&mut bytes)?;
    let id = Object::String(fingerprint(&bytes), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    bytes.clear();
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

fn size(object: &Object) -> usize {
    object.as_stream().map_or(0, |stream| stream.content.len())
}

/// MD5 of the sums (CRC-32) of every kilobyte: as good for telling files apart as one over the bytes,
/// which would be a tenth of the whole work on a report.
fn fingerprint(bytes: &[u8]) -> Vec<u8> {
    let mut hash = Md5::new();
    for piece in bytes.chunks(1024) {
        hash.update(libdeflater::crc32(piece).to_be_bytes());
    }
    hash.finalize().to_vec()
}
