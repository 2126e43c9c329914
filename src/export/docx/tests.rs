//! Structure of the package, read back from its parts.

use super::{sample::*, *};

#[test]
#[ignore = "writes target/docx/sample.docx for a look in Word, WPS or LibreOffice"]
fn write_the_sample() {
    let (document, facts) = sample();
    std::fs::create_dir_all("target/docx").unwrap();
    std::fs::write("target/docx/sample.docx", write(&document, &facts).unwrap()).unwrap();
}
