//! Which key was meant: the same name with or without its number, its marks and its long tail.

use crate::text::{self, half_width, is_numeral, plained};

/// A thing that a key can name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// How messages and examples write it.
    pub shown: String,
    /// English key.
    pub english: String,
    /// The Chinese forms as they were given, and without their numbers.
    written: Vec<String>,
    /// Everything that it answers to, in [`canonical`] form.
    forms: Vec<String>,
}

impl Name {
    /// A name with its Chinese forms, the one to show first, and its English key.
    pub fn new<'a>(chinese: impl IntoIterator<Item = &'a str>, english: &str) -> Self {
        let mut name = Self { english: english.to_owned(), ..Self::default() };
        for form in chinese {
            if name.shown.is_empty() {
                form.clone_into(&mut name.shown);
            }
            for spelling in [form, bare(form)] {
                if !name.written.iter().any(|known| known == spelling) {
                    name.written.push(spelling.to_owned());
                }
            }
            let whole = canonical(form);
            let head = whole.split([',', '、']).next().unwrap_or_default().to_owned();
            name.forms.extend([whole, head].into_iter().filter(|f| !f.is_empty()));
        }
        name
    }

    /// The spellings to write it in: the Chinese ones, then the English.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let english = Some(self.english.as_str()).filter(|name| !name.is_empty());
        self.written.iter().map(String::as_str).chain(english)
    }

    /// Whether a key means this.
    pub fn answers_to(&self, key: &str) -> bool {
        self.is(&TypedKey::of(key))
    }

    /// The same for a key that is asked of many names.
    pub fn is(&self, key: &TypedKey) -> bool {
        (!self.english.is_empty() && self.english == key.typed)
            || self.forms.contains(&key.canonical)
    }
}

/// A key as it is compared with names.
#[derive(Clone, Debug)]
pub struct TypedKey {
    typed: String,
    canonical: String,
}

impl TypedKey {
    /// Made once for each key: a file may have a hundred thousand, and a map dozens of names.
    pub fn of(key: &str) -> Self {
        let typed = text::visible(key).trim().to_owned();
        Self { canonical: canonical(&typed), typed }
    }
}

/// The known name that comes nearest to a wrong key, if any is near.
pub fn nearest<'a>(key: &str, names: impl IntoIterator<Item = &'a Name>) -> Option<&'a str> {
    let names = names.into_iter();
    if key.is_ascii() {
        let english = names.map(|name| (name.english.as_str(), name.english.as_str()));
        return text::nearest_of(&key.to_ascii_lowercase(), english);
    }
    let (key, names) = (text::visible(key), names.collect::<Vec<_>>());
    let nearest_of = |names: &[&'a Name]| {
        let forms = names
            .iter()
            .flat_map(|name| name.forms.iter().map(|form| (form.as_str(), name.shown.as_str())));
        text::nearest_of(&canonical(&key), forms)
    };
    // 四、结转 is the fourth of them, and not the second.
    let ordinal = ordinal(&key);
    let is_of_number = |name: &&Name| {
        !ordinal.is_empty() && name.written.iter().any(|form| self::ordinal(form) == ordinal)
    };
    let of_number: Vec<&Name> = names.iter().copied().filter(is_of_number).collect();
    let (meant, near) = (nearest_of(&of_number), nearest_of(&names));
    let is_whole = near.is_some_and(|near| key.contains(near));
    let alike = of_number.iter().find(|name| shares_pair(&name.shown, &key)).map(|n| &*n.shown);
    meant.or(alike.filter(|_| !is_whole)).or(near)
}

/// Whether two characters that follow each other in one do so in the other.
fn shares_pair(name: &str, key: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).any(|pair| key.contains(&*pair.iter().collect::<String>()))
}

/// The number at the front of a label, as it is compared: `四、`, `（三）`.
fn ordinal(label: &str) -> String {
    let narrow = half_width(label.trim());
    let rest = without_ordinal(&narrow).len();
    let typed = narrow.get(..narrow.len() - rest).unwrap_or_default();
    typed.trim_end_matches(['、', '.', ',']).to_owned()
}

