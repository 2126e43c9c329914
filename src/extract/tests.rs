use super::{LIMIT, extract};
use crate::diagnostic::Code;
use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

const YAML: &[u8] = b"\xEF\xBB\xBF\xE6\x9C\xBA\xE5\x85\xB3: x\r\n";

/// Objects with a cross-reference table, as other programs write files; `{stream}` in an object
/// stands for the bytes of a stream.
fn file(objects: &[(&str, &[u8])], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, (text, content)) in (1..).zip(objects) {
        offsets.push(out.len());
        write!(out, "{number} 0 obj\n{text}").unwrap();
        if !content.is_empty() {
            out.extend_from_slice(b"\nstream\r\n");
            out.extend_from_slice(content);
            out.extend_from_slice(b"\nendstream");
        }
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(out, "{offset:010} 00000 n ").unwrap();
    }
    write!(out, "trailer\n<</Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF").unwrap();
    out
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A file with one attachment, of this dictionary and content.
fn attached(dict: &str, content: &[u8]) -> Vec<u8> {
    let dict = format!("<<{dict}/Length {}>>", content.len());
    file(
        &[
            ("<</Names<</EmbeddedFiles 2 0 R>>>> % a comment", b""),
            ("<</Kids[2 0 R 3 0 R]>>", b""),
            ("<</Names[(\\101\\)) <</F(a\\\nb.YAML)/EF<</F 4 0 R>>>>]>>", b""),
            (&dict, content),
        ],
        "",
    )
}

fn code(bytes: &[u8]) -> Code {
    extract("x.pdf", bytes).unwrap_err()[0].code
}

#[test]
fn what_other_programs_attach_is_read_as_well() {
    assert_eq!(extract("x.pdf", &attached("", YAML)).unwrap(), YAML);
    let packed = attached("/Filter[/FlateDecode]/DecodeParms[null]", &deflated(YAML));
    assert_eq!(extract("x.pdf", &packed).unwrap(), YAML);
    let mut late = b"junk before the header\n".to_vec();
    late.extend(packed);
    assert_eq!(extract("x.pdf", &late).unwrap(), YAML);
}

#[test]
fn of_several_the_source_of_the_document_is_taken() {
    let pdf = file(
        &[
            ("<</AF[2 0 R 3 0 R]>>", b""),
            ("<</UF(other.yml)/EF<</F 4 0 R>>/AFRelationship/Data>>", b""),
            ("<</UF<FEFF002e0079006d006c>/EF<</UF 5 0 R>>/AFRelationship/Source>>", b""),
            ("<</Length 4>>", b"a: 1"),
            ("<</Length 6 0 R>>", b"a: 2"),
            ("4", b""),
        ],
        "",
    );
    assert_eq!(extract("x.pdf", &pdf).unwrap(), b"a: 2");
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let none =
        file(&[("<</AF[<</UF(x.xlsx)/EF<</F 2 0 R>>>>]>>", b""), ("<</Length 1>>", b"1")], "");
    assert_eq!(code(&none), Code::NoAttachment);
    assert_eq!(code(&file(&[("<<>>", b"")], "/Encrypt 1 0 R")), Code::EncryptedPdf);
    assert_eq!(code(&vec![b' '; LIMIT + 1]), Code::LargePdf);
    let mut cut = attached("", YAML);
    cut.truncate(cut.len() - 30);
    for broken in [
        &b""[..],
        "机关: 某某乡人民政府\n".as_bytes(),
        b"%PDF-1.7\n",
        b"%PDF-1.7\nstartxref\n18446744073709551615\n%%EOF",
        &cut,
        &attached("/Filter/LZWDecode", YAML),
        &attached("/Filter/FlateDecode", YAML),
        &attached("/Length 99999999", b""),
        &attached("", "今年的年报请见附件。".as_bytes()),
        &attached("", "- 机关\n- 年度\n".as_bytes()),
    ] {
        assert_eq!(code(broken), Code::DamagedPdf, "{}", String::from_utf8_lossy(broken));
    }
}

