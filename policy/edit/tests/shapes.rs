//! What each operation makes of the shapes that templates have, byte by byte.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use tablewarden_edit::{Edit, Refused, Tree, Writer, applied};
use tablewarden_template::{At, Limits, Reading, Syntax, View, read};

/// The text after an operation on the value at the end of a row of keys and indexes, or why it is refused.
fn changed(text: &str, path: &[&str], make: impl Fn(&Writer<'_>, At) -> Result<Vec<Edit>, Refused>) -> String {
    let document = read(text, Syntax::Auto, Limits::default());
    let view = View::new(&document.tree, Reading::CloudFormation);
    let step = |at: At, step: &&str| match step.parse::<usize>() {
        Ok(index) => view.items(at).nth(index).unwrap(),
        Err(_) => view.get(at, step).unwrap_or_else(|| panic!("{step} in {text}")),
    };
    let at = path.iter().fold(view.root().unwrap(), step);
    match make(&Writer::new(view, document.syntax), at) {
        Ok(mut edits) => {
            edits.sort_by_key(|edit| edit.span);
            String::from_utf8(applied(text.as_bytes(), &edits).unwrap()).unwrap()
        }
        Err(refused) => format!("refused: {}", refused.message),
    }
}

fn set(text: &str, path: &[&str], keys: &[&str], value: &Tree<'_>) -> String {
    changed(text, path, |writer, at| writer.set(at, keys, value))
}

fn remove(text: &str, path: &[&str]) -> String {
    changed(text, path, |writer, at| writer.remove(at))
}

const YES: Tree<'_> = Tree::Bool(true);

#[test]
fn set_in_blocks() {
    let text = "Resources:\n  T:\n    Type: X # c\n    Properties:\n      A: b # d\n      # e\n  # f\n  U: {}\n";
    let expected = "Resources:\n  T:\n    Type: X # c\n    Properties:\n      A: b # d\n      # e\n      P:\n        E: true\n  # f\n  U: {}\n";
    assert_eq!(set(text, &["Resources", "T", "Properties"], &["P", "E"], &YES), expected);
    let expected = text.replace("    Properties:", "    DeletionPolicy: Retain\n    Properties:");
    assert_eq!(set(text, &["Resources", "T"], &["DeletionPolicy"], &Tree::text("Retain")), expected);
    assert_eq!(
        set(text, &["Resources", "U"], &["Properties", "A"], &YES),
        text.replace("  U: {}\n", "  U:\n    Properties:\n      A: true\n")
    );
    assert_eq!(set(text, &["Resources", "T", "Properties"], &["A"], &YES), text.replace("A: b", "A: true"));
    assert_eq!(set("A: 'x' # c", &[], &["A"], &Tree::text("yes")), "A: 'yes' # c");
    assert_eq!(set("A: x", &[], &["B"], &Tree::text("yes")), "A: x\nB: \"yes\"");
    assert_eq!(set("A:", &["A"], &["B"], &YES), "A:\n  B: true");
    assert_eq!(set("A: # c\nC: d\r", &["A"], &["B"], &YES), "A: # c\n  B: true\nC: d\r");
    assert_eq!(set("A: {} # c\r\nC: d", &["A"], &["B"], &YES), "A: # c\r\n  B: true\r\nC: d");
    assert_eq!(set("A:\n  - B: c\n", &["A", "0"], &["D"], &YES), "A:\n  - B: c\n    D: true\n");
    assert_eq!(set("A: |+\n  x\n\n\n", &[], &["B"], &YES), "A: |+\n  x\n\n\nB: true\n");
    assert_eq!(
        set("A: !If [c, 1, 2]\n", &[], &["A", "B"], &YES),
        "refused: This is a function, and has no place for `B`."
    );
}

#[test]
fn what_takes_a_property_away_gives_way() {
    for nothing in ["!Ref AWS::NoValue", "!Ref 'AWS::NoValue'", "{Ref: AWS::NoValue}"] {
        let text = format!("A: {nothing} # c\nB: c\n");
        assert_eq!(set(&text, &[], &["A", "D"], &YES), "A: # c\n  D: true\nB: c\n", "{nothing}");
        assert_eq!(set(&text, &["A"], &["D"], &YES), "A: # c\n  D: true\nB: c\n", "{nothing}");
        let value = Tree::text("x");
        let appended = changed(&text, &[], |writer, at| writer.append(at, &["A"], &value));
        assert_eq!(appended, "A: # c\n  - x\nB: c\n", "{nothing}");
    }
    let below = "A:\n  Ref: AWS::NoValue # c\nB: c\n";
    assert_eq!(set(below, &[], &["A", "D"], &YES), "A:\n  D: true # c\nB: c\n");
    assert_eq!(set("A: !Ref AWS::NoValue # c\n", &[], &["A"], &YES), "A: true # c\n");
    assert_eq!(set("{A: !Ref AWS::NoValue, B: c}", &[], &["A", "D"], &YES), "{A: {D: true}, B: c}");
    let json = "{\"A\": {\"Ref\": \"AWS::NoValue\"}}";
    assert_eq!(set(json, &[], &["A", "D"], &YES), "{\"A\": {\"D\": true}}");
    let branch = "A: !If [c, !Ref AWS::NoValue, {B: d}]\n";
    assert_eq!(set(branch, &[], &["A", "B"], &YES), "refused: This is a function, and has no place for `B`.");
}

#[test]
fn set_in_flow() {
    assert_eq!(set("A: {B: c}", &["A"], &["D", "E"], &YES), "A: {B: c, D: {E: true}}");
    assert_eq!(
        set("{\"A\":{\"B\":1}}", &["A"], &["D", "E"], &Tree::text("x")),
        "{\"A\":{\"B\":1,\"D\":{\"E\":\"x\"}}}"
    );
    let json = "{\n\t\"A\": {\n\t\t\"B\": 1\n\t},\n\t\"C\": {}\n}\n";
    assert_eq!(
        set(json, &["A"], &["D", "E"], &YES),
        json.replace("\"B\": 1\n", "\"B\": 1,\n\t\t\"D\": {\n\t\t\t\"E\": true\n\t\t}\n")
    );
    assert_eq!(set(json, &["C"], &["D"], &YES), json.replace("\"C\": {}", "\"C\": {\n\t\t\"D\": true\n\t}"));
    assert_eq!(
        set("A: {\n  B: c, # d\n  E: f # g\n}\n", &["A"], &["H"], &YES),
        "A: {\n  B: c, # d\n  E: f, # g\n  H: true\n}\n"
    );
}

#[test]
fn remove_entries_and_elements() {
    let text = "A: 1\n# b\nB: 2 # b\nC:\n- x # x\n# y\n- y\nD:\n  - E: f # e\n    # g\n    G: h\n";
    assert_eq!(remove(text, &["B"]), text.replace("# b\nB: 2 # b\n", ""));
    assert_eq!(remove(text, &["C", "0"]), text.replace("- x # x\n", ""));
    assert_eq!(remove(text, &["C", "1"]), text.replace("# y\n- y\n", ""));
    assert_eq!(remove(text, &["D", "0", "E"]), text.replace("E: f # e\n    # g", "# g"));
    assert_eq!(remove(text, &["D", "0", "G"]), text.replace("    # g\n    G: h\n", ""));
    assert_eq!(remove("A: # c\n  # d\n  B: e # f\nG: h", &["A", "B"]), "A: {} # c\nG: h");
    assert_eq!(remove("A:\n- B\n", &["A", "0"]), "A: []\n");
    assert_eq!(remove("A:\n- B: c\n", &["A", "0", "B"]), "A:\n- {}\n");
    assert_eq!(remove("[a, b, c]", &["0"]), "[b, c]");
    assert_eq!(remove("[a, b, c]", &["2"]), "[a, b]");
    assert_eq!(remove("[ a ]", &["0"]), "[]");
    let json = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}";
    assert_eq!(remove(json, &["a"]), json.replace("  \"a\": 1,\n", ""));
    assert_eq!(remove(json, &["c"]), "{\n  \"a\": 1,\n  \"b\": 2\n}");
}

