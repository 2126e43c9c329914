//! A tagged PDF as a screen reader takes it: from the structure tree down to the marked content of the
//! pages and, by the fonts' own maps, to characters. Knows nothing of how the file was made.

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content, decode_text_string};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An element and what is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub role: String,
    /// Its own text, without that of the elements in it.
    pub text: String,
    /// Its name.
    pub id: Option<String>,
    /// Attributes of a table or cell as they stand in the file.
    pub attributes: Dictionary,
    pub kids: Vec<Element>,
}

impl Element {
    /// Itself and everything in it, in reading order.
    pub fn all(&self) -> Vec<&Element> {
        let below = self.kids.iter().flat_map(Element::all);
        [self].into_iter().chain(below).collect()
    }
}

/// The structure tree's document, and the text that is in no element (artifacts) page by page.
pub fn read(pdf: &[u8]) -> (Element, Vec<String>) {
    let file = Document::load_mem(pdf).unwrap();
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let mut shown = HashMap::new();
    let mut artifacts = Vec::new();
    for page in &pages {
        let (marked, artifact) = page_text(&file, *page);
        artifacts.push(artifact);
        shown.insert(*page, marked);
    }
    let mut reader = Reader { file: &file, shown, read: HashSet::new() };
    let root = follow(&file, file.catalog().unwrap(), "StructTreeRoot");
    let root = root.as_dict().unwrap();
    let top = root.get(b"K").unwrap().as_reference().unwrap();
    let document = reader.element(top, None);
    let stretches = reader.shown.iter();
    for (page, number) in stretches.flat_map(|(page, m)| m.keys().map(move |n| (*page, *n))) {
        assert!(
            reader.read.contains(&(page, number)),
            "no element has stretch {number} of {page:?}"
        );
        parent_knows(&file, root, page, number);
    }
    (document, artifacts)
}

struct Reader<'a> {
    file: &'a Document,
    /// For every page the text of its stretches.
    shown: HashMap<ObjectId, BTreeMap<i64, String>>,
    read: HashSet<(ObjectId, i64)>,
}

impl Reader<'_> {
    fn element(&mut self, id: ObjectId, parent: Option<ObjectId>) -> Element {
        let dict = self.file.get_dictionary(id).unwrap().clone();
        if let Some(parent) = parent {
            assert_eq!(dict.get(b"P").unwrap().as_reference().unwrap(), parent);
        }
        let page = dict.get(b"Pg").ok().map(|p| p.as_reference().unwrap());
        let mut element = Element {
            role: name(dict.get(b"S").unwrap()),
            id: (dict.get(b"ID").ok())
                .map(|id| String::from_utf8_lossy(id.as_str().unwrap()).into()),
            attributes: (dict.get(b"A").ok())
                .map_or_else(Dictionary::new, |a| a.as_dict().unwrap().clone()),
            ..Element::default()
        };
        let kids = match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        for kid in kids {
            match kid {
                Object::Integer(number) => element.text += &self.stretch(page.unwrap(), number),
                Object::Reference(kid) => element.kids.push(self.element(kid, Some(id))),
                Object::Dictionary(marked) => {
                    assert_eq!(name(marked.get(b"Type").unwrap()), "MCR");
                    let page = marked.get(b"Pg").unwrap().as_reference().unwrap();
                    let number = marked.get(b"MCID").unwrap().as_i64().unwrap();
                    element.text += &self.stretch(page, number);
                }
                other => panic!("{other:?}"),
            }
        }
        if let Ok(text) = dict.get(b"ActualText") {
            element.text = decode_text_string(text).unwrap();
        }
        element
    }

    fn stretch(&mut self, page: ObjectId, number: i64) -> String {
        assert!(self.read.insert((page, number)), "stretch {number} read twice");
        self.shown[&page][&number].clone()
    }
}

/// The parent tree leads from a stretch back to an element.
fn parent_knows(file: &Document, root: &Dictionary, page: ObjectId, number: i64) {
    let key = file.get_dictionary(page).unwrap().get(b"StructParents").unwrap();
    let tree = root.get(b"ParentTree").unwrap().as_dict().unwrap();
    let nums = tree.get(b"Nums").unwrap().as_array().unwrap();
    let mut pairs = nums.chunks(2);
    let pair = pairs.find(|pair| pair[0] == *key).unwrap();
    let element =
        pair[1].as_array().unwrap()[usize::try_from(number).unwrap()].as_reference().unwrap();
    let kids = format!("{:?}", file.get_dictionary(element).unwrap().get(b"K").unwrap());
    assert!(kids.contains(&number.to_string()), "{kids} without {number}");
}

/// The text of a page's stretches, and of its artifacts.
fn page_text(file: &Document, page: ObjectId) -> (BTreeMap<i64, String>, String) {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = (file.get_page_fonts(page).unwrap())
        .into_iter()
        .map(|(name, font)| (name, to_unicode(file, font)))
        .collect();
    let content = Content::decode(&file.get_page_content(page)).unwrap();
    let (mut marked, mut artifacts) = (BTreeMap::new(), String::new());
    let mut open: Vec<Option<i64>> = Vec::new();
    let mut font = Vec::new();
    for operation in content.operations {
        match &*operation.operator {
            "BDC" => {
                let properties = operation.operands[1].as_dict().unwrap();
                let number = properties.get(b"MCID").ok().map(|n| n.as_i64().unwrap());
                assert!(number.is_some() || name(&operation.operands[0]) == "Artifact");
                if let Some(number) = number {
                    assert!(marked.insert(number, String::new()).is_none());
                }
                assert!(open.is_empty(), "stretches in each other");
                open.push(number);
            }
            "EMC" => drop(open.pop().unwrap()),
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            "TJ" | "Tj" => {
                let stretch = open.last().expect("text that is not marked");
                let out = match stretch {
                    Some(number) => marked.get_mut(number).unwrap(),
                    None => &mut artifacts,
                };
                let shown = match &operation.operands[0] {
                    Object::Array(items) => items.as_slice(),
                    one => std::slice::from_ref(one),
                };
                for object in shown {
                    if let Object::String(codes, _) = object {
                        for code in codes.chunks(2) {
                            *out += &fonts[&font][&u16::from_be_bytes([code[0], code[1]])];
                        }
                    }
                }
            }
            "S" | "f" | "B" | "b" | "s" => {
                assert_eq!(open.last(), Some(&None), "a rule in content");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "a stretch without end");
    (marked, artifacts)
}

/// The map from codes to text that the font brings along.
fn to_unicode(file: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = follow(file, font, "ToUnicode").as_stream().unwrap();
    let cmap = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    let units = |text: &str| -> Vec<u16> {
        let digits = text.trim_matches(['<', '>']).as_bytes().chunks(4);
        digits.map(|unit| u16::from_str_radix(str::from_utf8(unit).unwrap(), 16).unwrap()).collect()
    };
    let pairs = cmap.lines().filter_map(|line| line.split_once("> <"));
    pairs
        .filter(|(_, target)| !target.contains("FFFF"))
        .map(|(code, target)| (units(code)[0], String::from_utf16(&units(target)).unwrap()))
        .collect()
}

fn follow<'a>(file: &'a Document, dict: &Dictionary, key: &str) -> &'a Object {
    let id = dict.get(key.as_bytes()).unwrap().as_reference().unwrap();
    file.get_object(id).unwrap()
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}
