//! Numbers that tie, in a third of the reports; zeros in the others, as in most townships.

use fastrand::Rng;
use std::fmt::Write;

/// Rows of 本年度办理结果 of the 2021 form, group by group.
const RESULTS: &[(&str, &[&str])] = &[
    ("予以公开", &[]),
    ("部分公开", &[]),
    (
        "不予公开",
        &[
            "属于国家秘密",
            "其他法律行政法规禁止公开",
            "危及“三安全一稳定”",
            "保护第三方合法权益",
            "属于三类内部事务信息",
            "属于四类过程性信息",
            "属于行政执法案卷",
            "属于行政查询事项",
        ],
    ),
    (
        "无法提供",
        &["本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"],
    ),
];

type Row = [u32; 6];

/// Writes the three tables.
pub fn tables(out: &mut String, rng: &mut Rng) {
    if rng.u8(..3) > 0 {
        return;
    }
    let files = rng.u32(..40);
    let repealed = rng.u32(..=files);
    let _ = writeln!(
        out,
        "主动公开政府信息情况:\n  行政规范性文件: {{本年制发件数: {files}, 本年废止件数: {repealed}, \
         现行有效件数: {}}}\n  行政许可: {}\n  行政处罚: {}\n  行政事业性收费: {}.{:02}",
        files + rng.u32(..100),
        rng.u32(..500_000),
        rng.u32(..4000),
        rng.u32(..1000),
        rng.u32(..100)
    );
    requests(out, rng);
    let counts: Vec<u32> = (0..4).map(|_| rng.u32(..30)).collect();
    let _ = writeln!(
        out,
        "政府信息公开行政复议、行政诉讼情况:\n  行政复议: {{结果维持: {}, 结果纠正: {}, 其他结果: {}, 尚未审结: {}}}",
        counts[0], counts[1], counts[2], counts[3]
    );
}

fn requests(out: &mut String, rng: &mut Rng) {
    let mut handled: Row = [0; 6];
    let mut results = String::new();
    for (group, rows) in RESULTS {
        if rows.is_empty() {
            let _ = writeln!(results, "    {group}: {}", list(&counted(rng, &mut handled)));
            continue;
        }
        let _ = writeln!(results, "    {group}:");
        for row in *rows {
            let _ = writeln!(results, "      {row}: {}", list(&counted(rng, &mut handled)));
        }
    }
    let next: Row = std::array::from_fn(|_| rng.u32(..3));
    let carried: Row = std::array::from_fn(|i| rng.u32(..=(handled[i] + next[i]).min(4)));
    let new: Row = std::array::from_fn(|i| handled[i] + next[i] - carried[i]);
    let _ = write!(
        out,
        "收到和处理政府信息公开申请情况:\n  本年新收: {}\n  上年结转: {}\n  办理结果:\n{results}  结转下年度继续办理: {}\n",
        list(&new),
        list(&carried),
        list(&next)
    );
}

/// A row of counts, added to what has been handled.
fn counted(rng: &mut Rng, handled: &mut Row) -> Row {
    let row: Row = std::array::from_fn(|i| if i == 0 { rng.u32(..1200) } else { rng.u32(..3) });
    for (sum, count) in handled.iter_mut().zip(row) {
        *sum += count;
    }
    row
}

fn list(row: &Row) -> String {
    let cells: Vec<String> = row.iter().map(u32::to_string).collect();
    format!("[{}]", cells.join(", "))
}