#[test]
fn bombs_and_circles_end_soon() {
    let zeros = deflated(&vec![0; LIMIT + 1]);
    assert_eq!(code(&attached("/Filter/FlateDecode", &zeros)), Code::LargePdf);
    let deep = format!("<</AF {}", "[".repeat(100_000));
    assert_eq!(code(&file(&[(&deep, b"")], "")), Code::DamagedPdf);
    let circle = file(&[("<</AF 2 0 R>>", b""), ("3 0 R", b""), ("2 0 R", b"")], "/Prev 9");
    assert_eq!(code(&circle), Code::DamagedPdf);
    // One long object asked for a thousand times.
    let long = format!("<</UF({})>>", "x".repeat(1 << 20));
    let many = format!("<</AF[{}]>>", "2 0 R ".repeat(1000));
    assert_eq!(code(&file(&[(&many, b""), (&long, b"")], "")), Code::LargePdf);
    let wide = "<</Type/XRef/W[1 0 0]/Index[0 99999999]/Filter/FlateDecode";
    let ones = deflated(&vec![1; 2 << 20]);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    write!(pdf, "1 0 obj\n{wide}/Length {}>>\nstream\n", ones.len()).unwrap();
    pdf.extend(&ones);
    pdf.extend_from_slice(b"\nendstream\nendobj\nstartxref\n9\n%%EOF");
    assert_eq!(code(&pdf), Code::LargePdf);
}

#[test]
fn no_cut_and_no_flipped_byte_makes_it_stumble() {
    let pdf = attached("/Filter/FlateDecode", &deflated(YAML));
    for end in 0..pdf.len() {
        let _ = extract("x.pdf", &pdf[..end]);
    }
    for at in 0..pdf.len() {
        for value in [0, b'(', b'<', b'[', b'9', b'/', 255] {
            let mut pdf = pdf.clone();
            pdf[at] = value;
            let _ = extract("x.pdf", &pdf);
        }
    }
}

/// A package of these files, stored or deflated as the `zip` crate likes.
fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const ENTRY: &[u8] =
    b"<?xml version='1.0'?><o:OFD xmlns:o='x'><o:DocBody><o:DocRoot>D/Doc.xml</o:DocRoot></o:DocBody></o:OFD>";
const DOCUMENT: &[u8] = b"<Document><Attachments>/A/List.xml</Attachments></Document>";

/// An OFD with this list of attachments, and two files to attach.
fn ofd(list: &str) -> Vec<u8> {
    package(&[
        ("OFD.xml", ENTRY),
        ("D/Doc.xml", DOCUMENT),
        ("A/List.xml", list.as_bytes()),
        ("A/a.txt", b"a: 1"),
        ("A/b&c.yaml", YAML),
    ])
}

#[test]
fn what_other_programs_attach_to_an_ofd_is_read_as_well() {
    let two = "<A><Attachment Name='x.YML'><FileLoc>a.txt</FileLoc></Attachment>\
               <Attachment ID='2' Name='y' Usage='source'><FileLoc> ./b&amp;c.yaml </FileLoc></Attachment></A>";
    assert_eq!(extract("x.ofd", &ofd(two)).unwrap(), YAML);
    assert_eq!(extract("x.ofd", &ofd(&two.replace("source", "none"))).unwrap(), b"a: 1");
}

#[test]
fn what_cannot_be_read_of_an_ofd_is_told_apart() {
    let none = "<A><Attachment Name='x.xlsx'><FileLoc>a.txt</FileLoc></Attachment></A>";
    assert_eq!(code(&ofd(none)), Code::NoAttachment);
    assert_eq!(code(&package(&[("OFD.xml", ENTRY)])), Code::NoAttachment);
    assert_eq!(code(&package(&[("OFD.xml", ENTRY), ("D/Doc.xml", b"<D/>")])), Code::NoAttachment);
    let list = "<A><Attachment Name='x.yaml'><FileLoc>b&amp;c.yaml</FileLoc></Attachment></A>";
    let whole = ofd(list);
    assert_eq!(extract("x.ofd", &whole).unwrap(), YAML);
    let mut locked = whole.clone();
    for at in 0..locked.len() {
        if locked[at..].starts_with(b"PK\x01\x02") {
            locked[at + 8] |= 1;
        }
    }
    assert_eq!(code(&locked), Code::EncryptedPdf);
    let bomb = package(&[("OFD.xml", &vec![b' '; 5 << 20])]);
    assert_eq!(code(&bomb), Code::LargePdf);
    let many = format!("<A>{}</A>", "<B/>".repeat(100_001));
    assert_eq!(code(&ofd(&many)), Code::LargePdf);
    for broken in [
        &b"PK\x03\x04"[..],
        &whole[..whole.len() - 1],
        &[whole.as_slice(), b"x"].concat(),
        &package(&[("word/document.xml", b"<w/>")]),
        &package(&[("OFD.xml", b"<a>")]),
        &package(&[("OFD.xml", b"<a>&b;</a>")]),
        &ofd("<A><Attachment Name='x.yaml'><FileLoc>none.yaml</FileLoc></Attachment></A>"),
    ] {
        assert_eq!(code(broken), Code::DamagedPdf, "{}", String::from_utf8_lossy(broken));
    }
}

