//! The language row by row: queries, operators, statuses, variables, functions. Each expectation is what cfn-guard 3.2.1
//! gave for the same text.

mod support;

use support::{Run, clause};

/// Each row is a clause and its status on the document.
#[track_caller]
fn all(document: &str, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(clause(text, document), *expected, "{text}");
    }
}

#[test]
fn keys_are_found_in_other_spellings() {
    let document = "{\"Size\": 1, \"BucketName\": {\"KmsKey\": 1}, \"L\": [7, 8], \"M\": {\"0\": 1, \"5\": 2}}";
    all(
        document,
        &[
            ("size == 1", "PASS"),
            ("Sizes exists", "PASS"),
            ("\"sizes\" exists", "PASS"),
            ("bucket_name.kms_key == 1", "PASS"),
            ("BucketName.kms_key == 1", "PASS"),
            ("L.1 == 8", "PASS"),
            ("L[2] exists", "FAIL"),
            ("M.'0' exists", "FAIL"),
            ("M.5 exists", "FAIL"),
        ],
    );
}

#[test]
fn the_spelling_that_hit_first_is_kept() {
    let document = "{\"bucket_name\": {\"kms_key\": 1, \"kmsKey\": 2, \"Other\": 3}}";
    all(
        document,
        &[("BucketName.KmsKey == 1", "PASS"), ("BucketName.Other == 3", "PASS"), ("BucketName.other == 3", "FAIL")],
    );
}

#[test]
fn stars_spread_and_pass_through() {
    let document = "{\"M\": {\"A\": 1, \"B\": 1}, \"L\": [1, 1], \"S\": 1, \"E\": [], \"EM\": {}}";
    all(
        document,
        &[
            ("M.* == 1", "PASS"),
            ("L.* == 1", "PASS"),
            ("L[*] == 1", "PASS"),
            ("S.* == 1", "PASS"),
            ("S[*] == 1", "PASS"),
            ("M[*].A == 1", "PASS"),
            ("E[*] exists", "FAIL"),
            ("E.* !exists", "PASS"),
            ("EM.* exists", "FAIL"),
            ("EM[*] exists", "PASS"),
        ],
    );
}

#[test]
fn filters_let_through_what_holds() {
    let document = "{\"R\": {\"X\": {\"T\": 1}, \"Y\": {\"T\": 2}}, \"L\": [{\"T\": 1}, {\"T\": 2}], \"S\": 5}";
    all(
        document,
        &[
            ("R[ T == 1 ].T == 1", "PASS"),
            ("R.*[ T == 2 ].T == 2", "PASS"),
            ("L[ T == 1 ].T == 1", "PASS"),
            ("R[ T == 9 ].T == 1", "SKIP"),
            ("L[ T == 9 ] empty", "PASS"),
            ("L[ T == 9 ] !empty", "FAIL"),
            ("S[ this == 5 ] exists", "FAIL"),
            ("S[*][ this == 5 ] exists", "PASS"),
            ("R[ keys == 'X' ].T == 1", "PASS"),
            ("R[ keys == /^[XY]$/ ].T >= 1", "PASS"),
            ("R[ keys in ['X', 'Y'] ].T == 1", "FAIL"),
            ("R[ keys != 'X' ].T == 2", "PASS"),
            ("R[ keys not in ['X'] ].T == 2", "PASS"),
            ("R[ keys == 'Z' ].T == 2", "SKIP"),
        ],
    );
}

#[test]
fn a_second_filter_on_a_map_is_an_error() {
    let found = clause("R.*[ T exists ][ T == 1 ] exists", "{\"R\": {\"X\": {\"T\": {\"A\": 1}}}}");
    assert!(found.starts_with("ERROR a filter on a map"), "{found}");
}

