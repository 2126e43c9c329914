//! Pages as they are printed, made by hand: what is seen on them is read, what is not is told, and none of them
//! brings the program down.

use super::{imported, layouts::rows, made::made, report_of};
use fastrand::Rng;
use nianbao::{
    diagnostic::human,
    import::import,
    report::{Forms, load},
};
use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

/// A PDF of these objects, the first of which is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(table, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    let _ = write!(table, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    file.extend(table.bytes());
    file
}

fn stream(about: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{about}/Length {}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/GBK-EUC-H/DescendantFonts[<<\
    /Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>";

/// One page with a content, in a font whose codes are GBK.
fn page(about: &str, content: &[u8]) -> Vec<u8> {
    pages(about, &[content.to_vec()])
}

fn pages(about: &str, contents: &[Vec<u8>]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let tree = format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" "));
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), tree.into(), FONT.into()];
    for (index, content) in contents.iter().enumerate() {
        let content_at = 5 + 2 * index;
        let leaf = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>\
             /Contents {content_at} 0 R{about}>>"
        );
        objects.push(leaf.into());
        objects.push(stream("", content));
    }
    pdf(&objects)
}

/// Writes on a page, in GBK.
#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn raw(mut self, operators: &str) -> Self {
        self.0.extend(operators.bytes());
        self.0.push(b'\n');
        self
    }

    fn text(mut self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let (bytes, _, _) = encoding_rs::GBK.encode(text);
        self.0.extend(format!("BT /F {size} Tf {x} {y} Td <").bytes());
        for byte in bytes.iter() {
            self.0.extend(format!("{byte:02X}").bytes());
        }
        self.0.extend(b"> Tj ET\n");
        self
    }
}

const HEADING: &str = "一、总体情况";

/// A report of one page with the table of the courts' cases, whose numbers are these.
fn cases(numbers: &[&str; 15], more: &str) -> Vec<u8> {
    pages("", &contents(numbers, more))
}

fn contents(numbers: &[&str; 15], more: &str) -> [Vec<u8>; 2] {
    let mut writer = Writer::default()
        .text(120.0, 780.0, 22.0, "云溪县石桥镇2023年政府信息公开工作年度报告")
        .text(80.0, 740.0, 16.0, HEADING)
        .text(80.0, 710.0, 16.0, "全年公开信息一百二十条，没有收费。")
        .text(80.0, 680.0, 16.0, "四、政府信息公开行政复议、行政诉讼情况");
    let xs: Vec<f64> = (0..16).map(|i| 60.0 + 30.0 * f64::from(i)).collect();
    let rule = |from: f64, to: f64, y: f64| format!("{from} {y} m {to} {y} l S");
    let upright = |x: f64, from: f64, to: f64| format!("{x} {from} m {x} {to} l S");
    // Three rows of heads, of which cells are merged, and the numbers.
    for y in [660.0, 560.0, 530.0] {
        writer = writer.raw(&rule(xs[0], xs[15], y));
    }
    writer = writer.raw(&rule(xs[5], xs[15], 630.0)).raw(&rule(xs[0], xs[5], 600.0));
    writer = writer.raw(&rule(xs[5], xs[15], 600.0));
    for (index, x) in xs.iter().enumerate() {
        let top = match index {
            0 | 5 | 15 => 660.0,
            10 => 630.0,
            _ => 600.0,
        };
        writer = writer.raw(&upright(*x, top, 530.0));
    }
    writer = writer.text(100.0, 625.0, 10.0, "行政复议").text(340.0, 645.0, 10.0, "行政诉讼");
    writer =
        writer.text(230.0, 612.0, 10.0, "未经复议直接起诉").text(380.0, 612.0, 10.0, "复议后起诉");
    let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    for (index, x) in xs.iter().take(15).enumerate() {
        let head = heads[index % 5];
        let half: usize = head.char_indices().nth(2).map_or(head.len(), |(at, _)| at);
        writer = writer.text(x + 5.0, 585.0, 10.0, &head[..half]);
        writer = writer.text(x + 5.0, 570.0, 10.0, &head[half..]);
        writer = writer.text(x + 10.0, 540.0, 10.0, numbers[index]);
    }
    writer = writer.raw(more);
    let last = Writer::default()
        .text(80.0, 740.0, 16.0, "六、其他需要报告的事项")
        .text(80.0, 710.0, 16.0, "没有其他需要报告的事项。")
        .text(330.0, 650.0, 16.0, "云溪县石桥镇人民政府")
        .text(360.0, 620.0, 16.0, "2024年1月17日");
    [writer.0, last.0]
}

