//! Pages as text: what the engine did, line by line, for tests and for the curious.

use super::{Item, Pages};
use std::fmt::Write;

/// Prints pages, one glyph run, rule, fill or picture a line, in painting order, lengths in points.
pub fn emit(pages: &Pages) -> String {
    let mut out = String::new();
    for (i, page) in pages.pages.iter().enumerate() {
        let _ = writeln!(out, "page {} {:.2}x{:.2}", i + 1, page.width, page.height);
        for item in &page.items {
            match item {
                Item::Glyphs(run) => {
                    let text: String = run.glyphs.iter().map(|g| g.ch).collect();
                    let end = run.x + run.glyphs.iter().map(|g| g.advance).sum::<f64>();
                    let _ = writeln!(
                        out,
                        "  {:7.2}..{end:<7.2} {:7.2}  f{} {}pt {text}",
                        run.x, run.y, run.face.0, run.size
                    );
                }
                Item::Rule(r) => {
                    let _ = writeln!(
                        out,
                        "  rule {:.2},{:.2} {:.2},{:.2} w{}",
                        r.x0, r.y0, r.x1, r.y1, r.width
                    );
                }
                Item::Fill(f) => {
                    let _ = writeln!(
                        out,
                        "  fill {:.2},{:.2} {:.2}x{:.2} #{:02x}{:02x}{:02x}",
                        f.x, f.y, f.width, f.height, f.color.r, f.color.g, f.color.b
                    );
                }
                Item::Image(i) => {
                    let (x, y, width, height) = (i.x, i.y, i.width, i.height);
                    let _ = writeln!(
                        out,
                        "  image {x:.2},{y:.2} {width:.2}x{height:.2} {}",
                        i.image.name
                    );
                }
            }
        }
    }
    out
}
