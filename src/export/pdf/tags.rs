//! Tags: the structure written into the file, and its ties to what the pages show
//! (ISO 32000-1 §14.7.2, §14.7.4).

use crate::export::structure::{FigureFacts, Structure, StructureElement, TableFacts};
use lopdf::{
    Dictionary, Document, Object,
    Object::{Integer, Name, Reference},
    ObjectId, StringFormat, dictionary, text_string,
};
use std::collections::BTreeMap;

/// The elements of a page's stretches of marked content, by their number on the page (MCID).
pub(super) type Marked = Vec<usize>;

/// Adds the structure tree. Pages learn their key in the parent tree, the catalog that the file is
/// tagged.
pub(super) fn add(
    file: &mut Document,
    structure: &Structure,
    marked: &[Marked],
    pages: &[ObjectId],
) -> lopdf::Result<()> {
    let writer = TagWriter::new(file, structure, marked, pages);
    let root = file.new_object_id();
    let mut ids = BTreeMap::new();
    for (index, element) in structure.elements.iter().enumerate() {
        if writer.is_left_out(index) {
            continue;
        }
        if let (Some(id), Some(name)) = (writer.ids.get(index), &element.id) {
            ids.insert(name.as_bytes(), *id);
        }
        if let Some(id) = writer.ids.get(index) {
            file.set_object(*id, writer.element(index, element, root));
        }
    }
    let parents = writer.parents();
    let names = ids.into_iter().flat_map(|(name, id)| [name_string(name), Reference(id)]);
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => writer.reference(0),
        "ParentTree" => dictionary! { "Nums" => parents },
        "ParentTreeNextKey" => number(pages.len()),
    };
    let names: Vec<Object> = names.collect();
    if !names.is_empty() {
        tree.set("IDTree", dictionary! { "Names" => names });
    }
    file.set_object(root, tree);
    for (key, page) in pages.iter().enumerate() {
        let page = file.get_dictionary_mut(*page)?;
        page.set("StructParents", number(key));
        // Were there anything to tab through, it would be in the order of the structure.
        page.set("Tabs", "S");
    }
    let catalog = file.catalog_mut()?;
    catalog.set("StructTreeRoot", Reference(root));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

struct TagWriter<'a> {
    structure: &'a Structure,
    marked: &'a [Marked],
    pages: &'a [ObjectId],
    /// Object of every element.
    ids: Vec<ObjectId>,
    /// For every element its stretches: page and number on the page.
    stretches: Vec<Vec<(usize, usize)>>,
}

impl<'a> TagWriter<'a> {
    fn new(
        file: &mut Document,
        structure: &'a Structure,
        marked: &'a [Marked],
        pages: &'a [ObjectId],
    ) -> Self {
        let mut stretches = vec![Vec::new(); structure.elements.len()];
        for (page, marked) in marked.iter().enumerate() {
            for (number, &element) in marked.iter().enumerate() {
                if let Some(stretches) = stretches.get_mut(element) {
                    stretches.push((page, number));
                }
            }
        }
        let ids = (structure.elements.iter()).map(|_| file.new_object_id()).collect();
        Self { structure, marked, pages, ids, stretches }
    }

    fn reference(&self, element: usize) -> Object {
        self.ids.get(element).map_or(Object::Null, |id| Reference(*id))
    }

    fn page(&self, page: usize) -> Object {
        self.pages.get(page).map_or(Object::Null, |id| Reference(*id))
    }

    /// A paragraph of which nothing is to be seen.
    fn is_left_out(&self, index: usize) -> bool {
        let optional = (self.structure.elements.get(index)).is_some_and(|e| e.optional);
        optional && self.stretches.get(index).is_none_or(Vec::is_empty)
    }

    fn element(&self, index: usize, element: &StructureElement, root: ObjectId) -> Dictionary {
        let parent = if index == 0 { Reference(root) } else { self.reference(element.parent) };
        let mut dict = dictionary! { "S" => element.role, "P" => parent };
        self.kids(index, element, &mut dict);
        if let Some(facts) = &element.table {
            dict.set("A", attributes(facts));
        }
        if let Some(facts) = &element.figure {
            dict.set("Alt", text_string(&facts.alt));
            dict.set("A", layout(facts));
        }
        if let Some(id) = &element.id {
            dict.set("ID", name_string(id.as_bytes()));
        }
        if let Some(text) = &element.text {
            dict.set("ActualText", text_string(text));
        }
        dict
    }

    fn kids(&self, index: usize, element: &StructureElement, dict: &mut Dictionary) {
        let stretches = self.stretches.get(index).map_or(&[][..], Vec::as_slice);
        let children = element.children.iter();
        let mut kids: Vec<Object> = children
            .filter(|child| !self.is_left_out(**child))
            .map(|child| self.reference(*child))
            .collect();
        if let Some(&(first, _)) = stretches.first() {
            dict.set("Pg", self.page(first));
            kids.extend(stretches.iter().map(|&(page, mcid)| {
                if page == first {
                    return number(mcid);
                }
                let reference = dictionary! {
                    "Type" => "MCR",
                    "Pg" => self.page(page),
                    "MCID" => number(mcid),
                };
                reference.into()
            }));
        }
        match kids.pop() {
            None => {}
            Some(only) if kids.is_empty() => dict.set("K", only),
            Some(last) => {
                kids.push(last);
                dict.set("K", kids);
            }
        }
    }

    /// The parent tree's numbers: for every page the elements of its stretches.
    fn parents(&self) -> Vec<Object> {
        let pages = self.marked.iter().enumerate();
        let pair = |(key, marked): (usize, &Marked)| {
            let elements: Vec<Object> = marked.iter().map(|e| self.reference(*e)).collect();
            [number(key), elements.into()]
        };
        pages.flat_map(pair).collect()
    }
}

fn attributes(facts: &TableFacts) -> Dictionary {
    let mut dict = dictionary! { "O" => "Table" };
    if let Some(summary) = &facts.summary {
        dict.set("Summary", text_string(summary));
    }
    if let Some(scope) = facts.scope {
        dict.set("Scope", Name(scope.into()));
    }
    let (rows, columns) = facts.span.unwrap_or((1, 1));
    for (key, covered) in [("RowSpan", rows), ("ColSpan", columns)] {
        if covered > 1 {
            dict.set(key, number(covered));
        }
    }
    if !facts.heads.is_empty() {
        let heads = facts.heads.iter().map(|head| name_string(head.as_bytes()));
        dict.set("Headers", heads.collect::<Vec<Object>>());
    }
    dict
}

fn layout(facts: &FigureFacts) -> Dictionary {
    let mut dict = dictionary! { "O" => "Layout", "Placement" => "Block" };
    if let Some(bounds) = facts.bounds {
        dict.set("BBox", bounds.map(Object::Real).to_vec());
    }
    dict
}

fn name_string(name: &[u8]) -> Object {
    Object::String(name.to_vec(), StringFormat::Literal)
}

fn number(value: usize) -> Object {
    Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
