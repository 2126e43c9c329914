use super::*;

/// Two header rows, then groups of three rows under a label in the first column.
fn grouped(groups: usize) -> Table {
    let labels: Vec<String> = (1..=groups).map(|g| format!("第{g}组")).collect();
    let rows: Vec<String> = (1..=groups * 3).map(|r| format!("行{r}")).collect();
    let head: &[_] = &[(0, 1, 1, "组"), (1, 1, 1, "项"), (2, 1, 1, "数")];
    let mut cells: Vec<Vec<(usize, usize, usize, &str)>> = vec![head.to_vec()];
    for r in 0..groups * 3 {
        let mut row = Vec::new();
        if r % 3 == 0 {
            row.push((0, 1, 3, labels[r / 3].as_str()));
        }
        row.extend([(1, 1, 1, rows[r].as_str()), (2, 1, 1, "0")]);
        cells.push(row);
    }
    let slices: Vec<&[_]> = cells.iter().map(Vec::as_slice).collect();
    table(&[40.0, 60.0, 56.0], 1, &slices)
}

fn filler(lines: usize) -> Block {
    text(&"国".repeat(28 * lines))
}

#[test]
fn a_long_table_repeats_its_head_and_breaks_between_groups() {
    let pages = set(vec![Block::Table(grouped(15))]);
    assert_eq!(pages.pages.len(), 2);
    for page in &pages.pages {
        assert!(shows(page, "项"), "the head is on every page");
    }
    // 637.8 pt hold the head and 30 rows of 20 pt; ten groups end there.
    assert!(shows(&pages.pages[0], "行30") && !shows(&pages.pages[0], "行31"));
    assert!(shows(&pages.pages[1], "第11组"));
    assert!(!shows(&pages.pages[1], "第10组"));
}

#[test]
fn every_row_is_on_exactly_one_page() {
    let pages = set(vec![filler(3), Block::Table(grouped(40))]);
    for r in 1..=120 {
        let row = format!("行{r}");
        let on = pages.pages.iter().flat_map(cells).filter(|cell| *cell == (row.clone(), false));
        assert_eq!(on.count(), 1, "{row}");
    }
}

/// For each row of a table, whether it is to stay on the page of the next one.
fn kept(pages: &Pages, block: usize) -> &[bool] {
    match &pages.facts.blocks[block] {
        BlockFacts::Table { kept, .. } => kept,
        other => panic!("{other:?}"),
    }
}

#[test]
fn where_a_page_ends_early_a_chain_of_rows_has_no_room_on_it() {
    let pages = set(vec![filler(3), Block::Table(grouped(40))]);
    let kept = kept(&pages, 1);
    // The label beside each three rows holds them together, and nothing holds two groups.
    assert!((1..=120).all(|row| kept[row] == (row % 3 != 0)), "{kept:?}");
}

#[test]
fn a_group_that_must_break_repeats_its_label() {
    let label = [(0, 1, 40, "结果"), (1, 1, 1, "甲"), (2, 1, 1, "0")];
    let row = [(1, 1, 1, "乙"), (2, 1, 1, "0")];
    let mut rows: Vec<&[_]> = vec![&label];
    rows.resize(40, &row);
    let pages = set(vec![Block::Table(table(&[20.0, 80.0, 56.0], 0, &rows))]);
    assert_eq!(pages.pages.len(), 2);
    assert!(pages.pages.iter().all(|p| shows(p, "结果")));
    // A label that is torn holds nothing together.
    assert!(kept(&pages, 0).iter().all(|kept| !kept));
}

#[test]
fn a_table_moves_whole_to_a_fresh_page_when_this_one_is_a_quarter_full() {
    let whole = || Block::Table(Table { keep_together: true, ..grouped(8) });
    let pages = set(vec![filler(12), whole()]);
    assert_eq!(lines(&pages.pages[0]).len(), 12);
    let rows = kept(&pages, 1).len();
    assert!(kept(&pages, 1)[..rows - 1].iter().all(|kept| *kept), "rows hold on to the next");
    let tall = || Block::Table(Table { keep_together: true, ..grouped(10) });
    let pages = set(vec![filler(5), tall()]);
    assert!(shows(&pages.pages[0], "行1"), "less than a quarter full: the table begins here");
    assert!(kept(&pages, 1)[..rows - 1].iter().any(|kept| !kept));
    // A page that is less than half full stands behind one that is not.
    let pages = set(vec![filler(8), tall(), filler(2), whole()]);
    assert_eq!(lines(&pages.pages[0]).len(), 8);
    assert!(shows(&pages.pages[1], "行1") && shows(&pages.pages[1], "行30"));
}

#[test]
fn a_row_taller_than_a_page_is_cut_between_lines_and_loses_nothing() {
    let long = "字".repeat(2000);
    let row = [(0, 1, 1, "甲"), (1, 1, 1, long.as_str())];
    let pages = set(vec![Block::Table(table(&[20.0, 60.0], 0, &[&row]))]);
    assert!(pages.pages.len() > 2);
    assert_eq!(all_text(&pages).matches('字').count(), 2000);
    let floor = page().height - page().bottom;
    assert!(pages.pages.iter().flat_map(lines).all(|l| l.y < floor));
}