const TIED: [&str; 15] =
    ["1", "0", "0", "2", "3", "0", "0", "0", "0", "0", "12", "0", "1", "0", "13"];

/// What was read of the numbers, `?` where nothing was, and how many cells of the table are doubtful.
fn read(file: &[u8]) -> (Vec<String>, usize, String) {
    let imported = imported("年报.pdf", file);
    let report = report_of(&imported);
    let table = report.form.tables.last().unwrap();
    let found =
        table.data().map(|cell| match report.tables[&table.key][&cell.key].value.amount() {
            Some(amount) => amount.to_string(),
            None => "?".to_owned(),
        });
    (found.collect(), imported.tally.doubtful, human(&imported.findings, false))
}

#[test]
fn cells_that_rules_make_are_read_and_merged_where_a_rule_is_missing() {
    let file = cases(&TIED, "");
    let (found, doubtful, _) = read(&file);
    assert_eq!((found, doubtful), (TIED.map(str::to_owned).to_vec(), 0));
    let report = report_of(&imported("年报.pdf", &file));
    assert_eq!(report.title_line(), "云溪县石桥镇2023年政府信息公开工作年度报告");
    assert_eq!(
        report.parts[0].text.as_ref().unwrap().value.trim(),
        "全年公开信息一百二十条，没有收费。"
    );
    assert_eq!(report.agency.value, "云溪县石桥镇人民政府");
}

#[test]
fn one_changed_digit_is_flagged() {
    for index in 0..15 {
        let mut numbers = TIED;
        numbers[index] = if TIED[index] == "7" { "8" } else { "7" };
        let (found, doubtful, _) = read(&cases(&numbers, ""));
        assert_eq!(found, numbers.map(str::to_owned).to_vec());
        assert!(doubtful > 0, "{index}");
    }
}

#[test]
fn what_is_not_seen_is_not_read_and_told() {
    // The number of the fourth column, under a white box with another on it.
    let other = "1 g 155 532 20 20 re f 0 g BT /F 10 Tf 160 540 Td <32> Tj ET";
    let mut numbers = TIED;
    numbers[3] = "5";
    let (found, doubtful, shown) = read(&cases(&numbers, other));
    assert_eq!(found, TIED.map(str::to_owned).to_vec());
    assert!(doubtful == 1 && shown.contains("被盖住的“5”"), "{doubtful} {shown}");
    for (hidden, what) in [
        ("BT 3 Tr /F 10 Tf 166 540 Td <37> Tj 0 Tr ET", "隐藏的“7”"),
        ("1 g BT /F 10 Tf 166 540 Td <37> Tj ET 0 g", "白色的字“7”"),
        ("q 0 0 10 10 re W n BT /F 10 Tf 166 540 Td <37> Tj ET Q", "隐藏的“7”"),
        ("BT /F 6 Tf 166 545 Td <37> Tj ET", "上下标“7”"),
    ] {
        let (found, doubtful, shown) = read(&cases(&TIED, hidden));
        assert_eq!(found, TIED.map(str::to_owned).to_vec(), "{what}");
        assert!(doubtful == 1 && shown.contains(what), "{doubtful} {shown}");
    }
    // Struck out: nothing is left of the cell.
    let (found, _, shown) = read(&cases(&TIED, "156 543.5 m 170 543.5 l S"));
    assert!(found[3] != "2" || shown.contains("按和补"), "{shown}");
    assert!(shown.contains("加了删除线的“2”"), "{shown}");
}

#[test]
fn pages_that_lie_on_their_side_are_read_as_others_are() {
    let turned =
        contents(&TIED, "").map(|content| [b"0 1 -1 0 842 0 cm ".to_vec(), content].concat());
    for about in ["/MediaBox[0 0 842 595]", "/MediaBox[0 0 842 595]/Rotate 90"] {
        let (found, doubtful, shown) = read(&pages(about, &turned));
        assert_eq!((found, doubtful), (TIED.map(str::to_owned).to_vec(), 0), "{about} {shown}");
    }
    // One word on its side is told.
    let (_, _, shown) = read(&cases(&TIED, "BT /F 10 Tf 0 1 -1 0 30 300 Tm <B8B1B1BE> Tj ET"));
    assert!(shown.contains("转了方向的“"), "{shown}");
}

