//! What layout costs, and that it grows with the pages and not faster.
//!
//! ```sh
//! cargo bench -p nianbao-benches --bench layout
//! ```

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nianbao::{document::Document, layout::layout, render::Kit};
use nianbao_benches::kit;
use std::hint::black_box;

/// A report whose first part has `paragraphs` paragraphs, with the three tables.
fn document(kit: &Kit, paragraphs: usize) -> Document {
    let text = "我乡坚持以公开为常态、不公开为例外，通过政府网站公开政府信息1145条，其中“三公”经费等\
                财政信息14条，做到了领导、部门、人员“三到位”，及时将2026年秋季学期补助公示发布。";
    let body = format!("  {text}\n").repeat(paragraphs);
    let yaml = format!("机关: 某某乡人民政府\n年度: 2026\n总体情况: |\n{body}");
    kit.draw("bench.yaml", yaml.as_bytes()).expect("a report").document
}

fn pages(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    group.sample_size(20);
    let kit = kit();
    for paragraphs in [35, 120, 500, 2000, 2750] {
        let document = document(&kit, paragraphs);
        let pages = layout(&document, &kit.fonts).expect("pages").pages.len();
        group.throughput(Throughput::Elements(pages as u64));
        group.bench_function(BenchmarkId::new("pages", pages), |b| {
            b.iter(|| layout(black_box(&document), &kit.fonts));
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
