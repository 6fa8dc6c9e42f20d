//! A repository as people have it: Helm charts, workflows, a serverless.yml with a table, and three templates. `tablewarden check .`
//! checks the three, names the serverless.yml, skips the rest, and is soon done.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tablewarden_tests::repository;

const CHARTS: usize = 80;
const WORKFLOWS: usize = 40;

const TEMPLATE: &str = "\
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      DeletionProtectionEnabled: true
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      KeySchema: [{AttributeName: orderId, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: orderId, AttributeType: S}]
";
const SERVERLESS: &str = "\
service: parcels
provider:
  name: aws
resources:
  Resources:
    Parcels:
      Type: AWS::DynamoDB::Table
";
const DEPLOYMENT: &str = "\
{{- range .Values.services }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include \"chart.fullname\" $ }}
spec:
  replicas: {{ .replicas | default 2 }}
  template:
    spec:
      containers:
        - name: {{ .name }}
          resources:
{{ toYaml .resources | indent 12 }}
{{- end }}
";
const WORKFLOW: &str = "\
on: [push]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make
";

/// The repository, made anew.
struct Made(PathBuf);

impl Made {
    fn new() -> Self {
        let made = Self(std::env::temp_dir().join(format!("tablewarden-charts-{}", std::process::id())));
        for number in 0..CHARTS {
            let chart = format!("charts/chart{number}");
            made.write(&format!("{chart}/Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
            made.write(&format!("{chart}/values.yaml"), "services: []\nresources: {limits: {cpu: 100m}}\n");
            for template in ["deployment", "service", "ingress"] {
                made.write(&format!("{chart}/templates/{template}.yaml"), DEPLOYMENT);
            }
        }
        for number in 0..WORKFLOWS {
            made.write(&format!("ci/workflows/{number}.yml"), WORKFLOW);
        }
        made.write("api/serverless.yml", SERVERLESS);
        for name in ["infra/orders.yaml", "infra/payments.yaml", "stacks/users.template"] {
            made.write(name, TEMPLATE);
        }
        made
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("the temporary folder can be written");
        fs::write(path, text).expect("the temporary folder can be written");
    }

    /// Runs the command here; gives the exit code, standard output, and the time taken.
    fn run(&self, words: &[&str]) -> (Option<i32>, String, Duration) {
        let started = Instant::now();
        let output = Command::new(repository::command()).args(words).current_dir(&self.0).output().expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), started.elapsed())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn three_templates_among_charts_are_checked_and_the_serverless_file_is_named() {
    let made = Made::new();
    let (code, list, _) = made.run(&["check", "--list-files", "."]);
    assert_eq!((code, list.as_str()), (Some(0), "infra/orders.yaml\ninfra/payments.yaml\nstacks/users.template\n"));
    let (code, text, _) = made.run(&["check", "--profile", "minimal", "."]);
    assert_eq!(code, Some(0), "{text}");
    let skipped = CHARTS * 5 + WORKFLOWS + 1;
    let last = text.lines().last().unwrap_or_default();
    assert_eq!(last, format!("3 tables in 3 templates: no problems found. {skipped} other files skipped."));
    assert!(text.contains(" --> api/serverless.yml:7:13\n") && text.contains("Run `serverless package`"), "{text}");
    assert_eq!(text.matches(" --> ").count(), 1, "nothing is said of the others: {text}");
    // The least of some runs: others may be at work on the machine.
    let least = (0..5).map(|_| made.run(&["check", "."]).2).min().unwrap_or_default();
    assert!(least < Duration::from_millis(300), "{least:?}");
}
