//! Baselines: what is written, what a later check reports, and what happens to the baseline where files move, go, or cannot be checked.

use tablewarden_wire::{EntryKind, Outcome, Report};

use crate::invented::{Invented, Ran};

/// A template with a table for each of these names.
fn tables(names: &str) -> String {
    let table = |name| format!("  {name}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: X\n");
    ["Resources:\n".to_owned()].into_iter().chain(names.split(' ').map(table)).collect()
}

/// A host with these templates, each with the tables behind its name.
fn host(files: &[(&str, &str)]) -> Invented {
    let mut host = Invented::new(&[]);
    for (name, names) in files {
        host.write(name, tables(names).as_bytes());
    }
    host
}

/// The files and places that a baseline has of one rule, as `file place`.
fn has(host: &Invented, path: &str) -> Vec<String> {
    let baseline: serde_json::Value = serde_json::from_str(&host.text(path)).unwrap();
    assert_eq!(baseline["version"], 1);
    let files = baseline["files"].as_object().unwrap();
    let findings =
        files.iter().flat_map(|(file, findings)| findings.as_array().unwrap().iter().map(move |one| (file, one)));
    let of_rule = findings
        .filter(|(_, one)| one["rule"] == "DDB-V003" && one["place"].as_str().unwrap().ends_with("BillingMode"));
    of_rule.map(|(file, one)| format!("{file} {}", one["place"].as_str().unwrap().split('/').nth(2).unwrap())).collect()
}

fn report(host: &mut Invented, line: &str) -> Report {
    serde_json::from_str(&host.run(&format!("check --format json {line}")).stdout).unwrap()
}

/// How many findings are new, known and gone.
fn counts(host: &mut Invented, line: &str) -> [usize; 3] {
    let report = report(host, line);
    let baseline = report.baseline.unwrap_or_default();
    let new = report.files.iter().map(|file| file.findings.len()).sum();
    let known: usize = report.files.iter().map(|file| file.known.len()).sum();
    assert_eq!(known, baseline.known as usize);
    [new, known, baseline.gone as usize]
}

