#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use tablewarden_guard::{Dialect, parse};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

use crate::document::Document;
use crate::evaluate::{Budget, evaluate_file};
use crate::outcome::{Evaluation, RuleStatus};
use crate::{Options, Plan, SourceFile};

const LET: &str = "let tables = Resources.*[ Type == 'T' ]\nlet few = ['a', 'b']\n";

fn plan(text: &str) -> Plan {
    let rules = parse(text, Dialect::default()).into_result().unwrap();
    let source = SourceFile { text, rules: &rules, parameters: &[] };
    let (plan, problems) = Plan::compile(&[source], &Options::default());
    assert_eq!(problems, [], "{text}");
    plan
}

/// A document of resources, in each of which other things are missing or wrong.
fn document(seed: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    let mut chance = |of: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % of
    };
    let mut text = String::from("{\"Other\": {\"A\": 1}, \"Resources\": {");
    for index in 0..=chance(9) {
        let comma = if index > 0 { "," } else { "" };
        let kind = ["\"T\"", "\"T\"", "\"T\"", "\"U\"", "3", "[\"T\"]"].get(chance(6) as usize).unwrap();
        write!(text, "{comma}\"R{index}\": {{\"Type\": {kind}").unwrap();
        if chance(5) > 0 {
            let a = ["\"a\"", "\"b\"", "\"c\"", "1", "null", "{}"].get(chance(6) as usize).unwrap();
            let list = ["[]", "[{\"K\": 1}]", "[{\"K\": 1}, {\"K\": 2}]", "\"x\"", "[{\"L\": 1}]"]
                .get(chance(5) as usize)
                .unwrap();
            write!(text, ", \"Properties\": {{\"A\": {a}, \"List\": {list}").unwrap();
            if chance(2) > 0 {
                write!(text, ", \"B\": {{\"C\": {}}}", chance(3)).unwrap();
            }
            text.push('}');
        }
        text.push('}');
    }
    text.push_str("}}");
    text
}

/// Statuses and failures.
fn came(plan: &Plan, document: &str, batch: u32) -> String {
    let document = read(document, Syntax::Json, Limits::default());
    assert_eq!(document.problems, []);
    let view = View::new(&document.tree, Reading::GuardValidate);
    let budget = Budget::default();
    let document = Document::new(view, plan, budget.steps);
    let mut evaluation = Evaluation { outcomes: Vec::new(), failures: Vec::new(), steps: 0 };
    for (index, file) in plan.files.iter().enumerate() {
        evaluate_file((index, file), &document, &budget, None, batch, &mut [], &mut evaluation);
    }
    let statuses: Vec<&RuleStatus> = evaluation.outcomes.iter().map(|outcome| &outcome.status).collect();
    assert!(evaluation.failures.is_sorted_by_key(|failure| failure.rule));
    let mut failures: Vec<String> = evaluation.failures.iter().map(|failure| format!("{failure:?}")).collect();
    failures.sort();
    format!("{statuses:?} {failures:?}")
}

/// Rules of every kind that can be evaluated in batches.
const BATCHED: &str = "
rule a when %tables !empty { %tables.Properties.A == 'a' }
rule b when %tables !empty { %tables.Properties { A in %few <<m>> B exists or A != 1 when B exists { B.C >= 1 } } }
rule c when %tables !empty { %tables.Properties.List[*].K == 1 %tables.Properties exists }
rule d { Resources.*[ Type == 'T' Properties exists ] { let own = Properties.A  %own == /a|b/  some Properties.List[*].K == 1 } }
rule e when %tables !empty { %tables[ Properties.B exists ] { Properties.B.C in r[0, 1] } }
rule f { Resources.*[ Type == 'U' ].Properties { A is_string List !empty } }
rule g when %tables !empty { %tables { Properties.List[*] { K == 1 } } %tables.Properties.A not exists }
";

#[test]
fn in_parts_rules_come_to_what_they_come_to_on_the_whole() {
    for text in [format!("{LET}{BATCHED}"), include_str!("../../../../../benches/rules/dynamodb.guard").to_owned()] {
        let plan = plan(&text);
        assert!(plan.files[0].can_be_batched);
        let mut failing = 0;
        for seed in 0..400 {
            let document = document(seed)
                .replace("\"T\"", if text.contains("'T'") { "\"T\"" } else { "\"AWS::DynamoDB::Table\"" });
            let whole = came(&plan, &document, u32::MAX);
            for batch in [1, 2, 3] {
                assert_eq!(came(&plan, &document, batch), whole, "{batch} of {document}");
            }
            failing += usize::from(whole.contains("Fail"));
        }
        assert!(failing > 100, "{failing}");
    }
}

#[test]
fn what_asks_about_several_resources_is_left_together() {
    for rule in [
        "rule x when %tables !empty { some %tables.Properties.A == 'a' }",
        "rule x { %tables.Properties.A == 'a' }",
        "rule x when %tables empty { %tables { A exists } }",
        "rule x when %tables !empty { %tables !empty }",
        "rule x when %tables !empty { %tables { A exists } or %tables { B exists } }",
        "rule x when %tables !empty { Resources.*[ Type == 'U' ] { A exists } }",
        "rule x when %tables !empty { %tables.Properties.A == %tables.Properties.B }",
        "rule x when %tables !empty { %tables { A in %tables.B } }",
        "rule x when %tables !empty { %tables[ A exists ].B == 1 }",
        "rule x when %tables !empty { when %tables.A exists { %tables { B exists } } }",
        "rule x when %tables !empty { %tables !empty { A exists } }",
        "rule x {\n a\n}",
        "rule x { Resources.* { A exists } }",
        "rule x { Other.A == 1 }",
        "rule x when %tables !empty { not %tables.Properties.A == 'a' }",
        "let count = count(%tables)\nrule x when %tables !empty { %tables { A == %count } }",
        "rule x { Resources.*[ name | Type == 'T' ] { A exists } }",
    ] {
        let plan = plan(&format!("{LET}{BATCHED}{rule}"));
        assert!(!plan.files[0].can_be_batched, "{rule}");
    }
    assert!(!plan(&format!("{LET}rule a when %tables !empty {{ %tables {{ A exists }} }}")).files[0].can_be_batched);
}
