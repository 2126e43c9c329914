//! The kinds of attacks that once broke the program, each with what holds it now: a case of the table, or a
//! test of its own. A name that is no case and no test fails.

use super::case::Case;
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

/// What an attack did, and the cases and tests that hold it.
struct Row {
    id: &'static str,
    was: &'static str,
    held: &'static [&'static str],
}

const fn row(id: &'static str, was: &'static str, held: &'static [&'static str]) -> Row {
    Row { id, was, held }
}

const ROWS: [Row; 83] = [
    row(
        "A1",
        "a report with a name in GBK, or a dangling link, left out of the sum without a word",
        &[
            "names_in_gbk_are_taken_and_a_link_to_nowhere_stops_the_sum",
            "a sum of which one part is a link to nowhere",
        ],
    ),
    row(
        "A2",
        "a device, pipe or folder replaced by a file",
        &[
            "a listing into a device",
            "a listing into a pipe",
            "a new report in the place of a pipe",
        ],
    ),
    row(
        "A3",
        "an old file gone when the second of a pair could not be put in place",
        &[
            "a_second_file_that_cannot_be_put_in_place_takes_the_first_one_back",
            "what_must_not_go_is_put_back_with_all_that_was_replaced_before_it",
        ],
    ),
    row(
        "A4",
        "owner, group, attributes and other names lost by `check --fix`",
        &[
            "a_fix_keeps_the_mode_the_link_and_the_other_name",
            "a_fix_keeps_the_owner_and_the_attributes",
            "what_is_written_over_keeps_its_other_names_and_leaves_nothing",
            "after_a_cut_the_old_text_stays_until_somebody_has_looked",
        ],
    ),
    row(
        "A5",
        "what an editor saved meanwhile written over",
        &[
            "a_file_that_somebody_saved_since_is_not_rewritten",
            "what_must_not_go_is_put_back_with_all_that_was_replaced_before_it",
        ],
    ),
    row("A6", "a YAML not on the disk when it is put in place", &["scripts/power_cut.py"]),
    row(
        "B1",
        "a chain of operators overflowing the stack",
        &["30,000 signs of minus", "41,000 filters", "66,000 calls", "100,000 times `and`"],
    ),
    row(
        "B2",
        "repeated lists in one line eating the memory",
        &["a list of 10¹² as text", "two lists of 10¹² compared", "a range that is repeated"],
    ),
    row(
        "B3",
        "lists in lists overflowing the stack when dropped or used",
        &["a list 120,000 deep, dropped", "a list 60,000 deep, as text", "dict(a=…) in itself"],
    ),
    row(
        "B4",
        "a list twice in itself, sixty times, walked for ever",
        &["2⁶⁰ values, compared", "2⁶⁰ values, sorted", "2⁶⁰ values, as text", "`debug()`"],
    ),
    row(
        "B5",
        "a template that cannot be compiled",
        &["40,000 additions in a template", "60,000 times `elif`"],
    ),
    row("B", "the units after an attacker not made", &["no_report_takes_the_others_with_it"]),
    row("C1", "wrong expressions in bulk", &["50,000 wrong expressions"]),
    row(
        "C2",
        "one long paragraph",
        &[
            "300 KB of padded dates in one paragraph, checked",
            "300 KB of padded dates between quotation marks, checked",
            "300 KB of document numbers in one paragraph, checked",
            "300 KB of open brackets in one paragraph, checked",
            "100 KB of counts in one paragraph, checked",
        ],
    ),
    row("C3", "JSON of many findings", &["40,000 findings as JSON"]),
    row("C4", "styles each on the one before", &["4,000 styles, each on the one before"]),
    row("C5", "a long list of units", &["a list of 80,000 units"]),
    row(
        "C6",
        "two million steps for each expression",
        &["2,000 expressions of 100,000 steps each"],
    ),
    row(
        "C7",
        "`watch` of many files",
        &[
            "some_of_a_hundred_thousand_are_picked_in_no_time",
            "the_first_of_thousands_is_made_at_once",
        ],
    ),
    row("C8", "a long name made short", &["the short form of a name of 128,000 characters"]),
    row("C9", "memory of `summarize`", &["the_sum_holds_no_report"]),
    row(
        "D1",
        "the example of a template read through links, from pipes",
        &["an example of a template that is a link", "an example of a template that is a pipe"],
    ),
    row(
        "D2",
        "`watch` walking links",
        &["files_come_by_name_down_to_a_level_and_links_are_not_followed"],
    ),
    row("D3", "a listing into a pipe", &["a listing into a pipe", "a listing into a device"]),
    row(
        "D4",
        "county.yaml and reports read through links",
        &["a county.yaml that is a link", "a report in a folder that is a link"],
    ),
    row(
        "E1",
        "escape sequences on the screen",
        &["an escape sequence as a key", "a_name_is_shown_on_one_line_and_readably"],
    ),
    row(
        "E2",
        "a seal two folders down not watched",
        &["a_seal_and_a_backup_with_its_old_time_are_seen"],
    ),
    row(
        "E3",
        "a change that keeps length and time not seen",
        &["a_seal_and_a_backup_with_its_old_time_are_seen"],
    ),
    row(
        "E4",
        "temporary files left by a killed `check --fix`",
        &["a_fix_sweeps_what_a_killed_one_left"],
    ),
    row("E5", "mode and owner of an output lost", &["an_output_stays_whose_it_was"]),
    row(
        "E6",
        "`check` finding nothing where `render` refuses",
        &["a check of an expression that nobody knows"],
    ),
    row(
        "E7",
        "full-width signs at the head of a name taken for formulas",
        &["signs_that_a_spreadsheet_computes_are_text"],
    ),
    row(
        "E8",
        "lengths beyond what Word knows",
        &[
            "an indent of 3,000 millimetres",
            "an indent of 300 characters",
            "a page number a metre below the text",
            "a row as high as three pages",
        ],
    ),
    row("E9", "a date before 1900", &["a_date_before_the_calendar_of_spreadsheets_is_no_defect"]),
    row(
        "+1",
        "ten thousand reports of one name telling each of all",
        &["ten_thousand_of_one_name_are_told_in_few_words"],
    ),
    row(
        "+2",
        "a report all of whose text is years",
        &["300 KB of old years in one paragraph, checked"],
    ),
    row(
        "+3",
        "a report all of whose text denies",
        &["100 KB of denials in one paragraph, checked"],
    ),
    row(
        "+4",
        "mail and web addresses without end",
        &[
            "300 KB of mail addresses in one paragraph, checked",
            "300 KB of web addresses in one paragraph, checked",
        ],
    ),
    row(
        "+5",
        "a folder of a report's name, a hidden report, a second county.yaml left out without a word",
        &[
            "a folder called .yaml beside reports",
            "a link to a folder called .yaml beside reports",
            "a hidden report",
            "a sum beside a hidden part",
            "a county.yaml and a county.yml",
            "what_is_called_a_report_and_cannot_be_taken_is_told",
        ],
    ),
    row(
        "+6",
        "`watch` silent about a file that becomes a pipe, a link, unreadable, or goes",
        &["what_becomes_a_pipe_or_a_link_or_goes_is_told_and_the_others_are_made"],
    ),
    row(
        "+7",
        "half of an old text called whole; a program ended by a limit of the system in the middle of a file",
        &[
            "a_file_that_may_not_grow_is_told_and_stays_whole",
            "a_fix_that_is_killed_leaves_one_whole_text_at_least",
            "what_a_killed_run_left_is_swept_by_whatever_writes_there",
            "a file larger than the system allows",
            "a report whose mending was cut off",
        ],
    ),
    row(
        "+8",
        "keys that nobody knows in bulk, each sought among all names",
        &[
            "80,000 keys that nobody knows, checked",
            "80,000 rows that nobody knows, checked",
            "80,000 keys of a county that nobody knows",
            "9,000 keys of a style that nobody knows",
            "9,000 styles of one slip each",
        ],
    ),
    row(
        "+9",
        "a name as long as the file, told whole",
        &[
            "a key of 900 KB",
            "an expression of a name of 900 KB",
            "a date of 900 KB",
            "a title of 900 KB",
            "a template of a name of 900 KB",
            "long_names_are_cut_and_the_words_around_them_stay",
        ],
    ),
    row(
        "+10",
        "a workbook that holds every cell of a thousand units",
        &[
            "the_sum_holds_no_report",
            "the_workbook_has_the_form_with_a_row_a_unit_and_the_same_bytes_twice",
        ],
    ),
    row(
        "+11",
        "`[0]*3+[1]` refused",
        &[
            "a repeated list with one more",
            "a list repeated too often, with one more",
            "sums of sums of repeated lists",
        ],
    ),
    row("+12", "ten of these among a thousand reports", &["scripts/thousand.py"]),
    row(
        "+13",
        "half a million values under 附加, each read, checked and placed",
        &["500,000 items under 附加, checked", "80,000 keys under 附加, checked"],
    ),
    row(
        "+14",
        "`watch` ended by a report that may not be read, or silent about it",
        &["a_file_that_may_not_be_read_is_told_once_and_made_when_it_may_be"],
    ),
    row(
        "+15",
        "a link in the place of an output replaced by a file",
        &[
            "a link in the place of the PDF",
            "a_link_in_the_place_of_an_output_stays_unless_it_leads_to_what_the_program_made",
        ],
    ),
    row(
        "+16",
        "a mended file that others may read, since its folder hands out rights",
        &["a_fix_lets_nobody_read_who_could_not"],
    ),
    row(
        "+17",
        "a Word file, page or PDF in a folder read through a link",
        &["no_file_of_any_kind_is_read_through_a_link_in_a_folder"],
    ),
    row(
        "+18",
        "what somebody saved while a file with two names was mended cut off or lost",
        &["what_is_saved_while_a_file_is_written_over_is_told_and_not_cut_off"],
    ),
    row(
        "+19",
        "`.yaml`, or a name that only looks like a report's, left out without a word",
        &["a_report_whose_name_has_more_than_one_sees_is_told"],
    ),
    row(
        "+20",
        "a folder called as a template's file passed over",
        &["a template folder with a folder called styles.yaml"],
    ),
    row(
        "+21",
        "old text left behind without a word where it could not be removed",
        &["what_cannot_be_removed_is_told_with_its_place"],
    ),
    row(
        "+22",
        "`--clean` taking the files of a report that could only not be written",
        &["files_of_a_report_that_could_only_not_be_written_stay_where_they_are"],
    ),
    row(
        "+23",
        "`--force` writing over a file whose old text waits for somebody to look",
        &["a_file_whose_old_text_waits_is_not_replaced"],
    ),
    row(
        "+24",
        "text that is attached under the name of a YAML handed out as one",
        &["what_cannot_be_read_is_told_apart"],
    ),
    row(
        "+25",
        "a text that many cells share, a cell that is repeated, a note with many marks: gigabytes from kilobytes",
        &[
            "a text of 100,000 characters that 3,000 cells share",
            "a cell of 300,000 characters, 30 times in each of 30 rows",
            "a thousand cells of a row, each a thousand times",
            "a sheet of a name of a million characters",
            "a footnote of 300,000 characters with 20,000 marks",
            "numbers of a million parts each",
            "what_is_made_often_is_counted_each_time",
        ],
    ),
    row(
        "+26",
        "a long paragraph, and millions of empty rows, eating the memory",
        &[
            "a paragraph of 9,000,000 characters",
            "a table of 3,500,000 rows without cells",
            "3,500,000 empty tables",
            "a page of 60 MB of text",
            "a page with a picture's name of 60 MB",
            "45 MB of plain text",
            "a page of one text of 7 MB",
        ],
    ),
    row(
        "+27",
        "attributes of one tag, each compared with all before it",
        &[
            "a tag of 500,000 attributes",
            "390 formats of 90 attributes, and 5,000 more of that name",
            "a cell of 300,000 attributes",
            "a paragraph of 300,000 attributes",
            "an element of a template of 100,000 attributes",
            "tags_of_more_attributes_than_any_has_stop_the_parser",
        ],
    ),
    row(
        "+28",
        "pages of zero bytes, of tables, of parts",
        &[
            "63 MB of zero bytes as a page",
            "400,000 tables, each with a letter in it",
            "300,000 heads of parts without an end",
            "300,000 parts with next to nothing in them",
        ],
    ),
    row("+29", "the same row on every line", &["49,000 times the same row as text"]),
    row(
        "+30",
        "long lists on one line, and characters of all kinds that cannot be printed",
        &[
            "500,000 pictures of seals on one line, checked",
            "all characters of a private plane, 14 times, checked",
        ],
    ),
    row(
        "+31",
        "merged cells, columns, fields and steps without end",
        &[
            "the same cells merged 20,000 times",
            "300,000 columns over as many cells",
            "200,000 fields in one another",
            "60,000 texts, each moved 400,000 times",
        ],
    ),
    row(
        "+32",
        "marks that nobody sees on the screen",
        &[
            "marks of direction in an argument",
            "tags and joiners in an argument",
            "the name of a file with a space of no width",
            "a key with marks that are not seen",
            "what_has_no_ink_is_shown_and_the_form_of_a_hanzi_stays",
        ],
    ),
    row(
        "+33",
        "a font in which few shapes are made of many: drawn for ever, in every format",
        &[
            "30 shapes, each made of the next twice",
            "shapes_that_come_to_more_than_any_are_refused_before_they_are_drawn",
        ],
    ),
    row(
        "+34",
        "a PostScript font in which programs call others: drawn for ever",
        &[
            "programs that call ten others each, nine deep",
            "shapes_that_come_to_more_than_any_are_refused_before_they_are_drawn",
        ],
    ),
    row(
        "+35",
        "a damaged font, taken in, that ended every report of a county, in English at times",
        &[
            "a font whose head is empty",
            "a font of no unit to the em",
            "a font whose offsets are of a kind 7",
            "a font whose hhea is cut",
            "a font whose maxp is all ones",
            "a PostScript font whose table of shapes is noise",
            "a_font_that_was_taken_in_ends_no_report_whatever_table_is_damaged",
        ],
    ),
    row(
        "+36",
        "a table pasted as text, read again for each of its lines",
        &["20,000 lines pasted as a table, checked", "many_lines_of_a_table_are_parted_at_once"],
    ),
    row(
        "+37",
        "a finding for each of a million characters: a gigabyte",
        &["1,310,000 marks without their other half, checked"],
    ),
    row(
        "+43",
        "a file that becomes a pipe or a link between the look and the opening",
        &[
            "opening_neither_waits_for_a_pipe_nor_follows_a_link",
            "what_was_found_and_becomes_a_link_is_not_read_through_it",
        ],
    ),
    row(
        "+44",
        "temporary files that something takes away each time",
        &["what_takes_every_temporary_file_away_is_told"],
    ),
    row(
        "+45",
        "what is saved under the name of an output while a county is added up",
        &["what_was_saved_since_the_look_is_not_replaced"],
    ),
    row(
        "+46",
        "what is added to a file with a second name while it is mended",
        &["what_is_added_behind_a_text_as_long_as_the_old_one_stays"],
    ),
    row(
        "+50",
        "an error in a template or at no line, of which nobody knew in which of hundreds of reports it was",
        &[
            "an_error_in_a_template_or_at_no_line_names_its_report",
            "hundreds_that_fail_at_one_place_of_their_template_are_all_named",
        ],
    ),
    row(
        "+51",
        "`import --force` writing the YAML of one file over that of another of its name",
        &[
            "two_inputs_whose_yaml_would_have_one_name_are_refused_and_the_others_imported",
            "no_command_writes_over_what_it_reads",
        ],
    ),
    row(
        "+52",
        "`import --force` reading a YAML as prose and replacing it; `render` of a Word file that it made, and `form` of a form, replacing what they read",
        &[
            "a_yaml_is_told_as_one_and_no_input_is_an_output",
            "no_command_writes_over_what_it_reads",
        ],
    ),
    row(
        "+53",
        "`甲。yaml`, `甲 yaml`, `甲yaml`, `甲.yam` left out without a word",
        &[
            "every_command_tells_what_a_slip_in_its_name_leaves_out",
            "a_slip_in_the_extension_is_told_whatever_it_is",
            "other_files_of_an_office_are_left_alone",
            "copies_and_backups_beside_their_reports_change_no_exit_code",
        ],
    ),
    row(
        "+54",
        "names that differ in the composition of a letter, which macOS holds for one",
        &["names_that_some_system_holds_for_one_are_refused"],
    ),
    row(
        "+47",
        "folders of the program's own that are links, and a county's name in the path of a workbook",
        &["nothing_is_written_through_a_link_below_the_folder", "a_county_s_name_leads_nowhere"],
    ),
    row(
        "+48",
        "hundreds of thousands of short paragraphs within the bound of bytes",
        &["a text of more lines than any report has"],
    ),
    row("+49", "reasons of the system in English", &["a_reason_is_no_english"]),
];

