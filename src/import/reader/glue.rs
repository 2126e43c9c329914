//! Digits of several numbers without anything between them, cut where only one cut is possible.

/// More digits than this have too many cuts.
const MOST: usize = 20;

/// The one way to cut digits into so many numbers without zeros in front, of which the last is the sum of
/// the others when it has to be; `None` when there is none, or more than one.
pub(super) fn cut(digits: &str, count: usize, has_total: bool) -> Option<Vec<String>> {
    let is_digits = digits.bytes().all(|b| b.is_ascii_digit());
    if !is_digits || digits.len() > MOST || count == 0 {
        return None;
    }
    let mut cutter = GlueCutter { digits, count, has_total, cut: Vec::new(), found: Vec::new() };
    cutter.from(0);
    match &cutter.found[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

struct GlueCutter<'a> {
    digits: &'a str,
    count: usize,
    has_total: bool,
    cut: Vec<&'a str>,
    found: Vec<Vec<String>>,
}

impl GlueCutter<'_> {
    fn from(&mut self, at: usize) {
        let left = self.count - self.cut.len();
        let room = self.digits.len() - at;
        if self.found.len() > 1 || room < left {
            return;
        }
        if left == 0 {
            if room == 0 && self.ties() {
                self.found.push(self.cut.iter().map(ToString::to_string).collect());
            }
            return;
        }
        let is_zero = self.digits.get(at..).is_some_and(|rest| rest.starts_with('0'));
        let most = if is_zero { 1 } else { room + 1 - left };
        let least = if left == 1 { room } else { 1 };
        for length in least..=most {
            if let Some(number) = self.digits.get(at..at + length) {
                self.cut.push(number);
                self.from(at + length);
                self.cut.pop();
            }
        }
    }

    fn ties(&self) -> bool {
        let numbers: Option<Vec<u64>> = self.cut.iter().map(|n| n.parse().ok()).collect();
        match numbers.as_deref() {
            Some([others @ .., last]) if self.has_total => {
                others.iter().try_fold(0_u64, |sum, n| sum.checked_add(*n)) == Some(*last)
            }
            Some(_) => true,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn digits_are_cut_only_where_one_cut_is_possible() {
        let numbers = |digits: &str, count, total| cut(digits, count, total).map(|n| n.join(" "));
        assert_eq!(numbers("000", 3, false).as_deref(), Some("0 0 0"));
        assert_eq!(numbers("8018", 3, false), None);
        assert_eq!(numbers("260000026", 7, true).as_deref(), Some("26 0 0 0 0 0 26"));
        assert_eq!(numbers("0000000", 7, true).as_deref(), Some("0 0 0 0 0 0 0"));
        assert_eq!(numbers("693665", 3, false), None);
        assert_eq!(numbers("00", 3, false), None);
        assert_eq!(numbers("0000", 3, false), None);
    }
}
