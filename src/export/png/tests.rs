//! Pages in pixels, read back by another program.

use super::Resolution;
use crate::{
    document::Color,
    export::Format,
    layout::{Fill, Item, Rule},
    render::{Kit, Wishes},
    template::Template,
};

const REPORT: &str = "机关: 某某乡人民政府\n年度: 2022\n总体情况: 平稳有序。\n";

struct Picture {
    width: u32,
    height: u32,
    channels: usize,
    samples: Vec<u8>,
    per_metre: u32,
}

impl Picture {
    fn of(file: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut samples).unwrap();
        reader.finish().unwrap();
        Self {
            width: frame.width,
            height: frame.height,
            channels: frame.color_type.samples(),
            samples,
            per_metre: reader.info().pixel_dims.unwrap().xppu,
        }
    }

    fn at(&self, x: u32, y: u32) -> &[u8] {
        let from = (y * self.width + x) as usize * self.channels;
        &self.samples[from..from + self.channels]
    }
}

/// The first page with other ink.
fn drawn(dpi: u16, items: Vec<Item>) -> Picture {
    let wishes = Wishes { resolution: Some(Resolution(dpi)), ..Wishes::default() };
    let kit = Kit { wishes, ..Kit::new(Template::builtin().unwrap()) };
    let read = kit.read("某某乡.yaml", REPORT.as_bytes()).unwrap();
    let drawn = kit.draw_read(REPORT.as_bytes(), read).unwrap();
    let mut pages = kit.set(&drawn).unwrap();
    pages.pages.truncate(1);
    if !items.is_empty() {
        pages.pages[0].items = items;
    }
    Picture::of(&kit.write(&drawn, &pages, Format::PNG).unwrap()[0].bytes)
}

#[test]
fn a_page_is_as_large_as_its_resolution_says_and_grey_where_nothing_is_coloured() {
    for (dpi, width, height) in [(72, 596, 842), (144, 1191, 1684)] {
        let picture = drawn(dpi, Vec::new());
        assert_eq!((picture.width, picture.height, picture.channels), (width, height, 1));
        assert_eq!(picture.per_metre, (f64::from(dpi) / 0.0254).round() as u32);
        let ink = picture.samples.iter().filter(|sample| **sample < 64).count();
        assert!((300..picture.samples.len() / 10).contains(&ink), "{ink}");
        assert_eq!(picture.at(0, 0), [255]);
    }
}

#[test]
fn rules_stand_on_whole_pixels_and_fills_have_their_colours() {
    let red = Color { r: 192, g: 0, b: 0 };
    let rule = Rule { x0: 10.3, y0: 20.3, x1: 40.3, y1: 20.3, width: 0.5, color: Color::BLACK };
    let fill = Fill { x: 10.0, y: 40.0, width: 20.0, height: 20.0, color: red };
    let picture = drawn(72, vec![Item::Rule(rule), Item::Fill(fill)]);
    assert_eq!(picture.channels, 3);
    let column: Vec<&[u8]> = (18..24).map(|y| picture.at(25, y)).collect();
    let (black, white): (&[u8], &[u8]) = (&[0; 3], &[255; 3]);
    assert_eq!(column, [white, white, black, white, white, white]);
    assert_eq!(picture.at(15, 45), [192, 0, 0]);
    assert_eq!(picture.at(35, 45), white);
}
