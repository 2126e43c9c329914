//! Addresses of the web in running text. One that is not surely read is mere text: a link to another place
//! than the one that stands there is worse than none.

/// Names of the highest level in Chinese, behind which a sentence may go on without a blank.
const CHINESE_ENDS: [&str; 18] = [
    "中国",
    "中國",
    "政务",
    "公益",
    "公司",
    "网络",
    "網絡",
    "网址",
    "网店",
    "网站",
    "中文网",
    "在线",
    "商城",
    "集团",
    "移动",
    "信息",
    "香港",
    "台湾",
];

/// The first address in a text, with what stands before and after it. Those of other schemes
/// (`javascript:`) are mere text.
pub(super) fn address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("://")?;
        let next = start + "://".len();
        let scheme = ["https", "http"].into_iter().find_map(|scheme| {
            let begin = start.checked_sub(scheme.len())?;
            text.get(begin..start)?.eq_ignore_ascii_case(scheme).then_some(begin)
        });
        if let Some(begin) = scheme {
            let (before, found) = text.split_at_checked(begin)?;
            let within = before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
            let length = if within { 0 } else { address_length(found, next - begin) };
            if length > 0 {
                let (address, after) = found.split_at_checked(length)?;
                return Some((before, address, after));
            }
        }
        from = next;
    }
}

/// How many bytes at the beginning of a text, behind a scheme of so many, are an address; 0 if it is none
/// (RFC 3986 §3, RFC 3987 §2.2).
fn address_length(text: &str, scheme: usize) -> usize {
    let authority = text.get(scheme..).unwrap_or_default();
    let Some(host) = host_length(authority) else { return 0 };
    let mut length = scheme + host;
    let rest = text.get(length..).unwrap_or_default();
    if let Some(port) = rest.strip_prefix(':') {
        let digits = run_of(port, |c| c.is_ascii_digit());
        let number = port.get(..digits).and_then(|digits| digits.parse::<u16>().ok());
        if digits > 0 && number.is_none_or(|number| number == 0) {
            return 0;
        }
        length += if digits > 0 { 1 + digits } else { 0 };
    }
    let rest = text.get(length..).unwrap_or_default();
    if rest.starts_with(['/', '?', '#']) {
        return length + path_length(rest);
    }
    // A name and a password before the host, or marks that no host has: what was read is not the host.
    let more = run_of(rest, |c| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:@".contains(c));
    let more = rest.get(..more).unwrap_or_default();
    let has_user = more.contains('@');
    let second = more.strip_prefix(':').unwrap_or(more);
    let goes_on = rest.starts_with('\\')
        || second.starts_with(|c: char| c.is_ascii_alphanumeric() || "_~%$&+=*".contains(c));
    let is_alone = !text.get(scheme..length).unwrap_or_default().contains(['.', ':']);
    if has_user || goes_on || is_alone { 0 } else { length }
}

/// How many bytes are the host.
fn host_length(authority: &str) -> Option<usize> {
    let ascii = run_of(authority, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let (plain, behind) = authority.split_at_checked(ascii)?;
    let wide = behind.chars().next().is_some_and(is_wide_letter);
    if wide && (plain.is_empty() || plain.ends_with(['.', '-']) || !plain.contains('.')) {
        let found = wide_host_length(authority);
        if found.is_some() || !plain.contains('.') {
            return found;
        }
    }
    let host = plain.trim_end_matches(['.', '-']);
    is_host(host).then_some(host.len())
}

/// A host some of whose labels are not of ASCII: it ends where a name of the highest level does.
fn wide_host_length(authority: &str) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || is_wide_letter(c);
    let host = authority.get(..run_of(authority, is_part))?.trim_end_matches(['.', '-']);
    let (labels, last) = host.rsplit_once('.')?;
    let ascii = run_of(last, |c| c.is_ascii_alphabetic());
    let end = if ascii >= 2 {
        ascii
    } else {
        CHINESE_ENDS.into_iter().find(|end| last.starts_with(end))?.len()
    };
    let length = labels.len() + 1 + end;
    is_host(host.get(..length)?).then_some(length)
}

fn is_host(host: &str) -> bool {
    let is_sound =
        |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    host.split('.').all(is_sound)
}

/// A letter of another script than ours, as hosts and paths may have.
fn is_wide_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric() && !('！'..='～').contains(&c)
}