#[test]
fn below_the_end_of_a_cut_row_the_head_is_not_shown_a_second_time() {
    let long = "字".repeat(1000);
    let head = [(0, 1, 1, "项"), (1, 1, 1, "目")];
    let cut = [(0, 1, 1, "甲"), (1, 1, 1, long.as_str())];
    let last = [(0, 1, 1, "乙"), (1, 1, 1, "末")];
    let rows: [&[_]; 3] = [&head, &cut, &last];
    let pages = set(vec![Block::Table(table(&[20.0, 60.0], 1, &rows))]);
    for page in &pages.pages {
        let heads: usize = lines(page).iter().map(|l| l.text.matches('项').count()).sum();
        assert_eq!(heads, 1);
    }
}

#[test]
fn a_head_amid_the_rows_is_not_the_last_on_a_page() {
    // 637.8 pt hold 31 rows of 20 pt; the head would be the 31st.
    let row = [(0, 1, 1, "甲"), (1, 1, 1, "0")];
    let mut rows: Vec<&[_]> = vec![&row; 30];
    let head = [(0, 2, 1, "第二项")];
    rows.extend([&head[..], &row, &row]);
    let mut table = table(&[60.0, 60.0], 0, &rows);
    table.rows[30].cells[0].kind = CellKind::ColumnHead;
    let pages = set(vec![Block::Table(table)]);
    assert_eq!(cells(&pages.pages[0]).len(), 60);
    assert!(shows(&pages.pages[1], "第二项"));
}

#[test]
fn a_head_as_high_as_a_page_is_not_repeated() {
    let long = "字".repeat(300);
    let head = [(0, 1, 1, long.as_str()), (1, 1, 1, "目")];
    let row = [(0, 1, 1, "甲"), (1, 1, 1, "0")];
    let mut rows: Vec<&[_]> = vec![&head];
    rows.resize(60, &row);
    let pages = set(vec![Block::Table(table(&[20.0, 60.0], 1, &rows))]);
    assert_eq!(all_text(&pages).matches('字').count(), 300);
}

#[test]
fn a_head_without_rows_stays_where_it_is() {
    for heads in 1..=3 {
        let head: &[_] = &[(0, 1, 1, "项"), (1, 1, 1, "目")];
        let empty = Block::Table(table(&[20.0, 60.0], heads, &vec![head; heads]));
        let pages = set(vec![filler(3), empty, text("后")]);
        assert_eq!(pages.pages.len(), 1, "{heads}");
        assert!(shows(&pages.pages[0], "项"));
    }
}

#[test]
fn a_row_taller_than_a_page_begins_below_its_head() {
    let long = "字".repeat(1500);
    let head = [(0, 1, 1, "项"), (1, 1, 1, "目")];
    let tall = [(0, 1, 1, "甲"), (1, 1, 1, long.as_str())];
    let pages = set(vec![Block::Table(table(&[20.0, 60.0], 1, &[&head, &tall]))]);
    assert!(pages.pages.len() > 1);
    for page in &pages.pages {
        assert!(shows(page, "项"));
        let text: String = lines(page).iter().map(|l| l.text.as_str()).collect();
        assert!(text.contains('字'), "{text}");
    }
    assert_eq!(all_text(&pages).matches('字').count(), 1500);
}

/// A word processor begins a row that may split where the rows above it end.
#[test]
fn a_row_taller_than_a_page_begins_below_the_rows_above_it() {
    let long = "字".repeat(1500);
    let head = [(0, 1, 1, "项"), (1, 1, 1, "目")];
    let label = [(0, 1, 3, "甲"), (1, 1, 1, "子")];
    let (tall, low) = ([(1, 1, 1, long.as_str())], [(1, 1, 1, "丑")]);
    for above in [0, 10, 16] {
        let rows = table(&[20.0, 60.0], 1, &[&head, &label, &tall, &low]);
        let pages = set(vec![filler(above), Block::Table(rows)]);
        let words: String = lines(&pages.pages[0]).into_iter().map(|line| line.text).collect();
        assert!(words.contains('子') && words.contains('字'), "{above}: {words}");
        for page in &pages.pages[..pages.pages.len() - 1] {
            let lowest = lines(page).iter().map(|line| line.y).fold(0.0, Pt::max);
            assert!(lowest > 742.7 - 20.0, "{above}: no page is left before it is full: {lowest}");
        }
        assert_eq!(all_text(&pages).matches('字').count(), 1500);
        assert!(shows(pages.pages.last().unwrap(), "丑"));
        // Nothing stays with it but the head, nor it with a signature.
        assert_eq!(kept(&pages, 1), [true, false, false, false]);
        let rows = table(&[20.0, 60.0], 1, &[&head, &label, &tall, &low]);
        let signed = pages::signature("甲局", "2023年1月17日", false);
        let pages = set(vec![filler(above), Block::Table(rows), signed]);
        assert_eq!(kept(&pages, 1), [true, false, false, false]);
    }
}