#[test]
fn captured_keys_are_variables_of_the_file() {
    let document = "{\"R\": {\"X\": {\"T\": 1}, \"Y\": {\"T\": 2}}, \"Names\": [\"X\"]}";
    let rules = "rule a {\n R[ n | T == 1 ] exists\n %n == 'X'\n}\nrule b {\n %n == 'X'\n}\nrule c {\n R[ m ].T >= 1\n %m in ['X', 'Y']\n count(%m) == 2\n}";
    let rules = rules.replace("\n count(%m) == 2", "\n let many = count(%m)\n %many == 2");
    assert_eq!(Run::default().statuses(&rules, document), "a PASS, b PASS, c PASS");
    let early = "rule b {\n %n == 'X'\n}\nrule a {\n R[ n | T == 1 ] exists\n}";
    assert_eq!(Run::default().statuses(early, document), "b ERROR, a PASS");
    let joins = "let names = Names[*]\nrule r {\n R.%names.T == 1\n R[ keys in %names ].T == 1\n}";
    assert_eq!(Run::default().status(joins, document), "PASS");
    let no_text = "let number = R.X.T\nrule r {\n R.%number exists\n}";
    assert!(Run::default().status(no_text, document).starts_with("ERROR `%number` is used as a key"));
}

#[test]
fn a_variable_stands_for_its_values() {
    let document = "{\"Tags\": [{\"Key\": \"a\"}], \"A\": 1}";
    let status = |rules: &str| Run::default().status(rules, document);
    assert_eq!(status("let v = Tags\nrule r {\n %v.Key == 'a'\n}"), "FAIL");
    assert_eq!(status("let v = Tags[*]\nrule r {\n %v.Key == 'a'\n}"), "PASS");
    assert_eq!(status("let v = Tags\nrule r {\n %v[*][*].Key == 'a'\n}"), "PASS");
    assert_eq!(status("let v = Tags\nrule r {\n %v.*.Key == 'a'\n}"), "PASS");
    assert_eq!(status("let v = some Nope.X\nrule r {\n %v empty\n}"), "PASS");
    assert_eq!(status("let v = 1\nlet v = 2\nrule r {\n %v == 2\n}"), "PASS");
    assert_eq!(status("rule r {\n %late == 1\n let late = A\n}"), "PASS");
    assert_eq!(status("let v = A\nrule r {\n let v = 2\n %v == 2\n}"), "PASS");
}

#[test]
fn values_that_are_missing_fail_comparisons() {
    all(
        "{\"A\": 1}",
        &[
            ("B == 1", "FAIL"),
            ("B != 1", "FAIL"),
            ("B not in [1]", "FAIL"),
            ("A == B", "FAIL"),
            ("A != B", "FAIL"),
            ("B exists", "FAIL"),
            ("B !exists", "PASS"),
            ("B empty", "PASS"),
            ("B is_string", "FAIL"),
            ("B !is_string", "PASS"),
        ],
    );
}

#[test]
fn kinds_that_have_nothing_in_common_fail_both_ways() {
    all(
        "{\"A\": 5, \"B\": true, \"T\": \"5\"}",
        &[
            ("A == '5'", "FAIL"),
            ("A != '5'", "FAIL"),
            ("B == 'true'", "FAIL"),
            ("A == /5/", "FAIL"),
            ("B > false", "FAIL"),
            ("B == true", "PASS"),
            ("A not in ['5']", "PASS"),
            ("A not in /5/", "FAIL"),
            ("A == null", "FAIL"),
            ("T > '4'", "PASS"),
        ],
    );
}

#[test]
fn equality_has_a_shape_for_each_pair() {
    let document = "{\"L\": [1, 2], \"One\": [1], \"S\": 1, \"E\": [], \"M\": {\"A\": 1, \"B\": [1]}, \"L2\": [2, 1], \"LL\": [[1, 2]]}";
    all(
        document,
        &[
            ("L == [1, 2]", "PASS"),
            ("L == [2, 1]", "FAIL"),
            ("S == [1]", "PASS"),
            ("S == [1, 2]", "FAIL"),
            ("One == 1", "PASS"),
            ("L == 1", "FAIL"),
            ("E == 1", "PASS"),
            ("E[*] == 1", "FAIL"),
            ("M == { A: 1, B: [1] }", "PASS"),
            ("M == { A: 1 }", "FAIL"),
            ("L == L2", "FAIL"),
            ("L[*] == L2[*]", "PASS"),
            ("L[*] == One[*]", "FAIL"),
            ("L[*] != One[*]", "FAIL"),
        ],
    );
}