/// `（三）不予公开`, `三、 不予公开` → `不予公开`; `部分公开（区分处理的，…）` → `部分公开`;
/// `危及"三安全一稳定"` → `危及三安全一稳定`.
pub fn canonical(key: &str) -> String {
    let key: String = half_width(&plained(&text::visible(key)))
        .chars()
        .filter(|&c| !c.is_whitespace() && !is_quote(c))
        .collect();
    let key = without_ordinal(&key);
    let key = match key.find('(') {
        Some(tail) if tail > 0 && key.ends_with(')') => key.get(..tail).unwrap_or(key),
        _ => key,
    };
    key.trim_end_matches([':', '.', '。']).to_lowercase()
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」')
}

/// A label without its number, its marks as they are printed.
fn bare(label: &str) -> &str {
    let narrow = half_width(label);
    // Half-width text has the same characters one for one.
    let cut = narrow.chars().count() - without_ordinal(&narrow).chars().count();
    let at = label.char_indices().nth(cut).map_or(0, |(at, _)| at);
    label.get(at..).unwrap_or(label)
}

/// Takes `一、`, `（一）`, `1.`, `1、` from the front.
fn without_ordinal(key: &str) -> &str {
    let is_ordinal = |c: char| c.is_ascii_digit() || is_numeral(c);
    if let Some((ordinal, rest)) = key.strip_prefix('(').and_then(|inner| inner.split_once(')'))
        && !ordinal.is_empty()
        && ordinal.chars().all(is_ordinal)
    {
        return rest;
    }
    let rest = key.trim_start_matches(is_ordinal);
    if rest.len() == key.len() {
        return key;
    }
    rest.strip_prefix(['、', '.', ',']).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_with_and_without_its_trimmings() {
        for (typed, name) in [
            ("一、总体情况", "总体情况"),
            ("（三）不予公开", "不予公开"),
            ("(三) 不予公开", "不予公开"),
            ("1.属于国家秘密", "属于国家秘密"),
            ("1、属于国家秘密", "属于国家秘密"),
            ("１．属于国家秘密", "属于国家秘密"),
            ("部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
            ("3.危及\"三安全一稳定\"", "危及三安全一稳定"),
            ("三安全", "三安全"),
            ("其 他", "其他"),
            ("（区分处理）", "(区分处理)"),
        ] {
            assert_eq!(canonical(typed), name, "{typed}");
        }
    }

    #[test]
    fn a_long_label_answers_to_its_first_clause() {
        let label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请";
        let name = Name::new([label], "r6_1");
        for key in [label, "申请人无正当理由逾期不补正", "r6_1"] {
            assert!(name.answers_to(key), "{key}");
        }
        assert!(!name.answers_to("申请人"));
    }

    #[test]
    fn the_nearest_name_is_offered_in_the_language_of_the_key() {
        let names = [
            Name::new(["总体情况"], "overview"),
            Name::new(["其他需要报告的事项"], "others"),
            Name::new(["署名"], "signature"),
        ];
        assert_eq!(nearest("总体状况", &names), Some("总体情况"));
        assert_eq!(nearest("其他事项", &names), Some("其他需要报告的事项"));
        assert_eq!(nearest("其它需要报告事项", &names), Some("其他需要报告的事项"));
        assert_eq!(nearest("overveiw", &names), Some("overview"));
        assert_eq!(nearest("Signature", &names), Some("signature"));
        assert_eq!(nearest("天气", &names), None);
    }

    #[test]
    fn the_number_of_a_wrong_key_says_which_name_is_meant() {
        let names = [
            Name::new(["本年新收", "一、本年新收政府信息公开申请数量"], "new"),
            Name::new(["上年结转", "二、上年结转政府信息公开申请数量"], "carried_in"),
            Name::new(["办理结果", "三、本年度办理结果"], "result"),
            Name::new(["结转下年度", "四、结转下年度继续办理"], "carried_out"),
        ];
        for (typed, meant) in [
            ("四、结转", Some("结转下年度")),
            ("四、结转申请", Some("结转下年度")),
            ("四、上年结转申请", Some("上年结转")),
            ("四.结转", Some("结转下年度")),
            ("二、结转", Some("上年结转")),
            ("二、上年结转申请", Some("上年结转")),
            ("三、结果", Some("办理结果")),
            // The number is wrong, and the words say it.
            ("三、上年结传", Some("上年结转")),
            ("四、天气", None),
        ] {
            assert_eq!(nearest(typed, &names), meant, "{typed}");
        }
    }
}
