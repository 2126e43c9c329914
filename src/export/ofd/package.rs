//! The parts that hold the pages together, and the archive of all parts.

use super::{
    NAMESPACE, Settings, Standard,
    faces::OfdFace,
    images::OfdImages,
    page::{DrawnObjects, physical_box},
    tags,
    units::{list, micro, mm},
};
use crate::{
    date::Moment,
    diagnostic::{Diagnostic, Result},
    digest::Digest,
    document::{Meta, PageStyle},
    export::{
        Attachment,
        xml::{Element, el},
        zip::Archive,
    },
    font::FaceId,
    layout::OutlineEntry,
};
use std::collections::BTreeMap;

/// A file of the package.
type Part = (String, Vec<u8>);

/// What the package is made from.
pub(super) struct Package<'a> {
    pub meta: &'a Meta,
    pub page: &'a PageStyle,
    /// The size of most pages.
    pub paper: (i64, i64),
    pub outline: &'a [OutlineEntry],
    pub pages: Vec<DrawnObjects>,
    pub faces: BTreeMap<FaceId, OfdFace>,
    pub images: OfdImages<'a>,
    pub structure: Element,
    pub settings: Settings,
    pub source: Option<Attachment<'a>>,
    /// The largest identifier.
    pub most: u32,
}

impl Package<'_> {
    /// The archive: `OFD.xml` first, as readers that recognise the format by it want.
    pub fn write(&self) -> Result<Vec<u8>> {
        let parts = self.parts()?;
        let everything: Vec<u8> =
            parts.iter().flat_map(|(_, content)| Digest::of(content).0).collect();
        let entry = self.entry(&Digest::of(&everything)).to_part()?;
        let mut archive = Archive::new();
        let named = [("OFD.xml", &entry)].into_iter();
        let rest = parts.iter().map(|(name, content)| (name.as_str(), content));
        for (name, content) in named.chain(rest) {
            archive.add(name, content).map_err(|reason| malformed(&reason))?;
        }
        archive.finish().map_err(|reason| malformed(&reason).into())
    }

    /// Everything but `OFD.xml`, which bears an identifier made from the rest.
    fn parts(&self) -> Result<Vec<Part>> {
        let mut parts = vec![
            ("Doc_0/Document.xml".to_owned(), self.document().to_part()?),
            ("Doc_0/PublicRes.xml".to_owned(), self.fonts().to_part()?),
        ];
        if let Some(resources) = self.pictures() {
            parts.push(("Doc_0/DocumentRes.xml".to_owned(), resources.to_part()?));
        }
        for (number, page) in self.pages.iter().enumerate() {
            parts.push((format!("Doc_0/{}", page_name(number)), page.content.to_part()?));
        }
        for face in self.faces.values() {
            parts.push((format!("Doc_0/Res/{}", font_name(face)), face.cut.bytes.clone()));
        }
        for (_, name, _, content) in self.images.files() {
            parts.push((format!("Doc_0/Res/{name}"), content.to_vec()));
        }
        let tags = root("CustomTags").child(
            el("ofd:CustomTag")
                .attr("NameSpace", tags::NAMESPACE)
                .child(el("ofd:FileLoc").text("Structure.xml")),
        );
        parts.push(("Doc_0/Tags/CustomTags.xml".to_owned(), tags.to_part()?));
        parts.push(("Doc_0/Tags/Structure.xml".to_owned(), self.structure.to_part()?));
        if let Some(source) = self.attached() {
            let list = attachments(source, self.meta).to_part()?;
            parts.push(("Doc_0/Attachs/Attachments.xml".to_owned(), list));
            parts.push((format!("Doc_0/Attachs/{SOURCE}"), source.bytes.to_vec()));
        }
        Ok(parts)
    }

    fn attached(&self) -> Option<&Attachment<'_>> {
        self.source.as_ref().filter(|_| self.settings.attach)
    }

    /// `OFD.xml`: what the file says about itself.
    fn entry(&self, digest: &Digest) -> Element {
        let meta = self.meta;
        let kind = match self.settings.standard {
            Standard::Archive => "OFD-A",
            Standard::Plain => "OFD",
        };
        let moment = Moment::after_epoch(meta.created).map(|moment| moment.to_string());
        let day = moment.as_deref().and_then(|moment| moment.get(..10)).unwrap_or_default();
        let mut info = el("ofd:DocInfo").child(el("ofd:DocID").text(digest.to_string()));
        for (name, text) in [
            ("ofd:Title", meta.title.as_str()),
            ("ofd:Author", &meta.author),
            ("ofd:Subject", &meta.subject),
            ("ofd:CreationDate", day),
            ("ofd:ModDate", day),
            ("ofd:DocUsage", "Normal"),
            ("ofd:Creator", env!("CARGO_PKG_NAME")),
            ("ofd:CreatorVersion", env!("CARGO_PKG_VERSION")),
        ] {
            if !text.is_empty() {
                info = info.child(el(name).text(text));
            }
        }
        let data = [("题名", meta.title.as_str()), ("责任者", &meta.author), ("日期", day)];
        let mut datas = el("ofd:CustomDatas").child(custom("语种", meta.language()));
        for (name, text) in data {
            if !text.is_empty() {
                datas = datas.child(custom(name, text));
            }
        }
        let body = el("ofd:DocBody")
            .child(info.child(datas))
            .child(el("ofd:DocRoot").text("Doc_0/Document.xml"));
        root("OFD").attr("Version", "1.0").attr("DocType", kind).child(body)
    }

    fn document(&self) -> Element {
        let page = self.page;
        let area = [page.left, page.top, page.text_width(), page.text_height()].map(micro);
        let area = el("ofd:PageArea")
            .child(physical_box(self.paper))
            .child(el("ofd:ContentBox").text(list(area)));
        let mut common = el("ofd:CommonData")
            .child(el("ofd:MaxUnitID").text(self.most.to_string()))
            .child(area)
            .child(el("ofd:PublicRes").text("PublicRes.xml"));
        if self.pictures().is_some() {
            common = common.child(el("ofd:DocumentRes").text("DocumentRes.xml"));
        }
        let page = |(number, page): (usize, &DrawnObjects)| {
            el("ofd:Page").attr("ID", page.id).attr("BaseLoc", page_name(number))
        };
        let pages = el("ofd:Pages").children(self.pages.iter().enumerate().map(page));
        let mut document = root("Document").child(common).child(pages);
        let outline = self.nested(self.outline);
        if !outline.is_empty() {
            document = document.child(el("ofd:Outlines").children(outline));
        }
        document = document.child(el("ofd:CustomTags").text("Tags/CustomTags.xml"));
        if self.attached().is_some() {
            document = document.child(el("ofd:Attachments").text("Attachs/Attachments.xml"));
        }
        document
    }

    /// Headings under the nearest earlier heading of a higher rank.
    fn nested(&self, mut entries: &[OutlineEntry]) -> Vec<Element> {
        let mut out = Vec::new();
        while let Some((entry, after)) = entries.split_first() {
            let below = after.iter().take_while(|e| e.level > entry.level).count();
            let (below, after) = after.split_at(below);
            if let Some(page) = self.pages.get(entry.page) {
                let destination = el("ofd:Dest")
                    .attr("Type", "XYZ")
                    .attr("PageID", page.id)
                    .attr("Left", 0)
                    .attr("Top", mm(micro(entry.y)))
                    .attr("Zoom", 0);
                let action = el("ofd:Action")
                    .attr("Event", "CLICK")
                    .child(el("ofd:Goto").child(destination));
                out.push(
                    el("ofd:OutlineElem")
                        .attr("Title", &entry.text)
                        .child(el("ofd:Actions").child(action))
                        .children(self.nested(below)),
                );
            }
            entries = after;
        }
        out
    }

    /// `PublicRes.xml`.
    fn fonts(&self) -> Element {
        let font = |face: &OfdFace| {
            el("ofd:Font")
                .attr("ID", face.id)
                .attr("FontName", &face.name)
                .attr("FamilyName", &face.name)
                .child(el("ofd:FontFile").text(font_name(face)))
        };
        let mut resources = root("Res").attr("BaseLoc", "Res");
        if !self.faces.is_empty() {
            resources = resources.child(el("ofd:Fonts").children(self.faces.values().map(font)));
        }
        resources
    }

    /// `DocumentRes.xml`, if there are pictures.
    fn pictures(&self) -> Option<Element> {
        let file = |(id, name, format, _): (u32, String, &str, &[u8])| {
            el("ofd:MultiMedia")
                .attr("ID", id)
                .attr("Type", "Image")
                .attr("Format", format)
                .child(el("ofd:MediaFile").text(name))
        };
        let files: Vec<Element> = self.images.files().map(file).collect();
        (!files.is_empty()).then(|| {
            let files = el("ofd:MultiMedias").children(files);
            root("Res").attr("BaseLoc", "Res").child(files)
        })
    }
}