#[test]
fn order_holds_for_every_pair() {
    let document = "{\"P\": [30, 40], \"S\": \"b\", \"F\": 1.5}";
    all(
        document,
        &[
            ("P >= [10, 20, 30]", "PASS"),
            ("P >= [10, 35]", "FAIL"),
            ("P[*] > 20", "PASS"),
            ("S > 'a'", "PASS"),
            ("F < 1.6", "PASS"),
        ],
    );
}

#[test]
fn membership_has_a_shape_for_each_pair() {
    let document = "{\"S\": \"ab\", \"L\": [\"a\", \"b\", \"c\"], \"N\": 5, \"LL\": [[1, 2], [3]], \"P\": [1, 2], \"A\": [1], \"B\": [1, 9]}";
    all(
        document,
        &[
            ("S in 'xaby'", "PASS"),
            ("S not in 'xaby'", "FAIL"),
            ("L in 'abc'", "PASS"),
            ("L in ['a', 'b', 'c', 'd']", "PASS"),
            ("L in ['a']", "FAIL"),
            ("L not in ['a']", "FAIL"),
            ("L not in ['q']", "PASS"),
            ("P in [[1, 2], [3]]", "PASS"),
            ("P in [[1], [3]]", "FAIL"),
            ("S in [/^a/]", "PASS"),
            ("N in r[0,5]", "PASS"),
            ("N in r[0,5)", "FAIL"),
            ("N == r(4,5]", "PASS"),
            ("N in [r[0,5]]", "FAIL"),
            ("N not in [r[0,5]]", "PASS"),
            ("P in r[0,5]", "FAIL"),
            ("P == r[0,5]", "PASS"),
            ("A[*] in P[*]", "PASS"),
            ("B[*] in P[*]", "FAIL"),
            ("some B[*] in P[*]", "FAIL"),
            ("some P[*] == 2", "PASS"),
        ],
    );
}

#[test]
fn empty_is_asked_of_what_can_be() {
    all(
        "{\"L\": [], \"S\": \"\", \"M\": {}, \"N\": 5, \"Z\": null}",
        &[
            ("L empty", "PASS"),
            ("S empty", "PASS"),
            ("M !empty", "FAIL"),
            ("N empty", "FAIL"),
            ("N !empty", "FAIL"),
            ("Z empty", "FAIL"),
        ],
    );
    let guarded = "rule r when N !empty {\n Nope exists\n}";
    assert_eq!(Run::default().status(guarded, "{\"N\": 5}"), "FAIL", "the rule is not skipped");
    let filtered = "rule r {\n L[ N !empty ] exists\n}";
    assert_eq!(Run::default().status(filtered, "{\"L\": [{\"N\": 5}]}"), "FAIL");
}

#[test]
fn statuses_are_joined() {
    let document = "{\"A\": 1, \"L\": [1]}";
    all(
        document,
        &[
            ("A == 2 or A == 1", "PASS"),
            ("A == 1\n A == 2", "FAIL"),
            ("L[ this == 9 ] == 1 or A == 1", "PASS"),
            ("L[ this == 9 ] == 1 or A == 2", "FAIL"),
            ("L[ this == 9 ] == 1\n A == 1", "PASS"),
            ("L[ this == 9 ] == 1", "SKIP"),
            ("when A == 2 { A == 3 }", "SKIP"),
            ("when A == 1 { A == 3 }", "FAIL"),
            ("L[ this == 9 ] { A exists }", "SKIP"),
            ("L[ this == 9 ] !empty { A exists }", "FAIL"),
            ("B { A exists }", "FAIL"),
            ("some L[*] { this == 1 }", "PASS"),
            ("let x = 1", "SKIP"),
        ],
    );
    all("{\"L\": [1, 2]}", &[("some L[*] { this == 1 }", "PASS"), ("L[*] { this == 1 }", "FAIL")]);
}

