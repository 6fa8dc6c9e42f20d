//! Settings as they are read: what counts, and what is said of mistakes.

#![allow(clippy::unwrap_used, clippy::panic)]

use tablewarden_guard::ValueKind;
use tablewarden_source::SourceText;
use tablewarden_wire::{FailOn, Profile, Severity};

use super::literal::words;
use super::*;
use crate::pack::{self, FILES};
use crate::rule_name::RuleName;

fn reading(text: &str, name: &str, file: &str) -> SettingsFile {
    read(&SourceText::new(text.as_bytes()), name, file, &|rule| rule == "my_rule")
}

fn good(text: &str) -> Settings {
    let reading = reading(text, "tablewarden.yaml", "infra/orders.yaml");
    assert_eq!(reading.mistakes, [], "{text}");
    reading.settings
}

/// What is marked, and what is said of it.
fn mistakes(text: &str) -> Vec<(String, String)> {
    let reading = reading(text, "tablewarden.yaml", "infra/orders.yaml");
    reading.mistakes.into_iter().map(|(span, message)| (span.of(text).to_owned(), message)).collect()
}

/// A built-in rule as a report names it, by its place among the files.
fn rule(name: &str) -> RuleName<'static> {
    FILES[pack::find(name).unwrap()].rule_name()
}

