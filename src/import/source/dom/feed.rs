//! How a page is handed to the parser: piece by piece, so that it can be stopped. A piece ends before each `<`,
//! where alone a tag can begin. The parser compares each attribute of a tag with all before it and says
//! nothing of a tag until it ends, so the attributes of an open tag are counted here.

use html5ever::{
    TokenizerResult,
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};
use std::cell::Cell;

/// So much is parsed at most before the bounds are looked at again.
const PIECE: usize = 512;
/// More attributes than any tag has.
const OF_TAG: usize = 100;
/// More attributes than any page has.
const ATTRIBUTES: usize = 150_000;
/// More tokens than any page has: tags, stretches of text, and what is wrong with the page.
const TOKENS: usize = 2_000_000;

/// Hands a page to what builds its tree, and gives that back; `None` when it, or what it says of itself by
/// `is_too_much`, is more than any page is.
pub(super) fn feed<S: TokenSink>(
    text: &str,
    sink: S,
    is_too_much: impl Fn(&S) -> bool,
) -> Option<S> {
    let tokenizer = Tokenizer::new(CountingSink::new(sink), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut tag = OpenTag::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = cut(rest);
        rest = after;
        let before = tokenizer.sink.said.get();
        queue.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tag.piece(piece, after, tokenizer.sink.said.get() != before);
        if tag.is_too_much() || tokenizer.sink.is_too_much() || is_too_much(&tokenizer.sink.inner) {
            return None;
        }
    }
    tokenizer.end();
    (!tokenizer.sink.is_too_much() && !is_too_much(&tokenizer.sink.inner))
        .then_some(tokenizer.sink.inner)
}

/// The next piece, and what is behind it.
fn cut(text: &str) -> (&str, &str) {
    let most = (PIECE.min(text.len())..=text.len()).find(|&i| text.is_char_boundary(i));
    let most = most.unwrap_or(text.len());
    let (piece, _) = text.split_at(most);
    let first = piece.chars().next().map_or(0, char::len_utf8);
    let end = piece.get(first..).and_then(|behind| behind.find('<'));
    text.split_at(end.map_or(most, |end| first + end))
}

/// Counts what the tokenizer says on its way to the builder of the tree.
struct CountingSink<S> {
    inner: S,
    tokens: Cell<usize>,
    /// Tokens that are part of the page, not what is wrong with it.
    said: Cell<usize>,
    attributes: Cell<usize>,
    is_tag_too_large: Cell<bool>,
}

impl<S> CountingSink<S> {
    fn new(inner: S) -> Self {
        let zero = || Cell::new(0);
        let is_tag_too_large = Cell::new(false);
        Self { inner, tokens: zero(), said: zero(), attributes: zero(), is_tag_too_large }
    }

    fn is_too_much(&self) -> bool {
        self.is_tag_too_large.get()
            || self.tokens.get() > TOKENS
            || self.attributes.get() > ATTRIBUTES
    }
}