fn is(ran: &Ran, code: u8, out: &str, error: &str) {
    assert!(ran.code == code && ran.stdout.contains(out) && ran.stderr.contains(error), "{ran:?}");
    assert_eq!(error.is_empty(), ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn what_was_found_is_known_and_what_comes_is_new() {
    let mut host = host(&[("a.yaml", "A"), ("in/b.yaml", "B")]);
    assert_eq!(host.run("check .").code, 1);
    let ran = host.run("check --write-baseline known.json .");
    is(&ran, 0, " findings in 2 templates. Check with `--baseline known.json`.\n", "");
    assert!(ran.stdout.contains("Wrote the baseline `known.json`: ") && ran.stdout.contains("no new problems found"));
    assert!(host.is_tidy());
    assert_eq!(has(&host, "known.json"), ["a.yaml A", "in/b.yaml B"]);
    is(&host.run("check --baseline known.json ."), 0, "no new problems found, ", "");
    let [new, all, gone] = counts(&mut host, "--baseline known.json .");
    assert_eq!((new, gone), (0, 0));
    host.write("a.yaml", tables("Z A").as_bytes());
    let ran = host.run("check --baseline known.json .");
    assert!(ran.code == 1 && ran.stdout.contains("Table `Z`") && !ran.stdout.contains("Table `A`"), "{ran:?}");
    let [new, known, gone] = counts(&mut host, "--baseline known.json .");
    // The one about the alarms of all tables is new, because it is about another one too.
    assert!(new > 0 && known == all - 1 && gone == 0);
    assert_eq!(counts(&mut host, "."), [new + known, 0, 0]);
}

#[test]
fn only_what_is_new_decides_and_by_its_severity() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --write-baseline known.json a.yaml");
    host.write("b.yaml", b"Resources:\n  B: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: a, AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: HASH}], BillingMode: PAY_PER_REQUEST}}\n");
    let line = "check --baseline known.json a.yaml b.yaml --fail-on";
    assert_eq!(host.run(&format!("{line} error")).code, 0);
    assert_eq!(host.run(&format!("{line} note")).code, 1);
    assert_eq!(host.run("check --fail-on error a.yaml").code, 1);
}

#[test]
fn what_is_gone_is_counted_and_written_out_of_it() {
    let mut host = host(&[("a.yaml", "A B"), ("c.yaml", "C")]);
    host.run("check --write-baseline known.json .");
    host.write("a.yaml", tables("A").as_bytes());
    let [new, _, gone] = counts(&mut host, "--baseline known.json .");
    assert!(new == 0 && gone > 0);
    let ran = host.run("check --baseline known.json .");
    is(&ran, 0, " known findings are gone. Run the check with `--write-baseline known.json`", "");
    let ran = host.run("check --write-baseline known.json .");
    is(&ran, 0, "Wrote the baseline", "");
    assert!(!ran.stdout.contains(" gone"), "{ran:?}");
    assert_eq!(has(&host, "known.json"), ["a.yaml A", "c.yaml C"]);
    assert_eq!(counts(&mut host, "--baseline known.json .")[2], 0);
    is(&host.run("check --write-baseline known.json ."), 0, "The baseline `known.json` is up to date: ", "");
}

#[test]
fn files_that_are_not_checked_stay_in_it() {
    let mut host = host(&[("a.yaml", "A"), ("b.yaml", "B"), ("in/c.yaml", "C")]);
    host.run("check --write-baseline known.json .");
    host.write("a.yaml", tables("A D").as_bytes());
    assert_eq!(counts(&mut host, "--baseline known.json a.yaml")[2], 0);
    host.run("check --write-baseline known.json a.yaml");
    assert_eq!(has(&host, "known.json"), ["a.yaml A", "a.yaml D", "b.yaml B", "in/c.yaml C"]);
    host.run("check --write-baseline known.json --exclude b.yaml .");
    assert_eq!(has(&host, "known.json"), ["a.yaml A", "a.yaml D", "b.yaml B", "in/c.yaml C"]);
}

#[test]
fn a_file_that_is_not_there_any_more_is_gone_where_its_folder_is_checked() {
    let mut host = host(&[("in/a.yaml", "A"), ("out/b.yaml", "B"), ("c.yaml", "C")]);
    host.run("check --write-baseline known.json .");
    host.remove("in/a.yaml");
    host.remove("out/b.yaml");
    host.write("in/other.yaml", tables("X").as_bytes());
    host.write("in/third.yaml", tables("Y").as_bytes());
    let one = counts(&mut host, "--baseline known.json in")[2];
    assert!(one > 0);
    assert_eq!(counts(&mut host, "--baseline known.json .")[2], 2 * one);
    assert_eq!(counts(&mut host, "--baseline known.json c.yaml")[2], 0);
    host.run("check --write-baseline known.json in");
    assert_eq!(has(&host, "known.json"), ["c.yaml C", "in/other.yaml X", "in/third.yaml Y", "out/b.yaml B"]);
}

#[test]
fn what_was_known_of_a_file_that_moved_is_known() {
    let mut host = host(&[("in/a.yaml", "A"), ("in/old.yaml", "O"), ("c.yaml", "C")]);
    host.run("check --write-baseline known.json .");
    let all = counts(&mut host, "--baseline known.json .");
    host.remove("in/a.yaml");
    host.remove("in/old.yaml");
    host.write("out/a.yaml", tables("A").as_bytes());
    host.write("in/new.yaml", tables("O").as_bytes());
    assert_eq!(counts(&mut host, "--baseline known.json ."), all);
    let [new, known, gone] = counts(&mut host, "--baseline known.json out/a.yaml");
    assert!(new == 0 && known > 0 && gone == 0);
    host.run("check --write-baseline known.json .");
    assert_eq!(has(&host, "known.json"), ["c.yaml C", "in/new.yaml O", "out/a.yaml A"]);
    // A copy is new.
    host.write("copy/a.yaml", tables("A").as_bytes());
    assert!(counts(&mut host, "--baseline known.json .")[0] > 0);
}

#[test]
fn paths_are_from_the_folder_of_the_baseline_on() {
    let mut host = host(&[("shop/infra/a.yaml", "A"), ("other/b.yaml", "B")]);
    host.run("check --write-baseline shop/known.json .");
    assert_eq!(has(&host, "shop/known.json"), ["../other/b.yaml B", "infra/a.yaml A"]);
    for (folder, line) in [
        ("/work", "--baseline shop/known.json --root shop ."),
        ("/work/shop", "--baseline known.json .. infra"),
        ("/work/shop/infra", "--baseline ../known.json a.yaml /work/other/b.yaml"),
    ] {
        host.surroundings.working_dir = folder.to_owned();
        let [new, known, gone] = counts(&mut host, line);
        assert!(new == 0 && known > 0 && gone == 0, "{line}");
    }
}

#[test]
fn nothing_is_written_where_something_cannot_be_checked() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --write-baseline known.json a.yaml");
    let before = host.text("known.json");
    host.write("b.yaml", b"Resources:\n  T:\n\t- [\n");
    host.write("stops.yaml", b"trap");
    for line in ["a.yaml b.yaml", "a.yaml missing.yaml", "a.yaml stops.yaml", "a.yaml --parameter Missing=1"] {
        let ran = host.run(&format!("check --write-baseline known.json {line}"));
        is(&ran, 2, "", "tablewarden: `known.json` was not written, because not everything could be checked.\n");
        assert_eq!(host.text("known.json"), before);
        assert_eq!(host.run(&format!("check --write-baseline new.json {line}")).code, 2);
        assert!(!host.has("new.json") && host.is_tidy());
    }
}