/// Every function and script there is, by name.
fn tests() -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for part in text.split("#[test]").skip(1) {
                    let name = part.split_once("fn ").and_then(|(_, rest)| rest.split_once('('));
                    found.extend(name.map(|(name, _)| name.to_owned()));
                }
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    walk(&root.join("src"), &mut found);
    walk(&root.join("tests/it"), &mut found);
    for script in fs::read_dir(root.join("scripts")).unwrap() {
        found.insert(format!("scripts/{}", script.unwrap().file_name().to_str().unwrap()));
    }
    found
}

/// The rows as a table.
pub fn table(cases: &[Case]) -> String {
    let tests = tests();
    let mut text =
        "\n## Attacks, and what holds them\n\n| Row | What it did | Held by |\n|---|---|---|\n"
            .to_owned();
    for row in &ROWS {
        let held = row.held.iter().map(|name| {
            if tests.contains(*name) {
                return format!("`{name}`");
            }
            assert!(
                cases.iter().any(|case| case.given == *name),
                "{}: no case, no test: {name}",
                row.id
            );
            (*name).to_owned()
        });
        let held: Vec<_> = held.collect();
        let _ = writeln!(text, "| {} | {} | {} |", row.id, row.was, held.join("; "));
    }
    // What scripts measured: a test would take too long for it.
    let figures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/kills.md");
    text + &fs::read_to_string(figures).unwrap()
}