#[test]
fn append_and_rename() {
    let append = |text: &str, path: &[&str], keys: &[&str]| {
        let value = Tree::map([("Key", Tree::text("k")), ("Value", Tree::text("v"))]);
        changed(text, path, |writer, at| writer.append(at, keys, &value))
    };
    assert_eq!(append("T:\n- a\n# c\nU: v\n", &[], &["T"]), "T:\n- a\n- Key: k\n  Value: v\n# c\nU: v\n");
    assert_eq!(append("A:\n  B: c\n", &["A"], &["T"]), "A:\n  B: c\n  T:\n    - Key: k\n      Value: v\n");
    assert_eq!(
        append("L:\n- x\nA:\n  B: c\n", &["A"], &["T"]),
        "L:\n- x\nA:\n  B: c\n  T:\n  - Key: k\n    Value: v\n"
    );
    assert_eq!(append("{\"T\": [1]}", &[], &["T"]), "{\"T\": [1, {\"Key\": \"k\", \"Value\": \"v\"}]}");
    let rename = |text: &str, path: &[&str], key: &str| changed(text, path, |writer, at| writer.rename(at, key));
    assert_eq!(rename("A: 1 # c\n", &["A"], "B"), "B: 1 # c\n");
    assert_eq!(rename("'A' : 1 # c\n", &["A"], "B"), "'B' : 1 # c\n");
    assert_eq!(rename("{\"A\": 1}", &["A"], "B"), "{\"B\": 1}");
    assert_eq!(rename("A: x # c\n: 1\n", &[""], "B"), "refused: This has no key.");
    assert_eq!(rename("{A: 1, B: 2}", &["A"], "B"), "refused: There is an entry `B` already.");
}

