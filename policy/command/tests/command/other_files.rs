//! What is no template among the files of a check: skipped in silence where that was asked for, and never where it may be a
//! damaged template.

use crate::invented::Invented;

/// A file of a Helm chart that is no YAML before Helm has read it.
const HELM: &str = "{{- if .Values.on }}\nkind: ConfigMap\ndata:\n{{ toYaml .Values.data | indent 2 }}\n{{- end }}\n";
const JINJA: &str = "{% for name in names %}\n- {{ name }}: {{ value | default(\"x\") }}\n{% endfor %}\n";
const HALF_OF_JSON: &str = "{\"dashboard\": {\"title\": \"Resources\", \"panels\": [";

/// How many files were skipped, and the exit code.
fn skipped(host: &mut Invented, line: &str) -> (u64, u8) {
    let ran = host.run(&format!("check --format json {line}"));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    for file in report["files"].as_array().unwrap() {
        assert!(file["skipped"] == false || file["notices"] == serde_json::json!([]), "{file}");
    }
    (report["skipped"].as_u64().unwrap(), ran.code)
}

#[test]
fn what_cannot_be_parsed_and_has_no_sign_of_cloudformation_is_skipped() {
    let files = [("helm.yaml", HELM), ("jinja.yml", JINJA), ("half.json", HALF_OF_JSON)];
    let mut host = Invented::new(&files);
    assert_eq!(skipped(&mut host, "--skip-other-files helm.yaml jinja.yml half.json"), (3, 0));
    assert_eq!(skipped(&mut host, "."), (3, 0), "in a folder too");
    for (name, _) in files {
        assert_eq!(skipped(&mut host, name), (0, 2), "{name} was named, so it has to be a template");
    }
}

#[test]
fn what_cannot_be_parsed_and_may_be_a_template_is_an_error() {
    let damaged = [
        ("margin.yaml", "a: [\nResources:\n  x\n"),
        ("type.yaml", "{{ if a }}\nType: AWS::DynamoDB::Table\n"),
        ("key.json", "{\n  \"Description\": \"x,\n  \"Resources\": {\n"),
        ("type.json", "{\"Type\": \"AWS::SQS::Queue\""),
    ];
    for (name, text) in damaged {
        let mut host = Invented::new(&[(name, text)]);
        assert_eq!(skipped(&mut host, &format!("--skip-other-files {name}")), (0, 2), "{name}");
    }
}

#[test]
fn what_has_an_earlier_version_is_skipped_all_the_same() {
    let mut host = Invented::new(&[("values.yaml", "replicas: 2\n"), ("helm.yaml", HELM)]);
    host.commit("HEAD", "values.yaml", "replicas: 1\n");
    host.commit("HEAD", "helm.yaml", "{{ x }}\n{{ y }}\n");
    assert_eq!(skipped(&mut host, "--skip-other-files --against git:HEAD values.yaml helm.yaml"), (2, 0));
}
