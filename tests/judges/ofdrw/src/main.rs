//! Draws pages of an OFD, and says what is wrong with its references. The pages whose numbers are named, and no others,
//! are drawn at 600 dots to the inch and reduced to 100 by averages. For each page its width and height (two 32-bit
//! numbers) and its grey pixels go to standard output. usage: nianbao-ofdrw FILE [PAGE]...

use ofdrw::OfdDocument;
use std::{
    env,
    error::Error,
    io::{Cursor, Write, stdout},
};

const DPI: f64 = 100.0;
const TIMES: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("usage: nianbao-ofdrw FILE [PAGE]...")?;
    let document = OfdDocument::open(file)?;
    let wrong: Vec<String> = document
        .validate_references()?
        .into_iter()
        // It wants `TypeID`, as the text of GB/T 33190 has it; the schema in annex A knows `NameSpace` alone.
        .filter(|issue| issue.code != "custom_tag_reference")
        .map(|issue| format!("{}: {}: {}", issue.path, issue.code, issue.message))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong.join("; ").into());
    }
    let mut out = stdout().lock();
    for page in arguments {
        let png = document.page_png(page.parse::<usize>()? - 1, DPI * TIMES as f64)?;
        write_reduced(&png, &mut out)?;
    }
    Ok(())
}

fn write_reduced(png: &[u8], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut pixels)?;
    let samples = info.color_type.samples();
    let (width, height) = (info.width as usize, info.height as usize);
    let (columns, rows) = (width / TIMES, height / TIMES);
    let mut sums = vec![0_usize; columns * rows];
    for (y, line) in pixels.chunks_exact(info.line_size).take(rows * TIMES).enumerate() {
        for (x, pixel) in line.chunks_exact(samples).take(columns * TIMES).enumerate() {
            let sum: usize = (0..3).map(|k| usize::from(pixel[k.min(samples - 1)])).sum();
            sums[y / TIMES * columns + x / TIMES] += sum;
        }
    }
    out.write_all(&(columns as u32).to_le_bytes())?;
    out.write_all(&(rows as u32).to_le_bytes())?;
    let full = 3 * TIMES * TIMES;
    let grey: Vec<u8> = sums.iter().map(|sum| ((sum + full / 2) / full) as u8).collect();
    out.write_all(&grey)?;
    Ok(())
}