#[test]
fn two_columns_are_told() {
    let mut writer = Writer::default()
        .text(100.0, 780.0, 20.0, "石桥镇2023年政府信息公开工作年度报告")
        .text(60.0, 755.0, 10.0, HEADING);
    for row in 0..9 {
        let y = 740.0 - 20.0 * f64::from(row);
        writer = writer.text(60.0, y, 10.0, "左边一栏的文字有这么多").text(
            320.0,
            y,
            10.0,
            "右边一栏的文字有这么多",
        );
    }
    let imported = imported("年报.pdf", &page("", &writer.0));
    let shown = human(&imported.findings, false);
    assert!(shown.contains("分成两栏"), "{shown}");
    let text = &imported.yaml.text;
    assert!(text.rfind("左边").unwrap() < text.find("右边").unwrap(), "{text}");
}

#[test]
fn rows_without_rules_are_read_or_left_open() {
    let (mut cells, mut right) = (0, 0);
    for seed in 0..4 {
        let made = made(&mut Rng::with_seed(seed), 2023);
        let table = made.form.table("requests").unwrap();
        let mut writer = Writer::default()
            .text(80.0, 800.0, 16.0, "云溪县石桥镇2023年政府信息公开工作年度报告")
            .text(80.0, 770.0, 12.0, "三、收到和处理政府信息公开申请情况");
        for (index, row) in rows(table).into_iter().enumerate() {
            let y = 740.0 - 20.0 * index as f64;
            for cell in row {
                let column = cell.column as f64;
                let x = if column < 3.0 { 20.0 + 60.0 * column } else { 250.0 + 35.0 * column };
                writer = writer.text(x, y, 5.0, made.text(table, &cell.key, &cell.text));
            }
        }
        let report = report_of(&imported("年报.pdf", &page("", &writer.0)));
        for cell in table.data() {
            let expected = &made.numbers[&("requests".to_owned(), cell.key.clone())];
            cells += 1;
            if let Some(found) = report.tables["requests"][&cell.key].value.amount() {
                assert_eq!(&found.to_string(), expected, "{}", cell.key);
                right += 1;
            }
        }
    }
    assert!(right * 100 >= cells * 90, "{right} of {cells}");
}

#[test]
fn numbers_that_are_not_in_one_cell_are_doubted() {
    let mut numbers = TIED;
    // Too wide for its cell.
    numbers[3] = "2123456";
    let (_, doubtful, shown) = read(&cases(&numbers, ""));
    assert!(doubtful > 0 && shown.contains("叠在一起的“2123456”"), "{shown}");
}

#[test]
fn pages_that_nobody_can_read_are_told_what_to_do() {
    let scan = pages("", &[b"q 500 0 0 800 0 0 cm /Scan Do Q".to_vec()]);
    let recognised = Writer::default().raw("3 Tr").text(80.0, 740.0, 16.0, HEADING);
    let mut locked = page("", b"");
    let at = locked.windows(5).position(|word| word == b"/Root").unwrap();
    locked.splice(at..at, b"/Encrypt<</V 2>>".iter().copied());
    for (file, word) in [
        (scan, "扫描件"),
        (page("", &recognised.0), "扫描件"),
        (page("", b"BT /None 10 Tf <0102> Tj ET"), "扫描件"),
        (locked, "加了密"),
        (b"%PDF-1.7".to_vec(), "不是完好的"),
    ] {
        let found = import("年报.pdf", &file, &Forms::default()).unwrap_err();
        assert!(found[0].message.contains(word), "{word}: {}", found[0].message);
        assert!(found[0].help.is_some(), "{word}");
    }
}

