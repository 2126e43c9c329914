//! Objects as they stand in a file (ISO 32000-1 §7.2, §7.3).

use super::{Read, Trouble};
use std::collections::BTreeMap;

/// Arrays and dictionaries in each other are read to this depth.
const DEPTH: usize = 32;

/// A dictionary.
pub(crate) type Dict = BTreeMap<Vec<u8>, Object>;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Object {
    /// Nothing, or a kind that is not needed here.
    Null,
    Integer(i64),
    Real(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// Another object, by its number; that files count generations is of no matter here.
    Reference(u32),
    /// A stream: its dictionary and where its content begins in the file.
    Stream(Dict, usize),
}

impl Object {
    /// The dictionary, also of a stream.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    /// The items; none when it is no array.
    pub fn array(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// A number of any kind.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Real(value) => Some(*value),
            _ => None,
        }
    }

    /// The bytes of a name.
    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A whole number that counts or points at something.
    pub fn index(&self) -> Option<usize> {
        match self {
            Self::Integer(value) => usize::try_from(*value).ok(),
            _ => None,
        }
    }
}

/// What a page's content is made of.
#[derive(Debug)]
pub(crate) enum ContentItem<'a> {
    Operand(Object),
    Operator(&'a [u8]),
}

const BROKEN: Trouble = Trouble::Damaged("有一处写法不合 PDF 的规定");

/// Reads objects one after the other.
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// White space and comments (§7.2.2, §7.2.3).
    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let line = self.rest();
                let end = line.iter().position(|b| matches!(b, b'\r' | b'\n'));
                self.at += end.unwrap_or(line.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Takes a keyword or sign, if it stands here.
    pub fn take(&mut self, word: &[u8]) -> bool {
        self.skip_blank();
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// The regular characters that stand here.
    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|b| is_blank(*b) || is_delimiter(*b));
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word
    }

    /// A number without sign or fraction.
    pub fn number(&mut self) -> Option<usize> {
        self.skip_blank();
        let start = self.at;
        let word = self.regular();
        let number = std::str::from_utf8(word).ok().and_then(|w| w.parse().ok());
        if number.is_none() {
            self.at = start;
        }
        number
    }

    /// The next item of a page's content (§7.8.2): an operand, or the name of an operator. What is neither is
    /// passed over; `None` at the end.
    pub fn content_item(&mut self) -> Option<Read<ContentItem<'a>>> {
        loop {
            self.skip_blank();
            let byte = self.peek()?;
            if matches!(byte, b'<' | b'(' | b'[' | b'/' | b'0'..=b'9' | b'+' | b'-' | b'.') {
                return Some(self.object().map(ContentItem::Operand));
            }
            let word = self.regular();
            match word {
                b"" => self.at += 1,
                b"true" | b"false" | b"null" => {
                    return Some(Ok(ContentItem::Operand(Object::Null)));
                }
                word => return Some(Ok(ContentItem::Operator(word))),
            }
        }
    }

    /// The next object.
    pub fn object(&mut self) -> Read<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Read<Object> {
        if depth > DEPTH {
            return Err(BROKEN);
        }
        self.skip_blank();
        match (self.peek(), self.rest()) {
            (_, [b'<', b'<', ..]) => self.dictionary(depth),
            (Some(b'<'), _) => self.hexadecimal(),
            (Some(b'('), _) => self.literal(),
            (Some(b'['), _) => self.items(depth),
            (Some(b'/'), _) => Ok(Object::Name(self.name())),
            (Some(b'0'..=b'9' | b'+' | b'-' | b'.'), _) => Ok(self.numeric()),
            (Some(_), _) => match self.regular() {
                b"null" | b"true" | b"false" => Ok(Object::Null),
                _ => Err(BROKEN),
            },
            (None, _) => Err(BROKEN),
        }
    }

    /// A number, or a reference, which begins with two.
    fn numeric(&mut self) -> Object {
        let word = self.regular();
        let integer = std::str::from_utf8(word).ok().and_then(|w| w.parse::<i64>().ok());
        let Some(integer) = integer else {
            // A fraction; what is none is read as 0 by everybody.
            let real = std::str::from_utf8(word).ok().and_then(|w| w.parse::<f64>().ok());
            return Object::Real(real.filter(|real| real.is_finite()).unwrap_or_default());
        };
        let after = self.at;
        if let Ok(number) = u32::try_from(integer)
            && self.number().is_some()
            && self.take(b"R")
            && self.peek().is_none_or(|b| is_blank(b) || is_delimiter(b))
        {
            return Object::Reference(number);
        }
        self.at = after;
        Object::Integer(integer)
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let word = self.regular();
        let mut out = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some((&byte, tail)) = rest.split_first() {
            rest = tail;
            if byte == b'#'
                && let [high, low, tail @ ..] = tail
                && let (Some(high), Some(low)) = (digit(*high), digit(*low))
            {
                out.push(high << 4 | low);
                rest = tail;
            } else {
                out.push(byte);
            }
        }
        out
    }

    fn hexadecimal(&mut self) -> Read<Object> {
        self.at += 1;
        let rest = self.rest();
        let end = rest.iter().position(|b| *b == b'>').ok_or(BROKEN)?;
        self.at += end + 1;
        let digits = rest.get(..end).unwrap_or_default();
        let digits: Vec<u8> = digits.iter().filter_map(|b| digit(*b)).collect();
        let pairs = digits.chunks(2);
        let byte = |pair: &[u8]| pair.iter().fold(0, |sum, d| sum << 4 | d);
        let bytes = pairs.map(|pair| byte(pair) << (8 - 4 * pair.len()));
        Ok(Object::String(bytes.collect()))
    }

    fn literal(&mut self) -> Read<Object> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.peek().ok_or(BROKEN)?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    out.extend(self.escaped()?);
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(Object::String(out));
            }
            out.push(byte);
        }
    }

    /// What a backslash in a string stands for (§7.3.4.2, Table 3).
    fn escaped(&mut self) -> Read<Option<u8>> {
        let byte = self.peek().ok_or(BROKEN)?;
        self.at += 1;
        Ok(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    self.at += 1;
                    code = code * 8 + u32::from(next - b'0');
                }
                Some(code as u8) // high-order overflow is ignored
            }
            other => Some(other),
        })
    }

    fn items(&mut self, depth: usize) -> Read<Object> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.take(b"]") {
            items.push(self.nested(depth + 1)?);
        }
        Ok(Object::Array(items))
    }

    fn dictionary(&mut self, depth: usize) -> Read<Object> {
        self.at += 2;
        let mut dict = Dict::new();
        while !self.take(b">>") {
            if self.peek() != Some(b'/') {
                return Err(BROKEN);
            }
            let key = self.name();
            dict.insert(key, self.nested(depth + 1)?);
        }
        Ok(Object::Dict(dict))
    }

    /// An object with its number before it: `12 0 obj …`, with the place of a stream's content.
    pub fn indirect(&mut self) -> Read<(usize, Object)> {
        let number = self.number().ok_or(BROKEN)?;
        if self.number().is_none() || !self.take(b"obj") {
            return Err(BROKEN);
        }
        let object = self.object()?;
        let after = self.at;
        if let Object::Dict(dict) = object {
            if !self.take(b"stream") {
                self.at = after;
                return Ok((number, Object::Dict(dict)));
            }
            // §7.3.8.1: the keyword is followed by CR LF or LF.
            self.at += usize::from(self.peek() == Some(b'\r'));
            self.at += usize::from(self.peek() == Some(b'\n'));
            return Ok((number, Object::Stream(dict, self.at)));
        }
        Ok((number, object))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
