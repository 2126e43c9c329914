//! A finding in the words of an office: who gets a list has sent in a file, and knows nothing of this program.

/// Words of the program that no list says.
const OURS: [&str; 5] = ["YAML", "county.yaml", "nianbao", "--", "模板"];

/// What is said otherwise, and how.
const SAID: [(&str, &str); 10] = [
    ("已经用 nianbao serve 打开着", "正在别处打开着"),
    ("和 county.yaml 里全县共用的不同", "和全县统一的不同"),
    ("，只取了 YAML", "，只取了后一份"),
    ("，是用本程序做的", ""),
    ("county.yaml 里的县名是", "本县是"),
    ("county.yaml 里的", "全县统一的"),
    ("county.yaml 里是", "全县统一的是"),
    ("county.yaml 的", "全县统一的"),
    ("county.yaml", "本县的名单"),
    ("YAML", "文件"),
];

/// What is to be done instead.
const HELP: [(&str, &str); 4] = [
    ("往年的报告不要放在", "请报送这一年度的报告；年度写错的，请改正"),
    ("请在原文里填上再读", "请对照原文填上，没有发生的填 0"),
    ("请核对 --previous", "请核对机关的全称和年度，并请报来上一年度的报告"),
    ("要用这个文件的", "请说明以哪一份为准"),
];

/// What is wrong.
pub(super) fn message(text: &str) -> String {
    let text = without_folder(text);
    SAID.iter().fold(text, |text, (ours, theirs)| text.replace(ours, theirs))
}

/// What to do: the clauses that one can follow who has only the file. Where none is left, it is to be put right.
pub(super) fn help(text: &str) -> String {
    if let Some((_, theirs)) = HELP.iter().find(|(ours, _)| text.starts_with(ours)) {
        return (*theirs).to_owned();
    }
    let is_theirs = |clause: &&str| !OURS.iter().any(|word| clause.contains(word));
    let clauses: Vec<&str> = text.split('；').filter(is_theirs).collect();
    if clauses.is_empty() {
        "请照实核对，该改的改正".to_owned()
    } else {
        clauses.join("；")
    }
}

/// `不在 收到/county.yaml 的单位名单里`: where the list of units lies is the county's business.
fn without_folder(text: &str) -> String {
    let Some((before, rest)) = text.split_once("不在 ") else {
        return text.to_owned();
    };
    match rest.split_once("county.yaml 的单位名单里") {
        Some((_, after)) => format!("{before}不在本县的单位名单里{after}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn no_list_speaks_of_the_program() {
        for (ours, theirs) in [
            ("请换成实际情况；想先看看版面，用 --draft 做草稿", "请换成实际情况"),
            (
                "请在原文里填上再读；读成 YAML 的，填在“【请填写：……】”的地方",
                "请对照原文填上，没有发生的填 0",
            ),
            ("请用 nianbao render 重做", "请照实核对，该改的改正"),
            ("请看一看有没有要留下的；读成的 YAML 的末尾列着这些行", "请看一看有没有要留下的"),
            ("请对照原文核实", "请对照原文核实"),
        ] {
            assert_eq!(help(ours), theirs);
        }
        for (ours, theirs) in [
            (
                "白石乡.docx：“白石乡”不在 收到/县/county.yaml 的单位名单里",
                "白石乡.docx：“白石乡”不在本县的单位名单里",
            ),
            (
                "“年度”是 2024 年，county.yaml 里是 2025 年",
                "“年度”是 2024 年，全县统一的是 2025 年",
            ),
            ("“甲镇”不在 名单上", "“甲镇”不在 名单上"),
        ] {
            assert_eq!(message(ours), theirs);
        }
        for code in Code::TABLE {
            let said = [help(code.mend()), message(code.meaning())];
            for word in ["YAML", "county.yaml", "nianbao", " --"] {
                assert!(said.iter().all(|said| !said.contains(word)), "{said:?}");
            }
        }
    }
}