/// Paragraphs with a gap between them and no indent, at these steps, the lines of which may be short.
fn gapped(step: f64, gap: f64, is_wrapped: bool) -> Vec<u8> {
    let (mut writer, mut y) = (Writer::default(), 800.0);
    let mut paragraph = |lines: &[&str], size: f64| {
        y -= gap - step;
        for line in lines {
            writer = std::mem::take(&mut writer).text(40.0, y, size, line);
            y -= step;
        }
    };
    paragraph(&["云溪县石桥镇2023年政府信息公开工作年度报告"], 16.0);
    let long = "全年公开信息一百二十条，没有收费，栏目由十四个整合为九个，接受咨询电话二百一十";
    let wrapped = [long, "次，社会评议满意。"];
    paragraph(&["一、总体情况"], 10.0);
    paragraph(if is_wrapped { &wrapped } else { &["全年公开信息一百二十条。"] }, 10.0);
    paragraph(&["（二）监督保障。召开推进会四次，社会评议满意率高，没有问题，没有收费。"], 10.0);
    paragraph(&["二、主动公开政府信息情况"], 10.0);
    paragraph(&["六、其他需要报告的事项"], 10.0);
    paragraph(&["没有其他需要报告的事项，也没有收费，也没有别的要说的事情在这里。"], 10.0);
    paragraph(&["云溪县石桥镇人民政府"], 10.0);
    paragraph(&["2024年1月17日"], 10.0);
    page("", &writer.0)
}

#[test]
fn a_gap_between_lines_parts_paragraphs_that_are_not_indented() {
    for (step, gap) in [(12.0, 24.0), (15.0, 24.0), (17.5, 31.0), (20.0, 30.0)] {
        for is_wrapped in [true, false] {
            let report = report_of(&imported("年报.pdf", &gapped(step, gap, is_wrapped)));
            assert_eq!(report.title_line(), "云溪县石桥镇2023年政府信息公开工作年度报告");
            let text = report.parts[0].text.as_ref().unwrap().value.trim().to_owned();
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines.len(), 2, "{step} {gap} {is_wrapped} {text}");
            assert!(lines[1].starts_with("（二）"), "{text}");
            assert_eq!(lines[0].ends_with("一十次，社会评议满意。"), is_wrapped, "{text}");
            assert_eq!(report.agency.value, "云溪县石桥镇人民政府", "{step} {gap}");
        }
    }
    // Lines at one step without a gap go on as they do.
    let report = report_of(&imported("年报.pdf", &gapped(20.0, 20.0, true)));
    let text = report.parts[0].text.as_ref().unwrap().value.clone();
    assert!(text.contains("一十次，社会评议满意。"), "{text}");
}