#[test]
fn all_that_can_be_said() {
    let settings = good(
        "
profile: strict
failOn: never
maxFindings: all
region: eu-west-1
account: 012345678901
partition: aws
$schema: https://example.com/settings.schema.json
exclude: legacy
ruleFiles: [own]
parameters: {Stage: prod, Zones: [a, b], Size: 5}
format: [text, sarif=report.sarif]
paths: {only: '**', except: [legacy/**]}
rules:
  point-in-time-recovery: off
  DDB-B001: error
  ddb_e001: {severity: note, parameters: {minimum_tier: 2}}
  sequential-partition-key: {parameters: {exempt: [id, key]}, paths: {only: [infra/*.yaml]}}
  deletion-protection: {paths: {except: [infra/**]}}
  my_rule: warning
production:
  when: {tag: {Stage: [prod, production]}, parameter: {Stage: prod}}
  rules: [DDB-R001, my_rule]
",
    );
    assert_eq!((settings.profile, settings.fail_on), (Some(Profile::Strict), Some(FailOn::Never)));
    assert_eq!((settings.max_findings, good("maxFindings: 7").max_findings), (Some(u32::MAX), Some(7)));
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(settings.stack, [said("eu-west-1"), said("012345678901"), said("aws")]);
    assert_eq!(settings.stack([&None, &said("1"), &None]), [said("eu-west-1"), said("1"), said("aws")]);
    assert!(settings.is_off("DDB-R001") && settings.is_off("deletion-protection"));
    assert!(!settings.is_off("sequential-partition-key") && !settings.is_off("my_rule"));
    assert_eq!(settings.severity(&rule("DDB-B001")), Some(Severity::Error));
    assert_eq!(settings.severity(&rule("encryption-tier")), Some(Severity::Note));
    assert_eq!(settings.severity(&rule("sequential-partition-key")), None);
    let values: Vec<_> = settings.parameters.iter().map(|parameter| (parameter.name, &parameter.value)).collect();
    assert!(matches!(values[..], [("minimum_tier", ValueKind::Int(2)), ("exempt", ValueKind::List(_))]), "{values:?}");
    assert!(settings.production.is_some());
    let values = settings.values.iter().map(|(name, given)| (name.as_str(), given.value.as_deref()));
    let expected = [("Stage", Some("prod")), ("Zones", Some("a,b")), ("Size", Some("5"))];
    assert_eq!(values.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_said_of_files() {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let said = file_settings(
        b"exclude: a\npaths: {only: [b, c], except: d}\nruleFiles: [e]\nformat: [json=f, text]\nbaseline: g\n",
    );
    let expected = FileSettings {
        exclude: texts(&["a"]),
        only: texts(&["b", "c"]),
        except: texts(&["d"]),
        rule_files: texts(&["e"]),
        formats: texts(&["json=f", "text"]),
        baseline: Some("g".to_owned()),
    };
    assert_eq!(said, expected);
    for other in ["", "[a]", "exclude: {a: b}\npaths: x\nformat: [[]]", "a: ["] {
        assert_eq!(file_settings(other.as_bytes()), FileSettings::default(), "{other}");
    }
}

#[test]
fn nothing_said_is_everything_by_default() {
    for text in ["", "# nothing yet\n", "{}", "null", "profile:\nrules:\n"] {
        let settings = good(text);
        assert!(settings.rules.is_empty() && settings.profile.is_none() && settings.production.is_none());
    }
}

#[test]
fn paths_start_at_the_folder_of_the_file() {
    let text = "paths: {only: ['orders/*'], except: ['**/old.yaml']}";
    let counts = |name: &str, file: &str| reading(text, name, file).in_force.is_some();
    assert!(counts("tablewarden.yaml", "orders/a.yaml") && counts("infra/tablewarden.yaml", "infra/orders/a.yaml"));
    assert!(counts("elsewhere/settings.yaml", "orders/a.yaml") && counts("/x/s.yaml", "/x/orders/a.yaml"));
    assert!(counts("tablewarden.yaml", "orders/deep/a.yaml"), "a folder is meant with what is in it");
    assert!(!counts("tablewarden.yaml", "a.yaml") && !counts("tablewarden.yaml", "orders/old.yaml"));
    let off = reading("paths: {only: [x]}\nprofile: strict\nfailon: error", "tablewarden.yaml", "a.yaml");
    assert!(off.settings.profile.is_none() && off.mistakes.len() == 1, "mistakes are told wherever it counts");
}

#[test]
fn a_mistake_has_its_place_and_the_rest_counts() {
    for (text, marked, says) in [
        ("profle: strict", "profle", "Unknown key `profle`. Did you mean `profile`?"),
        ("profile: all", "all", "This must be one of minimal, recommended, strict, not `all`."),
        ("profile: [strict]", "[strict]", "This must be one of minimal, recommended, strict."),
        ("maxFindings: 0", "0", "This must be a number from 1, or `all`, not `0`."),
        ("maxFindings: [3]", "[3]", "This must be a number from 1, or `all`."),
        ("region: [a]", "[a]", "This must be text."),
        ("region: ''", "''", "This must be text."),
        ("rules: {DDB-R001: }", "", "This must be one of off, error, warning, note"),
        ("rules: [a]", "[a]", "This must be a map of keys and values."),
        ("- rules", "- rules", "This must be a map of keys and values."),
        ("rules: {DDB-Z999: off}", "DDB-Z999", "Unknown rule `DDB-Z999`."),
        ("rules: {DDB-R001: on}", "on", "This must be one of off, error, warning, note"),
        ("rules: {DDB-R001: {severity: off}}", "off", "This must be one of error, warning, note, not `off`."),
        ("rules: {DDB-R001: {level: note}}", "level", "Unknown key `level`. Known here: severity, parameters, paths."),
        ("rules: {DDB-R001: {parameters: {days: 3}}}", "days", "Unknown parameter `days`. There are none here."),
        ("rules: {DDB-E001: {parameters: {tier: 2}}}", "tier", "Unknown parameter `tier`. Known here: minimum_tier."),
        (
            "rules: {DDB-E001: {parameters: {minimum_tier: '2'}}}",
            "'2'",
            "Parameter `minimum_tier` must be a whole number.",
        ),
        ("rules: {DDB-K001: {parameters: {exempt: id}}}", "id", "Parameter `exempt` must be a list of texts."),
        ("rules: {DDB-K001: {parameters: {exempt: [1]}}}", "[1]", "Parameter `exempt` must be a list of texts."),
        ("rules: {my_rule: {parameters: {a: 1}}}", "a", "Unknown parameter `a`. There are none here."),
        ("rules: {DDB-R001: off, point-in-time-recovery: note}", "point-in-time-recovery", "is set twice"),
        ("paths: {in: [a]}", "in", "Unknown key `in`. Known here: only, except."),
        ("paths: {only: {a: b}}", "{a: b}", "This must be text."),
        ("production: {rules: [DDB-R001]}", "{rules: [DDB-R001]}", "`production` needs `when` and `rules`"),
        ("production: {when: {}, rules: [DDB-R001]}", "{when: {}, rules: [DDB-R001]}", "`production` needs"),
        ("production: {when: {tags: {a: b}}, rules: [DDB-R001]}", "tags", "Unknown key `tags`. Did you mean `tag`?"),
        (
            "production: {when: {tag: {a: b}}, rules: [DDB-R00]}",
            "DDB-R00",
            "Unknown rule `DDB-R00`. Did you mean `DDB-R001`?",
        ),
        ("tags: {needed: [a]}", "needed", "Unknown key `needed`. Known here: required."),
        ("profile: note\nprofile: strict", "profile", "This key is given twice. Remove one."),
        ("region: eu-wset-1", "eu-wset-1", "`eu-wset-1` is not an AWS Region. Did you mean `eu-west-1`?"),
        ("account: 12", "12", "`12` is not an AWS account id. An account id has 12 digits."),
        ("partition: aws-chn", "aws-chn", "Did you mean `aws-cn`?"),
        ("format: [text, sarfi=r.sarif]", "sarfi=r.sarif", "not `sarfi`. Did you mean `sarif`?"),
        ("exclude: {a: b}", "{a: b}", "This must be text."),
        ("parameters: {A: {b: c}}", "{b: c}", "The value of parameter `A` must be text or a list of texts."),
        ("profile: 'strict", "", ""),
    ] {
        let found = mistakes(text);
        let is_told = |(span, message): &(String, String)| {
            message.contains(says) && (says.is_empty() || span.trim_end() == marked)
        };
        assert!(
            found.len() == 1 && found.iter().all(is_told) || says.is_empty() && !found.is_empty(),
            "{text}: {found:?}"
        );
    }
    let reading = reading("profle: 1\nfailOn: error\nrules: {x: off, DDB-R001: off}", "tablewarden.yaml", "a.yaml");
    assert!(reading.mistakes.len() == 2 && reading.settings.fail_on == Some(FailOn::Error));
    assert!(reading.settings.is_off("DDB-R001") && reading.in_force.is_some());
}

#[test]
fn required_tags_are_a_parameter_of_the_rule_that_has_them() {
    let reading = reading("tags: {required: [Team]}", "tablewarden.yaml", "a.yaml");
    let there = FILES.iter().any(|file| file.parameters.contains(&"required_tags"));
    assert_eq!(reading.settings.parameters.len() == 1, there, "{:?}", reading.mistakes);
    assert_eq!(reading.mistakes.is_empty(), there);
}

#[test]
fn every_parameter_of_a_header_can_be_set() {
    for (index, file) in FILES.iter().enumerate() {
        for name in file.parameters {
            let literal = pack::parameter(index, name).map(|(_, _, literal)| literal);
            assert!(literal.as_ref().and_then(words).is_some(), "{}: {name}: {literal:?}", file.file);
        }
    }
}