#[test]
fn rules_refer_to_rules() {
    let document = "{\"A\": 1}";
    let base = "rule yes {\n A == 1\n}\nrule no {\n A == 2\n}\nrule skipped when A == 2 {\n A exists\n}\n";
    for (body, expected) in [
        ("yes", "PASS"),
        ("no", "FAIL"),
        ("skipped", "FAIL"),
        ("not yes", "FAIL"),
        ("not no", "PASS"),
        ("not skipped", "FAIL"),
        ("no or yes", "PASS"),
    ] {
        let found = Run::default().statuses(&format!("{base}rule r {{\n {body}\n}}"), document);
        assert_eq!(found, format!("yes PASS, no FAIL, skipped SKIP, r {expected}"), "{body}");
        let gate = Run::default().statuses(&format!("{base}rule r when {} {{\n A == 9\n}}", body), document);
        let opens = matches!(body, "yes" | "not no" | "not skipped" | "no or yes");
        assert!(gate.ends_with(if opens { "r FAIL" } else { "r SKIP" }), "{body}: {gate}");
    }
}

#[test]
fn rules_of_one_name_are_all_evaluated() {
    let rules = "rule a when A == 2 {\n A exists\n}\nrule a {\n A == 1\n}\nrule a {\n A == 3\n}\nrule r {\n a\n}";
    assert_eq!(Run::default().statuses(rules, "{\"A\": 1}"), "a SKIP, a PASS, a FAIL, r PASS");
}

#[test]
fn rules_with_parameters_see_their_caller() {
    let document = "{\"A\": {\"B\": 1}, \"C\": 1}";
    let status = |rules: &str| Run::default().status(rules, document);
    assert_eq!(status("rule p(x, y) {\n %x == %y\n}\nrule r {\n p(A.B, 1)\n}"), "PASS");
    assert_eq!(
        status("rule p(x) {\n B == %x\n}\nrule r {\n A { p(1) }\n}"),
        "PASS",
        "queries start at the caller's value"
    );
    assert_eq!(status("rule p(x) {\n %x == %mine\n}\nrule r {\n let mine = 1\n p(A.B)\n}"), "PASS", "so do variables");
    assert_eq!(status("rule p(x) {\n %x == 1\n}\nrule r {\n let x = 2\n p(A.B)\n}"), "PASS");
    assert_eq!(status("rule p(x) {\n %x == 1\n}\nrule r when p(A.B) {\n C == 2\n}"), "FAIL");
}

#[test]
fn lines_outside_of_rules_are_the_default_rule() {
    let rules = "rule a {\n A exists\n}\nA == 2\nA exists";
    assert_eq!(Run::default().statuses(rules, "{\"A\": 1}"), "default FAIL, a PASS");
}

#[test]
fn type_blocks_are_about_resources() {
    let rules = "rule r {\n X::Y::Z {\n S == 1\n }\n}";
    let status = |document: &str| Run::default().status(rules, document);
    assert_eq!(status("{\"Resources\": {\"A\": {\"Type\": \"X::Y::Z\", \"S\": 1}}}"), "PASS");
    assert_eq!(status("{\"Resources\": {\"A\": {\"Type\": \"X::Y::Z\", \"S\": 2}}}"), "FAIL");
    assert_eq!(status("{\"Resources\": {\"A\": {\"Type\": \"P::Q\", \"S\": 2}}}"), "SKIP");
    for document in ["{\"A\": 1}", "{\"Resources\": null}", "{\"Resources\": {}}", "{\"Resources\": []}"] {
        assert_eq!(status(document), "SKIP", "{document}");
    }
}

