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
            ("<</Length 1>>", b"1"),
            ("<</Length 6 0 R>>", b"2"),
            ("1", b""),
        ],
        "",
    );
    assert_eq!(extract("x.pdf", &pdf).unwrap(), b"2");
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