#[test]
fn a_word_takes_the_place_of_another_where_it_ends_by_itself() {
    let refused = "refused: Something beside this could not be read. Correct it first.";
    for (beside, expected) in [
        (r#"{"A": "b", x y}"#, r#"{"A": true, x y}"#),
        ("{\"A\": \"b\"\n \"C\": 1}", "{\"A\": true\n \"C\": 1}"),
        ("{\"A\": \"b\" \r\n \"C\": 1}", "{\"A\": true \r\n \"C\": 1}"),
        (r#"{"C" 1, "A": "b" }"#, r#"{"C" 1, "A": true }"#),
        (r#"{"A": "b": "c"}"#, refused),
        (r#"{"A": "b""C": 1}"#, refused),
        (r#"{"A": "b" "C": 1}"#, refused),
    ] {
        assert_eq!(changed(beside, &["A"], |writer, at| writer.replace(at, &YES)), expected, "{beside}");
    }
}

#[test]
fn entries_behind_others() {
    let text = "Resources:\n  A:\n    Type: X\n\n  # b\n  B:\n    Type: Y\n";
    let value = Tree::map([
        ("Type", Tree::text("Z")),
        ("Properties", Tree::map([("T", Tree::function("Ref", Tree::text("A")))])),
    ]);
    let add = |text: &str, after: &str| {
        changed(text, &["Resources"], |writer, at| {
            let document = read(text, Syntax::Auto, Limits::default());
            let view = View::new(&document.tree, Reading::CloudFormation);
            writer.add_entry(at, view.get(at, after), "C", &value)
        })
    };
    let lines = "  C:\n    Type: Z\n    Properties:\n      T: !Ref A\n";
    assert_eq!(add(text, "A"), text.replace("\n\n", &format!("\n\n{lines}\n")));
    assert_eq!(add(text, "B"), [text, "\n", lines].concat());
}

#[test]
fn entries_move_with_their_comments() {
    let relocate = |text: &str, from: &[&str], to: &[&str], keys: &[&str]| {
        changed(text, from, |writer, at| {
            let document = read(text, Syntax::Auto, Limits::default());
            let view = View::new(&document.tree, Reading::CloudFormation);
            let to = to.iter().try_fold(view.root().unwrap(), |at, key| view.get(at, key)).unwrap();
            writer.relocate(at, &[to], keys)
        })
    };
    let text = "A:\n  # about b\n  B: # b\n    C: |\n      x\n       y\n  # about d\n  D: e\nF:\n    G: h\n";
    let moved =
        "A:\n  # about d\n  D: e\nF:\n    G: h\n    # about b\n    New: # b\n      C: |\n        x\n         y\n";
    assert_eq!(relocate(text, &["A", "B"], &["F"], &["New"]), moved);
    let deep =
        "A:\n  # about b\n  S:\n    B: # b\n      C: |\n        x\n         y\n  # about d\n  D: e\nF:\n    G: h\n";
    assert_eq!(relocate(text, &["A", "B"], &["A"], &["S", "B"]), deep);
    assert_eq!(relocate("A: {B: {C: 1}, D: 2}\n", &["A", "B", "C"], &["A"], &["C"]), "A: {B: {}, D: 2, C: 1}\n");
    let json = "{\n  \"A\": {\n    \"B\": [\n      1\n    ],\n    \"C\": 2\n  },\n  \"D\": {\n    \"E\": 3\n  }\n}";
    let moved = "{\n  \"A\": {\n    \"C\": 2\n  },\n  \"D\": {\n    \"E\": 3,\n    \"B\": [\n      1\n    ]\n  }\n}";
    assert_eq!(relocate(json, &["A", "B"], &["D"], &["B"]), moved);
    assert_eq!(relocate("A:\n  B: 1\n", &["A"], &["A"], &["C"]), "refused: This can't be moved into itself.");
}

#[test]
fn several_values_at_once_stand_together() {
    let all = |text: &str, path: &[&str]| {
        let (one, two) = (Tree::text("a"), Tree::Number("2".into()));
        changed(text, path, |writer, at| {
            writer.set_all(at, &[(&["S", "A"], &one), (&["S", "B"], &two), (&["T"], &one)])
        })
    };
    assert_eq!(all("P: {}\n", &["P"]), "P:\n  S:\n    A: a\n    B: 2\n  T: a\n");
    assert_eq!(all("P: { X: y # c\n}\n", &["P"]), "P: { X: y, S: {A: a, B: 2}, T: a # c\n}\n");
    assert_eq!(
        all("{\"P\": {\n \"S\": {\"A\": \"b\"}\n}}", &["P"]),
        "{\"P\": {\n \"S\": {\"A\": \"a\", \"B\": 2},\n \"T\": \"a\"\n}}"
    );
}
