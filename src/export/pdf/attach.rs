//! What the report was made from, inside the file (ISO 19005-3 §6.8; ISO 32000-1 §7.11.4).

use super::info;
use crate::{document::Meta, export::Attachment};
use lopdf::{
    Dictionary, Document, Object,
    Object::{Integer, Reference},
    Stream, StringFormat, dictionary, text_string,
};
use md5::{Digest, Md5};

/// RFC 9512.
const MEDIA_TYPE: &str = "application/yaml";

/// Programs that cannot read the real name show this one.
const PLAIN_NAME: &str = "report.yaml";

/// Attaches a file as the source of the document.
pub(super) fn add(file: &mut Document, source: &Attachment<'_>, meta: &Meta) -> lopdf::Result<()> {
    let mut about = dictionary! {
        "Size" => Integer(i64::try_from(source.bytes.len()).unwrap_or(i64::MAX)),
        "CheckSum" => Object::String(Md5::digest(source.bytes).to_vec(), StringFormat::Hexadecimal),
    };
    if let Some(date) = info::date(meta.created) {
        about.set("ModDate", Object::string_literal(date));
    }
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => MEDIA_TYPE,
        "Params" => about,
    };
    let content = file.add_object(Stream::new(dict, source.bytes.to_vec()));
    // A file's name may hold what no other program shows.
    let name: String = source.name.chars().filter(|c| !c.is_control()).collect();
    let plain = if name.is_ascii() { name.as_str() } else { PLAIN_NAME };
    let specification = file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(plain),
        "UF" => text_string(&name),
        "Desc" => text_string("年报的原始数据（YAML）"),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => Reference(content), "UF" => Reference(content) },
    });
    let names = vec![text_string(&name), Reference(specification)];
    let mut tree = Dictionary::new();
    tree.set("EmbeddedFiles", dictionary! { "Names" => names });
    let catalog = file.catalog_mut()?;
    catalog.set("Names", tree);
    catalog.set("AF", vec![Reference(specification)]);
    Ok(())
}
