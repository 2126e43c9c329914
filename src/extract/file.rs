//! Objects of a file by their numbers, each read when it is asked for.

use super::{
    LIMIT, Read, Trouble, filter,
    syntax::{Dict, Lexer, Object},
    xref::{self, EntryPlace, Places},
};
use std::collections::HashMap;

/// References that lead to references are followed so far.
const CHAIN: usize = 16;
/// Nobody packs a stream more often.
const FILTERS: usize = 4;

/// An open file.
pub(crate) struct PdfFile<'a> {
    pub bytes: &'a [u8],
    places: Places,
    /// Object streams that were unpacked: their objects' numbers and places, and their bytes.
    packed: HashMap<u32, (HashMap<u32, usize>, Vec<u8>)>,
    /// How many bytes may still be unpacked from all streams together.
    room: usize,
    /// How many bytes may still be read through, since one object can be asked for many times.
    work: usize,
}

impl<'a> PdfFile<'a> {
    /// Finds the objects.
    pub fn open(bytes: &'a [u8]) -> Read<Self> {
        // The header may stand within the first 1024 bytes; offsets count from it (Annex H.3).
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        let start = head.windows(5).position(|window| window == b"%PDF-");
        let start = start.ok_or(Trouble::Damaged("开头不是 %PDF-"))?;
        let mut file = Self {
            bytes: bytes.get(start..).unwrap_or_default(),
            places: Places::default(),
            packed: HashMap::new(),
            room: LIMIT,
            work: 4 * LIMIT,
        };
        file.places = xref::read(&mut file)?;
        if file.places.trailer.contains_key(&b"Encrypt"[..]) {
            return Err(Trouble::Encrypted);
        }
        Ok(file)
    }

    /// The catalog.
    pub fn catalog(&mut self) -> Read<Dict> {
        let root = self.places.trailer.get(&b"Root"[..]).cloned();
        match self.follow(&root.unwrap_or(Object::Null))? {
            Object::Dict(catalog) => Ok(catalog),
            _ => Err(Trouble::Damaged("没有总目录")),
        }
    }

    /// The object itself, or what it refers to.
    pub fn follow(&mut self, object: &Object) -> Read<Object> {
        let mut object = object.clone();
        for _ in 0..CHAIN {
            let Object::Reference(number) = object else {
                return Ok(object);
            };
            object = self.object(number)?;
        }
        Err(Trouble::Damaged("对象互相引用，没有尽头"))
    }

    /// The value of a key, or what it refers to; null when it is not there.
    pub fn follow_key(&mut self, dict: &Dict, key: &str) -> Read<Object> {
        match dict.get(key.as_bytes()) {
            Some(value) => self.follow(value),
            None => Ok(Object::Null),
        }
    }

    /// Counts what was read through.
    pub fn charge(&mut self, bytes: usize) -> Read<()> {
        self.work = self.work.checked_sub(bytes).ok_or(Trouble::TooLarge)?;
        Ok(())
    }

    /// The numbered object that stands at a byte.
    pub fn indirect(&mut self, at: usize) -> Read<(usize, Object)> {
        let mut lexer = Lexer::new(self.bytes, at);
        let found = lexer.indirect()?;
        self.charge(lexer.at.saturating_sub(at))?;
        Ok(found)
    }

    fn object(&mut self, number: u32) -> Read<Object> {
        match self.places.of.get(&number) {
            Some(&EntryPlace::Offset(at)) => {
                let (found, object) = self.indirect(at)?;
                if u32::try_from(found) == Ok(number) {
                    Ok(object)
                } else {
                    Err(Trouble::Damaged("对象不在目录所说的地方"))
                }
            }
            Some(&EntryPlace::Packed(container)) => self.packed(container, number),
            // §7.3.10: what does not exist is null.
            Some(EntryPlace::Free) | None => Ok(Object::Null),
        }
    }

