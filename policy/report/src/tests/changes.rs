//! Reports of what happens to each table, whole.

use tablewarden_wire::{Changes, ChangesReport, TableChange, TableEffect, TableOutcome};

use super::*;
use crate::{Renderer, Style};

fn table(logical_id: &str, outcome: TableOutcome, lines: [u32; 2]) -> TableChange {
    let at = |line: u32| (line > 0).then(|| location(0, 1, line, 3));
    let [span, was] = lines.map(at);
    let (logical_id, properties, effects) = (logical_id.to_owned(), Vec::new(), Vec::new());
    TableChange { logical_id, name: None, outcome, condition: None, span, was, properties, effects }
}

fn effect(outcome: TableOutcome, message: &str, property: Option<&str>) -> TableEffect {
    TableEffect {
        outcome,
        message: message.to_owned(),
        property: property.map(str::to_owned),
        condition: None,
        rule: Some("X-001".to_owned()),
        span: location(0, 1, 7, 5),
        was: Some(location(0, 1, 6, 5)),
    }
}

/// Tables with every kind of row.
fn tables() -> Vec<TableChange> {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let key =
        effect(TableOutcome::Deleted, "The key of table `A` changes from `a. b` to `c`. Data is lost.", Some("Keys"));
    let lowered = TableEffect {
        condition: Some("`IsProd` is false".to_owned()),
        ..effect(TableOutcome::Lowered, "`Pitr` of `A` changes.", Some("Pitr"))
    };
    vec![
        TableChange {
            name: Some("a-${Stage}".to_owned()),
            properties: texts(&["Keys", "Pitr", "Tags"]),
            effects: vec![key, lowered],
            ..table("A", TableOutcome::Deleted, [2, 2])
        },
        table("B", TableOutcome::Kept, [0, 9]),
        TableChange { properties: texts(&["Tags", "Type"]), ..table("C", TableOutcome::Changed, [20, 30]) },
        TableChange { condition: Some("`IsProd` is true".to_owned()), ..table("D", TableOutcome::New, [40, 0]) },
        table("E", TableOutcome::Unchanged, [50, 60]),
        table("F", TableOutcome::Unchanged, [51, 61]),
    ]
}

fn report(format: Format, response: &CheckResponse) -> String {
    let mut renderer = Renderer::new(&[(format, Style { changes: true, ..Style::default() })], None);
    renderer.answer(&serde_json::to_vec(response).unwrap()).unwrap();
    renderer.end().texts.concat()
}

fn answer(tables: Vec<TableChange>) -> CheckResponse {
    let changes = Changes { earlier: Some("old/a.yaml".to_owned()), deleted: false, tables };
    let (notices, findings) = (Vec::new(), Vec::new());
    CheckResponse { changes: Some(changes), notices, findings, outcome: Outcome::Clean, ..response() }
}

#[test]
fn text_has_a_line_for_each_thing_that_happens() {
    let expected = "\
a.yaml, compared with old/a.yaml
what happens            table  name        line  was  what changes
data is deleted         A      a-${Stage}  7     6    The key changes from `a. b` to `c`.
protection is lower                        7     6    `Pitr` changes, when `IsProd` is false.
                                                      Also changed: `Tags`.
kept outside the stack  B                  -     9    No longer in the template. Its `DeletionPolicy` keeps it.
changed in place        C                  20    30   `Tags`, `Type`
new                     D                  40    -    Only when `IsProd` is true.
unchanged: E, F

6 tables in 1 template: data is deleted (1), kept outside the stack (1), changed in place (1), new (1), unchanged (2).
`tablewarden check` with `--against` says what to do.
";
    assert_eq!(report(Format::Text, &answer(tables())), expected);
    let unchanged = tables().split_off(4);
    let expected = "a.yaml, compared with old/a.yaml\nunchanged: E, F\n\n2 tables in 1 template: unchanged (2).\n";
    assert_eq!(report(Format::Text, &answer(unchanged)), expected);
}

