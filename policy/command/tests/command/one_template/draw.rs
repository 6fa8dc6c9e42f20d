//! `draw`: pictures to standard output or to files, of all tables or of one.

use crate::invented::Invented;

const TWO: &str = "Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
  Customers:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
  CustomersAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/DynamoDB
      MetricName: ReadThrottleEvents
      Dimensions: [{Name: TableName, Value: !Ref Customers}]
";

/// The tables that are drawn, in their order.
fn drawn(text: &str) -> Vec<&str> {
    text.split("data-table=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn all_tables_are_one_document() {
    let mut host = Invented::new(&[("a.yaml", TWO)]);
    let ran = host.run("draw a.yaml");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "what is found fails nothing");
    assert_eq!(drawn(&ran.stdout), ["Orders", "Customers"]);
    assert_eq!(ran.stdout.matches("<style>").count(), 1, "one style for both");
    assert!(ran.stdout.starts_with("<svg ") && ran.stdout.ends_with("</svg>\n"));
    assert!(ran.stdout.contains("href=\"a.yaml#L2\" data-line=\"2\""));
    let mermaid = host.run("draw a.yaml --format mermaid");
    assert_eq!(mermaid.stdout.matches("```mermaid\nflowchart LR\n").count(), 2);
    assert_eq!(mermaid.stdout.matches("\n```\n").count(), 2);
}

#[test]
fn standard_input_is_drawn_too() {
    let mut host = Invented::new(&[]);
    host.stdin = TWO.into();
    let ran = host.run("draw - --table Customers");
    assert_eq!((ran.code, drawn(&ran.stdout)), (0, vec!["Customers"]));
}

#[test]
fn a_line_names_a_table() {
    let mut host = Invented::new(&[("a.yaml", TWO)]);
    for (line, table) in
        [(2, "Orders"), (7, "Orders"), (8, "Customers"), (17, "Customers"), (1, "Orders"), (99, "Orders")]
    {
        assert_eq!(drawn(&host.run(&format!("draw a.yaml --line {line}")).stdout), [table], "line {line}");
    }
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let mut host = Invented::new(&[
        ("a.yaml", TWO),
        ("b.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n"),
        ("c.yaml", "a: 1\n"),
    ]);
    let mut said = |line: &str| {
        let ran = host.run(line);
        assert_eq!(ran.stdout, "", "{line}");
        (ran.code, ran.stderr)
    };
    let (code, line) = said("draw a.yaml --table Order");
    assert_eq!((code, line.as_str()), (2, "tablewarden: a.yaml: No table has the logical id `Order`.\n"));
    assert_eq!(said("draw b.yaml"), (0, "tablewarden: b.yaml: The template has no table to draw.\n".to_owned()));
    assert_eq!(said("draw c.yaml").0, 2, "it is no template");
    let (code, line) = said("draw a.yaml --line 0");
    assert_eq!((code, line.as_str()), (2, "tablewarden: `--line` must be the number of a line, from 1, not `0`.\n"));
    assert!(said("draw a.yaml --line 1 --table Orders").1.contains("exclude each other"));
    assert!(said("draw a.yaml --output nowhere").1.contains("`--output nowhere` is not a folder"));
}

#[test]
fn each_table_gets_a_file_and_no_name_leads_out_of_the_folder() {
    let hostile = TWO
        .replace("  Orders:", "  ../../x/CON:")
        .replace("  Customers:", "  CON:")
        .replace("Ref Customers", "Ref CON");
    let mut host = Invented::new(&[("a.yaml", TWO), ("b.yaml", &hostile), ("out/x", "")]);
    let ran = host.run("draw a.yaml --output out");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "out/Orders.svg\nout/Customers.svg\n"));
    assert_eq!(drawn(&host.text("out/Orders.svg")), ["Orders"]);
    let ran = host.run("draw b.yaml --output out/ --format mermaid");
    assert_eq!(ran.stdout, "out/______x_CON.mmd\nout/CON_.mmd\n");
    assert!(host.text("out/CON_.mmd").starts_with("flowchart LR\n") && host.is_tidy());
}