#[test]
fn a_baseline_that_changed_meanwhile_or_cannot_be_written_stays() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --write-baseline known.json a.yaml");
    host.write("a.yaml", tables("A B").as_bytes());
    let theirs = "{\"version\": 1, \"files\": {}}";
    host.meanwhile = vec![("known.json".to_owned(), theirs.into())];
    let ran = host.run("check --write-baseline known.json a.yaml");
    is(&ran, 2, "", "tablewarden: `known.json` cannot be written: it has changed meanwhile.\n");
    assert_eq!(host.text("known.json"), theirs);
    let ran = host.run("check --write-baseline full a.yaml");
    is(&ran, 2, "", "tablewarden: `full` cannot be written: input/output error 28.\n");
    assert!(!host.has("full") && host.is_tidy());
}

#[test]
fn what_is_no_baseline_is_an_error_and_never_replaced() {
    let mut host = host(&[("a.yaml", "A"), ("folder/x.yaml", "X")]);
    host.write("package.json", b"{\"name\": \"shop\"}");
    host.write("newer.json", b"{\"version\": 2, \"files\": {}}");
    host.write("conflict.json", b"{\"version\": 1,\n<<<<<<< HEAD\n\"files\": {}}");
    host.close("closed.json", EntryKind::File);
    for (name, why) in [
        ("package.json", "`package.json` is not a baseline: it has no `version`."),
        ("newer.json", "its version is 2, and this tablewarden reads version 1."),
        ("conflict.json", "`conflict.json` is not a baseline: line 2 is not JSON."),
        ("closed.json", "`closed.json` cannot be read: permission denied."),
        ("folder", "`folder` cannot be read: it is a folder."),
    ] {
        let ran = host.run(&format!("check --baseline {name} a.yaml"));
        is(&ran, 2, "", why);
        assert!(ran.stdout.is_empty() && ran.stderr.lines().count() == 1, "{ran:?}");
        let ran = host.run(&format!("check --write-baseline {name} a.yaml"));
        is(&ran, 2, "", why);
        assert!(ran.stderr.ends_with(" Delete it, or name another file.\n"), "{ran:?}");
    }
    let ran = host.run("check --baseline none.json a.yaml");
    let line =
        "tablewarden: There is no baseline `none.json`. `tablewarden check --write-baseline none.json` writes it.\n";
    is(&ran, 2, "", line);
}

#[test]
fn settings_name_a_baseline_from_their_folder_on() {
    let mut host = host(&[("shop/infra/a.yaml", "A"), ("bank/b.yaml", "B"), ("c.yaml", "C")]);
    host.write("shop/tablewarden.yaml", b"baseline: known.json\n");
    let line = "tablewarden: There is no baseline `shop/known.json`. `tablewarden check --write-baseline shop/known.json` writes it.\n";
    is(&host.run("check ."), 2, "", line);
    is(&host.run("check --no-baseline ."), 1, "`A`", "");
    is(&host.run("check --write-baseline shop/known.json shop"), 0, "Wrote the baseline `shop/known.json`", "");
    let ran = host.run("check .");
    assert!(!ran.stdout.contains("`A`") && ran.stdout.contains("`B`") && ran.stdout.contains("`C`"), "{ran:?}");
    is(&host.run("check --no-baseline ."), 1, "`A`", "");
    is(&host.run("check shop/infra/a.yaml"), 0, "no new problems found, ", "");
    host.run("check --write-baseline all.json .");
    is(&host.run("check --baseline all.json ."), 0, "no new problems found, ", "");
    host.write("tablewarden.yaml", b"baseline: all.json\n");
    is(&host.run("check ."), 0, "no new problems found, ", "");
    host.write("shop/tablewarden.yaml", b"baseline: {a: b}\n");
    is(&host.run("check shop"), 2, "shop/tablewarden.yaml:1:11", "");
}

