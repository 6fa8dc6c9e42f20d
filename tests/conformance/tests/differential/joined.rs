//! Rules that are walked together against the same rules one by one: statuses, failures and their order, on made files that
//! share queries, and on all that the other tests are made of.

use std::fmt::Write;

use tablewarden_engine::{Budget, Dialect, Evaluation, Options, Plan, SourceFile};
use tablewarden_template::{Limits, Reading, Syntax, View, read};

use crate::maker::Maker;
use crate::resources::resources;

/// All that an evaluation says, but for its steps.
fn said(evaluation: &Evaluation<'_>) -> String {
    let mut text = String::new();
    for outcome in &evaluation.outcomes {
        writeln!(text, "{outcome:?}").unwrap();
    }
    for failure in &evaluation.failures {
        writeln!(text, "{failure:?}").unwrap();
    }
    text
}

/// How many blocks of the files were walked with others.
fn compare(files: &[String], document: &str, dialect: Dialect) -> Option<usize> {
    let parsed = files.iter().map(|text| (text, tablewarden_guard::parse(text, dialect)));
    // Some of what is made cfn-guard refuses too.
    let good: Vec<_> = parsed.filter(|(_, tree)| tree.errors.is_empty()).collect();
    let document = read(document, Syntax::Json, Limits::default());
    if good.is_empty() || !document.problems.is_empty() {
        return None;
    }
    let compiled = || {
        let sources = good.iter().map(|(text, tree)| SourceFile { text, rules: &tree.file, parameters: &[] });
        let sources: Vec<_> = sources.collect();
        Plan::compile(&sources, &Options { dialect }).0
    };
    let (together, one_by_one) = (compiled(), compiled().rule_by_rule());
    let walked = together.walked_together();
    assert_eq!(one_by_one.walked_together(), 0);
    let view = View::new(&document.tree, Reading::GuardValidate);
    let [together, one_by_one] =
        [&together, &one_by_one].map(|plan| plan.evaluate(view, &Budget::default(), Some(1_700_000_000)));
    assert_eq!(said(&together), said(&one_by_one), "{}", files.join("\n----\n"));
    Some(walked)
}

#[test]
fn rules_that_share_queries_come_to_the_same_together() {
    let (mut compared, mut walked) = (0, 0);
    for seed in 0..800 {
        let made = Maker::sharing(seed);
        let dialect = if seed % 4 == 0 { Dialect::V3_2_0 } else { Dialect::V3_2_1 };
        if let Some(blocks) = compare(&made.files, &made.document, dialect) {
            compared += 1;
            walked += blocks;
        }
    }
    assert!(compared > 600 && walked > compared, "{compared} compared, {walked} blocks with others");
}

#[test]
fn rules_of_every_kind_come_to_the_same_together() {
    for seed in 0..200 {
        let made = Maker::make(seed);
        compare(&[made.text(), made.text()], &made.document, Dialect::V3_2_1);
    }
    let (rules, documents) = resources();
    let compared = rules.iter().flat_map(|(_, rule)| {
        documents.iter().filter(|(document, _)| {
            let texts = [rule.to_string(), rule.to_string()];
            compare(&texts, document, Dialect::V3_2_1).is_some()
        })
    });
    assert!(compared.count() > 100);
}
