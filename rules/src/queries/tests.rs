//! What is said of queries that are wrong, and that right ones are let through.

use tablewarden_guard::{Dialect, parse};

use super::{check, walk};
use crate::edits::EditRow;

/// The problems of the body of a rule, each with the text that it points at.
fn said(body: &str) -> Vec<String> {
    let text = format!("let kinds = [\"Table\", \"Tabel\"]\nrule r {{\n{body}\n}}");
    let tree = parse(&text, Dialect::default()).into_result().unwrap_or_default();
    assert_eq!(tree.rules.len(), 1, "{text}");
    walk(&tree).problems.iter().map(|one| format!("{} @ {}", one.message, one.span.of(&text))).collect()
}

#[test]
fn what_no_fact_answers_to_is_refused() {
    for (body, expected) in [
        (
            "DynamoDB.Tables[ LogicalId exists ].Recvery[ When exists ] { Backup exists }",
            "there is no fact `DynamoDB.Tables[].Recvery`: did you mean `Recovery`? @ .Recvery",
        ),
        (
            "DynamoDB.Tables[ LogicalID exists ] { Name exists }",
            "there is no fact `DynamoDB.Tables[].LogicalID`: did you mean `LogicalId`? @ LogicalID",
        ),
        (
            "DynamoDB.Tables[ LogicalId exists ] { Keys[ When exists ] { Indexes[ Sorts exists ] empty } }",
            "there is no fact `DynamoDB.Tables[].Keys[].Indexes[].Sorts`: did you mean `Sort`? @ Sorts",
        ),
        (
            "let tables = DynamoDB.Tables[ LogicalId exists ]\n%tables.Stream[ When exists ].Reader == 1",
            "there is no fact `DynamoDB.Tables[].Stream[].Reader`: did you mean `Readers`? @ .Reader",
        ),
        (
            "when DynamoDB.Setings.Profile == \"strict\" { DynamoDB.Version == 1 }",
            "there is no fact `DynamoDB.Setings`: did you mean `Settings`? @ .Setings",
        ),
        (
            "DynamoDB.Tables[ some Billing[ Mode.Is == \"known\" ].Scaling.Coverge == \"all\" ] !empty",
            "there is no fact `DynamoDB.Tables[].Billing[].Scaling.Coverge`: did you mean `Coverage`? @ .Coverge",
        ),
        (
            "DynamoDB.Tables[ this.Nmae exists ] !empty",
            "there is no fact `DynamoDB.Tables[].Nmae`: did you mean `Name`? @ .Nmae",
        ),
        (
            "DynamoDB.Settings[ keys == \"Profil\" ] !empty",
            "there is no fact `DynamoDB.Settings.Profil`: did you mean `Profile`? @ \"Profil\"",
        ),
        (
            "DynamoDB.Tables.Name exists",
            "`DynamoDB.Tables` is a list and has no key `Name`: walk it with a filter @ .Name",
        ),
        (
            "DynamoDB.Tables[ Name == \"Orders\" ] !empty",
            "`DynamoDB.Tables[].Name` may be unknown, so it is a map: compare its `Value`, behind its `Is` @ Name",
        ),
        (
            "DynamoDB.Tables[ Type in %kinds ] !empty",
            "`DynamoDB.Tables[].Type` is never \"Tabel\": did you mean `Table`? @ %kinds",
        ),
        (
            "DynamoDB.Tables[ Name.Is != \"unknwon\" ] !empty",
            "`DynamoDB.Tables[].Name.Is` is never \"unknwon\": did you mean `unknown`? @ \"unknwon\"",
        ),
        (
            "DynamoDB.Tables[ Type exists ] { Encryption[ When exists ] { Tier.Is exists <<{LogicalId} {Teir}>> } }",
            "no block around has `{Teir}`: did you mean `Tier`? @ Teir",
        ),
        (
            "DynamoDB.Tables[ Type exists ] { Name.Is exists <<{Name.Valeu}>> }",
            "no block around has `{Name.Valeu}` @ Name.Valeu",
        ),
        ("DynamoDB.Tables[ Type exists ] { Name.Is exists <<{Keys}>> }", "no block around has `{Keys}` @ Keys"),
    ] {
        assert_eq!(said(body), [expected], "{body}");
    }
}