#[test]
fn bombs_and_circles_in_an_ofd_end_soon() {
    let one = "<A><Attachment Name='x.yaml'><FileLoc>b&amp;c.yaml</FileLoc></Attachment></A>";
    let parts = |list: &[u8], yaml: &[u8]| {
        package(&[
            ("OFD.xml", ENTRY),
            ("D/Doc.xml", DOCUMENT),
            ("A/List.xml", list),
            ("A/b&c.yaml", yaml),
        ])
    };
    let bomb = parts(one.as_bytes(), &vec![b' '; crate::yaml::LIMIT + 1]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code(&bomb), Code::LargePdf);
    let deep = b"<B>".repeat(200_000);
    assert_eq!(code(&parts(&deep, YAML)), Code::LargePdf);
    // A document that is its own list, and an attachment that is the document.
    let root = b"<Document><Attachments>Doc.xml</Attachments>\
                 <Attachment Name='x.yaml'><FileLoc>Doc.xml</FileLoc></Attachment></Document>";
    let circle = package(&[("OFD.xml", ENTRY), ("D/Doc.xml", root)]);
    assert_eq!(code(&circle), Code::DamagedPdf);
    // One large list that is named a hundred times by each of a hundred documents.
    let roots = "<DocRoot>D/Doc.xml</DocRoot>".repeat(100);
    let lists = format!("<D>{}</D>", "<Attachments>/A/L.xml</Attachments>".repeat(100));
    let list = format!("<A>{}</A>", " ".repeat(4_000_000));
    let files = [("OFD.xml", format!("<O>{roots}</O>")), ("D/Doc.xml", lists), ("A/L.xml", list)];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    assert_eq!(code(&package(&files)), Code::LargePdf);
    // Nothing outside of the package is read, whatever way leads there.
    for place in ["../../../../etc/passwd.yaml", "/etc/x.yaml", "file:///etc/x.yaml", "C:\\x.yaml"]
    {
        let list = format!("<A><Attachment><FileLoc>{place}</FileLoc></Attachment></A>");
        assert_eq!(code(&ofd(&list)), Code::DamagedPdf, "{place}");
    }
}

#[test]
fn an_ofd_whose_directory_lies_is_refused() {
    let list = "<A><Attachment Name='x.yaml'><FileLoc>b&amp;c.yaml</FileLoc></Attachment></A>";
    let whole = ofd(list);
    let entry = (0..whole.len()).rfind(|at| whole[*at..].starts_with(b"PK\x01\x02")).unwrap();
    let end = (0..whole.len()).rfind(|at| whole[*at..].starts_with(b"PK\x05\x06")).unwrap();
    // Packed length, length and place of the last file; number of files and place of the directory.
    for at in [entry + 20, entry + 24, entry + 42, end + 16] {
        for value in [0, 1, whole.len() as u32, u32::MAX - 1, u32::MAX] {
            let mut file = whole.clone();
            let true_one = u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
            if true_one == value {
                continue;
            }
            file[at..at + 4].copy_from_slice(&value.to_le_bytes());
            let told = code(&file);
            assert!([Code::DamagedPdf, Code::LargePdf].contains(&told), "{at} {value}");
        }
    }
    let mut file = whole.clone();
    file[end + 10..end + 12].copy_from_slice(&u16::MAX.to_le_bytes());
    assert_eq!(code(&file), Code::LargePdf);
    // Two files of one name: nobody knows which is meant.
    let mut twice = whole;
    let name = |file: &[u8], from: usize| {
        (from..file.len()).find(|at| file[*at..].starts_with(b"A/a.txt")).unwrap()
    };
    let directory = name(&twice, entry - 60);
    twice[directory..directory + 7].copy_from_slice(b"OFD.xml");
    assert_eq!(code(&twice), Code::DamagedPdf);
}

#[test]
fn no_cut_and_no_flipped_byte_of_an_ofd_makes_it_stumble_or_lie() {
    let file = ofd("<A><Attachment Name='x.yaml'><FileLoc>b&amp;c.yaml</FileLoc></Attachment></A>");
    for end in 0..file.len() {
        assert!(extract("x.ofd", &file[..end]).is_err());
    }
    for at in 0..file.len() {
        for value in [0, b'<', b'/', b'9', 255] {
            let mut file = file.clone();
            file[at] = value;
            // What comes out is what went in, or the file that is named instead.
            if let Ok(yaml) = extract("x.ofd", &file) {
                assert!(yaml == YAML || yaml == b"a: 1", "byte {at}");
            }
        }
    }
}
