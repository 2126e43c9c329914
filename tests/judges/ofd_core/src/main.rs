//! Draws every page of an OFD: those whose numbers are named at 600 dots to the inch, reduced to 100 by averages,
//! the others at 100. For each page its width and height (two 32-bit numbers) and its grey pixels go to
//! standard output. usage: nianbao-ofd-core FILE [PAGE]...

use ofd_core::{OfdReader, RenderOptions};
use std::{
    env,
    error::Error,
    io::{Write as _, stdout},
};

const DPI: f64 = 100.0;
const TIMES: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("usage: nianbao-ofd-core FILE [PAGE]...")?;
    let fine: Vec<usize> = arguments.map(|page| page.parse()).collect::<Result<_, _>>()?;
    let mut reader = OfdReader::open(file)?;
    let body = reader.ofd().doc_bodies.first().ok_or("no document")?.clone();
    let document = reader.load_document(&body)?;
    let mut out = stdout().lock();
    for page in 0..document.pages().len() {
        let times = if fine.contains(&(page + 1)) { TIMES } else { 1 };
        let options = RenderOptions::with_dpi(DPI * times as f64);
        let drawn = reader.render_page(&document, page, &options)?;
        let (width, height) = (drawn.width() as usize, drawn.height() as usize);
        let (columns, rows) = (width / times, height / times);
        let mut sums = vec![0_usize; columns * rows];
        for (y, line) in drawn.data().chunks_exact(width * 4).take(rows * times).enumerate() {
            for (x, pixel) in line.chunks_exact(4).take(columns * times).enumerate() {
                let sum: usize = pixel.iter().take(3).map(|part| usize::from(*part)).sum();
                sums[y / times * columns + x / times] += sum;
            }
        }
        out.write_all(&(columns as u32).to_le_bytes())?;
        out.write_all(&(rows as u32).to_le_bytes())?;
        let full = 3 * times * times;
        let grey: Vec<u8> = sums.iter().map(|sum| ((sum + full / 2) / full) as u8).collect();
        out.write_all(&grey)?;
    }
    Ok(())
}