    /// An object in an object stream (§7.5.7).
    fn packed(&mut self, container: u32, number: u32) -> Read<Object> {
        if !self.packed.contains_key(&container) {
            let Some(&EntryPlace::Offset(at)) = self.places.of.get(&container) else {
                return Err(Trouble::Damaged("对象流不在目录里"));
            };
            let (_, stream) = self.indirect(at)?;
            let unpacked = self.object_stream(&stream)?;
            self.packed.insert(container, unpacked);
        }
        let found = self.packed.get(&container).and_then(|(places, bytes)| {
            let at = *places.get(&number)?;
            Some((at, Lexer::new(bytes, at)))
        });
        let Some((at, mut lexer)) = found else {
            return Ok(Object::Null);
        };
        let object = lexer.object()?;
        let read = lexer.at.saturating_sub(at);
        self.charge(read)?;
        Ok(object)
    }

    fn object_stream(&mut self, stream: &Object) -> Read<(HashMap<u32, usize>, Vec<u8>)> {
        const BROKEN: Trouble = Trouble::Damaged("对象流读不出来");
        let bytes = self.unpacked(stream)?;
        let number = |key: &[u8]| stream.dict()?.get(key)?.index();
        let (first, count) = (number(b"First"), number(b"N"));
        let (first, count) = (first.ok_or(BROKEN)?, count.ok_or(BROKEN)?);
        let mut places = HashMap::new();
        let mut lexer = Lexer::new(&bytes, 0);
        // Each pair takes room in the stream, so that the count is no bound that is needed.
        for _ in 0..count {
            let number = lexer.number().and_then(|n| u32::try_from(n).ok());
            let at = lexer.number().and_then(|at| first.checked_add(at));
            places.insert(number.ok_or(BROKEN)?, at.ok_or(BROKEN)?);
        }
        Ok((places, bytes))
    }

    /// The content of a stream, at most `limit` bytes of it.
    pub fn content(&mut self, stream: &Object, limit: usize) -> Read<Vec<u8>> {
        let stream = self.follow(stream)?;
        let content = self.unpacked(&stream)?;
        if content.len() > limit {
            return Err(Trouble::TooLarge);
        }
        Ok(content)
    }

    /// A stream's bytes as they were before they were packed.
    pub fn unpacked(&mut self, stream: &Object) -> Read<Vec<u8>> {
        let Object::Stream(dict, at) = stream else {
            return Err(Trouble::Damaged("缺少一段数据"));
        };
        let raw = self.raw(dict, *at)?;
        let filters = match self.follow_key(dict, "Filter")? {
            Object::Array(filters) => filters,
            Object::Null => Vec::new(),
            filter => vec![filter],
        };
        let parameters = match self.follow_key(dict, "DecodeParms")? {
            Object::Array(all) => all,
            Object::Null => Vec::new(),
            one => vec![one],
        };
        if filters.len() > FILTERS {
            return Err(Trouble::Damaged("数据用了不认识的压缩方法"));
        }
        let mut content = raw.to_vec();
        for (index, filter) in filters.iter().enumerate() {
            let name = self.follow(filter)?;
            let parameters = match parameters.get(index) {
                Some(parameters) => self.follow(&parameters.clone())?,
                None => Object::Null,
            };
            content = filter::undo(&name, &content, parameters.dict(), self.room)?;
        }
        self.room = (self.room.checked_sub(content.len())).ok_or(Trouble::TooLarge)?;
        Ok(content)
    }

    /// A stream's bytes as they stand in the file. Of a stream whose length is wrong those to the word that ends
    /// it.
    fn raw(&mut self, dict: &Dict, at: usize) -> Read<&'a [u8]> {
        const BROKEN: Trouble = Trouble::Damaged("有一段数据不完整");
        const END: &[u8] = b"endstream";
        let length = self.follow_key(dict, "Length")?.index();
        let end = length.and_then(|length| at.checked_add(length));
        if let Some(end) = end
            && let Some(raw) = self.bytes.get(at..end)
            && Lexer::new(self.bytes, end).take(END)
        {
            return Ok(raw);
        }
        let rest = self.bytes.get(at..).ok_or(BROKEN)?;
        self.charge(rest.len())?;
        let length = rest.windows(END.len()).position(|word| word == END).ok_or(BROKEN)?;
        rest.get(..length).ok_or(BROKEN)
    }
}
