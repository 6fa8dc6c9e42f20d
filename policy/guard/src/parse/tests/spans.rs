//! The tree of each construct, and that its spans are its text.

use tablewarden_source::Span;

use crate::{
    Dialect, Function, Item, KeysOperator, Operand, Operator, PartKind, Query, Range, RuleFile, ValueKind, parse,
};

fn read(text: &str) -> RuleFile {
    parse(text, Dialect::V3_2_1).into_result().unwrap_or_else(|errors| panic!("{text:?}: {errors:?}"))
}

/// The first item outside of rules.
fn item(text: &str) -> Item {
    read(text).defaults.remove(0).items.remove(0)
}

/// The value of the first assignment.
fn assigned(text: &str) -> Operand {
    read(text).assignments.remove(0).value
}

fn query(text: &str) -> Query {
    match assigned(&format!("let q = {text}")) {
        Operand::Query(query) => query,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_rule() {
    let text = "\n# severity: note\n  rule a_b when c exists\n not d\n{ let e = 1 f exists or g empty }\n";
    let rule = read(text).rules.remove(0);
    assert_eq!(rule.span.of(text), text.trim().strip_prefix("# severity: note\n  ").unwrap());
    assert_eq!((rule.name.span.of(text), rule.parameters.len()), ("a_b", 0));
    assert_eq!(rule.severity.as_ref().unwrap().span.of(text), "note");
    let conditions: Vec<&str> = rule.conditions.iter().map(|line| line.span.of(text)).collect();
    assert_eq!(conditions, ["c exists", "not d"]);
    assert_eq!(rule.body.span.of(text), "{ let e = 1 f exists or g empty }");
    assert_eq!(rule.body.assignments[0].span.of(text), "let e = 1");
    assert_eq!(rule.body.lines[0].span.of(text), "f exists or g empty");
    assert_eq!(rule.body.lines[0].items[1].span().of(text), "g empty");
}

#[test]
fn rules_with_parameters_are_called_and_not_evaluated_by_themselves() {
    let text = "rule a( b , c) { %b == %c }\nrule d { not a(1, e.f) <<m>>\n }";
    let file = read(text);
    assert_eq!(file.parameterized_rules().next().unwrap().parameters[0].span.of(text), "b");
    let rule = file.plain_rules().next().unwrap();
    let Item::Call(call) = &rule.body.lines[0].items[0] else { panic!() };
    assert_eq!((call.not, call.name.span.of(text)), (true, "a"));
    assert_eq!(call.arguments[1].span().of(text), "e.f");
    assert_eq!(&*call.message.as_ref().unwrap().text, "m");
    assert_eq!(call.span.of(text), "not a(1, e.f) <<m>>");
}

#[test]
fn a_clause() {
    let text = "not some a.b not in ['x'] # comment\n << because\nof >>";
    let Item::Clause(clause) = item(text) else { panic!() };
    assert_eq!((clause.not, clause.operator, clause.operator_not), (true, Operator::In, true));
    assert_eq!(clause.query.span.of(text), "some a.b");
    assert_eq!(clause.operator_span.of(text), "not in");
    assert_eq!(clause.right.as_ref().unwrap().span().of(text), "['x']");
    let message = clause.message.as_ref().unwrap();
    assert_eq!((message.span.of(text), &*message.text), ("<< because\nof >>", " because\nof "));
    assert_eq!(clause.span.of(text), text);
}

#[test]
fn every_operator() {
    for (text, operator, not) in [
        ("==", Operator::Equal, false),
        ("!=", Operator::Equal, true),
        ("<", Operator::Less, false),
        ("<=", Operator::LessOrEqual, false),
        (">", Operator::Greater, false),
        (">=", Operator::GreaterOrEqual, false),
        ("!IN", Operator::In, true),
        ("exists", Operator::Exists, false),
        ("NOT EMPTY", Operator::Empty, true),
        ("is_string", Operator::IsString, false),
        ("!is_list", Operator::IsList, true),
        ("IS_STRUCT", Operator::IsStruct, false),
        ("is_bool", Operator::IsBool, false),
        ("is_int", Operator::IsInt, false),
        ("is_float", Operator::IsFloat, false),
        ("is_null", Operator::IsNull, false),
    ] {
        let right = if operator.is_binary() { " 1" } else { "" };
        let Item::Clause(clause) = item(&format!("a {text}{right}")) else { panic!() };
        assert_eq!((clause.operator, clause.operator_not), (operator, not), "{text}");
        assert_eq!(clause.right.is_some(), operator.is_binary());
    }
}

#[test]
fn blocks() {
    let text = "a.b not empty { c exists }";
    let Item::Block(block) = item(text) else { panic!() };
    assert!(block.not_empty && block.span.of(text) == text);
    assert_eq!((block.query.span.of(text), block.block.span.of(text)), ("a.b", "{ c exists }"));
    let text = "when a exists { b\n }";
    let Item::When(when) = item(text) else { panic!() };
    assert_eq!((when.conditions[0].span.of(text), when.span.of(text)), ("a exists", text));
    let Item::Ref(reference) = &when.block.lines[0].items[0] else { panic!() };
    assert_eq!((&*reference.name.text, reference.not, reference.span.of(text)), ("b", false, "b"));
}

#[test]
fn type_blocks() {
    let text = "A::B::C::MODULE when a exists { b exists } or D::E f exists";
    let items = read(text).defaults.remove(0).items;
    let (Item::Type(first), Item::Type(second)) = (&items[0], &items[1]) else { panic!() };
    assert_eq!((&*first.type_name.text, first.type_name.span.of(text)), ("A::B::C", "A::B::C::MODULE"));
    assert_eq!(first.span.of(text), "A::B::C::MODULE when a exists { b exists }");
    assert_eq!((&*second.type_name.text, second.block.span.of(text)), ("D::E", "f exists"));
}

#[test]
fn the_parts_of_a_query() {
    let text = "let q = some this.a.'b c'.%v.0.*[1][-2]['k'][*][n][ m ].'%w'";
    let query = query("some this.a.'b c'.%v.0.*[1][-2]['k'][*][n][ m ].'%w'");
    assert!(query.some);
    let spans: Vec<&str> = query.parts.iter().map(|part| part.span.of(text)).collect();
    let expected = ["this", ".a", ".'b c'", ".%v", ".0", ".*", "[1]", "[-2]", "['k']", "[*]", "[n]", "[ m ]", ".'%w'"];
    assert_eq!(spans, expected);
    let kinds: Vec<&PartKind> = query.parts.iter().map(|part| &part.kind).collect();
    assert_eq!(
        kinds[..5],
        [
            &PartKind::This,
            &PartKind::Key("a".into()),
            &PartKind::Key("b c".into()),
            &PartKind::Interpolated("v".into()),
            &PartKind::Index(0),
        ]
    );
    assert_eq!((kinds[7], kinds[8]), (&PartKind::Index(-2), &PartKind::Key("k".into())));
    assert!(matches!(kinds[10], PartKind::AllIndices(Some(name)) if &**name == "n" && name.span.of(text) == "n"));
    assert!(matches!(kinds[11], PartKind::AllValues(Some(name)) if &**name == "m" && name.span.of(text) == "m"));
    assert_eq!(kinds[12], &PartKind::Interpolated("w".into()));
}

#[test]
fn variables_and_filters() {
    assert_eq!(query("%v").lone_variable(), Some("v"));
    assert_eq!(query("%v.a").lone_variable(), None);
    let text = "let q = %v[ n | a exists b == 1 or c empty ][ keys not in %k ]";
    let query = query("%v[ n | a exists b == 1 or c empty ][ keys not in %k ]");
    let PartKind::Filter(filter) = &query.parts[1].kind else { panic!() };
    assert_eq!(filter.capture.as_ref().unwrap().span.of(text), "n");
    assert_eq!((filter.lines.len(), filter.lines[1].items.len()), (2, 2));
    let PartKind::Keys(keys) = &query.parts[2].kind else { panic!() };
    assert_eq!((keys.operator, keys.operator_not), (KeysOperator::In, true));
    assert_eq!((keys.operator_span.of(text), keys.right.span().of(text)), ("not in", "%k"));
    assert_eq!(query.parts[2].span.of(text), "[ keys not in %k ]");
}

#[test]
fn literals() {
    let text = r#"let a = [null, 'it\'s', -5, 1.5, true, /a\/b\.c/, r[1,5), r(0.5,1.5], r[a,f], { b: [], 'c d': {} }]"#;
    let Operand::Value(value) = assigned(text) else { panic!() };
    let ValueKind::List(values) = value.kind else { panic!() };
    let spans: Vec<&str> = values.iter().map(|value| value.span.of(text)).collect();
    assert_eq!(spans[1], r"'it\'s'");
    assert_eq!(spans[5..8], [r"/a\/b\.c/", "r[1,5)", "r(0.5,1.5]"]);
    let kinds: Vec<ValueKind> = values.into_iter().map(|value| value.kind).collect();
    assert_eq!(
        kinds[..5],
        [
            ValueKind::Null,
            ValueKind::String("it's".into()),
            ValueKind::Int(-5),
            ValueKind::Float(1.5),
            ValueKind::Bool(true),
        ]
    );
    assert_eq!(kinds[5], ValueKind::Regex(r"a/b\.c".into()));
    let ints = Range { lower: 1, upper: 5, lower_inclusive: true, upper_inclusive: false };
    assert_eq!(kinds[6], ValueKind::IntRange(ints));
    let floats = Range { lower: 0.5, upper: 1.5, lower_inclusive: false, upper_inclusive: true };
    assert_eq!(kinds[7], ValueKind::FloatRange(floats));
    assert!(matches!(kinds[8], ValueKind::CharRange(Range { lower: 'a', upper: 'f', .. })));
    let ValueKind::Map(entries) = &kinds[9] else { panic!() };
    assert_eq!((entries[1].key.span.of(text), &*entries[1].key.text), ("'c d'", "c d"));
}

#[test]
fn functions() {
    for function in Function::ALL {
        let arguments = vec!["a"; function.arity()].join(", ");
        let Operand::Call(call) = assigned(&format!("let x = {}({arguments})", function.name())) else { panic!() };
        assert_eq!((call.function, call.arguments.len()), (function, function.arity()));
    }
}

#[test]
fn the_older_dialect_splits_words_and_numbers() {
    let old = |text: &str| parse(text, Dialect::V3_2_0).into_result();
    let rule = old("rule a { b == trueFlag\n }").unwrap().rules.remove(0);
    assert_eq!(rule.body.lines.len(), 2);
    assert!(matches!(&rule.body.lines[1].items[0], Item::Ref(found) if &*found.name.text == "Flag"));
    assert_eq!(read("rule a { b == trueFlag\n }").rules[0].body.lines.len(), 1);
    let rule = old("rule a { b == 5e5\n }").unwrap().rules.remove(0);
    assert!(matches!(&rule.body.lines[1].items[0], Item::Ref(found) if &*found.name.text == "e5"));
    assert!(matches!(assigned("let a = 5e5"), Operand::Value(value) if value.kind == ValueKind::Float(500_000.0)));
    assert!(old("a == -1.5").is_err());
    assert!(old("a == 1e+5").is_ok() && old("a == 1.5e5").is_ok());
    for word in ["TRUE", "FALSE", "Null"] {
        let found = old(&format!("let a = {word}")).unwrap().assignments.remove(0).value;
        assert!(matches!(found, Operand::Query(_)), "{word}");
        assert!(matches!(assigned(&format!("let a = {word}")), Operand::Value(_)), "{word}");
    }
    assert!(old("thisThing exists").is_err() && old("rule a { existsfoo == 1 }").is_ok());
}

#[test]
fn a_byte_order_mark_is_passed_over_and_counted() {
    let text = "\u{feff}rule a { b exists }";
    let file = read(text);
    assert!(file.byte_order_mark);
    assert_eq!(file.rules[0].span, Span::new(3, 22));
}

#[test]
fn comments_are_kept() {
    let text = "# a\nlet b = 'no # c' # d \r\nrule e { f[ # g\n h exists ] exists }\n#";
    let parsed = parse(text, Dialect::V3_2_1);
    let comments: Vec<&str> = parsed.comments.iter().map(|comment| comment.of(text)).collect();
    assert_eq!((parsed.errors, comments), (vec![], vec!["# a", "# d", "# g", "#"]));
}