#[test]
fn functions_compute() {
    let document = "{\"L\": [\"a\", \"b\"], \"N\": \"42\", \"T\": \"x: [1, 2]\", \"U\": \"a%20b\", \"D\": \"2024-01-01T00:00:00Z\", \"I\": 7, \"B\": true, \"Q\": \"q\"}";
    for (value, check, expected) in [
        ("count(L[*])", "== 2", "PASS"),
        ("count(L)", "== 1", "PASS"),
        ("count(Nope)", "== 0", "PASS"),
        ("join(L[*], \"-\")", "== 'a-b'", "PASS"),
        ("json_parse(T)", ".x[1] == 2", "PASS"),
        ("parse_int(N)", "== 42", "PASS"),
        ("parse_int(U)", "== 42", "FAIL"),
        ("parse_string(I)", "== '7'", "PASS"),
        ("parse_boolean(B)", "== true", "PASS"),
        ("parse_epoch(D)", "== 1704067200", "PASS"),
        ("regex_replace(N, \"(4)\", \"<${1}>\")", "== '<4>'", "PASS"),
        ("regex_replace(N, \"(9)\", \"<${1}>\")", "empty", "PASS"),
        ("substring(U, 0, 1)", "== 'a'", "PASS"),
        ("substring(U, 0, 99)", "== 'a'", "FAIL"),
        ("substring(U, -1, 2)", "== 'a'", "ERROR"),
        ("to_upper(L[*])", "== /^[AB]$/", "PASS"),
        ("to_lower(to_upper(L[*]))", "in L[*]", "PASS"),
        ("url_decode(U)", "== 'a b'", "PASS"),
        ("parse_char(I)", "in r[0, 9]", "FAIL"),
        ("parse_char(Q)", "in r[a, z]", "PASS"),
    ] {
        let check = if check.starts_with('.') { check.to_owned() } else { format!(" {check}") };
        let found = Run::default().statuses(&format!("rule r {{\n let v = {value}\n %v{check}\n}}"), document);
        assert_eq!(found, format!("r {expected}"), "{value}");
    }
}

#[test]
fn parameters_replace_what_let_gives() {
    use tablewarden_engine::{Budget, Options, Plan, SourceFile};
    let text = "let allowed = ['a']\nrule r {\n A in %allowed\n}";
    let parsed = tablewarden_guard::parse(text, tablewarden_engine::Dialect::V3_2_1);
    let item = |text: &str| tablewarden_guard::Value {
        kind: tablewarden_guard::ValueKind::String(text.into()),
        span: tablewarden_source::Span::default(),
    };
    let list = tablewarden_guard::ValueKind::List(vec![item("b"), item("c")]);
    let parameters = [("allowed".to_owned(), list)];
    let source = SourceFile { text, rules: &parsed.file, parameters: &parameters };
    let (plan, problems) = Plan::compile(&[source], &Options::default());
    assert_eq!(problems, []);
    let document =
        tablewarden_template::read("A: b", tablewarden_template::Syntax::Auto, tablewarden_template::Limits::default());
    let view = tablewarden_template::View::new(&document.tree, tablewarden_template::Reading::GuardValidate);
    assert!(plan.evaluate(view, &Budget::default(), None).failures.is_empty());
    let parameters = [("nope".to_owned(), tablewarden_guard::ValueKind::Null)];
    let source = SourceFile { text, rules: &parsed.file, parameters: &parameters };
    let (_, problems) = Plan::compile(&[source], &Options::default());
    assert_eq!(problems[0].message, "there is no `let nope = …` at file level for the parameter `nope`");
}

#[test]
fn a_plain_scalar_behind_a_short_tag_is_text() {
    for (rules, document) in [
        ("rule r { A.Ref == \"5\" }", "A: !Ref 5\n"),
        ("rule r { A.'Fn::Sub' == \"true\" }", "A: !Sub true\n"),
        ("rule r { A.Ref is_string }", "A: !Ref 5\n"),
        ("rule r { A[0].Ref == \"5\" }", "A: [!Ref 5]\n"),
        ("rule r { A.Ref == 5 }", "A: {Ref: 5}\n"),
    ] {
        assert_eq!(Run::default().status(rules, document), "PASS", "{rules} {document}");
    }
    assert_eq!(Run::default().status("rule r { A.Ref == 5 }", "A: !Ref 5\n"), "FAIL");
}