/// What somebody who means harm would send.
fn hostile() -> Vec<Vec<u8>> {
    let text = |count: usize| "BT /F 10 Tf 1 1 Td <30> Tj ET ".repeat(count).into_bytes();
    let rules = |count: usize| "0 0 m 500 0 l S 1 1 m 1 500 l S ".repeat(count).into_bytes();
    let fan: String = (0..3000).fold(String::new(), |mut all, i| {
        let _ = write!(all, "0 {i} m 500 {i} l S {i} 0 m {i} 500 l S ");
        all
    });
    let patches = "0 0 500 800 re f BT /F 10 Tf 1 1 Td <30> Tj ET ".repeat(20_000);
    let form = |content: &str| {
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>".to_vec(),
            FONT.into(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 6 0 R/Contents 5 0 R>>"
                .to_vec(),
            stream("", content.as_bytes()),
            b"<</XObject<</A 7 0 R/B 8 0 R>>/Font<</F 3 0 R>>>>".to_vec(),
        ];
        let about = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources 6 0 R";
        objects.push(stream(about, "/B Do ".repeat(100).as_bytes()));
        objects.push(stream(about, "/A Do ".repeat(100).as_bytes()));
        pdf(&objects)
    };
    let mut files = vec![
        page("", &text(500_000)),
        page("", &rules(60_000)),
        page("", fan.as_bytes()),
        page("", patches.as_bytes()),
        page("", &"q ".repeat(1_000_000).into_bytes()),
        page("", &"[".repeat(1_000_000).into_bytes()),
        page("", &"<0".repeat(1_000_000).into_bytes()),
        page("", &"(".repeat(1_000_000).into_bytes()),
        page("", &"/A BMC ".repeat(500_000).into_bytes()),
        page("", &"BI ID ".repeat(300_000).into_bytes()),
        page("", &"1e308 0 0 1e308 0 0 cm ".repeat(10_000).into_bytes()),
        page("", b"BT /F 1e300 Tf 1e300 0 0 1e300 1e300 0 Tm <303030> Tj ET"),
        page("", &[b"BT /F 10 Tf (".to_vec(), vec![b'0'; 8 << 20], b") Tj ET".to_vec()].concat()),
        page("/MediaBox[0 0 0 0]/Rotate 45", b"BT /F 10 Tf <30> Tj ET"),
        page("/MediaBox[0 0 1e30 1e30]/UserUnit 1e9", b"BT /F 10 Tf <30> Tj ET"),
        page("/Contents[5 0 R 5 0 R 4 0 R]", b"BT /F 10 Tf <30> Tj ET"),
        form("/A Do"),
        pages("", &vec![b"BT /F 10 Tf <30> Tj ET".to_vec(); 3000]),
        // A tree of pages that bites its tail, and one that has each page a thousand times.
        pdf(&[
            b"<</Pages 2 0 R>>".to_vec(),
            b"<</Kids[2 0 R 3 0 R]>>".to_vec(),
            b"<</Kids[2 0 R]>>".to_vec(),
        ]),
        pdf(&[
            b"<</Pages 2 0 R>>".to_vec(),
            format!("<</Kids[{}]>>", "3 0 R ".repeat(9000)).into_bytes(),
            b"<</Type/Page>>".to_vec(),
        ]),
        pdf(&[b"<</Pages 1 0 R>>".to_vec()]),
        pdf(&[b"1 0 R".to_vec()]),
    ];
    // A stream that unpacks to what no machine has, as content, as a table of a font, as a face.
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        std::io::Write::write_all(&mut bomb, &vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = stream("/Filter/FlateDecode", &bomb.finish().unwrap());
    for about in [
        "/Contents 6 0 R",
        "/Contents[6 0 R 6 0 R]",
        "/Resources<</Font<</F<</Subtype/Type0/ToUnicode 6 0 R>>>>>>",
    ] {
        let leaf =
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R{about}>>");
        files.push(pdf(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>".to_vec(),
            FONT.into(),
            leaf.into(),
            stream("", b"BT /F 10 Tf <30> Tj ET"),
            bomb.clone(),
        ]));
    }
    let whole = cases(&TIED, "");
    files.extend([10, 300, 900, whole.len() - 40].map(|end| whole[..end].to_vec()));
    files
}

#[test]
fn whatever_is_on_the_pages_there_is_an_answer_at_once() {
    for (index, file) in hostile().into_iter().enumerate() {
        let start = Instant::now();
        match import("年报.pdf", &file, &Forms::default()) {
            Ok(imported) => {
                human(&imported.findings, false);
                if let Err(found) = load(&imported.yaml) {
                    human(&found, false);
                }
            }
            Err(found) => assert!(found.has_errors(), "{index}"),
        }
        // A second in the program as it is shipped; the tests are not optimised.
        let time = start.elapsed();
        assert!(time < Duration::from_secs(20), "{index}: {time:?}");
    }
}

/// Numbers of pages are nothing that a report could have lost; another line at the edge may be.
#[test]
fn the_numbers_of_pages_are_not_told_and_other_lines_at_the_edge_are() {
    let [first, last] = contents(&TIED, "");
    let with = |marks: [&str; 2]| {
        let page = |content: &Vec<u8>, mark: &str| {
            let mark = Writer::default().text(280.0, 40.0, 14.0, mark).0;
            [content.as_slice(), &mark].concat()
        };
        let file = pages("", &[page(&first, marks[0]), page(&last, marks[1])]);
        let back = imported("年报.pdf", &file);
        let all = report_of(&back)
            .parts
            .iter()
            .filter_map(|p| p.text.clone())
            .fold(String::new(), |all, text| all + &text.value);
        (human(&back.findings, false) + &back.yaml.text, all)
    };
    for marks in [
        ["— 1 —", "— 2 —"],
        ["-1-", "-2-"],
        ["1", "2"],
        ["第1页 共2页", "第2页 共2页"],
        ["1/2", "2/2"],
    ] {
        let (told, texts) = with(marks);
        assert!(!told.contains("NB515") && !told.contains("没有收进来"), "{marks:?}\n{told}");
        assert!(!texts.contains(marks[0]), "{marks:?}\n{texts}");
    }
    let (told, texts) = with(["（此页无正文）云溪县", "附注：另有说明"]);
    assert!(told.contains("NB515") || texts.contains("另有说明"), "{told}\n{texts}");
}
