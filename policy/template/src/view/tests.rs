#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::invariants::line;
use crate::{Document, Limits, Syntax, read};

fn yaml(text: &str) -> Document<'_> {
    read(text, Syntax::Yaml, Limits::default())
}

fn at(view: View<'_>, path: &[&str]) -> At {
    view.find(view.root().unwrap(), path).unwrap()
}

#[test]
fn a_short_tag_is_a_map_in_the_readings_that_wrap_it() {
    let document = yaml("a: !GetAtt x.y\nb: !Cidr [1]\nc: !Select z\nd: !Base64 {e: 1}\n");
    let is_map = |reading, key| {
        let view = View::new(&document.tree, reading);
        view.value(at(view, &[key])) == Value::Map && view.intrinsic(at(view, &[key])).is_some()
    };
    for (key, validate) in [("a", true), ("b", false), ("c", false), ("d", false)] {
        assert!(is_map(Reading::CloudFormation, key), "{key}");
        assert!(is_map(Reading::GuardTest, key), "{key}");
        assert_eq!(is_map(Reading::GuardValidate, key), validate, "{key}");
    }
}

#[test]
fn a_plain_scalar_behind_a_tag_is_text_in_guards_validate() {
    let document = yaml("a: !Ref 5\nb: !Sub true\nc: !Foo 5\nd: !!int 5\ne: !Base64\n");
    let values = |reading| {
        let view = View::new(&document.tree, reading);
        let all: Vec<_> = [&["a", "Ref"][..], &["b", "Fn::Sub"], &["c"], &["d"], &["e", "Fn::Base64"]]
            .map(|path| view.value(at(view, path)))
            .to_vec();
        all
    };
    let (five, empty) = (Value::Str("5"), Value::Str(""));
    assert_eq!(values(Reading::GuardValidate), [five, Value::Str("true"), five, Value::Int(5), empty]);
    let typed = [Value::Int(5), Value::Bool(true), Value::Int(5), Value::Int(5), Value::Null];
    assert_eq!(values(Reading::GuardTest), typed);
    assert_eq!(values(Reading::CloudFormation), typed);
}

#[test]
fn what_is_behind_a_tag_has_its_own_place() {
    let text = "a: !Sub\n  - x\n  - {y: z}\n";
    let document = yaml(text);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let whole = at(view, &["a"]);
    let inside = at(view, &["a", "Fn::Sub"]);
    assert!(inside.is_inside() && !whole.is_inside() && inside.node() == whole.node());
    assert_eq!(view.place(whole).span().of(text), "!Sub\n  - x\n  - {y: z}");
    assert_eq!(view.place(inside).span().of(text), "- x\n  - {y: z}");
    assert_eq!(view.key_place(whole).unwrap().span().of(text), "a");
    assert_eq!(view.key_place(inside).unwrap().span().of(text), "!Sub");
    assert_eq!((view.len(whole), view.len(inside)), (1, 2));
    let items: Vec<_> = view.items(inside).collect();
    assert_eq!(view.str(items[0]), Some("x"));
    assert_eq!(view.str(view.get(items[1], "y").unwrap()), Some("z"));
    assert_eq!(view.items(whole).count(), 0);
    assert_eq!(view.entries(inside).count(), 0);
    assert_eq!(view.text(whole), None);
}

#[test]
fn an_intrinsic_is_a_map_with_one_key_that_names_a_function() {
    let text =
        "a: {Ref: x}\nb: {Fn::If: [c, d, e]}\nc: {Condition: y}\nd: {Ref: x, y: z}\ne: {Foo: 1}\nf: []\ng: !Ref h\n";
    let document = yaml(text);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let names: Vec<_> =
        ["a", "b", "c", "d", "e", "f", "g"].map(|key| view.intrinsic(at(view, &[key])).map(|entry| entry.key)).to_vec();
    assert_eq!(names, [Some("Ref"), Some("Fn::If"), Some("Condition"), None, None, None, Some("Ref")]);
}

#[test]
fn a_joined_tree_is_one_more_entry_of_the_root() {
    let (main, facts) = (yaml("a: 1\n"), yaml("b: [2]\n"));
    let plain = View::new(&main.tree, Reading::CloudFormation);
    let sight = plain.join("Facts", &facts.tree);
    let view = plain.seen(&sight);
    let root = view.root().unwrap();
    assert_eq!((plain.len(root), view.len(root)), (1, 2));
    assert_eq!(view.entries(root).map(|entry| entry.key).collect::<Vec<_>>(), ["a", "Facts"]);
    let value = at(view, &["Facts", "b"]);
    assert!(value.is_joined());
    assert_eq!(view.value(view.items(value).next().unwrap()), Value::Int(2));
    assert_eq!(view.place(value), facts.tree.place(NodeId(2)));
    assert_eq!(view.get(at(view, &["Facts"]), "Facts"), None, "only once");
    assert_eq!(plain.get(root, "Facts"), None);
}

#[test]
fn quotes_and_the_tag_of_text_make_a_string() {
    let document = yaml("- 12\n- '12'\n- \"12\"\n- !!str 12\n- ! 12\n- |-\n  12\n- !!int 12\n");
    assert_eq!(line(&document.tree), r#"[12,"12","12","12","12","12",12]"#);
}

#[test]
fn a_key_made_for_many_look_ups_finds_what_its_text_finds() {
    let long = "long".repeat(20);
    let many: String = (0..2000).map(|at| format!("\"Key{at}\": {{\"Is\": {at}, \"{long}\": 1}}, ")).collect();
    let text = format!("{{{many}\"\\u0041\": 1, \"\": 2, \"Is\": {{\"Is\": 3}}}}");
    let main = read(&text, Syntax::Json, Limits::default()).tree;
    let mut builder = crate::TreeBuilder::new("", 100_000);
    builder.copy(&main, crate::NodeId(0), false);
    let joined = builder.finish();
    let sight = View::new(&main, Reading::CloudFormation).join("facts", &joined);
    let view = View::new(&main, Reading::CloudFormation).seen(&sight);
    let roots = [view.root().unwrap(), view.get(view.root().unwrap(), "facts").unwrap()];
    let keys = (0..2000).map(|at| format!("Key{at}")).chain(["A", "", "Is", "None", "facts", &long].map(str::to_owned));
    for key in keys {
        let by = view.key(&key);
        for root in roots {
            assert_eq!(view.get_by(root, &by), view.get(root, &key), "{key}");
            let first = view.get(root, "Key7").unwrap();
            assert_eq!(view.get_by(first, &by), view.get(first, &key), "{key}");
        }
    }
    assert_eq!(view.get_by(roots[1], &view.key("Is")).map(|at| view.value(at)), Some(Value::Map));
}