impl<S: TokenSink> TokenSink for CountingSink<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        self.tokens.set(self.tokens.get() + 1);
        if !matches!(token, Token::ParseError(_)) {
            self.said.set(self.said.get() + 1);
        }
        if let Token::TagToken(tag) = &token {
            self.attributes.set(self.attributes.get() + tag.attrs.len());
            if tag.attrs.len() > OF_TAG {
                self.is_tag_too_large.set(true);
            }
        }
        if self.is_too_much() {
            return TokenSinkResult::Continue;
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Where in a tag the text is (HTML §13.2.5.6 to §13.2.5.40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagPlace {
    /// In none, as far as is known.
    Outside,
    /// In a comment or the like.
    Comment,
    Name,
    Between,
    Attribute,
    /// Behind its name and a blank.
    Named,
    /// Behind the `=`.
    Value,
    Bare,
    Quoted(char),
}

/// A tag that may be open. What looks like one may be part of a script, of which the parser says at once
/// that it is text; of an open tag it says nothing.
#[derive(Debug)]
struct OpenTag {
    place: TagPlace,
    attributes: usize,
    /// Whether the parser said nothing of the last piece.
    is_silent: bool,
}

impl Default for OpenTag {
    fn default() -> Self {
        Self { place: TagPlace::Outside, attributes: 0, is_silent: false }
    }
}

impl OpenTag {
    /// A piece was parsed, and the parser said something of it or not; with what comes behind it another may begin.
    fn piece(&mut self, piece: &str, after: &str, has_said: bool) {
        // Most tags end where the next begins: nothing in them is asked for.
        if has_said && after.starts_with('<') {
            *self = Self::default();
            return;
        }
        let is_fresh =
            piece.starts_with('<') && (!self.is_silent || self.place == TagPlace::Outside);
        let mut chars = piece.chars();
        if is_fresh {
            self.attributes = 0;
            let mut head = piece.chars().skip(1);
            self.place = match head.next() {
                Some('!' | '?') => TagPlace::Comment,
                Some(_) => TagPlace::Name,
                None => TagPlace::Outside,
            };
            chars.next();
        }
        chars.for_each(|c| self.step(c));
        self.is_silent = !has_said;
        // No tag, whatever it looked like.
        if has_said && !is_fresh {
            (self.place, self.attributes) = (TagPlace::Outside, 0);
        }
    }

    fn step(&mut self, c: char) {
        use TagPlace::{Attribute, Bare, Between, Comment, Name, Named, Outside, Quoted, Value};
        let is_blank = c.is_ascii_whitespace();
        self.place = match (self.place, c) {
            (Quoted(mark), c) if c == mark => Between,
            (Outside | Comment | Quoted(_), _) => self.place,
            (_, '>') => Outside,
            (Value, '"' | '\'') => Quoted(c),
            (Value, _) if is_blank => Value,
            (Value | Bare, _) if !is_blank => Bare,
            (Attribute | Named, '=') => Value,
            (Name | Attribute | Named | Between, '/') => Between,
            (Attribute | Named, _) if is_blank => Named,
            (_, _) if is_blank => Between,
            (Between | Named, _) => {
                self.attributes += 1;
                Attribute
            }
            (place, _) => place,
        };
    }

    fn is_too_much(&self) -> bool {
        self.is_silent && self.attributes > OF_TAG
    }
}

#[cfg(test)]
mod tests {
    use super::{super::parse, *};

    /// How many attributes were counted of a tag that does not end.
    fn counted(text: &str) -> usize {
        let mut tag = OpenTag::default();
        tag.piece(text, "", false);
        tag.attributes
    }

    #[test]
    fn attributes_of_an_open_tag_are_counted() {
        assert_eq!(counted("<p"), 0);
        assert_eq!(counted("<p a b=1 c = 'x y z' d=\"> e\"f/g h=/i/j"), 7);
        // The second sign of equality begins an attribute, the third its value.
        assert_eq!(counted("<p a =b =c =d"), 2);
        assert_eq!(counted("<img src=\"data:image/png;base64,aaa bbb ccc"), 1);
        assert_eq!(counted("<p a>b c d"), 1);
        assert_eq!(counted("<!-- <p a b c"), 0);
    }

    #[test]
    fn tags_of_more_attributes_than_any_has_stop_the_parser() {
        let names =
            |count: usize| (0..count).map(|n| format!(" a{n}=1")).collect::<Vec<_>>().concat();
        assert!(parse(&format!("<p{}>甲</p>", names(OF_TAG))).is_some());
        for text in [
            format!("<p{}>甲</p>", names(OF_TAG + 1)),
            format!("<p{}", names(2000)),
            format!("<p{}", " a".repeat(2000)),
            format!("甲&am<p{}", names(2000)),
            format!("<!-- <b c=\" --><p{}", names(2000)),
            format!("<script><b c=\"</script><p{}", names(2000)),
            format!("<p a=1 <b{}", names(2000)),
        ] {
            assert!(parse(&text).is_none(), "{text:.60}");
        }
    }

    #[test]
    fn long_scripts_comments_and_pictures_are_no_tags() {
        let words = " a".repeat(5000);
        for text in [
            format!("<script>if (a <b{words}) x();</script><p>甲</p>"),
            format!("<!-- <b{words} --><p>甲</p>"),
            format!("<textarea><b{words}</textarea><p>甲</p>"),
            format!("<p title=\"{words}\">甲</p>"),
            format!("<p style='{words}' class=x>甲</p>"),
        ] {
            let nodes = parse(&text).unwrap_or_default();
            let has = |node: &super::super::DomNode| node.name() == "p";
            assert!(nodes.iter().any(has), "{text:.60}");
        }
    }

    #[test]
    fn a_page_of_nothing_but_tokens_ends() {
        assert!(parse(&"\0".repeat(TOKENS)).is_none());
    }
}