#[test]
fn text_says_where_there_is_one_version_only() {
    let mut answer = answer(vec![table("E", TableOutcome::Unchanged, [50, 60])]);
    for (deleted, says) in [(false, "a.yaml, which has no earlier version\n"), (true, "a.yaml, which is deleted\n")] {
        answer.changes = answer.changes.map(|changes| Changes { earlier: None, deleted, ..changes });
        assert!(report(Format::Text, &answer).starts_with(says));
    }
}

#[test]
fn markdown_has_a_row_for_each_table() {
    let expected = "\
<!-- tablewarden changes -->
### tablewarden: 4 tables of 6 change

| | table | what changes | where |
|---|---|---|---|
| **data is deleted** | `A`<br>named `a-${Stage}` | The key changes from `a. b` to `c`.<br>`Pitr` changes, when `IsProd` is false. *(protection is lower)*<br>Also changed: `Tags`. | `a.yaml:7`<br>was line 6 |
| **kept outside the stack** | `B` | No longer in the template. Its `DeletionPolicy` keeps it. | `a.yaml`<br>was line 9 |
| changed in place | `C` | `Tags`, `Type` | `a.yaml:20`<br>was line 30 |
| new | `D` | Only when `IsProd` is true. | `a.yaml:40` |

Unchanged: `E`, `F`.
";
    assert_eq!(report(Format::Markdown, &answer(tables())), expected);
    let marker = "<!-- tablewarden changes -->\n### tablewarden: ";
    assert_eq!(report(Format::Markdown, &answer(Vec::new())), format!("{marker}no tables\n"));
    let unchanged = answer(tables().split_off(4));
    assert_eq!(report(Format::Markdown, &unchanged), format!("{marker}no table changes\n\nUnchanged: `E`, `F`.\n"));
}

#[test]
fn json_is_what_answers_say() {
    let answer = answer(tables());
    let report: ChangesReport = serde_json::from_str(&report(Format::Json, &answer)).unwrap();
    assert_eq!((report.version, report.outcome), (1, Outcome::Clean));
    assert_eq!(report.files.len(), 1);
    assert_eq!((report.files[0].file.as_str(), Some(&report.files[0].changes)), ("a.yaml", answer.changes.as_ref()));
}

#[test]
fn what_could_not_be_compared_is_said_in_each() {
    let incomplete = CheckResponse { changes: answer(tables()).changes, findings: Vec::new(), ..response() };
    assert!(report(Format::Text, &incomplete).starts_with("incomplete: a.yaml:1: a tab\n"));
    assert!(report(Format::Text, &incomplete).contains("\nIncomplete: 1 file was checked only in part.\n"));
    let markdown = report(Format::Markdown, &incomplete);
    assert!(
        markdown.contains("tablewarden: comparison incomplete, 4 tables of 6 change\n\n- **not checked**: `a.yaml:1`")
    );
    let json: ChangesReport = serde_json::from_str(&report(Format::Json, &incomplete)).unwrap();
    assert_eq!((json.outcome, json.notices.len()), (Outcome::Incomplete, 1));
}

#[test]
fn markdown_is_bounded_and_names_stay_text() {
    let hostile = "a|b\n<img src=x>\u{1b}[31m@all";
    let one = |number: u32| TableChange {
        effects: vec![effect(TableOutcome::Fails, &format!("{hostile} {}", "long ".repeat(1000)), None)],
        name: Some(hostile.to_owned()),
        ..table(hostile, TableOutcome::Fails, [number, number])
    };
    let mut tables: Vec<TableChange> = (1..=500).map(one).collect();
    tables.extend((1..=500).map(|number| table(hostile, TableOutcome::Unchanged, [number, number])));
    let answer = answer(tables);
    let markdown = report(Format::Markdown, &answer);
    assert!(markdown.len() < 65_000, "{}", markdown.len());
    assert!(markdown.contains("450 more not shown here."), "{markdown}");
    assert!(
        markdown
            .lines()
            .filter(|line| line.starts_with("| **update fails**"))
            .all(|line| line.matches(" | ").count() == 3)
    );
    for report in [markdown, report(Format::Text, &answer)] {
        assert!(!report.contains('\u{1b}'));
    }
    assert!(!report(Format::Markdown, &answer).contains("<img"));
}
