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
    assert_eq!(skipped(&mut host, "."), (3, 2), "in a folder too, where at least one template is expected");
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

const SERVERLESS: &str =
    "service: shop\nprovider: {name: aws}\nresources:\n  Resources:\n    Orders: {Type: AWS::DynamoDB::Table}\n";

#[test]
fn what_is_skipped_although_a_table_is_in_it_is_named_with_what_to_check_instead() {
    let other = "queue:\n  Type: AWS::DynamoDB::Table\n";
    let tree = "{\"id\": \"App\", \"aws:cdk:cloudformation:type\": \"AWS::DynamoDB::Table\"}";
    let mut host = Invented::new(&[
        ("t.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("serverless.yml", SERVERLESS),
        ("part.yaml", other),
        ("tree.json", tree),
        ("values.yaml", "a: 1\n"),
    ]);
    let ran = host.run("check --format concise .");
    let skipped = "notice: Skipped, although it contains `AWS::DynamoDB::`: not a CloudFormation template, because it has no \
                   top-level `Resources`.";
    let expected = [
        format!(
            "part.yaml:2:9: {skipped} If it defines a table, check the template that is built from it: for instance \
                 `cdk.out`, or what `sam build` or `serverless package` writes."
        ),
        format!(
            "serverless.yml:5:20: {skipped} Run `serverless package` and check the template that it writes to \
                 `.serverless`."
        ),
    ];
    assert_eq!((ran.code, ran.stdout.lines().collect::<Vec<_>>()), (0, expected.iter().map(String::as_str).collect()));
    let text = host.run("check .").stdout;
    assert!(text.ends_with("0 tables in 1 template: no problems found. 4 other files skipped.\n"), "{text}");
    let named = host.run("check --format concise serverless.yml values.yaml");
    let expected = "serverless.yml:5:20: error: Not a CloudFormation template: it has no top-level `Resources`. Run \
                    `serverless package` and check the template that it writes to `.serverless`.\n\
                    values.yaml:1:1: error: Not a CloudFormation template: it has no top-level `Resources`. Use \
                    `--skip-other-files` to ignore such files.\n";
    assert_eq!((named.code, named.stdout.as_str()), (2, expected));
}

#[test]
fn where_nothing_was_checked_every_format_says_so() {
    let mut host = Invented::new(&[("charts/a.yaml", HELM), ("charts/b.yaml", "a: 1\n")]);
    let text = host.run("check charts");
    let expected = "error: Nothing was checked: no CloudFormation template among 2 files.\n --> charts\n\n\
                    Nothing was checked (exit code 2). 2 other files skipped.\n";
    assert_eq!((text.code, text.stdout.as_str()), (2, expected));
    for format in ["concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "cdk", "markdown"] {
        let ran = host.run(&format!("check --format {format} charts"));
        assert!(ran.code == 2 && ran.stdout.contains("Nothing was checked"), "{format}: {}", ran.stdout);
    }
    let hook = host.run("check --skip-other-files charts/a.yaml charts/b.yaml");
    assert_eq!((hook.code, hook.stdout.as_str()), (0, "Nothing was checked. 2 other files skipped.\n"));
}