#[test]
fn changes_are_never_in_a_baseline() {
    let mut host = host(&[("a.yaml", "A B"), ("new.yaml", "A")]);
    is(&host.run("check --against a.yaml --write-baseline known.json new.yaml"), 2, "", "exclude each other");
    host.run("check --write-baseline known.json new.yaml");
    is(&host.run("check --baseline known.json new.yaml"), 0, "no new problems", "");
    let ran = host.run("check --against a.yaml --baseline known.json new.yaml");
    is(&ran, 1, "DDB-C", "");
    let before = host.run("changes a.yaml new.yaml");
    host.write("tablewarden.yaml", b"baseline: none.json\n");
    let after = host.run("changes a.yaml new.yaml");
    assert_eq!((after.code, &after.stdout, &after.stderr), (0, &before.stdout, &before.stderr));
    host.remove("tablewarden.yaml");
    is(&host.run("check --baseline known.json --write-baseline known.json a.yaml"), 2, "", "exclude each other");
    is(&host.run("check --baseline known.json --no-baseline a.yaml"), 2, "", "exclude each other");
}

#[test]
fn standard_input_has_an_entry_of_its_own() {
    let mut host = host(&[("a.yaml", "A")]);
    host.stdin = tables("S").into();
    host.run("check --write-baseline known.json a.yaml -");
    assert_eq!(has(&host, "known.json"), ["- S", "a.yaml A"]);
    host.stdin = tables("S").into();
    is(&host.run("check --baseline known.json -"), 0, "no new problems", "");
    is(&host.run("check --baseline known.json a.yaml"), 0, "no new problems", "");
    host.run("check --write-baseline known.json a.yaml");
    assert_eq!(has(&host, "known.json"), ["- S", "a.yaml A"]);
}

#[test]
fn a_baseline_in_a_folder_that_is_checked_is_no_template() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --write-baseline known.json .");
    for line in ["check --baseline known.json .", "check --write-baseline known.json ."] {
        let ran = host.run(line);
        assert!(!ran.stdout.contains("skipped"), "{ran:?}");
    }
    assert_eq!(host.run("check --baseline known.json --list-files .").stdout, "a.yaml\n");
}

#[test]
fn what_a_weaker_profile_leaves_out_is_neither_new_nor_gone() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --profile strict --write-baseline known.json a.yaml");
    for profile in ["strict", "recommended", "minimal"] {
        let [new, known, gone] = counts(&mut host, &format!("--profile {profile} --baseline known.json a.yaml"));
        assert!(new == 0 && known > 0 && gone == 0, "{profile}");
    }
    host.run("check --profile minimal --write-baseline known.json a.yaml");
    assert!(counts(&mut host, "--baseline known.json a.yaml")[0] > 0);
}

#[test]
fn waived_findings_are_not_written() {
    let mut host = host(&[("a.yaml", "A")]);
    host.run("check --write-baseline known.json a.yaml");
    let waived = tables("A").replace("  A:\n", "  A:\n    # tablewarden: waive DDB-V003 It is meant.\n");
    host.write("a.yaml", waived.as_bytes());
    let report = report(&mut host, "--baseline known.json a.yaml");
    assert_eq!((report.outcome, report.counts.waived, report.baseline.unwrap().gone), (Outcome::Clean, 1, 0));
    host.run("check --write-baseline known.json a.yaml");
    assert!(has(&host, "known.json").is_empty());
}

#[test]
fn other_formats_go_to_their_files_while_a_baseline_is_written() {
    let mut host = host(&[("a.yaml", "A")]);
    let ran = host.run("check --write-baseline known.json --format json a.yaml");
    assert!(ran.code == 0 && ran.stderr.starts_with("Wrote the baseline"), "{ran:?}");
    let report: Report = serde_json::from_str(&ran.stdout).unwrap();
    assert!(report.files[0].findings.is_empty() && !report.files[0].known.is_empty());
    let ran = host.run("check --write-baseline known.json --quiet a.yaml");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
}