/// The last rows leave with a signature only where they can stand with it.
#[test]
fn rows_above_a_tall_last_row_stay_where_they_have_room() {
    let long = "字".repeat(1500);
    let head = [(0, 1, 1, "项"), (1, 1, 1, "目")];
    let [first, second] = ["甲", "乙"].map(|name| [(0, 1, 1, name), (1, 1, 1, "子")]);
    let tall = [(0, 1, 1, "丙"), (1, 1, 1, long.as_str())];
    for above in [0, 5, 10] {
        let rows = table(&[20.0, 60.0], 1, &[&head, &first, &second, &tall]);
        let signed = pages::signature("甲局", "2023年1月17日", false);
        let pages = set(vec![filler(above), Block::Table(rows), signed]);
        assert!(shows(&pages.pages[0], "乙"), "{above}");
        assert_eq!(all_text(&pages).matches('字').count(), 1500);
    }
}

#[test]
fn rows_give_a_little_when_the_table_fits_but_for_that() {
    let row = [(0, 1, 1, "甲"), (1, 1, 1, "0")];
    let rows: Vec<&[_]> = vec![&row; 10];
    let airy = |keep_together| {
        let mut table = table(&[60.0, 60.0], 0, &rows);
        table.rows.iter_mut().for_each(|row| row.min_height = 24.0);
        Block::Table(Table { keep_together, ..table })
    };
    // 637.8 pt less 14 lines of 28.95 pt: 232.5 pt for 240 pt of rows and a rule.
    let pages = set(vec![filler(14), airy(true), text("后")]);
    assert_eq!(lines(&pages.pages[0]).len(), 14 + 10);
    let BlockFacts::Table { heights, .. } = &pages.facts.blocks[1] else { panic!() };
    assert!(heights.iter().all(|h| (20.4..24.0).contains(h)), "{heights:?}");
    assert!(heights.iter().sum::<Pt>() + 0.5 <= 637.8 - 14.0 * 28.95 + 0.01);
    // A line less of room is more than they give.
    let pages = set(vec![filler(16), airy(true)]);
    let BlockFacts::Table { heights, .. } = &pages.facts.blocks[1] else { panic!() };
    assert!(heights.iter().all(|h| (h - 24.0).abs() < 0.01));
}

#[test]
fn every_edge_is_drawn_once() {
    let head = [(0, 2, 1, "头")];
    let body = [(0, 1, 1, "甲"), (1, 1, 1, "乙")];
    let pages = set(vec![Block::Table(table(&[50.0, 50.0], 0, &[&head, &body]))]);
    let rules: Vec<_> = pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Rule(rule) => Some(*rule),
            _ => None,
        })
        .collect();
    let horizontal = rules.iter().filter(|r| (r.y0 - r.y1).abs() < 1e-9).count();
    let vertical = rules.iter().filter(|r| (r.x0 - r.x1).abs() < 1e-9).count();
    assert_eq!((horizontal, vertical), (3, 3), "{rules:?}");
}

#[test]
fn stacked_labels_stand_one_character_a_line() {
    let mut table = table(&[20.0, 60.0], 0, &[&[(0, 1, 1, "办理结果"), (1, 1, 1, "甲")]]);
    table.rows[0].cells[0].stacked = true;
    let pages = set(vec![Block::Table(table)]);
    let lines = lines(&pages.pages[0]);
    let stack: Vec<_> = lines.iter().filter(|l| l.text != "甲").collect();
    assert_eq!(stack.len(), 4);
    assert!(stack.windows(2).all(|w| (w[1].y - w[0].y - 14.0).abs() < 0.01));
}

/// 此页无正文: below a table the last rows take the signature to its page (GB/T 9704-2012 §7.3.5.5), and the DOCX says
/// so, whatever is edited.
#[test]
fn the_last_rows_of_a_table_stay_with_the_signature() {
    let signed = || pages::signature("甲局", "2023年1月17日", false);
    let rows = |pages: &Pages| {
        (1..=36).map(|r| format!("行{r}")).filter(|r| shows(&pages.pages[0], r)).count()
    };
    for lines in 0..=22 {
        let pages = set(vec![filler(lines), Block::Table(grouped(12)), signed()]);
        let last = pages.pages.last().unwrap();
        assert!(shows(last, "行35") && shows(last, "行36"), "{lines}");
        let kept = kept(&pages, 1);
        assert!(kept[35..].iter().all(|kept| *kept), "{lines}: {kept:?}");
    }
    // Without a signature nothing is kept there, and one row may go on alone.
    let pages = set(vec![text("国"), Block::Table(grouped(12)), text("国")]);
    assert_eq!(kept(&pages, 1).last(), Some(&false));
    assert!(rows(&pages) > 0);
}