/// The name of the attached YAML in the package: names there are ASCII.
const SOURCE: &str = "report.yaml";

/// The one attachment, as text, which GB/T 42133 keeps.
fn attachments(source: &Attachment<'_>, meta: &Meta) -> Element {
    // A file's name may hold what no other program shows.
    let name: String = source.name.chars().filter(|c| !c.is_control()).collect();
    let mut attachment =
        el("ofd:Attachment").attr("ID", "A1").attr("Name", name).attr("Format", "txt");
    if let Some(moment) = Moment::after_epoch(meta.created) {
        attachment = attachment.attr("CreationDate", moment.to_string().trim_end_matches('Z'));
    }
    let kilobytes = (source.bytes.len() as f64 / 1024.0 * 10_000.0).ceil() / 10_000.0;
    let attachment = attachment
        .attr("Size", kilobytes)
        .attr("Visible", "true")
        .attr("Usage", "source")
        .child(el("ofd:FileLoc").text(SOURCE));
    root("Attachments").child(attachment)
}

fn custom(name: &str, text: &str) -> Element {
    let text = if text.is_empty() { "zh-CN" } else { text };
    el("ofd:CustomData").attr("Name", name).text(text)
}

fn root(name: &str) -> Element {
    el(&format!("ofd:{name}")).attr("xmlns:ofd", NAMESPACE)
}

fn page_name(number: usize) -> String {
    format!("Pages/Page_{number}/Content.xml")
}

fn font_name(face: &OfdFace) -> String {
    format!("font_{}.ttf", face.id)
}

fn malformed(reason: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::defect(format!("OFD 写不成：{reason}"))
}
