//! The differences between cfn-guard 3.2.0 and 3.2.1, one test for each: the same rule and document, both verdicts.

mod support;

use support::{Run, old};

/// The status under 3.2.1, then under 3.2.0.
#[track_caller]
fn differs(rules: &str, document: &str, new_and_old: [&str; 2]) {
    let new = Run::default().statuses(rules, document);
    let old = old().statuses(rules, document);
    let last = |statuses: &str| statuses.rsplit(", ").next().unwrap_or("").replace("r ", "");
    assert_eq!([last(&new).as_str(), last(&old).as_str()], new_and_old, "{rules}");
}

#[test]
fn a_leading_not_on_a_comparison_counts() {
    differs("rule r {\n not A == 1\n}", "A: 2", ["PASS", "FAIL"]);
    differs("rule r {\n !A == 1\n}", "A: 1", ["FAIL", "PASS"]);
    differs("rule r {\n not A != 1\n}", "A: 1", ["PASS", "FAIL"]);
}

#[test]
fn a_leading_not_on_a_call_counts() {
    let rules = "rule p(x) {\n %x == 1\n}\nrule r {\n not p(A)\n}";
    differs(rules, "A: 2", ["PASS", "FAIL"]);
    differs(rules, "A: 1", ["FAIL", "PASS"]);
}

#[test]
fn a_call_of_a_skipped_rule_fails() {
    let rules = "rule p(x) {\n when %x == 9 { B exists }\n}\nrule r {\n p(A)\n}";
    differs(rules, "A: 2", ["FAIL", "SKIP"]);
}

#[test]
fn a_negated_reference_to_a_skipped_rule_fails() {
    differs("rule s when A == 9 {\n B exists\n}\nrule r {\n not s\n}", "A: 2", ["FAIL", "PASS"]);
    differs("rule s when A == 9 {\n B exists\n}\nrule r {\n s\n}", "A: 2", ["FAIL", "FAIL"]);
}

#[test]
fn a_condition_on_a_skipped_rule_leaves_the_decision_to_the_others() {
    let skipped = "rule s when A == 9 {\n B exists\n}\n";
    differs(&format!("{skipped}rule r when s\n A == 2 {{\n A == 3\n}}"), "A: 2", ["FAIL", "SKIP"]);
    differs(&format!("{skipped}rule r when !s {{\n A == 3\n}}"), "A: 2", ["FAIL", "FAIL"]);
}

#[test]
fn a_right_side_without_values_fails_in_a_body() {
    let document = "{\"A\": 2, \"L\": [{\"B\": 1}]}";
    for operator in ["==", "!=", "in", "not in"] {
        let rules = format!("let none = L[ B == 9 ].B\nrule r {{\n A {operator} %none\n}}");
        differs(&rules, document, ["FAIL", "SKIP"]);
    }
    differs("let none = L[ B == 9 ].B\nrule r when A == %none {\n A == 3\n}", document, ["SKIP", "SKIP"]);
    differs("let none = L[ B == 9 ].B\nrule r when A == %none\n A == 2 {\n A == 3\n}", document, ["FAIL", "FAIL"]);
}

#[test]
fn a_variable_without_values_fails_in_a_body() {
    let document = "{\"A\": 2, \"L\": [{\"B\": 1}]}";
    differs("let none = L[ B == 9 ]\nrule r {\n %none == 5\n}", document, ["FAIL", "SKIP"]);
    differs("let none = L[ B == 9 ]\nrule r {\n %none.B == 5\n}", document, ["SKIP", "SKIP"]);
    differs("let none = L[ B == 9 ]\nrule r when %none == 5\n A == 2 {\n A == 3\n}", document, ["FAIL", "FAIL"]);
}

#[test]
fn a_variable_is_looked_into_for_empty() {
    for value in ["[]", "\"\"", "{}"] {
        let document = format!("{{\"A\": {value}}}");
        differs("let a = A\nrule r {\n %a empty\n}", &document, ["PASS", "FAIL"]);
        differs("let a = A\nrule r {\n %a !empty\n}", &document, ["FAIL", "PASS"]);
    }
    for value in ["5", "true", "1.5"] {
        let document = format!("{{\"A\": {value}}}");
        differs("let a = A\nrule r {\n %a empty\n}", &document, ["FAIL", "FAIL"]);
        differs("let a = A\nrule r {\n %a !empty\n}", &document, ["FAIL", "PASS"]);
    }
    differs("let a = A\nrule r {\n %a empty\n}", "{\"A\": null}", ["FAIL", "PASS"]);
    differs("let a = A\nrule r {\n %a !empty\n}", "{\"A\": null}", ["FAIL", "FAIL"]);
}

#[test]
fn empty_on_a_boolean_cannot_be_decided() {
    differs("rule r {\n A !empty\n}", "{\"A\": true}", ["FAIL", "PASS"]);
    differs("rule r {\n A empty\n}", "{\"A\": true}", ["FAIL", "FAIL"]);
}

#[test]
fn whole_numbers_and_others_are_compared() {
    differs("rule r {\n A == 5.0\n}", "{\"A\": 5}", ["PASS", "FAIL"]);
    differs("rule r {\n A > 5\n}", "{\"A\": 5.5}", ["PASS", "FAIL"]);
    differs("rule r {\n A in r[5.0,6.0]\n}", "{\"A\": 5}", ["PASS", "FAIL"]);
    differs("rule r {\n A in [5.0]\n}", "{\"A\": 5}", ["PASS", "FAIL"]);
}

#[test]
fn a_negative_index_counts_from_the_end() {
    differs("rule r {\n A[-1] == 3\n}", "{\"A\": [1, 2, 3]}", ["PASS", "FAIL"]);
    differs("rule r {\n A[-1] == 2\n}", "{\"A\": [1, 2, 3]}", ["FAIL", "PASS"]);
}

#[test]
fn a_huge_index_is_out_of_range() {
    differs("rule r {\n A[4294967296] == 1\n}", "{\"A\": [1, 2, 3]}", ["FAIL", "PASS"]);
}

#[test]
fn an_index_behind_names_chooses_one_of_them() {
    let rules = "let k = [\"X\", \"Y\"]\nlet names = %k[*][*]\nrule r {\n R.%names[0].T == 1\n}";
    differs(rules, "{\"R\": {\"X\": {\"T\": 1}, \"Y\": {\"T\": 2}}}", ["PASS", "FAIL"]);
}

#[test]
fn the_conditions_of_a_type_block_are_asked_of_each_resource() {
    let document = "{\"Top\": 1, \"Resources\": {\"X\": {\"Type\": \"A::B::C\", \"Size\": 1}}}";
    differs("rule r {\n A::B::C when Size == 1 {\n Size == 2\n }\n}", document, ["FAIL", "SKIP"]);
    differs("rule r {\n A::B::C when Top == 1 {\n Size == 2\n }\n}", document, ["SKIP", "FAIL"]);
    differs("let t = Top\nrule r {\n A::B::C when %t == 1 {\n Size == 2\n }\n}", document, ["FAIL", "FAIL"]);
}
