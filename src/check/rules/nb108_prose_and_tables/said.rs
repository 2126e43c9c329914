//! A number and the words that it stands in.

use super::{
    quantity::{Quantity, named_before, quantities},
    requests::GO_ON,
};
use crate::check::prose::{self, Searched};
use rust_decimal::Decimal;

/// Where one statement ends and the next begins; `、` joins things of one statement.
pub(super) const ENDS: [char; 12] =
    ['，', '。', '；', '：', '（', '）', ',', ';', '(', ')', '！', '？'];

/// A number in a paragraph, and what is said around it.
pub(super) struct SaidNumber<'t> {
    pub quantity: Quantity,
    /// The thing right behind the unit, where the number is of it: 53件行政许可.
    pub noun: &'t str,
    /// The words since the number before it, in its statement.
    pub clause: &'t str,
    /// The statement so far: 作出行政许可12件、行政处罚5件.
    pub whole: Searched<'t>,
    /// The sentence so far.
    pub sentence: &'t str,
    /// The statement from behind the unit on.
    pub rest: &'t str,
    /// The whole paragraph.
    pub paragraph: Searched<'t>,
}

/// Every number of a paragraph that counts something.
pub(super) fn all<'t>(searched: &Searched<'t>) -> Vec<SaidNumber<'t>> {
    let (text, mut counted) = (searched.text, 0);
    // Nouns that the paragraph has at all.
    let nouns: Vec<&str> = NOUNS.into_iter().filter(|noun| searched.has(noun)).collect();
    let said = |quantity: Quantity| {
        let at = quantity.at.start;
        // 行政许可：53
        let stop = named_before(text, at).unwrap_or(at);
        let before = prose::before(text, stop, prose::CLAUSE);
        let from = stop - before.rsplit(ENDS).next().map_or(0, str::len);
        let clause = text.get(from.max(counted)..stop).unwrap_or_default();
        // 2件废止文件、15件: what stands before the mark is what was counted before.
        let is_listed = counted > from && clause.ends_with(['、', '和', '及', '与']);
        let clause = if is_listed { "" } else { clause };
        let noun = noun(&nouns, clause, prose::after(text, quantity.end));
        counted = quantity.end + noun.len();
        let sentence = prose::before(text, at, prose::SENTENCE);
        SaidNumber {
            clause,
            whole: searched.piece(from..stop),
            sentence: sentence.rsplit('。').next().unwrap_or_default(),
            rest: prose::after(text, quantity.end).split(ENDS).next().unwrap_or_default(),
            paragraph: searched.clone(),
            noun,
            quantity,
        }
    };
    quantities(text).into_iter().map(said).collect()
}

/// Things that a number may stand before, the longer first.
const NOUNS: [&str; 22] = [
    "政府信息公开申请",
    "公开申请",
    "依申请公开申请",
    "依申请公开",
    "信息公开申请",
    "行政规范性文件",
    "行政许可决定",
    "行政处罚决定",
    "行政强制决定",
    "行政处罚案件",
    "行政强制措施",
    "行政许可",
    "行政处罚",
    "行政强制",
    "规范性文件",
    "行政复议",
    "行政诉讼",
    "许可",
    "处罚",
    "申请",
    "复议",
    "诉讼",
];

/// The thing behind a number that has none before it.
fn noun<'t>(nouns: &[&str], clause: &str, rest: &'t str) -> &'t str {
    let is_named = |noun: &&str| {
        let between = clause.rsplit_once(*noun).map(|(_, between)| between);
        between.is_some_and(super::words::is_joined)
    };
    if nouns.iter().any(is_named) {
        return "";
    }
    let noun = nouns.iter().find(|noun| rest.starts_with(**noun)).copied().unwrap_or_default();
    let behind = rest.get(noun.len()..).unwrap_or_default();
    let is_end = behind.is_empty()
        || behind.starts_with(ENDS)
        || behind.starts_with(['、', '和', '及', '与', '均', '已', '都', '全'])
        // 1起行政诉讼正在审理
        || noun.ends_with(['诉', '讼', '议']) && GO_ON.iter().any(|word| behind.starts_with(word));
    if is_end { rest.get(..noun.len()).unwrap_or_default() } else { "" }
}

impl<'t> SaidNumber<'t> {
    /// The sentence from behind the number on.
    pub(super) fn tail(&self) -> &str {
        let tail = prose::after(self.paragraph.text, self.quantity.end);
        tail.split('。').next().unwrap_or_default()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.whole.has_within(self.clause, word)
    }

    /// What stands before and behind the last of a word in the words since the number before.
    pub(super) fn parted(&self, word: &str) -> Option<(&'t str, &'t str)> {
        self.has(word).then(|| self.clause.rsplit_once(word)).flatten()
    }

    /// Whether one of some words stands in the statement so far.
    pub(super) fn is_with(&self, words: &[&str]) -> bool {
        self.whole.has_any(words)
    }

    /// Whether one of some words stands in the sentence so far.
    pub(super) fn is_among(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.paragraph.has_within(self.sentence, word))
    }

    /// The number, where it is told as it is and not about so much.
    pub(super) fn exact(&self) -> Option<Decimal> {
        self.quantity.amount.exact()
    }

    /// Whether the unit is one of things.
    pub(super) fn is_count(&self) -> bool {
        self.quantity.unit != '元'
    }

    /// Whether it is typed as most are, so that words may stand between: 件 behind Arabic digits.
    pub(super) fn is_usual(&self) -> bool {
        !self.quantity.is_spelt && matches!(self.quantity.unit, '件' | '宗' | '起')
    }

    /// Whether the paragraph, or the sentence, is about requests for information.
    pub(super) fn is_of_requests(&self) -> bool {
        let text = self.paragraph.text;
        let head = text.char_indices().nth(20).map_or(text.len(), |(at, _)| at);
        let head = text.get(..head).unwrap_or_default();
        self.paragraph.has_within(head, "依申请公开")
            || self.paragraph.has_within(self.sentence, "公开申请")
    }
}
