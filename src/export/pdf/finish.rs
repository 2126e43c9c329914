//! printpdf's file made whole: what it cannot say, what it says wrongly, what a standard asks for.

use super::{
    DrawnPages, Standard, attach, image::Images, info, intent, outline, save::save,
    subset::Embedded, tags, xmp,
};
use crate::{
    document::Document,
    export::{Options, deflate::Deflate},
    font::FaceId,
};
use lopdf::{
    Dictionary, Error, Object,
    Object::{Boolean, Reference},
    ObjectId, Stream, dictionary,
};
use std::collections::BTreeMap;

/// Completes the file and gives its bytes.
pub(super) fn finish(
    mut file: lopdf::Document,
    mut drawn: DrawnPages<'_>,
    faces: BTreeMap<FaceId, Embedded>,
    options: &Options<'_>,
) -> lopdf::Result<Vec<u8>> {
    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    let fonts = share_resources(&mut file, &page_ids, &drawn.images)?;
    for face in faces.into_values() {
        complete_font(&mut file, fonts, face)?;
    }
    for (page, content) in page_ids.iter().zip(std::mem::take(&mut drawn.contents)) {
        let stream = file.get_dictionary(*page)?.get(b"Contents")?.as_reference()?;
        file.set_object(stream, Stream::new(Dictionary::new(), content));
    }
    let (meta, pages) = (&drawn.document.meta, drawn.pages);
    let places: Vec<(ObjectId, f64)> =
        (page_ids.iter().copied()).zip(pages.pages.iter().map(|page| page.height)).collect();
    let outline = outline::add(&mut file, &pages.outline, &places);
    complete_catalog(&mut file, drawn.document, outline)?;
    let info = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    file.set_object(info, info::dictionary(meta));
    if let Some(structure) = &drawn.structure {
        tags::add(&mut file, structure, &drawn.marked, &page_ids)?;
    }
    if let Some(part) = options.standard.part() {
        xmp::add(&mut file, meta, part)?;
        intent::add(&mut file)?;
    }
    if let (Standard::A3a, Some(source)) = (options.standard, &options.source) {
        attach::add(&mut file, source, meta)?;
    }
    let mut deflate = Deflate::new();
    compress(&mut file, &mut deflate);
    Ok(save(&file, &mut deflate)?)
}

/// Pages share one resource dictionary, which holds fonts and pictures, and each names it itself
/// (ISO 19005-2 §6.2.2); printpdf gives each page its own with empty lists of things that are never
/// used. Returns the dictionary of fonts.
fn share_resources(
    file: &mut lopdf::Document,
    pages: &[ObjectId],
    images: &Images,
) -> lopdf::Result<ObjectId> {
    let first = *pages.first().ok_or(Error::PageNumberNotFound(1))?;
    let resources = file.get_dictionary(first)?.get(b"Resources")?;
    let fonts = file.get_dictionary(resources.as_reference()?)?.get(b"Font")?.as_reference()?;
    let mut resources = dictionary! { "Font" => Reference(fonts) };
    if let Some(images) = images.add(file) {
        resources.set("XObject", images);
    }
    let resources = file.add_object(resources);
    for id in pages {
        let page = file.get_dictionary_mut(*id)?;
        // The boxes equal the media box, which they default to.
        for key in ["TrimBox", "CropBox", "Annots"] {
            page.remove(key.as_bytes());
        }
        page.set("Resources", Reference(resources));
    }
    Ok(fonts)
}

/// Completes the font's descriptor and, where needed, its program and its map from codes to glyphs.
fn complete_font(file: &mut lopdf::Document, fonts: ObjectId, face: Embedded) -> lopdf::Result<()> {
    let font = file.get_dictionary(fonts)?.get(face.resource.0.as_bytes())?.as_reference()?;
    let map = face.cid_to_gid;
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
    if let Some(program) = face.program {
        let stream = descriptor.get(b"FontFile2")?.as_reference()?;
        let length = i64::try_from(program.len())?;
        let dict = dictionary! { "Length1" => length };
        file.set_object(stream, Stream::new(dict, program));
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
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => Boolean(true) });
    if let Some(outline) = outline {
        catalog.set("Outlines", Reference(outline));
        catalog.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// Compresses every stream that gets smaller by it; pictures are compressed already. Metadata stays as
/// it is, so that it can be read without any program for PDF.
fn compress(file: &mut lopdf::Document, deflate: &mut Deflate) {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if stream.dict.has_type(b"Metadata") || stream.dict.has(b"Filter") {
            continue;
        }
        if let Some(smaller) = deflate.zlib(&stream.content) {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(smaller);
        }
    }
}
