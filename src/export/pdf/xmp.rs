//! What the file says about itself, as XMP (ISO 19005-2 §6.6; ISO 14289-1 §5): the same as the
//! information dictionary, and which standards are kept.

use super::info::PROGRAM;
use crate::{date::Moment, document::Meta};
use lopdf::{Document, Object::Reference, Stream, dictionary};
use quick_xml::escape::escape;
use std::fmt::Write;

/// Adds the metadata to the catalog. `part` is that of ISO 19005, whose level A is kept.
pub(super) fn add(file: &mut Document, meta: &Meta, part: u8) -> lopdf::Result<()> {
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dict, packet(meta, part).into_bytes());
    let id = file.add_object(stream);
    file.catalog_mut()?.set("Metadata", Reference(id));
    Ok(())
}

/// PDF/A knows the schemas that are in the XMP specification; that of PDF/UA has to be described
/// (ISO 19005-2 §6.6.2.3.3).
const EXTENSION: &str = r#"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"#;

const NAMESPACES: [(&str, &str); 8] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

fn packet(meta: &Meta, part: u8) -> String {
    let mut out = String::with_capacity(3 << 10);
    out.push_str("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    out.push_str("<rdf:Description rdf:about=\"\"");
    for (prefix, uri) in NAMESPACES {
        let _ = write!(out, "\n xmlns:{prefix}=\"{uri}\"");
    }
    out.push_str(">\n");
    alternatives(&mut out, "dc:title", &meta.title);
    list(&mut out, "dc:creator", "Seq", &meta.author);
    alternatives(&mut out, "dc:description", &meta.subject);
    list(&mut out, "dc:language", "Bag", &meta.lang);
    simple(&mut out, "xmp:CreatorTool", PROGRAM);
    if let Some(created) = Moment::after_epoch(meta.created) {
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            simple(&mut out, name, &created.to_string());
        }
    }
    simple(&mut out, "pdf:Producer", PROGRAM);
    simple(&mut out, "pdfaid:part", &part.to_string());
    simple(&mut out, "pdfaid:conformance", "A");
    simple(&mut out, "pdfuaid:part", "1");
    out.push_str(EXTENSION);
    out.push_str("</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

fn simple(out: &mut String, name: &str, value: &str) {
    let value = escape(value);
    let _ = writeln!(out, "<{name}>{value}</{name}>");
}

fn alternatives(out: &mut String, name: &str, value: &str) {
    container(out, name, "Alt", " xml:lang=\"x-default\"", value);
}

fn list(out: &mut String, name: &str, kind: &str, value: &str) {
    container(out, name, kind, "", value);
}

/// A container of one value; nothing when the value is empty, as in the information dictionary.
fn container(out: &mut String, name: &str, kind: &str, attribute: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let value = escape(value);
    let _ = writeln!(
        out,
        "<{name}><rdf:{kind}><rdf:li{attribute}>{value}</rdf:li></rdf:{kind}></{name}>"
    );
}
