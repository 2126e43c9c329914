//! What each stage of one report costs, and the floor: what is left when nothing is done but to
//! compress the bytes of both files and to write them.
//!
//! ```sh
//! cargo bench -p nianbao-benches --bench stages
//! ```

use criterion::{Criterion, criterion_group, criterion_main};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use libdeflater::{CompressionLvl, Compressor};
use nianbao::{
    check::{self, Context},
    export::Format,
    render::Kit,
    template,
};
use nianbao_benches::kit;
use std::{fs, hint::black_box, io::Read};

const NAME: &str = "铜厂彝族乡.yaml";
/// The one real report among the examples.
const YAML: &[u8] = include_bytes!("../examples/yimen/铜厂彝族乡.yaml");

fn stages(c: &mut Criterion) {
    let kit = kit();
    let read = kit.read(NAME, YAML).expect("a report").input;
    let report = read.report().expect("a report");
    let drawn = kit.draw(NAME, YAML).expect("a document");
    let pages = kit.set(&drawn).expect("pages");
    let mut group = c.benchmark_group("stages");
    group.bench_function("load", |b| b.iter(|| kit.read(NAME, black_box(YAML))));
    group.bench_function("check", |b| {
        b.iter(|| check::check(black_box(report), &Context::default()));
    });
    group.bench_function("template", |b| {
        b.iter(|| template::render(&kit.template, black_box(report), None));
    });
    group.bench_function("layout", |b| b.iter(|| kit.set(black_box(&drawn))));
    group.bench_function("docx", |b| {
        b.iter(|| kit.write(black_box(&drawn), &pages, Format::DOCX));
    });
    group.bench_function("pdf", |b| {
        b.iter(|| kit.write(black_box(&drawn), &pages, Format::PDF));
    });
    group.bench_function("report", |b| b.iter(|| files(&kit)));
    group.finish();
}

/// Both files of the report.
fn files(kit: &Kit) -> [Vec<u8>; 2] {
    let drawn = kit.draw(NAME, black_box(YAML)).expect("a document");
    let pages = kit.set(&drawn).expect("pages");
    let write = |format| kit.write(&drawn, &pages, format).expect("a file").remove(0).bytes;
    [Format::DOCX, Format::PDF].map(write)
}

fn floor(c: &mut Criterion) {
    let files = files(&kit());
    let pieces = pieces(&files);
    let folder = tempfile::tempdir().expect("a folder");
    let mut compressor = Compressor::new(CompressionLvl::new(1).expect("a level"));
    let mut room = vec![0; pieces.iter().map(Vec::len).max().unwrap_or(0) * 2 + 64];
    let mut group = c.benchmark_group("floor");
    group.bench_function("compress", |b| {
        b.iter(|| {
            for piece in &pieces {
                black_box(compressor.zlib_compress(piece, &mut room)).expect("room");
            }
        });
    });
    group.bench_function("write", |b| {
        b.iter(|| {
            for (name, bytes) in ["a.docx", "a.pdf"].iter().zip(&files) {
                fs::write(folder.path().join(name), bytes).expect("a file");
            }
        });
    });
    group.finish();
}

/// Everything in both files that is compressed, as it was before.
fn pieces([docx, pdf]: &[Vec<u8>; 2]) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a zip");
    for index in 0..package.len() {
        let mut piece = Vec::new();
        let mut part = package.by_index_raw(index).expect("a part");
        part.read_to_end(&mut piece).expect("its bytes");
        pieces.push(inflated(DeflateDecoder::new(&*piece)));
    }
    // Streams stand between these two words; ours never hold them.
    let mut rest = pdf.as_slice();
    while let Some(start) = find(rest, b"stream\n") {
        rest = &rest[start + b"stream\n".len()..];
        let end = find(rest, b"endstream").expect("the end of a stream");
        pieces.push(inflated(ZlibDecoder::new(&rest[..end])));
        rest = &rest[end + b"endstream".len()..];
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn inflated(mut reader: impl Read) -> Vec<u8> {
    let mut piece = Vec::new();
    // What was not compressed is no matter of this floor.
    let _ = reader.read_to_end(&mut piece);
    piece
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

criterion_group!(benches, stages, floor);
criterion_main!(benches);