#[test]
fn what_is_right_or_not_followed_is_let_through() {
    for body in [
        "Resources.*[ Type == \"x\" ] { Properties.Nmae exists <<{Anything}>> }",
        "AWS::DynamoDB::Table { Properties.Nmae exists }",
        "DynamoDB.Tables[ Name.Value == \"x\" or Name.Default exists ] { Keys[*].Form.Is == \"known\" <<{Name} {Name.Value}>> }",
        "DynamoDB.Tables[ name | Type exists ] { %name exists  Labels[0].Text exists }",
        "DynamoDB.Settings.*[ this exists ] exists",
        "let number = count(DynamoDB.Tables[ Type exists ])\n%number > 1",
        "DynamoDB.Tables[ Type == /x/ ] { Name.Is in [\"known\"] <<{{Braces}} {not a name} {LogicalId}>> }",
    ] {
        assert_eq!(said(body), [""; 0], "{body}");
    }
}

#[test]
fn a_problem_has_its_file_line_and_column() {
    let text = "# id: X\nrule r {\n    DynamoDB.Tables[ Recvery exists ] empty\n}\n";
    let said = check("keys/x.guard", text, &[]);
    assert_eq!(
        said,
        Err("keys/x.guard:3:22: there is no fact `DynamoDB.Tables[].Recvery`: did you mean `Recovery`?".to_owned())
    );
    assert_eq!(
        check("x.guard", "rule r {\n  Size =\n}", &[]).map_err(|error| error.starts_with("x.guard:2:")),
        Err(true)
    );
}

/// What is said of a fix in the header of a rule about the copies of a table.
fn said_of(edit: &str) -> String {
    let text = "rule r {\n DynamoDB.Tables[ LogicalId exists ] {\n Recovery[ When exists ] {\n Copies[ Enabled.Is != \"unknown\" ] {\n \
                Enabled.Value == true <<{What} is off.>>\n }}}}";
    let edits: Vec<EditRow> = match serde_yaml::from_str(edit) {
        Ok(edits) => edits,
        Err(error) => return error.to_string(),
    };
    check("x.guard", text, &edits).err().unwrap_or_default()
}

#[test]
fn names_in_fixes_are_those_of_a_clause() {
    for fits in [
        "[{title: 'Do {What}', set: {A.B: '{Enabled}', C: [{D: '{LogicalId}'}]}}]",
        "[{title: Do it, rule: r, when: {Type: [Table, GlobalTable], Enabled: [absent, false]}, needs: [Part], remove: .}]",
        "[{title: Do it, replace: {Ref: '{value}'}}]",
    ] {
        assert_eq!(said_of(fits), "", "{fits}");
    }
    for (wrong, says) in [
        ("[{title: 'Do {Wath}', remove: .}]", "no block around a clause has `Wath`: did you mean `What`?"),
        (
            "[{title: Do it, needs: [Enable], remove: .}]",
            "no block around a clause has `Enable`: did you mean `Enabled`?",
        ),
        ("[{title: Do it, add: {a: {b: '{c}'}}}]", "no block around a clause has `c`"),
        ("[{title: Do it, when: {Type: Tabel}, remove: .}]", "`Type` is never `Tabel`"),
        ("[{title: Do it, rule: s, remove: .}]", "no rule `s` with a message is in the file"),
        ("[{title: Do it}]", "`Do it` needs one of `set`"),
        ("[{title: Do it, remove: ., rename: a}]", "`Do it` needs one of `set`"),
        ("[{title: Do it., remove: .}]", "is not one line without a full stop"),
        ("[{title: Do it, set: {a: null}}]", "a value is missing"),
        ("[{title: Do it, sett: {a: 1}}]", "unknown field `sett`"),
    ] {
        assert!(said_of(wrong).contains(says), "{wrong}: {}", said_of(wrong));
    }
}