/// Path, query and fragment, without marks at their end that belong to the sentence. Chinese belongs to it right
/// behind a mark that parts it, as in `/公开/`; behind other letters the sentence goes on.
fn path_length(text: &str) -> usize {
    let (mut fragment, mut open) = (false, 0_usize);
    let (mut length, mut before) = (0, '/');
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let is_part = match c {
            '#' => !std::mem::replace(&mut fragment, true),
            '%' => (1..=2).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_hexdigit)),
            '(' => {
                open += 1;
                text.get(at..).is_some_and(|rest| rest.contains(')'))
            }
            ')' => open.checked_sub(1).map(|left| open = left).is_some(),
            c if is_wide_letter(c) => is_wide_letter(before) || "/=-_".contains(before),
            c => c.is_ascii_alphanumeric() || "-._~!$&*+,;=:@/?".contains(c),
        };
        if !is_part {
            break;
        }
        length = at + c.len_utf8();
        before = c;
    }
    let path = text.get(..length).unwrap_or_default();
    path.trim_end_matches(['.', ',', ';', ':', '!', '?', '(']).len()
}

/// How many bytes at the beginning of a text are characters of a kind.
fn run_of(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::address;

    /// What of a text is a link.
    fn link(text: &str) -> &str {
        address(text).map_or("", |(_, address, _)| address)
    }

    #[test]
    fn marks_of_the_sentence_are_no_part_of_an_address() {
        for (text, address) in [
            ("到http://a.cn/b.html.", "http://a.cn/b.html"),
            ("（https://a.cn）", "https://a.cn"),
            ("https://a.cn/50%", "https://a.cn/50"),
            ("https://a.cn/#a#b", "https://a.cn/#a"),
            ("https://a.cn:/x", "https://a.cn"),
            ("见https://a.cn：", "https://a.cn"),
            ("(见https://a.cn/x)", "https://a.cn/x"),
            ("https://a.cn/x_(y)。", "https://a.cn/x_(y)"),
            ("https://a.cn/x(见", "https://a.cn/x"),
            ("https://a.cn.另见", "https://a.cn"),
            ("https://www.ym.gov.cn查询", "https://www.ym.gov.cn"),
            ("https://a.cn/zfxxgk查询", "https://a.cn/zfxxgk"),
            ("http://oa/x、", "http://oa/x"),
        ] {
            assert_eq!(link(text), address, "{text}");
        }
    }

    #[test]
    fn the_host_is_the_one_that_stands_there_or_there_is_no_link() {
        for text in [
            "https://user:pass@a.cn/",
            "https://user@a.cn/",
            "https://a.cn,x@b.cn/",
            "https://a.cn:80@b.cn/",
            "https://my_host.cn/",
            "https://a%2ecn/",
            "https://a.cn:99999/",
            "https://a.cn:0/",
            "https://a.cn:80:90/",
            "https://a.cn:x/",
            "https://a.cn\\@b.cn/",
            "https://a.cn:80x/",
            "https://[::1]/",
            "https://a.例子/",
            "https://例子",
            "https://例子/",
            "https://oa",
            "https://a+b.cn/",
        ] {
            assert_eq!(link(text), "", "{text}");
        }
    }

    #[test]
    fn capitals_ports_and_chinese_names_are_read() {
        for (text, address) in [
            ("HTTPS://ABC.CN/Q，", "HTTPS://ABC.CN/Q"),
            ("Http://a.cn", "Http://a.cn"),
            ("http://a.cn:18080/x", "http://a.cn:18080/x"),
            ("http://10.0.0.1:80查", "http://10.0.0.1:80"),
            ("https://例子.中国/公开/1.html。", "https://例子.中国/公开/1.html"),
            ("https://例子.中国查询", "https://例子.中国"),
            ("https://www.例子.cn/?a=公开&b=1", "https://www.例子.cn/?a=公开&b=1"),
            ("https://政务.易门.cn查询", "https://政务.易门.cn"),
            ("https://a.cn/?u=http://b.cn/", "https://a.cn/?u=http://b.cn/"),
        ] {
            assert_eq!(link(text), address, "{text}");
        }
    }
}
