//! Files beside a template: settings, parameter values, what rules are given, a baseline.

use tablewarden_wire::KnownFinding;

use super::input::{Input, Kind};
use super::written::{each, in_table, listed};

pub(super) const KINDS: [Kind; 15] = [
    Kind::new("rules-of-settings", |n| with(format!("rules:\n{}", each(n, |i| format!("  DDB-X{i}: off\n"))))),
    Kind::new("rules-of-settings-that-stand-twice", |n| with(format!("rules:\n{}", "  DDB-R001: off\n".repeat(n)))),
    Kind::new("paths-of-settings", |n| {
        with(format!("paths: {{only: [{}]}}\n", listed(n, |i| format!("folder{i}/**"))))
    }),
    Kind::new("exclusions-of-settings", |n| with(format!("exclude: [{}]\n", listed(n, |i| format!("'*.{i}'"))))),
    Kind::new("rule-files-of-settings", |n| with(format!("ruleFiles: [{}]\n", listed(n, |i| format!("r{i}.guard"))))),
    Kind::new("tags-of-settings", |n| with(format!("tags: {{required: [{}]}}\n", listed(n, |i| format!("tag{i}"))))),
    Kind::new("parameters-of-settings", |n| {
        let parameters = each(n, |i| format!("  P{i}: {{Type: String}}\n"));
        let settings = Some(format!("parameters:\n{}", each(n, |i| format!("  P{i}: v\n"))));
        Input { settings, ..Input::template(format!("Parameters:\n{parameters}{}", in_table(""))) }
    }),
    Kind::new("production-of-settings", |n| {
        let values = listed(n, |i| format!("prod{i}"));
        with(format!("production: {{when: {{tag: {{Environment: [{values}]}}}}, rules: [DDB-R001]}}\n"))
    }),
    Kind::new("keys-of-settings-that-are-none", |n| with(each(n, |i| format!("key{i}: x\n")))),
    Kind::new("values-of-a-parameter-file", |n| {
        let values = listed(n, |i| format!("{{\"ParameterKey\": \"P{i}\", \"ParameterValue\": \"v\"}}\n"));
        Input { parameter_files: vec![format!("[{values}]")], ..Input::template(in_table("")) }
    }),
    Kind::new("values-of-a-parameter", |n| {
        let parameters = "Parameters: {P: {Type: CommaDelimitedList}}\n";
        let value = format!("P={}", listed(n, |i| format!("v{i}")));
        let tags = "      Tags: [{Key: a, Value: !Select [1, !Ref P]}]\n";
        Input { parameters: vec![value], ..Input::template(format!("{parameters}{}", in_table(tags))) }
    }),
    Kind::new("parameters-of-the-command-line", |n| {
        let parameters = (0..n).map(|i| format!("P{i}=v")).collect();
        Input { parameters, ..Input::template(in_table("")) }
    }),
    Kind::new("input-parameters", |n| {
        let input_parameters = vec![each(n, |i| format!("Input{i}: x\n"))];
        Input { input_parameters, ..Input::rules("rule r { Input0 exists }\n".to_owned()) }
    }),
    Kind::new("rule-files", |n| {
        let rules = (0..n).map(|i| format!("rule r{i} {{ Resources exists }}\n")).collect();
        Input { rules, ..Input::template(in_table("")) }
    })
    .enough(500),
    Kind::new("findings-of-a-baseline", |n| {
        let known = |i| KnownFinding {
            rule: "DDB-R001".to_owned(),
            place: format!("/Resources/T{i}"),
            fingerprint: format!("{i:032x}"),
            related: Vec::new(),
            count: 1,
        };
        Input { baseline: (0..n).map(known).collect(), ..Input::template(in_table("")) }
    }),
];

fn with(settings: String) -> Input {
    Input { settings: Some(settings), ..Input::template(in_table("")) }
}
